"""Families of English words that change inside, or whose endings no stemmer cuts: data, no rules."""

from __future__ import annotations

_ENGLISH = """
strong strength strengths strengthen strengthens
long length lengths lengthen
wide width widths widen
deep depth depths deepen
high height heights heighten
broad breadth broaden
hot heat heats heated heating
choose chooses chose chosen choosing choice choices
speak speaks spoke spoken speaking speech
lose loses lost losing loss losses
think thinks thought thoughts thinking
teach teaches taught teaching
sell sells sold selling sale sales
give gives gave given giving gift gifts
see sees saw seen seeing sight
prove proves proved proven proving proof proofs
believe believes believed believing belief beliefs
live lives lived living life
know knows knew known knowing knowledge
bear bore born birth births
die dies died dying death deaths dead
young youth
bind binds bound binding bond bonds bonding
feed feeds fed feeding food foods
sense senses sensed sensing sensation sensations sensitive sensitivity sensory
enter enters entered entering entry entries entrance
cell cells cellular
unity unify unifies unified unifying unification
brief briefly brevity
vary varies varied varying variety varieties variation variations variable variability variance
rely relies relied relying reliance reliable reliability
deny denies denied denial
foot feet
tooth teeth
mouse mice
critique critiques critiqued critic critics criticism criticisms criticize criticizes criticized criticizing
clear clearer clearly clarity clarify clarifies clarified clarifying clarification
simple simpler simplest simply simplicity simplify simplifies simplified simplifying simplification simplistic
argue argues argued arguing argument arguments argumentation
true truth truths
wise wisdom
poor poverty
reveal reveals revealed revealing revelation revelations
science sciences scientific scientifically scientist scientists
theory theories theoretical theoretically theorist theorists
therapy therapies therapist therapists therapeutic therapeutics
surgery surgeries surgical surgically surgeon surgeons
nutrient nutrients nutrition nutritional nutritious
able ability abilities
memory memories memorize memorizes memorized memorable remember remembers remembered remembering
woman women
man men
child children childhood
person persons people
leaf leaves
half halves
self selves
vertex vertices
axis axes
index indices indexes
matrix matrices
ovum ova ovulation ovulate
stimulus stimuli stimulate stimulates stimulated stimulating stimulation
nucleus nuclei nuclear
criterion criteria
cortex cortical
pharynx pharyngeal
larynx laryngeal
thorax thoracic
abdomen abdominal
urine urinary urination urinate urinates urinating
mucus mucous mucosa mucosal
galaxy galaxies galactic
neuron neurons neuronal neural
gene genes genetic genetically genetics genome genomes genomic
gas gases gaseous
fat fats fatty
sex sexes sexual sexually sexuality
ion ions ionic ionize ionizes ionized ionizing ionization
race races racial racially racism racist
art arts artist artists artistic artistically artistry artwork artworks
easy ease eases eased easing easier easiest easily
low lower lowers lowered lowering lowest
big bigger biggest
dry drier dries dried drying dryness
tax taxes taxed taxing taxation taxable
vote votes voted voting voter voters
quote quotes quoted quoting quotation quotations
code codes coded coding coder coders
rate rates rated rating ratings rater raters
mine mines mined mining miner miners
save saves saved saving savings saver savers
pack packs packed packing package packages packaged packaging
fix fixes fixed fixing fixation fixations fixative
pay pays paid paying payment payments payer payers
sum sums summed summing summation
center centers centered centering centre centres centred centric centrism
add adds added adding addition additions additive additional additionally
move moves moved moving movement movements mover
form forms formed forming formation formations
social socially society societies societal socialize socializes socialized socialization
analyze analyzes analyzed analyzing analysis analyses analyst analysts analytic analytical analytics analyzer
paralyze paralyzes paralyzed paralysis paralytic
catalyze catalyzes catalyzed catalyst catalysts catalysis catalytic
hydrolyze hydrolyzes hydrolyzed hydrolysis hydrolytic
cause causes caused causing causal causally causality causation
compare compares compared comparing comparison comparisons comparative comparatively comparable comparability
theme themes thematic thematically
scale scales scaled scaling scalable scalability
game games gaming gamify gamified gamification
guide guides guided guiding guidance
publish publishes published publishing publisher publishers publication publications
cite cites cited citing citation citations
dose doses dosed dosing dosage dosages
crime crimes criminal criminals criminality criminally
fuse fuses fused fusing fusion
adhere adheres adhered adhering adherence adherent adhesion adhesive
cohere coheres coherent coherence cohesion cohesive cohesiveness
satisfy satisfies satisfied satisfying satisfaction satisfactory
occupy occupies occupied occupying occupancy occupation occupational
abolish abolishes abolished abolishing abolition abolitionist abolitionists
pronounce pronounces pronounced pronouncing pronunciation
distinguish distinguishes distinguished distinguishing distinct distinction distinctions distinctive
revoke revokes revoked revoking revocation
exam exams examine examines examined examining examination examinations examiner
gravity gravitation gravitational gravitationally
literature literary
grammar grammatical grammatically
myth myths mythic mythical mythology mythological mythologies
money monetary
equity equitable equitably equities
quantity quantities quantitative quantitatively quantify quantifies quantified quantifying quantification
cycle cycles cycled cycling cyclic cyclical cyclically
filter filters filtered filtering filtration filtrate
register registers registered registering registration registry
oversee oversees overseeing overseen oversaw oversight
reuse reuses reused reusing reusable reusability
value values valued valuing valuation
obey obeys obeyed obeying obedience obedient
build builds built building buildings builder builders
take takes took taken taking
break breaks broke broken breaking breakdown breakdowns
write writes wrote written writing writings writer writers
grow grows grew grown growing growth
buy buys bought buying buyer buyers
hold holds held holding holdings
spend spends spent spending
run runs ran running runner runners
stand stands stood standing
fall falls fell fallen falling
feel feels felt feeling feelings
fight fights fought fighting
eat eats ate eaten eating
drive drives drove driven driving driver drivers
rise rises rose risen rising
begin begins began begun beginning beginnings
win wins won winning winner winners
tell tells told telling
freeze freezes froze frozen freezing
draw draws drew drawn drawing drawings
fly flies flew flown flying flight flights
body bodies bodily
own owns owned owning owner owners ownership
elect elects elected electing election elections electoral electorate elector electors
style styles styled stylistic stylistically
medicine medicines medication medications medicinal
virus viruses viral virulence virulent
war wars warrior warriors wartime warfare
inverse inverses inversely invert inverts inverted inversion invertible
error errors erroneous erroneously
laboratory laboratories lab labs
math maths mathematics mathematical mathematically mathematician mathematicians
carbohydrate carbohydrates carb carbs
taxi taxis taxied taxiing taxiway taxiways
seek seeks sought seeking
hear hears heard hearing
send sends sent sending sender
"""
"""A family a line."""

FAMILIES = {word: line.split()[0] for line in _ENGLISH.strip().splitlines() for word in line.split()}
"""The first word of its family by each word."""

"""Roots: words that a reader takes for one, though neither stems nor letters show it: receive, reception.

Stemmers cut endings and know nothing of the Latin verbs whose stem changes ("convert", "conversion"), nor of the
English words that change inside ("strong", "strength"); some endings they leave ("regulatory", "regulations"). Where a
title is hidden, either gives the other away.
"""

from __future__ import annotations

import re
from functools import cache

_E = "(?:e|es|ed|ing|er|ers|able)"
_D = "(?:s|ed|ing|er|ers|able|ible)?"
_ION = "(?:ion|ions|ive|ively|iveness|ivity|ible|or|ors|ional)"

_LATIN = (
    ("ceiv", f"ceiv{_E}|cept{_ION}|ceipts?"),
    ("duc", f"duc{_E}|ducts?|duct{_ION}|ductivity"),
    ("pel", f"pels?|pell(?:ed|ing|er)|puls{_ION}|pulses?"),
    ("scrib", f"scrib{_E}|scripts?|script{_ION}"),
    ("vert", f"vert{_D}|vers{_ION}|versal"),
    ("mit", f"mits?|mitt(?:ed|ing|er|ers)|miss{_ION}"),
    ("sum", f"sum{_E}|sumpt{_ION}"),
    ("solv", f"solv{_E}|solut{_ION}"),
    ("clud", f"clud{_E}|clus{_ION}"),
    ("ced", f"ced{_E}|ceed{_D}|cess{_ION}"),
    ("spond", f"spond{_D}|spondents?|spons(?:e|es|ive|ible|ibility|iveness)"),
    ("ten", f"tend{_D}|tens{_ION}|tents?|tain{_D}|tention|tentions|tenance"),
    ("pet", f"pet{_E}|peat{_D}|petit{_ION}"),
    ("quir", f"quir(?:e|es|ed|ing|y|ies|ements?)|quisit{_ION}"),
    ("stroy", f"stroy{_D}|struct{_ION}"),
    ("plain", f"plain{_D}|planations?|planatory"),
    ("claim", f"claim{_D}|clamations?"),
    ("sorb", f"sorb{_D}|sorpt{_ION}"),
    ("merg", f"merg{_E}|mers{_ION}"),
    ("volv", f"volv{_E}|volut{_ION}|volutionary"),
    ("pos", f"pos{_E}|posit{_ION}"),
    ("fin", f"fin{_E}|finit{_ION}"),
    ("pli", f"ply(?:ing)?|plies|plied|plicat{_ION}"),
    ("fus", f"fus{_E}|fus{_ION}"),
    ("gniz", f"gni[sz]{_E}|gnitions?"),
    *((f"{v}nd", f"{v}nd{_D}|{v}ns{_ION}|{v}ns(?:e|es)") for v in ("ce", "pa", "he", "pe", "fe")),
    *((f"{v}d", f"{v}d{_E}|{v}s{_ION}") for v in ("ci", "vi", "va", "ua", "ro", "lo", "li", "ru", "lu")),
)
"""A root's name, and the forms that it takes behind a prefix, with their endings."""

_FORMS = tuple((name, re.compile(rf"(e|[a-z]{{2,}}?)(?:{forms})")) for name, forms in _LATIN)
_ANY_FORM = re.compile(rf"[a-z]+?(?:{'|'.join(forms for _, forms in _LATIN)})")
"""What most words are not, found by one look instead of one for each root."""

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
pay pays paid paying payment payments payer payers
sum sums summed summing summation
add adds added adding addition additions additive
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
dose doses dosing dosage dosages
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
taxi taxis taxied taxiing taxiway taxiways
seek seeks sought seeking
hear hears heard hearing
send sends sent sending sender
"""
"""Words that change inside, a family a line."""

_FAMILIES = {word: line.split()[0] for line in _ENGLISH.strip().splitlines() for word in line.split()}


_ENDINGS = re.compile(
    r"(?P<able>[a-z]{2,})(?:ble|bly|bility|bilities)"
    r"|(?P<ous>[a-z]{3,})(?:ous|ously|osity|osities)"
    r"|(?P<etic>[a-z]{4,})(?:y|ies|etic|etically)"
    r"|(?P<ular>(?!particular)[a-z]{2,})(?:les?|ules?|ular|ularly)"
    r"|(?P<cial>[a-z]{2,})(?:ces?|cial|cially|tial|tially)"
)
"""Endings that words of one root change where stemmers keep them apart: "stability", "energetic", "circular"."""


_LOOSE_ENDINGS = re.compile(
    r"(?P<short>[a-z]{4,}?)(?:ness|less|lessly|ful|fully|ships?|hood|isms?|ists?|able|ably|ability|ments?|mental)"
    r"|(?P<long>[a-z]{5,}?)(?:ings?|ed|es?|s|ers?|est|ly|ions?|ional|ive|ively|iveness|ivity|ors?|ory|ories|ants?|ance"
    r"|ees?|at(?:e|es|ed|ely|ing|ions?|ional|ive|ively|ors?|ory|ories|ures?)|ac(?:y|ies))"
)
"""Endings that leave a short word whole, and those that come and go where much of a word is left; the longest goes."""
_FEWEST_BARE = 4
_COMPOUND = re.compile(
    r"(?P<first>[a-z]{3,})(?:sets?|bases?|flows?|forces?|styles?|lines?|spans?|frames?|places?|loads?|times?|play|sites?"
    r"|papers?|lengths?|width|books?|payers?|light|screen|holders?|mates?|ways?|making|tell(?:ing|ers?)|keep(?:ing|ers?))"
    r"|(?P<long>[a-z]{4,})works?|(?P<life>life)(?:cycles?|long)"
    r"|(?P<verb>(?!(?:feed|disc|rec|gro|unc)\w)[a-z]{3,})(?:offs?|downs?|ups?|outs?|overs?|backs?|away)"
)
"""A word written as one with another: "dataset", "teamwork", "storytelling", "takeoff"."""

_NEGATED = re.compile(
    r"(?:un|non|(?:in|im|ir|il)(?=.*(?:[ai]ble|[ai]bility|[ae]nt|[ae]nc[ey]|ous|ity|al|ate|acy)$))([a-z]{5,})"
)
"""A word and what it denies: "ambiguous" in "unambiguous"."""


@cache
def roots(word: str) -> frozenset[str]:
    """Return names for the roots of a lower-case word: {"re-ceiv", "receiv"}."""
    if word in _FAMILIES:
        return frozenset((_FAMILIES[word],))
    ending, compound = _ENDINGS.fullmatch(word), _COMPOUND.fullmatch(word)
    found = {_bare(word)}
    if ending and ending.lastgroup:
        found.add(f"{ending[ending.lastgroup]}-{ending.lastgroup}")
    if compound and compound.lastgroup:
        found |= roots(compound[compound.lastgroup])
    if _ANY_FORM.fullmatch(word):
        found.update(f"{match[1]}-{name}" for name, form in _FORMS if (match := form.fullmatch(word)))
    return frozenset(found)


def _bare(word: str) -> str:
    """Return what is left of a word without its ending, so that "happiness" and "happy" leave the same."""
    ending = _LOOSE_ENDINGS.fullmatch(word)
    left = ending[ending.lastgroup] if ending and ending.lastgroup else word
    if left.endswith("y"):
        return f"{left[:-1]}i"
    return left[:-1] if left.endswith("e") and len(left) > _FEWEST_BARE else left


@cache
def denies(word: str) -> str:
    """Return what a lower-case word denies, `""` for most words."""
    match = _NEGATED.fullmatch(word)
    return match[1] if match else ""

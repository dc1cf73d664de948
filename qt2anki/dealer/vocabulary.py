"""The words by which titles and sentences are judged: data, no rules."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _words("""
a about above across after again against all along also although always am among an and another any are aren't
around as at away back be became because become becomes been before being below between both but by can can't
cannot could did do does doesn't doing don't done down during each either else even ever every few for from
further get gets given had has have having he hence her here hers herself him himself his how however i if in
indeed into is isn't it it's its itself just let's like made make makes making many may me might more most much
must my myself near neither no nor not now of off often on once one only onto or other others our ours ourselves
out over own per rather same shall she should since so some still such than that that's the their theirs them
themselves then there thereby therefore these they this those though through throughout thus to together too
toward towards under until up upon us versus very via vs was way we well were what when where whereas whether
which while who whom whose why will with within without would yet you your yours yourself two three four five
first second third eg ie etc
""")
"""Words that carry no meaning by themselves."""

GENERIC = _words("""
about action actual additional advantage advantages analysis answer appearance application applications approach
approaches area areas aspect aspects background basic basics basis benefit benefits breakdown broader calculation
calculations categories category cause causes challenge challenges characteristic characteristics closer common
comparison complexity component components composition concept concepts conclusion conclusions conditions cons
consequence consequences consideration considerations content context contribution contributions core criteria
critical definition definitions description detailed details development difference differences direction directions
disadvantages discussion drawback drawbacks duration effect effects element elements equation essential evaluation
evidence example examples explained explanation explanations expression fact factor factors facts feature features
final finding findings focus form formation formula formulas framework function functions fundamental further future
general goal goals guide how idea ideas illustration impact impacts implication implications importance important
influence influences information insight insights interplay interpretation introduction issue issues key lack legacy
level levels limitation limitations list location look main major meaning measure measures mechanism mechanisms method
methodology methods model models myth myths nature need needs new notable note notes objective objectives observation
observations opportunities origin other outcome outcomes output overall overview part parts pattern patterns
perspective perspectives phase phases point points
potential practical practice practices primary principle principles problem
problems procedure process processes product properties property pros purpose purposes real reality reason reasons
recommendation recommendations relation relationship relevance relevant resolution response result results role roles
rule rules scenario scenarios scope setup significance significant similarities similarity situation solution
solutions source sources specific stage stages standard statement step steps strategies strategy strengths structure
structures study subject summary symptom symptoms system systems takeaway takeaways technique techniques term terms
theme themes theory things tip tips tool tools topic topics truth type types understanding usage use used uses using
utility value values various view weakness weaknesses work workings works world
""")
"""Words too general to be asked for by name: a title of nothing else gets no *Name* card."""

FAINT_NOUNS = _words("trend trends time research studies interaction interactions assess evaluate select organize")
"""Words that are as general where a title has no word beside them and those of the question: "Trends Over Time"."""

FAINT = FAINT_NOUNS | _words(
    "best clinical contextual current dynamic early empirical everyday holistic initial later recent regular"
)
"""Words that say no more of a general one than that it is one: "Clinical Implications"."""

COMMONPLACE = _words("""
abstract academic accurate actionable active adaptation additional administrative aesthetic affective alternative
analytical application approach appropriate artistic assessment assurance attitude attitudes authentic awareness balance
balanced balancing barrier barriers behavior behavioral behaviors behaviour behavioural belief beliefs benefit
biological broad building burden business capabilities capability capacities capacity care career clarification
classical clinical cognitive coherent collaborative collective commercial communal communities community competing
complete complex comprehensive conceptual concern concerns connection connections constraint constraints contemporary
contextual continuous conveying cooperative coordination creative criticism criticisms critique critiques cultural
culture current customized daily data decision decisions deep delivering deployment design desired diagnostic digital
direct diverse domestic dual dynamic dynamics ecological economic economy educational efficient empirical encouraging
engagement environmental ethical ethics event events everyday execution expectation expectations expected experience
experiences experimental exploration exploring expression expressive extent external extreme familiar financial flexible
formal future gaining gap gaps geographical global goals governmental group groups guidance handling hands health
healthcare higher historic historical holistic human humanistic identification ideological immediate implementation
improved inclusive increased indirect industry infrastructure initial initiative initiatives innovation innovations
innovative input institutional integrated intellectual intellectually intended intensity interaction interactions
interactive interconnected interconnectedness interdisciplinary internal international interpersonal interplay
interpretation interpretations intervention interventions investigation involvement issue judgment lasting learning
legal literary local logical logistical management managing market markets material mental modern monitoring moral
multidisciplinary multiple mutual narrative narratives national natural navigating normal objective ongoing operational
operations optimal optimization option options organizational oriented original outreach participation performance
personal personalized philosophical physical physiological planning political post practical preparation preservation
primary proactive production professional program programs progress promoting psychological psychosocial public
qualitative quality quantitative questions rapid rational recent recognition recognizing reduced reduction regional
regular regulation reinforcement related religious representation representations research resource resources respect
responses rhetorical scientific secondary service services shared shift shifts skill skills social societal socio
socioeconomic solving special specialization specialized spiritual stakeholder stakeholders status strategic
strengthened structural structured student students subjective successful support sustainable symbolic systematic
tailored targeted task tasks technical technological technologies technology temporal theoretical therapeutic topic
traditional transformation transformations trend trends understanding unified unique universal user users value
variability variation variations varied verbal visual vocational work working workload workloads
""")
"""Words that many another title has as well, in any subject: a title of such words alone nobody would guess."""

RECAP = _words("""
conclusion conclusions summary summaries overview introduction recap takeaway takeaways example examples note notes
final thoughts closing remarks wrap wrapping key points point main in brief short overall illustration
explanation details additional answer discussion further information step steps
""")
"""Words that only name a place in an answer: a title of nothing else is no fact to ask for."""

RECAP_HEADS = _words("conclusion conclusions summary summaries overview introduction recap takeaway takeaways")

OUTWARD = _words("other others additional further related remaining miscellaneous more various another")
"""Words by which a title refers outside itself."""

FILLER = _words("""
ability able achieve achieved achieving act acts actually address addresses addressing affect affected affecting affects
aim aims allow allowing allows applied applies apply applying approach area areas arise aspect aspects associated
basic become beneficial benefit better broad broader bring brings call called can case cases central
certain characterize characterized clear clearly closely common commonly complex comprehensive concept concepts
concern concerned concerns connect connected consider considered considering considers consist consists context
contribute contributes contributing core cornerstone create creates critical crucial crucially deal deals deeply define
defined defines depend depends describe described describes detail determine determines different directly discuss
discussed distinct diverse effect effective effectively effects element elements emphasis emphasize emphasizes
enable enables
encompass encompasses enhance enhanced enhances enhancing ensure ensures ensuring especially essential essentially
establish establishes example examples explain explained explains explore explores exploring facilitate
facilitates factor factors
fact feature features find fit focus focuses form forms foundation foundational framework frequently fully function
functions fundamental fundamentally further general generally give gives good great greater greatly happen happens help
helped helpful helping helps highlight highlights highly huge identify identifies impact impacts implication
implications importance important importantly improve improved improves improving include included includes including
increasing
increasingly indicate indicates individual influence influenced influences influencing inherent integral intricate
introduce introduced introduces involve involved involves involving issue issues key know known large largely lead
leading leads major
manner mean means mechanism mechanisms method methods multiple nature necessary need needed needs notable note
noted number numerous occur occurs offer offers often outcome outcomes overall paramount part particular particularly
perform pivotal place play played playing plays point points positive possible potential potentially
practical
primarily primary process processes profound profoundly promote promotes promoting provide provided provides providing
purpose range reason reasons refer referred refers reflect reflects regarding related relates relationship relevant rely
result resulting results role roles serve served serves several shape shaped shapes shaping show shown shows
significance
significant significantly similar simple simply specific specifically step strong studied study subject substantial
success successful successfully support supports take takes tend tends term terms thing things topic type types typical
typically ultimately underscore underscores understand understanding understands understood unique use used useful
uses using usually utilize utilized utilizes valuable value various vary vast vital way ways wide widely work works
ability abilities activities activity adapt advancement advancements allowed based change changes contemporary continue
continued continues context
contexts development developments drew drive drives effort efforts emerge emerged emerges emerging emphasis
emphasized encourage encouraged encourages engage engaged engages engaging environment environments evolve evolved
evolving experience experiences field fields foster fostering fosters found growing growth historical history
idea ideas increase increased increases individuals intertwined legacy life long made modern new ongoing opportunities
opportunity outlined people perspective perspectives practice practices present principle principles quality reflected
remain remains
rich richer sense situation situations societal society state states tied today tool tools world
""")
"""Words that add nothing to a title: a sentence of nothing else is no answer."""

PERSONS = _words("person persons people one someone somebody man men woman women individual individuals")
"""Whom any text may speak of: no trace of "Personal" in a title."""

LEANING = _words("""
this these those they it its he she his her their them such however therefore thus hence consequently accordingly
furthermore moreover additionally conversely instead similarly likewise nevertheless nonetheless also
""")
"""Openers that lean on the sentence before."""

IMPERATIVES = _words("""
accept access achieve acknowledge act adapt add address adjust administer adopt advocate agree align allocate allow
analyze analyse anticipate apply appreciate approach ask assess assign assume attend avoid balance be begin break
bring build calculate call celebrate challenge change check choose cite clarify classify clean click collaborate
collect combine communicate compare compile complete compute conduct confirm connect consider consult continue
contribute convert cook coordinate count create cultivate debug decide declare define deliver demonstrate derive
describe design dilute dissolve detect determine develop diagnose differentiate discuss display distinguish distribute
divide do document download draft draw educate eliminate embrace emphasize employ empower enable encourage engage
enhance ensure enter establish estimate evaluate examine execute explain explore express extract facilitate factor
fill find fix focus follow form format formulate foster gain gather generate get give graph handle have help highlight
identify ignore illustrate implement import improve include incorporate increase inform initialize initiate insert
inspect install integrate interpret introduce investigate invest involve isolate join justify keep know label learn
let leverage limit link list listen load locate log look maintain make manage manipulate map mark maximize measure
minimize mix model modify monitor multiply navigate note observe obtain offer open optimize organize outline parse
participate perform plan plot pour practice prepare present prevent print prioritize process produce promote protect
prove provide publish pull push put read rearrange recall recognize record recruit reduce refer refine reflect
register relate remove repeat replace report represent request research resolve respect respond restrict retrieve
return review revise rewrite rinse run save scan schedule seek select send separate set share show simplify sketch
solve sort specify split start state stay stir stop store structure study submit substitute subtract summarize
supervise support take tailor teach tell test think track train transfer transform translate treat try turn understand
update upload use utilize validate verify view visualize wait wash watch weigh work write
""")
"""Verbs that open a title which says what to do."""

EVERYDAY = _words("""
airline baseline combine deadline decline define determine discipline examine genuine guideline headline imagine
machine magazine medicine offline online outline pipeline refine routine timeline undermine beside coincide decide
divide guide inside outside override provide reside worldwide nationwide base case chase database decrease disease
increase lease phase phrase purchase release showcase choose close compose expose oppose propose purpose suppose those
medium premium stadium hygiene scene criticism journalism mechanism optimism organism professionalism tourism economy
autonomy taxonomy diploma
""")
"""Words that end as technical terms do and are none."""

NOUN_VERBS = _words("""
access act address answer approach balance break call challenge change check compute contact contract cook count cut
debug delegate design display document download draft experience focus form format function gain graph group handle
help highlight influence judge label limit link list load log map mark match measure mix model monitor move note
number object offer open order outline parse place plan plot practice present press print process project pull push
question rank rate record report request research respect return review reward run sample scan schedule search set
share show sketch sort sound split start state stay stop store structure study subject support survey target test
think track trade train transfer transform treat trust try turn update upload value view visit wait wash watch work
write
""")
"""Of the verbs that open an instruction, those that as well open a name: "Support Systems", "Design Principles"."""

DETERMINERS = _words("the a an your each every all any this these that their its both multiple more")
"""Words after which such a verb is one: "Support the Patient"."""

EVALUATIONS = _words("""
rigorous rigor systematic systematically seamless seamlessly smooth smoother smoothly robust meaningful deeper
efficient efficiently optimal optimally better best appropriate appropriately proper properly structured holistic
thorough thoroughly detailed careful carefully regular regularly convenient beneficial invaluable instrumental
advantageous favorable worthwhile sophisticated straightforward easy easier easily nuanced insight insights insightful
improvement improvements enhancement enhancements goal goals objective objectives solution solutions strategy
strategies technique techniques component components procedure procedures program programs existing respective
widespread remarkable extraordinary interesting effectiveness usefulness tremendous immense considerable considerably
notably markedly characteristic characteristics consideration considerations contribution contributions influential
interplay dynamic dynamics landscape realm domain crucially foremost prominent prominently compelling engaging
thoughtful fruitful rewarding positively truly complexity complexities challenge challenges challenging
advantage advantages benefits strength strengths enriching enrich enriches overarching wider
sure want wants accurate accurately correct correctly available imperative desired specified respective
research researchers studies experts evidence suggest suggests suggesting demonstrate demonstrates demonstrated
revealed reveals underlying interest interests existence researcher professionals practitioners scholars scientists
relevance possibility possibilities ensured incorporate incorporates incorporating employ
employs circumstances hallmark encapsulate encapsulates phenomena varying vary varies
student students learner learners teacher teachers educator educators extended repercussions groundwork
""")
"""Words that only say that something is good, hard or there: a sentence of nothing else could be said of anything."""

BROAD = _words("""
technical practical other additional common general further various logistical operational broader key main major minor
specific potential external internal related overall primary important significant possible
""")
"""What says of limits, causes, gains and ways nothing by which one would know which of them are meant."""

AROUND = _words("""
future ongoing contemporary current recent emerging additional related wider broader external
interdisciplinary examples philosophical
""")
"""What a title has that only looks around its subject, or ahead: "Future Directions", "Philosophical Implications"."""

CAUSES = _words("factors causes reasons determinants influences contributors drivers")

ALIKE = (
    _words("limitations drawbacks disadvantages challenges barriers obstacles difficulties concerns weaknesses"),
    CAUSES,
    _words("benefits advantages strengths"),
    _words("strategies techniques methods approaches practices measures tips solutions recommendations"),
)
"""Nouns of lists; those of one line ask for the same."""

"""The phrases by which a sentence shows what it is: a reason, a definition, a comparison; data, no rules."""

from __future__ import annotations

import re


def phrases(*patterns: str) -> re.Pattern[str]:
    """Compile alternatives, in any case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def in_lower(*patterns: str) -> re.Pattern[str]:
    """Compile alternatives for text in lower case, in which searching takes half the time of ignoring case.

    Each begins at a word's boundary, which is then looked for once at each place, in a third of the time.
    """
    return re.compile(rf"\b(?:{'|'.join(patterns)})")


PRAISE = in_lower(
    r"(?:plays?|played|playing|have|has|had) (?:an? |the )?(?:\w+,? (?:and |yet )?){0,3}"
    r"(?:role|part|impact|influence|effect|implications|relationship|contributions?)s?\b",
    r"(?:is|are|was|were|be|being|becomes?|became|remains?|it['’]s|(?:serves?|acts?|stands?) as) (?:also |not only "
    r"|often |particularly |thus |therefore |widely )?(?:an? |the |one of the )?(?:\w+ (?:and )?){0,2}"
    r"(?:crucial|essential|vital|important|critical|fundamental|key"
    r"|significant|necessary|integral|central|pivotal|paramount|indispensable|cornerstone|powerful|valuable|useful"
    r"|popular|renowned|notable|multifaceted|foundational|complex|nuanced|profound|intertwined|common|comprehensive|invaluable|excellent)\b",
    r"(?:is|are|was|were|remains?|ha(?:s|ve) been) (?:an? |the )?(?:\w+ ){0,2}"
    r"(?:issue|problem|challenge|concern|consideration|topic|debate|aspect|concept|part|area)s?\b",
    r"(?:is|are|was|were|ha(?:s|ve) been) (?:\w+ly )?(?:linked|connected|interconnected|intertwined|related|tied"
    r"|rooted)\b",
    r"(?:provid|offer|giv)\w+ (?:\w+ )?(?:critical|valuable|important|key|essential|significant|deeper|unique|crucial"
    r"|profound) (?:insights?|information|understanding|tools?|resources?|context)\b",
    r"(?:holds? (?:\w+ ){0,3}(?:promise|importance|significance)|(?:extends?|goes|go) beyond"
    r"|la(?:id|ys?) the (?:groundwork|foundations?)|is (?:an? |the )?hallmark)\b",
    r"must be (?:taken|considered|addressed|ensured|made)\b",
    r"^while not\b",
    r"(?:significantly|profoundly|greatly|deeply) (?:\w+ )?(?:impact|affect|influence|shape|enhance|contribute)",
)
"""What a sentence says of almost anything; in lower case."""

_WAYS = (
    r" (?:\w+[ -]){0,3}?(?:ways|steps|factors|strategies|techniques|methods|aspects|approaches|practices|reasons"
    r"|mechanisms|components|elements|principles|concepts|key|functions|features|characteristics|benefits|challenges"
    r"|advantages|disadvantages|types|forms|stages|phases|areas|roles|purposes|themes|differences|considerations"
    r"|measures|points|processes|effects|impacts|implications|tools|resources|perspectives|theories|models|examples"
    r"|issues|mistakes|responsibilities|criteria|properties|fields|applications|options|uses|skills|tips|ideas"
    r"|dimensions|interpretations|arguments|guidelines|rules|events|figures|contexts|categories|means|traits|changes)\b"
    r"(?! ?—)"
)
"""What an answer may have several of."""
ANNOUNCEMENT = in_lower(
    r"(?:several|various|numerous|multiple|many|a (?:variety|number|range|series|set|combination) of|different"
    r"|following|(?:some|certain|a few) (?:key|common|important|notable)"
    r"|(?:key|distinct) (?:factors|aspects|areas|differences|ways))" + _WAYS,
    r"(?:through|in|by|via|from|with|on|employs?|faces?|to) (?:several|various|numerous|multiple|many"
    r"|different|an? (?:\w+ )?(?:variety|range|number|series|multitude|host|array|plethora|wealth|mix|set) of)\b",
    r"one of (?:the )?(?:several|many|various)\b",
    r"(?:structured|systematic|straightforward|step-by-step|comprehensive|holistic|multi-?\w+|integrated|strategic"
    r"|collaborative|coordinated|combined) (?:approach|process|method|manner|way|procedure|strategy|framework|set"
    r"|effort)\b",
    r"(?:reflect|mark|represent|saw)(?:s|ed)? (?:an? )?(?:significant|major|profound|broader|fundamental|important"
    r"|notable) (?:changes?|shifts?|transformations?|developments?|steps?|milestones?|advances?|advancements?|leaps?"
    r"|moments?)\b",
    r"(?:through|by|via) an? (?:\w+ )?combination of .{3,60} (?:mechanisms|factors|strategies|approaches|methods"
    r"|techniques|processes|means|efforts)\b",
    r"interplay of (?:\w+ ){0,3}(?:factors|elements|forces|influences|pathways|mechanisms|processes|systems)\b",
    r"(?:complex|intricate|dynamic|rich|nuanced|delicate) (?:web|interplay|landscape|relationship|tapestry"
    r"|interaction)\b(?! (?:of|between|among)\b)",
    r"(?:var(?:y|ies|ied)|differ|differs|differed|evolved?|changed) (?:significantly|greatly|widely|considerably"
    r"|substantially|dramatically|markedly)\b",
    r"under(?:go|goes|went|gone) (?:\w+ ){0,2}(?:changes?|transformations?|evolution|shifts?|developments?)\b",
    r"(?:can|may|could) be (?:understood|summari[sz]ed|categori[sz]ed|classified|divided|analy[sz]ed|examined"
    r"|explored|approached|seen|viewed|explained|described|illustrated|outlined)\b",
    r"(?:two|three|four|both) (?:distinct|different|main|key|primary|separate|fundamental|important)\b",
    r"(?:developments?|changes?|advancements?|challenges?) .*\b(?:occurred|emerged|took place|arose|exist)\b",
    r"(?:make|makes|made) (?:\w+ )?(?:strides|progress|advances|contributions|advancements)\b",
    r"(?:both|its) (?:\w+ )?(?:advantages|benefits|opportunities|positive|strengths) and (?:\w+ )?"
    r"(?:disadvantages|drawbacks|challenges|risks|limitations|weaknesses|negative)\b",
    r"(?:has|have|had) (?:specific|certain|distinct|unique|particular|clear) (?:\w+ ){0,2}(?:criteria|characteristics"
    r"|features|requirements|rules|roles|functions|properties)\b",
    r"provides? (?:substantial|strong|compelling) (?:support|evidence)\b",
    r"is an? (?:\w+ )?example of\b",
    r"as follows\b",
    r"in (?:specific|certain|different|various|many|unique|distinct) ways\b",
    r"(?:with|have|has) (?:their|its) own\b",
    r"(?:presents?|offers?|provides?) (?:both|a)\b",
    r"differ (?:significantly )?in (?:several|their|many)",
    r"(?:exhibits?|shows?|has|have) significant differences",
)
"""What only says that an answer follows; in lower case."""

EXAMPLE = phrases(r"(?:for (?:example|instance)|e\.g\.|consider\b|if you have\b|imagine\b|suppose\b|to illustrate)")
"""What opens an example; what follows it in a paragraph belongs to it."""
AN_EARLIER_ONE = phrases(
    r"(?:\w+ ){1,2}(?:the|our) (?:previous|above|same|earlier|preceding) (?:example|figure|table|section)"
)
"""How a sentence opens that speaks of an example, or of a place, outside its card."""
LEANS_ON = phrases(
    r"(?:(?:by|in|with|through|for|from|under|using|to|because of|due to|given|as|at|on|among|with|beyond) )"
    r"(?:[\w'’-]+ ){0,2}(?:these|this|those|such(?! as))\b"
)
"""How a sentence opens that speaks of what stands in the one before it."""
CONTRASTS = phrases(r"(?:in contrast|conversely|(?:[\w()'’-]+,? ){0,5}on the other hand|by contrast)\b")
"""What opens the other side of a comparison."""
CONVENTION = phrases(
    r"(?:traditional|conventional|historical|typical|normal|standard|classical)(?:ly)?\b",
    r"(?:in the past|usually|for (?:centuries|decades|years)|many (?:people|students) (?:think|believe))\b",
)
"""How a sentence opens that tells what is usual or was so, to turn from it."""
TURNS = phrases(r"(?:(?<=\. )|^)(?:however|but|today|nowadays)\b")
"""How a sentence opens that turns from what is usual."""
NOT_A_STATEMENT = phrases(
    r"(?:for (?:example|instance)|e\.g\.|examples?(?: of \w+)? (?:is|are|include)|consider\b|imagine\b|suppose\b"
    r"|in (?:summary|conclusion)|overall\b|to summari[sz]e|to illustrate|as an example|note that|where\b"
    r"|if you (?:need|have|want|would|are)\b|here(?:['’]s| (?:is|are))|\([^()]*\)\W*$)",
)
NOT_KNOWN = phrases(r"\b(?:not|n['’]t) (?:\w+ ){1,4}in the (?:gathered|available|provided) (?:information|context)\b")
"""What a text says of itself where the source knew no answer."""
POINTS_BACK = phrases(r"(?:\w+ ){0,5}(?:these|this|those|such|its|their|they|it)\b")
RESPECTS = phrases(
    r"(?:implications|consequences|considerations|dynamics|contexts?|perspectives?|aspects|impacts?|significance"
    r"|importance|roles?|overview|applications?|influences?|relevance|relationships?|connections?|interplay|comparison"
    r"|analysis|background|philosophy|nature|concepts?|integration|examples|characteristics|purpose|definition|history"
    r"|legacy|evolution|insights|understanding|trends|cases|debates|aftermath|interests|events|issues)$"
)
"""Last words of titles that only say in which respect they speak of the subject."""

HAPPENS = phrases(
    r"(?!(?:key|learning|marketing|engineering|training|understanding|testing)\b)\w{2,}(?:ing|ed|es)\b",
    r"(?:loss|lack|rise|decline|increase|decrease|reduction|growth|removal|release|higher|lower|greater|better|faster)\b",
)
"""How a title opens that says what happens, not only what there is."""

ADVICE = phrases(r"(?:by )?\w+ing (?:that )?(?:these|this|those|such|how|both)\b")
"""How a sentence opens that closes with advice."""
POINTS_ABOVE = phrases(r"(?:[\w'’-]+ ){0,8}(?:these|this|those|such)\b")
"""How a sentence opens that speaks of what stands above it."""
CLOSES = phrases(
    r"(?:in (?:summary|conclusion|short|essence|brief)|overall|to (?:summari[sz]e|conclude|sum up)|ultimately|thus"
    r"|therefore),\s+",
)
"""The words that only close."""

BESIDE = phrases(
    r"by (?:\w+ly )?\w+ing\b",
    r"(?:despite|without)\b",
    r"on (?:the )?one hand\b|together,",
    r"(?:in addition|besides|apart from|aside from)\b",
    r"(?:[\w'’-]+ ){1,15}(?<!but )(?<!, )also\b(?! known)",
    r"the term .*\b(?:coined|derives?|derived|comes from)\b",
)
"""How a sentence opens that speaks of something beside the question: what one gains by it, where its name is from."""

_INSIDE = (
    r"(?:because|thereby|so that|due to|owing to|via|in that|based on)\b",
    r"as (?:it|they|this|each|these)\b",
    r"since (?:it|they|this|these|there|we|each|both)\b",
    (
        r"by (?:\w+ly )?(?!(?:highlight|emphasi[sz])ing\b|\w+ing (?:\w+ ){0,3}(?:insights?|frameworks?"
        r"|platforms?|perspectives?|lens|foundation|basis|understanding)\b)\w+ing\b"
    ),
    (
        r"through\b(?! (?:which|various|several|many|multiple|numerous|the lens)\b"
        r"| an? (?:\w+ )?(?:variety|range|number|series|combination|interplay|network|host|mix)\b)"
    ),
)
"""What opens a reason where it does not open the sentence."""
_CAUSES = (
    (
        r"(?:triggered|caused|driven|mediated|regulated|controlled|determined|governed|produced|formed|achieved"
        r"|stimulated|initiated|induced|powered|explained) (?:\w+ly )?(?:by|in)\b"
    ),
    (
        r"(?:that|which|and|to) (?:\w+ly )?(?:allow|enable|lead|result|cause|prevent|reduce|increase|create|convert"
        r"|transform)s?\b"
    ),
    r"(?:lead|leads|led|leading|result|results|resulted|resulting) (?:in|to)\b",
    r"(?<!ranging )from .{3,60} (?:to|into) ",
)
_CAUSE = rf"\b(?:(?<!^)(?:{'|'.join(_INSIDE)})|{'|'.join(_CAUSES)})"
"""One of these; what all of them need around them is looked for once at each place, in a third of the time."""
REASON = re.compile(_CAUSE)
"""Words behind which a sentence says how or why; in lower case."""
TELLS = re.compile(rf"{_CAUSE}|, (?:\w+ly |and )?(?:thus |often )?(?!including|particularly|depending)\w+ing\b")
"""Words behind which a sentence may say how or why; in lower case."""

SOFT = in_lower(
    r"(?<!which )(?:encourag|enhanc|improv|promot|facilitat|foster|strengthen|enrich|emphasi[sz]|strive)\w*\b",
    r"(?:^ensur(?:e|ing)|make sure|be (?:mindful|aware|cautious)|take into account)\b",
    r"(?:opportunit(?:y|ies)|importance|significance|necessity) (?:to|of|for)\b",
    r"(?:is|are|was|were) (?:\w+ )?(?:imperative|advisable|recommended|desirable|beneficial|helpful)\b",
)
"""What a sentence says that only wishes; in lower case."""
BACKGROUND = phrases(
    r"(?:historically|traditionally|over (?:the (?:past|last|years|centuries|decades)|time)"
    r"|for (?:centuries|decades|years)"
    r"|throughout (?:history|the)|since the|in recent (?:years|decades|times)|in the past)\b"
)
"""How a sentence opens that tells what came before."""
DIGIT = re.compile(r"\d")
"""What each of the figures has; it is found in a tenth of the time."""
STATISTIC = phrases(r"\d\s?(?:%|percent\b)", r"\b(?:ratio|average|rate) of \d", r"\b\d+ (?:in|out of) \d+\b")
"""A figure that means nothing until it is interpreted."""

COMMENT = phrases(
    r",? (?:thus |thereby |ultimately |and )?(?:highlight|emphasi[sz]|underscor|showcas|demonstrat|reflect|illustrat"
    r"|mak|mark|reveal)ing (?:an?|different|both|it|them|its|their|the (?:\w+ )?(?:importance|significance|need|role"
    r"|complexit\w+|value|relevance|power|impact))\b.*$",
    r", which is (?:crucial|essential|important|vital|critical)\b.*$",
    r", (?:which|who) (?:is|are|was|refers? to|means) (?:an? |the |defined )[^,;]*",
)
"""What only comments on the rest of its sentence, or explains one of its words in passing."""

INTENDED = phrases(r"\b(?:is|are|was|were) (?:\w+ )?(?:designed|intended|meant|aimed)\b")
"""What tells a purpose, not a way."""
RECOMMENDS = phrases(
    r"\b(?:should|must|ought to|needs? to)\b",
    r"\brequires? (?:an? )?(?:immediate|urgent|coordinated|concerted|continued|ongoing|collaborative|collective)\b",
)
"""What says what is to be done, not what is."""
CAN_BE = phrases(r"\b(?:can|may|could|might)\b")
"""What says what may be so."""
SAYS_WHEN = phrases(r"\b(?:if|when|once|unless|until|while|after|(?<!such )as)\b")
"""What says on which condition."""

UNSAID = phrases(
    r"\bgathered information\b",
    r"(?:\bnot|n['’]t) (?:\w+ly )?(?:mention|mentioned|specify|specified|provide|provided|stated|available|known)\b",
)
"""What says that the answer is not there."""

SERIES = phrases(
    r"(?:\b(?:include|includes|including|such as|namely|are|were|consists? of|comprises?)\b|:).* (?:and|or)\b"
)
"""A list in a sentence."""
SERIES_OPENS = phrases(r"\b(?:include|includes|including|such as|namely|through|by|like|reflecting)\b|:")
NAMES = phrases(r"\b(?:include|includes|including|such as|namely|are|were|through|by|via|like|of)\b|:")
"""What a sentence has that names several things."""

SETS_APART = phrases(
    r"\b(?:while|whereas|unlike|in contrast|by contrast|conversely|on the other hand|rather than|than"
    r"|compared (?:to|with)|but|however|as opposed to|instead of|although|though)\b"
)
ONLY_RESPECTS = phrases(
    r"\b(?:differ|differs|differed|differences?|distinct|distinctions?|vary|varies) (?:\w+ly )?"
    r"(?:markedly|significantly|in|by|based on|lies?|with respect|regarding|across|concerning)\b",
    r"\b(?:distinct|distinctly|very|markedly|fundamentally) different\b",
    r"\bhave their (?:\w+ )?(?:merits|advantages|strengths|uses|place)\b",
)
"""A comparison that only says in which respects two things differ, or that both are good."""

_BE = r"\b(?:is|are|was|were)(?: \w+ly| often| also| commonly| not)?"
DEFINES = phrases(
    rf"{_BE} (?:defined|understood|described|characterized|characterised) (?:as|by|to)\b",
    rf"{_BE} (?:an?|the|one|any|when|where)\b",
    r"\b(?:are|were) (?=(?!\w+ed\b|essential|crucial|important|vital)(?:[\w-]+ ){0,3}\w+s\b)",
    r"\b(?:refers?|referred|describes?|denotes?|means|meant|involves?|consists?|occurs?|represents?|states?|posits?"
    r"|measures?|quantif\w+|suggests?|asserts?|explains|revolves?|encompasses|implies|holds|proposes|arises)\b",
)
"""The verb of a definition."""
IS_A = phrases(
    r"[^,.;:]{2,60}(?:,[^,]{3,60},)? (?:is|are|was|were|refers? to)(?: \w+ly)? (?:an?|the|one) ",
    r"[^,.;:]{2,60} (?:are|were|refer to) (?!\w+ed\b)(?:[\w-]+ ){0,3}\w+s (?:that|which|who|or|in|used)\b",
)
OF_A_KIND = phrases(
    r"(?:an? |the |one )(?:[\w-]+,? ){0,4}?(?:concept|theory|principle|idea|method|technique|tool|aspect|field|model"
    r"|term|approach|phenomenon|framework|process|component|area|topic|work|movement)\b"
    r"(?:(?!(?<!,) (?:that|which|used|where|whereby|of|designed)\b)[^.;])*",
)
"""A definition's general word with what only says in which field it is, or how renowned."""
EXPLAINS_A_WORD = phrases(r"[^,.;:]{2,80} (?:refers? to|(?:is|are) defined as|(?:is|are) a type of)\b")
"""How a sentence opens that says what a word means, not how the thing comes about."""
MADE_BY = phrases(r"\b(?:developed|introduced|proposed|formulated|created|coined|founded) (?:by|in)\b[^.;]*")

NUMBER = phrases(
    r"\d",
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|million|daily|weekly|monthly"
    r"|annually|once|twice|every|half|majority)\b",
)
TIME = phrases(r"\b\d{3,4}\b", r"\bcentur", r"\b(?:when|after|before|during|once|until|in (?:cases|patients))\b")
SPOT = phrases(r"\b(?:in|at|on|near|between|along|within|over|above)\b")
NAME = re.compile(r"(?<=\s)[A-Z][\w'’-]+")
"""What a sentence has that says how many, when, where, and who."""

"""The words by which a list shows that its order matters, or that it does not; all in lower case."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _starts(words: str) -> tuple[str, ...]:
    return tuple(words.split())


STEPS = _set(
    "chronological chronology events five-step four-step lifecycle milestones multi-step phases"
    " procedure sequence stages step-by-step steps three-step timeline two-step"
)
"""Words that say outright that one thing comes after another."""

PLAIN_STEPS = _set("milestones phases stages step-by-step steps timeline")
"""Those of them that say so of the items of a list."""

COUNTS = _set(
    "these following several key main primary essential critical important two three four five six seven eight nine ten"
    " simple systematic structured practical detailed distinct general basic"
)
"""Words before what a phrase announces."""

SEVERAL = _set("several following various")
"""Those of them that announce something else behind steps: "a step-by-step approach matters for several reasons"."""

PROCESS = _set(
    "calculation construction derivation development evolution happens history occurs pathway"
    " procedures process processes proof solution workflow works"
)
"""Words for what takes its course."""

ASKED_NO_ORDER = _set(
    "advantage advantages application applications approaches argument arguments aspect aspects"
    " benefit benefits categories cause causes challenge challenges characteristics compare"
    " component components cons consequence consequences consideration considerations contrast"
    " contribution contributions criteria differ difference differences disadvantage disadvantages"
    " effect effects element elements evidence factor factors feature features findings functions"
    " goals impact impacts implication implications importance important influence influences"
    " insights kind kinds limitation limitations mechanisms methods mistakes objectives options"
    " outcomes perspective perspectives practices principle principles properties pros purpose"
    " purposes reason reasons requirements responsibilities risks role roles significance signs"
    " similarities sources strategies symptoms takeaways techniques theme themes theories tips tools"
    " type types ways why"
)
"""Words, in a question or over a list, for things that stand side by side."""

NO_ORDER_OVER = ASKED_NO_ORDER | _set(
    "areas concept concepts conditions examples figures forms initiatives intervention interventions issues"
    " laws measures parts points problems procedures qualities resources rules skills structure uses"
)
"""More of them, which in a question mean something else."""

TO_DO = _starts(
    "adding analys analyz apply balanc build calculat complet comput conduct configur construct"
    " convert creat declar deriv determin develop diagnos differentiat divid draw estimat evaluat"
    " expand express factor find formed graph identif implement initiali install integrat interpret"
    " isolat made mak measur multipl perform plot prepar produc prove proving represent rewrit round"
    " simplif sketch solv subtract synthesi transform verif writ"
)
"""How the verbs start that ask for a procedure ("How do you calculate …")."""

ADVICE = _starts(
    "address affect avoid benefit best contribut differ effectiv encourag enhanc ensur foster help"
    " impact improv increas influenc maintain manag overcom prevent promot protect reduc strengthen"
    " successful support"
)
"""How the verbs start that ask for advice, which is a list without order."""

STAGES = _set("early final first initial late primary second secondary tertiary third")
"""Words that open the title of a stage."""

DEED_ENDINGS = _starts(
    "age al ance ange assembly change crease ence ery ing lease ment port recall sion take tion ture ysis"
)
"""How nouns for what happens end."""

ATTRIBUTES = _set(
    "accuracy advantages application applications benefits challenges characteristics components"
    " considerations effect effects efficiency factors features flexibility impact implications"
    " importance influence limitations nature quality role rules significance types usage"
    " versatility"
)
"""Words in the title of what describes a thing and is no step of it."""

PREPOSITIONS = _set("by during for from in of on through to with")

COMMANDS = _set(
    "access add adjust align allocate analyse analyze apply appoint approximate arrange assemble"
    " assess assign assume attach bake balance begin boil book boot brainstorm build calculate call"
    " cancel cease check choose clarify clean click collect combine communicate compare compile"
    " complete compute conclude conduct configure confirm connect conquer consider construct contact"
    " convert cool copy count craft create cross- cut decide declare define delete deploy describe"
    " design determine develop differentiate dissolve distribute divide document download draft draw"
    " dry edit eliminate engage ensure enter establish estimate evaluate examine execute exit expand"
    " explain express extract factor fill finalize find fold follow formulate gather generate get go"
    " graph group heat highlight hold hypothesize identify implement import initialize insert inspect"
    " install integrate interpret invert isolate iterate label launch lift list load locate log look"
    " make map mark measure merge mix modify monitor move multiply narrow navigate note notify observe"
    " obtain open organize outline package pay perform place plan plot position pour practice prepare"
    " present press print promote prove provide publish pull push raise read rearrange recognize"
    " record reflect remove rename repeat research restart review revise rewrite rinse rotate round"
    " run save schedule select send separate set settle shade show sign simplify sketch solve sort"
    " square start state stir submit substitute subtract sum summarize swap take test trace train"
    " transform translate tune turn type understand update upload use validate verify visit wait wash"
    " weigh wipe write"
)
"""Verbs that open the title of something to do."""

LINK = re.compile(
    r"(?:once|after|following|then|next|finally|lastly|now|subsequently|upon|as a result|later|eventually"
    r"|(?:in|during|at) (?:this|the (?:next|final|last|second|third|subsequent)) (?:\w+ )?(?:step|stage|phase|point)"
    r"|(?:this|the) (?:(?:next|final|last|second|third|fourth) )?(?:step|stage|phase)\b"
    r"|(?:the|this) (?:final|last|second|third|next)\b|(?:with|when|if) (?:the|all|your|you)\b.{0,40}?,)",
    re.IGNORECASE,
)
INNER_LINK = re.compile(
    r"\b(?:then|once|after (?:this|that|which|the|you|completing|being|each)|subsequently|next (?:step|stage"
    r"|phase)|finally"
    r"|resulting in|leads? to the next|is (?:then|further)|(?:first|second|third|final|last|initial) (?:step"
    r"|stage|phase))\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"(?:once|after|following|upon|subsequently|then|next|finally|lastly)\b"
    r"|(?:(?:in|during|at) )?(?:this|the (?:next|final|last|second|third|fourth|subsequent)) (?:\w+ )?(?:step|stage"
    r"|phase)\b|(?:based on|with) (?:the|these|your)\b",
    re.IGNORECASE,
)
"""How a body opens that goes on where the one before it ended."""
BEGINS = re.compile(
    r"\b(?:begins?|starts?|start(?:ing)? (?:by|with)|beginning|initial(?:ly)?|first(?:ly)?|the first (?:step"
    r"|stage|phase))\b",
    re.IGNORECASE,
)
ENDS = re.compile(r"\b(?:finally|final|lastly|last|conclude|complet(?:e[sd]?|ing|ion))\b", re.IGNORECASE)
DATE = re.compile(
    r"\b(?:1[0-9]|20)\d\ds?\b|\b\d{2,4} (?:BCE?|CE|AD)\b|years ago|century\b|^(?:step|stage|phase|day|week) \w",
    re.IGNORECASE | re.MULTILINE,
)
YEAR = re.compile(r"\b(?:1\d|20)\d\d")
EARLY_DATE = re.compile(r"\bBCE?\b|years ago")
FOLLOWS_STEPS = re.compile(
    r"\bfollow(?:s|ing|ed)? (?:[\w-]+ ){0,3}?steps\b|\bsteps (?:are|typically) follow", re.IGNORECASE
)
LONG_AGO = re.compile(
    r"(?:\w+ (?:of|in) (?:the )?)?(?:early|ancient|origins?|beginnings?|pre-?\w|initial|prehistor|medieval|founding)"
    r"|historical (?:context|background|roots|development)",
    re.IGNORECASE,
)
OF_LATE = re.compile(
    r"modern|contemporary|current|recent|present|today|future|post-|late |legacy|21st|ongoing|emerging", re.IGNORECASE
)
"""How the first title of a history opens, and its last."""
LONG_WORD = re.compile(r"\w{5,}")

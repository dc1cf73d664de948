"""The words by which a list shows that its order matters, or that it does not; all in lower case."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _starts(words: str) -> tuple[str, ...]:
    return tuple(words.split())


STEPS = _set(
    "chronological chronology events five-step four-step lifecycle milestones multi-step phases"
    " procedure procedures sequence stages step-by-step steps three-step timeline two-step"
)
"""Words that say outright that one thing comes after another."""

PROCESS = _set(
    "calculation construction derivation development evolution happens history occurs pathway"
    " process processes proof solution workflow works"
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
    "areas concept concepts conditions examples forms initiatives intervention interventions issues"
    " laws measures parts points problems qualities resources rules skills structure uses"
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

COMMANDS = _set(
    "access add adjust align allocate analyse analyze apply approximate arrange assess assign assume"
    " balance begin book brainstorm build calculate call cancel check choose clarify click collect"
    " combine communicate compare compile compute conclude conduct configure confirm connect conquer"
    " consider construct contact convert cool count craft create cross-multiply cut decide declare"
    " define deploy describe design determine develop differentiate distribute divide draft draw"
    " edit eliminate engage ensure enter establish estimate evaluate examine execute expand explain"
    " express extract factor fill finalize find fold follow formulate gather generate get go graph"
    " group heat highlight hypothesize identify implement import initialize insert install integrate"
    " interpret invert isolate label launch list load locate log look make map mark measure mix"
    " monitor move multiply narrow navigate note observe obtain open organize outline package"
    " perform place plan plot position pour practice prepare present press print promote prove"
    " provide publish read rearrange recognize record reflect remove repeat research review revise"
    " rewrite rotate round run save schedule select set show sign simplify sketch solve square start"
    " state submit substitute subtract sum summarize take test train translate tune type understand"
    " use validate verify write"
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
LONG_WORD = re.compile(r"\w{5,}")

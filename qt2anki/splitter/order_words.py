"""The words by which a list shows that its order matters, or that it does not."""

from __future__ import annotations

import re

STEPS = re.compile(
    r"\b(?:steps|stages|phases|step-by-step|\w+-(?:step|stage|phase)|phase model|stage model|procedures?"
    r"|chronolog\w*|timeline|sequence of|series of (?:events|steps)|life ?cycle"
    r"|what (?:happens|occurs)|events|milestones|over time)\b",
    re.IGNORECASE,
)
PROCESS = re.compile(
    r"\b(?:process(?:es)?|mechanism of action|how (?:it|they|this|the|does|do|to)?\b.*?\b(?:works?|occurs?"
    r"|happens?|is made|is formed)"
    r"|workflow|evolution of|development of|history of|derivation|proof|solution|how to|calculation|construction"
    r"|pathway|method (?:for|of|to))\b",
    re.IGNORECASE,
)
_UNORDERED = (
    r"factors?|types?|kinds?|reasons?|benefits?|advantages?|disadvantages?|pros|cons|challenges?|limitations?"
    r"|characteristics"
    r"|features?|components?|strategies|methods|techniques|ways|principles?|effects?|impacts?|influences?|roles?"
    r"|functions"
    r"|causes?|consequences?|outcomes|differences?|similarities|applications?|implications?|significance"
    r"|importance|important"
    r"|aspects?|elements?|properties|criteria|considerations?|purposes?|symptoms|signs|options|approaches|tools"
    r"|arguments?"
    r"|themes?|perspectives?|theories|tips|practices|mistakes|takeaways|contributions?|findings|insights|evidence"
    r"|responsibilities|requirements|objectives|goals|categories|sources|risks|mechanisms|differ|compare|contrast|why"
)
ASKS_NO_ORDER = re.compile(rf"\b(?:{_UNORDERED})\b", re.IGNORECASE)
NO_ORDER = re.compile(
    rf"\b(?:{_UNORDERED}|concepts?|rules|laws|uses|points|examples|interventions?|forms|issues|problems"
    rf"|conditions|skills|qualities"
    r"|measures|initiatives|resources|structure|parts|areas)\b",
    re.IGNORECASE,
)
ASKS_HOW = re.compile(
    r"\bhow (?:do|does|can|could|should|would|to|is|are|was|were)\b(?:.*?\b(?:you|one|we|i"
    r"|someone)\b)?.*?\b(?:calculat|comput|solv|find"
    r"|construct|determin|deriv|convert|prov|balanc|creat|set up|install|write|writ|graph|simplif|factor"
    r"|configur|perform|evaluat|made"
    r"|build|mak|draw|measur|prepar|plot|identif|sketch|integrat|differentiat|multipl|divid|subtract|add"
    r"|transform|verif|conduct|round"
    r"|estimat|synthesi|produc|form|diagnos|interpret|analy[sz]|apply|express|implement|initiali|declar|develop"
    r"|represent|rewrit|isolat"
    r"|expand|complet)",
    re.IGNORECASE,
)
MECHANISM = re.compile(r"(?:the )?(?:\w+ )?mechanism\b(?! to)", re.IGNORECASE)
ADVICE = re.compile(
    r"\b(?:improv|enhanc|effectively|effective|best|manag|support|promot|encourag|prevent|overcom|avoid|protect"
    r"|address|strengthen|foster"
    r"|contribut|help|affect|influenc|impact|benefit|differ|ensur|reduc|increas|maintain|successful)",
    re.IGNORECASE,
)
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
STAGE_TITLE = re.compile(
    r"(?:first|second|third|final|early|late|initial|primary|secondary|tertiary|(?:step|stage|phase|day|week) \w+)\b"
    r"|.*(?:\b(?:1[0-9]|20)\d\ds?\b|\b\d{2,4} (?:BCE?|CE|AD)\b|years ago|century\b)",
    re.IGNORECASE,
)
DEED = re.compile(
    r"(?:\w+ ){0,2}?\w+(?:tion|sion|ment|ysis|ing|ance|ence|age|ture|ery|al|lease|take|crease|port|ange|change"
    r"|assembly|recall)\b(?! of a\b)",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"\b(?:rules|usage|nature|components|efficiency|importance|significance|benefits|limitations|applications?"
    r"|considerations"
    r"|features|factors|types|role|impact|influence|effects?|challenges|implications|advantages|characteristics"
    r"|versatility"
    r"|flexibility|accuracy|quality)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{5,}")
_COMMANDS = """
access add adjust align allocate analyse analyze apply approximate arrange assess assign assume balance begin
book brainstorm build calculate call cancel check choose clarify click collect combine communicate compare
compile compute conclude conduct configure confirm connect conquer consider construct contact convert cool count
craft create cross-multiply cut decide declare define deploy describe design determine develop differentiate
distribute divide draft draw edit eliminate engage ensure enter establish estimate evaluate examine execute
expand explain express extract factor fill finalize find fold follow formulate gather generate get go graph
group heat highlight hypothesize identify implement import initialize insert install integrate interpret invert
isolate label launch let list load locate log look make map mark measure mix monitor move multiply narrow
navigate note observe obtain open organize outline package perform place plan plot position pour practice
prepare present press print promote prove provide publish read rearrange recognize record reflect remove repeat
research review revise rewrite rotate round run save schedule select set show sign simplify sketch solve square
start state submit substitute subtract sum summarize take test train translate tune type understand use validate
verify write
"""
IMPERATIVES = frozenset(_COMMANDS.split())
"""Verbs that open the title of something to do."""

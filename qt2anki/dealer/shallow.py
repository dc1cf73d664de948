"""Answers on the face of it: a sentence that says by what, of which kind or for how many reasons, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import new_words, praises
from qt2anki.dealer.asking import Form
from qt2anki.dealer.cues import IS_A, REASON, TELLS, in_lower, phrases
from qt2anki.dealer.words import content_words

if TYPE_CHECKING:
    from qt2anki.dealer.claims import Claim
    from qt2anki.dealer.words import Family

_MAINLY = in_lower(
    r"(?:primarily|particularly|especially|mainly|notably|largely|chiefly) (?:(?:through|by"
    r"|via) (?:[\w'’-]+ ){0,5}?(?:works?|novels?|books?|writings|poems?|autobiograph\w+|explorations?|framework"
    r"|interactions?|interplay|influences?|impacts?|roles?|establishment|implementation|introduction|involvement"
    r"|actions of the|polic\w+|efforts|contributions?|emphasis|development|figures)\b|in terms of)"
)
"""After praise, what names only the thing by which something came about: "primarily through her letters"."""
_WAY = in_lower(
    r"by (?:\w+ly )?\w+ing\b|because\b|thereby\b|as (?:it|they)\b"
    r"|(?:that|which|to|and) (?:\w+ly )?(?:allow|enabl|prevent|reduc|increas|creat|convert)\w*"
)
"""Words behind which a sentence says a way and not only a thing."""
_FOR_REASONS = in_lower(r"for (?:several|various|many|multiple|numerous|two|three|a number of) (?:\w+ )?reasons\b")
_GOOD_OF_ITS_KIND = in_lower(
    r"(?:provid|offer|present|giv|creat|ensur|orchestrat|adopt|us|employ|conduct|facilitat|promot|foster|support"
    r"|deliver|represent)\w+ an? (?:more )?(?:\w+ly )?(?:\w+,? and )?(?:comprehensive|holistic|systematic|complex"
    r"|nuanced|robust|multifaceted|coherent|rich|thorough|rigorous|sophisticated|balanced|mathematical|theoretical"
    r"|conceptual)\b"
)
"""What says of a thing only how good it is of its kind: "by providing a comprehensive analysis"."""
_BY_WORKS = in_lower(
    r"through (?:his|her|its|their|the) (?:\w+ ){0,2}?(?:works|work published|books?|writings|novels?|papers?|studies"
    r"|publications?)\b(?!.*\. )"
)
"""What says in which work somebody did a thing, not how."""
_NONE_NAMED = in_lower(
    r"an? (?:wide |broad )?(?:variety|range|number|set) of [\w-]+ (?:is|are|was|were|can be) (?:\w+ly )?(?:used"
    r"|employed|needed)\b",
    r"(?:combination|blend|mix) of (?:\w+(?:al|ic|ive|ary|ous|ory), )+(?:and )?\w+(?:al|ic|ive|ary|ous"
    r"|ory),? (?:and )?\w+",
    r"(?:combination|blend|mix) of (?:\w+al|\w+ic) (?:qualifications|skills|factors|practices|methods|techniques), ",
    r"(?:fac|experienc)(?:e[sd]?|ing) (?:unprecedented|immense|enormous|considerable|profound) (?:challenges"
    r"|difficulties)\b",
)
"""What says that there are several things, or trouble, and names none: "a variety of tools is used"."""
_OPENS_UP = in_lower(
    r"(?:challeng|inspir|spark|reshap|influenc|shap|transform|revolutioni[sz]|pav|prompt|expand|deepen|inform"
    r"|advanc)\w* (?:the (?:way|course|development|trajectory|evolution|direction|future|field|study)|(?:(?:new"
    r"|existing|further|later|future|subsequent|modern|our|philosophical|scientific|intellectual|broader) )+\w)"
)
"""What says that a thing had followers, not what they took from it: "paving the way for"."""
_FOR_DOING = in_lower(
    r"(?:for|in) (?:\w+ly )?(?!(?:understand|ensur|foster|achiev|maintain|shap|promot|advanc|improv|enhanc|develop"
    r"|writ|learn|teach|bank|brainstorm|cod)ing\b)\w+ing\b"
)
"""What says what for: "is essential for cutting"."""
_WHEN = in_lower(r"(?:if|when|whenever)\b")
_LEADS = phrases(r"(?:, (?:\w+ly |and )*)?(?:lead|leads|led|leading|result|results|resulted|resulting)\b")
"""What tells what came of a thing, not how."""
_CLAUSE_ENDS = re.compile(r" to (?=\w)|,| that | which | in order ")
REACH = 90
"""How many characters behind a word that tells how show whether it tells anything."""
NEAR = 12
"""Within how many characters behind such a word what it tells begins."""
REPEATED = 2
"""How many words of the question a clause repeats that says nothing else."""
_ENABLES = in_lower(
    r"(?:allow|enabl|prevent|protect|convert|generat|releas|empower|separat|remov|regulat|stabili[sz])ing\b"
    r"|ensuring that\b|facilitating the \w+ \w+ of\b|(?:that|which) (?:\w+ly )?(?:empower|help|let|force|compel"
    r"|drive)s?\b"
)
"""What says as much as a reason what a thing lets happen."""
_MAKES_SO = phrases(
    r"\b(?:makes? (?:it|them|\w+) (?!\w+ing\b)|(?:stem|arise|result)s? (?:\w+ly )?from\b"
    r"|because\b|due to\b|aimed (?:at|to)\b|(?:trigger|cause|reason|driver)s?\b)"
)
"""What says why something is as it is."""
_CAUSE = phrases(
    TELLS.pattern,
    r"\b(?:because|causes?|caused|reasons? (?:is|was)|results? of|makes?|made|stems?|for \w+ing|to \w+|without"
    r"|otherwise|if|when)\b",
)
_CALLED = phrases(r"\b(?:is|are) (?:\w+ )?(?:considered|called|termed|known as|said to be)\b", r"\bmeans? that\b")
"""What says how a thing is called, or what a word means."""
_RESPECTS = in_lower(
    r"(?:primarily|mainly|largely|chiefly) (?:in|by|regarding|concerning) (?:terms of|their|how|the)\b",
    r"(?:is|are|was|were) characteri[sz]ed by varying\b",
    r"(?:experience|encounter|face|show|exhibit|display|have|ha[sd])s? (?:significant|unique|distinct|notable"
    r"|particular) (?:challenges|difficulties|differences|strengths|advantages)\b",
    r"they (?:address|use|utili[sz]e|serve|tackle|employ|pursue) (?:very )?(?:different|distinct) (?:problems"
    r"|method\w*|purposes|approaches|goals|aspects|roles|functions|needs)\b",
)
"""What tells in which respects two things differ, or that one has its difficulties: not how they differ."""
_OPPOSES = in_lower(r"(?:while|whereas|unlike|but|however|rather than|instead of|in contrast)\b")
_TREND = phrases(
    r"\b(?:characteri[sz]ed|marked|defined|shaped|driven|followed) by an? (?:\w+ ){0,3}(?:evolution|transition|shift"
    r"|progression|changes?|transformation|developments?|growth|mix|range|series|variety|combination|interplay"
    r"|period)\b",
)
"""What tells the trend of several things, none of which it names."""
_OF_ITS_KIND = phrases(
    r"[^.;]* (?:is|are|was|were) (?:an? |the |one of the )?(?:\w+ (?:and )?){0,2}(?:concept|principle|theorem|theory"
    r"|idea|aspect|framework|model|topic|area|approach|element|part|result|law|tool|feature|component|work|field"
    r"|area)s? (?:of|in|within|for|from|to)\b"
)
_ABOUT = phrases(
    r"\b(?:that|which) (?:\w+ly )?(?:helps? (?:to )?)?(?:explains?|describes?|explores?|examines?|deals?|addresses"
    r"|concerns?|focuses|relates?|illustrates?|highlights?|seeks?|aims?|attempts?|discusses|governs?|plays?)\b"
)
"""A definition that says only where a thing belongs, and of what it treats."""
_SAYS_THAT = phrases(r"\b(?:posits?|states?|asserts?|holds?|argues?|suggests?|proposes?|says) that\b")
STATES = phrases(
    r"according to (?:the|this|it)\b",
    r"(?:it|(?:this|these|the) (?:[\w-]+ ){0,3}?)(?:\w+ly )?(?:states?|posits?|asserts?|holds|suggests?|proposes?"
    r"|argues?|predicts?|involves?|emphasi[sz]es|focuses|describes|means|refers|consists?|requires?|allows?"
    r"|encompasses|says|demonstrates)\b",
)
"""How the sentence after such a definition opens that says what it states."""


def only_places(text: str) -> bool:
    """Tell whether a definition says only where a thing belongs, how much it matters, and of what it treats."""
    if TELLS.search(text.lower()) is not None or _SAYS_THAT.search(text) is not None:
        return False
    return praises(text) or (_OF_ITS_KIND.match(text) is not None and _ABOUT.search(text) is not None)


def _names_only_what(text: str) -> bool:
    """Tell whether praise is followed only by what did it: "had an impact, mainly through his work"."""
    lower = text.lower()
    mainly = _MAINLY.search(lower)
    if mainly is None or not praises(text) or ". " in text[mainly.end() :]:
        return False
    return _WAY.search(lower, mainly.end()) is None and REASON.search(lower[: mainly.start()]) is None


def is_shallow(claim: Claim) -> bool:
    """Tell whether a sentence on how, why or what for says it in words that name no way."""
    lower = claim.plain.lower()
    if _names_only_what(claim.plain) or _gives_no_reason(claim):
        return True
    if claim.asked.form is Form.WHY and _gives_no_cause(claim.text):
        return True
    ways = [cue for cue in claim.tells if REASON.match(cue[0]) is not None and not _LEADS.match(cue[0])]
    hollow = [cue for cue in ways or claim.tells if _is_hollow(claim, cue)]
    return bool(hollow) and len(hollow) == len(ways or claim.tells) and _FOR_DOING.search(lower) is None


def _is_hollow(claim: Claim, cue: re.Match[str]) -> bool:
    """Tell whether behind a word that tells how stand only words of the question, or what could be said of much."""
    if _BY_WORKS.match(claim.plain.lower(), cue.start()) is not None:
        return True
    tail = claim.plain[cue.start() : cue.start() + REACH].lower()
    found = _GOOD_OF_ITS_KIND.search(tail) or _OPENS_UP.search(tail)
    if found is not None and found.start() <= len(cue[0]) + NEAR:
        return True
    if not cue[0].startswith("by "):
        return False
    first = _CLAUSE_ENDS.split(claim.plain[cue.end() :], maxsplit=1)[0]
    repeated = [word for word in content_words(first) if word in claim.known]
    return len(repeated) >= REPEATED and new_words(first, claim.known) == 0


def _gives_no_reason(claim: Claim) -> bool:
    """Tell whether a closing sentence on how or what for gives no reason and speaks of half of the lists at most."""
    lower = claim.plain.lower()
    told = (REASON, _WHEN, _FOR_DOING, _ENABLES, *((_MAKES_SO,) if claim.asked.form is Form.WHY else ()))
    if not claim.closes or any(each.search(lower) is not None for each in told):
        return False
    return 2 * claim.named <= max(len(claim.titles), 1)


def _gives_no_cause(text: str) -> bool:
    """Tell whether a sentence on why only announces, defines or says how a thing is called."""
    if _FOR_REASONS.search(text.lower()) is not None:
        return True
    if _MAKES_SO.search(text) is not None:
        return False
    if _CALLED.search(text) is not None:
        return REASON.search(text.lower()) is None
    return (_CAUSE if IS_A.match(text) is None else TELLS).search(text.lower()) is None


def names_only_respects(text: str, known: Family) -> bool:
    """Tell whether a comparison names respects in which two things differ and opposes nothing to anything."""
    lower = text.lower()
    found = _RESPECTS.search(lower)
    if found is None or "terms" in known:
        return False
    return _OPPOSES.search(lower, found.end()) is None


def names_none(text: str) -> bool:
    """Tell whether a sentence says that there are things of some sort and names none."""
    return _NONE_NAMED.search(text.lower()) is not None


def only_tells_the_trend(text: str) -> bool:
    """Tell whether a sentence on several things tells their trend and names none."""
    return _TREND.search(text) is not None

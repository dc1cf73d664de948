"""Sentences that look like answers and leave the asker where he was: no reason, no way, no thing is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.cues import REASON, RESPECTS, TELLS, in_lower, phrases
from qt2anki.dealer.words import content_words, find_words

if TYPE_CHECKING:
    from qt2anki.dealer.words import Family

_SOME = r"(?:several|various|numerous|multiple|many|different|certain|specific|particular|notable|some|distinct)"

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten)"

_PUTS_OFF = in_lower(
    rf"(?:has|have|had|with|offers?|carr(?:y|ies)|presents?|poses?|faces?|comes? with) (?:unique|significant|{_SOME})"
    r" (?:\w+ ){0,2}(?:limitations|(?:dis)?advantages|drawbacks|benefits|challenges|differences|characteristics"
    r"|implications|risks|issues|outcomes|effects)\b(?! ?(?:[:,(—–-]|such as|including|like))",
    r"under (?:specific|certain|particular) (?:\w+ )?(?:conditions|circumstances)\b"
    r"(?! ?(?:[:,(—–-]|such as|where|when|like))",
    r"(?:serv|act)\w* as an? (?:\w+ )?(?:bridge|link) between\b"
    r"(?!.*\b(?:by|because|allowing|enabling|through|as they)\b)",
    r"(?:provid|offer)\w* an? (?:\w+ )?link between\b",
    r"(?:gain|attract|receiv|garner)\w* (?:significant|considerable|increasing|growing|much|wide\w*)"
    r" (?:attention|interest)\b",
    r"according to (?:specific|certain|particular) (?:\w+ )?(?:rules|criteria|guidelines|standards"
    r"|principles)\b",
    r"(?<!that )(?<!which )(?:vary|varies|varied) (?:\w+ly )?(?:by|across|among)\b"
    r"(?!.*(?::|\b(?:while|whereas|from|encompassing)\b))",
    r"serves? as an? (?:\w+ ){0,2}(?:model|testament|reminder|(?:case )?study) (?:of|for|in|to)\b",
    r"differences between .{3,150}[ —–](?:are|is) (?:crucial|essential|important|significant|fundamental|key|vital)\b",
    r"multi-?faceted, (?:touching|reflecting|influencing|driven|shap(?:ed|ing))\b",
    r"(?:var(?:y|ies|ied)|differs?|depends?) (?:\w+ly )?(?:based on|depending on|according to|by|with|on)"
    rf" (?:{_SOME} )?(?:factors|variables|circumstances|conditions|criteria|the (?:context|situation|specific))\b",
    r"(?:is|are|was|were) (?:\w+ly )?(?:straightforward|easy|simple)\b",
    r"continues? to (?:evolve|change)\b|(?:constantly|continually|rapidly) (?:evolv|chang)ing\b",
    r"in (?:profound|significant|important|meaningful|complex|subtle|powerful|fundamental|notable) ways\b",
    r"in (?:a couple of|a few|two|three) (?:\w+ )?(?:ways|forms)\b(?! ?[:—–-])",
    r"(?:requir|necessitat|demand)(?:es?|ing|s)? (?:an? )?(?:careful|prompt|proper|ongoing|special|close|thorough"
    r"|appropriate|effective|thoughtful|balanced|nuanced) ?\w* (?:consideration|management|attention|planning"
    r"|evaluation|assessment|treatment|care|approach|balanc\w+)\b",
    r"as (?:it|they) (?:provid|offer)es? (?:the|an?) (?:\w+ ){0,2}(?:tools?|frameworks?|insights?|basis|foundation"
    r"|platform|means)\b",
    r"lies? (?:\w+ly )?in (?:its|their|his|her) (?:\w+ ){0,2}(?:roles?|importance|impacts?|influences?"
    r"|significance)\b",
    r"based on (?:the |its |their )?(?:\w+ )?(?:properties|principles|nature|characteristics) of (?:how|the way)\b",
    rf"(?:complex|intricate|dynamic|multifaceted) (?:\w+ )?(?:interactions?|interplay|network|web|process(?:es)?)"
    rf" (?:of|between|among|involving) {_SOME}\b",
    r"(?:is|are) (?:\w+ly )?(?:different|distinct) (?:due to|because of)\b",
    r"due to (?:the|its|their) (?:unique |inherent |specific |very )?nature\b",
    r"(?:has|have) been (?:extensive|extensively studied|widely (?:studied|discussed))\b",
    r"(?:yield|bring|produce) (?:\w+ )?further (?:innovations?|insights?|advancements?|developments?|research)\b",
    r"(?:rich|intricate|diverse|vibrant|complex) tapestry\b",
    r"(?:characteri[sz]ed|shaped|marked|driven|influenced) by an? (?:\w+ ){0,2}(?:blend|combination|mix|mixture)"
    r" of\b",
    r"(?:serve|play|have|fulfill?)s? (?:distinct|different|unique|specific) (?:purposes|roles|functions)\b"
    r"(?! ?[:—–])",
    r"(?:structured around|consists? of|(?:divided|organized) into|comprises?|involves?|has|have)"
    rf" {_COUNT} (?:\w+ ){{0,2}}(?:phases|stages|steps)\b(?! ?[:—–(])",
    r"(?:has been|is|remains?|was) (?:an? |the )?(?:\w+ )?(?:subject|topic|matter|focus) of (?:\w+ ){0,2}"
    r"(?:discourse|debate|discussion|study|research|interest|attention)\b",
    r"(?:chang|alter|transform|reshap|shap)\w+ the (?:\w+ ){0,2}landscape\b",
    r"will (?:likely|undoubtedly|continue)\b",
    r"(?<!that )(?<!which )(?<!and )continues? to (?:inform|shape|influence|affect|impact|resonate|inspire|drive)\b",
    r"everything from\b|is an? (?:complex|intricate) interplay\b|affects? (?:millions|thousands|many people)\b",
    rf"{_SOME} (?:\w+ ){{0,3}}(?:solutions|innovations|initiatives|measures|interventions)\b"
    r"(?! ?(?:[:,(—–-]|such as|including))",
    r"(?:influenc|affect|shap|impact|transform|reshap)\w+ (?:both|not only)\b(?!.*\b(?:through|by)\b)",
)
"""What only says that there is an answer: of which kinds, how hard, on what it depends; in lower case."""
_IN_ALL_RESPECTS = re.compile(
    r",(?:(?<=al,)|(?<=ic,)|(?<=ary,)|(?<=ous,)|(?<=ive,)) and [\w-]+(?:al|ic|ary|ous|ive) (?:landscape|aspects|spheres"
    r"|dimensions|fabric|dynamics|factors|life|contexts?|structures?|contributions|influences|elements|implications)\b"
)
"""What names only fields in which there is an answer: "social, and political aspects"; in lower case."""
_SHOWS_WEIGHT = in_lower(
    r"(?<!which )(?<!that )(?<!and )(?:highlight|underscore|illustrate|reveal)s? the (?:complexit\w+|importance"
    r"|significance|need|richness|diversity|depth)\b"
)
"""What a first sentence says only of how much a thing matters; in lower case."""
_FOR_UNDERSTANDING = in_lower(
    r"helps? (?:in |to |us |you )*understand(?:ing)?\b",
    r"(?:shap|transform|deepen|enrich|enhanc)(?:e[sd]?|ed|s|ing) (?:our|the) understanding of\b",
    r"(?:more comprehensive|better|deeper|clearer|fuller|greater|richer|improved|enhanced) understanding of\b",
)
"""What says of a thing only that one understands more by it."""
_JUST_BEFORE = 15
"""How many characters a word that tells how may stand before it and still tell nothing else."""
_NOT_ONLY = phrases(r"\bnot only\b")
_COMMENDS = phrases(
    r"\bmakes? (?:it|them) (?:an? )?(?:\w+ )?(?:versatile|essential|excellent|valuable|ideal|popular|vital|important"
    r"|useful|suitable|powerful|indispensable)\b"
)
_BRIDGE = phrases(r"\bserv(?:es?|ing) as an? (?:\w+ )?(?:bridge|link|foundation|cornerstone|tool|basis|framework)\b")
_COUNTS = phrases(
    r"\bare (?:both |two |three |four )+(?:\w+ ){0,3}(?:types|kinds|forms|concepts|methods|approaches|strategies"
    r"|techniques|theories|models|processes|terms|aspects)\b"
)
_COUNTED = re.compile(rf"\b{_COUNT} (?P<one>\w+)(?: (?P<other>\w+))?")
_SAME_OF_BOTH = phrases(
    r"\b(?:serve|play|have|fulfill?|possess)s? (?:distinct|different|complementary|unique|specific)\b",
    r"\b(?:share|exhibit|display|show|have|possess|present)s? (?:(?:some|several|many|key|important|significant|notable"
    r"|certain|fundamental) )*(?:similarities|differences|distinctions)\b",
    r"\b(?:broader|wider|different|distinct) (?:range|scope|array|set|variety|spectrum) of\b",
    r"\b(?:underst(?:and|oo)\w*|recogniz\w+|appreciat\w+) (?:these|their|the) (?:\w+ )?(?:differences|distinctions)\b",
    r"\b(?:used interchangeably|depending on (?:the )?context|different connotations)\b",
    r"\bthey (?:both )?share\b|\b(?:has|have) (?:long )?been an? (?:long-?standing|widely used|common)\b",
)
"""What a comparison says of both sides alike, or of neither."""
_EACH_SIDE = phrases(r"\b(?:while|whereas|unlike|in contrast|conversely|one|the (?:former|first))\b|:")
_HAPPENED_ONCE = phrases(
    r"[^,;]+ (?:is|was|were) (?:\w+ly )?(?:articulated|announced|signed|unveiled|held|launched|adopted|issued|presented"
    r"|released|published|introduced|established|awarded) (?:\w+ly )?(?:on|in|at|during|to|by)\b",
    r"(?:first )?(?:developed|introduced|proposed|founded|published|coined|formulated|created) (?:by|in)\b[^;]+,",
    r"[^,;]+ (?:began|started|commenced|occurred|took place|happened|opened) (?:\w+ly )?(?:in|on) (?:[A-Z]\w+ )?\d",
)
"""What tells when a thing was made, and by whom, not what it is."""
_WELL_DONE = phrases(
    r"(?:effective|proper|careful|adequate|appropriate|good|successful|sound|prudent|prompt|timely|continued|ongoing)"
    r" [\w-]+"
)
_ASPECTS = phrases(
    r"(?:structures?|properties|versatility|qualities|features|attributes|traits|capabilities|uniqueness|complexity"
    r"|potential|style|mechanisms?|practices|values|systems|norms|contributions|conditions|factors|advancements|innovations"
    r"|inquiries|developments|efforts|approach(?:es)?|strategies|techniques|organi[sz]ation|meanings?|duality|visions?"
    r"|activities|initiatives|work|narratives|contexts|design|efficiency|effectiveness|adaptability|flexibility"
    r"|performance|functionality|usability)$"
)
_ITEMS = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_COMES_OF_IT = re.compile(
    r", (?:\w+ly )?\w+ing (?:an?|the|to|its|their)\b(?!.*,? and (?:\w+ly )?\w+ing\b)|,? (?:all|each|both) of which\b"
    r"| (?:that|which) (?:marked|shaped|left|has|have)\b"
)
"""Where a series ends and what comes of it begins."""
LONGEST_ASPECT = 4


def puts_off(text: str, known: Family) -> bool:
    """Tell whether a sentence only says that there is an answer, on what it depends, or that it helps to understand."""
    lower = text.lower()
    if _PUTS_OFF.search(lower) is not None or _IN_ALL_RESPECTS.search(lower) is not None or _only_shows_weight(lower):
        return True
    found = None if "understanding" in known else _FOR_UNDERSTANDING.search(lower)
    return found is not None and TELLS.search(lower, 0, max(found.start() - _JUST_BEFORE, 0)) is None


def _only_shows_weight(lower: str) -> bool:
    found = _SHOWS_WEIGHT.search(lower)
    return found is not None and "." not in lower[: found.start()]


def only_adds_up(text: str) -> bool:
    """Tell whether a sentence says that there is more to a thing, "not only a but also b", and gives no reason."""
    return _NOT_ONLY.search(text) is not None and REASON.search(text.lower()) is None


def only_commends(text: str) -> bool:
    """Tell whether a sentence draws from what was asked for that it is good, without saying what it is."""
    return _COMMENDS.search(text) is not None


def only_bridges(text: str) -> bool:
    """Tell whether a definition says of a thing what all concepts are: a bridge, a foundation, a tool."""
    return _BRIDGE.search(text) is not None


def only_counts(text: str) -> bool:
    """Tell whether a definition of several things says only how many of which kind they are: "are two types of"."""
    return _COUNTS.search(text) is not None


def only_tells_how_many(text: str, thing: str) -> bool:
    """Tell whether a sentence says how many of the things asked for there are, and does not go on to name them."""
    counted = ((found.groups(), text[found.end("one") :]) for found in _COUNTED.finditer(text.casefold()))
    return any(thing in words and ":" not in rest for words, rest in counted)


def says_the_same_of_both(text: str) -> bool:
    """Tell whether a comparison sets its sides apart by a word only: "serve distinct roles"."""
    found = _SAME_OF_BOTH.search(text)
    return found is not None and _EACH_SIDE.search(text, found.end()) is None


def compares_something_else(text: str, known: Family) -> bool:
    """Tell whether a comparison is one of something that both sides have: "Lack of one…, while lack of the other…"."""
    words = content_words(text)
    return bool(words) and words[0] not in known and words[0] in words[1:]


def tells_when_made(text: str) -> bool:
    """Tell whether a sentence tells of the making of a thing: "was signed on…"."""
    return _HAPPENED_ONCE.match(text) is not None


def advises(text: str, known: Family) -> bool:
    """Tell whether a sentence opens with what should be done well, which nobody asked for: "Effective control of…"."""
    found = _WELL_DONE.match(text)
    return found is not None and not any(word.casefold() in known for word in found[0].split())


def names_aspects(tail: str) -> bool:
    """Tell whether what stands behind a word that tells how names only aspects of the subject: "its unique style"."""
    items = [find_words(item) for item in _ITEMS.split(_COMES_OF_IT.split(tail, maxsplit=1)[0].rstrip("., "))]
    return all(
        words and len(words) <= LONGEST_ASPECT and (_ASPECTS.match(words[-1]) or RESPECTS.match(words[-1])) is not None
        for words in items
    )

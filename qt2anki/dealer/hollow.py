"""Sentences that look like answers and leave the asker where he was: no reason, no way, no thing is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.cues import RESPECTS, phrases
from qt2anki.dealer.words import find_words

if TYPE_CHECKING:
    from qt2anki.dealer.words import Family

_SOME = r"(?:several|various|numerous|multiple|many|different|certain|specific|particular|notable|some|distinct)"
_ADVERB = r"(?:\w+ly |also |often |still )?"

_PUTS_OFF = phrases(
    rf"\b(?:has|have|had|with|offers?|presents?|poses?|faces?|comes? with) {_SOME} (?:\w+ ){{0,2}}(?:limitations"
    r"|(?:dis)?advantages|drawbacks|benefits|challenges|differences|characteristics|implications|risks|issues)\b"
    r"(?! ?(?:[:,(—–-]|such as|including|like))",
    rf"\b(?:var(?:y|ies|ied)|differs?|depends?) {_ADVERB}(?:based on|depending on|according to|by|with|on)"
    rf" (?:{_SOME} )?(?:factors|variables|circumstances|conditions|criteria|the (?:context|situation|specific))\b",
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:straightforward|easy|simple)(?! \w+s?\b (?:that|which|of))\b",
    rf"\b(?:continues? to|is {_ADVERB}(?:evolving|changing)|(?:constantly|continually|rapidly) (?:evolv|chang)\w+)"
    r" ?(?:evolve|influence|shape|affect|impact|be|play|change|inform|resonate)?\b(?=[\s,.]*(?:$|\w+(?:ing|s)\b))",
    r"\bin (?:profound|significant|important|meaningful|complex|subtle|powerful|fundamental|notable) ways\b",
    r"\brequires? (?:an? )?(?:careful|prompt|proper|ongoing|special|close|thorough|appropriate|effective) ?\w*"
    r" (?:consideration|management|attention|planning|evaluation|assessment|treatment|care|balanc\w+)\b",
    r"\bas (?:it|they) (?:provid|offer)es? (?:the|an?) (?:\w+ ){0,2}(?:tools?|frameworks?|insights?|basis|foundation"
    r"|platform|means)\b",
    r"\blies? (?:\w+ly )?in (?:its|their|his|her) (?:\w+ ){0,2}(?:role|importance|impact|influence|significance)\b",
    r"\bbased on (?:the |its |their )?(?:\w+ )?(?:properties|principles|nature|characteristics) of (?:how|the way)\b",
)
"""What only says that there is an answer: of which kinds, how hard, on what it depends."""
_SAME_OF_BOTH = phrases(
    r"\b(?:serve|play|have|fulfill?|possess)s? (?:distinct|different|complementary|unique|specific)\b",
    r"\b(?:broader|wider|different|distinct) (?:range|scope|array|set|variety|spectrum) of\b",
    r"\b(?:underst(?:and|oo)\w*|recogniz\w+|appreciat\w+) (?:these|their|the) (?:\w+ )?(?:differences|distinctions)\b",
)
"""What a comparison says of both sides alike, or of neither."""
_EACH_SIDE = phrases(r"\b(?:while|whereas|unlike|in contrast|conversely|one|the (?:former|first))\b|:")
_HAPPENED_ONCE = phrases(
    r"[^,;]+ (?:is|was|were) (?:\w+ly )?(?:articulated|announced|signed|unveiled|held|launched|adopted|issued|presented"
    r"|released|published|introduced|established|awarded) (?:\w+ly )?(?:on|in|at|during|to|by)\b"
)
"""What tells when a thing was made, and by whom, not what it is."""
_OPENS_WITH_ADVICE = phrases(
    r"(?:effective|proper|careful|adequate|appropriate|good|successful|sound|prudent|prompt|timely|continued|ongoing)"
    r" (?P<what>[\w-]+)"
)


_ASPECTS = phrases(
    r"(?:structures?|properties|versatility|qualities|features|attributes|traits|capabilities|uniqueness|complexity"
    r"|potential|style|context|mechanisms?)$"
)
_ITEMS = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
LONGEST_ASPECT = 4


def names_aspects(tail: str) -> bool:
    """Tell whether what stands behind a word that tells how names only aspects of the subject: "its unique style"."""
    items = [find_words(item) for item in _ITEMS.split(tail.rstrip("., "))]
    return all(
        words and len(words) <= LONGEST_ASPECT and (_ASPECTS.match(words[-1]) or RESPECTS.match(words[-1])) is not None
        for words in items
    )


def puts_off(text: str) -> bool:
    """Tell whether a sentence only says that there is an answer, or on what it depends."""
    return _PUTS_OFF.search(text) is not None


def says_the_same_of_both(text: str) -> bool:
    """Tell whether a comparison sets its sides apart by a word only: "serve distinct roles"."""
    found = _SAME_OF_BOTH.search(text)
    return found is not None and _EACH_SIDE.search(text, found.end()) is None


def tells_when_made(text: str) -> bool:
    """Tell whether a sentence tells of the making of a thing: "was signed on…"."""
    return _HAPPENED_ONCE.match(text) is not None


def advises(text: str, known: Family) -> bool:
    """Tell whether a sentence opens with what should be done well, which nobody asked for: "Effective control of…"."""
    found = _OPENS_WITH_ADVICE.match(text)
    return found is not None and not any(word.casefold() in known for word in found[0].split())

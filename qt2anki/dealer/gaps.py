"""Whether a gap in a sentence has one answer: its words are a whole name, and no one of several that would do."""

from __future__ import annotations

import re

from qt2anki.dealer.abbreviations import abbreviates
from qt2anki.dealer.rarity import CALLED
from qt2anki.dealer.words import is_content

_EXAMPLE_OF = re.compile(
    r"\b(?:such as|like|including|e\.g\.,?|for (?:example|instance),?|especially|particularly|beyond|in addition to"
    r"|besides|apart from|aside from|other than|except(?: for)?)\s+"
    r"(?:(?:[\w'’-]+\s+){0,2}|[^.;:]{0,80}(?:,|\band|\bor)\s+)[\"“‘'(]?$",
    re.IGNORECASE,
)
"""What stands before one example of many."""
_SPELLED_OUT = re.compile(r"[\"”’']?\s*\((?P<words>[^()]{5,80})\)")
"""What stands behind an abbreviation that is explained there."""
_NUMBERED = re.compile(r"(?:^|(?<!of)\s)\d+(?:st|nd|rd|th|s|[A-Z])?(?=$|[\s/(])")
"""A number of its own in a deletion: a date, an edition, a law's number, which the sentence does not tell."""
_ABBREVIATED = re.compile(r"[\"”’']?\s*\([^()\s]{2,8}\)")
_ITEM_FOLLOWS = re.compile(
    r",\s+(?:[\w'’-]+\s+){0,4}?[\w'’-]+,?\s+(?:and|or)\b|,?\s+(?:and|or)\s|(?:,\s+[\w'’. -]{2,40}){1,6},\s+(?:and|or)\b"
)
_ONE_OF_MANY = re.compile(
    r"\bone\s+(?:of\s+|(?:\w+\s+){0,2}(?:example|figure|case|instance)\s)[^.;]*\b(?:is|was|were|by|includes?)\s+"
    r"(?:the\s+|that\s+of\s+)?[\"“‘']?$"
    r"|\bexamples\b[^.;]*\b(?:are|were|includes?)\s[^.;]*(?:\b(?:and|or)|,)\s+[\"“‘']?$",
    re.IGNORECASE,
)
_TOLD_APART = re.compile(r"[^.;,]{0,25},\s+(?:an?|the|which|who|where|whose|when)\b")
"""What stands before one of many, and what stands behind it where it tells which one."""
_AMONG_OTHERS = re.compile(
    r",?\s+(?:for (?:instance|example)|among others)\b"
    r"|\s+(?:(?:has|have|had|is|are|was|were|can|may)\s+)?(?:also|similarly|likewise)\b"
)
"""What stands behind one of several that act alike."""
_NEWCOMER = re.compile(r"[\"”’']?,\s+an?\s+(?:newer|new|recent|popular|major|leading|prominent)\b")
"""What says of a name nothing by which one would know it."""
_PAIR_OPENS = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,3}(?:and|or)\s+")
"""The first of two names with which a sentence opens."""
_INCLUDES = re.compile(r"\b(?:includ(?:e|es|ed|ing)|are|were)\s+$")
_MORE_FOLLOW = re.compile(r"(?:\s+[a-z]+){0,2},\s[^.;]*\b(?:and|or)\b")
"""What stands around the first of several items that are more than its deleted words."""
_ITEM_BEFORE = re.compile(r"(?:,\s+(?:(?:and|or)\s+)?|\b(?:and|or)\s+|[/(]|e\.g\.,?\s+)(?:[\w'’-]+\s+){0,2}$")
_GOES_ON = re.compile(r"[.,]\d|\s(?:[A-Z]\w|\d)")
"""How a number or a name goes on of which only the beginning would be deleted."""
_NAME_BEFORE = re.compile(r"\w\W*\s(?:[A-Z][\w.’'-]*)\s+$")
"""A capitalised word, not the sentence's first: a single one behind it is the end of its name."""
_ONE_NAME = re.compile(r"[A-Z][\w.’'-]*\s+")
_OF_A_NAME = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]\w")
_OTHER_BEFORE = re.compile(r"\b(?:or|vs?\.?|versus)\s+(?:an?\s+|the\s+)?[\"“‘']?$|\d\s+$")
_OTHER_AFTER = re.compile(r"[\"”’']?,?\s+(?:or|vs?\.|versus)\s")
"""What joins a deletion to another word for it, to the other side of a case, or to its number."""
_KIND_AFTER = re.compile(
    r"\s+(?:case|cases|ruling|decision|judgment|study|studies|survey|report|paper|book|novel|film|project|campaign"
    r"|company|firm|platform|website|cause|views?|identit(?:y|ies)|mobs?|students|approach(?:es)?|methods?|theor(?:y|ies)"
    r"|ideals|values|beliefs|policies|principles?|practices?|therap(?:y|ies)|treatments?)\b"
)
"""What many words may stand before: "the landmark case", "the Supreme Court case"."""
_LAST_BEFORE = re.compile(
    r"(?:,[^,;.]{2,50},|\b(?:the|both|between|of|for|in|with|on|as|by|to|their|its|from)\s+[\w’'-]+)\s+(?:and|or)\s+$"
)
_CLAUSE = re.compile(r"\s+(?:is|are|was|were|has|have|had|can|may|will|\w+ed|\w+s)\b")


def has_one_answer(before: str, deleted: str, after: str) -> bool:
    """Tell whether what stands around a gap leaves one answer.

    One of several parallel items does not, nor does an example, and an abbreviation behind the words gives them away.
    """
    if _GOES_ON.match(after) or _KIND_AFTER.match(after) or _OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before):
        return False
    if sum(word[0].isupper() for word in deleted.split()) == 1 and _is_half_a_name(before, deleted, after):
        return False
    if _NUMBERED.search(deleted) or _ABBREVIATED.match(after) or _is_spelled_out(deleted, after):
        return False
    return not (_is_one_of_many(before, after) or _in_series(before, after))


def _is_one_of_many(before: str, after: str) -> bool:
    """Tell whether a sentence gives its deletion as an example, or as one of several that act alike."""
    if _EXAMPLE_OF.search(before) or _PAIR_OPENS.fullmatch(before) or _AMONG_OTHERS.match(after):
        return True
    if _NEWCOMER.match(after):
        return True
    return _ONE_OF_MANY.search(before) is not None and not _TOLD_APART.match(after)


def _is_spelled_out(deleted: str, after: str) -> bool:
    """Tell whether what stands behind a deletion in brackets spells it out."""
    spelled = _SPELLED_OUT.match(after)
    return spelled is not None and abbreviates(deleted, spelled["words"])


def _is_half_a_name(before: str, deleted: str, after: str) -> bool:
    """Tell whether a capitalised word is the end of a name that begins before it, or the beginning of a longer one."""
    if _NAME_BEFORE.search(before) or (_ONE_NAME.fullmatch(before) and is_content(before.strip())):
        return True
    return " " not in deleted and _OF_A_NAME.match(after) is not None


def _in_series(before: str, after: str) -> bool:
    """Tell whether what stands between `before` and `after` is one of several parallel items."""
    if _ITEM_FOLLOWS.match(after) or _LAST_BEFORE.search(before):
        return True
    if _INCLUDES.search(before) and _MORE_FOLLOW.match(after):
        return True
    return CALLED.search(before) is None and _ITEM_BEFORE.search(before) is not None and not _CLAUSE.match(after)

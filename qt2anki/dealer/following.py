"""Whether one step of an ordered list follows from the one before, so that it is the only answer to "what comes next?".

That a list is in order is not enough: most steps of advice could stand elsewhere in it. The pair must show it: both are
dated, the second takes up what the first brought, or both are commands of a short procedure.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.titles import is_instruction, is_vague
from qt2anki.dealer.vocabulary import FILLER
from qt2anki.dealer.words import Family, content_words, find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PROCEDURE = re.compile(
    r"\b(?:steps?|stages|phases|procedures?|calculat\w+|comput\w+|convert\w*|deriv\w+|solv\w+|algorithm"
    r"|how (?:do|can|to|is|are)\b.*\b(?:find|determin\w+|perform\w*|balanc\w+|writ\w+|install\w*|creat\w+|set up))\b",
    re.IGNORECASE,
)
"""What asks for a procedure, whose commands stand in the one order that works."""

_LINK = re.compile(
    r"(?:(?:finally|lastly), )?(?:once|after|then|next|following|subsequently|as a result|later|now|upon|based on"
    r"|from (?:here|there|the)|(?:with|using) (?:the|this|these)"
    r"|(?:in|this is) (?:the|this) (?:second|third|fourth|next|final|last) (?:step|stage|phase))\b"
    r"|.{0,80}\b(?:then|next|following this|previous step)\b",
    re.IGNORECASE,
)
"""How a text opens that goes on from the step before."""

_ADDS = re.compile(
    r"(?:if (?:you|it)|in addition|besides|apart from|aside from|another|also|additionally|unlike|similar(?:ly)?"
    r"|it['’]s|it is)\b",
    re.IGNORECASE,
)
"""How a text opens that stands beside the step before, or is not always taken."""
_POINTS_BACK = re.compile(r"(?:the|this|these|those|such)\s", re.IGNORECASE)
_BY_THE_WAY = re.compile(
    r"\b(?:if (?:needed|necessary|applicable|required|desired|available|possible)|optional\w*|alternativ\w+|tips?"
    r"|troubleshoot\w*|examples?|different|various|additional|methods?|conclu\w+|documentation|considerations?"
    r"|importance|benefits?|challenges?|limitations?|applications?|practice|feedback|resources?)\b",
    re.IGNORECASE,
)
"""What a title says that may be left out, or stand anywhere."""

_BRINGS = re.compile(
    r"\b(?:leads? to|leading to|results? in|resulting in|caus(?:es|ing)|produc(?:es|ing)|generat(?:es|ing)"
    r"|allow(?:s|ing)|trigger(?:s|ing)|releas(?:es|ing)|form(?:s|ing)|creat(?:es|ing)|yield(?:s|ing)|open(?:s|ing)"
    r"|activat(?:es|ing)|stimulat(?:es|ing)|becom(?:es|ing)|convert(?:s|ed|ing)?\b.{0,60}\bto)\s(.{1,80})",
    re.IGNORECASE | re.DOTALL,
)
"""What a step brings about, up to the next eighty characters."""

_SUBJECT_OPENS = re.compile(r"(?:the|this|these|once|after|as|when)\s", re.IGNORECASE)
_SUBJECT = 6
"""In how many words a sentence names its subject."""
FEWEST_LINKS = 2

_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)")
_CENTURY = re.compile(r"\bcentur(?:y|ies)\b", re.IGNORECASE)
_OPENING = 70
"""How many characters of a text tell what it goes on from."""
_FEWEST_POINTING = 5
_SHORT = 5
"""How many steps a procedure may have whose order is known without a link."""


class Step(NamedTuple):
    """A title with its text, both plain."""

    title: str
    text: str


def follows(before: Step, step: Step, context: str, asked: Family, titles: Sequence[str]) -> bool:
    """Tell whether a step follows from the one before it.

    `context` is the question with the label of the list, `asked` the words of the question, `titles` the titles of
    the list.
    """
    if _BY_THE_WAY.search(before.title) or _BY_THE_WAY.search(step.title) or _ADDS.match(step.text):
        return False
    ended, begins = _YEAR.findall(before.title), _YEAR.search(step.title)
    if ended and begins:
        years = [found[0] for found in map(_YEAR.search, titles) if found]
        return years == sorted(years) and max(ended) <= begins[0]
    if begins and _CENTURY.search(before.title):
        return False
    if _LINK.match(step.text) or _takes_up(before, step, asked):
        return True
    commands = is_instruction(before.title) and is_instruction(step.title)
    return commands and len(titles) <= _SHORT and _PROCEDURE.search(context) is not None


def _takes_up(before: Step, step: Step, asked: Family) -> bool:
    """Tell whether a text opens with what the step before is called, or points back to what it ended with."""
    opening = step.text[:_OPENING]
    own = Family((*asked.words, *content_words(step.title)))
    if _says(opening, _new(content_words(before.title), own)):
        return True
    first = " ".join(find_words(opening)[:_FEWEST_POINTING])
    return _POINTS_BACK.match(first) is not None and _says(first, _new(content_words(before.text), own))


def _new(words: Iterable[str], known: Family) -> Family:
    return Family(word for word in words if word not in known and word not in FILLER and not is_vague(word))


def _says(text: str, words: Family) -> bool:
    return any(word in words for word in content_words(text))


def find_chain(steps: Sequence[Step], asked: Family) -> list[bool]:
    """Return for each step of a list in no order whether it goes on from the one before, in a chain of such steps.

    A list may tell a process and then add what is no part of it. One link may be chance; `FEWEST_LINKS` are a process.
    """
    linked = [False, *(_goes_on(before, step, asked) for before, step in pairwise(steps))]
    chained: list[bool] = []
    for link, run in groupby(linked):
        length = len(list(run))
        chained += [link and length >= FEWEST_LINKS] * length
    return chained


def _goes_on(before: Step, step: Step, asked: Family) -> bool:
    """Tell whether a text has for its subject what the step before brings about, or says that it goes on from it."""
    subject = " ".join(find_words(step.text[:_OPENING])[:_SUBJECT])
    links = _LINK.match(step.text) is not None
    if not links and not _SUBJECT_OPENS.match(subject):
        return False
    brought = [word for match in _BRINGS.finditer(before.text) for word in content_words(match[1])]
    if _says(subject, _new(brought, asked)):
        return True
    return links and _says(step.text[:_OPENING], _new((*content_words(before.title), *brought), asked))

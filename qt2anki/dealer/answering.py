"""Whether a sentence answers the question, or only announces and praises."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from qt2anki.dealer.cues import ANNOUNCEMENT, NOT_A_STATEMENT, NOT_KNOWN, PRAISE
from qt2anki.dealer.vocabulary import EVALUATIONS, FILLER
from qt2anki.dealer.words import content_words
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from qt2anki.dealer.words import Family

_EMPTY = FILLER | EVALUATIONS
PRAISING, ANNOUNCING = 3, 5
"""What a sentence's words are worth less where it praises, and where it announces."""
LEAST, ENOUGH, PLENTY = 2, 3, 7
"""What a sentence must weigh to be an answer at all, to be one at first sight, and to be one all by itself."""


@lru_cache(maxsize=1 << 8)
def praises(sentence: str) -> bool:
    """Tell whether a sentence says what could be said of almost anything."""
    return PRAISE.search(sentence.lower()) is not None


@lru_cache(maxsize=1 << 8)
def announces(sentence: str) -> bool:
    """Tell whether a sentence says that an answer follows."""
    return ANNOUNCEMENT.search(sentence.lower()) is not None


@lru_cache(maxsize=1 << 6)
def new_words(sentence: str, known: Family) -> int:
    """Count the words that say something and are not known, nor only that it is good; a formula is worth two."""
    words = set(content_words(sentence)) - _EMPTY
    return len(known.without(words)) + (2 if FORMULA_OPEN in sentence else 0)


def says_something(sentence: str, known: Family) -> bool:
    """Tell whether a sentence says anything that is neither known nor filler; praise must say more than a plain one."""
    return weight(sentence, known) >= LEAST


@lru_cache(maxsize=1 << 6)
def weight(sentence: str, known: Family) -> int:
    """Return how much a sentence adds to what is known: its new words, less what it spends on praise or announcing."""
    if sentence.endswith((":", "?")) or NOT_A_STATEMENT.match(sentence) or NOT_KNOWN.search(sentence):
        return 0
    new = new_words(sentence, known)
    if new < LEAST or new >= ENOUGH + ANNOUNCING:
        return new
    return new - (ANNOUNCING if announces(sentence) else PRAISING if praises(sentence) else 0)

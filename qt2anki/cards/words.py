"""Words: which carry meaning, and which are relatives of each other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import snowballstemmer

from qt2anki.cards.vocabulary import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word of plain text: letters and digits, apostrophes inside; a hyphen or underscore parts two words."""

_stemmers = tuple(snowballstemmer.stemmer(name) for name in ("english", "porter"))


@cache
def stems(word: str) -> frozenset[str]:
    """Return the stems of a lower-case word, by Snowball's English and by Porter's older rules."""
    bare = re.sub(r"['’](?:s|re|ve|ll|d|t)?$", "", word)
    return frozenset(stemmer.stemWord(bare) for stemmer in _stemmers)


@cache
def is_content(word: str) -> bool:
    """Tell whether a word, as written, says something by itself: no stop word and no lone small letter."""
    if word.casefold() in STOP and word not in {"I", "IT", "US", "A"}:
        return False
    return len(word) > 1 or word.isdigit() or (word.isupper() and word not in {"A", "I"})


@cache
def related(one: str, other: str) -> bool:
    """Tell whether two lower-case words are relatives.

    Their stems are equal, or they share all but the last three letters of the longer one, and at least four.
    """
    if one == other or not stems(one).isdisjoint(stems(other)):
        return True
    needed = max(len(one), len(other)) - 3
    return needed <= min(len(one), len(other)) and one[: max(needed, 4)] == other[: max(needed, 4)]


class Family:
    """Some lower-case words, and the question whether another is one of them or a relative."""

    __slots__ = ("_known", "_stems", "_words", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._known: dict[str, bool] = {}
        self._stems = frozenset(stem for word in self.words for stem in stems(word))
        self._words: dict[str, list[str]] = {}
        for word in self.words:
            self._words.setdefault(word[:4], []).append(word)

    def __contains__(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = not self._stems.isdisjoint(stems(word))
            known = known or any(related(word, other) for other in self._words.get(word[:4], ()))
            self._known[word] = known
        return known


@cache
def content_words(text: str) -> tuple[str, ...]:
    """Return the content words of plain text, lower case, in order."""
    return tuple(word.casefold() for word in WORD.findall(text) if is_content(word))

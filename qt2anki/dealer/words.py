"""Words: which carry meaning, and which are relatives of each other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from qt2anki.dealer.vocabulary import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTER = r"[^\W_\u00b2\u00b3\u00b9\u2070-\u209c]"
WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
"""A word of plain text: letters and digits, apostrophes inside; hyphens, underscores, raised and lowered digits part
words."""

_TO_BLANKS = "".join(chr(code) if chr(code).isalnum() or code == 0x27 else " " for code in range(128))
"""What `str.translate` makes of ASCII so that its words are what stands between blanks, apostrophes aside."""

_SUFFIX = re.compile(r"['’](?:s|re|ve|ll|d|t)?$")
_english, _porter = (snowballstemmer.stemmer(name) for name in ("english", "porter"))


@cache
def bare(word: str) -> str:
    """Return a word in lower case, without possessive or contraction."""
    return _SUFFIX.sub("", word.casefold())


def find_words(text: str) -> list[str]:
    """Return the words of plain text, as `WORD` finds them, in a quarter of its time where all is plain ASCII."""
    if not text.isascii() or "''" in text:
        return WORD.findall(text)
    words = text.translate(_TO_BLANKS).split()
    return list(filter(None, [word.strip("'") for word in words])) if "'" in text else words


@cache
def stems(word: str) -> frozenset[str]:
    """Return the stems of a lower-case word, by Snowball's English and by Porter's older rules."""
    return frozenset((_english.stemWord(word), _porter.stemWord(word)))


def all_stems(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of lower-case words, all in one."""
    return frozenset().union(*map(stems, words))


@cache
def _porter_stems(word: str) -> frozenset[str]:
    return frozenset((_porter.stemWord(word),))


@cache
def _marks(word: str) -> frozenset[str]:
    """Return what relatives share at least one of: the stems and the first four letters."""
    return stems(word) | {word[:4]}


@cache
def is_content(word: str) -> bool:
    """Tell whether a word, as written, says something by itself: no stop word and no lone small letter."""
    if word.casefold() in STOP and word not in {"I", "IT", "US", "A"}:
        return False
    return len(word) > 1 or word.isdigit() or (word.isupper() and word not in {"A", "I"})


@cache
def _content(word: str) -> str:
    """Return a content word as `bare` does, `""` for another."""
    return bare(word) if is_content(word) else ""


def related(one: str, other: str) -> bool:
    """Tell whether two lower-case words are relatives: their stems are equal, or nearly all of their letters."""
    return one == other or not stems(one).isdisjoint(stems(other)) or _share_letters(one, other)


def _share_letters(one: str, other: str) -> bool:
    """Tell whether two words share all but the last three letters of the longer one, and at least four."""
    needed = max(len(one), len(other)) - 3
    return needed <= min(len(one), len(other)) and one[: max(needed, 4)] == other[: max(needed, 4)]


class Family:
    """Some lower-case words, and the question whether another is one of them or a relative.

    A `close` one has fewer relatives: only what Porter's rules alone call one, or what shares nearly all letters.
    """

    __slots__ = ("_stems", "_stems_of", "marks", "words")

    def __init__(self, words: Iterable[str], *, close: bool = False) -> None:
        self.words = tuple(dict.fromkeys(words))
        self.marks = frozenset().union(*map(_marks, self.words))
        self._stems_of = _porter_stems if close else stems
        self._stems: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        return not self.marks.isdisjoint(_marks(word)) and self._has(word)

    def without(self, words: Iterable[str]) -> set[str]:
        """Return those of some lower-case words that are no relatives: what `in` says of each, in half its time."""
        marks = self.marks
        return {word for word in words if marks.isdisjoint(_marks(word)) or not self._has(word)}

    def _has(self, word: str) -> bool:
        """Decide about a word that shares a mark with one of the family; nine of ten words share none."""
        if self._stems is None:  # most families are never asked so much
            self._stems = frozenset().union(*map(self._stems_of, self.words))
        if not self._stems.isdisjoint(self._stems_of(word)):
            return True
        head = word[:4]
        return any(_share_letters(word, other) for other in self.words if other[:4] == head)


@lru_cache(maxsize=1 << 12)
def content_words(text: str) -> tuple[str, ...]:
    """Return the content words of plain text, lower case, in order."""
    return tuple(filter(None, map(_content, find_words(text))))


@lru_cache(maxsize=1 << 8)
def family_of(text: str) -> Family:
    """Return the content words of plain text as a family; the titles of a list are compared each with all."""
    return Family(content_words(text))

"""Words: which carry meaning, and which are relatives of each other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import snowballstemmer

from qt2anki.dealer.vocabulary import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LETTER = r"[^\W_\u00b2\u00b3\u00b9\u2070-\u209c]"
WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
"""A word of plain text: letters and digits, apostrophes inside; hyphens, underscores, raised and lowered digits part
words."""

_TO_BLANKS = "".join(chr(code) if chr(code).isalnum() or code == 0x27 else " " for code in range(128))
"""What `str.translate` makes of ASCII so that its words are what stands between blanks, apostrophes aside."""

_SUFFIX = re.compile(r"['’](?:s|re|ve|ll|d|t)?$")
_ENDING, _FEWEST_SHARED = 3, 4
"""How many letters at the end of the longer one of two relatives may differ, and how many they share at least."""
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
    """Return the stems of a lower-case word, by Snowball's English and by Porter's older rules, never an empty one."""
    return frozenset((_english.stemWord(word), _porter.stemWord(word) or word))


def all_stems(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of lower-case words, all in one."""
    return frozenset().union(*map(stems, words))


@cache
def _kin(word: str) -> tuple[str, ...]:
    """Return what a lower-case word has in common with each relative, and with no other word: stems and beginnings."""
    return (*stems(word), *_beginnings(word))


@cache
def _close_kin(word: str) -> tuple[str, ...]:
    """Return what `_kin` does, by Porter's rules alone."""
    return (_porter.stemWord(word), *_beginnings(word))


def _beginnings(word: str) -> Iterator[str]:
    """Yield what two words share where they share all but the last three letters of the longer, and at least four.

    A hyphen tells a beginning from a stem of the same letters.
    """
    shortest = max(len(word) - _ENDING, _FEWEST_SHARED)
    for end in range(shortest, max(len(word), shortest) + 1):
        yield f"{word[:end]}-"


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
    return one == other or not frozenset(_kin(one)).isdisjoint(_kin(other))


class Family:
    """Some lower-case words, and the question whether another is one of them or a relative.

    A `close` one has fewer relatives: only what Porter's rules alone call one, or what shares nearly all letters.
    """

    __slots__ = ("_kin", "_kin_of", "words")

    def __init__(self, words: Iterable[str], *, close: bool = False) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._kin_of = _close_kin if close else _kin
        self._kin: frozenset[str] = frozenset()

    def _gather(self) -> frozenset[str]:
        """Return what relatives of the words have in common with them; many families are never asked."""
        self._kin = frozenset(chain.from_iterable(map(self._kin_of, self.words)))
        return self._kin

    def __contains__(self, word: str) -> bool:
        return not (self._kin or self._gather()).isdisjoint(self._kin_of(word))

    def without(self, words: Iterable[str]) -> set[str]:
        """Return those of some lower-case words that are no relatives: what `in` says of each, in half its time."""
        kin, kin_of = self._kin or self._gather(), self._kin_of
        return {word for word in words if kin.isdisjoint(kin_of(word))}


@lru_cache(maxsize=1 << 12)
def content_words(text: str) -> tuple[str, ...]:
    """Return the content words of plain text, lower case, in order."""
    return tuple(filter(None, map(_content, find_words(text))))


@lru_cache(maxsize=1 << 8)
def family_of(text: str) -> Family:
    """Return the content words of plain text as a family; the titles of a list are compared each with all."""
    return Family(content_words(text))

"""Titles that ask for an open list, such as "Applications" or "Technical Limitations", of which a text names a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.cues import phrases
from qt2anki.dealer.vocabulary import ALIKE, BROAD
from qt2anki.dealer.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_MANY = r"(?:applications|uses|examples|types|kinds|benefits|advantages|disadvantages)"
_PLACES = r"(?:fields|domains|disciplines|industries|sectors|areas|contexts|settings|forms|types|applications|uses)"
_ASKS = phrases(
    rf"(?:\w+ ){{0,2}}{_MANY}(?: (?:of|in|for|across|and)\b.*)?$",
    rf".*\b(?:various|diverse|multiple|different|numerous|across) {_PLACES}\b",
)
_NAMES_SOME = phrases(
    r"\b(?:such as|including|include|includes|like|e\.g\.|various|numerous|many|several"
    r"|a (?:wide )?(?:range|variety) of|ranging from)\b[^.]*,[^.]*\b(?:and|or|to)\b"
)


def is_whole_list(title: str, asked: Iterable[str]) -> bool:
    """Tell whether a title names a kind of what the question asks for, so that its siblings would answer it as well.

    `asked` are the lower-case words of the question.
    """
    *broad, kind = map(str.casefold, find_words(title) or ("",))
    if not broad or not BROAD.issuperset(broad):
        return False
    return any(kind in alike and not alike.isdisjoint(asked) for alike in ALIKE)


def names_some(title: str, text: str) -> bool:
    """Tell whether a title asks for any number of things and a text names those that come to mind."""
    return _ASKS.match(title) is not None and _NAMES_SOME.search(text) is not None

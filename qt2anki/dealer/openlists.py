"""Titles that ask for an open list, such as "Applications", and texts that name a few of its many items."""

from __future__ import annotations

from qt2anki.dealer.cues import phrases

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


def names_some(title: str, text: str) -> bool:
    """Tell whether a title asks for any number of things and a text names those that come to mind."""
    return _ASKS.match(title) is not None and _NAMES_SOME.search(text) is not None

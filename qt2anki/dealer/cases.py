"""Titles of single cases that a text works through: "For 13 cents", "Case 2", "Point A", "When n = 3"."""

from __future__ import annotations

import re

from qt2anki.dealer.words import content_words, find_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN

_FORMULA = re.compile(rf"{FORMULA_OPEN}\d+{FORMULA_CLOSE}")
_SINGLE = re.compile(
    r"(?:(?:for|when|if|at|let|given|using|check(?:ing)?|calculat\w+|substitut\w+)\b.*(?:\d|=|\b[a-z]$)"
    r"|(?:case|point|vertex|trial|scenario|iteration|test|value|row|term|example|problem)s?\s+(?:\d+|[ivx]+|[a-z])"
    r"(?:\s*[(,:].*)?$|[^a-z]*=[^a-z]*$)",
    re.IGNORECASE,
)
_WORKED = re.compile(r"\b(?:base cases?|examples?|worked|test cases?|calculations?)\b", re.IGNORECASE)
"""What a list of such cases is called."""
_FEW_WORDS = 4


def is_single_case(title: str, body: str, section: str) -> bool:
    """Tell whether an item only works out one case: named like one, and nothing but a formula or among its like.

    All are plain text with formula placeholders; `section` says where the item stands.
    """
    if _SINGLE.match(title) is None:
        return False
    return _WORKED.search(section) is not None or _is_bare(body)


def _is_bare(body: str) -> bool:
    """Tell whether a text is hardly more than formulas and figures."""
    words = [word for word in content_words(_FORMULA.sub("", body)) if not any(letter.isdigit() for letter in word)]
    return len(words) < _FEW_WORDS and bool(find_words(body))

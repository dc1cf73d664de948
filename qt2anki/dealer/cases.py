"""Single cases that a text works through, by their titles: "For 13 cents", "Case 2", "Example 5", "When n = 3"."""

from __future__ import annotations

import re

from qt2anki.dealer.cues import DIGIT
from qt2anki.dealer.words import content_words, find_words
from qt2anki.model import FORMULA_OPEN, PLACEHOLDER

_SINGLE = re.compile(
    r"(?:(?:for|when|if|at|let|given|using|check(?:ing)?|calculat\w+|substitut\w+)\b.*(?:\d|=|\b[a-z]$)"
    r"|(?:case|point|vertex|trial|scenario|iteration|test|value|row|term|example|problem)s?\s+(?:\d+|[ivx]+|[a-z])"
    r"(?:\s*[(,:].*)?$|[^a-z]*=[^a-z]*$)",
    re.IGNORECASE,
)
_WORKED = re.compile(r"\b(?:base cases?|examples?|worked|test cases?|calculations?)\b", re.IGNORECASE)
"""What a list of such cases is called."""
_EXAMPLE = re.compile(
    r"(?:(?!by )\w+ ){0,2}examples?(?: \d+)?"
    r"(?:$|[:(]| (?:of|for|with|problems?|calculations?|conversions?|solutions?)\b)"
    r"|(?:practice|sample) (?:problem|question|calculation|exercise)s?\b",
    re.IGNORECASE,
)
_ASKS_FOR_ONE = re.compile(
    r"(?:(?:can|could) you )?(?:please )?(?:provide|give|show|describe|demonstrate|share|discuss)\b"
    r".*\b(?:(?:an|one) (?:[\w-]+ ){0,2}example|a (?:[\w-]+ )?case study)\b",
    re.IGNORECASE,
)
"""A question to which the answer works out a case of its own choice."""
_FEW_WORDS = 4


def is_single_case(title: str, body: str, section: str) -> bool:
    """Tell whether an item only works out one case: named like one, and nothing but a formula or among its like.

    All are plain text with formula placeholders; `section` says where the item stands.
    """
    if _SINGLE.match(title) is None:
        return False
    return _WORKED.search(section) is not None or _is_bare(body)


def is_example(title: str, body: str) -> bool:
    """Tell whether a title announces an example that the body works out in figures or formulas; both are plain text."""
    return _EXAMPLE.match(title) is not None and has_figures(body)


def asks_for_one_case(question: str) -> bool:
    """Tell whether a question asks for an example, so that its steps speak of a case that no front tells."""
    return _ASKS_FOR_ONE.match(question) is not None


def has_figures(body: str) -> bool:
    """Tell whether a text has figures or formulas."""
    return FORMULA_OPEN in body or DIGIT.search(body) is not None


def _is_bare(body: str) -> bool:
    """Tell whether a text is hardly more than formulas and figures."""
    words = [word for word in content_words(PLACEHOLDER.sub("", body)) if not any(letter.isdigit() for letter in word)]
    return len(words) < _FEW_WORDS and bool(find_words(body))

"""How many parallel items a sentence lists: more than three are no single answer."""

from __future__ import annotations

import re

MOST_ITEMS = 3
"""How many parallel items one answer may ask for."""

_BRACKETS = re.compile(r"\([^(),]*,[^()]*\)")
"""An aside with items, which are none of the sentence's own."""
LEAST_WORDS = 4
"""What a sentence has at least: what is shorter is only its subject ("The charters, including …")."""
_ITEM, _COMMA, _AND = "[^,;:.()—]", r"[,;]\s+", r"(?:and|or|&|as well as)\s"
_MOST_IN_SERIES = 25
"""A bound, so that a match is linear."""
_INNER = rf"(?!(?:and|or|but|which|who|where|while|thereby|thus)\s){_ITEM}{{2,70}}{_COMMA}"
"""An item between the first and the last: what opens with such a word ends a series, or begins another clause."""
_SERIES = re.compile(rf"(?:{_ITEM}{{2,70}}{_COMMA}){{3,{_MOST_IN_SERIES}}}{_AND}", re.IGNORECASE)
_SERIES_END = re.compile(rf"{_ITEM}{{2}}{_COMMA}(?:{_INNER}){{2}}{_AND}", re.IGNORECASE)
_LONG_SERIES_END = re.compile(rf"{_ITEM}{{2}}{_COMMA}(?:{_INNER}){{3}}{_AND}", re.IGNORECASE)
"""The end of a series, from the first of its last four (five) items on: it is in every series, and found in a
twentieth of the time that searching for the whole would take."""

_PRELUDE = re.compile(
    r"(?:by|in|when|while|for|through|if|as|with|without|after|once|unlike|although|though|during|since|because|before"
    r"|given|under|on|at|from|despite|to|instead|rather|similarly|however|additionally|moreover|furthermore|thus"
    r"|therefore|hence|historically|today|typically|often|traditionally|\w+ly)\b[^,;:()]*,\s+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?![^,;]*\w+ing\s\S+,)(?:[^\s,;]+\s){2}[^,;]+,\s+"
    r"(?=(?:(?:thereby|thus|often)\s)?(?:\w+ing|which|who|where)\s+\w+\s+\w)",
    re.IGNORECASE,
)
"""A main clause before one that hangs on it ("…, focusing on a, b, and c"): it is no item of the series."""
_DOING_THIS_AND_THAT = re.compile(r"[^,;:()]*\bby \w+ing\s[^,;:()]+,\s+\w+ing\s", re.IGNORECASE)
"""A series whose first item stands in the main clause: "by doing this, doing that, …"."""
_SERIES_OPEN = re.compile(
    r"[\s,;:(—–-]*(?<!\w)(?:such as|including|like|for example|e\.g\.|for instance|which includes?|ranging from|namely)"
    r"(?!\w)",
    re.IGNORECASE,
)


_LAST_THREE = re.compile(
    rf"{_COMMA}(?P<second>{_ITEM}{{2,60}}){_COMMA}(?P<third>{_ITEM}{{2,60}}){_COMMA}{_AND}", re.IGNORECASE
)
_HANGS_ON = re.compile(
    r"(?:(?:thereby|thus|often)\s)?\w+ing\s|(?:which|who|where|whether|while|as|with)\b", re.IGNORECASE
)
_MOST_IN_AN_ITEM = 4
"""How many words an item of a list has at most; more are a clause."""


def cut_series(text: str) -> int | None:
    """Return where a long series of examples opens, so that a sentence can end there; None where more would remain.

    It is the length of a text without one.
    """
    if text.count(",") + text.count(";") < MOST_ITEMS:
        return len(text)
    asides = [found.span() for found in _BRACKETS.finditer(text)] if "(" in text else []
    for opener in _SERIES_OPEN.finditer(text):
        if any(start < opener.end() <= end for start, end in asides):
            continue
        if len(text[: opener.start()].split()) >= LEAST_WORDS and _SERIES.match(text, opener.end()):
            return opener.start()
    return None if lists_many(text) else len(text)


def is_crowded(text: str, *, whole: bool = False) -> bool:
    """Tell whether a sentence lists more parallel items than one answer may have: one more where it is the `whole`."""
    text = _BRACKETS.sub("", text) if "(" in text else text
    if text.count(",") + text.count(";") < MOST_ITEMS:
        return False
    prelude = _PRELUDE.match(text)
    start = prelude.end() if prelude else 0
    clause = None if whole and _DOING_THIS_AND_THAT.match(text, start) else _CLAUSE.match(text, start)
    series = _LONG_SERIES_END if whole else _SERIES_END
    return any(series.search(part) for part in _SERIES_OPEN.split(text[clause.end() if clause else start :]))


def lists_many(text: str) -> bool:
    """Tell whether a sentence lists more than three items, where a clause before three of them counts as none."""
    if not is_crowded(text):
        return False
    if is_crowded(text, whole=True):
        return True
    seconds = [found["second"] for found in _LAST_THREE.finditer(_BRACKETS.sub("", text))]
    return any(len(each.split()) <= _MOST_IN_AN_ITEM and not _HANGS_ON.match(each) for each in seconds)

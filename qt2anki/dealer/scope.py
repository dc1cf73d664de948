"""Whether a sentence speaks of one place, law or body only where its question speaks of all: "wages in Norway fell"."""

from __future__ import annotations

import re

from qt2anki.dealer.words import Family, content_words

OPENING = 12
"""Among how many words a sentence says of what it speaks."""

_NAMED = re.compile(r"(?<=\s)[\"“‘']?[A-Z][a-z]")
"""A name in a question, its first word aside."""
_WITHIN = re.compile(
    r"(?:^|(?<=\s))(?:[Ii]n|[Ww]ithin|[Aa]cross|[Uu]nder|during|for) (?:the )?"
    r"(?P<name>[A-Z][a-z]+(?: (?:of )?(?:[A-Z][a-z]+|\d+))*)(?!['’\w-])"
)
_ADJECTIVE = re.compile(r"(?:[A-Z]\w*(?:ans?|ish|ese|ic|ous|al|ist))$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = frozenset((*_MONTHS.casefold().split("|"), "english"))
_MONTH_OF_A_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Ff]or|[Dd]uring|[Ss]ince|[Bb]y|of) (?:early |late |mid-)?(?:{_MONTHS})(?: \d{{1,2}},)?"
    r" (?P<year>\d{4})\b"
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b|\bcentur")
_NOW = re.compile(
    r"\b(?:current|latest|recent|present-day) (?:\w+ ){0,2}?(?:trends?|rates?|status|statistics|news|prices?|outlook"
    r"|forecasts?|figures|estimates|polls?)\b",
    re.IGNORECASE,
)


def asks_of_today(question: str) -> bool:
    """Tell whether the answer to a question is another one next year: "the current trends in inflation"."""
    return _NOW.search(question) is not None and _YEAR.search(question) is None


def dates(question: str, lead: str, core: str) -> bool:
    """Tell whether what opens an answer speaks of one month only, which neither question nor core says."""
    opening = lead.split(". ", maxsplit=1)[0]
    found = _MONTH_OF_A_YEAR.search(opening)
    return found is not None and _YEAR.search(question) is None and found["year"] not in core


def is_set_in_a_place(question: str, lead: str) -> bool:
    """Tell whether an answer opens by a place or law for which alone it holds, where the question names none."""
    return narrows(question, lead.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0])


def narrows(question: str, text: str) -> bool:
    """Tell whether a sentence opens by restricting to something named what a question without a name asks of all."""
    if _NAMED.search(question) is not None:
        return False
    opening = " ".join(text.split()[:OPENING])
    asked = Family(content_words(question))
    return any(_restricts(found, opening, asked) for found in _WITHIN.finditer(opening))


def _restricts(found: re.Match[str], opening: str, asked: Family) -> bool:
    name = found["name"]
    if "".join(word[0] for word in name.split()).casefold() in asked:
        return False
    if any(word in asked or word in _DATES for word in name.casefold().split()):
        return False
    return _ADJECTIVE.match(name) is None or opening[found.end() : found.end() + 2].strip()[:1] in {"", ","}

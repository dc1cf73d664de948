"""What the titles and bodies of a list's items show of their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.splitter.order_phrases import words_of
from qt2anki.splitter.order_words import (
    ATTRIBUTES,
    BEGINS,
    COMMANDS,
    DATE,
    DEED_ENDINGS,
    EARLY_DATE,
    ENDS,
    GOES_ON,
    INNER_LINK,
    LINK,
    LONG_AGO,
    LONG_WORD,
    OF_LATE,
    PREPOSITIONS,
    STAGES,
    YEAR,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASIDE = re.compile(r"\s*\([^()]*\)")


def weigh_titles(titles: Sequence[str], bodies: Sequence[str]) -> float:
    """Weigh the titles: commands, stages, dates and deeds for, mere attributes against."""
    count = len(titles)
    worded = [words_of(title or body[:40]) for title, body in zip(titles, bodies, strict=True)]
    commands = sum(bool(words) and words[0] in COMMANDS for words in worded) / count
    score = 3.0 if commands > 0.6 else 1.5 if commands > 0.4 else 0.0
    stages = (0 if _merely_counted(titles) else _staged(worded)) + _dates(titles)
    score += 3.0 * (stages > count / 2)
    score += 2.0 * bool(LONG_AGO.match(titles[0]) and OF_LATE.match(titles[-1]))
    score += 1.0 * (sum(any(w.endswith(DEED_ENDINGS) for w in words[:3]) for words in worded) > count / 2)
    return score - _attributed(worded)


def _attributed(worded: Sequence[Sequence[str]]) -> float:
    """Weigh the titles whose head is an attribute ("Role of X", not "Release of Components"); the last may trail."""
    heads = [next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words)) for words in worded]
    found = [not ATTRIBUTES.isdisjoint(words[:head]) for words, head in zip(worded, heads, strict=True)]
    return min(1.5 * sum(found) - 0.75 * found[-1], 3.0)


def _staged(worded: Sequence[Sequence[str]]) -> int:
    return sum(bool(words) and words[0] in STAGES for words in worded)


def _merely_counted(titles: Sequence[str]) -> bool:
    """Tell whether titles differ in their first word only: "First Law", "Second Law" are kinds and no stages."""
    return len({_ASIDE.sub("", title).partition(" ")[2] for title in titles}) == 1


def _dates(titles: Sequence[str]) -> int:
    """Count the titles that date or number what they tell; years in no order date things that stand side by side."""
    joined = "\n".join(titles)
    if not DATE.search(joined):
        return 0
    years = [int(found[0]) for found in map(YEAR.search, titles) if found]
    if years != sorted(years) and not EARLY_DATE.search(joined):
        return 0
    return sum(bool(DATE.search(title)) for title in titles)


def hang_together(bodies: Sequence[str]) -> bool:
    """Tell whether bodies begin with a beginning, and half of the others where the one before ended."""
    going_on = sum(bool(GOES_ON.match(body.lstrip("-* "))) for body in bodies[1:])
    return len(bodies) > 2 and 2 * going_on >= len(bodies) - 1 and bool(BEGINS.search(bodies[0], 0, 160))


def weigh_links(known: str, titles: Sequence[str], openings: Sequence[str]) -> float:
    """Weigh how the bodies open: with a beginning, an end, a link, or what the title before brought."""
    gaps = len(titles) - 1
    linked = sum(bool(LINK.match(text.lstrip("-* ")) or INNER_LINK.search(text)) for text in openings[1:])
    triples = zip(titles, titles[1:], openings[1:], strict=False)
    taken = sum(_takes_up(before, f"{known} {title}", opening) for before, title, opening in triples)
    score = min(4 * linked / gaps, 3.0) + 2 * taken / gaps
    score += 1.0 * bool(BEGINS.search(openings[0]))
    return score + 1.0 * bool(ENDS.search(titles[-1]) or ENDS.search(openings[-1][:80]))


def _takes_up(title: str, known: str, opening: str) -> bool:
    """Tell whether a body opens with what the title before it brought, beyond what is known anyway."""
    asked = {w[:6] for w in LONG_WORD.findall(known.casefold())}
    return any(w[:6] not in asked and w[:6] in opening.casefold() for w in LONG_WORD.findall(title.casefold()))

"""Does the order of a list matter? Evidence for and against, weighed; a wrong yes makes a bad card.

The evidence stands in four places: what the question asks for, what the list calls itself, how its titles are
formed, and how its bodies hang together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.splitter.order_words import (
    ADVICE,
    ASKED_NO_ORDER,
    ATTRIBUTES,
    BEGINS,
    COMMANDS,
    COUNTS,
    DATE,
    DEED_ENDINGS,
    EARLY_DATE,
    ENDS,
    FOLLOWS_STEPS,
    GOES_ON,
    INNER_LINK,
    LINK,
    LONG_AGO,
    LONG_WORD,
    NO_ORDER_OVER,
    OF_LATE,
    PLAIN_STEPS,
    PREPOSITIONS,
    PROCESS,
    SEVERAL,
    STAGES,
    STEPS,
    TO_DO,
    YEAR,
)
from qt2anki.splitter.phrases import EXAMPLE_INTRO, EXAMPLE_TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENOUGH = 5.5
_OWN = 2.0
"""What titles and bodies must show by themselves: a list that is merely called a process is none."""

_OWN_TOLD, _ENOUGH_TOLD = 1.0, 6.5
"""The same where the reader is told to follow steps."""

_MOST_LINKED = 5.0
_HOPELESS, _NEVER = -2.5, -5.0
_STEPS_ASKED = 3.0
"""What a question weighs that asks for steps or stages by name."""
_CALLED_STEPS = 4.0
"""What a phrase weighs that calls the items steps; what else the question asks for then speaks of other lists."""
_ANNOUNCING = 3
"""Words before a noun among which a counting word makes it the one announced: "these five simple steps"."""
_ASIDE = re.compile(r"\s*\([^()]*\)")


def is_sequence(asked: float, over: Sequence[str], titles: Sequence[str], bodies: Sequence[str], known: str) -> bool:
    """Tell whether the order of a list's steps matters.

    `asked` is what `asks_for_order` makes of the question; `over` is what stands over the list, nearest first;
    `known` is text that a body may repeat without taking up the step before.
    """
    if len(titles) < 2:
        return False
    if (asked >= _STEPS_ASKED and _plainly_steps(over)) or _hang_together(bodies):
        return True
    called = next((score for score in map(_called, over) if score), 0.0)
    asked = called + (max(asked, 0.0) if called == _CALLED_STEPS and asked > _NEVER else asked)
    if asked <= _HOPELESS:
        return False
    own = _titled(titles, bodies)
    if asked + own + _MOST_LINKED < _ENOUGH:
        return False
    own += _linked(known, titles, [body[:160] for body in bodies])
    if own >= _OWN:
        return asked + own >= _ENOUGH
    return own >= _OWN_TOLD and asked + own >= _ENOUGH_TOLD and bool(FOLLOWS_STEPS.search(_nearest(over)))


def asks_for_order(question: str) -> float:
    """Weigh a question: steps, a process or "how do you …" for order, factors and their kind against it."""
    words = _words(question)
    if words[:1] == ["why"]:
        return _NEVER
    process = _process(words)
    ordered = next((at for at, word in enumerate(words) if word in STEPS or word in process), None)
    steps = not STEPS.isdisjoint(words) or ("over" in words and "time" in words)
    score = 3.0 if steps else 2.0 if ordered is not None else 0.0
    if "how" in words and ("you" in words or _starts_any(words, TO_DO)) and not _starts_any(words, ADVICE):
        score = max(score, 2.5)
    unordered = next((at for at, word in enumerate(words) if word in ASKED_NO_ORDER), None)
    if unordered is not None and not (ordered is not None and ordered < unordered):
        score -= 2.5
    return score


def _words(text: str) -> list[str]:
    return [word.strip("*_`\"'“”‘’.,;:?!()") for word in text.casefold().split()]


def _starts_any(words: Sequence[str], starts: tuple[str, ...]) -> bool:
    return any(word.startswith(starts) for word in words)


def _process(words: Sequence[str]) -> frozenset[str]:
    """Return the words for what takes its course; "works" is one only behind "how": others have been written."""
    return PROCESS if "works" in words and "how" in words[: words.index("works")] else PROCESS - {"works"}


def _nearest(over: Sequence[str]) -> str:
    return next(filter(None, over), "")


def _plainly_steps(over: Sequence[str]) -> bool:
    """Tell whether what stands over a list calls its items steps or stages, and nothing else."""
    words = _words(_nearest(over))
    return not PLAIN_STEPS.isdisjoint(words) and NO_ORDER_OVER.isdisjoint(words)


def _called(over: str) -> float:
    """Weigh a heading, or the phrase that introduces a list."""
    if not over:
        return 0.0
    words = _words(over)
    at = next((at for at, word in enumerate(words) if word in STEPS), None)
    if at is not None:
        return _called_steps(words, at)
    if EXAMPLE_TITLE.match(over) or EXAMPLE_INTRO.search(over):
        return 2.5
    if not NO_ORDER_OVER.isdisjoint(words):
        return -4.0
    return 3.0 if not _process(words).isdisjoint(words) or "mechanism" in words[:3] else 0.0


def _called_steps(words: Sequence[str], at: int) -> float:
    """Weigh a phrase that speaks of steps: "the types of procedure" and "steps and techniques" announce others."""
    before, behind = words[:at], words[at + 1 : at + 5]
    if before[-1:] == ["and"] and before[-2:-1] and before[-2] in NO_ORDER_OVER:
        return 0.0
    if behind[:1] == ["and"] and behind[1:2] != ["their"] and STEPS.union(PROCESS).isdisjoint(behind):
        return 0.0
    announced = at == 0 or not COUNTS.isdisjoint(before[-_ANNOUNCING:])
    if announced or not (_several(words[at:]) or not NO_ORDER_OVER.isdisjoint(before)):
        return _CALLED_STEPS
    return -4.0


def _several(words: Sequence[str]) -> bool:
    """Tell whether words speak of several things that stand side by side: "for several key reasons"."""
    counted = (words[at + 1 : at + 3] for at, word in enumerate(words) if word in SEVERAL)
    return any(not NO_ORDER_OVER.isdisjoint(what) for what in counted)


def _titled(titles: Sequence[str], bodies: Sequence[str]) -> float:
    """Weigh the titles: commands, stages, dates and deeds for, mere attributes against."""
    count = len(titles)
    worded = [_words(title or body[:40]) for title, body in zip(titles, bodies, strict=True)]
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


def _hang_together(bodies: Sequence[str]) -> bool:
    """Tell whether bodies begin with a beginning, and half of the others where the one before ended."""
    if len(bodies) < 3 or not BEGINS.search(bodies[0], 0, 160):
        return False
    going_on = sum(bool(GOES_ON.match(body.lstrip("-* "))) for body in bodies[1:])
    return 2 * going_on >= len(bodies) - 1


def _linked(known: str, titles: Sequence[str], openings: Sequence[str]) -> float:
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

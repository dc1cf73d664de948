"""Does the order of a list matter? Evidence for and against, weighed; a wrong yes makes a bad card.

The evidence stands in four places: what the question asks for, what the list calls itself, how its titles are
formed, and how its bodies hang together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.splitter.order_items import hang_together, weigh_links, weigh_titles
from qt2anki.splitter.order_phrases import (
    CALLED_STEPS,
    are_plainly_steps,
    nearest,
    process_words,
    weigh_phrase,
    words_of,
)
from qt2anki.splitter.order_words import ADVICE, ASKED_NO_ORDER, FOLLOWS_STEPS, STEPS, TO_DO

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


def is_sequence(asked: float, over: Sequence[str], titles: Sequence[str], bodies: Sequence[str], known: str) -> bool:
    """Tell whether the order of a list's steps matters.

    `asked` is what `asks_for_order` makes of the question; `over` is what stands over the list, nearest first;
    `known` is text that a body may repeat without taking up the step before.
    """
    if len(titles) < 2:
        return False
    if (asked >= _STEPS_ASKED and are_plainly_steps(over)) or hang_together(bodies):
        return True
    called = next((score for score in map(weigh_phrase, over) if score), 0.0)
    asked = called + (max(asked, 0.0) if called == CALLED_STEPS and asked > _NEVER else asked)
    if asked <= _HOPELESS:
        return False
    own = weigh_titles(titles, bodies)
    if asked + own + _MOST_LINKED < _ENOUGH:
        return False
    own += weigh_links(known, titles, [body[:160] for body in bodies])
    if own >= _OWN:
        return asked + own >= _ENOUGH
    return own >= _OWN_TOLD and asked + own >= _ENOUGH_TOLD and bool(FOLLOWS_STEPS.search(nearest(over)))


def asks_for_order(question: str) -> float:
    """Weigh a question: steps, a process or "how do you …" for order, factors and their kind against it."""
    words = words_of(question)
    if words[:1] == ["why"]:
        return _NEVER
    process = process_words(words)
    ordered = next((at for at, word in enumerate(words) if word in STEPS or word in process), None)
    steps = not STEPS.isdisjoint(words) or ("over" in words and "time" in words)
    score = 3.0 if steps else 2.0 if ordered is not None else 0.0
    if "how" in words and ("you" in words or _starts_any(words, TO_DO)) and not _starts_any(words, ADVICE):
        score = max(score, 2.5)
    unordered = next((at for at, word in enumerate(words) if word in ASKED_NO_ORDER), None)
    if unordered is not None and not (ordered is not None and ordered < unordered):
        score -= 2.5
    return score


def _starts_any(words: Sequence[str], starts: tuple[str, ...]) -> bool:
    return any(word.startswith(starts) for word in words)

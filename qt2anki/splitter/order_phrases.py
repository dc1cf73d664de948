"""What a phrase over a list, or a question, calls the list's items: steps, or things that stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.splitter.order_words import COUNTS, NO_ORDER_OVER, PLAIN_STEPS, PROCESS, SEVERAL, STEPS
from qt2anki.splitter.phrases import EXAMPLE_INTRO, EXAMPLE_TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

CALLED_STEPS = 4.0
"""What a phrase weighs that calls the items steps; what else the question asks for then speaks of other lists."""
_NOTHING_WORKS = PROCESS - {"works"}
_ANNOUNCING = 3
"""Words before a noun among which a counting word makes it the one announced: "these five simple steps"."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without the punctuation and markup around them."""
    return [word.strip("*_`\"'“”‘’.,;:?!()") for word in text.casefold().split()]


def process_words(words: Sequence[str]) -> frozenset[str]:
    """Return the words for what takes its course; "works" is one only behind "how": others have been written."""
    return PROCESS if "works" in words and "how" in words[: words.index("works")] else _NOTHING_WORKS


def nearest(over: Sequence[str]) -> str:
    """Return the first text over a list, `""` where nothing stands over it."""
    return next(filter(None, over), "")


def are_plainly_steps(over: Sequence[str]) -> bool:
    """Tell whether what stands over a list calls its items steps or stages, and nothing else."""
    words = words_of(nearest(over))
    return not PLAIN_STEPS.isdisjoint(words) and NO_ORDER_OVER.isdisjoint(words)


def weigh_phrase(over: str) -> float:
    """Weigh a heading, or the phrase that introduces a list."""
    if not over:
        return 0.0
    words = words_of(over)
    at = next((at for at, word in enumerate(words) if word in STEPS), None)
    if at is not None:
        return _called_steps(words, at)
    if EXAMPLE_TITLE.match(over) or EXAMPLE_INTRO.search(over):
        return 2.5
    if not NO_ORDER_OVER.isdisjoint(words):
        return -4.0
    return 3.0 if not process_words(words).isdisjoint(words) or "mechanism" in words[:3] else 0.0


def _called_steps(words: Sequence[str], at: int) -> float:
    """Weigh a phrase that speaks of steps: "the types of procedure" and "steps and techniques" announce others."""
    before, behind = words[:at], words[at + 1 : at + 5]
    if before[-1:] == ["and"] and before[-2:-1] and before[-2] in NO_ORDER_OVER:
        return 0.0
    if behind[:1] == ["and"] and behind[1:2] != ["their"] and STEPS.union(PROCESS).isdisjoint(behind):
        return 0.0
    announced = at == 0 or not COUNTS.isdisjoint(before[-_ANNOUNCING:])
    if announced or not (_several(words[at:]) or not NO_ORDER_OVER.isdisjoint(before)):
        return CALLED_STEPS
    return -4.0


def _several(words: Sequence[str]) -> bool:
    """Tell whether words speak of several things that stand side by side: "for several key reasons"."""
    counted = (words[at + 1 : at + 3] for at, word in enumerate(words) if word in SEVERAL)
    return any(not NO_ORDER_OVER.isdisjoint(what) for what in counted)

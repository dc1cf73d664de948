"""Does the order of a list matter? Evidence for and against, weighed; a wrong yes makes a bad card.

The evidence stands in four places: what the question asks for, what the list calls itself, how its titles are
formed, and how its bodies hang together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.splitter.order_words import (
    ADVICE,
    ASKS_HOW,
    ASKS_NO_ORDER,
    ATTRIBUTE,
    BEGINS,
    DEED,
    ENDS,
    IMPERATIVES,
    INNER_LINK,
    LINK,
    MECHANISM,
    NO_ORDER,
    PROCESS,
    STAGE_TITLE,
    STEPS,
    WORD,
)
from qt2anki.splitter.phrases import EXAMPLE_INTRO, EXAMPLE_TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENOUGH = 5.5
_OWN = 2.0
"""What titles and bodies must show by themselves: a list that is merely called a process is none."""

_MOST_LINKED = 7.0
_MOST_LIKELY_OWN = 2.5


def is_sequence(question: str, over: Sequence[str], titles: Sequence[str], bodies: Sequence[str]) -> bool:
    """Tell whether the order of a list's steps matters, given the question and the list's text.

    `over` is what stands over the list, nearest first.
    """
    if len(titles) < 2:
        return False
    asked = _asked(question) + next((score for score in map(_called, over) if score), 0.0)
    if asked <= -_MOST_LIKELY_OWN:
        return False
    own = _titled(titles, bodies)
    if asked + own + _MOST_LINKED < _ENOUGH:
        return False
    own += _linked(question, titles, [body[:160] for body in bodies])
    return own >= _OWN and asked + own >= _ENOUGH


def _titled(titles: Sequence[str], bodies: Sequence[str]) -> float:
    """Weigh the titles: commands, stages, dates and deeds for, mere attributes against."""
    count = len(titles)
    firsts = [(title or body).split(None, 1)[:1] for title, body in zip(titles, bodies, strict=True)]
    imperative = sum(bool(first) and first[0].strip("*_`,:").casefold() in IMPERATIVES for first in firsts) / count
    score = 3.0 if imperative > 0.6 else 1.5 if imperative > 0.4 else 0.0
    score += 3.0 * (sum(bool(STAGE_TITLE.match(title)) for title in titles) > count / 2)
    score += 1.0 * (sum(bool(DEED.match(title)) for title in titles) > count / 2)
    return score - min(1.5 * sum(bool(ATTRIBUTE.search(title)) for title in titles), 3.0)


def _linked(question: str, titles: Sequence[str], openings: Sequence[str]) -> float:
    """Weigh how the bodies open: with a beginning, an end, a link, or what the title before brought."""
    gaps = len(titles) - 1
    linked = sum(bool(LINK.match(text.lstrip("-* ")) or INNER_LINK.search(text)) for text in openings[1:])
    triples = zip(titles, titles[1:], openings[1:], strict=False)
    taken = sum(_takes_up(before, f"{question} {title}", opening) for before, title, opening in triples)
    score = min(4 * linked / gaps, 3.0) + 2 * taken / gaps
    score += 1.0 * bool(BEGINS.search(openings[0]))
    return score + 1.0 * bool(ENDS.search(titles[-1]) or ENDS.search(openings[-1][:80]))


def _asked(question: str) -> float:
    score = 0.0
    if STEPS.search(question):
        score = 3.0
    elif PROCESS.search(question):
        score = 2.0
    if ASKS_HOW.search(question) and not ADVICE.search(question):
        score = max(score, 2.5)
    steps = STEPS.search(question) or PROCESS.search(question)
    unordered = ASKS_NO_ORDER.search(question)
    if unordered and not (steps and steps.start() < unordered.start()):
        score -= 2.5
    return score


def _called(heading: str) -> float:
    if STEPS.search(heading):
        return 4.0
    if EXAMPLE_TITLE.match(heading) or EXAMPLE_INTRO.search(heading):
        return 2.5
    if NO_ORDER.search(heading):
        return -4.0
    return 3.0 if PROCESS.search(heading) or MECHANISM.match(heading) else 0.0


def _takes_up(title: str, known: str, opening: str) -> bool:
    """Tell whether a body opens with what the title before it brought, beyond what is known anyway."""
    asked = {w[:6] for w in WORD.findall(known.casefold())}
    return any(w[:6] not in asked and w[:6] in opening.casefold() for w in WORD.findall(title.casefold()))

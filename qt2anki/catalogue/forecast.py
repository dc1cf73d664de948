"""What a deck costs: the reviews and minutes of each day of the first year, by the FSRS scheduler itself; pure.

One card's expected reviews are worked out once and summed over the days on which cards are introduced. A card is
followed down the tree of its answers: each review is remembered with the probability that FSRS predicts for it, else
forgotten. A branch too unlikely to fork goes on with one answer, drawn with its probability from a fixed seed: the
expectation stays true, and every run gives the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from random import Random

from fsrs import Card, Rating, Scheduler

DAYS = 365
PACES = (5, 10, 20, 40)
"""New cards a day."""
RETENTION = 0.9
FORGOTTEN_AT_FIRST = 0.24
"""How often a new card is answered Again, and below what an answer takes, in seconds: the averages over Anki users that
the simulator of FSRS's own optimizer starts from (open-spaced-repetition/fsrs-optimizer, `fsrs_simulator.py`)."""
SECONDS_NEW = {Rating.Again: 33.79, Rating.Good: 13.68}
SECONDS_KNOWN = {Rating.Again: 23.0, Rating.Good: 7.33}
TYPICAL_SECONDS = (SECONDS_NEW[Rating.Good], SECONDS_KNOWN[Rating.Good], SECONDS_KNOWN[Rating.Again])
"""An answer to a new card, to one remembered, and to one forgotten."""
_RARE = 1e-3
"""A branch less likely than this no longer forks; other seeds then move the sum of a year by less than 3 in 100."""
_DAWN = datetime(2000, 1, 1, tzinfo=UTC)
"""Where the simulation starts; the scheduler counts from there, so any fixed day will do."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What one card is expected to cost, by day since its introduction: answers, and seconds for them."""

    answers: tuple[float, ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The first year of a deck at `pace` new cards a day: `covered` of its cards met, and the load of each day."""

    pace: int
    covered: int
    answers: tuple[float, ...]
    minutes: tuple[float, ...]

    @property
    def peak_answers(self) -> int:
        """Return how many cards the busiest day asks, new ones included."""
        return round(max(self.answers))

    @property
    def peak_minutes(self) -> float:
        """Return what the busiest day takes, in minutes."""
        return max(self.minutes)

    @property
    def mean_minutes(self) -> float:
        """Return what a day of the year takes on average, in minutes."""
        return sum(self.minutes) / len(self.minutes)


@cache
def expect_card(rare: float = _RARE, seed: int = 1) -> Curve:
    """Return what one card is expected to cost, day by day of a year, introduced on the first one."""
    scheduler = Scheduler(desired_retention=RETENTION, enable_fuzzing=False)
    answers, seconds = [0.0] * DAYS, [0.0] * DAYS
    branches = [(Card(card_id=1, due=_DAWN), 1.0)]
    drawn = Random(seed)  # noqa: S311 - a simulation
    while branches:
        card, chance = branches.pop()
        day = (card.due - _DAWN).days
        if day >= DAYS:
            continue
        lasting = SECONDS_NEW if card.last_review is None else SECONDS_KNOWN
        for rating, share in _answers(scheduler, card, None if chance >= rare else drawn):
            answers[day] += chance * share
            seconds[day] += chance * share * lasting[rating]
            branches.append((scheduler.review_card(card, rating, card.due)[0], chance * share))
    return Curve(tuple(answers), tuple(seconds))


def _answers(scheduler: Scheduler, card: Card, drawn: Random | None) -> list[tuple[Rating, float]]:
    """Return the answers to follow, each with its share of the branch: both, or the one that is drawn."""
    new = card.last_review is None
    good = 1 - FORGOTTEN_AT_FIRST if new else scheduler.get_card_retrievability(card, card.due)
    if drawn is None:
        return [(Rating.Good, good), (Rating.Again, 1 - good)]
    return [(Rating.Good if drawn.random() < good else Rating.Again, 1.0)]


def forecast_deck(cards: int, pace: int) -> Forecast:
    """Return the first year of a deck of so many cards, of which `pace` are introduced each day until none is left."""
    curve = expect_card()
    return Forecast(
        pace,
        min(cards, pace * DAYS),
        _load(curve.answers, cards, pace),
        tuple(seconds / 60 for seconds in _load(curve.seconds, cards, pace)),
    )


def _load(curve: tuple[float, ...], cards: int, pace: int) -> tuple[float, ...]:
    """Sum a card's curve over the days of introduction: full days at `pace`, and what is left on one more."""
    whole, rest = divmod(cards, pace)
    summed = (0.0, *accumulate(curve))
    loads = []
    for day in range(DAYS):
        full = summed[day + 1] - summed[max(0, day + 1 - whole)]
        last = curve[day - whole] if day >= whole else 0.0
        loads.append(pace * full + rest * last)
    return tuple(loads)

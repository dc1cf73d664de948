"""The forecast: a simulation that repeats itself, adds up, and grows with the pace."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qt2anki.catalogue.forecast import DAYS, PACES, expect_card, forecast_deck
from qt2anki.catalogue.plot import HEIGHT, WIDTH, draw_forecasts

DECKS = st.integers(1, 60_000)


def test_a_card_is_asked_first_of_all_on_its_first_day() -> None:
    curve = expect_card()
    assert len(curve.answers) == len(curve.seconds) == DAYS
    assert curve.answers[0] >= 1
    assert max(curve.answers) == curve.answers[0]
    assert 5 < sum(curve.answers) < 20


def test_the_simulation_repeats_itself() -> None:
    assert expect_card(seed=3) == expect_card.__wrapped__(seed=3)


@pytest.mark.parametrize("seed", range(2, 6))
def test_chance_moves_the_year_by_less_than_three_in_a_hundred(seed: int) -> None:
    assert sum(expect_card(seed=seed).seconds) == pytest.approx(sum(expect_card().seconds), rel=0.03)


def test_one_card_is_its_own_curve() -> None:
    year = forecast_deck(1, 10)
    assert year.covered == 1
    assert year.answers == pytest.approx(expect_card().answers)
    assert year.minutes == pytest.approx([seconds / 60 for seconds in expect_card().seconds])


@settings(max_examples=25, deadline=None)
@given(DECKS, st.sampled_from(PACES))
def test_a_day_is_the_sum_over_the_cards_introduced_so_far(cards: int, pace: int) -> None:
    year = forecast_deck(cards, pace)
    curve = expect_card().answers
    for day in (0, 1, 30, DAYS - 1):
        new = [min(pace, max(0, cards - pace * start)) for start in range(day + 1)]
        expected = sum(count * curve[day - start] for start, count in enumerate(new))
        assert year.answers[day] == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert year.covered == min(cards, pace * DAYS)


@settings(max_examples=25, deadline=None)
@given(DECKS)
def test_a_faster_pace_never_costs_less_in_all(cards: int) -> None:
    totals = [sum(forecast_deck(cards, pace).minutes) for pace in PACES]
    assert all(slow <= fast * 1.001 for slow, fast in itertools.pairwise(totals))


@settings(max_examples=25, deadline=None)
@given(DECKS)
def test_the_lines_stay_inside_the_plot(cards: int) -> None:
    plot = draw_forecasts([forecast_deck(cards, pace) for pace in PACES])
    assert [pace for pace, _points in plot.curves] == list(PACES)
    for _pace, points in plot.curves:
        pairs = [tuple(map(float, point.split(","))) for point in points.split()]
        assert len(pairs) == DAYS
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in pairs)
    assert 2 <= len(plot.grid) <= 7
    assert [month for _x, month in plot.months] == list(range(1, 13))

"""A forecast as a small plot: scales and the points of its lines; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.catalogue.forecast import Forecast

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 10, 26
_LINES = 4
"""About how many grid lines a plot has."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The lines of a plot, in the units of its drawing.

    `grid` are pairs (y, minutes), `months` pairs (x, month from 1), `curves` pairs (pace, points).
    """

    grid: tuple[tuple[float, int], ...]
    months: tuple[tuple[float, int], ...]
    curves: tuple[tuple[int, str], ...]


def draw_forecasts(forecasts: Sequence[Forecast]) -> Plot:
    """Return the plot of the minutes a day over the year, a line a pace."""
    days = len(forecasts[0].minutes)
    peak = max(max(each.minutes) for each in forecasts)
    step = _step(peak)
    top = step * max(1, ceil(peak / step))

    def x(day: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * day / (days - 1), 1)

    def y(minutes: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * minutes / top, 1)

    return Plot(
        tuple((y(minutes), minutes) for minutes in range(0, top + 1, step)),
        tuple((x(days * (month - 1) / 12), month) for month in range(1, 13)),
        tuple((f.pace, " ".join(f"{x(day):g},{y(m):g}" for day, m in enumerate(f.minutes))) for f in forecasts),
    )


def _step(peak: float) -> int:
    """Return the distance of the grid lines: 1, 2 or 5 times a power of ten, in whole minutes."""
    rough = max(peak / _LINES, 0.1)
    unit = 10.0 ** floor(log10(rough))
    return max(1, round(next(unit * n for n in (1, 2, 5, 10) if unit * n >= rough)))

"""The best one-to-one pairing of two small sets; pure."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def assign(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return the pairs (left: right) whose gains sum to the most; a pair that is not in `gains` is never chosen.

    Gains are positive, so that a pair is better than none. Parts that no pair joins are solved one by one, each by the
    Hungarian method (Kuhn 1955; cubic in its size).
    """
    chosen: dict[int, int] = {}
    for lefts, rights in _components(gains):
        costs = [[-gains.get((left, right), 0.0) for right in rights] + [0.0] * len(lefts) for left in lefts]
        for row, column in enumerate(_cheapest(costs)):
            if column < len(rights) and (lefts[row], rights[column]) in gains:
                chosen[lefts[row]] = rights[column]
    return chosen


def _components(gains: Mapping[tuple[int, int], float]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (lefts, rights) of each set that is joined by pairs, in order of the smallest left."""
    rights_of: dict[int, set[int]] = defaultdict(set)
    lefts_of: dict[int, set[int]] = defaultdict(set)
    for left, right in gains:
        rights_of[left].add(right)
        lefts_of[right].add(left)
    seen: set[int] = set()
    for start in sorted(rights_of):
        if start in seen:
            continue
        lefts, fresh = {start}, {start}
        while fresh:
            rights = set(chain.from_iterable(rights_of[left] for left in fresh))
            fresh = set(chain.from_iterable(lefts_of[right] for right in rights)) - lefts
            lefts |= fresh
        seen |= lefts
        yield sorted(lefts), sorted(set(chain.from_iterable(rights_of[left] for left in lefts)))


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """Return a column for each row so that the costs sum to the least; there are at least as many columns as rows.

    Row by row the shortest augmenting path is found under potentials `of_row` and `of_column`, which keep every reduced
    cost at zero or more. Rows and columns count from 1, column 0 stands for the row that is being placed.
    """
    width = len(costs[0])
    of_row, of_column = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, len(costs) + 1):
        row_of[0] = row
        way = _augment(costs, row_of, of_row, of_column)
        column = way.pop()
        while way:
            row_of[column] = row_of[way[-1]]
            column = way.pop()
    placed = {row: column - 1 for column, row in enumerate(row_of) if column and row}
    return [placed[row] for row in range(1, len(costs) + 1)]


def _augment(
    costs: Sequence[Sequence[float]], row_of: list[int], of_row: list[float], of_column: list[float]
) -> list[int]:
    """Return the columns of the shortest way from column 0 to a free one, and move the potentials along it."""
    width = len(of_column)
    shortest, before, done = [inf] * width, [0] * width, [False] * width
    column = 0
    while row_of[column]:
        done[column] = True
        row = row_of[column]
        for other in range(1, width):
            reduced = costs[row - 1][other - 1] - of_row[row] - of_column[other]
            if not done[other] and reduced < shortest[other]:
                shortest[other], before[other] = reduced, column
        following = min((other for other in range(1, width) if not done[other]), key=shortest.__getitem__)
        step = shortest[following]
        for other in range(width):
            if done[other]:
                of_row[row_of[other]] += step
                of_column[other] -= step
            else:
                shortest[other] -= step
        column = following
    way = [column]
    while way[-1]:
        way.append(before[way[-1]])
    return way[::-1]

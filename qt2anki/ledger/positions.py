"""New-card positions: the reading order as numbers that stay, with gaps for what comes later; pure.

Anki's Check Database folds every position of a million and more (measured on anki 26.9.3: "new cards with a due number
>= 1,000,000", 2,500,000 becomes 1,500,000), so positions count within a subject and stay below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT = 1_000_000
_GAP = 4
"""Between two notes: three later ones fit between them, the next share a place with their neighbour."""


def room_of(notes: int, start: int) -> tuple[int, int]:
    """Return the first and last position of a new document of so many notes, from `start` on if there is room."""
    first = min(start, LIMIT - 1)
    return first, min(first + (notes + 1) * _GAP, LIMIT) - 1


def place_notes(known: Sequence[int | None], first: int, last: int) -> list[int]:
    """Return the positions of a document's notes in reading order: those known, and the others spread between them.

    `first` to `last` is the document's room. Where no number is free a note shares that of the one before it.
    """
    positions: list[int] = []
    before = first - 1
    for run, after in _runs(known):
        if run:
            positions.extend(_spread(run, before, last + 1 if after is None else after))
            before = positions[-1]
        if after is not None:
            positions.append(after)
            before = after
    return positions


def _runs(known: Sequence[int | None]) -> Iterator[tuple[int, int | None]]:
    """Yield (how many new notes, the known position after them or None at the end)."""
    run = 0
    for position in known:
        if position is None:
            run += 1
        else:
            yield run, position
            run = 0
    yield run, None


def _spread(count: int, before: int, after: int) -> Iterator[int]:
    """Yield `count` positions above `before` and, where there is room, below `after`."""
    room = max(after - before, 1)
    step = min(_GAP, room / (count + 1))
    for number in range(1, count + 1):
        yield max(min(before + max(int(step * number), 1), max(after - 1, before)), 0)

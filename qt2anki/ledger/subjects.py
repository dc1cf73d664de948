"""The subjects of a ledger: their numbers, their names as released, and where their next document starts."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from qt2anki.ledger.positions import room_of
from qt2anki.subjects import subject_slug

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence


class SubjectBook:
    """Subjects by key; a key that is new is written down when it is first asked for."""

    def __init__(self, connection: sqlite3.Connection, labels: Mapping[str, str]) -> None:
        self._connection = connection
        self._labels = labels
        rows = connection.execute("SELECT key, number, slug, next_position FROM subjects ORDER BY number").fetchall()
        self._numbers: dict[str, int] = {key: number for key, number, _slug, _next in rows}
        self._slugs = {slug for _key, _number, slug, _next in rows}
        self._next: dict[int, int] = {number: following for _key, number, _slug, following in rows}

    def number_of(self, key: str) -> int:
        """Return the subject's number."""
        if key not in self._numbers:
            self._add(key)
        return self._numbers[key]

    def give_room(self, subjects: Sequence[int], notes: int) -> tuple[int, int]:
        """Reserve new-card positions, free in all the given subjects, for a document of so many notes."""
        first, last = room_of(notes, max(self._next[number] for number in subjects))
        for number in subjects:
            self._next[number] = last + 1
        return first, last

    def save(self) -> None:
        """Write down where each subject's next document starts."""
        self._connection.executemany(
            "UPDATE subjects SET next_position = ?1 WHERE number = ?2 AND next_position <> ?1",
            [(following, number) for number, following in self._next.items()],
        )

    def _add(self, key: str) -> None:
        label = self._labels[key]
        slug = self._free_slug(subject_slug(label))
        number = len(self._numbers) + 1
        self._connection.execute("INSERT INTO subjects VALUES (?, ?, ?, ?, 0)", (number, key, slug, label))
        self._slugs.add(slug)
        self._numbers[key] = number
        self._next[number] = 0

    def _free_slug(self, slug: str) -> str:
        if slug not in self._slugs:
            return slug
        return next(name for n in count(2) if (name := f"{slug}-{n}") not in self._slugs)

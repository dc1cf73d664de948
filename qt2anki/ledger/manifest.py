"""The lines of the manifest: one a note that was ever released."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_NOTES = """
    SELECT d.number, iif(n.retired IS NULL, NULL, n.number),
        '{"guid": "' || n.guid || '", "kind": "' || n.kind || '", "document": ' || d.id
        || ', "path": ' || json_quote(d.path) || ', "mechanism": ' || coalesce(n.mechanism, 'null')
        || ', "step": ' || coalesce(n.step, 'null') || ', "part": ' || coalesce(n.part, 'null')
        || ', "title": ' || json_quote(n.title) || ', "modified": ' || n.modified || ', '
    FROM documents d CROSS JOIN notes n ON n.document = d.number
    ORDER BY d.path, d.number, n.retired IS NOT NULL, n.place, n.number
"""
"""SQLite writes what differs from note to note: JSON in Python would take longer than all the rest of the record.

A guid is letters and digits. `CROSS` has SQLite go from document to document, which it sorts in two thirds of the time.
"""
_encode = json.JSONEncoder(ensure_ascii=False).encode


def read_manifest(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the lines, JSON without a line break, by path and in reading order."""
    labels = dict(connection.execute("SELECT number, label FROM subjects"))
    homes = _read_homes(connection)
    for document, rows in groupby(connection.execute(_NOTES), key=itemgetter(0)):
        first = labels[homes[document][0]]
        active = _ending(first, [labels[subject] for subject in homes[document]], "active")
        for _document, retired, line in rows:
            if retired is None:
                yield line + active
            else:
                yield line + _ending(first, [labels[s] for s in _audience(connection, retired)], "retired")


def _ending(subject: str, subjects: Sequence[str], status: str) -> str:
    """Return the end of a line, which all active notes of a document share."""
    return _encode({"subject": subject, "subjects": subjects, "status": status})[1:]


def _read_homes(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """Return the subjects of each document, in order of its files' paths."""
    homes: dict[int, dict[int, None]] = {}
    for document, subject in connection.execute("SELECT document, subject FROM copies ORDER BY document, path"):
        homes.setdefault(document, {})[subject] = None
    return {document: list(subjects) for document, subjects in homes.items()}


def _audience(connection: sqlite3.Connection, note: int) -> list[int]:
    return [s for (s,) in connection.execute("SELECT subject FROM audiences WHERE note = ? ORDER BY subject", (note,))]

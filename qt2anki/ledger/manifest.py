"""The lines of the manifest: one a note that was ever released."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_AT_ONCE = 500
"""Documents whose lines SQLite puts together in one step, in which this process can do something else."""
_TABLES = (
    "CREATE TEMP TABLE listed (nth INTEGER PRIMARY KEY, document INTEGER NOT NULL, ending TEXT NOT NULL)",
    "CREATE TEMP TABLE gone (note INTEGER PRIMARY KEY, ending TEXT NOT NULL)",
)
_LINES = """
    SELECT group_concat(line, char(10)) FROM (
        SELECT '{"guid": "' || n.guid || '", "kind": "' || n.kind || '", "document": ' || d.id
            || ', "path": ' || json_quote(d.path) || ', "mechanism": ' || coalesce(n.mechanism, 'null')
            || ', "step": ' || coalesce(n.step, 'null') || ', "part": ' || coalesce(n.part, 'null')
            || ', "title": ' || json_quote(n.title) || ', "modified": ' || n.modified || ', '
            || iif(n.retired IS NULL, l.ending, (SELECT ending FROM gone WHERE note = n.number)) AS line
        FROM listed l CROSS JOIN documents d ON d.number = l.document CROSS JOIN notes n ON n.document = l.document
        WHERE l.nth >= ?1 AND l.nth < ?1 + ?2
        ORDER BY l.nth, n.retired IS NOT NULL, n.place, n.number)
"""
"""SQLite writes the lines: JSON in Python would take longer than all the rest of the record. A guid is letters and
digits. `CROSS` has SQLite go from document to document, so that it sorts the notes of each and not all of them.
"""
_encode = json.JSONEncoder(ensure_ascii=False).encode


def read_manifest(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the lines, by path and in reading order: JSON, each with its line break, those of many notes at a time."""
    for table in _TABLES:
        connection.execute(table)
    homes = _read_homes(connection)
    count = _list_documents(connection, homes)
    _list_gone(connection, homes)
    for first in range(0, count, _AT_ONCE):
        (lines,) = connection.execute(_LINES, (first, _AT_ONCE)).fetchone()
        yield f"{lines}\n"


def _list_documents(connection: sqlite3.Connection, homes: dict[int, list[str]]) -> int:
    """Write down the documents that have notes, by path, each with the end of its active notes' lines."""
    documents = connection.execute(
        "SELECT number FROM documents d WHERE EXISTS (SELECT 1 FROM notes WHERE document = d.number)"
        " ORDER BY path, number"
    ).fetchall()
    rows = (
        (nth, document, _ending(homes[document][0], homes[document], "active"))
        for nth, (document,) in enumerate(documents)
    )
    connection.executemany("INSERT INTO listed VALUES (?, ?, ?)", rows)
    return len(documents)


def _list_gone(connection: sqlite3.Connection, homes: dict[int, list[str]]) -> None:
    """Write down the retired notes, each with the end of its line: the first subject is the document's."""
    retired = connection.execute("SELECT number, document FROM notes WHERE retired IS NOT NULL").fetchall()
    rows = ((note, _ending(homes[document][0], _audience(connection, note), "retired")) for note, document in retired)
    connection.executemany("INSERT INTO gone VALUES (?, ?)", rows)


def _ending(subject: str, subjects: Sequence[str], status: str) -> str:
    """Return the end of a line, which all active notes of a document share."""
    return _encode({"subject": subject, "subjects": subjects, "status": status})[1:]


def _read_homes(connection: sqlite3.Connection) -> dict[int, list[str]]:
    """Return the labels of the subjects of each document, in order of its files' paths."""
    homes: dict[int, dict[str, None]] = {}
    for document, label in connection.execute(
        "SELECT document, label FROM copies JOIN subjects ON number = subject ORDER BY document, path"
    ):
        homes.setdefault(document, {})[label] = None
    return {document: list(labels) for document, labels in homes.items()}


def _audience(connection: sqlite3.Connection, note: int) -> list[str]:
    """Return the labels of the subjects in whose retired decks a note stands."""
    found = connection.execute(
        "SELECT label FROM audiences JOIN subjects ON number = subject WHERE note = ? ORDER BY subject", (note,)
    )
    return [label for (label,) in found]

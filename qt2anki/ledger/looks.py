"""When each note type's text last changed, its links to the site included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qt2anki.notetypes import look

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from qt2anki.notetypes import NoteType


def plan_looks(connection: sqlite3.Connection, note_types: Mapping[str, NoteType], moment: int) -> None:
    """Write down each note type whose text is another than the last release's, with a time after that release's.

    Anki takes the text of an imported note type only where its time is newer (docs/anki.md, fact 13). What is released
    for the first time keeps the program's own time for it.
    """
    known = dict(_rows(connection))
    for key, note_type in note_types.items():
        digest, modified = known.get(key, (b"", None))
        if modified is None:
            write_look(connection, key, look(note_type), note_type.modified)
        elif digest != look(note_type):
            write_look(connection, key, look(note_type), max(moment, note_type.modified, modified + 1))


def write_look(connection: sqlite3.Connection, key: str, digest: bytes, modified: int) -> None:
    """Write down what a note type looks like, and since when in seconds since 1970."""
    connection.execute("INSERT OR REPLACE INTO looks VALUES (?, ?, ?)", (key, digest, modified))


def with_times(connection: sqlite3.Connection, note_types: Mapping[str, NoteType]) -> dict[str, NoteType]:
    """Return the note types, each with the time at which its text last changed."""
    times = {key: modified for key, (_digest, modified) in _rows(connection)}
    return {key: replace(each, modified=times.get(key, each.modified)) for key, each in note_types.items()}


def _rows(connection: sqlite3.Connection) -> list[tuple[str, tuple[bytes, int]]]:
    rows = connection.execute("SELECT note_type, digest, modified FROM looks")
    return [(key, (digest, modified)) for key, digest, modified in rows]

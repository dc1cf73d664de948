"""Bring a ledger to the schema of this version of the program: numbered SQL files, each with its record."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from typing import TYPE_CHECKING

from qt2anki import __version__
from qt2anki.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD = """
CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, program TEXT NOT NULL
) STRICT
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Run every migration that the ledger has not seen, each in one transaction with its record.

    Raises LedgerError for a ledger of a newer version, sqlite3.DatabaseError for a file that is none.
    """
    refuse_newer(connection)
    seen = _seen(connection)
    for number, name, script in _migrations():
        if number not in seen:
            _run(connection, number, name, script)


def refuse_newer(connection: sqlite3.Connection) -> None:
    """Raise LedgerError for a ledger of a newer version, sqlite3.DatabaseError for a file that is none; only read."""
    if _seen(connection) - {number for number, _name, _script in _migrations()}:
        raise LedgerError("the ledger was written by a newer version of qt2anki; upgrade the program")


def _seen(connection: sqlite3.Connection) -> set[int]:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone():
        return set()
    return {number for (number,) in connection.execute("SELECT number FROM migrations")}


def _migrations() -> Iterator[tuple[int, str, str]]:
    for file in sorted(files("qt2anki.ledger").joinpath("migrations").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".sql"):
            number, _, name = file.name.removesuffix(".sql").partition("_")
            yield int(number), name, file.read_text(encoding="utf-8")


def _run(connection: sqlite3.Connection, number: int, name: str, script: str) -> None:
    connection.execute("BEGIN")
    connection.execute(_RECORD)
    for statement in _statements(script):
        connection.execute(statement)
    connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (number, name, __version__))
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would commit before the record is written."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

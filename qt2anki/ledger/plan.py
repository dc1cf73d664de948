"""Plan a release: recognise the old notes among the new drafts and write down who is who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.ledger.arrivals import recognise_documents
from qt2anki.ledger.documents import DocumentWriter
from qt2anki.ledger.figures import Figures, check_retire_limit, count_active, record_release, tally_release
from qt2anki.ledger.subjects import SubjectBook
from qt2anki.subjects import WHOLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from qt2anki.model import DocumentFacts, NoteDraft


_SECONDS_APART = 2
"""Anki compares seconds, and between two releases there must be one more for the rows of notes that moved."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a release is made of: its documents, where their drafts are, and the spelling of each subject's key."""

    documents: Sequence[DocumentFacts]
    drafts_of: Callable[[DocumentFacts], Sequence[NoteDraft]]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """What a release changes.

    `number` and `moment` are those of this release, or, where nothing changes (`changes` is False), of the last one.
    `subjects` maps a subject's key to its figures; `held` are the paths of the documents that could not be read and
    keep their notes. `affected` are the keys of the subjects with a document that is not `unchanged`: only their decks
    can come out differently.
    """

    number: int
    moment: int
    changes: bool
    total: Figures
    subjects: Mapping[str, Figures]
    held: tuple[str, ...] = ()
    affected: frozenset[str] = frozenset()


def plan_release(
    connection: sqlite3.Connection, content: Content, moment: int, program: str, retire_limit: float
) -> ReleasePlan:
    """Do what `Ledger.plan_release` says, in an open transaction of `connection`."""
    last_number, last_moment = _last_release(connection)
    number, moment = last_number + 1, max(moment, last_moment + _SECONDS_APART)
    before = count_active(connection)
    connection.execute("CREATE TEMP TABLE touched (note INTEGER, subject INTEGER, what TEXT)")
    connection.execute("CREATE TEMP TABLE written (document INTEGER PRIMARY KEY)")
    held = _write_documents(connection, content, number, moment)
    figures = tally_release(connection)
    check_retire_limit(connection, before, figures, retire_limit)
    changes = any(f.added or f.changed or f.retired or f.revived or f.moved for f in figures.values())
    if changes:
        record_release(connection, number, moment, program, figures)
    affected = _affected_subjects(connection)
    connection.execute("DROP TABLE touched")
    connection.execute("DROP TABLE written")
    total = figures.pop(WHOLE)
    last = (number, moment) if changes else (last_number, last_moment)
    return ReleasePlan(*last, changes, total, figures, held, affected)


def _last_release(connection: sqlite3.Connection) -> tuple[int, int]:
    row = connection.execute("SELECT number, moment FROM releases ORDER BY number DESC LIMIT 1").fetchone()
    return row or (0, 0)


def _write_documents(connection: sqlite3.Connection, content: Content, number: int, moment: int) -> tuple[str, ...]:
    """Write every document, retire those that are gone, and return the paths of those that are held."""
    book = SubjectBook(connection, content.labels)
    writer = DocumentWriter(connection, book, number, moment)
    present: set[int] = set()
    held = []
    for found in recognise_documents(connection, content.documents, content.drafts_of):
        if writer.stands(found):
            written = found.number
        else:
            drafts = () if found.facts.held else content.drafts_of(found.facts)
            written = writer.write(found, drafts)
        if written is not None:
            present.add(written)
        if found.facts.held:
            held.append(found.facts.path)
    writer.retire_absent(present)
    book.save()
    return tuple(sorted(held))


def _affected_subjects(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the keys of all subjects that a written document is in, or that a note of it was ever released in."""
    rows = connection.execute(
        """
        SELECT key FROM subjects WHERE number IN (
            SELECT c.subject FROM written w JOIN copies c ON c.document = w.document UNION
            SELECT a.subject FROM written w JOIN notes n ON n.document = w.document
            JOIN audiences a ON a.note = n.number)
        """
    )
    return frozenset(key for (key,) in rows)

"""Write down one document of a release: its facts, its copies, and through `notes` what becomes of its notes."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from qt2anki.identity import is_same_question
from qt2anki.ledger.notes import Home, NoteWriter

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from qt2anki.ledger.arrivals import Recognised
    from qt2anki.ledger.subjects import SubjectBook
    from qt2anki.model import DocumentFacts, NoteDraft


class DocumentWriter:
    """Writes the documents of one release, in an open transaction; what does not change is not written."""

    def __init__(self, connection: sqlite3.Connection, book: SubjectBook, release: int, moment: int) -> None:
        self._connection = connection
        self._book = book
        self._release = release
        self._notes = NoteWriter(connection, release, moment)

    def stands(self, found: Recognised) -> bool:
        """Tell whether a document that no build has to look at again is in the ledger as it is.

        One that gives no notes is not in it, and need not be dealt again to find that out.
        """
        facts = found.facts
        if not facts.unchanged or found.number is None:
            return facts.unchanged and facts.skipped is not None
        *known, held, absent = self._before[found.number]
        if facts.held:
            return bool(held) and absent is None
        copies = sorted(path for path, _subject in facts.copies)
        return (held, absent) == (0, None) and known == [facts.id, facts.path, facts.question, copies]

    @cached_property
    def _before(self) -> Mapping[int, tuple[object, ...]]:
        """Id, path, question, paths of the copies in order, held, absent of each document; one query tells of all.

        Whatever is written in the meantime, nobody asks after a document that has been written.
        """
        copies: dict[int, list[str]] = defaultdict(list)
        for document, path in self._connection.execute("SELECT document, path FROM copies ORDER BY document, path"):
            copies[document].append(path)
        rows = self._connection.execute("SELECT number, id, path, question, held, absent FROM documents")
        return {number: (*named, copies[number], held, absent) for number, *named, held, absent in rows}

    def write(self, found: Recognised, drafts: Sequence[NoteDraft]) -> int | None:
        """Write one document and return its number; None for a new one without notes, which the ledger leaves out."""
        number = self._write(found, drafts)
        if number is not None:
            self._log(number)
        return number

    def _log(self, number: int) -> None:
        self._connection.execute("INSERT OR IGNORE INTO written VALUES (?)", (number,))

    def _write(self, found: Recognised, drafts: Sequence[NoteDraft]) -> int | None:
        if found.number is None:
            return self._add(found.facts, drafts) if any(draft.offered for draft in drafts) else None
        if found.facts.held:
            self._connection.execute("UPDATE documents SET held = 1 WHERE number = ? AND NOT held", (found.number,))
            return found.number
        before = self._subjects_of(found.number)
        question, absent = self._connection.execute(
            "SELECT question, absent FROM documents WHERE number = ?", (found.number,)
        ).fetchone()
        self._update(found.number, found.facts)
        home = self._home(found.number, found.facts.id)
        same = is_same_question(question, found.facts.question)
        revived = self._notes.update(home, drafts, absent_since=absent, same_question=same)
        if before != home.subjects or revived:
            self._notes.tell_moved(home, revived, again=before != home.subjects)
        return found.number

    def retire_absent(self, present: set[int]) -> None:
        """Retire the notes of every document that is not among `present`."""
        rows = self._connection.execute("SELECT number FROM documents WHERE absent IS NULL ORDER BY number").fetchall()
        for (number,) in rows:
            if number not in present:
                self._log(number)
                self._connection.execute(
                    "UPDATE documents SET absent = ?, held = 0 WHERE number = ?", (self._release, number)
                )
                self._notes.retire_all(number)

    def _add(self, facts: DocumentFacts, drafts: Sequence[NoteDraft]) -> int:
        subjects = sorted({self._book.number_of(key) for key in facts.subjects})
        first, last = self._book.give_room(subjects, sum(bool(draft.offered) for draft in drafts))
        cursor = self._connection.execute(
            """
            INSERT INTO documents (id, path, question, release, held, first_position, last_position)
            VALUES (?, ?, ?, ?, 0, ?, ?)
            """,
            (facts.id, facts.path, facts.question, self._release, first, last),
        )
        number = cursor.lastrowid or 0
        self._add_id(number, facts.id)
        self._write_copies(number, facts)
        self._notes.add_all(Home(number, facts.id, frozenset(subjects), first, last), drafts)
        return number

    def _update(self, number: int, facts: DocumentFacts) -> None:
        self._connection.execute(
            """
            UPDATE documents SET id = ?1, path = ?2, question = ?3, held = 0, absent = NULL
            WHERE number = ?4 AND (id, path, question, held, absent) IS NOT (?1, ?2, ?3, 0, NULL)
            """,
            (facts.id, facts.path, facts.question, number),
        )
        self._add_id(number, facts.id)
        old = self._connection.execute("SELECT path, subject FROM copies WHERE document = ?", (number,)).fetchall()
        if dict(old) != {path: self._book.number_of(key) for path, key in facts.copies}:
            self._connection.execute("DELETE FROM copies WHERE document = ?", (number,))
            self._write_copies(number, facts)

    def _add_id(self, number: int, document_id: int) -> None:
        key = (document_id, number)
        if not self._connection.execute("SELECT 1 FROM document_ids WHERE id = ? AND document = ?", key).fetchone():
            self._connection.execute("INSERT INTO document_ids VALUES (?, ?)", key)

    def _write_copies(self, number: int, facts: DocumentFacts) -> None:
        rows = [(number, path, self._book.number_of(key)) for path, key in sorted(facts.copies)]
        self._connection.executemany("INSERT INTO copies VALUES (?, ?, ?)", rows)

    def _subjects_of(self, number: int) -> frozenset[int]:
        rows = self._connection.execute("SELECT DISTINCT subject FROM copies WHERE document = ?", (number,))
        return frozenset(subject for (subject,) in rows)

    def _home(self, number: int, document_id: int) -> Home:
        room = self._connection.execute(
            "SELECT first_position, last_position FROM documents WHERE number = ?", (number,)
        ).fetchone()
        return Home(number, document_id, self._subjects_of(number), *room)

"""Write down the notes of one document: which are new, changed, retired, revived, and which stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, product
from typing import TYPE_CHECKING

from qt2anki.identity import KnownNote, match_notes, mint_guid, next_note_id, recognition_text, spread_note_id
from qt2anki.ledger.positions import place_notes
from qt2anki.ledger.rows import bits_of, ordinals
from qt2anki.notetypes import NOTE_TYPES, digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Sequence

    from qt2anki.model import NoteDraft


@dataclass(frozen=True, slots=True)
class Home:
    """The document that notes belong to: its numbers in the ledger and in the CMS, its subjects, its positions."""

    number: int
    document_id: int
    subjects: frozenset[int]
    first_position: int
    last_position: int


@dataclass(frozen=True, slots=True)
class _OldNote:
    """A note's row, as far as a release may change it; `seat` is what the manifest says of it besides its guid."""

    number: int
    known: KnownNote
    active: bool
    seat: tuple[object, ...]
    cards: int
    asked: int
    position: int


class NoteWriter:
    """Writes the notes of one release and lists in the table `touched` what it did to each, subject by subject."""

    def __init__(self, connection: sqlite3.Connection, release: int, moment: int) -> None:
        self._connection = connection
        self._release = release
        self._moment = moment

    def add_all(self, home: Home, drafts: Sequence[NoteDraft]) -> None:
        """Write the notes of a new document."""
        fresh = [(place, draft) for place, draft in enumerate(drafts) if draft.offered]
        positions = place_notes([None] * len(fresh), home.first_position, home.last_position)
        self._add(home, [(*each, position) for each, position in zip(fresh, positions, strict=True)])

    def update(
        self, home: Home, drafts: Sequence[NoteDraft], *, absent_since: int | None, same_question: bool
    ) -> set[int]:
        """Recognise the notes of a known document among its drafts, write what differs, and return those revived.

        `absent_since` is the release in which a document that returns had vanished.
        """
        old = self._old_notes(home.number, absent_since)
        matches = match_notes([note.known for note in old], drafts, same_question=same_question)
        told = [(place, *pair) for place, pair in enumerate(zip(drafts, matches, strict=True)) if _tells(*pair, old)]
        told = [each for each in told if each[2] is not None or not _stands_in(each[1], told)]
        known = [None if match is None else old[match].position for _place, _draft, match in told]
        positions = place_notes(known, home.first_position, home.last_position)
        for (place, draft, match), position in zip(told, positions, strict=True):
            if match is None:
                self._add(home, [(place, draft, position)])
            else:
                self._update(home, old[match], draft, place)
        kept = {match for _place, _draft, match in told if match is not None}
        self._retire(note.number for index, note in enumerate(old) if note.active and index not in kept)
        return {old[match].number for match in kept if not old[match].active}

    def retire_all(self, document: int) -> None:
        """Retire the active notes of a document that is gone."""
        rows = self._connection.execute("SELECT number FROM notes WHERE document = ? AND retired IS NULL", (document,))
        self._retire([number for (number,) in rows])

    def tell_moved(self, home: Home, revived: Container[int], *, again: bool) -> None:
        """Mark the subjects that active notes have left, and list those notes.

        Those marked already are marked anew where they moved on (`again`) and where they were retired in between.

        Their `modified` moves: the students of such a subject get a banner, and who imports both decks must end with
        the row that bears none.
        """
        rows = self._connection.execute(
            """
            SELECT n.number, a.subject, a.left_in FROM notes n JOIN audiences a ON a.note = n.number
            WHERE n.document = ? AND n.retired IS NULL ORDER BY n.number, a.subject
            """,
            (home.number,),
        ).fetchall()
        for note, subject, left in rows:
            gone = subject not in home.subjects
            if gone and (again or left is None or note in revived):
                self._set_left(note, subject, self._release)
                self._stamp([note])
                self._list([note], "moved", (0, subject))
            elif not gone and left is not None:
                self._set_left(note, subject, None)

    def _set_left(self, note: int, subject: int, release: int | None) -> None:
        self._connection.execute(
            "UPDATE audiences SET left_in = ? WHERE note = ? AND subject = ?", (release, note, subject)
        )

    def _old_notes(self, document: int, absent_since: int | None) -> list[_OldNote]:
        rows = self._connection.execute(
            """
            SELECT number, note_type, kind, title, text, digest, place,
                   retired IS NULL OR retired IS ?, retired IS NULL, mechanism, step, part, cards, asked, position
            FROM notes WHERE document = ? ORDER BY number
            """,
            (absent_since, document),
        )
        return [_old_note(*row) for row in rows]

    def _add(self, home: Home, drafts: Iterable[tuple[int, NoteDraft, int]]) -> None:
        """Write new notes, each a draft with its place and its new-card position."""
        self._touch([self._insert(home, *each) for each in drafts], "added", home.subjects)

    def _insert(self, home: Home, place: int, draft: NoteDraft, position: int) -> int:
        guid, note_id = self._mint(home.document_id, draft)
        cards = bits_of(draft.offered)
        named = (guid, note_id, home.number, draft.note_type)
        dated = (cards, cards, position, self._moment, self._release)
        cursor = self._connection.execute(
            """
            INSERT INTO notes (guid, note_id, document, note_type, kind, mechanism, step, part, place, title, text,
                               digest, cards, asked, position, modified, release)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (*named, *_seat(draft, place), draft.digest, *dated),
        )
        number = cursor.lastrowid or 0
        self._join_audience(number, home.subjects)
        return number

    def _update(self, home: Home, old: _OldNote, draft: NoteDraft, place: int) -> None:
        asked = bits_of(draft.cards) & (old.cards | bits_of(draft.offered))
        seat = _seat(draft, place)
        mark = _digest(draft, asked)
        moves = not old.active or (mark, asked) != (old.known.digest, old.asked)
        if moves or seat != old.seat:
            self._connection.execute(
                """
                UPDATE notes SET kind = ?, mechanism = ?, step = ?, part = ?, place = ?, title = ?, text = ?,
                       digest = ?, asked = ?9, cards = cards | ?9, retired = NULL WHERE number = ?
                """,
                (*seat, mark, asked, old.number),
            )
        if moves:
            self._stamp([old.number])
            self._touch([old.number], "changed" if old.active else "revived", home.subjects)
        fresh = home.subjects - self._audience(old.number)
        if fresh:
            self._join_audience(old.number, fresh)
            self._list([old.number], "added", fresh)

    def _retire(self, notes: Iterable[int]) -> None:
        for note in notes:
            self._stamp([note])
            self._connection.execute("UPDATE notes SET retired = ? WHERE number = ?", (self._release, note))
            self._touch([note], "retired", self._homes(note))

    def _stamp(self, notes: Iterable[int]) -> None:
        self._connection.executemany(
            "UPDATE notes SET modified = ?, release = ? WHERE number = ?",
            [(self._moment, self._release, note) for note in notes],
        )

    def _touch(self, notes: Iterable[int], what: str, subjects: Iterable[int]) -> None:
        self._list(notes, what, (0, *subjects))

    def _list(self, notes: Iterable[int], what: str, subjects: Iterable[int]) -> None:
        rows = [(note, subject, what) for note, subject in product(notes, sorted(subjects))]
        self._connection.executemany("INSERT INTO touched VALUES (?, ?, ?)", rows)

    def _audience(self, note: int) -> frozenset[int]:
        rows = self._connection.execute("SELECT subject FROM audiences WHERE note = ?", (note,))
        return frozenset(subject for (subject,) in rows)

    def _homes(self, note: int) -> list[int]:
        """Return the subjects that have the note in their active deck."""
        rows = self._connection.execute("SELECT subject FROM audiences WHERE note = ? AND left_in IS NULL", (note,))
        return [subject for (subject,) in rows]

    def _join_audience(self, note: int, subjects: Iterable[int]) -> None:
        rows = [(note, subject) for subject in sorted(subjects)]
        self._connection.executemany("INSERT INTO audiences (note, subject) VALUES (?, ?)", rows)

    def _mint(self, document_id: int, draft: NoteDraft) -> tuple[str, int]:
        guids = (mint_guid(document_id, draft.kind, draft.title, number) for number in count())
        guid = next(guid for guid in guids if not self._is_taken("guid", guid))
        note_id = spread_note_id(guid)
        while self._is_taken("note_id", note_id):
            note_id = next_note_id(note_id)
        return guid, note_id

    def _is_taken(self, column: str, value: str | int) -> bool:
        query = f"SELECT 1 FROM notes WHERE {column} = ?"  # noqa: S608 (a column's name, from above)
        return self._connection.execute(query, (value,)).fetchone() is not None


def _tells(draft: NoteDraft, match: int | None, old: Sequence[_OldNote]) -> bool:
    """Tell whether a draft is a note: one that offers nothing only continues a note that did not leave its document."""
    return bool(draft.offered) or (match is not None and old[match].known.present)


def _stands_in(draft: NoteDraft, told: Iterable[tuple[int, NoteDraft, int | None]]) -> bool:
    """Tell whether a new note would stand in for a pair that gives no card any more, but goes on."""
    return any(not each.cards and _spot(each) == _spot(draft) for _, each, _ in told)


def _spot(draft: NoteDraft) -> tuple[object, ...]:
    return draft.kind, draft.mechanism, draft.step, draft.part


def _digest(draft: NoteDraft, asked: int) -> bytes:
    """Return the digest of a draft whose note asks these cards: those left out by now that it already had, too."""
    if asked == bits_of(draft.offered):
        return draft.digest
    return digest(draft.note_type, NOTE_TYPES[draft.note_type].only(draft.fields, ordinals(asked)))


def _seat(draft: NoteDraft, place: int) -> tuple[object, ...]:
    numbers = (draft.mechanism, draft.step, draft.part, place)
    return draft.kind.value, *numbers, draft.title, recognition_text(draft.text)


def _old_note(  # noqa: PLR0913, PLR0917 (a row of the table)
    number: int,
    note_type: str,
    kind: str,
    title: str,
    text: str,
    digest: bytes,
    place: int,
    present: int,
    active: int,
    mechanism: int | None,
    step: int | None,
    part: int | None,
    cards: int,
    asked: int,
    position: int,
) -> _OldNote:
    known = KnownNote(note_type, kind, title, text, digest, place, bool(present))
    seat = (kind, mechanism, step, part, place, title, text)
    return _OldNote(number, known, bool(active), seat, cards, asked, position)

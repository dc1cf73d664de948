"""Write a lost ledger anew from what other files say of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki import __version__
from qt2anki.ledger.rows import bits_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class LostSubject:
    """A subject as its decks name it."""

    key: str
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class LostLook:
    """A note type as a deck has it: the hash of its text (`notetypes.look_of`), and its time."""

    note_type: str
    digest: bytes
    modified: int


@dataclass(frozen=True, slots=True)
class LostNote:
    """A note as its rows and its line in the manifest tell.

    `audience` pairs each subject's key that has released it with the time in which it left that subject, or None.
    """

    guid: str
    note_id: int
    note_type: str
    kind: str
    mechanism: int | None
    step: int | None
    part: int | None
    place: int
    title: str
    text: str
    digest: bytes
    cards: tuple[int, ...]
    asked: tuple[int, ...]
    position: int
    modified: int
    retired: bool
    audience: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class LostDocument:
    """A document as its notes tell; `subjects` are the keys of its homes; `absent`: no note of it is active."""

    id: int
    path: str
    question: str
    subjects: tuple[str, ...]
    absent: bool
    notes: tuple[LostNote, ...]


def restore(
    connection: sqlite3.Connection,
    subjects: Sequence[LostSubject],
    documents: Sequence[LostDocument],
    keywords: Iterable[str],
) -> None:
    """Write subjects and documents, in the given order, and keyword tags into an empty ledger."""
    connection.executemany("INSERT INTO keywords VALUES (?)", [(tag,) for tag in keywords])
    numbers = {subject.key: number for number, subject in enumerate(subjects, start=1)}
    connection.executemany(
        "INSERT INTO subjects VALUES (?, ?, ?, ?, 0)",
        [(numbers[subject.key], subject.key, subject.slug, subject.label) for subject in subjects],
    )
    releases = _restore_releases(connection, documents)
    for number, document in enumerate(documents, start=1):
        _restore_document(connection, number, document, numbers, releases)
    connection.execute(
        """
        UPDATE subjects SET next_position = (
          SELECT coalesce(max(d.last_position) + 1, 0) FROM documents d
          JOIN notes n ON n.document = d.number JOIN audiences a ON a.note = n.number WHERE a.subject = subjects.number)
        """
    )


def _restore_releases(connection: sqlite3.Connection, documents: Iterable[LostDocument]) -> dict[int, int]:
    """Write a release for each moment that a note changed in, and return their numbers by moment."""
    moments = {note.modified for document in documents for note in document.notes}
    moments |= {left for document in documents for note in document.notes for _, left in note.audience if left}
    releases = {moment: number for number, moment in enumerate(sorted(moments), start=1)}
    rows = [(number, moment, __version__, json.dumps({})) for moment, number in releases.items()]
    connection.executemany("INSERT INTO releases VALUES (?, ?, ?, ?)", rows)
    return releases


def _restore_document(
    connection: sqlite3.Connection,
    number: int,
    document: LostDocument,
    subjects: Mapping[str, int],
    releases: Mapping[int, int],
) -> None:
    seen = [releases[note.modified] for note in document.notes]
    positions = [note.position for note in document.notes]
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
        (
            *(number, document.id, document.path, document.question, min(seen)),
            *(max(seen) if document.absent else None, min(positions), max(positions) + 1),
        ),
    )
    connection.execute("INSERT INTO document_ids VALUES (?, ?)", (document.id, number))
    for path, key in _copies(document):
        connection.execute("INSERT INTO copies VALUES (?, ?, ?)", (number, path, subjects[key]))
    for note in document.notes:
        _restore_note(connection, number, note, subjects, releases)


def _copies(document: LostDocument) -> Iterable[tuple[str, str]]:
    """Return the path of each copy with its subject; where only the subject is known its key serves as the folder."""
    folder, _, file = document.path.rpartition("/")
    own = next((key for key in document.subjects if key.replace(" ", "-") == folder), document.subjects[0])
    others = {f"{key.replace(' ', '-')}/{file}": key for key in document.subjects if key != own}
    return {document.path: own, **others}.items()


def _restore_note(
    connection: sqlite3.Connection,
    document: int,
    note: LostNote,
    subjects: Mapping[str, int],
    releases: Mapping[int, int],
) -> None:
    release = releases[note.modified]
    cursor = connection.execute(
        """
        INSERT INTO notes (guid, note_id, document, note_type, kind, mechanism, step, part, place, title, text, digest,
                           cards, asked, position, modified, release, retired)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(note.guid, note.note_id, document, note.note_type, note.kind, note.mechanism, note.step, note.part),
            *(note.place, note.title, note.text, note.digest, bits_of(note.cards), bits_of(note.asked), note.position),
            *(note.modified, release, release if note.retired else None),
        ),
    )
    connection.executemany(
        "INSERT INTO audiences VALUES (?, ?, ?)",
        [(cursor.lastrowid, subjects[key], releases[left] if left else None) for key, left in note.audience],
    )

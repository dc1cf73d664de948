"""What a ledger tells: the rows of a package, subjects and releases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence


class LedgerRow(NamedTuple):
    """A note of a package, all but its fields and tags.

    `place` is the index among the document's present drafts, None where the fields stand in the old deck only: a
    retired note, and a note of a document that cannot be read. `cards` are the ordinals that the note has ever had,
    `asked` those that the present text gives. `document` is the CMS's number, `document_number` the ledger's.

    `moved_to` are the labels of the subjects where the note lives on, in a row of the retired package of a subject that
    it left; such a row's `modified` is a second before that of the active row, so that whoever imports both decks, in
    either order, ends with the active one.

    `source` is the key of the subject whose decks of the release before have the note's last words: another than its
    own for a note that left this subject and was retired in the one where it went, or came back from there with fewer
    cards.
    """

    guid: str
    note_id: int
    note_type: str
    kind: str
    document_number: int
    document: int
    path: str
    question: str
    place: int | None
    title: str
    cards: tuple[int, ...]
    asked: tuple[int, ...]
    position: int
    modified: int
    retired: bool
    moved_to: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as released; `notes` counts its active notes, `retired` those of its retired deck."""

    key: str
    slug: str
    label: str
    notes: int
    retired: int


@dataclass(frozen=True, slots=True)
class Release:
    """A release in the ledger; `figures` maps "" (the whole) and subject keys to named numbers."""

    number: int
    moment: int
    program: str
    figures: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a release did to the notes of one document, for the students of one subject.

    `document_number` is the ledger's. `moved` notes left the subject and live on in others; `homes` are slug and label
    of the subjects where the document has notes now.
    """

    release: int
    document_number: int
    question: str
    added: int
    changed: int
    retired: int
    revived: int
    moved: int
    homes: tuple[tuple[str, str], ...]


_NOTE = """n.guid, n.note_id, n.note_type, n.kind, d.number, d.id, d.path, d.question"""
_ACTIVE = f"""
    SELECT {_NOTE}, CASE WHEN NOT d.held THEN n.place END, n.title, n.cards, n.asked, n.position, n.modified,
      0, NULL,
      CASE WHEN n.cards <> n.asked THEN coalesce(
        (SELECT min(t.key) FROM audiences b JOIN subjects t ON t.number = b.subject
         WHERE b.note = n.number AND b.left_in = (SELECT max(number) FROM releases)), ?1) ELSE ?1 END
    FROM documents d JOIN notes n ON n.document = d.number
    WHERE n.retired IS NULL
      AND d.number IN (SELECT c.document FROM copies c JOIN subjects s ON s.number = c.subject WHERE s.key = ?1)
    ORDER BY d.number, n.position, n.number
"""  # noqa: S608
_RETIRED = f"""
    SELECT {_NOTE}, NULL, n.title, n.cards, n.asked, n.position, n.modified, 1, NULL,
      iif(a.left_in IS NULL, ?1,
          (SELECT min(t.key) FROM audiences b JOIN subjects t ON t.number = b.subject
           WHERE b.note = n.number AND b.left_in IS NULL)),
      d.number, n.number
    FROM notes n JOIN documents d ON d.number = n.document
    JOIN audiences a ON a.note = n.number JOIN subjects s ON s.number = a.subject
    WHERE n.retired IS NOT NULL AND s.key = ?1
    UNION ALL
    SELECT {_NOTE}, NULL, n.title, n.cards, n.asked, n.position, r.moment - 1, 0,
      (SELECT json_group_array(label) FROM (
         SELECT DISTINCT t.label FROM copies c JOIN subjects t ON t.number = c.subject
         WHERE c.document = d.number ORDER BY t.label)),
      ?1, d.number, n.number
    FROM audiences a JOIN subjects s ON s.number = a.subject JOIN releases r ON r.number = a.left_in
    JOIN notes n ON n.number = a.note JOIN documents d ON d.number = n.document
    WHERE n.retired IS NULL AND a.left_in IS NOT NULL AND s.key = ?1
    ORDER BY d.number, n.position, n.number
"""  # noqa: S608


@cache
def ordinals(bits: int) -> tuple[int, ...]:
    """Return the ordinals whose bits are set, ascending."""
    return tuple(n for n in range(bits.bit_length()) if bits >> n & 1)


@cache
def bits_of(numbers: tuple[int, ...]) -> int:
    """Return ordinals as the bits of one integer."""
    return sum(1 << n for n in set(numbers))


def read_active(connection: sqlite3.Connection, subject_key: str) -> Iterator[LedgerRow]:
    """Yield the active notes of a subject's package in reading order."""
    return map(_row, connection.execute(_ACTIVE, (subject_key,)))


def read_retired(connection: sqlite3.Connection, subject_key: str) -> Iterator[LedgerRow]:
    """Yield the notes of a subject's retired package in reading order: those retired, and those that moved."""
    return map(_row, connection.execute(_RETIRED, (subject_key,)))


def _row(values: Sequence[Any]) -> LedgerRow:
    *head, cards, asked, position, modified, retired, moved_to, source = values[:17]
    places = tuple(json.loads(moved_to)) if moved_to else ()
    tail = (ordinals(cards), ordinals(asked), position, modified, bool(retired), places, source)
    return LedgerRow(*(*head, *tail))


def read_subjects(connection: sqlite3.Connection) -> Iterator[Subject]:
    """Yield every subject that has ever been released, by key."""
    rows = connection.execute(
        """
        WITH active AS MATERIALIZED (
            SELECT document, count(*) AS notes FROM notes WHERE retired IS NULL GROUP BY document),
          kept AS (
            SELECT subject, sum(notes) AS notes FROM (SELECT DISTINCT subject, document FROM copies)
            JOIN active USING (document) GROUP BY subject),
          gone AS (
            SELECT subject, count(*) AS notes FROM (
              SELECT a.subject FROM notes n JOIN audiences a ON a.note = n.number WHERE n.retired IS NOT NULL UNION ALL
              SELECT a.subject FROM audiences a JOIN notes n ON n.number = a.note
              WHERE a.left_in IS NOT NULL AND n.retired IS NULL)
            GROUP BY subject)
        SELECT key, slug, label, coalesce(kept.notes, 0), coalesce(gone.notes, 0) FROM subjects
        LEFT JOIN kept ON kept.subject = number LEFT JOIN gone ON gone.subject = number ORDER BY key
        """
    )
    return (Subject(*row) for row in rows)


def read_releases(connection: sqlite3.Connection) -> Iterator[Release]:
    """Yield the releases, the first first."""
    for number, moment, program, figures in connection.execute("SELECT * FROM releases ORDER BY number"):
        yield Release(number, moment, program, json.loads(figures))


def read_changes(connection: sqlite3.Connection, subject_key: str, releases: Sequence[int]) -> Iterator[Change]:
    """Yield what each of the given releases did to a subject's documents, by release, then in reading order."""
    query = """
        SELECT c.release, d.number, d.question, c.added, c.changed, c.retired, c.revived, c.moved,
          (SELECT json_group_array(json_array(slug, label)) FROM (
             SELECT DISTINCT t.slug, t.label FROM copies p JOIN subjects t ON t.number = p.subject
             WHERE p.document = d.number AND d.absent IS NULL
               AND EXISTS (SELECT 1 FROM notes n WHERE n.document = d.number AND n.retired IS NULL)
             ORDER BY t.label))
        FROM subjects s JOIN changes c ON c.subject = s.number JOIN documents d ON d.number = c.document
        WHERE s.key = ? AND c.release = ? ORDER BY d.number
    """
    for release in releases:
        for *values, homes in connection.execute(query, (subject_key, release)):
            yield Change(*(*values, tuple((slug, label) for slug, label in json.loads(homes))))


def read_homes(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the keys of the subjects of each present document, by its path, in order of its files' paths."""
    homes: dict[str, dict[str, None]] = {}
    rows = connection.execute(
        """
        SELECT d.path, s.key FROM documents d JOIN copies c ON c.document = d.number
        JOIN subjects s ON s.number = c.subject WHERE d.absent IS NULL ORDER BY d.path, c.path
        """
    )
    for path, key in rows:
        homes.setdefault(path, {})[key] = None
    return {path: tuple(keys) for path, keys in homes.items()}

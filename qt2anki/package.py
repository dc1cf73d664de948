"""The genanki adapter: notes to a reproducible `.apkg`, which is read back before anybody gets it.

What genanki leaves to chance or to the build's time is fixed here (docs/anki.md, fact 25): each note's own `mod`, our
note and card ids, a note type's own `mod`, card rows as given, a zip with constant dates. The legacy format
(schema 11, `collection.anki2`) is what every Anki since 2.1 imports without loss.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import genanki

from qt2anki.archive import (
    COLLECTION,
    DEFAULT_DECK,
    ENTRIES,
    FIELDS_APART,
    Archive,
    Row,
    Standing,
    ids_of_cards,
    opened,
)
from qt2anki.deflate import zipped
from qt2anki.errors import PackageError
from qt2anki.inspection import check_ids, check_notes
from qt2anki.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qt2anki.notetypes import NoteType

_AT_ONCE = 1000
"""Rows that are read back and compared at a time, so that no second copy of a deck is in memory."""

_INSERT_NOTE = "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, substr(?6, 1, instr(?6, char(31)) - 1), 0, 0, '')"
"""Id, guid, note type, time; tags, fields, of which the first sorts. What has never been synced has the number -1."""
_INSERT_CARD = "INSERT INTO cards VALUES (?3, ?1, ?4, ?2, ?5, -1, 0, 0, ?6, 0, 0, 0, 0, 0, 0, 0, 0, '')"
"""Note, ordinal, id, deck, time; new-card position. A new card has 0 for all that learning moves."""
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type that keeps its own time: genanki would stamp every release (docs/anki.md, fact 13)."""

    def __init__(self, note_type: NoteType) -> None:
        super().__init__(
            note_type.id,
            note_type.name,
            fields=[{"name": f.name, "id": f.id, "collapsed": f.collapsed} for f in note_type.fields],
            templates=[{"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back} for t in note_type.templates],
            css=note_type.css,
            model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
        )
        self.modified = note_type.modified

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        del timestamp
        json_value: dict[str, Any] = super().to_json(self.modified, deck_id)
        return json_value


@cache
def _model(note_type: NoteType) -> _Model:
    """Return the one model of a note type: genanki renders each template a hundred times to see what it needs."""
    return _Model(note_type)


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck whose notes and cards are rows that are known already; those of cards are what Anki would generate.

    It writes the rows that genanki writes, without the objects that genanki makes for each note, tag and card, and
    without genanki's check of HTML: false alarms for `a < b`, quadratic in `<` (docs/anki.md, fact 26).
    """

    def __init__(self, name: str, description: str, content: _Content) -> None:
        super().__init__(deck_id(name), name, description)
        self._content = content
        for model in content.models:
            self.add_model(model)

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        indexes = cursor.execute(_INDEXES).fetchall()
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.executemany(_INSERT_NOTE, self._content.notes)
        cursor.executemany(_INSERT_CARD, self._content.cards)
        for _name, sql in indexes:  # to sort once takes less time than to keep in order with every row
            cursor.execute(sql)


class _Content:
    """The rows of a deck, of its notes and of their cards, by note; and the models of the note types that they use."""

    def __init__(self, deck: int, notes: Sequence[Note | Standing], models: Mapping[str, _Model]) -> None:
        self.notes: list[Row] = []
        self.cards: list[Row] = []
        for note in sorted(notes, key=attrgetter("note_id")):
            row = note.row if isinstance(note, Standing) else _note_row(note, models[note.note_type])
            self.notes.append(row)
            self.cards += _card_rows(note, deck)
        used = {row[2] for row in self.notes}
        self.models = [model for model in models.values() if model.model_id in used]


def _note_row(note: Note, model: _Model) -> Row:
    fields = FIELDS_APART.join(note.fields)
    return note.note_id, note.guid, model.model_id, note.modified, f" {' '.join(note.tags)} ", fields


def _card_rows(note: Note | Standing, deck_id: int) -> list[Row]:
    note_id, modified, position = note.note_id, note.modified, note.position
    ids = ids_of_cards(note_id, note.cards) if isinstance(note, Standing) else note.card_ids
    return [(note_id, o, i, deck_id, modified, position) for o, i in zip(note.cards, ids, strict=True)]


class _Package(genanki.Package):  # type: ignore[misc]
    """A package whose bytes depend on its content only."""

    def to_bytes(self) -> bytes:
        with closing(sqlite3.connect(":memory:")) as connection:
            self.write_to_db(connection.cursor(), 0, iter(()))
            connection.commit()
            collection = connection.serialize()
        return zipped({COLLECTION: collection, "media": b"{}"})


def deck_id(name: str) -> int:
    """Return an id for a deck: the same for the same name, never 1 (docs/anki.md, fact 9)."""
    return 10**12 + int.from_bytes(sha256(name.encode()).digest()[:5])


def pack(
    deck_name: str, description: str, notes: Sequence[Note | Standing], note_types: Mapping[str, NoteType]
) -> bytes:
    """Return the `.apkg` of one deck, after reading it back.

    `note_types` maps the names used in `Note.note_type`; a note that is `Standing` is taken from a deck that this very
    program packed, and is not inspected again. Raises PackageError when a note could make Anki refuse the package or
    show a blank card, and when what was written does not read back as `notes`.
    """
    check_notes([note for note in notes if isinstance(note, Note)], note_types)
    models = {key: _model(note_type) for key, note_type in note_types.items()}
    content = _Content(deck_id(deck_name), notes, models)
    check_ids(content.notes, content.cards)
    packed = _Package(_Deck(deck_name, description, content)).to_bytes()
    with opened(packed) as archive:
        if fault := _frame_fault(archive, deck_name, content) or _row_fault(archive, content):
            raise PackageError(f"deck {deck_name!r} does not read back as written: {fault}")
    return packed


def _frame_fault(archive: Archive, deck_name: str, content: _Content) -> str:
    """Say what else than notes and cards of an archive is not what was packed, `""` where nothing is."""
    if set(archive.decks) != {DEFAULT_DECK, deck_name}:
        return f"decks {archive.decks}"
    if archive.media or archive.entries != ENTRIES:
        return f"files {archive.entries}, media {archive.media}"
    meant = [model.to_json(0, deck_id(deck_name)) for model in content.models]
    written = {model["id"]: model for model in archive.note_types}
    return "" if written == {str(m["id"]): {**m, "id": str(m["id"])} for m in meant} else "the note types"


def _row_fault(archive: Archive, content: _Content) -> str:
    """Say which row of an archive is not what was packed, `""` for none."""
    if note := _difference(archive.note_rows(), content.notes):
        return f"note {note[1]}"
    if card := _difference(archive.card_rows(), content.cards):
        return f"a card of note {card[0]}"
    strays = archive.count_strays()
    return f"{strays} cards or notes that belong to nothing" if strays else ""


def _difference(found: sqlite3.Cursor, meant: Sequence[Row]) -> Row | None:
    """Return the first row that only one side has, None where both are the same."""
    at = 0
    while rows := found.fetchmany(_AT_ONCE):
        wanted = meant[at : at + len(rows)]
        if rows != wanted:
            return next((want for row, want in zip(rows, wanted, strict=False) if row != want), rows[-1])
        at += len(rows)
    return meant[at] if at < len(meant) else None

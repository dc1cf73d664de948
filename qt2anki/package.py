"""The genanki adapter: notes to a reproducible `.apkg`, and back.

What genanki leaves to chance or to the build's time is fixed here (docs/anki.md, fact 25): each note's own `mod`, our
note and card ids, a note type's own `mod`, card rows as given, a deflated zip with constant dates. The legacy format
(schema 11, `collection.anki2`) is what every Anki since 2.1 imports without loss.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
import zlib
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import chain, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import genanki

from qt2anki.errors import PackageError
from qt2anki.inspection import check_notes
from qt2anki.model import Note

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qt2anki.notetypes import NoteType

_DEFLATE_LEVEL = 1
"""Measured on a deck of 8 MB: three fifths of the time of level 4 for 13 % more bytes, of which a student never waits;
deflating is a third of packing, and a batch of updates packs nearly all decks."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644 << 16
_ENTRIES = ("collection.anki2", "media")
DEFAULT_DECK = "Default"
"""The deck that every collection of Anki has."""


_INSERT_NOTE = "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, 0, 0, '')"
"""Id, guid, note type, time; tags, fields, sort field. What has never been synced has the number -1."""
_INSERT_CARD = "INSERT INTO cards VALUES (?3, ?1, ?4, ?2, ?5, -1, 0, 0, ?6, 0, 0, 0, 0, 0, 0, 0, 0, '')"
"""Note, ordinal, id, deck, time; new-card position. A new card has 0 for all that learning moves."""
_NOTE_ROWS = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"
_CARD_ROWS = "SELECT nid, ord, id, did, mod, due FROM cards ORDER BY nid, ord"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an `.apkg` holds: decks by name, note types by their JSON, and its notes by id.

    `entries` are the names in the archive, `media` the names of its media files; `strays` counts cards without a note,
    notes without a card, and cards outside of the deck or not new.
    """

    decks: tuple[str, ...]
    note_types: tuple[dict[str, Any], ...]
    notes: tuple[Note, ...]
    entries: tuple[str, ...]
    media: tuple[str, ...]
    strays: int


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
    """A deck whose notes have their own ids, time and card rows; the rows are those that Anki would generate.

    It writes the rows that genanki writes, without the objects that genanki makes for each note, tag and card, and
    without genanki's check of HTML: false alarms for `a < b`, quadratic in `<` (docs/anki.md, fact 26).
    """

    def __init__(self, name: str, description: str, notes: Sequence[Note], models: Mapping[str, _Model]) -> None:
        super().__init__(deck_id(name), name, description)
        self._packed = notes
        self._models = models
        for key in dict.fromkeys(note.note_type for note in notes):
            self.add_model(models[key])

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for note in self._packed:
            cursor.execute(_INSERT_NOTE, (*_note_row(note, self._models[note.note_type]), note.fields[0]))
            for row in _card_rows(note, self.deck_id):
                cursor.execute(_INSERT_CARD, row)


def _note_row(note: Note, model: _Model) -> Row:
    fields = "\x1f".join(note.fields)
    return note.note_id, note.guid, model.model_id, note.modified, f" {' '.join(note.tags)} ", fields


def _card_rows(note: Note, deck_id: int) -> Iterator[Row]:
    for ordinal, card_id in zip(note.cards, note.card_ids, strict=True):
        yield note.note_id, ordinal, card_id, deck_id, note.modified, note.position


class _Package(genanki.Package):  # type: ignore[misc]
    """A package whose bytes depend on its content only."""

    def to_bytes(self) -> bytes:
        with closing(sqlite3.connect(":memory:")) as connection:
            self.write_to_db(connection.cursor(), 0, iter(()))
            connection.commit()
            collection = connection.serialize()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            _add(archive, "collection.anki2", collection)
            _add(archive, "media", b"{}")
        return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _DEFLATE_LEVEL)


def deck_id(name: str) -> int:
    """Return an id for a deck: the same for the same name, never 1 (docs/anki.md, fact 9)."""
    return 10**12 + int.from_bytes(sha256(name.encode()).digest()[:5])


def pack(
    deck_name: str,
    description: str,
    notes: Sequence[Note],
    note_types: Mapping[str, NoteType],
    inspected: Container[str] = frozenset(),
) -> bytes:
    """Return the `.apkg` of one deck, after reading it back.

    `note_types` maps the names used in `Note.note_type`; `inspected` are the guids of notes that stand as they are in a
    deck that this very program packed. Raises PackageError when a note could make Anki refuse the package or show a
    blank card, and when what was written does not read back as `notes`.
    """
    check_notes(notes, note_types, inspected)
    by_id = sorted(notes, key=attrgetter("note_id"))
    models = {key: _model(note_type) for key, note_type in note_types.items()}
    packed = _Package(_Deck(deck_name, description, by_id, models)).to_bytes()
    with _opened(packed) as archive:
        if fault := _frame_fault(archive, deck_name, by_id, models) or _row_fault(archive, deck_name, by_id, models):
            raise PackageError(f"deck {deck_name!r} does not read back as written: {fault}")
    return packed


def _frame_fault(archive: _Archive, deck_name: str, notes: Sequence[Note], models: Mapping[str, _Model]) -> str:
    """Say what else than notes and cards of an archive is not what was packed, `""` where nothing is."""
    if set(archive.decks) != {DEFAULT_DECK, deck_name}:
        return f"decks {archive.decks}"
    if archive.media or archive.entries != _ENTRIES:
        return f"files {archive.entries}, media {archive.media}"
    meant = [models[key].to_json(0, deck_id(deck_name)) for key in {note.note_type for note in notes}]
    written = {model["id"]: model for model in archive.note_types}
    return "" if written == {str(m["id"]): {**m, "id": str(m["id"])} for m in meant} else "the note types"


def _row_fault(archive: _Archive, deck_name: str, notes: Sequence[Note], models: Mapping[str, _Model]) -> str:
    """Say which row of an archive is not what was packed, `""` for none; `notes` are in order of their ids."""
    meant = (_note_row(note, models[note.note_type]) for note in notes)
    if note := _difference(archive.rows(_NOTE_ROWS), meant):
        return f"note {note[1]}"
    deck = deck_id(deck_name)
    if card := _difference(archive.rows(_CARD_ROWS), chain.from_iterable(_card_rows(note, deck) for note in notes)):
        return f"a card of note {card[0]}"
    return f"{archive.strays} cards or notes that belong to nothing" if archive.strays else ""


def _difference(found: Iterable[Row], meant: Iterable[Row]) -> Row | None:
    """Return the first row that only one side has, None where both are the same."""
    return next((wanted or row for row, wanted in zip_longest(found, meant) if row != wanted), None)


_STRAYS = """
    SELECT (SELECT count(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes) OR type OR queue
                OR did IS NOT (SELECT min(did) FROM cards) OR did = 1)
         + (SELECT count(*) FROM notes WHERE id NOT IN (SELECT nid FROM cards))
"""


UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    sqlite3.Error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)
"""What reading an archive or database raises that is damaged, encrypted, or somebody else's."""


def read_package(path: Path, note_types: Mapping[str, NoteType]) -> Contents:
    """Read an `.apkg` that `pack` wrote. Raises PackageError when it is none, or damaged."""
    try:
        return unpack(path.read_bytes(), note_types)
    except UNREADABLE as error:
        raise PackageError(f"{path}: cannot be read as a deck: {error}") from error


def unpack(packed: bytes, note_types: Mapping[str, NoteType]) -> Contents:
    """Return what the bytes of an `.apkg` hold; `note_types` names the types by their ids."""
    names = {note_type.id: key for key, note_type in note_types.items()}
    with _opened(packed) as archive:
        cards = _by_note(archive.rows(_CARD_ROWS))
        notes = tuple(_note(row, names, cards[row[0]]) for row in archive.rows(_NOTE_ROWS) if row[0] in cards)
        return Contents(archive.decks, archive.note_types, notes, archive.entries, archive.media, archive.strays)


@dataclass(frozen=True, slots=True)
class _Archive:
    """An `.apkg` while it is open; what is not a row, as in `Contents`."""

    decks: tuple[str, ...]
    note_types: tuple[dict[str, Any], ...]
    entries: tuple[str, ...]
    media: tuple[str, ...]
    strays: int
    _connection: sqlite3.Connection

    def rows(self, query: str) -> Iterator[Row]:
        return iter(self._connection.execute(query))


@contextmanager
def _opened(packed: bytes) -> Iterator[_Archive]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = tuple(archive.namelist())
        collection, media = (archive.read(name) for name in _ENTRIES)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
        yield _Archive(
            decks=tuple(deck["name"] for deck in json.loads(decks).values()),
            note_types=tuple(json.loads(models).values()),
            entries=entries,
            media=tuple(json.loads(media).values()),
            strays=connection.execute(_STRAYS).fetchone()[0],
            _connection=connection,
        )


def _by_note(cards: Iterable[Row]) -> Mapping[int, Sequence[Row]]:
    by_note: dict[int, list[Row]] = defaultdict(list)
    for card in cards:
        by_note[card[0]].append(card)
    return by_note


def _note(row: Row, names: Mapping[int, str], cards: Sequence[Row]) -> Note:
    note_id, guid, model, modified, tags, fields = row
    _, ordinals, card_ids, _, _, positions = zip(*cards, strict=True)
    return Note(
        guid,
        names[model],
        tuple(fields.split("\x1f")),
        _tags(tags),
        ordinals,
        modified,
        note_id,
        card_ids,
        positions[0],
    )


@lru_cache(maxsize=64)
def _tags(text: str) -> tuple[str, ...]:
    """Return the tags of a row: those of notes of one document and kind, which are seldom far apart, are the same."""
    return tuple(text.split())

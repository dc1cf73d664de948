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
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
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

_DEFLATE_LEVEL = 4
"""Measured on a deck of 8 MB: half the time of level 6 for 4 % more bytes."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644 << 16
_ENTRIES = ("collection.anki2", "media")
DEFAULT_DECK = "Default"
"""The deck that every collection of Anki has."""


_INSERT_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
"""Id, guid, note type, time; tags, fields, sort field. What has never been synced has the number -1."""
_INSERT_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
"""Id, note, deck, ordinal, time; new-card position. A new card has 0 for all that learning moves."""


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


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with its own ids, time and card rows; the rows are those that Anki would generate.

    It writes the row that genanki writes, without the objects that genanki makes for each of its tags and cards, and
    without genanki's check of HTML: false alarms for `a < b`, quadratic in `<` (docs/anki.md, fact 26).
    """

    def __init__(self, note: Note, model: _Model) -> None:
        super().__init__(model)
        self.note = note

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        del timestamp, id_gen
        note = self.note
        tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
        named = (note.note_id, note.guid, self.model.model_id, note.modified)
        cursor.execute(_INSERT_NOTE, (*named, tags, fields, note.fields[0]))
        for ordinal, card_id in zip(note.cards, note.card_ids, strict=True):
            cursor.execute(_INSERT_CARD, (card_id, note.note_id, deck_id, ordinal, note.modified, note.position))


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
    deck = genanki.Deck(deck_id(deck_name), deck_name, description)
    models = {key: _model(note_type) for key, note_type in note_types.items()}
    for note in by_id:
        deck.add_note(_Note(note, models[note.note_type]))
    packed = _Package(deck).to_bytes()
    _check_contents(unpack(packed, note_types), deck_name, by_id, models)
    return packed


def _check_contents(found: Contents, deck_name: str, expected: Sequence[Note], models: Mapping[str, _Model]) -> None:
    """Raise PackageError where a package is not what was packed; `expected` are the notes in order of their ids."""
    fault = ""
    if set(found.decks) != {DEFAULT_DECK, deck_name}:
        fault = f"decks {found.decks}"
    elif list(found.notes) != expected:
        fault = next((n.guid for n, m in zip(expected, found.notes, strict=False) if n != m), "the number of notes")
    elif found.strays:
        fault = f"{found.strays} cards or notes that belong to nothing"
    elif found.media or found.entries != _ENTRIES:
        fault = f"files {found.entries}, media {found.media}"
    else:
        used = {note.note_type for note in expected}
        written = {model["id"]: model for model in found.note_types}
        meant = (models[key].to_json(0, deck_id(deck_name)) for key in used)
        if written != {str(model["id"]): {**model, "id": str(model["id"])} for model in meant}:
            fault = "the note types"
    if fault:
        raise PackageError(f"deck {deck_name!r} does not read back as written: {fault}")


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
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = tuple(archive.namelist())
        collection, media = (archive.read(name) for name in _ENTRIES)
    names = {note_type.id: key for key, note_type in note_types.items()}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
        cards = _by_note(connection.execute("SELECT nid, ord, id, due FROM cards ORDER BY ord"))
        rows = connection.execute("SELECT id, guid, mid, flds, tags, mod FROM notes ORDER BY id")
        notes = [_note(row, names, cards[row[0]]) for row in rows if row[0] in cards]
        strays = connection.execute(_STRAYS).fetchone()[0]
    return Contents(
        decks=tuple(deck["name"] for deck in json.loads(decks).values()),
        note_types=tuple(json.loads(models).values()),
        notes=tuple(notes),
        entries=entries,
        media=tuple(json.loads(media).values()),
        strays=strays,
    )


Card = tuple[int, int, int, int]
"""A row of a card: its note's id, ordinal, id, new-card position."""


def _by_note(cards: Iterable[Card]) -> Mapping[int, Sequence[Card]]:
    by_note: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        by_note[card[0]].append(card)
    return by_note


def _note(row: tuple[Any, ...], names: Mapping[int, str], cards: Sequence[Card]) -> Note:
    note_id, guid, model, fields, tags, modified = row
    _, ordinals, card_ids, positions = zip(*cards, strict=True)
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

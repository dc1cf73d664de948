"""Reading an `.apkg` back: a zip with a database of Anki's legacy format (schema 11), its rows, notes and frame."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
import zlib
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qt2anki.deflate import unzipped
from qt2anki.errors import PackageError
from qt2anki.model import Note
from qt2anki.notetypes import TYPES_BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

COLLECTION = "collection.anki2"
ENTRIES = (COLLECTION, "media")
DEFAULT_DECK = "Default"
"""The deck that every collection of Anki has."""
FIELDS_APART = "\x1f"
Row = tuple[Any, ...]

_NOTE_ROWS = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"
_CARD_ROWS = "SELECT nid, ord, id, did, mod, due FROM cards ORDER BY nid, ord"
_HANDS = "SELECT nid, group_concat(ord), due FROM (SELECT nid, ord, due FROM cards ORDER BY nid, ord) GROUP BY nid"
"""The ordinals of each note's cards, and their one position: SQLite puts them together in a tenth of Python's time."""
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


class Standing(NamedTuple):
    """A note as it stands in a deck: its row, the ordinals of its cards, and their position.

    The row is id, guid, note type, time, tags and fields, as `Archive.note_rows` yields it.
    """

    row: Row
    cards: tuple[int, ...]
    position: int

    @property
    def note_id(self) -> int:
        """Return Anki's integer for the note."""
        return int(self.row[0])

    @property
    def modified(self) -> int:
        """Return the time of its last change, in seconds since 1970."""
        return int(self.row[3])


@dataclass(frozen=True, slots=True)
class Archive:
    """An `.apkg` while it is open; what is not a row, as in `Contents`."""

    decks: tuple[str, ...]
    note_types: tuple[dict[str, Any], ...]
    entries: tuple[str, ...]
    media: tuple[str, ...]
    _connection: sqlite3.Connection

    def note_rows(self) -> sqlite3.Cursor:
        """Return id, guid, note type, time, tags and fields of each note, by id."""
        return self._connection.execute(_NOTE_ROWS)

    def card_rows(self) -> sqlite3.Cursor:
        """Return note, ordinal, id, deck, time and new-card position of each card, by note and ordinal."""
        return self._connection.execute(_CARD_ROWS)

    def hands(self) -> sqlite3.Cursor:
        """Return note, ordinals with commas between them, and position, for the cards of each note."""
        return self._connection.execute(_HANDS)

    def count_strays(self) -> int:
        """Return how many cards or notes belong to nothing, as in `Contents`."""
        return int(self._connection.execute(_STRAYS).fetchone()[0])


@contextmanager
def opened(packed: bytes) -> Iterator[Archive]:
    """Open the bytes of an `.apkg`. Raises what `UNREADABLE` names where it is none."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = tuple(archive.namelist())
        collection, media = (unzipped(archive, packed, name) for name in ENTRIES)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
        yield Archive(
            decks=tuple(deck["name"] for deck in json.loads(decks).values()),
            note_types=tuple(json.loads(models).values()),
            entries=entries,
            media=tuple(json.loads(media).values()),
            _connection=connection,
        )


def read_package(path: Path) -> Contents:
    """Read an `.apkg` that `pack` wrote. Raises PackageError when it is none, or damaged."""
    with explained(path):
        return unpack(path.read_bytes())


def read_standing(path: Path) -> dict[str, Standing]:
    """Return the notes of an `.apkg` that `pack` wrote, by guid. Raises PackageError as `read_package` does."""
    with explained(path), opened(path.read_bytes()) as archive:
        hands = {note: (_ordinals(cards), position) for note, cards, position in archive.hands()}
        return {row[1]: Standing(row, *hands[row[0]]) for row in archive.note_rows() if row[0] in hands}


def unpack(packed: bytes) -> Contents:
    """Return what the bytes of an `.apkg` hold. Raises what `UNREADABLE` names where it is none."""
    with opened(packed) as archive:
        cards = _by_note(archive.card_rows())
        notes = tuple(_with_cards(row, cards[row[0]]) for row in archive.note_rows() if row[0] in cards)
        strays = archive.count_strays()
        return Contents(archive.decks, archive.note_types, notes, archive.entries, archive.media, strays)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise PackageError where what is read meanwhile of the deck at `path` raises what `UNREADABLE` names."""
    try:
        yield
    except UNREADABLE as error:
        raise PackageError(f"{path}: cannot be read as a deck: {error}") from error


def _by_note(cards: Iterable[Row]) -> Mapping[int, Sequence[Row]]:
    by_note: dict[int, list[Row]] = defaultdict(list)
    for card in cards:
        by_note[card[0]].append(card)
    return by_note


def _with_cards(row: Row, cards: Sequence[Row]) -> Note:
    _, ordinals, card_ids, _, _, positions = zip(*cards, strict=True)
    return _note(row, ordinals, card_ids, positions[0])


def note_of(standing: Standing) -> Note:
    """Return a note that stands in a deck, taken apart."""
    return _note(standing.row, standing.cards, ids_of_cards(standing.note_id, standing.cards), standing.position)


def _note(row: Row, cards: tuple[int, ...], card_ids: tuple[int, ...], position: int) -> Note:
    note_id, guid, model, modified, tags, fields = row
    key = TYPES_BY_ID[model].key
    return Note(guid, key, _fields(fields), _tags(tags), cards, modified, note_id, card_ids, position)


def ids_of_cards(note_id: int, cards: Sequence[int]) -> tuple[int, ...]:
    """Return Anki's integers for the cards of a note with these ordinals: notes are minted far enough apart."""
    return tuple(note_id + ordinal for ordinal in cards)


def _fields(text: str) -> tuple[str, ...]:
    return tuple(text.split(FIELDS_APART))


@lru_cache(maxsize=64)
def _tags(text: str) -> tuple[str, ...]:
    """Return the tags of a row: those of notes of one document and kind, which are seldom far apart, are the same."""
    return tuple(text.split())


@lru_cache(maxsize=256)
def _ordinals(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))

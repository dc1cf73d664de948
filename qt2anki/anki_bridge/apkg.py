"""An `.apkg` as its rows: what a deck really holds, also what it should not hold. Needs no Anki.

`archive.read_package` reads back what we wrote; this reads what anybody wrote, and judges nothing.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qt2anki.archive import COLLECTION, FIELDS_APART, explained

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A row of `notes`; `modified` is in seconds since 1970."""

    id: int
    guid: str
    type_id: int
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of `cards`; `state` holds all that only study changes: type, queue, reviews, lapses, flags."""

    id: int
    note_id: int
    deck_id: int
    ordinal: int
    state: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoteTypeRow:
    """A note type; `fields` and `templates` are pairs of id (None where it has none) and name.

    `text` is templates and style in one, `deck_ids` the decks to which templates send their cards.
    """

    id: int
    name: str
    modified: int
    is_cloze: bool
    fields: tuple[tuple[int | None, str], ...]
    templates: tuple[tuple[int | None, str], ...]
    text: str
    deck_ids: tuple[int, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """What Anki compares before it updates a note (docs/anki.md, fact 10): ids, or names where one has no id."""
        return (self.is_cloze, tuple(f[0] or f[1] for f in self.fields), tuple(t[0] or t[1] for t in self.templates))


@dataclass(frozen=True, slots=True)
class Apkg:
    """The contents of one package; `decks` and `presets` (deck options) by id, `reviews` counts rows of `revlog`."""

    path: Path
    decks: Mapping[int, str]
    presets: Mapping[int, int]
    note_types: tuple[NoteTypeRow, ...]
    notes: tuple[NoteRow, ...]
    cards: tuple[CardRow, ...]
    reviews: int
    media: tuple[str, ...]


def read_apkg(path: Path) -> Apkg:
    """Read all rows of a package. Raises PackageError when it is none, or damaged, or not in the legacy format."""
    with explained(path):
        with zipfile.ZipFile(path) as archive:
            collection = archive.read(COLLECTION)
            media = json.loads(archive.read("media"))
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(collection)
            return _read(path, connection, tuple(media.values()))


def _read(path: Path, connection: sqlite3.Connection, media: tuple[str, ...]) -> Apkg:
    models, decks = (json.loads(text) for text in connection.execute("SELECT models, decks FROM col").fetchone())
    return Apkg(
        path=path,
        decks={deck["id"]: deck["name"] for deck in decks.values()},
        presets={deck["id"]: deck.get("conf", 1) for deck in decks.values()},
        note_types=tuple(map(_note_type, models.values())),
        notes=tuple(map(_note, connection.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"))),
        cards=tuple(map(_card, connection.execute(f"SELECT {_CARD} FROM cards ORDER BY id"))),  # noqa: S608 - our own
        reviews=connection.execute("SELECT count(*) FROM revlog").fetchone()[0],
        media=media,
    )


_CARD = "id, nid, did, ord, type, queue, reps, lapses, flags"


def _note(row: tuple[Any, ...]) -> NoteRow:
    return NoteRow(row[0], row[1], row[2], row[3], tuple(row[4].split()), tuple(row[5].split(FIELDS_APART)))


def _card(row: tuple[int, ...]) -> CardRow:
    return CardRow(row[0], row[1], row[2], row[3], row[4:])


def _note_type(model: dict[str, Any]) -> NoteTypeRow:
    templates = sorted(model["tmpls"], key=lambda each: each["ord"])
    return NoteTypeRow(
        id=int(model["id"]),
        name=model["name"],
        modified=int(model["mod"]),
        is_cloze=model["type"] == 1,
        fields=tuple((each.get("id"), each["name"]) for each in sorted(model["flds"], key=lambda each: each["ord"])),
        templates=tuple((each.get("id"), each["name"]) for each in templates),
        text=json.dumps([*([each["qfmt"], each["afmt"]] for each in templates), model["css"]]),
        deck_ids=tuple(each["did"] for each in templates if each.get("did")),
    )

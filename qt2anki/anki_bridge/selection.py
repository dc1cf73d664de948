"""Write the part of a package that a collection is to get, in the shape that the collection's note types have."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qt2anki.archive import COLLECTION, FIELDS_APART
from qt2anki.errors import AnkiError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from qt2anki.notetypes import NoteType


@dataclass(frozen=True, slots=True)
class Shape:
    """How a collection has one of our note types: where our fields stand among its own.

    `model` is the note type as Anki writes it (schema 11). A student may have added fields or templates, or moved them;
    Anki would then skip all its notes (docs/anki.md, fact 10), unless the package has the same shape.
    """

    model: Mapping[str, Any]
    places: tuple[int, ...]
    is_ours: bool

    def read(self, fields: Sequence[str]) -> tuple[str, ...]:
        """Return our fields of a note of the collection."""
        return tuple(fields[place] for place in self.places)

    def write(self, fields: Sequence[str], own: Sequence[str]) -> list[str]:
        """Return a note's fields for the collection: ours, and beside them the student's (`own`, empty if new)."""
        written = list(own) or [""] * len(self.model["flds"])
        for place, text in zip(self.places, fields, strict=True):
            written[place] = text
        return written


def read_shape(model: Mapping[str, Any], ours: NoteType) -> Shape:
    """Find our fields in a collection's note type, by id, else by name. Raises AnkiError where one was removed."""
    by_id = {field.get("id"): field["ord"] for field in model["flds"]}
    by_name = {field["name"]: field["ord"] for field in model["flds"]}
    places = [by_id.get(field.id, by_name.get(field.name)) for field in ours.fields]
    gone = [field.name for field, place in zip(ours.fields, places, strict=True) if place is None]
    templates = {template.get("id") for template in model["tmpls"]} | {each["name"] for each in model["tmpls"]}
    gone += [each.name for each in ours.templates if not {each.id, each.name} & templates]
    if gone:
        raise AnkiError(f"your note type {model['name']!r} no longer has {', '.join(gone)}: put it back first")
    is_ours = places == list(range(len(model["flds"]))) and len(model["tmpls"]) == len(ours.templates)
    return Shape(model, tuple(place for place in places if place is not None), is_ours)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A note to import: its time, and its fields where they are not those of the package."""

    modified: int
    fields: Sequence[str] | None = None


def write_selection(source: Path, target: Path, chosen: Mapping[str, Chosen], shapes: Iterable[Shape]) -> None:
    """Copy a package with only the notes in `chosen`, by guid, their cards, and the collection's note types."""
    with zipfile.ZipFile(source) as archive:
        collection = archive.read(COLLECTION)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(collection)
        connection.execute("BEGIN")
        _keep_only(connection, chosen)
        _reshape(connection, [shape for shape in shapes if not shape.is_ours])
        connection.execute("COMMIT")
        collection = connection.serialize()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(COLLECTION, collection)
        archive.writestr("media", b"{}")


def _keep_only(connection: sqlite3.Connection, chosen: Mapping[str, Chosen]) -> None:
    ids = {guid: note for note, guid in connection.execute("SELECT id, guid FROM notes")}
    connection.executemany(
        "DELETE FROM notes WHERE id = ?", [(note,) for guid, note in ids.items() if guid not in chosen]
    )
    connection.execute("DELETE FROM cards WHERE nid NOT IN (SELECT id FROM notes)")
    times = [(note.modified, ids[guid]) for guid, note in chosen.items()]
    connection.executemany("UPDATE notes SET mod = ? WHERE id = ?", times)
    texts = [(FIELDS_APART.join(n.fields), ids[guid]) for guid, n in chosen.items() if n.fields is not None]
    connection.executemany("UPDATE notes SET flds = ? WHERE id = ?", texts)


def _reshape(connection: sqlite3.Connection, shapes: Sequence[Shape]) -> None:
    models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
    models |= {str(shape.model["id"]): dict(shape.model) for shape in shapes if str(shape.model["id"]) in models}
    connection.execute("UPDATE col SET models = ?", (json.dumps(models),))

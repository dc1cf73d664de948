"""Packages are reproducible, read back as written, and import into real Anki as they are."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import genanki
import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from genanki.apkg_schema import APKG_SCHEMA

from qt2anki import package
from qt2anki.archive import note_of, read_package, read_standing, unpack
from qt2anki.errors import PackageError
from qt2anki.model import Note
from qt2anki.notetypes import note_types
from qt2anki.package import deck_id, pack

if TYPE_CHECKING:
    from pathlib import Path

TYPES = note_types()


def a_note(number: int = 1, **changes: Any) -> Note:  # noqa: ANN401
    """Make a step note with the cards Explain and Name."""
    values = {"Key": f"Key {number}", "Question": "What?", "Title": "T", "Body": "B", "Explain": "x", "Name": "y"}
    fields = tuple(values.get(name, "") for name in TYPES["step"].field_names)
    note_id = 200_000_000_000 + 8 * number
    note = Note(
        guid=f"guid{number}",
        note_type="step",
        fields=fields,
        tags=("quicktakes::kind::step",),
        cards=TYPES["step"].cards(fields),
        modified=1_700_000_000 + number,
        note_id=note_id,
        card_ids=tuple(note_id + o for o in TYPES["step"].cards(fields)),
        position=number * 10,
    )
    return note._replace(**changes)


def import_into(collection: Collection, path: Path) -> Any:  # noqa: ANN401
    """Import with the options of a fresh profile and return Anki's log."""
    options = collection._backend.get_import_anki_package_presets()
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log


def test_what_is_packed_reads_back() -> None:
    notes = [a_note(2), a_note(1)]
    contents = unpack(pack("QuickTakes::Medicine", "", notes, TYPES))
    assert list(contents.notes) == sorted(notes, key=lambda n: n.note_id)
    assert "QuickTakes::Medicine" in contents.decks


def test_the_same_notes_give_the_same_bytes() -> None:
    assert pack("A", "", [a_note(1), a_note(2)], TYPES) == pack("A", "", [a_note(1), a_note(2)], TYPES)


def test_the_rows_are_those_that_genanki_writes() -> None:
    note = a_note(tags=("one", "two"), position=30)
    fields = [{"name": name} for name in TYPES["step"].field_names]
    templates = [{"name": t.name, "qfmt": t.front, "afmt": t.back} for t in TYPES["step"].templates]
    plain = genanki.Note(
        genanki.Model(TYPES["step"].id, "", fields, templates), list(note.fields), None, note.tags, note.guid, 30
    )
    plain.cards = [genanki.Card(ordinal) for ordinal in note.cards]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(APKG_SCHEMA)
        ids = iter((note.note_id, *note.card_ids))
        plain.write_to_db(connection.cursor(), note.modified, deck_id("A"), ids)
        expected = rows_of(connection)
    assert rows_in(pack("A", "", [note], TYPES)) == expected


def rows_of(connection: sqlite3.Connection) -> list[list[tuple[Any, ...]]]:
    return [connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in ("notes", "cards")]


def rows_in(packed: bytes) -> list[list[tuple[Any, ...]]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        return rows_of(connection)


def test_real_anki_takes_ids_times_cards_and_positions_as_given(tmp_path: Path) -> None:
    notes = [a_note(n) for n in range(1, 30)]
    path = tmp_path / "deck.apkg"
    path.write_bytes(pack("QuickTakes::Medicine", "", notes, TYPES))
    collection = Collection(str(tmp_path / "collection.anki2"))
    log = import_into(collection, path)
    assert (len(log.new), len(log.conflicting), len(log.updated)) == (29, 0, 0)
    assert collection.db is not None
    rows = collection.db.all("SELECT id, guid, mod FROM notes ORDER BY id")
    assert rows == [[n.note_id, n.guid, n.modified] for n in notes]
    cards = collection.db.all("SELECT id, nid, ord, due FROM cards ORDER BY id")
    assert cards == [[i, n.note_id, o, n.position] for n in notes for i, o in zip(n.card_ids, n.cards, strict=True)]
    for note in notes[:3]:
        assert "T" in collection.get_card(note.card_ids[0]).render_output().question_text  # type: ignore[arg-type]
    collection.after_note_updates([n.note_id for n in notes], mark_modified=False, generate_cards=True)  # type: ignore[misc]
    assert collection.db.scalar("SELECT count() FROM cards") == len(cards)
    assert collection.fix_integrity()[1]
    collection.close()


BROKEN = {
    "U+001F": a_note(fields=("a\x1fb", *a_note().fields[1:])),
    "empty first field": a_note(fields=("", *a_note().fields[1:])),
    "too few fields": a_note(fields=("a", "b")),
    "no guid": a_note(guid=""),
    "no cards": a_note(cards=(), card_ids=()),
    "blank front": a_note(cards=(0, 1, 2), card_ids=(200_000_000_008, 200_000_000_009, 200_000_000_010)),
    "forgotten card": a_note(cards=(0,), card_ids=(200_000_000_008,)),
    "blank in a tag": a_note(tags=("a b",)),
    "lone surrogate": a_note(fields=("a\ud800", *a_note().fields[1:])),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_note_that_must_not_ship_is_refused(fault: str) -> None:
    with pytest.raises(PackageError, match="note "):
        pack("A", "", [BROKEN[fault]], TYPES)


WRITTEN_WRONGLY = [
    ("_INSERT_NOTE", "?5, ?6,", "?5, upper(?6),", "note guid1"),
    ("_INSERT_NOTE", "?3, ?4,", "?3, ?4 + 1,", "note guid1"),
    ("_INSERT_NOTE", "VALUES (?1,", "VALUES (?1 + 4,", "note guid1"),
    ("_INSERT_CARD", "?6,", "?6 + 1,", "a card of note 200000000008"),
    ("_INSERT_CARD", "(?3,", "(?3 + 4,", "a card of note 200000000008"),
    ("_INSERT_CARD", "-1, 0, 0,", "-1, 0, 2,", "belong to nothing"),
]
"""What is written instead of what, and how the read-back names it."""


@pytest.mark.parametrize(("statement", "right", "wrong", "named"), WRITTEN_WRONGLY)
def test_what_does_not_read_back_is_refused(
    statement: str, right: str, wrong: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = getattr(package, statement)
    assert right in query
    monkeypatch.setattr(package, statement, query.replace(right, wrong, 1))
    with pytest.raises(PackageError, match=f"does not read back as written: .*{named}"):
        pack("A", "", [a_note(1), a_note(2)], TYPES)


def test_a_note_that_stands_in_a_deck_is_packed_as_it_stands(tmp_path: Path) -> None:
    path, notes = tmp_path / "deck.apkg", [a_note(1), a_note(2, tags=("b", "a"))]
    path.write_bytes(pack("A", "", notes, TYPES))
    standing = read_standing(path)
    assert [note_of(standing[note.guid]) for note in notes] == notes
    assert pack("A", "", [notes[0], standing["guid2"]], TYPES) == path.read_bytes()
    with pytest.raises(PackageError, match="note guid2: it stands twice"):
        pack("A", "", [*notes, standing["guid2"]], TYPES)


def test_a_note_that_stands_in_a_deck_is_not_inspected_again(tmp_path: Path) -> None:
    path, late = tmp_path / "deck.apkg", a_note(2, fields=("", *a_note().fields[1:]))
    with pytest.raises(PackageError, match="note guid2"):
        pack("A", "", [a_note(1), late], TYPES)
    path.write_bytes(pack("A", "", [a_note(2)], TYPES))
    found = read_standing(path)["guid2"]
    standing = found._replace(row=(*found.row[:-1], "\x1f".join(late.fields)))
    assert unpack(pack("A", "", [a_note(1), standing], TYPES)).notes == (a_note(1), late)


@pytest.mark.parametrize("double", [{"guid": "guid1"}, {"note_id": a_note().note_id}, {"card_ids": a_note().card_ids}])
def test_a_guid_or_an_id_that_stands_twice_is_refused(double: dict[str, Any]) -> None:
    with pytest.raises(PackageError, match="stands twice"):
        pack("A", "", [a_note(1), a_note(2, **double)], TYPES)


def test_a_damaged_package_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    path.write_bytes(pack("A", "", [a_note()], TYPES)[:-40])
    with pytest.raises(PackageError, match=r"deck\.apkg"):
        read_package(path)

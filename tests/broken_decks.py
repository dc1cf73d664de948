"""Decks broken on purpose: a good deck, and SQL that makes it bad in one way each.

`break_deck(good, bad, BREAKS["..."])` edits the SQLite inside an `.apkg`. Names are those of the findings that
`qt2anki verify` must make; a name may have a second word for another way to the same finding.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

from qt2anki.compose import with_stamp
from qt2anki.model import Note
from qt2anki.notetypes import note_types
from qt2anki.package import pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Break = Callable[[sqlite3.Connection], None]

TYPES = note_types()
RELEASED = 1_790_000_000
NEXT = RELEASED + 86_400
SIZE = 24

CASES = {
    "step": {"Title": "Title {n}", "Body": "Body {n}", "Explain": "what happens?", "Name": "Name {n}"},
    "cloze": {"Text": "In step {n} {{{{c1::glucose}}}} enters."},
    "answer": {"Core": "Core {n}", "Outline": "<ul><li>a</li></ul>"},
}
KINDS = ("step", "step", "step", "cloze", "answer")


def good_note(number: int, *, modified: int = RELEASED, tags: tuple[str, ...] = (), **changes: str) -> Note:
    """Make a note as the pipeline releases it; every fifth is a cloze, every fifth an answer."""
    note_type = TYPES[KINDS[number % len(KINDS)]]
    values = {name: text.format(n=number) for name, text in CASES[note_type.key].items()}
    values |= {"Key": f"Question › {number}", "Question": f"What happens in step {number}?"} | changes
    fields = with_stamp([values.get(name, "") for name in note_type.field_names], note_type)
    note_id, cards = 300_000_000_000 + 8 * number, note_type.cards(fields)
    return Note(
        guid=f"guid-{number:03}",
        note_type=note_type.key,
        fields=fields,
        tags=("quicktakes::subject::medicine", *tags),
        cards=cards,
        modified=modified,
        note_id=note_id,
        card_ids=tuple(note_id + ordinal for ordinal in cards),
        position=10 * number,
    )


def good_deck(path: Path, *notes: Note, name: str = "QuickTakes::Medicine") -> Path:
    """Write a deck; without notes, one of SIZE good ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack(name, "", notes or [good_note(n) for n in range(SIZE)], TYPES))
    return path


def break_deck(good: Path, bad: Path, how: Break) -> Path:
    """Copy a deck and edit the collection in the copy."""
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(parts["collection.anki2"])
        how(connection)
        connection.commit()
        parts["collection.anki2"] = connection.serialize()
    with zipfile.ZipFile(bad, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return bad


def _sql(*statements: str) -> Break:
    def edit(connection: sqlite3.Connection) -> None:
        for statement in statements:
            assert connection.execute(statement).rowcount, statement

    return edit


def _json(column: str, change: Callable[[dict[str, Any]], object]) -> Break:
    """Edit `models` or `decks`, which are JSON objects by id."""

    def edit(connection: sqlite3.Connection) -> None:
        value = json.loads(connection.execute(f"SELECT {column} FROM col").fetchone()[0])
        change(value)
        connection.execute(f"UPDATE col SET {column} = ?", [json.dumps(value)])

    return edit


def _step(change: Callable[[dict[str, Any]], object]) -> Break:
    return _json("models", lambda models: change(models[str(TYPES["step"].id)]))


def _field(name: str, text: str, where: str = "guid = 'guid-000'") -> Break:
    """Set one field of a step note; SQLite has no split, so this does it."""

    def edit(connection: sqlite3.Connection) -> None:
        rows = connection.execute(f"SELECT id, flds FROM notes WHERE {where}").fetchall()
        assert rows
        for note_id, fields in rows:
            values = fields.split("\x1f")
            values[TYPES["step"].field_names.index(name)] = text
            connection.execute("UPDATE notes SET flds = ? WHERE id = ?", ["\x1f".join(values), note_id])

    return edit


def _restamped(*edits: Break) -> Break:
    """Edit a step note and stamp it, so that only the edit is wrong."""

    def edit(connection: sqlite3.Connection) -> None:
        for each in edits:
            each(connection)
        fields = connection.execute("SELECT flds FROM notes WHERE guid = 'guid-000'").fetchone()[0].split("\x1f")
        stamped = "\x1f".join(with_stamp(fields, TYPES["step"]))
        connection.execute("UPDATE notes SET flds = ? WHERE guid = 'guid-000'", [stamped])

    return edit


def _second_deck(name: str) -> Break:
    return _json("decks", lambda decks: decks.update({"77": {**next(iter(decks.values())), "id": 77, "name": name}}))


_CARD = "INSERT INTO cards SELECT id + 500, nid, did, {}, mod, usn, type, queue, due, ivl, factor, reps, lapses, left,"
_CARD += " odue, odid, flags, data FROM cards WHERE nid = 300000000000 AND ord = 0"

ALONE: dict[str, Break] = {
    "unreadable by a lost column": _sql("ALTER TABLE notes RENAME COLUMN flds TO fields2"),
    "no-guid": _sql("UPDATE notes SET guid = '' WHERE guid = 'guid-000'"),
    "duplicate-guid": _sql("UPDATE notes SET guid = 'guid-001' WHERE guid = 'guid-000'"),
    "field-count by U+001F": _field("Body", "a\x1fb"),
    "refused by U+001F": _field("Body", "a\x1fb"),
    "field-count by a lost field": _sql("UPDATE notes SET flds = 'a' || char(31) || 'b' WHERE guid = 'guid-000'"),
    "unknown-note-type": _sql("UPDATE notes SET mid = 4711 WHERE guid = 'guid-000'"),
    "note-type-twice": _json("models", lambda models: models.update({"4711": next(iter(models.values()))})),
    "changed-schema by a field": _step(lambda model: model["flds"].append({**model["flds"][-1], "ord": 99, "id": 99})),
    "changed-schema by order": _step(lambda model: [model["flds"][at].update(ord=3 - at) for at in (1, 2)]),
    "changed-schema by a template": _step(lambda model: model["tmpls"].pop()),
    "changed-schema by another kind": _step(lambda model: model.update(type=1)),
    "no-stable-id of a field": _step(lambda model: model["flds"][3].pop("id")),
    "no-stable-id of a template": _step(lambda model: model["tmpls"][1].pop("id")),
    "deck-override": _step(lambda model: model["tmpls"][0].update(did=12345)),
    "template-error by an open section": _step(lambda model: model["tmpls"][0].update(qfmt="{{#Explain}}{{Explain}}")),
    "template-error by an unknown field": _step(lambda model: model["tmpls"][0].update(qfmt="{{Explain}}{{Nowhere}}")),
    "control-character": _restamped(_field("Body", "a\x07b")),
    "not-normal": _restamped(_field("Body", "cafe\u0301")),
    "empty-first-field": _restamped(_field("Key", "<br>")),
    "wrong-stamp": _field("Body", "something else"),
    "system-tag marked": _sql("UPDATE notes SET tags = ' marked ' WHERE guid = 'guid-000'"),
    "system-tag leech": _sql("UPDATE notes SET tags = ' Leech ' WHERE guid = 'guid-000'"),
    "changed-tags": _sql("UPDATE notes SET tags = ' a:::::b ' WHERE guid = 'guid-000'"),
    "no-cards": _sql("DELETE FROM cards WHERE nid = 300000000000"),
    "orphan-card": _sql("DELETE FROM notes WHERE guid = 'guid-000'"),
    "duplicate-card": _sql(_CARD.format(0)),
    "no-template": _sql(_CARD.format(9)),
    "missing-card": _sql("DELETE FROM cards WHERE nid = 300000000000 AND ord = 1"),
    "blank-card by a surplus row": _sql(_CARD.format(2)),
    "blank-card by an emptied front": _restamped(_field("Name", "")),
    "blank-card without a cloze": _sql("UPDATE notes SET flds = replace(flds, '{{c1::', '{{') WHERE guid = 'guid-003'"),
    "missing-card of a second cloze": _sql(
        "UPDATE notes SET flds = replace(flds, 'step 3', '{{c2::step 3}}') WHERE guid = 'guid-003'"
    ),
    "studied-card suspended": _sql("UPDATE cards SET queue = -1 WHERE nid = 300000000000"),
    "studied-card with reviews": _sql("INSERT INTO revlog VALUES (1, 300000000000, -1, 3, 1, 1, 2500, 900, 1)"),
    "studied-card flagged": _sql("UPDATE cards SET flags = 3 WHERE nid = 300000000000"),
    "default-deck": _sql("UPDATE cards SET did = 1"),
    "unknown-deck": _sql("UPDATE cards SET did = 4711"),
    "duplicate-deck": _second_deck("QUICKTAKES::medicine"),
    "preset": _json("decks", lambda decks: [deck.update(conf=4711) for deck in decks.values()]),
    "future-time of a note": _sql("UPDATE notes SET mod = 4102444800 WHERE guid = 'guid-000'"),
    "future-time of a note type": _step(lambda model: model.update(mod=4102444800)),
    "far-id": _sql("UPDATE cards SET id = 4102444800000 WHERE nid = 300000000000 AND ord = 0"),
    "missing-media": _restamped(_field("Body", '<img src="heart.png">')),
    "duplicate-key": _restamped(_field("Key", "Question › 1")),
}
"""What is wrong with a deck whatever stood before it."""

AFTER: dict[str, Break] = {
    "stale-time of a constant time": _restamped(_field("Body", "corrected")),
    "needless-time": _sql(f"UPDATE notes SET mod = {NEXT} WHERE guid = 'guid-000'"),
    "needless-time of links": _restamped(_field("Source", "/elsewhere"), _sql(f"UPDATE notes SET mod = {NEXT}")),
    "fallen-time": _sql("UPDATE notes SET mod = mod - 9 WHERE guid = 'guid-000'"),
    "lost-note": _sql("DELETE FROM notes WHERE guid = 'guid-000'", "DELETE FROM cards WHERE nid = 300000000000"),
    "lost-note by another guid": _sql("UPDATE notes SET guid = 'minted anew' WHERE guid = 'guid-000'"),
    "lost-card": _sql("DELETE FROM cards WHERE nid = 300000000000 AND ord = 1"),
    "lost-card by a renumbered cloze": _sql(
        f"UPDATE notes SET flds = replace(flds, 'c1::', 'c2::'), mod = {NEXT} WHERE guid = 'guid-003'",
        "UPDATE cards SET ord = 1 WHERE nid = 300000000024",
    ),
    "renumbered-cloze": _sql(
        f"UPDATE notes SET flds = replace(flds, 'c1::', 'c2::'), mod = {NEXT} WHERE guid = 'guid-003'"
    ),
    "changed-id": _sql(
        "UPDATE notes SET id = id + 1 WHERE guid = 'guid-000'",
        "UPDATE cards SET nid = nid + 1 WHERE nid = 300000000000",
    ),
    "changed-note-type": _sql(f"UPDATE notes SET mid = {TYPES['cloze'].id}, mod = {NEXT} WHERE guid = 'guid-000'"),
    "conflict by a changed schema": _step(lambda model: model["tmpls"].pop()),
}
"""What is wrong with a deck only because of the release before, which is the good deck."""

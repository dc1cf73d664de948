"""Import decks into a real collection and say what is wrong, with the means of docs/anki.md, fact 27."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageRequest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass
class Imported:
    """Notes by what Anki did with them, what the collection then holds, and every fault found."""

    new: int = 0
    updated: int = 0
    duplicate: int = 0
    conflicting: int = 0
    notes: int = 0
    cards: int = 0
    faults: list[str] = field(default_factory=list)


def import_deck(collection: Collection, deck: Path) -> Imported:
    """Import with the options of a fresh profile; only the counts of the log are filled in."""
    options = collection._backend.get_import_anki_package_presets()
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=options)).log
    return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))


def import_decks(home: Path, decks: Iterable[Path]) -> Imported:
    """Import all decks into one fresh collection below `home` and examine it."""
    total = Imported()
    collection = Collection(str(home / "collection.anki2"))
    try:
        for deck in decks:
            one = import_deck(collection, deck)
            for count in ("new", "updated", "duplicate", "conflicting"):
                setattr(total, count, getattr(total, count) + getattr(one, count))
        _examine(collection, total)
    finally:
        collection.close()
    return total


def _examine(collection: Collection, total: Imported) -> None:
    database = collection.db
    assert database is not None
    total.notes = int(database.scalar("SELECT count() FROM notes"))
    total.cards = int(database.scalar("SELECT count() FROM cards"))
    if orphans := database.list("SELECT guid FROM notes WHERE id NOT IN (SELECT nid FROM cards)"):
        total.faults.append(f"notes without cards: {orphans[:5]}")
    if empty := [note.note_id for note in collection.get_empty_cards().notes]:
        total.faults.append(f"notes with empty cards: {empty[:5]}")
    collection.after_note_updates(database.list("SELECT id FROM notes"), mark_modified=False, generate_cards=True)
    if (after := int(database.scalar("SELECT count() FROM cards"))) != total.cards:
        total.faults.append(f"cards that the packages forgot: {after - total.cards}")
    report, healthy = collection.fix_integrity()
    if not healthy or "rebuilt" not in report.lower():
        total.faults.append(f"integrity: {report}")

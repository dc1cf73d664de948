"""Carry a plan out in an open collection (a copy), by Anki's own import, and prove that nothing was lost."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from anki.cards import CardId
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.consts import QUEUE_TYPE_SUSPENDED
from anki.decks import DeckId
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS as ALWAYS
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER as IF_NEWER
from anki.notes import NoteId

from qt2anki.anki_bridge.plan import Fate, Incoming, Present
from qt2anki.anki_bridge.scratch import column, forget_note_types, rows
from qt2anki.anki_bridge.selection import Chosen, Shape, read_shape, write_selection
from qt2anki.archive import FIELDS_APART
from qt2anki.errors import AnkiError
from qt2anki.notetypes import TYPES_BY_ID

if TYPE_CHECKING:
    from collections.abc import Collection as Sized
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from anki.collection import Collection

_MARK = "qt2anki"
"""The key in a card's custom data that says: suspended by us, so revived by us. It follows the card through syncs."""
_WRITTEN = frozenset({Fate.UPDATE, Fate.OVERWRITE})
_SETTLED = frozenset({Fate.UPDATE, Fate.OVERWRITE, Fate.KEEP, Fate.UNCHANGED})
"""Fates of notes that stand, after the upgrade, as the release has them or as the student wants them."""


class Retired(StrEnum):
    """What to do with notes that the release retires; one with reviews, or marks of its owner, is never deleted."""

    LEFT = "left"
    SUSPENDED = "suspended"
    DELETED = "deleted"


@dataclass
class Done:
    """What an upgrade did besides texts: ids of cards, of deleted notes; own tags given back, by tag."""

    suspended: list[int] = field(default_factory=list)
    revived: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    beside_siblings: list[int] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)


class Upgrade:
    """One release on its way into one collection."""

    def __init__(self, collection: Collection, incoming: Mapping[str, Incoming]) -> None:
        self.collection = collection
        self.incoming = incoming
        self.done = Done()
        self._shapes = {type_id: self._shape(type_id) for type_id in TYPES_BY_ID}
        self._raw: dict[int, list[str]] = {}
        self.present = dict(self._read_present())

    def deleted(self) -> frozenset[int]:
        """Return the ids of notes and cards that were deleted: Anki keeps them until a full sync, and their reviews."""
        graves = column(self.collection, "SELECT oid FROM graves WHERE type IN (0, 1)")
        query = "SELECT DISTINCT cid FROM revlog WHERE cid NOT IN (SELECT id FROM cards)"
        return frozenset(graves) | frozenset(column(self.collection, query))

    def write(self, fates: Mapping[str, Fate], decks: Sequence[Path], scratch: Path) -> None:
        """Import what is to be added or updated, give the student's tags back, and settle kept notes."""
        for table in ("notes", "cards", "revlog"):
            rows(self.collection, f"CREATE TEMP TABLE {table}_before AS SELECT * FROM {table}")  # noqa: S608 - our names
        known = {deck.id for deck in self.collection.decks.all_names_and_ids()}
        for number, path in enumerate(decks):
            self._import(path, {g: f for g, f in fates.items() if self.incoming[g].deck == number}, scratch)
        self._give_back_tags([guid for guid, fate in fates.items() if fate in _WRITTEN])
        self._keep([guid for guid, fate in fates.items() if fate is Fate.KEEP])
        self._place_siblings()
        self._remove_empty_decks(known)

    def _shape(self, type_id: int) -> Shape | None:
        model = self.collection.models.get(type_id)  # type: ignore[arg-type]
        return read_shape(model, TYPES_BY_ID[type_id]) if model else None

    def _read_present(self) -> Iterator[tuple[str, Present]]:
        for note_id, guid, type_id, modified, tags, text in rows(
            self.collection, "SELECT id, guid, mid, mod, tags, flds FROM notes"
        ):
            note, shape = self.incoming.get(guid), self._shapes.get(type_id)
            if note is None:
                continue
            fields = text.split(FIELDS_APART)
            if shape and not shape.is_ours:
                self._raw[note_id] = fields
            ours = shape.read(fields) if shape else tuple(fields)
            yield guid, Present(note_id, type_id, modified, tuple(tags.split()), ours)

    def _import(self, path: Path, fates: Mapping[str, Fate], scratch: Path) -> None:
        """Import the notes of one package that are to be added or updated."""
        chosen = {g: self._choose(g) for g, fate in fates.items() if fate in _WRITTEN or fate is Fate.ADD}
        if not chosen:
            return
        write_selection(path, scratch / "part.apkg", chosen, [shape for shape in self._shapes.values() if shape])
        options = ImportAnkiPackageOptions(update_notes=ALWAYS, update_notetypes=IF_NEWER)
        request = ImportAnkiPackageRequest(package_path=str(scratch / "part.apkg"), options=options)
        log = self.collection.import_anki_package(request).log
        forget_note_types(self.collection)
        arrived = (len(log.new), len(log.updated))
        expected = (sum(fate is Fate.ADD for fate in fates.values()), sum(fate in _WRITTEN for fate in fates.values()))
        if arrived != expected:
            raise AnkiError(f"{path}: Anki took {arrived} new and updated notes instead of {expected}")

    def _choose(self, guid: str) -> Chosen:
        row, here = self.incoming[guid].row, self.present.get(guid)
        shape = self._shapes[row.type_id]
        modified = row.modified + 1 if here and here.modified == row.modified else row.modified
        if shape is None or shape.is_ours:
            return Chosen(modified)
        return Chosen(modified, shape.write(row.fields, self._raw[here.id] if here else ()))

    def _give_back_tags(self, guids: Iterable[str]) -> None:
        """Write tags without touching the note's time: the next release has to stay newer."""
        changes = []
        for guid in guids:
            here = self.present[guid]
            if here.own_tags:
                changes.append((_join_tags((*self.incoming[guid].row.tags, *here.own_tags)), here.id))
                self.done.tags.update(here.own_tags)
        self._execute_many("UPDATE notes SET tags = ?, usn = -1 WHERE id = ?", changes)

    def _keep(self, guids: Iterable[str]) -> None:
        """Leave the student's text, and note in `Stamp` which release it was kept against: it is asked about once.

        The time rises to the release's, so that a plain import of the same deck does not overwrite the text either.
        """
        changes = []
        for guid in guids:
            here, row = self.present[guid], self.incoming[guid].row
            at = TYPES_BY_ID[here.type_id].place("Stamp")
            fields: Sequence[str] = (*here.fields[:at], row.fields[at], *here.fields[at + 1 :])
            shape = self._shapes[here.type_id]
            if shape and not shape.is_ours:
                fields = shape.write(fields, self._raw[here.id])
            tags = _join_tags((*row.tags, *here.own_tags))
            changes.append((FIELDS_APART.join(fields), tags, max(here.modified, row.modified), here.id))
        self._execute_many("UPDATE notes SET flds = ?, tags = ?, mod = ?, usn = -1 WHERE id = ?", changes)

    def _place_siblings(self) -> None:
        """Put a new card of a note that the student has into the deck of its siblings, where they have one in common.

        Anki would put it into the package's deck, even if the student keeps the note elsewhere (docs/anki.md, fact 8).
        """
        query = """
            SELECT c.id, min(iif(b.odid, b.odid, b.did)) AS home FROM cards c JOIN cards_before b ON b.nid = c.nid
            WHERE c.id NOT IN (SELECT id FROM cards_before)
            GROUP BY c.id HAVING home = max(iif(b.odid, b.odid, b.did)) AND home != c.did
        """
        self.done.beside_siblings = self._move(rows(self.collection, query))

    def move_to_subjects(self, fates: Mapping[str, Fate], homes: Mapping[str, Sized[str]]) -> None:
        """Move cards to their subject's deck: `homes` are, by guid, the decks in which a note may stand, first best."""
        names = {deck.id: deck.name for deck in self.collection.decks.all_names_and_ids()}
        wanted = {
            self.present[guid].id: homes[guid]
            for guid, fate in fates.items()
            if fate in _SETTLED and not self.incoming[guid].has_banner
        }
        cards = rows(self.collection, "SELECT id, nid, did FROM cards WHERE odid = 0")
        strays = [
            (card, wanted[note]) for card, note, deck in cards if note in wanted and names[deck] not in wanted[note]
        ]
        self.done.moved = self._move((card, self.collection.decks.id(next(iter(decks)))) for card, decks in strays)

    def _move(self, moves: Iterable[Sequence[Any]]) -> list[int]:
        """Move cards, given as pairs of card and deck, and return them."""
        by_deck: dict[int, list[CardId]] = {}
        for card, deck in moves:
            by_deck.setdefault(deck, []).append(CardId(card))
        for deck, cards in by_deck.items():
            self.collection.set_deck(cards, deck)
        return sorted(card for cards in by_deck.values() for card in cards)

    def settle_retired(self, fates: Mapping[str, Fate], wish: Retired) -> None:
        """Suspend or delete what the release retires, wake what it revives; what the student suspended stays so."""
        settled = [guid for guid, fate in fates.items() if fate in _SETTLED]
        retired = {self.present[guid].id for guid in settled if self.incoming[guid].is_retired}
        if wish is Retired.DELETED:
            self._delete(retired & self._unused(guid for guid in settled if self.incoming[guid].is_retired))
        cards = rows(self.collection, "SELECT id, nid, queue, data LIKE ? FROM cards", f"%{_MARK}%")
        if wish is not Retired.LEFT:
            asleep = [
                c for c, note, queue, mark in cards if note in retired and not mark and queue != QUEUE_TYPE_SUSPENDED
            ]
            self._suspend(asleep)
        active = {self.present[guid].id for guid in settled} - retired
        self._revive([(card, queue) for card, note, queue, mark in cards if note in active and mark])

    def _unused(self, guids: Iterable[str]) -> set[int]:
        """Return the ids of notes without a review, an edit, an own tag, a flag or a suspension."""
        clean = {here.id for here in map(self.present.__getitem__, guids) if not (here.own_tags or here.is_edited)}
        used = "SELECT nid FROM cards WHERE reps > 0 OR flags > 0 OR queue = -1 OR id IN (SELECT cid FROM revlog)"
        return clean - set(column(self.collection, used))

    def _delete(self, notes: Iterable[int]) -> None:
        self.done.deleted = sorted(notes)
        self.collection.remove_notes([NoteId(note) for note in self.done.deleted])

    def _suspend(self, cards: Sequence[int]) -> None:
        self.collection.sched.suspend_cards([CardId(card) for card in cards])
        self._mark(cards, on=True)
        self.done.suspended = sorted(cards)

    def _revive(self, cards: Sequence[Sequence[int]]) -> None:
        asleep = [card for card, queue in cards if queue == QUEUE_TYPE_SUSPENDED]
        self.collection.sched.unsuspend_cards([CardId(card) for card in asleep])
        self._mark([card for card, _ in cards], on=False)
        self.done.revived = sorted(card for card, _ in cards)

    def _mark(self, cards: Iterable[int], *, on: bool) -> None:
        changed = []
        for card_id in cards:
            card = self.collection.get_card(CardId(card_id))
            values = json.loads(card.custom_data or "{}")
            values.pop(_MARK, None)
            card.custom_data = json.dumps(values | ({_MARK: 1} if on else {})) if values or on else ""
            changed.append(card)
        self.collection.update_cards(changed)

    def _remove_empty_decks(self, known: set[int]) -> None:
        """Remove decks that the import made and that no card went to."""
        new = [deck.id for deck in self.collection.decks.all_names_and_ids() if deck.id not in known]
        empty = [DeckId(i) for i in new if not self.collection.decks.card_count(DeckId(i), include_subdecks=True)]
        self.collection.decks.remove(empty)

    def prove(self, fates: Mapping[str, Fate]) -> None:
        """Compare with what was there before. Raises AnkiError when anything changed that must not."""
        done = self.done
        touched = {*done.suspended, *done.revived, *done.moved}
        cards = "SELECT id, nid FROM (SELECT * FROM cards_before EXCEPT SELECT * FROM cards)"
        gone = set(done.deleted)
        lost = [c for c, note in rows(self.collection, cards) if c not in touched and note not in gone]
        self._refuse("cards changed", lost)
        for one, other in (("revlog_before", "revlog"), ("revlog", "revlog_before")):
            query = f"SELECT cid FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other})"  # noqa: S608 - our names
            self._refuse("reviews changed", column(self.collection, query))
        written = {self.present[g].id for g, fate in fates.items() if fate in _WRITTEN or fate is Fate.KEEP} | gone
        notes = column(self.collection, "SELECT id FROM (SELECT * FROM notes_before EXCEPT SELECT * FROM notes)")
        self._refuse("notes changed", [note for note in notes if note not in written])
        after = {
            note: set(tags.casefold().split()) for note, tags in rows(self.collection, "SELECT id, tags FROM notes")
        }
        own = ((here.id, {tag.casefold() for tag in here.own_tags}) for here in self.present.values())
        self._refuse("tags lost", [note for note, tags in own if note not in gone and tags - after[note]])
        self._refuse("damage", [each for each in column(self.collection, "PRAGMA quick_check") if each != "ok"])

    def _refuse(self, what: str, places: Sequence[object]) -> None:
        if places:
            raise AnkiError(f"{what} that must not ({len(places)}, first {places[0]}): your collection is as it was")

    def _execute_many(self, sql: str, changes: Sequence[Sequence[Any]]) -> None:
        if changes and self.collection.db:
            self.collection.db.executemany(sql, changes)


def _join_tags(tags: Iterable[str]) -> str:
    """Join tags as Anki stores them: sorted, each once whatever its case, a blank at both ends."""
    unique = {tag.casefold(): tag for tag in tags}
    return f" {' '.join(unique[key] for key in sorted(unique))} " if unique else ""

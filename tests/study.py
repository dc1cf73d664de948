"""A simulated student who studies in a real Anki collection and knows afterwards what must not be lost.

    collection = Collection(str(path))
    import_deck(collection, deck)                    # Anki's own import, with the options of a fresh profile
    student = Student(collection, seed=7, born=T0)
    student.live(until=T0 + 90 * DAY)                # reviews with FSRS; tags, edits, suspends, flags, moves, deletes
    import_deck(collection, next_release)            # at any time between two calls of `live`
    assert student.losses() == []                    # one line for everything that the collection no longer has
    assert student.losses(besides={TAG, EDIT}) == [] # what a plain import keeps

The same seed does the same things over the same decks, and gives the n-th answer to a card alike; only which of two
cards comes first is up to Anki, whose order depends on its clock. Dates are true: what the student does at time T is
stamped T, though Anki's backend only knows the present. For the length of a session all times of the collection move by
a whole number of days, so that T is now, and move back afterwards (`_at`).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import anki.collection  # noqa: F401 - first: anki.cards alone runs into a circle
from anki.cards import Card, CardId
from anki.collection import Collection, ImportAnkiPackageRequest
from anki.consts import QUEUE_TYPE_SUSPENDED
from anki.notes import NoteId
from anki.scheduler.v3 import CardAnswer

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from anki.import_export_pb2 import ImportResponse

K = TypeVar("K")
V = TypeVar("V")

DAY = 86400
REVIEW, TAG, EDIT, SUSPENSION, FLAG, MOVE, DELETION, CARD = (
    *("review", "tag", "edit", "suspension", "flag", "move", "deletion", "card"),
)
"""What can be lost; the first word of each line of `losses`."""

OWN_TAGS = ("marked", "leech", "exam", "to-ask", "week::3", "Schwierig")
RATINGS = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.GOOD, CardAnswer.GOOD, CardAnswer.EASY)
REMARKS = (" (I remember this from the lab)", "<br>mnemonic: every good boy", " <b>!!</b>", " – see p. 12 &amp; 13")
NOT_FOR_EDITS = ("Stamp", "Banner", "Key", "Source", "Related", "Spare")


def import_deck(collection: Collection, path: Path) -> ImportResponse.Log:
    """Import as Anki does in a fresh profile, and return its log."""
    options = collection._backend.get_import_anki_package_presets()
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    collection.models._clear_cache()
    return log


@dataclass
class Deeds:
    """What the student did, by card id and guid: what every later release has to leave alone."""

    reviews: Counter[int] = field(default_factory=Counter)
    tags: dict[str, set[str]] = field(default_factory=dict)
    edits: dict[tuple[str, str], str] = field(default_factory=dict)
    suspended: set[int] = field(default_factory=set)
    flags: dict[int, int] = field(default_factory=dict)
    decks: dict[int, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    scheduled: dict[int, tuple[int, ...]] = field(default_factory=dict)


class Student:
    """A person with a collection: `live` until some time, then ask for `losses`.

    `born` is the date of the collection, in seconds since 1970; `root` the deck that is studied, with its subdecks.
    """

    def __init__(self, collection: Collection, *, seed: int, born: int, root: str = "QuickTakes") -> None:
        self.collection = collection
        self.deeds = Deeds()
        self.now = born
        self._seed = seed
        self._random = random.Random(seed)
        self._root = root
        collection.set_config("fsrs", True)
        preset = collection.decks.get_config(collection.decks.all_config()[0]["id"])
        assert preset is not None
        preset["new"]["perDay"] = preset["rev"]["perDay"] = 9999
        collection.decks.update_config(preset)
        _execute(collection, "UPDATE col SET crt = ?", born // DAY * DAY)
        _reopen(collection)

    def live(self, *, until: int, every: int = 1, reviews: int = 20, deeds: int = 3) -> None:
        """Study every `every` days: at most `reviews` answers, then `deeds` other things, each to a note at random."""
        while self.now + every * DAY <= until:
            self.now += every * DAY
            with self._at(self.now):
                self._review(reviews)
                for _ in range(deeds):
                    self._do_something()
        self.now = until
        self.deeds.scheduled = self._schedule()

    def losses(self, besides: Container[str] = ()) -> list[str]:
        """Return a line for each thing that the student did or learned and the collection does not have any more."""
        deeds = self.deeds
        found = [
            *(f"{REVIEW} of card {c}: {n} became {k}" for c, n, k in _missing(deeds.reviews, self._reviews())),
            *(f"{CARD} {c}: {n} became {k}" for c, n, k in _missing(deeds.scheduled, self._schedule())),
            *(f"{TAG} {t} of {g}" for g, own in deeds.tags.items() for t in sorted(own - self._tags(g))),
            *(f"{EDIT} of {g} in {n}" for (g, n), text in deeds.edits.items() if self._field(g, n) != text),
            *(f"{SUSPENSION} of card {c}" for c in sorted(deeds.suspended - self._suspended())),
            *(f"{FLAG} {n} of card {c}" for c, n in deeds.flags.items() if self._card(c, "flags") != n),
            *(f"{MOVE} of card {c} to {d}" for c, d in deeds.decks.items() if self._deck_of(c) != d),
            *(f"{DELETION} of {g}" for g in sorted(deeds.deleted) if self._note(g)),
        ]
        return [line for line in found if line.partition(" ")[0] not in besides]

    def _review(self, limit: int) -> None:
        """Answer what Anki shows, as the study screen does."""
        scheduler = self.collection.sched
        self.collection.decks.select(self.collection.decks.id_for_name(self._root) or self.collection.decks.selected())
        for _ in range(limit):
            shown = scheduler.get_queued_cards().cards  # type: ignore[union-attr]
            if not shown:
                return
            card = Card(self.collection, backend_card=shown[0].card)
            card.start_timer()
            rating = random.Random(f"{self._seed} {card.id} {self.deeds.reviews[card.id]}").choice(RATINGS)
            answer = scheduler.build_answer(card=card, states=shown[0].states, rating=rating)  # type: ignore[union-attr]
            scheduler.answer_card(answer)  # type: ignore[union-attr]
            self.deeds.reviews[card.id] += 1
            if scheduler.state_is_leech(answer.new_state):  # type: ignore[union-attr]
                self.deeds.tags.setdefault(card.note().guid, set()).add("leech")
                self.deeds.suspended |= self._suspended() & {card.id}

    def _do_something(self) -> None:
        notes = self._column("SELECT id FROM notes ORDER BY id")
        if not notes:
            return
        note = self.collection.get_note(NoteId(self._random.choice(notes)))
        deeds = (self._tag, self._edit, self._suspend, self._flag, self._move, self._delete)
        self._random.choices(deeds, weights=(4, 2, 2, 2, 1, 0.5))[0](note.id)

    def _tag(self, note_id: NoteId) -> None:
        tag = self._random.choice(OWN_TAGS)
        self.collection.tags.bulk_add([note_id], tag)
        self.deeds.tags.setdefault(self.collection.get_note(note_id).guid, set()).add(tag)

    def _edit(self, note_id: NoteId) -> None:
        note = self.collection.get_note(note_id)
        names = [name for name, text in note.items() if text and not name.startswith(NOT_FOR_EDITS)]
        name = self._random.choice(names)
        note[name] += self._random.choice(REMARKS)
        self.collection.update_note(note)
        self.deeds.edits[note.guid, name] = note[name]

    def _suspend(self, note_id: NoteId) -> None:
        """Suspend a card that is awake: for one that sleeps already the button of Anki would wake it."""
        card = self._random.choice(self.collection.card_ids_of_note(note_id))
        if self._card(card, "queue") != QUEUE_TYPE_SUSPENDED:
            self.collection.sched.suspend_cards([card])
            self.deeds.suspended.add(card)

    def _flag(self, note_id: NoteId) -> None:
        card = self._random.choice(self.collection.card_ids_of_note(note_id))
        flag = self._random.randint(1, 7)
        self.collection.set_user_flag_for_cards(flag, [card])
        self.deeds.flags[card] = flag

    def _move(self, note_id: NoteId) -> None:
        deck = f"{self._root}::My own::{self._random.choice('AB')}"
        deck_id = self.collection.decks.id(deck)
        assert deck_id is not None
        cards = self.collection.card_ids_of_note(note_id)
        self.collection.set_deck(cards, deck_id)
        self.deeds.decks.update(dict.fromkeys(cards, deck))

    def _delete(self, note_id: NoteId) -> None:
        """Delete a note; its reviews stay in the log, its tags and flags are no loss."""
        deeds = self.deeds
        guid, cards = self.collection.get_note(note_id).guid, self.collection.card_ids_of_note(note_id)
        self.collection.remove_notes([note_id])
        deeds.deleted.add(guid)
        deeds.tags.pop(guid, None)
        deeds.edits = {key: text for key, text in deeds.edits.items() if key[0] != guid}
        for card in cards:
            deeds.suspended.discard(card)
            deeds.flags.pop(card, None)
            deeds.decks.pop(card, None)

    @contextmanager
    def _at(self, then: int) -> Iterator[None]:
        """Make `then` the present of the collection, to the day; Anki reads its timing when a collection is opened."""
        offset = round((time.time() - then) / DAY) * DAY
        _shift(self.collection, offset)
        _reopen(self.collection)
        yield
        _shift(self.collection, -offset)
        _reopen(self.collection)

    def _column(self, sql: str, *arguments: str | int) -> list[int]:
        assert self.collection.db is not None
        column: list[int] = self.collection.db.list(sql, *arguments)
        return column

    def _schedule(self) -> dict[int, tuple[int, ...]]:
        """Return what has been learned: for each card seen, its type, due, interval, ease, reviews and lapses."""
        assert self.collection.db is not None
        rows = self.collection.db.all("SELECT id, type, due, ivl, factor, reps, lapses FROM cards WHERE reps > 0")
        return {row[0]: tuple(row[1:]) for row in rows}

    def _reviews(self) -> Counter[int]:
        return Counter(self._column("SELECT cid FROM revlog WHERE ease > 0"))

    def _suspended(self) -> set[int]:
        return set(self._column("SELECT id FROM cards WHERE queue = ?", QUEUE_TYPE_SUSPENDED))

    def _note(self, guid: str) -> int:
        return next(iter(self._column("SELECT id FROM notes WHERE guid = ?", guid)), 0)

    def _tags(self, guid: str) -> set[str]:
        return set(self.collection.get_note(NoteId(self._note(guid))).tags) if self._note(guid) else set()

    def _field(self, guid: str, name: str) -> str:
        return self.collection.get_note(NoteId(self._note(guid)))[name] if self._note(guid) else ""

    def _card(self, card: int, column: str) -> int:
        return next(iter(self._column(f"SELECT {column} FROM cards WHERE id = ?", card)), -1)

    def _deck_of(self, card: int) -> str:
        exists = self._card(card, "id") == card
        return self.collection.decks.name(self.collection.get_card(CardId(card)).did) if exists else ""


def _missing(expected: Mapping[K, V], found: Mapping[K, V]) -> Iterator[tuple[K, V, V | None]]:
    """Yield what is not as it was: key, value then, value now."""
    return ((key, value, found.get(key)) for key, value in expected.items() if found.get(key) != value)


def _execute(collection: Collection, sql: str, *arguments: str | int) -> None:
    assert collection.db is not None
    collection.db.execute(sql, *arguments)


def _reopen(collection: Collection) -> None:
    collection.close()
    collection.reopen()


def _shift(collection: Collection, seconds: int) -> None:
    """Move every time in the collection; ids of reviews go by way of negative numbers, where none collide."""
    _execute(collection, "UPDATE col SET crt = crt + ?", seconds)
    _execute(collection, "UPDATE notes SET mod = mod + ?", seconds)
    _execute(collection, "UPDATE cards SET mod = mod + ?", seconds)
    _execute(collection, "UPDATE cards SET due = due + ? WHERE due > 1000000000", seconds)
    _execute(
        collection,
        "UPDATE cards SET data = json_set(data, '$.lrt', json_extract(data, '$.lrt') + ?) WHERE data LIKE '%\"lrt\"%'",
        seconds,
    )
    _execute(collection, "UPDATE revlog SET id = -id")
    _execute(collection, "UPDATE revlog SET id = -id + ?", seconds * 1000)

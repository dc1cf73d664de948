"""Judge a release against the one before and its decks against each other; pure.

A `Release` keeps of each note what these questions need, a few hundred bytes, so that the whole corpus fits in memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from qt2anki.anki_bridge.verdict import Finding, finding
from qt2anki.archive import FIELDS_APART
from qt2anki.notetypes import QUIET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qt2anki.anki_bridge.apkg import Apkg, NoteRow, NoteTypeRow

_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::.*?)?\}\}", re.DOTALL)


Placed = tuple[int | None, Finding]
"""A finding and the number of its deck, None for all decks together."""


@dataclass(frozen=True, slots=True)
class Released:
    """A note of a release: `said` hashes what it asks and answers, `text` all of its fields.

    `has_banner` says that it is not for students who never had it: it is retired, or has moved to another deck.
    """

    deck: int
    note_id: int
    type_id: int
    modified: int
    said: bytes
    text: bytes
    has_banner: bool
    tags: frozenset[str]
    cards: tuple[tuple[int, int], ...]
    clozes: tuple[tuple[int, str], ...]


@dataclass
class Release:
    """All notes of the decks of a release by guid, its note types by id, guids by the ids of notes and cards.

    A note that moved to another subject stands in two decks: in the one it left it has a banner and is older, so that
    the active one wins whatever the order of the imports. `moved` has such older rows by guid, `notes` the active
    ones.

    `deck_names` are the names, in lower case, of what each package, by its number, has for decks.
    """

    notes: dict[str, Released] = field(default_factory=dict)
    note_types: dict[int, NoteTypeRow] = field(default_factory=dict)
    moved: dict[str, Released] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    deck_names: dict[int, frozenset[str]] = field(default_factory=dict)

    def add(self, number: int, deck: Apkg) -> list[Finding]:
        """Add the notes of one deck, the `number`-th; return how they disagree with the decks before."""
        cards: dict[int, list[tuple[int, int]]] = {}
        for card in deck.cards:
            cards.setdefault(card.note_id, []).append((card.ordinal, card.id))
        self.deck_names[number] = frozenset(name.casefold() for name in deck.decks.values())
        types = {each.id: each for each in deck.note_types}
        unlike_types = [t.name for t in types.values() if self.note_types.setdefault(t.id, t) != t]
        unlike, shared = [], []
        for row in deck.notes:
            note = _released(number, row, tuple(sorted(cards.get(row.id, ()))), types.get(row.type_id))
            if not self._add_note(row.guid, note):
                unlike.append(row.guid)
            ids = (note.note_id, *(card_id for _, card_id in note.cards))
            shared += [i for i in dict.fromkeys(ids) if self.owners.setdefault(i, row.guid) != row.guid]
        return [
            *finding("unlike-note-types", unlike_types),
            *finding("unlike-copies", unlike),
            *finding("shared-id", shared),
        ]

    def places(self, guid: str) -> frozenset[str]:
        """Return the names of the decks that a note may arrive in, in lower case."""
        rows = (self.notes.get(guid), self.moved.get(guid))
        return frozenset[str]().union(*(self.deck_names[row.deck] for row in rows if row))

    def _add_note(self, guid: str, note: Released) -> bool:
        """Keep the newer of two copies of a note; return whether they may stand side by side."""
        first = self.notes.setdefault(guid, note)
        if first.deck == note.deck or _content(first) == _content(note):
            return True
        left, active = sorted((note, first), key=lambda each: each.modified)
        self.notes[guid], self.moved[guid] = active, left
        is_move = left.modified < active.modified and left.has_banner and not active.has_banner
        return is_move and _identity(left) == _identity(active)


def _identity(note: Released) -> tuple[object, ...]:
    return (note.note_id, note.type_id, note.cards)


def _content(note: Released) -> tuple[object, ...]:
    return (note.note_id, note.type_id, note.modified, note.text, note.tags, note.cards)


def _released(deck: int, row: NoteRow, cards: tuple[tuple[int, int], ...], note_type: NoteTypeRow | None) -> Released:
    names = [name for _, name in note_type.fields] if note_type else []
    asking = [text for name, text in zip(names, row.fields, strict=False) if name not in QUIET_FIELDS]
    clozes = _CLOZE.findall(FIELDS_APART.join(row.fields)) if note_type and note_type.is_cloze else []
    return Released(
        deck=deck,
        note_id=row.id,
        type_id=row.type_id,
        modified=row.modified,
        said=text_hash(asking or row.fields),
        text=text_hash(row.fields),
        has_banner=any(name == "Banner" and text for name, text in zip(names, row.fields, strict=False)),
        tags=frozenset(tag.casefold() for tag in row.tags),
        cards=cards,
        clozes=tuple((int(number), text) for number, text in clozes),
    )


def text_hash(fields: Iterable[str]) -> bytes:
    """Hash the fields of a note as Anki joins them, 12 bytes."""
    return blake2b(FIELDS_APART.join(fields).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def judge_succession(old: Release, new: Release) -> Iterator[Placed]:
    """Yield what is wrong with `new` after `old`."""
    both = [(guid, was, new.notes[guid]) for guid, was in old.notes.items() if guid in new.notes]
    rose = {guid for guid, was, now in both if now.modified > was.modified}
    changed = {guid for guid, was, now in both if now.said != was.said}
    culprits: Mapping[str, Iterable[str]] = {
        "stale-time": (guid for guid, _, _ in both if guid in changed - rose),
        "needless-time": (g for g, was, _ in both if g in rose - changed and not _has_moved(g, was, new)),
        "fallen-time": (guid for guid, was, now in both if now.modified < was.modified),
        "changed-note-type": (guid for guid, was, now in both if now.type_id != was.type_id),
        "changed-id": (guid for guid, was, now in both if now.note_id != was.note_id),
        "lost-card": (guid for guid, was, now in both if {o for o, _ in was.cards} - {o for o, _ in now.cards}),
        "renumbered-cloze": (guid for guid, was, now in both if _renumbered(was.clozes, now.clozes)),
    }
    for code, guids in culprits.items():
        yield from by_deck(new, code, guids)
    shapes = (each.name for i, each in old.note_types.items() if new.note_types.get(i, each).shape != each.shape)
    yield from ((None, each) for each in finding("changed-schema", shapes))
    yield from ((None, each) for each in finding("lost-note", old.notes.keys() - new.notes.keys()))


def _has_moved(guid: str, was: Released, new: Release) -> bool:
    """Whether the note got a banner since in a deck that it left, which moves the time of its active row too."""
    return guid in new.moved and new.moved[guid].modified > was.modified


def by_deck(release: Release, code: str, guids: Iterable[str]) -> Iterator[Placed]:
    """Share the culprits out to the decks that they stand in; one that stands in none goes to all together."""
    shares: dict[int | None, list[str]] = {}
    for guid in guids:
        note = release.notes.get(guid)
        shares.setdefault(note.deck if note else None, []).append(guid)
    for deck, places in shares.items():
        yield from ((deck, each) for each in finding(code, places))


def _renumbered(was: tuple[tuple[int, str], ...], now: tuple[tuple[int, str], ...]) -> bool:
    """Whether a deletion that kept its text has another number: history stays with the number."""
    numbers = dict(now)
    texts = {text: number for number, text in now}
    return any(texts.get(text, number) != number and numbers.get(number) != text for number, text in was)

"""Decide for each note of a release what becomes of it in a student's collection; pure.

Whether a note was edited is told by its field `Stamp`, which hashes what it said as released (docs/design.md, rule 5);
a mere tag moves a note's time just like an edit, which is why Anki cannot tell them apart (docs/anki.md, fact 5).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qt2anki.errors import PackageError
from qt2anki.notetypes import RIDING_FIELDS, TYPES_BY_ID, stamp
from qt2anki.tags import RETIRED_TAG, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from qt2anki.anki_bridge.apkg import Apkg, NoteRow

_OUR_TAGS = tuple(f"{ROOT}::{branch}" for branch in ("keyword::", "kind::", "subject::", "retired"))


class Fate(StrEnum):
    """What becomes of a note; the value is how a report tells it to people."""

    ADD = "added"
    UPDATE = "updated"
    UNCHANGED = "unchanged"
    KEEP = "kept as you wrote it"
    OVERWRITE = "overwritten with the release's text"
    OLDER = "left as it is: the deck is older"
    DELETED = "left out: you deleted it"
    NEVER_HAD = "left out: retired or moved, and you never had it"
    FOREIGN = "left as it is: it has another note type now"

    @property
    def word(self) -> str:
        """Return the stable word for programs: added, updated, unchanged, kept, overwritten, older, …."""
        return _WORDS.get(self, self.value)

    @property
    def changes(self) -> bool:
        """Whether the note is written to."""
        return self in {Fate.ADD, Fate.UPDATE, Fate.KEEP, Fate.OVERWRITE}


_WORDS = {
    Fate.KEEP: "kept",
    Fate.OVERWRITE: "overwritten",
    Fate.OLDER: "older",
    Fate.DELETED: "deleted",
    Fate.NEVER_HAD: "never-had",
    Fate.FOREIGN: "foreign",
}


class Mine(StrEnum):
    """What to do with a corrected note that the student has edited."""

    KEEP = "keep"
    THEIRS = "theirs"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A note of the release; `deck` is the number of the package that brings it."""

    row: NoteRow
    deck: int
    cards: tuple[int, ...]

    @property
    def is_retired(self) -> bool:
        """Whether the release retires the note."""
        return RETIRED_TAG in self.row.tags

    @property
    def has_banner(self) -> bool:
        """Whether it is only for students who have it: it is retired, or has moved to another subject."""
        return self.is_retired or bool(_value(self.row.fields, self.row.type_id, "Banner"))


@dataclass(frozen=True, slots=True)
class Present:
    """A note of the collection; `fields` are those of our note type in our order, whatever the student added."""

    id: int
    type_id: int
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def own_tags(self) -> tuple[str, ...]:
        """The student's own tags, `marked` and `leech` among them."""
        return tuple(tag for tag in self.tags if not tag.casefold().startswith(_OUR_TAGS))

    @property
    def is_edited(self) -> bool:
        """Whether it says something else than when it was released."""
        return _value(self.fields, self.type_id, "Stamp") != stamp(TYPES_BY_ID[self.type_id], self.fields)


@dataclass(frozen=True, slots=True)
class Edit:
    """A note that the student has edited and the release corrects: (field, the student's text, the release's)."""

    guid: str
    title: str
    fields: tuple[tuple[str, str, str], ...]


def read_incoming(decks: Iterable[Apkg]) -> dict[str, Incoming]:
    """Return the notes of packages by guid, of copies the newest, which bears no banner.

    Raises PackageError for a note that is none of ours: its edits could not be told.
    """
    notes: dict[str, Incoming] = {}
    for number, deck in enumerate(decks):
        cards: dict[int, list[int]] = {}
        for card in deck.cards:
            cards.setdefault(card.note_id, []).append(card.id)
        for row in deck.notes:
            if row.type_id not in TYPES_BY_ID or len(row.fields) != len(TYPES_BY_ID[row.type_id].fields):
                raise PackageError(f"{deck.path}: note {row.guid} is not of a note type of qt2anki")
            note = Incoming(row, number, tuple(cards.get(row.id, ())))
            if row.guid not in notes or notes[row.guid].row.modified < row.modified:
                notes[row.guid] = note
    return notes


def decide_fates(
    incoming: Mapping[str, Incoming],
    present: Mapping[str, Present],
    deleted: Container[int],
    keeps: Callable[[Edit], bool],
) -> dict[str, Fate]:
    """Return what becomes of each note.

    `deleted` has the ids of notes and cards that the student deleted; `keeps` says whether an edited note stays.
    """
    later = _later_decks(incoming, present)
    return {
        guid: _fate_of_present(note, present[guid], later, keeps) if guid in present else _fate_of_absent(note, deleted)
        for guid, note in incoming.items()
    }


def _fate_of_absent(note: Incoming, deleted: Container[int]) -> Fate:
    if note.has_banner:
        return Fate.NEVER_HAD
    return Fate.DELETED if any(each in deleted for each in (note.row.id, *note.cards)) else Fate.ADD


def _fate_of_present(note: Incoming, here: Present, later: _Later, keeps: Callable[[Edit], bool]) -> Fate:
    if here.type_id != note.row.type_id:
        return Fate.FOREIGN
    if not _differs(note, here):
        return Fate.UNCHANGED
    if note.row.modified <= here.modified and not later.allows(note, here):
        return Fate.OLDER
    edit = describe_edit(note, here) if here.is_edited else None
    if edit is None or not edit.fields:
        return Fate.UPDATE
    return Fate.KEEP if keeps(edit) else Fate.OVERWRITE


def _differs(note: Incoming, here: Present) -> bool:
    """Whether the release's text is another than the one that the note was last released to the student with."""
    stamps = (_value(fields, note.row.type_id, "Stamp") for fields in (note.row.fields, here.fields))
    return len(set(stamps)) > 1


def describe_edit(note: Incoming, here: Present) -> Edit:
    """Return the fields in which the student's text and the release's differ, links and the like aside."""
    names = TYPES_BY_ID[here.type_id].field_names
    both = zip(names, here.fields, note.row.fields, strict=True)
    differences = tuple((name, mine, theirs) for name, mine, theirs in both if mine != theirs)
    return Edit(note.row.guid, note.row.fields[0], tuple(d for d in differences if d[0] not in RIDING_FIELDS))


@dataclass(frozen=True, slots=True)
class _Later:
    """Which decks are later than what the collection has, for notes whose time something local has moved on.

    A note that its student never touched bears the time of its release, which many notes share. A time that stands
    alone may come from a tag that was removed again. A time that a note bears whose text is still that of an earlier
    release (`local_times`) is that of something done to many notes at once, as when a field is added.
    """

    decks: frozenset[int]
    local_times: frozenset[int]

    def allows(self, note: Incoming, here: Present) -> bool:
        """Whether the release's text may replace the present one though it seems older."""
        is_moved = note.has_banner and not note.is_retired
        return not is_moved and note.deck in self.decks and _is_touched(here, self.local_times)


def _is_touched(here: Present, local_times: frozenset[int]) -> bool:
    return bool(here.own_tags) or here.modified in local_times or here.is_edited


def _later_decks(incoming: Mapping[str, Incoming], present: Mapping[str, Present]) -> _Later:
    """Find the decks with a note newer than the collection's, or without one that is surely older."""
    pairs = [(n, present[guid]) for guid, n in incoming.items() if guid in present]
    pairs = [(note, here) for note, here in pairs if note.row.type_id == here.type_id]
    times = Counter(here.modified for here in present.values())
    local_times = frozenset(time for time, count in times.items() if count == 1) | frozenset(
        here.modified for note, here in pairs if here.modified > note.row.modified and not _differs(note, here)
    )
    differing = [(note, here) for note, here in pairs if _differs(note, here)]
    newer = {note.deck for note, here in differing if note.row.modified > here.modified}
    older = {n.deck for n, h in differing if n.row.modified <= h.modified and not _is_touched(h, local_times)}
    return _Later(frozenset(note.deck for note in incoming.values()) - (older - newer), local_times)


def _value(fields: tuple[str, ...], type_id: int, name: str) -> str:
    return fields[TYPES_BY_ID[type_id].place(name)]

"""Judge the rows of one package by themselves: what a release must never hold, whatever stood before it; pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from qt2anki.anki_bridge.verdict import Finding, finding
from qt2anki.notetypes import TYPES_BY_ID, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qt2anki.anki_bridge.apkg import Apkg, NoteTypeRow

_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""What Anki drops from a field on import (docs/anki.md, fact 22), and noncharacters."""
_EMPTY = re.compile(r"(?:\s|<br ?/?>|</?div ?/?>)*", re.IGNORECASE)
"""What counts as empty for Anki (`rslib/src/template.rs`, `field_is_empty`)."""
_MINUTE, _DAY = 60, 86_400
"""How far ahead a change may stand, and an id: releases within one second each take the next second."""


def judge_rows(deck: Apkg, now: int) -> list[Finding]:
    """Return what is wrong with a package by itself; `now` is in seconds since 1970."""
    found = [each for code, culprits in _RULES.items() for each in finding(code, culprits(deck))]
    return found + finding("future-time", _future(deck, now)) + finding("far-id", _far(deck, now))


def _future(deck: Apkg, now: int) -> Iterator[str]:
    now += _MINUTE
    yield from (note.guid for note in deck.notes if note.modified > now)
    for each in deck.note_types:
        ours = TYPES_BY_ID.get(each.id)
        if each.modified > max(now, ours.modified if ours else 0):
            yield each.name


def _far(deck: Apkg, now: int) -> Iterator[int]:
    limit = (now + _DAY) * 1000
    yield from (note.id for note in deck.notes if note.id > limit)
    yield from (card.id for card in deck.cards if card.id > limit)


def _types(deck: Apkg) -> dict[int, NoteTypeRow]:
    return {each.id: each for each in deck.note_types}


def _repeated(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


def _no_cards(deck: Apkg) -> Iterator[str]:
    with_cards = {card.note_id for card in deck.cards}
    return (note.guid for note in deck.notes if note.id not in with_cards)


def _orphans(deck: Apkg) -> Iterator[int]:
    notes = {note.id for note in deck.notes}
    return (card.id for card in deck.cards if card.note_id not in notes)


def _beyond(deck: Apkg) -> Iterator[str]:
    types, notes = _types(deck), {note.id: note for note in deck.notes}
    for card in deck.cards:
        note = notes.get(card.note_id)
        note_type = types.get(note.type_id) if note else None
        if note and note_type and not note_type.is_cloze and card.ordinal >= len(note_type.templates):
            yield note.guid


def _field_count(deck: Apkg) -> Iterator[str]:
    types = _types(deck)
    return (n.guid for n in deck.notes if n.type_id in types and len(n.fields) != len(types[n.type_id].fields))


def _schema(deck: Apkg) -> Iterator[str]:
    """Compare with the frozen note types of the project, where the package uses their ids."""
    for each in deck.note_types:
        ours = TYPES_BY_ID.get(each.id)
        if ours and each.shape != (
            ours.is_cloze,
            tuple(f.id for f in ours.fields),
            tuple(t.id for t in ours.templates),
        ):
            yield each.name


def _wrong_stamps(deck: Apkg) -> Iterator[str]:
    for note in deck.notes:
        ours = TYPES_BY_ID.get(note.type_id)
        if ours and len(note.fields) == len(ours.fields):
            shown = note.fields[ours.place("Stamp")]
            if shown != stamp(ours, note.fields):
                yield note.guid


def _without_ids(deck: Apkg) -> Iterator[str]:
    for each in deck.note_types:
        yield from (f"{each.name}.{name}" for number, name in (*each.fields, *each.templates) if number is None)


_RULES: dict[str, Callable[[Apkg], Iterable[object]]] = {
    "no-guid": lambda deck: (note.id for note in deck.notes if not note.guid),
    "duplicate-guid": lambda deck: _repeated(note.guid for note in deck.notes),
    "unknown-note-type": lambda deck: (note.guid for note in deck.notes if note.type_id not in _types(deck)),
    "field-count": _field_count,
    "note-type-twice": lambda deck: _repeated(each.id for each in deck.note_types),
    "changed-schema": _schema,
    "no-stable-id": _without_ids,
    "deck-override": lambda deck: (each.name for each in deck.note_types if each.deck_ids),
    "control-character": lambda deck: (n.guid for n in deck.notes if any(map(_DROPPED.search, n.fields))),
    "not-normal": lambda deck: (
        n.guid for n in deck.notes if not all(unicodedata.is_normalized("NFC", field) for field in n.fields)
    ),
    "empty-first-field": lambda deck: (n.guid for n in deck.notes if _EMPTY.fullmatch(n.fields[0])),
    "wrong-stamp": _wrong_stamps,
    "system-tag": lambda deck: (n.guid for n in deck.notes if {"marked", "leech"} & {t.casefold() for t in n.tags}),
    "no-cards": _no_cards,
    "orphan-card": _orphans,
    "duplicate-card": lambda deck: _repeated((card.note_id, card.ordinal) for card in deck.cards),
    "no-template": _beyond,
    "studied-card": lambda deck: (
        *(card.id for card in deck.cards if any(card.state)),
        *(["revlog"] if deck.reviews else []),
    ),
    "default-deck": lambda deck: (card.id for card in deck.cards if card.deck_id == 1),
    "unknown-deck": lambda deck: (card.id for card in deck.cards if card.deck_id not in deck.decks),
    "duplicate-deck": lambda deck: _repeated(name.casefold() for name in deck.decks.values()),
    "preset": lambda deck: (deck.decks[deck_id] for deck_id, preset in deck.presets.items() if preset != 1),
}

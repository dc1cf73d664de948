"""What a note must be to ship; pure.

One bad note makes Anki refuse a whole package (docs/anki.md, fact 1), and what a field holds runs in a web view. The
stages before see to it that no document gives such a note; here nobody is trusted.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from qt2anki.errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qt2anki.archive import Row
    from qt2anki.model import Note
    from qt2anki.notetypes import NoteType

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef]")
"""U+001F separates fields: one makes Anki refuse a package; Anki drops the others (docs/anki.md, facts 1 and 22)."""

_PLAIN = (
    "p|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|t[hd]|pre|code|div|span|a|strong|b|em|i|u|s|del|ins|sub|sup|kbd"
    "|mark|small|var|q"
)
_FULL = (
    r'[bh]r ?/?|a href="https?://[^"<>]+"|ol start="\d{1,9}"|t[hd] align="(?:left|right|center)"'
    r'|(?:div|pre|span|mark) class="[a-z0-9 -]+"'
)
_ELEMENT = re.compile("<[^>]*>?")
_HARMLESS = re.compile(rf"<(?:/?(?:{_PLAIN})|{_FULL})>", re.IGNORECASE)
"""A tag that a stage writes."""
_ANKI = re.compile(r"\[(?:sound:|anki:|latex\])", re.IGNORECASE)
"""A tag of Anki's own."""

_BLANK = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
"""What Anki takes for an empty field (rslib/src/template.rs, `field_is_empty`)."""

_CLOZE = re.compile(r"\{\{c([\d,]+)::", re.IGNORECASE)
_TAG = re.compile(r"[^\s\x00-\x20\x7f\u3000]+")
_SYSTEM_TAGS = frozenset(("marked", "leech"))
_LARGEST_ID = (1 << 53) - 1
"""The largest integer that JavaScript, and so Anki's web views, keep exact."""
_LARGEST_POSITION = (1 << 31) - 1


def check_notes(notes: Sequence[Note], note_types: Mapping[str, NoteType]) -> None:
    """Raise PackageError for the first note that must not ship."""
    for note in notes:
        if fault := _fault(note, note_types.get(note.note_type)):
            raise PackageError(f"note {note.guid} ({''.join(note.fields[:1])[:60]!r}): {fault}")


def check_ids(notes: Sequence[Row], cards: Sequence[Row]) -> None:
    """Raise PackageError for a guid or an id that stands twice among the rows of a deck (`archive.Archive`)."""
    for name, values in (
        ("note", [row[1] for row in notes]),
        ("the id of a note", [row[0] for row in notes]),
        ("the id of a card", [row[2] for row in cards]),
    ):
        if len(set(values)) < len(values):
            double = next(value for value, count in Counter(values).items() if count > 1)
            raise PackageError(f"{name} {double}: it stands twice")


def _fault(note: Note, note_type: NoteType | None) -> str:
    """Say what is wrong with a note, `""` where nothing is."""
    if note_type is None:
        return f"no note type {note.note_type!r}"
    if len(note.fields) != len(note_type.fields):
        return f"{len(note.fields)} fields for the {len(note_type.fields)} of {note_type.name}"
    return _row_fault(note) or _field_fault(note.fields, note_type) or _card_fault(note, note_type)


def _row_fault(note: Note) -> str:
    """Check what is neither text nor card: guid, ids, time, position, tags."""
    if not note.guid or _CONTROL.search(note.guid):
        return "no guid"
    numbers = note.note_id, *note.card_ids, note.modified
    if min(numbers) <= 0 or max(numbers) > _LARGEST_ID:
        return "an id or a time out of range"
    if not 0 <= note.position <= _LARGEST_POSITION:
        return "a position out of range"
    return _tag_fault(note.tags)


@lru_cache(maxsize=64)
def _tag_fault(tags: tuple[str, ...]) -> str:
    """Check tags: those of notes of one document and kind, which are seldom far apart, are the same."""
    if changed := next(itertools.filterfalse(_is_kept, tags), None):
        return f"a tag that Anki would change: {changed!r}"
    return "" if len(set(tags)) == len(tags) else "a tag that stands twice"


@lru_cache(maxsize=1 << 16)
def _is_kept(tag: str) -> bool:
    return bool(_TAG.fullmatch(tag)) and tag.casefold() not in _SYSTEM_TAGS


@lru_cache(maxsize=1 << 12)
def _is_harmless(tag: str) -> bool:
    return _HARMLESS.fullmatch(tag) is not None


def _field_fault(fields: Sequence[str], note_type: NoteType) -> str:
    if not fields[0]:
        return "an empty first field"
    text = "\n".join(fields)
    if control := _CONTROL.search(text):
        return f"a control character: {control[0]!r}"
    if active := next(itertools.filterfalse(_is_harmless, _ELEMENT.findall(text)), None):
        return f"HTML that no stage writes: {active[:40]!r}"
    if "[" in text and (anki := _ANKI.search(text)):
        return f"a tag of Anki's that no stage writes: {anki[0]!r}"
    clozes = _CLOZE.findall(text) if note_type.is_cloze else ["1"]
    return "" if clozes == ["1"] else f"clozes {clozes} instead of one c1"


def _card_fault(note: Note, note_type: NoteType) -> str:
    if not note.cards or len(note.cards) != len(note.card_ids):
        return "no cards, or not one id for each"
    if note.cards != (given := note_type.cards(note.fields)):
        return f"cards {note.cards} where Anki would give {given}"
    for template in note_type.templates:
        if template.condition and _is_blank(note.fields[note_type.place(template.condition)]):
            return f"card {template.name}: its front is blank to Anki"
    return ""


def _is_blank(value: str) -> bool:
    """Tell whether a field is not empty, but would be to Anki."""
    return bool(value) and _BLANK.fullmatch(value) is not None

"""What a trial says about a deck: findings by stable code, and whether the deck may ship."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CODES = {
    "unreadable": "cannot be read as an .apkg in the legacy format",
    "refused": "Anki refuses the whole package",
    "no-guid": "a note has no guid",
    "duplicate-guid": "two notes of one deck have the same guid: Anki would update only one of them",
    "unlike-copies": "a note stands in two decks with different text, time or cards",
    "shared-id": "two notes, or two cards, share one id over all decks",
    "field-count": "a note has more or fewer fields than its type, as a U+001F inside a field makes it",
    "unknown-note-type": "a note is of a type that the package does not hold",
    "note-type-twice": "two note types share one id",
    "unlike-note-types": "decks of one release bring the same note type in two versions",
    "changed-schema": "a note type differs in fields or templates from what was released: Anki would skip its notes",
    "changed-note-type": "a note has moved to another note type",
    "no-stable-id": "a field or a template has no id: renaming it would be a change of schema",
    "deck-override": "a template sends its cards to a deck of its own",
    "control-character": "a field holds a character that Anki drops",
    "not-normal": "a field is not in Unicode's form NFC: Anki would change it",
    "empty-first-field": "the first field is empty",
    "wrong-stamp": "the field Stamp does not fit what the note says: a student's edit could not be told",
    "system-tag": "a note is tagged marked or leech",
    "changed-tags": "Anki changes a tag on import",
    "changed-text": "Anki changes a text on import",
    "no-cards": "a note has no card",
    "orphan-card": "a card belongs to no note",
    "duplicate-card": "a note has the same card twice",
    "no-template": "a card is beyond the templates of its note type",
    "missing-card": "Anki would give a note a card that the package forgot",
    "blank-card": "a card has nothing on its front: Anki would offer it for deletion",
    "template-error": "a template cannot be rendered",
    "studied-card": "a card comes suspended, flagged or with reviews",
    "default-deck": "a card stands in Anki's default deck",
    "unknown-deck": "a card stands in a deck that the package does not hold",
    "duplicate-deck": "two decks have the same name but for letter case",
    "preset": "a deck brings options of its own",
    "misplaced-card": "a card does not arrive in its deck",
    "future-time": "a note or a note type was changed later than now: it would overwrite later edits of students",
    "far-id": "an id lies in the future: Anki would replace it",
    "conflict": "Anki skips notes because of their note type",
    "not-imported": "notes do not arrive in an empty collection",
    "not-updated": "a corrected note does not arrive over the release before",
    "touched": "an unchanged note is touched by the import",
    "stale-time": "a note has changed but its time has not risen: the change would never arrive",
    "needless-time": "a note's time has risen but what it says has not changed: students would lose their tags",
    "fallen-time": "a note is older than in the release before",
    "lost-note": "a released note is in no deck any more, not even among the retired ones",
    "lost-card": "a note no longer brings a card that it was released with",
    "changed-id": "a note has another id than in the release before",
    "renumbered-cloze": "a text has moved to another cloze number: its history would stay with the number",
    "lost-review": "the import changes or removes reviews",
    "changed-card": "the import changes or removes cards of the student",
    "missing-media": "a picture or sound is missing",
    "damaged": "Anki's own check of the collection finds damage",
    "manifest-missing": "the manifest names a note that no deck has",
    "manifest-unknown": "a deck has a note that the manifest does not name",
    "manifest-differs": "the manifest says something else about a note",
    "duplicate-key": "two notes have the same first field",
}
"""Every code with its meaning; docs/anki.md has what lies behind each."""

WARNINGS = frozenset({"duplicate-key", "changed-id"})
"""Codes that do no harm to a student: they are shown, and the deck may ship."""

SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `count` places, of which `places` (guids, names) are the first few."""

    code: str
    count: int
    places: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """What the code means, in a line."""
        return CODES[self.code]

    @property
    def is_fatal(self) -> bool:
        """Whether a deck with this finding must not ship."""
        return self.code not in WARNINGS

    def __str__(self) -> str:
        more = ", …" if self.count > len(self.places) else ""
        return f"{self.code}: {self.meaning} ({self.count}: {', '.join(self.places)}{more})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one deck, or, with `deck` `""`, on all of them together."""

    deck: str
    notes: int
    cards: int
    findings: tuple[Finding, ...]

    @property
    def ships(self) -> bool:
        """Whether the deck may be published."""
        return not any(finding.is_fatal for finding in self.findings)


def finding(code: str, places: Iterable[object]) -> list[Finding]:
    """Return the finding of these places, none where there are none."""
    if code not in CODES:
        raise KeyError(code)
    every = list(dict.fromkeys(map(str, places)))
    return [Finding(code, len(every), tuple(every[:SAMPLE]))] if every else []

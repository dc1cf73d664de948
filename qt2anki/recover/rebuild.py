"""Write a ledger from what the published files still say.

Every guid, id, position, time and card comes back; releases are told apart by the times of their notes. What only the
ledger knew does not: what each release did, former numbers of documents, and the paths of copies but the first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.errors import LedgerError
from qt2anki.identity import recognition_text
from qt2anki.ledger import LEDGER, Ledger, LostDocument, LostLook, LostNote, LostSubject, is_sound
from qt2anki.notetypes import fields_of
from qt2anki.plaintext import to_line
from qt2anki.publication import Publication
from qt2anki.recover.remains import (
    asked_of,
    digest_of,
    line_of_note,
    read_decks,
    read_lines,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from qt2anki.model import Note
    from qt2anki.recover.remains import Deck, Line

LOST = (
    "what each release changed, so that the catalogue's news start anew",
    "former numbers of documents: one that goes back to an old number is recognised by its file or question",
)
"""What can never be recovered."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was recovered: numbers of subjects, documents and notes; `lost` says, a line each, what was not."""

    subjects: int
    documents: int
    notes: int
    lost: tuple[str, ...]


def recover_ledger(out: Path) -> Recovery:
    """Write `out`'s ledger anew from its decks and manifest.

    Raises LedgerError where there is a sound ledger or no deck, PackageError where a deck is damaged, OutputError where
    `out` cannot be written.
    """
    if not any(out.glob("*.apkg")) and not any(out.glob("retired/*.apkg")):
        raise LedgerError(f"{out}: no deck to recover a ledger from")
    with Publication(out) as publication:
        if is_sound(out / LEDGER):
            raise LedgerError(f"{out}: the ledger is sound; move it away to recover it all the same")
        lines = read_lines(out)
        decks = list(read_decks(out, lines))
        notes = _youngest(decks)
        lost = (
            [] if lines else ["the manifest is lost, too: numbers of mechanisms and steps return with the next build"]
        )
        unknown = sorted(set(lines) - set(notes))
        if unknown:
            lost.append(f"{len(unknown)} notes of the manifest stand in no deck: {', '.join(unknown[:5])} …")
        found = _documents(decks, notes, {guid: lines.get(guid) or line_of_note(notes[guid]) for guid in notes})
        with Ledger.open(publication.stage(LEDGER)) as ledger:
            ledger.restore(_subjects(decks), found, _keywords(notes), _looks(decks))
        publication.publish()
    return Recovery(len({deck.key for deck in decks}), len(found), len(notes), (*lost, *LOST))


def _youngest(decks: Iterable[Deck]) -> dict[str, Note]:
    """Return each note once, as last released."""
    notes: dict[str, Note] = {}
    for deck in decks:
        for note in deck.notes:
            if note.guid not in notes or notes[note.guid].modified < note.modified:
                notes[note.guid] = note
    return notes


def _subjects(decks: Iterable[Deck]) -> list[LostSubject]:
    known = {deck.key: LostSubject(deck.key, deck.slug, deck.label) for deck in decks}
    return [known[key] for key in sorted(known)]


def _keywords(notes: Mapping[str, Note]) -> list[str]:
    """Return every keyword's tag that a note bears: what has been released stays."""
    return sorted({tag for note in notes.values() for tag in note.tags if "::keyword::" in tag})


def _looks(decks: Iterable[Deck]) -> list[LostLook]:
    """Return each note type as the newest deck has it."""
    by_age = sorted((look for deck in decks for look in deck.looks), key=lambda look: look.modified)
    looks = {look.note_type: look for look in by_age}
    return [looks[key] for key in sorted(looks)]


def _documents(decks: Sequence[Deck], notes: Mapping[str, Note], lines: Mapping[str, Line]) -> list[LostDocument]:
    """Return the documents in the order of their first positions and numbers."""
    audiences: dict[str, dict[str, int | None]] = defaultdict(dict)
    for deck in decks:
        for note in deck.notes:
            left = note.modified + 1 if deck.retired and not lines[note.guid].retired else None
            audiences[note.guid].setdefault(deck.key, left)
    families = [sorted(each, key=lambda guid: (notes[guid].position, guid)) for each in _families(notes, lines)]
    found = [_document(members, notes, lines, audiences) for members in families]
    return sorted(found, key=lambda document: (document.notes[0].position, document.id))


def _families(notes: Mapping[str, Note], lines: Mapping[str, Line]) -> Iterable[Sequence[str]]:
    """Group notes by document: number and path, as two documents may have been given one number by mistake.

    Where no manifest tells the path, the question tells such two apart as well, and a retired note, which only knows
    what once was, joins the present document that shares most with it: number and question, number, path.
    """
    families: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    present: dict[tuple[int | str, ...], tuple[int, str, str]] = {}
    for guid in sorted(notes, key=lambda guid: lines[guid].retired):
        line, question = lines[guid], "" if lines[guid].subjects else fields_of(notes[guid])["Question"]
        home = line.document, line.path, question
        signs = ((line.document, question), (line.document,), (line.path,))
        if line.retired and not line.subjects:
            home = next((present[sign] for sign in signs if sign in present), home)
        else:
            for sign in signs:
                present.setdefault(sign, home)
        families[home].append(guid)
    return families.values()


def _document(
    guids: Sequence[str],
    notes: Mapping[str, Note],
    lines: Mapping[str, Line],
    audiences: Mapping[str, Mapping[str, int | None]],
) -> LostDocument:
    active = [guid for guid in guids if not lines[guid].retired]
    newest = max(active or guids, key=lambda guid: notes[guid].modified)
    line = lines[newest]
    homes = sorted({key for guid in active or guids for key, left in audiences[guid].items() if left is None})
    question = to_line(fields_of(notes[newest])["Question"])
    members = tuple(_note(notes[guid], lines[guid], place, audiences[guid]) for place, guid in enumerate(guids))
    return LostDocument(line.document, line.path, question, tuple(homes), not active, members)


def _note(note: Note, line: Line, place: int, audience: Mapping[str, int | None]) -> LostNote:
    return LostNote(
        guid=note.guid,
        note_id=note.note_id,
        note_type=note.note_type,
        kind=line.kind,
        mechanism=line.mechanism,
        step=line.step,
        part=line.part,
        place=place,
        title=line.title,
        text=recognition_text(text_of(note)),
        digest=digest_of(note),
        cards=note.cards,
        asked=asked_of(note),
        position=note.position,
        modified=note.modified,
        retired=line.retired,
        audience=tuple(sorted(audience.items())),
    )

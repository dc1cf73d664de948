"""Documents and their cards, as several test modules need them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.documents import parse_document
from qt2anki.model import Deal, Document, Note, NoteDraft
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.rendering import RenderedCard, render_cards
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Dealt:
    """One document and what it gives."""

    document: Document
    deal: Deal

    def cards(self) -> Iterator[tuple[NoteDraft, RenderedCard]]:
        for note in self.deal.notes:
            for card in render_cards(NOTE_TYPES[note.note_type], note.fields, note.offered):
                yield note, card


def deal_text(text: str, kinds: frozenset[str] = ALL_KINDS) -> Dealt:
    """Deal a source file; it must be valid."""
    document, problems = parse_document("subject/case.md", text.encode())
    assert document is not None, problems
    return Dealt(document, deal_cards(document, split_answer(document), kinds))


def deal_files(folder: Path, sample: int = 0) -> Iterator[Dealt]:
    """Deal all documents of a folder that can be read, or a fixed random sample of them."""
    paths = sorted(folder.rglob("*.md"))
    for path in random.Random(1).sample(paths, sample) if sample else paths:
        document, _ = parse_document(path.relative_to(folder).as_posix(), path.read_bytes())
        if document is not None:
            yield Dealt(document, deal_cards(document, split_answer(document), ALL_KINDS))


def notes_of(dealt: Iterator[Dealt]) -> list[Note]:
    """Make packable notes of the drafts of some documents."""
    drafts = [draft for each in dealt for draft in each.deal.notes]
    return [_note(number, draft) for number, draft in enumerate(drafts, 1)]


def _note(number: int, draft: NoteDraft) -> Note:
    note_id = 200_000_000_000 + 8 * number
    return Note(
        guid=f"guid{number}",
        note_type=draft.note_type,
        fields=draft.fields,
        tags=(),
        cards=draft.cards,
        modified=1_700_000_000,
        note_id=note_id,
        card_ids=tuple(note_id + ordinal for ordinal in draft.cards),
        position=number,
    )

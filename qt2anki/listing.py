"""What a document's cards say, as records for programs: before any ledger, as Anki would render them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.compose import note_tags
from qt2anki.identity import mint_guid
from qt2anki.notetypes import note_types
from qt2anki.plaintext import to_text
from qt2anki.rendering import deleted_text, render_cards
from qt2anki.subjects import deck_level, subject_slug
from qt2anki.tags import keyword_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qt2anki.config import Config
    from qt2anki.model import Deal, Document, NoteDraft

Record = dict[str, object]

_CORE = re.compile(r'<mark class="qt-core">(.*?)</mark>', re.DOTALL)


def list_notes(document: Document, deal: Deal, config: Config) -> Iterator[Record]:
    """Yield a record for each note of a document, in reading order (docs/design.md, "What other programs read")."""
    minted: set[str] = set()
    for draft in deal.notes:
        number = 0
        while (guid := mint_guid(document.id, draft.kind, draft.title, number)) in minted:
            number += 1
        minted.add(guid)
        yield _record(document, draft, guid, config)


def _record(document: Document, draft: NoteDraft, guid: str, config: Config) -> Record:
    note_type = note_types(config.base_url)[draft.note_type]
    fields = note_type.named(note_type.only(draft.fields, draft.offered))
    return {
        "guid": guid,
        "note_type": note_type.name,
        "kind": str(draft.kind),
        "document": document.id,
        "path": document.path,
        "mechanism": draft.mechanism,
        "step": draft.step,
        "part": draft.part,
        "title": draft.title,
        "question": to_text(fields["Question"]),
        "deck": f"{config.deck_root}::{deck_level(document.subject)}",
        "tags": note_tags(draft.kind, (subject_slug(document.subject),), keyword_tags(document.keywords)),
        "fields": fields,
        "cards": [
            {"name": card.name, "front": card.front, "back": card.back, "answer": asked_answer(card.name, fields)}
            for card in render_cards(note_type, draft.fields, draft.offered)
        ],
    }


def asked_answer(card: str, fields: Mapping[str, str]) -> str:
    """Return the plain text that a card asks for."""
    if card == "Answer":
        return to_text(fields["Core"])
    if card == "Cloze":
        return to_text(deleted_text(fields["Text"]))
    if card == "Explain":
        cores = _CORE.findall(fields["Body"])
        return to_text(" ".join(cores)) if cores else to_text(fields["Body"])
    return to_text(fields["Title"])

"""Who is who after a content update: old documents and new ones, old notes and new drafts; pure."""

from __future__ import annotations

from qt2anki.identity.documents import Arrival, KnownDocument, is_same_question, match_documents
from qt2anki.identity.guids import mint_guid, next_note_id, spread_note_id
from qt2anki.identity.notes import KnownNote, match_notes, recognition_text

__all__ = [
    "Arrival",
    "KnownDocument",
    "KnownNote",
    "is_same_question",
    "match_documents",
    "match_notes",
    "mint_guid",
    "next_note_id",
    "recognition_text",
    "spread_note_id",
]

"""Drafts and released notes to the notes of a package: links, banners, stamp and tags are filled in here; pure.

A note's fields come from the draft of the present text, or, where there is none (a retired note, a document that cannot
be read), from the note as it was released. A card that was released and is not given by the present text keeps the last
form of its front, under a notice (docs/design.md, rule 3).
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from qt2anki.markup.disarm import disarm
from qt2anki.notetypes import RELATED, stamp
from qt2anki.tags import RETIRED_TAG, kind_tag, subject_tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qt2anki.model import Kind, NoteDraft, RelatedQuestion
    from qt2anki.notetypes import NoteType

RETIRED = "Retired: QuickTakes no longer has this text, so this card gets no more corrections."
MOVED = "Moved to {subjects}: import that deck to keep getting corrections."
NOT_ASKED = "No longer asked: the text has changed, and no longer gives this card."


def fields_of_draft(draft: NoteDraft, note_type: NoteType, url: str, related: Sequence[RelatedQuestion]) -> list[str]:
    """Return a draft's fields with its source link and related questions filled in; no stamp yet."""
    fields = list(draft.fields)
    for name, value in _links(url, tuple(related[:RELATED])).items():
        fields[note_type.place(name)] = value
    return fields


@lru_cache(maxsize=16)
def _links(url: str, related: tuple[RelatedQuestion, ...]) -> Mapping[str, str]:
    """Return the fields that link elsewhere; all notes of a document, which follow each other, have the same."""
    links = {"Source": _path(url)}
    for number, link in enumerate(related, start=1):
        links[f"Related {number}"] = disarm(escape(link.question, quote=False))
        links[f"Related {number} path"] = _path(link.url)
    return links


def keep_fronts(fields: list[str], released: Sequence[str], cards: Sequence[int], note_type: NoteType) -> list[str]:
    """Give back the fronts of `cards` that `fields` no longer give, as `released` has them, each with its notice."""
    given = note_type.cards(fields)
    names = note_type.field_names
    kept = list(fields)
    for ordinal in cards:
        if ordinal not in given:
            template = note_type.templates[ordinal]
            for name in template.front_fields:
                kept[names.index(name)] = released[names.index(name)]
            if template.notice:
                kept[names.index(template.notice)] = NOT_ASKED
    return kept


def with_banner(fields: Sequence[str], banner: str, note_type: NoteType) -> list[str]:
    """Return `fields` with this banner, `""` for none."""
    marked = list(fields)
    marked[note_type.place("Banner")] = banner
    return marked


def with_stamp(fields: Sequence[str], note_type: NoteType) -> tuple[str, ...]:
    """Return `fields` with the hash of what they say, which tells a student's edit (docs/design.md, rule 5)."""
    at = note_type.place("Stamp")
    return (*fields[:at], stamp(note_type, fields), *fields[at + 1 :])


@lru_cache(maxsize=64)
def note_tags(kind: Kind, slugs: tuple[str, ...], keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags of an active note: its kind, its subjects, its keywords; sorted, as Anki shows them.

    Notes of one document and kind, which are seldom far apart, have the same.
    """
    return tuple(sorted({kind_tag(kind), *map(subject_tag, slugs), *keywords}))


def retired_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the tags of a note that is retired."""
    return tuple(sorted({*tags, RETIRED_TAG}))


def _path(url: str) -> str:
    """Return a site path as it may stand in a link; anything else than a path is none."""
    return disarm(escape(url)) if url.startswith("/") and not url.startswith("//") else ""

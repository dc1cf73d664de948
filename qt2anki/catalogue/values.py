"""What the catalogue is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qt2anki.ledger import Change, Release, Subject
    from qt2anki.model import Note

NEWS = 12
"""How many of the last releases the catalogue tells of."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a subject: the ledger's number of its document, its text, and its notes in reading order."""

    number: int
    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share: the first part of the decks' names, and the site that the questions come from."""

    deck_root: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one subject's page is made from: `size` is that of its deck in bytes, `changes` are of the last releases."""

    subject: Subject
    size: int
    questions: tuple[Question, ...]
    changes: tuple[Change, ...]
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject on the index; `changed` is when its deck last changed, in seconds since 1970, 0 where unknown."""

    slug: str
    label: str
    documents: int
    notes: int
    cards: int
    size: int
    retired: int
    changed: int


@dataclass(frozen=True, slots=True)
class News:
    """What a release did to one subject, in notes."""

    slug: str
    label: str
    added: int
    changed: int
    retired: int
    revived: int
    moved: int


@dataclass(frozen=True, slots=True)
class ReleaseNews:
    """What a release did: to the whole, each note counted once, and to each subject that it touched."""

    number: int
    moment: int
    total: News
    subjects: tuple[News, ...]

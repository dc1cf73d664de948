"""The frozen types that flow from one stage to the next.

file ─ documents ─▶ Document ─ splitter ─▶ Answer ─ cards ─▶ NoteDraft ─ ledger ─▶ Note ─ package ─▶ .apkg
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

FORMULA_OPEN = "\ufdd0"
FORMULA_CLOSE = "\ufdd1"
"""A formula stands in decoded text as FORMULA_OPEN, its index in decimal digits, FORMULA_CLOSE.

Both are Unicode noncharacters, which no interchanged text may hold; `repair` drops them from the
source, so a placeholder cannot be forged. Markdown sees a placeholder as an ordinary word.
"""
PLACEHOLDER = re.compile(rf"{FORMULA_OPEN}(\d+){FORMULA_CLOSE}")
"""What stands for a formula; its group is the index."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: its TeX without delimiters, and the source as written, delimiters included."""

    tex: str
    display: bool
    source: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text field as its author meant it.

    `text` is Markdown with real line breaks, each formula replaced by a placeholder into `formulas`. Where a
    character of it stands in the raw file, `positions.SourceMap` works out when it is asked.
    """

    text: str
    formulas: tuple[Formula, ...] = ()


class RelatedQuestion(NamedTuple):
    """A link to another question of the site; `url` is a path that starts with `/`."""

    question: str
    url: str


@dataclass(frozen=True, slots=True)
class Document:
    """One valid source file.

    `id` is the CMS's number. `path` is relative to the source, with `/`. `subject` is the label as
    written, or its fallback (URL, then folder). `url` is the site path, `""` where there is none.
    `keywords` are trimmed, not empty, in source order, otherwise as written.
    """

    path: str
    id: int
    question: Decoded
    answer: Decoded
    subject: str
    keywords: tuple[str, ...]
    url: str
    related: tuple[RelatedQuestion, ...]
    no_index: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of the parser's tokens, whole blocks or inline children, and the Markdown they came from.

    `source` has its formulas restored, so that it reads as the author wrote it.
    """

    tokens: Sequence[Token]
    source: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: characters `start` to `end` of the plain text of `block` (see `markup.to_plain`)."""

    block: Fragment
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A title with its text: a step of a mechanism, a part of a step, or a point.

    `number` is the step's own number, None for parts and points. `title` is plain text without number,
    markup and colon, formulas as TeX source, `""` for an untitled item; `heading` is the same as inline
    tokens. `body` excludes the title. `parts` are the bold-term bullets of a body that consists of them.
    """

    number: int | None
    title: str
    heading: Fragment
    body: Fragment
    parts: tuple[Item, ...] = ()


class Role(StrEnum):
    """What a numbered list is to its answer."""

    MAIN = "main"
    SECTION = "section"
    EXAMPLE = "example"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One numbered list of an answer; `sequence` says that its order matters."""

    label: str
    role: Role
    sequence: bool
    steps: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines `start` to `end` (from 0, end excluded) of the decoded answer, and what they are.

    `role` is "lead", "mechanism", "points", "summary" or "rest". The pieces of an answer follow each other
    without a gap: joined they are the answer again.
    """

    role: str
    start: int
    end: int
    blocks: Fragment


@dataclass(frozen=True, slots=True)
class Answer:
    """What the splitter makes of a document's answer.

    `skipped` is a reason ("refusal", "no_index") or None; a skipped answer has no mechanisms and points.
    `lead` is the sentence that answers the question, None where no sentence does.
    `formulas` belong to the placeholders of all fragments.
    """

    formulas: tuple[Formula, ...]
    lead: Sentence | None
    summary: Fragment | None
    mechanisms: tuple[Mechanism, ...]
    points: tuple[Item, ...]
    pieces: tuple[Piece, ...]
    skipped: str | None = None


class Kind(StrEnum):
    """What a note asks for, as in the manifest."""

    ANSWER = "answer"
    STEP = "step"
    PART = "part"
    POINT = "point"
    EXAMPLE = "example"
    CLOZE = "cloze"


STEP_CARDS = frozenset({"explain", "name", "next"})
"""The cards of a step that can be left out one by one, as the settings name them."""


class NoteDraft(NamedTuple):
    """A note before any ledger: what one fact of a document asks and answers.

    A tuple, like `Note`: each of a hundred thousand is made several times, and a frozen class costs six times as much.
    `note_type` names one of `notetypes.NOTE_TYPES`; `fields` are HTML in the order of that type, final but for
    those of `notetypes.RIDING_FIELDS` (source link, related questions, stamp, banner), which are `""` here.
    `cards` are the template ordinals (from 0) that Anki would give the note, `offered` those of them that a note gets
    which is new: none where the text gives no card, or its kind is left out. Such a draft mints nothing, it only
    continues the note that was released for its fact. `mechanism`, `step`, `part` count
    from 1 in the order of the answer. `text` is the plain text of the body, without the title, by which the note is
    recognised. `digest` hashes the fields of a new note that ask or answer something (all but the riding ones), each
    with its length: it moves when and only when `modified` must.
    """

    kind: Kind
    note_type: str
    mechanism: int | None
    step: int | None
    part: int | None
    title: str
    text: str
    fields: tuple[str, ...]
    cards: tuple[int, ...]
    offered: tuple[int, ...]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Omission:
    """A card that a document does not give, and why: `reason` is a short stable phrase ("generic title")."""

    kind: Kind
    mechanism: int | None
    step: int | None
    part: int | None
    card: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deal:
    """What `dealer` makes of one answer: drafts of all its facts in reading order, and what it left out."""

    drafts: tuple[NoteDraft, ...]
    omissions: tuple[Omission, ...]

    @property
    def notes(self) -> tuple[NoteDraft, ...]:
        """Return the drafts that offer a card: the notes of a first release."""
        return tuple(draft for draft in self.drafts if draft.offered)

    def why_skipped(self, answer: Answer) -> str | None:
        """Return why the document of an answer gives no cards, None where it gives some."""
        return answer.skipped or (None if self.notes else "nothing to ask")


class DocumentFacts(NamedTuple):
    """What a build remembers of one document while its drafts lie in the spool.

    Copies (same `id`, same `digest`) are one: `path`, `question` and `url` are those of the first copy by path,
    `keywords` (as Anki tags), `related` and `subjects` (keys, see `subjects.subject_key`) the union in order of path.
    `copies` are (path, subject key) of each copy in order of path, the first copy included.
    `digest` hashes the decoded answer. `skipped` is a reason or None. `held` says that the file cannot be read this
    time: `id` is then 0 and only `path` is true. `spooled` finds the drafts: file, offset and length in bytes.
    `unchanged` says that the last build had the same document with the same facts: it is not dealt, and its notes stand
    as they were written in ledger and decks.
    """

    path: str
    id: int
    question: str
    url: str
    subjects: tuple[str, ...]
    keywords: tuple[str, ...]
    related: tuple[RelatedQuestion, ...]
    digest: bytes
    copies: tuple[tuple[str, str], ...] = ()
    skipped: str | None = None
    held: bool = False
    spooled: tuple[str, int, int] | None = None
    unchanged: bool = False


class Note(NamedTuple):
    """A note as released: everything that a row in an `.apkg` says.

    `modified` is in seconds since 1970; `note_id` and `card_ids` (one for each of `cards`) are Anki's
    integers; `position` is the new-card position ("due").
    """

    guid: str
    note_type: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    modified: int
    note_id: int
    card_ids: tuple[int, ...]
    position: int

"""Pack the decks of a subject, the active and the retired one, from the ledger's rows and the spooled drafts.

The notes are at hand here, so the subject's pages of the catalogue are written here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from qt2anki.archive import Standing, ids_of_cards, note_of, read_standing
from qt2anki.catalogue import Question, Sheet, Site, last_releases, write_subject
from qt2anki.compose import (
    MOVED,
    RETIRED,
    fields_of_draft,
    keep_fronts,
    note_tags,
    retired_tags,
    with_banner,
    with_stamp,
)
from qt2anki.errors import OutputError
from qt2anki.gather import deal_again
from qt2anki.ledger import Ledger
from qt2anki.model import DocumentFacts, Kind, Note, NoteDraft
from qt2anki.notetypes import NOTE_TYPES, NoteType, note_types
from qt2anki.package import pack
from qt2anki.subjects import deck_level
from qt2anki.tags import RETIRED_TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qt2anki.config import Config
    from qt2anki.ledger import LedgerRow, Subject


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a release stands: what was asked for, the staged ledger, and the slugs of all subjects by key.

    `pages` is the directory below which the catalogue is written, None for no catalogue.
    """

    config: Config
    ledger: Path
    slugs: Mapping[str, str]
    pages: Path | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """The decks of a subject to pack: where to, None for one without notes, and the facts of its documents by path."""

    subject: Subject
    active: Path | None
    retired: Path | None
    documents: Mapping[str, DocumentFacts]


def deck_file(slug: str, *, retired: bool = False) -> str:
    """Return the name of a deck's file in the output directory."""
    return f"retired/{slug}.apkg" if retired else f"{slug}.apkg"


def pack_subject(shelf: Shelf, order: Order) -> tuple[str, ...]:
    """Write the decks of a subject and the pages of the active one; return the names of the files of the pages.

    One process packs both: what the retired deck takes up was in the old active one, which it has at hand.
    Raises PackageError for a note that must not ship, OutputError where a note stands only in an old deck that is gone.
    """
    pages: tuple[str, ...] = ()
    with Ledger.open(shelf.ledger) as ledger:
        if order.active:
            pages = _pack_active(shelf, order, ledger, order.active)
        if order.retired:
            rows = ledger.retired_rows_of(order.subject.key)
            composer = _Composer(shelf, order.subject, {})
            order.retired.write_bytes(_pack(shelf, ledger, order, list(composer.compose(rows)), "::Retired"))
    return pages


def _pack_active(shelf: Shelf, order: Order, ledger: Ledger, target: Path) -> tuple[str, ...]:
    rows = list(ledger.rows_of(order.subject.key))
    composer = _Composer(shelf, order.subject, order.documents)
    notes = list(composer.compose(rows))
    packed = _pack(shelf, ledger, order, notes)
    target.write_bytes(packed)
    if shelf.pages is None:
        return ()
    sheet = _sheet(ledger, order.subject, len(packed), tuple(_questions(rows, notes)))
    return write_subject(shelf.pages, Site(shelf.config.deck_root, shelf.config.base_url), sheet)


def _pack(shelf: Shelf, ledger: Ledger, order: Order, notes: Sequence[Note | Standing], branch: str = "") -> bytes:
    name = f"{shelf.config.deck_root}{branch}::{deck_level(order.subject.label)}"
    return pack(name, "", notes, ledger.with_times(note_types(shelf.config.base_url)))


def _questions(rows: Sequence[LedgerRow], notes: Sequence[Note | Standing]) -> Iterator[Question]:
    for number, group in groupby(zip(rows, notes, strict=True), key=lambda pair: pair[0].document_number):
        pairs = list(group)
        yield Question(number, pairs[0][0].question, tuple(_as_note(note) for _row, note in pairs))


def _as_note(note: Note | Standing) -> Note:
    return note_of(note) if isinstance(note, Standing) else note


def _sheet(ledger: Ledger, subject: Subject, size: int, questions: tuple[Question, ...]) -> Sheet:
    releases = tuple(ledger.releases())
    changes = ledger.changes_of(subject.key, [release.number for release in last_releases(releases, subject.key)])
    return Sheet(subject, size, questions, tuple(changes), releases)


class _Composer:
    """Make the notes of one deck from their rows; rows of one document follow each other.

    `documents` are the facts of the documents that have notes in it now, by path. The notes of an unchanged document
    are taken from the subject's old deck as they stand there: a document counts as unchanged only where the cache knows
    that deck for this program's.
    """

    def __init__(self, shelf: Shelf, subject: Subject, documents: Mapping[str, DocumentFacts]) -> None:
        self.subject = subject
        self._shelf = shelf
        self._documents = documents
        self._path = ""
        self._drafts: Sequence[NoteDraft] = ()

    def compose(self, rows: Iterable[LedgerRow]) -> Iterator[Note | Standing]:
        for row in rows:
            yield self._unchanged(row) or self._composed(row)

    def _unchanged(self, row: LedgerRow) -> Standing | None:
        """Return a note of an unchanged document as it stands in the subject's old deck, if it does."""
        document = self._documents.get(row.path)
        if document is None or not document.unchanged:
            return None
        note = self._own_deck.get(row.guid)
        if note is None or (note.modified, note.cards, note.position) != (row.modified, row.cards, row.position):
            return None
        return note

    @cached_property
    def _own_deck(self) -> Mapping[str, Standing]:
        return _released_notes(self._shelf.config.out / deck_file(self.subject.slug))

    def _composed(self, row: LedgerRow) -> Note:
        note_type = NOTE_TYPES[row.note_type]
        cards = row.cards
        if row.retired:
            released = self._released(row)
            fields, tags = with_banner(released.fields, RETIRED, note_type), retired_tags(released.tags)
        elif row.moved_to:
            released = self._released(row)
            banner = MOVED.format(subjects=escape(", ".join(row.moved_to)))
            tags = tuple(tag for tag in released.tags if tag != RETIRED_TAG)
            fields = with_banner(released.fields, banner, note_type)
            cards = released.cards  # a card that the note got where it went is not one that it had here
        elif row.place is None:
            released = self._released(row)
            fields, tags = list(released.fields), released.tags
        else:
            fields, tags = self._fresh(row, row.place, note_type)
        return Note(
            guid=row.guid,
            note_type=row.note_type,
            fields=with_stamp(fields, note_type),
            tags=tags,
            cards=cards,
            modified=row.modified,
            note_id=row.note_id,
            card_ids=ids_of_cards(row.note_id, cards),
            position=row.position,
        )

    def _fresh(self, row: LedgerRow, place: int, note_type: NoteType) -> tuple[list[str], tuple[str, ...]]:
        document = self._documents[row.path]
        draft = self._draft(document, place)
        fields = fields_of_draft(draft, note_type, document.url, document.related)
        if row.asked != draft.cards:
            fields = note_type.only(fields, row.asked)
        if row.cards != row.asked:
            fields = keep_fronts(fields, self._released(row).fields, row.cards, note_type)
        slugs = tuple(self._shelf.slugs[key] for key in document.subjects)
        return fields, note_tags(Kind(row.kind), slugs, document.keywords)

    def _draft(self, document: DocumentFacts, place: int) -> NoteDraft:
        if self._path != document.path:
            self._path, self._drafts = document.path, deal_again(self._shelf.config, document)
        return self._drafts[place]

    def _released(self, row: LedgerRow) -> Note:
        """Return a note as last released: where it was active, else from the retired decks.

        A subject that it left keeps it in its retired deck as it was when it left, without the cards that came later.
        """
        for name in self._places(self._shelf.slugs[row.source]):
            note = _released_notes(self._shelf.config.out / name).get(row.guid)
            if note is not None:
                return note_of(note)
        source = self._shelf.slugs[row.source]
        raise OutputError(
            f"{self._shelf.config.out}: note {row.guid} ({row.title!r}, {row.path}) stands only in a deck of the last"
            f" release, which is missing; put the last {deck_file(source)} and {deck_file(source, retired=True)} back"
        )

    def _places(self, source: str) -> Iterator[str]:
        """Yield the files of decks in the order in which to look for a note whose source this is."""
        own = self.subject.slug
        others = [slug for slug in self._shelf.slugs.values() if slug not in {own, source}]
        for slug, retired in ((own, False), (source, False), (source, True), (own, True)):
            yield deck_file(slug, retired=retired)
        for slug in others:
            yield deck_file(slug)
            yield deck_file(slug, retired=True)


def _released_notes(path: Path) -> Mapping[str, Standing]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return {}
    return _read_released(path, (found.st_ino, found.st_size, found.st_mtime_ns))


@lru_cache(maxsize=4)
def _read_released(path: Path, _version: tuple[int, int, int]) -> Mapping[str, Standing]:
    return read_standing(path)

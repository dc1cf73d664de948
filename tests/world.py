"""A small world of documents for tests of the ledger: say what the content is, release it, ask what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from qt2anki.ledger import Content, Ledger, LedgerRow, ReleasePlan, stage_ledger
from qt2anki.model import DocumentFacts, Kind, NoteDraft
from qt2anki.publication import Publication
from qt2anki.subjects import subject_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FACTS = {
    "Filtration": "Blood pressure drives water and small solutes through the glomerulus into Bowman's capsule.",
    "Reabsorption": "The proximal tubule takes back glucose, amino acids and most of the sodium with carriers.",
    "Secretion": "Organic acids, potassium and protons leave the capillaries for the distal tubule.",
    "Concentration": "The loop of Henle builds a salty medulla, so that vasopressin can save water.",
    "Excretion": "Peristalsis of the ureters carries urine to the bladder, which stretches and signals.",
    "Feedback": "The macula densa tastes chloride and slows its own nephron when flow is too fast.",
}


@dataclass(frozen=True)
class Step:
    """One step, in other words a note to be: its title, its body, and the cards that the text gives."""

    title: str
    text: str
    cards: tuple[int, ...] = (0, 1)
    note_type: str = "step"


@dataclass(frozen=True)
class Page:
    """One document: number, paths of its copies (the folder is the subject), question and steps."""

    id: int
    paths: tuple[str, ...]
    question: str
    steps: tuple[Step, ...]
    held: bool = False
    skipped: str | None = None
    url: str = "/learn/x"


def page(number: int, path: str, *titles: str, question: str = "") -> Page:
    steps = tuple(Step(title, FACTS.get(title, f"{title} is told here in so many words.")) for title in titles)
    return Page(number, (path,), question or f"What does the kidney do, part {number}?", steps)


def facts_of(this: Page) -> DocumentFacts:
    copies = tuple((path, subject_key(path.split("/")[0])) for path in this.paths)
    subjects = tuple(dict.fromkeys(subject for _, subject in copies))
    number, question = (0, "") if this.held else (this.id, this.question)
    return DocumentFacts(
        this.paths[0], number, question, this.url, subjects, (), (), b"", copies, this.skipped, this.held
    )


def drafts_of(this: Page) -> tuple[NoteDraft, ...]:
    steps = () if this.skipped else this.steps
    return tuple(_draft(this, step, number) for number, step in enumerate(steps, start=1))


def _draft(this: Page, step: Step, number: int) -> NoteDraft:
    said = "\0".join((this.question, step.title, step.text, *map(str, step.cards)))
    mark = blake2b(said.encode(), digest_size=16).digest()
    return NoteDraft(
        Kind.STEP, step.note_type, 1, number, None, step.title, step.text, (), step.cards, step.cards, mark
    )


@dataclass
class World:
    """An output directory and the clock of its releases; `rows` are all notes of the last one by guid."""

    out: Path
    clock: int = 1_700_000_000
    rows: dict[str, LedgerRow] = field(default_factory=dict)

    def release(self, pages: Iterable[Page], *, retire_limit: float = 1.0) -> ReleasePlan:
        """Release these pages, a thousand seconds after the release before."""
        self.clock += 1000
        by_path = {each.paths[0]: each for each in pages}
        documents = [facts_of(each) for each in by_path.values()]
        labels = {subject: subject.title() for document in documents for subject in document.subjects}
        content = Content(documents, lambda facts: drafts_of(by_path[facts.path]), labels)
        with Publication(self.out) as publication:
            with Ledger.open(stage_ledger(publication)) as ledger:
                plan = ledger.plan_release(content, moment=self.clock, program="test", retire_limit=retire_limit)
            with Ledger.open(publication.stage("ledger.sqlite3")) as ledger:
                self.rows = {row.guid: row for row in _all_rows(ledger)}
            publication.publish()
        return plan

    def guids(self, *, retired: bool = False) -> dict[tuple[str, str], str]:
        """Return the guids of the active notes, or of those retired, by path and title."""
        return {(row.path, row.title): guid for guid, row in self.rows.items() if row.retired == retired}

    def by_title(self, title: str) -> LedgerRow:
        """Return the one note of this title."""
        (row,) = (row for row in self.rows.values() if row.title == title)
        return row

    def ledger_bytes(self) -> bytes:
        return (self.out / "ledger.sqlite3").read_bytes()

    def retired_deck(self, subject: str) -> list[LedgerRow]:
        with Ledger.open(self.out / "ledger.sqlite3") as ledger:
            return list(ledger.retired_rows_of(subject))

    def deck(self, subject: str) -> list[LedgerRow]:
        with Ledger.open(self.out / "ledger.sqlite3") as ledger:
            return list(ledger.rows_of(subject))


def _all_rows(ledger: Ledger) -> Iterable[LedgerRow]:
    """Yield each note once: a row that only says where it moved to gives way to the note itself."""
    for subject in ledger.subjects():
        yield from (row for row in ledger.retired_rows_of(subject.key) if not row.moved_to)
    for subject in ledger.subjects():
        yield from ledger.rows_of(subject.key)


def with_steps(this: Page, steps: Sequence[Step]) -> Page:
    return replace(this, steps=tuple(steps))

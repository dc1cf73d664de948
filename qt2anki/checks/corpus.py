"""Find what is wrong between documents: ids, questions, links; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from qt2anki.codes import diagnose
from qt2anki.decode import restore_source
from qt2anki.documents import RELATED
from qt2anki.errors import Location
from qt2anki.positions import field_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qt2anki.documents import Page
    from qt2anki.errors import Diagnostic
    from qt2anki.model import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """What other documents need to know of one: `digest` hashes its question and answer."""

    path: str
    id: int
    question: str
    digest: bytes
    url: str
    related: tuple[str, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Lines:
    """Where an entry's fields stand, lines from 1: `id`, `question`, and the url of each related question."""

    id: int
    question: int
    related: tuple[int, ...]


def entry_of(document: Document, page: Page) -> Entry:
    """Return the entry of a document that was read from `page`."""
    lines = field_lines(page.text)
    names = [name for name in RELATED if isinstance(page.values.get(name), Mapping)]
    question = restore_source(document.question.text, document.question.formulas)
    answer = restore_source(document.answer.text, document.answer.formulas)
    return Entry(
        document.path,
        document.id,
        " ".join(question.casefold().split()).rstrip("?. "),
        sha256(f"{len(question)}:{question}{answer}".encode()).digest(),
        _page(document.url),
        tuple(_page(related.url) for related in document.related),
        Lines(lines.get("id", 0), lines.get("question", 0), tuple(_link_line(lines, name) for name in names)),
    )


def _link_line(lines: Mapping[str, int], name: str) -> int:
    return lines.get(f"{name}.url", lines.get(name, 0))


def check_corpus(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Yield what is wrong between documents, each at the later one by path."""
    ordered = sorted(entries, key=lambda entry: entry.path)
    yield from _conflicting_ids(ordered)
    yield from _same_questions(ordered)
    yield from _dead_links(ordered)


def _page(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rstrip("/")


def _conflicting_ids(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    first: dict[int, Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.id, entry)
        if known.digest != entry.digest:
            message = f"id {entry.id} has another question or answer in {known.path}"
            yield diagnose("conflicting-id", Location(entry.path, entry.lines.id, 1), message, "ids are never reused")


def _same_questions(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    first: dict[str, Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.question, entry)
        if known.id != entry.id:
            message = f"{known.path} asks the same question under id {known.id}"
            yield diagnose("same-question", Location(entry.path, entry.lines.question, 1), message)


def _dead_links(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    pages = {entry.url for entry in entries}
    for entry in entries:
        for url, line in zip(entry.related, entry.lines.related, strict=True):
            if url not in pages:
                yield diagnose("dead-link", Location(entry.path, line, 1), f"no document has the url {url!r}")

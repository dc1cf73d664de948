"""Read, split and deal all documents, in as many processes as asked for: drafts go to the spool, facts come back."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from qt2anki.cards import deal_cards
from qt2anki.decode import restore_source
from qt2anki.documents import read_document
from qt2anki.model import DocumentFacts, Omission
from qt2anki.splitter import split_answer
from qt2anki.spool import SpoolWriter
from qt2anki.subjects import subject_key
from qt2anki.tags import keyword_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from qt2anki.config import Config
    from qt2anki.errors import Diagnostic
    from qt2anki.model import Document

    Progress = Callable[[str, int, int], None]
    """Called with a stage, how many of its things are done, and how many there are."""

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 64
_WORTH_A_PROCESS = 256
"""Starting a process costs about as much as dealing so many documents."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One source file after dealing: its facts, the subject as written, and what was noticed."""

    facts: DocumentFacts
    subject: str
    diagnostics: tuple[Diagnostic, ...]
    omissions: tuple[Omission, ...]


def gather(config: Config, paths: Sequence[str], spool: Path, progress: Progress) -> list[Gathered]:
    """Deal the documents at `paths`, relative to the source; the answer is in their order, whatever `jobs` is."""
    chunks = [(n, paths[at : at + _CHUNK]) for n, at in enumerate(range(0, len(paths), _CHUNK))]
    work = partial(_gather_chunk, config, spool)
    jobs = config.jobs if len(paths) >= _WORTH_A_PROCESS else 1
    gathered: list[Gathered] = []
    for chunk in in_processes(work, chunks, jobs):
        gathered += chunk
        progress("reading", len(gathered), len(paths))
    return gathered


def in_processes(work: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield `work` of each thing, in order; with one job in this process, which then starts none."""
    if jobs == 1:
        yield from map(work, things)
        return
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
    try:
        with _uninterrupted():
            results = pool.map(work, things)
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have processes that start meanwhile ignore Ctrl-C, which a terminal sends to all: the main one ends the build."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _gather_chunk(config: Config, spool: Path, chunk: tuple[int, Sequence[str]]) -> list[Gathered]:
    number, paths = chunk
    with SpoolWriter(spool / f"{number}.drafts") as writer:
        return [_gather_one(config, path, writer) for path in paths]


def _gather_one(config: Config, path: str, writer: SpoolWriter) -> Gathered:
    document, diagnostics = read_document(path, config.source / path)
    if document is None:
        return _held(path, tuple(diagnostics))
    document = replace(document, subject=config.subject(document.subject)) if config.aliases else document
    answer = split_answer(document)
    deal = deal_cards(document, answer, config.kinds)
    skipped = answer.skipped or (None if deal.notes else "nothing to ask")
    facts = _facts(document, skipped, writer.write(deal.notes))
    return Gathered(facts, document.subject, tuple(diagnostics), deal.omissions)


def _held(path: str, diagnostics: tuple[Diagnostic, ...]) -> Gathered:
    facts = DocumentFacts(path, 0, "", "", (), (), (), b"", held=True)
    return Gathered(facts, "", diagnostics, ())


def _facts(document: Document, skipped: str | None, spooled: tuple[str, int, int]) -> DocumentFacts:
    answer = restore_source(document.answer.text, document.answer.formulas)
    subject = subject_key(document.subject)
    return DocumentFacts(
        path=document.path,
        id=document.id,
        question=restore_source(document.question.text, document.question.formulas),
        url=document.url,
        subjects=(subject,),
        copies=((document.path, subject),),
        keywords=keyword_tags(document.keywords),
        related=document.related,
        digest=sha256(answer.encode()).digest(),
        skipped=skipped,
        spooled=spooled,
    )

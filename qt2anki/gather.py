"""Read, split and deal all documents, in as many processes as asked for: drafts go to the spool, facts come back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from qt2anki.dealer import deal_cards
from qt2anki.decode import restore_source
from qt2anki.documents import parse_document, read_document, read_file, unreadable
from qt2anki.errors import SourceError
from qt2anki.model import DocumentFacts
from qt2anki.notetypes import RELATED
from qt2anki.splitter import split_answer
from qt2anki.spool import SpoolWriter, read_drafts
from qt2anki.subjects import subject_key
from qt2anki.tags import keyword_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qt2anki.config import Config
    from qt2anki.errors import Diagnostic
    from qt2anki.model import Document, NoteDraft
    from qt2anki.workers import Progress, Workers

_CHUNK = 64
_WORTH_A_PROCESS = 256
"""Starting a process costs about as much as dealing so many documents."""


class Gathered(NamedTuple):
    """One source file after dealing: its facts, the subject as written, and what was noticed.

    `content` is the hash of the file (`hash_of`), `b""` where it could not be read.
    """

    facts: DocumentFacts
    subject: str
    diagnostics: tuple[Diagnostic, ...]
    content: bytes


def prepare(workers: Workers, count: int) -> None:
    """Have the processes start that `gather` will use for so many documents."""
    if count >= _WORTH_A_PROCESS:
        workers.prepare(_ready)


def _ready() -> None:
    """Do nothing: whoever runs this has imported all that dealing needs."""


def gather(
    config: Config, paths: Sequence[str], spool: Path, workers: Workers, progress: Progress
) -> Iterator[Gathered]:
    """Deal the documents at `paths`, relative to the source, in an order that the number of processes does not change.

    Copies of a document bear one file name: they go to one process together, which deals the first by path.
    """
    ordered = sorted(paths, key=_name_first)
    chunks = [(n, ordered[at : at + _CHUNK]) for n, at in enumerate(range(0, len(ordered), _CHUNK))]
    work = partial(_gather_chunk, config, spool)
    done = 0
    known: dict[object, Any] = {}
    for chunk in workers.map(work, chunks, worth_it=len(paths) >= _WORTH_A_PROCESS):
        done += len(chunk)
        progress("reading", done, len(paths))
        for each in chunk:
            yield each._replace(facts=_share(each.facts, known))


def _share(facts: DocumentFacts, known: dict[object, Any]) -> DocumentFacts:
    """Return facts whose keywords and related questions are those of other documents, where they are the same."""
    keywords = tuple(known.setdefault(keyword, keyword) for keyword in facts.keywords)
    related = tuple(known.setdefault(question, question) for question in facts.related)
    return facts._replace(keywords=keywords, related=related)


def _name_first(path: str) -> tuple[str, str]:
    return path.rpartition("/")[2], path


def deal_again(config: Config, facts: DocumentFacts) -> Sequence[NoteDraft]:
    """Return the drafts of a document: from the spool, or, where the build had no need of them so far, dealt now.

    Raises SourceError where the file is no longer the one that the ledger was told of.
    """
    if facts.spooled:
        return read_drafts(facts.spooled)
    if facts.held:
        return ()
    document, _ = read_document(facts.path, config.source / facts.path)
    if document is None or (document.id, _digest(document)) != (facts.id, facts.digest):
        raise SourceError(f"{config.source / facts.path}: changed while the build was reading it; build again")
    return deal_cards(document, split_answer(document), config.kinds).drafts


def hash_of(raw: bytes = b"") -> blake2b:
    """Return the hash of a file's content, to which more can be added."""
    return blake2b(raw, digest_size=16)


def _gather_chunk(config: Config, spool: Path, chunk: tuple[int, Sequence[str]]) -> list[Gathered]:
    number, paths = chunk
    with SpoolWriter(spool / f"{number}.drafts") as writer:
        dealer = _Dealer(config, writer)
        return [dealer.gather(path) for path in paths]


class _Dealer:
    """Gathers files in order of path, and deals each document once, however many copies it has."""

    def __init__(self, config: Config, writer: SpoolWriter) -> None:
        self._config = config
        self._writer = writer
        self._dealt: dict[tuple[int, bytes], str | None] = {}

    def gather(self, path: str) -> Gathered:
        """Return what one file gives."""
        try:
            raw = read_file(self._config.source / path)
        except OSError as error:
            return _held(path, (unreadable(path, error),), b"")
        content = hash_of(raw).digest()
        document, diagnostics = parse_document(path, raw)
        if document is None:
            return _held(path, tuple(diagnostics), content)
        if self._config.aliases:
            document = replace(document, subject=self._config.subject(document.subject))
        return Gathered(self._facts(document), document.subject, tuple(diagnostics), content)

    def _facts(self, document: Document) -> DocumentFacts:
        facts = _bare_facts(document)
        key = facts.id, facts.digest
        if key in self._dealt:
            return facts._replace(skipped=self._dealt[key])
        answer = split_answer(document)
        deal = deal_cards(document, answer, self._config.kinds)
        self._dealt[key] = deal.why_skipped(answer)
        return facts._replace(skipped=self._dealt[key], spooled=self._writer.write(deal.drafts))


def _held(path: str, diagnostics: tuple[Diagnostic, ...], content: bytes) -> Gathered:
    facts = DocumentFacts(path, 0, "", "", (), (), (), b"", held=True)
    return Gathered(facts, "", diagnostics, content)


def _bare_facts(document: Document) -> DocumentFacts:
    """Return a document's facts as far as no dealing is needed for them."""
    subject = subject_key(document.subject)
    return DocumentFacts(
        path=document.path,
        id=document.id,
        question=restore_source(document.question.text, document.question.formulas),
        url=document.url,
        subjects=(subject,),
        copies=((document.path, subject),),
        keywords=keyword_tags(document.keywords),
        related=document.related[:RELATED],
        digest=_digest(document),
    )


def _digest(document: Document) -> bytes:
    return sha256(restore_source(document.answer.text, document.answer.formulas).encode()).digest()

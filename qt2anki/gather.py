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
from qt2anki.spool import Spooled, SpoolWriter, read_drafts
from qt2anki.subjects import subject_key
from qt2anki.tags import keyword_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qt2anki.config import Config
    from qt2anki.errors import Diagnostic
    from qt2anki.model import Document, NoteDraft
    from qt2anki.workers import Progress, Workers

_Key = tuple[int, bytes]
"""Copies of a document have one id and one digest."""
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
    if document is None or (document.id, _digest(document)) != _key(facts):
        raise SourceError(f"{config.source / facts.path}: changed while the build was reading it; build again")
    return deal_cards(document, split_answer(document), config.kinds).drafts


def hash_of(raw: bytes = b"") -> blake2b:
    """Return the hash of a file's content, to which more can be added."""
    return blake2b(raw, digest_size=16)


def _gather_chunk(config: Config, spool: Path, chunk: tuple[int, Sequence[str]]) -> list[Gathered]:
    """Take some files through one stage after the other, each document once, however many copies it has.

    All of them together: a processor that holds one stage's code and tables in its caches takes a tenth less time.
    """
    number, paths = chunk
    files = [_read(config, path) for path in paths]
    documents: dict[_Key, Document] = {}
    for each in files:
        if each.document is not None:
            documents.setdefault(_key(each.facts), each.document)
    answers = {key: split_answer(document) for key, document in documents.items()}
    deals = {key: deal_cards(document, answers[key], config.kinds) for key, document in documents.items()}
    with SpoolWriter(spool / f"{number}.drafts") as writer:
        places = {key: writer.write(deal.drafts) for key, deal in deals.items()}
    skipped = {key: deal.why_skipped(answers[key]) for key, deal in deals.items()}
    return [_gathered(each, places, skipped) for each in files]


class _File(NamedTuple):
    """A file as read: its document, None where there is none, and what is known without dealing it."""

    document: Document | None
    facts: DocumentFacts
    diagnostics: tuple[Diagnostic, ...]
    content: bytes


def _read(config: Config, path: str) -> _File:
    try:
        raw = read_file(config.source / path)
    except OSError as error:
        return _File(None, _held(path), (unreadable(path, error),), b"")
    content = hash_of(raw).digest()
    document, diagnostics = parse_document(path, raw)
    if document is None:
        return _File(None, _held(path), tuple(diagnostics), content)
    if config.aliases:
        document = replace(document, subject=config.subject(document.subject))
    return _File(document, _bare_facts(document), tuple(diagnostics), content)


def _gathered(file: _File, places: dict[_Key, Spooled], skipped: Mapping[_Key, str | None]) -> Gathered:
    """Return what one file gives; the first copy of a document takes the place of its drafts."""
    document, facts, diagnostics, content = file
    if document is None:
        return Gathered(facts, "", diagnostics, content)
    key = _key(facts)
    facts = facts._replace(skipped=skipped[key], spooled=places.pop(key, None))
    return Gathered(facts, document.subject, diagnostics, content)


def _key(facts: DocumentFacts) -> _Key:
    return facts.id, facts.digest


def _held(path: str) -> DocumentFacts:
    return DocumentFacts(path, 0, "", "", (), (), (), b"", held=True)


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

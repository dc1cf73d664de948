"""The story of a build on one page: find, gather, plan, pack, report, publish."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qt2anki import __version__
from qt2anki.catalogue import Overview, Site, catalogue_files, write_site
from qt2anki.copies import merge_copies
from qt2anki.documents import find_documents
from qt2anki.gather import gather, in_processes
from qt2anki.ledger import Content, Ledger, stage_ledger
from qt2anki.packaging import Order, Shelf, deck_file, pack_subject
from qt2anki.publication import PRIVATE, Publication
from qt2anki.report import all_diagnostics, count_skipped, render_report
from qt2anki.spool import read_drafts
from qt2anki.subjects import common_label, subject_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qt2anki.catalogue import WrittenSubject
    from qt2anki.config import Config
    from qt2anki.errors import Diagnostic
    from qt2anki.gather import Gathered, Progress
    from qt2anki.ledger import ReleasePlan, Subject
    from qt2anki.model import DocumentFacts, NoteDraft


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did.

    `plan` says what this build changes, `skipped` counts documents without cards by subject key and reason, `written`
    names the files that were replaced or removed, `timings` are seconds by stage.
    """

    plan: ReleasePlan
    subjects: tuple[Subject, ...]
    skipped: Mapping[str, Counter[str]]
    diagnostics: tuple[Diagnostic, ...]
    written: tuple[str, ...]
    timings: Mapping[str, float]


def build(config: Config, progress: Progress = lambda _stage, _done, _total: None, *, dry_run: bool = False) -> Build:
    """Turn the documents of `config.source` into the decks of `config.out`.

    Nothing in `out` changes before every deck has been packed and read back; then all of it does at once. A dry run
    stops before that. Raises SourceError, OutputError, LedgerError, PackageError and RetireLimitError, each with the
    output as it was.
    """
    watch = _Watch()
    paths = [path for path, _ in find_documents(config.source) if not config.excludes(path)]
    with Publication(config.out) as publication, _scratch(publication) as spool:
        gathered = gather(config, paths, spool, progress)
        watch.lap("gather")
        documents = merge_copies(each.facts for each in gathered)
        ledger_path = stage_ledger(publication)
        with Ledger.open(ledger_path) as ledger:
            documents = _drop_rare_keywords(ledger, documents, config.keyword_minimum)
            plan = _plan(ledger, config, documents, gathered)
            subjects = tuple(ledger.subjects())
        watch.lap("plan")
        pages = _pack(publication, config, ledger_path, subjects, documents, progress)
        watch.lap("pack")
        _catalogue(publication, config, ledger_path, pages, plan)
        watch.lap("catalogue")
        skipped, diagnostics = count_skipped(documents), all_diagnostics(gathered)
        _write_records(publication, ledger_path, subjects, skipped, diagnostics)
        watch.lap("record")
        written = () if dry_run else publication.publish()
        watch.lap("publish")
    return Build(plan, subjects, skipped, tuple(diagnostics), written, watch.laps)


def _drop_rare_keywords(ledger: Ledger, documents: list[DocumentFacts], minimum: int) -> list[DocumentFacts]:
    counts = Counter(keyword for document in documents if not document.skipped for keyword in document.keywords)
    kept = ledger.keep_keywords(counts, minimum)
    if len(kept) == len(counts):
        return documents
    return [replace(document, keywords=tuple(filter(kept.__contains__, document.keywords))) for document in documents]


def _plan(
    ledger: Ledger, config: Config, documents: Sequence[DocumentFacts], gathered: Sequence[Gathered]
) -> ReleasePlan:
    labels: dict[str, list[str]] = {}
    for each in gathered:
        if not each.facts.held:
            labels.setdefault(subject_key(each.subject), []).append(each.subject)
    content = Content(documents, _drafts_of, {key: common_label(spellings) for key, spellings in labels.items()})
    return ledger.plan_release(content, moment=config.moment(), program=__version__, retire_limit=config.retire_limit)


def _drafts_of(document: DocumentFacts) -> Sequence[NoteDraft]:
    return read_drafts(document.spooled) if document.spooled else ()


def _pack(  # noqa: PLR0913, PLR0917 - the state of one build
    publication: Publication,
    config: Config,
    ledger_path: Path,
    subjects: Sequence[Subject],
    documents: Sequence[DocumentFacts],
    progress: Progress,
) -> list[WrittenSubject]:
    """Pack every deck, and return what was written for the catalogue."""
    shelf = Shelf(
        config.out,
        ledger_path,
        config.base_url,
        config.deck_root,
        {subject.key: subject.slug for subject in subjects},
        publication.staging if config.catalogue else None,
    )
    orders = list(_orders(publication, subjects, documents))
    pages = []
    for done, written in enumerate(in_processes(partial(pack_subject, shelf), orders, config.jobs), start=1):
        progress("packing", done, len(orders))
        if written is not None:
            pages.append(written)
    return pages


def _catalogue(
    publication: Publication, config: Config, ledger_path: Path, pages: Sequence[WrittenSubject], plan: ReleasePlan
) -> None:
    """Write the shared pages; files of an earlier catalogue that this one has not go."""
    names = {name for each in pages for name in each.files}
    if config.catalogue:
        with Ledger.open(ledger_path) as ledger:
            releases, subjects = tuple(ledger.releases()), tuple(ledger.subjects())
        overview = Overview(tuple(pages), plan.total.documents, subjects, releases)
        names.update(write_site(publication.staging, Site(config.deck_root, config.base_url), overview))
    for name in names:
        publication.stage(name)
    for name in catalogue_files(config.out) - names:
        publication.remove(name)


def _orders(
    publication: Publication, subjects: Sequence[Subject], documents: Sequence[DocumentFacts]
) -> Iterator[Order]:
    """Yield one order a deck, the largest first, so that the processes end together; a deck without notes goes."""
    by_subject: dict[str, dict[str, DocumentFacts]] = {subject.key: {} for subject in subjects}
    for document in documents:
        for key in document.subjects:
            by_subject.setdefault(key, {})[document.path] = document
    for subject in sorted(subjects, key=lambda s: -s.notes):
        for retired, notes in ((False, subject.notes), (True, subject.retired)):
            name = deck_file(subject.slug, retired=retired)
            if notes:
                yield Order(subject, retired, publication.stage(name), {} if retired else by_subject[subject.key])
            else:
                publication.remove(name)


def _write_records(
    publication: Publication,
    ledger_path: Path,
    subjects: Sequence[Subject],
    skipped: Mapping[str, Counter[str]],
    diagnostics: Sequence[Diagnostic],
) -> None:
    with Ledger.open(ledger_path) as ledger:
        with publication.stage("manifest.jsonl").open("w", encoding="utf-8", newline="\n") as manifest:
            for line in ledger.manifest():
                manifest.write(json.dumps(line, ensure_ascii=False) + "\n")
        release = max(ledger.releases(), key=lambda r: r.number, default=None)
    report = render_report(release, subjects, skipped, diagnostics)
    publication.stage("report.json").write_text(report, encoding="utf-8", newline="\n")


@dataclass
class _Watch:
    """Seconds of wall time by stage, for `--timings`; no output of a build holds them."""

    laps: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = now - self._last
        self._last = now


class _scratch(tempfile.TemporaryDirectory[str]):  # noqa: N801 - used as a function
    """A directory for the spool inside the output's private one: on the disk that has to hold the decks anyway."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(dir=publication.out / PRIVATE, prefix="spool-")

    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(super().__enter__())

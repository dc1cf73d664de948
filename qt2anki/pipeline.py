"""The story of a build on one page: find, gather, plan, pack, report, publish."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qt2anki import __version__
from qt2anki.cache import NOTHING, Outcome, Release, mark_unchanged, read_cache, survey_source, write_cache
from qt2anki.catalogue import (
    Entry,
    Overview,
    Site,
    catalogue_files,
    changes_version,
    last_change,
    subject_files,
    write_site,
)
from qt2anki.copies import merge_copies
from qt2anki.documents import require_source
from qt2anki.gather import deal_again, gather, prepare
from qt2anki.ledger import Content, Ledger, remember_ledger, stage_ledger
from qt2anki.notetypes import note_types
from qt2anki.packaging import Order, Shelf, deck_file, pack_subject
from qt2anki.publication import Publication, Rehearsal
from qt2anki.report import all_diagnostics, count_skipped, render_report
from qt2anki.subjects import common_label, subject_key
from qt2anki.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qt2anki.cache import Cache, Recalled, Survey
    from qt2anki.config import Config
    from qt2anki.errors import Diagnostic
    from qt2anki.gather import Gathered
    from qt2anki.ledger import Release as LedgerRelease
    from qt2anki.ledger import ReleasePlan, Subject
    from qt2anki.model import DocumentFacts
    from qt2anki.workers import Progress


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


def accept(_publication: Publication) -> None:
    """Let a build publish what it has staged."""


def build(
    config: Config,
    progress: Progress = lambda _stage, _done, _total: None,
    *,
    dry_run: bool = False,
    review: Callable[[Publication], None] = accept,
) -> Build:
    """Turn the documents of `config.source` into the decks of `config.out`.

    Nothing in `out` changes before every deck has been packed and read back; then all of it does at once. `review` sees
    what is staged before that, and a dry run stops there. Raises SourceError, OutputError, LedgerError, PackageError
    and RetireLimitError, each with the output as it was.
    """
    watch = _Watch()
    require_source(config.source)
    with (Rehearsal if dry_run else Publication)(config.out) as publication:
        cache = read_cache(config)
        survey = survey_source(config, cache.files if cache else {})
        watch.lap("survey")
        if cache and cache.is_current and survey.is_same and review is accept:
            if not dry_run:
                cache.renew(survey)
            return _as_build(cache.outcome, (), watch)
        with _scratch(publication) as spool, Workers(config.jobs) as workers:
            site = _Site(config, publication, spool, workers, progress, watch, review)
            return _build(site, cache, survey, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Site:
    """Where one build goes on: what was asked for, and what its stages share."""

    config: Config
    publication: Publication
    spool: Path
    workers: Workers
    progress: Progress
    watch: _Watch
    review: Callable[[Publication], None]


def _build(site: _Site, cache: Cache | None, survey: Survey, *, dry_run: bool) -> Build:
    prepare(site.workers, len(survey.changed))
    recalled = cache.recall(survey) if cache else NOTHING
    gathered = _gather(site, recalled, survey)
    documents = merge_copies(each.facts for each in gathered)
    site.watch.lap("gather")
    ledger_path = stage_ledger(site.publication)
    with Ledger.open(ledger_path) as ledger:
        documents = _drop_rare_keywords(ledger, documents, site.config.keyword_minimum)
        documents = _complete(site, mark_unchanged(documents, recalled))
        plan = _plan(ledger, site.config, documents, gathered)
        ledger.plan_looks(note_types(site.config.base_url), site.config.moment())
        subjects = tuple(ledger.subjects())
        housed = _house(documents, ledger.homes())
    site.watch.lap("plan")
    with ThreadPoolExecutor(1) as beside:
        manifest = beside.submit(_write_manifest, site.publication.stage("manifest.jsonl"), ledger_path)
        _pack_and_show(site, ledger_path, subjects, housed, plan, cache)
    manifest.result()
    outcome = Outcome(plan, subjects, count_skipped(documents), tuple(all_diagnostics(gathered)))
    _write_report(site.publication, ledger_path, outcome)
    site.watch.lap("record")
    site.review(site.publication)
    if dry_run:
        return _as_build(outcome, (), site.watch)
    outputs = site.publication.names
    written = site.publication.publish()
    remember_ledger(site.publication)
    write_cache(site.config, survey, Release(gathered, documents, outcome.again(), outputs), cache, recalled)
    site.watch.lap("publish")
    return _as_build(outcome, written, site.watch)


def _as_build(outcome: Outcome, written: tuple[str, ...], watch: _Watch) -> Build:
    return Build(outcome.plan, outcome.subjects, outcome.skipped, outcome.diagnostics, written, watch.laps)


def _gather(site: _Site, recalled: Recalled, survey: Survey) -> list[Gathered]:
    """Return every file as gathered, in order of path: those that changed anew, the others as recalled."""
    known = recalled.gathered
    anew = [path for path in survey.stamps if path not in known]
    fresh = {each.facts.path: each for each in gather(site.config, anew, site.spool, site.workers, site.progress)}
    return [fresh.get(path) or known[path] for path in survey.stamps]


def _complete(site: _Site, documents: Sequence[DocumentFacts]) -> list[DocumentFacts]:
    """Deal the documents that have changed although the first of their files has not."""
    paths = [d.path for d in documents if not (d.unchanged or d.spooled or d.held)]
    spool = site.spool / "again"
    spool.mkdir()
    dealt = {each.facts.path: each.facts for each in gather(site.config, paths, spool, site.workers, site.progress)}
    return [
        d._replace(skipped=dealt[d.path].skipped, spooled=dealt[d.path].spooled) if d.path in dealt else d
        for d in documents
    ]


def _drop_rare_keywords(ledger: Ledger, documents: list[DocumentFacts], minimum: int) -> list[DocumentFacts]:
    """Return documents without the keywords that too few have; those count that give no cards, too.

    Which do is not yet known of every one: a document is dealt after its facts are complete.
    """
    counts = Counter(chain.from_iterable(document.keywords for document in documents))
    kept = ledger.keep_keywords(counts, minimum)
    if len(kept) == len(counts):
        return documents
    return [document._replace(keywords=tuple(filter(kept.__contains__, document.keywords))) for document in documents]


def _plan(
    ledger: Ledger, config: Config, documents: Sequence[DocumentFacts], gathered: Sequence[Gathered]
) -> ReleasePlan:
    labels: dict[str, list[str]] = {}
    for each in gathered:
        if not each.facts.held:
            labels.setdefault(subject_key(each.subject), []).append(each.subject)
    content = Content(
        documents, partial(deal_again, config), {key: common_label(spellings) for key, spellings in labels.items()}
    )
    return ledger.plan_release(content, moment=config.moment(), program=__version__, retire_limit=config.retire_limit)


def _house(documents: Sequence[DocumentFacts], homes: Mapping[str, tuple[str, ...]]) -> list[DocumentFacts]:
    """Give each document the subjects that the ledger holds it to: that of a copy that cannot be read among them."""
    known = [d.subjects if d.held else homes.get(d.path, d.subjects) for d in documents]
    return [d if d.subjects == keys else d._replace(subjects=keys) for d, keys in zip(documents, known, strict=True)]


def _pack_and_show(  # noqa: PLR0913, PLR0917 - the state of one build
    site: _Site,
    ledger_path: Path,
    subjects: Sequence[Subject],
    documents: Sequence[DocumentFacts],
    plan: ReleasePlan,
    cache: Cache | None,
) -> None:
    """Pack the decks that can come out differently, with their pages; all, where the pages would look different."""
    affected = plan.affected
    if site.config.catalogue and not (cache and cache.is_current):
        affected = frozenset(subject.key for subject in subjects)
    pages = _pack(site, ledger_path, subjects, documents, affected)
    site.watch.lap("pack")
    if site.config.catalogue:
        pages |= _keep_pages(site.publication, [each for each in subjects if each.key not in affected])
        pages |= _show(site, ledger_path, subjects, plan)
    for name in catalogue_files(site.config.out) - pages:
        site.publication.remove(name)
    site.watch.lap("catalogue")


def _pack(
    site: _Site,
    ledger_path: Path,
    subjects: Sequence[Subject],
    documents: Sequence[DocumentFacts],
    affected: frozenset[str],
) -> set[str]:
    """Pack the decks of the affected subjects, and return the names of their pages."""
    slugs = {subject.key: subject.slug for subject in subjects}
    shelf = Shelf(site.config, ledger_path, slugs, site.publication.staging if site.config.catalogue else None)
    orders = list(_orders(site.publication, subjects, documents, affected))
    pages: set[str] = set()
    for done, written in enumerate(site.workers.map(partial(pack_subject, shelf), orders), start=1):
        site.progress("packing", done, len(orders))
        pages.update(written)
    for name in pages:
        site.publication.stage(name)
    return pages


def _keep_pages(publication: Publication, subjects: Sequence[Subject]) -> set[str]:
    """Have the pages of these subjects stand as they are, and return their names."""
    kept = {name for each in subjects if each.notes for name in subject_files(publication.out, each.slug)}
    for name in kept:
        publication.keep(name)
    return kept


def _show(site: _Site, ledger_path: Path, subjects: Sequence[Subject], plan: ReleasePlan) -> set[str]:
    """Write the pages that are no single subject's, and return their names."""
    with Ledger.open(ledger_path) as ledger:
        releases = tuple(ledger.releases())
    shown = [subject for subject in subjects if subject.notes]
    entries = tuple(_entry(site.publication, subject, plan, releases) for subject in shown)
    changes = {each.slug: changes_version(_home(site.publication, deck_file(each.slug)), each.slug) for each in shown}
    overview = Overview(entries, plan.total.documents, tuple(subjects), releases, changes)
    names = set(write_site(site.publication.staging, Site(site.config.deck_root, site.config.base_url), overview))
    for name in names:
        site.publication.stage(name)
    return names


def _entry(publication: Publication, subject: Subject, plan: ReleasePlan, releases: Sequence[LedgerRelease]) -> Entry:
    figures, deck = plan.subjects[subject.key], deck_file(subject.slug)
    return Entry(
        slug=subject.slug,
        label=subject.label,
        documents=figures.documents,
        notes=figures.notes,
        cards=figures.cards,
        size=(_home(publication, deck) / deck).stat().st_size,
        retired=subject.retired,
        changed=last_change(subject, releases),
    )


def _home(publication: Publication, deck: str) -> Path:
    """Return the directory in which a deck of this release and the pages beside it stand now."""
    return publication.staging if (publication.staging / deck).exists() else publication.out


def _orders(
    publication: Publication,
    subjects: Sequence[Subject],
    documents: Sequence[DocumentFacts],
    affected: frozenset[str],
) -> Iterator[Order]:
    """Yield one order a subject, the largest first, so that the processes end together; a deck without notes goes."""
    by_subject: dict[str, dict[str, DocumentFacts]] = {key: {} for key in affected}
    for document in documents:
        for key in affected.intersection(document.subjects):
            by_subject[key][document.path] = document
    for subject in sorted(subjects, key=lambda s: -s.notes):
        changes = subject.key in affected
        active = _target(publication, deck_file(subject.slug), subject.notes, changes=changes)
        retired = _target(publication, deck_file(subject.slug, retired=True), subject.retired, changes=changes)
        if active or retired:
            yield Order(subject, active, retired, by_subject[subject.key])


def _target(publication: Publication, name: str, notes: int, *, changes: bool) -> Path | None:
    """Return where to pack a deck to; None for one that stands as it is and, without notes, for one that goes."""
    if not notes:
        publication.remove(name)
    elif changes:
        return publication.stage(name)
    else:
        publication.keep(name)
    return None


def _write_manifest(target: Path, ledger_path: Path) -> None:
    """Write the manifest: mostly work of SQLite, as packing is of zlib, and so both go on at the same time."""
    with Ledger.open(ledger_path) as ledger, target.open("w", encoding="utf-8", newline="\n") as manifest:
        manifest.writelines(ledger.manifest())


def _write_report(publication: Publication, ledger_path: Path, outcome: Outcome) -> None:
    with Ledger.open(ledger_path) as ledger:
        release = max(ledger.releases(), key=lambda r: r.number, default=None)
    report = render_report(release, outcome.subjects, outcome.skipped, outcome.diagnostics)
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
    """A directory for the spool beside what is staged: on the disk that has to hold the decks anyway."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(dir=publication.private, prefix="spool-")

    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(super().__enter__())

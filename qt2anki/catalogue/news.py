"""What the last releases did, as the pages and the feed tell it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.catalogue.script import to_script
from qt2anki.catalogue.values import NEWS, News, ReleaseNews

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qt2anki.ledger import Change, Release, Subject

WHAT = ("added", "changed", "retired", "revived", "moved")


def last_releases(releases: Iterable[Release], subject_key: str = "") -> tuple[Release, ...]:
    """Return the last releases that changed a subject's deck, or anything at all, the newest first."""
    newest = sorted(releases, key=lambda release: -release.number)
    return tuple(release for release in newest if _touches(release, subject_key))[:NEWS]


def last_change(subject: Subject, releases: Iterable[Release]) -> int:
    """Return when a subject's deck last changed, in seconds since 1970, 0 where no release is known to have done so."""
    return max((release.moment for release in releases if _touches(release, subject.key)), default=0)


def _touches(release: Release, subject_key: str) -> bool:
    figures = release.figures.get(subject_key, {})
    return any(figures.get(what, 0) for what in WHAT)


def tell_releases(releases: Iterable[Release], subjects: Sequence[Subject]) -> tuple[ReleaseNews, ...]:
    """Return the news of the last releases, the newest first."""
    return tuple(_tell(release, subjects) for release in last_releases(releases))


def _tell(release: Release, subjects: Sequence[Subject]) -> ReleaseNews:
    def news(key: str, slug: str, label: str) -> News:
        figures = release.figures.get(key, {})
        return News(slug, label, *(figures.get(what, 0) for what in WHAT))

    told = [news(each.key, each.slug, each.label) for each in subjects]
    touched = (each for each in told if any(getattr(each, what) for what in WHAT))
    by_label = tuple(sorted(touched, key=lambda each: each.label.casefold()))
    return ReleaseNews(release.number, release.moment, news("", "", ""), by_label)


def tell_changes(changes: Iterable[Change], releases: Iterable[Release]) -> tuple[ReleaseNews, ...]:
    """Return what each release did to one subject, the newest first."""
    sums: dict[int, list[int]] = {}
    for each in changes:
        counts = sums.setdefault(each.release, [0] * len(WHAT))
        sums[each.release] = [have + getattr(each, what) for have, what in zip(counts, WHAT, strict=True)]
    newest = sorted((r for r in releases if r.number in sums), key=lambda release: -release.number)
    return tuple(ReleaseNews(r.number, r.moment, News("", "", *sums[r.number]), ()) for r in newest)


def changes_script(name: str, changes: Iterable[Change]) -> str:
    """Return the script with what the last releases did to a subject's questions.

    `questions` maps numbers to texts and the subjects (slug, label) that they stand in now; `releases` maps numbers to
    rows: question, then notes added, changed, retired, revived, moved away.
    """
    questions: dict[int, tuple[str, tuple[tuple[str, str], ...]]] = {}
    releases: dict[int, list[tuple[int, ...]]] = {}
    for each in changes:
        questions[each.document_number] = (each.question, each.homes)
        counts = tuple(getattr(each, what) for what in WHAT)
        releases.setdefault(each.release, []).append((each.document_number, *counts))
    return to_script(name, {"questions": questions, "releases": releases})

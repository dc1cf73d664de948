"""The catalogue's pages and its feed, from templates that escape whatever stands in them; pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qt2anki.catalogue import forecast, plot
from qt2anki.catalogue.pieces import note_types_script
from qt2anki.catalogue.script import version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import jinja2

    from qt2anki.catalogue.values import Entry, ReleaseNews, Site
    from qt2anki.ledger import Subject

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (W3C, "Extensible Markup Language 1.0", section 2.2)."""
KEYWORDS = 12
"""How many keywords a page offers before its script has loaded them all."""
_ASSETS = ("style.css", "core.js", "render.js", "subject.js", "news.js", "index.js")


def format_date(moment: int) -> str:
    """Return the day of a moment in seconds since 1970, in UTC: "9 March 2026"."""
    day = datetime.fromtimestamp(moment, UTC)
    return f"{day.day} {day:%B} {day.year}"


def format_size(size: int) -> str:
    """Return a number of bytes as people say it: "4.2 MB", "18 kB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def format_share(part: int, whole: int) -> str:
    """Return a part as a percentage, never rounded up to all of it or down to nothing."""
    percent = 100 * part / whole
    if part == whole:
        return "100%"
    return "under 1%" if percent < 1 else f"{min(99, round(percent))}%"


def format_many(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def format_minutes(minutes: float) -> str:
    """Return a time as people say it: "under 1 minute", "19 minutes"."""
    return "under 1 minute" if minutes < 1 else format_many(round(minutes), "minute")


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _environment() -> jinja2.Environment:
    import jinja2  # noqa: PLC0415 - many builds write no page

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("qt2anki.catalogue"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "date": format_date,
        "size": format_size,
        "share": format_share,
        "iso": _iso,
        "xml": lambda text: _NOT_XML.sub("", text),
        "count": lambda number: f"{number:,}",
        "many": format_many,
        "minutes": format_minutes,
    }
    return environment


@cache
def assets(base_url: str) -> Mapping[str, str]:
    """Return the files that all pages share, by name."""
    folder = files("qt2anki.catalogue") / "assets"
    shared = {name: (folder / name).read_text(encoding="utf-8") for name in _ASSETS}
    return {**shared, "types.js": note_types_script(base_url)}


@cache
def _versions(base_url: str) -> Mapping[str, str]:
    return {name: version(content) for name, content in assets(base_url).items()}


def _render(template: str, site: Site, root: str, **values: object) -> str:
    shared = {"site": site, "root": root, "versions": _versions(site.base_url)}
    return _environment().get_template(template).render(**shared, **values)


def render_index(site: Site, entries: Sequence[Entry], documents: int, news: Sequence[ReleaseNews]) -> str:
    """Return the page of all decks; `documents` counts each once, over all subjects."""
    return _render("index.html", site, "", entries=entries, documents=documents, news=news)


def render_releases(
    site: Site, news: Sequence[ReleaseNews], changes: Mapping[str, str], retired: Sequence[Subject]
) -> str:
    """Return the page of the last releases; `changes` are the versions of the scripts with questions, by slug."""
    return _render("releases.html", site, "", news=news, changes=changes, retired=retired)


def render_feed(site: Site, news: Sequence[ReleaseNews]) -> str:
    """Return the Atom feed of the last releases (RFC 4287); its ids are tags of the site (RFC 4151)."""
    host = urlsplit(site.base_url).hostname or "localhost"
    return _render("releases.atom", site, "", news=news, feed_id=f"tag:{host},2026:anki-decks")


def render_subject(
    site: Site, entry: Entry, news: Sequence[ReleaseNews], keywords: Sequence[str], data: Mapping[str, str]
) -> str:
    """Return a subject's page; `data` are the versions of its scripts by name, `news` what changed this subject."""
    forecasts = [forecast.forecast_deck(entry.cards, pace) for pace in forecast.PACES]
    return _render(
        "subject.html",
        site,
        "../",
        entry=entry,
        news=news,
        keywords=keywords[:KEYWORDS],
        data=data,
        forecasts=forecasts,
        sentence=_sentence(entry, forecasts[1]),
        plot=plot.draw_forecasts(forecasts),
        plot_size=(plot.WIDTH, plot.HEIGHT),
        **_ASSUMPTIONS,
    )


_ASSUMPTIONS: Mapping[str, object] = {
    "retention": forecast.RETENTION,
    "forgotten": f"{forecast.FORGOTTEN_AT_FIRST:.0%}",
    "seconds": tuple(round(each) for each in forecast.TYPICAL_SECONDS),
}


def _sentence(entry: Entry, year: forecast.Forecast) -> str:
    """Say how much of a deck the first year covers, and what its busiest day costs."""
    share = format_share(year.covered, entry.cards)
    covered = f"{year.covered:,} of the {entry.cards:,} cards ({share})"
    if year.covered == entry.cards:
        covered = f"all {entry.cards:,} cards"
    return (
        f"At {year.pace} new cards a day the first year covers {covered}, and its busiest day asks "
        f"{format_many(year.peak_answers, 'card')} in {format_minutes(year.peak_minutes)}."
    )

"""`qt2anki build`: documents in, decks out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from qt2anki.cli import options
from qt2anki.cli.writing import counted, print_table, write_result
from qt2anki.config import ALL_KINDS, load_settings
from qt2anki.errors import Severity
from qt2anki.pipeline import Build, accept, build
from qt2anki.report import diagnostic_as_json
from qt2anki.subjects import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from qt2anki.ledger import Figures
    from qt2anki.publication import Publication


class Moment(click.ParamType[int]):
    """A time as ISO 8601 (UTC where it names no zone) or as seconds since 1970; the value is in seconds."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the seconds since 1970 that `value` names."""
        if isinstance(value, int):
            return value
        try:
            return _checked(int(value) if value.isdigit() else int(_in_utc(datetime.fromisoformat(value)).timestamp()))
        except (ValueError, OverflowError, OSError):
            self.fail(f"{value!r} is neither ISO 8601 nor seconds since 1970, or too far off", param, ctx)


def _checked(seconds: int) -> int:
    """Return a moment that can be told as a date. Raises ValueError, OSError or OverflowError for another one."""
    datetime.fromtimestamp(seconds, UTC)
    return seconds


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Kinds(click.ParamType[frozenset[str]]):
    """Kinds of cards, separated by commas."""

    name = "kinds"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Return the named kinds."""
        if isinstance(value, frozenset):
            return value
        kinds = frozenset(filter(None, (part.strip() for part in value.split(","))))
        if not kinds or kinds - ALL_KINDS:
            self.fail(f"choose from {', '.join(sorted(ALL_KINDS))}", param, ctx)
        return kinds


@click.command()
@options.source
@options.new_out
@options.jobs
@click.option("--now", type=Moment(), help="The release's time.  [default: SOURCE_DATE_EPOCH, else the clock]")
@click.option("--cards", "kinds", type=Kinds(), help="Kinds of cards that new notes get, with commas.  [default: all]")
@click.option(
    "--retire-limit",
    type=click.FloatRange(0, 1),
    help="Stop where a larger share of the notes would be retired.  [default: 0.1]",
)
@click.option(
    "--keyword-minimum",
    type=click.IntRange(1),
    help="Drop tags of keywords that fewer documents have.  [default: 1]",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 when a document has a problem.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--verify", is_flag=True, help="Let real Anki judge the decks before anything is replaced.")
@click.option("--catalogue/--no-catalogue", default=None, help="Write the students' pages, or none.  [default: write]")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Also print each file that changes, and the seconds of each stage.")
@click.option("--timings", type=click.Path(path_type=Path), help="Write seconds by stage to this file, as JSON.")
@options.json_format
def command(  # noqa: PLR0913 - one parameter an option
    *,
    strict: bool,
    dry_run: bool,
    verify: bool,
    quiet: bool,
    verbose: bool,
    timings: Path | None,
    form: str,
    **options: object,
) -> None:
    r"""Turn the documents below SOURCE (default: seeds) into Anki decks, one a subject.

    What is left out here comes from a qt2anki.toml, if there is one.

    \b
    Examples:
      qt2anki build                                   the seeds, into decks/
      qt2anki build content/learn --out public/decks
      qt2anki build content/learn --dry-run           what a release would change
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    config = load_settings(Path.cwd(), options).config
    with _ProgressBar(wanted=not quiet) as bar:
        done = build(config, bar.update, dry_run=dry_run, review=_anki_review() if verify else accept)
    for diagnostic in done.diagnostics:
        if not quiet or diagnostic.severity is Severity.ERROR:
            click.echo(str(diagnostic), err=True)
    if verbose:
        click.echo("\n".join(_details(done)), err=True)
    if timings:
        write_result(timings, json.dumps(done.timings, indent=2) + "\n")
    if form == "json":
        click.echo(json.dumps(_as_json(done), ensure_ascii=False, indent=2))
    elif not quiet:
        _print_summary(done, dry_run=dry_run)
    if strict and done.diagnostics:
        sys.exit(1)


def _anki_review() -> Callable[[Publication], None]:
    from qt2anki.anki_bridge import review_publication  # noqa: PLC0415 - optional: only `--verify` needs Anki

    return review_publication


class _ProgressBar:
    """Documents done, stage and time left, on standard error, where that is a terminal."""

    def __init__(self, *, wanted: bool) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not (wanted and console.is_terminal),
        )
        self._stage = ""
        self._task = self._bar.add_task("starting", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def update(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if stage != self._stage:
            self._stage = stage
            self._bar.reset(self._task, description=stage, total=total)
        self._bar.update(self._task, completed=done, total=total)


def _print_summary(done: Build, *, dry_run: bool) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("subject")
    columns = ("documents", "notes", "cards", "added", "changed", "retired", "revived")
    for column in columns:
        table.add_column(column, justify="right")
    labels = {subject.key: subject.label for subject in done.subjects}
    for key, figures in sorted(done.plan.subjects.items(), key=lambda item: labels[item[0]]):
        table.add_row(labels[key], *(f"{getattr(figures, column):,}" for column in columns))
    table.add_section()
    table.add_row("all, each note once", *(f"{getattr(done.plan.total, column):,}" for column in columns))
    print_table(table, wrap=False)
    click.echo(_last_line(done, dry_run=dry_run))


def _details(done: Build) -> Iterator[str]:
    """Yield the files that changed and the seconds of each stage."""
    yield from (f"written: {name}" for name in done.written)
    yield ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in done.timings.items())


def _last_line(done: Build, *, dry_run: bool) -> str:
    skipped = done.skipped.get(WHOLE, Counter())
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(skipped.items()))
    parts = [f"{counted(len(done.written), 'file')} written"]
    if dry_run:
        parts = ["nothing written: a dry run"]
    if skipped:
        parts.append(f"{counted(sum(skipped.values()), 'document')} skipped ({reasons})")
    if done.plan.total.held:
        parts.append(f"{counted(done.plan.total.held, 'document')} held at the last good text")
    if done.diagnostics:
        parts.append(counted(len(done.diagnostics), "problem"))
    return "; ".join(parts)


def _as_json(done: Build) -> dict[str, object]:
    def figures(key: str, counted: Figures) -> dict[str, object]:
        return {
            **{name: getattr(counted, name) for name in counted.__slots__},
            "skipped": dict(done.skipped.get(key, {})),
        }

    labels = {subject.key: subject.label for subject in done.subjects}
    return {
        "release": done.plan.number,
        "total": figures(WHOLE, done.plan.total),
        "subjects": {labels[key]: figures(key, counted) for key, counted in done.plan.subjects.items()},
        "written": list(done.written),
        "diagnostics": [diagnostic_as_json(diagnostic) for diagnostic in done.diagnostics],
    }

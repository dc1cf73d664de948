"""`qt2anki check`: everything that is wrong with the content, without building anything."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qt2anki.checks import check_source
from qt2anki.cli import options
from qt2anki.cli.writing import counted
from qt2anki.config import load_settings
from qt2anki.errors import Severity
from qt2anki.report import diagnostic_as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.errors import Diagnostic


@click.command()
@options.source
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@options.jobs
@click.option("-q", "--quiet", is_flag=True, help="List errors only.")
def command(source: Path | None, form: str, jobs: int | None, *, quiet: bool) -> None:
    r"""List what is wrong with the documents below SOURCE (default: seeds), by place.

    Exits with status 1 when a document has an error; warnings alone are status 0. The format github marks the lines
    in a pull request.

    \b
    Example: qt2anki check content/learn
    """
    config = load_settings(Path.cwd(), {"source": source, "jobs": jobs}).config
    found = check_source(config.source, config.jobs, config.excludes)
    if quiet:
        found = [each for each in found if each.severity is Severity.ERROR]
    if form == "json":
        click.echo(json.dumps([diagnostic_as_json(each) for each in found], ensure_ascii=False, indent=2))
    for each in found if form != "json" else ():
        click.echo(_github(each, config.source) if form == "github" else str(each))
    if not quiet:
        click.echo(_summary(found), err=True)
    if any(each.severity is Severity.ERROR for each in found):
        sys.exit(1)


def _github(diagnostic: Diagnostic, source: Path) -> str:
    """Return a workflow command (GitHub Docs, "Workflow commands for GitHub Actions")."""
    place = diagnostic.location
    file = (source / place.path).as_posix()
    values = {"file": file, "line": place.line or 1, "col": place.column or 1, "title": diagnostic.code}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items())
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"::{diagnostic.severity} {properties}::{_escaped(diagnostic.message + hint)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _summary(found: Sequence[Diagnostic]) -> str:
    counts = Counter(each.severity for each in found)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"

"""`qt2anki diff`: what a build would change."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qt2anki.cli import options
from qt2anki.config import load_settings
from qt2anki.diff import Edit, NoteChange, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = {Edit.OLD: ("[-", "-]", "red"), Edit.NEW: ("{+", "+}", "green")}


@click.command(short_help="Show what a build would change, word by word.")
@options.source
@options.out
@options.jobs
@options.jsonl_format
def command(*, form: str, **options: object) -> None:
    r"""Show what building SOURCE would add, change, retire and revive in the decks of --out; nothing is written.

    Changed texts are shown word by word: [-what was-] and {+what is+}.

    \b
    Example: qt2anki diff content/learn --out decks
    """
    config = replace(load_settings(Path.cwd(), options).config, retire_limit=1.0, catalogue=False)
    changes = compare(config)
    if form == "jsonl":
        for change in changes:
            click.echo(json.dumps(asdict(change), ensure_ascii=False))
        return
    for line in _lines(changes):
        click.echo(line)


def _lines(changes: Sequence[NoteChange]) -> Iterator[str]:
    for subject, of_subject in groupby(changes, key=lambda change: change.subject):
        yield click.style(f"== {subject}", bold=True)
        for (what, question), of_question in groupby(of_subject, key=lambda change: (change.what, change.question)):
            yield f"{what}: {question}"
            for change in of_question:
                yield f"    {change.title[:100]}"
                for name, runs in change.fields:
                    yield f"        {name}: " + "".join(_run(edit, text) for edit, text in runs)
    counts = Counter(change.what for change in changes)
    yield ", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "no note would change"


def _run(edit: Edit, text: str) -> str:
    opening, closing, colour = _MARKS.get(edit, ("", "", None))
    return click.style(f"{opening}{text}{closing}", fg=colour)

"""`qt2anki stats`: what the documents give, as tables or JSON."""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from qt2anki.cli import options
from qt2anki.cli.reading import read_source
from qt2anki.cli.writing import print_table
from qt2anki.config import load_settings
from qt2anki.dealer import deal_cards
from qt2anki.splitter import split_answer
from qt2anki.stats import add_up, as_json, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qt2anki.config import Config
    from qt2anki.stats import DocumentStats


@click.command()
@options.source
@click.option(
    "--most", type=click.IntRange(1), default=15, show_default=True, help="How many keywords and reasons to list."
)
@options.json_format
def command(source: Path | None, most: int, form: str) -> None:
    r"""Count what the documents below SOURCE (default: seeds) give, and which give few cards or none, and why.

    \b
    Example: qt2anki stats content/learn --most 30
    """
    config = load_settings(Path.cwd(), {"source": source}).config
    counted = as_json(add_up(_measured(config)), most)
    if form == "json":
        click.echo(json.dumps(counted, ensure_ascii=False, indent=2))
        return
    for title, columns, rows in filter(itemgetter(2), _tables(counted)):
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for at, column in enumerate(columns):
            table.add_column(column, justify="right" if at else "left")
        for row in rows:
            table.add_row(*map(str, row))
        print_table(table)
        click.echo()


def _measured(config: Config) -> Iterator[DocumentStats]:
    for document in read_source(config):
        answer = split_answer(document)
        subject = config.subject(document.subject)
        yield measure(document, subject, answer, deal_cards(document, answer, config.kinds))


def _tables(counted: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:
    """Yield (title, columns, rows) of each table."""
    subjects = _mapping(counted["subjects"])
    names = ("documents", "notes", "cards")
    rows = [(label, *(_mapping(counts).get(name, 0) for name in names)) for label, counts in subjects.items()]
    yield "Subjects", ("subject", *names), rows
    yield "Notes by kind", ("kind", "notes"), list(_mapping(counted["kinds"]).items())
    yield "Words in a note", ("", "words"), list(_mapping(counted["words"]).items())
    yield "Keywords most used", ("keyword", "documents"), list(_mapping(counted["keywords"]).items())
    yield "Cards not asked", ("card and reason", "cards"), list(_mapping(counted["not_asked"]).items())
    few = counted["few"]
    assert isinstance(few, list)
    yield "Documents with few notes or none", ("path", "notes", "reason"), [tuple(each.values()) for each in few[:50]]


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value

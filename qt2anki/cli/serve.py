"""`qt2anki serve`: write and look."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from qt2anki.cli import options
from qt2anki.config import load_settings
from qt2anki.serve import serve


@click.command()
@options.source
@options.new_out
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@options.jobs
@click.option("--retire-limit", type=click.FloatRange(0, 1), help="As of `build`.  [default: 0.1]")
def command(*, port: int, **options: object) -> None:
    r"""Build the documents below SOURCE whenever one changes, and show the catalogue on this machine only.

    Every change that you save is a release of its own in the ledger of --out: while you write, give a directory that
    nobody gets decks from.

    \b
    Example: qt2anki serve content/learn --out /tmp/decks
    """
    config = replace(load_settings(Path.cwd(), options).config, catalogue=True)
    with suppress(KeyboardInterrupt):
        serve(config, port, click.echo)

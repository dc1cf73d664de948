"""`qt2anki preview`: the cards as one page in the browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from qt2anki.cli import options
from qt2anki.cli.reading import read_documents
from qt2anki.cli.writing import write_result
from qt2anki.config import load_settings
from qt2anki.dealer import deal_cards
from qt2anki.preview import render_preview
from qt2anki.splitter import split_answer


@click.command()
@options.documents
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the page here; open no browser.")
def command(paths: tuple[Path, ...], out: Path | None) -> None:
    r"""Show the cards of documents as Anki would, front and back, on one page in the browser.

    \b
    Example: qt2anki preview content/learn/medicine --out cards.html
    """
    config = load_settings(Path.cwd(), {}).config
    deals = ((each, deal_cards(each, split_answer(each), config.kinds)) for each in read_documents(paths))
    page = render_preview(deals, config.base_url)
    target = out or Path(tempfile.mkdtemp(prefix="qt2anki-")) / "preview.html"
    write_result(target, page)
    click.echo(str(target))
    if out is None:
        click.launch(target.as_uri())

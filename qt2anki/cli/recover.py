"""`qt2anki recover`: the ledger back from the decks."""

from __future__ import annotations

from pathlib import Path

import click

from qt2anki.cli import options
from qt2anki.cli.writing import counted
from qt2anki.config import load_settings
from qt2anki.recover import recover_ledger


@click.command()
@options.out
def command(out: Path | None) -> None:
    r"""Make a lost or damaged ledger anew from the decks and manifest.jsonl.

    \b
    Example: qt2anki recover --out decks
    """
    found = recover_ledger(load_settings(Path.cwd(), {"out": out}).config.out)
    counts = {"subject": found.subjects, "document": found.documents, "note": found.notes}
    click.echo(", ".join(counted(number, noun) for noun, number in counts.items()) + " recovered")
    for line in found.lost:
        click.echo(f"not recovered: {line}")

"""`qt2anki cards`: the cards of documents, before any ledger."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from qt2anki.cli import options
from qt2anki.cli.reading import read_documents
from qt2anki.config import load_settings
from qt2anki.dealer import deal_cards
from qt2anki.listing import list_notes
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.plaintext import to_text
from qt2anki.rendering import render_cards
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.model import Deal, Document, NoteDraft


@click.command()
@options.documents
@options.jsonl_format
def command(paths: tuple[Path, ...], form: str) -> None:
    r"""Show the cards that documents give, and which ones they do not give and why.

    \b
    Example: qt2anki cards content/learn/medicine
    """
    config = load_settings(Path.cwd(), {}).config
    for document in read_documents(paths):
        deal = deal_cards(document, split_answer(document), config.kinds)
        if form == "text":
            click.echo("\n".join(_text(document, deal)))
            continue
        for record in list_notes(document, deal, config):
            click.echo(json.dumps(record, ensure_ascii=False))


def _text(document: Document, deal: Deal) -> Iterator[str]:
    """Yield one document's cards as lines for a terminal."""
    yield click.style(document.question.text, bold=True)
    yield click.style(document.path, dim=True)
    for note in deal.notes:
        yield from _note(note)
    if deal.omissions:
        yield click.style("  not asked", fg="yellow")
    for omission in deal.omissions:
        place = ".".join(str(n) for n in (omission.mechanism, omission.step, omission.part) if n)
        yield f"    {omission.kind} {place} {omission.card}: {omission.reason}".replace("  ", " ")
    yield ""


def _note(note: NoteDraft) -> Iterator[str]:
    for card in render_cards(NOTE_TYPES[note.note_type], note.fields, note.offered):
        front, back = to_text(card.front), to_text(card.back)
        back = back.removeprefix(front)
        question = to_text(note.fields[1])
        front, back = (side.strip().removeprefix(question).strip() or question for side in (front, back))
        yield click.style(f"  {note.kind} · {card.name}", fg="cyan")
        yield click.style(indent(front, "    "), bold=True)
        yield indent(back, "    ")

"""One HTML page with a document's cards, front and back, as Anki shows them; formulas as MathML, no network."""

from __future__ import annotations

import html
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from qt2anki.mathml import typeset
from qt2anki.notetypes import note_types
from qt2anki.rendering import page_style, render_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qt2anki.model import Deal, Document


def render_preview(deals: Iterable[tuple[Document, Deal]], base_url: str) -> str:
    """Return the page of all cards of some documents."""
    types = note_types(base_url)
    page = Template(files("qt2anki").joinpath("preview.html").read_text(encoding="utf-8"))
    body = "\n".join(line for document, deal in deals for line in _document(document, deal, base_url))
    return page.substitute(css=page_style(next(iter(types.values()))), cards=body)


def _document(document: Document, deal: Deal, base_url: str) -> Iterator[str]:
    types = note_types(base_url)
    yield f"<h1>{html.escape(document.question.text)}</h1><p class=path>{html.escape(document.path)}</p>"
    for note in deal.notes:
        for card in render_cards(types[note.note_type], note.fields, note.offered):
            yield f'<article><h2>{note.kind} · {card.name}</h2><div class="sides">'
            yield "".join(f'<section class="card">{typeset(side)}</section>' for side in (card.front, card.back))
            yield "</div></article>"

"""One HTML page with a document's cards, front and back, as Anki shows them; formulas as MathML, no network."""

from __future__ import annotations

import html
import re
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from latex2mathml.converter import convert

from qt2anki.notetypes import note_types
from qt2anki.rendering import render_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qt2anki.model import Deal, Document

_FORMULA = re.compile(r"\\\((?P<inline>.*?)\\\)|\\\[(?P<display>.*?)\\\]", re.DOTALL)
_IMPORT = re.compile(r"@import [^;]*;\n?")
_CHEMISTRY = re.compile(r"\\ce\{((?:[^{}]|\{[^{}]*\})*)\}")
_SUBSCRIPT = re.compile(r"(?<=[A-Za-z)\]])(\d+)")
_ARROW = {"->": r"\rightarrow ", "<=>": r"\rightleftharpoons ", "<->": r"\leftrightarrow "}


def render_preview(deals: Iterable[tuple[Document, Deal]], base_url: str) -> str:
    """Return the page of all cards of some documents."""
    types = note_types(base_url)
    page = Template(files("qt2anki").joinpath("preview.html").read_text(encoding="utf-8"))
    css = _IMPORT.sub("", next(iter(types.values())).css)
    body = "\n".join(line for document, deal in deals for line in _document(document, deal, base_url))
    return page.substitute(css=css, cards=body)


def _document(document: Document, deal: Deal, base_url: str) -> Iterator[str]:
    types = note_types(base_url)
    yield f"<h1>{html.escape(document.question.text)}</h1><p class=path>{html.escape(document.path)}</p>"
    for note in deal.notes:
        for card in render_cards(types[note.note_type], note.fields, note.cards):
            yield f'<article><h2>{note.kind} · {card.name}</h2><div class="sides">'
            yield "".join(f'<section class="card">{_with_mathml(side)}</section>' for side in (card.front, card.back))
            yield "</div></article>"


def _with_mathml(side: str) -> str:
    return _FORMULA.sub(_mathml, side)


def _mathml(formula: re.Match[str]) -> str:
    """Return a formula as MathML, or as its TeX where the converter does not know it."""
    tex = html.unescape(formula["inline"] or formula["display"] or "")
    try:
        return str(convert(_plain_chemistry(tex), display="block" if formula["display"] else "inline"))
    except Exception:  # noqa: BLE001 - the converter raises whatever its parser stumbles on
        return f"<code>{html.escape(tex)}</code>"


def _plain_chemistry(tex: str) -> str:
    r"""Write the common forms of mhchem's `\ce{…}` as plain TeX: subscripts, charges, arrows."""

    def formula(match: re.Match[str]) -> str:
        text = _SUBSCRIPT.sub(r"_{\1}", match[1])
        text = re.sub(r"\^([\d+-]+)", r"^{\1}", text)
        for arrow, command in _ARROW.items():
            text = text.replace(arrow, command)
        return rf"\mathrm{{{text}}}"

    return _CHEMISTRY.sub(formula, tex)

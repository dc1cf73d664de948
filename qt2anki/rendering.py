"""Cards as Anki would render them: the subset of its template language that the note types use.

`{{Field}}`, `{{#Field}}…{{/Field}}`, `{{FrontSide}}` and `{{cloze:Field}}` with the one deletion c1; a test holds the
result against real Anki.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qt2anki.mathml import STYLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qt2anki.notetypes import NoteType

_TAG = re.compile(r"\{\{(?P<sigil>[#/]|cloze:)?(?P<name>[^{}]+)\}\}")
_CLOZE = re.compile(r"\{\{c1::(?P<text>.*?)(?:::(?P<hint>.*?))?\}\}", re.DOTALL)
_IMPORT = re.compile(r"@import[^;]*;\s*")
_MATH = re.compile(r"\\[(\[](?:(?!\\[)\]]).)*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RenderedCard:
    """One card as a student sees it: its template's name and the HTML of its two sides."""

    name: str
    front: str
    back: str


def render_cards(note_type: NoteType, fields: Sequence[str], ordinals: Sequence[int]) -> tuple[RenderedCard, ...]:
    """Render the cards of a note; `fields` are HTML in the order of its type, `ordinals` its templates."""
    values = note_type.named(fields)
    return tuple(_render_card(note_type, values, ordinal) for ordinal in ordinals)


def page_style(note_type: NoteType) -> str:
    """Return the style of cards on a page outside of Anki: it fetches nothing, and its formulas are MathML."""
    return _IMPORT.sub("", note_type.css) + STYLE


def _render_card(note_type: NoteType, values: Mapping[str, str], ordinal: int) -> RenderedCard:
    template = note_type.templates[ordinal]
    front = render(template.front, values, answer=False)
    back = render(template.back, {**values, "FrontSide": front}, answer=True)
    return RenderedCard(template.name, front, back)


@cache
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Split a template into (text before, sigil, name) of each of its tags; the last has no tag."""
    parts: list[tuple[str, str | None, str]] = []
    at = 0
    for tag in _TAG.finditer(template):
        parts.append((template[at : tag.start()], tag["sigil"] or "", tag["name"]))
        at = tag.end()
    return (*parts, (template[at:], None, ""))


def render(template: str, values: Mapping[str, str], *, answer: bool) -> str:
    """Fill one side of a template; what stands in a field is never read as a tag."""
    out: list[str] = []
    hidden: list[str] = []
    for text, sigil, name in _parts(template):
        if not hidden:
            out.append(text)
        if sigil == "#" and (hidden or not values[name]):
            hidden.append(name)
        elif sigil == "/" and hidden:
            hidden.pop()
        elif not hidden and sigil == "":
            out.append(values[name])
        elif not hidden and sigil == "cloze:":
            out.append(_cloze(values[name], answer=answer))
    return "".join(out)


def _cloze(text: str, *, answer: bool) -> str:
    def deletion(match: re.Match[str]) -> str:
        in_formula = _MATH.search(text, 0, match.start()) is not None
        shown = match["text"] if answer else f"[{match['hint'] or '...'}]"
        if in_formula:
            return shown
        hidden = "" if answer else f' data-cloze="{_attribute(match["text"])}"'
        return f'<span class="cloze"{hidden} data-ordinal="1">{shown}</span>'

    return _CLOZE.sub(deletion, text)


_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}


def _attribute(text: str) -> str:
    """Escape as Anki's Rust library `htmlescape` does: all of ASCII but letters and digits."""
    return re.sub(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]", lambda m: _NAMED.get(m[0], f"&#x{ord(m[0]):X};"), text)


def deleted_text(text: str) -> str:
    """Return the HTML that the cloze of a field deletes, "" where there is none."""
    found = _CLOZE.search(text)
    return found["text"] if found else ""

"""The cards of a subject in pieces, so that a page loads only those of the questions that are opened; pure.

A piece holds field values, each once, and the page's script fills them into the note types' own templates: a card is
rendered where it is looked at. Formulas come along as MathML, by their source.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from qt2anki.catalogue.script import to_script
from qt2anki.mathml import FORMULAS, formula_mathml, has_formulas
from qt2anki.notetypes import note_types
from qt2anki.rendering import page_style, render_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qt2anki.catalogue.values import Question
    from qt2anki.model import Note

PIECE = 200_000
"""How many characters of fields a piece holds at most, if it has more than one question."""

_NAMES = re.compile(r"\{\{(?:[#/^]|cloze:)?([^{}]+)\}\}")


def note_types_script(base_url: str) -> str:
    """Return the script with the note types: the names of the fields a note brings, the templates, the style."""
    types = {
        key: {
            "fields": [note_type.field_names[at] for at in _shown(key)],
            "templates": [[each.name, each.front, each.back] for each in note_type.templates],
            "css": page_style(note_type),
        }
        for key, note_type in note_types(base_url).items()
    }
    return to_script("note types", types)


@cache
def _shown(key: str) -> tuple[int, ...]:
    """Return the indexes of the fields that a template of a note type shows."""
    note_type = note_types()[key]
    sides = "".join(each.front + each.back for each in note_type.templates)
    names = set(_NAMES.findall(sides))
    return tuple(at for at, name in enumerate(note_type.field_names) if name in names)


def divide(questions: Iterable[Question]) -> Iterator[tuple[Question, ...]]:
    """Yield the questions of each piece, in order."""
    piece: list[Question] = []
    room = PIECE
    for question in questions:
        size = sum(map(len, (field for note in question.notes for field in note.fields)))
        if piece and size > room:
            yield tuple(piece)
            piece, room = [], PIECE
        piece.append(question)
        room -= size
    if piece:
        yield tuple(piece)


def piece_script(name: str, questions: Sequence[Question]) -> str:
    """Return the script of one piece: `strings`, `formulas`, and by each question's number its notes.

    A note is its type's key, its card ordinals, and for each field that is shown the index of its string; trailing
    empty fields are left out.
    """
    strings = {"": 0}
    formulas: dict[str, str] = {}
    notes = {question.number: [_pack(note, strings, formulas) for note in question.notes] for question in questions}
    return to_script(name, {"strings": list(strings), "formulas": formulas, "questions": notes})


def _pack(note: Note, strings: dict[str, int], formulas: dict[str, str]) -> tuple[str, tuple[int, ...], list[int]]:
    fields = [strings.setdefault(note.fields[at], len(strings)) for at in _shown(note.note_type)]
    while fields and fields[-1] == 0:
        fields.pop()
    if any(map(has_formulas, note.fields)):
        _collect(note, formulas)
    return note.note_type, note.cards, fields


def _collect(note: Note, formulas: dict[str, str]) -> None:
    r"""Add the MathML of the formulas on a note's cards, by their source as it stands there, `\(…\)` and all."""
    for card in render_cards(note_types()[note.note_type], note.fields, note.cards):
        for found in FORMULAS.finditer(f"{card.front}\n{card.back}"):
            if found[0] not in formulas and (mathml := formula_mathml(found)) is not None:
                formulas[found[0]] = mathml

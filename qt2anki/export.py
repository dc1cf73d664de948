"""A teacher's selection as a deck with the same guids, or as text for other programs and for reading."""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from qt2anki.notetypes import note_types
from qt2anki.package import pack
from qt2anki.plaintext import to_text
from qt2anki.rendering import render_cards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.notetypes import NoteType
    from qt2anki.published import PublishedNote

FORMATS = ("apkg", "csv", "tsv", "jsonl", "md")


def render_selection(form: str, notes: Sequence[PublishedNote], deck: str, base_url: str, *, plain: bool) -> bytes:
    """Return the bytes of an export in one of FORMATS.

    An `.apkg` holds the notes under their released guids, so that a student who has the subject's deck gets nothing
    twice. Tables hold a row a note in the shape that Anki's text import understands; with `plain`, a row a card: its
    front and its back as text. Raises PackageError as `package.pack` does.
    """
    if form == "apkg":
        return pack(deck, "", [each.note for each in notes], note_types(base_url))
    if form == "jsonl":
        return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in _cards(notes, base_url)).encode()
    if form == "md":
        return "\n".join(_markdown(notes, base_url)).encode()
    delimiter = "," if form == "csv" else "\t"
    rows = _plain_rows(notes, base_url) if plain else _note_rows(notes, base_url, deck)
    header = "" if plain else _header(form, notes, base_url)
    return (header + _table(rows, delimiter)).encode()


def _cards(notes: Sequence[PublishedNote], base_url: str) -> Iterator[dict[str, object]]:
    for each in notes:
        note_type = note_types(base_url)[each.note.note_type]
        for card in render_cards(note_type, each.note.fields, each.note.cards):
            yield {
                "guid": each.note.guid,
                "kind": each.kind,
                "document": each.document,
                "path": each.path,
                "subjects": each.subjects,
                "question": each.question,
                "title": each.title,
                "card": card.name,
                "front": card.front,
                "back": card.back,
            }


def _table(rows: Iterator[Sequence[str]], delimiter: str) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return target.getvalue()


def _header(form: str, notes: Sequence[PublishedNote], base_url: str) -> str:
    """Return the lines that tell Anki's text import what the columns are (Anki manual, "File Headers")."""
    width = max((len(note_types(base_url)[each.note.note_type].fields) for each in notes), default=0)
    columns = "".join(f"#{name} column:{at}\n" for at, name in enumerate(("guid", "notetype", "deck"), start=1))
    separator = "Comma" if form == "csv" else "Tab"
    return f"#separator:{separator}\n#html:true\n{columns}#tags column:{4 + width}\n"


def _note_rows(notes: Sequence[PublishedNote], base_url: str, deck: str) -> Iterator[Sequence[str]]:
    types = note_types(base_url)
    width = max((len(types[each.note.note_type].fields) for each in notes), default=0)
    for each in notes:
        fields = each.note.fields
        padding = [""] * (width - len(fields))
        name = types[each.note.note_type].name
        yield [each.note.guid, name, deck, *fields, *padding, " ".join(each.note.tags)]


def _plain_rows(notes: Sequence[PublishedNote], base_url: str) -> Iterator[Sequence[str]]:
    for each in notes:
        note_type = note_types(base_url)[each.note.note_type]
        for card in render_cards(note_type, _without_links(note_type, each.note.fields), each.note.cards):
            front, back = to_text(card.front).splitlines(), to_text(card.back).splitlines()
            repeated = sum(1 for _ in takewhile(front.__contains__, back))
            yield ["\n".join(front), "\n".join(back[repeated:] or back)]


def _without_links(note_type: NoteType, fields: Sequence[str]) -> list[str]:
    """Leave out what only makes sense inside Anki: the link to the source and to related questions."""
    names = note_type.field_names
    return ["" if name.startswith(("Source", "Related")) else value for name, value in zip(names, fields, strict=True)]


def _markdown(notes: Sequence[PublishedNote], base_url: str) -> Iterator[str]:
    """Yield the lines of a text for reading: a heading a question, an item a card."""
    for question, group in groupby(notes, key=lambda each: each.question):
        yield f"## {question}\n"
        for front, back in _plain_rows(list(group), base_url):
            prompt = front.removeprefix(question).strip() or question
            yield f"- **{' · '.join(prompt.splitlines())}**\n"
            yield "\n".join(f"  {line}" for line in back.splitlines()) + "\n"

"""Split small answers, and write the split down as lines that a reader can check."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from qt2anki.decode import decode, restore_source
from qt2anki.markup import to_plain
from qt2anki.model import Answer, Document
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.model import Item

CASES = Path(__file__).parent / "data" / "splitting" / "cases.txt"
EXPECTED = CASES.with_name("expected.txt")


def split(answer: str, question: str = "How does it work?", *, no_index: bool = False) -> Answer:
    """Split an answer that stands in an otherwise empty document."""
    return split_answer(Document("a/b.md", 1, decode(question), decode(answer), "A", (), "", (), no_index))


def read_cases(path: Path) -> dict[str, str]:
    """Return texts by title: a title stands behind `== `, the text below it."""
    parts = re.split(r"(?:^|\n)== ", path.read_text(encoding="utf-8"))[1:]
    return {title: text.strip("\n") for title, text in (part.split("\n", 1) for part in parts)}


def outline(answer: Answer) -> str:
    """Write an answer's split down: lead, summary, lists with their steps, points with what stands in them."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.skipped:
        yield f"skipped: {answer.skipped}"
    if answer.lead:
        text = to_plain(answer.lead.block)[answer.lead.start : answer.lead.end]
        yield f"lead: {restore_source(text, answer.formulas)}"
    if answer.summary:
        yield f"summary: {_flat(answer.summary.source)}"
    for mechanism in answer.mechanisms:
        yield f"list: {mechanism.label} | {mechanism.role}{', in order' if mechanism.sequence else ''}"
        yield from _items(mechanism.steps, "  ")
    yield from _items(answer.points, "")


def _items(items: Sequence[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}{item.number or '*'} {item.title} | {_flat(item.body.source)}"
        yield from _items(item.parts, indent + "  ")


def _flat(text: str) -> str:
    return text.replace("\n", "⏎")

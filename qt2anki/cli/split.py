"""`qt2anki split`: what the splitter sees."""

from __future__ import annotations

import json
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from qt2anki.cli import options
from qt2anki.cli.reading import find_files
from qt2anki.decode import restore_source
from qt2anki.documents import read_document
from qt2anki.markup import to_plain
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qt2anki.model import Answer, Decoded, Document, Fragment, Item


@click.command()
@options.documents
@options.jsonl_format
def command(paths: tuple[Path, ...], form: str) -> None:
    r"""Show what the splitter sees in documents: lead, mechanisms with their steps, points, summary.

    \b
    Example: qt2anki split content/learn/medicine
    """
    for name, path in find_files(paths):
        document, problems = read_document(name, path)
        if document is None:
            reason = "; ".join(str(problem) for problem in problems)
            click.echo(_json({"path": name, "skipped": reason}) if form == "jsonl" else f"{reason}\n")
        else:
            answer = split_answer(document)
            click.echo(_json(_record(name, document, answer)) if form == "jsonl" else _text(name, document, answer))


def _json(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _record(name: str, document: Document, answer: Answer) -> dict[str, object]:
    return {
        "path": name,
        "id": document.id,
        "question": _source(document.question),
        "subject": document.subject,
        "lead": _lead(answer),
        "summary": _seen(answer.summary, answer) if answer.summary else "",
        "skipped": answer.skipped,
        "mechanisms": [
            {
                "label": mechanism.label,
                "role": mechanism.role.value,
                "sequence": mechanism.sequence,
                "steps": [{"number": s.number, **_body(s, answer)} for s in mechanism.steps],
            }
            for mechanism in answer.mechanisms
        ],
        "points": [_body(point, answer) for point in _flat(answer.points)],
    }


def _body(item: Item, answer: Answer) -> dict[str, object]:
    """Return an item with its body as a reader sees it, and as Markdown."""
    return {"title": item.title, "body": _seen(item.body, answer), "markdown": item.body.source}


def _seen(fragment: Fragment, answer: Answer) -> str:
    """Return the text that a reader sees, formulas as they are written."""
    return restore_source(to_plain(fragment), answer.formulas)


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.parts)


def _lead(answer: Answer) -> str:
    if answer.lead is None:
        return ""
    text = to_plain(answer.lead.block)[answer.lead.start : answer.lead.end]
    return restore_source(text, answer.formulas)


def _text(name: str, document: Document, answer: Answer) -> str:
    """Return one document's split as lines for a terminal."""
    lines = [click.style(_source(document.question), bold=True), click.style(name, dim=True)]
    if answer.skipped:
        return "\n".join([*lines, f"  skipped: {answer.skipped}", ""])
    lines += [f"  {label:8} {_short(text)}" for label, text in _ends(answer) if text]
    for mechanism in answer.mechanisms:
        order = ", in order" if mechanism.sequence else ""
        lines.append(click.style(f"  {mechanism.label or 'steps'} ({mechanism.role.value}{order})", fg="cyan"))
        lines += [line for step in mechanism.steps for line in _item(step, f"{step.number}.", 4)]
    lines += [line for point in answer.points for line in _item(point, "-", 2)]
    return "\n".join([*lines, ""])


def _ends(answer: Answer) -> list[tuple[str, str]]:
    return [("lead:", _lead(answer)), ("summary:", answer.summary.source if answer.summary else "")]


def _item(item: Item, mark: str, indent: int) -> Iterator[str]:
    title = click.style(item.title, bold=True) + ": " if item.title else ""
    yield f"{' ' * indent}{mark} {title}{_short(item.body.source)}"
    for part in item.parts:
        yield from _item(part, "-", indent + 3)


def _short(text: str) -> str:
    return shorten(text, 100, placeholder=" …")


def _source(text: Decoded) -> str:
    return restore_source(text.text, text.formulas)

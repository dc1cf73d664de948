"""The naive script: read, C YAML, markdown-it for each step, genanki; one process, no identity, no updates.

Usage: python benchmarks/naive.py SOURCE OUT
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import genanki
import yaml
from markdown_it import MarkdownIt

STEP = re.compile(r"^\d+\.\s+\*\*(.+?)\*\*:?\s*(.*?)(?=^\d+\.\s|\Z)", re.MULTILINE | re.DOTALL)
MODEL = genanki.Model(
    1607392319,
    "Naive",
    fields=[{"name": "Question"}, {"name": "Title"}, {"name": "Body"}],
    templates=[
        {"name": "Explain", "qfmt": "{{Question}} - {{Title}}", "afmt": "{{FrontSide}}<hr>{{Body}}"},
        {"name": "Name", "qfmt": "{{Body}}", "afmt": "{{FrontSide}}<hr>{{Title}}"},
    ],
)


def main(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    render = MarkdownIt().render
    decks: dict[str, genanki.Deck] = {}
    for path in sorted(source.rglob("*.md")):
        head = path.read_text(encoding="utf-8").split("\n---", 1)[0].removeprefix("---\n")
        values = yaml.load(head, Loader=yaml.CSafeLoader)
        subject = str(values["subject"]).casefold()
        deck = decks.setdefault(subject, genanki.Deck(2000000000 + len(decks), f"Naive::{subject}"))
        for title, body in STEP.findall(str(values["answer"]).replace("\\n", "\n")):
            deck.add_note(genanki.Note(MODEL, [str(values["question"]), title, render(body)]))
    for subject, deck in decks.items():
        genanki.Package(deck).write_to_file(out / f"{subject}.apkg")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""The floor: read, C YAML, split by a regular expression, raw SQLite, zip; one process, and nothing that is hard.

Usage: python benchmarks/floor.py SOURCE OUT
"""

from __future__ import annotations

import re
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import yaml

STEP = re.compile(r"^\d+\.\s+\*\*(.+?)\*\*:?\s*(.*?)(?=^\d+\.\s|\Z)", re.MULTILINE | re.DOTALL)


def main(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    by_subject: dict[str, list[tuple[str, str, str]]] = {}
    for path in sorted(source.rglob("*.md")):
        head = path.read_text(encoding="utf-8").split("\n---", 1)[0].removeprefix("---\n")
        values = yaml.load(head, Loader=yaml.CSafeLoader)
        answer = str(values["answer"]).replace("\\n", "\n")
        rows = by_subject.setdefault(str(values["subject"]).casefold(), [])
        rows.extend((str(values["question"]), title, body) for title, body in STEP.findall(answer))
    for subject, rows in by_subject.items():
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, question TEXT, title TEXT, body TEXT)")
            connection.executemany("INSERT INTO notes (question, title, body) VALUES (?, ?, ?)", rows)
            connection.commit()
            with zipfile.ZipFile(out / f"{subject}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("collection.anki2", connection.serialize())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Read what a build has published: the manifest's notes with their fields, from the decks of an output directory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qt2anki.archive import read_package
from qt2anki.errors import OutputError
from qt2anki.packaging import deck_file
from qt2anki.plaintext import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qt2anki.model import Note


@dataclass(frozen=True, slots=True)
class PublishedNote:
    """An active note of the last release: its line in the manifest, and the note as packed.

    `document` is the CMS's number; `subjects` are labels, the first that of the first copy.
    """

    kind: str
    document: int
    path: str
    title: str
    subjects: tuple[str, ...]
    note: Note

    @property
    def question(self) -> str:
        """Return the question as plain text, formulas as TeX: the second field of every note type."""
        return to_text(self.note.fields[1])


def read_published(out: Path, subjects: frozenset[str] | None = None) -> Iterator[PublishedNote]:
    """Yield every active note of the decks in `out` once, subject by subject in reading order.

    `subjects` are labels to read, None for all. Raises OutputError where there are no decks or their records are
    damaged, PackageError for a damaged deck.
    """
    lines = _read_manifest(out)
    seen: set[str] = set()
    for label, slug in _read_subjects(out).items():
        deck = out / deck_file(slug)
        if (subjects is None or label in subjects) and deck.exists():
            notes = read_package(deck).notes
            for note in sorted(notes, key=lambda n: (n.position, n.note_id)):
                if note.guid not in seen:
                    seen.add(note.guid)
                    yield _published(out, lines, note)


def read_labels(out: Path) -> tuple[str, ...]:
    """Return the labels of all subjects that have been released. Raises OutputError where there are no decks."""
    return tuple(_read_subjects(out))


def _published(out: Path, lines: Mapping[str, Mapping[str, Any]], note: Note) -> PublishedNote:
    try:
        line = lines[note.guid]
        subjects = tuple(line["subjects"])
        return PublishedNote(line["kind"], int(line["document"]), line["path"], line["title"], subjects, note)
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged(out / "manifest.jsonl", error) from error


def _read_subjects(out: Path) -> dict[str, str]:
    try:
        report = json.loads(_read(out, "report.json"))
        return {label: str(figures["slug"]) for label, figures in report["subjects"].items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _damaged(out / "report.json", error) from error


def _read_manifest(out: Path) -> dict[str, Mapping[str, Any]]:
    try:
        lines = map(json.loads, _read(out, "manifest.jsonl").splitlines())
        return {line["guid"]: line for line in lines}
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged(out / "manifest.jsonl", error) from error


def _damaged(file: Path, error: Exception) -> OutputError:
    return OutputError(f"{file}: not what a build has written here ({error}); build again")


def _read(out: Path, name: str) -> str:
    try:
        return (out / name).read_text(encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{out / name}: {error.strerror}; run `qt2anki build --out {out}` first") from error

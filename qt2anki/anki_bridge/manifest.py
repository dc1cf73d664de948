"""Compare the decks of a release with its manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.anki_bridge.succession import Placed, Release, by_deck
from qt2anki.errors import PackageError
from qt2anki.tags import RETIRED_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of a note, as far as a deck says it too."""

    guid: str
    subject: str
    modified: int
    is_retired: bool


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """Read a `manifest.jsonl`. Raises PackageError when it is none."""
    try:
        return tuple(map(_entry, path.read_text(encoding="utf-8").splitlines()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackageError(f"{path}: cannot be read as a manifest: {error}") from error


def _entry(line: str) -> Entry:
    note = json.loads(line)
    return Entry(note["guid"], note["subject"], int(note["modified"]), note["status"] == "retired")


def judge_manifest(entries: tuple[Entry, ...], release: Release) -> Iterator[Placed]:
    """Yield where decks and manifest disagree.

    Decks of some subjects may be judged alone: a note is missed only where another one of its subject and status is
    there.
    """
    notes, named = release.notes, {entry.guid for entry in entries}
    here = {(entry.subject, entry.is_retired) for entry in entries if entry.guid in notes}
    missed = (e.guid for e in entries if e.guid not in notes and (e.subject, e.is_retired) in here)
    differ = (e.guid for e in entries if e.guid in notes and _differs(e, release))
    yield from by_deck(release, "manifest-missing", missed)
    yield from by_deck(release, "manifest-unknown", (guid for guid in notes if guid not in named))
    yield from by_deck(release, "manifest-differs", differ)


def _differs(entry: Entry, release: Release) -> bool:
    note = release.notes[entry.guid]
    return (entry.modified, entry.is_retired) != (note.modified, RETIRED_TAG in note.tags)

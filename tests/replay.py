"""Replay real content releases into one real Anki collection, and hold every import against what was promised.

    replay = Replay(tmp_path, collection, share=1)
    for release in releases(bundle, tmp_path):
        print(replay.release(release))      # builds, imports every deck with default options, checks, lets time pass

`share` takes one document in so many, by its file name, so that a document stays in or out through all releases.
"""

from __future__ import annotations

import io
import sqlite3
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self
from zlib import crc32

from study import DAY, DELETION, EDIT, TAG, Student, import_deck

from qt2anki.archive import read_package
from qt2anki.config import Config
from qt2anki.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anki.collection import Collection

    from qt2anki.ledger import Figures
    from qt2anki.model import Note

CONTENT = "content/learn"
RETIRED = "quicktakes::retired"


@dataclass(frozen=True)
class Release:
    """One tag of the corpus: its name, its time in seconds since 1970, the repository that has it."""

    tag: str
    moment: int
    repository: Path

    def unpack(self, target: Path, share: int) -> None:
        """Write one document in `share` below `target`."""
        packed = subprocess.run(
            ["git", "-C", str(self.repository), "archive", self.tag, CONTENT], check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            for member in archive:
                name = PurePosixPath(member.name)
                file = archive.extractfile(member) if name.suffix == ".md" else None
                if file and crc32(name.name.encode()) % share == 0:
                    path = target / name.relative_to(CONTENT)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(file.read())


def releases(bundle: Path, scratch: Path) -> list[Release]:
    """Return the releases of the corpus, the oldest first."""
    repository = scratch / "corpus"
    subprocess.run(["git", "clone", "-q", "--bare", str(bundle), str(repository)], check=True)
    tags = ["git", "-C", str(repository), "for-each-ref", "--format=%(refname:short) %(creatordate:unix)", "refs/tags"]
    lines = subprocess.run(tags, check=True, capture_output=True, text=True).stdout.split("\n")
    return [Release(tag, int(moment), repository) for tag, moment in (line.split() for line in lines if line)]


@dataclass(frozen=True)
class Snapshot:
    """What a collection holds: rows of cards and reviews by id, (mod, fields, tags) of notes by guid."""

    cards: dict[int, tuple[object, ...]]
    reviews: dict[int, tuple[object, ...]]
    notes: dict[str, tuple[int, str, str]]

    @classmethod
    def of(cls, collection: Collection) -> Self:
        assert collection.db is not None
        return cls(
            {row[0]: tuple(row) for row in collection.db.all("SELECT * FROM cards")},
            {row[0]: tuple(row) for row in collection.db.all("SELECT * FROM revlog")},
            {row[0]: tuple(row[1:]) for row in collection.db.all("SELECT guid, mod, flds, tags FROM notes")},
        )


class Replay:
    """One output directory, one student, one release after the other."""

    def __init__(self, folder: Path, collection: Collection, *, share: int) -> None:
        self.out = folder / "decks"
        self._sources = folder / "sources"
        self._collection = collection
        self._share = share
        self._student: Student | None = None
        self._promised: dict[str, Note] = {}

    def build(self, release: Release) -> Figures:
        """Build the decks of a release."""
        source = self._sources / release.tag
        release.unpack(source, self._share)
        source.mkdir(parents=True, exist_ok=True)
        config = Config(source=source, out=self.out, now=release.moment, retire_limit=1.0, catalogue=False)
        return build(config).plan.total

    def release(self, release: Release, *, study_days: int = 2) -> str:
        """Build a release, import it, check every promise, study; return its figures as one line.

        Raises AssertionError, with what was lost.
        """
        figures = self.build(release)
        student = self._student or Student(self._collection, seed=11, born=release.moment - 30 * DAY)
        self._student = student
        student.live(until=release.moment - 1, every=study_days, reviews=30, deeds=6)
        before = Snapshot.of(self._collection)
        decks = [*sorted(self.out.glob("*.apkg")), *sorted((self.out / "retired").glob("*.apkg"))]
        logs = [import_deck(self._collection, deck) for deck in decks]
        assert sum(len(log.conflicting) for log in logs) == 0
        after, promised = Snapshot.of(self._collection), _promised(decks)
        _check_rows(before, after)
        _check_notes(before, after, promised, self._promised)
        assert student.losses(besides={TAG, EDIT, DELETION}) == []
        minted_again = _minted_again(self.out / "ledger.sqlite3", release.moment)
        assert minted_again == []
        line = _line(release, figures, logs, after)
        self._promised = promised
        student.live(until=release.moment + DAY, reviews=30, deeds=6)
        return line


def _promised(decks: Sequence[Path]) -> dict[str, Note]:
    """Return what a student who imports all decks must have: of two rows of one note the younger."""
    notes: dict[str, Note] = {}
    for deck in decks:
        for note in read_package(deck).notes:
            known = notes.get(note.guid)
            assert known is None or known.modified != note.modified or known == note, note.guid
            if known is None or known.modified < note.modified:
                notes[note.guid] = note
    return notes


def _check_rows(before: Snapshot, after: Snapshot) -> None:
    assert {key: after.cards.get(key) for key in before.cards} == before.cards
    assert after.reviews == before.reviews


def _check_notes(before: Snapshot, after: Snapshot, promised: dict[str, Note], last: dict[str, Note]) -> None:
    for guid, note in promised.items():
        mine = before.notes.get(guid)
        unchanged = guid in last and last[guid].modified == note.modified
        if mine is not None and (unchanged or mine[0] >= note.modified):
            assert after.notes[guid] == mine, f"{guid} was touched"
        else:
            now = after.notes[guid]
            said = (note.modified, "\x1f".join(note.fields), sorted(note.tags, key=str.casefold))
            assert (*now[:2], sorted(now[2].split(), key=str.casefold)) == said, f"{guid} did not arrive"
    assert set(after.notes) <= set(promised), "a note that no deck has any more"


def _minted_again(ledger: Path, moment: int) -> list[tuple[str, str]]:
    """Return (question, title) of each note of this release whose title and text left its document in it."""
    connection = sqlite3.connect(ledger)
    found = connection.execute(
        """
        SELECT d.question, fresh.title FROM releases r JOIN notes old ON old.retired = r.number
        JOIN notes fresh ON fresh.document = old.document AND fresh.title = old.title AND fresh.text = old.text
         AND fresh.note_type = old.note_type AND fresh.release = r.number AND fresh.number > old.number
        JOIN documents d ON d.number = old.document WHERE r.moment = ? AND fresh.retired IS NULL
        """,
        (moment,),
    ).fetchall()
    connection.close()
    return found


def _line(release: Release, figures: Figures, logs: Sequence[object], after: Snapshot) -> str:
    counts = {name: sum(len(getattr(log, name)) for log in logs) for name in ("new", "updated", "duplicate")}
    parts = {name: getattr(figures, name) for name in ("notes", "added", "changed", "retired", "revived", "moved")}
    told = [*parts.items(), *((f"import {name}", count) for name, count in counts.items())]
    told += [("cards", len(after.cards)), ("reviews", len(after.reviews))]
    return f"{release.tag}: " + ", ".join(f"{name} {count:,}" for name, count in told)


def walk(replay: Replay, chosen: Sequence[Release]) -> Iterator[str]:
    """Yield the line of each release, one after the other."""
    return (replay.release(release) for release in chosen)

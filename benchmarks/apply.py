"""Measure `qt2anki apply` on a large collection: time and memory for a release that corrects a third of the notes.

Usage: python benchmarks/apply.py [--cards 100000]

The notes are steps of some 90 words with two cards each; every tenth has a tag of the student's own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.notes import NoteId
from watch import run

from qt2anki.compose import with_stamp
from qt2anki.model import Note
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.package import pack

STEP = NOTE_TYPES["step"]
THEN, NEXT = 1_790_000_000, 1_790_100_000
BODY = "Blood pressure drives water and small solutes through the glomerulus into the capsule of the nephron. " * 6
MIB = 1 << 20


def note(number: int, modified: int, word: str) -> Note:
    values = {
        "Key": f"Question › {number}",
        "Question": f"What happens in step {number}?",
        "Title": f"Title {number}",
        "Body": f"<p>{BODY}{word}</p>",
        "Explain": "explain",
        "Name": "Which step is this?",
    }
    fields = with_stamp([values.get(name, "") for name in STEP.field_names], STEP)
    note_id, cards = 300_000_000_000 + 8 * number, STEP.cards(fields)
    ids = tuple(note_id + ordinal for ordinal in cards)
    return Note(f"guid-{number}", "step", fields, ("quicktakes::subject::x",), cards, modified, note_id, ids, number)


def write_deck(path: Path, notes: list[Note]) -> Path:
    path.write_bytes(pack("QuickTakes::X", "", notes, NOTE_TYPES))
    return path


def fill(collection_path: Path, deck: Path) -> None:
    with closing(Collection(str(collection_path))) as collection:
        request = ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
        collection.import_anki_package(request)
        notes = [NoteId(number) for number in collection.find_notes("")]
        collection.tags.bulk_add(notes[::10], "exam")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=100_000)
    count = parser.parse_args().cards // 2
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fill(home / "collection.anki2", write_deck(home / "old.apkg", [note(n, THEN, "old") for n in range(count)]))
        corrected = [note(n, *((THEN, "old") if n % 3 else (NEXT, "new"))) for n in range(count)]
        deck = write_deck(home / "new.apkg", corrected)
        command = [sys.executable, "-m", "qt2anki", "apply", str(deck), "--collection", str(home / "collection.anki2")]
        cost = run(command, {"PYTHONPATH": str(Path(__file__).parent.parent)})
        size = (home / "collection.anki2").stat().st_size / MIB
    print(f"{2 * count:,} cards in a collection of {size:.0f} MiB, {-(-count // 3):,} notes corrected:")
    print(f"{cost.wall:.1f} s, {cost.cpu:.1f} s CPU, {cost.largest / MIB:.0f} MiB")


if __name__ == "__main__":
    main()

"""A year of study through ten real releases: nothing of the student's is lost, and every correction arrives."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from corpus import clone_corpus
from study import DAY, Student

from qt2anki.anki_bridge import Edit, Fate, Report, Wishes, apply_decks, verify_decks
from qt2anki.anki_bridge.apkg import read_apkg
from qt2anki.anki_bridge.plan import Incoming, read_incoming
from qt2anki.config import Config
from qt2anki.notetypes import TYPES_BY_ID, stamp
from qt2anki.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.corpus]

RELEASES = (1, 2, 3, 4, 5, 6, 7, 8, 17, 21)
"""Between these, batches of new documents arrive, hundreds change, four in five vanish and come back, subjects move."""
SUBJECTS = ("medicine", "nursing", "biotechnology")
BORN = 1_740_000_000
SPACE = 36 * DAY


def releases(home: Path) -> Iterator[tuple[int, list[Path]]]:
    """Build each release when its day has come; yield its time and its decks."""
    for at, number in enumerate(RELEASES):
        documents = clone_corpus(home, f"release-{number:02}")
        source = home / "source"
        shutil.rmtree(source, ignore_errors=True)
        for subject in SUBJECTS:
            if (documents / subject).exists():
                shutil.copytree(documents / subject, source / subject)
        moment = BORN + at * SPACE
        build(Config(source, home / "decks", retire_limit=1, now=moment, catalogue=False))
        yield moment, sorted((home / "decks").rglob("*.apkg"))


def keep(_edit: Edit) -> bool:
    return True


def late(collection: Collection, incoming: dict[str, Incoming]) -> list[str]:
    """Return the notes of the collection that do not say what the release says, links aside."""
    assert collection.db is not None
    rows = collection.db.all("SELECT guid, flds FROM notes")
    return [guid for guid, text in rows if guid in incoming and says(incoming[guid], text) != says(incoming[guid])]


def says(note: Incoming, text: str = "") -> str:
    fields = tuple(text.split("\x1f")) if text else note.row.fields
    return stamp(TYPES_BY_ID[note.row.type_id], fields)


def told(deeds: Student) -> str:
    counts = {name: len(value) for name, value in vars(deeds.deeds).items()}
    return f"{deeds.deeds.reviews.total()} reviews, " + ", ".join(f"{count} {name}" for name, count in counts.items())


def test_a_year_through_ten_real_releases(tmp_path: Path) -> None:
    home = tmp_path / "User 1"
    home.mkdir()
    path = home / "collection.anki2"
    with closing(Collection(str(path))) as collection:
        student = Student(collection, seed=2, born=BORN)
        fates: Counter[Fate] = Counter()
        for moment, decks in releases(tmp_path):
            student.live(until=moment, every=3, reviews=60, deeds=9)
            collection.close()
            started = time.perf_counter()
            report = apply_decks(decks, path, Wishes(), keep)
            seconds = time.perf_counter() - started
            collection.reopen()
            fates += report.fates
            print(f"\n{len(decks)} decks in {seconds:.1f} s: {tell(report)}")
            assert student.losses() == []
            incoming = read_incoming(map(read_apkg, decks))
            edited = {guid for guid, _ in student.deeds.edits}
            assert set(late(collection, incoming)) <= edited
            assert report.fates[Fate.OLDER] == report.fates[Fate.FOREIGN] == 0
        student.live(until=BORN + 365 * DAY, every=3, reviews=60, deeds=9)
        print(f"a year: {told(student)}; {dict(fates)}")
        assert student.losses() == []
        assert student.deeds.reviews.total() > 3000
        assert fates[Fate.UPDATE] > 1000


def tell(report: Report) -> str:
    done = report.done
    fates = ", ".join(f"{count} {fate.word}" for fate, count in report.fates.items())
    return f"{fates}; {len(done.suspended)} suspended, {len(done.revived)} revived, {done.tags.total()} tags given back"


def test_real_releases_pass_each_over_the_one_before(tmp_path: Path) -> None:
    """Every deck of ten real releases ships, alone and over the studied release before."""
    previous: Sequence[Path] = ()
    judged = 0
    for moment, decks in releases(tmp_path):
        verdicts = verify_decks(decks, previous, tmp_path / "decks" / "manifest.jsonl", now=moment)
        assert [(verdict.deck, verdict.findings) for verdict in verdicts if verdict.findings] == []
        judged += len(verdicts)
        shelf = tmp_path / "previous"
        shutil.rmtree(shelf, ignore_errors=True)
        shutil.copytree(tmp_path / "decks", shelf, ignore=shutil.ignore_patterns(".qt2anki"))
        previous = sorted(shelf.rglob("*.apkg"))
    print(f"\n{judged} decks of {len(RELEASES)} releases judged")
    assert judged > 30

"""The simulated student: does the same things twice, on true dates, and notices what is taken away."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from anki.notes import NoteId
from study import DAY, DELETION, EDIT, REVIEW, TAG, Student, import_deck
from test_package import TYPES, a_note

from qt2anki.package import pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BORN = 1_760_000_000
YEAR = BORN + 364 * DAY


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Student]:
    with closing(Collection(str(tmp_path / "collection.anki2"))) as collection:
        yield _grown_up(collection, tmp_path)


def _grown_up(collection: Collection, folder: Path) -> Student:
    _deck(folder / "deck.apkg", BORN)
    import_deck(collection, folder / "deck.apkg")
    student = Student(collection, seed=5, born=BORN)
    student.live(until=YEAR, every=28, reviews=60, deeds=12)
    return student


def _deck(path: Path, modified: int, body: str = "B") -> None:
    notes = [a_note(n)._replace(modified=modified) for n in range(1, 61)]
    notes = [n._replace(fields=tuple(body if f == "B" else f for f in n.fields)) for n in notes]
    path.write_bytes(pack("QuickTakes::Medicine", "", notes, TYPES))


def test_a_year_on_true_dates_in_the_real_scheduler(student: Student) -> None:
    database = student.collection.db
    assert database is not None
    first, last, longest = database.all("SELECT min(id) / 1000, max(id) / 1000, max(ivl) FROM revlog")[0]
    assert BORN + 27 * DAY <= first <= last <= YEAR + DAY
    assert longest > 60, "FSRS spaces what is known"
    assert '"s":' in database.scalar("SELECT data FROM cards WHERE reps > 3 LIMIT 1")
    assert all(vars(student.deeds).values()), "did everything that a student does"
    assert student.losses() == []


def test_the_same_seed_does_the_same_things(student: Student, tmp_path: Path) -> None:
    (tmp_path / "twin").mkdir()
    with closing(Collection(str(tmp_path / "twin" / "collection.anki2"))) as collection:
        twin = _grown_up(collection, tmp_path / "twin").deeds
    assert twin.edits == student.deeds.edits
    assert (twin.flags, twin.decks, twin.deleted) == (student.deeds.flags, student.deeds.decks, student.deeds.deleted)
    assert sum(twin.reviews.values()) > 500


def test_notices_what_is_taken_away(student: Student) -> None:
    collection, deeds = student.collection, student.deeds
    assert collection.db is not None
    collection.db.execute("DELETE FROM revlog WHERE cid = ?", next(iter(deeds.reviews)))
    collection.db.execute("UPDATE cards SET flags = 0, queue = 0, did = 1")
    kinds = {line.partition(" ")[0] for line in student.losses()}
    assert kinds == {REVIEW, "suspension", "flag", "move"}
    collection.remove_notes([NoteId(n) for n in collection.db.list("SELECT id FROM notes")])
    kinds |= {line.partition(" ")[0] for line in student.losses()}
    assert kinds == {REVIEW, "suspension", "flag", "move", "card", TAG, EDIT}


def test_a_plain_import_takes_tags_edits_and_deletions_away(student: Student, tmp_path: Path) -> None:
    """What docs/anki.md, facts 3, 4 and 29 say, and `apply` exists for."""
    _deck(tmp_path / "next.apkg", YEAR + DAY, body="corrected")
    import_deck(student.collection, tmp_path / "next.apkg")
    assert {line.partition(" ")[0] for line in student.losses()} == {TAG, EDIT, DELETION}
    assert student.losses(besides={TAG, EDIT, DELETION}) == []

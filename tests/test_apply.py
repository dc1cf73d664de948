"""`apply` upgrades a collection and takes nothing away that the student made."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from anki.notes import NoteId
from broken_decks import ALONE, NEXT, RELEASED, SIZE, TYPES, break_deck, good_deck, good_note
from click.testing import CliRunner
from study import DAY, Student, import_deck

from qt2anki.anki_bridge import Edit, Fate, Mine, Report, Retired, Wishes, apply_decks, undo
from qt2anki.cli import group
from qt2anki.errors import AnkiError, PackageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qt2anki.model import Note

NOW = datetime(2026, 11, 21, tzinfo=UTC)
BORN = RELEASED - 100 * DAY


def never(_edit: Edit) -> bool:
    raise AssertionError("nobody is to be asked")


def upgrade(home: Path, *decks: Path, wishes: Wishes = Wishes()) -> Report:  # noqa: B008 - frozen
    return apply_decks(decks, home / "collection.anki2", wishes, never, NOW)


@contextmanager
def anki(home: Path) -> Iterator[Collection]:
    """Open the collection as Anki does."""
    with closing(Collection(str(home / "collection.anki2"))) as collection:
        yield collection


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a profile whose student has the first release, untouched."""
    old = good_deck(tmp_path / "old.apkg")
    home = tmp_path / "User 1"
    home.mkdir()
    with anki(home) as collection:
        import_deck(collection, old)
    return home


def note(collection: Collection, number: int) -> NoteId:
    assert collection.db is not None
    return NoteId(collection.db.scalar("SELECT id FROM notes WHERE guid = ?", f"guid-{number:03}") or 0)


def corrected(*numbers: int) -> list[Note]:
    """Return a release in which only these notes are corrected."""
    return [good_note(n, modified=NEXT, Question="Corrected?") if n in numbers else good_note(n) for n in range(SIZE)]


def change(home: Path, number: int, field: str = "Question", text: str = "mine") -> None:
    with anki(home) as collection:
        one = collection.get_note(note(collection, number))
        one[field] = text
        collection.update_note(one)


def fields(home: Path, number: int) -> dict[str, str]:
    with anki(home) as collection:
        return dict(collection.get_note(note(collection, number)).items())


def tags(home: Path, number: int) -> list[str]:
    with anki(home) as collection:
        return collection.get_note(note(collection, number)).tags


def test_corrections_arrive_and_own_tags_stay_even_if_set_after_the_release(home: Path, tmp_path: Path) -> None:
    with anki(home) as collection:
        for tag in ("marked", "leech", "exam::june", "Quicktakes::Mine"):
            collection.tags.bulk_add([note(collection, 0), note(collection, 1)], tag)
    report = upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0, 5)))
    assert report.fates == {Fate.UPDATE: 2, Fate.UNCHANGED: SIZE - 2}
    assert fields(home, 0)["Question"] == fields(home, 5)["Question"] == "Corrected?"
    for number in (0, 1):
        assert tags(home, number) == [
            "exam::june",
            "leech",
            "marked",
            "Quicktakes::Mine",
            "quicktakes::subject::medicine",
        ]
    assert report.done.tags.total() == 4


def test_the_next_release_still_arrives_by_a_plain_import(home: Path, tmp_path: Path) -> None:
    """Giving tags back must not make the note newer than the next release."""
    with anki(home) as collection:
        collection.tags.bulk_add([note(collection, 0)], "exam")
    upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0)))
    later = [good_note(0, modified=NEXT + 60, Question="Again?"), *corrected(0)[1:]]
    with anki(home) as collection:
        log = import_deck(collection, good_deck(tmp_path / "later.apkg", *later))
    assert len(log.updated) == 1


@pytest.mark.parametrize("mine", Mine)
def test_an_edited_note_is_never_overwritten_silently(mine: Mine, home: Path, tmp_path: Path) -> None:
    change(home, 0, text="my own words")
    asked: list[Edit] = []

    def ask(edit: Edit) -> bool:
        asked.append(edit)
        return False

    new = good_deck(tmp_path / "new.apkg", *corrected(0))
    report = apply_decks([new], home / "collection.anki2", Wishes(mine=mine), ask, NOW)
    expected = Fate.KEEP if mine is Mine.KEEP else Fate.OVERWRITE
    assert [(edit.fields, fate) for edit, fate in report.edits] == [
        ((("Question", "my own words", "Corrected?"),), expected)
    ]
    assert bool(asked) == (mine is Mine.ASK)
    assert fields(home, 0)["Question"] == ("my own words" if mine is Mine.KEEP else "Corrected?")


def test_a_kept_text_is_asked_about_once_and_survives_a_plain_import(home: Path, tmp_path: Path) -> None:
    change(home, 0, text="my own words")
    new = good_deck(tmp_path / "new.apkg", *corrected(0))
    upgrade(home, new)
    again = upgrade(home, new)
    assert (again.edits, again.backup, again.fates) == ((), None, {Fate.UNCHANGED: SIZE})
    with anki(home) as collection:
        import_deck(collection, new)
    assert fields(home, 0)["Question"] == "my own words"
    later = good_deck(tmp_path / "later.apkg", *corrected(0)[1:], good_note(0, modified=NEXT + 60, Question="Third"))
    assert upgrade(home, later).fates[Fate.KEEP] == 1


def test_an_edit_that_the_release_makes_too_is_no_conflict(home: Path, tmp_path: Path) -> None:
    change(home, 0, text="Corrected?")
    report = upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0)))
    assert (report.edits, report.fates[Fate.UPDATE]) == ((), 1)


def test_an_older_deck_takes_no_correction_back(home: Path, tmp_path: Path) -> None:
    new = good_deck(tmp_path / "new.apkg", *corrected(0, 1, 2))
    upgrade(home, new)
    with anki(home) as collection:
        collection.tags.bulk_add([note(collection, 0)], "exam")
    report = upgrade(home, good_deck(tmp_path / "old again.apkg"))
    assert report.fates == {Fate.OLDER: 3, Fate.UNCHANGED: SIZE - 3}
    assert fields(home, 0)["Question"] == "Corrected?"


def retired_deck(path: Path, *numbers: int) -> Path:
    notes = [good_note(n, modified=NEXT, Banner="Retired", tags=("quicktakes::retired",)) for n in numbers]
    return good_deck(path, *notes, name="QuickTakes::Retired::Medicine")


def active_deck(path: Path, without: tuple[int, ...], modified: int = RELEASED) -> Path:
    return good_deck(path, *(good_note(n, modified=modified) for n in range(SIZE) if n not in without))


def states(home: Path, number: int) -> list[int]:
    with anki(home) as collection:
        assert collection.db is not None
        return collection.db.list("SELECT queue FROM cards WHERE nid = ? ORDER BY ord", note(collection, number))


def test_retired_notes_sleep_and_wake_and_none_is_added(home: Path, tmp_path: Path) -> None:
    with anki(home) as collection:
        own = collection.card_ids_of_note(note(collection, 1))[0]
        collection.sched.suspend_cards([own])
    retired = retired_deck(tmp_path / "retired.apkg", 0, 1, SIZE + 5)
    report = upgrade(home, active_deck(tmp_path / "new.apkg", (0, 1)), retired)
    assert (report.fates[Fate.NEVER_HAD], report.fates[Fate.ADD], report.fates[Fate.UPDATE]) == (1, 0, 2)
    assert (states(home, 0), states(home, 1)) == ([-1, -1], [-1, -1])
    assert fields(home, 0)["Banner"] == "Retired"
    with anki(home) as collection:
        assert not [deck.name for deck in collection.decks.all_names_and_ids() if "Retired" in deck.name]
    back = good_deck(tmp_path / "back.apkg", *(good_note(n, modified=NEXT + 60) for n in (0, 1)))
    assert len(upgrade(home, back).done.revived) == 3
    assert (states(home, 0), states(home, 1)) == ([0, 0], [-1, 0]), "what the student suspended stays suspended"


def test_a_retired_card_that_the_student_wakes_stays_awake(home: Path, tmp_path: Path) -> None:
    retired = retired_deck(tmp_path / "retired.apkg", 0)
    upgrade(home, retired)
    with anki(home) as collection:
        collection.sched.unsuspend_cards(collection.card_ids_of_note(note(collection, 0)))
    assert upgrade(home, retired).backup is None
    assert states(home, 0) == [0, 0]


def test_retired_cards_with_reviews_are_never_deleted(home: Path, tmp_path: Path) -> None:
    with anki(home) as collection:
        collection.sched.set_due_date(collection.card_ids_of_note(note(collection, 0)), "3")
        collection.tags.bulk_add([note(collection, 1)], "exam")
        collection.set_user_flag_for_cards(2, collection.card_ids_of_note(note(collection, 2)))
    change(home, 5)
    retired = retired_deck(tmp_path / "retired.apkg", 0, 1, 2, 5, 6)
    report = upgrade(home, retired, wishes=Wishes(retired=Retired.DELETED))
    with anki(home) as collection:
        assert [bool(note(collection, n)) for n in (0, 1, 2, 5, 6)] == [True, True, True, True, False]
    assert len(report.done.deleted) == 1
    assert states(home, 0) == [-1, -1]


def test_retired_cards_are_left_where_that_is_wished(home: Path, tmp_path: Path) -> None:
    upgrade(home, retired_deck(tmp_path / "retired.apkg", 0), wishes=Wishes(retired=Retired.LEFT))
    assert states(home, 0) == [0, 0]
    assert fields(home, 0)["Banner"] == "Retired"


def test_a_deleted_note_stays_deleted_unless_wished(home: Path, tmp_path: Path) -> None:
    with anki(home) as collection:
        collection.remove_notes([note(collection, 0)])
    new = good_deck(tmp_path / "new.apkg", *corrected(0, 1))
    assert upgrade(home, new).fates[Fate.DELETED] == 1
    assert upgrade(home, new, wishes=Wishes(restore=True)).fates[Fate.ADD] == 1


def test_cards_stay_in_the_students_deck_with_their_new_siblings_unless_wished(home: Path, tmp_path: Path) -> None:
    with anki(home) as collection:
        collection.set_deck(collection.card_ids_of_note(note(collection, 0)), collection.decks.id("Mine") or 0)
    more = good_deck(tmp_path / "more.apkg", good_note(0, modified=NEXT, Next="Title before"), *corrected()[1:])
    assert len(upgrade(home, more).done.beside_siblings) == 1
    assert decks_of(home, 0) == ["Mine"] * 3
    assert len(upgrade(home, more, wishes=Wishes(move=True)).done.moved) == 3
    assert decks_of(home, 0) == ["QuickTakes::Medicine"] * 3


def decks_of(home: Path, number: int) -> list[str]:
    with anki(home) as collection:
        cards = (collection.get_card(card) for card in collection.card_ids_of_note(note(collection, number)))
        return [collection.decks.name(card.did) for card in cards]


def test_a_field_that_the_student_added_keeps_its_text(home: Path, tmp_path: Path) -> None:
    """A plain import would skip all notes of the type, and with "merge note types" empty the field."""
    with anki(home) as collection:
        model = collection.models.get(TYPES["step"].id)  # type: ignore[arg-type]
        assert model is not None
        collection.models.add_field(model, collection.models.new_field("My notes"))
        collection.models.reposition_field(model, model["flds"][-1], 2)
        collection.models.update_dict(model)
    change(home, 0, "My notes", "see lecture 5")
    report = upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0, 1), good_note(SIZE + 1, modified=NEXT)))
    assert report.fates == {Fate.UPDATE: 2, Fate.UNCHANGED: SIZE - 2, Fate.ADD: 1}
    after = fields(home, 0)
    assert (after["Question"], after["My notes"], after["Title"]) == ("Corrected?", "see lecture 5", "Title 0")
    with anki(home) as collection:
        assert [each.name for each in collection.models.all_names_and_ids() if each.name.endswith("+")] == []


def test_a_field_that_the_student_removed_is_named(home: Path, tmp_path: Path) -> None:
    with anki(home) as collection:
        model = collection.models.get(TYPES["step"].id)  # type: ignore[arg-type]
        assert model is not None
        collection.models.remove_field(model, model["flds"][3])
        collection.models.update_dict(model)
    with pytest.raises(AnkiError, match="no longer has Title"):
        upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0)))


def test_a_note_of_another_type_is_left_alone(home: Path, tmp_path: Path) -> None:
    """What an import that conflicted has left behind: the note's type is a twin of ours."""
    with anki(home) as collection:
        model = collection.models.get(TYPES["step"].id)  # type: ignore[arg-type]
        assert model is not None
        assert collection.db is not None
        twin = collection.models.copy(model)
        collection.db.execute("UPDATE notes SET mid = ? WHERE guid = 'guid-000'", twin["id"])
    report = upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0, 1)))
    assert report.fates == {Fate.FOREIGN: 1, Fate.UPDATE: 1, Fate.UNCHANGED: SIZE - 2}


def test_a_note_that_moved_gets_its_banner_and_no_new_student_gets_it(home: Path, tmp_path: Path) -> None:
    left = [good_note(n, modified=NEXT - 1, Banner="Moved to Biology") for n in (0, SIZE + 1)]
    retired = good_deck(tmp_path / "retired.apkg", *left, name="QuickTakes::Retired::Medicine")
    assert upgrade(home, retired).fates == {Fate.UPDATE: 1, Fate.NEVER_HAD: 1}
    assert (fields(home, 0)["Banner"], states(home, 0)) == ("Moved to Biology", [0, 0])
    active = good_deck(tmp_path / "biology.apkg", good_note(0, modified=NEXT), name="QuickTakes::Biology")
    assert upgrade(home, retired, active).fates == {Fate.UPDATE: 1, Fate.NEVER_HAD: 1}
    assert upgrade(home, retired).fates == {Fate.OLDER: 1, Fate.NEVER_HAD: 1}
    assert fields(home, 0)["Banner"] == ""


def test_a_dry_run_changes_no_byte(home: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    report = upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0)), wishes=Wishes(dry_run=True))
    assert (report.backup, report.fates[Fate.UPDATE]) == (None, 1)
    assert {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


def test_undo_puts_the_backup_back_and_keeps_what_was_since(home: Path, tmp_path: Path) -> None:
    report = upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0)))
    assert report.backup is not None
    assert report.backup.parent == home
    backup, undone = undo(home / "collection.anki2", NOW)
    assert backup == report.backup
    assert fields(home, 0)["Question"] == "What happens in step 0?"
    with closing(sqlite3.connect(undone)) as connection:
        assert "Corrected?" in connection.execute("SELECT flds FROM notes WHERE guid = 'guid-000'").fetchone()[0]
    with pytest.raises(AnkiError, match="no backup"):
        undo(home / "collection.anki2", NOW)


def test_refuses_a_broken_deck_before_it_touches_anything(home: Path, tmp_path: Path) -> None:
    bad = break_deck(good_deck(tmp_path / "good.apkg"), tmp_path / "bad.apkg", ALONE["duplicate-guid"])
    with pytest.raises(PackageError, match="duplicate-guid"):
        upgrade(home, bad)
    assert sorted(path.name for path in home.glob("*.anki2")) == ["collection.anki2"]


OPEN = """
import sys, time
from anki.collection import Collection
collection = Collection(sys.argv[1])
print(1, flush=True)
time.sleep(60)
"""


def test_refuses_while_anki_is_open(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(home / "collection.anki2")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(AnkiError, match="close Anki"):
            upgrade(home, good_deck(tmp_path / "new.apkg", *corrected(0)))
        other.kill()
    assert upgrade(home, tmp_path / "new.apkg").fates[Fate.UPDATE] == 1, "also after Anki was killed"


def test_refuses_what_is_no_collection(tmp_path: Path) -> None:
    deck = good_deck(tmp_path / "new.apkg")
    (tmp_path / "collection.anki2").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(AnkiError, match="is no collection"):
        upgrade(tmp_path, deck)
    with pytest.raises(AnkiError, match="no such collection"):
        upgrade(tmp_path / "elsewhere", deck)


APPLY = """
import sys, time
from pathlib import Path
from qt2anki.anki_bridge import Wishes, apply_decks
from qt2anki.anki_bridge.upgrade import Upgrade
real = getattr(Upgrade, sys.argv[3])
def slow(self, *arguments):
    real(self, *arguments)
    print(1, flush=True)
    time.sleep(60)
setattr(Upgrade, sys.argv[3], slow)
apply_decks([Path(sys.argv[2])], Path(sys.argv[1]), Wishes(), lambda edit: True)
"""


@pytest.mark.parametrize("moment", ["write", "settle_retired", "prove"])
def test_a_kill_leaves_a_collection_that_anki_opens_with_the_backup_beside_it(
    moment: str, home: Path, tmp_path: Path
) -> None:
    new = good_deck(tmp_path / "new.apkg", *corrected(0))
    command = [sys.executable, "-c", APPLY, str(home / "collection.anki2"), str(new), moment]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    assert len(list(home.glob("collection.before-qt2anki-*.anki2"))) == 1
    with anki(home) as collection:
        assert collection.note_count() == SIZE
        assert collection.fix_integrity()[1]
    assert upgrade(home, new).fates[Fate.UPDATE] == 1
    assert not list(home.glob(".qt2anki-*")), "what the killed run left is cleared away"


def test_a_year_of_study_over_releases(home: Path, tmp_path: Path) -> None:
    """Reviews, tags, edits, suspensions, flags, moves and deletions outlive every release; corrections arrive."""
    with anki(home) as collection:
        student = Student(collection, seed=11, born=BORN)
        for release in range(1, 5):
            moment = RELEASED + release * 90 * DAY
            student.live(until=moment, every=45, reviews=40, deeds=8)
            collection.close()
            notes = [good_note(n, modified=moment, Question=f"Release {release}?") for n in range(SIZE)]
            upgrade(home, good_deck(tmp_path / f"{release}.apkg", *notes))
            collection.reopen()
            assert student.losses() == []
            assert collection.db is not None
            late = collection.db.list("SELECT guid FROM notes WHERE flds NOT LIKE ?", f"%Release {release}?%")
            assert set(late) == {guid for guid, _ in student.deeds.edits}
        assert all(vars(student.deeds).values()), "did everything that a student does"


def test_the_command_reports_asks_and_undoes(home: Path, tmp_path: Path) -> None:
    change(home, 0, text="my <b>own</b> words")
    change(home, 5, text="also mine")
    with anki(home) as collection:
        collection.tags.bulk_add([note(collection, 1)], "exam")
    new = good_deck(tmp_path / "new" / "medicine.apkg", *corrected(0, 1, 2, 5))
    command = ["apply", str(new.parent), "--collection", str(home / "collection.anki2")]
    asked = CliRunner().invoke(group, [*command, "--mine", "ask"], input="m\nt\n")
    assert asked.exit_code == 0
    assert "Question: [-my own words-] {+Corrected?+}" in asked.stderr
    lines = asked.stdout.splitlines()
    assert {"      2 notes updated", "      1 note kept as you wrote it", "      1 of your tags given back"} <= set(
        lines
    )
    assert "collection.before-qt2anki-" in lines[-1]
    assert (fields(home, 0)["Question"], fields(home, 5)["Question"]) == ("my <b>own</b> words", "Corrected?")
    undone = CliRunner().invoke(group, ["apply", "--undo", "--collection", command[-1]])
    assert "is again what collection.before-qt2anki-" in undone.stdout
    assert fields(home, 5)["Question"] == "also mine"
    told = json.loads(CliRunner().invoke(group, [*command, "--dry-run", "--format", "json"]).stdout)
    assert (told["notes"], told["backup"]) == ({"kept": 2, "unchanged": SIZE - 4, "updated": 2}, None)

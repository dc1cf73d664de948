"""What the ledger keeps through updates: who is who, what moved, what is retired and comes back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import FACTS, Page, Step, World, page, with_steps

from qt2anki.errors import LedgerError, RetireLimitError
from qt2anki.ledger import Ledger, stage_ledger
from qt2anki.publication import Publication

if TYPE_CHECKING:
    from pathlib import Path

KIDNEY = page(7, "medicine/kidney.md", *FACTS)
BLOOD = page(8, "medicine/blood.md", "Clotting", "Transport", "Defence")
WATER = page(9, "physics/water.md", "Surface tension", "Heat of evaporation")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "decks")


# -- what does not change ------------------------------------------------------------------------------------------


def test_the_same_content_changes_nothing(world: World) -> None:
    first = world.release([KIDNEY, BLOOD, WATER])
    before = world.ledger_bytes()
    second = world.release([WATER, BLOOD, KIDNEY])
    assert first.total.added == 11
    assert not second.changes
    assert (second.number, second.moment) == (first.number, first.moment)
    assert second.total.unchanged == second.total.notes == 11
    assert world.ledger_bytes() == before


def test_the_same_releases_give_the_same_bytes(tmp_path: Path) -> None:
    ledgers = []
    for name in ("one", "two"):
        world = World(tmp_path / name)
        world.release([KIDNEY, BLOOD])
        world.release([with_steps(KIDNEY, KIDNEY.steps[1:]), WATER])
        ledgers.append(world.ledger_bytes())
    assert ledgers[0] == ledgers[1]


def test_a_new_link_moves_nothing(world: World) -> None:
    world.release([KIDNEY])
    plan = world.release([replace(KIDNEY, url="/learn/new")])
    assert not plan.changes


@pytest.mark.parametrize("title", ['A "quoted" \\ title', "\tStaßen / ∑ 𝛼\u2028\x7f", "It's {plain} %s"])
def test_the_manifest_is_json_as_python_writes_it(world: World, title: str) -> None:
    world.release([page(7, "medicine/kidney.md", title, "Clotting")])
    world.release([page(7, "medicine/kidney.md", title)])
    with Ledger.open(world.out / "ledger.sqlite3") as ledger:
        lines = "".join(ledger.manifest()).removesuffix("\n").split("\n")
    notes = [json.loads(line) for line in lines]
    assert [(note["title"], note["status"]) for note in notes] == [(title, "active"), ("Clotting", "retired")]
    assert lines == [json.dumps(note, ensure_ascii=False) for note in notes]


PAGES = (KIDNEY, BLOOD, WATER, page(10, "physics/light.md", "Refraction"), page(11, "art/light.md", "Chiaroscuro"))
MOVES = st.fixed_dictionaries(
    {
        "order": st.permutations(range(len(PAGES))),
        "folders": st.lists(st.sampled_from(["medicine", "physics", "art", "law"]), min_size=5, max_size=5),
        "names": st.lists(st.sampled_from(["{}", "{}-new", "renamed-{}"]), min_size=5, max_size=5),
    }
)


@given(moves=st.lists(MOVES, min_size=1, max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_permuting_renaming_and_moving_files_changes_no_guid(
    tmp_path_factory: pytest.TempPathFactory, moves: list[dict[str, list[str]]]
) -> None:
    world = World(tmp_path_factory.mktemp("decks"))
    world.release(PAGES)
    before = {row.title: guid for guid, row in world.rows.items()}
    for move in moves:
        pages = []
        for index in move["order"]:
            at = int(index)
            name = move["names"][at].format(f"{at}.md")
            pages.append(replace(PAGES[at], paths=(f"{move['folders'][at]}/{name}",)))
        plan = world.release(pages)
        assert {row.title: guid for guid, row in world.rows.items()} == before
        assert (plan.total.added, plan.total.retired, plan.total.changed) == (0, 0, 0)


# -- which document ------------------------------------------------------------------------------------------------


def renamed(this: Page, **changes: object) -> Page:
    return replace(this, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(renamed(KIDNEY, id=99), id="same file, new number"),
        pytest.param(renamed(KIDNEY, id=99, paths=("health/kidney.md",)), id="same file name in another subject"),
        pytest.param(renamed(KIDNEY, id=99, paths=("health/renal.md",)), id="same question"),
        pytest.param(renamed(KIDNEY, paths=("health/renal.md",), question="Else?"), id="same number"),
        pytest.param(renamed(KIDNEY, id=99, paths=("health/renal.md",), question="Else?"), id="same text"),
    ],
)
def test_a_document_is_recognised_by(world: World, new: Page) -> None:
    world.release([KIDNEY, BLOOD])
    before = {row.title: guid for guid, row in world.rows.items()}
    world.release([new, BLOOD])
    assert {row.title: guid for guid, row in world.rows.items()} == before


def test_two_documents_of_one_file_name_stay_two(world: World) -> None:
    light, shade = PAGES[3], PAGES[4]
    world.release([light, shade])
    before = world.guids()
    world.release([replace(light, id=20), replace(shade, id=21)])
    assert world.guids() == before


def test_one_old_document_is_never_two_new_ones(world: World) -> None:
    world.release([KIDNEY])
    world.release([replace(KIDNEY, id=20, paths=("a/one.md",)), replace(KIDNEY, id=21, paths=("a/two.md",))])
    assert len(world.guids()) == 2 * len(FACTS)
    assert len({row.document_number for row in world.rows.values()}) == 2


def test_copies_are_one_document_in_two_subjects(world: World) -> None:
    plan = world.release([replace(KIDNEY, paths=("medicine/kidney.md", "nursing/kidney.md"))])
    assert plan.total.notes == len(FACTS)
    assert {row.guid for row in world.deck("medicine")} == {row.guid for row in world.deck("nursing")}


# -- which note ----------------------------------------------------------------------------------------------------


def test_a_corrected_step_alone_is_modified(world: World) -> None:
    world.release([KIDNEY])
    before = dict(world.rows)
    steps = list(KIDNEY.steps)
    steps[2] = replace(steps[2], text=steps[2].text.replace("protons", "hydrogen ions"))
    plan = world.release([with_steps(KIDNEY, steps)])
    assert (plan.total.changed, plan.total.unchanged) == (1, 5)
    changed = [guid for guid, row in world.rows.items() if row.modified != before[guid].modified]
    assert [world.rows[guid].title for guid in changed] == ["Secretion"]
    assert world.rows[changed[0]].modified == plan.moment


def test_an_inserted_step_lands_between_its_neighbours(world: World) -> None:
    world.release([KIDNEY])
    before = dict(world.rows)
    inserted = Step("Storage", "The bladder holds half a litre before its walls complain to the sacral cord.")
    plan = world.release([with_steps(KIDNEY, (*KIDNEY.steps[:2], inserted, *KIDNEY.steps[2:]))])
    assert (plan.total.added, plan.total.changed) == (1, 0)
    assert all(world.rows[guid].position == row.position for guid, row in before.items())
    titles = [row.title for row in world.deck("medicine")]
    assert titles == [*list(FACTS)[:2], "Storage", *list(FACTS)[2:]]
    positions = [row.position for row in world.deck("medicine")]
    assert all(earlier < later for earlier, later in pairwise(positions))


def test_another_fact_under_the_same_title_is_a_new_note(world: World) -> None:
    world.release([KIDNEY])
    old = world.by_title("Feedback").guid
    steps = (*KIDNEY.steps[:5], Step("Feedback", "Patients rate the ward on a card that the nurse collects at noon."))
    plan = world.release([with_steps(KIDNEY, steps)])
    assert (plan.total.added, plan.total.retired) == (1, 1)
    assert world.rows[old].retired
    (new,) = (row for row in world.rows.values() if row.title == "Feedback" and not row.retired)
    assert new.guid != old


def test_a_note_never_changes_its_type(world: World) -> None:
    world.release([KIDNEY])
    steps = (*KIDNEY.steps[:5], replace(KIDNEY.steps[5], note_type="cloze", cards=(0,)))
    plan = world.release([with_steps(KIDNEY, steps)])
    assert (plan.total.added, plan.total.retired) == (1, 1)


def test_a_card_that_is_no_longer_asked_stays(world: World) -> None:
    world.release([KIDNEY])
    steps = (replace(KIDNEY.steps[0], cards=(0,)), *KIDNEY.steps[1:])
    world.release([with_steps(KIDNEY, steps)])
    row = world.by_title("Filtration")
    assert (row.cards, row.asked) == ((0, 1), (0,))
    steps = (replace(KIDNEY.steps[0], cards=(0, 2)), *KIDNEY.steps[1:])
    world.release([with_steps(KIDNEY, steps)])
    row = world.by_title("Filtration")
    assert (row.cards, row.asked) == ((0, 1, 2), (0, 2))


# -- retired and back ----------------------------------------------------------------------------------------------


def test_a_step_that_leaves_is_retired_and_revived(world: World) -> None:
    world.release([KIDNEY])
    guid = world.by_title("Excretion").guid
    shorter = with_steps(KIDNEY, [step for step in KIDNEY.steps if step.title != "Excretion"])
    plan = world.release([shorter])
    assert (plan.total.retired, world.rows[guid].retired, world.rows[guid].modified) == (1, True, plan.moment)
    assert [row.guid for row in world.retired_deck("medicine")] == [guid]
    plan = world.release([KIDNEY])
    assert (plan.total.revived, plan.total.added) == (1, 0)
    assert (world.rows[guid].retired, world.rows[guid].modified) == (False, plan.moment)
    assert world.retired_deck("medicine") == []


def test_a_document_that_vanishes_and_returns_keeps_its_guids(world: World) -> None:
    world.release([KIDNEY, BLOOD])
    before = world.guids()
    world.release([BLOOD])
    assert len(world.guids(retired=True)) == len(FACTS)
    world.release([BLOOD, WATER])
    steps = (replace(KIDNEY.steps[0], text=KIDNEY.steps[0].text + " It is called ultrafiltration."), *KIDNEY.steps[1:])
    plan = world.release([with_steps(KIDNEY, steps), BLOOD, WATER])
    assert plan.total.revived == len(FACTS)
    assert before.items() <= world.guids().items()


def test_a_refusal_retires_what_stood_there(world: World) -> None:
    world.release([KIDNEY, BLOOD])
    plan = world.release([replace(KIDNEY, skipped="refusal"), BLOOD])
    assert (plan.total.retired, plan.total.notes) == (len(FACTS), 3)


def test_a_file_that_cannot_be_read_keeps_its_notes(world: World) -> None:
    world.release([KIDNEY, BLOOD])
    before = dict(world.rows)
    plan = world.release([replace(KIDNEY, held=True), BLOOD])
    assert (plan.changes, plan.held, plan.total.held) == (False, ("medicine/kidney.md",), 1)
    assert {guid: row.modified for guid, row in world.rows.items()} == {g: row.modified for g, row in before.items()}
    assert all(row.place is None for row in world.rows.values() if row.document == KIDNEY.id)
    plan = world.release([KIDNEY, BLOOD])
    assert (plan.changes, plan.total.held) == (False, 0)


def test_an_unreadable_copy_keeps_its_subject(world: World) -> None:
    both = replace(KIDNEY, paths=("medicine/kidney.md", "nursing/kidney.md"))
    world.release([both])
    plan = world.release([KIDNEY, replace(KIDNEY, paths=("nursing/kidney.md",), held=True)])
    assert (plan.total.moved, plan.total.retired) == (0, 0)
    assert len(world.deck("nursing")) == len(FACTS)


def test_students_of_a_subject_that_a_note_left_are_told(world: World) -> None:
    world.release([KIDNEY, BLOOD])
    plan = world.release([replace(KIDNEY, paths=("nursing/kidney.md",)), BLOOD])
    assert (plan.total.moved, plan.total.retired, plan.total.added) == (len(FACTS), 0, 0)
    assert (plan.subjects["medicine"].moved, plan.subjects["nursing"].added) == (len(FACTS), len(FACTS))
    told = world.retired_deck("medicine")
    assert {row.moved_to for row in told} == {("Nursing",)}
    assert not any(row.retired for row in told)
    assert {row.modified + 1 for row in told} == {row.modified for row in world.deck("nursing")} == {plan.moment}
    assert not world.release([replace(KIDNEY, paths=("nursing/kidney.md",)), BLOOD]).changes
    world.release([KIDNEY, BLOOD])
    assert world.retired_deck("medicine") == []
    assert len(world.retired_deck("nursing")) == len(FACTS)


def test_a_note_revived_elsewhere_is_told_where_it_was(world: World) -> None:
    world.release([KIDNEY, BLOOD])
    nursing = replace(KIDNEY, paths=("nursing/kidney.md",))
    world.release([nursing, BLOOD])
    world.release([BLOOD])
    retired = world.retired_deck("medicine")
    assert {row.source for row in retired} == {"nursing"}
    assert all(row.retired for row in retired)
    plan = world.release([nursing, BLOOD])
    told = world.retired_deck("medicine")
    assert {(row.retired, row.moved_to, row.modified) for row in told} == {(False, ("Nursing",), plan.moment - 1)}


# -- the retire limit ----------------------------------------------------------------------------------------------


def crowd(folder: str, first: int, count: int) -> list[Page]:
    return [page(number, f"{folder}/{number}.md", "Only") for number in range(first, first + count)]


def test_a_build_that_would_retire_too_much_stops(world: World) -> None:
    pages = crowd("medicine", 0, 100)
    world.release(pages)
    before = world.ledger_bytes()
    with pytest.raises(RetireLimitError, match=r"11 of the 100 active notes of the release .* --retire-limit 0.1"):
        world.release(pages[11:], retire_limit=0.1)
    assert world.ledger_bytes() == before
    assert world.release(pages[10:], retire_limit=0.1).total.retired == 10


def test_of_few_notes_a_rewritten_document_may_replace_many(world: World) -> None:
    world.release([page(1, "medicine/a.md", *FACTS)])
    rewritten = world.release([page(1, "medicine/a.md", "Filtration", "Weather", "Taxes")], retire_limit=0.1)
    assert (rewritten.total.retired, rewritten.total.added) == (5, 2)
    with pytest.raises(RetireLimitError, match=r"3 of the 3 active notes of the release"):
        world.release([], retire_limit=0.1)


def test_a_large_subject_has_a_limit_of_its_own(world: World) -> None:
    pages = [*crowd("medicine", 0, 200), *crowd("physics", 200, 199), *crowd("law", 399, 400)]
    world.release(pages)
    assert world.release(pages[:380] + pages[399:], retire_limit=0.1).total.retired == 19
    with pytest.raises(RetireLimitError, match=r"21 of the 200 active notes of the subject 'medicine'"):
        world.release(pages[21:380] + pages[399:], retire_limit=0.1)


def test_notes_that_left_a_subject_before_do_not_count_against_it(world: World) -> None:
    pages = crowd("medicine", 0, 400)
    world.release(pages)
    pages = [*pages[:200], *(replace(each, paths=(f"law/{each.id}.md",)) for each in pages[200:])]
    world.release(pages)
    figures = world.release([]).subjects
    assert (figures["medicine"].retired, figures["law"].retired) == (200, 200)


# -- numbers -------------------------------------------------------------------------------------------------------


def test_ids_are_unique_stable_and_older_than_any_student(world: World) -> None:
    world.release(crowd("medicine", 0, 300))
    ids = [row.note_id for row in world.rows.values()]
    assert len(set(ids)) == 300
    assert all(100_000_000_000 <= number < 1_000_000_000_000 and number % 8 == 0 for number in ids)


def test_positions_stay_below_what_anki_folds(world: World) -> None:
    world.release(crowd("medicine", 0, 300))
    positions = [row.position for row in world.deck("medicine")]
    assert positions == sorted(set(positions))
    assert positions[-1] < 300 * 10


# -- the file ------------------------------------------------------------------------------------------------------


def test_decks_without_a_ledger_are_refused(world: World) -> None:
    world.out.mkdir()
    (world.out / "manifest.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(LedgerError, match="qt2anki recover"):
        world.release([KIDNEY])


def test_a_file_that_is_no_ledger_is_refused(world: World) -> None:
    world.out.mkdir()
    (world.out / "ledger.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(LedgerError, match="damaged"):
        world.release([KIDNEY])


def test_a_ledger_of_a_newer_version_is_refused(world: World) -> None:
    world.release([KIDNEY])
    with sqlite3.connect(world.out / "ledger.sqlite3") as connection:
        connection.execute("INSERT INTO migrations VALUES (999, 'future', '9.9')")
    connection.close()
    with pytest.raises(LedgerError, match="newer version"):
        world.release([KIDNEY])


def test_a_release_remembers_its_program_and_figures(world: World) -> None:
    world.release([KIDNEY])
    world.release([BLOOD])
    with Publication(world.out) as publication, Ledger.open(stage_ledger(publication)) as ledger:
        releases = list(ledger.releases())
    assert [(each.number, each.program) for each in releases] == [(1, "test"), (2, "test")]
    assert releases[1].figures[""]["retired"] == len(FACTS)
    assert releases[1].figures["medicine"]["added"] == 3

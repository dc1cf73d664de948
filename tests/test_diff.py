"""What a build would change: told before it happens, note by note, word by word, and nothing is written."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_recover import INSULIN, SEEDS, read, release, rows

from qt2anki.cli import group
from qt2anki.config import Config
from qt2anki.diff import Edit, What, compare, compare_words
from qt2anki.ledger import LEDGER
from qt2anki.recover import recover_ledger

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.lists(st.sampled_from(["cell", "insulin", "a", "(", ")", ".", "closes"]), max_size=60).map(" ".join)


@pytest.fixture
def seeds(tmp_path: Path) -> tuple[Path, Path]:
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    release(source, out, 1_700_000_000)
    return source, out


def changes(source: Path, out: Path) -> list[tuple[What, str]]:
    config = Config(source=source, out=out, jobs=1, now=1_700_100_000, retire_limit=1, catalogue=False)
    return [(change.what, change.title) for change in compare(config)]


def test_the_same_content_shows_nothing(seeds: tuple[Path, Path]) -> None:
    source, out = seeds
    assert changes(source, out) == []
    done = CliRunner().invoke(group, ["diff", str(source), "--out", str(out), "--jobs", "1"])
    assert done.output == "no note would change\n"


def test_a_corrected_word_is_shown_where_it_stands(seeds: tuple[Path, Path]) -> None:
    source, out = seeds
    before = read(out)
    text = (source / INSULIN).read_text(encoding="utf-8")
    assert "depolarization is essential" in text
    text = text.replace("depolarization is essential", "depolarization is indispensable")
    (source / INSULIN).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(group, ["diff", str(source), "--out", str(out), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    assert "[-essential-]{+indispensable+}" in done.output
    assert "== medicine" in done.output
    assert read(out) == before


def test_what_goes_and_what_moves_is_told_apart(seeds: tuple[Path, Path]) -> None:
    source, out = seeds
    shutil.rmtree(source / "biotechnology")
    health = next((source / "health-studies").glob("*.md"))
    text = health.read_text(encoding="utf-8").replace("subject: Health Studies", "subject: Nursing")
    health.write_text(text, encoding="utf-8")
    found = {what for what, _ in changes(source, out)}
    assert found == {What.NEW, What.RETIRED, What.MOVED}
    release(source, out, 1_700_100_000)
    shutil.copytree(SEEDS / "biotechnology", source / "biotechnology")
    assert {what for what, _ in changes(source, out)} == {What.REVIVED}


def test_a_keyword_that_says_retired_retires_no_note(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    health = next((source / "health-studies").glob("*.md"))
    text = health.read_text(encoding="utf-8").replace("page_keywords: >-\n    ", "page_keywords: >-\n    Retired, ")
    assert "Retired, " in text
    health.write_text(text, encoding="utf-8")
    release(source, out, 1_700_000_000)
    health.write_text(text.replace("subject: Health Studies", "subject: Nursing"), encoding="utf-8")
    assert {what for what, _ in changes(source, out)} == {What.NEW, What.MOVED}
    (out / LEDGER).unlink()
    (out / "manifest.jsonl").unlink()
    recover_ledger(out)
    assert {retired for (retired,) in rows(out, "SELECT retired FROM notes")} == {None}


@given(WORDS, WORDS)
def test_the_runs_hold_every_word_that_differs(old: str, new: str) -> None:
    runs = list(compare_words(old, new))
    assert bool(runs) == (old != new)
    if not any(edit is Edit.GAP for edit, _ in runs) and runs:
        assert "".join(text for edit, text in runs if edit is not Edit.NEW) == old
        assert "".join(text for edit, text in runs if edit is not Edit.OLD) == new


def test_long_unchanged_stretches_are_left_out() -> None:
    old = " ".join(f"w{n}" for n in range(100))
    runs = list(compare_words(old, old.replace("w50 ", "x50 ")))
    assert [edit for edit, _ in runs] == [Edit.GAP, Edit.SAME, Edit.OLD, Edit.NEW, Edit.SAME, Edit.GAP]

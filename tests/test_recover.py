"""A lost ledger comes back from the decks: every guid, id, position and time of the last release's notes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qt2anki.cli import group
from qt2anki.config import Config
from qt2anki.errors import LedgerError
from qt2anki.ledger import LEDGER
from qt2anki.pipeline import build
from qt2anki.recover import recover_ledger

if TYPE_CHECKING:
    from qt2anki.ledger import Figures

SEEDS = Path(__file__).parent.parent / "seeds"
INSULIN = "medicine/what-triggers-the-release-of-insulin-from-the-pancreas.md"
NOTES = """
    SELECT n.guid, n.note_id, n.note_type, n.kind, d.id, d.path, n.mechanism, n.step, n.part, n.title, n.digest,
           n.cards, n.asked, n.position, n.modified, n.retired IS NULL, d.question, d.absent IS NULL
    FROM notes n JOIN documents d ON d.number = n.document ORDER BY n.guid
"""


def release(source: Path, out: Path, moment: int) -> Figures:
    return build(Config(source=source, out=out, jobs=1, now=moment, retire_limit=1, catalogue=False)).plan.total


def rows(out: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(out / LEDGER)) as connection:
        return connection.execute(sql).fetchall()


def read(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*.apkg"))}


@pytest.fixture
def history(tmp_path: Path) -> tuple[Path, Path]:
    """Return source and output after three releases: a step went, a document moved, one vanished."""
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    release(source, out, 1_700_000_000)
    text = (source / INSULIN).read_text(encoding="utf-8")
    at = text.index("3. **")
    (source / INSULIN).write_text(text[:at] + text[text.index("4. **") :], encoding="utf-8")
    release(source, out, 1_700_100_000)
    health = next((source / "health-studies").glob("*.md"))
    moved = health.read_text(encoding="utf-8").replace("subject: Health Studies", "subject: Nursing")
    (source / "nursing").mkdir()
    (source / "nursing" / health.name).write_text(moved, encoding="utf-8")
    shutil.rmtree(source / "health-studies")
    shutil.rmtree(source / "biotechnology")
    figures = release(source, out, 1_700_200_000)
    assert (figures.moved > 0, figures.retired > 0) == (True, True)
    return source, out


def test_the_ledger_comes_back(history: tuple[Path, Path]) -> None:
    source, out = history
    before, decks = rows(out, NOTES), read(out)
    (out / LEDGER).unlink()
    recovery = recover_ledger(out)
    assert recovery.notes == len(before)
    assert rows(out, NOTES) == before
    figures = release(source, out, 1_700_300_000)
    assert (figures.added, figures.changed, figures.retired, figures.revived, figures.moved) == (0, 0, 0, 0, 0)
    assert read(out) == decks


def test_what_vanished_before_comes_back_under_its_guids(history: tuple[Path, Path]) -> None:
    source, out = history
    (out / LEDGER).unlink()
    recover_ledger(out)
    shutil.copytree(SEEDS / "biotechnology", source / "biotechnology")
    figures = release(source, out, 1_700_300_000)
    assert (figures.added, figures.revived > 0) == (0, True)


def test_without_a_manifest_the_guids_come_back_all_the_same(history: tuple[Path, Path]) -> None:
    source, out = history
    guids = {row[0] for row in rows(out, NOTES) if row[15]}
    (out / LEDGER).unlink()
    (out / "manifest.jsonl").unlink()
    recovery = recover_ledger(out)
    assert any("manifest" in line for line in recovery.lost)
    release(source, out, 1_700_300_000)
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["guid"] for line in lines if line["status"] == "active"} == guids


def test_a_build_without_its_ledger_names_the_command(history: tuple[Path, Path]) -> None:
    source, out = history
    (out / LEDGER).unlink()
    with pytest.raises(LedgerError, match="qt2anki recover --out"):
        release(source, out, 1_700_300_000)
    done = CliRunner().invoke(group, ["recover", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "notes recovered" in done.output
    assert "not recovered: " in done.output


def test_a_damaged_ledger_is_made_anew_and_a_sound_one_left_alone(history: tuple[Path, Path]) -> None:
    _source, out = history
    with pytest.raises(LedgerError, match="sound"):
        recover_ledger(out)
    before = rows(out, NOTES)
    (out / LEDGER).write_bytes((out / LEDGER).read_bytes()[:100] + b"\0" * 4096)
    recover_ledger(out)
    assert rows(out, NOTES) == before


def test_there_must_be_a_deck(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no deck"):
        recover_ledger(tmp_path)

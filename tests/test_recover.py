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


PAGE = """---
id: {id}
question: {question}
subject: {subject}
answer: |
  It works in steps.

  1. **Filtration**: Pressure drives {what} through the glomerulus into the capsule of the nephron.
  2. **Secretion**: Potassium and protons leave the {what} for the distal tubule.
---
"""
ODD = {
    "a number that stands twice": {
        "medicine/kidney.md": (7, "How do kidneys work?", "Medicine", "water"),
        "medicine/sponge.md": (7, "How do sponges filter?", "Medicine", "plankton"),
    },
    "labels that are no deck's name": {
        "a/one.md": (1, "How do kidneys work?", "Retired", "water"),
        "a/two.md": (2, "How do gills work?", "Biology::Fish", "blood"),
        "a/three.md": (3, "How do sponges filter?", "Biology:Fish", "plankton"),
        "a/four.md": (4, "How does soil filter?", "retired (subject)", "rain"),
    },
}
"""Contents that a CMS can give: path to number, question, subject and a word of the answer."""


@pytest.mark.parametrize("left", ["all", "no report", "no manifest"])
@pytest.mark.parametrize("content", ODD)
def test_odd_documents_come_back_as_they_were(content: str, left: str, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    for path, (number, question, subject, what) in ODD[content].items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        text = PAGE.format(id=number, question=json.dumps(question), subject=json.dumps(subject), what=what)
        (source / path).write_text(text, encoding="utf-8")
    release(source, out, 1_700_000_000)
    before, decks = rows(out, NOTES), read(out)
    (out / LEDGER).unlink()
    gone = {"no report": "report.json", "no manifest": "manifest.jsonl"}.get(left)
    if gone:
        (out / gone).unlink()
    recover_ledger(out)
    if left != "no manifest":
        assert rows(out, NOTES) == before
    figures = release(source, out, 1_700_100_000)
    assert (figures.added, figures.retired, figures.moved) == (0, 0, 0)
    assert read(out) == decks


@pytest.mark.parametrize("number", [7, 8])
def test_a_step_comes_back_to_a_document_that_has_another_number(number: int, tmp_path: Path) -> None:
    """A retired note tells the number that its document had; without the manifest the path joins them."""
    source, out = tmp_path / "source", tmp_path / "decks"
    (source / "medicine").mkdir(parents=True)
    whole = PAGE.format(id=7, question="How do kidneys work?", subject="Medicine", what="water")
    whole = whole.replace("subject:", "url: /learn/medicine/questions/kidney\nsubject:")
    renumbered = whole.replace("id: 7", f"id: {number}")
    shorter = renumbered[: renumbered.index("  2. **")] + "---\n"
    for moment, text in enumerate((whole, shorter, renumbered)):
        (source / "medicine" / "kidney.md").write_text(text, encoding="utf-8")
        if moment == 2:
            (out / LEDGER).unlink()
            (out / "manifest.jsonl").unlink()
            recover_ledger(out)
        figures = release(source, out, 1_700_000_000 + 1000 * moment)
    assert (figures.added, figures.retired, figures.revived) == (0, 0, 1)


UNTITLED = """---
id: 9
question: How do kidneys work?
subject: Medicine
page_keywords: glomerulus, nephron
answer: |
  It works in steps.

  1. **Filtration**: Pressure drives water through the glomerulus into the capsule of the nephron: it is passive.
  2. Potassium and protons leave the glomerulus for the distal tubule.
---
"""


def test_each_kind_of_note_comes_back_with_its_title(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    (source / "medicine" / "untitled.md").write_text(UNTITLED, encoding="utf-8")
    release(source, out, 1_700_000_000)
    titles = "SELECT guid, kind, title FROM notes ORDER BY guid"
    before = rows(out, titles)
    assert {kind for _guid, kind, _title in before} >= {"answer", "step", "cloze"}
    for name in (LEDGER, "manifest.jsonl", "report.json"):
        (out / name).unlink()
    recover_ledger(out)
    assert rows(out, titles) == before


def test_a_sound_ledger_is_only_looked_at(history: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """An older program's ledger, which a build would bring up to date in a copy, stands as it was."""
    _source, out = history
    monkeypatch.setattr("qt2anki.ledger.store.migrate", lambda _connection: pytest.fail("the live ledger was opened"))
    before = (out / LEDGER).read_bytes()
    with pytest.raises(LedgerError, match="sound"):
        recover_ledger(out)
    assert (out / LEDGER).read_bytes() == before


def test_a_newer_ledger_is_no_damaged_one(history: tuple[Path, Path]) -> None:
    _source, out = history
    with closing(sqlite3.connect(out / LEDGER)) as connection, connection:
        connection.execute("INSERT INTO migrations VALUES (999, 'future', '9.9')")
    with pytest.raises(LedgerError, match="newer version"):
        recover_ledger(out)

"""A teacher's selection: the right notes, the same guids, and tables that Anki's text import understands."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportCsvRequest
from anki_import import import_deck
from click.testing import CliRunner, Result

from qt2anki.archive import read_package
from qt2anki.cli import group
from qt2anki.errors import Qt2AnkiError

if TYPE_CHECKING:
    from collections.abc import Sequence

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("decks")
    assert CliRunner().invoke(group, ["build", str(SEEDS), "--out", str(out), "--now", "2026-01-01"]).exit_code == 0
    return out


def export(decks: Path, target: Path, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["export", "--decks", str(decks), "--out", str(target), *arguments])


def documents(target: Path) -> set[int]:
    return {json.loads(line)["document"] for line in target.read_text(encoding="utf-8").splitlines()}


CHOICES: dict[str, tuple[Sequence[str], set[int]]] = {
    "subject in any spelling": (["--subject", "health  STUDIES"], {80317}),
    "two subjects": (["--subject", "Medicine", "--subject", "Biotechnology"], {80318, 9194}),
    "keyword": (["--keyword", "Membrane Depolarization"], {80318, 9194}),
    "keyword within a subject": (["--keyword", "membrane depolarization", "--subject", "Medicine"], {80318}),
    "id": (["--id", "80317", "--id", "9194"], {80317, 9194}),
    "question": (["--question", "INSULIN"], {80317, 80318}),
    "since the release": (["--since", "2026-01-01"], {80317, 80318, 9194}),
}


@pytest.mark.parametrize("name", CHOICES)
def test_conditions_choose_documents(name: str, decks: Path, tmp_path: Path) -> None:
    arguments, expected = CHOICES[name]
    assert export(decks, tmp_path / "x.jsonl", *arguments).exit_code == 0
    assert documents(tmp_path / "x.jsonl") == expected


@pytest.mark.parametrize(
    "line",
    [
        "80318",
        "medicine/what-triggers-the-release-of-insulin-from-the-pancreas.md",
        "What triggers the release of insulin from the pancreas?",
    ],
)
def test_a_list_names_documents_by_id_path_or_question(line: str, decks: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"# week 3\n\n{line}\n")
    assert export(decks, tmp_path / "x.jsonl", "--from", str(tmp_path / "list.txt")).exit_code == 0
    assert documents(tmp_path / "x.jsonl") == {80318}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--subject", "Medcine"], "no subject 'Medcine'; did you mean 'Medicine'"),
        (["--keyword", "insulin relase"], "did you mean 'insulin-release'"),
        (["--id", "1"], "no note fits"),
        (["--since", "2026-01-02"], "no note fits"),
    ],
)
def test_a_selection_of_nothing_says_why(arguments: list[str], message: str, decks: Path, tmp_path: Path) -> None:
    result = export(decks, tmp_path / "x.apkg", *arguments)
    assert isinstance(result.exception, Qt2AnkiError)
    assert message in str(result.exception)
    assert not (tmp_path / "x.apkg").exists()


def test_without_decks_it_says_to_build_first(tmp_path: Path) -> None:
    result = export(tmp_path, tmp_path / "x.apkg")
    assert "qt2anki build" in str(result.exception)


@pytest.mark.parametrize("order", [("medicine.apkg", "x.apkg"), ("x.apkg", "medicine.apkg")])
def test_with_the_subjects_deck_each_fact_is_there_once(order: tuple[str, str], decks: Path, tmp_path: Path) -> None:
    export(decks, tmp_path / "x.apkg", "--id", "80318", "--deck-name", "Course::Week 3")
    exported = read_package(tmp_path / "x.apkg")
    whole = read_package(decks / "medicine.apkg")
    assert exported.notes == whole.notes
    assert "Course::Week 3" in exported.decks
    collection = Collection(str(tmp_path / "collection.anki2"))
    for name in order:
        imported = import_deck(collection, tmp_path / name if name == "x.apkg" else decks / name)
        assert imported.conflicting == 0
    assert collection.note_count() == len(whole.notes)
    collection.close()


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_anki_recognises_the_notes_of_a_table(form: str, decks: Path, tmp_path: Path) -> None:
    export(decks, tmp_path / f"x.{form}", "--subject", "Medicine")
    collection = Collection(str(tmp_path / "collection.anki2"))
    import_deck(collection, decks / "medicine.apkg")
    before = collection.db.all("SELECT id, guid, flds FROM notes ORDER BY id")  # type: ignore[union-attr]
    path = str(tmp_path / f"x.{form}")
    request = ImportCsvRequest(path=path, metadata=collection.get_csv_metadata(path, None))
    log = collection.import_csv(request).log
    after = collection.db.all("SELECT id, guid, flds FROM notes ORDER BY id")  # type: ignore[union-attr]
    collection.close()
    assert len(log.new) == 0
    assert after == before


def test_plain_rows_are_one_a_card_without_markup(decks: Path, tmp_path: Path) -> None:
    export(decks, tmp_path / "x.csv", "--id", "80318", "--plain")
    rows = list(csv.reader((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines(keepends=True)))
    cards = sum(len(note.cards) for note in read_package(decks / "medicine.apkg").notes)
    assert len(rows) == cards
    assert all(len(row) == 2 and all(row) for row in rows)
    assert not [cell for row in rows for cell in row if "<" in cell or "Read the whole answer" in cell]


def test_markdown_has_a_heading_a_question(decks: Path, tmp_path: Path) -> None:
    export(decks, tmp_path / "x.md", "--question", "insulin")
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert text.count("## ") == 2
    assert "Membrane Depolarization" in text


def test_stats_count_what_the_build_counts(decks: Path) -> None:
    result = CliRunner().invoke(group, ["stats", str(SEEDS), "--format", "json"])
    counted = json.loads(result.stdout)
    report = json.loads((decks / "report.json").read_text())
    for label, counts in counted["subjects"].items():
        assert (counts["notes"], counts["cards"]) == tuple(
            report["subjects"][label][name] for name in ("notes", "cards")
        )
    assert counted["keywords"]["membrane depolarization"] == 2
    assert sum(counted["kinds"].values()) == report["total"]["notes"]
    text = CliRunner().invoke(group, ["stats", str(SEEDS)]).output
    assert "Keywords most used" in text

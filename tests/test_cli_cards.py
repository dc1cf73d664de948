"""`qt2anki cards` and `qt2anki preview` on the seeds."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from qt2anki.cli import group
from qt2anki.notetypes import NOTE_TYPES

SEEDS = Path(__file__).parent.parent / "seeds"
KEYS = {
    *("guid", "note_type", "kind", "document", "path", "mechanism", "step", "part", "title", "question", "deck"),
    *("tags", "fields", "cards"),
}


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(group, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_jsonl_has_every_note_with_what_its_cards_ask() -> None:
    records = [json.loads(line) for line in _run("cards", str(SEEDS), "--format", "jsonl").splitlines()]
    assert len(records) > 10
    assert len({record["guid"] for record in records}) == len(records)
    for record in records:
        assert record.keys() == KEYS
        assert tuple(record["fields"]) == next(
            each.field_names for each in NOTE_TYPES.values() if each.name == record["note_type"]
        )
        for card in record["cards"]:
            assert card.keys() == {"name", "front", "back", "answer"}
            assert card["answer"]
            assert "<" not in card["answer"]


def test_the_answer_is_what_the_student_is_asked_for() -> None:
    path = SEEDS / "medicine" / "what-triggers-the-release-of-insulin-from-the-pancreas.md"
    records = [json.loads(line) for line in _run("cards", str(path), "--format", "jsonl").splitlines()]
    step = next(record for record in records if record["title"] == "Membrane Depolarization")
    answers = {card["name"]: card["answer"] for card in step["cards"]}
    assert answers["Name"] == "Membrane Depolarization"
    assert answers["Explain"].startswith("The increased ATP levels result in the closure")
    assert step["deck"] == "QuickTakes::Medicine"
    assert step["document"] == 80318


def test_text_shows_fronts_backs_and_what_is_not_asked() -> None:
    text = _run("cards", str(SEEDS / "health-studies"))
    assert "step · Explain" in text
    assert "[…]" in text
    assert "not asked" in text
    assert "<" not in text


def test_preview_is_one_page_without_network(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert _run("preview", str(SEEDS), "--out", str(page)).strip() == str(page)
    html = page.read_text(encoding="utf-8")
    assert html.count("<article>") > 10
    assert "<math" in html
    assert "@import" not in html
    assert "src=" not in html

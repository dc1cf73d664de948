"""`stats` counts what a build would take: what the settings leave out or call otherwise counts so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from qt2anki.cli import group

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def subjects(settings: str, here: Path) -> dict[str, int]:
    """Return the number of documents of each subject under these settings."""
    (here / "qt2anki.toml").write_text(settings, encoding="utf-8")
    result = CliRunner().invoke(group, ["stats", "--format", "json"])
    assert result.exit_code == 0, result.output
    return {label: counts["documents"] for label, counts in json.loads(result.stdout)["subjects"].items()}


def test_what_is_excluded_does_not_count(here: Path) -> None:
    assert subjects("", here) == {"Biotechnology": 1, "Health Studies": 1, "Medicine": 1}
    assert subjects('exclude = ["medicine/*"]', here) == {"Biotechnology": 1, "Health Studies": 1}


def test_subjects_are_those_of_a_build(here: Path) -> None:
    copy = next((here / "seeds" / "medicine").glob("*.md")).read_text(encoding="utf-8")
    (here / "seeds" / "medicine" / "other.md").write_text(
        copy.replace("subject: Medicine", "subject: medicine"), "utf-8"
    )
    aliases = '[aliases]\n"health studies" = "Medicine"'
    assert subjects(aliases, here) == {"Biotechnology": 1, "Medicine": 3}

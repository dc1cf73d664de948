"""Settings: options win over the file, the file over defaults, and a wrong key is named with the nearest right one."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qt2anki.cli import group
from qt2anki.config import ALL_KINDS, Config, load_settings
from qt2anki.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {"out": None})
    assert settings.config == Config()
    assert set(settings.origins.values()) == {"default"}


def test_options_win_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    (tmp_path / "qt2anki.toml").write_text(
        'source = "learn"\nretire_limit = 0.5\n[aliases]\n"CS" = "Computer Science"\n'
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    settings = load_settings(below, {"retire_limit": 0.2, "jobs": None})
    assert settings.config.source == tmp_path / "learn"
    assert settings.config.retire_limit == 0.2
    assert settings.config.subject("cs ") == "Computer Science"
    assert settings.config.subject("Biology") == "Biology"
    assert settings.origins["source"] == str(tmp_path / "qt2anki.toml")
    assert settings.origins["retire_limit"] == "option"
    assert settings.origins["out"] == "default"


def test_a_table_in_pyproject_serves_as_well(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.qt2anki]\nexclude = ["drafts/*"]\n')
    config = load_settings(tmp_path, {}).config
    assert config.excludes("drafts/a/b.md")
    assert not config.excludes("medicine/drafts.md")


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nqt2anki = 3", ""])
def test_a_pyproject_that_is_not_for_us_is_passed_over(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert load_settings(tmp_path, {}).config == Config()


@pytest.mark.parametrize(("given", "moment"), [("1700000000", 1_700_000_000), ("0", 0)])
def test_the_time_may_come_from_outside(given: str, moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert Config().moment() == moment
    assert Config(now=5).moment() == 5


@pytest.mark.parametrize("given", ["yesterday", "²", "-1", "9" * 30])
def test_a_time_from_outside_that_is_none_is_named(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
        Config().moment()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('sorce = "x"', r"unknown key `sorce`; did you mean `source`\?"),
        ("zzz = 1", "unknown key `zzz`; known are source"),
        ("out = 3", "`out` must be a directory, not 3"),
        ("retire_limit = 2", "`retire_limit` must be a number from 0 to 1, not 2"),
        ("jobs = true", "`jobs` must be a whole number from 1"),
        ('kinds = ["nonsense"]', "`kinds` must be a list of answer"),
        ('exclude = "a"', "`exclude` must be a list of patterns"),
        ("aliases = 1", "`aliases` must be a table"),
        ('base_url = "javascript:alert(1)"', "`base_url` must be a URL"),
        ('base_url = "https://x/{{Key}}"', "`base_url` must be a URL"),
        ('deck_root = "A::"', "`deck_root` must be a name of a deck"),
        ("out = ", "qt2anki.toml: "),
    ],
)
def test_a_wrong_file_says_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "qt2anki.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_settings(tmp_path, {})


def test_init_writes_a_file_that_changes_nothing(here: Path) -> None:
    assert CliRunner().invoke(group, ["init"]).exit_code == 0
    assert load_settings(here, {}).config == Config()
    again = CliRunner().invoke(group, ["init"])
    assert again.exit_code == 1
    assert "--force" in again.stderr
    assert CliRunner().invoke(group, ["init", "--force"]).exit_code == 0


def test_each_line_of_the_written_file_is_a_valid_setting(here: Path) -> None:
    CliRunner().invoke(group, ["init"])
    file = here / "qt2anki.toml"
    lines = [line for line in file.read_text().splitlines() if " = " in line or line.startswith("# [")]
    file.write_text("\n".join(line.removeprefix("# ") for line in lines))
    keys = set(tomllib.loads(file.read_text()))
    config = load_settings(here, {}).config
    assert config.kinds == ALL_KINDS
    assert (config.keyword_minimum, config.retire_limit, config.deck_root) == (1, 0.1, "QuickTakes")
    assert config.base_url == Config().base_url
    assert config.source == here / "seeds"
    assert keys == {name for name in load_settings(here, {}).origins if name != "now"}


def test_config_prints_each_value_and_its_origin(here: Path) -> None:
    (here / "qt2anki.toml").write_text("keyword_minimum = 3\n")
    text = CliRunner().invoke(group, ["config"]).output
    assert f"keyword_minimum  3  ({here / 'qt2anki.toml'})" in text
    values = json.loads(CliRunner().invoke(group, ["config", "--format", "json"]).output)
    assert values["keyword_minimum"] == {"value": 3, "from": str(here / "qt2anki.toml")}
    assert values["out"] == {"value": "decks", "from": "default"}

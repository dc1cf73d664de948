"""What the README shows is what the program does."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qt2anki.cli import COMMANDS, group
from qt2anki.codes import CODES

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
SHOWN = sorted(set(re.findall(r"^    (qt2anki .*?)(?:  .*)?$", README, re.MULTILINE)))


def test_the_table_of_codes_is_the_programs() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \| (.*) \|$", README, re.MULTILINE)
    assert rows == [(code, str(value.severity), value.meaning) for code, value in CODES.items()]


def test_every_command_is_told_of() -> None:
    assert {name for name in COMMANDS if f"`{name}`" in README or f"qt2anki {name}" in README} == set(COMMANDS)


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_line_shown_is_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    known = CliRunner().invoke(group, [words[0], "--help"]).output
    options = [word.split("=")[0] for word in words if word.startswith("--")]
    assert not [option for option in options if option not in known]


def test_there_are_command_lines_to_test() -> None:
    assert len(SHOWN) >= 4


def test_every_file_linked_exists() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", README)
    missing = [target for pair in targets for target in pair if target and not (PROJECT / target).exists()]
    assert missing == []


def test_the_library_example_runs_as_a_script(tmp_path: Path) -> None:
    code = next(re.finditer(r"```python\n(.*?)```", README, re.DOTALL))[1]
    script = tmp_path / "example.py"
    script.write_text(code.replace('Path("my-decks")', f"Path({str(tmp_path / 'decks')!r})"), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.stderr == ""
    assert "Membrane Depolarization" in done.stdout
    assert (tmp_path / "decks" / "medicine.apkg").exists()

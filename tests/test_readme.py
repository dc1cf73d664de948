"""What the README shows is what the program does."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from anki_import import import_decks
from click.testing import CliRunner

from qt2anki.cli import COMMANDS, group, serve
from qt2anki.codes import CODES
from qt2anki.ledger import LEDGER

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
SHOWN = sorted(set(re.findall(r"^    (qt2anki .*?)(?:  .*)?$", README, re.MULTILINE)))
_EXAMPLE = re.compile(r"^ +(?:Example: )?(qt2anki (?:\S+(?: (?! ))?)+)", re.MULTILINE)
"""A command line as a help text shows it; two blanks end it."""
EXAMPLES = sorted(
    {*SHOWN, *(line for n in COMMANDS for line in _EXAMPLE.findall(CliRunner().invoke(group, [n, "--help"]).output))}
)


def test_the_table_of_codes_is_the_programs() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \| (.*) \|$", README, re.MULTILINE)
    assert rows == [(code, str(value.severity), value.meaning) for code, value in CODES.items()]


def test_every_command_is_told_of() -> None:
    assert {name for name in COMMANDS if f"`{name}`" in README or f"qt2anki {name}" in README} == set(COMMANDS)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as the README and the help texts suppose it: content, the last two releases, a student."""
    home = tmp_path_factory.mktemp("library")
    shutil.copytree(PROJECT / "seeds", home / "seeds")
    shutil.copytree(PROJECT / "seeds", home / "content" / "learn")
    options = ["--jobs", "1", "--no-catalogue", "--retire-limit", "1"]
    assert _run(["build", str(home / "content" / "learn"), "--out", str(home / "decks"), *options]) == 0
    shutil.copytree(home / "decks", home / "last-decks")
    insulin = next((home / "content" / "learn" / "medicine").glob("*.md"))
    text = insulin.read_text(encoding="utf-8")
    insulin.write_text(text[: text.index("3. **")] + text[text.index("4. **") :], encoding="utf-8")
    assert _run(["build", str(home / "content" / "learn"), "--out", str(home / "decks"), *options]) == 0
    (home / "pyproject.toml").write_text("[tool.qt2anki]\njobs = 1\n", encoding="utf-8")
    (home / "week-3.txt").write_text("80318\n", encoding="utf-8")
    (home / "Anki2" / "Student").mkdir(parents=True)
    import_decks(home / "Anki2" / "Student", sorted((home / "last-decks").glob("*.apkg")))
    return home


def _run(words: list[str]) -> int:
    result = CliRunner().invoke(group, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_command_line_shown_works(
    line: str, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(library, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("ANKI_BASE", "Anki2")
    monkeypatch.setattr(serve, "serve", lambda config, port, say: say(f"{config.source} {port}"))
    words = shlex.split(line)[1:]
    if words[0] == "recover":
        Path("decks", LEDGER).unlink()
    assert _run(words) == 0


def test_there_are_command_lines_to_test() -> None:
    assert len(SHOWN) >= 4
    assert {shlex.split(line)[1] for line in EXAMPLES} == set(COMMANDS)


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

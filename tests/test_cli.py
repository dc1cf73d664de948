"""The command line as a whole: help, versions, slips of the hand, pipes, interruptions."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from qt2anki import __version__
from qt2anki.cli import COMMANDS, group, main

PROJECT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qt2anki", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(group, [name, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert len(result.output.splitlines()) > 5


def test_examples_stand_on_lines_of_their_own() -> None:
    helps = {name: CliRunner().invoke(group, [name, "--help"]).output for name in COMMANDS}
    assert [name for name, text in helps.items() if "\\b" in text or "\b" in text] == []
    examples = [
        line for text in helps.values() for line in text.splitlines() if re.match(r" +(Example: )?qt2anki ", line)
    ]
    assert len(examples) >= 10
    assert all(len(line) <= 80 for line in examples)


def test_help_lists_every_command_with_a_sentence() -> None:
    lines = CliRunner().invoke(group, ["-h"]).output.splitlines()
    listed = {
        line.split()[0]: line.split(maxsplit=1)[1] for line in lines if line.startswith("  ") and len(line.split()) > 2
    }
    assert set(COMMANDS) <= set(listed)


def test_every_module_of_a_command_is_listed() -> None:
    shared = {"__init__", "options", "reading", "writing"}
    modules = {path.stem for path in (PROJECT / "qt2anki" / "cli").glob("*.py")} - shared
    assert modules == set(COMMANDS)


def test_versions_name_what_bytes_depend_on() -> None:
    lines = CliRunner().invoke(group, ["--version"]).output.splitlines()
    assert lines[0] == f"qt2anki {__version__}"
    assert {"Python", "SQLite", "zlib", "genanki"} <= {line.split()[0] for line in lines}


def test_a_slip_of_the_hand_is_understood() -> None:
    failed = run("biuld")
    assert failed.returncode == 2
    assert "Did you mean 'build'?" in failed.stderr
    assert "Did you mean" not in run("nonsense").stderr


def test_wrong_usage_is_exit_status_2_and_no_traceback() -> None:
    failed = run("build", "--jobs", "none")
    assert failed.returncode == 2
    assert "Traceback" not in failed.stderr


def test_output_survives_a_reader_that_leaves(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(f"---\nid: {number}\n---\n")
    command = f"{sys.executable} -m qt2anki check {tmp_path} | head -n 1"
    piped = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert "Traceback" not in piped.stderr
    assert "BrokenPipe" not in piped.stderr


@pytest.mark.parametrize("line", ["stats seeds", "build seeds --dry-run --jobs 1", "cards seeds", "config"])
def test_a_reader_that_leaves_is_no_failure(line: str) -> None:
    command = f"{sys.executable} -u -m qt2anki {line} | true; exit ${{PIPESTATUS[0]}}"
    piped = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=PROJECT)
    assert piped.returncode == 0, piped.stderr


def test_colours_stay_off_where_they_are_not_wanted(tmp_path: Path) -> None:
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "qt2anki", "build", "seeds", "--out", str(tmp_path / "decks")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT, env=environment)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_control_c_is_one_line(jobs: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    seed = next((PROJECT / "seeds").rglob("*.md")).read_text(encoding="utf-8")
    for number in range(600):
        (source / f"{number}.md").write_text(seed.replace("\nid: ", f"\nid: 9{number}"), encoding="utf-8")
    command = [sys.executable, "-m", "qt2anki", "build", str(source), "--out", str(tmp_path / "decks"), "--jobs", jobs]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT, start_new_session=True
    )
    while not (tmp_path / "decks" / ".qt2anki").exists():
        time.sleep(0.02)
    time.sleep(0.5)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate()
    assert running.returncode == 130
    assert errors.strip() == "qt2anki: interrupted"
    assert not list((tmp_path / "decks").glob("*.apkg"))


def test_help_imports_no_command() -> None:
    code = "import sys; from qt2anki.cli import group; group(['--help'], standalone_mode=False); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    modules = printed.stdout.splitlines()[-1].split()
    assert {name for name in modules if name.startswith("qt2anki.")} == {"qt2anki.cli", "qt2anki.errors"}
    assert "rich" not in modules


class _Slow:
    """Stands for an attribute during whose making Ctrl-C comes."""

    def __set_name__(self, owner: type, name: str) -> None:
        raise KeyboardInterrupt


def make_a_class(**_options: object) -> None:
    type("Made", (), {"slow": _Slow()})


def fail(**_options: object) -> None:
    raise RuntimeError("a fault of the program")


def test_ctrl_c_while_a_class_is_made_is_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(group, "main", make_a_class)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err.strip() == "qt2anki: interrupted"


def test_a_fault_of_the_program_is_not_taken_for_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "main", fail)
    with pytest.raises(RuntimeError, match="a fault"):
        main()

"""The workflow for GitHub Actions: its steps are run here, against a stand-in for GitHub's release assets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "decks.yml"
STAND_IN = f"""#!{sys.executable}
import shutil, sys
from pathlib import Path
store, command = Path("{{store}}"), sys.argv[2]
if command == "create":
    store.mkdir()
elif not store.is_dir():
    sys.exit("release not found")
elif command == "view":
    print(*(path.name for path in store.iterdir()), sep="\\n")
elif command == "download":
    shutil.copy(store / sys.argv[5], sys.argv[5])
elif command == "upload":
    shutil.copy(sys.argv[4], store)
elif command == "delete-asset":
    (store / sys.argv[4]).unlink()
"""
"""What `gh release` does with the assets of one release, which are files in a directory here."""


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(WORKFLOW.read_text(encoding="utf-8")))


class Runner:
    """Runs the workflow's own scripts in a directory, with the programs that they call."""

    def __init__(self, workflow: dict[Any, Any], home: Path) -> None:
        self._steps = {step["name"]: step for step in workflow["jobs"]["decks"]["steps"] if "run" in step}
        self.store, self.work = home / "store", home / "work"
        programs = home / "bin"
        programs.mkdir(parents=True)
        (programs / "gh").write_text(STAND_IN.format(store=self.store), encoding="utf-8")
        (programs / "qt2anki").write_text(f'#!/bin/sh\nexec {sys.executable} -m qt2anki "$@"\n', encoding="utf-8")
        for program in programs.iterdir():
            program.chmod(0o755)
        shutil.copytree(ROOT / "seeds", self.work / "content" / "learn")
        search = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**os.environ, **workflow["env"], "PATH": search, "PYTHONPATH": str(ROOT)}

    def run(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run one step as GitHub does with `shell: bash`."""
        script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self._steps[name]["run"]]
        environment = {**self._environment, **inputs}
        return subprocess.run(script, cwd=self.work, env=environment, capture_output=True, text=True, check=False)

    def run_all(self, first: str) -> None:
        """Run every step after the installation on a fresh machine."""
        shutil.rmtree(self.work / "decks", ignore_errors=True)
        for name, inputs in (
            ("Fetch the ledger and the last decks", {"FIRST": first}),
            ("Build", {"RETIRE_LIMIT": "0.1"}),
            ("Keep the ledger and the decks", {}),
        ):
            done = self.run(name, **inputs)
            assert done.returncode == 0, done.stderr


@pytest.fixture
def runner(workflow: dict[Any, Any], tmp_path: Path) -> Runner:
    return Runner(workflow, tmp_path)


def test_without_a_ledger_nothing_is_built(runner: Runner) -> None:
    assert runner.run("Fetch the ledger and the last decks", FIRST="false").returncode != 0
    runner.store.mkdir()
    stopped = runner.run("Fetch the ledger and the last decks", FIRST="false")
    assert stopped.returncode == 1
    assert "::error::" in stopped.stdout
    assert not (runner.work / "decks").exists()


def test_a_release_goes_on_from_the_last_one(runner: Runner) -> None:
    runner.run_all(first="true")
    assert runner.run("Fetch the ledger and the last decks", FIRST="true").returncode != 0
    manifest = (runner.work / "decks" / "manifest.jsonl").read_text(encoding="utf-8")
    (kept,) = runner.store.iterdir()
    kept.rename(kept.with_name("decks-20200101T000000Z.tar.gz"))
    runner.run_all(first="false")
    assert (runner.work / "decks" / "manifest.jsonl").read_text(encoding="utf-8") == manifest
    assert len(list(runner.store.iterdir())) == 2
    published = {path.name for path in (runner.work / "decks").iterdir()}
    assert {"index.html", "subjects", "medicine.apkg"} <= published
    assert not {"ledger.sqlite3", ".qt2anki"} & published


def test_a_first_run_that_failed_is_repeated(runner: Runner) -> None:
    assert runner.run("Fetch the ledger and the last decks", FIRST="true").returncode == 0
    source = runner.work / "content" / "learn"
    source.rename(source.with_name("elsewhere"))
    assert runner.run("Build", RETIRE_LIMIT="0.1").returncode != 0
    source.with_name("elsewhere").rename(source)
    runner.run_all(first="true")
    assert len(list(runner.store.iterdir())) == 1
    refused = runner.run("Fetch the ledger and the last decks", FIRST="true")
    assert refused.returncode == 1
    assert "::error::" in refused.stdout


def test_the_last_five_states_are_kept(runner: Runner) -> None:
    runner.run_all(first="true")
    for day in range(1, 8):
        (runner.store / f"decks-2020010{day}T000000Z.tar.gz").write_bytes(b"old")
    assert runner.run("Keep the ledger and the decks").returncode == 0
    names = sorted(path.name for path in runner.store.iterdir())
    assert len(names) == 5
    assert not names[-1].startswith("decks-2020")


def test_two_runs_never_build_at_once_and_content_starts_one(workflow: dict[Any, Any]) -> None:
    assert workflow["concurrency"] == {"group": "decks", "cancel-in-progress": False}
    assert workflow[True]["push"]["paths"] == ["content/**"]  # YAML 1.1 reads the key `on` as true


def test_the_readme_shows_this_very_file() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"```yaml\n{WORKFLOW.read_text(encoding='utf-8')}```\n" in shown

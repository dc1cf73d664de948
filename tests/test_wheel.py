"""The wheel by itself: all it needs is in it, and the extra adds what needs Anki."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


class Home:
    """An environment with the wheel and nothing else that is ours, in a folder without the repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(PROJECT)]
        subprocess.run(pip, check=True)
        venv.create(folder / "venv", with_pip=True)
        self.install(str(next(folder.glob("*.whl"))))

    def install(self, what: str) -> None:
        subprocess.run([self._bin / "pip", "install", "-q", what], check=True, env=self._environment)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(self._bin / "qt2anki"), *words]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=self._environment
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("wheel"))


def test_the_seeds_build_in_an_empty_environment(home: Home) -> None:
    built = home.run("build", str(PROJECT / "seeds"), "--out", "decks", "--now", "2026-11-21T00:00:00")
    assert built.returncode == 0, built.stderr
    committed = PROJECT / "decks"
    names = {path.relative_to(committed) for path in committed.rglob("*") if path.suffix in {".html", ".css", ".js"}}
    assert len(names) > 5
    for name in [Path("manifest.jsonl"), *names]:
        assert (home.folder / "decks" / name).read_bytes() == (committed / name).read_bytes(), name


def test_the_extra_adds_what_needs_anki(home: Home) -> None:
    home.run("build", str(PROJECT / "seeds"), "--out", "decks")
    for line in (["verify", "decks"], ["apply", "decks/medicine.apkg"], ["build", str(PROJECT / "seeds"), "--verify"]):
        refused = home.run(*line)
        assert (refused.returncode, refused.stderr.count("pip install 'qt2anki[anki]'")) == (1, 1)
        assert len(refused.stderr.splitlines()) == 1
    home.install("qt2anki[anki]")
    verified = home.run("verify", "decks")
    assert (verified.returncode, verified.stdout.count(": ships")) == (0, 3), verified.stderr

"""Find the corpus: half of QuickTakes in real releases, for development and tests, never copied into the project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("QT2ANKI_SHARED", PROJECT.parent / "shared"))
BUNDLE = SHARED / "corpus" / "quicktakes.bundle"
CONTENT = Path("content") / "learn"


def require_shared() -> Path:
    """Return the shared folder; without it the test is skipped, saying so."""
    if not BUNDLE.exists():
        pytest.skip(f"no corpus: {BUNDLE} does not exist (set QT2ANKI_SHARED)")
    return SHARED


def clone_corpus(home: Path, tag: str = "release-21") -> Path:
    """Check a release of the corpus out below `home` and return the directory of its documents."""
    require_shared()
    clone = home / "corpus"
    if not clone.exists():
        subprocess.run(["git", "clone", "-q", "--no-checkout", str(BUNDLE), str(clone)], check=True)
    subprocess.run(["git", "-C", str(clone), "checkout", "-q", "--force", tag], check=True)
    return clone / CONTENT


def build_corpus(source: Path, out: Path, *, jobs: int, hash_seed: int) -> str:
    """Run `build` in a process of its own and return what it prints."""
    command = [sys.executable, "-m", "qt2anki", "build", str(source), "--out", str(out), "--now", "2026-01-01"]
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    run = subprocess.run(
        [*command, "--jobs", str(jobs)], check=True, capture_output=True, text=True, cwd=PROJECT, env=environment
    )
    return run.stdout

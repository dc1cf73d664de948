"""Kill a process at any moment: each file is old or new and whole, and the next command tidies up."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qt2anki.publication import PRIVATE, recover_publication

PROJECT = Path(__file__).parent.parent
SEEDS = PROJECT / "seeds"
PUBLISH = """
import sys
from pathlib import Path
from qt2anki.publication import Publication
from time import monotonic
print("ready", flush=True)
start = monotonic()
with Publication(Path(sys.argv[1])) as publication:
    for number in range(20):
        publication.stage(f"{number % 4}/{number}.bin").write_bytes(sys.argv[2].encode() * 5000)
    publication.remove("gone.bin")
    publication.publish()
print(monotonic() - start)
"""


def files(out: Path) -> dict[str, bytes]:
    paths = (path for path in out.rglob("*") if path.is_file() and PRIVATE not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def kill_at(command: list[str], seconds: float) -> bool:
    """Start a command, kill it that long after its first line, or its start; tell whether it was still running."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    ) as process:
        if "-c" in command and process.stdout:
            process.stdout.readline()
        time.sleep(seconds)
        running = process.poll() is None
        if running:
            os.killpg(process.pid, signal.SIGKILL)
    return running


def old_or_new(now: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """Tell whether each file is one of its two versions, or absent where it may be."""
    return all(now.get(name) in {old.get(name), new.get(name)} for name in {*now, *old, *new})


def test_a_publication_survives_kills(tmp_path: Path) -> None:
    rng = random.Random(6)
    out = tmp_path / "out"
    states, lasted = [], 0.0
    for letter in "ab":
        out.mkdir(exist_ok=True)
        (out / "gone.bin").write_bytes(b"x")
        command = [sys.executable, "-c", PUBLISH, str(out), letter]
        done = subprocess.run(command, check=True, cwd=PROJECT, capture_output=True, text=True)
        lasted = float(done.stdout.split()[-1])
        states.append(files(out))
    old, new = {**states[0], "gone.bin": b"x"}, states[1]
    finished = 0
    for _ in range(25):
        shutil.rmtree(out)
        for name, content in old.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(content)
        kill_at([sys.executable, "-c", PUBLISH, str(out), "b"], rng.uniform(0, 3 * lasted))
        assert old_or_new(files(out), old, new)
        recover_publication(out)
        after = files(out)
        assert after in (old, new)
        finished += after == new
    print(f"25 kills: {finished} publications stand, {25 - finished} never were")


def build(source: Path, out: Path) -> list[str]:
    options = ["--jobs", "1", "--now", "2026-03-01", "--retire-limit", "1"]
    return [sys.executable, "-m", "qt2anki", "build", str(source), "--out", str(out), *options]


@pytest.mark.slow
def test_a_build_survives_200_kills(tmp_path: Path) -> None:
    rng = random.Random(6)
    source, base, whole, out = (tmp_path / name for name in ("source", "base", "whole", "out"))
    shutil.copytree(SEEDS, source)
    subprocess.run(build(source, base), check=True, cwd=PROJECT, capture_output=True)
    shutil.rmtree(source / "biotechnology")
    for path in source.rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("glucose", "blood sugar"), encoding="utf-8")
    shutil.copytree(base, whole)
    start = time.monotonic()
    subprocess.run(build(source, whole), check=True, cwd=PROJECT, capture_output=True)
    lasted = time.monotonic() - start
    old, new = files(base), files(whole)
    assert old != new
    killed = tried = 0
    while killed < 200:
        tried += 1
        assert tried < 400
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(base, out)
        in_time = kill_at(build(source, out), rng.uniform(0, 1.1 * lasted))
        killed += in_time
        lasted *= 1.02 if in_time else 0.95  # the machine may be freer, or busier, than when it was measured
        assert old_or_new(files(out), old, new)
        recover_publication(out)
        assert files(out) in (old, new)
        subprocess.run(build(source, out), check=True, cwd=PROJECT, capture_output=True)
        assert files(out) == new
    print(f"{tried} builds, {killed} killed while they ran, each ended with the same bytes after the next build")

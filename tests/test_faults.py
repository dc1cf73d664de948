"""Full disks, broken disks, vanishing files, two builds at once: nothing is lost, and the next build mends it all."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki_import import import_decks
from faults import disk

from qt2anki.archive import read_package
from qt2anki.config import Config
from qt2anki.documents import find_names
from qt2anki.errors import LedgerError, OutputError, Qt2AnkiError, Severity, SourceError
from qt2anki.ledger import LEDGER, check_integrity
from qt2anki.pipeline import Build, build
from qt2anki.publication import PRIVATE, recover_publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(__file__).parent.parent
SEEDS = PROJECT / "seeds"
THEN, NOW = 1_800_000_000, 1_800_100_000
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)

Files = dict[str, bytes]


def run(source: Path, out: Path, now: int = NOW) -> Build:
    return build(Config(source=source, out=out, jobs=1, now=now, retire_limit=1))


def command(source: Path, out: Path) -> list[str]:
    options = ["--jobs", "1", "--now", str(NOW), "--retire-limit", "1"]
    return [sys.executable, "-m", "qt2anki", "build", str(source), "--out", str(out), *options]


def files(out: Path) -> Files:
    paths = (path for path in out.rglob("*") if path.is_file() and PRIVATE not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


class World:
    """A source that has changed since `base` was built from it; `old` and `new` are the files before and after."""

    def __init__(self, home: Path) -> None:
        self.home, self.source, self.base, self.out = home, home / "source", home / "base", home / "out"
        shutil.copytree(SEEDS, self.source)
        run(self.source, self.base, THEN)
        shutil.rmtree(self.source / "biotechnology")
        for path in self.source.rglob("*.md"):
            path.write_text(path.read_text(encoding="utf-8").replace("glucose", "blood sugar"), encoding="utf-8")
        self.old = files(self.base)
        shutil.copytree(self.base, home / "undisturbed")
        run(self.source, home / "undisturbed")
        self.new = files(home / "undisturbed")

    def reset(self) -> Path:
        """Return an output as `base` left it."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.base, self.out)
        return self.out

    def examine(self, out: Path | None = None) -> bool:
        """Check decks and ledger, and that the next build ends in the same bytes; tell whether the new files stood."""
        out = out or self.out
        now = files(out)
        assert all(now.get(name) in {self.old.get(name), self.new.get(name)} for name in {*now, *self.old, *self.new})
        recover_publication(out)
        stood = files(out)
        assert stood in (self.old, self.new)
        check_integrity(out / LEDGER)
        for deck in out.rglob("*.apkg"):
            read_package(deck)
        run(self.source, out)
        assert files(out) == self.new
        return stood == self.new


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("faults"))


def changes_of_a_build(world: World) -> int:
    with disk(world.reset()) as counted:
        run(world.source, world.out)
    return counted.changes


def fail_at(world: World, number: int, error: int) -> tuple[str, bool]:
    """Build with one change failing; return which, and whether the new files stood all the same."""
    with disk(world.reset(), number, error) as broken:
        try:
            run(world.source, world.out)
        except Qt2AnkiError as problem:
            assert len(str(problem).splitlines()) == 1  # noqa: PT017
    assert broken.failed
    return broken.failed, world.examine()


def test_faults_at_some_writes_lose_nothing(world: World) -> None:
    changes = changes_of_a_build(world)
    assert changes > 40
    tried = [fail_at(world, number, ERRORS[number % 3]) for number in range(1, changes, changes // 8)]
    print(f"\n{len(tried)} of {changes} changes failed, {sum(stood for _, stood in tried)} times the new files stood")


@pytest.mark.slow
def test_faults_at_every_write_lose_nothing(world: World) -> None:
    changes = changes_of_a_build(world)
    tried = [fail_at(world, number, ERRORS[(number + turn) % 3]) for number in range(changes) for turn in range(2)]
    kinds = sorted({what.split()[0] for what, _ in tried})
    print(f"\n{len(tried)} faults at {changes} changes ({', '.join(kinds)}), {sum(s for _, s in tried)} times new")
    assert len(tried) >= 100


@contextmanager
def small_disk(folder: Path, kilobytes: int, options: str = "") -> Iterator[Path]:
    """Mount a disk of that size; the test is skipped where that is not allowed."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k{options}", "none", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(world: World, kilobytes: int) -> bool | None:
    """Build on a disk of that size; tell whether it was too small, None where even the old files have no room."""
    with small_disk(world.home / "disk", kilobytes) as small:
        out = small / "out"
        try:
            shutil.copytree(world.base, out)
        except (OSError, shutil.Error):
            return None
        try:
            run(world.source, out)
            full = ""
        except OutputError as problem:
            full = str(problem)
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        world.examine(out)
    assert len(full.splitlines()) <= 1
    return bool(full)


def needed(world: World) -> int:
    """Return the kilobytes of a built output."""
    return sum(-(-len(content) // 4096) * 4 for content in world.old.values())


def test_a_full_disk_is_one_clear_error(world: World) -> None:
    assert fill(world, needed(world) + 120)


@pytest.mark.slow
def test_disks_that_fill_up_at_every_point_lose_nothing(world: World) -> None:
    outcomes = [fill(world, kilobytes) for kilobytes in range(needed(world), 3 * needed(world) + 400, 12)]
    print(f"\n{outcomes.count(True)} disks were too small, {outcomes.count(False)} were not")
    assert outcomes.count(True) >= 20
    assert outcomes[-1] is False


def test_a_read_only_disk_is_one_clear_error(world: World) -> None:
    with small_disk(world.home / "disk", 65536) as small:
        shutil.copytree(world.base, small / "out")
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (small / "probe").touch()
        with pytest.raises(OutputError, match="Read-only"):
            run(world.source, small / "out")
        assert files(small / "out") == world.old


def test_a_full_tmp_does_no_harm(world: World) -> None:
    with small_disk(world.home / "disk", 4) as small:
        (small / "filler").write_bytes(bytes(4096))
        with pytest.raises(OSError, match="No space"):
            (small / "probe").write_bytes(b"x")
        environment = {**os.environ, "TMPDIR": str(small), "SQLITE_TMPDIR": str(small), "PYTHONPATH": str(PROJECT)}
        done = subprocess.run(
            command(world.source, world.reset()), check=False, capture_output=True, text=True, env=environment
        )
        assert done.returncode == 0, done.stderr
    assert files(world.out) == world.new


def test_no_room_to_try_decks_in_is_one_clear_line(world: World) -> None:
    with small_disk(world.home / "disk", 64) as small:
        environment = {**os.environ, "TMPDIR": str(small), "PYTHONPATH": str(PROJECT)}
        line = [sys.executable, "-m", "qt2anki", "verify", str(world.base)]
        done = subprocess.run(line, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert re.fullmatch(r"qt2anki: decks cannot be tried in .*disk.*full.*\n", done.stderr, re.DOTALL)
    assert len(done.stderr.splitlines()) == 1


def upgrade_on_a_disk(collection: Path, decks: Path, kilobytes: int, folder: Path) -> bool:
    """Upgrade a collection on a disk of that size; tell whether there was room."""
    with small_disk(folder, kilobytes) as small:
        shutil.copy(collection, small)
        line = [sys.executable, "-m", "qt2anki", "apply", str(decks), "--collection", str(small / collection.name)]
        done = subprocess.run(line, check=False, capture_output=True, text=True, cwd=PROJECT)
        if done.returncode:
            assert (small / collection.name).read_bytes() == collection.read_bytes()
            assert [path.name for path in small.iterdir()] == [collection.name]
            assert done.stderr.startswith("qt2anki: ")
            assert len(done.stderr.splitlines()) == 1
        return done.returncode == 0


def test_no_room_beside_a_collection_leaves_it_as_it_was(world: World, tmp_path: Path) -> None:
    """However far an upgrade comes before the disk is full."""
    import_decks(tmp_path, sorted(world.base.glob("*.apkg")))
    collection = tmp_path / "collection.anki2"
    size = collection.stat().st_size // 1024
    sizes = [size + room for room in (16, size // 2, size + 64, 2 * size, 8 * size)]
    decks = world.home / "undisturbed"
    outcomes = [upgrade_on_a_disk(collection, decks, each, world.home / "disk") for each in sizes]
    print(f"\nupgrades on disks of {sizes} KiB: {outcomes}")
    assert (outcomes[0], outcomes[-1]) == (False, True)


def damage(offset: float, size: int) -> Callable[[bytes], bytes]:
    def damaged(raw: bytes) -> bytes:
        at = int(len(raw) * offset)
        return raw[:at] + bytes(255 - byte for byte in raw[at : at + size]) + raw[at + size :]

    return damaged


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _raw: b"",
    "half": lambda raw: raw[: len(raw) // 2],
    "all but a page": lambda raw: raw[:-4096],
    "no database": lambda raw: b"ledger" * (len(raw) // 6),
    "first bytes": damage(0, 100),
    "schema": damage(0.001, 2000),
    "a page": damage(0.5, 4096),
    "the last page": damage(0.95, 4096),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_ledger_is_found_and_recovery_named(world: World, kind: str) -> None:
    ledger = world.reset() / LEDGER
    ledger.write_bytes(DAMAGED[kind](ledger.read_bytes()))
    before = files(world.out)
    with pytest.raises(LedgerError, match="qt2anki recover"):
        run(world.source, world.out)
    assert files(world.out) == before


def test_a_ledger_of_another_program_is_no_ledger(world: World) -> None:
    ledger = world.reset() / LEDGER
    ledger.unlink()
    with sqlite3.connect(ledger) as connection:
        connection.execute("CREATE TABLE cards (id)")
    connection.close()
    with pytest.raises(LedgerError, match="qt2anki recover"):
        run(world.source, world.out)


def test_a_clock_that_runs_backwards_moves_no_note_back(world: World) -> None:
    def modified(out: Path) -> dict[str, int]:
        lines = map(json.loads, (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
        return {line["guid"]: line["modified"] for line in lines}

    before = modified(world.reset())
    run(world.source, world.out, THEN - 1_000_000)
    after = modified(world.out)
    assert all(after[guid] >= moment for guid, moment in before.items())
    assert any(after[guid] > moment for guid, moment in before.items())


ODD_SOURCES: dict[str, Callable[[Path], object]] = {
    "pipe": lambda folder: os.mkfifo(folder / "pipe.md"),
    "symlink to itself": lambda folder: (folder / "loop.md").symlink_to("loop.md"),
    "symlink to nothing": lambda folder: (folder / "gone.md").symlink_to("nowhere"),
    "symlink to a device": lambda folder: (folder / "zero.md").symlink_to("/dev/zero"),
    "folder that ends like a document": lambda folder: (folder / "folder.md").mkdir(),
    "symlink to the folder above": lambda folder: (folder / "up").symlink_to(folder.parent),
    "name that is not UTF-8": lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).touch(),
    "name with a line break": lambda folder: (folder / "a\nb: c.md").touch(),
    "one line of 50 MB": lambda folder: (folder / "huge.md").write_bytes(b"a" * 50_000_000),
}


@pytest.mark.parametrize("kind", ODD_SOURCES)
def test_an_odd_file_is_at_most_a_problem_of_its_own(world: World, kind: str, tmp_path: Path) -> None:
    shutil.copytree(world.source, tmp_path / "source")
    ODD_SOURCES[kind](tmp_path / "source" / "medicine")
    done = run(tmp_path / "source", world.reset())
    errors = [problem for problem in done.diagnostics if problem.severity is Severity.ERROR]
    assert len(errors) == ("folder" not in kind)
    assert all(str(problem).isprintable() for problem in done.diagnostics)
    decks = {name: content for name, content in files(world.out).items() if name.endswith(".apkg")}
    assert decks == {name: content for name, content in world.new.items() if name.endswith(".apkg")}


def test_a_file_that_vanishes_is_a_problem_of_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [*find_names(world.source), "medicine/gone.md"]
    monkeypatch.setattr("qt2anki.cache.fingerprints.find_names", lambda _source: found)
    done = run(world.source, world.reset())
    assert [problem.code for problem in done.diagnostics if problem.severity is Severity.ERROR] == ["unreadable"]


def test_a_damaged_cache_changes_no_byte(world: World) -> None:
    for position in (0.0, 0.3, 0.6, 0.9):
        out = world.reset()
        caches = [path for path in (out / PRIVATE / "cache").rglob("*") if path.is_file()]
        assert caches
        for path in caches:
            path.write_bytes(damage(position, 50)(path.read_bytes()))
        run(world.source, out)
        assert files(out) == world.new


def test_files_that_change_while_they_are_read_end_well(world: World, tmp_path: Path) -> None:
    source, stop = tmp_path / "source", threading.Event()
    shutil.copytree(world.source, source)
    victim = next((source / "medicine").glob("*.md"))
    whole = victim.read_bytes()

    def meddle() -> None:
        while not stop.is_set():
            victim.write_bytes(whole[: len(whole) // 2])
            victim.unlink()
            victim.write_bytes(whole)

    thread = threading.Thread(target=meddle)
    thread.start()
    try:
        for _ in range(3):
            with suppress(SourceError):
                run(source, world.reset())
    finally:
        stop.set()
        thread.join()
    victim.write_bytes(whole)
    run(source, world.out)
    assert {path.name for path in world.out.glob("*.apkg")} == {
        name for name in world.new if "/" not in name and name.endswith(".apkg")
    }


@pytest.mark.parametrize("inside", ["source/decks", "."])
def test_source_and_output_may_stand_in_each_other(world: World, inside: str, tmp_path: Path) -> None:
    shutil.copytree(world.source, tmp_path / "source")
    out = tmp_path / inside
    first = run(tmp_path / "source", out)
    assert first.plan.total.notes > 10
    assert run(tmp_path / "source", out).written == ()
    assert {path: path.read_bytes() for path in world.source.rglob("*.md")} == {
        world.source / path.relative_to(tmp_path / "source"): path.read_bytes()
        for path in (tmp_path / "source").rglob("*.md")
    }


def two_at_once(world: World) -> list[int]:
    out = world.reset()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    pair = [
        subprocess.Popen(command(world.source, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for _ in range(2)
    ]
    for each in pair:
        each.communicate(timeout=120)
    world.examine()
    return [each.returncode for each in pair]


def test_two_builds_at_once_end_as_one(world: World) -> None:
    assert two_at_once(world) == [0, 0]


@pytest.mark.slow
def test_50_pairs_of_builds_end_as_one(world: World) -> None:
    outcomes = [two_at_once(world) for _ in range(50)]
    print(f"\n50 pairs, {outcomes.count([0, 0])} times both succeeded")
    assert outcomes == [[0, 0]] * 50


def interrupt(world: World, number: signal.Signals, seconds: float) -> int:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    process = subprocess.Popen(
        command(world.source, world.reset()), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    time.sleep(seconds)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert "Traceback" not in complaint or complaint.splitlines()[-1] == "KeyboardInterrupt"
    world.examine()
    return process.returncode


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_signals_at_any_moment_lose_nothing(world: World, number: signal.Signals) -> None:
    codes = [interrupt(world, number, 0.05 * moment) for moment in range(20)]
    print(f"\n{number.name} at 20 moments, exit statuses {sorted(set(codes))}")
    assert any(codes)


WORK = """
import sys, time
from qt2anki.workers import Workers

def work(number):
    time.sleep(0.05)
    return number

def ready():
    time.sleep(0.5)

if __name__ == "__main__":
    with Workers(2) as workers:
        workers.prepare(ready)
        for number in workers.map(work, range(1000)):
            if number == 0:
                print(*(process for process in workers._pool._processes), flush=True)
"""


def start_workers(home: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a program with two workers and return it with their process ids, once they work."""
    program = home / "work.py"
    program.write_text(WORK, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    parent = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert parent.stdout is not None
    return parent, [int(number) for number in parent.stdout.readline().split()]


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    parent, workers = start_workers(tmp_path)
    assert len(workers) == 2
    assert all(map(is_alive, workers))
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def test_ctrl_c_is_the_parents_business(tmp_path: Path) -> None:
    """Whatever a process inherits (on Windows nothing): once it works, an interrupt does not reach it."""
    program = tmp_path / "begin.py"
    program.write_text(
        "import signal\nfrom qt2anki.workers import _begin\n_begin()\nsignal.raise_signal(signal.SIGINT)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    begun = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, env=environment, check=False)
    assert (begun.returncode, begun.stderr) == (0, "")


def test_a_killed_worker_is_one_clear_error(tmp_path: Path) -> None:
    parent, workers = start_workers(tmp_path)
    os.kill(workers[0], signal.SIGKILL)
    _, complaint = parent.communicate(timeout=60)
    assert complaint.splitlines()[-1].startswith("qt2anki.errors.WorkerError: a process of this command was killed")

"""Publish files all at once: staged beside their targets, renamed into place under a journal, by one writer at a time.

A publication has three states on the disk. Without a journal nothing has been published: staging is rubbish, the old
files stand. With a journal every staged file is whole and on the disk: the publication can be finished by anybody, and
the next command that opens the directory does so before anything else. After the last rename the journal goes.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from contextlib import suppress
from datetime import UTC, datetime
from filecmp import cmp
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from qt2anki.errors import LedgerError, OutputError

if TYPE_CHECKING:
    from types import TracebackType

PRIVATE = ".qt2anki"
"""The directory inside the output that holds the lock, the journal, the staged files and the caches."""


class Publication:
    """Everything that one command changes in an output directory; `private` is the directory for what is no output.

    Raises OutputError when the directory cannot be written, LedgerError when another process has held it for `wait`
    seconds.
    """

    def __init__(self, out: Path, *, wait: float = 60.0) -> None:
        self.out = out
        self.private = out / PRIVATE
        self._staging = self.private / "staging"
        self._journal = self.private / "journal.json"
        self._holder = self.private / "holder.json"
        self._lock = FileLock(self.private / "lock")
        self._wait = wait
        self._staged: set[str] = set()
        self._removed: set[str] = set()
        self._kept: set[str] = set()

    def __enter__(self) -> Self:
        try:
            self.private.mkdir(parents=True, exist_ok=True)
            (self.private / ".gitignore").write_text("*\n", encoding="utf-8")
            self._acquire()
        except OSError as error:
            raise self._explain(error) from error
        try:
            self._recover()
        except OSError as error:
            self._release()
            raise self._explain(error) from error
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the old files or the new ones; an error of the disk becomes one that a person can read."""
        try:
            if not self._journal.exists():
                self._discard()
        finally:
            self._release()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise self._explain(error) from error

    def _explain(self, error: OSError) -> OutputError:
        where = f": {error.filename}" if error.filename and str(error.filename) != str(self.out) else ""
        return OutputError(f"{self.out}: cannot be written: {error.strerror or error}{where}")

    def stage(self, name: str) -> Path:
        """Return the path to write the new content of `name` (relative to the output, with `/`) to."""
        self._removed.discard(_checked(name))
        self._staged.add(name)
        path = self._staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def staging(self) -> Path:
        """The directory that staged files lie in: whoever writes there itself tells `stage` the names."""
        return self._staging

    def remove(self, name: str) -> None:
        """Have `name` gone after the publication."""
        self._staged.discard(_checked(name))
        self._removed.add(name)

    def keep(self, name: str) -> None:
        """Have `name` stand as it is."""
        self._kept.add(_checked(name))

    def upcoming(self, name: str) -> Path:
        """Return where `name` stands as it will be published: no file where it goes, or never was."""
        return self._staging / name if name in self._staged | self._removed else self.out / name

    @property
    def names(self) -> tuple[str, ...]:
        """The files of the release, those staged and those kept, sorted; ask before publishing."""
        return tuple(sorted(self._staged | self._kept))

    def publish(self) -> tuple[str, ...]:
        """Put every staged file in its place and return the names of all that changed, sorted.

        A staged file that equals its target is dropped, so that an unchanged file is not written.
        """
        replaced = sorted((name for name in self._staged if not self._is_same(name)), key=_precious_first)
        removed = sorted(name for name in self._removed if (self.out / name).exists())
        if replaced or removed:
            for name in replaced:
                _sync(self._staging / name)
            self._write_journal({"replace": replaced, "remove": removed})
            self._finish(replaced, removed)
        self._staged.clear()
        self._removed.clear()
        return tuple(sorted([*replaced, *removed]))

    def _acquire(self) -> None:
        try:
            self._lock.acquire(timeout=self._wait)
        except Timeout as error:
            raise LedgerError(f"{self.out}: another build holds it{self._describe_holder()}") from error
        record = {"pid": os.getpid(), "host": socket.gethostname()}
        self._holder.write_text(json.dumps(record), encoding="utf-8")

    def _describe_holder(self) -> str:
        try:
            record = json.loads(self._holder.read_text(encoding="utf-8"))
            since = datetime.fromtimestamp(self._holder.stat().st_mtime, tz=UTC)
        except (OSError, ValueError):
            return ""
        return f": process {record['pid']} on {record['host']} since {since:%Y-%m-%d %H:%M:%S} UTC"

    def _release(self) -> None:
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _recover(self) -> None:
        if self._journal.exists():
            journal = json.loads(self._journal.read_text(encoding="utf-8"))
            self._finish(journal["replace"], journal["remove"])
        self._discard()

    def _discard(self) -> None:
        for leftover in (self._staging, *self.private.glob("spool-*")):
            shutil.rmtree(leftover, ignore_errors=True)

    def _is_same(self, name: str) -> bool:
        target = self.out / name
        return target.is_file() and cmp(self._staging / name, target, shallow=False)

    def _write_journal(self, journal: dict[str, list[str]]) -> None:
        draft = self._journal.with_suffix(".tmp")
        draft.write_text(json.dumps(journal), encoding="utf-8")
        _sync(draft)
        for directory in {(self._staging / name).parent for name in journal["replace"]}:
            _sync(directory)
        draft.replace(self._journal)
        _sync(self.private)

    def _finish(self, replaced: list[str], removed: list[str]) -> None:
        """Do what the journal says; a second time it changes nothing."""
        for name in replaced:
            target = self.out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                (self._staging / name).replace(target)
        for name in removed:
            (self.out / name).unlink(missing_ok=True)
        for directory in sorted({(self.out / name).parent for name in [*replaced, *removed]}):
            if directory.is_dir():
                _sync(directory)
        self._journal.unlink()


class Rehearsal(Publication):
    """A publication for looking at what is staged: all of it lies in a temporary directory, and `out` is only read.

    It does not hold `out`: a build that publishes meanwhile is seen half done. Raises what `recover_publication` does.
    """

    def __enter__(self) -> Self:
        if self.out.exists() and not self.out.is_dir():
            raise OutputError(f"{self.out}: not a directory")
        recover_publication(self.out)
        try:
            self._scratch = TemporaryDirectory(prefix="qt2anki-")
        except OSError as error:
            raise OutputError(f"no room for what is rehearsed: {error.strerror or error}") from error
        self.private = Path(self._scratch.name)
        self._staging = self.private / "staging"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing; an error of the disk becomes one that a person can read."""
        self._scratch.cleanup()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise self._explain(error) from error

    def publish(self) -> tuple[str, ...]:
        """Refuse: what is rehearsed is not published."""
        raise AssertionError("a rehearsal publishes nothing")


def recover_publication(out: Path, *, wait: float = 60.0) -> None:
    """Finish or undo what an earlier process left half published in `out`.

    For commands that only read. Raises OutputError and LedgerError as Publication does.
    """
    private = out / PRIVATE
    if (private / "journal.json").exists() or (private / "staging").exists():
        with Publication(out, wait=wait):
            pass


def _precious_first(name: str) -> tuple[bool, bool, str]:
    """Order what is published: the ledger and the retired notes, which stand nowhere else, before the decks."""
    return (name != "ledger.sqlite3", not name.startswith("retired/"), name)


def _checked(name: str) -> str:
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r} is not inside the output")
    return name


def _sync(path: Path) -> None:
    """Have the disk hold what was written to a file, or the names in a directory (which Windows does by itself)."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

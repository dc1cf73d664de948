"""Make the n-th change of the disk below a folder fail, as a full or broken disk would.

Python tells an audit hook of every file that it opens, renames, removes or makes; the hook may refuse. A hook stays for
the life of a process, so there is one, which does nothing unless it is armed. SQLite opens its files in C: those are
tried on a real, small disk instead (`test_faults.py`).
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class Disk:
    """The changes below `folder` are counted in `changes`; the one with number `at` (from 0) fails with `errno`."""

    folder: Path
    at: int = -1
    errno: int = 0
    changes: int = 0
    failed: str = ""

    def change(self, what: str, path: str) -> None:
        """Count a change; fail where it is its turn."""
        if not path.startswith(str(self.folder)):
            return
        number, self.changes = self.changes, self.changes + 1
        if number == self.at:
            self.failed = f"{what} {path}"
            raise OSError(self.errno, os.strerror(self.errno), path)


_armed: list[Disk] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _armed or not arguments:
        return
    path = arguments[0]
    if isinstance(path, bytes | str):
        if event == "open":
            flags = arguments[2]
            if isinstance(flags, int) and flags & _WRITING:
                _armed[0].change(event, os.fsdecode(path))
        elif event in _CHANGES:
            _armed[0].change(event, os.fsdecode(path))


sys.addaudithook(_hook)


@contextmanager
def disk(folder: Path, at: int = -1, errno: int = 0) -> Iterator[Disk]:
    """Count the changes below a folder; let number `at` fail, or the flush of a file if that comes then."""
    armed = Disk(folder, at, errno)
    flush = os.fsync

    def fsync(handle: int) -> None:
        armed.change("fsync", str(Path(f"/proc/self/fd/{handle}").readlink()))
        flush(handle)

    _armed.append(armed)
    os.fsync = fsync  # type: ignore[assignment]
    try:
        yield armed
    finally:
        os.fsync = flush
        _armed.clear()

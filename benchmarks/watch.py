"""Run a command and measure it: wall time, CPU time, and the peak memory of each of its processes and of their sum.

Linux only: memory is what `/proc` tells, asked every 20 milliseconds. Shared pages count in each process.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAUSE = 0.02
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of wall and CPU time, and peak memory in bytes."""

    wall: float
    cpu: float
    largest: int
    """Peak of the largest process."""
    summed: int
    """Peak of the sum over all processes."""


class CommandError(Exception):
    """A command that failed; its text ends with what the command said."""


def run(command: Sequence[str], environment: dict[str, str]) -> Cost:
    """Run a command to its end. Raises CommandError, with what the command said, when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    memory = _Memory(process.pid)
    memory.start()
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    memory.stop()
    if process.returncode:
        raise CommandError(f"exit status {process.returncode} of {shlex.join(command)}:\n{said.rstrip()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(memory.largest, usage.ru_maxrss * 1024), memory.summed)


class _Memory(threading.Thread):
    """Watches a process and all that descend from it."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.largest = self.summed = 0
        self._root = root
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(_PAUSE):
            sizes = [_resident(each) for each in _family(self._root)]
            self.largest = max(self.largest, *sizes)
            self.summed = max(self.summed, sum(sizes))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _family(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0

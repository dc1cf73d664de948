"""The processes that a command shares its work with; with one job there are none."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self, TypeVar

from qt2anki.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    Progress = Callable[[str, int, int], None]
    """Called with a stage, how many of its things are done, and how many there are."""

_MOST_ON_WINDOWS = 61
"""ProcessPoolExecutor takes no more there (Python documentation, concurrent.futures); nobody needs more elsewhere."""
_RARELY = (100_000, 50, 100)
"""Thresholds of the garbage collector: documents leave no cyclic garbage, and looking for it takes a twentieth of the
time, more where it looks through the facts of a whole corpus each time."""
T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """`jobs` processes, started when first needed and kept until the `with` block ends.

    They are spawned, not forked: the same on every platform, and nothing of this process is copied. Until then each of
    them, and this process, collects garbage rarely.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._thresholds = gc.get_threshold()

    def __enter__(self) -> Self:
        gc.set_threshold(*_RARELY)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.set_threshold(*self._thresholds)
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[T], R], things: Sequence[T], *, worth_it: bool = True) -> Iterator[R]:
        """Yield `work` of each thing, in order; in this process where there is one job, or where it is not worth more.

        Processes that run already are always used. Raises WorkerError where one of them is killed.
        """
        if self._jobs == 1 or (self._pool is None and (len(things) < 2 or not worth_it)):
            yield from map(work, things)
            return
        try:
            with _uninterrupted():
                results = self._started().map(work, things)
            yield from results
        except BrokenProcessPool as error:
            raise WorkerError(
                "a process of this command was killed: too little memory for --jobs, or a script that calls `build`"
                ' without `if __name__ == "__main__":`'
            ) from error

    def prepare(self, ready: Callable[[], None]) -> None:
        """Start the processes, if there are to be any, and have each import what `ready` needs while this one goes on.

        One that is killed meanwhile shows when the next work is mapped.
        """
        if self._jobs == 1 or self._pool is not None:
            return
        with _uninterrupted(), suppress(BrokenProcessPool):
            for _ in range(self._jobs):
                self._started().submit(ready)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(min(self._jobs, _MOST_ON_WINDOWS), context, initializer=_begin)
        return self._pool


def _begin() -> None:
    """Set a new process up: it ends with its parent, even one that was killed, and collects garbage less often.

    Ctrl-C is the parent's: Windows lets no process inherit that it is ignored.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_RARELY)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have processes that start meanwhile ignore Ctrl-C, which a terminal sends to all: the main one ends the build."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def in_processes(work: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield `work` of each thing, in order, in processes that end with the last."""
    with Workers(jobs) as workers:
        yield from workers.map(work, things)

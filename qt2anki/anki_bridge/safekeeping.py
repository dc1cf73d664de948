"""Keep a collection safe while it is changed: lock, back up, work on a copy, replace at once, undo.

The collection is never written to. A copy is changed and then takes its place in one step, so that whatever stops the
program leaves a collection as it was before or as it should be after.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qt2anki.errors import AnkiError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BACKUP = "before-qt2anki"
_UNDONE = "undone-by-qt2anki"
_WORK = ".qt2anki-"
_SCHEMA = 18
"""Of Anki since 2.1.50; an older collection could not be opened by its old Anki any more."""


@contextmanager
def explained_disk(path: Path) -> Iterator[None]:
    """Raise what the disk says in the block as AnkiError: nothing has then taken the collection's place."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise AnkiError(f"{path} is as it was: {reason}") from error


@contextmanager
def hold_collection(path: Path) -> Iterator[sqlite3.Connection]:
    """Lock a collection against Anki and other programs, as Anki itself does, for the length of the block.

    Raises AnkiError when Anki has it open, and when it is no collection of a present Anki.
    """
    if not path.is_file():
        raise AnkiError(f"{path}: no such collection")
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            (version,) = connection.execute("SELECT ver FROM col").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise AnkiError(f"{path} is open in Anki: close Anki, then try again") from error
            raise AnkiError(f"{path} is no collection: {error}") from error
        except (sqlite3.DatabaseError, TypeError) as error:
            raise AnkiError(f"{path} is no collection: {error}") from error
        if version < _SCHEMA:
            raise AnkiError(f"{path} was last used by an Anki older than 2.1.50: open and close it in a new one first")
        yield connection


@contextmanager
def work_copy(connection: sqlite3.Connection, path: Path) -> Iterator[Path]:
    """Copy a held collection into a folder of its own beside it, and remove what a stopped run has left there."""
    for stale in path.parent.glob(f"{_WORK}*"):
        shutil.rmtree(stale, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_WORK, dir=path.parent))
    try:
        copy_to(connection, folder / path.name)
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a held collection page by page, including what an Anki that crashed left in its journal."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
        _sync(part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def back_up(connection: sqlite3.Connection, path: Path, now: datetime) -> Path:
    """Copy a held collection to a file beside it that bears the time, and return that."""
    target = _named(path, _BACKUP, now)
    copy_to(connection, target)
    return target


def replace_collection(path: Path, work: Path) -> None:
    """Put a finished copy, closed, in the place of the collection, which nobody holds any more."""
    for leftover in (work, path):
        if leftover.with_name(f"{leftover.name}-wal").exists():
            raise AnkiError(f"{leftover} is in use: close Anki, then try again")
    _sync(work)
    work.replace(path)
    if os.name == "posix":
        _sync(path.parent)


def undo(path: Path, now: datetime) -> tuple[Path, Path]:
    """Put the newest backup back; return its name and that of a copy of what the collection was until now.

    Each undo uses its backup up, so that the next goes one further back. Raises AnkiError when there is none, or no
    room for the copy.
    """
    backups = sorted(path.parent.glob(f"{path.stem}.{_BACKUP}-*{path.suffix}"))
    if not backups:
        raise AnkiError(f"{path}: no backup to put back ({path.stem}.{_BACKUP}-…)")
    with explained_disk(path):
        with hold_collection(path) as connection:
            undone = _named(path, _UNDONE, now)
            copy_to(connection, undone)
        replace_collection(path, backups[-1])
    return backups[-1], undone


def _named(path: Path, what: str, now: datetime) -> Path:
    """Name a copy so that names sort by time; a second one in the same second gets the next second's name."""
    for second in range(int(now.timestamp()), int(now.timestamp()) + 1000):
        time = datetime.fromtimestamp(second, tz=now.tzinfo)
        target = path.with_name(f"{path.stem}.{what}-{time:%Y-%m-%d-%H%M%S}{path.suffix}")
        if not target.exists():
            return target
    raise AnkiError(f"{path.parent}: too many backups")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The ledger's file: opening it, staging a copy, asking it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Self

from qt2anki.errors import LedgerError, OutputError, Qt2AnkiError
from qt2anki.ledger import looks, rows
from qt2anki.ledger.manifest import read_manifest
from qt2anki.ledger.migrate import migrate, refuse_newer
from qt2anki.ledger.plan import plan_release
from qt2anki.ledger.restore import restore
from qt2anki.publication import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from qt2anki.ledger.plan import Content, ReleasePlan
    from qt2anki.ledger.restore import LostDocument, LostLook, LostSubject
    from qt2anki.notetypes import NoteType
    from qt2anki.publication import Publication

_RECOVER = "`qt2anki recover` makes it anew from the decks"
_KNOWN = "sound-ledger"
LEDGER = "ledger.sqlite3"
"""The ledger's name in the output directory."""
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16000", "temp_store = FILE")
"""A staged copy needs no way back, and publication has the disk hold it; memory does not grow with the notes."""


def stage_ledger(publication: Publication) -> Path:
    """Put a copy of the output's ledger beside it, to be written to and published, and return its path.

    Raises LedgerError where there are decks but no ledger: minting new guids would cost every student their history.
    """
    current = publication.out / LEDGER
    staged = publication.stage(LEDGER)
    if current.exists():
        shutil.copyfile(current, staged)
        if not _is_known(publication.out):
            check_integrity(staged)
            remember_ledger(publication)
    elif (publication.out / "manifest.jsonl").exists() or any(publication.out.glob("*.apkg")):
        raise LedgerError(
            f"{publication.out}: decks, but no {LEDGER}; run `qt2anki recover --out {publication.out}` first"
        )
    return staged


def remember_ledger(publication: Publication) -> None:
    """Note that the output's ledger is sound as it stands, so that only one that others have touched is checked."""
    (publication.private / _KNOWN).write_text(_state(publication.out), encoding="ascii")


def _is_known(out: Path) -> bool:
    known = out / PRIVATE / _KNOWN
    return known.exists() and known.read_text(encoding="ascii") == _state(out)


def _state(out: Path) -> str:
    found = (out / LEDGER).stat() if (out / LEDGER).exists() else None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}" if found else ""


def check_integrity(path: Path) -> None:
    """Raise LedgerError where SQLite finds the file damaged, or no ledger; half a second for 60 MB."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            connection.execute("SELECT count(*) FROM migrations")
        except sqlite3.Error as error:
            raise _explained(error) from error
    if found != "ok":
        raise LedgerError(f"the ledger is damaged ({found}); {_RECOVER}")


def is_sound(path: Path) -> bool:
    """Tell whether there is a ledger that is whole; it is read, and left as it is.

    Raises LedgerError for a ledger of a newer version.
    """
    if not path.exists():
        return False
    try:
        check_integrity(path)
    except LedgerError:
        return False
    with closing(sqlite3.connect(path)) as connection:
        refuse_newer(connection)
    return True


def _explained(error: sqlite3.Error) -> Qt2AnkiError:
    """Return what an error of SQLite means: a disk that is full or fails, or a file that is damaged."""
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
        return OutputError(f"the ledger cannot be written: {error}")
    return LedgerError(f"the ledger is damaged ({error}); {_RECOVER}")


class Ledger:
    """An open ledger; what is planned in it is kept when the `with` block ends without an error.

    It writes without a rollback journal, so open a staged copy. Raises LedgerError where the file is no ledger.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            for setting in _SETTINGS:
                self._connection.execute(f"PRAGMA {setting}")
            migrate(self._connection)
        except sqlite3.Error as error:
            self._connection.close()
            raise _explained(error) from error
        except LedgerError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        self._connection.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        except sqlite3.Error as problem:
            raise _explained(problem) from problem
        finally:
            self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise _explained(error) from error

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the ledger at `path`, made anew where there is none, brought to the present schema where it is old."""
        return cls(path)

    def plan_release(self, content: Content, *, moment: int, program: str, retire_limit: float) -> ReleasePlan:
        """Recognise every old note among the drafts, write down the release, and return what it changes.

        `moment` is in seconds since 1970; `program` is the version that made the drafts.
        Raises RetireLimitError when more than the fraction `retire_limit` of all active notes, or of those of a
        subject with at least 200, would be retired.
        """
        return plan_release(self._connection, content, moment, program, retire_limit)

    def plan_looks(self, note_types: Mapping[str, NoteType], moment: int) -> None:
        """Write down which note types look otherwise than in the last release; `moment` is in seconds since 1970."""
        looks.plan_looks(self._connection, note_types, moment)

    def with_times(self, note_types: Mapping[str, NoteType]) -> dict[str, NoteType]:
        """Return the note types, each with the time at which its text last changed."""
        return looks.with_times(self._connection, note_types)

    def keep_keywords(self, counts: Mapping[str, int], minimum: int) -> frozenset[str]:
        """Return the keyword tags to write: those of at least `minimum` documents, and those ever released."""
        released = {tag for (tag,) in self._connection.execute("SELECT tag FROM keywords")}
        new = sorted(tag for tag in counts.keys() - released if counts[tag] >= minimum)
        self._connection.executemany("INSERT INTO keywords VALUES (?)", ((tag,) for tag in new))
        return frozenset(counts.keys() & released).union(new)

    def restore(
        self,
        subjects: Sequence[LostSubject],
        documents: Sequence[LostDocument],
        keywords: Iterable[str],
        note_types: Iterable[LostLook],
    ) -> None:
        """Write subjects and documents, in the given order, keyword tags and note types into this empty ledger."""
        restore(self._connection, subjects, documents, keywords)
        for lost in note_types:
            looks.write_look(self._connection, lost.note_type, lost.digest, lost.modified)

    def rows_of(self, subject_key: str) -> Iterator[rows.LedgerRow]:
        """Yield the active notes of a subject's package in reading order."""
        return rows.read_active(self._connection, subject_key)

    def retired_rows_of(self, subject_key: str) -> Iterator[rows.LedgerRow]:
        """Yield the notes of a subject's retired package in reading order."""
        return rows.read_retired(self._connection, subject_key)

    def manifest(self) -> Iterator[str]:
        """Yield the manifest's lines, by path and in reading order: JSON, those of many notes at a time."""
        return read_manifest(self._connection)

    def subjects(self) -> Iterator[rows.Subject]:
        """Yield every subject that has ever been released, by key."""
        return rows.read_subjects(self._connection)

    def releases(self) -> Iterator[rows.Release]:
        """Yield the releases, the first first."""
        return rows.read_releases(self._connection)

    def changes_of(self, subject_key: str, releases: Sequence[int]) -> Iterator[rows.Change]:
        """Yield what each of the given releases did to a subject's documents, by release, then in reading order."""
        return rows.read_changes(self._connection, subject_key, releases)

    def homes(self) -> dict[str, tuple[str, ...]]:
        """Return the keys of the subjects of each present document, those of files that cannot be read among them."""
        return rows.read_homes(self._connection)

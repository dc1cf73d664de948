"""The ledger's file: opening it, staging a copy, asking it."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING, Self

from qt2anki.errors import LedgerError
from qt2anki.ledger import rows
from qt2anki.ledger.migrate import migrate
from qt2anki.ledger.plan import plan_release
from qt2anki.ledger.restore import restore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from qt2anki.ledger.plan import Content, ReleasePlan
    from qt2anki.ledger.restore import LostDocument, LostSubject
    from qt2anki.publication import Publication

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
    elif (publication.out / "manifest.jsonl").exists() or any(publication.out.glob("*.apkg")):
        raise LedgerError(
            f"{publication.out}: decks, but no {LEDGER}; run `qt2anki recover --out {publication.out}` first"
        )
    return staged


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
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise LedgerError(f"the ledger is damaged ({error}); `qt2anki recover` makes it anew") from error
        except LedgerError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        self._connection.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._connection.execute("COMMIT")
        self._connection.close()

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

    def keep_keywords(self, counts: Mapping[str, int], minimum: int) -> frozenset[str]:
        """Return the keyword tags to write: those of at least `minimum` documents, and those ever released."""
        released = {tag for (tag,) in self._connection.execute("SELECT tag FROM keywords")}
        new = sorted(tag for tag, count in counts.items() if count >= minimum and tag not in released)
        self._connection.executemany("INSERT INTO keywords VALUES (?)", ((tag,) for tag in new))
        return frozenset(released.intersection(counts).union(new))

    def restore(self, subjects: Iterable[LostSubject], documents: Sequence[LostDocument]) -> None:
        """Write subjects and documents, in the given order, into this empty ledger."""
        restore(self._connection, list(subjects), documents)

    def rows_of(self, subject_key: str) -> Iterator[rows.LedgerRow]:
        """Yield the active notes of a subject's package in reading order."""
        return rows.read_active(self._connection, subject_key)

    def retired_rows_of(self, subject_key: str) -> Iterator[rows.LedgerRow]:
        """Yield the notes of a subject's retired package in reading order."""
        return rows.read_retired(self._connection, subject_key)

    def manifest(self) -> Iterator[dict[str, str | int | list[str] | None]]:
        """Yield the manifest's lines by path and in reading order."""
        return rows.read_manifest(self._connection)

    def subjects(self) -> Iterator[rows.Subject]:
        """Yield every subject that has ever been released, by key."""
        return rows.read_subjects(self._connection)

    def releases(self) -> Iterator[rows.Release]:
        """Yield the releases, the first first."""
        return rows.read_releases(self._connection)

    def changes_of(self, subject_key: str, releases: Sequence[int]) -> Iterator[rows.Change]:
        """Yield what each of the given releases did to a subject's documents, by release, then in reading order."""
        return rows.read_changes(self._connection, subject_key, releases)

"""Where a problem stands, what it is, and the one family of exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file.

    `path` is relative to the source directory (or as given), with `/`. `line` and `column` count
    from 1, columns in characters; both are 0 where only the file as a whole is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Severity(StrEnum):
    """How much a diagnostic matters: an error costs a document, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem of the content, as a value: an author's mistake is never an exception.

    `code` is stable and documented in the README.
    """

    location: Location
    code: str
    message: str
    hint: str = ""
    severity: Severity = field(default=Severity.ERROR, compare=False)

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.code}: {self.message}{hint}"


class Qt2AnkiError(Exception):
    """What a person can mend: the command line prints it in one line, without a traceback."""


class ConfigError(Qt2AnkiError):
    """A configuration file that cannot be read as one."""


class SourceError(Qt2AnkiError):
    """The source as a whole cannot be read (a document that cannot is a `Diagnostic`)."""


class OutputError(Qt2AnkiError):
    """The output directory cannot be written."""


class LedgerError(Qt2AnkiError):
    """The ledger is missing, held by another build, damaged, or of a newer version."""


class PackageError(Qt2AnkiError):
    """A deck does not read back as the notes that it was made from."""


class SelectionError(Qt2AnkiError):
    """A selection that fits nothing."""


class RetireLimitError(Qt2AnkiError):
    """A build would retire more notes than `--retire-limit` allows."""


class AnkiError(Qt2AnkiError):
    """Anki's own library is missing or refuses a deck, or a collection cannot be opened, upgraded or put back."""


class WorkerError(Qt2AnkiError):
    """A process that shared the work has been killed."""

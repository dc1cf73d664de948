"""Note drafts on disk between dealing and packaging, so that no process holds those of the whole corpus.

A spool file is written once by one worker process and read at random by others of the same build; it is no output and
never outlives the build, so `marshal`, the fastest format of the standard library, will do.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from qt2anki.model import Kind, NoteDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_KINDS = {kind.value: kind for kind in Kind}
Spooled = tuple[str, int, int]
"""Where a document's drafts lie: file, offset and length in bytes."""


class SpoolWriter:
    """Append the drafts of documents to one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._offset = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, drafts: Sequence[NoteDraft]) -> Spooled:
        """Append the drafts of one document and return where they lie."""
        packed = marshal.dumps([_flatten(draft) for draft in drafts])
        self._file.write(packed)
        spooled = (str(self._path), self._offset, len(packed))
        self._offset += len(packed)
        return spooled


def read_drafts(spooled: Spooled) -> tuple[NoteDraft, ...]:
    """Return the drafts of one document."""
    path, offset, length = spooled
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path and a buffer would double the time
        file.seek(offset)
        return tuple(map(_restore, marshal.loads(file.read(length))))  # noqa: S302 - our own file


def _flatten(draft: NoteDraft) -> tuple[Any, ...]:
    return draft.kind.value, *draft[1:]


def _restore(row: tuple[Any, ...]) -> NoteDraft:
    return NoteDraft(_KINDS[row[0]], *row[1:])

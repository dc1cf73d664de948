"""Note drafts on disk between dealing and packaging, so that no process holds those of the whole corpus.

A spool file is written once by one worker process and read at random by others of the same build; it is no output and
never outlives the build, so `marshal`, the fastest format of the standard library, will do.
"""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qt2anki.model import Kind, NoteDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

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
    with Path(path).open("rb") as file:
        file.seek(offset)
        return tuple(_restore(row) for row in marshal.loads(file.read(length)))  # noqa: S302 - our own file


def _flatten(draft: NoteDraft) -> tuple[Any, ...]:
    return (
        str(draft.kind),
        draft.note_type,
        draft.mechanism,
        draft.step,
        draft.part,
        draft.title,
        draft.text,
        draft.fields,
        draft.cards,
        draft.offered,
        draft.digest,
    )


def _restore(row: tuple[Any, ...]) -> NoteDraft:
    return NoteDraft(Kind(row[0]), *row[1:])

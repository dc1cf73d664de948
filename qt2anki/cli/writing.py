"""Write a file that an option names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def write_result(target: Path, content: bytes | str) -> None:
    """Write what a command was asked to write there, text as UTF-8. Raises OutputError where that cannot be."""
    try:
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror or error}") from error

"""The versions of what the bytes of a deck depend on."""

from __future__ import annotations

import platform
import sqlite3
import zlib
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from qt2anki import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARIES = ("genanki", "isal", "markdown-it-py", "python-frontmatter", "ftfy", "pygments", "snowballstemmer", "anki")


def describe_versions() -> Iterator[str]:
    """Yield a line for the program and each part that matters, `anki` only where it is installed."""
    yield f"qt2anki {__version__}"
    yield f"Python {platform.python_version()}"
    yield f"SQLite {sqlite3.sqlite_version}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for library in _LIBRARIES:
        try:
            yield f"{library} {version(library)}"
        except PackageNotFoundError:
            yield f"{library} is not installed"

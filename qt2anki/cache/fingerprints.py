"""Is it the same file? Its size and times first, its content where these differ."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.documents import find_names
from qt2anki.gather import hash_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qt2anki.config import Config

_SETTLED = 2_000_000_000
"""Nanoseconds after which a write must show in a file's times, on the coarsest file system (FAT, 2 s)."""


class Fingerprint(NamedTuple):
    """A file as once seen: size in bytes, times in nanoseconds, and its content's hash.

    `changed` is the time of the last change of the file's record (`ctime`), which no program can set back; on Windows
    it is the time of creation. A file changed so lately that a second write might not show has 0 for `modified`.
    """

    size: int
    modified: int
    changed: int
    content: bytes


Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Survey:
    """The source files as they are: `stamps` by path, in order; `changed` are the paths that are not as remembered."""

    stamps: Mapping[str, Stamp]
    changed: tuple[str, ...]
    is_same: bool
    """Whether these are the files remembered, no one more or less."""

    def fingerprint(self, path: str, content: bytes) -> Fingerprint:
        """Return how to remember a file whose content has this hash."""
        return Fingerprint(*self.stamps[path], content)


def survey_source(config: Config, remembered: Mapping[str, Fingerprint]) -> Survey:
    """Find the documents of the source and compare them with those remembered.

    Raises SourceError when the source is no directory that can be read.
    """
    start = time.time_ns()
    stamps: dict[str, Stamp] = {}
    changed: list[str] = []
    for name in find_names(config.source):
        if config.excludes(name):
            continue
        path = os.path.join(config.source, name)  # noqa: PTH118 - a Path for each file would double the time
        stamps[name] = _stamp(path, start)
        known = remembered.get(name)
        if known is None or not (_is_same(stamps[name], known) or _has_content(path, known)):
            changed.append(name)
    return Survey(stamps, tuple(changed), not changed and len(stamps) == len(remembered))


def take_fingerprint(path: Path, known: Fingerprint | None = None) -> Fingerprint:
    """Return the fingerprint of a file, of which one may be `known`. Raises OSError where it cannot be read."""
    start = time.time_ns()
    if known is not None and _is_same(_stamp(path, start), known):
        return known
    with path.open("rb") as file:
        content = file_digest(file, hash_of).digest()
    return Fingerprint(*_stamp(path, start), content)


def renew_fingerprint(path: Path, known: Fingerprint) -> Fingerprint | None:
    """Return the fingerprint of a file with the content remembered as it is now, None for a file that has another."""
    stamp = _stamp(path, time.time_ns())
    if _is_same(stamp, known):
        return known
    return Fingerprint(*stamp, known.content) if _has_content(path, known) else None


def _stamp(path: str | Path, now: int) -> Stamp:
    """Return size and times: -1 for a file that is gone, 0 for the time of one changed just now."""
    try:
        found = os.stat(path)  # noqa: PTH116 - see above
    except OSError:
        return -1, 0, 0
    settled = max(found.st_mtime_ns, found.st_ctime_ns) < now - _SETTLED
    return found.st_size, found.st_mtime_ns if settled else 0, found.st_ctime_ns


def _is_same(stamp: Stamp, known: Fingerprint) -> bool:
    return stamp == known[:3] and known.modified != 0


def _has_content(path: str | Path, known: Fingerprint) -> bool:
    try:
        if os.stat(path).st_size != known.size:  # noqa: PTH116 - see above
            return False
        with open(path, "rb") as file:  # noqa: PTH123 - see above
            return file_digest(file, hash_of).digest() == known.content
    except OSError:
        return False

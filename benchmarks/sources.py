"""Make a corpus to measure on: the real one, so many times over, and changes to it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ID = re.compile(rb"^id: (\d+)", re.MULTILINE)
_SUBJECT = re.compile(rb"^subject: *(.+)", re.MULTILINE)
_QUESTION = re.compile(rb"^(question: >-\n +)", re.MULTILINE)
_STEP = re.compile(rb"\*\*(:? +)")
_APART = 10_000_000
"""Ids of the corpus are smaller."""


def multiply(source: Path, target: Path, times: int, documents: int | None = None) -> int:
    """Copy the documents below `source` (or a fixed sample of so many) `times` over and return how many there are.

    Each further copy has its own ids, file names, questions and subjects.
    """
    paths = sorted(path.relative_to(source) for path in source.rglob("*.md"))
    if documents is not None and documents < len(paths):
        paths = sorted(Random(1).sample(paths, documents))
    for nth in range(times):
        for path in paths:
            copy = path if nth == 0 else Path(f"{path.parent}-{nth}", f"{path.stem}-{nth}.md")
            (target / copy).parent.mkdir(parents=True, exist_ok=True)
            raw = (source / path).read_bytes()
            (target / copy).write_bytes(_other(raw, nth) if nth else raw)
    return len(paths) * times


def _other(raw: bytes, nth: int) -> bytes:
    raw = _ID.sub(lambda match: b"id: %d" % (int(match[1]) + nth * _APART), raw, count=1)
    raw = _SUBJECT.sub(lambda match: b"subject: %b %d" % (match[1].strip(b"\"' "), nth), raw, count=1)
    return _QUESTION.sub(lambda match: b"%bIn edition %d: " % (match[1], nth), raw, count=1)


def largest_subject(source: Path) -> list[Path]:
    """Return the documents of the largest folder."""
    folders = [sorted(folder.glob("*.md")) for folder in sorted(source.iterdir()) if folder.is_dir()]
    return max(folders, key=len)


def changeable(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the documents that `Change` has say something else: those with a title before a text."""
    return (path for path in paths if _STEP.search(path.read_bytes()))


class Change:
    """Documents that say something else while the `with` block runs; they must be `changeable`."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._kept = {path: path.with_suffix(".kept") for path in paths}

    def __enter__(self) -> None:
        for path, kept in self._kept.items():
            shutil.copy2(path, kept)
            raw = path.read_bytes()
            path.write_bytes(_STEP.sub(rb"**\1As lately revised, ", raw, count=1) + b"\n")

    def __exit__(self, *_error: object) -> None:
        for path, kept in self._kept.items():
            kept.replace(path)

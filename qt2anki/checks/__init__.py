"""Everything that is wrong with the content, at once: the first half of a build, read for its mistakes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qt2anki.checks.corpus import Entry, check_corpus, entry_of
from qt2anki.checks.document import check_document
from qt2anki.codes import diagnose
from qt2anki.documents import find_documents, parse_page, read_file
from qt2anki.errors import Diagnostic, Location
from qt2anki.workers import in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["check_source"]

_CHUNK = 128


def check_source(
    source: Path, jobs: int = 1, excludes: Callable[[str], bool] = lambda _path: False
) -> list[Diagnostic]:
    """Return every diagnostic of the documents below `source`, sorted by place.

    `excludes` says of a path below the source whether to leave it out. Raises SourceError.
    """
    paths = [path for path, _ in find_documents(source) if not excludes(path)]
    chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
    found: list[Diagnostic] = []
    entries: list[Entry] = []
    for results in in_processes(partial(_check_chunk, source), chunks, jobs):
        for diagnostics, entry in results:
            found += diagnostics
            entries += [entry] if entry else []
    return sorted([*found, *check_corpus(entries)], key=_order)


def _check_chunk(source: Path, paths: Sequence[str]) -> list[tuple[list[Diagnostic], Entry | None]]:
    return [_check_file(source, path) for path in paths]


def _check_file(source: Path, path: str) -> tuple[list[Diagnostic], Entry | None]:
    try:
        raw = read_file(source / path)
    except OSError as error:
        return [diagnose("unreadable", Location(path), error.strerror or str(error))], None
    page = parse_page(path, raw)
    if page.document is None:
        return page.diagnostics, None
    return page.diagnostics + check_document(page, raw), entry_of(page.document, page)


def _order(diagnostic: Diagnostic) -> tuple[Location, str, str]:
    return diagnostic.location, diagnostic.code, diagnostic.message

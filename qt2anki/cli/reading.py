"""Documents and decks for the commands that take files and folders named by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qt2anki.documents import find_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qt2anki.config import Config
    from qt2anki.model import Document


def find_files(paths: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """Yield (name as given, with `/`, path) of each file, folders with all documents below them."""
    for path in paths:
        if path.is_dir():
            for name, file in find_documents(path):
                yield (path / name).as_posix(), file
        else:
            yield path.as_posix(), path


def find_decks(paths: Iterable[Path]) -> list[Path]:
    """Return the decks among files and folders, those of a folder by path, with all below it."""
    return [file for path in paths for file in (sorted(path.rglob("*.apkg")) if path.is_dir() else [path])]


def read_documents(paths: tuple[Path, ...]) -> Iterator[Document]:
    """Yield each document that can be used; what is wrong with the others goes to standard error."""
    yield from _read(find_files(paths))


def read_source(config: Config) -> Iterator[Document]:
    """Yield each document of the source that can be used, in order of path; raises SourceError."""
    return _read((path, file) for path, file in find_documents(config.source) if not config.excludes(path))


def _read(files: Iterable[tuple[str, Path]]) -> Iterator[Document]:
    for name, path in files:
        document, problems = read_document(name, path)
        for problem in problems:
            click.echo(str(problem), file=sys.stderr)
        if document is not None:
            yield document

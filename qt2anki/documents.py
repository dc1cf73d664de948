"""Find the source files, read them, validate their front matter: bytes to `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frontmatter
import yaml

from qt2anki.decode import decode
from qt2anki.errors import Diagnostic, Location, SourceError
from qt2anki.model import Document, RelatedQuestion
from qt2anki.repair import repair_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def find_documents(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield (path relative to `source` with `/`, path) of every Markdown file below `source`, sorted.

    Raises SourceError when `source` is no directory that can be read.
    """
    if not source.is_dir():
        raise SourceError(f"{source}: no such directory")
    for path in sorted(source.rglob("*.md"), key=lambda p: p.relative_to(source).as_posix()):
        yield path.relative_to(source).as_posix(), path


def parse_document(path: str, raw: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Parse one source file; a document that cannot be used is None beside at least one error."""
    try:
        text = raw.decode("utf-8")
        values = frontmatter.loads(text).metadata
    except UnicodeDecodeError as error:
        return None, [Diagnostic(Location(path), "not-utf-8", str(error))]
    except yaml.YAMLError as error:
        return None, [Diagnostic(Location(path), "bad-yaml", str(error).replace("\n", " "))]
    missing = [name for name in ("id", "question", "answer") if not values.get(name)]
    if missing:
        return None, [Diagnostic(Location(path), "missing-field", f"no {', '.join(missing)}")]
    return _document(path, values), []


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return repair_text(value).strip() if isinstance(value, str) else ""


def _document(path: str, values: Mapping[str, Any]) -> Document:
    seo = values.get("seo")
    keywords = _text(seo, "page_keywords").split(",") if isinstance(seo, dict) else []
    related = [v for k, v in sorted(values.items()) if k.startswith("related_article") and isinstance(v, dict)]
    return Document(
        path=path,
        id=int(values["id"]),
        question=decode(_text(values, "question")),
        answer=decode(_text(values, "answer")),
        subject=_text(values, "subject") or path.rpartition("/")[0].rpartition("/")[2],
        keywords=tuple(k.strip() for k in keywords if k.strip()),
        url=_text(values, "url"),
        related=tuple(RelatedQuestion(_text(r, "title"), _text(r, "url")) for r in related),
        no_index=bool(values.get("no_index")),
    )

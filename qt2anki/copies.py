"""Copies of a document in several subjects are one document (docs/design.md, rule 6); pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qt2anki.model import DocumentFacts


def merge_copies(documents: Iterable[DocumentFacts]) -> list[DocumentFacts]:
    """Return each distinct document once, in order of path.

    Copies share id and answer. Path, question and link are those of the first copy by path; keywords and related
    questions are the union in order of path, subjects all of its subjects. Documents that are held stand for
    themselves.
    """
    copies: dict[object, list[DocumentFacts]] = {}
    for document in sorted(documents, key=lambda d: d.path):
        key = document.path if document.held else (document.id, document.digest)
        copies.setdefault(key, []).append(document)
    return [_merge(group) for group in copies.values()]


def _merge(group: Sequence[DocumentFacts]) -> DocumentFacts:
    first = group[0]
    if len(group) == 1:
        return first
    return first._replace(
        subjects=tuple(dict.fromkeys(s for copy in group for s in copy.subjects)),
        keywords=tuple(dict.fromkeys(k for copy in group for k in copy.keywords)),
        copies=tuple(c for copy in group for c in copy.copies),
        related=tuple(dict.fromkeys(r for copy in group for r in copy.related)),
    )

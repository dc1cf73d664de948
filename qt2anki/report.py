"""`report.json`: what the last release that changed anything did, as a whole and in each subject; pure."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qt2anki.subjects import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qt2anki.errors import Diagnostic
    from qt2anki.gather import Gathered
    from qt2anki.ledger import Release, Subject
    from qt2anki.model import DocumentFacts


def count_skipped(documents: Iterable[DocumentFacts]) -> dict[str, Counter[str]]:
    """Return how many documents give no cards, by subject key (and WHOLE) and reason."""
    skipped: dict[str, Counter[str]] = {}
    for document in documents:
        if document.skipped is not None:
            for key in (WHOLE, *document.subjects):
                skipped.setdefault(key, Counter())[document.skipped] += 1
    return skipped


def all_diagnostics(gathered: Iterable[Gathered]) -> list[Diagnostic]:
    """Return every diagnostic, sorted by place."""
    return sorted(diagnostic for each in gathered for diagnostic in each.diagnostics)


def render_report(
    release: Release | None,
    subjects: Sequence[Subject],
    skipped: Mapping[str, Counter[str]],
    diagnostics: Sequence[Diagnostic],
) -> str:
    """Return the text of `report.json`; the same release and problems give the same bytes."""

    def figures(key: str) -> dict[str, object]:
        counted = release.figures.get(key, {}) if release else {}
        return {**counted, "skipped": dict(sorted(skipped.get(key, Counter()).items()))}

    report = {
        "release": release.number if release else 0,
        "released": datetime.fromtimestamp(release.moment, UTC).isoformat() if release else None,
        "program": release.program if release else None,
        "total": figures(WHOLE),
        "subjects": {s.label: {"slug": s.slug, **figures(s.key)} for s in subjects},
        "diagnostics": [diagnostic_as_json(diagnostic) for diagnostic in diagnostics],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def diagnostic_as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as plain values."""
    return {
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }

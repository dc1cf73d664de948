"""What the documents give: notes, cards, kinds, keywords, lengths, and which give few or none and why; pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from qt2anki.plaintext import to_text
from qt2anki.subjects import common_label, subject_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qt2anki.model import Answer, Deal, Document

FEW = 2
"""A document with at most so many notes is worth a look."""


@dataclass(frozen=True, slots=True)
class DocumentStats:
    """One document's counts; `words` is the length of each note's text, `reason` why it gives no notes, else ""."""

    path: str
    subject: str
    keywords: tuple[str, ...]
    kinds: tuple[str, ...]
    cards: int
    words: tuple[int, ...]
    omissions: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Stats:
    """The counts of many documents; `subjects` maps a label to counters of documents, notes and cards."""

    subjects: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    keywords: Counter[str] = field(default_factory=Counter)
    omissions: Counter[str] = field(default_factory=Counter)
    words: list[int] = field(default_factory=list)
    few: list[tuple[str, int, str]] = field(default_factory=list)


def measure(document: Document, subject: str, answer: Answer, deal: Deal) -> DocumentStats:
    """Count what one document gives; `subject` is its label, after the aliases."""
    return DocumentStats(
        document.path,
        subject,
        tuple(keyword.casefold() for keyword in document.keywords),
        tuple(str(note.kind) for note in deal.notes),
        sum(len(note.offered) for note in deal.notes),
        tuple(len(to_text(note.text).split()) for note in deal.notes),
        tuple(f"{omission.card}: {omission.reason}" for omission in deal.omissions),
        deal.why_skipped(answer) or "",
    )


def add_up(documents: Iterable[DocumentStats]) -> Stats:
    """Return the counts of all documents together; spellings of a subject are one, under the most common label."""
    stats = Stats()
    subjects: dict[str, Counter[str]] = {}
    labels: dict[str, list[str]] = {}
    for each in documents:
        key = subject_key(each.subject)
        labels.setdefault(key, []).append(each.subject)
        subjects.setdefault(key, Counter()).update(documents=1, notes=len(each.kinds), cards=each.cards)
        stats.kinds.update(each.kinds)
        stats.keywords.update(set(each.keywords))
        stats.omissions.update(each.omissions)
        stats.words += each.words
        if len(each.kinds) <= FEW:
            stats.few.append((each.path, len(each.kinds), each.reason))
    stats.subjects = {common_label(labels[key]): counts for key, counts in subjects.items()}
    return stats


def as_json(stats: Stats, most: int) -> dict[str, object]:
    """Return the counts as plain values, with the `most` frequent keywords."""
    return {
        "subjects": {label: dict(counts) for label, counts in sorted(stats.subjects.items())},
        "kinds": dict(stats.kinds.most_common()),
        "keywords": dict(_most_common(stats.keywords, most)),
        "different_keywords": len(stats.keywords),
        "words": _spread(stats.words),
        "not_asked": dict(_most_common(stats.omissions, most)),
        "few": [{"path": path, "notes": notes, "reason": reason} for path, notes, reason in stats.few],
    }


def _most_common(counts: Counter[str], most: int) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def _spread(words: Sequence[int]) -> dict[str, float]:
    """Return the median, the upper tenth and the maximum of lengths in words."""
    if not words:
        return {"median": 0, "upper_tenth": 0, "longest": 0}
    ordered = sorted(words)
    return {"median": median(ordered), "upper_tenth": ordered[len(ordered) * 9 // 10], "longest": ordered[-1]}

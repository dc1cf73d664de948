"""Which note is it? Old notes and new drafts of one document; pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from qt2anki.model import NoteDraft

TEXT_LENGTH = 400
"""Characters of a body that the ledger keeps to recognise it by."""
_MATCH = 70.0


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note of the ledger, as far as recognition needs it; `text` is a `recognition_text`."""

    note_type: str
    kind: str
    title: str
    text: str
    digest: bytes
    place: int
    active: bool


def recognition_text(text: str) -> str:
    """Return what the ledger keeps of a body: its beginning, blanks made one."""
    return " ".join(text[: 2 * TEXT_LENGTH].split())[:TEXT_LENGTH]


def match_notes(known: Sequence[KnownNote], drafts: Sequence[NoteDraft]) -> list[int | None]:
    """Return for each draft the index of the old note that it continues, or None for a new fact."""
    matches: list[int | None] = [None] * len(drafts)
    free = sorted(range(len(known)), key=lambda i: (not known[i].active, known[i].place))
    fresh = [
        KnownNote(d.note_type, d.kind.value, d.title, recognition_text(d.text), d.digest, i, active=True)
        for i, d in enumerate(drafts)
    ]
    for signs in (_said, _told):
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for index in free:
            holders[signs(known[index])].append(index)
        for new, note in enumerate(fresh):
            if matches[new] is None and (found := holders.get(signs(note))):
                matches[new] = found.pop(0)
        free = [index for index in free if index not in matches]
    for new, old in _similar(known, fresh, free, [i for i, m in enumerate(matches) if m is None]):
        matches[new] = old
    return matches


def _said(note: KnownNote) -> Hashable:
    return note.note_type, note.title, note.digest


def _told(note: KnownNote) -> Hashable:
    return note.note_type, note.title, note.text


def _similar(
    known: Sequence[KnownNote], fresh: Sequence[KnownNote], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    pairs = []
    for new in news:
        for old in olds:
            score = _similarity(known[old], fresh[new])
            if score >= _MATCH:
                pairs.append((-score, abs(known[old].place - new), new, old))
    taken: set[int] = set()
    for _score, _distance, new, old in sorted(pairs):
        if new not in taken and -old - 1 not in taken:
            taken |= {new, -old - 1}
            yield new, old


def _similarity(old: KnownNote, new: KnownNote) -> float:
    if old.note_type != new.note_type:
        return 0.0
    return (fuzz.ratio(old.title, new.title) + fuzz.token_sort_ratio(old.text, new.text)) / 2

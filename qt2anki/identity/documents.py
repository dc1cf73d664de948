"""Which document is it? Old documents and new ones; pure.

The signs, the surest first: the CMS's number; the file in the same subject; the file name in another subject; the
question; nearly the same text. A sign counts only between documents that no surer sign has joined, and only where it
points to one new document and one old one, of those that were there in the last release or else of all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"\w+")
_SHINGLE = 3
"""Words to a shingle."""
_SKETCH = 24
"""Shingles that stand for a text, those of the smallest hashes: two texts that share most of their shingles share most
of these (Broder 1997, "On the resemblance and containment of documents")."""
_COMMON = 6
"""So many shared shingles of a sketch make two texts worth comparing."""
_SAME_TEXT = 80.0
"""From this similarity (0 to 100) on two texts are versions of one."""
_SAME_QUESTION = 90.0
"""From this similarity (0 to 100) on two questions are the same but for slips."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document of the new release: `paths` are those of its copies, each with its subject's key."""

    id: int
    question: str
    copies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the ledger: `ids` are all that it ever had, `copies` the last known (path, subject key).

    `present` says that the last release had it.
    """

    number: int
    ids: tuple[int, ...]
    question: str
    copies: tuple[tuple[str, str], ...]
    present: bool = True


def match_documents(
    known: Sequence[KnownDocument],
    arrivals: Sequence[Arrival],
    known_text: Callable[[int], str],
    arrival_text: Callable[[int], str],
) -> dict[int, int]:
    """Return the index in `known` for the index of each arrival that is recognised.

    No known document stands for two arrivals. `known_text` and `arrival_text` give a document's plain text by its
    index in the sequence; they are asked only for what no other sign has joined.
    """
    matches: dict[int, int] = {}
    for signs in _SIGNS:
        taken = set(matches.values())
        olds = {index: signs(known[index]) for index in range(len(known)) if index not in taken}
        news = {index: signs(arrivals[index]) for index in range(len(arrivals)) if index not in matches}
        matches.update(_join(olds, news, {index for index in olds if known[index].present}))
    taken = set(matches.values())
    olds_left = [index for index in range(len(known)) if index not in taken]
    news_left = [index for index in range(len(arrivals)) if index not in matches]
    if olds_left and news_left:
        matches.update(_match_texts(olds_left, known_text, news_left, arrival_text))
    return matches


def is_same_question(old: str, new: str) -> bool:
    """Tell whether a document still asks what it asked: the words are the same but for slips."""
    return fuzz.ratio(_question_key(old), _question_key(new)) >= _SAME_QUESTION


def _question_key(question: str) -> str:
    return " ".join(_WORD.findall(question.casefold()))


def _ids(document: Arrival | KnownDocument) -> list[Hashable]:
    return list(document.ids) if isinstance(document, KnownDocument) else [document.id]


def _files_in_subjects(document: Arrival | KnownDocument) -> list[Hashable]:
    return [(_file(path), subject) for path, subject in document.copies]


def _files(document: Arrival | KnownDocument) -> list[Hashable]:
    return list(dict.fromkeys(_file(path) for path, _subject in document.copies))


def _questions(document: Arrival | KnownDocument) -> list[Hashable]:
    return [_question_key(document.question)]


_SIGNS = (_ids, _files_in_subjects, _files, _questions)


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _join(
    olds: Mapping[int, list[Hashable]], news: Mapping[int, list[Hashable]], present: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield (new, old) of all that share a sign which stands for one of each; those `present` go first."""
    by_sign: dict[Hashable, set[int]] = defaultdict(set)
    for old, signs in olds.items():
        for sign in signs:
            by_sign[sign].add(old)
    wanted: dict[Hashable, set[int]] = defaultdict(set)
    for new, signs in news.items():
        for sign in signs:
            wanted[sign].add(new)
    taken: set[int] = set()
    for new, signs in news.items():
        for sign in signs:
            free = by_sign[sign] - taken if len(wanted[sign]) == 1 else set()
            if len(free & present or free) == 1:
                (old,) = free & present or free
                taken.add(old)
                yield new, old
                break


def _match_texts(
    olds: Iterable[int], old_text: Callable[[int], str], news: Iterable[int], new_text: Callable[[int], str]
) -> Iterator[tuple[int, int]]:
    """Yield (new, old) of texts that are nearly the same, the most similar first; memory holds sketches only."""
    holders: dict[int, list[int]] = defaultdict(list)
    for old in olds:
        for shingle in _sketch(old_text(old)):
            holders[shingle].append(old)
    pairs = []
    for new in news:
        text = new_text(new)
        shared = Counter(old for shingle in _sketch(text) for old in holders.get(shingle, ()))
        for old in sorted(old for old, count in shared.items() if count >= _COMMON):
            score = fuzz.ratio(text, old_text(old), score_cutoff=_SAME_TEXT)
            if score:
                pairs.append((-score, new, old))
    return _best_first(pairs)


def _best_first(pairs: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    seen_new: set[int] = set()
    seen_old: set[int] = set()
    for _score, new, old in sorted(pairs):
        if new not in seen_new and old not in seen_old:
            seen_new.add(new)
            seen_old.add(old)
            yield new, old


def _sketch(text: str) -> list[int]:
    words = _WORD.findall(text.casefold())
    shingles = {
        crc32(" ".join(words[at : at + _SHINGLE]).encode()) for at in range(max(1, len(words) - _SHINGLE + 1)) if words
    }
    return sorted(shingles)[:_SKETCH]

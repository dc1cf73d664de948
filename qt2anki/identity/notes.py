"""Which note is it? Old notes and new drafts of one document; pure.

What says the same is the same. What is left is paired so that the pairs are most alike on the whole, and a pair counts
only when it is alike enough: giving a history to another fact is worse than starting anew. Equal titles help, but a
title that stands twice in the document tells nothing, and a fact that was replaced under its old title is a new one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.identity.assignment import assign
from qt2anki.identity.likeness import Likeness, Said, read_note, stems
from qt2anki.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from qt2anki.model import NoteDraft

TEXT_LENGTH = 400
"""Characters of a body that the ledger keeps to recognise it by."""
_ENOUGH = 0.565
"""Bodies so alike are versions of one text, whatever the titles."""
_TITLE = 0.42
"""How much of that an equal title makes up for.

Both were set where annotated updates lose least on both sides (0.02 up or down changes one or two of 127 carries), and
read against some hundred pairs of real releases."""
_RETIRED = 0.25
"""How much more alike a note must be that had already left its document."""
_ORDER = 1e-4
"""A place away costs so little that it only breaks ties."""


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note of the ledger, as far as recognition needs it.

    `text` is a `recognition_text`; `place` counts among the document's notes; `present` says that the note was in the
    document when it was last seen.
    """

    note_type: str
    kind: str
    title: str
    text: str
    digest: bytes
    place: int
    present: bool


def recognition_text(text: str) -> str:
    """Return what the ledger keeps of a body: its beginning, blanks made one."""
    return " ".join(text[: 2 * TEXT_LENGTH].split())[:TEXT_LENGTH]


def match_notes(
    known: Sequence[KnownNote], drafts: Sequence[NoteDraft], *, same_question: bool = True
) -> list[int | None]:
    """Return for each draft the index of the old note that it continues, or None for a new fact.

    `same_question` says that the document still asks what it asked: then its answer's note goes on, however reworded.
    """
    fresh = [_as_known(draft, place) for place, draft in enumerate(drafts)]
    matches: list[int | None] = [None] * len(fresh)
    free = sorted(range(len(known)), key=lambda index: (not known[index].present, known[index].place))
    for sign in (_said, _told, *((_answer,) if same_question else ())):
        for new, old in _join(sign, known, free, fresh, matches):
            matches[new] = old
        free = [index for index in free if index not in matches]
    rest = [index for index, match in enumerate(matches) if match is None]
    if free and rest:
        for new, old in _match_alike(known, free, fresh, rest).items():
            matches[new] = old
    return matches


def _as_known(draft: NoteDraft, place: int) -> KnownNote:
    text = recognition_text(draft.text)
    return KnownNote(draft.note_type, draft.kind.value, draft.title, text, draft.digest, place, present=True)


def _said(note: KnownNote) -> Hashable:
    return note.note_type, note.title, note.digest


def _told(note: KnownNote) -> Hashable:
    return note.note_type, note.title, note.text


def _answer(note: KnownNote) -> Hashable:
    return note.note_type if note.kind == Kind.ANSWER else None


def _join(
    sign: Callable[[KnownNote], Hashable],
    known: Sequence[KnownNote],
    free: Sequence[int],
    fresh: Sequence[KnownNote],
    matches: Sequence[int | None],
) -> Iterator[tuple[int, int]]:
    """Yield (new, old) of notes with one sign, in their order where several share it."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(free):
        holders[sign(known[index])].append(index)
    for new, note in enumerate(fresh):
        mark = sign(note)
        if matches[new] is None and mark is not None and holders[mark]:
            yield new, holders[mark].pop()


def _match_alike(
    known: Sequence[KnownNote], olds: Sequence[int], fresh: Sequence[KnownNote], news: Sequence[int]
) -> dict[int, int]:
    """Return old by new for the pairs that are alike enough and together most alike."""
    old_words = {index: read_note(known[index].title, known[index].text) for index in range(len(known))}
    new_words = {index: read_note(note.title, note.text) for index, note in enumerate(fresh)}
    present = [words for index, words in old_words.items() if known[index].present]
    likeness = Likeness([*(present or old_words.values()), *new_words.values()])
    repeated = _repeated([note for note in known if note.present]) | _repeated(fresh)
    gains = {}
    for new in news:
        for old in olds:
            if _may_match(known[old], fresh[new]):
                told = known[old].title not in repeated and fresh[new].title not in repeated
                gain = _gain(likeness, old_words[old], new_words[new], told=told, present=known[old].present)
                gain -= _ORDER * abs(known[old].place - new)
                if gain > 0:
                    gains[new, old] = gain
    return assign(gains)


def _may_match(old: KnownNote, new: KnownNote) -> bool:
    """Never across note types; and a cloze of prose is the words that it deletes, which are its title."""
    if old.note_type != new.note_type or (Kind.ANSWER in {old.kind, new.kind} and old.kind != new.kind):
        return False
    return Kind.CLOZE not in {old.kind, new.kind} or stems(old.title) == stems(new.title)


def _gain(likeness: Likeness, old: Said, new: Said, *, told: bool, present: bool) -> float:
    titles = likeness.of_titles(old, new) if told else 0.0
    return likeness.of_bodies(old, new) + _TITLE * titles - _ENOUGH - (0 if present else _RETIRED)


def _repeated(notes: Sequence[KnownNote]) -> set[str]:
    return {title for title, count in Counter(note.title for note in notes).items() if count > 1}

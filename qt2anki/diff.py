"""What a build would change in the decks, note by note and word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from qt2anki.archive import read_package
from qt2anki.notetypes import RIDING_FIELDS, fields_of
from qt2anki.packaging import deck_file
from qt2anki.pipeline import build
from qt2anki.plaintext import to_line
from qt2anki.tags import RETIRED_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qt2anki.config import Config
    from qt2anki.model import Note
    from qt2anki.publication import Publication

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_AROUND = 12
"""Words and signs of unchanged text that stand on each side of a change."""


class What(StrEnum):
    """What becomes of a note for the students of one subject."""

    NEW = "new"
    CHANGED = "changed"
    RETIRED = "retired"
    REVIVED = "revived"
    MOVED = "moved"


class Edit(StrEnum):
    """What becomes of a run of words."""

    SAME = "same"
    OLD = "old"
    NEW = "new"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note that a build would change.

    `question` and `title` are plain text. `fields` pairs the name of each field that reads differently with its runs of
    words, of changed notes only.
    """

    subject: str
    what: What
    guid: str
    question: str
    title: str
    fields: tuple[tuple[str, tuple[tuple[Edit, str], ...]], ...] = ()


def compare(config: Config) -> list[NoteChange]:
    """Return what a build with this configuration would change, by subject and in reading order; nothing is written.

    Raises what `pipeline.build` raises.
    """
    found: list[NoteChange] = []
    build(config, dry_run=True, review=lambda publication: found.extend(_compare_decks(publication)))
    return found


def _compare_decks(publication: Publication) -> Iterator[NoteChange]:
    decks = chain(publication.out.glob("*.apkg"), publication.staging.glob("*.apkg"))
    for slug in sorted({path.stem for path in decks}):
        names = [deck_file(slug, retired=retired) for retired in (False, True)]
        old, new = ([find(name) for name in names] for find in (publication.out.joinpath, publication.upcoming))
        if old != new:
            yield from _compare_subject(slug, *(_Decks(*map(_read, paths)) for paths in (old, new)))


@dataclass(frozen=True, slots=True)
class _Decks:
    """The active and the retired notes of one subject, by guid."""

    active: Mapping[str, Note]
    retired: Mapping[str, Note]


def _read(path: Path) -> dict[str, Note]:
    if not path.exists():
        return {}
    notes = sorted(read_package(path).notes, key=lambda note: (note.position, note.guid))
    return {note.guid: note for note in notes}


def _compare_subject(slug: str, old: _Decks, new: _Decks) -> Iterator[NoteChange]:
    for guid, note in new.active.items():
        before = old.active.get(guid)
        if before is None:
            yield _change(slug, What.REVIVED if guid in old.retired else What.NEW, note)
        elif before.modified != note.modified:
            fields = tuple(_changed_fields(before, note))
            if fields:
                yield _change(slug, What.CHANGED, note, fields)
    for guid, note in new.retired.items():
        before = old.retired.get(guid)
        if before is None or before.modified != note.modified:
            yield _change(slug, What.RETIRED if RETIRED_TAG in note.tags else What.MOVED, note)


def _change(
    slug: str, what: What, note: Note, fields: tuple[tuple[str, tuple[tuple[Edit, str], ...]], ...] = ()
) -> NoteChange:
    named = fields_of(note)
    title = named.get("Title") or named.get("Text") or named.get("Core", "")
    return NoteChange(slug, what, note.guid, to_line(named["Question"]), to_line(title), fields)


def _changed_fields(before: Note, after: Note) -> Iterator[tuple[str, tuple[tuple[Edit, str], ...]]]:
    old, new = fields_of(before), fields_of(after)
    for name in new:
        if name not in RIDING_FIELDS and old[name] != new[name]:
            runs = tuple(compare_words(to_line(old[name]), to_line(new[name])))
            yield name, runs or ((Edit.SAME, "(the same words in another form)"),)


def compare_words(old: str, new: str) -> Iterator[tuple[Edit, str]]:
    """Yield the runs of words that were and that are, with a few unchanged ones around; none for equal texts."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if before == after:
        return
    for code, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if code == "equal":
            yield from _same(before[i:j], first=i == 0, last=j == len(before))
        else:
            if i < j:
                yield Edit.OLD, "".join(before[i:j])
            if k < m:
                yield Edit.NEW, "".join(after[k:m])


def _same(tokens: Sequence[str], *, first: bool, last: bool) -> Iterator[tuple[Edit, str]]:
    """Yield unchanged words, the middle of long runs left out, and the outer ends of the first and the last."""
    head = [] if first else tokens[:_AROUND]
    tail = [] if last else tokens[-_AROUND:]
    if len(tokens) <= len(head) + len(tail):
        yield Edit.SAME, "".join(tokens)
        return
    if head:
        yield Edit.SAME, "".join(head)
    yield Edit.GAP, " … "
    if tail:
        yield Edit.SAME, "".join(tail)

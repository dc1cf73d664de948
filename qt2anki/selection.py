"""Choose notes of a release for a course: by subject, keyword, document, question, date, or a list; pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from qt2anki.errors import SelectionError
from qt2anki.subjects import subject_key
from qt2anki.tags import keyword_slug, keyword_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qt2anki.published import PublishedNote


@dataclass(frozen=True, slots=True)
class Selection:
    """What to choose; conditions of one kind widen the choice, conditions of different kinds narrow it.

    `subjects`, `keywords` and `questions` are compared without regard to case, `questions` as parts of the question;
    `ids` are the CMS's numbers; `since` is in seconds since 1970: notes added or corrected from then on. `listed` are
    the lines of a list: ids, paths, file names or whole questions.
    """

    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    questions: tuple[str, ...] = ()
    since: int | None = None
    listed: tuple[str, ...] = ()


def choose_labels(selection: Selection, labels: Sequence[str]) -> frozenset[str] | None:
    """Return the labels of the chosen subjects, None for all.

    Raises SelectionError for a subject that there is none of, with the nearest that there is.
    """
    if not selection.subjects:
        return None
    by_key = {subject_key(label): label for label in labels}
    for name in selection.subjects:
        if subject_key(name) not in by_key:
            raise SelectionError(f"no subject {name!r}{_nearest(subject_key(name), by_key, by_key.__getitem__)}")
    return frozenset(by_key[subject_key(name)] for name in selection.subjects)


def choose(selection: Selection, notes: Iterable[PublishedNote]) -> Iterator[PublishedNote]:
    """Yield the chosen notes in their order.

    Raises SelectionError for a keyword that no note has, with the nearest that one has.
    """
    wanted = frozenset(keyword_tags(selection.keywords))
    questions = tuple(text.casefold() for text in selection.questions)
    listed = frozenset(line.casefold() for line in selection.listed)
    seen: set[str] = set()
    for note in notes:
        tags = frozenset(note.note.tags)
        seen |= tags if wanted else frozenset()
        if (
            (not wanted or wanted & tags)
            and (not selection.ids or note.document in selection.ids)
            and (not questions or any(text in note.question.casefold() for text in questions))
            and (selection.since is None or note.note.modified >= selection.since)
            and (not listed or listed & _names(note))
        ):
            yield note
    for keyword in selection.keywords:
        if not seen.intersection(keyword_tags([keyword])):
            known = {tag.rpartition("::")[2]: tag for tag in seen if "::keyword::" in tag}
            raise SelectionError(f"no note with the keyword {keyword!r}{_nearest(keyword_slug(keyword), known, str)}")


def _names(note: PublishedNote) -> frozenset[str]:
    file = note.path.rpartition("/")[2]
    names = (str(note.document), note.path, file, file.removesuffix(".md"), note.question)
    return frozenset(name.casefold() for name in names)


def _nearest(name: str, known: Iterable[str], spell: object) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {spell(near[0])!r}?" if near and callable(spell) else ""

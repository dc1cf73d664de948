"""What a subject's page searches: its questions and their keywords; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qt2anki.catalogue.script import to_script
from qt2anki.mathml import has_formulas, typeset
from qt2anki.notetypes import note_types
from qt2anki.tags import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qt2anki.catalogue.values import Question

_KEYWORD = f"{ROOT}::keyword::"


def keywords_of(question: Question) -> tuple[str, ...]:
    """Return the keywords of a question as they stand in the tags of its notes, without the tags' common part."""
    tags = dict.fromkeys(tag for note in question.notes for tag in note.tags)
    return tuple(tag.removeprefix(_KEYWORD) for tag in tags if tag.startswith(_KEYWORD))


def count_keywords(questions: Sequence[Question]) -> list[tuple[str, int]]:
    """Return each keyword with the number of its questions, the most frequent first."""
    counts = Counter(keyword for question in questions for keyword in keywords_of(question))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def questions_script(
    name: str, questions: Sequence[Question], pieces: Mapping[int, int], versions: Sequence[str]
) -> str:
    """Return the script with the questions in the order in which they are listed.

    `pieces` tells in which piece the cards of a question's number are, `versions` the version of each piece. A row is
    number, text, piece, cards, and for a text with formulas its HTML.
    """
    rows = [
        (each.number, each.text, pieces[each.number], sum(len(note.cards) for note in each.notes), *_html(each))
        for each in questions
    ]
    return to_script(name, {"versions": versions, "rows": rows})


def _html(question: Question) -> tuple[str, ...]:
    r"""Return a question as its cards show it, where that has formulas."""
    note = question.notes[0]
    field = note.fields[note_types()[note.note_type].place("Question")]
    return (typeset(field),) if has_formulas(field) else ()


def keywords_script(name: str, questions: Sequence[Question]) -> str:
    """Return the script with the keywords, the most frequent first, and for each question of the list its own."""
    counted = count_keywords(questions)
    indexes = {keyword: at for at, (keyword, _count) in enumerate(counted)}
    rows = [sorted(indexes[keyword] for keyword in keywords_of(each)) for each in questions]
    return to_script(name, {"names": [keyword for keyword, _count in counted], "rows": rows})

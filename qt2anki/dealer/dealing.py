"""Deal the cards of one document: the answer, its steps, parts and points, its examples, and clozes for prose."""

from __future__ import annotations

import html
from itertools import islice
from typing import TYPE_CHECKING

from qt2anki.dealer.answers import deal_answer
from qt2anki.dealer.asking import points_outside
from qt2anki.dealer.cases import is_single_case
from qt2anki.dealer.clozes import find_clozes
from qt2anki.dealer.examples import deal_example
from qt2anki.dealer.following import Step, find_chain
from qt2anki.dealer.pairs import SINGLE_CASE, Pair, Subject
from qt2anki.dealer.scene import Place, Scene
from qt2anki.dealer.sections import section_of
from qt2anki.dealer.titles import is_recap
from qt2anki.dealer.words import content_words
from qt2anki.decode import restore_mathjax
from qt2anki.markup import to_html, to_plain
from qt2anki.model import FORMULA_OPEN, STEP_CARDS, Deal, Kind, NoteDraft, Omission, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.dealer.clozes import Cloze
    from qt2anki.model import Answer, Document, Item, Mechanism

MOST_CLOZES = 3
_MARKUP = "*_- \n"
"""What may stand in Markdown before the first word of a text."""
POINTS_OUTSIDE = "the question points outside itself"

Dealt = NoteDraft | Omission


def deal_cards(document: Document, answer: Answer, kinds: frozenset[str]) -> Deal:
    """Deal all facts of a document, in reading order.

    `kinds` are values of `Kind` and of `STEP_CARDS`; what is left out is neither offered nor counted as omitted.
    """
    if answer.skipped:
        return Deal((), (Omission(Kind.ANSWER, None, None, None, "Answer", answer.skipped),))
    scene = Scene(document, answer, kinds)
    dealt = list(_deal(scene))
    drafts = tuple(each for each in dealt if isinstance(each, NoteDraft))
    left_out = STEP_CARDS - kinds
    omissions = (each for each in dealt if isinstance(each, Omission) and each.kind in kinds)
    return Deal(drafts, tuple(each for each in omissions if each.card.lower() not in left_out))


def _deal(scene: Scene) -> Iterator[Dealt]:
    if points_outside(scene.document.question.text):
        yield from _leave_out(scene.answer)
        return
    yield deal_answer(scene)
    items = 0
    for at, mechanism in enumerate(scene.answer.mechanisms, 1):
        if mechanism.role is Role.SUMMARY:
            continue
        items += 1
        if mechanism.role is Role.EXAMPLE:
            yield from deal_example(scene, at, mechanism)
        else:
            yield from _deal_steps(scene, at, mechanism)
    section = ""
    points = scene.answer.points
    titles = [item.title for item in points]
    for at, item in enumerate(points, 1):
        items += 1
        yield from _deal_item(scene, Subject(Kind.POINT, Place(None, at, None), item, section, False, None, titles))
    if not items:
        yield from _deal_prose(scene)


def _leave_out(answer: Answer) -> Iterator[Omission]:
    """Yield what no card can ask, as its question would stand on the front and speak of what the reader cannot see."""
    yield Omission(Kind.ANSWER, None, None, None, "Answer", POINTS_OUTSIDE)
    for at, mechanism in enumerate(answer.mechanisms, 1):
        for nth, _ in enumerate(mechanism.steps, 1):
            yield Omission(Kind.STEP, at, nth, None, "Explain", POINTS_OUTSIDE)


def _deal_steps(scene: Scene, at: int, mechanism: Mechanism) -> Iterator[Dealt]:
    section = section_of(scene, mechanism.label)
    steps = mechanism.steps
    titles = [step.title for step in steps]
    follows = [True] * len(steps) if mechanism.sequence else _chain(scene, steps)
    for nth, step in enumerate(steps):
        before = steps[nth - 1] if nth and follows[nth] else None
        ordered = any(follows[nth : nth + 2])
        yield from _deal_item(
            scene, Subject(Kind.STEP, Place(at, nth + 1, None), step, section, ordered, before, titles)
        )


def _chain(scene: Scene, steps: tuple[Item, ...]) -> list[bool]:
    plain = [Step(step.title, step.body.source.lstrip(_MARKUP)) for step in steps]
    return find_chain(plain, scene.question_words)


def _deal_item(scene: Scene, subject: Subject) -> Iterator[Dealt]:
    if not subject.item.title:
        yield from _deal_untitled(scene, subject)
        return
    at = subject.place
    if at.part is not None and is_single_case(subject.item.title, to_plain(subject.item.body), subject.section):
        yield Omission(subject.kind, at.mechanism, at.step, at.part, "Explain", SINGLE_CASE)
        return
    pair = Pair(scene, subject)
    note = pair.deal()
    if note is not None:
        yield note
    if (note is None or not note.cards) and not subject.item.parts and not is_recap(subject.item.title):
        yield from islice(_cloze_notes(scene, subject), 1)
    yield from pair.omissions
    titles = [part.title for part in subject.item.parts]
    section = _section_within(scene, subject) if titles else ""
    for nth, part in enumerate(subject.item.parts, 1):
        place = Place(subject.place.mechanism, subject.place.step, nth)
        if part.title:
            yield from _deal_item(scene, Subject(Kind.PART, place, part, section, False, None, titles))


def _section_within(scene: Scene, subject: Subject) -> str:
    """Return the section of what stands in an item: its own, then its title."""
    heading = to_plain(subject.item.heading)
    title = restore_mathjax(heading, scene.answer.formulas) if FORMULA_OPEN in heading else subject.item.title
    return " › ".join(filter(None, (subject.section, title)))


def _deal_untitled(scene: Scene, subject: Subject) -> Iterator[Dealt]:
    notes: list[Dealt] = list(islice(_cloze_notes(scene, subject), 1))
    place = subject.place
    omission = Omission(subject.kind, place.mechanism, place.step, place.part, "Cloze", "no term to delete")
    yield from notes or [omission]


def _cloze_notes(scene: Scene, subject: Subject) -> Iterator[NoteDraft]:
    body = subject.item.body
    section = _section_within(scene, subject)
    for cloze in find_clozes(scene, body, title=subject.item.title and section, alone=False):
        plain = to_plain(body)
        yield scene.draft(
            subject.kind,
            "cloze",
            subject.place,
            section=section,
            title=subject.item.title,
            text=plain,
            fields={
                "Section": html.escape(section, quote=False),
                "Text": cloze.text,
                "Extra": scene.restore(to_html(body)) if len(plain) > len(cloze.sentence) + 10 else "",
            },
        )


def _deal_prose(scene: Scene) -> Iterator[Dealt]:
    pieces = (piece for piece in scene.answer.pieces if piece.role != "summary")
    found = [cloze for piece in pieces for cloze in find_clozes(scene, piece.blocks, alone=True)]
    chosen = sorted(found, key=lambda cloze: not _speaks_of(scene, cloze))[:MOST_CLOZES]
    for cloze in found:
        if cloze in chosen:
            yield scene.draft(
                Kind.CLOZE,
                "cloze",
                Place(),
                section="",
                title=cloze.deleted,
                text=cloze.sentence,
                fields={"Text": cloze.text},
            )
    if not found:
        yield Omission(Kind.CLOZE, None, None, None, "Cloze", "no sentence with a keyword to delete")


def _speaks_of(scene: Scene, cloze: Cloze) -> bool:
    """Tell whether a sentence says a word of the question: one that does not may be about something beside it."""
    return any(word in scene.question_words for word in content_words(cloze.sentence))

"""Lists as the answer: their titles, their titles with what stands below them, or the two sides of a comparison."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.asking import Form
from qt2anki.dealer.claims import telling
from qt2anki.dealer.cues import phrases
from qt2anki.dealer.extending import tells
from qt2anki.dealer.replies import core_of, of_cores, of_titles
from qt2anki.dealer.titlelists import (
    answering_items,
    are_stated,
    is_aside,
    lists_of,
    may_stand_alone,
    say_how,
    some_repeat,
)
from qt2anki.dealer.titles import is_recap
from qt2anki.dealer.words import Family, content_words
from qt2anki.decode import formulas_in
from qt2anki.markup import to_plain
from qt2anki.model import FORMULA_OPEN
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from qt2anki.dealer.asking import Asked
    from qt2anki.dealer.replies import Reply
    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Item

MOST_SIDES = 3
_ASKS_HOW = phrases(r"how (?:can|could|should|do|does|did)\b")
_WHAT_FOR = phrases(
    r"\b(?:significance|importance|important|why|effectiveness|(?:affect|influenc|impact|contribut)\w*)\b"
)
"""What asks for what a thing is good for, or brings about: to say what it is does not answer, either."""
_RELATES = phrases(
    r"\b(?:relat(?:e[sd]?|ionships?|ions?)|inter(?:act|connect|relat|play|sect|twin)\w*|connect\w*|link(?:s|ed)?|combined?|together)\b"
)
"""What asks for what stands between two things: to say what each of them is does not answer."""
_SPEAKS_OF_ONE = phrases(r"\b(?:formula|equation)s?\b")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_LETTER = re.compile(r"[A-Za-z]")
FEWEST_LETTERS = 2
"""How many different letters a formula has that says how something is worked out; one of numbers is an example."""


def titled_items(scene: Scene) -> list[Item]:
    """Return the titled items of the answer's lists, or its points."""
    return [item for _, items in lists_of(scene.answer) for item in items if item.title]


def by_titles(scene: Scene, asked: Asked, *, alone: bool) -> Reply | None:
    """Return the titles as the answer where they are what was asked for, each with its core where it needs one."""
    items = answering_items(scene.answer, asked, scene.question_words, alone=alone)
    if not items:
        return None
    how = alone and not asked.procedure and _ASKS_HOW.match(scene.document.question.text)
    if how and not say_how([item.title for item in items]):
        return None
    works_out = asked.procedure and any(_holds_a_rule(scene, item) for item in items)
    if not (works_out or are_stated(items, asked, scene.question_words)):
        return of_titles(items)
    if not works_out and not asked.procedure and some_repeat([item.title for item in items], scene.question_words):
        return None
    cores = [core_of(scene, item) for item in items]
    if works_out and any(map(_lacks_its_formula, items, cores)):
        return None
    return of_cores(items, cores, may_cut=True)


def _lacks_its_formula(item: Item, core: str) -> bool:
    return FORMULA_OPEN not in core and _SPEAKS_OF_ONE.search(f"{item.title} {strip_tags(core)}") is not None


def by_steps(scene: Scene, asked: Asked, *, alone: bool) -> Reply | None:
    """Return the titles of steps that say too little, where nothing better answers and they are not nothing."""
    if not asked.procedure:
        return None
    items = answering_items(scene.answer, asked, scene.question_words, alone=alone)
    return of_titles(items) if may_stand_alone(items, asked) else None


def of_each(scene: Scene, asked: Asked) -> Reply | None:
    """Return each thing asked for with what is said of it."""
    items = answering_items(scene.answer, asked, scene.question_words, alone=True)
    return of_cores(items, [core_of(scene, item) for item in items], may_cut=True)


def by_sides(scene: Scene, asked: Asked) -> Reply | None:
    """Return the core of each item where the titles are what the question names: an answer for every side."""
    known = scene.question_words
    compares = asked.form is Form.DIFFERENCE
    items = [item for item in titled_items(scene) if not is_recap(item.title)]
    if compares:
        items = [item for item in items if not is_aside(item.title, known)]
    if not compares and _RELATES.search(scene.document.question.text):
        return None
    if not 1 < len(items) <= MOST_SIDES or any(_is_beside(item.title, known) for item in items):
        return None
    titles = Family(word for item in items for word in content_words(item.title))
    if not all(any(word in titles for word in side) for side in asked.sides):
        return None
    cores = [core_of(scene, item) for item in items]
    if _WHAT_FOR.search(scene.document.question.text) and not all(map(tells, cores)):
        return None
    return of_cores(items, cores, may_cut=asked.form in {Form.DIFFERENCE, Form.DEFINITION})


def _is_beside(title: str, known: Family) -> bool:
    """Tell whether a title speaks of something else than the question, or of nothing in it."""
    return (
        bool(telling(title, known)) or is_aside(title, known) or not any(word in known for word in content_words(title))
    )


def _holds_a_rule(scene: Scene, item: Item) -> bool:
    """Tell whether a step is worked out by a formula, as it says or shows."""
    if _SPEAKS_OF_ONE.search(item.title):
        return True
    found = formulas_in(to_plain(item.body), scene.answer.formulas)
    return any(len(set(_LETTER.findall(_COMMAND.sub("", formula.tex)))) >= FEWEST_LETTERS for formula in found)

"""The answer note: the question, the sentence that answers it, the outline of the steps, the closing summary."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from qt2anki.cards.core import says_something
from qt2anki.cards.passages import cut_out
from qt2anki.cards.scene import Place
from qt2anki.cards.titles import is_recap
from qt2anki.markup import to_html, to_plain
from qt2anki.model import Kind, Omission, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.cards.scene import Scene
    from qt2anki.model import Item, NoteDraft

MOST_TITLES = 4
NO_SENTENCE = "no sentence answers the question"


def deal_answer(scene: Scene) -> NoteDraft | Omission:
    """Return the answer note, or why there is none."""
    core, text = _lead(scene) or _titles(scene) or ("", "")
    if not core:
        return Omission(Kind.ANSWER, None, None, None, "Answer", NO_SENTENCE)
    summary = scene.answer.summary
    return scene.draft(
        Kind.ANSWER,
        "answer",
        Place(),
        section="",
        title="",
        text=text,
        fields={
            "Core": scene.restore(core),
            "Outline": scene.restore(_outline(scene)),
            "Closing": scene.restore(to_html(summary)) if summary is not None else "",
        },
    )


def _lead(scene: Scene) -> tuple[str, str] | None:
    lead = scene.answer.lead
    if lead is None:
        return None
    text = to_plain(lead.block)[lead.start : lead.end]
    if not says_something(text, scene.question_words):
        return None
    return cut_out(to_html(lead.block), lead.start, lead.end), text


def _titles(scene: Scene) -> tuple[str, str] | None:
    """Return the titles as the core, where they are few: that is what a list answers."""
    lists = [m.steps for m in scene.answer.mechanisms if m.role in {Role.MAIN, Role.SECTION}] or [scene.answer.points]
    items = [item for item in lists[0] if not is_recap(item.title)]
    if len(lists) > 1 or not 1 < len(items) <= MOST_TITLES or not all(item.title for item in items):
        return None
    return _titles_html(items), "; ".join(item.title for item in items)


def _titles_html(items: Sequence[Item]) -> str:
    return "<ul>" + "".join(f"<li>{to_html(item.heading)}</li>" for item in items) + "</ul>"


def _outline(scene: Scene) -> str:
    """Return the titles of all lists, without numbers, so that an inserted step changes one line and no other."""
    out: list[str] = []
    for mechanism in scene.answer.mechanisms:
        if mechanism.role in {Role.MAIN, Role.SECTION}:
            titled = [item for item in mechanism.steps if item.title]
            label = f"<p>{html.escape(mechanism.label, quote=False)}</p>" if mechanism.label and titled else ""
            out.append(label + (_titles_html(titled) if titled else ""))
    points = [item for item in scene.answer.points if item.title]
    if not out and points:
        out.append(_titles_html(points))
    return "".join(out)

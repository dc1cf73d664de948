"""The answer note: the question, the sentence that answers it, the outline of the steps, the closing summary."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import PLENTY, answers, wants_a_list, weight
from qt2anki.dealer.core import CONTRASTS, is_crowded, with_the_next
from qt2anki.dealer.passages import cut_run, find_runs
from qt2anki.dealer.scene import Place
from qt2anki.dealer.titles import is_recap
from qt2anki.dealer.vocabulary import LEANING
from qt2anki.dealer.words import WORD
from qt2anki.markup import to_html, to_plain
from qt2anki.model import Kind, Omission, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Fragment, Item, NoteDraft

MOST_TITLES = 4
NOTHING = ("", "")
_CLOSES = re.compile(
    r"(?:in (?:summary|conclusion|short|essence|brief)|overall|to (?:summari[sz]e|conclude|sum up)|ultimately|thus"
    r"|therefore),\s+",
    re.IGNORECASE,
)
NO_SENTENCE = "no sentence answers the question"


def deal_answer(scene: Scene) -> NoteDraft | Omission:
    """Return the answer note, or why there is none."""
    core, text = _core(scene)
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
            "Outline": "" if core.startswith("<ul>") else scene.restore(_outline(scene)),
            "Closing": scene.restore(to_html(summary)) if summary is not None and text not in to_plain(summary) else "",
        },
    )


def _core(scene: Scene) -> tuple[str, str]:
    """Return what answers the question, as HTML and as plain text: a sentence, or a few titles."""
    question, titles = scene.document.question.text, _all_titles(scene)
    opening = [piece.blocks for piece in scene.answer.pieces if piece.role == "lead"][:1]
    closing = [scene.answer.summary] if scene.answer.summary is not None else []
    lead, summary = (_sentence(scene, question, titles, blocks, most) for blocks, most in ((opening, 2), (closing, 1)))
    if wants_a_list(question):
        choices = (lead, _titles(scene), summary)
    else:
        choices = (lead, summary, _titles(scene) if question.casefold().startswith("how") else NOTHING)
    return next((choice for choice in choices if choice[0]), NOTHING)


def _all_titles(scene: Scene) -> list[str]:
    lists = [m.steps for m in scene.answer.mechanisms if m.role in {Role.MAIN, Role.SECTION}]
    items = [item for steps in lists for item in steps] or list(scene.answer.points)
    return [item.title for item in items if item.title]


def _sentence(scene: Scene, question: str, titles: list[str], blocks: Sequence[Fragment], most: int) -> tuple[str, str]:
    """Return the first of the first `most` statements of a fragment's first paragraph that answers the question."""
    for block in blocks:
        rendered = to_html(block)
        for run in find_runs(rendered)[:1]:
            for start, stop in islice(_statements(run), most):
                end, text = stop, run.text[start:stop]
                if answers(text, question, scene.question_words, titles) and not is_crowded(text):
                    if weight(text, scene.question_words) < PLENTY:
                        end = with_the_next(run, start, end, scene.question_words)
                        text = run.text[start:end]
                    return _capitalised(cut_run(rendered, run, start, end)), text
    return NOTHING


def _statements(run: Run) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of a run's sentences without the words that only close, the other side of a contrast added."""
    spans = run.sentences()
    for at, (start, end) in enumerate(spans):
        opener = _CLOSES.match(run.text, start, end)
        begin = opener.end() if opener else start
        first = WORD.search(run.text, begin)
        if first is None or first[0].casefold() in LEANING:
            continue
        contrast = at + 1 < len(spans) and CONTRASTS.match(run.text, spans[at + 1][0])
        yield begin, spans[at + 1][1] if contrast else end


def _capitalised(rendered: str) -> str:
    return rendered[:1].upper() + rendered[1:]


def _titles(scene: Scene) -> tuple[str, str]:
    """Return the titles as the core, where they are few: that is what a list answers."""
    lists = [m.steps for m in scene.answer.mechanisms if m.role in {Role.MAIN, Role.SECTION}] or [scene.answer.points]
    items = [item for item in lists[0] if not is_recap(item.title)]
    if len(lists) > 1 or not 1 < len(items) <= MOST_TITLES or not all(item.title for item in items):
        return NOTHING
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

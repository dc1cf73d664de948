"""Worked examples: one note for each, what is given on the front, its steps on the back."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from qt2anki.dealer.passages import strip_tags
from qt2anki.dealer.scene import Place
from qt2anki.markup import to_html, to_plain
from qt2anki.model import FORMULA_OPEN, Fragment, Kind, NoteDraft, Omission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Item, Mechanism

_MATERIAL = re.compile(rf"[\d\"“{FORMULA_OPEN}]")
_BLOCK = re.compile("<(?:pre|code|table)")


def deal_example(scene: Scene, at: int, mechanism: Mechanism) -> Iterator[NoteDraft | Omission]:
    """Yield the note of a worked example."""
    given = _given(scene, mechanism)
    if not given:
        yield Omission(Kind.EXAMPLE, at, None, None, "Explain", "nothing is given")
        return
    label = mechanism.label or "Example"
    steps = "".join(f"<li>{_step(step)}</li>" for step in mechanism.steps)
    yield scene.draft(
        Kind.EXAMPLE,
        "step",
        Place(at),
        section="",
        title=label,
        text="\n".join(f"{step.title} {to_plain(step.body)}".strip() for step in mechanism.steps),
        fields={
            "Title": html.escape(label, quote=False),
            "Body": scene.restore(f"<ol>{steps}</ol>"),
            "Explain": ": work it out.",
            "Given": scene.restore(given),
        },
    )


def _step(step: Item) -> str:
    body = to_html(step.body)
    return f"<strong>{to_html(step.heading)}</strong> {body}" if step.title else body


def _given(scene: Scene, mechanism: Mechanism) -> str:
    """Return what stands between the example's heading and its steps, as HTML."""
    lists = [at for at, piece in enumerate(scene.answer.pieces) if piece.role == "mechanism"]
    nth = scene.answer.mechanisms.index(mechanism)
    if len(lists) != len(scene.answer.mechanisms) or not lists[nth]:
        return ""
    before = scene.answer.pieces[lists[nth] - 1]
    if before.role == "mechanism":
        return ""
    tokens = before.blocks.tokens
    start = max((at + 1 for at, token in enumerate(tokens) if token.type == "heading_close"), default=0)
    given = to_html(Fragment(tokens[start:], ""))
    return "" if _only_announces(given) else given


def _only_announces(given: str) -> bool:
    """Tell whether HTML ends with an announcement and holds nothing to work with: no figure, formula, code, table."""
    text = strip_tags(given)
    return text.rstrip().endswith(":") and _MATERIAL.search(text) is None and _BLOCK.search(given) is None

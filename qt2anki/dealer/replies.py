"""What answers, made of the items of a list: their titles, or each title with what its body says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.dealer.candidates import MOST_WORDS
from qt2anki.dealer.core import cut_core
from qt2anki.dealer.cues import UNSAID, phrases
from qt2anki.dealer.formulas import asks_for_a_formula, find_formula
from qt2anki.dealer.passages import cut_run, find_runs
from qt2anki.dealer.words import Family, content_words
from qt2anki.markup import to_html
from qt2anki.model import FORMULA_OPEN
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Item

SHORT = 25
"""Up to how many words a body without a core stands for it as a whole."""

_EXAMPLE = phrases(r"\b(?:the|this|our) example\b")


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers: HTML with its formulas as placeholders, and its plain text."""

    html: str
    text: str


def list_titles(items: Sequence[Item]) -> str:
    """Return the titles of items as an HTML list."""
    return "<ul>" + "".join(f"<li>{to_html(item.heading)}</li>" for item in items) + "</ul>"


def of_titles(items: Sequence[Item]) -> Reply:
    """Return the titles as the answer."""
    return Reply(list_titles(items), "; ".join(item.title for item in items))


def of_cores(items: Sequence[Item], cores: Sequence[str], *, may_cut: bool = False) -> Reply | None:
    """Return each title with the core of its body, where they are short enough together.

    `may_cut` lets the longest be cut to a sentence, one after the other, until they are. None where one has no core,
    where one belongs to an example or says that the answer is unknown, or where they are too long.
    """
    if not items or not all(cores):
        return None
    reply = _rows(items, cores)
    for at in sorted(range(len(cores)), key=lambda at: -len(strip_tags(cores[at]).split())) if may_cut else ():
        if _fits(reply):
            break
        cores = [*cores[:at], _first_sentence(cores[at]), *cores[at + 1 :]]
        reply = _rows(items, cores)
    return reply if _fits(reply) and not (UNSAID.search(reply.text) or _EXAMPLE.search(reply.text)) else None


def core_of(scene: Scene, item: Item) -> str:
    """Return the core of an item's body as HTML, all of it where it is short; `""` where there is none."""
    known = Family((*content_words(item.title), *scene.question_words.words))
    body = to_html(item.body)
    core = cut_core(body, known) or _whole(body)
    if FORMULA_OPEN in core or not asks_for_a_formula(item.title):
        return core
    return find_formula(body, 0) or core


def _rows(items: Sequence[Item], cores: Sequence[str]) -> Reply:
    rows = [f"<li><strong>{to_html(i.heading)}</strong>: {core}</li>" for i, core in zip(items, cores, strict=True)]
    plain = (f"{item.title}: {strip_tags(core)}" for item, core in zip(items, cores, strict=True))
    return Reply(f"<ul>{''.join(rows)}</ul>", "; ".join(plain))


def _fits(reply: Reply) -> bool:
    return len(reply.text.split()) <= 2 * MOST_WORDS


def _first_sentence(core: str) -> str:
    """Return the first sentence of a core, all of it where a formula stands only behind that."""
    run = find_runs(core)[0]
    first = cut_run(core, run, *run.sentences()[0])
    return first if FORMULA_OPEN in first or FORMULA_OPEN not in core else core


def _whole(body: str) -> str:
    """Return a body of one short paragraph that is no announcement, `""` for any other."""
    runs = find_runs(body)
    if len(runs) != 1 or runs[0].depth or len(runs[0].text.split()) > SHORT or runs[0].text.endswith(":"):
        return ""
    return cut_run(body, runs[0], 0, len(runs[0].text))

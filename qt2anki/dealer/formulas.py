"""The formula to which a text leads, where a question asks for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.cues import EXAMPLE, phrases
from qt2anki.dealer.passages import cut_run, find_runs
from qt2anki.model import FORMULA_OPEN, PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.passages import Run

_ASKS = phrases(
    r"\b(?:formula|equation)s?\b(?! (?:represent|affect|influence|impact|relate|change))",
    r"\bmathematical(?:ly)? (?:\w+ )?(?:defin|express|represent|describ|formulat|deriv|explain|statement|form\b)\w*",
    r"\b(?:expressed|represented|described|explained|defined) (?:\w+ )?(?:mathematically|algebraically)\b",
)
_ALONE = re.compile(rf"\s*{PLACEHOLDER.pattern}[.,]?\s*")
"""A paragraph that is nothing but a formula."""
_LEADS_TO_IT = phrases(
    r"\b(?:formula|equation|given|expressed|written|represented|represent|defined|stated|describ|mathematic|as)\w*\b"
)


def asks_for_a_formula(question: str) -> bool:
    """Tell whether only a formula answers a question, or completes its answer."""
    return _ASKS.search(question) is not None


def find_formula(rendered: str, start: int) -> str:
    """Return the first formula of rendered HTML from character `start` on with the sentence that leads to it, as HTML.

    `""` where none stands before the first example.
    """
    runs = [run for run in find_runs(rendered) if not run.depth]
    for at, run in enumerate(runs):
        for begin, end in run.sentences():
            if run.place(begin, end)[0] < start:
                continue
            if EXAMPLE.match(run.text, begin):
                return ""
            if _LEADS_TO_IT.search(run.text, begin, end) and (found := _led_to(rendered, runs, at, (begin, end))):
                return found
    return ""


def _led_to(rendered: str, runs: Sequence[Run], at: int, span: tuple[int, int]) -> str:
    """Return a sentence with its formula, which may be the paragraph behind it; `""` where it has none."""
    run = runs[at]
    text = run.text[slice(*span)]
    if FORMULA_OPEN in text:
        return cut_run(rendered, run, *span)
    following = runs[at + 1] if at + 1 < len(runs) else None
    if span[1] < len(run.text.rstrip()) or not text.endswith(":") or following is None:
        return ""
    if not _ALONE.fullmatch(following.text):
        return ""
    return f"{cut_run(rendered, run, *span)} {cut_run(rendered, following, 0, len(following.text))}"

"""Worked examples: one note for each, what is given on the front, its steps on the back, with the result set off."""

from __future__ import annotations

import html
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from qt2anki.dealer.cues import EXAMPLE, phrases
from qt2anki.dealer.passages import cut_run, find_runs, is_balanced, set_off
from qt2anki.dealer.scene import Place
from qt2anki.dealer.words import find_words
from qt2anki.decode import formulas_in, restore_formulas
from qt2anki.markup import to_html, to_plain
from qt2anki.model import PLACEHOLDER, Fragment, Kind, NoteDraft, Omission
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Item, Mechanism

NOTHING_GIVEN = "nothing is given"
GIVEN_AWAY = "what is given holds the result"
NO_RESULT = "the steps lead to no result"
LONGEST_LABEL = 6
"""Up to how many words a line above an example names it."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BLOCK = re.compile("<(?:pre|code|table)")
_NAMES_IT = phrases(r"\b(?:examples?|calculations?|conversions?|problems?|walkthrough|exercise|case)\b")
_OPENS = phrases(rf"(?:{EXAMPLE.pattern}|let(?:['’]s| us)\b|assume\b|as an example\b|example(?: \w+)?:)")
"""How the sentence opens that begins an example; what stands before it tells the method."""
_WORKS = phrases(
    r"\boutput:|\bsubstituting\b|\b(?:therefore|thus|hence)\b|\bconclu(?:sion|de)\b|\bwe (?:get|obtain)\b"
    r"|\busing the \w+(?: \w+)?:|\b(?:this|which) (?:\w+ )?(?:gives|means)\b"
)
"""What already works the example out."""
_RESULTS = phrases(r"(?:thus|therefore|hence|so|this gives|finally|reading|the (?:result|answer|final)\b)")
"""How a paragraph opens behind the steps that tells the result."""
_SOUGHT = re.compile(r"(?:Thus|Therefore|Hence|So),? (?P<what>the [^,;:=()<]{3,100}?) (?:is|are|would be|will be)\b")
"""A result behind the name of what was sought."""
_CHECKS = phrases(r"(?:verif\w*|check\w*|confirm\w*)\b")
_UNRESOLVED = re.compile(r"[a-z]\(-?\d+\)[^=≈]*$")
"""A value of a function at the end of what should be a result: "f(2)"."""


def deal_example(scene: Scene, at: int, mechanism: Mechanism) -> Iterator[NoteDraft | Omission]:
    """Yield the note of a worked example, or why there is none."""
    given = _given(scene, mechanism)
    result = _result(scene, mechanism)
    reason = _reason(scene, mechanism, given, result)
    if reason:
        yield Omission(Kind.EXAMPLE, at, None, None, "Explain", reason)
        return
    title = _title(mechanism.label)
    yield scene.draft(
        Kind.EXAMPLE,
        "step",
        Place(at),
        section="",
        title=title,
        text="\n".join(f"{step.title} {to_plain(step.body)}".strip() for step in mechanism.steps),
        fields={
            "Title": html.escape(title, quote=False),
            "Body": scene.restore(_body(mechanism, result)),
            "Explain": scene.restore(_prompt(scene, given, result)),
            "Given": scene.restore(given),
        },
    )


def _title(label: str) -> str:
    """Return the line above an example where it names it, without the announcement behind its colon."""
    title, _, rest = label.partition(":")
    if _OPENS.match(rest.strip()) or len(find_words(label)) > LONGEST_LABEL:
        label = title
    return label if _NAMES_IT.search(label) and not _OPENS.match(label) else "Example"


def _reason(scene: Scene, mechanism: Mechanism, given: str, result: str) -> str:
    """Return why an example gives no card, `""` where it gives one."""
    has_code = _BLOCK.search(given) is not None
    numbers = _numbers(scene, given)
    if not given or not (has_code or numbers or PLACEHOLDER.search(given)):
        return NOTHING_GIVEN
    if _WORKS.search(strip_tags(given)):
        return GIVEN_AWAY
    worked = any(_numbers(scene, _step(step)) - numbers for step in mechanism.steps)
    found = result or _last_sentence(_step(mechanism.steps[_last(mechanism)]))[1]
    return "" if has_code or (worked and _is_result(_written(scene, found))) else NO_RESULT


def _is_result(text: str) -> bool:
    return _NUMBER.search(text) is not None and _UNRESOLVED.search(text) is None


def _numbers(scene: Scene, rendered: str) -> set[str]:
    return set(_NUMBER.findall(_written(scene, rendered)))


def _last(mechanism: Mechanism) -> int:
    """Return the index of the step that ends the work; what only checks its result stands behind it."""
    count = len(mechanism.steps)
    return next((at for at in reversed(range(count)) if not _CHECKS.match(mechanism.steps[at].title)), count - 1)


def _last_sentence(rendered: str) -> tuple[tuple[int, int], str]:
    """Return where the last sentence of HTML stands in it, and its text."""
    run = find_runs(rendered)[-1]
    start, end = run.sentences()[-1]
    return run.place(start, end), run.text[start:end]


def _written(scene: Scene, rendered: str) -> str:
    """Return HTML as text with its formulas as TeX."""
    return restore_formulas(strip_tags(rendered), scene.answer.formulas, lambda formula: f" {formula.tex} ")


def _body(mechanism: Mechanism, result: str) -> str:
    """Return the steps, and the sentence behind them that tells the result or else the end of the work, set off."""
    steps = [_step(step) for step in mechanism.steps]
    if not result:
        at = _last(mechanism)
        steps[at] = set_off(steps[at], [_last_sentence(steps[at])[0]])
    told = f"\n<p>{set_off(result, [(0, len(result))])}</p>" if result else ""
    return f"<ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>{told}"


def _step(step: Item) -> str:
    body = to_html(step.body)
    return f"<strong>{to_html(step.heading)}</strong> {body}" if step.title else body


def _prompt(scene: Scene, given: str, result: str) -> str:
    """Return what to work out as the result names it, if without a formula that is not given."""
    found = _SOUGHT.match(result)
    if found is None or not set(_formulas(scene, found["what"])) <= set(_formulas(scene, given)):
        return ": work it out."
    return f": work out {found['what']}."


def _formulas(scene: Scene, rendered: str) -> list[str]:
    """Return the TeX of the formulas of HTML."""
    return [formula.tex for formula in formulas_in(rendered, scene.answer.formulas)]


def _beside(scene: Scene, mechanism: Mechanism, step: int) -> Fragment | None:
    """Return the piece before (-1) or behind (1) the steps of an example; None where a list stands there."""
    lists = [at for at, piece in enumerate(scene.answer.pieces) if piece.role == "mechanism"]
    nth = scene.answer.mechanisms.index(mechanism)
    if len(lists) != len(scene.answer.mechanisms) or not 0 <= lists[nth] + step < len(scene.answer.pieces):
        return None
    piece = scene.answer.pieces[lists[nth] + step]
    return None if piece.role == "mechanism" else piece.blocks


def _given(scene: Scene, mechanism: Mechanism) -> str:
    """Return what stands between the heading of an example and its steps, from where it begins, as HTML."""
    before = _beside(scene, mechanism, -1)
    if before is None:
        return ""
    tokens = before.tokens
    start = max((at + 1 for at, token in enumerate(tokens) if token.type == "heading_close"), default=0)
    given = to_html(Fragment(tokens[start:], ""))
    for run in find_runs(given):
        opener = next((span for span in run.sentences() if _OPENS.match(run.text, span[0])), None)
        if opener is not None and not run.depth:
            cut = f"<p>{given[run.place(*opener)[0] :]}"
            return cut if is_balanced(cut) else given
    return given


def _result(scene: Scene, mechanism: Mechanism) -> str:
    """Return the sentence right behind the steps that tells the result, as HTML; `""` where none does.

    The first paragraph tells it, or the next one where the first only leads there.
    """
    behind = _beside(scene, mechanism, 1)
    rendered = to_html(behind) if behind is not None else ""
    for run in takewhile(lambda run: run.tag == "p" and not run.depth, find_runs(rendered)):
        for span in run.sentences():
            told = _RESULTS.match(run.text, span[0]) is not None
            if told and _NUMBER.search(_written(scene, run.text[slice(*span)])):
                return cut_run(rendered, run, *span)
        if not run.text.rstrip().endswith(":"):
            break
    return ""

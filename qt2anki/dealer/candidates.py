"""What of a body may be its core: whole sentences, each with what it leans on, and the items that a line announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.answering import ENOUGH, weight
from qt2anki.dealer.cues import AN_EARLIER_ONE, CONTRASTS, CONVENTION, EXAMPLE, LEANS_ON, TURNS, phrases
from qt2anki.dealer.series import MOST_ITEMS, lists_many
from qt2anki.dealer.vocabulary import LEANING
from qt2anki.dealer.words import WORD
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.words import Family

_POINTS = phrases(r"(?:this|these|those|such)\b")
"""How a sentence opens that is not understood by itself, as a title often tells who "she" is."""
MOST_BEFORE = 2
"""On how many sentences a core may lean."""
MOST_WORDS = 60
"""How long a core may be (docs/cards.md, point 7)."""
_LABEL = re.compile(r"[^.:!?]{2,60}:\s")
"""What an item is about: "Rivers: they …"."""
EXPLAINS_A_FORMULA = re.compile(rf"{FORMULA_CLOSE}[\s,.]*where:?\s*$", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";", ")", "]", '"', "”", "’", "'", "…", FORMULA_CLOSE)
"""How a whole sentence ends; a last one without has been cut off."""


class Candidate(NamedTuple):
    """A sentence, or some items, that may be the core: (run, start, end) of what would be set off."""

    spans: tuple[tuple[Run, int, int], ...]

    @property
    def text(self) -> str:
        """Its plain text."""
        return " ".join([run.text[start:end] for run, start, end in self.spans])


def find_candidates(runs: Sequence[Run], known: Family) -> Iterator[Candidate]:
    """Yield what may be the core, in order: sentences of paragraphs, then the items that an announcement opens."""
    for at, run in enumerate(runs):
        if run.depth == 0:
            yield from _sentences(run, runs[at - 1] if at else None)
            items = _items_after(runs, at)
            if items and EXPLAINS_A_FORMULA.search(run.text):
                yield _formula_before(run)
            elif items and len(items) <= MOST_ITEMS:
                yield _joined(items, known)
    if runs and runs[0].depth:
        items = [run for run in runs if run.depth == 1]
        if len(items) <= MOST_ITEMS:
            yield _joined(items, known)


def _formula_before(run: Run) -> Candidate:
    """Return the last sentence of a paragraph up to its formula, of which the items behind explain the letters."""
    start, _ = run.sentences()[-1]
    end = run.text.rindex(FORMULA_CLOSE) + 1
    return Candidate(((run, start, end),))


def _items_after(runs: Sequence[Run], at: int) -> list[Run]:
    items: list[Run] = []
    for run in runs[at + 1 :]:
        if run.depth == 0:
            break
        if run.depth == 1:
            items.append(run)
    return items


def _joined(runs: list[Run], known: Family) -> Candidate:
    return Candidate(tuple((run, *_best_sentence(run, known)) for run in runs if run.text.strip()))


def _best_sentence(run: Run, known: Family) -> tuple[int, int]:
    """Return (start, end) of an item's first sentence that says enough, with what it leans on; else of its first."""
    spans = run.sentences()
    for at, (start, end) in enumerate(spans):
        text = run.text[start:end]
        if at and _ends(text):
            break
        if weight(text, known) >= ENOUGH:
            return _item_begins(run, at), end
    return spans[0]


def _item_begins(run: Run, at: int) -> int:
    """Return where an item's core begins of which sentence `at` says enough: at its label, where that is not far."""
    spans = run.sentences()
    start, end = spans[at]
    if at and _LABEL.match(run.text, *spans[0]) and len(run.text[spans[0][0] : end].split()) <= MOST_WORDS:
        return spans[0][0]
    return spans[at - 1][0] if at and leans(run.text[start:end]) else start


def _sentences(run: Run, before: Run | None) -> Iterator[Candidate]:
    """Yield each sentence with the one that it leans on and the other side of its contrast, up to the first example."""
    spans = run.sentences()
    for at, (start, end) in enumerate(spans):
        text = run.text[start:end]
        if at and _ends(text):
            return
        leaning = leans(text)
        if leaning and not at and before is not None:
            yield from _with_the_last(before, Candidate(((run, start, end),)))
            continue
        begin = _begin(run, at) if leaning else start
        stop = spans[at + 1][1] if at + 1 < len(spans) and _turns(text, run.text[slice(*spans[at + 1])]) else end
        yield Candidate(((run, begin, stop),))


def _begin(run: Run, at: int) -> int:
    """Return where the sentences begin on which sentence `at` leans, one upon the other."""
    spans = run.sentences()
    first = max(at - 1, 0)
    if run.text[slice(*spans[first])].endswith("?"):
        return spans[at][0]  # what a question leads to answers it
    while first and at - first < MOST_BEFORE and _POINTS.match(run.text, *spans[first]):
        first -= 1
    return spans[first][0]


def _with_the_last(before: Run, candidate: Candidate) -> Iterator[Candidate]:
    """Yield a paragraph's first sentence with the last one of the paragraph on which it leans; none behind a list."""
    last = before.sentences()[-1:]
    said = before.text[slice(*last[0])].rstrip() if last else ":"
    if before.depth or said.startswith(FORMULA_OPEN) or said.endswith((":", "?")):
        return
    yield Candidate(((before, *last[0]), *candidate.spans))


def _ends(sentence: str) -> bool:
    """Tell whether what can be a core ends before a sentence: at the first example, and where the text breaks off."""
    return EXAMPLE.match(sentence) is not None or AN_EARLIER_ONE.match(sentence) is not None or is_cut_off(sentence)


def _turns(sentence: str, following: str) -> bool:
    """Tell whether the following sentence gives the other side, and no long list, or what this one only leads to."""
    if CONTRASTS.match(following):
        return not lists_many(following)
    return TURNS.match(following) is not None and CONVENTION.match(sentence) is not None


def leans(sentence: str) -> bool:
    """Tell whether a sentence needs the one before it."""
    first = WORD.search(sentence)
    if first is None:
        return False
    return first[0].casefold() in LEANING or LEANS_ON.match(sentence) is not None


def is_cut_off(sentence: str) -> bool:
    """Tell whether a sentence has no end."""
    return not sentence.rstrip().endswith(_ENDS)

"""A short body that is set off as a whole: an expert may begin with any of it, and nothing has to be found in it."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.answering import praises
from qt2anki.dealer.candidates import EXPLAINS_A_FORMULA, Candidate
from qt2anki.dealer.completing import goes_on, leads
from qt2anki.dealer.cues import EXAMPLE
from qt2anki.dealer.extending import tells
from qt2anki.dealer.series import MOST_ITEMS, lists_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.words import Family

MOST_OF_ALL, MOST_WITH_EXAMPLES = 90, 60
"""How many words a body may have to be set off as a whole, and how many with its examples (docs/cards.md, point 7)."""
_WHERE = re.compile(r"\s*where:?\s*", re.IGNORECASE)


class _Sentence(NamedTuple):
    run: Run
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.run.text[self.start : self.end]


def to_body(core: Candidate, runs: Sequence[Run], known: Family) -> Candidate:
    """Take along the rest of a short body without a long list, from and up to what is more than praise."""
    sentences = [_Sentence(run, *span) for run in runs for span in run.sentences()]
    length = sum(len(each.text.split()) for each in sentences)
    if length > MOST_OF_ALL or not _is_simple(runs):
        return core
    whole = _reach(core, sentences, known, examples=length <= MOST_WITH_EXAMPLES)
    if any(lists_many(each.text) for each in whole if not _overlaps(each, core)):
        return core
    by_run = [list(group) for _, group in groupby(whole, key=lambda each: id(each.run))]
    return Candidate(tuple((group[0].run, group[0].start, group[-1].end) for group in by_run))


def _is_simple(runs: Sequence[Run]) -> bool:
    """Tell whether a body has few items, and none that only explain the letters of a formula."""
    if len([run for run in runs if run.depth]) > MOST_ITEMS:
        return False
    return not any(EXPLAINS_A_FORMULA.search(run.text) or _WHERE.fullmatch(run.text) for run in runs)


def _reach(core: Candidate, sentences: Sequence[_Sentence], known: Family, *, examples: bool) -> Sequence[_Sentence]:
    """Return the sentences from the first to the last one that says something; the last stands before `examples`."""
    inside = [at for at, each in enumerate(sentences) if _overlaps(each, core)]
    first, last = inside[0], inside[-1]
    before = (at for at in range(first) if leads(sentences[at].text, known))
    rest = takewhile(lambda at: examples or not EXAMPLE.match(sentences[at].text), range(last + 1, len(sentences)))
    behind = [at for at in rest if goes_on(sentences[at].text, known, alone=True) or _concludes(sentences[at].text)]
    return sentences[next(before, first) : max(behind, default=last) + 1]


def _concludes(text: str) -> bool:
    """Tell whether a sentence says what comes of something, be it in the words of title and question alone."""
    return tells(text) and not praises(text)


def _overlaps(sentence: _Sentence, core: Candidate) -> bool:
    return any(run is sentence.run and start < sentence.end and sentence.start < end for run, start, end in core.spans)

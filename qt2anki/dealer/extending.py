"""How far a core reaches: the sentence before or after it that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, LEAST, PLENTY, announces, new_words, weight
from qt2anki.dealer.candidates import MOST_WORDS, Candidate, is_cut_off
from qt2anki.dealer.cues import AN_EARLIER_ONE, BACKGROUND, DIGIT, EXAMPLE, STATISTIC, TELLS, TURNS
from qt2anki.dealer.series import is_crowded

if TYPE_CHECKING:
    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.words import Family


def tells(text: str) -> bool:
    """Tell whether a text gives a reason or what comes of something."""
    return TELLS.search(text.lower()) is not None


def only_tells_of(text: str) -> bool:
    """Tell whether a sentence gives background or a figure and no reason."""
    figure = DIGIT.search(text) is not None and STATISTIC.search(text) is not None
    if not figure and (BACKGROUND.match(text) is None or TURNS.search(text) is not None):
        return False
    return not tells(text)


def from_earlier(earlier: Candidate | None, later: Candidate | None) -> Candidate | None:
    """Take along a sentence before, which says something but little, where the two are short enough together."""
    if earlier is None or later is None or len(earlier.spans) != 1 or len(later.spans) != 1:
        return later
    (run, start, end), (other, begin, stop) = earlier.spans[0], later.spans[0]
    if run is not other or begin < end or only_tells_of(earlier.text):
        return later
    if len(earlier.text.split()) + len(later.text.split()) > MOST_WORDS:
        return later
    spans = ((run, start, stop),) if begin - end <= 1 else (*earlier.spans, *later.spans)
    return Candidate(spans)


def to_next(candidate: Candidate, known: Family) -> Candidate:
    """Take along the next sentence where this one says little, or gives no reason and the next one goes on with it."""
    if len(candidate.spans) != 1:
        return candidate
    run, start, end = candidate.spans[0]
    plenty = weight(candidate.text, known) >= PLENTY
    if plenty and not (_is_open(run, start, end) and tells(run.text[end : run.sentence_behind(end)[1]])):
        return candidate
    stop = with_the_next(run, start, end, known)
    return candidate if stop == end else Candidate(((run, start, stop),))


def _is_open(run: Run, start: int, end: int) -> bool:
    """Tell whether one sentence alone gives no reason."""
    return (start, end) in run.sentences() and not tells(run.text[start:end])


def with_the_next(run: Run, start: int, end: int, known: Family) -> int:
    """Return the end of the sentence after one that says little, where it usually says how; `end` where none fits."""
    begin, stop = run.sentence_behind(end)
    text = run.text[begin:stop]
    if not text or text.endswith((":", "?")) or is_cut_off(text) or is_crowded(text) or _goes_nowhere(text, known):
        return end
    return end if len(run.text[start:stop].split()) > MOST_WORDS else stop


def _goes_nowhere(text: str, known: Family) -> bool:
    """Tell whether a sentence adds nothing to the one before it; an example may, and what announces must say much."""
    if AN_EARLIER_ONE.match(text):
        return True
    if EXAMPLE.match(text):
        return new_words(text, known) < LEAST
    if announces(text) and not tells(text):
        return weight(text, known) < ENOUGH
    return new_words(text, known) < ENOUGH if announces(text) else weight(text, known) < LEAST

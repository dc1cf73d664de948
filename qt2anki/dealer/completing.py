"""What else of its paragraph a core takes along, where the whole stays short: an expert may begin with any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, LEAST, announces, new_words, praises
from qt2anki.dealer.candidates import Candidate, is_cut_off, leans
from qt2anki.dealer.cues import AN_EARLIER_ONE, CLOSES, CONTRASTS, EXAMPLE, TURNS, phrases
from qt2anki.dealer.extending import only_tells_of, tells
from qt2anki.dealer.series import is_crowded, lists_many

if TYPE_CHECKING:
    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.words import Family

_POINTS = phrases(r"\b(?:this|these)\b")
"""What points back from inside a sentence: "to bridge this gap"."""
MOST_WHOLE, MOST_TURNED = 70, 80
"""How long a core may be with what else is said, and with what it needs."""
WORTH_A_LEAD, MUCH = 4, 5
"""How many new words a sentence has that is more than an announcement, and behind a core more than praise."""


def to_rest(candidate: Candidate, known: Family) -> Candidate:
    """Take along the sentences around a core that say more, up to an example, praise, or more than is one answer.

    Of a core of several items, each takes along what follows in it, as long as all stay short together; one of several
    sentences of a paragraph takes along what stands between them.
    """
    (run, start, _), (last, _, end) = candidate.spans[0], candidate.spans[-1]
    if run is not last:
        return _to_rests(candidate, known)
    if _is_cut(run, end) or len(run.text[start:end].split()) > MOST_WHOLE or _skips_much(candidate):
        return candidate
    return to_lead(Candidate(((run, start, _stop(run, start, end, known)),)), known)


def to_lead(candidate: Candidate, known: Family) -> Candidate:
    """Take along the sentences that lead to a core of one place."""
    run, start, end = candidate.spans[0]
    start = _start(run, start, end, known)
    return Candidate(((run, start, end),))


def _skips_much(candidate: Candidate) -> bool:
    """Tell whether a core of several sentences leaves out a long list between them, or part of a sentence."""
    ends = [end for _, _, end in candidate.spans[:-1]]
    starts = [start for _, start, _ in candidate.spans[1:]]
    run = candidate.spans[0][0]
    return any(_is_cut(run, end) or is_crowded(run.text[end:start]) for end, start in zip(ends, starts, strict=True))


def _to_rests(candidate: Candidate, known: Family) -> Candidate:
    """Take along what follows in each item, where it is not too much for any, so that none is told at more length."""
    if len({id(run) for run, _, _ in candidate.spans}) < len(candidate.spans):
        return candidate  # sentences of one paragraph among them would overlap
    spans = tuple(
        (run, start, end if _is_cut(run, end) else _stop(run, start, end, known)) for run, start, end in candidate.spans
    )
    whole = Candidate(spans)
    return candidate if len(whole.text.split()) > MOST_TURNED else whole


def _is_cut(run: Run, end: int) -> bool:
    """Tell whether what ends at `end` was cut off a sentence."""
    return any(start < end < stop for start, stop in run.sentences())


def _stop(run: Run, start: int, end: int, known: Family) -> int:
    """Return where the sentences end that go on behind `end`.

    A sentence that says little is passed over where the next one says more; it is taken along behind a single one.
    """
    alone, reached = (start, end) in run.sentences(), end
    while True:
        begin, stop = run.sentence_behind(reached)
        text = run.text[begin:stop]
        turns = TURNS.match(text) is not None or CONTRASTS.match(text) is not None
        most = MOST_TURNED if turns else MOST_WHOLE
        if not text or len(run.text[start:stop].split()) > most or not _is_plain(text, needed=turns):
            return end
        more = turns or goes_on(text, known, alone=alone)
        if not more and reached > end:
            return end
        reached, end, alone = stop, stop if more else end, False


def _start(run: Run, start: int, end: int, known: Family) -> int:
    """Return where the sentences begin that lead to `start`, or on which it leans."""
    while True:
        begin, stop = run.sentence_before(start)
        text = run.text[begin:stop]
        if not text:
            return start
        needed = _points_back(run, start)
        if len(run.text[begin:end].split()) > (MOST_TURNED if needed else MOST_WHOLE):
            return start
        if not (_is_plain(text, needed=needed, leading=True) and (needed or leads(text, known))):
            return start
        start = begin


def _points_back(run: Run, start: int) -> bool:
    """Tell whether the sentence that begins at `start` leans on the one before, if only by a word inside it."""
    sentence = run.text[slice(*run.sentence_behind(start))]
    return leans(sentence) or _POINTS.search(sentence) is not None


def _is_plain(text: str, *, needed: bool, leading: bool = False) -> bool:
    """Tell whether a sentence is whole and no example or summary, nor a long list or background unless `needed`.

    One `leading` to a core may list where it gives a reason.
    """
    if text.endswith((":", "?")) or is_cut_off(text):
        return False
    if EXAMPLE.match(text) or AN_EARLIER_ONE.match(text) or CLOSES.match(text):
        return False
    if needed:
        return True
    return not (only_tells_of(text) or (lists_many(text) and not (leading and tells(text))))


def goes_on(text: str, known: Family, *, alone: bool) -> bool:
    """Tell whether a sentence behind a core adds to it.

    What comes of it may be told in fewer words, and what stands behind one sentence `alone`.
    """
    new = new_words(text, known)
    if new >= MUCH or new < LEAST:
        return new >= MUCH
    return (alone or new >= ENOUGH or tells(text)) and not praises(text)


def leads(text: str, known: Family) -> bool:
    """Tell whether a sentence before a core is more than an opening that praises or announces without a reason.

    Its words may all be known and it may still be the answer: "Certain drugs make incontinence worse."
    """
    new = new_words(text, known)
    if new >= ENOUGH or (new >= LEAST and tells(text)):
        return True
    return not praises(text) and (new >= WORTH_A_LEAD or not announces(text))

"""What else of its paragraph a core takes along, where the whole stays short: an expert may begin with any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, announces, new_words, praises
from qt2anki.dealer.candidates import Candidate, is_cut_off
from qt2anki.dealer.cues import AN_EARLIER_ONE, CLOSES, EXAMPLE, TURNS
from qt2anki.dealer.extending import only_tells_of
from qt2anki.dealer.series import is_crowded

if TYPE_CHECKING:
    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.words import Family

MOST_WHOLE, MOST_TURNED = 70, 80
"""How long a core may be with what else is said, and with what turns from it."""
WORTH_A_LEAD = 5
"""How many new words a sentence before a core has that is more than its announcement."""


def to_rest(candidate: Candidate, known: Family) -> Candidate:
    """Take along the sentences around a core that say more, up to an example, praise, or more than is one answer."""
    if len(candidate.spans) != 1:
        return candidate
    run, start, end = candidate.spans[0]
    if any(each[0] < end < each[1] for each in run.sentences()):
        return candidate  # what follows was cut off
    end = _stop(run, start, end, known)
    start = _start(run, start, end, known)
    return Candidate(((run, start, end),), run.text[start:end])


def _stop(run: Run, start: int, end: int, known: Family) -> int:
    """Return where the sentences end that go on behind `end`."""
    while True:
        begin, stop = run.sentence_behind(end)
        text = run.text[begin:stop]
        turns = TURNS.match(text) is not None
        if not text or len(run.text[start:stop].split()) > (MOST_TURNED if turns else MOST_WHOLE):
            return end
        if not _is_plain(text) or not (turns or _says_more(text, known, ENOUGH)):
            return end
        end = stop


def _start(run: Run, start: int, end: int, known: Family) -> int:
    """Return where the sentences begin that lead to `start`."""
    while True:
        begin, stop = run.sentence_before(start)
        text = run.text[begin:stop]
        if not text or len(run.text[begin:end].split()) > MOST_WHOLE:
            return start
        if not _is_plain(text) or not _says_more(text, known, WORTH_A_LEAD if announces(text) else ENOUGH):
            return start
        start = begin


def _is_plain(text: str) -> bool:
    """Tell whether a sentence is whole and no example, long list or summary."""
    if text.endswith((":", "?")) or is_cut_off(text) or is_crowded(text):
        return False
    return not (EXAMPLE.match(text) or AN_EARLIER_ONE.match(text) or CLOSES.match(text) or only_tells_of(text))


def _says_more(text: str, known: Family, least: int) -> bool:
    return new_words(text, known) >= least and not praises(text)

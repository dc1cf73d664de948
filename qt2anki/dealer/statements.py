"""What an answer states before, between and after its lists: sentences that may answer, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer import cues
from qt2anki.dealer.answering import announces, praises
from qt2anki.dealer.passages import find_runs
from qt2anki.dealer.vocabulary import LEANING
from qt2anki.dealer.words import WORD
from qt2anki.markup import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.dealer.passages import Run
    from qt2anki.model import Answer

_PLACES = {"lead": (3.0, 2.0, 1.0), "summary": (0.8, 0.2, 0.0)}
"""How much likelier each sentence of a piece answers than others, by its place alone.

Later ones, and those between lists, are not read: they tell of a part of the answer, or of something beside it.
"""
_TOGETHER = 3.5
"""What two sentences are worth less than one that says as much."""
_POINTS_BEHIND_ITS_SCENE = cues.phrases(
    r"(?:in|for|with|at|on|under|during)\b[^,;.]{3,80}, (?:this|these|it|they|such)\b",
    r"(?:[\w'’-]+,? ){1,3}(?:this|these|those)\b",
    r"the (?:resulting|latter|former)\b",
)
"""How a sentence opens that sets a scene and then speaks of what stands before it."""
_CONTRASTING = ("contrast", "conversely", "other hand")
"""One of which every contrast has; looking for plain words first takes less time."""
_EARLY = 60
"""Among how many characters a sentence says that it is the other side of a contrast."""


class Statement(NamedTuple):
    """Characters `start` to `end` of a run of rendered HTML, and what it is worth by its place.

    `closes` says that it stands behind the lists, `first` that it begins what stands there or before them; `neighbours`
    are two sentences that belong together only where the question compares.
    """

    rendered: str
    run: Run
    start: int
    end: int
    place: float
    closes: bool
    first: bool
    neighbours: bool = False

    @property
    def text(self) -> str:
        """Its plain text."""
        return self.run.text[self.start : self.end]


def find_statements(answer: Answer) -> Iterator[Statement]:
    """Yield what may answer: the sentences outside of the lists, and two that belong together."""
    for piece in answer.pieces:
        if piece.role not in _PLACES:
            continue
        places = iter(_PLACES[piece.role])
        rendered = to_html(piece.blocks)
        for run in find_runs(rendered):
            if not run.depth and not run.tag.startswith("h"):
                yield from _of_run(rendered, run, places, closes=piece.role == "summary")


def _of_run(rendered: str, run: Run, places: Iterator[float], *, closes: bool) -> Iterator[Statement]:
    """Yield a run's sentences without the words that only close, and each with the one before it."""
    foremost = _PLACES["summary" if closes else "lead"][0]
    previous: tuple[int, float] | None = None
    for (start, end), place in zip(run.sentences(), places, strict=False):
        if cues.EXAMPLE.match(run.text, start):
            return
        opener = cues.CLOSES.match(run.text, start, end)
        begin = opener.end() if opener else start
        leans = _leans(run.text, begin, end)
        if not leans:
            yield Statement(rendered, run, begin, end, place, closes, place == foremost)
        if previous is not None and _goes_on(run.text[begin:end]):
            joined = leans or cues.CONTRASTS.match(run.text, begin)
            start_both, place_before = previous
            first = place_before == foremost
            yield Statement(
                rendered, run, start_both, end, place_before - _TOGETHER, closes, first, neighbours=not joined
            )
        previous = None if leans or run.text.endswith((":", "?"), start, end) else (begin, place)


def _goes_on(sentence: str) -> bool:
    """Tell whether a sentence can add to the one before it: it says something, and gives no advice."""
    return not (praises(sentence) or announces(sentence) or cues.ADVICE.match(sentence))


def _leans(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence needs the one before it."""
    first = WORD.search(text, start, end)
    early = text[start : min(end, start + _EARLY)].casefold()
    contrasts = any(word in early for word in _CONTRASTING) and cues.CONTRASTS.search(early) is not None
    if first is None or contrasts:
        return True
    if first[0].casefold() in LEANING or cues.POINTS_ABOVE.match(text, start, end) is not None:
        return True
    return _POINTS_BEHIND_ITS_SCENE.match(text, start, end) is not None

"""The core of a back: the first sentence that adds something to title and question, set off where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, LEAST, PLENTY, announces, new_words, weight
from qt2anki.dealer.cues import BACKGROUND, EXAMPLE, STATISTIC, TELLS
from qt2anki.dealer.passages import Run, cut_run, find_runs, set_off
from qt2anki.dealer.standins import with_stand_ins
from qt2anki.dealer.vocabulary import LEANING
from qt2anki.dealer.words import WORD
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.dealer.words import Family

TOO_MANY = "more than three parallel items"
NOTHING_NEW = "no sentence adds anything to title and question"
MOST_ITEMS = 3
"""How many parallel items one answer may ask for."""

MOST_WORDS = 60
"""How long a core may be (docs/cards.md, point 7)."""
_ITEM, _COMMA, _AND = "[^,;:.()—]", r"[,;]\s+", r"(?:and|or|&|as well as)\s"
_MOST_IN_SERIES = 25
"""A bound, so that a match is linear."""
_SERIES = re.compile(rf"(?:{_ITEM}{{2,70}}{_COMMA}){{3,{_MOST_IN_SERIES}}}{_AND}", re.IGNORECASE)
_SERIES_END = re.compile(rf"{_ITEM}{{2}}{_COMMA}(?:{_ITEM}{{2,70}}{_COMMA}){{2}}{_AND}", re.IGNORECASE)
_LONG_SERIES_END = re.compile(rf"{_ITEM}{{2}}{_COMMA}(?:{_ITEM}{{2,70}}{_COMMA}){{3}}{_AND}", re.IGNORECASE)
"""The end of a series, from the first of its last four (five) items on: it is in every series, and found in a
twentieth of the time that searching for the whole would take."""
CONTRASTS = re.compile(r"(?:in contrast|conversely|on the other hand|by contrast)\b", re.IGNORECASE)
"""What opens the other side of a comparison."""

_PRELUDE = re.compile(
    r"(?:by|in|when|while|for|through|if|as|with|without|after|once|unlike|although|though|during|since|because|before"
    r"|given|under|on|at|from|despite|to|instead|rather|similarly|however|additionally|moreover|furthermore|thus"
    r"|therefore|hence|historically|today|typically|often|traditionally|\w+ly)\b[^,;:()]*,\s+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?![^,;]*\w+ing\s\S+,)(?:[^\s,;]+\s){2}[^,;]+,\s+"
    r"(?=(?:(?:thereby|thus|often)\s)?(?:\w+ing|which|who|where)\s+\w+\s+\w)",
    re.IGNORECASE,
)
"""A main clause before one that hangs on it ("…, focusing on a, b, and c"): it is no item of the series."""
_SERIES_OPEN = re.compile(
    r"[\s,;:(—–-]*(?<!\w)(?:such as|including|like|for example|e\.g\.|for instance|which includes?|ranging from|namely)"
    r"(?!\w)",
    re.IGNORECASE,
)

_ASKS_FOR_A_FORMULA = frozenset(("equation", "formula", "formulas", "calculated", "calculate", "computed", "compute"))
"""Words of a title or question to which a formula is the answer."""
_GIVES_A_FORMULA = re.compile(
    rf"\b(?:formula|equation|given|calculated|computed|expressed|defined|written|found)\b[^.]*(?:\b(?:is|as|by|using|:)"
    rf"|:)[^.]*{FORMULA_OPEN}"
)
"""A sentence with the formula that it leads to."""
_WHERE = re.compile(r"\s*where:?$")


@dataclass(frozen=True, slots=True)
class Core:
    """A body with its core set off: `html` (formulas are placeholders) and the core as plain text."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence, or the run of an item, that may be the core: (run, start, end) of what would be set off."""

    spans: tuple[tuple[Run, int, int], ...]
    text: str


def find_core(rendered: str, known: Family) -> Core | str:
    """Set off the core of a rendered body, or return why it has none; `known` are the words of title and question.

    It is the first candidate that says enough, else the one that says most, the earlier one where it is close.
    """
    best = _choose([run for run in find_runs(rendered) if not run.tag.startswith("h")], known)
    if isinstance(best, str):
        return best
    spans = [(run.spots[start], run.ends[end - 1]) for run, start, end in best.spans]
    return Core(set_off(rendered, spans), best.text)


def cut_core(rendered: str, known: Family) -> str:
    """Return the core of a rendered body as HTML by itself, `""` where it has none or it stands in several places."""
    best = _choose([run for run in find_runs(rendered) if not run.tag.startswith("h")], known)
    if isinstance(best, str) or len(best.spans) != 1:
        return ""
    return cut_run(rendered, *best.spans[0])


def _choose(runs: list[Run], known: Family) -> _Candidate | str:
    """Choose the core of some runs, or return why there is none: a formula where title or question ask for one."""
    best = _choose_sentence(runs, with_stand_ins(known))
    if _ASKS_FOR_A_FORMULA.isdisjoint(known.words) or (isinstance(best, _Candidate) and FORMULA_OPEN in best.text):
        return best
    return next(filter(None, map(_formula, _candidates(runs))), best)


def _formula(candidate: _Candidate) -> _Candidate | None:
    """Return a sentence up to the formula that it leads to; None where it leads to none."""
    found = _GIVES_A_FORMULA.search(candidate.text)
    if found is None or len(candidate.spans) != 1 or len(candidate.text.split()) > MOST_WORDS:
        return None
    run, start, _ = candidate.spans[0]
    end = start + len(_WHERE.sub("", candidate.text))
    return _Candidate(((run, start, end),), run.text[start:end])


def _choose_sentence(runs: list[Run], known: Family) -> _Candidate | str:
    best: _Candidate | None = None
    most, crowded = LEAST - 1, False
    for candidate in _candidates(runs):
        if _worth(candidate.text, known) <= most:
            continue
        kept = _uncrowded(candidate)
        said = _worth(kept.text, known) if kept else 0
        crowded = crowded or kept is None
        if said > most + (best is not None):
            best, most = _from(best, kept), said
        if most >= ENOUGH:
            break
    if best is None and not crowded:
        best = next(filter(None, (_borne_out(candidate, known) for candidate in _candidates(runs))), None)
    if best is None:
        return TOO_MANY if crowded else NOTHING_NEW
    return _with_the_next(best, known)


def _borne_out(candidate: _Candidate, known: Family) -> _Candidate | None:
    """Return a sentence that says nothing by itself with the next one, which shows it; None where that does not."""
    both = _with_the_next(candidate, known)
    if both is candidate or new_words(both.text, known) < PLENTY:
        return None
    return both if _tells(both.text[len(candidate.text) :]) else None


def _worth(text: str, known: Family) -> int:
    """Return what a sentence adds; background and bare figures no more than what is taken where nothing else is."""
    return min(weight(text, known), LEAST) if _only_tells_of(text) else weight(text, known)


def _only_tells_of(text: str) -> bool:
    """Tell whether a sentence gives background or a figure and no reason."""
    return (BACKGROUND.match(text) or STATISTIC.search(text)) is not None and not _tells(text)


def _tells(text: str) -> bool:
    return TELLS.search(text) is not None


def _from(earlier: _Candidate | None, later: _Candidate | None) -> _Candidate | None:
    """Take along the sentence before, which says something but little, where the two are short enough together."""
    if earlier is None or later is None or len(earlier.spans) != 1 or len(later.spans) != 1:
        return later
    (run, start, end), (other, begin, stop) = earlier.spans[0], later.spans[0]
    text = run.text[start:stop]
    if run is not other or not 0 <= begin - end <= 1 or _only_tells_of(earlier.text) or len(text.split()) > MOST_WORDS:
        return later
    return _Candidate(((run, start, stop),), text)


def _with_the_next(candidate: _Candidate, known: Family) -> _Candidate:
    """Take along the next sentence where this one says little, or gives no reason and the next one goes on with it."""
    if len(candidate.spans) != 1:
        return candidate
    run, start, end = candidate.spans[0]
    stop = with_the_next(run, start, end, known)
    if stop == end:
        return candidate
    text = run.text[end:stop].lstrip()
    if weight(candidate.text, known) >= PLENTY and not (_is_open(run, start, end) and _goes_on(text)):
        return candidate
    return _Candidate(((run, start, stop),), run.text[start:stop])


def _is_open(run: Run, start: int, end: int) -> bool:
    """Tell whether one sentence alone gives no reason."""
    return (start, end) in run.sentences() and not _tells(run.text[start:end])


def _goes_on(text: str) -> bool:
    """Tell whether a sentence says what comes of the one before it."""
    return _tells(text)


def with_the_next(run: Run, start: int, end: int, known: Family) -> int:
    """Return the end of the sentence after one that says little, where it usually says how; `end` where none fits."""
    following = next((span for span in run.sentences() if span[0] >= end), None)
    if following is None:
        return end
    text = run.text[slice(*following)]
    if text.endswith((":", "?")) or announces(text) or is_crowded(text) or _goes_nowhere(text, known):
        return end
    return end if len(run.text[start : following[1]].split()) > MOST_WORDS else following[1]


def _goes_nowhere(text: str, known: Family) -> bool:
    """Tell whether a sentence adds nothing to the one before it; an example may."""
    return (new_words(text, known) if EXAMPLE.match(text) else weight(text, known)) < LEAST


def _candidates(runs: list[Run]) -> Iterator[_Candidate]:
    """Yield what may be the core, in order: sentences of paragraphs, then the items that an announcement opens."""
    for at, run in enumerate(runs):
        if run.depth == 0:
            yield from _sentences(run)
            items = _items_after(runs, at)
            if items and len(items) <= MOST_ITEMS:
                yield _joined([run, *items] if run.text.rstrip().endswith(":") else items)
    if runs and runs[0].depth:
        items = [run for run in runs if run.depth == 1]
        if len(items) <= MOST_ITEMS:
            yield _joined(items)


def _items_after(runs: list[Run], at: int) -> list[Run]:
    items: list[Run] = []
    for run in runs[at + 1 :]:
        if run.depth == 0:
            break
        if run.depth == 1:
            items.append(run)
    return items


def _joined(runs: list[Run]) -> _Candidate:
    spans = tuple((run, *run.sentences()[-1 if not run.depth else 0]) for run in runs if run.text.strip())
    return _Candidate(spans, " ".join(run.text[start:end] for run, start, end in spans))


def _sentences(run: Run) -> Iterator[_Candidate]:
    """Yield each sentence with the one that it leans on and the other side of its contrast, up to the first example."""
    spans = run.sentences()
    for at, (start, end) in enumerate(spans):
        if at and EXAMPLE.match(run.text, start):
            return
        begin = spans[at - 1][0] if at and _leans(run.text[start:end]) else start
        contrast = at + 1 < len(spans) and CONTRASTS.match(run.text, spans[at + 1][0])
        stop = spans[at + 1][1] if contrast else end
        yield _Candidate(((run, begin, stop),), run.text[begin:stop])


def _leans(sentence: str) -> bool:
    first = WORD.search(sentence)
    return first is not None and first[0].casefold() in LEANING


def _uncrowded(candidate: _Candidate) -> _Candidate | None:
    """Cut a long series of examples off the end of a sentence; None where more than three items would remain."""
    text = candidate.text
    if len(candidate.spans) != 1 or text.count(",") + text.count(";") < MOST_ITEMS:
        return candidate
    openers = list(_SERIES_OPEN.finditer(text))
    for opener in openers:
        if _SERIES.match(text, opener.end()):
            run, start, _ = candidate.spans[0]
            end = start + opener.start()
            return _Candidate(((run, start, end),), run.text[start:end])
    return None if is_crowded(text) else candidate


def is_crowded(text: str, *, whole: bool = False) -> bool:
    """Tell whether a sentence lists more parallel items than one answer may have: one more where it is the `whole`."""
    if text.count(",") + text.count(";") < MOST_ITEMS:
        return False
    prelude = _PRELUDE.match(text)
    start = prelude.end() if prelude else 0
    clause = _CLAUSE.match(text, start)
    series = _LONG_SERIES_END if whole else _SERIES_END
    return series.search(text, clause.end() if clause else start) is not None


def set_off_terms(rendered: str, terms: list[str]) -> Core | str:
    """Set off the terms that head the bullets of a body, where they are few enough to be one answer."""
    if len(terms) > MOST_ITEMS:
        return TOO_MANY
    spans = []
    runs = [run for run in find_runs(rendered) if run.depth]
    at = 0
    for term in terms:
        while at < len(runs) and not runs[at].text.lstrip().startswith(term):
            at += 1
        if at == len(runs):
            return NOTHING_NEW
        start = runs[at].text.index(term)
        spans.append((runs[at].spots[start], runs[at].ends[start + len(term) - 1]))
        at += 1
    return Core(set_off(rendered, spans), "; ".join(terms))

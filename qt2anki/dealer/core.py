"""The core of a back: the first sentence that adds something to title and question, set off where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, LEAST, PLENTY, new_words, weight
from qt2anki.dealer.beside import to_title
from qt2anki.dealer.candidates import MOST_WORDS, Candidate, find_candidates
from qt2anki.dealer.completing import to_lead, to_rest
from qt2anki.dealer.cues import REASON, SOFT
from qt2anki.dealer.extending import from_earlier, only_tells_of, tells, to_next
from qt2anki.dealer.passages import Run, cut_run, find_runs, set_off
from qt2anki.dealer.rewording import repeats
from qt2anki.dealer.series import MOST_ITEMS, cut_series
from qt2anki.dealer.standins import with_stand_ins
from qt2anki.dealer.whole import to_body
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.words import Family

TOO_MANY = "more than three parallel items"
NOTHING_NEW = "no sentence adds anything to title and question"
_ASKS_FOR_A_FORMULA = frozenset(
    ("equation", "formula", "formulas", "formulation", "calculated", "calculate", "computed", "compute")
)
"""Words of a title or question to which a formula is the answer."""
_GIVES_A_FORMULA = re.compile(
    rf"\b(?:formula|equation|given|calculated|computed|expressed|defined|written|found)\b[^.]*(?:\b(?:is|as|by|using|:)"
    rf"|:)[^.]*{FORMULA_OPEN}"
)
"""A sentence with the formula that it leads to."""
FEW, WISHING = 5, 2
"""How many words of a sentence are worth less where it only wishes, and how much less."""
_WHERE = re.compile(r"\s*where:?$")


@dataclass(frozen=True, slots=True)
class Core:
    """A body with its core set off: `html` (formulas are placeholders) and the core as plain text."""

    html: str
    text: str


def find_core(rendered: str, known: Family, title: str = "", sides: Sequence[Family] = ()) -> Core | str:
    """Set off the core of a rendered body, or return why it has none.

    `known` are the words of title and question, of which `title` is plain text, `""` where the core needs none, and
    `sides` the two things that the question compares, where the title stands for both. It
    is the first candidate that says enough, else the one that says most, the earlier one where it is close.
    """
    runs = _find_prose(rendered)
    best = _choose(runs, known, title, sides)
    if isinstance(best, str):
        return best
    spans = [run.place(start, end) for run, start, end in to_body(best, runs, known).spans]
    return Core(set_off(rendered, spans), best.text)


def cut_core(rendered: str, known: Family) -> str:
    """Return the core of a rendered body as HTML by itself, `""` where it has none or it stands in several places."""
    best = _choose(_find_prose(rendered), known)
    if isinstance(best, str) or len(best.spans) != 1:
        return ""
    return cut_run(rendered, *best.spans[0])


def _find_prose(rendered: str) -> list[Run]:
    """Return the runs of text that may be core: all but headings."""
    return [run for run in find_runs(rendered) if not run.tag.startswith("h")]


def _choose(runs: list[Run], known: Family, title: str = "", sides: Sequence[Family] = ()) -> Candidate | str:
    """Choose the core, or return why there is none: a formula where title or question ask for one."""
    best = _choose_sentence(runs, with_stand_ins(known), title, sides)
    if _ASKS_FOR_A_FORMULA.isdisjoint(known.words) or (isinstance(best, Candidate) and FORMULA_OPEN in best.text):
        return best
    found = next(filter(None, map(_formula, find_candidates(runs, known))), None)
    return to_lead(found, known) if found else best


def _formula(candidate: Candidate) -> Candidate | None:
    """Return a sentence up to the formula that it leads to; None where it leads to none."""
    found = _GIVES_A_FORMULA.search(candidate.text)
    if found is None or len(candidate.spans) != 1 or len(candidate.text.split()) > MOST_WORDS:
        return None
    run, start, _ = candidate.spans[0]
    end = start + len(_WHERE.sub("", candidate.text))
    return Candidate(((run, start, end),))


def _choose_sentence(runs: list[Run], known: Family, title: str, sides: Sequence[Family]) -> Candidate | str:
    best: Candidate | None = None
    most, crowded = LEAST - 1, False
    for candidate in find_candidates(runs, known):
        said = _worth(candidate.text, known)
        if said <= most:
            continue
        kept = _uncrowded(candidate)
        if kept is not candidate:
            said = _worth(kept.text, known) if kept else 0
        crowded = crowded or kept is None
        if said > most + (best is not None):
            best, most = from_earlier(best, kept), said
        if most >= ENOUGH:
            break
    if best is None and not crowded:
        best = next(filter(None, (_borne_out(candidate, known) for candidate in find_candidates(runs, known))), None)
    if best is None:
        return TOO_MANY if crowded else NOTHING_NEW
    whole = to_title(to_next(best, known), title, sides, known)
    if repeats(whole.text, title, known):
        return NOTHING_NEW
    return to_rest(whole, known) if title else whole


def _borne_out(candidate: Candidate, known: Family) -> Candidate | None:
    """Return a sentence that says nothing by itself with the next one, which shows it; None where that does not."""
    both = to_next(candidate, known)
    if both is candidate or new_words(both.text, known) < PLENTY:
        return None
    return both if tells(both.text[len(candidate.text) :]) else None


def _worth(text: str, known: Family) -> int:
    """Return what a sentence adds; background and bare figures no more than what is taken where nothing else is."""
    said = weight(text, known)
    if LEAST <= said <= FEW and SOFT.search(text.lower()) and not REASON.search(text.lower()):
        said -= WISHING
    return min(said, LEAST) if only_tells_of(text) else said


def _uncrowded(candidate: Candidate) -> Candidate | None:
    """Cut a long series of examples off the end of a sentence; None where more than three items would remain."""
    if len(candidate.spans) != 1:
        return candidate
    kept = cut_series(candidate.text)
    if kept is None or kept == len(candidate.text):
        return None if kept is None else candidate
    run, start, _ = candidate.spans[0]
    return Candidate(((run, start, start + kept),))


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
        spans.append(runs[at].place(start, start + len(term)))
        at += 1
    return Core(set_off(rendered, spans), "; ".join(terms))

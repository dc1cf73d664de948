"""What a title asks for beside the core: the words that it lacks, the other half, what comes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, LEAST, PLENTY, new_words, praises
from qt2anki.dealer.candidates import MOST_WORDS, Candidate, is_cut_off, leans
from qt2anki.dealer.cues import AN_EARLIER_ONE
from qt2anki.dealer.extending import tells
from qt2anki.dealer.series import cut_series, is_crowded
from qt2anki.dealer.words import content_words, family_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.words import Family

BOTH = 2
_JOINS = re.compile(r" (?:and|&|vs\.?|versus) ")
THIN = 22
"""Below how many words a core that gives no reason is more likely the title in other words than an answer."""


def halves_of(title: str) -> tuple[Family, ...]:
    """Return the content words of both halves of a title that names two things; none of another."""
    halves = tuple(map(family_of, _JOINS.split(title)))
    return halves if len(halves) == BOTH and all(half.words for half in halves) else ()


def to_title(candidate: Candidate, title: str, sides: Sequence[Family], known: Family) -> Candidate:
    """Take along what a title asks for beside a core: the other half of it, what comes of it, what it is about.

    `sides` are what the question compares, if anything: where one is told of, the other one is to be as well.
    """
    compared = sides if any(_speaks_of(side, candidate.text) for side in sides) else ()
    whole = to_both_halves(candidate, halves_of(title) or compared, known)
    return to_subject(to_consequence(whole, known), title, known) if title else whole


def to_both_halves(candidate: Candidate, halves: Sequence[Family], known: Family) -> Candidate:
    """Take along the next sentence where it tells of a half of the title of which this one does not speak."""
    if len(candidate.spans) != 1 or not halves:
        return candidate
    run, _, end = candidate.spans[0]
    silent = [half for half in halves if not _speaks_of(half, candidate.text)]
    behind = run.sentence_behind(end)
    told = any(_speaks_of(half, run.text[slice(*behind)]) for half in silent)
    return _with(candidate, behind, known) if told else candidate


def _speaks_of(half: Family, text: str) -> bool:
    return any(word in half for word in content_words(text))


def to_subject(candidate: Candidate, title: str, known: Family) -> Candidate:
    """Take along the sentence before or behind that has all words of the title which the core lacks.

    One behind with any of them is enough where the core has none. A core that points to its title wants none behind.
    """
    run, start, end = candidate.spans[0]
    before, behind = run.sentence_before(start), run.sentence_behind(end)
    if len(candidate.spans) != 1 or before[1] - before[0] + behind[1] - behind[0] == 0:
        return candidate
    lacking = frozenset(family_of(candidate.text).without(content_words(title)))
    if lacking and not _lacking(lacking, run.text[slice(*before)]):
        whole = _with(candidate, before, known)
        if whole is not candidate:
            return whole
    if not lacking or (start, end) not in run.sentences() or leans(candidate.text):
        return candidate
    text = run.text[slice(*behind)]
    still = _lacking(lacking, text)
    wanted = not still or len(still) < len(lacking) == len(set(content_words(title)))
    return _with(candidate, behind, known) if wanted and not praises(text) else candidate


def _lacking(words: frozenset[str], text: str) -> set[str]:
    """Return those of some words of which a text has no relative."""
    return family_of(text).without(words)


def to_consequence(candidate: Candidate, known: Family) -> Candidate:
    """Take along the next sentence, which tells what comes of it, where the core leaves much to say."""
    if len(candidate.spans) != 1 or not _is_thin(candidate):
        return candidate
    run, start, end = candidate.spans[0]
    begin, stop = run.sentence_behind(end)
    text = run.text[begin:stop]
    kept = cut_series(text)
    if kept is None or text.endswith((":", "?")) or is_cut_off(text) or AN_EARLIER_ONE.match(text):
        return candidate
    if new_words(text[:kept], known) < (PLENTY if praises(text) and not tells(text) else ENOUGH):
        return candidate
    whole = run.text[start : begin + kept]
    return candidate if len(whole.split()) > MOST_WORDS else Candidate(((run, start, begin + kept),))


def _is_thin(candidate: Candidate) -> bool:
    """Tell whether a core of one sentence is short or gives no reason; one of several is thin where both is so."""
    run, start, end = candidate.spans[0]
    short = len(candidate.text.split()) < THIN
    if (start, end) in run.sentences():
        return short or not tells(candidate.text)
    return short and not tells(candidate.text)


def _with(candidate: Candidate, beside: tuple[int, int], known: Family) -> Candidate:
    """Take along the sentence (start, end) where it says something by which the core does not become too long."""
    run, start, end = candidate.spans[0]
    sentence = run.text[slice(*beside)].strip()
    if not sentence or sentence.endswith((":", "?")) or is_crowded(sentence) or is_cut_off(sentence):
        return candidate
    whole = (min(start, beside[0]), max(end, beside[1]))
    if new_words(sentence, known) < LEAST or len(run.text[slice(*whole)].split()) > MOST_WORDS:
        return candidate
    return Candidate(((run, *whole),))

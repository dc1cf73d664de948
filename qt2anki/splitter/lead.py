"""The sentence that answers the question: seldom an announcement, not always the first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.model import Sentence
from qt2anki.prose import iter_sentences
from qt2anki.splitter.answer_words import (
    ANNOUNCES,
    ANNOUNCES_STEPS,
    ARTICLES,
    ASKS_DIFFERENCE,
    DEFINES,
    FILLERS,
    GIVES_REASON,
    KINDS,
    LEANS,
    NAMES,
    PRAISES,
    SETS_APART,
    SEVERAL,
    TELLS,
)
from qt2anki.splitter.fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.fragments import Page

_OPENING = (0.9, 0.4, 0.1, 0.0, 0.0)
_CLOSING = (0.0, -0.4)
"""How likely each sentence of the opening, and of the closing text, is to answer, by its place alone."""
_CLEARLY = 2.3
_HARDLY = 0.9
_SHORTEST = 20
"""Characters of a sentence that can answer."""
_ASKED = 7
"""Words at a question's start among which stands what it asks for: "What are the main challenges of …"."""
_DEFINITION = 16
"""Words among which "is a …" makes a sentence a definition."""

_AROUND = ".,;:()[]\"'“”‘’*_`"


class _Question(NamedTuple):
    """What a question wants: its stems, the words that say what of, and whether it asks how, or for a difference."""

    stems: set[str]
    kinds: set[str]
    how: bool
    difference: bool


def find_lead(page: Page, question: str, opening: Sequence[Block], closing: Sequence[Block]) -> Sentence | None:
    """Return the sentence that answers best, of the opening, else of the closing text; an announcement never does.

    Where one that says no more than "in several ways" is the best, only a clear answer elsewhere is one.
    """
    asked = _understand(question)
    best, score_of_best = None, float("-inf")
    for blocks, priors in ((opening, _OPENING), (closing, _CLOSING)):
        for (block, start, end, text), prior in zip(_sentences(blocks), priors, strict=False):
            if LEANS.match(text):
                continue
            score = prior + _weight(text, asked)
            if score <= min(score_of_best, _CLEARLY):
                continue
            counts = _only_counts(text, asked)
            if not counts and score >= _CLEARLY:
                return Sentence(page.blocks([block]), start, end)
            if score > score_of_best:
                best, score_of_best = (None if counts else (block, start, end)), score
    if best is None or score_of_best < _HARDLY:
        return None
    block, start, end = best
    return Sentence(page.blocks([block]), start, end)


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, int, str]]:
    for block in blocks:
        if block.kind != "paragraph" or block.inline is None:
            continue
        text = text_of(block.inline.children or ())
        for start, end in iter_sentences(text):
            sentence = text[start:end]
            if end - start > _SHORTEST and not _is_empty(sentence):
                yield block, start, end, sentence


def _is_empty(sentence: str) -> bool:
    """Tell whether a sentence cannot answer: it asks or announces."""
    return sentence[-1] in ":：?" or ANNOUNCES.match(sentence) is not None


def _only_counts(text: str, asked: _Question) -> bool:
    """Tell whether a sentence says no more than that there are several of what was asked for."""
    if ANNOUNCES_STEPS.search(text):
        return True
    found = SEVERAL.search(text)
    if found is None or GIVES_REASON.search(text, 0, found.start()) or NAMES.search(text, found.start()):
        return False
    counted = found["counted"].casefold().split()
    return any(word in KINDS or (word in asked.kinds and word.endswith("s")) for word in counted)


def _words(text: str) -> list[str]:
    return [word.strip(_AROUND) for word in text.casefold().split()]


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:5] for word in words if len(word) > 3}


def _understand(question: str) -> _Question:
    words = _words(question)
    how = bool(words) and words[0] in {"how", "why"}
    return _Question(_stems(words) - FILLERS, set(words[:_ASKED]), how, not ASKS_DIFFERENCE.isdisjoint(words))


def _weight(text: str, asked: _Question) -> float:
    """Weigh what a sentence says: what was asked, and something about it, rather than praise or a definition."""
    words = _words(text)
    known = set(words)
    praises, tells = not PRAISES.isdisjoint(known), _tells(words, known, asked)
    score = 2.0 * len(asked.stems & _stems(known)) / max(len(asked.stems), 1) + 1.2 * tells
    if praises and not (tells and _tells_after_praise(words)):
        score -= 1.2
    if _defines(words):
        score += -0.8 if asked.how else 0.0 if praises else 0.8
    return score


def _tells(words: Sequence[str], known: set[str], asked: _Question) -> bool:
    """Tell whether a sentence explains something."""
    if not TELLS.isdisjoint(known) or (asked.difference and not SETS_APART.isdisjoint(known)):
        return True
    return "by" in known and _does(words, words.index("by"))


def _does(words: Sequence[str], at: int) -> bool:
    """Tell whether a verb in -ing follows: "by binding to …"."""
    return any(word.endswith("ing") for word in words[at + 1 : at + 3])


def _tells_after_praise(words: Sequence[str]) -> bool:
    first = next(at for at, word in enumerate(words) if word in PRAISES)
    rest = words[first + 1 :]
    return not (TELLS.isdisjoint(rest) and SETS_APART.isdisjoint(rest)) or (
        "by" in rest and _does(rest, rest.index("by"))
    )


def _defines(words: Sequence[str]) -> bool:
    return any(verb in DEFINES and article in ARTICLES for verb, article in pairwise(words[:_DEFINITION]))

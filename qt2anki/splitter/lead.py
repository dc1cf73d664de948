"""The sentence that answers the question: seldom an announcement, not always the first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qt2anki.model import Sentence
from qt2anki.prose import iter_sentences
from qt2anki.splitter.answer_words import (
    ANNOUNCES,
    ARTICLES,
    ASKS_DIFFERENCE,
    BY_DOING,
    DEFINES,
    FILLERS,
    PRAISES,
    SETS_APART,
    TELLS,
)
from qt2anki.splitter.fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.fragments import Page

_OPENING = (0.9, 0.4, 0.1, 0.0, 0.0)
_CLOSING = (0.0, -0.4)
"""How likely each sentence of the opening, and of the closing text, is to answer, by its place alone."""
_CLEARLY = 2.3
_HARDLY = 0.9
_SHORTEST = 20
"""Characters of a sentence that can answer."""
_DEFINITION = 16
"""Words among which "is a …" makes a sentence a definition."""

_AROUND = ".,;:()[]\"'“”‘’*_`"


@dataclass(frozen=True, slots=True)
class _Question:
    """What a question wants: the stems of its words, and whether it asks how, what, or for a difference."""

    stems: frozenset[str]
    how: bool
    what: bool
    difference: bool


def find_lead(page: Page, question: str, opening: Sequence[Block], closing: Sequence[Block]) -> Sentence | None:
    """Return the sentence that answers best, of the opening, else of the closing text; an announcement never does."""
    asked = _understand(question)
    best: tuple[float, Block, int, int] | None = None
    for blocks, priors in ((opening, _OPENING), (closing, _CLOSING)):
        for (block, start, end, text), prior in zip(_sentences(blocks), priors, strict=False):
            score = prior + _weight(text, asked)
            if best is None or score > best[0]:
                best = score, block, start, end
            if score >= _CLEARLY:
                break
        if best is not None and best[0] >= _CLEARLY:
            break
    if best is None or best[0] < _HARDLY:
        return None
    _score, block, start, end = best
    return Sentence(page.blocks([block]), start, end)


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, int, str]]:
    for block in blocks:
        if block.kind != "paragraph" or block.inline is None:
            continue
        text = text_of(block.inline.children or ())
        for start, end in iter_sentences(text):
            sentence = text[start:end]
            if end - start > _SHORTEST and sentence[-1] not in ":：?" and not ANNOUNCES.match(sentence):
                yield block, start, end, sentence


def _words(text: str) -> list[str]:
    return [word.strip(_AROUND) for word in text.casefold().split()]


def _stems(words: Sequence[str]) -> set[str]:
    return {word[:5] for word in words if len(word) > 3} - FILLERS


def _understand(question: str) -> _Question:
    words = _words(question)
    how = bool(words) and words[0] in {"how", "why"}
    return _Question(frozenset(_stems(words)), how, not how, not ASKS_DIFFERENCE.isdisjoint(words))


def _weight(text: str, asked: _Question) -> float:
    """Weigh what a sentence says: what was asked, and something about it, rather than praise or a definition."""
    words = _words(text)
    praises = next((at for at, word in enumerate(words) if word in PRAISES), None)
    tells = _told(words, asked)
    score = 2.0 * len(asked.stems & _stems(words)) / max(len(asked.stems), 1)
    score += 1.2 * (tells is not None)
    score -= 1.2 * (praises is not None and (tells is None or tells < praises))
    if _defines(words):
        score += -0.8 if asked.how else 0.8 if asked.what and praises is None else 0.0
    return score


def _told(words: Sequence[str], asked: _Question) -> int | None:
    """Return where a sentence last begins to explain, None where it does not."""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in TELLS or (asked.difference and word in SETS_APART):
            return at
        if word in BY_DOING and any(w.endswith("ing") for w in words[at + 1 : at + 3]):
            return at
    return None


def _defines(words: Sequence[str]) -> bool:
    return any(verb in DEFINES and article in ARTICLES for verb, article in pairwise(words[:_DEFINITION]))

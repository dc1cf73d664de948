"""The sentence that answers the question: seldom an announcement, not always the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.model import Sentence
from qt2anki.prose import sentences
from qt2anki.splitter.fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.fragments import Page

_OPENING = (0.9, 0.4, 0.1, 0.0, 0.0)
_CLOSING = (0.0, -0.4)
"""How far each sentence of the opening, and of the closing text, is likely to answer by its place alone."""
_CLEARLY = 2.6

_ANNOUNCES = re.compile(
    r"[:：?]\s*$|^(?:here (?:are|is)\b|here['’]s|below (?:are|is)|the following|let['’]s|this (?:section|answer"
    r"|explanation)\b"
    r"|by \w+ing (?:\w+ )?(?:these|this|such|the above)\b|understanding\b|each \w+ plays"
    r"|these (?:\w+ ){1,3}(?:provide|offer|can|are|help|allow)\b"
    r"|(?:if|should) you\b.*\b(?:question|clarif|help))",
    re.IGNORECASE,
)
_PRAISES = re.compile(
    r"\b(?:is|are|was|were|has been|remains?|serves? as|can be|represents?)(?: \w+ly)? (?:an? |the |one of the "
    r"|of )?(?:\w+ly )?(?:most )?"
    r"(?:essential|crucial|important|vital|fundamental|significant|powerful|valuable|key|critical|useful|common"
    r"|complex|popular"
    r"|major|multifaceted|diverse|straightforward|notable|lucrative|prominent|celebrated|various|several"
    r"|numerous|two|three|pivotal"
    r"|structured)\b"
    r"|\b(?:play(?:s|ed)?|has|have|had|presents?) (?:an? |several |profound |both )?(?:\w+ly )?(?:crucial"
    r"|important|vital|significant|key|pivotal"
    r"|essential|fundamental|critical|central|profound|various|several|distinct|notable|unique|many|major)\b"
    r"|\b(?:several|various|numerous|multiple|many|different|a (?:variety|range|number) of|three|four"
    r"|five) (?:\w+ ){0,3}?(?:ways|factors"
    r"|steps|methods|strategies|stages|components|key|mechanisms|techniques|forms|types|consequences|approaches"
    r"|reasons|purposes"
    r"|implications|effects|sources|impacts|challenges|elements|aspects|characteristics|differences|processes"
    r"|functions|categories)\b"
    r"|\b(?:significantly|greatly|substantially|directly|profoundly|fundamentally) (?:impact|influence|affect"
    r"|differ|shape|contribut|enhanc)"
    r"|\bdiffer (?:significantly|in)\b|\bdistinct (?:approaches|concepts|types|methods)\b|\bspecific purposes\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:by (?:\w+ly )?\w+ing|because|through (?:its|their|the|a|an|\w+s\b)|such as|including|includes?|namely"
    r"|stat(?:es?|ing) that"
    r"|(?:is|are) defined as|refers? to|occurs? (?:when|at|in)|so that|thereby|which (?:allows?|leads?|causes?"
    r"|enables?|means|results?)"
    r"|consists? of|allow(?:s|ing)? (?:\w+ ){1,3}?to|(?:primarily|mainly) (?:by|through|due|because|composed"
    r"|from)|due to|caused by|used (?:to|for)"
    r"|in order to|means that|leading to|resulting in|responsible for|determined by|composed of|involves"
    r"|involving|involved|proportional"
    r"|depends? on|influenced by|derived from)\b",
    re.IGNORECASE,
)
_SETS_APART = re.compile(
    r"\b(?:while|whereas|unlike|in contrast|more \w+ than|as opposed to|compared (?:to|with))\b", re.IGNORECASE
)
_ASKS_DIFFERENCE = re.compile(
    r"\b(?:differ|differences?|differentiate|compare|contrast|distinguish\w*|versus|vs)\b", re.IGNORECASE
)
_DEFINES = re.compile(
    r"[^.,]{3,80}?(?:,[^,]{3,120},)? (?:is|are|was|were|refers? to) (?:an?|the|one of|defined)\b", re.IGNORECASE
)
_ASKS_HOW = re.compile(r"(?:how|why|in what way)\b", re.IGNORECASE)
_ASKS_WHAT = re.compile(r"(?:what (?:is|are|was|were|defines)|define|explain|describe|who)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{4,}")
_FILLERS = """
what which when where does have that this with from into they their your about between there these those them will would
should could been being also some such than then main expla discu descr outli provi compa contr diffe examp list
"""
_IDLE = frozenset(_FILLERS.split())
"""The first five letters of words that a question shares with any sentence."""


def find_lead(page: Page, question: str, opening: Sequence[Block], closing: Sequence[Block]) -> Sentence | None:
    """Return the sentence that answers best, of the opening, else of the closing text; an announcement never does."""
    asked = _stems(question)
    best: tuple[float, Block, int, int] | None = None
    for blocks, priors in ((opening, _OPENING), (closing, _CLOSING)):
        for (block, start, end, text), prior in zip(_sentences(blocks), priors, strict=False):
            score = prior + _weight(text, asked, question)
            if best is None or score > best[0]:
                best = score, block, start, end
            if score >= _CLEARLY:
                break
        if best is not None and best[0] >= _CLEARLY:
            break
    if best is None:
        return None
    _score, block, start, end = best
    return Sentence(page.blocks([block]), start, end)


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, int, str]]:
    for block in blocks:
        if block.kind != "paragraph" or block.inline is None:
            continue
        text = text_of(block.inline.children or ())
        for start, end in sentences(text):
            if end - start > 20 and not _ANNOUNCES.search(text[start:end]):
                yield block, start, end, text[start:end]


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.casefold())} - _IDLE


def _weight(text: str, asked: set[str], question: str) -> float:
    """Weigh what a sentence says: what was asked, and something about it, rather than praise or a definition."""
    praises, tells = _PRAISES.search(text), _TELLS.search(text)
    if tells is None and _ASKS_DIFFERENCE.search(question):
        tells = _SETS_APART.search(text)
    score = 2.0 * len(asked & _stems(text)) / max(len(asked), 1)
    score += 1.2 * bool(tells)
    score -= 1.2 * bool(praises and not (tells and tells.end() > praises.start()))
    if _DEFINES.match(text):
        score += -0.8 if _ASKS_HOW.match(question) else 0.8 if _ASKS_WHAT.match(question) and not praises else 0.0
    return score

"""Whether a sentence answers the question, or only announces and praises."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qt2anki.dealer.titles import is_general
from qt2anki.dealer.vocabulary import FILLER
from qt2anki.dealer.words import all_stems, content_words, stems
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.words import Family

_PRAISE = re.compile(
    r"\b(?:plays?|played|playing|have|has|had) (?:an? |the )?(?:\w+,? (?:and |yet )?){0,3}"
    r"(?:role|part|impact|influence|effect|implications|relationship|contributions?)s?\b"
    r"|\b(?:is|are|was|were|be|being|becomes?|remains?) (?:also |not only |often |particularly "
    r"|thus |therefore |widely )?"
    r"(?:an? |the |one of the )?(?:\w+ (?:and )?){0,2}(?:crucial|essential|vital|important|critical|fundamental|key"
    r"|significant|necessary|integral|central|pivotal|paramount|indispensable|cornerstone|powerful|valuable|useful"
    r"|popular|renowned|notable|multifaceted|complex|nuanced|profound|intertwined|common)\b"
    r"|\b(?:is|are|was|were|remains?|ha(?:s|ve) been) (?:an? |the )?(?:\w+ ){0,2}"
    r"(?:issue|problem|challenge|concern|consideration|topic|debate|aspect|concept|part|area)s?\b"
    r"|\bmust be (?:taken|considered|addressed|ensured|made)\b|\b^while not\b"
    r"|\b(?:significantly|profoundly|greatly|deeply) (?:\w+ )?(?:impact|affect|influence|shape|enhance|contribute)",
)
"""What a sentence says of almost anything; in lower case, in which searching takes half the time of ignoring case.

Every alternative begins with a word boundary, which is then looked for once at each place, in a third of the time.
"""

_ANNOUNCEMENT = re.compile(
    r"\b(?:several|various|numerous|multiple|many|a (?:variety|number|range|series|set"
    r"|combination) of|different|following"
    r"|(?:some|certain|a few) (?:key|common|important|notable)|(?:key|distinct) (?:factors|aspects"
    r"|areas|differences|ways))"
    r" (?:\w+[ -]){0,3}?(?:ways|steps|factors|strategies|techniques|methods|aspects|approaches|practices|reasons"
    r"|mechanisms|components|elements|principles|concepts|key|functions|features|characteristics|benefits|challenges"
    r"|advantages|disadvantages|types|forms|stages|phases|areas|roles|purposes|themes|differences|considerations"
    r"|measures|points|processes|effects|impacts|implications|tools|resources|perspectives|theories|models|examples"
    r"|issues|mistakes|responsibilities|criteria|properties|fields|applications|options|uses|skills|tips|ideas"
    r"|dimensions|interpretations|arguments|guidelines|rules|events|figures|contexts|categories|means|traits|changes)\b"
    r"|\b(?:structured|systematic|straightforward|step-by-step|multi-step|comprehensive|holistic) "
    r"(?:approach|process|method|manner|way|procedure|strategy)"
    r"|\b(?:can|may|could) be (?:understood|summari[sz]ed|categori[sz]ed|classified|divided"
    r"|analy[sz]ed|examined|explored"
    r"|approached|seen|viewed|explained|described|illustrated|outlined)\b"
    r"|\b(?:two|three|four|both) (?:distinct|different|main|key|primary|separate|fundamental|important)\b"
    r"|\b(?:developments?|changes?|advancements?|challenges?) .*\b(?:occurred|emerged|took place|arose|exist)\b"
    r"|\b(?:make|makes|made) (?:\w+ )?(?:strides|progress|advances|contributions|advancements)\b"
    r"|\bas follows\b|\b(?:presents?|offers?|provides?) (?:both|a)\b"
    r"|\bdiffer (?:significantly )?in (?:several|their|many)|\b(?:exhibits?|shows?|has|have) significant differences",
)
"""What only says that an answer follows; in lower case."""

PRAISING, ANNOUNCING = 3, 5
"""What a sentence's words are worth less where it praises, and where it announces."""
EXAMPLE = re.compile(r"(?:for (?:example|instance)|e\.g\.|consider\b|imagine\b|suppose\b|to illustrate)", re.IGNORECASE)
"""What opens an example; what follows it in a paragraph belongs to it."""
LEAST, ENOUGH, PLENTY = 2, 3, 7
"""What a sentence must weigh to be an answer at all, to be one at first sight, and to be one all by itself."""

_ASIDE = re.compile(
    r",? (?:particularly|especially|specifically|notably|as explored|as seen|in the context of)\b[^,;]*"
)
_NOT_A_STATEMENT = re.compile(
    r"(?:for (?:example|instance)|e\.g\.|examples?(?: of \w+)? (?:is|are|include)|consider\b|imagine\b|suppose\b"
    r"|in (?:summary|conclusion)|overall\b|to summari[sz]e|to illustrate|as an example|note that|where\b"
    r"|here(?:['’]s| (?:is|are)))",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"[^,.;:]{2,60}(?:,[^,]{3,60},)? (?:is|are|refers? to|was|were) (?!(?:\w+ed|\w+en|due|based|because|by)\b)"
    r"|[^.;:]{2,80} (?:is|are) (?:defined|known)\b",
    re.IGNORECASE,
)
_REASONS = re.compile(r"\b(?:because|since|so that|thereby|by \w+ing)\b|, as (?:it|they)\b", re.IGNORECASE)
_ASKS_HOW = re.compile(
    r"(?:how|why|in what ways?|to what extent|what (?:role|impact|effect|influence)s?)\b", re.IGNORECASE
)
POINTS_BACK = re.compile(r"(?:\w+ ){0,5}(?:these|this|those|such|its|their|they|it)\b", re.IGNORECASE)
_WANTS_A_LIST = re.compile(
    r"(?:what|which) (?:are|were)\b|(?:what|which) (?:[\w'’-]+ ){0,3}?[\w-]{3,}(?<!ss)s\b (?!is |was |does |the |an? )"
    r"|(?:list|name|outline|identify|discuss|describe|explain|compare) (?:the |some |two |three |\d )?(?:[\w-]+ ){0,3}?"
    r"[\w-]{3,}s (?:of|in|for|that|to|involved|used)\b"
    r"|how (?:can|could|should|do) (?:i|you|we|one|students|teachers|individuals|people|educators|parents)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\b(?:include|includes|including|such as|namely|are|through|by|via|like)\b|:", re.IGNORECASE)


@lru_cache(maxsize=1 << 8)
def praises(sentence: str) -> bool:
    """Tell whether a sentence says what could be said of almost anything."""
    return _PRAISE.search(sentence.lower()) is not None


@lru_cache(maxsize=1 << 8)
def announces(sentence: str) -> bool:
    """Tell whether a sentence says that an answer follows."""
    return _ANNOUNCEMENT.search(sentence.lower()) is not None


def new_words(sentence: str, known: Family) -> int:
    """Count the words that say something and are not known; a formula is worth two."""
    words = {word for word in content_words(sentence) if word not in FILLER and word not in known}
    return len(words) + (2 if FORMULA_OPEN in sentence else 0)


def says_something(sentence: str, known: Family) -> bool:
    """Tell whether a sentence says anything that is neither known nor filler; praise must say more than a plain one."""
    return weight(sentence, known) >= LEAST


def weight(sentence: str, known: Family) -> int:
    """Return how much a sentence adds to what is known: its new words, less what it spends on praise or announcing."""
    if sentence.endswith((":", "?")) or _NOT_A_STATEMENT.match(sentence):
        return 0
    new = new_words(sentence, known)
    if new < LEAST or new >= ENOUGH + ANNOUNCING:
        return new
    return new - (ANNOUNCING if announces(sentence) else PRAISING if praises(sentence) else 0)


def answers(sentence: str, question: str, asked: Family, titles: Sequence[str]) -> bool:
    """Tell whether a sentence answers a question whose answer has lists with these titles."""
    plain = _ASIDE.sub("", sentence)
    if sentence.endswith((":", "?")) or _NOT_A_STATEMENT.match(sentence) or announces(plain):
        return False
    reasons = _REASONS.search(plain) is not None
    if POINTS_BACK.match(sentence) or (_ASKS_HOW.match(question) and _DEFINES.match(sentence) and not reasons):
        return False
    if wants_a_list(question):
        return _names(plain, titles, asked) if titles else new_words(plain, asked) >= 4
    return new_words(plain, asked) >= (6 if praises(plain) and not reasons else 2)


def wants_a_list(question: str) -> bool:
    """Tell whether a question asks for several things: "What are the causes of …?"."""
    return _WANTS_A_LIST.match(question) is not None


def _names(sentence: str, titles: Sequence[str], asked: Family) -> bool:
    """Tell whether a sentence names at least half of what the lists are about."""
    said = all_stems(content_words(sentence))
    named = counted = 0
    for title in titles:
        words = [word for word in content_words(title) if word not in asked]
        if not words or is_general(words):
            continue
        counted += 1
        named += any(not said.isdisjoint(stems(word)) for word in words if not is_general([word]))
    return counted > 0 and named >= max(min(2, counted), counted / 2) and _LISTS.search(sentence) is not None

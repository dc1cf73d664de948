"""The words by which a sentence answers, or only announces and praises; all in lower case."""

from __future__ import annotations

import re

from qt2anki.splitter.phrases import ALLOWS_YOU


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ANNOUNCES = re.compile(
    r"here (?:are|is)\b|here['’]s|below (?:are|is)|the following|let['’]s|this (?:section|answer|explanation)\b"
    r"|by \w+ing (?:\w+ )?(?:these|this|such|the above)\b|understanding\b|each \w+ plays"
    r"|these (?:\w+ ){1,3}(?:provide|offer|can|are|help|allow)\b"
    r"|to \w+ .*?\blet['’]s\b|(?:if|should) you\b.*\b(?:question|clarif|help)",
    re.IGNORECASE,
)
"""How a sentence opens that announces what follows, or looks back on what stood above."""

LEANS = re.compile(
    rf"where\b|{ALLOWS_YOU}"
    r"|in th(?:is|ese) (?:\w+ )?(?:equations?|formulas?|expressions?|examples?|notation)\b"
    r"|(?:however|in contrast|conversely|additionally|in addition(?= *,)|moreover|furthermore|similarly|likewise"
    r"|on the other hand|for example|for instance)\b",
    re.IGNORECASE,
)
"""How a sentence opens that says nothing without the one before it, or the formula above."""

SEVERAL = re.compile(
    r"\b(?:several|various|many|multiple|numerous|certain|a (?:few|number|variety|range) of|can follow|follows?)"
    r" (?:an? )?(?P<counted>[\w-]+(?: [\w-]+){0,3})",
    re.IGNORECASE,
)
"""How a sentence counts what it may go on to name; what it counts stands among `counted`."""

KINDS = _set(
    "steps ways methods strategies factors reasons approach approaches process techniques guidelines aspects mechanisms"
    " elements components requirements considerations challenges means initiatives roles types milestones barriers"
    " practices measures options tools"
)
"""What an answer is often said to consist of."""

NAMES = re.compile(
    r",[^,]+, (?:and|or) |[:;—(]|\b(?:including|includes?|such as|namely|because|by \w+ing|primarily|mainly|leading to"
    r"|resulting in|categorized|classified|as well as|where|(?:particularly|especially) (?:the|a)"
    r"|due to (?:the|their|its))\b",
    re.IGNORECASE,
)
"""How a sentence goes on that names what it counts."""

GIVES_REASON = re.compile(
    r"\b(?:because|by \w+ing|while|whereas|leading to|refers? to|defined|primarily (?:through|by)"
    r"|characterized by (?!several|various|many|multiple|an? )"
    r"|due to (?!several|various|many|multiple|a (?:number|variety|range)))\b",
    re.IGNORECASE,
)
"""Words by which a sentence says something before it counts."""

ANNOUNCES_STEPS = re.compile(
    r"\bfollow(?:ing)? (?:these|the following|the) (?:[\w-]+ ){0,2}(?:steps|guidelines|procedures?)\.$"
)
"""How a sentence ends that sends the reader on."""

PRAISES = _set(
    "essential crucial important vital fundamental significant significantly powerful valuable critical useful common"
    " complex popular major multifaceted diverse straightforward notable lucrative prominent celebrated various several"
    " numerous pivotal profound distinct unique many multiple variety range greatly substantially profoundly differ"
    " key central two three four five"
)
"""Words of a sentence that says no more than that its subject matters, or that there are several of it."""

TELLS = _set(
    "because including include includes namely states stating refers occurs thereby consists consist allows allow"
    " allowing due caused causes involves involving involved means leading leads resulting results responsible "
    "determined composed proportional depends influenced derived such used defined through where"
)
"""Words with which a sentence begins to explain."""

SETS_APART = _set("while whereas unlike contrast than opposed compared")
ASKS_DIFFERENCE = _set(
    "differ differs difference differences differentiate compare contrast distinguish distinguishes versus vs"
)
DEFINES = _set("is are was were refers refer")
ARTICLES = _set("a an the one defined to")
"""After one of `DEFINES`, they make a definition."""

FILLERS = _set(
    "what which when where does have that this with from into they their your about betwe there these those them will"
    " would shoul could been being also some such than then main expla discu descr outli provi compa contr diffe examp"
    " list"
)
"""The first five letters of words that a question shares with any sentence."""

"""What a question demands of every answer beside its form: the respect, the second thing, the first of two verbs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qt2anki.dealer.cues import phrases
from qt2anki.dealer.titles import is_vague
from qt2anki.dealer.vocabulary import FILLER
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = 4
"""How many first letters make two words alike enough."""
_RESPECT = phrases(
    r"\b(?:in terms of|with (?:respect|regards?) to|(?:differ|distinguish|compar|distinct|diagnosed|classified)\w*"
    r" (?:[^?.]* )?based on) (?P<both>[^,;?.]+)"
)
"""How a question names the respects in which it asks: "How do A and B differ in terms of strength?"."""
_AND_ITS = phrases(
    r",? (?:and|as well as) (?:(?:discuss|describe|explain|identify|outline) )?(?:its|their) "
    r"(?P<both>(?:[\w-]+ ){0,3}?[\w-]+)(?=[?.]?$|, as well as\b| (?:in|on|for|to|of|within|across|among|between|from"
    r"|under|during|when|with)\b)"
)
"""How it asks for something more of the same thing: "… and its equation"."""
_OF_EACH = phrases(
    r",? (?:and|as well as|along with) their (?:[\w-]+ ){0,2}(?:functions?|roles?|purposes?|characteristics|features"
    r"|significance|importance|meanings?|definitions?|uses?|applications?|effects?|impacts?|properties|differences"
    r"|implications|contributions|examples|advantages|benefits|symptoms|causes)\b",
)
"""How a question asks for something more of each of the things that are its answer."""
_TWO_THINGS = (
    phrases(
        r"(?:(?:can|could) you )?(?:please )?(?:(?:what|which) (?:is|are|was|were)|describe|explain|discuss|outline"
        r"|identify|define) (?:the |some )?(?:[\w-]+ ){0,2}?(?P<one>[\w-]+) and (?:the )?(?:[\w-]+ )?(?P<other>[\w-]+)"
        r" (?:of|associated|related|involved|behind|used|before|during|needed|required|surrounding)\b"
    ),
    phrases(
        r"(?:what|who) (?:is|are|was|were) .*['’]s? (?P<one>[\w-]+) and (?!(?:its|their|how|why)\b)(?P<other>[\w-]+)"
        r"(?=[?.]?$| [a-z]+\b)"
    ),
)
"""How it asks for two things of one, each by its noun."""
_BRINGS_ABOUT = phrases(
    r"how (?:do|does|did|can|has|have) .* (?:lead to|contribute to|result in|affect|impact|influence|cause) (?:the )?"
    r"(?P<one>(?:[\w-]+ ){0,2}[\w-]+) and (?:the )?(?P<other>(?:[\w-]+ ){0,2}?[\w-]+)(?=[?.]?$| (?:in|of|on|for"
    r"|within|among)\b)"
)
"""How it asks for two things that a third one brings about: "lead to hunger and revolt"."""
_SORT = r"[\w-]{4,}(?:al|ic|ed|ive|ary|term|ern)"
_TWO_SORTS = phrases(
    r"^(?:what|which|explain|describe|discuss|how do) (?:(?:are|were|is|was) )?(?:the |some )?"
    rf"(?P<one>{_SORT}) and (?P<other>{_SORT}) [\w-]+(?:s|ce)\b"
)
"""How it asks for two sorts of one thing: "economic and political motives"."""
_THREE = phrases(r"\bbetween (?P<one>[^,?]{3,40}), (?P<other>[^,?]{3,40}),? and (?P<third>[^,?]{3,60})")
"""How it compares three things, each of which an answer must speak of."""
_ONE_BY_ONE = phrases(r"(?::| including| namely) (?P<all>[^:?.]+?),? (?:and|or) (?P<last>[^,:?.]+)[?.]?$")
"""How it names, one by one, the things of which it asks."""
_PARTED = phrases(r"how (?:are|is|were|was|can|do) .*\b(?:classif|categori[sz])\w*")
_PARTS = phrases(r"\b(?:classif\w+|categor\w+|divid\w+|group\w*|types?|class(?:es)?|into|as|under)\b")
"""How it asks for the classes of a thing, and how a text tells of them."""
_COMES_ABOUT = phrases(
    r"how (?:do|does|did) [^,]+? (?P<one>form|develop|arise|emerge|originate|begin|spread|evolve|appear|start)"
    r" and (?!(?:its|their|the|how)\b)[\w-]+\b"
)
"""How it asks how something comes about, and then for what it does."""
_CHANGES = phrases(
    r"how (?:has|have|did) .*\b(?:evolved?|changed?|developed?|transformed?)(?=[?.]?$| (?:over|since|from|in|to|during"
    r"|after|throughout|beyond|across|through)\b)"
)
_CHANGED = phrases(
    r"\b(?:from\b.{3,80}\b(?:to|into)|shift\w*|more|less|later|became|becom\w+|transition\w*|new|expand\w*|broad\w*"
    r"|mov\w+|grew|turn\w*|increas\w+|declin\w+|gradual\w*|eventually|since|over time|transform\w*)\b"
)
"""How a question asks for a change, and how a text tells of one."""
_IN_ORDER = phrases(r"(?:\w+ )?(?:phases|stages|steps|types|kinds|parts|components)$")
_WRITTEN = phrases(
    r"(?:.* )?(?:formulas?|equations?|(?:mathematical|algebraic|symbolic) (?:expressions?|representations?|forms?"
    r"|notations?|derivations?))$"
)
"""What can only be written down as a formula."""


def asks_more_of_each(question: str) -> bool:
    """Tell whether a question asks, of each thing that it asks for, for something more: "… and their functions"."""
    return _OF_EACH.search(question) is not None


def is_met(question: str, text: str) -> bool:
    """Tell whether a text speaks of everything that a question names as asked for."""
    wanted = _demands(question)
    said = Family(content_words(text))
    if _CHANGES.search(question) and not _CHANGED.search(text):
        return False
    if _PARTED.match(question) and not _PARTS.search(text):
        return False
    return all(FORMULA_OPEN in text if _WRITTEN.match(each) else _speaks_of(each, said) for each in wanted)


def _speaks_of(demand: str, said: Family) -> bool:
    """Tell whether a word of a demand is said, or one that begins like it: "hardness", "harder"."""
    heads = {word[:SAME] for word in said.words}
    return any(word in said or word[:SAME] in heads for word in content_words(demand))


@lru_cache(maxsize=1 << 4)
def _demands(question: str) -> tuple[str, ...]:
    """Return the phrases of which an answer must say a word."""
    named = (
        *_compared(question),
        *_sorts(question),
        *_nouns(question),
        *_one_by_one(question),
        *_brought_about(question),
    )
    return (*_respects(question), *named, *_beginnings(question))


def _respects(question: str) -> Iterator[str]:
    for pattern, vague in ((_RESPECT, FILLER.__contains__), (_AND_ITS, is_vague)):
        for found in pattern.finditer(question):
            for part in re.split(r",? and (?:the )?", found["both"]):
                if _WRITTEN.match(part) or _IN_ORDER.match(part) or not all(map(vague, content_words(part))):
                    yield part


def _brought_about(question: str) -> list[str]:
    found = _BRINGS_ABOUT.match(question)
    return [part for part in found.groups() if not all(map(is_vague, content_words(part)))] if found else []


def _compared(question: str) -> tuple[str, ...]:
    found = _THREE.search(question)
    return found.groups() if found else ()


def _one_by_one(question: str) -> list[str]:
    found = _ONE_BY_ONE.search(question)
    return [*re.split(r",\s+(?:and\s+)?", found["all"]), found["last"]] if found else []


def _sorts(question: str) -> list[str]:
    found = _TWO_SORTS.search(question)
    return [sort for sort in found.groups() if sort.casefold() not in FILLER] if found else []


def _nouns(question: str) -> list[str]:
    found = next(filter(None, (pattern.match(question) for pattern in _TWO_THINGS)), None)
    return [noun for noun in found.groups() if not is_vague(noun.casefold())] if found else []


def _beginnings(question: str) -> tuple[str, ...]:
    found = _COMES_ABOUT.match(question)
    return found.groups() if found else ()

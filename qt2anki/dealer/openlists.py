"""Open lists, such as "Applications" or "Technical Limitations", of which a text names a few; and closed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.cues import phrases
from qt2anki.dealer.titles import is_telling, refers_outside
from qt2anki.dealer.vocabulary import ALIKE, AROUND, BROAD
from qt2anki.dealer.words import content_words, find_words, related

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qt2anki.dealer.words import Family

_MANY = r"(?:applications|uses|examples|types|kinds|benefits|advantages|disadvantages)"
_PLACES = r"(?:fields|domains|disciplines|industries|sectors|areas|contexts|settings|forms|types|applications|uses)"
_ASKS = phrases(
    rf"(?:\w+ ){{0,2}}{_MANY}(?: (?:of|in|for|across|and)\b.*)?$",
    rf".*\b(?:various|diverse|multiple|different|numerous|across) {_PLACES}\b",
)
_NAMES_SOME = phrases(
    r"\b(?:such as|including|include|includes|like|e\.g\.|various|numerous|many|several"
    r"|a (?:wide )?(?:range|variety) of|ranging from)\b[^.]*,[^.]*\b(?:and|or|to)\b"
)
_COUNTS = phrases(
    r"\b(?:two|three|types|kinds|forms|classes|categories|components|stages|phases|layers|branches|divisions)\b",
    r"\b(?:classifi(?:ed|cation)|divided|categori[sz]ed|distinguish(?:es|ed)?|consists?|comprises?|composed)\b",
    r"\b(?:theories|mechanisms|laws|models) of\b",
)
"""How a title, or the line that announces some bullets, says that these are all there are."""
_HEADS = phrases(
    r"(?:[\w-]+,? (?:and |& )?){1,4}contexts?$",
    r"historical (?:context|background|perspective)s?\b",
    r"(?:real[- ](?:world|life)|practical|modern) (?:applications?|implications?|relevance|uses?|developments?)$",
    r"best practices$|.* (?:overview|basics)$",
)
"""What only says that something is put in its place, applied or surveyed."""
_IN_BRACKETS = phrases(r"\s*\([^()]*\)")
_COMPLEMENT = phrases(r" (?:of|in|on|for|to|with|by|between|during|from)\b.*")
_RESPECT = phrases(
    r"(?:applications?|comparison|connections?|consequences|considerations|contexts?|dynamics|effects?|impacts?"
    r"|implications?|importance|influences?|interactions?|interplay|legacy|relations?|relationships?|relevance"
    r"|significance|trends)$"
)
"""The noun of a title that may head anything said of its subject."""


def is_whole_list(title: str, asked: Iterable[str]) -> bool:
    """Tell whether a title names a kind of what the question asks for, so that its siblings would answer it as well.

    `asked` are the lower-case words of the question.
    """
    *broad, kind = map(str.casefold, find_words(title) or ("",))
    if not broad or not BROAD.issuperset(broad):
        return False
    return any(kind in alike and not alike.isdisjoint(asked) for alike in ALIKE)


def is_unspecific(title: str, asked: Family) -> bool:
    """Tell whether a title has no word of its own, beside the question's, that would single it out."""
    return not any(map(is_telling, asked.without(content_words(title))))


def looks_around(title: str, asked: Family) -> bool:
    """Tell whether a title only says that there is more to say: "Future Directions", "Other Registers"."""
    if refers_outside(title):
        return True
    words = content_words(title)
    own = asked.without(words)
    if len(words) == 1 or not own or any(map(is_telling, own)):
        return False
    return not AROUND.isdisjoint(own) or _HEADS.match(title) is not None


def only_in_a_respect(title: str) -> bool:
    """Tell whether a title only says in which respect it speaks of something: "Impact on Trade", "Causal Role"."""
    return any(_RESPECT.match(word) for word in find_words(_COMPLEMENT.sub("", title))[-1:])


def is_closed(title: str, announced: str, terms: Sequence[str]) -> bool:
    """Tell whether somebody who knows the subject would name just these terms: all are counted, or of the title's kind.

    `announced` is the prose before them, `""` where none stands there.
    """
    if _COUNTS.search(title) or _COUNTS.search(announced):
        return True
    kind = content_words(_COMPLEMENT.sub("", title))[-1:]
    last = [word for term in terms for word in content_words(_IN_BRACKETS.sub("", term))[-1:]]
    return bool(kind) and all(related(kind[0], word) for word in last)


def names_some(title: str, text: str) -> bool:
    """Tell whether a title asks for any number of things and a text names those that come to mind."""
    return _ASKS.match(title) is not None and _NAMES_SOME.search(text) is not None

"""How alike two notes of one document are, by their words; pure.

The words that many notes of the document share say little: "mathematics" stands everywhere in an answer on mathematics,
"sexagesimal" in one step before and in one after. So a word weighs by how rare it is among the old and new notes
(inverse document frequency: Spärck Jones 1972), and two bodies are as alike as the weight of what they share (Dice's
coefficient). Words count by their beginnings, so that *stabilize* meets *stable*.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?:;]\s")
_BEGINNING = 5
"""Letters of a word that count."""
_OPENING = 1.5
"""How much more a word of the first sentence counts: where a step is split, the part with the core fact goes on."""
_DOUBT = 2.0
"""Weight, of about one rare word, that short texts have to share beyond what they share by chance."""
_MISSPELT = 0.93
"""Titles of which so much is equal letter by letter differ by a slip."""
_ECHO = 0.8
"""How much of an equal title two titles are worth that stand, each, in the other note's body."""
_STOP_WORDS = """
a about after all also an and any are as at be because been being between both but by can could do does e each etc
example for from further g had has have how however i if in include includes including instance into is it its
itself many may might more most much no nor not of often on one only or other others our out over own same several
should so some such than that the their them then there thereby these they this those through thus to too under up
use used uses using very via was we were what when where whether which while who whom whose why will with within
without would you your
"""
_STOPPED = frozenset(_STOP_WORDS.split())


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text, stop words left out."""
    return frozenset(word[:_BEGINNING] for word in _WORD.findall(text.casefold()) if word not in _STOPPED)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a note: of its title, of its body, and of the body's first sentence."""

    title: str
    heading: frozenset[str]
    body: frozenset[str]
    opening: frozenset[str]


def read_note(title: str, text: str) -> Said:
    """Return the words of a note."""
    end = _SENTENCE_END.search(text)
    return Said(title.casefold(), stems(title), stems(text), stems(text[: end.start()] if end else text))


class Likeness:
    """Measures pairs of notes of one document; `notes` are those that its words are weighed by."""

    def __init__(self, notes: Iterable[Said]) -> None:
        held = [note.heading | note.body for note in notes]
        counts = Counter(word for words in held for word in words)
        self._weights: Mapping[str, float] = {word: log(1 + len(held) / count) for word, count in counts.items()}
        self._unheard = log(1 + len(held))

    def of_bodies(self, old: Said, new: Said) -> float:
        """Return from 0 to (almost) 1 how much of their bodies two notes share."""
        opening = old.opening | new.opening
        shared = self._weigh(old.body & new.body, opening)
        return 2 * shared / (self._weigh(old.body, opening) + self._weigh(new.body, opening) + _DOUBT)

    def of_titles(self, old: Said, new: Said) -> float:
        """Return from 0 to 1 how alike two titles are: by their words, by their letters where one is misspelt.

        A reworded title often echoes in the body that it does not stand over, which counts for less.
        """
        if not old.title or not new.title:
            return 0.0
        words = 2 * self._weigh(old.heading & new.heading) / (self._weigh(old.heading) + self._weigh(new.heading) or 1)
        letters = fuzz.ratio(old.title, new.title) / 100
        echo = (self._echo(old, new) + self._echo(new, old)) / 2
        return max(words, letters if letters > _MISSPELT else 0.0, _ECHO * echo)

    def _echo(self, titled: Said, other: Said) -> float:
        """Return from 0 to 1 how much of a note's title stands anywhere in the other note."""
        heard = self._weigh(titled.heading & (other.heading | other.body))
        return heard / (self._weigh(titled.heading) or 1)

    def _weigh(self, words: frozenset[str], opening: frozenset[str] = frozenset()) -> float:
        weight, unheard = self._weights.get, self._unheard
        return sum(weight(word, unheard) * (_OPENING if word in opening else 1) for word in words)

"""Whether a core only says its title again, in the same words or in everyday ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.answering import LEAST, new_words
from qt2anki.dealer.cues import DEFINES, DIGIT, RECOMMENDS
from qt2anki.dealer.extending import tells
from qt2anki.dealer.standins import with_stand_ins
from qt2anki.dealer.vocabulary import COMMONPLACE, EVALUATIONS, FILLER, GENERIC
from qt2anki.dealer.words import content_words, family_of
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from qt2anki.dealer.words import Family

MOST_ALIKE, MOST_ADVISED = 3, 4
"""Up to how many words of its own a core without a reason says little, and one that only recommends."""
_OF_ANYTHING = FILLER | GENERIC | COMMONPLACE | EVALUATIONS
"""Words that texts of any subject have."""


def repeats(text: str, title: str, known: Family) -> bool:
    """Tell whether a core has all words of the title and next to none besides; `known` are title and question."""
    return bool(title) and new_words(text, known) <= LEAST and _says_all_of(title, text)


def only_asserts(text: str, title: str, known: Family) -> bool:
    """Tell whether a core says of a phrase in everyday words that it is so: no reason, figure, formula, definition.

    One that has all words of its title needs fewer besides, as those that stand for them are none of its own.
    """
    if len(content_words(title)) == 1 or FORMULA_OPEN in text or DIGIT.search(text) is not None:
        return False
    own = with_stand_ins(known).without(word for word in content_words(text) if word not in _OF_ANYTHING)
    if len(own) > MOST_ADVISED:
        return False  # most say as much, and to look for a reason takes longest
    spare = MOST_ADVISED if RECOMMENDS.search(text) else MOST_ALIKE
    if len(own) > spare - _says_all_of(title, text):
        return False
    return not tells(text) and DEFINES.search(text) is None


def _says_all_of(title: str, text: str) -> bool:
    return not family_of(text).without(content_words(title))

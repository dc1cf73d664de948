"""Whether a core only says its title again, in the same words or in everyday ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import LEAST, new_words
from qt2anki.dealer.cases import has_figures
from qt2anki.dealer.cues import CAN_BE, DEFINES, RECOMMENDS, SAYS_WHEN
from qt2anki.dealer.extending import tells
from qt2anki.dealer.standins import with_stand_ins
from qt2anki.dealer.vocabulary import COMMONPLACE, EVALUATIONS, FILLER, GENERIC
from qt2anki.dealer.words import content_words, family_of
from qt2anki.prose import sentences

if TYPE_CHECKING:
    from qt2anki.dealer.words import Family

MOST_ALIKE, MOST_ADVISED, MOST_POSSIBLE = 3, 4, 7
"""Up to how many words of its own a core says little: without a reason, as advice, and of what can be."""
MOST_UNSPECIFIC = 5
"""Up to how many words of its own a core could stand under any title as unspecific as its own."""
BEFORE_THE_TITLE, DEFINING = 1, 9
"""How many words may stand before a title with which a core opens, and among how many a definition has its verb."""
_NAMES = re.compile(r"(?<=[\w,] )[A-Z]\w+")
_OF_ANYTHING = FILLER | GENERIC | COMMONPLACE | EVALUATIONS
"""Words that texts of any subject have."""


def repeats(text: str, title: str, known: Family) -> bool:
    """Tell whether a core has all words of the title and next to none besides; `known` are title and question."""
    return bool(title) and new_words(text, known) <= LEAST and _says_all_of(title, text)


def only_asserts(text: str, title: str, known: Family) -> bool:
    """Tell whether a core says of a phrase in everyday words that it is so: no reason, figure, formula, definition.

    One that has all words of its title needs fewer besides, as those that stand for them are none of its own.
    """
    if len(content_words(title)) == 1 or has_figures(text):
        return False
    own = _own_words(text, known)
    if len(own) > MOST_ADVISED:
        return False  # most say as much, and to look for a reason takes longest
    spare = MOST_ADVISED if RECOMMENDS.search(text) else MOST_ALIKE
    if len(own) > spare - _says_all_of(title, text):
        return False
    return not tells(text) and DEFINES.search(text) is None


def says_little(text: str, title: str, known: Family) -> bool:
    """Tell whether a core has few words of its own, or is a sentence of what can be, without reason or condition.

    A figure, a formula or a definition says much in few words; one that opens with its title tells what that is. What
    leads to the first sentence that says anything new does not count as one.
    """
    if has_figures(text):
        return False
    spans = sentences(text)
    first = next((nth for nth, (start, end) in enumerate(spans) if new_words(text[start:end], known) >= LEAST), 0)
    text, several = text[spans[first][0] :], len(spans) - first > 1
    if several and not _says_all_of(title, text):
        return False  # most do not, and to count their own words takes longer
    own = len(_own_words(text, known))
    if several:
        return own <= MOST_ALIKE and not _tells_what(text, title)
    if own <= MOST_ADVISED:
        return DEFINES.search(text) is None
    possible = CAN_BE.search(text) is not None and SAYS_WHEN.search(text) is None
    return own <= MOST_POSSIBLE and possible and not tells(text)


def is_commonplace(text: str, title: str, known: Family) -> bool:
    """Tell whether a core has few words that not any text could have: no figure, formula, definition, or name."""
    if has_figures(text) or _tells_what(text, title):
        return False
    own = _own_words(text, known)
    return len(own) <= MOST_UNSPECIFIC and not any(name.casefold() in own for name in _NAMES.findall(text))


def _tells_what(text: str, title: str) -> bool:
    """Tell whether a core opens with its title, and so tells what that is or does, or as a definition does.

    Further on, the verb of a definition is that of something beside.
    """
    words = text.split()
    if _says_all_of(title, " ".join(words[: len(title.split()) + BEFORE_THE_TITLE])):
        return True
    return DEFINES.search(" ".join(words[:DEFINING])) is not None


def _own_words(text: str, known: Family) -> set[str]:
    """Return the words of a text that are neither known nor such as texts of any subject have."""
    return with_stand_ins(known).without(word for word in content_words(text) if word not in _OF_ANYTHING)


def _says_all_of(title: str, text: str) -> bool:
    return not family_of(text).without(content_words(title))

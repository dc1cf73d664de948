"""Whether a title can be asked for by its text: worth finding, led to by the text, and no other title of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.dealer.titles import is_general, is_recap, is_sentence, is_vague, refers_outside
from qt2anki.dealer.words import all_stems, content_words, family_of, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.masking import Hidden
    from qt2anki.dealer.words import Family

GENERIC_TITLE = "generic title"
NOTHING_TO_FIND = "nothing of the title is left to find"
IS_SENTENCE = "the title is a sentence"
REFERS_OUTSIDE = "the title refers outside itself"
TOO_MUCH_HIDDEN = "too much of the text would be hidden"
LEADS_ELSEWHERE = "the text does not lead to the title"
ANOTHER_FITS = "another title fits"

MOST_HIDDEN = 1 / 3
FEWEST_LEFT = 6
MOST_UNNAMED = 1
"""How many words a title may have of which its text says none: a description tells a term, seldom a phrase."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A title to be asked for by its text, both plain.

    `secret` are the words of the title that a student must find, `asked` those of the question, `others` the titles of
    the list, this one included.
    """

    title: str
    text: str
    secret: Sequence[str]
    asked: Family
    others: Sequence[str]


def why_unnameable(naming: Naming) -> str:
    """Return why a title is none to ask for, `""` where it is."""
    title, secret = naming.title, naming.secret
    reasons = (
        (is_recap(title), GENERIC_TITLE),
        (not secret, NOTHING_TO_FIND),
        (is_general(secret) or all(map(is_vague, secret)), GENERIC_TITLE),
        (is_sentence(title), IS_SENTENCE),
        (refers_outside(title), REFERS_OUTSIDE),
    )
    return next((reason for holds, reason in reasons if holds), "")


def why_unfit(naming: Naming, hidden: Hidden) -> str:
    """Return why a text, `hidden` with its holes, does not ask for its title and for no other, `""` where it does."""
    if hidden.left < FEWEST_LEFT or hidden.hidden > MOST_HIDDEN * (hidden.hidden + hidden.left):
        return TOO_MUCH_HIDDEN
    if _another_fits(naming, named=hidden.hidden > 0):
        return ANOTHER_FITS
    return "" if _leads_to(naming) else LEADS_ELSEWHERE


def _special(naming: Naming) -> list[str]:
    return [word for word in naming.secret if not is_vague(word)]


def _leads_to(naming: Naming) -> bool:
    """Tell whether the text names half of what is asked for; a text that names none of it must ask for one term."""
    said = family_of(naming.text)
    special = _special(naming)
    named = sum(word in said for word in special)
    if named:
        return 2 * named >= len(special)
    return len(special) == len(naming.secret) <= MOST_UNNAMED


def _another_fits(naming: Naming, *, named: bool) -> bool:
    """Tell whether another title of the list fits as well.

    It does where nothing tells the two apart but what the text says; and where the text says all of the other and, as
    `named` tells, nothing of its own title.
    """
    said = all_stems(content_words(naming.text))
    own = all_stems((*content_words(naming.title), *naming.asked.words))
    special = _special(naming)
    for other in naming.others:
        if other == naming.title:
            continue
        theirs = family_of(other)
        words = [word for word in theirs.words if own.isdisjoint(stems(word))]
        unsaid = [word for word in words if said.isdisjoint(stems(word))]
        if all(word in theirs for word in special) and all(map(is_vague, unsaid)):
            return True
        if not (named or unsaid) and words and not is_general(words):
            return True
    return False

"""Whether a title can be asked for by its text: worth finding, led to by the text, and no other title of the list."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.abbreviations import restated_words
from qt2anki.dealer.frames import letters_of
from qt2anki.dealer.roots import roots
from qt2anki.dealer.titles import (
    is_faint,
    is_general,
    is_instruction,
    is_recap,
    is_sentence,
    is_telling,
    is_vague,
    refers_outside,
    tells_kind,
)
from qt2anki.dealer.vocabulary import PERSONS
from qt2anki.dealer.words import Family, all_stems, content_words, family_of, is_content, stems
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.masking import Hidden

GENERIC_TITLE = "generic title"
NOTHING_TO_FIND = "nothing of the title is left to find"
IS_SENTENCE = "the title is a sentence"
REFERS_OUTSIDE = "the title refers outside itself"
TOO_MUCH_HIDDEN = "too much of the text would be hidden"
LEADS_ELSEWHERE = "the text does not lead to the title"
LEAKS = "the text would give the title away"
ANOTHER_FITS = "another title fits"

MOST_HIDDEN = 1 / 3
FEWEST_LEFT = 6
FEWEST_TOLD = 2
PLENTY = 30
"""From how many words on a text is sure to say as much."""
MOST_UNNAMED = 3
"""How many words a title may have of which its text says none: a description tells a term, seldom a phrase."""
MANY = 3
LONG_TERM = 4
FEWEST_TERMS = 2
"""How many words of so many letters that say something make a description."""
LONG_WORD = 6
"""From how many letters on a word is seen within another."""

_QUALITY = re.compile(r"(?:ity|ness|ance|ence|ancy|ency|acy)$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")


class Naming(NamedTuple):
    """A title to be asked for by its text, both plain.

    `secret` are the words of the title that a student must find, `asked` those of the question, `others` the titles of
    the list, this one included. `framed` says that the front shows first letters of the title's words, `sole` that no
    other card asks for what the text says, so that this one may be weak.
    """

    title: str
    text: str
    secret: Sequence[str]
    asked: Family
    others: Sequence[str]
    framed: bool = True
    sole: bool = False


def why_unnameable(naming: Naming) -> str:
    """Return why a title is none to ask for, `""` where it is."""
    title, secret = naming.title, naming.secret
    reasons = (
        (is_recap(title), GENERIC_TITLE),
        (restated_words(title).issuperset(secret), NOTHING_TO_FIND),
        (is_faint(secret), GENERIC_TITLE),
        (is_sentence(title), IS_SENTENCE),
        (refers_outside(title), REFERS_OUTSIDE),
    )
    return next((reason for holds, reason in reasons if holds), "")


def why_unfit(naming: Naming, hidden: Hidden) -> str:
    """Return why a text, `hidden` with its holes, does not ask for its title and for no other, `""` where it does."""
    if hidden.left < FEWEST_LEFT or hidden.hidden > MOST_HIDDEN * (hidden.hidden + hidden.left):
        return TOO_MUCH_HIDDEN
    if hidden.left < PLENTY and not naming.sole and not _tells_enough(naming, hidden):
        return TOO_MUCH_HIDDEN
    if _another_fits(naming, named=hidden.hidden > 0):
        return ANOTHER_FITS
    if not _leads_to(naming, hidden):
        return LEADS_ELSEWHERE
    return LEAKS if _gives_away(naming, hidden) else ""


def _tells_enough(naming: Naming, hidden: Hidden) -> bool:
    """Tell whether what is left of a text says something, fillers and the words of the question aside."""
    left = dict.fromkeys(content_words(strip_tags(hidden.html)))
    return len([word for word in left if not is_vague(word) and word not in naming.asked]) >= FEWEST_TOLD


def _gives_away(naming: Naming, hidden: Hidden) -> bool:
    """Tell whether a long word of a title still stands in a text, whatever parts its letters, within another or not.

    This looks at what a reader sees, without the rules by which words are hidden.
    """
    long = [word for word in naming.secret if len(word) >= LONG_WORD]
    seen = _UNSEEN.sub("", strip_tags(hidden.html)).casefold() if long else ""
    return any(word in seen and not any(word in asked for asked in naming.asked.words) for word in long)


def unsaid_words(naming: Naming) -> frozenset[str]:
    """Return the words of a title that need more than their first letter to be found.

    Those are all where another title of the list has the same first letters, else those that the text does not say.
    """
    if any(_initials(other) == _initials(naming.title) for other in naming.others if other != naming.title):
        return frozenset(naming.secret)
    return frozenset(naming.secret).difference(_named(naming.secret, naming))


@lru_cache(maxsize=1 << 6)
def _initials(title: str) -> str:
    return "".join(word[0] for word in content_words(title))


def _has_letters_of(other: str, title: str) -> bool:
    """Tell whether all words of another title begin as those of a title do, by the letters that its frame shows."""
    if _initials(other) != _initials(title):
        return False
    return all(
        each.startswith(letters_of(word, title))
        for each, word in zip(content_words(other), content_words(title), strict=True)
    )


def _special(naming: Naming) -> list[str]:
    return [word for word in naming.secret if not is_vague(word)]


def _leads_to(naming: Naming, hidden: Hidden) -> bool:
    """Tell whether the text names some of the title, of which holes are the sign, and some of the title is no filler.

    Where no first letters help, it must name half of what is no filler, and all of it in a title of many words that
    titles of any subject have: "Political and Social Implications". A text that names none of it must ask for a
    term and describe it, for a term of one word where no letters help.
    """
    special = _special(naming)
    if special and hidden.hidden and (naming.framed or 2 * len(_named(special, naming)) >= len(special)):
        common = len(naming.secret) >= MANY and not any(map(is_telling, special))
        return naming.sole or not common or len(_named(special, naming)) == len(special)
    if hidden.hidden and naming.framed and tells_kind(naming.title, naming.secret):
        return True
    if len(special) < len(naming.secret) or not 0 < len(special) <= (MOST_UNNAMED if naming.framed else 1):
        return False
    if len(special) == 1 < len(content_words(naming.title)) and not _is_term(naming.title):
        return False
    return all(map(is_telling, special)) and not _named(special, naming) and _is_described(special, naming)


def _is_term(title: str) -> bool:
    """Tell whether a title names a thing in one piece: "Sucking Reflex", neither "Site of Sucking" nor an order."""
    return all(map(is_content, _IN_BRACKETS.sub("", title).split())) and not is_instruction(title)


def _named(words: Sequence[str], naming: Naming) -> list[str]:
    """Return those of some words that a text says, or of which it has a relative that not any text would have."""
    said = _said(naming.text)
    return [word for word in words if said.has(word)]


class _Said(NamedTuple):
    """The content words of a text, and what relatives of them share with them; a person makes nothing personal."""

    words: tuple[str, ...]
    relatives: Family
    roots: frozenset[str]

    def has(self, word: str) -> bool:
        return word in self.words or word in self.relatives or not self.roots.isdisjoint(roots(word))


@lru_cache(maxsize=1 << 4)
def _said(text: str) -> _Said:
    """Return what a text says; an item is asked of it several times."""
    words = tuple(dict.fromkeys(content_words(text)))
    telling = [word for word in words if word not in PERSONS]
    return _Said(words, Family(telling), frozenset(chain.from_iterable(map(roots, telling))))


def _is_described(term: Sequence[str], naming: Naming) -> bool:
    """Tell whether a text that does not name its title, a term, says enough for a description.

    No quality is described by what has it, "Efficiency"; what to do is put in many words.
    """
    if is_instruction(naming.title) if len(term) > 1 else _QUALITY.search(term[0]):
        return False
    words = [
        word for word in _said(naming.text).words if len(word) >= LONG_TERM and word.isalpha() and not is_vague(word)
    ]
    return len(words) >= FEWEST_TERMS


def _another_fits(naming: Naming, *, named: bool) -> bool:
    """Tell whether another title of the list fits as well.

    None does that the letters on the front shut out. Else one does where nothing tells the two apart
    but what the text says; and where the text says all of the other and not all of its own title: nothing, unless it
    is `named`.
    """
    others = [other for other in naming.others if other != naming.title]
    rivals = [other for other in others if not naming.framed or _has_letters_of(other, naming.title)]
    return bool(rivals) and _one_fits(naming, rivals, named=named)


def _one_fits(naming: Naming, rivals: Sequence[str], *, named: bool) -> bool:
    said = all_stems(content_words(naming.text))
    own = all_stems((*content_words(naming.title), *naming.asked.words))
    special = _special(naming)
    all_named = all(not said.isdisjoint(stems(word)) for word in special)
    for rival in rivals:
        theirs = family_of(rival)
        words = [word for word in theirs.words if own.isdisjoint(stems(word))]
        unsaid = [word for word in words if said.isdisjoint(stems(word))]
        if all(word in theirs for word in special) and all(map(is_vague, unsaid)):
            return True
        if not (unsaid or (named and all_named)) and words and not is_general(words):
            return True
    return False

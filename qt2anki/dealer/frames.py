"""The frame of a title on the front that asks for it: of each hidden word the first letters, all else as it stands.

A text describes what has several names; the letters tell which of them is meant, and give away none. One letter is
enough for a word that the text says; a long word shows two or three where the text says nothing of it, or where another
title has the same first letters. That is never as much as relatives share.
"""

from __future__ import annotations

import html
from functools import lru_cache
from typing import TYPE_CHECKING

from qt2anki.dealer.masking import HOLE, NO_WORD, PIECE
from qt2anki.dealer.words import all_stems, bare, content_words, is_content

if TYPE_CHECKING:
    from collections.abc import Collection

    from qt2anki.dealer.masking import Mask

LONG, VERY_LONG = 6, 9
"""From how many letters on a word may show two, and three."""
_FRAME_WORDS = frozenset(
    "a an the and or nor of in on at to for from by with without as vs versus between among into over under through"  # noqa: SIM905
    " within against during before after upon not no is are".split()
)
"""Words of a title that need no finding; its other stop words may tell it from the next: "Newton's Second Law"."""


def letters_of(word: str, title: str) -> str:
    """Return the first letters of a word of a title that tell it from others: three of nine, two of six, no digits.

    They are never all of another of its words, nor what a stemmer leaves of one: "Pascals (Pa)", "Relativity".
    """
    if not word[0].isalpha() or len(word) == 1:
        return ""
    most = 1 if len(word) < LONG or word.isupper() else 2 if len(word) < VERY_LONG else 3
    taken = _taken(title) if most > 1 else ()
    return next((word[:most] for most in range(most, 1, -1) if word[:most].casefold() not in taken), word[:1])


@lru_cache(maxsize=1 << 6)
def _taken(title: str) -> frozenset[str]:
    return frozenset((*content_words(title), *all_stems(content_words(title))))


def title_frame(mask: Mask, title: str, unsaid: Collection[str]) -> str:
    """Return a plain title without formulas as HTML with its holes: "C[…] of the B[…]".

    `unsaid` are the lower-case words of the title that need more than their first letter.
    """
    pieces = PIECE.split(html.escape(title.rstrip("?:. "), quote=False))
    holes = mask.find_holes(pieces)
    for at in range(1, len(pieces), 2):
        if at in holes or _tells(pieces[at]):
            letters = letters_of(pieces[at], title)
            pieces[at] = f"{letters if bare(pieces[at]) in unsaid else letters[:1]}{HOLE}"
    return "".join(pieces)


def _tells(piece: str) -> bool:
    return piece[0] not in NO_WORD and not is_content(piece) and piece.casefold() not in _FRAME_WORDS

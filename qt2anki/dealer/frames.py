"""The frame of a title on the front that asks for it: of each hidden word the first letter, all else as it stands.

A text describes what has several names; the letters tell which of them is meant, and give away none.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from qt2anki.dealer.masking import HOLE, NO_WORD, PIECE
from qt2anki.dealer.words import is_content

if TYPE_CHECKING:
    from qt2anki.dealer.masking import Mask

_FRAME_WORDS = frozenset(
    "a an the and or nor of in on at to for from by with without as vs versus between among into over under through"  # noqa: SIM905
    " within against during before after upon not no is are".split()
)
"""Words of a title that need no finding; its other stop words may tell it from the next: "Newton's Second Law"."""


def title_frame(mask: Mask, title: str) -> str:
    """Return a plain title without formulas as HTML with its holes: "C[…] of the B[…]"."""
    pieces = PIECE.split(html.escape(title.rstrip("?:. "), quote=False))
    holes = mask.find_holes(pieces)
    for at in range(1, len(pieces), 2):
        if at in holes or _tells(pieces[at]):
            pieces[at] = _begin(pieces[at])
    return "".join(pieces)


def _tells(piece: str) -> bool:
    return piece[0] not in NO_WORD and not is_content(piece) and piece.casefold() not in _FRAME_WORDS


def _begin(word: str) -> str:
    """Return a word's first letter and a hole; a number shows none of its digits."""
    return f"{word[0]}{HOLE}" if word[0].isalpha() and len(word) > 1 else HOLE

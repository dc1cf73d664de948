"""The sentence that answers the question, and the text that closes the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.model import Fragment, Sentence
from qt2anki.prose import sentences
from qt2anki.splitter.fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.fragments import Page

_ANNOUNCES = re.compile(
    r"[:：]\s*$|^(?:here (?:are|is)|here['’]s|below (?:are|is)|the following|let['’]s|this (?:section|answer"
    r"|explanation))\b",
    re.IGNORECASE,
)


def find_lead(page: Page, opening: Sequence[Block]) -> Sentence | None:
    """Return the first sentence of the opening paragraphs that says something by itself."""
    for block in opening:
        if block.inline is None:
            continue
        text = text_of(block.inline.children or ())
        for start, end in sentences(text):
            if not _ANNOUNCES.search(text[start:end]):
                return Sentence(Fragment(block.tokens, page.source(block.start, block.end)), start, end)
    return None

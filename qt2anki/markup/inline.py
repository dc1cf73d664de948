"""Inline Markdown of the commonest shape without the parser's character by character work: text, and text in bold.

Three paragraphs, titles and items in four are of no other. What `_read_plain` returns is, token by token, what the
parser makes of the same text; of all else it keeps its hands off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_core import text_join
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_TERMINATORS = re.compile(r"[\n!&*<\[\\\]_`~]")
"""Where one of the enabled rules may begin or end; the parser's own set stops at each hyphen and colon, too."""
_MARKUP = re.compile(r"[\n&*<\[\\_`~]")
"""What makes a text more than text."""
_STRONG = re.compile(r"\*\*(?<![^ (]\*\*)([^\W_](?:[^*]*[^\s*])?)\*\*(?:(?= |\Z)|(?<=[^\W_]\*\*)(?=[:.,;)]))")
"""Bold whose first marks can only open, and whose last can only close (CommonMark 0.31, "flanking").

What stands before the first is looked at behind them: a pattern that begins with fixed letters is found much sooner.
"""


def speed_up_inline(parser: MarkdownIt) -> MarkdownIt:
    """Give a parser the quick rules, and return it; each changes what a text costs, never its tokens."""
    parser.inline.terminator_re = _TERMINATORS
    parser.core.ruler.at("inline", _inline)
    parser.core.ruler.at("text_join", _join)
    return parser


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = _read_plain(token.content)
            if token.children is None:
                token.children = state.md.inline.parse(token.content, state.md, state.env, [])


def _read_plain(content: str) -> list[Token] | None:
    """Return the tokens of text that has no markup but bold, None where it has more."""
    texts = _STRONG.split(content)
    if not content or _MARKUP.search("".join(texts)):
        return None
    tokens = [Token("text", "", 0, content=texts[0])]
    for bold, behind in zip(texts[1::2], texts[2::2], strict=True):
        tokens += (
            Token("strong_open", "strong", 1, markup="**"),
            Token("text", "", 0, level=1, content=bold),
            Token("strong_close", "strong", -1, markup="**"),
            Token("text", "", 0, content=behind),
        )
    return tokens


def _join(state: StateCore) -> None:
    """Join text with what was escaped beside it: a backslash or an entity; all else is joined already."""
    if "\\" in state.src or "&" in state.src:
        text_join(state)

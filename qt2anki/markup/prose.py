"""A paragraph that opens as prose does, recognised before the parser has asked all its other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_block import paragraph

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_UNDER_TABLE = ("|", "-", ":")
"""How the line opens that makes a table of the line above."""


def add_prose(parser: MarkdownIt) -> MarkdownIt:
    """Add the rule to a parser, and return it; it changes what a text costs, never its tokens."""
    parser.block.ruler.before("table", "prose", _prose)
    return parser


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph that opens with a letter or with bold, as nothing else can that is not indented as code."""
    src, at = state.src, state.bMarks[start] + state.tShift[start]
    letter = src[at + 2 : at + 3] if src.startswith("**", at) else src[at : at + 1]
    if silent or not letter.isalpha() or state.is_code_block(start):
        return False
    following, end_of_line = start + 1, state.eMarks[start]
    if following >= state.lineMax or state.isEmpty(following):
        if src[end_of_line - 1].isspace():
            return paragraph(state, start, end, silent)
        _push_line(state, start, src[at:end_of_line])
        return True
    below = state.bMarks[following] + state.tShift[following]
    return not src.startswith(_UNDER_TABLE, below) and paragraph(state, start, end, silent)


def _push_line(state: StateBlock, line: int, content: str) -> None:
    """Add a paragraph of one line, as the parser's own rule does."""
    state.line = line + 1
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [line, line + 1], []
    state.push("paragraph_close", "p", -1)

"""The few HTML tags that authors may use inside a line; all other HTML is text.

A tag has no attributes, and stays a tag only beside its partner: `<sub>` without `</sub>` is text, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_PAIRED = "sub|sup|b|strong|i|em|u|s|del|ins|kbd|mark|small|var|code|q"
_TAG = re.compile(rf"<(?:(?P<void>br)\s*/?|(?P<close>/)?(?P<name>{_PAIRED})\s*)>", re.IGNORECASE)
_MOST = 200
"""Tags of one paragraph that find a partner."""


def add_inline_tags(parser: MarkdownIt) -> MarkdownIt:
    """Add the rules to a parser, and return it."""
    parser.inline.ruler.before("entity", "inline_tag", _inline_tag)
    parser.core.ruler.after("inline", "pair_inline_tags", _pair_tags)
    return parser


def _inline_tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    match = _TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent and match["void"]:
        state.push("hardbreak", "br", 0)
    elif not silent:
        token = state.push("inline_tag", match["name"].lower(), 0)
        token.content = match[0]
        token.info = "close" if match["close"] else "open"
    state.pos = match.end()
    return True


def _pair_tags(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and "<" in block.content:
            _pair([token for token in block.children or [] if token.type == "inline_tag"][:_MOST])


def _pair(tags: list[Token]) -> None:
    """Tell each of two tags that belong together, at one level of emphasis, who its partner is."""
    opened: list[Token] = []
    for token in tags:
        if token.info == "open":
            opened.append(token)
        elif opened and (opened[-1].tag, opened[-1].level) == (token.tag, token.level):
            partner = opened.pop()
            partner.meta["partner"], token.meta["partner"] = token, partner

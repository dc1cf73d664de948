"""The one configured Markdown parser: text to tokens, tokens to a tree of blocks, blocks to HTML."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core.normalize import normalize
from markdown_it.token import Token

from qt2anki.decode import restore_formulas
from qt2anki.markup.inline import speed_up_inline
from qt2anki.markup.inline_tags import add_inline_tags
from qt2anki.markup.prose import add_prose
from qt2anki.markup.renderer import SafeRenderer
from qt2anki.model import Decoded, Formula, Fragment
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore


_DEEPEST = 100
"""Levels of tokens; a list takes two. The parser drops what nests deeper."""
_MOST_LINES = 5_000
_MOST_BRACKETS = 1_500
_DEEP_LINE = re.compile(r"\n(?!-{3}|={3}|\*{3})[ \t>*+\-\d.)]{90}")


@cache
def parser() -> MarkdownIt:
    """Return the parser, configured once a process: CommonMark with GFM's tables and strikethrough.

    HTML is text but for a few inline tags (`inline_tags`). A line of dashes under text is a rule, as in a sum, and
    makes no heading of it. Every link is parsed; `renderer` keeps those to http(s).
    """
    return speed_up_inline(add_prose(configure_parser()))


def configure_parser() -> MarkdownIt:
    """Return a new parser without the rules that only make it quicker, whose tokens those must not change."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}, renderer_cls=SafeRenderer)
    made.enable(["table", "strikethrough"]).disable(["html_block", "html_inline", "reference", "lheading"])
    made.validateLink = _any_link  # type: ignore[method-assign]
    made.core.ruler.at("normalize", _normalize)
    return add_inline_tags(made)


def _normalize(state: StateCore) -> None:
    """Bring line ends into shape where there are any but line feeds; the parser's rule copies every text twice."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _any_link(url: str) -> bool:
    return bool(url)


def is_too_complex(text: str) -> bool:
    """Tell whether Markdown would take the parser seconds, or nests so deep that it would drop text.

    With at most 40 KiB of text, lines and brackets are all that it is slow at (measured, `tests/test_limits.py`).
    """
    if text.count("\n") > _MOST_LINES or text.count("[") > _MOST_BRACKETS:
        return True
    return bool(_DEEP_LINE.search(f"\n{text}")) and any(token.level > _DEEPEST - 3 for token in parser().parse(text))


class Block(NamedTuple):
    """One block of Markdown; a tuple, because each document makes some twenty and a frozen class costs four times that.

    `kind` is the parser's name without `_open`: paragraph, heading, ordered_list, bullet_list, list_item, fence,
    code_block, table, blockquote, hr. `tokens` are its own tokens and those of all it holds; `start` and `end`
    are lines of the parsed text, from 0, end excluded. `inline` is the inline token of a paragraph or heading;
    `level` a heading's level; `number` the number that a list item of an ordered list bears.
    """

    kind: str
    tokens: Sequence[Token]
    start: int
    end: int
    children: tuple[Block, ...] = ()
    inline: Token | None = None
    level: int = 0
    number: int | None = None


def parse(text: str) -> tuple[Block, ...]:
    """Parse Markdown into its blocks, in order."""
    tokens = parser().parse(text)
    blocks: list[Block] = []
    above: list[tuple[int, list[Block]]] = []
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            above.append((at, blocks))
            blocks = []
        elif token.nesting == -1:
            start, siblings = above.pop()
            siblings.append(_block(tokens[start : at + 1], blocks))
            blocks = siblings
        elif token.type != "inline":
            blocks.append(_block([token], []))
    return tuple(blocks)


def _block(tokens: list[Token], children: list[Block]) -> Block:
    token = tokens[0]
    kind = token.type.removesuffix("_open")
    start, end = token.map or (0, 0)
    if kind == "paragraph":
        return Block(kind, tokens, start, end, (), tokens[1])
    if kind == "heading":
        return Block(kind, tokens, start, end, (), tokens[1], int(token.tag[1:]))
    if kind == "list_item":
        return Block(kind, tokens, start, end, tuple(children), None, 0, int(token.info) if token.info else None)
    return Block(kind, tokens, start, end, () if kind == "table" else tuple(children))


def to_html(fragment: Fragment) -> str:
    """Render a fragment; formulas are still placeholders, so that HTML can be searched for words."""
    tokens = fragment.tokens
    if tokens and not tokens[0].block:
        tokens = [Token("inline", "", 0, children=list(tokens))]
    return str(parser().renderer.render(tokens, parser().options, {})).strip()


def render_line(decoded: Decoded) -> str:
    """Render a text of one line (a question, a title), formulas in place: its emphasis and code, but no blocks."""
    text = " ".join(decoded.text.split("\n"))
    tokens = parser().parseInline(text)
    return restore_html(to_html(Fragment(tokens[0].children or [], text)), decoded.formulas) if text else ""


def to_plain(fragment: Fragment) -> str:
    """Return the text that a reader sees, a line a block; formulas are still placeholders."""
    return strip_tags(to_html(fragment))


def restore_html(text: str, formulas: tuple[Formula, ...]) -> str:
    """Put formulas into HTML as MathJax reads them."""
    return restore_formulas(text, formulas, formula_to_html)


def formula_to_html(formula: Formula) -> str:
    r"""Write a formula as MathJax reads it: `\(…\)` or `\[…\]`, with `<`, `>`, `&` as entities."""
    tex = html.escape(formula.tex, quote=False)
    return f"\\[{tex}\\]" if formula.display else f"\\({tex}\\)"

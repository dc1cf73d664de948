"""Tokens to HTML that is safe in a field: no attribute but a link's address, no image, no style, code in colour.

CSS classes of the result: `div.table` around each table (so that it scrolls inside itself), `pre.highlight` around
each code block, in it pygments' own short classes. Cells that the author aligned have the attribute `align`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict
    from pygments.lexer import Lexer

_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
_MATH = re.compile(r"\\(?=[()\[\]])")
_JOINER = "\u2060"
_LANGUAGES = {"assembly": "nasm", "algol": "pascal", "shell": "bash", "terminal": "console"}
_LONGEST = 10_000
"""Code of more characters is not coloured: some of pygments' lexers take seconds for what no author writes."""


class SafeRenderer(RendererHTML):
    """The parser's renderer, with the elements of which an author could make more than text."""

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        r"""Escape text; a literal `\(` gets an invisible joiner, so that MathJax leaves it alone."""
        content = tokens[idx].content
        if "\\" in content:
            content = _MATH.sub(rf"\\{_JOINER}", content)
        return escapeHtml(content)

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Link to the web only; of any other link the text remains."""
        address = str(tokens[idx].attrs.get("href", ""))
        return f'<a href="{escapeHtml(address)}">' if _WEB.match(address) else ""

    def link_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Close what `link_open` opened."""
        depth = 0
        for token in reversed(tokens[: idx + 1]):
            depth += (token.type == "link_close") - (token.type == "link_open")
            if depth == 0:
                return "</a>" if _WEB.match(str(token.attrs.get("href", ""))) else ""
        return ""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Show an image's description: a card loads nothing from the network."""
        return escapeHtml(self.renderInlineAsText(tokens[idx].children, options, env))

    def inline_tag(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Write a tag whose partner is here, too; without it the tag is text."""
        token = tokens[idx]
        partner = token.meta.get("partner")
        if partner is None or not any(other is partner for other in tokens):
            return escapeHtml(token.content)
        return f"</{token.tag}>" if token.info == "close" else f"<{token.tag}>"

    def table_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Open a table in a box that scrolls."""
        return f'{_line_end(tokens, idx)}<div class="table"><table>\n'

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Close a table and its box."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Open a heading cell."""
        return f"<th{_alignment(tokens[idx])}>"

    def td_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Open a cell."""
        return f"<td{_alignment(tokens[idx])}>"

    def fence(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Write a code block in the colours of its language."""
        words = tokens[idx].info.split()
        return _line_end(tokens, idx) + render_code(tokens[idx].content, words[0].lower() if words else "")

    def code_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Write an indented code block, which has no language."""
        return _line_end(tokens, idx) + render_code(tokens[idx].content, "")


def _line_end(tokens: Sequence[Token], idx: int) -> str:
    """End the line of a paragraph without tags, as lists without blank lines have them."""
    return "\n" if idx and tokens[idx - 1].hidden else ""


def _alignment(token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return f' align="{style.removeprefix("text-align:")}"' if style else ""


def render_code(code: str, language: str) -> str:
    """Return a code block as HTML, coloured where pygments knows the language, with every character kept."""
    lexer = _lexer(language) if language and len(code) <= _LONGEST else None
    body = highlight(code, lexer, _formatter()) if lexer else escapeHtml(code)
    return f'<pre class="highlight"><code>{body}</code></pre>\n'


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(_LANGUAGES.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None

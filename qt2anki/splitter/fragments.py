"""Cut fragments out of an answer: tokens as the parser gave them, with the Markdown that they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from qt2anki.decode import restore_mathjax, restore_source, restore_tex
from qt2anki.model import Fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.model import Decoded

EMPTY = Fragment((), "")
_OPEN = Token("paragraph_open", "p", 1, block=True)
_CLOSE = Token("paragraph_close", "p", -1, block=True)
"""Shared by all new paragraphs: nothing that reads tokens changes them."""


class Page:
    """A decoded answer while it is being split: its lines, and the formulas that its placeholders stand for."""

    __slots__ = ("formulas", "lines")

    def __init__(self, decoded: Decoded) -> None:
        self.lines = decoded.text.split("\n")
        self.formulas = decoded.formulas

    def blocks(self, blocks: Sequence[Block]) -> Fragment:
        """Return neighbouring blocks as one fragment."""
        if not blocks:
            return EMPTY
        if len(blocks) == 1:
            return Fragment(blocks[0].tokens, self.source(blocks[0].start, blocks[0].end))
        tokens = [token for block in blocks for token in block.tokens]
        return Fragment(tokens, self.source(blocks[0].start, blocks[-1].end))

    def title(self, children: Sequence[Token]) -> Fragment:
        """Return the inline children of a title as a fragment; its source is the title as plain text, on one line."""
        text = children[0].content if len(children) == 1 else text_of(children)
        return Fragment(children, restore_tex(text, self.formulas).strip().replace("\n", " "))

    def body(self, rest: list[Token], rest_source: str, blocks: Sequence[Block], end: int) -> Fragment:
        """Return what is left of an item's first paragraph, as a paragraph, and the blocks that follow, up to `end`."""
        tokens = paragraph(rest, rest_source) if rest else []
        source = rest_source
        if blocks:
            tokens += [token for block in blocks for token in block.tokens]
            below = dedent(self.lines[blocks[0].start : min(end, blocks[-1].end)])
            source = f"{rest_source}\n\n{below}" if rest_source else below
        return Fragment(tokens, restore_source(source.strip("\n"), self.formulas))

    def source(self, start: int, end: int) -> str:
        """Return the Markdown of lines `start` to `end`, formulas as written."""
        return restore_source("\n".join(self.lines[start:end]).strip("\n"), self.formulas)

    def label(self, text: str) -> str:
        r"""Return plain text with its formulas as `\(…\)`."""
        return restore_mathjax(text, self.formulas)


def paragraph(children: list[Token], source: str) -> list[Token]:
    """Return a new paragraph that holds inline children."""
    inline = Token("inline", "", 0, children=children, content=source, block=True)
    return [_OPEN, inline, _CLOSE]


def text_token(content: str) -> Token:
    """Return an inline token of plain text."""
    return Token("text", "", 0, content=content)


def text_of(children: Sequence[Token]) -> str:
    """Return the text of inline children as a reader sees it, line breaks as line breaks."""
    return "".join(["\n" if t.type.endswith("break") else t.content for t in children])


def dedent(lines: Sequence[str]) -> str:
    """Join lines, less the indentation of the first that is not blank; what stands further left stays there."""
    first = next((line for line in lines if line.strip()), "")
    width = len(first) - len(first.lstrip(" "))
    if not width:
        return "\n".join(lines)
    return "\n".join(line[min(width, len(line) - len(line.lstrip(" "))) :] for line in lines)


def paired(children: Sequence[Token]) -> list[Token]:
    """Return a cut of inline children without the opening and closing tokens whose partner was cut off."""
    opened: list[int] = []
    alone: set[int] = set()
    for at, token in enumerate(children):
        if token.nesting == 1:
            opened.append(at)
        elif token.nesting == -1 and opened:
            opened.pop()
        elif token.nesting == -1:
            alone.add(at)
    alone.update(opened)
    return [token for at, token in enumerate(children) if at not in alone]

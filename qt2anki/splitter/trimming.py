"""Where a list ends: a paragraph that closes the answer does not belong to the last step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from qt2anki.splitter.fragments import paired, paragraph
from qt2anki.splitter.phrases import CLOSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.runs import Entry, Run


def trim(run: Run, blocks: Sequence[Block], lines: Sequence[str]) -> None:
    """Take the closing text off the last entry of a list of headings or lines, or a line that it swallowed."""
    last = run.entries[-1]
    if last.kind == "item":
        run.closing = _trim_line(last, lines)
        return
    keep = _kept(last, run.entries[:-1])
    if keep < len(last.blocks):
        run.last -= len(last.blocks) - keep
        last.blocks = last.blocks[:keep]
        last.end = blocks[run.last - 1].end


def _kept(last: Entry, before: Sequence[Entry]) -> int:
    """Return how many blocks of the last entry are its own.

    A stock phrase closes; so does one more paragraph than each of the entries before has, where they are all alike.
    """
    for at, block in enumerate(last.blocks):
        opens = at == 0 and last.kind == "heading"
        if block.kind == "paragraph" and block.inline is not None and not opens and CLOSING.match(block.inline.content):
            return at
        if block.kind == "hr":
            return at
    shapes = {tuple(block.kind for block in entry.blocks) for entry in before}
    shape = tuple(block.kind for block in last.blocks)
    if len(before) > 1 and len(shapes) == 1 and shape[-1:] == ("paragraph",) and shape[:-1] in shapes:
        return len(shape) - 1
    return len(shape)


def _trim_line(last: Entry, lines: Sequence[str]) -> int | None:
    """Cut off, and return, the unindented closing line that Markdown takes for a part of the last item's paragraph."""
    for at in range(last.start + 1, last.end):
        if lines[at][:1].isalpha() and CLOSING.match(lines[at]):
            last.head = last.head and _inline_before(last.head, at)
            last.blocks = [_before(block, at) for block in last.blocks if block.start < at]
            last.end = at
            return at
    return None


def closing_text(block: Block, line: int) -> list[Token]:
    """Return as a paragraph what stands in a block from a line on that continues a paragraph."""
    for token in block.tokens:
        if token.type == "inline" and token.map is not None and token.map[0] < line < token.map[1]:
            children = token.children or []
            breaks = [i for i, t in enumerate(children) if t.type.endswith("break")]
            count = line - token.map[0]
            if len(breaks) >= count:
                rest = "\n".join(token.content.split("\n")[count:])
                return paragraph(paired(children[breaks[count - 1] + 1 :]), rest)
    return []


def _inline_before(inline: Token, line: int) -> Token:
    if inline.map is None or inline.map[1] <= line:
        return inline
    count = line - inline.map[0]
    breaks = [i for i, t in enumerate(inline.children or ()) if t.type.endswith("break")]
    if len(breaks) < count:
        return inline
    content = "\n".join(inline.content.split("\n")[:count])
    children = paired((inline.children or [])[: breaks[count - 1]])
    return Token("inline", "", 0, children=children, content=content, block=True)


def _before(block: Block, line: int) -> Block:
    """Return a block as it is above a line."""
    if block.end <= line:
        return block
    if block.inline is not None:
        inline = _inline_before(block.inline, line)
        return block._replace(inline=inline, end=line, tokens=[block.tokens[0], inline, block.tokens[-1]])
    if not block.children:
        return block
    children = [_before(child, line) for child in block.children if child.start < line]
    inner = [token for child in children for token in child.tokens]
    return block._replace(end=line, children=tuple(children), tokens=[block.tokens[0], *inner, block.tokens[-1]])

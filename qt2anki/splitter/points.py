"""What an answer without numbers teaches: its bold-term bullets, and its sections under headings or bold titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.model import Item
from qt2anki.splitter.phrases import EXAMPLE_OF, EXAMPLE_TITLE, SUMMARY_TITLE
from qt2anki.splitter.titles import cut, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.fragments import Page

_GENERIC = re.compile(
    r"(?:definitions?|overview|introduction|examples?|purposes?|advantages?|disadvantages?|pros|cons|benefits"
    r"|drawbacks|limitations"
    r"|summary|conclusions?|importance|significance|applications?|uses?|notes?|key (?:points|features"
    r"|differences|characteristics|concepts)"
    r"|characteristics|features|functions?|description|background|context|comparison|types|structure|formula"
    r"|explanation|process|mechanism"
    r"|result|effects?|impacts?|causes?|role|roles|location|properties|usage|syntax|where|here)$",
    re.IGNORECASE,
)
_BOLD_TITLE = re.compile(r"(?:\*\*|__)(?=\S)[^*_\n]+(?:[:：](?:\*\*|__)|(?:\*\*|__)\s*(?:[:：]|[–—-]\s|\n|$))")


def find_parts(page: Page, rest: str, blocks: Sequence[Block]) -> tuple[Item, ...]:
    """Return the bold-term bullets of a body that consists of them, but for a line that announces them."""
    if len(blocks) != 1 or blocks[0].kind != "bullet_list" or (rest and not rest.endswith((":", "："))):
        return ()
    items = [bullet(page, item) for item in blocks[0].children]
    return tuple(item for item in items if item is not None) if all(items) else ()


def bullet(page: Page, block: Block) -> Item | None:
    """Return a bold-term bullet as an item, None for any other bullet."""
    first = block.children[0] if block.children else None
    if first is None or first.kind != "paragraph" or first.inline is None:
        return None
    if not first.inline.content.startswith(("**", "__", "`")):
        return None
    blocks = block.children[1:]
    found = cut(first.inline.children or (), first.inline.content, alone=not blocks)
    if not found.title:
        return None
    heading = page.title(found.title)
    body = page.body(found.rest, found.source, blocks, block.end)
    return Item(None, heading.source, heading, body, find_parts(page, found.source, blocks))


def opens_section(block: Block, *, headed: bool) -> bool:
    """Tell whether a block opens a section: a heading, and a paragraph with a bold title where no heading stands."""
    if block.kind == "heading" or headed:
        return block.kind == "heading"
    return block.kind == "paragraph" and block.inline is not None and bool(_BOLD_TITLE.match(block.inline.content))


def find_points(page: Page, blocks: Sequence[Block]) -> tuple[Item, ...]:
    """Return the points of an answer's top-level blocks: its sections with their bullets, and other bullets."""
    headed = any(block.kind == "heading" for block in blocks)
    opens = [opens_section(block, headed=headed) for block in blocks]
    points: list[Item] = []
    at = 0
    while at < len(blocks):
        stop = at + 1
        while stop < len(blocks) and not opens[stop]:
            stop += 1
        section = blocks[at + 1 : stop] if opens[at] else blocks[at:stop]
        inner = [item for block in section for item in _bullets(page, block)]
        points += _section(page, blocks[at], section, inner) if opens[at] else inner
        at = stop
    return tuple(points)


def _section(page: Page, opening: Block, section: Sequence[Block], inner: list[Item]) -> list[Item]:
    """Return a section as one point; one that says nothing, exemplifies, or has a generic title gives those in it."""
    children, content = (opening.inline.children or [], opening.inline.content) if opening.inline else ([], "")
    found = whole(children) if opening.kind == "heading" else cut(children, content, alone=not section)
    title = page.title(found.title)
    known = (SUMMARY_TITLE, EXAMPLE_TITLE, EXAMPLE_OF, _GENERIC)
    if not (section or found.rest) or any(each.match(title.source) for each in known):
        return inner
    end = section[-1].end if section else opening.end
    return [Item(None, title.source, title, page.body(found.rest, found.source, section, end), tuple(inner))]


def _bullets(page: Page, block: Block) -> list[Item]:
    """Return the bold-term bullets of a list; one with a generic title gives those inside it instead."""
    if block.kind != "bullet_list":
        return []
    found: list[Item] = []
    for child in block.children:
        item = bullet(page, child)
        if item is not None and not _GENERIC.match(item.title):
            found.append(item)
        elif item is not None:
            found += item.parts
    return found

"""Find the numbered lists of an answer: Markdown's own, numbered headings, numbered lines, and what interrupts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qt2anki.model import PLACEHOLDER
from qt2anki.splitter.numbering import is_step, number_of
from qt2anki.splitter.phrases import CLOSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from qt2anki.markup import Block

_FORMULA = re.compile(rf"{PLACEHOLDER.pattern}[.,]?")
_WHERE = ("where ", "Where ", "where:", "Where:")
_CONTINUES = re.compile(
    r"(?:this|these) (?:code|command|condition|derivative|entry|equation|expression|formula|function|inequality|law"
    r"|matrix|notation|output|principle|property|query|reaction|relation|relationship|result|table|term|value)s?\b"
    r"|this (?:allows|can|ensures|gives|implies|indicates|is|means|shows|tells)\b"
    r"|in (?:this|these) (?:case|code|equation|expression|formula|table)s?\b|here,? ",
    re.IGNORECASE,
)
"""How a paragraph opens that speaks of the formula, table or code right above it."""
_SHOWN = frozenset({"fence", "table"})
_OPENS_LINE = frozenset("*_SsPp0123456789")
_OPENS_HEADING = _OPENS_LINE | frozenset("DdWwMm")


@dataclass(slots=True)
class Entry:
    """One numbered item as found: `head` opens it, `blocks` follow; it fills the lines from `start` to `end`.

    `kind` says what its head is: "item" of a list, "heading", or "line".
    """

    number: int
    kind: str
    head: Token | None
    blocks: list[Block]
    start: int
    end: int


@dataclass(slots=True)
class Run:
    """One numbered list: its entries, and the top-level blocks `first` to `last` (excluded) that it fills.

    `within` is the item of an outer bullet list that holds it, None for a list that stands by itself. `closing` is
    the line on which closing text begins that Markdown takes for a part of the last item, None where there is none.
    """

    first: int
    last: int
    entries: list[Entry] = field(default_factory=list)
    within: Block | None = None
    closing: int | None = None


def find_runs(blocks: Sequence[Block]) -> list[Run]:
    """Return the numbered lists of an answer's top-level blocks, in order."""
    headed = _heading_runs(blocks)
    taken = _taken(headed)
    lined = _line_runs(blocks, taken)
    taken |= _taken(lined)
    return sorted([*headed, *lined, *_list_runs(blocks, taken)], key=lambda run: run.first)


def _taken(runs: Sequence[Run]) -> set[int]:
    return {at for run in runs for at in range(run.first, run.last)}


def _heading_runs(blocks: Sequence[Block]) -> list[Run]:
    """Numbered headings of one level make a list; a shallower one, or an unnumbered one of that level, ends it.

    An unnumbered one that the next number follows does not: it belongs to the step above.
    """
    runs: list[Run] = []
    run, level = None, 0
    for at, block in enumerate(blocks):
        if block.kind != "heading" or block.inline is None or (run and not run.last and block.level > level):
            continue
        number = number_of(block.inline.content) if block.inline.content[:1] in _OPENS_HEADING else None
        follows = run is not None and block.level == level and number == run.entries[-1].number + 1
        if run is not None:
            run.last = 0 if follows else run.last or at
        if run is not None and block.level < level:
            run = None
        if number is not None:
            if run is None or not follows:
                run, level = Run(at, 0), block.level
                runs.append(run)
            run.entries.append(Entry(number, "heading", block.inline, [block], block.start, 0))
    return _whole_runs(runs, blocks)


def _line_runs(blocks: Sequence[Block], taken: set[int]) -> list[Run]:
    """Numbered bold lines and "Step" lines of one section make a list, with what stands between them."""
    runs: list[Run] = []
    run = None
    for at, block in enumerate(blocks):
        if at in taken or block.kind == "heading":
            if run is not None:
                run.last = run.last or at
            run = None
        elif block.kind == "paragraph" and block.inline is not None and block.inline.content[:1] in _OPENS_LINE:
            number = number_of(block.inline.content)
            if number is None:
                continue
            if run is None or number != run.entries[-1].number + 1:
                run = Run(at, 0)
                runs.append(run)
            run.entries.append(Entry(number, "line", block.inline, [block], block.start, 0))
    return _whole_runs(runs, blocks)


def _whole_runs(runs: Sequence[Run], blocks: Sequence[Block]) -> list[Run]:
    """Keep the runs of two entries and more, and give them their blocks."""
    kept = [run for run in runs if len(run.entries) > 1]
    for run in kept:
        run.last = run.last or len(blocks)
        _fill(run, blocks)
    return kept


def _fill(run: Run, blocks: Sequence[Block]) -> None:
    """Give each entry of a run of headings or lines the blocks up to the next one's."""
    heads = {id(entry.blocks[0]) for entry in run.entries}
    starts = [at for at in range(run.first, run.last) if id(blocks[at]) in heads]
    for entry, start, stop in zip(run.entries, starts, [*starts[1:], run.last], strict=True):
        entry.blocks = list(blocks[start + 1 : stop])
        entry.end = blocks[stop - 1].end


def _list_runs(blocks: Sequence[Block], taken: set[int]) -> list[Run]:
    """Ordered lists; one that goes on with the next number after an interruption goes on with the list."""
    runs: list[Run] = []
    run: Run | None = None
    for at, block in enumerate(blocks):
        if at in taken or block.kind == "heading":
            run = None
        elif block.kind == "ordered_list" and (items := list(_items(block))):
            if run is not None and items[0].number == run.entries[-1].number + 1:
                _go_on(run.entries[-1], blocks[run.last : at])
            else:
                run = Run(at, at)
                runs.append(run)
            run.entries += items
            run.last = at + 1
        elif run is not None and run.last == at and _belongs(block, run.entries[-1], blocks[at - 1]):
            _append(run.entries[-1], [block])
            run.last = at + 1
        elif block.kind == "bullet_list":
            runs += _within(block, at)
    return runs


def _belongs(block: Block, last: Entry, before: Block) -> bool:
    """Tell whether a block that is not indented, behind `before`, still belongs to the item above.

    A formula, a table or code does that the item announces with a colon, and so does what speaks of it below: "where
    …", "this equation …", and bullets.
    """
    above = last.blocks[-1].inline if last.blocks else last.head
    if _is_shown(block):
        return above is not None and above.content.rstrip().endswith((":", "："))
    if before.kind == "ordered_list":
        return False
    if block.kind == "bullet_list":
        return _is_shown(before) or (above is not None and above.content.startswith(_WHERE))
    if block.kind != "paragraph" or block.inline is None or not _is_shown(before):
        return False
    text = block.inline.content
    return text.startswith(_WHERE) or bool(_CONTINUES.match(text) and not CLOSING.match(text))


def _is_shown(block: Block) -> bool:
    """Tell whether a block is a formula, a table or code."""
    return block.kind in _SHOWN or (block.inline is not None and bool(_FORMULA.fullmatch(block.inline.content)))


def _go_on(last: Entry, between: Sequence[Block]) -> None:
    """Give an item the blocks that interrupt its list, but for a line that announces the next item."""
    inline = between[-1].inline if between else None
    _append(last, between[:-1] if inline is not None and inline.content.endswith((":", "：")) else between)


def _append(last: Entry, blocks: Sequence[Block]) -> None:
    if blocks:
        last.blocks += blocks
        last.end = blocks[-1].end


def _items(block: Block) -> Iterator[Entry]:
    number = (block.children[0].number or 1) - 1
    for item in block.children:
        if not item.children:
            continue
        number = max(number + 1, item.number or 0) if (item.number or 0) > number else number + 1
        first = item.children[0]
        head = first.inline if first.kind == "paragraph" else None
        yield Entry(number, "item", head, list(item.children[head is not None :]), item.start, item.end)


def _within(block: Block, at: int) -> Iterator[Run]:
    steps = [item for item in block.children if item.children and item.children[0].inline is not None]
    if len(steps) > 1 and all(is_step(_content(item)) for item in steps):
        run = Run(at, at + 1)
        for item in block.children:
            number = number_of(_content(item)) or len(run.entries) + 1
            run.entries.append(
                Entry(number, "line", item.children[0].inline, list(item.children[1:]), item.start, item.end)
            )
        yield run
        return
    for item in block.children:
        for child in item.children:
            if child.kind == "ordered_list" and (items := list(_items(child))):
                yield Run(at, at + 1, items, within=item)


def _content(item: Block) -> str:
    inline = item.children[0].inline if item.children else None
    return inline.content if inline is not None else ""

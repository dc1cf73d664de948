"""Rendered HTML as runs of plain text whose every character knows its place, so that part of it can be set off."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from qt2anki.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

CORE_OPEN, CORE_CLOSE = '<mark class="qt-core">', "</mark>"

_ANY_TAG = re.compile(r"<(?P<close>/?)(?P<tag>[a-z]+[1-6]?)[^>]*>")
_TAG_BEFORE = re.compile(r"<[a-z]+[^<>]*>$")
_LONGEST_TAG = 300
"""How far before a place an opening tag is looked for, in characters."""
_TEXT = re.compile(r"(?P<entity>&#?\w+;)|[^<&]+|[<&]")
_BLOCKS = frozenset("p li ul ol h1 h2 h3 h4 h5 h6 pre table thead tbody tr td th blockquote div hr br dl dt dd".split())  # noqa: SIM905
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LISTS = frozenset(("ul", "ol"))
_SILENT = frozenset(("pre", "table"))


@dataclass(eq=False)
class Run:
    """The text of one block: a paragraph, the text of a list item, a heading.

    `item` counts the list items around and before it, so that runs of one item bear one number, 0 outside of lists.
    `depth` counts the lists around it. `pieces` are (start, end, length): characters `start` to `end` of the HTML are
    the next `length` ones of `text`.
    """

    tag: str
    depth: int
    item: int
    text: str = ""
    pieces: list[tuple[int, int, int]] = field(default_factory=list)

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return (start, end) of the sentences of `text`."""
        return self._sentences

    @cached_property
    def _sentences(self) -> tuple[tuple[int, int], ...]:
        return sentences(self.text)

    def sentence_before(self, start: int) -> tuple[int, int]:
        """Return (start, end) of the sentence that ends before `start`, (start, start) where none does."""
        return next((span for span in reversed(self._sentences) if span[1] <= start), (start, start))

    def sentence_behind(self, end: int) -> tuple[int, int]:
        """Return (start, end) of the sentence that begins behind `end`, (end, end) where none does."""
        return next((span for span in self._sentences if span[0] >= end), (end, end))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return (start, end) in the HTML of characters `start` to `end` of `text`, at least one."""
        return self._offset(start, 0), self._offset(end - 1, 1)

    def _offset(self, at: int, beyond: int) -> int:
        """Return where a character of `text` stands in the HTML, or where what stands `beyond` it begins."""
        for start, end, length in self.pieces:
            if at < length:
                return start + at + beyond if end - start == length else (start, end)[beyond]
            at -= length
        raise IndexError(at)


@lru_cache(maxsize=64)
def find_runs(rendered: str) -> Sequence[Run]:
    """Return the runs of text of rendered HTML, without code blocks and tables.

    Each of an item's cards asks for the runs of the same text, so the last few are remembered.
    """
    reader = _Reader()
    at = 0
    for tag in _ANY_TAG.finditer(rendered):
        reader.read_text(rendered, at, tag.start())
        if tag["tag"] in _BLOCKS:
            reader.read_block(tag["tag"], closes=bool(tag["close"]))
        at = tag.end()
    reader.read_text(rendered, at, len(rendered))
    return tuple(reader.runs)


class _Reader:
    """Walks through rendered HTML and knows which block it is in."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._current: Run | None = None
        self._depth = self._items = self._silent = 0

    def read_block(self, tag: str, *, closes: bool) -> None:
        self._current = None
        step = -1 if closes else 1
        if tag in _LISTS:
            self._depth += step
        elif tag in _SILENT:
            self._silent += step
        elif tag == "li" and not closes:
            self._items += 1
        elif tag in _HEADINGS and not closes:
            self._open(tag)

    def _open(self, tag: str) -> Run:
        self._current = Run(tag, self._depth, self._items if self._depth else 0)
        self.runs.append(self._current)
        return self._current

    def read_text(self, rendered: str, start: int, end: int) -> None:
        """Read what stands between two tags, entities one by one."""
        text = rendered[start:end]
        if "&" not in text and "<" not in text:
            self._add(text, start, end)
            return
        for piece in _TEXT.finditer(rendered, start, end):
            self._add(html.unescape(piece[0]) if piece["entity"] else piece[0], *piece.span())

    def _add(self, text: str, start: int, end: int) -> None:
        if self._silent or not text:
            return
        if self._current is None and text.isspace() and end - start == len(text):
            return  # white space between blocks; an entity is text
        run = self._current or self._open("p")
        run.text += text
        run.pieces.append((start, end, len(text)))


def set_off(rendered: str, spans: list[tuple[int, int]]) -> str:
    """Wrap each (start, end) of HTML as core; an inline tag that a span cuts in two ends and begins it anew."""
    out: list[str] = []
    at = 0
    for span in spans:
        start, end = _with_its_tags(rendered, *span)
        out += (rendered[at:start], _wrap(rendered[start:end]))
        at = end
    return "".join((*out, rendered[at:]))


def _with_its_tags(rendered: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the tag that opens right before it or closes right behind it, where its partner is inside."""
    before, behind = _TAG_BEFORE.search(rendered, max(start - _LONGEST_TAG, 0), start), _ANY_TAG.match(rendered, end)
    starts = (start, *([before.start()] if before else ()))
    ends = (end, *([behind.end()] if behind else ()))
    spans = ((first, last) for first in starts for last in ends)
    return next((span for span in spans if is_balanced(rendered[slice(*span)])), (start, end))


def _wrap(inside: str) -> str:
    if "<" not in inside or is_balanced(inside):
        return f"{CORE_OPEN}{inside}{CORE_CLOSE}"
    parts = re.split(r"(<[^>]*>)", inside)
    return "".join(
        part if at % 2 or not part.strip() else f"{CORE_OPEN}{part}{CORE_CLOSE}" for at, part in enumerate(parts)
    )


def is_balanced(inside: str) -> bool:
    """Tell whether every tag of a piece of HTML has its partner in it, in the right order."""
    open_tags: list[str] = []
    for found in _ANY_TAG.finditer(inside):
        tag = found["tag"]
        if tag == "br":
            continue
        if not found["close"]:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            return False
    return not open_tags


def cut_run(rendered: str, run: Run, start: int, end: int) -> str:
    """Return characters `start` to `end` of a run as HTML of its own, without inline tags that they cut in two."""
    inside = rendered[slice(*run.place(start, end))]
    return inside if is_balanced(inside) else html.escape(run.text[start:end], quote=False)

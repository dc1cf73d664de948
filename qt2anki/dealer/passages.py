"""Rendered HTML as runs of plain text whose every character knows its place, so that part of it can be set off."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from qt2anki.prose import sentences

CORE_OPEN, CORE_CLOSE = '<mark class="qt-core">', "</mark>"

_PIECE = re.compile(r"<(?P<close>/?)(?P<tag>[a-z]+[1-6]?)[^>]*>|(?P<entity>&#?\w+;)|(?P<text>[^<&]+|[<&])")
_TAG = re.compile(r"<[^>]*>")
_BLOCKS = frozenset("p li ul ol h1 h2 h3 h4 h5 h6 pre table thead tbody tr td th blockquote div hr br dl dt dd".split())  # noqa: SIM905
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LISTS = frozenset(("ul", "ol"))
_SILENT = frozenset(("pre", "table"))


@dataclass(slots=True)
class Run:
    """The text of one block: a paragraph, the text of a list item, a heading.

    `spots` are the offsets in the HTML of each character of `text`; `item` counts the list items around and before
    it, so that runs of one item bear one number, 0 outside of lists. `depth` counts the lists around it.
    """

    tag: str
    depth: int = 0
    item: int = 0
    text: str = ""
    spots: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return (start, end) of the sentences of `text`."""
        return sentences(self.text)


def find_runs(rendered: str) -> list[Run]:
    """Return the runs of text of rendered HTML, without code blocks and tables."""
    reader = _Reader()
    for piece in _PIECE.finditer(rendered):
        tag = piece["tag"]
        if tag is None:
            reader.read_text(piece)
        elif tag in _BLOCKS:
            reader.read_block(tag, closes=bool(piece["close"]))
    return reader.runs


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

    def read_text(self, piece: re.Match[str]) -> None:
        if self._silent or (self._current is None and piece[0].isspace()):
            return
        run = self._current or self._open("p")
        start, end = piece.span()
        text = html.unescape(piece[0]) if piece["entity"] else piece[0]
        run.text += text
        run.spots += [start] * len(text) if piece["entity"] else range(start, end)
        run.ends += [end] * len(text) if piece["entity"] else range(start + 1, end + 1)


def strip_tags(rendered: str) -> str:
    """Return the plain text of rendered HTML, as `markup.to_plain` does, without rendering it again."""
    return html.unescape(_TAG.sub("", rendered)).strip()


def set_off(rendered: str, spans: list[tuple[int, int]]) -> str:
    """Wrap each (start, end) of HTML as core; an inline tag that a span cuts in two ends and begins it anew."""
    out: list[str] = []
    at = 0
    for start, end in spans:
        out += (rendered[at:start], _wrap(rendered[start:end]))
        at = end
    return "".join((*out, rendered[at:]))


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
    for piece in _PIECE.finditer(inside):
        tag = piece["tag"]
        if tag is None or tag == "br":
            continue
        if not piece["close"]:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            return False
    return not open_tags


def cut_run(rendered: str, run: Run, start: int, end: int) -> str:
    """Return characters `start` to `end` of a run as HTML of its own, without inline tags that they cut in two."""
    inside = rendered[run.spots[start] : run.ends[end - 1]]
    return inside if is_balanced(inside) else html.escape(run.text[start:end], quote=False)

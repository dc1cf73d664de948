"""Where in the raw file something stands: from decoded text, through YAML and repair, to line and column.

Nothing here runs in a build without problems: a position is worked out when a diagnostic needs it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

import yaml

from qt2anki.codes import diagnose
from qt2anki.decode import trace
from qt2anki.errors import Diagnostic, Location
from qt2anki.header import compose_header

if TYPE_CHECKING:
    from collections.abc import Iterator


def changed_places(path: str, raw: str, repaired: str) -> list[Diagnostic]:
    """Return a diagnostic for each line of `raw` that repair had to change, at its first change."""
    found = []
    before, after = raw.replace("\r\n", "\n").split("\n"), repaired.split("\n")
    for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
        if old != new and (change := _change(old, new)):
            code, column, message = change
            found.append(diagnose(code, Location(path, number, column + 1), message))
    return found


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_MOST_EDITS = 100
_SILENT = re.compile("[\u00ad\u200b\u2060\ufeff\r\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


def _change(old: str, new: str) -> tuple[str, int, str] | None:
    """Return (code, column from 0, message) of the first change worth telling: neither NFC nor what nobody sees."""
    if dropped := _UNSEEN.search(old.replace("\r", "")):
        return "dropped-character", dropped.start(), f"U+{ord(dropped[0]):04X} has been dropped"
    for start, end, text in islice(_edits(old, new), _MOST_EDITS):
        broken = old[start:end]
        if len(text) < len(_SILENT.sub("", broken)) or re.search("[\x80-\x9f]", broken):
            return "repaired-encoding", start, f"`{broken.strip()}` has been read as `{text.strip()}`"
    return None


def _edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) of what differs, in characters of `old`, from left to right, as far as asked."""
    at, there = 0, 0
    while at < len(old) or there < len(new):
        same = _common(old, at, new, there)
        at, there = at + same, there + same
        before, after = old[at : at + _WINDOW], new[there : there + _WINDOW]
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        ends = (len(old) - at, len(new) - there)
        sure = (b for b in blocks if b.size >= _SURE or (b.a + b.size, b.b + b.size) == ends)
        skip, take, _ = next(sure, blocks[-1])
        if skip or take:
            yield at, at + skip, new[there : there + take]
        at, there = at + skip, there + take


_WINDOW = 80
"""Characters around a change in which the texts come together again."""
_SURE = 3


def _common(old: str, at: int, new: str, there: int) -> int:
    length = 0
    while old[at + length : at + length + _WINDOW] == new[there + length : there + length + _WINDOW] != "":
        length += _WINDOW
    pairs = zip(old[at + length : at + length + _WINDOW], new[there + length : there + length + _WINDOW], strict=False)
    length += next((n for n, (one, other) in enumerate(pairs) if one != other), _WINDOW)
    return min(length, len(old) - at, len(new) - there)


def field_lines(text: str) -> dict[str, int]:
    """Return the line (from 1) of each field of a header; the `url` of a related question is `related_article1.url`."""
    lines: dict[str, int] = {}
    name = ""
    for number, line in enumerate(text.split("\n"), 1):
        key, colon, _ = line[:100].partition(":")
        if colon and line[:1].isalpha():
            name = key
            lines.setdefault(name, number)
        elif colon and key.strip() == "url":
            lines.setdefault(f"{name}.url", number)
    return lines


class SourceMap:
    """The places of one document's fields in its raw file."""

    def __init__(self, path: str, raw: str, repaired: str) -> None:
        """Take the raw text of the file, and the same after `repair.repair_text`."""
        self._path = path
        self._raw = raw.replace("\r\n", "\n").split("\n")
        self._repaired = repaired.split("\n")
        self._text = repaired
        self._root = compose_header(repaired)

    def locate(self, value: str, offset: int = 0, *names: str) -> Location:
        """Return where the character `offset` of the *decoded* text of a field stands.

        `names` lead to the field (`"seo", "page_keywords"`), `value` is its text before decoding.
        """
        node = self._find(names)
        if node is None:
            return Location(self._path)
        return self._at(node, value, _before(trace(value), offset))

    def locate_raw(self, value: str, offset: int = 0, *names: str) -> Location:
        """Return where the character `offset` of a field's text *before* decoding stands."""
        node = self._find(names)
        return Location(self._path) if node is None else self._at(node, value, offset)

    def _find(self, names: tuple[str, ...]) -> yaml.Node | None:
        node = self._root
        for name in names:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            node = next((value for key, value in pairs if key.value == name), None)
        return node

    def _at(self, node: yaml.Node, value: str, offset: int) -> Location:
        start, end = (_offset(self._text, mark) for mark in (node.start_mark, node.end_mark))
        place = start + _align(self._text[start:end], value, offset)
        line = self._text.count("\n", 0, place)
        column = place - (self._text.rfind("\n", 0, place) + 1)
        return Location(self._path, line + 1, self._raw_column(line, column) + 1)

    def _raw_column(self, line: int, column: int) -> int:
        old, new = (lines[line] if line < len(lines) else "" for lines in (self._raw, self._repaired))
        if old == new:
            return column
        shift = 0
        for start, end, text in _edits(old, new):
            if start - shift + len(text) > column:
                break
            shift += len(text) - (end - start)
        return column - shift


def _offset(text: str, mark: yaml.Mark) -> int:
    at = 0
    for _ in range(mark.line):
        at = text.index("\n", at) + 1
    return at + int(mark.column)


def _before(anchors: list[tuple[int, int]], offset: int) -> int:
    decoded, raw = max((pair for pair in anchors if pair[0] <= offset), default=(0, 0))
    return raw + offset - decoded


def _align(scalar: str, value: str, offset: int) -> int:
    """Return where the character `offset` of a scalar's value stands in the scalar as written.

    The value follows what is written but for indicators, quotes, escapes and folded white space.
    """
    at = 0
    if scalar[:1] in {">", "|"}:
        at = scalar.find("\n") + 1
    if (found := scalar.find(value, at)) >= 0:
        return found + offset
    for character in value[:offset]:
        found = scalar.find(character if not character.isspace() else scalar[at : at + 1], at, at + 200)
        at = found + 1 if found >= 0 else at
        while character.isspace() and scalar[at : at + 1].isspace():
            at += 1
    while at < len(scalar) and scalar[at].isspace():
        at += 1
    return at

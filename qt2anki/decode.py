r"""Decode a text field: literal line breaks become real ones, formulas become placeholders.

The source writes line breaks as the two characters backslash and n. How a pair is read depends on where it stands
(`spans` finds out): in prose it is a line break, in a formula unless it begins a command (`tex`), in a code block
unless it stands in a string of the program (`literals`), in a code span where it is neither quoted nor all there is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.literals import break_code
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, PLACEHOLDER, Decoded, Formula
from qt2anki.spans import Span, SpanKind, find_spans
from qt2anki.tex import break_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PROSE = re.compile(r"\\r\\n|\\[nrt\"]|\r\n?")
_PROSE_TEXT = {r"\t": "\t", r"\"": '"'}
_INDENT = re.compile(r"[ \t]*\n\s*")
_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
_STRUCTURE = re.compile(rf"^[ \t>]*(?:(?:[-*+]|\d{{1,9}}[.)]|#{{1,6}})[ \t]*)?[{_SPACES}][ \t{_SPACES}]*", re.MULTILINE)
"""White space that is no ASCII, where Markdown looks for structure: before a line's text, after a list's mark."""
_SPECIAL = ("$", "`", "~", "\r", *(chr(code) for code in (0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000)))


def decode(raw: str) -> Decoded:
    """Decode a raw text field into Markdown with real line breaks and formula placeholders."""
    if not _is_special(raw):
        return Decoded(raw.replace(r"\n", "\n"))
    formulas: list[Formula] = []
    text = "".join([text for _, text in _pieces(raw, formulas)])
    return Decoded(_STRUCTURE.sub(_with_spaces, text), tuple(formulas))


def _is_special(raw: str) -> bool:
    """Tell whether there is more to decode than line breaks in prose; two documents in three have no more."""
    return any(mark in raw for mark in _SPECIAL) or raw.count("\\") != raw.count(r"\n")


def _with_spaces(match: re.Match[str]) -> str:
    return re.sub(f"[{_SPACES}]", " ", match[0])


def trace(raw: str) -> list[tuple[int, int]]:
    """Return pairs (offset in the decoded text, offset in `raw`), ascending; between two they run in step."""
    anchors, length = [(0, 0)], 0
    for offset, text in _pieces(raw, []):
        anchors.append((length, offset))
        length += len(text)
    return anchors


def _pieces(raw: str, formulas: list[Formula]) -> Iterator[tuple[int, str]]:
    """Yield (offset in `raw`, decoded text), without a gap, and append each formula to `formulas`."""
    at = 0
    for span in find_spans(raw):
        yield from _shift(_break_prose(raw[at : span.start]), at)
        yield from _decode_span(raw, span, formulas)
        at = span.end
    yield from _shift(_break_prose(raw[at:]), at)


def _decode_span(raw: str, span: Span, formulas: list[Formula]) -> Iterator[tuple[int, str]]:
    inner = raw[span.inner_start : span.inner_end]
    opening, closing = raw[span.start : span.inner_start], raw[span.inner_end : span.end]
    if span.kind in {SpanKind.INLINE, SpanKind.DISPLAY}:
        written = "".join([text for _, text in break_formula(inner)])
        tex = _INDENT.sub("\n", _unquoted(written).strip())
        yield span.start, f"{FORMULA_OPEN}{len(formulas)}{FORMULA_CLOSE}"
        formulas.append(Formula(tex, span.kind is SpanKind.DISPLAY, opening + written + closing))
        return
    yield span.start, opening
    broken = break_code(inner, span.language) if span.kind is SpanKind.FENCE else _break_span(inner)
    yield from _shift(broken, span.inner_start)
    yield from _shift(_break_prose(closing), span.inner_end)


def _unquoted(tex: str) -> str:
    """Take a quotation's marks from the lines of a formula: where all but the first have one, it stands in one."""
    first, *lines = tex.split("\n")
    if not lines or not all(line.lstrip(" ").startswith(">") for line in lines):
        return tex
    return "\n".join([first, *(line.lstrip(" ")[1:] for line in lines)])


def _shift(pieces: Iterable[tuple[int, str]], by: int) -> Iterator[tuple[int, str]]:
    return ((offset + by, text) for offset, text in pieces)


def _break_prose(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _PROSE.finditer(text):
        yield at, text[at : match.start()]
        yield match.start(), _PROSE_TEXT.get(match[0], "\n")
        at = match.end()
    yield at, text[at:]


_QUOTED = re.compile(r"""(["'])[^"']*\1|^[^A-Za-z ]*\\[nrt][^ ]*$|^\\[a-z]+$""")


def _break_span(code: str) -> Iterator[tuple[int, str]]:
    """Keep the pairs of a code span, which stands on one line, unless one comes before indentation."""
    if _QUOTED.search(code) or not re.search(r"\\n[ ]", code):
        return iter([(0, code)])
    return _break_prose(code)


def restore_source(text: str, formulas: tuple[Formula, ...]) -> str:
    """Put the formulas of `text` back as the author wrote them."""
    return restore_formulas(text, formulas, lambda formula: formula.source)


def restore_mathjax(text: str, formulas: tuple[Formula, ...]) -> str:
    r"""Put the formulas of a line of plain text back as `\(…\)`; escaped as text, MathJax reads them."""
    return restore_formulas(text, formulas, lambda formula: rf"\({formula.tex}\)")


def restore_tex(text: str, formulas: tuple[Formula, ...]) -> str:
    """Put the formulas of `text` back as bare TeX, without delimiters."""
    return restore_formulas(text, formulas, lambda formula: formula.tex)


def restore_formulas(text: str, formulas: tuple[Formula, ...], written: Callable[[Formula], str]) -> str:
    """Put the formulas of plain text or HTML back, each as `written` writes it."""
    if FORMULA_OPEN not in text:
        return text
    return PLACEHOLDER.sub(lambda found: written(formulas[int(found[1])]), text)


def formulas_in(text: str, formulas: tuple[Formula, ...]) -> list[Formula]:
    """Return the formulas for which placeholders stand in plain text or HTML, in order."""
    return [formulas[int(number)] for number in PLACEHOLDER.findall(text)]

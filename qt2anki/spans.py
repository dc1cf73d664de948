r"""Find code and formulas in a raw text field, in one scan from left to right: whichever opens first, wins.

In a raw field a line ends with a line feed or with the two characters backslash and n. Nothing that stands inside
code is a formula, nothing inside a formula is code or Markdown. What opens and does not close is plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qt2anki.tex import ENVIRONMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator


class SpanKind(StrEnum):
    """What a stretch of a raw field is."""

    CODE = "code"
    FENCE = "fence"
    INLINE = "inline"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a raw field; `inner_start` to `inner_end` are without fences or delimiters.

    `language` is the first word of a fence's info string, in lower case. A fence without end has `closed` false.
    """

    kind: SpanKind
    start: int
    end: int
    inner_start: int
    inner_end: int
    language: str = ""
    closed: bool = True


_OPENER = re.compile(r"\\begin\{(?P<name>[A-Za-z]+\*?)\}|\\[\\$`(\[]|\$\$?|`+|~{3,}")
_BREAK = r"(?:\\n|\n)"
_LINE_START = re.compile(r"(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ \t])*")
_INFO = re.compile(r"[ \t]*([^\s`\\]*)[^`\\\n]*")
_BLOCK = re.compile(rf"{_BREAK}[ \t>]*(?:{_BREAK}|#{{1,6}}[ ]|[-*+][ ]+(?![ $])|\d{{1,9}}[.)][ ]|```|~~~|\|)")
"""A line break that ends a paragraph: before a blank line, a heading, a list item, a fence or a table row."""

_LONGEST = 5_000
"""No formula and no code span of any real document has as many characters; the bound keeps a scan linear."""

_LONGEST_INDENT = 200


def find_spans(raw: str) -> Iterator[Span]:
    """Yield the code and the formulas of a raw text field, in order; they do not overlap."""
    at = 0
    while match := _OPENER.search(raw, at):
        span = _span(raw, match)
        if span:
            yield span
        at = span.end if span else match.end()


def _span(raw: str, match: re.Match[str]) -> Span | None:
    opener = match[0]
    if opener[0] in "`~":
        if len(opener) > 2 and _starts_line(raw, match.start()):
            return _fence(raw, match)
        return _code(raw, match) if opener[0] == "`" else None
    if opener == "$$":
        return _delimited(raw, match, "$$")
    if opener == "$":
        return _dollars(raw, match)
    if opener in {r"\(", r"\["}:
        return _delimited(raw, match, r"\)" if opener == r"\(" else r"\]")
    return _environment(raw, match) if match["name"] in ENVIRONMENTS else None


def _starts_line(raw: str, at: int) -> bool:
    since = max(0, at - _LONGEST_INDENT)
    pair = raw.rfind(r"\n", since, at)
    line = max(raw.rfind("\n", since, at) + 1, pair + 2 if pair >= 0 else since)
    return _LINE_START.fullmatch(raw, line, at) is not None


def _fence(raw: str, match: re.Match[str]) -> Span | None:
    info = _INFO.match(raw, match.end())
    if info is None or not re.compile(rf"{_BREAK}|\r|\\r|\Z").match(raw, info.end()):
        return _code(raw, match) if match[0][0] == "`" else None
    mark = re.escape(match[0][0])
    closer = re.compile(rf"{_BREAK}[ \t>]*{mark}{{{len(match[0])},}}[ \t]*(?={_BREAK}|\\r|\r|\Z)").search(
        raw, info.end()
    )
    end, inner_end = (closer.end(), closer.start()) if closer else (len(raw), len(raw))
    return Span(SpanKind.FENCE, match.start(), end, info.end(), inner_end, info[1].lower(), closer is not None)


def _code(raw: str, match: re.Match[str]) -> Span | None:
    ticks = match[0]
    closer = re.compile(rf"(?<!`){ticks}(?!`)").search(raw, match.end(), match.end() + _LONGEST)
    if closer is None or _BLOCK.search(raw, match.end(), closer.start()):
        return None
    return Span(SpanKind.CODE, match.start(), closer.end(), match.end(), closer.start())


def _delimited(raw: str, match: re.Match[str], closer: str) -> Span | None:
    limit = match.end() + _LONGEST
    end = raw.find(closer, match.end(), limit)
    while end > 0 and closer != "$$" and raw[end - 1] == "\\":  # the row end `\\` before a mere `]` or `)`
        end = raw.find(closer, end + 1, limit)
    if end < 0 or _swallows(raw[match.end() : end], match[0]):
        return None
    kind = SpanKind.INLINE if closer == r"\)" else SpanKind.DISPLAY
    return Span(kind, match.start(), end + len(closer), match.end(), end)


_STRUCTURE = re.compile(rf"{_BREAK}[ \t>]*(?:#{{1,6}}[ ]|```|~~~|\d{{1,9}}[.)][ ]+\*\*|[-*+][ ]+\*\*)")
_PROSE = re.compile(rf"{_BREAK}[ \t]*{_BREAK}[ \t]*[A-Za-z]+[ ,][a-z]+[ ,][a-z]+[ ,]")
_CITATION = re.compile(r"[\w ,.;'’…-]*")


def _swallows(inner: str, opener: str) -> bool:
    """Tell whether what stands between two delimiters is empty or more than a formula: the opening one has no end."""
    if opener == "$$":
        if "$" in _TEXT.sub("", _ESCAPED.sub("", inner)):
            return True
    elif opener in inner.replace("\\\\", "") or (opener == r"\[" and _CITATION.fullmatch(inner)):
        return True
    return not inner.replace(r"\n", "").strip() or bool(_STRUCTURE.search(inner) or _PROSE.search(inner))


def _environment(raw: str, match: re.Match[str]) -> Span | None:
    name = match["name"]
    depth, at = 1, match.end()
    while depth:
        end = raw.find(rf"\end{{{name}}}", at, match.end() + _LONGEST)
        if end < 0:
            return None
        depth += raw.count(rf"\begin{{{name}}}", at, end) - 1
        at = end + len(name) + 6
    return Span(SpanKind.DISPLAY, match.start(), at, match.start(), at)


_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)
_ESCAPED = re.compile(r"\\[^A-Za-z]", re.DOTALL)
_TEXT = re.compile(r"\\(?:text|mbox|mathrm|textrm|textbf|mathbf|operatorname|ce)\*?\s*\{[^{}]*\}")
_TEX = re.compile(r"\\[A-Za-z,;{}|%]|[\^_{}]")
_SCRIPT = re.compile(r"[_^]\{[^{}]*\}")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z][a-z]+(?:['’][a-z]+)?[ ]+[A-Za-z][a-z]+")
_WORD = re.compile(r"(?<![\\A-Za-z0-9])[A-Za-z]{2,}")


def _dollars(raw: str, match: re.Match[str]) -> Span | None:
    """Find the end of `$…$`, or None where the dollar is money. The end is the next dollar of the paragraph."""
    limit = match.end() + _LONGEST
    closer = next((found for found in _DOLLAR.finditer(raw, match.end(), limit) if found[0] == "$"), None)
    if closer is None or _BLOCK.search(raw, match.end(), closer.start()):
        return None
    if not _is_formula(raw[match.end() : closer.start()], raw[closer.end() : closer.end() + 1]):
        return None
    return Span(SpanKind.INLINE, match.start(), closer.end(), match.end(), closer.start())


def _is_formula(inner: str, after: str) -> bool:
    r"""Weigh what stands between two dollars, and the character after the second one.

    Where it begins with a digit, the first dollar may be a sum of money. The second one is a sum if a digit follows
    (`$249 and $300`), and no end if a space stands before it alone. Two words side by side are prose (outside
    `\text{}`); after a sum one word is (`$5 for $x$`), and nothing follows an operator but another sum (`$5-$7`).
    TeX (a command, a script, a brace) outweighs all of it but prose, unless there is a sum at both ends.
    """
    content = inner.strip()
    if not content or "**" in content or "`" in content:
        return False
    amount = content[0].isdigit()
    tex = _TEX.search(content) is not None
    if (amount or not tex) and (after.isdigit() or inner[-1] == " " != inner[0]):
        return False
    plain = _SCRIPT.sub(" ", _TEXT.sub(" ", content))
    if not amount or tex:
        return not _WORDS.search(plain)
    return content[-1] not in "-–—+*/=(,;:" and not _WORDS.search(plain) and ("=" in plain or not _WORD.search(plain))

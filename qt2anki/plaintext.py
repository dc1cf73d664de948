"""A card's HTML as text for a terminal, a log, a test: blocks as lines, bullets as bullets."""

from __future__ import annotations

import html
import re

_ENDS = re.compile(r"</(?:p|li|div|ul|ol|h[1-6]|tr|table|pre|blockquote)>|<(?:hr|br)[^>]*>|(?<=>)\n(?=<)")
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[ \t]*\n\s*")


def to_text(rendered: str) -> str:
    """Return HTML as plain text, formulas as TeX."""
    text = _CELL.sub(" | ", rendered.replace("<li>", "\n• "))
    text = _TAG.sub("", _ENDS.sub("\n", text))
    return _BLANKS.sub("\n", html.unescape(text)).strip().replace("•\n", "• ")


def strip_tags(rendered: str) -> str:
    """Return the text of HTML as it stands, line breaks and all."""
    return html.unescape(_TAG.sub("", rendered)).strip()


def to_line(rendered: str) -> str:
    """Return HTML as one line of words, formulas as TeX."""
    return " ".join(html.unescape(_TAG.sub(" ", rendered)).split())

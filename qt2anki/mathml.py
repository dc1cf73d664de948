r"""TeX to MathML, for pages that show cards without Anki's MathJax; pure.

`latex2mathml` reads TeX. What it does not know and the content uses is rewritten first: the alignment environments,
and the chemistry of `\ce{…}` (mhchem). A formula that cannot be read is shown as its source.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMULAS = re.compile(
    r"(?P<code><pre\b.*?</pre>|<code\b.*?</code>)|\\\((?P<inline>.*?)\\\)|\\\[(?P<display>.*?)\\\]", re.DOTALL
)
"""Formulas in the HTML of a card, as MathJax finds them: never inside code."""

_LONGEST = 5000
"""A formula of more characters is no formula."""
_MACROS = re.compile(r"\\(?:(?:re)?newcommand|def|let|href|class|style|cssId)\b")
"""What could grow without end, or put more than a formula into the page."""
_ENVIRONMENTS = re.compile(r"\\(begin|end)\{(aligned|alignat\*?|alignedat|gathered|gather\*?|eqnarray\*?|align)\}")
_WRAPPERS = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")
_CHEMISTRY = re.compile(r"\\ce\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_ATTRIBUTES = {"href", "style", "class", "id", "xmlns"}

STYLE = """\
math [mathvariant^="bold"] { font-weight: bold; }
math [mathvariant="bold"], math [mathvariant="normal"] { text-transform: none; }
"""
"""CSS for what MathML Core leaves to style sheets: browsers ignore all values of `mathvariant` but one."""


@lru_cache(maxsize=4096)
def to_mathml(tex: str, *, display: bool) -> str:
    """Return a formula as MathML, or as `<code>` with its source where it cannot be read."""
    source = f"<code>{escape(tex)}</code>"
    if len(tex) > _LONGEST or _MACROS.search(tex):
        return source
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - it reads a table of all symbols

    try:
        root = convert_to_element(_rewrite(tex), display="block" if display else "inline")
    except Exception:  # noqa: BLE001 - the library raises whatever its parser stumbles on
        return source
    for element in root.iter():
        _clean(element)
    return tostring(root, encoding="unicode")


def typeset(html: str) -> str:
    r"""Replace the formulas `\(…\)` and `\[…\]` of a card's HTML by MathML."""
    return FORMULAS.sub(lambda found: formula_mathml(found) or found[0], html)


def has_formulas(html: str) -> bool:
    """Tell whether the HTML of a card may have formulas for `typeset`."""
    return "\\(" in html or "\\[" in html


def formula_mathml(found: re.Match[str]) -> str | None:
    """Return the MathML of one match of `FORMULAS`, None where it is code."""
    if found["code"] is not None:
        return None
    display = found["display"] is not None
    return to_mathml(unescape(found["display"] if display else found["inline"]).strip(), display=display)


def _rewrite(tex: str) -> str:
    tex = _CHEMISTRY.sub(lambda found: _chemistry(found[1]), tex)
    tex = _ENVIRONMENTS.sub(r"\\\1{align*}", tex)
    return _WRAPPERS.sub("", tex)


def _clean(element: Element) -> None:
    """Undo the library's own escapes, which it expects its caller to print bare, and drop what is no formula."""
    element.text = unescape(element.text) if element.text else element.text
    element.tail = unescape(element.tail) if element.tail else element.tail
    for name in _ATTRIBUTES.intersection(element.attrib):
        del element.attrib[name]


_ARROWS = {
    "<=>": r"\rightleftharpoons ",
    "<->": r"\leftrightarrow ",
    "->": r"\rightarrow ",
    "<-": r"\leftarrow ",
}
_PIECES = re.compile(
    r"(?P<arrow><=>|<->|->|<-)(?:\[(?P<over>[^\]]*)\])?"
    r"|\^(?:\{(?P<braced>[^{}]*)\}|(?P<charge>\d*[+-]?))"
    r"|_(?:\{(?P<below>[^{}]*)\}|(?P<index>\w))"
    r"|(?P<letters>[A-Za-z]+)"
    r"|(?P<count>(?<=[A-Za-z)\]])\d+)"
    r"|(?P<sign>(?<=[A-Za-z0-9)\]])[+-](?=\s|$|[,)\]]))"
)


def _chemistry(text: str) -> str:
    r"""Return the TeX of the content of a `\ce{…}`: formulas, charges, counts and arrows."""
    return _PIECES.sub(_chemical, text)


def _chemical(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if found["arrow"]:
        arrow = _ARROWS[found["arrow"]]
        return rf"\overset{{\text{{{found['over']}}}}}{{{arrow}}}" if found["over"] else arrow
    if kind == "letters":
        return rf"\text{{{found['letters']}}}"
    if kind in {"below", "index", "count"}:
        return f"_{{{found[kind]}}}"
    return f"^{{{found[kind or 0]}}}"

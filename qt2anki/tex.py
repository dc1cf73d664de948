r"""What TeX defines, and the literal line breaks of one formula.

`mathjax.txt` holds every command and environment that Anki's MathJax knows (3.2.2; its first lines say how it was
made; a test compares). `_LATEX` are names of common LaTeX packages that MathJax lacks: a formula with one of them
cannot be typeset, but it was never a line break.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = frozenset(
    line
    for line in files("qt2anki").joinpath("mathjax.txt").read_text("utf-8").split("\n")
    if not line.startswith("# ")
)
COMMANDS = frozenset(name for name in _NAMES if name[:1] != "{" or len(name) == 1)
"""The names of MathJax's commands, without the backslash."""
ENVIRONMENTS = frozenset(name[1:-1] for name in _NAMES if name[:1] == "{" and len(name) > 1)
"""The names of MathJax's environments."""

_LATEX = frozenset(
    re.findall(
        r"\S+",
        "newlength newpage newtheorem nicefrac nmodels noindent norm notni nsubset nsupset num numlist numrange"
        " raggedright raisebox real renewtheorem rotatebox tabular tensor textquotesingle textsc textsl"
        " textsuperscript textsubscript tikz toprule",
    )
)
LINE_LIKE = frozenset(name for name in COMMANDS | _LATEX if name[:1] in {"n", "r", "t"})
"""The command names that a pair `\\n`, `\\r` or `\\t` can begin."""

_RELATIONS = frozenset({"ne", "ni"})
_CONTROL = re.compile(r"\\(?:([nrt][A-Za-z]*)|[A-Za-z]+|.)|\r\n?", re.DOTALL)
_ROW_END = re.compile(r"(?:^|\\\\)[ ]*\Z")
_LAID_OUT = re.compile(r"\\n[ ]*\Z")


def break_formula(tex: str) -> Iterator[tuple[int, str]]:
    r"""Yield (offset in `tex`, text) of a formula whose literal line breaks have become real ones.

    `\n` is a line break unless the control word that it begins (all letters that follow, as TeX reads them) is a
    command: `\nx` breaks, `\neq` does not. Where a command leaves a single letter behind (`\nu`, `\ne`, `\ni`) both
    readings make sense, and the place decides: at the start of the formula or of one of its rows it is a line break
    when the formula ends in one, too (`$$\nu = 2x\n$$`, while `$$\n\nu = h/m\n$$` keeps its frequency), and a relation
    never carries a script (`\ne^x`). `\t` that begins no command is a space, `\r\n` and `\r` are line breaks.
    """
    laid_out = _LAID_OUT.search(tex) is not None
    at = 0
    while match := _CONTROL.search(tex, at):
        kept = match.end()
        if match[0][0] == "\r":
            yield from ((at, tex[at : match.start()]), (match.start(), "\n"))
        elif match[1] and _is_break(tex, match, laid_out=laid_out):
            kept = match.start() + (4 if tex.startswith(r"\r\n", match.start()) else 2)
            yield from ((at, tex[at : match.start()]), (match.start(), " " if match[1][0] == "t" else "\n"))
        else:
            yield at, tex[at:kept]
        at = kept
    yield at, tex[at:]


def _is_break(tex: str, match: re.Match[str], *, laid_out: bool) -> bool:
    name = match[1]
    if name not in LINE_LIKE:
        return True
    if len(name) > 2 or name[0] != "n":
        return False
    if name in _RELATIONS and tex[match.end() :].lstrip(" ")[:1] in {"^", "_", "="}:
        return True
    return laid_out and _ROW_END.search(tex[: match.start()]) is not None

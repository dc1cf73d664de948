r"""Find what keeps a formula from being typeset by Anki's MathJax 3.2.2, without running it; pure.

Checked is what authors get wrong: braces, `\left`/`\right`, environments, commands that do not exist, two scripts on
one base, `&` outside a table, an argument that is missing, a `%` that hides the rest. `tests/test_mathjax.py` compares
the verdicts with MathJax's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qt2anki.tex import COMMANDS, ENVIRONMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\\(?P<name>[A-Za-z]+)\*?|\\(?P<sign>.)|(?P<mark>[{}^_&%#€'])|[^\s\\]|(?P<end>\\)\Z", re.DOTALL)
_GROUP = re.compile(r"\s*\{")
_DELIMITER = re.compile(r"\s*(?:\\[A-Za-z]+|\\.|\S)")
_ARGUMENT = re.compile(r"\s*(?:(?P<group>\{)|\\[A-Za-z]+|\\.|[^\s{}&^_])")
_OPTION = re.compile(r"\s*\[[^\]]*\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_NAME = re.compile(r"\s*\{([^{}]*)\}")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERBATIM = _names(
    "text mbox hbox textrm textbf textit textsf texttt textup textnormal tag label ref eqref ce pu color textcolor"
    " operatorname unicode href class cssId style require verb begin end hspace vspace kern mkern raise lower rule fbox"
)
"""Commands whose first argument is no formula."""

_TWO_ARGUMENTS = _names("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel")
_ONE_ARGUMENT = _names(
    "sqrt vec hat bar tilde dot ddot overline underline widehat widetilde mathbf mathrm mathbb mathcal mathit mathsf"
    " mathfrak boldsymbol overrightarrow overbrace underbrace cancel boxed text operatorname ce"
)
_DEFINES = _names("newcommand renewcommand def let DeclareMathOperator newenvironment")


@dataclass
class _Group:
    """What is open at one place.

    `closer` closes it; `table` says that `&` may stand in it, `script` that it is one; `scripts` are the scripts that
    the base before the current place has.
    """

    closer: str
    start: int
    table: bool = False
    script: bool = False
    scripts: set[str] = field(default_factory=set)


_SIGNS = COMMANDS - set("()[]")
_FAULTS = {
    "%": "`%` hides the rest of the line",
    "#": "`#` cannot stand in a formula",
    "€": r"`€` has to stand in \text{}",
}


def lint_formula(tex: str) -> Iterator[tuple[int, str]]:
    """Yield (offset in `tex`, problem) of what MathJax would refuse or leave out, at most one of each kind."""
    if any(f"\\{name}" in tex for name in _DEFINES):
        return
    seen: set[str] = set()
    for at, problem in _Linter(tex).problems():
        kind = problem.split("`", 1)[0]
        if kind not in seen:
            seen.add(kind)
            yield at, problem


class _Linter:
    """One pass over the tokens of a formula, with a stack of what is open."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._open = [_Group("", 0)]
        self._script_follows = False

    def problems(self) -> Iterator[tuple[int, str]]:
        """Yield (offset, problem), in order but for what is still open at the end."""
        at = 0
        while match := _TOKEN.search(self._tex, at):
            script, self._script_follows = self._script_follows, False
            yield from self._token(match, script=script)
            at = self._after(match)
        for group in self._open[1:]:
            yield group.start, f"`{group.closer}` is missing"

    def _after(self, match: re.Match[str]) -> int:
        """Return where to go on: an argument that is no formula is skipped, and so is a delimiter's sign."""
        name = match["name"]
        if name in _VERBATIM and (group := _GROUP.match(self._tex, match.end())):
            return _closing(self._tex, group.end()) or match.end()
        if name in {"left", "right", "middle"} and (sign := _DELIMITER.match(self._tex, match.end())):
            return sign.end()
        return match.end()

    def _token(self, match: re.Match[str], *, script: bool) -> Iterator[tuple[int, str]]:
        name, mark, scripts = match["name"], match["mark"], self._open[-1].scripts
        if mark in {"^", "_", "'"}:
            yield from self._script(match)
            return
        if mark in {"{", "}"}:
            yield from self._brace(match, script=script)
            return
        if not script:
            scripts.clear()
        if match["end"]:
            yield match.start(), "a backslash stands at the end"
        elif mark in _FAULTS:
            yield match.start(), _FAULTS[mark]
        elif mark == "&" and not self._open[-1].table:
            yield match.start(), "`&` stands outside a table or alignment"
        elif match["sign"] and not match["sign"].isspace() and match["sign"] not in _SIGNS:
            yield match.start(), f"`\\{match['sign']}` is not defined"
        elif name:
            yield from self._command(match)

    def _script(self, match: re.Match[str]) -> Iterator[tuple[int, str]]:
        mark, scripts = match["mark"], self._open[-1].scripts
        if mark in scripts or (mark == "'" and "^" in scripts):
            yield match.start(), f"two scripts `{mark}` follow one base"
        if mark == "'":
            return
        scripts.add(mark)
        self._script_follows = True
        if not _ARGUMENT.match(self._tex, match.end()):
            yield match.start(), f"nothing follows `{mark}`"

    def _brace(self, match: re.Match[str], *, script: bool) -> Iterator[tuple[int, str]]:
        group = self._open[-1]
        if match[0] == "{":
            if not script:
                group.scripts.clear()
            self._open.append(_Group("}", match.start(), script=script))
        elif group.closer == "}":
            self._open.pop()
        else:
            yield match.start(), "`}` closes nothing"

    def _command(self, match: re.Match[str]) -> Iterator[tuple[int, str]]:
        name = match["name"]
        if name in {"begin", "end"}:
            yield from self._environment(match)
        elif name == "left":
            self._open.append(_Group(r"\right", match.start(), self._open[-1].table))
        elif name == "right":
            if self._open[-1].closer == r"\right":
                self._open.pop()
            else:
                yield match.start(), r"`\right` has no `\left`"
        elif name not in COMMANDS:
            yield match.start(), f"`\\{name}` is not defined"
        elif name in _ONE_ARGUMENT | _TWO_ARGUMENTS:
            yield from self._arguments(match)

    def _arguments(self, match: re.Match[str]) -> Iterator[tuple[int, str]]:
        optional = _OPTION.match(self._tex, match.end())
        at: int | None = optional.end() if optional else match.end()
        for _ in range(2 if match["name"] in _TWO_ARGUMENTS else 1):
            argument = _ARGUMENT.match(self._tex, at or 0)
            if argument is None:
                yield match.start(), f"`\\{match['name']}` lacks an argument"
                return
            at = _closing(self._tex, argument.end()) if argument["group"] else argument.end()
            if at is None:
                return

    def _environment(self, match: re.Match[str]) -> Iterator[tuple[int, str]]:
        name = _NAME.match(self._tex, match.end())
        if name is None:
            yield match.start(), f"`\\{match['name']}` names no environment"
            return
        closer = rf"\end{{{name[1]}}}"
        if match["name"] == "begin":
            if name[1] not in ENVIRONMENTS:
                yield match.start(), f"the environment `{name[1]}` is not defined"
            self._open.append(_Group(closer, match.start(), table=True))
        elif self._open[-1].closer == closer:
            self._open.pop()
        else:
            yield match.start(), f"`{closer}` closes nothing"


def _closing(tex: str, at: int) -> int | None:
    """Return the end of the group whose inside begins at `at`, or None where it has none."""
    depth = 1
    for match in _BRACE.finditer(tex, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return None

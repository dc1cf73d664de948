r"""The literal line breaks of a code block: which pair `\n` is an end of line, which one the program's own.

A pair inside a string or character literal belongs to the program. Strings are found as a compiler finds them, from
left to right, by quotes, escapes and comments; the language of the fence says how comments begin. A quote that opens
nothing (an apostrophe, a prime, Lisp's quote, inches) is recognised by what surrounds it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.tex import LINE_LIKE

if TYPE_CHECKING:
    from collections.abc import Iterator


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HASH = _names(
    "python py bash sh shell zsh console ruby rb r perl yaml yml toml makefile make dockerfile powershell julia"
    " elixir awk tcl cmake nim"
)
_SLASHES = _names(
    "c cpp c++ h java javascript js jsx typescript ts tsx csharp cs c# go rust rs kotlin swift scala php dart groovy"
    " verilog systemverilog objective-c arduino scss solidity"
)
_DASHES = _names("sql mysql postgresql plsql haskell hs lua ada vhdl elm")
_PERCENT = _names("matlab octave prolog erlang latex tex")
_SEMICOLON = _names("scheme lisp racket clojure assembly asm nasm ini")
_COMMENTS = (
    dict.fromkeys(_HASH, "#")
    | dict.fromkeys(_SLASHES, "//")
    | dict.fromkeys(_DASHES, "--")
    | dict.fromkeys(_PERCENT, "%")
    | dict.fromkeys(_SEMICOLON, ";")
)
_PROSE_LIKE = _names("text plaintext txt markdown md none pseudocode output") | {""}
_TEX_LIKE = _names("latex tex")
_APOSTROPHES = (
    _HASH
    | _PROSE_LIKE
    | _names("javascript js jsx typescript ts tsx php dart groovy sql mysql postgresql plsql lua matlab octave prolog")
)
"""Languages with strings in single quotes; elsewhere these hold one character, or quote a list, or end a name."""

_TOKEN = re.compile(r"""\\r\\n|\\[nrt][A-Za-z]*|\\["']|\\(?=\\n)|\\\\|\r\n?|\"{3}|'{3}|["'`]|//|\#|--|%|;""")
_CHARACTER = re.compile(r"""(["'])(?:\\\\|\\[nrt0])+\1""")
_PREFIX = re.compile(r"(?:^|[^A-Za-z0-9_])(?:[rRbBfFuUL]|[rR][bB]|[bBfF][rR])\Z")
_BEFORE_STRING = re.compile(r"[(\[{=,+:<>%][ \t]*\Z")
_WORD_CHARACTER = re.compile(r"[A-Za-z0-9_]")
_LONGEST = 2_000
"""A string literal on one line of code is shorter; the bound keeps the scan linear."""


def break_code(code: str, language: str = "") -> Iterator[tuple[int, str]]:
    r"""Yield (offset in `code`, text) of a code block whose literal line breaks have become real ones.

    Outside strings `\n`, `\r\n` and `\r` are line breaks, `\t` is a tab, and `\"` is a quote that the source had to
    escape; a backslash before such a line break stays, it continues a line. In LaTeX a pair that begins a command
    stays. In a string all escapes stay; one in triple quotes spans lines, and its pairs are line breaks.
    """
    at = 0
    while match := _TOKEN.search(code, at):
        text, end = _token(code, match, language)
        yield at, code[at : match.start()]
        yield match.start(), text
        at = end
    yield at, code[at:]


def _token(code: str, match: re.Match[str], language: str) -> tuple[str, int]:
    """Return what a token (or what it opens) decodes to, and where it ends."""
    mark, at = match[0], match.start()
    if mark[0] == "\r" or mark == r"\r\n":
        return "\n", match.end()
    if mark[0] == "\\":
        return _escape(code, match, language)
    if mark == _COMMENTS.get(language):
        return _comment(code, match)
    end = _string_end(code, match, language) if mark[0] in "\"'`" else None
    if end is None:
        return mark, match.end()
    text = code[at:end]
    return (text.replace(r"\n", "\n") if len(mark) == 3 else text), end


def _escape(code: str, match: re.Match[str], language: str) -> tuple[str, int]:
    escape, at = match[0], match.start()
    if language in _TEX_LIKE and (escape[1:] in LINE_LIKE or escape == "\\"):
        return code[at : at + max(2, len(escape))], at + max(2, len(escape))
    if escape[1:2] in {"n", "r"}:
        return "\n", at + 2
    if escape[1:2] == "t":
        return "\t", at + 2
    if escape == r"\"":
        end = code.find(r"\"", match.end(), match.end() + _LONGEST)
        return ('"', match.end()) if end < 0 else (f'"{code[match.end() : end]}"', end + 2)
    return escape, match.end()


def _comment(code: str, match: re.Match[str]) -> tuple[str, int]:
    """Return a comment to the end of its line; a character in quotes is no line end."""
    if match[0] == "#" and code[: match.start()][-1:].strip() and not code.endswith(r"\n", 0, match.start()):
        return match[0], match.end()
    at = match.end()
    while (end := code.find("\\n", at)) >= 0 and _CHARACTER.match(code, end - 1):
        at = end + 2
    end = len(code) if end < 0 else end
    line_feed = code.find("\n", match.end(), end)
    end = line_feed if line_feed >= 0 else end
    return code[match.start() : end], end


def _string_end(code: str, match: re.Match[str], language: str) -> int | None:
    """Return where the string ends that a quote opens, or None where it opens none."""
    quote, at = match[0], match.end()
    if len(quote) == 3:
        end = code.find(quote, at)
        return None if end < 0 else end + 3
    if found := _CHARACTER.match(code, match.start()):
        return found.end()
    before = code[max(0, match.start() - 8) : match.start()]
    if quote == "'" and (
        language not in _APOSTROPHES or (_WORD_CHARACTER.fullmatch(before[-1:]) and not _PREFIX.search(before))
    ):
        return None
    closing = re.compile(rf"(?:[^{quote}\\\n]|\\.)*{quote}").match(code, at, at + _LONGEST)
    if closing is None or r"\n" not in closing[0]:
        return closing and closing.end()
    if language in _PROSE_LIKE and not _BEFORE_STRING.search(before):
        return None
    return None if _WORD_CHARACTER.match(code, closing.end()) else closing.end()

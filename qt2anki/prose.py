"""Sentences of plain text: where one ends, and where a full stop only abbreviates.

A small rule set for expository English with formulas as placeholders, not a general tokenizer: the texts are
edited, a sentence starts with a capital, and what must never happen is a cut after "e.g." or inside "3.5".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOP = re.compile(r"""[.!?…\n](?:(?<=\n)\s*|(?<!\n)[.!?…]*["”’'»)\]*]*(?=\s|$))""")
"""A line break, or marks that end a sentence; with one set at its head it is searched for in half the time."""
_SPACE = re.compile(r"\s*")
_NEXT_WORD = re.compile(rf"""\s*(["“‘'«(\[*]*([^\W_][\w’'-]*|{FORMULA_OPEN}|\S|$))""")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘]*$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{0,3}$|Ph\.D$")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z0-9]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST = _words(
    "e.g i.e eg ie cf vs viz resp approx ca dr mr mrs ms prof fig figs eq eqs chap eds pp nos gov hon al incl esp"
)
"""Abbreviations (before their full stop) that something always follows."""

_BEFORE_NUMBER = _words("no sec art ch vol p ver ed jan feb mar apr aug sept oct nov dec")
_BEFORE_NAME = _words("st mt gen sen rep rev capt col lt sgt jr v co bros")
_LONGEST_BRACKET = 300
"""Characters within which a bracket that opens must close, to hold its sentences together."""

_OPENERS = _words(
    "a an the this that these those it its they their he she we you his her in on at by for from with to as if when"
    " while after before during once since although because however therefore thus hence moreover furthermore"
    " additionally similarly conversely instead overall finally then next first second here there such both each some"
    " many most all another other one and but or so yet not no what which who how why where let what's it's"
)
"""Words that open a sentence far sooner than they follow an initial or "U.S."."""

_BEFORE_INITIAL = _words("by of and as with from to in for the or author president general professor")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence of plain text, in order, without the white space between them.

    A full stop ends a sentence where what follows can open one. A line break ends one too, unless the next line
    goes on in lower case or with a formula. Every character but white space belongs to exactly one sentence.
    """
    return tuple(iter_sentences(text))


def iter_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield what `sentences` returns, one by one, for a reader who may stop early."""
    start = _after_space(text, 0)
    for stop in _STOP.finditer(text, start):
        if stop.start() < start or not _ends(text, stop) or _in_brackets(text, start, stop):
            continue
        end = stop.end() if text[stop.start()] != "\n" else start + len(text[start : stop.start()].rstrip())
        yield start, end
        start = _after_space(text, stop.end())
    if start < len(text):
        yield start, len(text.rstrip())


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _ends(text: str, stop: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, stop.end())
    word = following[2] if following else ""
    if not word:
        return True
    if text[stop.start()] == "\n":
        return not (word[0].islower() or word == FORMULA_OPEN)
    if word[0].islower() and not _CAMEL.match(word):
        return False
    return not (stop[0].startswith(".") and stop[0].count(".") == 1 and _abbreviates(text, stop.start(), word))


def _in_brackets(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether a full stop stands inside a bracket that its sentence opened and a later one closes."""
    opened = text.rfind("(", start, stop.start())
    closed = text.find(")", opened, opened + _LONGEST_BRACKET) if opened >= 0 else -1
    return closed >= stop.end() and "\n" not in text[opened:closed]


def _abbreviates(text: str, at: int, following: str) -> bool:
    """Tell whether the full stop at `at` belongs to the word before it, given the word after it."""
    found = _LAST_WORD.search(text, max(0, at - 24), at)
    word = found[0] if found else ""
    plain = word.casefold()
    if plain in _NEVER_LAST or (plain in _BEFORE_NUMBER and following[0].isdigit()):
        return True
    opens = following.casefold() in _OPENERS or following == FORMULA_OPEN
    if plain in _BEFORE_NAME or ("." in word and _DOTTED.search(word)):
        return not opens
    return len(word) == 1 and word.isupper() and not opens and _named(text[: at - 1])


def _named(before: str) -> bool:
    """Tell whether a capital after `before` can be a person's initial: "John F.", "by J.", but not "group B."."""
    words = before.split()[-1:]
    if not words:
        return True
    last = words[0]
    return last.casefold() in _BEFORE_INITIAL or last[0].isupper() or last.endswith((",", ".", ";", FORMULA_CLOSE))

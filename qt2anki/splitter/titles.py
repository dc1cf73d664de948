"""Where a title ends and its text begins, in the first paragraph of an item or in a numbered heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.splitter.fragments import text_of, text_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_CLOSES = {"strong_open": "strong_close", "em_open": "em_close"}
_SEPARATOR = re.compile(r"\s*(?:[:：]|[–—-]+(?=\s|$))\s*")
_ASIDE = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)(?=\s*(?:[:：]|[–—-]+\s|\n|$))")
_PLAIN_TITLE = re.compile(r"([^\s:.!?;,][^:.!?;,\n]{0,70}?)\s*[:：](?=\s|$)")
_SENTENCE_START = re.compile(
    r"(?:for|by|to|if|when|then|thus|so|here|now|we|you|this|that|these|it|there|in this|as|note|hence|therefore"
    r"|is|are)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|can|may|will|should|must|has|have|we|you|states?|gives?|becomes?|includ(?:e|es|ing)"
    r"|follows)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"\s*[,;]")
_MAX_WORDS = 12
_TITLE_ENDS = (" ", ":", "：", ".", "")


class Cut(NamedTuple):
    """A paragraph cut in two: the title's inline children, then the rest, and the rest's Markdown."""

    title: Sequence[Token]
    rest: list[Token]
    source: str


def whole(children: Sequence[Token]) -> Cut:
    """Take all for the title, as in a heading; bold around all of it is not part of it."""
    return Cut(_trim(_unwrap(children)), [], "")


def cut(children: Sequence[Token], source: str, *, alone: bool) -> Cut:
    """Cut an item's first paragraph, whose Markdown is `source`, behind its title; an untitled one has no title.

    A title is what opens in bold or italics, or a short phrase before a colon. `alone` says that no block follows:
    then a short line is what the item says; otherwise it is the title of what follows.
    """
    at = 1 if children and children[0].type == "text" and not children[0].content else 0
    if at >= len(children):
        return Cut((), [], source)
    if children[at].type not in _CLOSES:
        return _cut_plain(children, at, source, alone=alone)
    joined = _join_initial(children, at, source)
    if joined is None:
        return _cut_emphasis(children, at, source)
    plain = _cut_plain(*joined, alone=alone)
    return plain if plain.title else Cut((), list(children), source)


def _join_initial(children: Sequence[Token], at: int, source: str) -> tuple[Sequence[Token], int, str] | None:
    """Undo an emphasis that ends within a word, as of the letters of an acronym, "**S**peaker"; None where none does.

    Return what `_cut_plain` takes.
    """
    close = _closing(children, at)
    begun, ended = children[close - 1], children[close + 1] if close + 1 < len(children) else None
    if close != at + 2 or ended is None or ended.type != "text" or not ended.content[:1].islower():
        return None
    word = text_token(begun.content + ended.content)
    markup = children[at].markup
    plain = source.replace(f"{markup}{begun.content}{markup}", begun.content, 1)
    return [*children[:at], word, *children[close + 2 :]], at, plain


def _cut_emphasis(children: Sequence[Token], at: int, source: str) -> Cut:
    close = _closing(children, at)
    after = close + 1
    behind = children[after].content if after < len(children) and children[after].type == "text" else ""
    title: Sequence[Token] = children[at + 1 : close]
    length = 0
    if not behind.startswith(":"):
        comma = _CONTINUES.match(behind)
        length = comma.end() if comma else 0
        aside = None if comma else _ASIDE.match(behind)
        if aside:
            title = [*title, text_token(aside[0].rstrip())]
            length = aside.end()
        elif not comma and not _SEPARATOR.match(behind):
            second = _behind_second_term(children, after)
            if second:
                title, after, behind = children[at:second], second, children[second].content
    if behind[length : length + 2] == ": ":
        length += 2
    else:
        separator = _SEPARATOR.match(behind, length)
        length = separator.end() if separator else length
    rest = _rest(children, after, length)
    return Cut(_trim(title), rest, _behind(source, children, after, length) if rest else "")


def _behind_second_term(children: Sequence[Token], after: int) -> int | None:
    """Find what follows a second bold term, up to which "**A** pairs with **T**: …" has one title."""
    for at in range(after, min(after + 2, len(children))):
        if children[at].type == "strong_open":
            close = _closing(children, at)
            if close + 1 < len(children) and _SEPARATOR.match(children[close + 1].content):
                return close + 1
    return None


def _cut_plain(children: Sequence[Token], at: int, source: str, *, alone: bool) -> Cut:
    first = children[at]
    if first.type == "code_inline" and at + 1 < len(children):
        separator = _SEPARATOR.match(children[at + 1].content)
        if separator and separator[0].strip():
            rest = _rest(children, at + 1, separator.end())
            return Cut((first,), rest, _behind(source, children, at + 1, separator.end()) if rest else "")
    found = _PLAIN_TITLE.match(first.content) if first.type == "text" else None
    if found and _is_title(found[1]):
        end = found.end()
        rest = _rest(children, at, end)
        return Cut((text_token(found[1]),), rest, _behind(source, children, at, end) if rest else "")
    text = text_of(children)
    if not alone and text[-1:] not in ".!?,;" and _is_title(text.rstrip(": ")):
        return Cut(_trim(children), [], "")
    return Cut((), list(children), source)


def _is_title(text: str) -> bool:
    return len(text.split()) <= _MAX_WORDS and not _SENTENCE_START.match(text) and not _VERB.search(text)


def _closing(children: Sequence[Token], at: int) -> int:
    wanted, level = _CLOSES[children[at].type], children[at].level
    if children[at + 2].type == wanted:
        return at + 2
    return next(i for i in range(at + 1, len(children)) if children[i].type == wanted and children[i].level == level)


def _rest(children: Sequence[Token], at: int, length: int) -> list[Token]:
    """Return the children from `at` on, less `length` characters and the breaks that opened them."""
    rest = list(children[at:])
    if rest and rest[0].type == "text":
        head = rest[0].content[length:].lstrip()
        if head:
            rest[0] = text_token(head)
            return rest
        del rest[0]
    while rest and (rest[0].type.endswith("break") or (rest[0].type == "text" and not rest[0].content.strip())):
        del rest[0]
    return rest


def _behind(source: str, children: Sequence[Token], upto: int, length: int) -> str:
    """Return the Markdown behind `length` characters of the child `upto`.

    Tokens have no offsets, so each one's text is looked up in turn; an escape is not found and costs nothing.
    """
    at = 0
    for child in children[:upto]:
        piece = child.content if child.type == "text" else child.markup
        if piece:
            found = source.find(piece, at)
            at = found + len(piece) if found >= 0 else at
        if child.type == "code_inline":
            at = max(at, source.find(piece, at + len(child.content)) + len(piece))
    behind = source[at + length :].strip()
    return behind if "\n" not in behind else "\n".join([line.strip() for line in behind.split("\n")])


def _unwrap(children: Sequence[Token]) -> Sequence[Token]:
    inner = [t for t in children if t.content or t.type != "text"]
    if inner and inner[0].type in _CLOSES and _closing(inner, 0) == len(inner) - 1:
        return inner[1:-1]
    return inner


def _trim(children: Sequence[Token]) -> Sequence[Token]:
    """Drop white space and the colon or full stop at a title's end."""
    if children and children[-1].type == "text" and children[-1].content[-1:] not in _TITLE_ENDS:
        return children
    tokens = list(children)
    while tokens and tokens[-1].type == "text":
        text = tokens[-1].content.rstrip(" :：")
        text = text[:-1] if text.endswith(".") and not text.endswith(("..", "etc.")) else text
        tokens[-1:] = [text_token(text)] if text else []
        if text:
            break
    return tokens

"""Numbers that open a step outside Markdown's own lists: "### 1. Title", "### Step 2: Title", "**Day 3**: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.splitter.fragments import text_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_NTH = r"\d{1,2}|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten"
_STEP = rf"(?P<word>step|phase|stage|day|week|month)\s+(?P<nth>{_NTH})\b"
_STEP_END = r"\s*(?:[.):：]|[–—-]+(?=\s)|(?=[*_]*\s*$))[.):]*\s*"
_NUMBERED = re.compile(rf"[*_]*(?:{_STEP}[*_]*{_STEP_END}|(?P<number>\d{{1,2}})[.):](?!\d)\s*)", re.IGNORECASE)
_PREFIX = re.compile(rf"\s*(?:{_STEP}(?:{_STEP_END})?|\d{{1,2}}[.):](?!\d)\s*)", re.IGNORECASE)
_STEP_PREFIX = re.compile(rf"\s*step\s+\d{{1,2}}\b(?:{_STEP_END})?", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\s*[:：–—-]*\s*")
_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def number_of(content: str) -> int | None:
    """Return the number that opens a heading or a line of Markdown, None where none does."""
    found = _NUMBERED.match(content)
    if not found:
        return None
    if found["number"]:
        return int(found["number"])
    nth = found["nth"].casefold()
    for names in (_WORDS, _ROMANS):
        if nth in names:
            return names.index(nth)
    return int(nth) if nth.isdigit() else None


def is_step(content: str, *, or_stage: bool = False) -> bool:
    """Tell whether a numbered line calls itself a step, or a stage or day of something, which come in order too."""
    found = _NUMBERED.match(content)
    return bool(found and found["word"] and (or_stage or found["word"].casefold() == "step"))


def without_step(children: Sequence[Token], content: str) -> Sequence[Token]:
    """Drop the "Step 1:" that repeats a list item's own number; `content` is the item's Markdown."""
    if "step" not in content[:10].casefold():
        return children
    return without_number(children, prefix=_STEP_PREFIX)


def without_number(children: Sequence[Token], *, prefix: re.Pattern[str] = _PREFIX) -> Sequence[Token]:
    """Drop the number that opens inline children; emphasis that held nothing else goes with it."""
    tokens = list(children)
    at = next((i for i, t in enumerate(tokens) if t.type == "text" and t.content.strip()), None)
    if at is None:
        return tokens
    found = prefix.match(tokens[at].content)
    if not found:
        return tokens
    left = tokens[at].content[found.end() :]
    if left.strip():
        tokens[at] = text_token(left)
        return tokens
    emphasised = at > 0 and tokens[at - 1].type.endswith("_open")
    tokens[at - emphasised : at + 1 + emphasised] = []
    if emphasised and at - 1 < len(tokens) and tokens[at - 1].type == "text":
        behind = tokens[at - 1].content
        tokens[at - 1] = text_token(behind[_LEFT_OVER.match(behind).end() :])  # type: ignore[union-attr]
    return tokens


def source_without_number(source: str) -> str:
    """Drop the number that opens a line of Markdown, and the emphasis around it where it held nothing else."""
    found = _NUMBERED.match(source)
    if not found:
        return source
    markup = source[: len(source) - len(source.lstrip("*_"))]
    rest = source[found.end() :]
    holds_more = markup and markup not in source[len(markup) : found.end()] and not rest.startswith(markup)
    return markup + rest if holds_more else rest.removeprefix(markup).lstrip(" :：–—-")

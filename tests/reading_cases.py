"""Cases of reading as data: text files that a content author could write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data" / "reading"
_SIGN = re.compile(r"<U\+([0-9A-F]{4})>")


@dataclass(frozen=True)
class Case:
    """One case: a title, the raw text, and what is expected, by heading."""

    title: str
    raw: str
    expected: dict[str, str]


def read_cases(topic: str) -> list[Case]:
    """Return the cases of a file: `== title`, the raw text, then parts that begin with `-- name`.

    `<U+001F>` stands for a character that an editor would not show.
    """
    text = (DATA / f"{topic}.txt").read_text(encoding="utf-8")
    return [_case(part) for part in re.split(r"(?:^|\n)== ", text)[1:]]


def _case(text: str) -> Case:
    title, _, rest = text.rstrip("\n").partition("\n")
    raw, *parts = re.split(r"(?:^|\n)-- (?=[a-z]+(?:\n|$))", rest)
    named = [part.partition("\n") for part in parts]
    return Case(title, _shown(raw), {name: _shown(value) for name, _, value in named})


def _shown(text: str) -> str:
    return _SIGN.sub(lambda match: chr(int(match[1], 16)), text)

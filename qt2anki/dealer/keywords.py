"""Where a document's keywords stand in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDINGS = ("es", "s", "")


def find_keywords(keywords: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return start and end of each keyword that stands as whole words, singular or plural, in any case.

    Of two that overlap, the one that begins first, or else the longer one. `keywords` are in lower case. Each is looked
    for by itself: to compile a pattern of all of them for each document costs ten times as much.
    """
    lower = text.lower()
    if len(lower) != len(text):  # some letter's small form is longer, and every place behind it would be another
        lower = text
    spans: list[tuple[int, int]] = []
    for start, end in sorted({span for keyword in keywords for span in _occurrences(keyword, lower)}, key=_by_length):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _by_length(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _occurrences(keyword: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(keyword)
    while start >= 0:
        end = start + len(keyword)
        ends = (end + len(ending) for ending in _ENDINGS if text.startswith(ending, end))
        whole = next((each for each in ends if not _in_word(text[each : each + 1])), None)
        if whole is not None and not (start and _in_word(text[start - 1])):
            yield start, whole
        start = text.find(keyword, start + 1)


def _in_word(character: str) -> bool:
    return character.isalnum() or character in {"_", "-"}

"""Keywords are found as whole words: what one pattern of them all would find, without compiling it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.dealer.keywords import find_keywords

CASES = [
    # keywords, text, what stands there
    ((), "Iron rusts.", []),
    (("rust",), "Rust on rusts, rusted, rust-red and trust.", ["Rust", "rusts"]),
    (("box",), "Two boxes in a box.", ["boxes", "box"]),
    (("iron oxide", "iron", "oxide"), "Iron oxides are oxides of iron.", ["Iron oxides", "oxides", "iron"]),
    (("oxide layer", "iron oxide"), "An iron oxide layer.", ["iron oxide"]),
    (("α-iron",), "Of α-Iron.", ["α-Iron"]),
    (("izmir",), "İzmir and izmir lie inland.", ["izmir"]),
]


@pytest.mark.parametrize(("keywords", "text", "expected"), CASES)
def test_keywords(keywords: tuple[str, ...], text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_keywords(keywords, text)] == expected


WORDS = st.text("ab es-", min_size=1, max_size=6).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=5), st.text("ab esABES-_.", max_size=40))
def test_they_are_those_of_a_pattern(keywords: list[str], text: str) -> None:
    longest = sorted(keywords, key=len, reverse=True)
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?:e?s)?(?![\w-])"
    assert find_keywords(keywords, text) == [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]

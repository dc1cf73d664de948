"""The parser's quick rules change what a text costs, never its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from corpus import clone_corpus
from hypothesis import example, given
from hypothesis import strategies as st

from qt2anki.documents import find_documents, parse_document
from qt2anki.markup import configure_parser, parser

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt

PIECES = [
    *(
        "word",
        "Word and word",
        "é",
        "5",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n    ",
        "\t",
        "\u00a0",
        "(",
        ")",
        ":",
        ".",
        ",",
        "-",
        "|",
    ),
    *(
        "**bold**",
        "**Bold:**",
        "**a b** ",
        "**",
        "*",
        "***",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "~",
        "!",
        "[",
        "]",
        "](",
        "<",
        ">",
    ),
    *("&amp;", "&", "\\", "\\*", "\\\n", "- ", "1. ", "# ", "> ", "---", "| - |", ":-", "```\n", "<br>", "<b>", "</b>"),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.text(max_size=60))
SLOW = configure_parser()


def tokens_of(made: MarkdownIt, text: str) -> list[str]:
    """Return the tokens as text: the two tags of a pair hold each other, which `==` would follow for ever."""
    return list(map(str, made.parse(text)))


@given(TEXTS)
@example("Text before a wide space\u00a0\u00a0")
@example("**Bold** and **bold**(aside): **not** *bold* **open")
@example("Head\n| - |")
@example("**a**b **c** d**e** **f **g")
def test_any_text_has_the_same_tokens(text: str) -> None:
    assert tokens_of(parser(), text) == tokens_of(SLOW, text)


@pytest.mark.corpus
def test_the_corpus_has_the_same_tokens(tmp_path: Path) -> None:
    count = 0
    for name, path in find_documents(clone_corpus(tmp_path)):
        document, _problems = parse_document(name, path.read_bytes())
        if document is not None:
            count += 1
            assert tokens_of(parser(), document.answer.text) == tokens_of(SLOW, document.answer.text), name
    print(f"\n{count:,} documents: the same tokens")
    assert count > 17_000

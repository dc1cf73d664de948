"""No document takes more than two seconds to read: what would is refused with a diagnostic, or is quick."""

from __future__ import annotations

import time

import pytest
import yaml

from qt2anki.documents import LARGEST, parse_document
from qt2anki.markup import parse, to_html
from qt2anki.model import Fragment

SIZE = LARGEST - 200
ANSWERS = {
    "stars": "*" * SIZE,
    "open emphasis": "**a " * (SIZE // 4),
    "mixed emphasis": "*_" * (SIZE // 2),
    "brackets": "[" * SIZE,
    "images": "![" * (SIZE // 2),
    "links": "[](" * (SIZE // 3),
    "nested brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "ticks of every length": " ".join("`" * n for n in range(1, 350)),
    "ticks": "` " * (SIZE // 2),
    "quotations": ">" * SIZE,
    "lists in lists": "- " * (SIZE // 2),
    "lazy lines": "> " * 50 + r"a\n" * (SIZE // 4),
    "short lines": r"a\n" * (SIZE // 3),
    "table": "|a" * (SIZE // 6) + r"|\n" + "|-" * (SIZE // 6) + r"|\n" + "|b" * 1000,
    "table rows": r"|a|b|\n|-|-|\n" + r"|\n" * (SIZE // 4),
    "tags": "<b>" * (SIZE // 3),
    "dollars": "$" * SIZE,
    "dollars and letters": "$a " * (SIZE // 3),
    "open formulas": r"\(" * (SIZE // 2),
    "open formulas, one closed": r"\(x" * (SIZE // 4) + r"\)",
    "open environments": r"\begin{align}" * (SIZE // 13),
    "environments": r"\begin{align}" * (SIZE // 26) + r"\end{align}" * (SIZE // 26),
    "backslashes": "\\" * SIZE,
    "pairs": r"\n" * (SIZE // 2),
    "pairs in a formula": "$$x" + r"\n" * 2000 + "$$",
    "quotes in code": r"```python\n" + "'" * (SIZE // 2) + r"\n```",
    "open quotes in code": r"```python\n" + r"'a\n " * (SIZE // 6) + r"\n```",
    "escaped quotes in code": r"```python\n" + '\\"a ' * (SIZE // 5) + r"\n```",
    "braces in code": r"```java\n" + "{" * (SIZE // 2) + r"\n```",
    "fences": r"```\n" * (SIZE // 5),
    "tildes": "~" * SIZE,
    "accents": "é" * (SIZE // 2),
    "mojibake": "â€™" * (SIZE // 9),
    "combining": "a" + "\u0301" * (SIZE // 2),
    "decomposed": "e\u0301 " * (SIZE // 4),
    "one line": "a" * SIZE,
}


@pytest.mark.slow
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
def test_no_answer_takes_two_seconds(answer: str) -> None:
    raw = yaml.safe_dump({"id": 7, "question": "q", "answer": answer}, width=1 << 30, allow_unicode=True)
    start = time.perf_counter()
    document, _ = parse_document("x.md", f"---\n{raw}---\n".encode())
    if document is not None:
        to_html(Fragment([token for block in parse(document.answer.text) for token in block.tokens], ""))
    assert time.perf_counter() - start < 2


HEADERS = {
    "aliases": "a: &a [x, x]\n"
    + "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)),
    "merged aliases": "a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}",
    "flow lists": "a: " + "[" * (SIZE - 10),
    "flow mappings": "a: " + "{a: " * (SIZE // 5),
    "block lists": "- " * (SIZE // 2),
    "keys of keys": "? " * (SIZE // 2),
    "steps": "".join(" " * n + "a:\n" for n in range(270)),
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=list(HEADERS))
def test_no_header_explodes(header: str) -> None:
    start = time.perf_counter()
    document, problems = parse_document("x.md", f"---\n{header}\n---\n".encode())
    assert document is None
    assert problems[0].code in {"alias", "bad-yaml", "missing-field"}
    assert time.perf_counter() - start < 2


def test_a_huge_file_is_refused_unread() -> None:
    _, problems = parse_document("x.md", b"---\nanswer: " + b"a" * 50_000_000)
    assert [problem.code for problem in problems] == ["too-large"]

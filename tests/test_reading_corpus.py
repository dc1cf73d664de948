"""Reading all documents of the corpus: none rejected, no pair left, no TeX command lost, nothing right changed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from ftfy.badness import is_bad

from qt2anki.decode import decode
from qt2anki.documents import Page, find_documents, parse_page
from qt2anki.markup import parser, restore_html, to_html
from qt2anki.model import Fragment
from qt2anki.repair import needs_repair, repair_text
from qt2anki.tex import LINE_LIKE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.corpus

# Independent of the product's scanner: what a reader with a pencil would call code, formula, command.
CODE = re.compile(r"```.*?```|(?<!`)`[^`\n]+`", re.DOTALL)
HTML_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
HTML_MATH = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\](?!\d)", re.DOTALL)
COMMAND = re.compile(r"\\([A-Za-z]+)")
DOLLARS = re.compile(r"\$\$.*?\$\$|\\\(.*?\\\)|\$[^$]*?\$", re.DOTALL)


@pytest.fixture(scope="module")
def pages(corpus: Path) -> list[tuple[Page, bytes]]:
    files = [(path, file.read_bytes()) for path, file in find_documents(corpus)]
    return [(parse_page(path, raw), raw) for path, raw in files]


def answers(pages: list[tuple[Page, bytes]]) -> Iterator[tuple[str, str, str]]:
    """Yield (path, raw answer, rendered answer) of each document."""
    for page, _ in pages:
        assert page.document is not None
        decoded = page.document.answer
        html = to_html(Fragment(parser().parse(decoded.text), ""))
        yield page.document.path, str(page.values["answer"]), restore_html(html, decoded.formulas)


def test_no_document_is_rejected(pages: list[tuple[Page, bytes]]) -> None:
    rejected = [page.diagnostics for page, _ in pages if page.document is None]
    print(f"\n{len(pages)} documents read, {len(rejected)} rejected")
    assert len(pages) > 10_000
    assert not rejected


def test_no_pair_is_left_outside_code(pages: list[tuple[Page, bytes]]) -> None:
    pairs = left = in_code = 0
    for page, _ in pages:
        assert page.document is not None
        pairs += str(page.values["answer"]).count(r"\n")
        for field in (page.document.question, page.document.answer):
            code = sum(len(re.findall(r"\\n", span)) for span in CODE.findall(field.text))
            in_code += code
            left += len(re.findall(r"\\n", field.text)) - code
    print(f"\n{pairs} pairs; {left} left in prose, {in_code} in code (all inside strings, see the next test)")
    assert left == 0


def test_pairs_left_in_code_stand_between_quotes(pages: list[tuple[Page, bytes]]) -> None:
    kept = [
        line
        for page, _ in pages
        if page.document
        for span in CODE.findall(page.document.answer.text)
        for line in span.split("\n")
        if r"\n" in line
    ]
    print(*kept, sep="\n")
    assert all(re.search(r"""(["']).*\\n.*\1""", line) for line in kept)


def test_the_commands_of_all_formulas_survive(pages: list[tuple[Page, bytes]]) -> None:
    """Compare TeX commands that no line break could be mistaken for, then account for those that it could."""
    source: Counter[str] = Counter()
    rendered: Counter[str] = Counter()
    broken: list[tuple[str, str]] = []
    for path, raw, html in answers(pages):
        prose = CODE.sub(" ", raw)
        there = Counter(COMMAND.findall(re.sub(r"\\\\", " ", prose)))
        math = " ".join(a or b for a, b in HTML_MATH.findall(HTML_CODE.sub(" ", html)))
        here = Counter(COMMAND.findall(re.sub(r"\\\\", " ", math)))
        source.update({name: n for name, n in there.items() if name[0] != "n"})
        rendered.update({name: n for name, n in here.items() if name[0] != "n"})
        formulas = " ".join(DOLLARS.findall(prose))
        possible = Counter(name for name in COMMAND.findall(re.sub(r"\\\\", " ", formulas)) if name in LINE_LIKE)
        lines = {name: n - here[name] for name, n in possible.items() if name[0] == "n" and n != here[name]}
        broken += [(path, f"{name} {n}") for name, n in lines.items()]
    print(f"\n{source.total()} commands of {len(source)} names in the source, {rendered.total()} as rendered")
    print(f"{len(broken)} documents with a pair before a letter that could be a command and is a line break:")
    print(*broken, sep="\n")
    assert source.total() > 10_000
    assert rendered == source
    assert all(name.split(" ")[0] == "nu" for _, name in broken)


def test_only_broken_text_is_repaired(pages: list[tuple[Page, bytes]]) -> None:
    slow = changed = 0
    for _, raw in pages:
        text = raw.decode()
        slow += needs_repair(raw)
        repaired = repair_text(text)
        if repaired != unicodedata.normalize("NFC", text):
            changed += 1
            assert is_bad(text)
    print(f"\n{slow} of {len(pages)} documents are looked at twice, {changed} repaired")
    assert slow < len(pages) // 10


@pytest.mark.parametrize(("encoding", "share"), [("sloppy-windows-1252", 0.995), ("latin-1", 0.999)])
def test_broken_text_is_repaired(pages: list[tuple[Page, bytes]], encoding: str, share: float) -> None:
    """Break every answer with a character beyond ASCII as the seed on GLUT4 is broken, and repair it again."""
    texts = [str(page.values["answer"]) for page, _ in pages]
    right = [unicodedata.normalize("NFC", text) for text in texts if not text.isascii()]
    repaired = sum(repair_text(text.encode().decode(encoding)) == text for text in right)
    print(f"\n{encoding}: {repaired} of {len(right)} answers whole again")
    assert repaired >= share * len(right)


def test_every_formula_has_a_source(pages: list[tuple[Page, bytes]]) -> None:
    formulas = [formula for page, _ in pages if page.document for formula in page.document.answer.formulas]
    print(f"\n{len(formulas)} formulas, {sum(f.display for f in formulas)} on lines of their own")
    assert len(formulas) > 10_000
    assert all(decode(formula.source).formulas == (formula,) for formula in formulas)

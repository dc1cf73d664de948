"""Reading one document right: cases as data, from raw field to Markdown and HTML, and headers to diagnostics."""

from __future__ import annotations

import pytest
from reading_cases import DATA, Case, read_cases

from qt2anki.decode import decode, restore_source
from qt2anki.documents import parse_document
from qt2anki.markup import parser, restore_html, to_html
from qt2anki.markup.disarm import disarm
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Fragment
from qt2anki.repair import needs_repair, repair_text

TOPICS = sorted(path.stem for path in DATA.glob("*.txt") if path.stem != "headers")
CASES = [pytest.param(case, id=f"{topic}: {case.title}") for topic in TOPICS for case in read_cases(topic)]
HEADERS = [pytest.param(case, id=case.title) for case in read_cases("headers")]


def test_the_cases_are_found() -> None:
    assert len(CASES) >= 120
    assert len(HEADERS) >= 20


@pytest.mark.parametrize("case", CASES)
def test_a_field_reads_as_its_author_meant_it(case: Case) -> None:
    decoded = decode(repair_text(case.raw + "\n")[:-1])
    html = disarm(restore_html(to_html(Fragment(parser().parse(decoded.text), "")), decoded.formulas))
    assert restore_source(decoded.text, decoded.formulas).rstrip("\n") == case.expected["markdown"]
    assert html == case.expected["html"]


@pytest.mark.parametrize("case", CASES)
def test_what_repair_changes_is_seen_beforehand(case: Case) -> None:
    assert needs_repair(case.raw.encode("utf-8", "surrogatepass")) or repair_text(case.raw) == case.raw


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_is_read_strictly(case: Case) -> None:
    document, problems = parse_document("x.md", case.raw.encode())
    found = [f"{p.location.line}:{p.location.column}: {str(p).partition(': ')[2]}" for p in problems]
    assert found == case.expected["problems"].splitlines()
    assert (document is None) == any(p.severity == "error" for p in problems)


def test_a_file_of_windows_reads_like_any_other() -> None:
    text = "---\nid: 7\nquestion: What?\nanswer: >-\n    a\\n\\nb\n---\n\n&nbsp;"
    here, there = (parse_document("x.md", raw.encode())[0] for raw in (text, "\ufeff" + text.replace("\n", "\r\n")))
    assert here is not None
    assert here == there


def test_bytes_that_are_not_utf_8_are_placed() -> None:
    _, problems = parse_document("x.md", b"---\nid: 7\nquestion: caf\xe9?\n---\n")
    assert str(problems[0]).startswith("x.md:3:14: not-utf-8: byte 0xe9")


def test_a_placeholder_cannot_be_forged() -> None:
    forged = f"{FORMULA_OPEN}0{FORMULA_CLOSE} $x$"
    _, problems = parse_document("x.md", f"---\nid: 7\nquestion: q\nanswer: {forged}\n---\n".encode())
    document = parse_document("x.md", f"---\nid: 7\nquestion: q\nanswer: {forged}\n---\n".encode())[0]
    assert document is not None
    assert document.answer.text == f"0 {FORMULA_OPEN}0{FORMULA_CLOSE}"
    assert not problems

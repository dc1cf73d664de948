"""What the rooms of `cards` decide about a sentence, a title, a label: cases as data."""

from __future__ import annotations

import pytest

from qt2anki.dealer.clozes import escape_deletion
from qt2anki.dealer.passages import CORE_CLOSE, CORE_OPEN, cut_run, find_runs, set_off
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Formula
from qt2anki.plaintext import to_text


def test_set_off_keeps_tags_whole() -> None:
    html = "<p>Iron <em>rusts. Gold</em> does not.</p>"
    run = find_runs(html)[0]
    start, end = run.sentences()[0]
    marked = set_off(html, [run.place(start, end)])
    assert to_text(marked) == to_text(html)
    assert marked.count("<mark") == 2
    assert cut_run(html, run, start, end) == "Iron rusts."


def test_a_tag_whose_partner_is_inside_is_set_off_with_it() -> None:
    html = "<li><strong>Reeds</strong>: they filter <em>silt</em></li>"
    (run,) = find_runs(html)
    marked = set_off(html, [run.place(0, len(run.text))])
    assert marked == f"<li>{CORE_OPEN}<strong>Reeds</strong>: they filter <em>silt</em>{CORE_CLOSE}</li>"


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"x^{2}", r"\(x^{2}\)"),
        (r"x_{i_{j}}", r"\(x_{i_{j} }\)"),
        (r"\frac{a}{b_{c}}", r"\(\frac{a}{b_{c} }\)"),
        ("a::b", r"\(a:{}:b\)"),
        ("a<b", r"\(a&lt;b\)"),
    ],
)
def test_deletions_are_escaped(tex: str, expected: str) -> None:
    text = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"
    assert escape_deletion(text, (Formula(tex, display=False, source=""),)) == expected


def test_deletion_that_ends_in_a_brace() -> None:
    assert escape_deletion("{a}", ()) == "{a} "


def test_to_text() -> None:
    html = "<p>A &amp; B</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert to_text(html).splitlines() == ["A & B", "• one", "• two", "x | y |"]

"""Formulas as MathML: well formed, without a way out of the formula, and never an error."""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.mathml import to_mathml, typeset


def words(mathml: str) -> str:
    """Return the text of a formula, blanks aside."""
    return "".join("".join(fromstring(mathml).itertext()).split())


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"E = mc^2", "E=mc2"),
        (r"\frac{a}{b} \leq \sqrt{x}", "ab≤x"),
        (r"a < b \text{ & <b>c</b>}", "a<b&<b>c</b>"),
        (r"\begin{aligned}a &= b\\ c &= d\end{aligned}", "a=bc=d"),
        (r"\begin{pmatrix}1 & 2\\ 3 & 4\end{pmatrix}", "(1234)"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H2+O2→2H2O"),
        (r"\ce{SO4^2- <=>[heat] Fe^{3+} + Na+}", "SO42−⇌heatFe3++Na+"),
        (r"\text{[…]}", "[…]"),
    ],
)
def test_a_formula_keeps_its_signs(tex: str, text: str) -> None:
    assert words(to_mathml(tex, display=True)) == text


def test_chemistry_counts_stand_below_and_charges_above() -> None:
    both = fromstring(to_mathml(r"\ce{SO4^{2-}}", display=False)).find(".//msubsup")
    assert both is not None
    assert ["".join(part.itertext()) for part in both] == ["SO", "4", "2−"]


def test_a_formula_on_its_own_line_is_a_block() -> None:
    assert fromstring(to_mathml("x", display=True)).get("display") == "block"
    assert fromstring(to_mathml("x", display=False)).get("display") == "inline"


@pytest.mark.parametrize(
    "tex",
    [
        *("x^", "{", r"\left( x", r"\frac", "{" * 3000, r"\sqrt{" * 900 + "}" * 900, "x" * 6000),
        *(r"\newcommand{\a}{\a\a}\a", r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}"),
    ],
    ids=lambda tex: tex[:12],
)
def test_what_is_no_formula_shows_its_source(tex: str) -> None:
    shown = to_mathml(tex, display=False)
    assert shown.startswith("<code>")
    assert unescape(fromstring(shown).text or "") == tex


@given(st.text(st.sampled_from("ab12 ^_{}&<>\"'\\()[]+-=") | st.characters(codec="utf-8"), max_size=40), st.booleans())
def test_any_text_gives_one_element_without_markup_of_its_own(tex: str, display: bool) -> None:
    shown = to_mathml(tex, display=display)
    inner = shown.removeprefix("<code>").removesuffix("</code>")
    if inner == shown and not any(ord(sign) < 32 or 0xFFFE <= ord(sign) <= 0xFFFF for sign in tex):
        root = fromstring(shown)
        assert root.tag == "math"
        assert {name for each in root.iter() for name in each.attrib}.isdisjoint({"href", "style", "onclick"})
    else:
        assert "<" not in inner or inner == shown


def test_formulas_are_found_as_mathjax_finds_them() -> None:
    shown = typeset(r"<p>\(a &lt; b\)</p><pre><code>\(x\)</code></pre><code>\[y\]</code> \[c\]")
    assert shown.count("<math") == 2
    assert r"<pre><code>\(x\)</code></pre><code>\[y\]</code>" in shown
    assert "<mo>&lt;</mo>" in shown
    assert 'display="block"' in shown

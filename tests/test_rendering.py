"""Our own rendering of templates against what the contract asks; real Anki is compared in `test_cards_in_anki`."""

from __future__ import annotations

import pytest

from qt2anki.rendering import deleted_text, render

CASES = [
    ("{{A}}", {"A": "x"}, "x"),
    ("{{#A}}<b>{{A}}</b>{{/A}}!", {"A": ""}, "!"),
    ("{{#A}}<b>{{A}}</b>{{/A}}!", {"A": "y"}, "<b>y</b>!"),
    ("{{#A}}a{{#B}}b{{/B}}{{/A}}c", {"A": "", "B": "1"}, "c"),
    ("{{#A}}a{{#B}}b{{/B}}{{/A}}c", {"A": "1", "B": ""}, "ac"),
    ("{{#A}}a{{#A}}b{{/A}}d{{/A}}c", {"A": ""}, "c"),
    ("{{A}}", {"A": "{{#B}} {{B}} \\frac{{{a}}}2"}, "{{#B}} {{B}} \\frac{{{a}}}2"),
]


@pytest.mark.parametrize(("template", "values", "expected"), CASES)
def test_render(template: str, values: dict[str, str], expected: str) -> None:
    assert render(template, values, answer=False) == expected


def test_cloze_asks_and_answers() -> None:
    values = {"Text": "the {{c1::<i>gap</i>}} junction"}
    asked = render("{{cloze:Text}}", values, answer=False)
    assert ">[...]</span> junction" in asked
    assert render("{{cloze:Text}}", values, answer=True).endswith('data-ordinal="1"><i>gap</i></span> junction')
    assert deleted_text(values["Text"]) == "<i>gap</i>"


def test_cloze_inside_a_formula_stays_tex() -> None:
    text = r"\(a + {{c1::b^{2} }}\) and {{c1::more}}"
    asked = render("{{cloze:Text}}", {"Text": text}, answer=False)
    assert asked.startswith(r"\(a + [...]\) and <span")

"""Which word of which sentence is deleted: cases by shape."""

from __future__ import annotations

import re

import pytest
from test_cards import deal, fields

from qt2anki.model import Kind

QUESTION = "How did people learn what makes metals rust?"
KEYWORDS = (
    "Lavoisier, oxygen, electrolyte, ionic mobility, metallurgy, corrosion cell, HWM, zinc, Robert Boyle, discipline,"
    " hydrolysis, ferric oxide, trial and error"
)

CASES = [
    # a sentence of prose, what is deleted, "" for none
    ("In 1777 the tax collector Lavoisier weighed burning iron in closed vessels of glass.", "Lavoisier"),
    ("In 1777 the clerks of the Lavoisier Works weighed burning iron in vessels of glass.", ""),
    ("Early chemists like Lavoisier weighed burning iron in closed vessels of glass for years.", ""),
    ("Early chemists like Bernoulli and Lavoisier weighed burning iron in vessels of glass for years.", ""),
    ("The balance of the chemist Lavoisier showed, like these vessels of glass, what burning adds.", ""),
    ("A wet plate turns into a battery through the slow hydrolysis of salts on its surface.", "hydrolysis"),
    ("The study of smelting furnaces grew into a proud discipline taught in every mining town.", ""),
    ("A brown film on wet plates, known as ferric oxide, flakes off within a few rainy weeks.", "ferric oxide"),
    ("Salt speeds the decay of plates through the greater ionic mobility along the wet surface.", ""),
    ("Smiths of old towns learned the rules of HWM at the forge, long before any school.", "HWM"),
    ("The workshop trusted the eye and Lavoisier on every plate that came out of the furnace.", ""),
    ("Lavoisier, Priestley, Scheele, and Black weighed burning iron in closed vessels of glass.", ""),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_deleted_word_is_the_only_answer(sentence: str, expected: str) -> None:
    dealt = deal(sentence, QUESTION, KEYWORDS)
    texts = [fields(note)["Text"] for note in dealt.deal.notes if note.kind is Kind.CLOZE]
    assert [re.findall(r"\{\{c1::(.*?)\}\}", text) for text in texts] == ([[expected]] if expected else [])


def test_initials_of_the_question_are_no_answer() -> None:
    sentence = "Smiths of old towns learned the rules of HWM at the forge, long before any school."
    dealt = deal(sentence, "How does heat widen metals?", KEYWORDS)
    assert not [note for note in dealt.deal.notes if note.kind is Kind.CLOZE]


def test_a_word_that_a_formula_repeats_is_not_deleted() -> None:
    sentence = r"A wet plate turns into a battery by slow hydrolysis of salts, $\text{hydrolysis} > 0$, on its surface."
    dealt = deal(sentence, QUESTION, KEYWORDS)
    assert not [note for note in dealt.deal.notes if note.kind is Kind.CLOZE]

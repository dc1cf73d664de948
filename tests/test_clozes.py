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
    ("A wet plate turns into a battery through the slow hydrolysis of salts on its surface.", ""),
    ("A wet plate turns into a battery through hydrolysis, which splits the salts on its surface.", "hydrolysis"),
    ("A wet plate turns into a battery through the process of hydrolysis on its surface.", "hydrolysis"),
    ("The hydrolysis of salts on its surface slowly turns a wet plate into a battery of sorts.", ""),
    ("What ate the plates of old ships became a form of hydrolysis in the eyes of later schools.", ""),
    ("Smiths of old towns took the brown film on wet plates for a better electrolyte every spring.", ""),
    ("A brown film on wet plates, known as “ferric oxide” or “bloom”, flakes off within weeks.", ""),
    ("A brown film on wet plates, known as “bloom” or “ferric oxide”, flakes off within weeks.", ""),
    ("In 1777 the tax collector Antoine Lavoisier weighed burning iron in closed vessels of glass.", ""),
    ("In 1661 the vessels of Robert Boyle took in the air that burning iron had left in them.", "Robert Boyle"),
    ("The judges of Lavoisier v. Guild weighed whether plates of burning iron belong to smiths.", ""),
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

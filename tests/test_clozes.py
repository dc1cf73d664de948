"""Which word of which sentence is deleted: cases by shape."""

from __future__ import annotations

import re

import pytest
from test_cards import deal, fields

from qt2anki.model import Kind

QUESTION = "How did people learn what makes metals rust?"
KEYWORDS = (
    "Lavoisier, Armenian, oxygen, electrolyte, ionic mobility, metallurgy, corrosion cell, HWM, zinc, Robert Boyle,"
    " discipline, hydrolysis, ferric oxide, trial and error, Article 23, May 1777, Smelting Act of 1777, BRT"
)

NAMES = ("Lavoisier", "Priestley", "Scheele")

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
    ("A wet plate turns into a battery through the process of hydrolysis-to-rust on its surface.", ""),
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
    ("The clerks were Lavoisier, Carl W. Scheele, F. Black, Ada P. Ray, and men of the glass guild.", ""),
    ("A brown film on wet plates, known as “ferric oxide” (FO), flakes off within weeks.", ""),
    ("Common vessels of old towns include HWM pots, brass kettles of the yard, and cups of glass.", ""),
    ("In addition to Lavoisier, several tax collectors weighed burning iron in vessels of glass.", ""),
    ("In the vessels of glass, the iron of the Lavoisier of Paris gained weight as it burned.", ""),
    ("In damp vaults the Armenian towns of the coast kept burning iron in closed vessels.", ""),
    ("Old Lavoisier weighed burning iron in closed vessels of glass for a dozen years.", ""),
    ("In the case of Robert Boyle the clerks kept burning iron in closed vessels of glass.", ""),
    ("Together with clerks, Lavoisier weighed burning iron in closed vessels of glass for years.", ""),
    ("In Robert Boyle, the vessels took in the air that burning iron had left in them.", ""),
    ("Clerks in Robert Boyle, Ohio, took in the air that burning iron had left in vessels.", ""),
    ("In Robert Boyle's vessels stood the air that burning iron had left behind in spring.", "Robert Boyle"),
    ("Clerks weighed burning iron in vessels of glass under Article 23 of an old town charter.", ""),
    ("Clerks weighed burning iron in closed vessels of glass until May 1777 in every old town.", ""),
    ("Clerks weighed burning iron under the Smelting Act of 1777 in closed vessels of glass.", "Smelting Act of 1777"),
    ("Clerks weighed burning iron by the rules of BRT (bright red test) in every old town.", ""),
    ("Lavoisier, Priestley, Scheele, and Black weighed burning iron in closed vessels of glass.", ""),
    ("Lavoisier, for instance, weighed burning iron in closed vessels of glass for a dozen years.", ""),
    ("Lavoisier was also weighing burning iron in closed vessels of glass for a dozen years.", ""),
    ("Priestley and Lavoisier weighed burning iron in closed vessels of glass for a dozen years.", ""),
    ("One of the clerks who weighed burning iron in closed vessels of glass was Lavoisier.", ""),
    ("One of the clerks with closed vessels was Lavoisier, who weighed burning iron in the yard.", "Lavoisier"),
    ("Good examples of smiths at their vessels are “The Forge,” painted in Ghent, and “HWM,” in oils.", ""),
    ("The clerks filled closed vessels of glass from HWM, a newer furnace, for a dozen years.", ""),
    ("The clerks filled closed vessels of glass out of love for the Armenian cause in old towns.", ""),
    ("Most respondents trusted the vessels of Lavoisier when they weighed burning iron in towns.", ""),
    ("Clerks of the Smelting Act of 1777 case weighed burning iron in closed vessels of glass.", ""),
]


def _deleted(prose: str, question: str, keywords: str) -> list[str]:
    dealt = deal(prose, question, keywords)
    texts = [fields(note)["Text"] for note in dealt.deal.notes if note.kind is Kind.CLOZE]
    return [word for text in texts for word in re.findall(r"\{\{c1::(.*?)\}\}", text)]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_deleted_word_is_the_only_answer(sentence: str, expected: str) -> None:
    assert _deleted(sentence, QUESTION, KEYWORDS) == ([expected] if expected else [])


SHORT = [
    # a keyword, a question whose words it abbreviates
    ("HWM", "How does heat widen metals?"),
    ("HWMs", "How does heat widen metals?"),
    ("HWM", "How does heat widen plates?"),
    ("HMW", "How do hydrometallurgical works clean plates?"),
]


@pytest.mark.parametrize(("keyword", "question"), SHORT)
def test_an_abbreviation_of_the_question_is_no_answer(keyword: str, question: str) -> None:
    sentence = f"Smiths of old towns learned the rules of {keyword} at the forge, long before any school."
    assert not _deleted(sentence, question, keyword)


def test_what_the_document_spells_out_in_words_of_the_question_is_no_answer() -> None:
    spelled = "They spoke of a burning test of ores (BTO) there."
    sentence = "Smiths of old towns learned the rules of BTO at the forge, long before any school."
    assert _deleted(sentence, "How did people learn of ores?", "BTO")
    assert not _deleted(f"{sentence}\n\n{spelled}", "How did people learn of ores?", "BTO")


def test_sentences_that_speak_of_the_question_come_first() -> None:
    asides = [f"In 177{n} the tax collector {who} bought a house with green shutters." for n, who in enumerate(NAMES)]
    sentence = "The brown film that makes metals rust away, known as ferric oxide, flakes off within weeks."
    found = _deleted("\n\n".join([*asides, sentence]), QUESTION, ", ".join((*NAMES, "ferric oxide")))
    assert found == [*NAMES[:2], "ferric oxide"]


def test_a_word_that_a_formula_repeats_is_not_deleted() -> None:
    sentence = r"A wet plate turns into a battery by slow hydrolysis of salts, $\text{hydrolysis} > 0$, on its surface."
    assert not _deleted(sentence, QUESTION, KEYWORDS)

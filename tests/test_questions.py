"""What a question asks, and which sentence answers it."""

from __future__ import annotations

import pytest

from qt2anki.dealer.asking import Form, points_outside, understand
from qt2anki.dealer.cases import asks_for_one_case
from qt2anki.dealer.claims import Claim
from qt2anki.dealer.fitting import NO_FIT, fit
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Can you give an example of barter between two mills?", True),
        ("Describe a brief case study of a mill fire.", True),
        ("Can you give examples of barter?", False),
        ("Explain barter with an example.", False),
    ],
)
def test_questions_for_one_case(question: str, *, expected: bool) -> None:
    assert asks_for_one_case(question) is expected


FORMS = [
    # question, the forms of its halves
    ("What is rust?", [Form.DEFINITION]),
    ("What are oxides?", [Form.DEFINITION]),
    ("What are the causes of rust?", [Form.LIST]),
    ("List the causes of rust in iron.", [Form.LIST]),
    ("Can you explain how iron rusts?", [Form.HOW]),
    ("How is the age of rust determined?", [Form.HOW]),
    ("Why does iron rust?", [Form.WHY]),
    ("What role does salt play in rusting?", [Form.ROLE]),
    ("When was rust first described?", [Form.TIME]),
    ("How many oxides does iron have?", [Form.AMOUNT]),
    ("Where does rust begin?", [Form.PLACE]),
    ("Provide an example of a rusting bridge.", [Form.EXAMPLE]),
    ("What is the Kirkendall effect in metallurgy?", [Form.DEFINITION]),
    ("What is the main effect of salt on iron?", [Form.ROLE]),
    ("What is the primary focus of corrosion science?", [Form.OTHER]),
    ("Describe the stages that follow the first rain on a bridge of wrought iron.", [Form.LIST]),
    ("Describe the decay that follows the first rain on a bridge of wrought iron.", [Form.OTHER]),
    ("What is rust, and what is its main effect?", [Form.DEFINITION, Form.ROLE]),
    ("What is the state in which iron rusts?", [Form.OTHER]),
    ("What is rust, and how can it be removed?", [Form.DEFINITION, Form.HOW]),
    ("What is rust and how does it differ from tarnish?", [Form.DEFINITION, Form.DIFFERENCE]),
]


@pytest.mark.parametrize(("question", "expected"), FORMS)
def test_forms_of_questions(question: str, expected: list[Form]) -> None:
    assert [asked.form for asked in understand(question)] == expected


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("What are the causes and effects of rust?", ("causes", "effects")),
        ("What are the political and social effects of rust?", ()),
        ("How do rust and tarnish form?", ()),
    ],
)
def test_two_things_of_one(question: str, nouns: tuple[str, ...]) -> None:
    assert understand(question)[0].nouns == nouns


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("What is the difference between wet rust and dry rust?", (("wet",), ("dry",))),
        ("How does rust differ from tarnish?", (("rust",), ("tarnish",))),
        ("How do rust and tarnish differ?", (("rust",), ("tarnish",))),
        ("How do alloys differ?", ()),
    ],
)
def test_sides_of_a_comparison(question: str, sides: tuple[tuple[str, ...], ...]) -> None:
    assert understand(question)[0].sides == sides


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What were the findings of the study?", True),
        ("How are students graded in this course?", True),
        ("Which of the following is an oxide?", True),
        ("How can engineers apply these laws to bridges?", True),
        ("What ended this strike?", True),
        ("What does the above theorem say?", True),
        ("What is done in Example 3 of filing keys?", True),
        ("What is an example of 3 keys?", False),
        ("Why does iron rust, and how can this loss be stopped?", False),
        ("What forms rust and which metals undergo this process?", False),
        ("What limits the study of rust?", False),
        ("How did the Rust Belt change the course of the economy?", False),
    ],
)
def test_questions_that_point_outside_themselves(question: str, *, expected: bool) -> None:
    assert points_outside(question) is expected


HOW = "How do plants drink?"
PARTS_OF = "What are the parts of a plant?"
BOTH_SIDES = "How do shoots differ from roots?"
ANSWERS = [
    # question, sentence, whether it answers
    (HOW, "Plants drink through fine root hairs, driven by evaporation from the leaves.", True),
    (HOW, "Plants drink by means of many organs.", False),
    (HOW, "Plants are organisms that use light.", False),
    (HOW, "There are several ways in which plants drink.", False),
    (HOW, "Drinking plays a crucial role in the life of plants.", False),
    (
        HOW,
        "Drinking plays a vital role in plants by pulling dissolved nitrates, salts and sugars up the hollow stem.",
        True,
    ),
    (HOW, "By drinking, plants grow tall and green in summer.", False),
    (HOW, "Watering plants regularly leads to strong stems and green leaves.", False),
    (PARTS_OF, "A plant consists of parts, including a root in soil, a stem and green leaves.", True),
    (PARTS_OF, "A plant lives on water, light and minerals.", False),
    (BOTH_SIDES, "Shoots seek light and bear leaves, while roots seek moisture underground.", True),
    (BOTH_SIDES, "Shoots seek light and bear green leaves in spring.", False),
    (BOTH_SIDES, "Shoots differ from roots in direction, tissue and growth.", False),
    ("What is sap?", "Sap is a fluid that carries sugar from leaf to root.", True),
    ("What is sap?", "Sap is a crucial concept in botany, introduced by Hales in 1727.", False),
    ("What is sap?", "Sap rises at night in spring.", False),
    ("When did Hales measure sap?", "Hales measured sap in 1727.", True),
    ("When did Hales measure sap?", "Hales measured sap with tubes of glass.", False),
    ("Who first measured sap?", "Sap was first measured by Stephen Hales.", True),
    ("When did Hales measure sap?", "It is not mentioned when Hales measured sap, perhaps before 1730.", False),
    ("What are the causes and effects of drought?", "Drought has causes, such as heat, wind and felling.", False),
    (PARTS_OF, "A plant has a root in soil, a stem and green leaves, including those of winter.", False),
    (HOW, "Plants drink through a complex interplay of pressure, pull and osmosis.", False),
    (HOW, "The drinking of plants is designed to lift water through roots, stems and leaves.", False),
    ("What is the significance of rust?", "Rust holds great significance because of what rust is to iron.", False),
    (
        "What is the significance of rust?",
        "Rust is vital to iron, playing a key role in the decay of gates, hinges, nails and whole bridges.",
        False,
    ),
    (
        "What is the significance of rust?",
        "Rust is vital to iron, eating away gates, hinges and nails until whole bridges fall.",
        True,
    ),
    (HOW, "Plants should drink through their roots, driven by evaporation from leaves.", False),
    (HOW, "Plants need to drink through roots that reach the moist clay below the sand.", False),
    ("How is sap flow calculated?", "Sap flow is calculated by dividing volume by time and area.", False),
    (
        "How is sap flow calculated?",
        f"Sap flow is calculated by dividing volume by time and area, {FORMULA_OPEN}0{FORMULA_CLOSE}.",
        True,
    ),
    ("How many stomata does a leaf have?", "A leaf has about 300 stomata per square millimetre.", True),
]


@pytest.mark.parametrize(("question", "sentence", "expected"), ANSWERS)
def test_answers(question: str, sentence: str, *, expected: bool) -> None:
    known = Family(content_words(question))
    titles = ["Root", "Stem"] if question == PARTS_OF else []
    assert (fit(Claim(sentence, understand(question)[0], known, titles)) > NO_FIT) is expected

"""What titles and the labels of lists are: instructions, open lists, single cases."""

from __future__ import annotations

import pytest

from qt2anki.dealer.cases import is_example, is_single_case
from qt2anki.dealer.openlists import is_closed, is_whole_list, looks_around, names_some, only_in_a_respect
from qt2anki.dealer.sections import trim_label
from qt2anki.dealer.titles import explain_prompt, is_instruction, is_recap, name_prompt, parts_prompt
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN


@pytest.mark.parametrize(
    ("title", "question", "expected"),
    [
        ("Technical Limitations", "What are the drawbacks of sails?", True),
        ("Other Factors", "What are the causes of rust?", True),
        ("Tidal Limitations", "What are the drawbacks of sails?", False),
        ("Technical Limitations", "How does a sail work?", False),
        ("Drawbacks", "What are the uses and drawbacks of sails?", False),
        ("", "What are the drawbacks of sails?", False),
    ],
)
def test_a_kind_of_what_is_asked_is_an_open_list(title: str, question: str, *, expected: bool) -> None:
    assert is_whole_list(title, content_words(question)) is expected


@pytest.mark.parametrize(
    ("title", "body", "section", "expected"),
    [
        ("For 11 coins", "Three fives less four ones, as the table says", "Base Cases", True),
        ("Case 2", f"{FORMULA_OPEN}4{FORMULA_CLOSE}", "Proof", True),
        ("Point B", "(3, 4)", "Corners", True),
        ("Case 2", "The roots are equal, so the curve touches the axis once.", "Discriminant", False),
        ("Slope", f"{FORMULA_OPEN}4{FORMULA_CLOSE}", "Examples", False),
    ],
)
def test_single_cases(title: str, body: str, section: str, *, expected: bool) -> None:
    assert is_single_case(title, body, section) is expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Example 5: Halving a Sack", "Half of 40 is 20.", True),
        ("Example of a Journal Entry", "Debit flour 40.", True),
        ("Basic Example", f"{FORMULA_OPEN}4{FORMULA_CLOSE}", True),
        ("Practice Problem", "Half of 40 is 20.", True),
        ("Steady Wind Example", "Sails fill evenly.", False),
        ("Leading by Example", "Half of 40 is 20.", False),
        ("Halving a Sack", "Half of 40 is 20.", False),
    ],
)
def test_examples_that_are_worked_out(title: str, body: str, *, expected: bool) -> None:
    assert is_example(title, body) is expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Applications", "It serves various trades, including weaving, brewing, and milling.", True),
        ("Uses in Various Fields", "Fields such as optics, acoustics, and mining need it.", True),
        ("Applications", "Weavers dye wool with it.", False),
        ("Buoyancy", "It serves various trades, including weaving, brewing, and milling.", False),
        ("Types of Yeast", "Ale yeast rises, lager yeast sinks, and wild yeast does either.", False),
    ],
)
def test_open_lists(title: str, text: str, expected: bool) -> None:
    assert names_some(title, text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Future Directions", True),
        ("Recent Sail Developments", True),
        ("Ongoing Sail Discussions", True),
        ("Need for Future Research", True),
        ("Everyday Examples", True),
        ("Future Rigging", False),
        ("Practical", False),
        ("Long-Term Effects", False),
        ("Related Crafts", True),
        ("Historical Context", True),
        ("Other Cogs", True),
        ("Cultural and Social Contexts", True),
        ("Philosophical Implications", True),
        ("Real-World Applications", True),
        ("Sail Overview", True),
        ("Applications of Rigging", False),
        ("Tidal Context", False),
        ("Working Sail", False),
    ],
)
def test_titles_that_only_look_around(title: str, *, expected: bool) -> None:
    assert looks_around(title, Family(content_words("How does a sail work?"))) is expected


@pytest.mark.parametrize(
    ("title", "announced", "terms", "expected"),
    [
        ("Types of Mills", "", ("Post", "Smock"), True),
        ("Mills", "Mills fall into two classes:", ("Post", "Smock"), True),
        ("Mills for Oil", "", ("Post Mills", "Smock Mill (Dutch)"), True),
        ("Mills", "Many of them still stand:", ("Post", "Smock"), False),
        ("The Miller's Day", "", ("Grease the Axle", "Weigh the Grain"), False),
        ("", "", ("Post", "Smock"), False),
    ],
)
def test_closed_lists(title: str, announced: str, terms: tuple[str, ...], *, expected: bool) -> None:
    assert is_closed(title, announced, terms) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Causes of Rust", "Causes of Rust"),
        ("Here are the key causes of rust", "The key causes of rust"),
        ("However, the primary causes of rust include", "The primary causes of rust"),
        ("Several causes of rust can be distinguished", "Causes of rust"),
        ("These include", ""),
        ("To stop rust, follow these steps", "To stop rust"),
        ("What Rust Is", "What Rust Is"),
        ("How rust works in more detail", "How rust works"),
        ("To elaborate", ""),
        ("To address these causes", ""),
        ("Each of these coats has merits", ""),
        ("In essence, rust has several causes", "Rust"),
        ("To understand this further, consider the following causes of rust", ""),
        ("To slow the decay of bridges, engineers can use several coatings", "To slow the decay of bridges"),
        ("For a coat to be lasting, three conditions must be met", "For a coat to be lasting"),
        ("When iron rusts under water, the pits are of several kinds", "When iron rusts under water"),
        ("While both are metals, they rust in different ways", "While both are metals, they rust in different ways"),
        ("Several habits exist that can slow rust", "Habits exist that can slow rust"),
        ("Here are the reasons why iron is weak", "The reasons why iron is weak"),
        ("The causes that engineers name are as follows", "The causes that engineers name"),
        ("The yard offers", "The yard"),
        ("There are several kinds of rust, including", "Kinds of rust"),
        ("Coats and Paints: The layers seal iron, and there are rules for each", "Coats and Paints"),
    ],
)
def test_labels(label: str, expected: str) -> None:
    assert trim_label(label) == expected


INSTRUCTIONS = [
    ("Clean the Iron", True),
    ("Use Zinc", True),
    ("Support Beams", False),
    ("Support the Beams", True),
    ("Test Regularly", True),
    ("Test Results", False),
    ("Plan of the Bridge", False),
    ("Iron", False),
]


@pytest.mark.parametrize(("title", "expected"), INSTRUCTIONS)
def test_instructions(title: str, *, expected: bool) -> None:
    assert is_instruction(title) is expected


def test_titles() -> None:
    assert is_recap("Summary of Differences")
    assert is_recap("Example 2")
    assert not is_recap("Example of Rust")
    assert explain_prompt("Why Rust?", "", sequence=False) == " Answer in a sentence."
    assert explain_prompt("Clean the Iron", "How do I stop rust?", sequence=False) == ": what do you do, and how?"
    assert explain_prompt("Oxidation", "Why?", sequence=True) == ": what happens?"
    assert name_prompt("Step Function", sequence=True, part=False) == "What is described here?"
    assert parts_prompt("Kinds of Rust") == ": which ones?"
    assert parts_prompt("Analysis") == ": what does it include?"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Impact on Net Force", True),
        ("Interplay Between Wind and Tide", True),
        ("Clinical Implications", True),
        ("Ionic Bonds", False),
        ("Effective Signals", False),
        ("Ebb of the Impact", False),
    ],
)
def test_a_title_that_only_says_in_which_respect(title: str, *, expected: bool) -> None:
    assert only_in_a_respect(title) is expected

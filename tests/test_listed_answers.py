"""Lists as the answer: titles where they name, what stands below them where that is the answer."""

from __future__ import annotations

import pytest
from test_cards import deal, fields

from qt2anki.dealer.formulas import asks_for_a_formula
from qt2anki.dealer.titlelists import is_aside
from qt2anki.dealer.words import Family
from qt2anki.model import Kind
from qt2anki.plaintext import to_text

RULES = "1. **Beam and Post**: A beam rests upon two posts.\n2. **Rail and Peg**: No rail stands without a peg."
NAMES = "1. **Rye**: It is sown in autumn.\n2. **Barley**: It is sown in spring."
WORKED = (
    "1. **Weigh the Load**: Put it on the scale and note its weight $w$.\n"
    "2. **Divide by the Span**: The strain is the weight over the span: $s = w / l$."
)
COUNTED = "1. **Weigh the Load**: Put it on a scale, $3$ times.\n2. **Divide by the Span**: Use a rod, say of $4$ feet."
BLANK = "1. **Weigh the Load**: Note its weight $w$ and its span $l$.\n2. **Apply the Formula**: Fill in the formula."

CASES = [
    # question, answer, the core as text, "" for no answer note
    ("What are the two kinds of corn in the barn?", NAMES, "• Rye\n• Barley"),
    (
        "What are the rules of framing?",
        RULES,
        "• Beam and Post: A beam rests upon two posts.\n• Rail and Peg: No rail stands without a peg.",
    ),
    (
        "How do you calculate the strain of a bridge?",
        WORKED,
        (
            "• Weigh the Load: Put it on the scale and note its weight \\(w\\).\n"
            "• Divide by the Span: The strain is the weight over the span: \\(s = w / l\\)."
        ),
    ),
    ("How do you calculate the strain of a bridge?", COUNTED, "• Weigh the Load\n• Divide by the Span"),
    ("How do you calculate the strain of a bridge?", BLANK, ""),
    (
        "What are the two kinds of corn in the barn?",
        f"{NAMES}\n3. **Importance of Storage**: It matters.",
        "• Rye\n• Barley",
    ),
    ("What are the kinds of corn in the barn?", "1. **Trends in Storage**: Silos win.\n2. **Rye**: Good.", ""),
    ("What are the parts of a speech?", f"1. **Introduction**: It opens.\n{NAMES.replace('2.', '3.')}", ""),
    ("How can people reach the guild?", "1. **Market Hours**: From nine.\n2. **Town Gates**: Three.", ""),
    (
        "How can people reach the guild?",
        "1. **Asking Masters**: At noon.\n2. **Town Gates**: Three.",
        "• Asking Masters\n• Town Gates",
    ),
    ("What are the traits of guilds?", "1. **Oath Night**: One swears.\n2. **Feast Night**: One eats.", ""),
    (
        "What are the kinds of rite?",
        "1. **Oath Night**: One swears.\n2. **Feast Night**: One eats.",
        "• Oath Night\n• Feast Night",
    ),
    ("What is a scythe?", "1. **Cutting Grass**: It cuts.\n2. **Trimming Hedges**: It trims.", ""),
]


@pytest.mark.parametrize(("question", "answer", "expected"), CASES)
def test_core(question: str, answer: str, expected: str) -> None:
    notes = [note for note in deal(answer, question).deal.notes if note.kind is Kind.ANSWER]
    assert [to_text(fields(note)["Core"]) for note in notes] == ([expected] if expected else [])


def test_a_comparison_is_whole_without_what_it_implies() -> None:
    sides = "1. **Warp**: It stands taut on the frame of oak.\n2. **Weft**: It is drawn across by a shuttle of horn."
    asked = "What is the difference between warp and weft?"
    aside = f"{sides}\n3. **Importance of the Difference**: It matters to weavers."
    texts = [[n.text for n in deal(each, asked).deal.notes if n.kind is Kind.ANSWER] for each in (sides, aside)]
    assert texts[0] == texts[1] != []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Importance of the Warp", True),
        ("The Role of Guilds", False),
        ("Trends in Weaving", True),
        ("Key Implications for Dyers", True),
        ("Warp and Weft", False),
        ("Impact", False),
    ],
)
def test_asides(title: str, *, expected: bool) -> None:
    assert is_aside(title, Family(("role", "guilds"))) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the formula for strain?", True),
        ("What is the mathematical definition of strain?", True),
        ("How is strain expressed mathematically?", True),
        ("What do equations represent in statics?", False),
        ("What is strain?", False),
    ],
)
def test_questions_for_a_formula(question: str, *, expected: bool) -> None:
    assert asks_for_a_formula(question) is expected


LEAD = "Strain is the share by which a rod of iron grows longer under a load."
LAW = "The strain law of rods is a rule by which iron grows longer under a load."
FORMULAS = [
    # what stands behind the law, what of it the core takes along
    ("Mathematically, it is expressed as:\n\n$$e = d / l$$\n\nOak bears less.", "is expressed as: \\[e = d / l\\]"),
    ("Rods of oak bear less. It is written $e = d / l$ in tables.", "It is written \\(e = d / l\\) in tables."),
    ("Rods of oak bear less. For example, a rod may be given as $d = 3$.", "Rods of oak bear less."),
    ("Rods of oak bear less.\n\n$$e = d / l$$", "Rods of oak bear less."),
]


@pytest.mark.parametrize(("rest", "expected"), FORMULAS)
def test_a_formula_asked_for_stands_on_the_back(rest: str, expected: str) -> None:
    dealt = deal(f"{LAW} {rest}", "What is the mathematical definition of the strain law of rods?")
    (core,) = (to_text(fields(note)["Core"]) for note in dealt.deal.notes if note.kind is Kind.ANSWER)
    assert core.startswith(LAW)
    assert core.endswith(expected)


def test_a_definition_asked_for_twice_is_given_once() -> None:
    closing = "In summary, strain is a share by which iron grows, and dyers use it as well."
    answer = f"{LEAD}\n\n{NAMES}\n\n{closing}"
    asked = ("What is strain and how is it defined?", "What is strain?")
    texts = [[n.text for n in deal(answer, each).deal.notes if n.kind is Kind.ANSWER] for each in asked]
    assert texts[0] == texts[1] == [LEAD]


def test_a_summary_stands_on_the_back_where_it_adds_something() -> None:
    closings = (
        "In summary, strain is how rods of iron grow under load.",
        "In summary, smiths test each beam, rivet and chain.",
    )
    answer = f"{LEAD}\n\n{NAMES}\n\n{{}}"
    notes = [deal(answer.format(each), "What is strain?").deal.notes[0] for each in closings]
    assert [bool(fields(note)["Closing"]) for note in notes] == [False, True]

"""Cases as data: a text with `|` where a new sentence starts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN
from qt2anki.prose import sentences

F = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"

CASES = [
    "One sentence.",
    "No full stop at the end",
    "First. |Second! |Third? |Fourth.",
    "Fats (e.g. Butter) and sugars, i.e. Glucose, count.",
    "Use acids, e.g., HCl. |Then wait.",
    "Apples, pears, etc. are fruit. |They are sweet.",
    "Apples, pears, etc. |The rest is not.",
    "See Fig. 2 and Eq. 4 for this. |See No. 5 too.",
    "The answer is no. |It never was.",
    "Neurons release Ca²⁺. |This triggers exocytosis.",
    "Pi is 3.14159 and e is 2.718. |Both are irrational.",
    "J. K. Rowling and John F. Kennedy met. |They talked.",
    "It was written by F. Scott Fitzgerald. |It sold badly.",
    "Patients were put in group B. |Patients in group A waited.",
    "It lacks vitamin C. |This causes scurvy.",
    "The U.S. Senate voted. |It was adopted in the U.S. |The law followed.",
    "She holds a Ph.D. from Oslo. |She teaches.",
    "In Marbury v. Madison the court struck a law down. |The case stands.",
    "Lehman Bros. Holdings and Ford Motor Co. Limited failed. |The market fell.",
    "It opened on Jan. 5 and closed on Dec. 31. |Nobody came.",
    "It rose (from 3 to 5. See Table 2) and fell. |Then it rested.",
    "A smile :( is sad. |A frown is too.",
    "The first (of two). |The second (also of two.) |The third.",
    "Smith et al. (2019) disagree. |Others do not.",
    "Dr. Ames met Mrs. Bell at 9 a.m. on Monday. |It rained.",
    f"The energy is {F}. |{F} is the mass.",
    f"The force is {F}, where {F} is the mass. |Next.",
    f"The force is given by:\n{F}\nwhere m is the mass. |It is a vector.",
    f"This is the law:\n{F}\n|The law holds.",
    "A line without stop\n|Another line\n|A third",
    "A soft\nbreak goes on. |And ends.",
    'He said "Stop!" and left. |"Why?" |She stayed.',
    "It works (as shown before.) |Next comes this.",
    "It is read. |mRNA is made. |pH falls.",
    "Wait... |Then go. |In 1905 it was found. |1915 came later.",
    "Call `a.b()` first. |Then call it again.",
]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_sentences(case: str) -> None:
    text = case.replace("|", "")
    assert [text[a:b] for a, b in sentences(text)] == [part.strip() for part in case.split("|")]


def test_nothing_of_nothing() -> None:
    assert sentences("") == sentences(" \n ") == ()


@given(st.lists(st.sampled_from([*"aB1.?!\n (\"')", "e.g. ", "The ", F]), max_size=40).map("".join))
def test_every_character_is_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))

"""The splitter as a whole: small answers in, what a careful reader sees out."""

from __future__ import annotations

from qt2anki.decode import decode
from qt2anki.model import Answer, Document, Role
from qt2anki.splitter import split_answer


def split(answer: str, question: str = "How does it work?", *, no_index: bool = False) -> Answer:
    document = Document("a/b.md", 1, decode(question), decode(answer), "A", (), "", (), no_index)
    return split_answer(document)


def outline(answer: Answer) -> list[list[tuple[int | None, str, str]]]:
    return [[(s.number, s.title, s.body.source) for s in m.steps] for m in answer.mechanisms]


def test_a_plain_list() -> None:
    found = split("It works in two ways:\n\n1. **One**: first *body*.\n2. **Two:** second.\n\nIn summary, two.")
    assert outline(found) == [[(1, "One", "first *body*."), (2, "Two", "second.")]]
    assert found.mechanisms[0].role is Role.MAIN
    assert found.summary is not None
    assert found.summary.source == "In summary, two."


def test_a_list_that_a_formula_interrupts_is_one() -> None:
    found = split("Thus:\n\n1. **One**: first:\n\n$$x$$\n\n2. **Two**: second.")
    assert outline(found) == [[(1, "One", "first:\n\n$$x$$"), (2, "Two", "second.")]]


def test_numbered_headings_lose_the_closing_paragraph() -> None:
    found = split("It is so.\n\n### 1. One\nA.\n\n### 2. Two\nB.\n\nC.\n\nOverall, it is so.")
    assert outline(found) == [[(1, "One", "A."), (2, "Two", "B.\n\nC.")]]


def test_a_refusal_is_skipped() -> None:
    assert split("I cannot answer this question based on the available information.").skipped == "refusal"
    assert split("1. **One**: first.", no_index=True).skipped == "no_index"

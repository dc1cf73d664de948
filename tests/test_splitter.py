"""The splitter: small answers in, what a careful reader sees out, and the laws that hold for any answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from splitting import CASES, EXPECTED, outline, read_cases, split

from qt2anki.cli import group
from qt2anki.markup import to_html, to_plain
from qt2anki.splitter.refusals import is_refusal
from qt2anki.splitter.sequence import asks_for_order, is_sequence

if TYPE_CHECKING:
    from pathlib import Path

    from qt2anki.model import Answer

GIVEN, WANTED = read_cases(CASES), read_cases(EXPECTED)


@pytest.mark.parametrize("title", GIVEN)
def test_case(title: str) -> None:
    assert outline(split(GIVEN[title])) == WANTED[title]


def test_every_expectation_has_a_case() -> None:
    assert len(GIVEN) > 20
    assert WANTED.keys() == GIVEN.keys()


def test_a_document_without_index_is_skipped() -> None:
    found = split("1. **One**: first.", no_index=True)
    assert (found.skipped, found.mechanisms, found.points) == ("no_index", (), ())


def test_a_body_is_tokens_that_render() -> None:
    found = split("So:\n\n1. **One**: *first* `code`.\n   - deeper\n2. **Two** (aside): second.")
    one, two = found.mechanisms[0].steps
    assert to_html(one.body) == "<p><em>first</em> <code>code</code>.</p>\n<ul>\n<li>deeper</li>\n</ul>"
    assert to_html(two.heading) == "<p>Two (aside)</p>" or to_plain(two.heading) == "Two (aside)"


REFUSALS = [
    "I cannot answer this question based on the available information.",
    "I'm sorry, but I could not find any information about it.",
    "Unfortunately, I am unable to provide an answer.",
    "The gathered information does not specify the date.",
    "There is no information available on this topic.",
    "Based on the gathered information, there is no specific mention of the fee.",
]
ANSWERS = [
    "I cannot be moved: so says the stone.",
    "Based on the information, demand falls when prices rise.",
    "The available information in a market drives prices.",
    "There are no known cures, but treatments help.",
    "Unfortunately, the reform failed within a year.",
    "We cannot see ultraviolet light because the lens absorbs it.",
]


@pytest.mark.parametrize("text", REFUSALS)
def test_refusals_are_known(text: str) -> None:
    assert is_refusal(text)


def test_a_lack_that_a_list_makes_good_is_no_refusal() -> None:
    assert not is_refusal("Based on the gathered information, there is no mention of fees.", itemised=True)


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_are_no_refusals(text: str) -> None:
    assert not is_refusal(text)


ORDERED = [
    ("How do you bake bread?", "", ["Mix", "Knead", "Bake"], ["Combine flour.", "Then work it.", "Finally, heat it."]),
    (
        "Describe the stages of rust.",
        "Stages",
        ["Wetting", "Pitting", "Flaking"],
        ["It begins with water.", "Once wet, iron pits.", "In the final stage it flakes."],
    ),
    ("What happened?", "Timeline", ["Founding (1815)", "War (1860)"], ["A town rose.", "Later it fell."]),
    (
        "What are the key components of a quest?",
        "Its parts are:",
        ["Call", "Road", "Return"],
        ["It begins at home.", "- Once called, one leaves.", "After the road, one comes home."],
    ),
    ("What are the stages of sleep?", "Stages of sleep", ["Dozing", "Rest"], ["Light.", "Deep."]),
    (
        "How did mills change over time?",
        "",
        ["Early Wheels", "Wind", "Modern Turbines"],
        ["It began by rivers.", "Then sails turned.", "Steel."],
    ),
    (
        "What steps make bread, and what matters?",
        "Here are the stages and their purposes:",
        ["Mixing", "Kneading"],
        ["First, flour.", "Then, work."],
    ),
    (
        "How do rams act, and what are their benefits?",
        "To use one, follow these steps:",
        ["", "", ""],
        ["Open the gate.", "Select a ram.", "Adjust the rope."],
    ),
    (
        "Describe the process of fog and its components.",
        "The process is as follows:",
        ["Release of Components", "Binding to Dust", "Clotting"],
        ["Steam rises.", "It then binds.", "Drops form."],
    ),
]
UNORDERED = [
    ("What factors affect rust?", "", ["Water", "Salt"], ["Once wet, iron rusts.", "It then speeds up."]),
    ("How can one sleep well?", "", ["Read a book", "Open a window"], ["It calms.", "It cools."]),
    ("How does it work?", "Advantages", ["Create order", "Check twice"], ["First, it is tidy.", "Then it is right."]),
    ("What are the steps?", "", ["Only one"], ["Begin and end."]),
    (
        "Why are steps important in work?",
        "The process has several steps:",
        ["Clear Aim", "Care"],
        ["First, aim.", "Care."],
    ),
    (
        "What are notable works of Lind?",
        "Some works include:",
        ["Hill (1902)", "Dale (1890)"],
        ["A painting.", "Another painting."],
    ),
    ("What rules hold?", "The rules work thus:", ["First Rule", "Second Rule"], ["Begin here.", "Then there."]),
    (
        "How should one study?",
        "Here are key steps and techniques:",
        ["Reading", "Noting", "Asking"],
        ["Read often.", "Note much.", "Ask, then listen."],
    ),
    (
        "How do storms act?",
        "Effects of such a sequence include:",
        ["Loss", "Change"],
        ["First, land is lost.", "Then, it changes."],
    ),
    (
        "What hygiene procedures matter?",
        "Here are the procedures:",
        ["Washing", "Brushing"],
        ["Soap.", "Teeth, then gums."],
    ),
]


@pytest.mark.parametrize(("question", "over", "titles", "bodies"), ORDERED)
def test_order_matters(question: str, over: str, titles: list[str], bodies: list[str]) -> None:
    assert is_sequence(asks_for_order(question), (over,), titles, bodies, question)


@pytest.mark.parametrize(("question", "over", "titles", "bodies"), UNORDERED)
def test_order_does_not_matter(question: str, over: str, titles: list[str], bodies: list[str]) -> None:
    assert not is_sequence(asks_for_order(question), (over,), titles, bodies, question)


LEADS = [
    ("How does ice melt?", "Ice melts by taking up heat from the air. It is cold.", "Ice melts by taking up heat"),
    ("What is rust?", "Here is an overview of rust. Rust is an oxide that iron forms in water.", "Rust is an oxide"),
    (
        "What role does salt play in rust?",
        "Salt plays a crucial role in rust.\n\n1. **A**: b.\n\nIn summary, salt speeds rust because it carries charge.",
        "In summary, salt speeds rust",
    ),
    ("How do you bake bread?", "To bake bread, follow these steps:\n\n1. Mix.\n2. Bake.", ""),
    ("How do you bake bread?", "To bake bread, you can follow these steps. Ovens vary in size.", ""),
    ("How can rust be slowed?", "To slow rust in iron, several strategies can be employed. They vary.", ""),
    (
        "How does salt affect rust?",
        "Salt affects rust in several ways.\n\nOverall, salt affects rust because it carries charge.",
        "Overall, salt affects rust because",
    ),
    (
        "What is speed?",
        "$$v$$\n\nwhere v is the speed. Speed is a measure of distance over time.",
        "Speed is a measure",
    ),
    ("How does salt affect rust?", "Salt affects rust through a variety of processes and means. It is white.", ""),
    (
        "How do cats and dogs differ?",
        "In contrast, dogs are led by packs. Cats differ from dogs, which live in packs.",
        "Cats differ from dogs",
    ),
    ("What risks do climbers face?", "Climbers face several serious risks that can end a climb early.", ""),
    (
        "What risks do climbers face?",
        "Climbers face several risks, including falls, cold and thirst.",
        "Climbers face several risks, including",
    ),
    (
        "How do climbers stay warm?",
        "Climbers stay warm by wearing wool in several layers of many kinds.",
        "Climbers stay warm by wearing wool",
    ),
]


@pytest.mark.parametrize(("question", "answer", "lead"), LEADS)
def test_the_lead_answers(question: str, answer: str, lead: str) -> None:
    found = split(answer, question).lead
    assert (to_plain(found.block)[found.start : found.end][: len(lead)] if found else "") == lead


LINES = st.sampled_from(
    [
        *("1. **A**: a", "2. **B**: b", "3. c", "   - **D**: d", "- **E**: e", "- f", "", "", "", "### G", "### 1. H"),
        *(
            "### 2. I",
            "## Step 1: J",
            "## Step 2: K",
            "**Step 1:** l",
            "**Step 2: M**",
            "In summary, n.",
            "o p.",
            "$$x$$",
        ),
        *(
            "Overall, q.",
            "```\nr\n```",
            "| s |\n|---|\n| t |",
            "> u",
            "   indented",
            "We conclude:",
            "7) v",
            "1.",
            "---",
        ),
    ]
)
SAYING = {"inline", "fence", "code_block"}
ANSWER = st.lists(LINES, max_size=25).map("\n".join)


def laws(answer: str, found: Answer) -> None:
    """Check what holds for any answer: nothing is lost, numbers never go backwards, no step is empty."""
    lines = answer.split("\n")
    assert [line for piece in found.pieces for line in lines[piece.start : piece.end]] == lines
    for mechanism in found.mechanisms:
        numbers = [step.number or 0 for step in mechanism.steps]
        assert numbers == sorted(numbers)
        assert all(step.title or step.body.source for step in mechanism.steps)


@settings(max_examples=100, deadline=None)
@given(ANSWER)
def test_the_laws_hold_for_any_answer(answer: str) -> None:
    found = split(answer)
    laws(answer, found)
    joined = "\n".join(piece.blocks.source for piece in found.pieces)
    assert "".join(joined.split()) == "".join(answer.split())


@settings(max_examples=100, deadline=None)
@given(ANSWER)
@example("**Step 1:** l\n\n**Step 2: M**\n**Step 2: M**")
@example("**Step 1: K**\n\nl\n\n**2. M**\n**n** o")
def test_every_fragment_renders_what_its_source_says(answer: str) -> None:
    found = split(answer)
    for mechanism in found.mechanisms:
        for step in mechanism.steps:
            words = to_plain(step.body).split()
            again = MarkdownIt("commonmark").enable("table").parse(step.body.source)
            assert bool(words) == any(t.content.strip() for t in again if t.type in SAYING)


def test_the_command_prints_a_line_for_each_document(tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_text("---\nid: 7\nquestion: How?\nanswer: '1. **One**: first.'\nsubject: Rust\n---\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("---\nid: [\n---\n", encoding="utf-8")
    result = CliRunner().invoke(group, ["split", "--format", "jsonl", str(good), str(tmp_path)])
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert first == third
    assert (first["path"], first["id"], first["subject"], first["skipped"]) == (good.as_posix(), 7, "Rust", None)
    assert first["mechanisms"][0]["steps"] == [{"number": 1, "title": "One", "body": "first.", "markdown": "first."}]
    assert second["path"].endswith("bad.md")
    assert second["skipped"]


def test_a_body_is_printed_as_it_is_read_and_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    body = "Take *care* of `$x^2$` and $y^2$:\n\n   ```bash\n   ls | wc\n   ```"
    indented = f"1. **One**: {body}".replace("\n", "\n  ")
    path.write_text(f"---\nid: 7\nquestion: How?\nsubject: Rust\nanswer: |\n  {indented}\n---\n", encoding="utf-8")
    record = json.loads(CliRunner().invoke(group, ["split", "--format", "jsonl", str(path)]).stdout)
    step = record["mechanisms"][0]["steps"][0]
    assert step["body"].split() == ["Take", "care", "of", "$x^2$", "and", "$y^2$:", "ls", "|", "wc"]
    assert "```bash" in step["markdown"]


def test_the_command_is_readable_in_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: 7\nquestion: How?\nanswer: '1. **One**: first.'\nsubject: Rust\n---\n", encoding="utf-8")
    lines = CliRunner().invoke(group, ["split", str(path)]).stdout.splitlines()
    assert lines[0] == "How?"
    assert "    1. One: first." in lines

"""What the rooms of `cards` decide about a sentence, a title, a label: cases as data."""

from __future__ import annotations

import pytest

from qt2anki.dealer.answering import answers, says_something, wants_a_list
from qt2anki.dealer.clozes import escape_deletion
from qt2anki.dealer.core import TOO_MANY, Core, find_core, is_crowded
from qt2anki.dealer.passages import cut_run, find_runs, set_off
from qt2anki.dealer.sections import trim_label
from qt2anki.dealer.titles import explain_prompt, is_recap, name_prompt, parts_prompt
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Formula
from qt2anki.plaintext import to_text

KNOWN = "Why do rivers bend? Erosion"

CORES = [
    # body, its core
    ("<p>Fast water wears the outer bank away. It is vital.</p>", "Fast water wears the outer bank away."),
    ("<p>Erosion is crucial. Fast water wears the outer bank away.</p>", "Fast water wears the outer bank away."),
    (
        "<p>Erosion bends rivers. This wears the outer bank and feeds the sandy inner shore.</p>",
        "Erosion bends rivers. This wears the outer bank and feeds the sandy inner shore.",
    ),
    (
        "<p>The outer bank loses soil, such as clay, silt, sand, and gravel.</p>",
        "The outer bank loses soil",
    ),
    (
        "<p>The causes:</p>\n<ul><li>Fast water outside wears clay.</li><li>Slow water inside drops sand.</li></ul>",
        "The causes: Fast water outside wears clay. Slow water inside drops sand.",
    ),
    (
        "<p>The outer shore faces swift water. In contrast, the inner shore gathers sand.</p>",
        "The outer shore faces swift water. In contrast, the inner shore gathers sand.",
    ),
    ("<p>E.g. at 3.5 m/s, i.e. in Fig. 2, swift water carves clay. More.</p>", None),
]


@pytest.mark.parametrize(("body", "expected"), CORES)
def test_core(body: str, expected: str | None) -> None:
    core = find_core(body, Family(content_words(KNOWN)))
    if expected is None:
        assert isinstance(core, str) or core.text.startswith("E.g. at 3.5 m/s")
    else:
        assert isinstance(core, Core)
        assert core.text == expected
        assert to_text(core.html) == to_text(body)
        assert core.html.count("<mark") == core.html.count("</mark>") >= 1


def test_four_bullets_are_too_many() -> None:
    bullets = "".join(f"<li>The {soil} bank wears away quickly.</li>\n" for soil in ("clay", "silt", "sand", "gravel"))
    assert find_core(f"<p>Causes:</p>\n<ul>\n{bullets}</ul>", Family(content_words(KNOWN))) in {
        TOO_MANY,
        "no sentence adds anything to title and question",
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It has acids, bases, salts, and water.", True),
        ("It has acids, bases and salts.", False),
        ("By mixing acids, the plant gets salts, water, and heat.", False),
    ],
)
def test_crowded(sentence: str, *, expected: bool) -> None:
    assert is_crowded(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Effective communication is essential for communicating effectively.", False),
        ("The following points matter:", False),
        ("For example, listeners nod at the speaker.", False),
        ("Listeners nod, paraphrase and postpone judgement.", True),
    ],
)
def test_says_something(sentence: str, *, expected: bool) -> None:
    assert says_something(sentence, Family(content_words("How does effective communication work?"))) is expected


QUESTION = "How do plants drink?"
LIST_QUESTION = "What are the parts of a plant?"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (QUESTION, "Plants drink through fine root hairs, driven by evaporation from the leaves.", True),
        (QUESTION, "Plants are organisms that use light.", False),
        (QUESTION, "There are several ways in which plants drink.", False),
        (QUESTION, "Drinking plays a crucial role in the life of plants.", False),
        (QUESTION, "By these means plants drink rain with hairy roots.", False),
        (LIST_QUESTION, "A plant consists of parts, including root and stem.", True),
        (LIST_QUESTION, "A plant lives on water, light and minerals.", False),
    ],
)
def test_answers(question: str, sentence: str, *, expected: bool) -> None:
    assert answers(sentence, question, Family(content_words(question)), ["Root", "Stem"]) is expected


def test_wants_a_list() -> None:
    assert wants_a_list("What are the causes of rust?")
    assert wants_a_list("List the causes of rust in iron.")
    assert not wants_a_list("What is rust?")
    assert not wants_a_list("Why does iron rust?")


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
    ],
)
def test_labels(label: str, expected: str) -> None:
    assert trim_label(label) == expected


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


def test_set_off_keeps_tags_whole() -> None:
    html = "<p>Iron <em>rusts. Gold</em> does not.</p>"
    run = find_runs(html)[0]
    start, end = run.sentences()[0]
    marked = set_off(html, [(run.spots[start], run.ends[end - 1])])
    assert to_text(marked) == to_text(html)
    assert marked.count("<mark") == 2
    assert cut_run(html, run, start, end) == "Iron rusts."


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"x^{2}", r"\(x^{2}\)"),
        (r"x_{i_{j}}", r"\(x_{i_{j} }\)"),
        (r"\frac{a}{b_{c}}", r"\(\frac{a}{b_{c} }\)"),
        ("a::b", r"\(a:{}:b\)"),
        ("a<b", r"\(a&lt;b\)"),
    ],
)
def test_deletions_are_escaped(tex: str, expected: str) -> None:
    text = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"
    assert escape_deletion(text, (Formula(tex, display=False, source=""),)) == expected


def test_deletion_that_ends_in_a_brace() -> None:
    assert escape_deletion("{a}", ()) == "{a} "


def test_to_text() -> None:
    html = "<p>A &amp; B</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert to_text(html).splitlines() == ["A & B", "• one", "• two", "x | y |"]

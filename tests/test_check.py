"""`qt2anki check`: each kind of problem where it stands, in three formats, with an exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qt2anki.checks import check_source
from qt2anki.checks.formulas import lint_formula
from qt2anki.cli.check import command
from qt2anki.codes import CODES
from qt2anki.errors import Severity

SEEDS = Path(__file__).parent.parent / "seeds"


def write(folder: Path, name: str, answer: str, *, number: int = 7, more: str = "", question: str = "") -> None:
    """Write a document whose answer is line 4 from column 9."""
    text = f"---\nid: {number}\nquestion: {question or f'What is {name}?'}\nanswer: {answer}\n{more}---\n"
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in check_source(folder)]


ANSWERS = [
    (r"Text.\n\n```python\nx = 1", "a.md:4:18: unclosed-code: a code block has no end (end it with a line of ```)"),
    (r"It is $\frac{a}{b$ so.", r"a.md:4:24: bad-formula: `}` is missing: $\frac{a}{b$"),
    (r"It is\n$$\nx = \foo\n$$.", r"a.md:4:24: bad-formula: `\foo` is not defined: $$ x = \foo $$"),
    (r"It is \(x_1_2\) so.", r"a.md:4:20: bad-formula: two scripts `_` follow one base: \(x_1_2\)"),
    (r"See \(x and more.", r"a.md:4:13: unclosed-formula: `\(` begins or ends no formula: \(x and more."),
    (r"See $$x and\n\n# More", r"a.md:4:13: unclosed-formula: `$$` begins or ends no formula: $$x and # More"),
    (r"As 5 \times 3 is.", r"a.md:4:14: bare-tex: `\times` stands outside a formula (put it between dollars)"),
    (r"1. **A**: a.\n2. **B**: b.\n4. **C**: c.", "a.md:4:42: numbering-jumps: step 4 follows step 2"),
    (r"1. **Alpha**\n2. **Beta**: b.", "a.md:4:14: empty-step: step 1, Alpha, has no text"),
    ("It is a\ufffdb.", "a.md:4:16: lost-character: a character is lost here (U+FFFD)"),
    ("It isnâ€™t.", "a.md:4:15: repaired-encoding: `â€™` has been read as `’`"),
]


@pytest.mark.parametrize(("answer", "expected"), ANSWERS, ids=[expected.split(": ")[1] for _, expected in ANSWERS])
def test_a_problem_of_an_answer_is_placed(tmp_path: Path, answer: str, expected: str) -> None:
    write(tmp_path, "a", f"'{answer}'" if ": " in answer or " #" in answer or "`" in answer else answer)
    shift = ": " in answer or " #" in answer or "`" in answer
    place, _, rest = expected.partition(": ")
    path, line, column = place.split(":")
    assert problems(tmp_path) == [f"{path}:{line}:{int(column) + shift}: {rest}"]


def test_a_problem_of_a_folded_answer_is_placed(tmp_path: Path) -> None:
    write(tmp_path, "a", ">-\n    Here â€” now.\\n\\nThe formula $\\foo$ is wrong.")
    assert [problem.split(": ")[0:2] for problem in problems(tmp_path)] == [
        ["a.md:5:10", "repaired-encoding"],
        ["a.md:5:35", "bad-formula"],
    ]


def test_keywords_are_checked(tmp_path: Path) -> None:
    write(tmp_path, "a", "It.", more="seo:\n  page_keywords: cell, , Cell, atom\n")
    assert problems(tmp_path) == [
        "a.md:6:23: empty-keyword: a keyword is empty",
        "a.md:6:25: duplicate-keyword: the keyword 'Cell' is given twice",
    ]


def test_documents_are_compared(tmp_path: Path) -> None:
    link = "url: /learn/x/questions/{}\nrelated_article1:\n    title: T\n    url: /learn/x/questions/{}\n"
    write(tmp_path, "a", "One.", more=link.format("a", "b"), question="What?")
    write(tmp_path, "b", "Two.", more=link.format("b", "zzz"), question="Why?")
    write(tmp_path, "c", "Three.", more=link.format("c", "a/"), number=8, question="what")
    assert problems(tmp_path) == [
        "b.md:2:1: conflicting-id: id 7 has another question or answer in a.md (ids are never reused)",
        "b.md:8:1: dead-link: no document has the url '/learn/x/questions/zzz'",
        "c.md:3:1: same-question: a.md asks the same question under id 7",
    ]


def test_copies_of_a_document_are_no_conflict(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path, name, "One.", question="What?")
    assert not problems(tmp_path)


def test_an_unreadable_document_is_an_error_among_others(tmp_path: Path) -> None:
    write(tmp_path, "a", "It: is.")
    write(tmp_path, "b", "$x_1_2$")
    (tmp_path / "c.md").symlink_to("nowhere")
    found = check_source(tmp_path)
    assert [(d.code, d.severity) for d in found] == [
        ("bad-yaml", Severity.ERROR),
        ("bad-formula", Severity.WARNING),
        ("unreadable", Severity.ERROR),
    ]


def test_the_same_problems_with_any_number_of_processes(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path, f"d{number:03}", "$x_1_2$ and â€™", number=number)
    assert check_source(tmp_path, 1) == check_source(tmp_path, 2)


def test_the_seeds_have_one_repaired_encoding() -> None:
    found = [d for d in check_source(SEEDS) if d.code != "dead-link"]
    assert [(d.code, d.location.line, d.location.column) for d in found] == [("repaired-encoding", 21, 500)]


def test_exit_status_and_formats(tmp_path: Path) -> None:
    write(tmp_path, "a", "$x_1_2$")
    warned = CliRunner().invoke(command, [str(tmp_path), "--format", "json", "--jobs", "1"])
    assert warned.exit_code == 0
    assert [(d["path"], d["line"], d["column"], d["code"]) for d in json.loads(warned.stdout)] == [
        ("a.md", 4, 13, "bad-formula")
    ]
    assert warned.stderr == "0 errors, 1 warning\n"
    write(tmp_path, "b", "It: 100%, is.")
    failed = CliRunner().invoke(command, [str(tmp_path), "--format", "github"])
    assert failed.exit_code == 1
    lines = failed.stdout.splitlines()
    assert lines[0].startswith(f"::warning file={tmp_path}/a.md,line=4,col=13,title=bad-formula::two scripts")
    assert lines[1].startswith(f"::error file={tmp_path}/b.md,line=4,col=11,title=bad-yaml::mapping values")
    assert CliRunner().invoke(command, [str(SEEDS), "--jobs", "1"]).exit_code == 0


def test_no_source_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "no such directory" in str(result.exception)


def test_every_code_has_a_sentence() -> None:
    assert len(CODES) > 20
    assert all(code.meaning.endswith(".") and not code.meaning[0].islower() for code in CODES.values())


FORMULAS = [
    (r"\frac{a}{b}", ""),
    (r"\frac{a}", r"`\frac` lacks an argument"),
    (r"\sqrt[3]{x}", ""),
    ("{a", "`}` is missing"),
    ("a}", "`}` closes nothing"),
    (r"\left( x \right)", ""),
    (r"\left( x", r"`\right` is missing"),
    (r"x \right)", r"`\right` has no `\left`"),
    (r"\begin{cases} 1 & 2 \\ 3 & 4 \end{cases}", ""),
    (r"\begin{cases} 1", r"`\end{cases}` is missing"),
    (r"\begin{tikz} 1 \end{tikz}", "the environment `tikz` is not defined"),
    ("a & b", "`&` stands outside a table or alignment"),
    ("x^2_3", ""),
    ("x^2^3", "two scripts `^` follow one base"),
    ("x^{2}^{3}", "two scripts `^` follow one base"),
    ("x'^2", ""),
    ("x^2'", "two scripts `'` follow one base"),
    ("x^", "nothing follows `^`"),
    (r"5% of x", "`%` hides the rest of the line"),
    (r"5\% of x", ""),
    (r"\text{100% & more_}", ""),
    (r"\ce{2H2 + O2 -> 2H2O}", ""),
    ("5 €", r"`€` has to stand in \text{}"),
    (r"\text{5 €}", ""),
    (r"\newcommand{\x}{y} \x", ""),
    ("\\", "a backslash stands at the end"),
    (r"a \, b \; c \! d \{ e \}", ""),
]


@pytest.mark.parametrize(("tex", "problem"), FORMULAS)
def test_a_formula_is_judged(tex: str, problem: str) -> None:
    assert [found for _, found in lint_formula(tex)] == ([problem] if problem else [])

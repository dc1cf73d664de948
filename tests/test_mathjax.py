"""Formulas before Anki's own MathJax (npm mathjax-full@3.2.2): `npm ci --prefix tests/mathjax` once, then `-m slow`."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qt2anki.checks.formulas import lint_formula
from qt2anki.documents import find_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.model import Formula

TOOL = Path(__file__).parent / "mathjax"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def mathjax() -> Path:
    if not shutil.which("node") or not (TOOL / "node_modules" / "mathjax-full").exists():
        pytest.skip("no MathJax: run `npm ci --prefix tests/mathjax`")
    return TOOL


def compile_formulas(tool: Path, formulas: Sequence[tuple[str, bool]]) -> list[str | None]:
    """Return MathJax's complaint about each (tex, display), or None."""
    lines = "".join(json.dumps({"tex": tex, "display": display}) + "\n" for tex, display in formulas)
    done = subprocess.run(
        ["node", "compile.js"], cwd=tool, input=lines, capture_output=True, text=True, check=True, timeout=600
    )
    return [json.loads(line)["error"] for line in done.stdout.splitlines()]


def test_the_list_of_names_is_mathjax_s_own(mathjax: Path) -> None:
    printed = subprocess.run(["node", "names.js"], cwd=mathjax, capture_output=True, text=True, check=True).stdout
    kept = files("qt2anki").joinpath("mathjax.txt").read_text("utf-8")
    assert re.sub(r"^# .*\n", "", kept, flags=re.MULTILINE) == printed


@pytest.fixture(scope="module")
def formulas(corpus: Path) -> list[tuple[str, Formula]]:
    documents = (read_document(path, file)[0] for path, file in find_documents(corpus))
    return [
        (document.path, formula)
        for document in documents
        if document
        for formula in (*document.question.formulas, *document.answer.formulas)
    ]


@pytest.mark.corpus
def test_what_mathjax_refuses_the_linter_names(mathjax: Path, formulas: list[tuple[str, Formula]]) -> None:
    errors = compile_formulas(mathjax, [(formula.tex, formula.display) for _, formula in formulas])
    refused = [(path, f.source, error) for (path, f), error in zip(formulas, errors, strict=True) if error]
    print(f"\n{len(formulas)} formulas, {len(refused)} refused by MathJax:")
    print(*refused, sep="\n")
    for (path, formula), error in zip(formulas, errors, strict=True):
        assert bool(error) == bool(list(lint_formula(formula.tex))), (path, formula.source, error)


@pytest.mark.corpus
def test_the_linter_agrees_with_mathjax_on_broken_formulas(mathjax: Path, formulas: list[tuple[str, Formula]]) -> None:
    """Damage formulas at random (a character less, a sign more, a stretch missing) and compare verdicts."""
    chance = random.Random(7)
    damaged = [_damage(formula.tex, chance) for _, formula in chance.sample(formulas, 4_000)]
    errors = compile_formulas(mathjax, [(tex, True) for tex in damaged])
    verdicts = [[problem for _, problem in lint_formula(tex) if "hides" not in problem] for tex in damaged]
    refused = sum(error is not None for error in errors)
    missed = sum(error is not None and not verdict for error, verdict in zip(errors, verdicts, strict=True))
    false_alarms = [t for t, e, v in zip(damaged, errors, verdicts, strict=True) if v and e is None]
    print(f"\n{refused} of {len(damaged)} damaged formulas refused, {missed} of them missed by the linter")
    print(f"{len(false_alarms)} false alarms: {false_alarms}")
    assert missed <= refused * 0.05
    assert len(false_alarms) <= len(damaged) * 0.002


def _damage(tex: str, chance: random.Random) -> str:
    one, other = sorted((chance.randrange(len(tex)), chance.randrange(len(tex))))
    how = chance.random()
    if how < 0.6:
        return tex[:one] + tex[one + 1 :]
    if how < 0.8:
        return tex[:one] + chance.choice("{}^_&\\$#") + tex[one:]
    return tex[:one] + tex[other:]

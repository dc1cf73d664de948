"""Documents that mean harm, or are broken in every way an editor can break them: safe cards or one clear problem."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki_import import import_decks
from click.testing import CliRunner
from safety import html_faults, note_faults

from qt2anki.archive import read_package
from qt2anki.cli import group
from qt2anki.compose import fields_of_draft
from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.documents import find_documents, parse_document, read_document
from qt2anki.errors import Severity
from qt2anki.markup.disarm import ACTIVE_TEX, disarm
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.splitter import split_answer
from qt2anki.subjects import subject_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.model import Document

HOSTILE = Path(__file__).parent / "hostile"
CARDS = sorted((HOSTILE / "cards").glob("*.md"))
REFUSED = sorted((HOSTILE / "refused").glob("*.md"))
"""Each bears the code of its problem before `--`."""


def name(path: Path) -> str:
    return path.stem


def faults(document: Document) -> Iterator[str]:
    """Yield what the notes of a document must not hold, as they would be packed."""
    for draft in deal_cards(document, split_answer(document), ALL_KINDS).notes:
        fields = fields_of_draft(draft, NOTE_TYPES[draft.note_type], document.url, document.related)
        yield from note_faults(draft.note_type, fields)


def test_the_hostile_set_is_there() -> None:
    assert len(CARDS) + len(REFUSED) >= 60


@pytest.mark.parametrize("path", CARDS, ids=name)
def test_a_hostile_document_gives_safe_cards(path: Path) -> None:
    document, diagnostics = parse_document(path.name, path.read_bytes())
    assert document is not None, diagnostics
    assert deal_cards(document, split_answer(document), ALL_KINDS).notes
    assert list(faults(document)) == []


@pytest.mark.parametrize("path", REFUSED, ids=name)
def test_a_broken_document_is_one_clear_problem(path: Path) -> None:
    document, diagnostics = parse_document(path.name, path.read_bytes())
    errors = [problem for problem in diagnostics if problem.severity is Severity.ERROR]
    assert document is None
    assert [error.code for error in errors] == [path.name.partition("--")[0]]
    assert len(str(errors[0])) < 300
    assert str(errors[0]).isprintable()


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the decks of the whole hostile set."""
    home = tmp_path_factory.mktemp("hostile")
    command = ["build", str(HOSTILE), "--out", str(home / "decks"), "--jobs", "1", "--now", "1700000000"]
    result = CliRunner().invoke(group, command)
    assert result.exit_code == 0, result.output
    assert sum(": error" in line or "refused/" in line for line in result.stderr.splitlines()) >= len(REFUSED)
    assert [path.name for path in home.iterdir()] == ["decks"]
    return home / "decks"


def test_hostile_decks_import_into_real_anki(decks: Path, tmp_path: Path) -> None:
    report = json.loads((decks / "report.json").read_text(encoding="utf-8"))
    imported = import_decks(tmp_path, sorted(decks.glob("*.apkg")))
    assert imported.faults == []
    assert (imported.conflicting, imported.updated, imported.duplicate) == (0, 0, 0)
    assert (imported.notes, imported.cards) == (report["total"]["notes"], report["total"]["cards"])
    print(f"\nhostile set: {len(CARDS)} documents with cards, {len(REFUSED)} refused, {imported.notes} notes")


def test_names_made_of_hostile_subjects_stay_inside(decks: Path) -> None:
    report = json.loads((decks / "report.json").read_text(encoding="utf-8"))
    slugs = [subject["slug"] for subject in report["subjects"].values()]
    assert sorted(path.name for path in decks.glob("*.apkg")) == sorted(f"{slug}.apkg" for slug in slugs)
    names = [deck for path in decks.glob("*.apkg") for deck in read_package(path).decks if deck != "Default"]
    assert len({subject_key(deck) for deck in names}) == len(names) == len(slugs)
    assert all(deck.count("::") == 1 and deck.casefold() != "quicktakes::retired" for deck in names), names


@pytest.mark.parametrize("command", ACTIVE_TEX)
def test_a_command_that_does_more_than_typeset_becomes_unknown(command: str) -> None:
    assert disarm(rf"\(\{command}{{x}}\)") == f"\\(\\\u2060{command}{{x}}\\)"
    assert disarm(rf"<code>\{command}</code> \{command}s") == rf"<code>\{command}</code> \{command}s"


@pytest.mark.parametrize(
    "mark", ["{{c1::x}}", "{{C12::x}}", "{{c1,2::x}}", "{{c,::x}}", "{{{c1::x}}}", "{{c1::{{c2::x}}}}"]
)
def test_a_deletion_outside_of_a_cloze_becomes_text(mark: str) -> None:
    assert re.search(r"\{\{c[\d,]+::", disarm(mark), re.IGNORECASE) is None
    assert unescape(disarm(mark)) == disarm(mark, cloze=True) == mark


ACTS = {
    "script": "<script>x</script>",
    "handler": '<b onclick="x">y</b>',
    "style": '<p style="color:red">y</p>',
    "image": '<img src="http://evil.example/x.png">',
    "javascript": '<a href="javascript:alert(1)">y</a>',
    "comment": "<!-- x -->",
    "unbalanced": '<div class="table"></b></div>',
    "unclosed": "<p>y",
    "sound": "[sound:x.mp3]",
    "tex": r"\(\href{javascript:alert(1)}{x}\)",
    "control": "a\x1fb",
}


@pytest.mark.parametrize("kind", ACTS)
def test_the_allow_list_sees_each_danger(kind: str) -> None:
    assert html_faults(ACTS[kind])


def test_the_allow_list_lets_text_pass() -> None:
    assert html_faults(r'<p>a &lt; b, \(x\) <a href="https://x.example/y">z</a><br>[1] <code>\href</code></p>') == []
    assert html_faults("""<a href="https://x.example/o'y">z</a>""") == []


@pytest.mark.corpus
def test_no_field_of_the_corpus_acts(corpus: Path) -> None:
    found: Counter[str] = Counter()
    documents = 0
    for path, file in find_documents(corpus):
        document, _ = read_document(path, file)
        if document is not None:
            documents += 1
            found.update(faults(document))
    print(f"\n{documents} documents, faults: {found.most_common(20)}")
    assert documents > 17_000
    assert not found

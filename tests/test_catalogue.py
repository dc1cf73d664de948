"""The catalogue's values and files: what it writes, how it escapes, what it counts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qt2anki.catalogue import (
    Entry,
    Overview,
    Question,
    Sheet,
    Site,
    catalogue_files,
    changes_version,
    last_change,
    last_releases,
    write_site,
    write_subject,
)
from qt2anki.catalogue.pages import format_date, format_minutes, format_share, format_size
from qt2anki.catalogue.pieces import PIECE, divide
from qt2anki.catalogue.script import to_script
from qt2anki.ledger import Change, Release, Subject
from qt2anki.model import Note
from qt2anki.notetypes import NOTE_TYPES

if TYPE_CHECKING:
    from pathlib import Path

SITE = Site("QuickTakes", "https://quicktakes.io")
HOSTILE = "\x01</script><script>alert('x')</script><!-- \u2028 \"quoted\" & {{Title}} {% raw %}"


def step(number: int, title: str, body: str, keywords: tuple[str, ...] = ()) -> Note:
    """Return a step's note with the cards *Explain* and *Name*."""
    note_type = NOTE_TYPES["step"]
    given_fields = {
        "Key": title,
        "Question": "Why?",
        "Title": title,
        "Body": body,
        "Explain": "explain.",
        "Name": "[…]",
        "Name prompt": "Which step is this?",
    }
    fields = tuple(given_fields.get(name, "") for name in note_type.field_names)
    tags = tuple(f"quicktakes::keyword::{keyword}" for keyword in keywords)
    return Note(f"guid{number}", "step", fields, tags, (0, 1), 1_700_000_000, number, (number, number + 1), number)


def subject(slug: str = "medicine", label: str = "Medicine", retired: int = 0) -> Subject:
    return Subject(label.casefold(), slug, label, 2, retired)


def release(number: int, **figures: dict[str, int]) -> Release:
    counted = {"" if key == "whole" else key: value for key, value in figures.items()}
    return Release(number, 1_772_000_000 + 86_400 * number, "0.1.0", counted)


RELEASES = (
    release(1, whole={"added": 2}, medicine={"added": 2}),
    release(2, whole={"changed": 1}, biology={"changed": 1}),
)
QUESTIONS = (
    Question(7, "How does it work?", (step(1, "Opening", r"It opens: \(x &lt; y\).", ("gates", "cells")),)),
    Question(9, "Ärger <b>&</b> why?", (step(2, "Closing", "It closes.", ("cells",)),)),
)
CHANGES = (Change(1, 7, "How does it work?", 1, 0, 0, 0, 0, (("medicine", "Medicine"),)),)


def write(root: Path, *sheets: Sheet, releases: tuple[Release, ...] = RELEASES) -> set[str]:
    """Write a catalogue and return the names of its files."""
    names: set[str] = set().union(*(write_subject(root, SITE, sheet) for sheet in sheets))
    subjects = tuple(sheet.subject for sheet in sheets)
    entries = tuple(Entry(each.slug, each.label, 2, 2, 4, 1_234_567, each.retired, 1_772_086_400) for each in subjects)
    changes = {each.slug: changes_version(root, each.slug) for each in subjects}
    return names.union(write_site(root, SITE, Overview(entries, 2, subjects, releases, changes)))


def given_value(path: Path) -> tuple[str, object]:
    """Return what a script gives, read as JSON."""
    text = path.read_text(encoding="utf-8")
    name, value = json.loads(text.removeprefix("qt2anki.give(...").removesuffix(");\n"))
    return name, value


def test_the_files_are_those_that_are_named(tmp_path: Path) -> None:
    names = write(tmp_path, Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES))
    assert catalogue_files(tmp_path) == names
    assert {"index.html", "subjects/medicine.html", "subjects/medicine/cards-0.js", "releases.atom"} <= names


def test_the_same_catalogue_has_the_same_bytes(tmp_path: Path) -> None:
    sheet = Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES)
    for name in ("one", "two"):
        write(tmp_path / name, sheet)
    for path in catalogue_files(tmp_path / "one"):
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_a_subject_tells_of_its_deck(tmp_path: Path) -> None:
    write(tmp_path, Sheet(subject(retired=3), 1_234_567, QUESTIONS, CHANGES, RELEASES))
    for name in ("index.html", "subjects/medicine.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "1.2 MB" in page
        assert "26 February 2026" in page
    assert "2 questions, 2 notes, 4 cards" in page
    assert "3 notes" in page


def test_a_subject_keeps_its_own_last_releases() -> None:
    releases = [release(n, whole={"added": 1}, **({"medicine": {"changed": 1}} if n < 5 else {})) for n in range(1, 40)]
    assert [each.number for each in last_releases(releases, "medicine")] == [4, 3, 2, 1]
    assert [each.number for each in last_releases(releases)] == list(range(39, 27, -1))
    assert last_change(subject(), releases) == releases[3].moment


def test_questions_are_listed_by_their_text_with_piece_and_counts(tmp_path: Path) -> None:
    write(tmp_path, Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES))
    name, value = given_value(tmp_path / "subjects/medicine/questions.js")
    assert name == "subjects/medicine/questions"
    assert isinstance(value, dict)
    assert value["rows"] == [[7, "How does it work?", 0, 2], [9, "Ärger <b>&</b> why?", 0, 2]]
    assert len(value["versions"]) == 1


def test_keywords_stand_by_frequency(tmp_path: Path) -> None:
    write(tmp_path, Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES))
    _, value = given_value(tmp_path / "subjects/medicine/keywords.js")
    assert value == {"names": ["cells", "gates"], "rows": [[0, 1], [0]]}


def test_a_piece_holds_each_string_once_and_formulas_as_mathml(tmp_path: Path) -> None:
    write(tmp_path, Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES))
    _, value = given_value(tmp_path / "subjects/medicine/cards-0.js")
    assert isinstance(value, dict)
    assert value["strings"].count("Why?") == 1
    assert list(value["formulas"]) == [r"\(x &lt; y\)"]
    assert value["formulas"][r"\(x &lt; y\)"].startswith("<math")
    (note,) = value["questions"]["7"]
    assert note[:2] == ["step", [0, 1]]


def test_changes_tell_questions_and_homes(tmp_path: Path) -> None:
    write(tmp_path, Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES))
    _, value = given_value(tmp_path / "subjects/medicine/changes.js")
    assert value == {
        "questions": {"7": ["How does it work?", [["medicine", "Medicine"]]]},
        "releases": {"1": [[7, 1, 0, 0, 0, 0]]},
    }


@settings(deadline=None)
@given(st.lists(st.integers(1, 3 * PIECE), max_size=30))
def test_pieces_keep_every_question_in_order_and_stay_small(sizes: list[int]) -> None:
    bodies = ["x" * (size // 50) for size in sizes]
    questions = [Question(n, "?", (step(n, "T", body),) * 50) for n, body in enumerate(bodies)]
    pieces = list(divide(questions))
    assert [question.number for piece in pieces for question in piece] == list(range(len(sizes)))
    for piece in pieces:
        assert len(piece) == 1 or sum(len(f) for q in piece for note in q.notes for f in note.fields) <= PIECE


@settings(deadline=None)
@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_a_script_reads_back_and_cannot_end_a_page(value: object) -> None:
    text = to_script("name", [value, HOSTILE])
    assert json.loads(text.removeprefix("qt2anki.give(...").removesuffix(");\n")) == ["name", [value, HOSTILE]]
    assert not re.search("</|<!--|\u2028|\u2029", text)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = Subject(HOSTILE.casefold(), "x", HOSTILE, 2, 1)
    releases = (Release(1, 1_772_000_000, HOSTILE, {"": {"added": 1}, hostile.key: {"added": 1}}),)
    question = Question(1, HOSTILE, (step(1, "T", "B", (HOSTILE.replace(" ", "-"),)),))
    changes = (Change(1, 1, HOSTILE, 1, 0, 0, 0, 1, (("x", HOSTILE),)),)
    names = write(tmp_path, Sheet(hostile, 1, (question,), changes, releases), releases=releases)
    for name in names:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "</script><script>" not in text
        assert "<script>alert" not in text or name.endswith(".js")
    assert fromstring((tmp_path / "releases.atom").read_text(encoding="utf-8")) is not None


def test_the_feed_is_atom(tmp_path: Path) -> None:
    write(tmp_path, Sheet(subject(), 1000, QUESTIONS, CHANGES, RELEASES))
    feed = fromstring((tmp_path / "releases.atom").read_text(encoding="utf-8"))
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == [
        "Release 2: 1 corrected",
        "Release 1: 2 new",
    ]
    for node in (feed, *entries):
        assert all(node.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    assert len({node.findtext(f"{atom}id") for node in (feed, *entries)}) == 3
    assert feed.findtext(f"{atom}updated") == "2026-02-27T06:13:20Z"
    assert "Medicine: 2 new" in (entries[1].findtext(f"{atom}content") or "")


@pytest.mark.parametrize(
    ("size", "text"), [(10, "1 kB"), (218_410, "218 kB"), (999_999, "1000 kB"), (1_000_000, "1.0 MB")]
)
def test_sizes(size: int, text: str) -> None:
    assert format_size(size) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(0, 9, "under 1%"), (3650, 48000, "8%"), (999, 1000, "99%"), (5, 5, "100%")]
)
def test_shares(part: int, whole: int, text: str) -> None:
    assert format_share(part, whole) == text


def test_dates() -> None:
    assert format_date(1_772_000_000) == "25 February 2026"


@pytest.mark.parametrize(
    ("minutes", "text"), [(0.2, "under 1 minute"), (1.2, "1 minute"), (18.7, "19 minutes"), (1200, "1,200 minutes")]
)
def test_minutes(minutes: float, text: str) -> None:
    assert format_minutes(minutes) == text

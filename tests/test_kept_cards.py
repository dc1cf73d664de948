"""What was released stays: a card that the text or the settings no longer give keeps its note and its front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from anki_import import import_decks

from qt2anki.archive import read_package
from qt2anki.compose import NOT_ASKED
from qt2anki.config import ALL_KINDS, Config
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

    from qt2anki.model import Note

NAMES = NOTE_TYPES["step"].field_names
FULL = "Opening the culvert is important, as the pound drains by gravity alone through the tunnel."
WEAK = "Opening the culvert is important."
REST = r"1. **Closing the gate**: Two leaves meet at an angle, and the pressure of the pound presses the seam shut.\n"


@dataclass
class Site:
    """One document, as a maintainer builds it release after release."""

    folder: Path
    clock: int = 1_700_000_000

    def release(self, text: str, *, subject: str = "mechanics", kinds: frozenset[str] = ALL_KINDS) -> dict[str, Note]:
        """Build anew and return the notes of the second step by the deck that has them."""
        source, self.clock = self.folder / "source" / str(self.clock), self.clock + 1000
        page = source / subject / "lock.md"
        page.parent.mkdir(parents=True)
        answer = rf"A lock raises a barge by flooding.\n\n{REST}2. **Opening the culvert**: {text}\n"
        head = f"id: 7\nquestion: How does a lock raise a barge?\nanswer: >-\n    {answer}\nsubject: {subject}\n"
        page.write_text(f"---\n{head}url: /learn/{subject}/questions/lock\n---\n", encoding="utf-8")
        build(Config(source=source, out=self.out, now=self.clock, retire_limit=1.0, kinds=kinds, catalogue=False))
        decks = [*self.out.glob("*.apkg"), *self.out.glob("retired/*.apkg")]
        notes = {deck.relative_to(self.out).as_posix(): read_package(deck).notes for deck in decks}
        return {deck: note for deck, each in notes.items() for note in each if note.fields[3] == "Opening the culvert"}

    @property
    def out(self) -> Path:
        return self.folder / "decks"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def said(note: Note) -> dict[str, str]:
    return dict(zip(NAMES, note.fields, strict=True))


def test_a_text_that_gives_no_card_any_more_keeps_the_note_and_both_fronts(site: Site, tmp_path: Path) -> None:
    before = site.release(FULL)["mechanics.apkg"]
    assert before.cards == (0, 1)
    after = site.release(WEAK)["mechanics.apkg"]
    assert (after.guid, after.note_id, after.cards) == (before.guid, before.note_id, (0, 1))
    old, new = said(before), said(after)
    assert [new[name] for name in ("Explain", "Name")] == [old[name] for name in ("Explain", "Name")]
    assert (new["Explain notice"], new["Name notice"]) == (NOT_ASKED, NOT_ASKED)
    assert "gravity" not in new["Body"]
    assert import_decks(tmp_path, [site.out / "mechanics.apkg"]).faults == []
    again = said(site.release(FULL)["mechanics.apkg"])
    assert {**again, "Stamp": ""} == {**old, "Stamp": ""}


def test_a_text_that_gives_no_card_mints_none(site: Site) -> None:
    assert site.release(WEAK) == {}


def test_a_document_that_comes_back_with_fewer_cards_keeps_those_that_it_got_elsewhere(site: Site) -> None:
    site.release(FULL, kinds=ALL_KINDS - {"name"})
    site.release(FULL, subject="hydraulics")
    notes = site.release(WEAK)
    assert (notes["mechanics.apkg"].cards, said(notes["mechanics.apkg"])["Name notice"]) == ((0, 1), NOT_ASKED)
    assert "[…]" in said(notes["mechanics.apkg"])["Name"]


@pytest.mark.parametrize("left_out", ["step", "explain", "name"])
def test_leaving_a_kind_out_takes_no_card_from_anybody(site: Site, left_out: str) -> None:
    before = site.release(FULL)["mechanics.apkg"]
    assert site.release(FULL, kinds=ALL_KINDS - {left_out}) == {"mechanics.apkg": before}


def test_what_was_left_out_comes_with_the_setting(site: Site) -> None:
    before = site.release(FULL, kinds=ALL_KINDS - {"name"})["mechanics.apkg"]
    assert (before.cards, said(before)["Name"]) == ((0,), "")
    after = site.release(FULL)["mechanics.apkg"]
    assert (after.guid, after.cards) == (before.guid, (0, 1))

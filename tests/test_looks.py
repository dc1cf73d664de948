"""A note type's new text reaches students who have the old one: its time moves with the text, and only then."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from qt2anki.config import Config
from qt2anki.ledger import LEDGER, Ledger
from qt2anki.notetypes import NOTE_TYPES, note_types
from qt2anki.pipeline import build
from qt2anki.recover import recover_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qt2anki.notetypes import NoteType

SEEDS = Path(__file__).parent.parent / "seeds"
THEN = NOTE_TYPES["step"].modified
OLD, NEW = "https://quicktakes.io", "https://example.org"


def release(out: Path, base_url: str, now: int) -> bytes:
    build(Config(SEEDS, out, jobs=1, now=now, catalogue=False, base_url=base_url))
    return (out / "medicine.apkg").read_bytes()


def links(collection: Collection) -> set[str]:
    """Return the addresses that the cards of our note types link to."""
    templates = [t for model in collection.models.all() if "QuickTakes" in model["name"] for t in model["tmpls"]]
    return {address for address in (OLD, NEW) for template in templates if f'href="{address}' in template["afmt"]}


@pytest.mark.parametrize("later", [86_400, -86_400], ids=["the clock goes on", "the clock runs backwards"])
def test_a_site_that_moves_takes_its_students_along(later: int, tmp_path: Path) -> None:
    shown = []
    with closing(Collection(str(tmp_path / "collection.anki2"))) as collection:
        for base_url, now in ((OLD, THEN), (NEW, THEN + later), (OLD, THEN + 2 * later)):
            deck = tmp_path / "deck.apkg"
            deck.write_bytes(release(tmp_path / "decks", base_url, now))
            request = ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
            log = collection.import_anki_package(request).log
            assert not log.conflicting
            collection.models._clear_cache()
            shown.append(links(collection))
    assert shown == [{OLD}, {NEW}, {OLD}]


def test_a_build_of_the_same_text_moves_no_time(tmp_path: Path) -> None:
    first = release(tmp_path / "decks", NEW, THEN)
    assert release(tmp_path / "decks", NEW, THEN + 86_400) == first


def test_a_recovered_ledger_knows_the_times(tmp_path: Path) -> None:
    release(tmp_path / "decks", OLD, THEN)
    moved = release(tmp_path / "decks", NEW, THEN + 86_400)
    (tmp_path / "decks" / LEDGER).unlink()
    recover_ledger(tmp_path / "decks")
    assert release(tmp_path / "decks", NEW, THEN + 2 * 86_400) == moved


def test_each_note_type_has_its_own_time(tmp_path: Path) -> None:
    def times(types: Mapping[str, NoteType], moment: int) -> dict[str, int]:
        with Ledger.open(tmp_path / LEDGER) as ledger:
            ledger.plan_looks(types, moment)
            return {key: each.modified - THEN for key, each in ledger.with_times(types).items()}

    restyled = {**NOTE_TYPES, "step": replace(NOTE_TYPES["step"], css="b { color: red }")}
    assert times(NOTE_TYPES, THEN + 9) == {"answer": 0, "step": 0, "cloze": 0}
    assert times(restyled, THEN + 9) == {"answer": 0, "step": 9, "cloze": 0}
    assert times(note_types(NEW), THEN + 5) == {"answer": 5, "step": 10, "cloze": 5}
    assert times(note_types(NEW), THEN + 99) == {"answer": 5, "step": 10, "cloze": 5}

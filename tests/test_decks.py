"""The decks that lie in `decks/` are those that the program makes from `seeds/` with their ledger."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qt2anki import Config, build
from qt2anki.archive import read_package
from qt2anki.ledger import LEDGER
from qt2anki.notetypes import note_types
from qt2anki.package import pack

if TYPE_CHECKING:
    from qt2anki.archive import Contents

PROJECT = Path(__file__).parent.parent
COMMITTED = PROJECT / "decks"
TYPES = note_types()


def canonical(directory: Path) -> dict[str, Contents | str]:
    """Return what decks, manifest and report say, whatever the version of zlib and SQLite that wrote them."""
    decks = {path.name: read_package(path) for path in sorted(directory.rglob("*.apkg"))}
    texts = {name: (directory / name).read_text(encoding="utf-8") for name in ("manifest.jsonl", "report.json")}
    return {**decks, **texts}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the seeds over a copy of the committed ledger alone: no decks, no cache."""
    out = tmp_path_factory.mktemp("decks")
    shutil.copyfile(COMMITTED / LEDGER, out / LEDGER)
    build(Config(source=PROJECT / "seeds", out=out, jobs=1))
    return out


def test_the_committed_decks_are_what_the_seeds_give(rebuilt: Path) -> None:
    """Where this fails after a change that is meant, build the seeds again into `decks/`."""
    assert canonical(rebuilt) == canonical(COMMITTED)


def test_an_altered_deck_is_noticed(rebuilt: Path, tmp_path: Path) -> None:
    shutil.copytree(COMMITTED, tmp_path / "decks")
    deck = tmp_path / "decks" / "medicine.apkg"
    first, *others = read_package(deck).notes
    altered = first._replace(modified=first.modified + 1)
    deck.write_bytes(pack("QuickTakes::Medicine", "", [altered, *others], TYPES))
    assert canonical(rebuilt) != canonical(tmp_path / "decks")

"""The collection of the only profile is found where Anki keeps it on each system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qt2anki.anki_bridge import find_collection
from qt2anki.errors import AnkiError

if TYPE_CHECKING:
    from pathlib import Path

PLACES = {
    "linux": ("linux", {}, ".local/share/Anki2"),
    "linux with XDG_DATA_HOME": ("linux", {"XDG_DATA_HOME": "data"}, "data/Anki2"),
    "linux with flatpak": ("linux", {}, ".var/app/net.ankiweb.Anki/data/Anki2"),
    "macOS": ("darwin", {}, "Library/Application Support/Anki2"),
    "Windows": ("win32", {"APPDATA": "Roaming"}, "Roaming/Anki2"),
    "Windows without APPDATA": ("win32", {}, "AppData/Roaming/Anki2"),
    "ANKI_BASE": ("linux", {"ANKI_BASE": "stick"}, "stick"),
}


@pytest.mark.parametrize("place", PLACES)
def test_finds_the_only_profile(place: str, tmp_path: Path) -> None:
    system, environment, folder = PLACES[place]
    absolute = {name: str(tmp_path / value) for name, value in environment.items()}
    expected = tmp_path / folder / "Benutzer 1" / "collection.anki2"
    with pytest.raises(AnkiError, match="no collection in"):
        find_collection(system=system, environment=absolute, home=tmp_path)
    expected.parent.mkdir(parents=True)
    expected.touch()
    assert find_collection(system=system, environment=absolute, home=tmp_path) == expected


def test_does_not_guess_between_profiles(tmp_path: Path) -> None:
    for name in ("Ann", "Bob"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "collection.anki2").touch()
    environment = {"ANKI_BASE": str(tmp_path)}
    with pytest.raises(AnkiError, match=r"choose one with --profile \(Ann, Bob\)"):
        find_collection(environment=environment)
    assert find_collection("Bob", environment=environment).parent.name == "Bob"
    with pytest.raises(AnkiError, match="no profile 'Cid'"):
        find_collection("Cid", environment=environment)

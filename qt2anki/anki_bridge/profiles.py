"""Where Anki keeps its collections: the paths of Anki's manual, "Managing Files", on each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qt2anki.errors import AnkiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "collection.anki2"
_FLATPAK = ".var/app/net.ankiweb.Anki/data"


def find_collection(
    profile: str | None = None,
    *,
    system: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> Path:
    """Return the collection of a profile, without a name that of the only profile.

    Raises AnkiError when there is none, or more than one to choose from.
    """
    bases = list(dict.fromkeys(_bases(system, environment, home or Path.home())))
    found = {path.parent.name: path for base in reversed(bases) for path in sorted(base.glob(f"*/{FILE}"))}
    if profile is not None and profile in found:
        return found[profile]
    if not found or profile is not None:
        places = ", ".join(str(base) for base in bases)
        what = "no collection" if profile is None else f"no profile {profile!r}"
        raise AnkiError(f"{what} in {places}: name the file with --collection")
    if len(found) > 1:
        raise AnkiError(f"several profiles: choose one with --profile ({', '.join(sorted(found))})")
    return next(iter(found.values()))


def _bases(system: str, environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Yield the folders that may hold profiles, the likeliest first."""
    if environment.get("ANKI_BASE"):
        yield Path(environment["ANKI_BASE"])
    elif system == "win32":
        yield Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "Anki2"
    elif system == "darwin":
        yield home / "Library" / "Application Support" / "Anki2"
    else:
        yield Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "Anki2"
        yield home / _FLATPAK / "Anki2"

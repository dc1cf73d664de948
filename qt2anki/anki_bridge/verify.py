"""Judge decks before they ship: by their rows, against the release before, in real Anki, against the manifest."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from qt2anki.anki_bridge.apkg import read_apkg
from qt2anki.anki_bridge.manifest import judge_manifest, read_manifest
from qt2anki.anki_bridge.rows import judge_rows
from qt2anki.anki_bridge.succession import Placed, Release, judge_succession
from qt2anki.anki_bridge.trial import try_fresh, try_upgrade
from qt2anki.anki_bridge.verdict import Verdict, finding
from qt2anki.errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def verify_decks(
    decks: Sequence[Path], previous: Sequence[Path] = (), manifest: Path | None = None, *, now: int | None = None
) -> tuple[Verdict, ...]:
    """Return a verdict on each deck, in order, and one on all together where something is wrong with them as a whole.

    `previous` are the decks of the release before, with its retired notes; `now` is in seconds since 1970, the clock's
    where it is None. Raises PackageError when the manifest or a previous deck cannot be read, AnkiError when Anki
    refuses a previous deck. Nothing is written but to temporary folders.
    """
    release, found, sizes = _read_decks(decks, int(time.time()) if now is None else now)
    readable = {number: path for number, path in enumerate(decks) if number in sizes}
    found += try_fresh(readable, release)
    if previous:
        old = _read_release(previous)
        found += judge_succession(old, release)
        found += try_upgrade(previous, readable, old, release)
    if manifest:
        found += judge_manifest(read_manifest(manifest), release)
    verdicts = [_verdict(str(path), number, sizes.get(number, (0, 0)), found) for number, path in enumerate(decks)]
    whole = _verdict("", None, (0, 0), found)
    return (*verdicts, whole) if whole.findings else tuple(verdicts)


def _read_decks(decks: Sequence[Path], now: int) -> tuple[Release, list[Placed], dict[int, tuple[int, int]]]:
    """Read and judge each deck by itself; return the release, the findings, and notes and cards of readable decks."""
    release, found, sizes = Release(), list[Placed](), {}
    for number, path in enumerate(decks):
        try:
            deck = read_apkg(path)
        except PackageError as error:
            found += [(number, each) for each in finding("unreadable", [error])]
            continue
        sizes[number] = (len(deck.notes), len(deck.cards))
        found += [(number, each) for each in (*judge_rows(deck, now), *release.add(number, deck))]
    return release, found, sizes


def _read_release(decks: Sequence[Path]) -> Release:
    release = Release()
    for number, path in enumerate(decks):
        release.add(number, read_apkg(path))
    return release


def _verdict(name: str, number: int | None, size: tuple[int, int], found: Sequence[Placed]) -> Verdict:
    """Gather the findings of one deck; one that two trials made is told once."""
    own = {each.code: each for deck, each in reversed(found) if deck == number}
    return Verdict(name, *size, tuple(own[code] for code in sorted(own)))

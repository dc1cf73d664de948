"""Judge what a build is about to publish, before anything is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.anki_bridge.verify import verify_decks
from qt2anki.errors import PackageError

if TYPE_CHECKING:
    from qt2anki.publication import Publication


def review_publication(publication: Publication) -> None:
    """Import the upcoming decks into real Anki, over the published ones where there are any.

    Raises PackageError with every fatal finding, so that the build stops with its output as it was.
    """
    names = [name for name in publication.names if name.endswith(".apkg")]
    decks = [publication.upcoming(name) for name in names]
    previous = [file for name in names if (file := publication.out / name).exists()]
    verdicts = verify_decks(decks, previous, publication.upcoming("manifest.jsonl"))
    faults = [f"{verdict.deck}: {each}" for verdict in verdicts for each in verdict.findings if each.is_fatal]
    if faults:
        raise PackageError("real Anki found decks that must not ship:\n  " + "\n  ".join(faults))

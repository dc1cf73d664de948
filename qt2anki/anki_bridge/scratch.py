"""A collection that lives as long as a question to real Anki takes."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any

import anki.lang
from anki.cards import Card, CardId
from anki.collection import Collection, ImportAnkiPackageRequest
from anki.errors import DBError
from anki.scheduler.v3 import CardAnswer, Scheduler

from qt2anki.errors import AnkiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anki.import_export_pb2 import ImportResponse

_STUDIED = 2000
_ANSWERS = 100


@contextmanager
def scratch_collection() -> Iterator[Collection]:
    """Open an empty collection, as a new profile has it, in English; it is gone afterwards.

    Raises AnkiError where the temporary folder has no room for it.
    """
    anki.lang.set_lang("en")
    try:
        with TemporaryDirectory(prefix="qt2anki-", ignore_cleanup_errors=True) as folder:
            collection = Collection(str(Path(folder, "collection.anki2")))
            try:
                yield collection
            finally:
                collection.close()
    except (OSError, DBError) as error:
        raise AnkiError(f"decks cannot be tried in {gettempdir()}: {error}") from error


def import_deck(collection: Collection, path: Path) -> ImportResponse.Log:
    """Import a package with the options of a fresh profile, which are those that students use.

    Raises the errors of `anki.errors` when Anki refuses it; the collection is then as before.
    """
    options = collection._backend.get_import_anki_package_presets()  # noqa: SLF001 - pylib offers no other way
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    forget_note_types(collection)
    return log


def forget_note_types(collection: Collection) -> None:
    """Make pylib read note types anew: it keeps the old ones over an import (docs/anki.md, fact 28)."""
    collection.models._clear_cache()  # noqa: SLF001 - as above


def rows(collection: Collection, sql: str, *arguments: str | int) -> list[Sequence[Any]]:
    """Return the rows of a query."""
    if collection.db is None:
        raise AnkiError(f"{collection.path} is closed")
    return list(collection.db.all(sql, *arguments))


def column(collection: Collection, sql: str, *arguments: str | int) -> list[Any]:
    """Return the first column of a query."""
    return [row[0] for row in rows(collection, sql, *arguments)]


def rehearse(collection: Collection) -> None:
    """Study a part of what is there as a student would: answers, due dates, suspensions, flags, moves, burials."""
    cards = [CardId(each) for each in column(collection, "SELECT id FROM cards ORDER BY id")]
    some = cards[:: len(cards) // _STUDIED + 1]
    own = collection.decks.id("Rehearsal::Own")
    if not some or own is None:
        return
    _answer(collection, collection.get_card(some[0]).did)
    collection.sched.set_due_date(some[::2], "1-60")
    collection.sched.suspend_cards(some[::7])
    collection.sched.bury_cards(some[1::13])
    collection.set_user_flag_for_cards(3, some[::5])
    collection.set_deck(some[::11], own)


def _answer(collection: Collection, deck_id: int) -> None:
    """Answer what the topmost deck above `deck_id` shows, with all four buttons in turn."""
    root = collection.decks.name(deck_id).partition("::")[0]  # type: ignore[arg-type]
    collection.decks.select(collection.decks.id_for_name(root))  # type: ignore[arg-type]
    scheduler = collection.sched
    if not isinstance(scheduler, Scheduler):
        raise AnkiError("the collection has no scheduler of version 3")
    for rating in islice(cycle((CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY)), _ANSWERS):
        shown = scheduler.get_queued_cards().cards
        if not shown:
            return
        card = Card(collection, backend_card=shown[0].card)
        card.start_timer()
        scheduler.answer_card(scheduler.build_answer(card=card, states=shown[0].states, rating=rating))

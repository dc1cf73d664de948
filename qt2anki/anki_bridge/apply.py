"""Upgrade a person's own collection to a release, and give back what a plain import would take away."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anki.lang
from anki.collection import Collection
from anki.errors import AnkiException

from qt2anki.anki_bridge.apkg import read_apkg
from qt2anki.anki_bridge.plan import Edit, Fate, Mine, decide_fates, read_incoming
from qt2anki.anki_bridge.rows import judge_rows
from qt2anki.anki_bridge.safekeeping import back_up, explained_disk, hold_collection, replace_collection, work_copy
from qt2anki.anki_bridge.upgrade import Done, Retired, Upgrade
from qt2anki.errors import AnkiError, PackageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qt2anki.anki_bridge.apkg import Apkg

_ANY_TIME = 2**40
"""Later than any release: a student's clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a release is to be applied.

    `move` sends cards to their subject's deck, `restore` brings back notes that the student deleted.
    """

    mine: Mine = Mine.KEEP
    retired: Retired = Retired.SUSPENDED
    move: bool = False
    restore: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, or in a dry run would be: notes by their fate, edits with what became of them, and the rest.

    `backup` is the collection as it was before; None in a dry run, and where there was nothing to do.
    """

    collection: Path
    backup: Path | None
    fates: Counter[Fate] = field(default_factory=Counter)
    edits: tuple[tuple[Edit, Fate], ...] = ()
    done: Done = field(default_factory=Done)

    @property
    def changes(self) -> bool:
        """Whether anything was, or would be, changed."""
        return any(fate.changes for fate in self.fates) or any(vars(self.done).values())


def apply_decks(
    decks: Sequence[Path], collection: Path, wishes: Wishes, ask: Callable[[Edit], bool], now: datetime | None = None
) -> Report:
    """Upgrade a collection to the decks of a release; `ask` says whether an edited note stays as it is.

    Raises AnkiError when the collection is open in Anki, is none, or would lose anything, and when the disk is full;
    PackageError when a deck is none of ours or must not be imported. In each case, and when the program is killed, the
    collection is as it was.
    """
    packages = [_read_sound(path) for path in decks]
    with explained_disk(collection), hold_collection(collection) as connection:
        backup = None if wishes.dry_run else back_up(connection, collection, now or datetime.now(UTC).astimezone())
        try:
            with work_copy(connection, collection) as work:
                report = _upgrade(packages, work, Report(collection, backup), wishes, ask)
                connection.close()
                if backup and report.changes:
                    replace_collection(collection, work)
        except BaseException:
            _drop(backup)
            raise
    if report.changes:
        return report
    _drop(backup)
    return replace(report, backup=None)


def _drop(backup: Path | None) -> None:
    """Remove the backup of a collection that has not changed."""
    if backup:
        backup.unlink()


def _read_sound(path: Path) -> Apkg:
    deck = read_apkg(path)
    fault = next((each for each in judge_rows(deck, _ANY_TIME) if each.is_fatal), None)
    if fault:
        raise PackageError(f"{path}: {fault}")
    return deck


def _upgrade(
    packages: Sequence[Apkg], work: Path, report: Report, wishes: Wishes, ask: Callable[[Edit], bool]
) -> Report:
    """Upgrade the working copy, prove it, and return the report."""
    anki.lang.set_lang("en")
    edits: list[tuple[Edit, Fate]] = []

    def keeps(edit: Edit) -> bool:
        kept = ask(edit) if wishes.mine is Mine.ASK else wishes.mine is Mine.KEEP
        edits.append((edit, Fate.KEEP if kept else Fate.OVERWRITE))
        return kept

    incoming = read_incoming(packages)
    try:
        with closing(Collection(str(work))) as collection:
            upgrade = Upgrade(collection, incoming)
            deleted = frozenset[int]() if wishes.restore else upgrade.deleted()
            fates = decide_fates(incoming, upgrade.present, deleted, keeps)
            upgrade.write(fates, [package.path for package in packages], work.parent)
            upgrade.settle_retired(fates, wishes.retired)
            if wishes.move:
                upgrade.move_to_subjects(fates, _homes(packages))
            upgrade.prove(fates)
    except AnkiException as error:
        raise AnkiError(f"Anki refuses: {error}; {report.collection} is as it was") from error
    return replace(report, fates=Counter(fates.values()), edits=tuple(edits), done=upgrade.done)


def _homes(packages: Sequence[Apkg]) -> dict[str, list[str]]:
    """Return the decks in which each note stands, by guid, in the order of the packages."""
    homes: dict[str, list[str]] = {}
    for package in packages:
        decks = {card.note_id: package.decks[card.deck_id] for card in package.cards}
        for note in package.notes:
            homes.setdefault(note.guid, []).append(decks[note.id])
    return homes

"""`qt2anki apply`: upgrade a collection without losing anything of the student's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from re import findall
from typing import TYPE_CHECKING

import click

from qt2anki.cli import options
from qt2anki.cli.reading import find_decks
from qt2anki.plaintext import to_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.anki_bridge import Edit, Report

_DECK = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("decks", nargs=-1, type=_DECK, metavar="DECK...")
@click.option(
    "--collection", type=click.Path(path_type=Path), help="The collection.anki2.  [default: the only profile's]"
)
@click.option("--profile", help="The name of a profile in Anki's own folder, instead of --collection.")
@click.option(
    "--mine",
    type=click.Choice(["keep", "theirs", "ask"]),
    default="keep",
    show_default=True,
    help="Corrected notes that you edited: keep your text, take theirs, or show both and ask.",
)
@click.option(
    "--retired",
    type=click.Choice(["left", "suspended", "deleted"]),
    default="suspended",
    show_default=True,
    help="Notes that QuickTakes no longer has; what you reviewed, edited, tagged or flagged is never deleted.",
)
@click.option("--move", is_flag=True, help="Move cards to the deck of their subject, even those you moved yourself.")
@click.option("--restore", is_flag=True, help="Bring back notes that you deleted.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--undo", "undoing", is_flag=True, help="Put the newest backup back, and keep what was since.")
@options.json_format
def command(  # noqa: PLR0913 - one parameter an option
    *,
    decks: tuple[Path, ...],
    collection: Path | None,
    profile: str | None,
    mine: str,
    retired: str,
    move: bool,
    restore: bool,
    dry_run: bool,
    undoing: bool,
    form: str,
) -> None:
    r"""Upgrade your Anki collection to the decks of a release: close Anki, and sync before and after.

    Your reviews, tags, edits, flags and suspensions stay. DECK is an .apkg file or a folder of them; give the decks of
    retired notes too. A backup is made first and named.

    \b
    Example: qt2anki apply decks/medicine.apkg decks/retired/medicine.apkg
    """
    from qt2anki import anki_bridge  # noqa: PLC0415 - optional: only this command needs Anki

    path = collection or anki_bridge.find_collection(profile)
    now = datetime.now(UTC).astimezone()
    if undoing:
        backup, undone = anki_bridge.undo(path, now)
        click.echo(f"{path} is again what {backup.name} was; what it was until now is {undone.name}")
        return
    wishes = anki_bridge.Wishes(
        mine=anki_bridge.Mine(mine), retired=anki_bridge.Retired(retired), move=move, restore=restore, dry_run=dry_run
    )
    report = anki_bridge.apply_decks(_files(decks), path, wishes, _ask, now)
    click.echo(_json(report) if form == "json" else _text(report, dry_run=dry_run))


def _files(paths: Sequence[Path]) -> list[Path]:
    files = find_decks(paths)
    if not files:
        raise click.UsageError("no deck given")
    return files


def _ask(edit: Edit) -> bool:
    """Show an edited note beside the release's text and ask which one stays."""
    click.echo("\n".join(_difference(edit)), err=True)
    answer = click.prompt(
        "Keep [m]ine or take [t]heirs?", type=click.Choice(["m", "t"]), default="m", show_choices=False, err=True
    )
    return bool(answer == "m")


def _difference(edit: Edit) -> Iterator[str]:
    """Yield a readable difference, word by word: [-mine-] and {+theirs+}, as `git diff --word-diff` writes it."""
    yield click.style(to_line(edit.title), bold=True)
    for name, mine, theirs in edit.fields:
        ours, others = to_line(mine).split(), to_line(theirs).split()
        if ours == others:
            ours, others = findall(r"<[^>]*>|[^<\s]+", mine), findall(r"<[^>]*>|[^<\s]+", theirs)
        parts = []
        for _, a, b, c, d in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
            parts += [" ".join(ours[a:b])] if ours[a:b] == others[c:d] else list(_change(ours[a:b], others[c:d]))
        yield f"  {name}: {' '.join(parts)}"


def _change(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    if mine:
        yield click.style(f"[-{' '.join(mine)}-]", fg="red")
    if theirs:
        yield click.style(f"{{+{' '.join(theirs)}+}}", fg="green")


def _text(report: Report, *, dry_run: bool) -> str:
    lines = [f"{count:7} note{'s' * (count != 1)} {fate}" for fate, count in sorted(report.fates.items())]
    lines += [f"{count:7} {what}" for what, count in _counts(report).items() if count]
    for edit, fate in report.edits:
        lines += [f"{fate}:", *_difference(edit)]
    if dry_run:
        return "\n".join([*lines, f"nothing changed in {report.collection}: a dry run"])
    if report.backup is None:
        return "\n".join([*lines, f"nothing to change in {report.collection}"])
    return "\n".join([*lines, f"{report.collection} is upgraded; as it was before: {report.backup.name} (--undo)"])


def _counts(report: Report) -> dict[str, int]:
    done = report.done
    return {
        "retired cards suspended": len(done.suspended),
        "cards woken: their notes are no longer retired": len(done.revived),
        "retired notes deleted: never studied": len(done.deleted),
        "cards moved to their subject's deck": len(done.moved),
        "new cards put beside their siblings": len(done.beside_siblings),
        "of your tags given back": done.tags.total(),
    }


def _json(report: Report) -> str:
    edits = [
        {"guid": edit.guid, "title": edit.title, "fate": fate.word}
        | {"fields": [{"name": name, "mine": mine, "theirs": theirs} for name, mine, theirs in edit.fields]}
        for edit, fate in report.edits
    ]
    value = {
        "collection": str(report.collection),
        "backup": str(report.backup) if report.backup else None,
        "notes": {fate.word: count for fate, count in sorted(report.fates.items())},
        "cards": {
            "suspended": len(report.done.suspended),
            "revived": len(report.done.revived),
            "moved": len(report.done.moved),
            "beside_siblings": len(report.done.beside_siblings),
        },
        "notes_deleted": len(report.done.deleted),
        "tags_given_back": dict(sorted(report.done.tags.items())),
        "edits": edits,
    }
    return json.dumps(value, ensure_ascii=False, indent=1)

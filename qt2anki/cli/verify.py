"""`qt2anki verify`: let real Anki judge decks before they ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qt2anki.cli import options
from qt2anki.cli.reading import find_decks
from qt2anki.publication import recover_publication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.anki_bridge import Verdict

_DECK = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("decks", nargs=-1, required=True, type=_DECK, metavar="DECK...")
@click.option(
    "--previous", multiple=True, type=_DECK, metavar="DECK", help="A deck of the release before (repeatable)."
)
@click.option("--manifest", type=_DECK, help="The release's manifest; that of a folder given as DECK is found.")
@options.json_format
def command(decks: tuple[Path, ...], previous: tuple[Path, ...], manifest: Path | None, form: str) -> None:
    r"""Import decks into real Anki and judge them; exit status 1 when one must not ship.

    DECK is an .apkg file or a folder of them, retired notes included. With --previous they are also imported over the
    release before, part of which has been studied.

    \b
    Example: qt2anki verify decks --previous last-decks
    """
    from qt2anki.anki_bridge import verify_decks  # noqa: PLC0415 - optional: only this command needs Anki

    for folder in filter(Path.is_dir, decks):
        recover_publication(folder)
    found = next((path / "manifest.jsonl" for path in decks if (path / "manifest.jsonl").is_file()), None)
    verdicts = verify_decks(_files(decks), _files(previous), manifest or found)
    click.echo(_json(verdicts) if form == "json" else _text(verdicts))
    if not all(verdict.ships for verdict in verdicts):
        raise SystemExit(1)


def _files(paths: Sequence[Path]) -> list[Path]:
    files = find_decks(paths)
    if paths and not files:
        raise click.UsageError(f"no .apkg file in {paths[0]}")
    return files


def _text(verdicts: Sequence[Verdict]) -> str:
    lines = []
    for verdict in verdicts:
        size = f" ({verdict.notes} notes, {verdict.cards} cards)" if verdict.deck else ""
        lines.append(f"{verdict.deck or 'all decks together'}: {'ships' if verdict.ships else 'MUST NOT SHIP'}{size}")
        lines += [f"  {'error' if each.is_fatal else 'warning'}: {each}" for each in verdict.findings]
    return "\n".join(lines)


def _json(verdicts: Sequence[Verdict]) -> str:
    decks = [
        {
            "deck": verdict.deck,
            "ships": verdict.ships,
            "notes": verdict.notes,
            "cards": verdict.cards,
            "findings": [
                {"code": each.code, "meaning": each.meaning, "fatal": each.is_fatal, "count": each.count}
                | {"places": list(each.places)}
                for each in verdict.findings
            ],
        }
        for verdict in verdicts
    ]
    return json.dumps(
        {"ships": all(verdict.ships for verdict in verdicts), "decks": decks}, ensure_ascii=False, indent=1
    )

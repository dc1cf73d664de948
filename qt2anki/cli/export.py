"""`qt2anki export`: a teacher's selection."""

from __future__ import annotations

from pathlib import Path

import click

from qt2anki.cli.build import Moment
from qt2anki.cli.writing import counted, write_result
from qt2anki.config import load_settings
from qt2anki.errors import SelectionError
from qt2anki.export import FORMATS, render_selection
from qt2anki.publication import recover_publication
from qt2anki.published import read_labels, read_published
from qt2anki.selection import Selection, choose, choose_labels


@click.command()
@click.option("--out", "target", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("--decks", type=click.Path(path_type=Path), help="Where the decks of the release are.  [default: decks]")
@click.option("--subject", "subjects", multiple=True, help="Notes of this subject (repeatable, as all that follow).")
@click.option("--keyword", "keywords", multiple=True, help="Notes of documents with this keyword.")
@click.option("--id", "ids", multiple=True, type=int, help="Notes of the document with this number.")
@click.option("--question", "questions", multiple=True, metavar="TEXT", help="Notes of questions that contain TEXT.")
@click.option("--since", type=Moment(), help="Notes that are new or corrected since then.")
@click.option(
    "--from", "listing", type=click.Path(exists=True, path_type=Path), help="A file of ids, paths or questions."
)
@click.option("--deck-name", help="The name of the deck.  [default: QuickTakes::Selection]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: from the file's ending]")
@click.option("--plain", is_flag=True, help="In tables, a row a card: front and back as text, for Quizlet and others.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    target: Path,
    decks: Path | None,
    deck_name: str | None,
    form: str | None,
    plain: bool,
    listing: Path | None,
    **conditions: object,
) -> None:
    r"""Export a selection of the released notes, from the decks and without the source.

    Conditions of one kind widen the selection, conditions of different kinds narrow it. The notes keep their guids:
    a student who has the subject's deck gets nothing twice.

    \b
    Examples:
      qt2anki export --out physiology.apkg --subject Medicine --keyword pancreas
      qt2anki export --out week-3.apkg --from week-3.txt --deck-name "Week 3"
      qt2anki export --out insulin.csv --question insulin --plain
    """
    if deck_name is not None and not all(level.strip() for level in deck_name.split("::")):
        raise click.BadParameter("a level of the name is empty", param_hint="--deck-name")
    config = load_settings(Path.cwd(), {"out": decks}).config
    recover_publication(config.out)
    selection = Selection(listed=_read_list(listing), **conditions)  # type: ignore[arg-type]
    labels = choose_labels(selection, read_labels(config.out))
    chosen = list(choose(selection, read_published(config.out, labels)))
    if not chosen:
        raise SelectionError("no note fits all of these conditions")
    ending = target.suffix.removeprefix(".")
    form = form or (ending if ending in FORMATS else "apkg")
    name = deck_name or f"{config.deck_root}::Selection"
    write_result(target, render_selection(form, chosen, name, config.base_url, plain=plain))
    cards = sum(len(each.note.cards) for each in chosen)
    click.echo(f"{target}: {counted(len(chosen), 'note')}, {counted(cards, 'card')}")


def _read_list(listing: Path | None) -> tuple[str, ...]:
    try:
        lines = listing.read_text(encoding="utf-8-sig").splitlines() if listing else []
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror or error
        raise SelectionError(f"{listing}: cannot be read as a list: {reason}") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))

"""Each option of each command does what it says, and a wrong value is one clear line: the table is `options.toml`."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from anki.collection import Collection
from anki_import import import_deck
from click.testing import CliRunner, Result

from qt2anki.cli import COMMANDS, group
from qt2anki.cli import serve as serve_command
from qt2anki.errors import Qt2AnkiError
from qt2anki.ledger import LEDGER
from qt2anki.serve import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qt2anki.config import Config

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "data" / "options.toml").read_text(encoding="utf-8"))["case"]


def run(line: str) -> Result:
    return CliRunner().invoke(group, shlex.split(line))


def status_of(result: Result) -> int:
    """Return the exit status as `main` makes it; anything else than a problem that a person can mend is a bug."""
    if isinstance(result.exception, Qt2AnkiError):
        return 1
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder that `options.toml` describes."""
    home = tmp_path_factory.mktemp("options")
    shutil.copytree(SEEDS, home / "source")
    shutil.copytree(SEEDS, home / "changed", ignore=shutil.ignore_patterns("biotechnology"))
    insulin = next((home / "changed" / "medicine").glob("*.md"))
    insulin.write_text(insulin.read_text(encoding="utf-8").replace("Calcium Influx", "Calcium Inflow"), "utf-8")
    build = f"--jobs 1 --no-catalogue --retire-limit 1 --out {home}"
    assert run(f"build {home}/source {build}/decks --now 2026-01-01").exit_code == 0
    shutil.copytree(home / "decks", home / "next")
    assert run(f"build {home}/changed {build}/next --now 2026-02-01").exit_code == 0
    for name in ("lost", "damaged"):
        shutil.copytree(home / "decks", home / name)
    (home / "lost" / LEDGER).unlink()
    (home / "damaged" / "report.json").write_text("[]", encoding="utf-8")
    (home / "source" / "medicine" / "broken.md").write_text("broken", encoding="utf-8")
    (home / "list.txt").write_text("# the week's reading\n80318\n", encoding="utf-8")
    for name in ("binary", "closed", "file.apkg"):
        (home / name).write_bytes(b"\xff\xfe\x00no text")
    (home / "Anki2" / "Student").mkdir(parents=True)
    collection = Collection(str(home / "Anki2" / "Student" / "collection.anki2"))
    for deck in sorted((home / "decks").glob("*.apkg")):
        import_deck(collection, deck)
    leave_traces(collection)
    collection.close()
    return home


def leave_traces(collection: Collection) -> None:
    """Do what a student does: write into a note that will be corrected, move a card, delete a note."""
    written, moved, deleted = (
        collection.find_notes(f"Title:{title}")[0] for title in ("Calcium*", "Membrane*", "Insulin*Granule*")
    )
    note = collection.get_note(written)
    note["Body"] += " My mnemonic."
    collection.update_note(note)
    mine = collection.decks.id("Mine")
    assert mine is not None
    collection.set_deck(collection.card_ids_of_note(moved), mine)
    collection.remove_notes([deleted])


@pytest.fixture
def here(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the folder; `serve` only says what it was asked for, unless it would fail."""
    shutil.copytree(folder, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("ANKI_BASE", "Anki2")

    def say(config: Config, port: int, out: Callable[[str], None]) -> None:
        if config.source.is_dir() and not config.out.is_file():
            out(f"{config.out} {port} {config.jobs} {config.retire_limit}")
        else:
            serve(config, 0, out)

    monkeypatch.setattr(serve_command, "serve", say)
    return tmp_path / "here"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"])
def test_the_table(case: dict[str, Any], here: Path) -> None:
    if "before" in case:
        assert status_of(run(case["before"])) == 0
    result = run(case["line"])
    said = str(result.exception) if isinstance(result.exception, Qt2AnkiError) else result.output
    assert status_of(result) == case.get("status", 0), said
    assert re.search(case.get("says", ""), said, re.MULTILINE), said
    if isinstance(result.exception, Qt2AnkiError):
        assert len(said.splitlines()) == 1
    if "file" in case:
        assert re.search(case["holds"], (here / case["file"]).read_text(encoding="utf-8"))


def options() -> Iterator[tuple[str, click.Option]]:
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield from ((name, each) for each in command.params if isinstance(each, click.Option))


def tried(*, good: bool) -> set[tuple[str, str]]:
    """Return command and option of each case that works, or of each mistake."""
    lines = [shlex.split(case["line"]) for case in CASES if (case.get("status", 0) == 0) == good]
    return {(words[0], word) for words in lines for word in words if word.startswith("-")}


def test_each_option_is_in_the_table() -> None:
    names = {(command, name) for command, each in options() for name in (*each.opts, *each.secondary_opts)}
    assert len(names) > 50
    assert names - tried(good=True) == set()


def test_each_value_is_in_the_table_with_a_wrong_one() -> None:
    taking = {(command, each.opts[0]) for command, each in options() if not each.is_flag}
    assert taking - tried(good=False) == set()

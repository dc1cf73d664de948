"""The command line: options in, printed lines and an exit status out; each command is a module of this package."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from qt2anki import __version__
from qt2anki.errors import Qt2AnkiError

COMMANDS = ("apply", "build", "cards", "check", "config", "init", "preview", "serve", "split", "verify")


class _LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"qt2anki.cli.{cmd_name}").command
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qt2anki")
def group() -> None:
    """Turn QuickTakes answers into Anki decks, and keep every student's history when they change."""


def main() -> None:
    """Run the command line; a problem that a person can mend is one line on standard error and exit status 1."""
    try:
        group.main()
    except Qt2AnkiError as error:
        click.echo(f"qt2anki: {error}", err=True)
        sys.exit(1)

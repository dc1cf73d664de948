"""The command line: options in, printed lines and an exit status out; each command is a module of this package."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module
from typing import NoReturn

import click

from qt2anki.errors import Qt2AnkiError

COMMANDS = {
    "apply": "Upgrade your Anki collection to the decks of a release.",
    "build": "Turn documents into Anki decks, one a subject.",
    "cards": "Show the cards that documents give.",
    "check": "List what is wrong with the documents.",
    "config": "Print the settings in force and where each comes from.",
    "diff": "Show what a build would change, word by word.",
    "export": "Export a selection: a deck for one course, or a table.",
    "init": "Write a qt2anki.toml with every setting explained.",
    "preview": "Show the cards of documents in the browser.",
    "recover": "Make a lost ledger anew from the decks.",
    "serve": "Build on change, and show the catalogue on this machine.",
    "split": "Show what the splitter sees in documents.",
    "stats": "Count what the documents give.",
    "verify": "Import decks into real Anki and judge them.",
}
"""Each command's module, and the line of `--help` for it: no module is imported to list them."""
_UNWRAPPED = "\\b\n"
"""How a raw docstring writes click's sign before a paragraph that is not to be wrapped: a backspace."""
_INTERRUPTED = 130
"""The exit status of a program that Ctrl-C has ended: 128 and the number of the signal."""


class _LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs, and knows what a slip of the hand meant."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"qt2anki.cli.{cmd_name}").command
        command.help = (command.help or "").replace(_UNWRAPPED, "\b\n")
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that has left (`qt2anki check | head`) has what it wanted."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close_quietly()
            return 0

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = get_close_matches(args[0], COMMANDS, n=1) if args[0] not in COMMANDS else []
        if near:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)


def _print_versions(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from qt2anki.versions import describe_versions  # noqa: PLC0415 - no other command needs it

        click.echo("\n".join(describe_versions()))
        ctx.exit()


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_versions,
    help="Print the versions of the program and of the parts that decks depend on.",
)
def group() -> None:
    """Turn QuickTakes answers into Anki decks, and keep every student's history when they change."""


def main() -> None:
    """Run the command line; a problem that a person can mend is one line on standard error and exit status 1."""
    try:
        sys.exit(group.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Qt2AnkiError as error:
        click.echo(f"qt2anki: {error}", err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        _end_interrupted()
    except RuntimeError as error:
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        _end_interrupted()


def _end_interrupted() -> NoReturn:
    """End as a program does that Ctrl-C has stopped; Python 3.11 wraps one that comes while a class is made."""
    click.echo("qt2anki: interrupted", err=True)
    sys.exit(_INTERRUPTED)


def _close_quietly() -> None:
    """Have Python not complain at exit that nobody reads its output any more."""
    import os  # noqa: PLC0415

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

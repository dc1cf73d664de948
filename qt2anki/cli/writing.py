"""Write what a command gives: a file that an option names, a table on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qt2anki.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table

_WIDE = 120
"""Columns of a table that no terminal shows."""


def write_result(target: Path, content: bytes | str) -> None:
    """Write what a command was asked to write there, text as UTF-8. Raises OutputError where that cannot be."""
    try:
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror or error}") from error


def print_table(table: Table, *, wrap: bool = True) -> None:
    """Print a table as wide as the terminal; a reader that leaves early is no error, as it is to rich."""
    from rich.console import Console  # noqa: PLC0415 - half of the commands print no table

    console = Console(width=None if sys.stdout.isatty() else _WIDE, soft_wrap=not wrap)
    with console.capture() as captured:
        console.print(table)
    click.echo(captured.get(), nl=False)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'s' * (number != 1)}"

"""`qt2anki init`: a configuration file with every setting explained."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

import click

from qt2anki.cli.writing import write_result
from qt2anki.config import FILE


@click.command()
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def command(*, force: bool) -> None:
    r"""Write a qt2anki.toml with every setting, commented out at its default, into this directory.

    \b
    Example: qt2anki init
    """
    target = Path.cwd() / FILE
    if target.exists() and not force:
        click.echo(f"{FILE} is there already; --force overwrites it", err=True)
        sys.exit(1)
    write_result(target, files("qt2anki").joinpath("template.toml").read_text(encoding="utf-8"))
    click.echo(f"wrote {FILE}")

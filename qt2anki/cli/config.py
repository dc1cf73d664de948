"""`qt2anki config`: the settings in force, and where each comes from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qt2anki.cli import options
from qt2anki.config import Settings, load_settings


@click.command()
@options.json_format
def command(form: str) -> None:
    r"""Print the settings in force in this directory, and where each comes from: a file, or the program's defaults.

    \b
    Example: qt2anki config --format json
    """
    settings = load_settings(Path.cwd(), {})
    rows = _rows(settings)
    if form == "json":
        click.echo(json.dumps({name: {"value": value, "from": origin} for name, value, origin in rows}, indent=2))
        return
    width = max(len(name) for name, _, _ in rows)
    for name, value, origin in rows:
        click.echo(f"{name:{width}}  {json.dumps(value, ensure_ascii=False)}  ({origin})")


def _rows(settings: Settings) -> list[tuple[str, object, str]]:
    shown = ((name, getattr(settings.config, name), origin) for name, origin in settings.origins.items())
    return [(name, _plain(value), origin) for name, value, origin in shown if name != "now"]


def _plain(value: object) -> object:
    """Return a setting as it would stand in the file."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value

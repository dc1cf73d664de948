"""Arguments and options that several commands have, so that each reads the same everywhere."""

from __future__ import annotations

from pathlib import Path

import click

source = click.argument("source", type=click.Path(path_type=Path), required=False)
documents = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR..."
)
jobs = click.option("--jobs", type=click.IntRange(1), help="Processes.  [default: one a core]")
out = click.option("--out", type=click.Path(path_type=Path), help="Where the decks are.  [default: decks]")
new_out = click.option("--out", type=click.Path(path_type=Path), help="Where the decks go.  [default: decks]")
json_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
jsonl_format = click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)

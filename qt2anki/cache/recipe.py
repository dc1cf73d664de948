"""What a build's output depends on besides documents and ledger: the program, its libraries, the options."""

from __future__ import annotations

import sqlite3
import sys
import zlib
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from qt2anki.gather import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from qt2anki.config import Config

LIBRARIES = (
    "fsrs",
    "ftfy",
    "genanki",
    "isal",
    "jinja2",
    "latex2mathml",
    "markdown-it-py",
    "pygments",
    "pystemmer",
    "python-frontmatter",
    "pyyaml",
    "rapidfuzz",
    "snowballstemmer",
)
"""The libraries that have a say in what a deck holds."""
SHAPELESS = frozenset(
    {
        "anki_bridge",
        "catalogue",
        "checks",
        "cli",
        "diff",
        "export",
        "library",
        "listing",
        "preview",
        "publication",
        "published",
        "recover",
        "report",
        "selection",
        "serve",
        "stats",
        "versions",
    }
)
"""Rooms that shape no deck: a change there leaves what is remembered of documents as good as it was."""
_INCIDENTAL = frozenset({"out", "jobs", "now", "retire_limit"})
"""Settings that change nothing about what the same documents give."""
_ABOUT_PAGES = frozenset({"catalogue"})
"""Settings that change no deck."""
_TEXT = (".py", ".html", ".atom", ".css", ".sql", ".js", ".toml", ".txt")


def deck_recipe(config: Config) -> bytes:
    """Return a hash that moves whenever the same documents could give other decks."""
    return _hash(*_settings(config, _INCIDENTAL | _ABOUT_PAGES), *_platform(), *_program(SHAPELESS))


def whole_recipe(config: Config) -> bytes:
    """Return a hash that moves whenever the same documents could give any other output."""
    return _hash(*_settings(config, _INCIDENTAL), *_platform(), *_program(frozenset()))


def _settings(config: Config, without: frozenset[str]) -> Iterator[str]:
    for setting in fields(config):
        if setting.name not in without:
            value = getattr(config, setting.name)
            yield setting.name
            yield repr(sorted(value) if isinstance(value, frozenset) else value)
    yield str(config.source.resolve())


def _hash(*parts: str) -> bytes:
    state = hash_of()
    for part in parts:
        raw = part.encode()
        state.update(b"%d:%b" % (len(raw), raw))
    return state.digest()


@cache
def _platform() -> tuple[str, ...]:
    """Return the versions of everything that is not ours."""
    runtime = (sys.version, sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION)
    return *runtime, *(f"{name} {version(name)}" for name in LIBRARIES)


@cache
def _program(without: frozenset[str]) -> tuple[str, ...]:
    root = files("qt2anki")
    rooms = sorted((r for r in root.iterdir() if r.name.removesuffix(".py") not in without), key=lambda r: r.name)
    return tuple(text for room in rooms for text in _sources(room))


def _sources(place: Traversable) -> Iterator[str]:
    if place.is_dir():
        for each in sorted(place.iterdir(), key=lambda p: p.name):
            yield from _sources(each)
    elif place.name.endswith(_TEXT):
        yield place.name
        yield place.read_text(encoding="utf-8")

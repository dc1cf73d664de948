"""One frozen `Config`: defaults, then a `qt2anki.toml`, then the options of the command line."""

from __future__ import annotations

import os
import re
import time
import tomllib
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qt2anki.errors import ConfigError
from qt2anki.model import STEP_CARDS, Kind
from qt2anki.subjects import subject_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE = "qt2anki.toml"
ALL_KINDS = frozenset(str(kind) for kind in Kind) | STEP_CARDS
"""Kinds of notes, and the three cards of a step."""


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of the program.

    `source` and `out` are directories. `exclude` are patterns of paths below the source (`*` also crosses `/`).
    `aliases` map a subject's key to the label to use instead. `kinds` are the cards to make, of ALL_KINDS.
    `keyword_minimum` drops tags of keywords that fewer documents have. `retire_limit` is a share from 0 to 1.
    `deck_root` is the first part of each deck's name; `base_url` precedes the paths of the site's questions.
    `catalogue` says whether to write the students' pages. `jobs` is a number of processes. `now` is in seconds since
    1970, None for the clock.
    """

    source: Path = Path("seeds")
    out: Path = Path("decks")
    exclude: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = ALL_KINDS
    keyword_minimum: int = 1
    retire_limit: float = 0.1
    deck_root: str = "QuickTakes"
    base_url: str = "https://quicktakes.io"
    catalogue: bool = True
    jobs: int = field(default_factory=_cores)
    now: int | None = None

    def excludes(self, path: str) -> bool:
        """Say whether a path below the source, with `/`, fits one of the patterns in `exclude`."""
        return any(fnmatchcase(path, pattern) for pattern in self.exclude)

    def subject(self, label: str) -> str:
        """Return a subject's label, after the aliases."""
        return self.aliases.get(subject_key(label), label)

    def moment(self) -> int:
        """Return the time of this build in seconds since 1970: `now`, else SOURCE_DATE_EPOCH, else the clock.

        Raises ConfigError where SOURCE_DATE_EPOCH is no number.
        """
        if self.now is not None:
            return self.now
        given = os.environ.get("SOURCE_DATE_EPOCH", "")
        if given and not re.fullmatch("[0-9]{1,11}", given):
            raise ConfigError(f"SOURCE_DATE_EPOCH is {given!r}, not seconds since 1970")
        return int(given or time.time())


@dataclass(frozen=True, slots=True)
class Settings:
    """A configuration, and where each of its values comes from: "default", a file's name, or "option"."""

    config: Config
    origins: Mapping[str, str]


def load_settings(start: Path, options: Mapping[str, Any]) -> Settings:
    """Return the settings in force for a command run in `start`: defaults ← file ← `options` that are not None.

    The file is the nearest `qt2anki.toml`, or `pyproject.toml` with a table `tool.qt2anki`, in `start` or above it.
    Raises ConfigError for a file that is no TOML, an unknown key, or a value of the wrong kind.
    """
    origins = {each.name: "default" for each in fields(Config)}
    values: dict[str, Any] = {}
    found = _find_table(start)
    if found is not None:
        file, table = found
        values = {name: _convert(file, name, value) for name, value in table.items()}
        origins |= dict.fromkeys(values, str(file))
    given = {name: value for name, value in options.items() if value is not None}
    origins |= dict.fromkeys(given, "option")
    return Settings(replace(Config(), **{**values, **given}), origins)


def _find_table(start: Path) -> tuple[Path, Mapping[str, Any]] | None:
    for directory in (start.resolve(), *start.resolve().parents):
        if (directory / FILE).is_file():
            return directory / FILE, _read_toml(directory / FILE)
        if (directory / "pyproject.toml").is_file():
            tools = _read_toml(directory / "pyproject.toml").get("tool")
            table = tools.get("qt2anki") if isinstance(tools, dict) else None
            if isinstance(table, dict):
                return directory / "pyproject.toml", table
    return None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _convert(file: Path, name: str, value: object) -> Any:  # noqa: ANN401 - a value of any setting
    if name not in _CONVERTERS:
        near = get_close_matches(name, _CONVERTERS, n=1, cutoff=0.5)
        hint = f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(_CONVERTERS)}"
        raise ConfigError(f"{file}: unknown key `{name}`{hint}")
    wanted, convert = _CONVERTERS[name]
    try:
        return convert(file, value)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{file}: `{name}` must be {wanted}, not {value!r}") from error


def _text(_file: Path, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def _deck_name(file: Path, value: object) -> str:
    name = _text(file, value)
    if not name.isprintable() or not all(level.strip() for level in name.split("::")):
        raise ValueError
    return name


def _url(file: Path, value: object) -> str:
    """Return what may stand in a template's link, where `{{` would name a field."""
    url = _text(file, value)
    if not re.fullmatch(r"https?://[^\s\"'<>{}`\\]+", url):
        raise ValueError
    return url


def _path(file: Path, value: object) -> Path:
    """Return a path as the file means it: relative to where the file lies."""
    return file.parent / _text(file, value)


def _texts(file: Path, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(file, each) for each in value)


def _kinds(file: Path, value: object) -> frozenset[str]:
    kinds = frozenset(_texts(file, value))
    if not kinds or kinds - ALL_KINDS:
        raise ValueError
    return kinds


def _aliases(file: Path, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {subject_key(name): _text(file, label) for name, label in value.items()}


def _at_least_one(_file: Path, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError
    return value


def _flag(_file: Path, value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _share(_file: Path, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ValueError
    return float(value)


_CONVERTERS: Mapping[str, tuple[str, Callable[[Path, object], object]]] = {
    "source": ("a directory", _path),
    "out": ("a directory", _path),
    "exclude": ("a list of patterns", _texts),
    "aliases": ("a table of subjects", _aliases),
    "kinds": (f"a list of {', '.join(sorted(ALL_KINDS))}", _kinds),
    "keyword_minimum": ("a whole number from 1", _at_least_one),
    "retire_limit": ("a number from 0 to 1", _share),
    "deck_root": ("a name of a deck", _deck_name),
    "base_url": ("a URL", _url),
    "catalogue": ("true or false", _flag),
    "jobs": ("a whole number from 1", _at_least_one),
}
"""The keys of the file: what each must be, and how it is read. `now` belongs to one build and has no key."""

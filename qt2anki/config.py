"""What a build was asked to do, as one frozen value."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from qt2anki.model import Kind

ALL_KINDS = frozenset(str(kind) for kind in Kind) | {"explain", "name", "next"}
"""Kinds of notes, and the three cards of a step."""


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of the program.

    `now` is in seconds since 1970, None for the clock. `retire_limit` is a share from 0 to 1. `keyword_minimum` drops
    tags of keywords that fewer documents have. `deck_root` is the first part of each deck's name; `base_url` precedes
    the paths of the site's questions. `catalogue` says whether to write the students' pages.
    """

    source: Path = Path("seeds")
    out: Path = Path("decks")
    jobs: int = field(default_factory=_cores)
    now: int | None = None
    kinds: frozenset[str] = ALL_KINDS
    retire_limit: float = 0.1
    keyword_minimum: int = 1
    deck_root: str = "QuickTakes"
    base_url: str = "https://quicktakes.io"
    catalogue: bool = True

    def moment(self) -> int:
        """Return the time of this build in seconds since 1970: `now`, else SOURCE_DATE_EPOCH, else the clock."""
        if self.now is not None:
            return self.now
        return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())

"""Subjects: which spellings are one subject, and the names of files and tags made from it; pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE = ""
"""Stands where a subject's key does for figures that count each document and note once, over all subjects."""
UNSORTED = "Others"
"""The subject of a document that names none, has no URL and no folder; QuickTakes has a subject of that name."""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LEVELS = re.compile(r":{2,}")
_NO_BRANCH = " (subject)"
_MAX_SLUG = 60
_RESERVED = frozenset({"con", "prn", "aux", "nul", "index", "manifest", "report", "ledger", "retired"}) | frozenset(
    f"{device}{n}" for device in ("com", "lpt") for n in range(10)
)
"""Names of devices on Windows (Microsoft, "Naming Files, Paths, and Namespaces"), and of our own files."""


def subject_key(label: str) -> str:
    """Return what all spellings of a subject share: letter case and runs of blanks do not count."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def subject_slug(label: str) -> str:
    """Return a name safe for files and Anki tags: 1 to 60 of `a-z0-9-`, the same on every machine.

    A label that has to be cut, or has no Latin letter, gets a piece of its hash. Labels that differ only in signs
    ("C", "C++") still share a slug: the ledger, which knows all subjects, numbers the later one.
    """
    key = subject_key(label)
    ascii_text = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    slug = _NOT_SLUG.sub("-", ascii_text).strip("-")
    if slug and len(slug) <= _MAX_SLUG and slug not in _RESERVED:
        return slug
    mark = sha256(key.encode()).hexdigest()[:8]
    return f"{slug[: _MAX_SLUG - 9].rstrip('-')}-{mark}".lstrip("-")


def deck_level(label: str) -> str:
    """Return a label as one level of a deck's name: `::` would begin another, and students delete the retired decks."""
    level = _LEVELS.sub(":", label)
    return f"{level}{_NO_BRANCH}" if level.casefold() == "retired" else level


def plain_level(level: str) -> str:
    """Return the label that a deck's level stands for, as far as the level tells."""
    label = level.removesuffix(_NO_BRANCH)
    return label if deck_level(label) == level else level


def fallback_label(url: str, path: str) -> str:
    """Return the subject of a document that names none: from its URL (`/learn/<slug>/…`), then from its folder."""
    parts = url.split("/")
    slug = parts[2] if parts[:2] == ["", "learn"] and len(parts) > 3 else path.rpartition("/")[0].rpartition("/")[2]
    return " ".join(word.capitalize() for word in slug.replace("_", "-").split("-") if word) or UNSORTED


def common_label(labels: Iterable[str]) -> str:
    """Return the spelling that most documents use; among equals the first in code point order.

    Raises ValueError when there is no label.
    """
    counts = Counter(" ".join(label.split()) for label in labels)
    if not counts:
        raise ValueError("no label")
    return min(counts, key=lambda label: (-counts[label], label))

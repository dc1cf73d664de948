"""Keywords to Anki tags; pure.

Anki splits tags at blanks and U+3000, takes `::` for a level of hierarchy, ignores case when it compares, and drops
control characters (measured with anki 26.9.3: all of U+0001 to U+02FF in a tag, `tests/test_tags.py`). A keyword is
brought into that shape here, so that what a student has after the import is what was written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qt2anki.model import Kind

ROOT = "quicktakes"
RETIRED_TAG = f"{ROOT}::retired"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"\s+")
_COLONS = re.compile(r":+")


def keyword_slug(keyword: str) -> str:
    """Return a keyword as the last part of a tag, `""` where nothing is left of it."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", keyword)).casefold().strip()
    return unicodedata.normalize("NFC", _COLONS.sub("-", _BLANKS.sub("-", text)))


def keyword_tags(keywords: Iterable[str]) -> tuple[str, ...]:
    """Return `quicktakes::keyword::<k>` for each keyword, without duplicates, in order of first appearance."""
    slugs = dict.fromkeys(filter(None, map(keyword_slug, keywords)))
    return tuple(f"{ROOT}::keyword::{slug}" for slug in slugs)


def kind_tag(kind: Kind) -> str:
    """Return the tag for one kind of note."""
    return f"{ROOT}::kind::{kind}"


def subject_tag(slug: str) -> str:
    """Return the tag for one subject, by its slug."""
    return f"{ROOT}::subject::{slug}"

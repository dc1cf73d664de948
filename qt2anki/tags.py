"""Keywords to Anki tags; pure.

Anki splits tags at blanks (also U+3000), takes `::` for a level of hierarchy, compares them without regard to case
and drops control characters and `"` (rslib/src/tags/mod.rs): a keyword is brought into that shape here, so that what
is imported is what was written.
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
_ILLEGAL = re.compile(r'["\x00-\x1f\x7f]')
_BLANKS = re.compile(r"[\s\u3000-]+")
_COLONS = re.compile(r":+")


def keyword_slug(keyword: str) -> str:
    """Return a keyword as the last part of a tag, `""` where nothing is left of it."""
    text = unicodedata.normalize("NFC", keyword).casefold()
    text = _COLONS.sub("-", _ILLEGAL.sub("", text))
    return unicodedata.normalize("NFC", _BLANKS.sub("-", text.strip())).strip("-")


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

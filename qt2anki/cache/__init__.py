"""What the last build left behind, so that the next one deals and packs only what has changed.

The cache is no output: it lies in the output's private directory and may be deleted at any time without changing an
output byte. It counts only where the program, its libraries and the options are those that wrote it, and where the
ledger and the decks are still those that it was written for; in doubt there is no cache.
"""

from __future__ import annotations

from qt2anki.cache.fingerprints import Survey, survey_source
from qt2anki.cache.flat import Outcome
from qt2anki.cache.recall import NOTHING, Cache, Recalled, Release, mark_unchanged, read_cache, write_cache

__all__ = [
    "NOTHING",
    "Cache",
    "Outcome",
    "Recalled",
    "Release",
    "Survey",
    "mark_unchanged",
    "read_cache",
    "survey_source",
    "write_cache",
]

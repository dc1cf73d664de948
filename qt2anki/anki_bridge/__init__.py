"""Real Anki: judge decks before they ship, apply them to a collection. The only place that imports `anki`.

`anki` is the official package (AGPL) and an optional extra. Importing this package without it raises AnkiError.
"""

from __future__ import annotations

from qt2anki.errors import AnkiError

try:
    import anki.collection  # noqa: F401 - to see whether it is there
except ModuleNotFoundError as error:
    raise AnkiError("this command needs Anki's own library: pip install 'qt2anki[anki]'") from error

from qt2anki.anki_bridge.apply import Report, Wishes, apply_decks
from qt2anki.anki_bridge.plan import Edit, Fate, Mine
from qt2anki.anki_bridge.profiles import find_collection
from qt2anki.anki_bridge.review import review_publication
from qt2anki.anki_bridge.safekeeping import undo
from qt2anki.anki_bridge.upgrade import Retired
from qt2anki.anki_bridge.verdict import CODES, Finding, Verdict
from qt2anki.anki_bridge.verify import verify_decks

__all__ = [
    "CODES",
    "Edit",
    "Fate",
    "Finding",
    "Mine",
    "Report",
    "Retired",
    "Verdict",
    "Wishes",
    "apply_decks",
    "find_collection",
    "review_publication",
    "undo",
    "verify_decks",
]

"""Turn QuickTakes answers into Anki decks, and keep every student's history when they change.

The library is the command line without its clothes: `build`, `check`, `split`, `cards` and `Config`. Importing the
package costs nothing; each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qt2anki.checks import check_source as check
    from qt2anki.config import Config
    from qt2anki.library import cards, split
    from qt2anki.pipeline import build

__all__ = ["Config", "build", "cards", "check", "split"]
__version__ = "0.1.0"

_HOMES = {
    "Config": ("qt2anki.config", "Config"),
    "build": ("qt2anki.pipeline", "build"),
    "cards": ("qt2anki.library", "cards"),
    "check": ("qt2anki.checks", "check_source"),
    "split": ("qt2anki.library", "split"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)

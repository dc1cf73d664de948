"""The ledger back from the decks and the manifest, when it is lost."""

from __future__ import annotations

from qt2anki.recover.rebuild import Recovery, recover_ledger

__all__ = ["Recovery", "recover_ledger"]

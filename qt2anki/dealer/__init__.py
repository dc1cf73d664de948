"""The cards: which notes a document gives, what each asks and answers, and what is left out for which reason."""

from __future__ import annotations

from qt2anki.dealer.dealing import deal_cards

__all__ = ["deal_cards"]

"""What has ever been released, and under which identity: the one file that cannot be computed again."""

from __future__ import annotations

from qt2anki.ledger.figures import Figures
from qt2anki.ledger.plan import Content, ReleasePlan
from qt2anki.ledger.restore import LostDocument, LostLook, LostNote, LostSubject
from qt2anki.ledger.rows import Change, LedgerRow, Release, Subject
from qt2anki.ledger.store import LEDGER, Ledger, check_integrity, is_sound, remember_ledger, stage_ledger

__all__ = [
    "LEDGER",
    "Change",
    "Content",
    "Figures",
    "Ledger",
    "LedgerRow",
    "LostDocument",
    "LostLook",
    "LostNote",
    "LostSubject",
    "Release",
    "ReleasePlan",
    "Subject",
    "check_integrity",
    "is_sound",
    "remember_ledger",
    "stage_ledger",
]

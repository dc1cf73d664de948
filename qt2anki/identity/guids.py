"""Mint the names that are for ever: Anki's guid and its integer ids."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qt2anki.model import Kind

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LENGTH = 12
"""71 bits: two of a million notes share a guid once in four billion such ledgers, and the ledger would notice."""

FIRST_NOTE_ID = 100_000_000_000
LAST_NOTE_ID = 1_000_000_000_000
"""Anki's ids are milliseconds since 1970, and it replaces those of the future on import (docs/anki.md, fact 25).
These lie between 1973 and 2001, before any note that a student can have made."""
CARDS_A_NOTE = 8
"""Note ids are multiples of it, a card's id is its note's plus its ordinal."""


def mint_guid(document_id: int, kind: Kind, title: str, number: int) -> str:
    """Return the guid of the `number`th note (from 0) of one kind and title in a document: 12 letters and digits.

    Each part is hashed with its length, so that no two sets of parts read the same.
    """
    rest = int.from_bytes(_hash(str(document_id), kind.value, title, str(number)), "big")
    letters = []
    for _ in range(_LENGTH):
        rest, letter = divmod(rest, len(_ALPHABET))
        letters.append(_ALPHABET[letter])
    return "".join(letters)


def spread_note_id(guid: str) -> int:
    """Return the note id that a guid asks for; where it is taken the next free multiple of 8 above serves."""
    slots = (LAST_NOTE_ID - FIRST_NOTE_ID) // CARDS_A_NOTE
    return FIRST_NOTE_ID + int.from_bytes(_hash(guid)[:8], "big") % slots * CARDS_A_NOTE


def next_note_id(note_id: int) -> int:
    """Return the slot after `note_id`, from the last one the first."""
    following = note_id + CARDS_A_NOTE
    return following if following < LAST_NOTE_ID else FIRST_NOTE_ID


def _hash(*parts: str) -> bytes:
    coded = [part.encode() for part in parts]
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in coded)).digest()

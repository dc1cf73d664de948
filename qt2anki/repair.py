"""Repair broken encodings and drop the characters that no text may hold; right text passes untouched."""

from __future__ import annotations

import re
import unicodedata

_ASCII = bytes(range(0x20, 0x7F)) + b"\n"
HARMLESS = frozenset("–—…‘’“”•→←°·αβγδεθλμπρστφχψωΔΣΩ₀₁₂₃₄₅₆₇₈₉⁺⁻✓")
"""Characters beyond ASCII that cannot, with ASCII and among themselves, be mojibake.

None of ftfy's patterns (`ftfy.badness`) matches text of these alone, and all are in NFC: a text without others needs
no repair. A test tries all combinations.
"""

_SUSPECT = re.compile("[\x80-\x9fŒœÃÂ]|[^\x00-\x7f]{2}")
"""What each of ftfy's patterns needs at least: one of these, or two characters beyond ASCII side by side."""

_OVERLOOKED = re.compile("â[‚„‹][€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ\xa0-\xbf]|Ï[€„]|(?<!\\w)Ã…|(?<=\\d)Â ")
"""What ftfy's heuristic leaves alone: `â‚‚`, `â„¢`, `Ï€`, `Ã…`, `10Â kg` for ₂, ™, π, Å and a no-break space."""

_SEPARATORS = re.compile("\r\n?|[\u2028\u2029]")
_PLANES = range(0, 0x110000, 0x10000)
_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
_INVISIBLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff{_NONCHARACTERS}]")
_FORBIDDEN = re.compile(f"{_INVISIBLE.pattern[:-1]}\x80-\x9f\u00ad]")
"""Beyond the invisible, what mojibake is made of (`Ã` with a soft hyphen is `í`) and what may go only after repair."""

_ROUNDS = 8


def needs_repair(raw: bytes) -> bool:
    """Tell in some microseconds whether UTF-8 text could hold anything that `repair_text` changes."""
    odd = raw.translate(None, _ASCII)
    return bool(odd) and not HARMLESS.issuperset(odd.decode("utf-8", "replace"))


def repair_text(text: str) -> str:
    r"""Return `text` with mojibake repaired, in NFC, without the characters that Anki refuses or nobody sees.

    Dropped: control characters but for tab and line feed (U+001F makes Anki refuse a whole package,
    docs/anki.md, fact 22), soft hyphen, zero-width space, word joiner, byte order mark, noncharacters (two of them are
    the placeholders of formulas), lone surrogates. Joiners and direction marks stay: Persian, Hebrew and emoji need
    them. A carriage return that ends a line becomes a line feed; a lone one, and Unicode's line separators, become
    spaces, as an answer is one physical line (a text without any line feed has them for line ends).

    Mojibake is repaired between two line breaks, real or literal, at a time, and only where ftfy's heuristic finds
    it: what surrounds a broken paragraph passes as it is. Repairing again changes nothing.
    """
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        lone = " " if "\n" in text else "\n"
        text = _SEPARATORS.sub(lambda match: "\n" if match[0] == "\r\n" else lone, text)
    if text.isascii():
        return _FORBIDDEN.sub("", text)
    for _round in range(_ROUNDS):
        before, text = text, _repair_once(text)
        if text == before:
            break
    return text


def _repair_once(text: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if _SUSPECT.search(text):
        text = "".join(_repair_encoding(part) for part in re.split(r"(\\n|\n)", text))
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def _repair_encoding(text: str) -> str:
    if not _SUSPECT.search(text):
        return text
    # Most runs meet no broken text, and ftfy, with its codecs, takes a tenth of all imports.
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415
    from ftfy.badness import is_bad  # noqa: PLC0415

    text = _OVERLOOKED.sub(_decode_again, text)
    return fix_encoding(text, TextFixerConfig(explain=False)) if is_bad(text) else text


def _decode_again(match: re.Match[str]) -> str:
    return "\u00a0" if match[0] == "Â " else match[0].encode("sloppy-windows-1252").decode("utf-8")

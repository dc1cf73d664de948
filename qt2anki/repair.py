"""Repair broken encodings and drop the characters that no text may hold; right text passes untouched."""

from __future__ import annotations

import re
import unicodedata

from ftfy import TextFixerConfig, fix_text
from ftfy.badness import is_bad

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\u00ad\u200b\ufeff\ufdd0-\ufdef\ud800-\udfff]")
_ENCODING_ONLY = TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_terminal_escapes=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


def repair_text(text: str) -> str:
    """Return `text` in NFC with mojibake repaired and forbidden characters dropped."""
    if not text.isascii():
        if is_bad(text):
            text = fix_text(text, _ENCODING_ONLY)
        text = unicodedata.normalize("NFC", text)
    return _FORBIDDEN.sub("", text)

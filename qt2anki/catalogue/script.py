"""Values as scripts: a page opened from disk may load a script, but not a JSON file; pure."""

from __future__ import annotations

import json
from hashlib import sha256

_UNSAFE = {"</": r"<\/", "<!--": r"\u003c!--", "\u2028": r"\u2028", "\u2029": r"\u2029"}
"""What would end a script inside a page, or a string in older browsers (ECMAScript 2019, "JSON ⊂ ECMAScript")."""


def to_script(name: str, value: object) -> str:
    """Return a script that hands `value` to the page under `name`; it may also stand inside a page."""
    text = json.dumps([name, value], ensure_ascii=False, separators=(",", ":"))
    for unsafe, safe in _UNSAFE.items():
        text = text.replace(unsafe, safe)
    return f"qt2anki.give(...{text});\n"


def version(content: str) -> str:
    """Return a short hash of a file's content: in its address it keeps browsers from showing an old one."""
    return sha256(content.encode()).hexdigest()[:8]

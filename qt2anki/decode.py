"""Decode a text field: literal line breaks become real ones, formulas become placeholders."""

from __future__ import annotations

import re

from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Decoded, Formula

_TEX_N = re.compile(
    r"\\n(?=abla|eq|eg|u\b|ot|e\b|i\b|exists|leq|geq|mid|parallel|sim|cong|sub|sup|ewcommand|ewline|olimits|onumber|atural|earrow|ormalsize)"
)
_SPANS = re.compile(
    r"(?P<code>```.*?```|`[^`]+`)"
    r"|(?P<display>\$\$(?P<dd>.+?)\$\$|\\\[(?P<db>.+?)\\\])"
    r"|(?P<inline>\\\((?P<ip>.+?)\\\)|(?<![\\$])\$(?=[^\s\d$])(?P<id>(?:[^$\\\n]|\\(?!n\\n).)+?)(?<=\S)\$(?!\d))",
    re.DOTALL,
)
_PLACEHOLDER = re.compile(f"{FORMULA_OPEN}(\\d+){FORMULA_CLOSE}")


def _break_lines(text: str) -> str:
    return text.replace("\\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _break_formula(tex: str) -> str:
    parts = re.split(r"(\\n)", tex)
    out, rest = [], tex
    for _index, part in enumerate(parts):
        if part == "\\n" and not _TEX_N.match(rest):
            out.append("\n")
        else:
            out.append(part)
        rest = rest[len(part) :]
    return "".join(out)


def decode(raw: str) -> Decoded:
    """Decode a raw text field into Markdown with real line breaks and formula placeholders."""
    formulas: list[Formula] = []
    out: list[str] = []
    at = 0
    for span in _SPANS.finditer(raw):
        out.append(_break_lines(raw[at : span.start()]))
        at = span.end()
        if span["code"]:
            out.append(_break_lines(span["code"]))
            continue
        tex = _break_formula(span["dd"] or span["db"] or span["ip"] or span["id"] or "")
        out.append(f"{FORMULA_OPEN}{len(formulas)}{FORMULA_CLOSE}")
        formulas.append(Formula(tex.strip(), bool(span["display"]), _break_formula(span[0])))
    out.append(_break_lines(raw[at:]))
    return Decoded("".join(out), tuple(formulas))


def restore_source(text: str, formulas: tuple[Formula, ...]) -> str:
    """Put the formulas of `text` back as the author wrote them."""
    if FORMULA_OPEN not in text:
        return text
    return _PLACEHOLDER.sub(lambda m: formulas[int(m[1])].source, text)


def restore_tex(text: str, formulas: tuple[Formula, ...]) -> str:
    """Put the formulas of `text` back as bare TeX, without delimiters."""
    if FORMULA_OPEN not in text:
        return text
    return _PLACEHOLDER.sub(lambda m: formulas[int(m[1])].tex, text)

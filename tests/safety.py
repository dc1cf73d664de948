"""What the HTML of a field may hold: an allow-list of elements, attributes and addresses, apart from the renderer's."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from qt2anki.notetypes import NOTE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PLAIN = (
    "p br hr h1 h2 h3 h4 h5 h6 ul li blockquote table thead tbody tr code strong em b i u s del ins sub sup kbd"
    " small var q"
)
ELEMENTS: dict[str, dict[str, re.Pattern[str]]] = {
    **{name: {} for name in _PLAIN.split()},
    "a": {"href": re.compile(r'https?://[^/\s"<>][^\s"<>]*', re.IGNORECASE)},
    "ol": {"start": re.compile(r"\d{1,9}")},
    "th": {"align": re.compile("left|right|center")},
    "td": {"align": re.compile("left|right|center")},
    "mark": {"class": re.compile("qt-core")},
    "div": {"class": re.compile("table")},
    "pre": {"class": re.compile("highlight")},
    "span": {"class": re.compile("qt-hole|[a-z][a-z0-9]{0,3}(?: [a-z]+-[A-Za-z]+)?")},
}
"""Element → its attributes, each with all the values that it may have."""

VOID = {"br", "hr"}
_PATH = re.compile("(?:/[^\"'<>]*)?")
_ANKI = re.compile(r"\[/?(?:sound:|anki:|latex\]|\$\$?\])", re.IGNORECASE)
_TEX = re.compile(r"\\(?:href|style|class|cssId|mmlToken|bbox|fcolorbox)(?![A-Za-z])")
_CLOZE = re.compile(r"\{\{c[\d,]+::", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ud800-\udfff]")


class _Examiner(HTMLParser):
    """Collects what is not allowed, and the text outside of code, where MathJax looks for formulas."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ELEMENTS.get(tag)
        if allowed is None:
            self.faults.append(f"<{tag}>")
            return
        for name, value in attrs:
            if name not in allowed or not allowed[name].fullmatch(value or ""):
                self.faults.append(f"<{tag} {name}={value!r}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "code" not in self._open:
            self.text.append(data)

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}]>")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}>")

    def finish(self) -> list[str]:
        self.close()
        return [*self.faults, *(f"<{tag}> is never closed" for tag in self._open)]


def html_faults(html: str) -> list[str]:
    """Return what a field's HTML must not hold; none is well."""
    examiner = _Examiner()
    examiner.feed(html)
    faults = examiner.finish()
    faults += [f"Anki acts on {match[0]}" for match in _ANKI.finditer(html)]
    faults += [f"MathJax acts on {match[0]}" for match in _TEX.finditer("\0".join(examiner.text))]
    faults += [f"character {match[0]!r}" for match in _CONTROL.finditer(html)]
    return faults


def note_faults(note_type: str, fields: Sequence[str]) -> Iterator[str]:
    """Yield what the fields of a note must not hold, each with the field's name."""
    for name, value in zip(NOTE_TYPES[note_type].field_names, fields, strict=True):
        if name == "Source" or name.endswith(" path"):
            if not _PATH.fullmatch(value):
                yield f"{name}: {value!r} is no path"
            continue
        for fault in html_faults(value):
            yield f"{name}: {fault}"
        clozes = len(_CLOZE.findall(value))
        if clozes != (note_type == "cloze" and name == "Text"):
            yield f"{name}: {clozes} clozes"

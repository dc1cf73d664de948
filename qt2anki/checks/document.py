"""Find what is wrong inside one readable document: characters, code, formulas, keywords, steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from qt2anki.checks.formulas import lint_formula
from qt2anki.codes import diagnose
from qt2anki.positions import SourceMap
from qt2anki.spans import Span, SpanKind, find_spans
from qt2anki.splitter import split_answer
from qt2anki.tex import COMMANDS, ENVIRONMENTS, break_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.documents import Page
    from qt2anki.errors import Diagnostic
    from qt2anki.model import Document, Mechanism

_STRAY = re.compile(
    r"\\\\|\\[$`]|\\\[[\w ,.;'-]*\\\]"
    r"|(?P<delimiter>\$\$|\\[()]|\\[\[\]]|\\begin\{(?P<env>[A-Za-z]+\*?)\})|(?P<dollar>\$)(?=\\[A-Za-z])"
)
_TEX = re.compile(r"\\(?P<name>[A-Za-z]+)(?![A-Za-z\\])")
_FIRST_WORDS = re.compile(r"[\w ,'’-]+")
_SHOWN = 60
"""Characters of a formula that a message shows."""


def check_document(page: Page, raw: bytes) -> list[Diagnostic]:
    """Return the diagnostics of a document that could be read, in no order; `raw` is the file."""
    return list(_Check(page, raw).run()) if page.document else []


class _Check:
    def __init__(self, page: Page, raw: bytes) -> None:
        self._page = page
        self._raw = raw

    @cached_property
    def _map(self) -> SourceMap:
        path = self._page.document.path if self._page.document else ""
        return SourceMap(path, self._raw.decode("utf-8"), self._page.text)

    def run(self) -> Iterator[Diagnostic]:
        for name in ("question", "answer"):
            value = str(self._page.values[name]).strip()
            yield from self._lost(name, value)
            yield from self._spans(name, value)
        yield from self._keywords()
        document = self._page.document
        if document and not document.no_index:
            yield from self._steps(document)

    def _lost(self, name: str, value: str) -> Iterator[Diagnostic]:
        if (at := value.find("\ufffd")) >= 0:
            yield diagnose("lost-character", self._map.locate_raw(value, at, name), "a character is lost here (U+FFFD)")

    def _spans(self, name: str, value: str) -> Iterator[Diagnostic]:
        """Check the code and the formulas of a field, and the prose between them for what should be one."""
        at = 0
        for span in find_spans(value):
            yield from self._prose(name, value, at, span.start)
            if not span.closed:
                place = self._map.locate_raw(value, span.start, name)
                yield diagnose("unclosed-code", place, "a code block has no end", "end it with a line of ```")
            if span.kind in {SpanKind.INLINE, SpanKind.DISPLAY}:
                yield from self._formula(name, value, span)
            at = span.end
        yield from self._prose(name, value, at, len(value))

    def _formula(self, name: str, value: str, span: Span) -> Iterator[Diagnostic]:
        pieces = list(break_formula(value[span.inner_start : span.inner_end]))
        for offset, problem in lint_formula("".join([text for _, text in pieces])):
            place = self._map.locate_raw(value, span.inner_start + _raw_offset(pieces, offset), name)
            yield diagnose("bad-formula", place, f"{problem}: {_short(value[span.start : span.end])}")

    def _prose(self, name: str, value: str, start: int, end: int) -> Iterator[Diagnostic]:
        for match in _STRAY.finditer(value, start, end):
            found = match["delimiter"] or match["dollar"]
            if found and not (match["env"] and match["env"] not in ENVIRONMENTS):
                place = self._map.locate_raw(value, match.start(), name)
                message = f"`{found}` begins or ends no formula: {_short(value[match.start() : match.start() + 80])}"
                yield diagnose("unclosed-formula", place, message)
                return
        for match in _TEX.finditer(value, start, end):
            if len(match["name"]) > 2 and match["name"] in COMMANDS and match["name"][0] != "n":
                place = self._map.locate_raw(value, match.start(), name)
                yield diagnose("bare-tex", place, f"`{match[0]}` stands outside a formula", "put it between dollars")
                return

    def _keywords(self) -> Iterator[Diagnostic]:
        seo = self._page.values.get("seo")
        value = seo.get("page_keywords") if isinstance(seo, Mapping) else None
        if not isinstance(value, str) or not value.strip():
            return
        seen: set[str] = set()
        at = 0
        for keyword in value.split(","):
            key = " ".join(keyword.casefold().split())
            if not key or key in seen:
                place = self._map.locate_raw(value, at, "seo", "page_keywords")
                message = f"the keyword {keyword.strip()!r} is given twice" if key else "a keyword is empty"
                yield diagnose("duplicate-keyword" if key else "empty-keyword", place, message)
            seen.add(key)
            at += len(keyword) + 1

    def _steps(self, document: Document) -> Iterator[Diagnostic]:
        text, since = document.answer.text, 0
        for mechanism in split_answer(document).mechanisms:
            for title, code, message in _step_problems(mechanism):
                since = max(since, _find_title(text, title, since))
                value = str(self._page.values["answer"]).strip()
                yield diagnose(code, self._map.locate(value, since, "answer"), message)


def _step_problems(mechanism: Mechanism) -> Iterator[tuple[str, str, str]]:
    """Yield (title or first words, code, message) of what is wrong with the steps of one list."""
    before: int | None = None
    for step in mechanism.steps:
        words = step.title or step.body.source
        if before is not None and step.number is not None and step.number not in {before, before + 1}:
            message = f"step {step.number} follows step {before}"
            yield words, "numbering-jumps", message
        if step.title and not step.body.source.strip() and not step.parts:
            yield words, "empty-step", f"step {step.number}, {_short(step.title)}, has no text"
        before = step.number


def _find_title(text: str, title: str, since: int) -> int:
    """Return where a title stands in the decoded text, as near as its first words tell."""
    words = _FIRST_WORDS.match(title)
    return text.find(words[0], since) if words else since


def _raw_offset(pieces: list[tuple[int, str]], offset: int) -> int:
    """Return where the character `offset` of the joined pieces stands in what they were made from."""
    for start, text in pieces:
        if offset < len(text):
            return start + offset
        offset -= len(text)
    return pieces[-1][0]


def _short(text: str) -> str:
    flat = " ".join(text.replace(r"\n", " ").split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"

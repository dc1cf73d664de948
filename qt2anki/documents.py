"""Find the source files, read them, validate their front matter: bytes to `Document`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from errno import EINVAL
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, NoReturn

from qt2anki.codes import diagnose
from qt2anki.decode import decode, restore_mathjax
from qt2anki.errors import Diagnostic, Location, Severity, SourceError
from qt2anki.header import HeaderError, parse_header
from qt2anki.markup import is_too_complex
from qt2anki.model import Document, RelatedQuestion
from qt2anki.positions import changed_places, field_lines
from qt2anki.repair import needs_repair, repair_text
from qt2anki.subjects import fallback_label

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 40 * 1024
"""No document is larger, in bytes; the largest of the corpus has 8 KiB."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
"""What no manifest and no line of output can hold; Python reads a name that is not UTF-8 as surrogates."""

RELATED = tuple(f"related_article{number}" for number in range(1, 21))
"""The fields that hold related questions."""


def find_documents(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield (path relative to `source` with `/`, path) of every Markdown file below `source`, sorted.

    Raises SourceError when `source` is no directory that can be read.
    """
    for name in find_names(source):
        yield name, source / name


def find_names(source: Path) -> list[str]:
    """Return the paths of every Markdown file below `source`, relative to it, with `/`, sorted.

    Raises SourceError when `source`, or a folder of it, is no directory that can be read: its documents would seem to
    have vanished.
    """
    require_source(source)
    names: list[str] = []
    for folder, _folders, files in os.walk(source, onerror=_refuse_folder):
        inside = Path(folder).relative_to(source).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        names += [_printable(prefix + name) for name in files if name.endswith(".md")]
    return sorted(names)


def _printable(name: str) -> str:
    """Escape what no manifest and no line of output can hold: nothing is found under such a name, as it then says."""
    return _UNPRINTABLE.sub(lambda odd: ascii(odd[0])[1:-1], name)


def require_source(source: Path) -> None:
    """Raise SourceError when `source` is no directory."""
    if not source.is_dir():
        raise SourceError(f"{source}: no such directory; name the one that the documents are in")


def _refuse_folder(error: OSError) -> NoReturn:
    raise SourceError(f"{error.filename}: cannot be read: {error.strerror or error}") from error


def read_document(path: str, file: Path) -> tuple[Document | None, list[Diagnostic]]:
    """Read and parse one source file."""
    try:
        raw = read_file(file)
    except OSError as error:
        return None, [unreadable(path, error)]
    return parse_document(path, raw)


def read_file(file: Path) -> bytes:
    """Return the bytes of a source file, never more of them than tell that they are too many.

    Raises OSError, also for what is no file: to open a pipe would wait for ever.
    """
    if not S_ISREG(file.stat().st_mode):
        raise OSError(EINVAL, "not a regular file")
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic for a file that cannot be read."""
    hint = "a file's name must be UTF-8 and without line breaks" if "\\" in path else ""
    return diagnose("unreadable", Location(path), error.strerror or str(error), hint)


def parse_document(path: str, raw: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Parse one source file; a document that cannot be used is None beside at least one error.

    Warnings are only those that cost nothing to find: `check` finds the others.
    """
    page = parse_page(path, raw)
    return page.document, page.diagnostics


@dataclass(frozen=True, slots=True)
class Page:
    """One source file read: the document or None, what was noticed, and what it was read from.

    `text` is the whole file after repair, `values` are the fields of its header as YAML gives them; both are empty
    where the file could not be read so far.
    """

    document: Document | None
    diagnostics: list[Diagnostic]
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def parse_page(path: str, raw: bytes) -> Page:
    """Parse one source file, and keep what it was parsed from."""
    text, diagnostics = decode_file(path, raw)
    if text is None:
        return Page(None, diagnostics)
    try:
        values = parse_header(text)
    except HeaderError as error:
        place = Location(path, error.line, error.column)
        return Page(None, [*diagnostics, diagnose(error.code, place, error.message, error.hint)], text)
    reader = _Reader(path, text, values)
    document = reader.document()
    return Page(document, sorted(diagnostics + reader.diagnostics), text, values)


def decode_file(path: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a source file, repaired, or None beside an error."""
    if len(raw) > LARGEST:
        return None, [diagnose("too-large", Location(path), f"more than {LARGEST // 1024} KiB")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8")
        place = Location(path, good.count("\n") + 1, len(good) - good.rfind("\n"))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8: {error.reason}"
        return None, [diagnose("not-utf-8", place, message, "save the file as UTF-8")]
    if not needs_repair(raw):
        return text, []
    repaired = repair_text(text)
    return repaired, [] if repaired == text else changed_places(path, text, repaired)


class _Reader:
    """The fields of one header, checked one by one; what is wrong gathers in `diagnostics`."""

    def __init__(self, path: str, text: str, values: Mapping[str, Any]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path, self._text, self._values = path, text, values

    def document(self) -> Document | None:
        """Return the document, or None when a field that it needs is missing or wrong."""
        identifier = self._identifier()
        question, answer = self._needed("question"), self._needed("answer")
        url = self._optional(self._values, "url")
        decoded = decode(answer)
        if is_too_complex(decoded.text):
            self._report("too-complex", "answer", "the answer nests or repeats Markdown beyond all measure")
        if any(problem.severity is Severity.ERROR for problem in self.diagnostics):
            return None
        return Document(
            path=self._path,
            id=identifier,
            question=decode(question),
            answer=decoded,
            subject=self._optional(self._values, "subject") or fallback_label(url, self._path),
            keywords=tuple(k.strip() for k in self._keywords().replace(r"\n", " ").split(",") if k.strip()),
            url=url,
            related=tuple(self._related()),
            no_index=self._flag("no_index"),
        )

    def _identifier(self) -> int:
        value = self._values.get("id")
        if value is None:
            self._report("missing-field", "id", "no `id`")
        elif not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 1 << 63:
            self._report("wrong-type", "id", "`id` is not a whole number")
        else:
            return value
        return 0

    def _needed(self, name: str) -> str:
        value = self._values.get(name)
        if value is not None and not isinstance(value, str):
            self._report("wrong-type", name, f"`{name}` is {_kind(value)}, not text", "put it in quotes")
            return ""
        text = self._clean(value or "")
        if not text.replace(r"\n", "").strip():
            self._report("missing-field", name, f"`{name}` is missing or empty")
        return text

    def _optional(self, values: Mapping[str, Any], name: str) -> str:
        value = values.get(name)
        if value is None or isinstance(value, str):
            return self._clean(value or "")
        self._report("ignored-field", name, f"`{name}` is {_kind(value)}, not text")
        return ""

    def _line(self, values: Mapping[str, Any], name: str) -> str:
        value = self._optional(values, name)
        if "$" not in value and "\\" not in value:
            return value
        decoded = decode(value)
        return restore_mathjax(" ".join(decoded.text.split("\n")), decoded.formulas)

    def _clean(self, value: str) -> str:
        r"""Repair what an escape in quotes (`"\x1f"`) has made: a value that stands in the repaired text is clean."""
        value = value.strip()
        return value if value in self._text else repair_text(value).strip()

    def _keywords(self) -> str:
        seo = self._values.get("seo")
        if isinstance(seo, Mapping):
            return self._optional(seo, "page_keywords")
        if seo is not None:
            self._report("ignored-field", "seo", f"`seo` is {_kind(seo)}, not a list of `name: value`")
        return ""

    def _related(self) -> Iterator[RelatedQuestion]:
        for name in RELATED:
            value = self._values.get(name)
            if isinstance(value, Mapping):
                yield RelatedQuestion(self._line(value, "title"), self._optional(value, "url"))
            elif value is not None:
                self._report("ignored-field", name, f"`{name}` is {_kind(value)}, not a list of `name: value`")

    def _flag(self, name: str) -> bool:
        value = self._values.get(name, False)
        if not isinstance(value, bool | None):
            self._report("ignored-field", name, f"`{name}` is {_kind(value)}, not true or false")
        return value is True

    def _report(self, code: str, name: str, message: str, hint: str = "") -> None:
        line = field_lines(self._text).get(name, 0)
        self.diagnostics.append(diagnose(code, Location(self._path, line, int(line > 0)), message, hint))


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return names.get(type(value), f"a {type(value).__name__}")

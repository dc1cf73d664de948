"""Every kind of problem that the content can have: its stable code, how much it matters, what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qt2anki.errors import Diagnostic, Location, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """What a diagnostic's code stands for; `meaning` is one sentence for the README's table."""

    severity: Severity
    meaning: str


_E, _W = Severity.ERROR, Severity.WARNING

CODES: Final = {
    # the file
    "unreadable": Code(_E, "The file cannot be opened."),
    "too-large": Code(_E, "The file is larger than 40 KiB; a document has a few."),
    "too-complex": Code(_E, "The text nests or repeats Markdown so often that no reader could follow."),
    "not-utf-8": Code(_E, "The file is not UTF-8."),
    "repaired-encoding": Code(_W, "Text that was decoded in a wrong encoding (`â€™`) has been repaired."),
    "dropped-character": Code(_W, "A control character or a lone surrogate, which Anki refuses, has been dropped."),
    "lost-character": Code(_W, "A character was lost before the file was written (U+FFFD)."),
    # the front matter
    "no-front-matter": Code(_E, "The file does not begin with a line `---`."),
    "unclosed-front-matter": Code(_E, "No second line `---` ends the front matter."),
    "bad-yaml": Code(_E, "The front matter is not YAML."),
    "not-a-mapping": Code(_E, "The front matter is not a list of `name: value`."),
    "duplicate-key": Code(_E, "A field is given twice."),
    "alias": Code(_E, "The front matter uses YAML aliases (`*name`), which can expand to gigabytes."),
    "missing-field": Code(_E, "`id`, `question` or `answer` is missing or empty."),
    "wrong-type": Code(_E, "`id` is not a whole number, or `question` or `answer` is not text."),
    "ignored-field": Code(_W, "An optional field has the wrong type and is ignored."),
    "empty-keyword": Code(_W, "Two commas in `page_keywords` have nothing between them."),
    "duplicate-keyword": Code(_W, "A keyword is given twice."),
    # the answer
    "unclosed-code": Code(_W, "A code block has no end; everything after it is code."),
    "unclosed-formula": Code(_W, "A formula begins and does not end."),
    "bare-tex": Code(_W, "A TeX command stands outside of any formula."),
    "bad-formula": Code(_W, "Anki's MathJax cannot typeset a formula."),
    "numbering-jumps": Code(_W, "The numbers of a list do not go up by one."),
    "empty-step": Code(_W, "A step has a title and no text."),
    # the corpus
    "conflicting-id": Code(_E, "Two documents have the same `id` and another question or answer."),
    "same-question": Code(_W, "Two documents with different ids ask the same question."),
    "dead-link": Code(_W, "A related question links to a page that does not exist."),
}
"""Code → meaning, in the order of reading. A code is never renamed: people filter by it."""


def diagnose(code: str, location: Location, message: str, hint: str = "") -> Diagnostic:
    """Return the diagnostic of a code at a location, with the severity that the code has."""
    return Diagnostic(location, code, message, hint, CODES[code].severity)

r"""What in the final HTML of a field a web view or Anki would act on instead of showing it; pure.

The renderer keeps elements and addresses harmless; what is left are three small languages inside plain text. Each of
them is broken without a visible change.

- Anki: `[sound:…]` plays any address, `[latex]` runs LaTeX (rslib/src/card_rendering/parser.rs, latex.rs). The bracket
  becomes an entity.
- Clozes: Anki counts `{{c2::…}}` in every field of a cloze note, and adds a card (docs/anki.md, fact 20); digits and
  commas may stand behind the c (rslib/src/cloze.rs). The second brace becomes an entity.
- TeX: of all commands that MathJax 3.2.2 knows these put links, styles, classes or ids into the page (each was tried
  with its arguments, in Anki's configuration). An invisible joiner makes them unknown, so that their arguments show as
  text. An entity would not do: TeX sees the text behind it.
"""

from __future__ import annotations

import re

ACTIVE_TEX = ("href", "style", "class", "cssId", "mmlToken", "bbox", "fcolorbox")
"""Commands of MathJax that do more than typeset."""

_JOINER = "\u2060"
_TEX = re.compile(
    rf"(?P<code><(?P<tag>pre|code)\b.*?</(?P=tag)>)|\\(?=(?:{'|'.join(ACTIVE_TEX)})(?![A-Za-z]))", re.DOTALL
)
_ANKI = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\]))", re.IGNORECASE)
_CLOZE = re.compile(r"(?<=\{)\{(?=c[\d,])", re.IGNORECASE)


def disarm(field: str, *, cloze: bool = False) -> str:
    """Return a field's HTML with nothing in it that acts; `cloze` says that the field holds the note's own deletion.

    The two control characters that Markdown's entities can name, form feed and carriage return, become spaces.
    """
    field = field.replace("\f", " ").replace("\r", " ")
    if "[" in field:
        field = _ANKI.sub("&#91;", field)
    if not cloze:
        field = without_cloze_marks(field)
    if "\\" in field:
        field = _TEX.sub(lambda found: found["code"] or rf"\{_JOINER}", field)
    return field


def without_cloze_marks(html: str) -> str:
    """Write as text what Anki counts as a deletion."""
    return _CLOZE.sub("&#123;", html) if "{{" in html else html

"""What a numbered list is to its answer: the label over it, and whether it answers, exemplifies or repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.model import Role
from qt2anki.splitter.fragments import text_of
from qt2anki.splitter.phrases import CLOSING, EXAMPLE_INTRO, EXAMPLE_TITLE, SUMMARY_TITLE
from qt2anki.splitter.titles import cut, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.runs import Run

_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n\n")
_TRAILING = re.compile(r"[\s:：.,;]+$")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a list stands: `heading` over it, `intro` that announces it; both plain text, `""` where there is none.

    `opening` says that only the answer's first paragraph stands above it, `nested` that it stands in a bullet.
    """

    heading: str
    intro: str
    opening: bool
    nested: bool = False


def setting(blocks: Sequence[Block], run: Run) -> Setting:
    """Look up from a list to what stands over it."""
    if run.within is not None:
        return Setting(_heading_over(blocks, run.first), _term(run.within), opening=False, nested=True)
    above = blocks[run.first - 1] if run.first else None
    intro = ""
    if above is not None and above.kind == "paragraph" and above.inline is not None:
        text = text_of(above.inline.children or ())
        if is_heading_line(above):
            return Setting(_TRAILING.sub("", text), "", opening=False)
        if text.rstrip().endswith((":", "：")):
            intro = _last_sentence(text)
    return Setting(_heading_over(blocks, run.first, _level(run, blocks)), intro, opening=run.first <= 1)


def _level(run: Run, blocks: Sequence[Block]) -> int:
    """Return the deepest level of a heading that can stand over a list: headings that are steps have no siblings."""
    return blocks[run.first].level - 1 if run.entries[0].kind == "heading" else 6


def is_heading_line(block: Block) -> bool:
    """Tell whether a paragraph is one bold line, which stands for a heading."""
    if block.inline is None or not block.inline.content.startswith(("**", "__")):
        return False
    children = [t for t in block.inline.children or () if t.content.strip(" :：") or t.type != "text"]
    return (
        children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and sum(t.type == "strong_open" for t in children) == 1
    )


def _last_sentence(text: str) -> str:
    return text[max(text.rfind(end) for end in _SENTENCE_ENDS) + 1 :].strip()


def _heading_over(blocks: Sequence[Block], at: int, level: int = 6) -> str:
    for block in reversed(blocks[:at]):
        if block.kind == "heading" and block.level <= level and block.inline is not None:
            return _TRAILING.sub("", text_of(whole(block.inline.children or ()).title))
    return ""


def _term(item: Block) -> str:
    inline = item.children[0].inline
    if inline is None:
        return ""
    found = cut(inline.children or (), inline.content, alone=False)
    text = text_of(found.title)
    rest = text_of(found.rest)
    if rest.rstrip().endswith((":", "：")):
        text = _last_sentence(rest)
    return _TRAILING.sub("", text)


def label(where: Setting) -> str:
    """Return what to call a list: its heading, else the phrase that introduces it, else nothing for the main list."""
    intro = _TRAILING.sub("", where.intro)
    if where.nested and where.heading and intro:
        return f"{where.heading}: {intro}"
    return where.heading or ("" if where.opening else intro)


def role(where: Setting) -> Role:
    """Return what a list is to its answer; whether a section is the main list depends on its siblings."""
    if where.opening and not where.heading:
        return Role.MAIN
    if SUMMARY_TITLE.match(where.heading) or CLOSING.match(where.intro):
        return Role.SUMMARY
    if EXAMPLE_TITLE.match(where.heading) or EXAMPLE_INTRO.search(where.intro):
        return Role.EXAMPLE
    return Role.SECTION

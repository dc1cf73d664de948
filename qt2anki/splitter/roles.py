"""What a numbered list is to its answer: the label over it, and whether it answers, exemplifies or repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qt2anki.model import Role
from qt2anki.splitter.fragments import text_of
from qt2anki.splitter.phrases import EXAMPLE_CASE, EXAMPLE_INTRO, EXAMPLE_OF, EXAMPLE_TITLE, RECAP, SUMMARY_TITLE
from qt2anki.splitter.titles import cut, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.runs import Run

_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n\n")
_TRAILING = re.compile(r"[\s:：.,;]+$")
_LEANS = re.compile(r"(?:this|these|it|they|here|we|you|the)\b", re.IGNORECASE)
"""How a sentence opens that goes on with what the one before it said."""
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a list stands: `heading` over it, `intro` that announces it; both plain text, `""` where there is none.

    `outer` is the heading over that heading. `opening` says that only the answer's first paragraph stands above the
    list, `nested` that it stands in a bullet. `name` is what to call the list, `""` for the main list.
    """

    heading: str
    intro: str
    opening: bool
    nested: bool = False
    outer: str = ""
    name: str = ""


def settings(blocks: Sequence[Block], runs: Sequence[Run]) -> list[Setting]:
    """Return where each list stands; what would bear one name twice is told apart by what stands over or under it."""
    places = [_setting(blocks, run) for run in runs]
    names = [_name(where) for where in places]
    return [
        replace(where, name=_told_apart(name, where, places, names) if names.count(name) > 1 else name)
        for where, name in zip(places, names, strict=True)
    ]


def _setting(blocks: Sequence[Block], run: Run) -> Setting:
    """Look up from a list to what stands over it."""
    if run.within is not None:
        return Setting(_over(blocks, run.first)[0], _term(run.within), opening=False, nested=True)
    above = blocks[run.first - 1] if run.first else None
    intro = ""
    if above is not None and above.kind == "paragraph" and above.inline is not None:
        text = text_of(above.inline.children or ())
        if is_heading_line(above):
            return Setting(_TRAILING.sub("", text), "", opening=False, outer=_over(blocks, run.first)[0])
        if text.rstrip().endswith((":", "：")):
            intro = _introduction(text)
    heading, outer = _over(blocks, run.first, _level(run, blocks))
    return Setting(heading, intro, run.first <= 1, outer=outer)


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


def _introduction(text: str) -> str:
    """Return the last sentence, or the one before it that states the case of the example which the last works out."""
    at = _sentence_start(text, len(text))
    last, before = text[at:].strip(), text[_sentence_start(text, max(at - 1, 0)) : at].strip()
    return before if _LEANS.match(last) and EXAMPLE_CASE.search(before) else last


def _sentence_start(text: str, before: int) -> int:
    return max(text.rfind(end, 0, before) for end in _SENTENCE_ENDS) + 1


def _over(blocks: Sequence[Block], at: int, level: int = 6) -> tuple[str, str]:
    """Return the heading over a block, of at most `level`, and the heading over that one; `""` where there is none."""
    found: list[str] = []
    for block in reversed(blocks[:at]):
        if block.kind == "heading" and block.level <= level and block.inline is not None:
            found.append(_TRAILING.sub("", text_of(whole(block.inline.children or ()).title)))
            if len(found) > 1:
                break
            level = block.level - 1
    found += ["", ""]
    return found[0], found[1]


def _term(item: Block) -> str:
    inline = item.children[0].inline
    if inline is None:
        return ""
    found = cut(inline.children or (), inline.content, alone=False)
    text = text_of(found.title)
    rest = text_of(found.rest)
    if rest.rstrip().endswith((":", "：")):
        text = _introduction(rest)
    return _TRAILING.sub("", text)


def _name(where: Setting) -> str:
    """Return a list's heading, else the phrase that introduces it, else nothing for the main list."""
    intro = _TRAILING.sub("", where.intro)
    if where.nested and where.heading and intro:
        return f"{where.heading}: {intro}"
    return where.heading or ("" if where.opening else intro)


def _told_apart(name: str, where: Setting, places: Sequence[Setting], names: Sequence[str]) -> str:
    outers = {other.outer for other, same in zip(places, names, strict=True) if same == name}
    if len(outers) > 1:
        return f"{where.outer}: {name}" if where.outer and name else name
    intro = _TRAILING.sub("", where.intro)
    return f"{name}: {intro}" if name == where.heading and name and intro else name


def role(where: Setting) -> Role:
    """Return what a list is to its answer; whether a section is the main list depends on its siblings."""
    if where.opening and not where.heading:
        return Role.MAIN
    if SUMMARY_TITLE.match(where.heading) or RECAP.match(where.intro):
        return Role.SUMMARY
    titled = EXAMPLE_TITLE.match(where.heading) or EXAMPLE_OF.match(where.heading)
    if titled or EXAMPLE_INTRO.search(_ASIDE.sub("", where.intro)):
        return Role.EXAMPLE
    return Role.SECTION

"""What a numbered list is to its answer: the label over it, and whether it answers, exemplifies or repeats."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.model import Role
from qt2anki.splitter.fragments import text_of
from qt2anki.splitter.numbering import number_of
from qt2anki.splitter.phrases import EXAMPLE_CASE, EXAMPLE_INTRO, EXAMPLE_OF, EXAMPLE_TITLE, RECAP, SUMMARY_TITLE
from qt2anki.splitter.titles import cut, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.runs import Run

_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n\n")
_TRAILING = re.compile(r"[\s:：.,;]+$")
_LEANS = re.compile(r"(?:this|these|it|they|here|we|you|the)\b", re.IGNORECASE)
"""How a sentence opens that goes on with what the one before it said."""
_ANNOUNCES = re.compile(r"here(?: (?:are|is)\b|['’])|let['’]s\b|below\b|the following\b", re.IGNORECASE)
"""How a phrase opens that says nothing of a list but that it comes."""
_LINE = 7
"""The level of a bold line that stands for a heading: below the deepest of Markdown's."""
_ASIDE = re.compile(r"\([^()]*\)")


class Setting(NamedTuple):
    """Where a list stands: `heading` over it, `intro` that announces it; both plain text, `""` where there is none.

    `opening` says that only the answer's first paragraph stands above it. `name` is what to call the list: its
    heading, else the phrase that introduces it, else nothing for the main list. `role` is what it is to its answer.
    """

    heading: str
    intro: str
    opening: bool
    name: str
    role: Role = Role.SECTION


def settings(blocks: Sequence[Block], runs: Sequence[Run]) -> list[Setting]:
    """Return where each list stands; what would bear one name twice is told apart by what stands over or under it."""
    places = _with_roles([_setting(blocks, run) for run in runs], runs)
    names = [where.name for where in places]
    if len(set(names)) == len(names):
        return places
    outers = [_outer(blocks, run) for run in runs]
    return [_told_apart(where, outer, places, outers) for where, outer in zip(places, outers, strict=True)]


def _with_roles(places: Sequence[Setting], runs: Sequence[Run]) -> list[Setting]:
    """Give each list its role; one beside which no other stands is the main one, and an announcement no name of it."""
    found = [where._replace(role=_role(where)) for where in places]
    beside = [at for at, run in enumerate(runs) if run.within is None and found[at].role in {Role.MAIN, Role.SECTION}]
    if len(beside) == 1:
        alone = found[beside[0]]
        name = "" if _ANNOUNCES.match(alone.name) and not alone.heading else alone.name
        found[beside[0]] = alone._replace(role=Role.MAIN, name=name)
    return found


def _told_apart(where: Setting, outer: str, places: Sequence[Setting], outers: Sequence[str]) -> Setting:
    """Put the heading above before a name that several lists bear, or the phrase that introduces each behind it."""
    over = [above for other, above in zip(places, outers, strict=True) if other.name == where.name]
    if len(over) < 2 or not where.name:
        return where
    if len(set(over)) > 1:
        return where._replace(name=_under(outer, where.name))
    return where._replace(name=_under(where.name, _bare(where.intro).removeprefix(where.name)))


def _setting(blocks: Sequence[Block], run: Run) -> Setting:
    """Look up from a list to what stands over it."""
    if run.within is not None:
        heading, intro = next(_headings(blocks, run.first), ""), _term(run.within)
        return Setting(heading, intro, opening=False, name=_under(heading, intro))
    above = _paragraph_over(blocks, run)
    if above is not None and is_heading_line(above):
        heading = _bare(_text(above))
        return Setting(heading, "", opening=False, name=heading)
    text = _text(above).rstrip() if above is not None else ""
    intro = _introduction(text) if text.endswith((":", "：")) else ""
    term = _opening_term(above) if above is not None and intro else ""
    heading = next(_headings(blocks, run.first, min(_level(run, blocks), _LINE - bool(term))), "")
    return Setting(heading, intro, run.first <= 1, heading or term or ("" if run.first <= 1 else _bare(intro)))


def _paragraph_over(blocks: Sequence[Block], run: Run) -> Block | None:
    above = blocks[run.first - 1] if run.first else None
    return above if above is not None and above.kind == "paragraph" and above.inline is not None else None


def _outer(blocks: Sequence[Block], run: Run) -> str:
    """Return the heading over what names a list, `""` where there is none."""
    above = _paragraph_over(blocks, run)
    named_by_line = run.within is None and above is not None and is_heading_line(above)
    level = _LINE - 1 if named_by_line else _level(run, blocks)
    over = [*islice(_headings(blocks, run.first, level), 2), "", ""]
    return over[0] if named_by_line else over[1]


def _under(outer: str, inner: str) -> str:
    return f"{outer}: {inner}" if outer and inner else outer or inner


def _bare(text: str) -> str:
    return _TRAILING.sub("", text)


def _text(block: Block) -> str:
    return text_of(block.inline.children or ()) if block.inline is not None else ""


def _level(run: Run, blocks: Sequence[Block]) -> int:
    """Return the deepest level of a heading that can stand over a list: headings that are steps have no siblings."""
    return blocks[run.first].level - 1 if run.entries[0].kind == "heading" else _LINE


def is_heading_line(block: Block) -> bool:
    """Tell whether a block is a paragraph of one bold line, which stands for a heading."""
    if block.kind != "paragraph" or block.inline is None or not block.inline.content.startswith(("**", "__")):
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


def _headings(blocks: Sequence[Block], at: int, level: int = _LINE) -> Iterator[str]:
    """Give the heading over a block, of at most `level`, the heading over that one, and so on.

    A bold line is the deepest of headings, unless it bears the number of a step.
    """
    for block in reversed(blocks[:at]):
        if block.kind == "heading" and block.level <= level and block.inline is not None:
            yield _bare(text_of(whole(block.inline.children or ()).title))
            level = block.level - 1
        elif level == _LINE and is_heading_line(block) and number_of(_text(block)) is None:
            yield _bare(_text(block))
            level = _LINE - 1


def _opening_term(block: Block) -> str:
    """Return the bold term with which a paragraph opens that goes on to announce a list, `""` where there is none."""
    children = [t for t in (block.inline.children or ()) if t.content or t.type != "text"] if block.inline else []
    if not children or children[0].type != "strong_open":
        return ""
    close = next(at for at, token in enumerate(children) if token.type == "strong_close")
    return _bare(text_of(children[1:close]))


def _term(item: Block) -> str:
    inline = item.children[0].inline
    if inline is None:
        return ""
    found = cut(inline.children or (), inline.content, alone=False)
    text = text_of(found.title)
    rest = text_of(found.rest)
    if rest.rstrip().endswith((":", "：")):
        text = _introduction(rest)
    return _bare(text)


def _role(where: Setting) -> Role:
    if where.opening and not where.heading:
        return Role.MAIN
    if SUMMARY_TITLE.match(where.heading) or RECAP.match(where.intro):
        return Role.SUMMARY
    titled = EXAMPLE_TITLE.match(where.heading) or EXAMPLE_OF.match(where.heading)
    if titled or EXAMPLE_INTRO.search(_ASIDE.sub("", where.intro)):
        return Role.EXAMPLE
    return Role.SECTION

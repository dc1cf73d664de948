"""Titles as the answer of a question that asks for a list: few, each of them a thing that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qt2anki.dealer.asking import Form
from qt2anki.dealer.claims import telling
from qt2anki.dealer.cues import HAPPENS, RESPECTS, phrases
from qt2anki.dealer.titles import is_instruction, is_recap, is_telling
from qt2anki.dealer.vocabulary import BROAD, CAUSES, RECAP_HEADS
from qt2anki.dealer.words import Family, content_words, find_words, related
from qt2anki.markup import to_plain
from qt2anki.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.asking import Asked
    from qt2anki.model import Answer, Item

MOST_TITLES = 4
_ANSWERED_BY_TITLES = frozenset((Form.LIST, Form.HOW, Form.WHY, Form.ROLE))

_KIND = phrases(
    r"(?:types|kinds|forms|classes|categories|stages|phases|steps|examples|laws|principles|components|parts|elements"
    r"|methods|levels|branches|models|theories|ways|techniques|approaches|groups|varieties|subtypes)$"
)
"""What a list may be of whose entries bear the name of the whole: "Igneous Rock" is a kind of rock."""
_EXTENT = frozenset(
    (*BROAD, *"short long term early late immediate positive negative direct indirect overdose first final".split())  # noqa: SIM905
)
"""Words that say when, how far, or whether to the good: "Short-Term Effects" names no effect."""
_HARMS = frozenset("complications risks concerns problems issues consequences hazards dangers".split())  # noqa: SIM905
"""What bears another name in each title where it was asked for by one: "Health Risks" name no concern."""
_ANNOUNCED = phrases(
    r"\b(?:several|various|some|following|many|certain|common|a number of|a few|key|main) (?:\w+ )?(?:indications"
    r"|causes|signs|symptoms|risks|benefits|advantages|complications|circumstances|criteria|reasons|objectives|goals"
    r"|uses|challenges)\b"
)
"""What the line over a list says that follows."""
_OTHER = frozenset(("other", "additional", "further"))
_STATED = frozenset(
    """
    accusations allegations arguments changes charges claims clauses conditions configurations consequences conventions
    definitions effects findings formulas guidelines identities impacts implications instructions legends myths outcomes
    provisions regulations requirements results rules times updates values
    """.split()  # noqa: SIM905
)
"""What is stated, not named: the title of a rule says what it is about, not what it says."""
_TRAITS = frozenset(("attributes", "characteristics", "features", "properties", "traits"))
_ASIDE = phrases(
    r"(?:the |its |their )?(?:\w+ )?(?P<head>roles?|importance|significance|impacts?|influences?|effects?|implications?"
    r"|trends|integration|types|examples|overview|definition|comparison|applications?|interactions|aspects|nature"
    r"|understanding|use) (?:of|on|in|for|with|and)\b"
)
"""How a title opens that only says in which respect it speaks of something."""
_NEEDS_A_FORMULA = frozenset(("formula", "formulas", "equation", "equations", "value", "values"))
"""What a step may speak of that tells nothing until it is written down."""
_SOME = phrases(
    r"(?:(?:can|could) you (?:please )?)?(?:(?:what|who) (?:are|were) (?:some|two|three|a few)\b|(?:list|name|give"
    r"|identify|provide|describe|discuss|share) (?:me )?(?:some|two|three|four|five|a few|several|at least|\d)\b)",
    r".*\bexamples of\b",
)


def asks_for_some(question: str) -> bool:
    """Tell whether a question asks for any few of many, so that another answer would be as good."""
    return _SOME.match(question) is not None


def are_stated(items: Sequence[Item], asked: Asked, known: Family) -> bool:
    """Tell whether a question asks for what is stated, not named, so that titles alone do not answer it.

    They do not either where a process is asked for and they only divide the subject.
    """
    if asked.thing in _STATED:
        return True
    return asked.procedure and not _KIND.search(asked.words[0]) and all(_only_divides(i.title, known) for i in items)


def some_repeat(titles: Sequence[str], known: Family) -> bool:
    """Tell whether some titles, not all, say two words of the question over again: they only part the subject."""
    said = [sum(word in known for word in content_words(title)) for title in titles]
    return max(said) > 1 and min(said) == 0


def _only_divides(title: str, known: Family) -> bool:
    return not is_instruction(title) and any(word in known for word in content_words(title))


def may_stand_alone(items: Sequence[Item], asked: Asked) -> bool:
    """Tell whether titles that say too little are better than nothing: most of them tell what to do."""
    said = [word for item in items for word in content_words(item.title)]
    told = sum(is_instruction(item.title) for item in items)
    return bool(items) and asked.procedure and 2 * told > len(items) and _NEEDS_A_FORMULA.isdisjoint(said)


def say_how(titles: Sequence[str]) -> bool:
    """Tell whether most titles say what to do or what happens."""
    return 2 * sum(_happens(title) or is_instruction(title) for title in titles) >= len(titles)


def is_aside(title: str, known: Family) -> bool:
    """Tell whether a title only says in which respect it speaks of the subject, where no such thing was asked for."""
    found = _ASIDE.match(title)
    return found is not None and found["head"].casefold() not in known


def lists_of(answer: Answer) -> list[tuple[str, tuple[Item, ...]]]:
    """Return the label and items of the answer's lists; where it has none, its points."""
    lists = [(m.label, m.steps) for m in answer.mechanisms if m.role in {Role.MAIN, Role.SECTION}]
    return lists or [("", answer.points)]


def answering_items(answer: Answer, asked: Asked, known: Family, *, alone: bool) -> list[Item]:
    """Return the items whose titles answer, none where they do not; `alone` where the question asks nothing else."""
    (label, every), *others = lists_of(answer)
    may_answer = asked.form in _ANSWERED_BY_TITLES and not others
    items = _without_asides(every, known) if may_answer else []
    titles = [item.title for item in items]
    if len(items) <= 1 or not all(titles):
        return []
    if not alone and not _is_announced(answer, label, asked):
        return []
    if not all(_is_answer(title, asked, known) for title in titles):
        return []
    if _divide_the_subject(titles, asked, known) or _are_kinds(titles, asked):
        return []
    if _announces_others(answer, asked):
        return []
    return items if _say_what_is_done(titles, asked) else []


def _say_what_is_done(titles: Sequence[str], asked: Asked) -> bool:
    """Tell whether titles say what to do, or what happens, where that was asked for."""
    if asked.procedure and 2 * sum(map(_says_what_to_do, titles)) < len(titles):
        return False
    return asked.form is Form.LIST or all(_happens(title) or _says_how(title, asked) for title in titles)


def _without_asides(items: Sequence[Item], known: Family) -> list[Item]:
    """Return items without examples and without those at their end that look back or beside.

    None where one of these stands before another item, or where there were too many before they were left out.
    """
    told = [item for item in items if not is_recap(item.title) or _opens_or_sums_up(item.title)]
    inner = [item for item in told if not is_recap(item.title)]
    if len(inner) > MOST_TITLES:
        return []
    kept = [item for item in inner if not is_aside(item.title, known)]
    return kept if kept == told[: len(kept)] else []


def _opens_or_sums_up(title: str) -> bool:
    return is_recap(title) and not RECAP_HEADS.isdisjoint(content_words(title))


def lead_of(answer: Answer) -> str:
    """Return the plain text of what opens an answer, `""` where its list does."""
    return next((to_plain(piece.blocks) for piece in answer.pieces if piece.role == "lead"), "")


def _is_announced(answer: Answer, label: str, asked: Asked) -> bool:
    """Tell whether what stands over the list says that it holds what is asked for."""
    lead = lead_of(answer)
    over = Family(content_words(f"{label} {lead.rsplit('. ', maxsplit=1)[-1] if lead.endswith(':') else ''}"))
    return any(word in over for word in ((asked.thing,) if asked.thing else asked.words))


def _is_answer(title: str, asked: Asked, known: Family) -> bool:
    """Tell whether a title is a thing that was asked for, not only a respect in which to speak of the subject."""
    *rest, last = map(str.casefold, find_words(title))
    if asked.thing and last in CAUSES and asked.thing not in CAUSES:
        return False
    if (rest and rest[0] in _OTHER) or (last not in known and {asked.thing, last} <= _HARMS):
        return False
    special = [word for word in rest if word not in known]
    if asked.thing and not _KIND.match(asked.thing) and special and _EXTENT.issuperset(special):
        return False
    return bool(telling(title, known)) and (last in known or RESPECTS.match(last) is None)


def _happens(title: str) -> bool:
    """Tell whether a title says what happens; a single word in the plural names a thing: "Monosaccharides"."""
    return HAPPENS.match(title) is not None and not (" " not in title and title.endswith("s"))


def _says_how(title: str, asked: Asked) -> bool:
    """Tell whether a title says what to do where that was asked for."""
    return (asked.procedure or asked.form is Form.HOW) and is_instruction(title)


def _says_what_to_do(title: str) -> bool:
    """Tell whether a step's title has a word of its own: "Gather Data" and "Apply the Formula" stand in any list."""
    words = content_words(title)
    return any(map(is_telling, words[1:] if is_instruction(title) else words))


def _are_kinds(titles: Sequence[str], asked: Asked) -> bool:
    """Tell whether all titles end alike, as kinds of something do, where traits were asked for."""
    last = [find_words(title)[-1].casefold() for title in titles]
    return asked.thing in _TRAITS and not related(last[0], asked.thing) and all(related(each, last[0]) for each in last)


def _announces_others(answer: Answer, asked: Asked) -> bool:
    """Tell whether the line over a list announces something else than what is asked for: "several indications for"."""
    *_, last = lead_of(answer).rstrip().rsplit(". ", maxsplit=1)
    found = _ANNOUNCED.search(last) if asked.thing and last.endswith(":") else None
    if found is None:
        return False
    return _ANNOUNCED.search(f"several {asked.thing}") is None and asked.thing not in Family(content_words(last))


def _divide_the_subject(titles: Sequence[str], asked: Asked, known: Family) -> bool:
    """Tell whether all titles name the subject itself, part by part, where something of it was asked for."""
    if not asked.thing or _KIND.match(asked.thing):
        return False
    named = [{word for word in content_words(title) if word in known} for title in titles]
    return all(any(not related(word, asked.thing) for word in words) for words in named)

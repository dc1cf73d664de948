"""What a question asks for: a definition, a list, a difference, a mechanism, a fact; and whether it can be understood.

A question of two halves ("What is rust, and why does iron rust?") asks for two things.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from qt2anki.dealer.cues import phrases
from qt2anki.dealer.titles import is_vague
from qt2anki.dealer.vocabulary import FILLER
from qt2anki.dealer.words import content_words
from qt2anki.model import PLACEHOLDER

MOST_DEFINED = 4
"""Up to how many words a request to explain or describe names a thing, and no course of events."""


class Form(StrEnum):
    """What kind of sentence answers."""

    DEFINITION = "definition"
    LIST = "list"
    DIFFERENCE = "difference"
    HOW = "how"
    WHY = "why"
    ROLE = "role"
    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    AMOUNT = "amount"
    EXAMPLE = "example"
    OTHER = "other"


class Asked(NamedTuple):
    """One thing that a question asks: its form, its words, and the two sides where it compares.

    `procedure` says that it asks what to do; `nouns` are the two things of one that it asks for, if any ("causes and
    effects of rust"); `thing` is what a list is to hold, in the plural. All words are lower-case content words.
    """

    form: Form
    words: tuple[str, ...]
    procedure: bool = False
    sides: tuple[tuple[str, ...], ...] = ()
    nouns: tuple[str, ...] = ()
    thing: str = ""


_SECOND_HALF = phrases(
    r",?\s+and\s+(?:also\s+)?"
    r"(?=(?:how|why|what|when|where|who|which|in what|to what|under what|explain|describe|provide|give)\b)",
    r",?\s+and\s+(?=(?:its|their)\s+(?:[\w-]+\s+){0,2}(?:significance|importance|relevance|(?:role|function|impact"
    r"|purpose|effect|use|application|implication|type|contribution|characteristic|complication|limitation|outcome"
    r"|benefit|cause)s?)\b)",
)
_PRONOUN = phrases(r"\b(?:it|its|they|their|them|these|this|that|those)\b")
"""By which the second half of a question speaks of what the first one names."""
_REQUEST = phrases(
    r"(?:(?:can|could|would|will) you\s+)?(?:please\s+)?(?:briefly\s+)?(?:explain|describe|discuss|outline|identify"
    r"|list|name|give|provide|share|illustrate|summarize|elaborate on)\s+(?=\w)(?!you\b)",
)
_DIFFERENCE = phrases(
    r"\b(?:differ(?:s|ed|ences?|entiates?|entiated|entiating|entiation)?|different from|distinctions?"
    r"|distinguish(?:es|ed)?|compar(?:es?|ed|isons?)|contrasts?|versus|vs)\b",
    r"\b(?:vary|varies|varied) (?:\w+ )*?between\b",
)
_FORMS = {
    Form.EXAMPLE: phrases(
        r"an? (?:\w+ ){0,2}(?:example|case study|scenario|calculation|demonstration)\b",
        r".* with (?:an |some )?examples?\b",
    ),
    Form.AMOUNT: phrases(r"how (?:many|much|often|long|old|far|fast|prevalent|common|large|big)\b"),
    Form.TIME: phrases(
        r"when\b", r"(?:in|on|during|since) (?:which|what) (?:year|century|decade|date|period)\b", r"what year\b"
    ),
    Form.PERSON: phrases(r"who (?!was |is |are |were )", r"whose\b"),
    Form.PLACE: phrases(r"where\b"),
    Form.ROLE: phrases(
        r"(?:what|which) (?:\w+ )?(?:role|impact|influence|effect|purpose|function|significance|importance)\b",
        r"(?:what (?:is|was|are|were) )?(?:the )?(?:\w+ ){0,2}(?:role|importance|significance|purpose|impact"
        r"|influence|relevance|benefit|relationship|connection|relation|goal|aim) (?:of|behind|between|for|in"
        r"|does|do|did|played)\b",
        r"(?:what (?:is|was|are|were) )?(?:the )?(?:(?:main|primary|key|basic|overall|specific|general|major"
        r"|biological) )?(?:function|effect) (?:of|for|in|on|does|do|did)\b",
        r"(?:its|their) ",
        r"what (?:is|are|was|were) (?:its|their) (?:\w+ ){0,2}(?:roles?|functions?|purposes?|significance|importance"
        r"|impacts?|effects?|goals?|uses?)\b",
    ),
    Form.WHY: phrases(
        r"why\b", r"what (?:makes|made|causes?|caused|drives|drove|leads|led|explains|triggers?|motivated)\b"
    ),
    Form.DEFINITION: phrases(
        r"(?:what|who) (?:is|was|are|were) (?:(?!\b(?:of|for|behind|between|(?:in|under|by|on|at|to) which)\b).)+$",
        r"what does .* (?:mean|entail)s?\b",
        r"what an? .* (?:means|entails|is)\b",
        r"what (?:is |was )?meant\b",
        r"(?:what (?:is|was) )?(?:the )?(?:\w+ )?(?:concept|definition|meaning|term|theory|idea|nature|principle)s?\b",
        r"how (?:is|are|was) .* defined\b(?! and)",
        r"define\b",
        r"what (?:is|was|are|were) (?!the\b)",
    ),
    Form.HOW: phrases(
        r"how\b",
        r"in what (?:way|manner)s?\b",
        r"(?:in|to|under) what\b",
        r"(?:what (?:is|was) )?(?:the )?(?:\w+ ){0,2}(?:process|method|procedure|mechanism|methodology|steps?)"
        r" (?:of|for|by|to|behind|in|involved|used|through)\b",
        r"what happens\b",
        r"the (?:way|manner)\b",
    ),
}
"""How a question of each form opens, its request aside; the first one that fits is it."""
_WANTS_A_LIST = phrases(
    r"(?:what|which) (?:are|were) (?:the|some|its|their|common|key|main|examples)\b",
    r"(?:what|which) (?:are|were) (?:\w+ ){0,2}\w+s (?:of|for|to|that|are|were)\b",
    r"(?:what|which) (?!occurs|happens|makes|causes|drives|(?:is|was|do|does|did|ha(?:s|ve|d)(?! been))\b)"
    r"(?:[\w'’-]+ ){0,3}?[\w-]{3,}(?<!ss)s\b (?!(?:is|was|does|the|an?) )",
    r"(?:list|name|outline|identify|discuss|describe|explain|compare) (?:the |some |two |three |\d )?(?:[\w-]+ ){0,3}?"
    r"[\w-]{3,}s (?:of|in|for|that|to|involved|used)\b",
    r"how (?:can|could|should|do) (?:i|you|we|one|students|teachers|individuals|people|educators|parents)\b",
    r"(?:some )?examples? of\b",
    r"who (?:are|were) (?:some\b|the (?:\w+ )*?(?:key|main|major|notable|leading|primary|important|first|prominent)\b)",
)
_THING = phrases(
    r"(?:what|which|list|name|outline|identify|discuss|describe|explain) (?:are |were )?(?:the |some |its |their )?"
    r"(?:[\w'’-]+ ){0,3}?(?P<thing>(?-i:[a-z])[\w-]{2,}(?<!ss)s)\b"
)
_PROCEDURE = phrases(
    r"(?:what|which) (?:are |were )?(?:the |some )?(?:[\w-]+ ){0,3}?(?:steps?|stages|phases|procedures?|process)\b",
    r"how (?:to|can|could|should|do) (?:i|you|we|one)\b",
    r"how (?:is|are|was|were|do|does|can) .*\b(?:calculated?|solved?|determined?|prepared|performed|conducted|measured"
    r"|computed|converted|find|prove)\b",
    r"(?:what is )?(?:the )?(?:\w+ )?(?:process|procedure|steps?|method) (?:of|for|to)\b",
)
_TWO_NOUNS = phrases(
    r"(?:(?:what|which|describe|explain|discuss|outline|identify) )?(?:(?:are|were|is|was) )?(?:the |some )?"
    r"(?:[\w-]+ ){0,2}?(?P<one>[\w-]+) and (?:(?:the|their|its|potential|main|key|possible) )?"
    r"(?P<other>[\w-]+) (?:of|for|in|to|exist|associated|related|between|behind)\b",
)
"""How a question asks for two things of one: "the causes and effects of"."""
_SIDES = (
    phrases(r"\bbetween (?P<one>.+?) and (?P<other>[^,?]+)"),
    phrases(
        r"\b(?:do|does|did|is|are|was|were|can)\b (?P<one>.+?) (?:be )?(?:differ(?:s|ent|entiated)?|compared?"
        r"|contrast(?:s|ed)?|distinguished)\b (?:\w+ ){0,2}?(?:from|to|with) (?P<other>[^,?]+)",
    ),
    phrases(
        r"\b(?:distinguish(?:es|ed)?|differentiates?|differentiated|compare|contrast) (?P<one>.+?)"
        r" (?:from|and|with|to|versus|vs\.?) (?P<other>[^,?]+)",
    ),
    phrases(r"\b(?P<one>[\w'’ -]+?) (?:versus|vs\.?|compared to) (?P<other>[^,?]+)"),
    phrases(
        r"\b(?:do|does|did|can|of|in) (?:the )?(?P<one>.+?) and (?P<other>.+?) (?:differ|compare|contrast|be dis)",
    ),
)
"""How a question names the two things that it compares."""


def understand(question: str) -> tuple[Asked, ...]:
    """Return what a question asks: one thing, or one for each of its two halves."""
    question = PLACEHOLDER.sub("", question)
    halves = [half.strip() for half in _SECOND_HALF.split(question, maxsplit=1) if half.strip()]
    first = content_words(halves[0]) if halves else ()
    return tuple(_asked(half, first if at and _PRONOUN.search(half) else ()) for at, half in enumerate(halves))


def _asked(half: str, before: tuple[str, ...]) -> Asked:
    words = (*content_words(half), *before)
    if _DIFFERENCE.search(half):
        return Asked(Form.DIFFERENCE, words, sides=_sides(half))
    request = _REQUEST.match(half)
    plain = half[request.end() :] if request else half
    form = _form(plain, listing=wants_a_list(half) or wants_a_list(plain))
    if form is Form.OTHER and request and len(words) <= MOST_DEFINED:
        form = Form.DEFINITION
    procedure = _PROCEDURE.match(plain) is not None
    thing = _THING.match(half) if form is Form.LIST and not procedure else None
    return Asked(form, words, procedure, nouns=_nouns(plain), thing=thing["thing"].casefold() if thing else "")


def _nouns(plain: str) -> tuple[str, ...]:
    found = _TWO_NOUNS.match(plain)
    nouns = content_words(f"{found['one']} {found['other']}") if found else ()
    return nouns if all(map(is_vague, nouns)) else ()


def _form(plain: str, *, listing: bool) -> Form:
    found = next((form for form, opening in _FORMS.items() if opening.match(plain)), Form.OTHER)
    return Form.LIST if listing and found in {Form.HOW, Form.DEFINITION, Form.OTHER} else found


def _sides(half: str) -> tuple[tuple[str, ...], ...]:
    """Return the content words that only one side of a comparison has, for both; none where they cannot be told."""
    found = next(filter(None, (pattern.search(half) for pattern in _SIDES)), None)
    if found is None:
        return ()
    one, other = (content_words(found[name]) for name in ("one", "other"))
    apart = (
        tuple(word for word in one if word not in other),
        tuple(word for word in other if word not in one and word not in FILLER),
    )
    return apart if all(apart) else ()


def wants_a_list(question: str) -> bool:
    """Tell whether a question asks for several things: "What are the causes of …?"."""
    return _WANTS_A_LIST.match(question) is not None


_OUTSIDE = phrases(
    r"\bthe following\b(?! \w+ of)",
    r"\b(?:example|exercise|problem) \d",
    r"\b(?:this|these|the) (?:given |provided |above )?(?:course|stud(?:y|ies)|passage|excerpt|lecture|assignment"
    r"|syllabus|instructor|professor|case study|document|webinar|handout|module|lesson|reading|dataset"
    r"|exam|intervention|foundation|results|findings|participants|novel|poem|project|drama|short story|screenplay"
    r"|memoir)\b"
    r"(?=['’]s\b|[?,.]|$| (?!of|on|about|by|that|in which|for|between|where|conducted|published|titled|from"
    r"|and \w+ of)\w)",
)
_UNRESOLVED = phrases(
    r"\b(?:the (?:above|aforementioned|previous|preceding)\b|this (?:(?!\b(?:day|end|way|kind|type|sort)\b)[a-z-]+ ?)+"
    r"|these (?:[a-z-]+ ?)+)"
)
"""What speaks of something named elsewhere."""
_SECOND_HALF_BEGINS = phrases(
    r"(?:,|\band|\bor|\bbut|;|[?.])\s+(?:also\s+)?(?:how|what|why|which|when|where|who|can|could|do|does|did|is|are"
    r"|should|the|in what|to what|explain|describe|give|provide|discuss|identify)\b"
)
"""Where the second half of a question begins, which may speak of what the first one names."""
_NAMED = re.compile(r"(?<=\s)(?:[A-Z][\w'’-]*|[\"“‘']\S)")


def points_outside(question: str) -> bool:
    """Tell whether a question leans on something that the reader does not see: "the study", "these laws"."""
    found = _OUTSIDE.search(question)
    if found is not None and not _NAMED.search(question, 0, found.start()):
        return True
    pointing = _UNRESOLVED.search(question)
    return pointing is not None and _SECOND_HALF_BEGINS.search(question, 0, pointing.start()) is None

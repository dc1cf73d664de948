"""A sentence as an answer to a question: what it says, speaks of and gives as a reason, each reckoned once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qt2anki.dealer import cues
from qt2anki.dealer.answering import announces, new_words, praises
from qt2anki.dealer.hollow import names_aspects
from qt2anki.dealer.titles import is_general
from qt2anki.dealer.vocabulary import COMMONPLACE, EVALUATIONS, FILLER, GENERIC
from qt2anki.dealer.words import Family, content_words, family_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.asking import Asked

MOST_WORTH = 8
"""From so many new words on, more of them do not make an answer better."""
EMPTY_TALK = 2
"""What the new words of a sentence that praises are worth less."""
OPENING = 10
"""Among how many words a sentence names its subject."""
_SETS_THE_SCENE = cues.phrases(r"(?:in|on|at|during|within|among|under|for|when|as|after|before|since)\b[^.;]*,")
"""What a sentence opens with before it names its subject."""
_PREPOSITIONS = frozenset(("during", "regarding", "concerning", "following", "according"))
"""What ends like a verb and tells no reason."""
_LEADS_TO = cues.phrases(r"(?:, (?:\w+ly |and )*)?(?:lead|leads|led|leading|result|results|resulted|resulting)\b")
_ADVERBS = r"(?:\w+ly |and |thus |often )*"
_INFLUENCES = cues.phrases(rf"(?:by |, {_ADVERBS})(?:influenc|shap|affect|impact)ing\b|by focusing\b")
"""What tells only that one thing has to do with another."""
_HAS_TO_DO = cues.phrases(r" (?:\w+ly )?(?:influenc|shap|affect|impact)(?:es?|s)?\b")
_MEANS = cues.phrases(r"through\b")
"""What names a means, mostly in general where lists follow that tell it."""
_BY_NAME = re.compile(r"[^.;]*\s(?:known as|called|such as|[A-Z][\w'’-]+)")
_LOOSE = cues.phrases(
    r"(?:, (?:\w+ly |and |thus |often )*)?(?:lead|leads|led|leading)\b",
    r"from\b",
    rf"(?:by |, {_ADVERBS})(?:influenc|shap|affect|impact|focus|emphasi[sz]|highlight)ing\b",
    rf", {_ADVERBS}(?:ensur|provid|offer|contribut|mak|mark|reflect|aim|promot|foster|enhanc|support|driv"
    r"|encompass|involv|underscor|illustrat|showcas)ing\b",
)
"""What tells only that something comes of a thing, or by what it comes, in general: "leading to", "focusing on"."""
_DONE_BY = cues.phrases(r"\w+ed (?:\w+ly )?(?:by|in)$")
"""What describes a thing that praise names: "plays a role in tools powered by"."""
_ONLY_DESCRIBES = ("characterized ", "characterised ", "marked ", "accompanied ", "followed ", "defined ")
"""After which what stands behind "by" describes."""
_BEGINS_ANEW = cues.phrases(
    r"\. (?:this|these|the) (?!(?:approach|process|method|mechanism|ability|capacity|is because|allows?"
    r"|enables?|means|leads?|results?|makes?|helps?|ensures?|prevents?)\b)\w+"
)
"""How a second sentence begins that speaks of the thing once more, not of what it does."""
ECHO = 12
"""How many characters behind a word that tells why show that the question has said as much."""


@dataclass(frozen=True)
class Claim:
    """A sentence, or two that belong together, as an answer.

    `known` are the words of the question, which is `question` in lower case; `titles` those of the lists of the
    answer; `closes` says that it stands behind them, where the answer sums up.
    """

    text: str
    asked: Asked
    known: Family
    titles: Sequence[str]
    closes: bool = False
    question: str = ""

    @cached_property
    def plain(self) -> str:
        """Its text without what only comments on it."""
        return cues.COMMENT.sub("", self.text)

    @cached_property
    def tells(self) -> list[re.Match[str]]:
        """The words of its plain text behind which it may say how or why."""
        return list(cues.TELLS.finditer(self.plain.lower()))

    @cached_property
    def said(self) -> Family:
        """Its content words."""
        return family_of(self.text)

    @cached_property
    def new(self) -> int:
        """How many words say something that is not known."""
        return new_words(self.text, self.known)

    @cached_property
    def particular(self) -> int:
        """How many of its new words are not common to texts on anything."""
        words = (word for word in content_words(self.text) if word not in FILLER and word not in EVALUATIONS)
        return sum(word not in COMMONPLACE and word not in GENERIC for word in self.known.without(words))

    @cached_property
    def named(self) -> int:
        """Of how many titles it says a word that is neither general nor known."""
        return named(self.text, self.titles, self.known)

    @cached_property
    def topical(self) -> float:
        """The share of what is asked that it speaks of, from 0 to 1."""
        return share(self.asked, self.said)

    @cached_property
    def opens(self) -> float:
        """The share of what is asked that its first words speak of, from 0 to 1."""
        return self._opens(OPENING)

    @cached_property
    def begins(self) -> float:
        """What `opens` is, of the words behind those that set the scene as well."""
        return self.opens if _SETS_THE_SCENE.match(self.text) is None else self._opens(2 * OPENING)

    def _opens(self, reach: int) -> float:
        return share(self.asked, Family(content_words(" ".join(self.text.split()[:reach]))))

    @cached_property
    def substance(self) -> int:
        """How many new words it has; where it is empty, only those behind a word that tells how."""
        text = self.plain
        if not (praises(text) or announces(text)):
            return min(new_words(text, self.known), MOST_WORTH)
        tails = [text[cue.end() :] for cue in self.tells]
        best = max((new_words(tail, self.known) for tail in tails if not _is_empty(tail)), default=0)
        return min(best, MOST_WORTH) - EMPTY_TALK

    @cached_property
    def reasons(self) -> int:
        """How many new words stand behind a word that tells why; with praise, a word that may tell so is enough."""
        text = self.plain
        praise = cues.PRAISE.search(text.lower())
        begin, end = praise.span() if praise else (len(text), len(text))
        found = [cue for cue in self.tells if not begin <= cue.start() < end]
        if praise is not None:
            found = [cue for cue in found if not _DONE_BY.match(cue[0])]
        return max((self._reason(text[: begin if cue.start() < begin else None], cue) for cue in found), default=0)

    @cached_property
    def only_names_aspects(self) -> bool:
        """Whether behind a word that tells why it names nothing but aspects of the subject."""
        return bool(self.tells) and names_aspects(self.plain[self.tells[0].end() :])

    @cached_property
    def firm(self) -> bool:
        """Whether one of the words that tell how is more than a word for an influence, an outcome or a means.

        A means counts that has a name, and any where there are no lists to tell of it.
        """
        return any(self._is_firm(cue) for cue in self.tells)

    def _is_firm(self, cue: re.Match[str]) -> bool:
        if _MEANS.match(cue[0]):
            return not self.titles or _BY_NAME.match(self.plain, cue.end()) is not None
        return _LOOSE.match(cue[0]) is None and _HAS_TO_DO.match(self.plain, cue.end()) is None

    @cached_property
    def influences(self) -> bool:
        """Whether the first word that tells how is one for an influence."""
        return bool(self.tells) and _INFLUENCES.match(self.tells[0][0]) is not None

    @cached_property
    def only_tells_the_end(self) -> bool:
        """Whether no word but one of those that tell what comes of a thing tells how."""
        found = [cue[0] for cue in self.tells]
        return bool(found) and all(map(_LEADS_TO.match, found))

    def _reason(self, text: str, cue: re.Match[str]) -> int:
        """Count the new words behind a cue up to the end of its sentence; none where the question says both."""
        tail = text[cue.end() :].split(". ", maxsplit=1)[0]
        if (
            cue[0].split()[-1] in _PREPOSITIONS
            or text.endswith(_ONLY_DESCRIBES, 0, cue.start())
            or _BEGINS_ANEW.search(text, 0, cue.start())
            or _praises_on(text, cue)
        ):
            return 0
        if f"{cue[0]}{tail[:ECHO]}".casefold() in self.question or names_aspects(tail):
            return 0
        return new_words(tail, self.known)


def _praises_on(text: str, cue: re.Match[str]) -> bool:
    """Tell whether a word that may tell why only opens more praise: ", playing a crucial role in"."""
    praise = cues.PRAISE.search(text.lower(), cue.start())
    return praise is not None and praise.start() <= cue.end() and not text[praise.end() :].lstrip().startswith("by ")


def share(asked: Asked, said: Family) -> float:
    """Return which share of the words asked for is said, from 0 to 1."""
    words = [word for word in dict.fromkeys(asked.words) if word not in FILLER]
    return sum(word in said for word in words) / len(words) if words else 1.0


def named(text: str, titles: Sequence[str], known: Family) -> int:
    """Count the titles of which a text says a word that is neither general nor known."""
    said = family_of(text)
    return sum(any(word in said for word in telling(title, known)) for title in titles)


def telling(title: str, known: Family) -> list[str]:
    """Return the words of a title that are neither known nor general."""
    return [word for word in content_words(title) if word not in known and not is_general([word])]


def _is_empty(text: str) -> bool:
    return praises(text) or announces(text)

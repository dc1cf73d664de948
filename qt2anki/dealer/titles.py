"""What a title is good for: whether it names a fact, and how its card asks."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from qt2anki.dealer.vocabulary import (
    COMMONPLACE,
    DETERMINERS,
    FAINT,
    FAINT_NOUNS,
    FILLER,
    GENERIC,
    IMPERATIVES,
    NOUN_VERBS,
    OUTWARD,
    RECAP,
    RECAP_HEADS,
)
from qt2anki.dealer.words import WORD, bare, content_words, find_words, related, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qt2anki.dealer.words import Family

_VAGUE_STEMS = frozenset(stem for word in FILLER | GENERIC for stem in stems(word))
_EXAMPLES = ("example", "examples")
_NUMBER = re.compile(r"\d+|[ivx]+|[a-z]")
_INTERROGATIVE = re.compile(r"(?:what|why|how|when|where|who|which|is|are|do|does|can|should)\b", re.IGNORECASE)

_ASKS_WHAT_TO_DO = re.compile(
    r"\bhow (?:do|can|could|should|to)\b|\b(?:steps?|tips|strateg\w+|best practices|procedures?|techniques?|ways"
    r"|recommend\w*|process|guidelines)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:i|you|your|we|our|they|it|he|she|what|why|how|is|are|was|were|has|have|had|can|should|must|will|does|don['’]t)\b",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r" (?:of|in|for|to|with|on) ")


@lru_cache(maxsize=1 << 6)
def is_recap(title: str) -> bool:
    """Tell whether a title only names a place in an answer: "Conclusion", "Example 2", "Summary of Differences"."""
    words = content_words(title)
    if not words:
        return not WORD.search(title)
    return words[0] in RECAP_HEADS or all(map(_is_recap_word, words))


@cache
def _is_recap_word(word: str) -> bool:
    return word in RECAP or _NUMBER.fullmatch(word) is not None


def is_general(words: Iterable[str]) -> bool:
    """Tell whether words are too general to be asked for."""
    return all(map(_is_general_word, words))


def is_faint(words: Sequence[str]) -> bool:
    """Tell whether words name nothing that a text could lead to: "Current Trends", "Examples from Nature"."""
    faint = FAINT if len(words) > 1 else FAINT_NOUNS
    if words and words[0] in _EXAMPLES:
        return True
    return is_general(word for word in words if word not in faint)


@cache
def _is_general_word(word: str) -> bool:
    return word in GENERIC or _NUMBER.fullmatch(word) is not None


@cache
def is_vague(word: str) -> bool:
    """Tell whether a word of a title would fit almost any text."""
    return not _VAGUE_STEMS.isdisjoint(stems(word))


@cache
def is_telling(word: str) -> bool:
    """Tell whether a word of a title may single it out: no vague one, nor one that titles of any subject have."""
    return word not in COMMONPLACE and not is_vague(word) and _NUMBER.fullmatch(word) is None


def tells_kind(title: str, secret: Sequence[str]) -> bool:
    """Tell whether a title says of which kind is what the question names: "Conditional Probability"."""
    words = find_words(title)
    return (
        len(words) == len(secret) + 1 == 2
        and bare(words[0]) == secret[0]
        and secret[0] not in FILLER | GENERIC
        and not secret[0].endswith("ing")
    )


def refers_outside(title: str) -> bool:
    """Tell whether a title leans on its siblings: "Other Complications"."""
    first = WORD.search(title)
    return first is not None and first[0].casefold() in OUTWARD


def is_sentence(title: str) -> bool:
    """Tell whether a title is put as a sentence, which nobody would find word for word: "What You Need to Bring"."""
    return len(find_words(title)) > 3 and _SENTENCE.search(title) is not None


def share_a_word(one: str, other: str, asked: Family) -> bool:
    """Tell whether two titles share a content word, or relatives, the question's words aside."""
    mine = [word for word in content_words(one) if word not in asked]
    return any(related(word, each) for word in mine for each in content_words(other))


def explain_prompt(title: str, question: str, *, sequence: bool) -> str:
    """Return what stands behind the title on an *Explain* front."""
    if title.endswith("?") or _INTERROGATIVE.match(title):
        return " Answer in a sentence."
    if is_instruction(title) and (sequence or _ASKS_WHAT_TO_DO.search(question)):
        return ": what do you do, and how?"
    return ": what happens?" if sequence else ": explain."


def parts_prompt(title: str) -> str:
    """Return what stands behind a title whose answer is the terms of its bullets."""
    words = find_words(_COMPLEMENT.split(title)[0])
    plural = bool(words) and re.search(r"[^suci]s$|[^s]is$(?<!sis)|ies$", words[-1]) is not None
    return ": which ones?" if plural else ": what does it include?"


def is_instruction(title: str) -> bool:
    """Tell whether a title says what to do: "Define the Variables"; "Support Systems" does not."""
    words = title.casefold().split()
    if len(words) < 2 or words[0] not in IMPERATIVES or words[1] in {"of", "in", "for", "as", "and", "vs"}:
        return False
    return words[0] not in NOUN_VERBS or words[1] in DETERMINERS or words[-1].endswith("ly")


def name_prompt(title: str, *, sequence: bool, part: bool) -> str:
    """Return what a *Name* front asks, in a word that is not the title's own."""
    noun = "step" if sequence else "term" if part else "point"
    if any(related(noun, word) for word in content_words(title)):
        return "What is described here?"
    return "Which term is described?" if part else f"Which {noun} is this?"

"""Abbreviations: which ones a text explains, which ones a title has, and when a text says a word by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.words import bare, find_words, is_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LONGEST_INITIALS = 12
"""No abbreviation has more letters."""
_REACH, _MOST_WORDS = 90, 8
"""In how many characters before the bracket the words stand that it abbreviates, and how many they are at most."""
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")
_ON = r"(?:\w*\s|\w{2,}?)"
"""What stands between two letters of an abbreviation: the rest of a word, or letters within one."""
_RESTATED = re.compile(r"(?P<long>.+) \((?P<short>[A-Z][A-Za-z]{0,5})\)")
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9-]{0,8}[A-Z0-9]|[A-Z][a-z](?=[²³⁺⁻]))s?[²³⁺⁻+-]*\)")

_SYMBOL = re.compile(r"\(([A-Z][a-z])\)")
"""A letter with another below it, which a font made two letters of."""


def find_abbreviations(text: str) -> dict[str, tuple[str, ...]]:
    """Return what plain text explains as "Adenosine Triphosphate (ATP)" or "activation energy (Ea)": words by it."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _BRACKETED.finditer(text):
        words = _explaining(_words_before(match)[-_MOST_WORDS:], match[1])
        if words:
            found[match[1]] = words
    for match in _SYMBOL.finditer(text):
        pair = _words_before(match)[-2:]
        if sorted(word[:1].casefold() for word in pair) == sorted(match[1].casefold()):
            found[match[1]] = tuple(map(bare, pair))
    return found


def _words_before(bracket: re.Match[str]) -> list[str]:
    return find_words(bracket.string[max(0, bracket.start() - _REACH) : bracket.start()])


def _explaining(words: list[str], short: str) -> tuple[str, ...]:
    """Return the shortest tail of `words` that starts with the abbreviation's first letter and spells its letters."""
    letters = [c for c in short.casefold() if c.isalpha()]
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        if tail[0][0].casefold() == letters[0] and is_content(tail[0]) and _spells("".join(tail).casefold(), letters):
            if len(tail) == 1 and len(letters) > 3:
                continue
            return tuple(bare(word) for word in tail if is_content(word))
    return ()


def _spells(text: str, letters: Iterable[str]) -> bool:
    at = iter(text)
    return all(letter in at for letter in letters)


def restated_words(title: str) -> frozenset[str]:
    """Return the lower-case words of a title that only shorten what stands before: "dvs" of "… Variables (DVs)"."""
    match = _RESTATED.fullmatch(title)
    if match is None or not _spells(match["long"].casefold(), match["short"].removesuffix("s").casefold()):
        return frozenset()
    return frozenset((match["short"].casefold(),))


def implied_words(text: str, abbreviations: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the lower-case words that a text says by an abbreviation, and the abbreviations of what it spells out."""
    said = frozenset(map(bare, find_words(text))) if abbreviations else frozenset()
    implied: set[str] = set()
    for short, spelled in abbreviations.items():
        if short.casefold() in said:
            implied.update(spelled)
        elif said.issuperset(spelled):
            implied.add(short.casefold())
    return frozenset(implied)


def abbreviates(short: str, text: str) -> bool:
    """Tell whether letters are the initials of words of a text: "SDOH" of "social determinants of health".

    A word may give letters within it as well, as "gastrointestinal" gives two, and the last letter may stand for a word
    that the text leaves out: "GFR" of "glomerular filtration".
    """
    letters = short.removesuffix("s")
    if not letters.isalpha() or sum(map(str.isupper, letters)) < 2:
        return False
    wanted = letters.casefold()
    words = [word.casefold() for word in find_words(text)]
    content = [word for word in words if is_content(word)]
    if any(wanted in "".join(word[0] for word in run) for run in (words, content)):
        return True
    *most, last = (f"{_ON}{letter}" for letter in wanted)
    spelled = re.compile(rf"\b{''.join(most).removeprefix(_ON)}(?:{last}){'?' if len(wanted) > 2 else ''}")
    return any(" " in found[0] for found in spelled.finditer(" ".join(content)))


def title_abbreviations(words: Sequence[str], abbreviations: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the abbreviations in a title and of it, by its words: what begins with one, or has all of several."""
    found = {word for word in words if _ABBREVIATION.fullmatch(word)}
    content = [word for word in words if is_content(word)]
    found.update(_runs("".join([word[0] for word in words]).upper()))
    if len(content) < len(words):
        found.update(_runs("".join([word[0] for word in content]).upper()))
    if abbreviations:
        lower = frozenset(map(bare, content))
        found.update(
            short
            for short, spelled in abbreviations.items()
            if lower.intersection(spelled[:1]) or (len(lower) > 1 and lower.issubset(spelled))
        )
    return frozenset(found)


def _runs(initials: str) -> Iterator[str]:
    """Yield the letters of two or more words that stand together."""
    for start in range(len(initials) - 1):
        for end in range(start + 2, min(start + _LONGEST_INITIALS, len(initials)) + 1):
            yield initials[start:end]

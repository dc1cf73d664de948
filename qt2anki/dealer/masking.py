r"""Hide an answer in its own prompt: the words of a title, and their relatives, become `[…]`.

Hidden is every content word of the title that is not in the question, every relative of it (`words.related`), words
that are built from it or that it is built from, its abbreviation and the words that an abbreviation stands for. HTML
tags stay whole; in a formula words are hidden inside `\text{…}` and symbols as whole symbols, never half a command.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.abbreviations import title_abbreviations
from qt2anki.dealer.roots import denies, roots
from qt2anki.dealer.words import WORD, Family, all_stems, bare, find_words, is_content, stems
from qt2anki.markup import formula_to_html
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from qt2anki.model import Formula

HOLE = '<span class="qt-hole">[…]</span>'

PIECE = re.compile(rf"(<[^>]*>|&(?:#\w+|\w+);|{FORMULA_OPEN}\d+{FORMULA_CLOSE}|{WORD.pattern})")
"""A tag, an entity, a formula, or a word of HTML; to split by it costs half of finding the matches."""
_MARKUP = frozenset("<&")
NO_WORD = _MARKUP | {FORMULA_OPEN}
_TEX = re.compile(r"(?P<keep>\\(?:begin|end)\s*\{[^}]*\}|\\\\|\\[^A-Za-z])|(?P<command>\\[A-Za-z]+)|(?P<word>[^\W_]+)")
_TEXT_GROUP = re.compile(r"\\(?:text[a-z]*|[hm]box)\s*\{(?:[^{}]|\{[^{}]*\})*\}")
"""Words within a formula, where MathJax, as Anki sets it up, would show the braces around a hole."""
_GREEK = re.compile(
    "alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon"
    "|(?:var)?phi|chi|psi|omega"
)
_HOLES = re.compile(rf"{re.escape(HOLE)}(?:[ \n]+{re.escape(HOLE)})+")
_NUMERALS = frozenset("first second third two three four five".split())  # noqa: SIM905
"""The stop words that alone tell a title from the next, wherever they stand."""
_MADE = frozenset(("making",))
"""The stop word that is half of a name: "Decision-Making"."""
_PARTING = frozenset("-–.")
_DASHES = "-\u2010\u2011\u2013"
_HYPHENS = frozenset(_DASHES)
_COMPOUND = re.compile(rf"{WORD.pattern}(?:[{_DASHES}]{WORD.pattern})+")
_JOINTS = frozenset((*_HYPHENS, " ", "\xa0"))
_GOES_ON = re.compile(
    r"\A(<p>)(?=(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|must|and|or|that|which|who|of|for|on"
    r"|in|at|like|across|often|[a-z]{3,}(?:s|ed))\s)"
)
_TELLING = 7
"""How many letters a word must have to be seen within another: "illusion" in "disillusionment"."""


class Hidden(NamedTuple):
    """HTML with its holes, formulas restored where they have holes; counts are in words, a formula is one."""

    html: str
    hidden: int
    left: int


class Mask:
    """What has to be hidden for one title; `secret` are the lower-case words of the title that a student must find."""

    def __init__(
        self, title: str, question: Family, abbreviations: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Take the plain title, the question's lower-case content words, and abbreviations explained anywhere."""
        said = find_words(title)
        words = [word for word in said if is_content(word)]
        sought = [word for word in words if bare(word) not in question]
        self.secret = tuple(dict.fromkeys(map(bare, sought)))
        self._asked = question
        self._short = frozenset(w for w in words if len(w) == 1)
        self._abbreviations = title_abbreviations(said, abbreviations or {}).difference(set(words).difference(sought))
        compounds = [] if _HYPHENS.isdisjoint(title) else list(map(_parts, _COMPOUND.findall(title.casefold())))
        self._compounds = [parts for parts in compounds if not all(map(is_content, parts))]
        joined = ["".join(parts) for parts in compounds]
        denied = filter(None, map(denies, self.secret))
        spelled = self._spelled_out(words, abbreviations) if abbreviations else ()
        self._targets = Family(
            (*self.secret, *joined, *denied, *spelled, *_MADE.intersection(map(str.casefold, said[1:])))
        )
        self._long = [target for target in self._targets.words if len(target) >= _TELLING]
        self._numerals = _NUMERALS.intersection(map(str.casefold, said))
        self._signs = all_stems(self._targets.words).union(
            self._targets.words, self._abbreviations, self._numerals, *map(_signs, self._targets.words)
        )

    @cached_property
    def _roots(self) -> frozenset[str]:
        return frozenset().union(*map(roots, self._targets.words))

    @cached_property
    def _edges(self) -> frozenset[str]:
        return frozenset(edge for target in self._targets.words for edge in _edges(target))

    def _spelled_out(self, words: list[str], abbreviations: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        for word in words:
            for spelled in abbreviations.get(word, ()):
                if bare(word) in self.secret and spelled not in self._asked:
                    yield spelled

    def hides(self, word: str) -> bool:
        """Tell whether a word, as written, would give the title away."""
        return bool(self.find_telling((word,)))

    def find_telling(self, words: Collection[str]) -> set[str]:
        """Return those of some words, as written, that would give the title away; of most nothing has to be asked."""
        signs = self._signs
        found = {word for word in words if not signs.isdisjoint(_signs(word)) and self._gives_away(word)}
        if self._long:
            found.update(self._find_nested([word for word in words if len(word) >= _TELLING and word not in found]))
        return found

    def _find_nested(self, words: Sequence[str]) -> Iterator[str]:
        """Yield those of some long words that stand within one of the title's long words, or that hold one."""
        titles, texts = "\n".join(self._long), "\n".join(words).casefold()
        held = [target for target in self._long if target in texts]
        for word in words:
            lower = bare(word)
            nested = (len(lower) >= _TELLING and lower in titles) or (held and any(map(lower.__contains__, held)))
            if nested and is_content(lower) and lower not in self._asked:
                yield word

    def _gives_away(self, word: str) -> bool:
        """Decide about a word that has one of the title's signs; nine of ten words have none."""
        lower = bare(word)
        if len(word) == 1:
            return word in self._short and lower in self._targets.words
        if lower in self._numerals:
            return True
        if lower in self._targets.words or word in self._abbreviations or word.removesuffix("s") in self._abbreviations:
            return True
        if not is_content(word) or lower in self._asked.words:
            return False
        if denies(lower) in self._targets:
            return True
        return lower in self._targets or self._is_built(lower) or not self._roots.isdisjoint(roots(lower))

    def _is_built(self, word: str) -> bool:
        if self._edges.isdisjoint(_edges(word)):
            return False
        return any(_built(word, target) for target in self._targets.words)

    def hide(self, text: str, formulas: tuple[Formula, ...]) -> Hidden:
        """Hide in HTML whose formulas are placeholders."""
        pieces = PIECE.split(text)
        holes = dict.fromkeys(self.find_holes(pieces), HOLE)
        if FORMULA_OPEN in text:
            holes.update(self._in_formulas(pieces, formulas))
        left = len([piece for piece in pieces[1::2] if piece[0] not in _MARKUP]) - len(holes)
        for at, hole in holes.items():
            pieces[at] = hole
        joined = "".join(pieces)
        return Hidden(_HOLES.sub(HOLE, joined) if len(holes) > 1 else joined, len(holes), left)

    def find_holes(self, pieces: Sequence[str]) -> set[int]:
        """Return which pieces of HTML, as `PIECE` splits it, are words to hide; none is looked at twice."""
        hidden = self.find_telling({word for word in pieces[1::2] if word[0] not in NO_WORD})
        places = {at for at in range(1, len(pieces), 2) if pieces[at] in hidden} if hidden else set()
        return places.union(self._runs(pieces))

    def _runs(self, pieces: Sequence[str]) -> frozenset[int]:
        """Return which pieces are words that spell out an abbreviation of the title, or parted letters of one.

        These are "adenosine triphosphate" for ATP, and "H-R" for the Hertzsprung-Russell diagram; and so are the parts
        of a compound with stop words in it, "well-being". `pieces` are words, tags and the like at odd places, and
        what stands between them.
        """
        shorts = [w for w in self._short_forms() if len(w) > 1]
        if not shorts:
            return self._parted(pieces)
        words = [at for at in range(1, len(pieces), 2) if pieces[at][0] not in NO_WORD and is_content(pieces[at])]
        initials = "".join(pieces[at][0].casefold() for at in words)
        spelled: set[int] = set()
        for short in shorts:
            at = initials.find(short)
            while at >= 0:
                run = words[at : at + len(short)]
                between = "".join(pieces[run[0] : run[-1]])
                if "<" not in between and "." not in between:
                    spelled.update(word for word in run if bare(pieces[word]) not in self._asked)
                at = initials.find(short, at + 1)
        return self._parted(pieces) | spelled

    def _parted(self, pieces: Sequence[str]) -> frozenset[int]:
        spelled = (at for compound in self._compounds for at in _compound(compound, pieces))
        found = {at for at in spelled if bare(pieces[at]) not in self._asked}
        for run in _capitals(pieces):
            if "".join(pieces[at] for at in run) in self._abbreviations:
                found.update(run)
        return frozenset(found)

    def _short_forms(self) -> Iterator[str]:
        for word in self._abbreviations:
            if word.casefold() in self.secret and word.isupper() and len(word) > 2:
                yield word.casefold()

    def _in_formulas(self, pieces: Sequence[str], formulas: Sequence[Formula]) -> Iterator[tuple[int, str]]:
        """Yield the places of formulas that have holes, and what stands there then."""
        for at in range(1, len(pieces), 2):
            if pieces[at][0] == FORMULA_OPEN:
                hole = self._in_formula(formulas[int(pieces[at][1:-1])])
                if hole:
                    yield at, hole

    def _in_formula(self, formula: Formula) -> str:
        """Return a formula as HTML with its holes, "" where it has none."""
        tex, count = _TEX.subn(self._tex_word, formula.tex)
        if not count or tex == formula.tex:
            return ""
        bare_holes = _TEXT_GROUP.sub(lambda group: group[0].replace("{[…]}", "[…]"), tex)
        return formula_to_html(replace(formula, tex=bare_holes))

    def _tex_word(self, match: re.Match[str]) -> str:
        if match["command"]:
            name = match["command"][1:]
            return "{[…]}" if name in self._targets.words and _GREEK.fullmatch(name) else match[0]
        if match["word"] and self.hides(match["word"]):
            return "{[…]}"
        return match[0]


def open_with_hole(text: str) -> str:
    """Put a hole before HTML that begins in the middle of a sentence, its title the subject: "may highlight …"."""
    return _GOES_ON.sub(rf"\1{HOLE} ", text, count=1)


def _capitals(pieces: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of single capitals that only a hyphen or a full stop parts: "H-R"."""
    run: list[int] = []
    for at in [at for at in range(1, len(pieces), 2) if len(pieces[at]) == 1 and pieces[at].isupper()]:
        if run and (at - run[-1] > 2 or pieces[at - 1] not in _PARTING):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _parts(compound: str) -> tuple[str, ...]:
    """Return the words of a hyphenated one, the last in the singular: "follow-ups" has a stop word in it."""
    *first, last = find_words(compound)
    return (*first, last.removesuffix("s"))


def _compound(parts: Sequence[str], pieces: Sequence[str]) -> Iterator[int]:
    """Yield which pieces are a compound of lower-case words, hyphenated or not, of one or many: "trade offs"."""
    *first, last = parts
    for at in range(1, len(pieces) - 2 * len(parts) + 1, 2):
        *run, end = range(at, at + 2 * len(parts), 2)
        if (
            pieces[end].casefold().removesuffix("s") == last
            and all(pieces[each].casefold() == part for each, part in zip(run, first, strict=True))
            and _JOINTS.issuperset(pieces[at + 1 : end : 2])
        ):
            yield from (*run, end)


@cache
def _edges(word: str) -> tuple[str, ...]:
    """Return the ends that words built from one another share: five letters at the start, five at the end."""
    return (word[:5], word[-5:], *(stem[-5:] for stem in stems(word))) if len(word) >= 5 else ()


@cache
def _signs(word: str) -> frozenset[str]:
    """Return all by which a word, as written, can be found to give a title away: `Mask.hides` asks for no other.

    Of a stop word that is itself, of a lower-case one no abbreviation. A word's stems speak for itself, its first four
    letters for its first five.
    """
    lower = bare(word)
    denied = denies(lower)
    signs = (lower[:4], *stems(lower), *_edges(lower)[1:], *roots(lower)) if is_content(word) else (lower,)
    if denied:
        signs = (*signs, denied[:4], *stems(denied))
    return frozenset(signs if word.islower() else (*signs, word, word.removesuffix("s")))


@lru_cache(maxsize=1 << 16)
def _built(word: str, target: str) -> bool:
    """Tell whether one of two words is built from the other: "marketplace" from "market"."""
    long, short = (word, target) if len(word) > len(target) else (target, word)
    if len(short) < 5 or len(long) - len(short) < 2:
        return False
    if long.startswith(short) or long.endswith(short):
        return True
    return any(len(stem) >= 5 and (long.startswith(stem) or long.endswith(stem)) for stem in stems(short))

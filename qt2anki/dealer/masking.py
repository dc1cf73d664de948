r"""Hide an answer in its own prompt: the words of a title, and their relatives, become `[…]`.

Hidden is every content word of the title that is not in the question, every relative of it (`words.related`), words
that are built from it, its abbreviation and the words that an abbreviation stands for. HTML tags stay whole; in a
formula words are hidden inside `\text{…}` and symbols as whole symbols, never half a command.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from qt2anki.dealer.words import WORD, Family, bare, find_words, is_content, stems
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qt2anki.model import Formula

HOLE = '<span class="qt-hole">[…]</span>'

_PIECE = re.compile(rf"(<[^>]*>|&(?:#\w+|\w+);|{FORMULA_OPEN}\d+{FORMULA_CLOSE}|{WORD.pattern})")
"""A tag, an entity, a formula, or a word of HTML; to split by it costs half of finding the matches."""
_MARKUP = frozenset("<&")
_NO_WORD = _MARKUP | {FORMULA_OPEN}
_TEX = re.compile(r"(?P<keep>\\(?:begin|end)\s*\{[^}]*\}|\\\\|\\[^A-Za-z])|(?P<command>\\[A-Za-z]+)|(?P<word>[^\W_]+)")
_GREEK = re.compile(
    "alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon"
    "|(?:var)?phi|chi|psi|omega"
)
_HOLES = re.compile(rf"{re.escape(HOLE)}(?:[ \n]+{re.escape(HOLE)})+")
_ORDINAL = re.compile(r"(?<![\w-])(?:first|second|third|two|three|four|five)(?![\w-])", re.IGNORECASE)
"""Words that stay in a text, though in a title they tell one from the next: "Newton's Second Law"."""
_LONGEST_INITIALS = 12
"""No abbreviation has more letters."""
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9-]{0,8}[A-Z0-9]|[A-Z][a-z](?=[²³⁺⁻]))s?[²³⁺⁻+-]*\)")


@dataclass(frozen=True, slots=True)
class Hidden:
    """HTML with its holes, formulas restored where they have holes; counts are in words, a formula is one."""

    html: str
    hidden: int
    left: int


def find_abbreviations(text: str) -> dict[str, tuple[str, ...]]:
    """Return the abbreviations that plain text explains, "Adenosine Triphosphate (ATP)": lower-case words by it."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        words = _explaining(WORD.findall(before)[-8:], match[1])
        if words:
            found[match[1]] = words
    return found


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


def abbreviates(short: str, text: str) -> bool:
    """Tell whether letters are the initials of words of a text: "SDOH" of "social determinants of health"."""
    letters = short.removesuffix("s")
    if not letters.isalpha() or sum(map(str.isupper, letters)) < 2:
        return False
    words = WORD.findall(text)
    runs = (words, [word for word in words if is_content(word)])
    return any(letters.casefold() in "".join(word[0].casefold() for word in run) for run in runs)


class Mask:
    """What has to be hidden for one title; `secret` are the lower-case words of the title that a student must find."""

    def __init__(
        self, title: str, question: Family, abbreviations: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Take the plain title, the question's lower-case content words, and abbreviations explained anywhere."""
        words = [word for word in find_words(title) if is_content(word)]
        self.secret = tuple(dict.fromkeys(bare(w) for w in words if bare(w) not in question))
        self._asked = question
        self._short = frozenset(w for w in words if len(w) == 1)
        self._abbreviations = _abbreviated(title, abbreviations or {}) - {w for w in words if bare(w) in question}
        self._targets = Family((*self.secret, *self._spelled_out(words, abbreviations or {})))
        self._edges = frozenset(edge for target in self._targets.words for edge in _edges(target))
        self._signs = self._edges.union(self._targets.words, self._targets.marks, self._abbreviations)

    def _spelled_out(self, words: list[str], abbreviations: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        for word in words:
            for spelled in abbreviations.get(word, ()):
                if bare(word) in self.secret and spelled not in self._asked:
                    yield spelled

    def hides(self, word: str) -> bool:
        """Tell whether a word, as written, would give the title away."""
        return not self._signs.isdisjoint(_signs(word)) and self._gives_away(word)

    def _gives_away(self, word: str) -> bool:
        """Decide about a word that has one of the title's signs; nine of ten words have none."""
        lower = bare(word)
        if len(word) == 1:
            return word in self._short and lower in self._targets.words
        if lower in self._targets.words or word in self._abbreviations or word.removesuffix("s") in self._abbreviations:
            return True
        if not is_content(word) or lower in self._asked.words:
            return False
        return lower in self._targets or self._is_built(lower)

    def _is_built(self, word: str) -> bool:
        if self._edges.isdisjoint(_edges(word)):
            return False
        return any(_built(word, target) for target in self._targets.words)

    def hide(self, text: str, formulas: tuple[Formula, ...]) -> Hidden:
        """Hide in HTML whose formulas are placeholders."""
        pieces = _PIECE.split(text)
        hidden = left = 0
        spelled = self._runs(pieces)
        for at in range(1, len(pieces), 2):
            piece = pieces[at]
            if piece[0] in _MARKUP:
                continue
            if piece[0] == FORMULA_OPEN:
                hole = self._in_formula(formulas[int(piece[1:-1])])
            else:
                hole = HOLE if at in spelled or self.hides(piece) else ""
            if hole:
                pieces[at] = hole
                hidden += 1
            else:
                left += 1
        joined = "".join(pieces)
        return Hidden(_HOLES.sub(HOLE, joined) if hidden > 1 else joined, hidden, left)

    def _runs(self, pieces: Sequence[str]) -> frozenset[int]:
        """Return which pieces are words that spell out an abbreviation of the title: "adenosine triphosphate" for ATP.

        `pieces` are words, tags and the like at odd places, and what stands between them.
        """
        shorts = [w for w in self._short_forms() if len(w) > 1]
        if not shorts:
            return frozenset()
        words = [at for at in range(1, len(pieces), 2) if pieces[at][0] not in _NO_WORD and is_content(pieces[at])]
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
        return frozenset(spelled)

    def _short_forms(self) -> Iterator[str]:
        for word in self._abbreviations:
            if word.casefold() in self.secret and word.isupper() and len(word) > 2:
                yield word.casefold()

    def _in_formula(self, formula: Formula) -> str:
        """Return a formula as HTML with its holes, "" where it has none."""
        tex, count = _TEX.subn(self._tex_word, formula.tex)
        if not count or tex == formula.tex:
            return ""
        escaped = html.escape(tex, quote=False)
        return f"\\[{escaped}\\]" if formula.display else f"\\({escaped}\\)"

    def _tex_word(self, match: re.Match[str]) -> str:
        if match["command"]:
            name = match["command"][1:]
            return "{[…]}" if name in self._targets.words and _GREEK.fullmatch(name) else match[0]
        if match["word"] and self.hides(match["word"]):
            return "{[…]}"
        return match[0]


def title_frame(mask: Mask, title: str) -> str:
    """Return a plain title as HTML with its holes, `""` where nothing but holes is left: "[…] of […] and […]"."""
    if FORMULA_OPEN in title:
        return ""
    frame = _ORDINAL.sub(HOLE, mask.hide(html.escape(title.rstrip("?:. "), quote=False), ()).html)
    frame = _HOLES.sub(HOLE, frame)
    return frame if WORD.search(frame.replace(HOLE, "")) else ""


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
    signs = (lower[:4], *stems(lower), *_edges(lower)[1:]) if is_content(word) else (lower,)
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


def _abbreviated(title: str, abbreviations: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the abbreviations in a title and of it; one that starts with a word of the title is one of it."""
    words = find_words(title)
    found = {word for word in words if _ABBREVIATION.fullmatch(word)}
    content = [word for word in words if is_content(word)]
    for run in (words, content):
        initials = "".join(word[0] for word in run).upper()
        found.update(
            initials[a:b] for a in range(len(run)) for b in range(a + 2, min(a + _LONGEST_INITIALS, len(run)) + 1)
        )
    lower = frozenset(map(bare, content))
    found.update(short for short, spelled in abbreviations.items() if lower.intersection(spelled[:1]))
    return frozenset(word for word in found if len(word) > 1)

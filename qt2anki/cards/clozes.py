"""Clozes: one word or term deleted from one sentence, for prose and for what has no title."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.cards.answering import says_something
from qt2anki.cards.passages import find_runs
from qt2anki.cards.vocabulary import FILLER, GENERIC, LEANING
from qt2anki.cards.words import WORD, content_words, is_content, related
from qt2anki.markup import to_html
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.cards.passages import Run
    from qt2anki.cards.scene import Scene
    from qt2anki.cards.words import Family
    from qt2anki.model import Fragment

FEWEST_WORDS = 7
MOST_WORDS = 60

_NOUN = re.compile(
    r".{3,}(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|ics|logy|graphy|sis|ase|gen|ine|ide|ate|osis|emia|itis"
    r"|phy|cy|ure|or|er|al|um|us)s?"
)
_PLACEHOLDER = re.compile(f"{FORMULA_OPEN}(\\d+){FORMULA_CLOSE}")


@dataclass(frozen=True, slots=True)
class Cloze:
    """A sentence as HTML with one deletion, formulas restored, and the deleted words as plain text."""

    text: str
    deleted: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Target:
    """Characters `start` to `end` of a run, to be deleted, and how good an answer they are."""

    start: int
    end: int
    rank: tuple[int, int]


def find_clozes(scene: Scene, block: Fragment, *, keywords_only: bool) -> Iterator[Cloze]:
    """Yield a cloze for each sentence of rendered blocks that says something and has a term worth asking for."""
    rendered = to_html(block)
    for run in find_runs(rendered):
        if run.tag.startswith("h"):
            continue
        for start, end in run.sentences():
            target = _target(scene, run, start, end, keywords_only=keywords_only)
            if target is not None:
                yield _cloze(scene, rendered, run, (start, end), target)


def _target(scene: Scene, run: Run, start: int, end: int, *, keywords_only: bool) -> _Target | None:
    sentence = run.text[start:end]
    words = WORD.findall(sentence)
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or not says_something(sentence, scene.question_words):
        return None
    if keywords_only and words[0].casefold() in LEANING:
        return None
    targets = list(_keyword_targets(scene, run, start, end))
    if not targets and not keywords_only:
        targets = list(_word_targets(scene, run, start, end))
    return max(targets, key=lambda target: target.rank, default=None)


def _keyword_targets(scene: Scene, run: Run, start: int, end: int) -> Iterator[_Target]:
    pattern = scene.keyword_pattern
    if pattern is None:
        return
    sentence = run.text[start:end]
    for found in pattern.finditer(sentence):
        words = content_words(found[0])
        if all(word in FILLER or word in GENERIC for word in words):
            continue
        if _unique(sentence, found.span(), words, scene.question_words):
            yield _Target(start + found.start(), start + found.end(), (len(words) < 4, len(found[0])))


def _word_targets(scene: Scene, run: Run, start: int, end: int) -> Iterator[_Target]:
    sentence = run.text[start:end]
    for found in WORD.finditer(sentence):
        word = found[0].casefold()
        if not is_content(found[0]) or len(word) < 4 or word.endswith("ly") or word in FILLER or word in GENERIC:
            continue
        if _unique(sentence, found.span(), (word,), scene.question_words):
            proper = found.start() > 0 and found[0][0].isupper()
            yield _Target(start + found.start(), start + found.end(), (proper + bool(_NOUN.fullmatch(word)), len(word)))


def _unique(sentence: str, span: tuple[int, int], words: tuple[str, ...], asked: Family) -> bool:
    """Tell whether no relative of the words stands elsewhere in the sentence, nor in the question."""
    if any(word in asked for word in words):
        return False
    others = (*content_words(sentence[: span[0]]), *content_words(sentence[span[1] :]))
    return not any(related(word, other) for word in words for other in others)


def _cloze(scene: Scene, rendered: str, run: Run, sentence: tuple[int, int], target: _Target) -> Cloze:
    first, last = run.spots[sentence[0]], run.ends[sentence[1] - 1]
    begin, stop = run.spots[target.start], run.ends[target.end - 1]
    if "<" in rendered[first:last] and not _well_nested(rendered[first:last], rendered[begin:stop]):
        pieces = (run.text[sentence[0] : target.start], run.text[target.start : target.end])
        behind = run.text[target.end : sentence[1]]
        before, inside, after = (html.escape(piece, quote=False) for piece in (*pieces, behind))
    else:
        before, inside, after = rendered[first:begin], rendered[begin:stop], rendered[stop:last]
    formulas = scene.answer.formulas
    text = f"{_safe(before, formulas)}{{{{c1::{escape_deletion(inside, formulas)}}}}}{_safe(after, formulas)}"
    return Cloze(text, run.text[target.start : target.end], run.text[sentence[0] : sentence[1]])


def _well_nested(outer: str, inner: str) -> bool:
    return all(part.count("<") == 2 * part.count("</") for part in (outer, inner))


def _safe(text: str, formulas: tuple[Formula, ...]) -> str:
    """Restore formulas outside of the deletion; nothing there may look like one."""
    return restore_for_cloze(text, formulas).replace("{{c", "{ {c")


def restore_for_cloze(text: str, formulas: tuple[Formula, ...]) -> str:
    r"""Put formulas into the HTML of a cloze field; `\(…\)`, `<`, `>`, `&` as entities."""

    def formula(match: re.Match[str]) -> str:
        found = formulas[int(match[1])]
        tex = html.escape(found.tex, quote=False)
        return f"\\[{tex}\\]" if found.display else f"\\({tex}\\)"

    return _PLACEHOLDER.sub(formula, text)


def escape_deletion(text: str, formulas: tuple[Formula, ...]) -> str:
    """Write HTML inside a deletion, where `}}` would end it and `::` would begin a hint (FACTS.md section 8)."""
    restored = restore_for_cloze(text, formulas)
    while "}}" in restored:
        restored = restored.replace("}}", "} }")
    restored = restored.replace("::", ":{}:" if FORMULA_OPEN in text else ":&#58;")
    return restored + " " if restored.endswith("}") else restored

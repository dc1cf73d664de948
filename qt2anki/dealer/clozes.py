"""Clozes: one word or term deleted from one sentence, for prose and for what has no title."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.abbreviations import abbreviates
from qt2anki.dealer.answering import announces, new_words, says_something
from qt2anki.dealer.cues import POINTS_BACK
from qt2anki.dealer.gaps import has_one_answer
from qt2anki.dealer.keywords import find_keywords
from qt2anki.dealer.passages import find_runs, is_balanced
from qt2anki.dealer.rarity import rarity
from qt2anki.dealer.vocabulary import COMMONPLACE, EVALUATIONS, FILLER, GENERIC, IMPERATIVES, LEANING
from qt2anki.dealer.words import WORD, Family, bare, content_words, find_words, is_content, related
from qt2anki.decode import restore_source
from qt2anki.markup import restore_html, to_html
from qt2anki.markup.disarm import without_cloze_marks
from qt2anki.model import FORMULA_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.dealer.passages import Run
    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Formula, Fragment

FEWEST_WORDS = 7
MOST_WORDS = 60

FEWEST_LETTERS = 3
"""How many first letters of a word give it away."""
_POINTS_ELSEWHERE = re.compile(
    r"^together\b|\bthe same (?:amount|number|way|example)\b"
    r"|\b(?:this|these|those|another|above|below|previously|aforementioned|the (?:former|latter))\b"
    r"|\b(?:i|we) (?:cannot|can['’]t|could not|am unable|do not)\b"
    r"|\b(?:available|gathered|provided) (?:information|data)\b|\brespondents\b",
    re.IGNORECASE,
)
"""What a sentence says of others around it, or of the answer itself: alone it is not understood."""
FEWEST_CLUES = 2
"""How many words that say something, the question's aside, must stand around a deletion."""
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"\w[-‐‑]$"), re.compile(r"[-‐‑]\w")
"""What makes a word part of a longer one, "Time-to-Live", whose rest would give it away."""
_MODAL = re.compile(r"\b(?:to|can|may|will|must|should|could|might|would)\s$", re.IGNORECASE)
_VERBAL = re.compile(r".{3,}(?:ing|ed|ize|izes|ify|ifies)$")


class Cloze(NamedTuple):
    """A sentence as HTML with one deletion, formulas restored, and the deleted words as plain text."""

    text: str
    deleted: str
    sentence: str


class _Sentence(NamedTuple):
    """A sentence: characters `start` to `end` of a run; `asked` are the words that already stand on the card.

    `formulas` belong to the placeholders of its text.
    """

    run: Run
    start: int
    end: int
    asked: Family
    formulas: tuple[Formula, ...]

    @property
    def text(self) -> str:
        return self.run.text[self.start : self.end]


class _Target(NamedTuple):
    """Characters `start` to `end` of a sentence, to be deleted, and how good an answer they are."""

    start: int
    end: int
    rank: tuple[int, int]


def find_clozes(scene: Scene, block: Fragment, *, title: str = "", alone: bool) -> Iterator[Cloze]:
    """Yield a cloze for each sentence of rendered blocks that says something and has a term worth asking for.

    `alone` says that the sentence must stand without title and without the sentences before it; then its term must be
    a keyword of the document that has one answer: a name, a technical word, what something is called.
    """
    rendered = to_html(block)
    asked = Family((*scene.question_words.words, *content_words(title)))
    for run in find_runs(rendered):
        if run.tag.startswith("h") or (alone and run.depth):
            continue
        for start, end in run.sentences():
            sentence = _Sentence(run, start, end, asked, scene.answer.formulas)
            target = _target(scene, sentence, title, alone=alone)
            if target is not None:
                yield _cloze(scene, rendered, sentence, target)


def _target(scene: Scene, sentence: _Sentence, title: str, *, alone: bool) -> _Target | None:
    text = sentence.text
    words = find_words(text)
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or not says_something(text, sentence.asked):
        return None
    if alone and (words[0].casefold() in LEANING or POINTS_BACK.match(text) or announces(text)):
        return None
    if _POINTS_ELSEWHERE.search(text):
        return None
    targets = list(_keyword_targets(scene, sentence))
    if not targets and not alone:
        targets = list(_word_targets(sentence))
    best = max(targets, key=lambda target: target.rank, default=None)
    return best if best is None or best.rank[0] or not (alone or title) else None


def _keyword_targets(scene: Scene, sentence: _Sentence) -> Iterator[_Target]:
    for start, end in find_keywords(scene.keywords, sentence.text):
        found = sentence.text[start:end]
        words = content_words(found)
        if any(word in FILLER or word in GENERIC for word in words[-1:]):
            continue
        if not _is_short_for_asked(scene, sentence, found) and _can_be_found(sentence, (start, end), words):
            yield _ranked(sentence, start, end)


def _ranked(sentence: _Sentence, start: int, end: int) -> _Target:
    words = sentence.text[start:end]
    return _Target(start, end, (rarity(words, sentence.text[:start], sentence.text[end:]), len(words)))


def _is_short_for_asked(scene: Scene, sentence: _Sentence, term: str) -> bool:
    """Tell whether a term is an abbreviation of what is asked: by its letters, or as the document spells it out."""
    spelled = scene.abbreviations.get(term) or scene.abbreviations.get(term.removesuffix("s"), ())
    if any(word in sentence.asked for word in spelled) or abbreviates(term, scene.document.question.text):
        return True
    return any(word.startswith(bare(term)) for word in scene.question_words.words if len(term) >= FEWEST_LETTERS)


def _word_targets(sentence: _Sentence) -> Iterator[_Target]:
    for found in WORD.finditer(sentence.text):
        word = bare(found[0])
        if not is_content(found[0]) or len(word) < 4 or word.endswith("ly") or word in FILLER or word in GENERIC:
            continue
        if word in IMPERATIVES or word in COMMONPLACE or word in EVALUATIONS:
            continue
        if _VERBAL.match(word) or _MODAL.search(sentence.text, 0, found.start()):
            continue
        if _can_be_found(sentence, found.span(), (word,)):
            yield _ranked(sentence, *found.span())


def _can_be_found(sentence: _Sentence, span: tuple[int, int], words: tuple[str, ...]) -> bool:
    """Tell whether a deletion has one answer, of which no word stands elsewhere on the card."""
    before, deleted, after = sentence.text[: span[0]], sentence.text[slice(*span)], sentence.text[span[1] :]
    if _JOINED_BEFORE.search(before) or _JOINED_BEHIND.match(after):
        return False
    if new_words(f"{before} {after}", sentence.asked) < FEWEST_CLUES or not has_one_answer(before, deleted, after):
        return False
    if any(word in sentence.asked for word in words):
        return False
    others = (word for side in (before, after) for word in content_words(restore_source(side, sentence.formulas)))
    return not any(related(word, other) for other in others for word in words)


def _cloze(scene: Scene, rendered: str, sentence: _Sentence, target: _Target) -> Cloze:
    run, text = sentence.run, sentence.text
    first, last = run.place(sentence.start, sentence.end)
    begin, stop = run.place(sentence.start + target.start, sentence.start + target.end)
    if "<" in rendered[first:last] and not (is_balanced(rendered[first:last]) and is_balanced(rendered[begin:stop])):
        pieces = (text[: target.start], text[target.start : target.end], text[target.end :])
        before, inside, after = (html.escape(piece, quote=False) for piece in pieces)
    else:
        before, inside, after = rendered[first:begin], rendered[begin:stop], rendered[stop:last]
    formulas = scene.answer.formulas
    before, after = (without_cloze_marks(restore_html(part, formulas)) for part in (before, after))
    field = f"{before}{{{{c1::{escape_deletion(inside, formulas)}}}}}{after}"
    return Cloze(field, text[target.start : target.end], text)


def escape_deletion(text: str, formulas: tuple[Formula, ...]) -> str:
    """Write HTML inside a deletion, where `}}` would end it and `::` would begin a hint (docs/anki.md, fact 21)."""
    restored = restore_html(text, formulas)
    while "}}" in restored:
        restored = restored.replace("}}", "} }")
    restored = re.sub(":(?=:)", ":{}" if FORMULA_OPEN in text else "&#58;", restored)
    return restored + " " if restored.endswith("}") else restored

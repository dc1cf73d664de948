"""The cards of the whole corpus: no front gives its answer away, and what is not asked has its reason."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

import pytest
import snowballstemmer
from dealt import deal_files

from qt2anki.model import Kind, Role
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dealt import Dealt

    from qt2anki.model import NoteDraft

pytestmark = pytest.mark.corpus

PORTER = snowballstemmer.stemmer("porter")
_EMPTY = (
    "a about above across after again against all along also although always among an and another any are around as at"
    " away back be became because become becomes been before being below between both but by can cannot could did do"
    " does doing done down during each either else even ever every few for from further get gets given had has have he"
    " her here him his how however i if in indeed into is it its itself just like made make makes making many may me"
    " might more most much must my near neither no nor not now of off often on once one only onto or other others our"
    " out over own per rather same shall she should since so some still such than that the their them then there"
    " thereby therefore these they this those though through throughout thus to together too toward towards under until"
    " up upon us versus very via vs was way we well were what when where whereas whether which while who whom whose why"
    " will with within without would yet you your yourself themselves himself herself ourselves two three four five"
    " first second third s t eg ie etc let"
)
EMPTY_WORDS = frozenset(_EMPTY.split())


def _words(html: str) -> list[str]:
    """The words that a reader sees, lower case, TeX commands left out."""
    text = unescape(re.sub(r"<[^<>]*>", "", re.sub(r"</(?:p|li|div|td|th|h\d)>|<br>", " ", html)))
    text = re.sub(r"\\(?:begin|end)\{[^}]*\}|\\[A-Za-z]+", " ", text)
    return [word for word in re.split(r"[^0-9a-zà-ÿ]+", text.lower()) if len(word) > 1 and word not in EMPTY_WORDS]


def _stem(word: str, known: dict[str, str] = {}) -> str:  # noqa: B006 - a memory on purpose
    if word not in known:
        known[word] = str(PORTER.stemWord(word))
    return known[word]


def _relatives(one: str, other: str) -> bool:
    """Equal stems, or all but the last three letters of the longer one, at least four (docs/cards.md, point 3)."""
    if _stem(one) == _stem(other):
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and shared >= max(len(one), len(other)) - 3


def leaked(answer: str, front: str, question: str) -> list[str]:
    """Words of a front, the question's aside, that are words of the answer or relatives of one."""
    asked = set(_words(question))
    secret = [word for word in _words(answer) if not any(_relatives(word, known) for known in asked)]
    by_start: dict[str, list[str]] = {}
    for word in secret:
        by_start.setdefault(word[:2], []).append(word)
    seen = {word for word in _words(front) if word not in asked and word[:2] in by_start}
    return [word for word in sorted(seen) if any(_relatives(word, one) for one in by_start[word[:2]])]


def _answer(note: NoteDraft, card: str, back: str) -> str:
    if card != "Cloze":
        return note.title
    found = re.search(r'<span class="cloze"[^>]*>(.*?)</span>', back, re.DOTALL)
    return found[1] if found else ""


def _leaks(dealt: Dealt) -> Iterator[tuple[str, list[str]]]:
    question = dealt.document.question.text
    for note, card in dealt.cards():
        if card.name in {"Name", "Next", "Cloze"}:
            found = leaked(_answer(note, card.name, card.back), card.front, question)
            yield f"{dealt.document.path} {card.name} {note.title!r}: {', '.join(found)}", found


@pytest.mark.parametrize(
    ("answer", "front", "expected"),
    [
        ("Membrane Depolarization", "causing […] of the beta cell", []),
        ("Membrane Depolarization", "it depolarizes", ["depolarizes"]),
        ("Environmental Signals", "the environment", ["environment"]),
        ("Glucose Uptake", "of insulin", []),
    ],
)
def test_the_leak_test_finds_leaks(answer: str, front: str, expected: list[str]) -> None:
    assert leaked(answer, front, "What triggers the release of insulin?") == expected


def test_fronts_do_not_leak(corpus: Path) -> None:
    fronts = 0
    leaks: list[str] = []
    for dealt in deal_files(corpus):
        for line, found in _leaks(dealt):
            fronts += 1
            if found:
                leaks.append(line)
    print(f"{len(leaks)} leaks on {fronts} fronts", *leaks[:50], sep="\n")
    assert fronts > 10_000
    assert len(leaks) <= fronts / 1000


def test_coverage(corpus: Path) -> None:
    documents = refused = answered = 0
    steps: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for dealt in deal_files(corpus):
        documents += 1
        if _is_refused(dealt):
            refused += 1
            continue
        answer_notes = [note for note in dealt.deal.notes if note.kind is Kind.ANSWER]
        answer_reasons = [each for each in dealt.deal.omissions if each.kind is Kind.ANSWER]
        assert len(answer_notes) + len(answer_reasons) == 1, dealt.document.path
        answered += len(answer_notes)
        steps.update(_step_coverage(dealt))
        reasons.update((each.card, each.reason) for each in dealt.deal.omissions)
    print(f"{documents} documents, {refused} refused, {answered} with an answer note", dict(steps), sep="\n")
    print(*(f"{count:7} {card}: {reason}" for (card, reason), count in reasons.most_common()), sep="\n")
    assert steps["without a reason"] == 0
    assert steps["card"] >= 0.95 * steps["titled"]
    assert steps["pair"] >= 0.65 * steps["titled"]


def _is_refused(dealt: Dealt) -> bool:
    return split_answer(dealt.document).skipped is not None


def _step_coverage(dealt: Dealt) -> Iterator[str]:
    notes: dict[tuple[int | None, int | None], list[NoteDraft]] = {}
    for note in dealt.deal.notes:
        if note.kind in {Kind.STEP, Kind.PART}:
            notes.setdefault((note.mechanism, note.step), []).append(note)
    explained = {(each.mechanism, each.step) for each in dealt.deal.omissions}
    for at, mechanism in enumerate(split_answer(dealt.document).mechanisms, 1):
        if mechanism.role in {Role.SUMMARY, Role.EXAMPLE}:
            continue
        for nth, step in enumerate(mechanism.steps, 1):
            if not step.title:
                yield "untitled"
                continue
            yield "titled"
            found = notes.get((at, nth), [])
            if found:
                yield "card"
            elif (at, nth) not in explained:
                yield "without a reason"
            if any(note.note_type == "step" and {0, 1} <= set(note.cards) for note in found):
                yield "pair"

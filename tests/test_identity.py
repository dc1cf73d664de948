"""Who is who: cases in `data/identity.md`, laws by property, numbers by hand."""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.identity import (
    Arrival,
    KnownDocument,
    KnownNote,
    match_documents,
    match_notes,
    mint_guid,
    next_note_id,
    recognition_text,
    spread_note_id,
)
from qt2anki.identity.assignment import assign
from qt2anki.model import Kind, NoteDraft

CASES = (Path(__file__).parent / "data" / "identity.md").read_text(encoding="utf-8").split("\n## ")[1:]


def draft(title: str, text: str, kind: Kind = Kind.STEP, note_type: str = "step") -> NoteDraft:
    mark = blake2b(f"{title}\0{text}".encode(), digest_size=16).digest()
    return NoteDraft(kind, note_type, 1, 1, None, title, text, (), (0,), (0,), mark)


def known(this: NoteDraft, place: int, *, present: bool = True) -> KnownNote:
    text = recognition_text(this.text)
    return KnownNote(this.note_type, this.kind.value, this.title, text, this.digest, place, present)


def read_case(case: str) -> tuple[list[NoteDraft], list[NoteDraft], list[int | None]]:
    old, new, expected = [], [], []
    for kind, title, text in re.findall(r"^- (point )?(.*?) :: (.*)$", case, re.MULTILINE):
        old.append(draft(title, text, Kind.POINT if kind else Kind.STEP))
    for number, title, text in re.findall(r"^=> (\d+|new) (.*?) :: (.*)$", case, re.MULTILINE):
        new.append(draft(title, text))
        expected.append(None if number == "new" else int(number) - 1)
    return old, new, expected


@pytest.mark.parametrize("case", CASES, ids=[case.partition("\n")[0] for case in CASES])
def test_notes_go_on(case: str) -> None:
    old, new, expected = read_case(case)
    assert old
    assert new
    assert match_notes([known(each, place) for place, each in enumerate(old)], new) == expected


EVERY_NOTE = [each for case in CASES for each in read_case(case)[0]]


@given(st.lists(st.sampled_from(EVERY_NOTE), max_size=8, unique_by=lambda d: (d.title, d.text)), st.randoms())
def test_a_new_order_loses_nothing(notes: list[NoteDraft], random: st.DataObject) -> None:
    order = list(range(len(notes)))
    random.shuffle(order)  # type: ignore[attr-defined]
    old = [known(each, place) for place, each in enumerate(notes)]
    assert match_notes(old, [notes[index] for index in order]) == order


@given(st.lists(st.sampled_from(EVERY_NOTE), max_size=8), st.lists(st.sampled_from(EVERY_NOTE), max_size=8))
def test_what_stays_word_for_word_is_never_minted_anew(before: list[NoteDraft], after: list[NoteDraft]) -> None:
    matches = match_notes([known(each, place) for place, each in enumerate(before)], after)
    taken = [match for match in matches if match is not None]
    assert len(taken) == len(set(taken))
    left = [before[index] for index in range(len(before)) if index not in taken]
    minted = [after[index] for index, match in enumerate(matches) if match is None]
    assert not {(d.title, d.text) for d in left} & {(d.title, d.text) for d in minted}


def test_a_match_never_crosses_note_types() -> None:
    old = draft("Tempering", "The blade gives up brittleness.")
    assert match_notes([known(old, 0)], [old._replace(note_type="cloze")]) == [None]


def test_the_answer_goes_on_while_the_question_stands() -> None:
    old = draft("", "Osmosis moves water.", Kind.ANSWER, "answer")
    new = draft("", "A membrane that lets only solvent pass is at the heart of it.", Kind.ANSWER, "answer")
    assert match_notes([known(old, 0)], [new]) == [0]
    assert match_notes([known(old, 0)], [new], same_question=False) == [None]


def test_a_cloze_is_the_words_it_deletes() -> None:
    text = "The nephron filters blood and takes back glucose."
    old = draft("nephron", text, Kind.CLOZE, "cloze")
    new = [draft("glucose", text, Kind.CLOZE, "cloze"), draft("nephrons", f"{text} Daily.", Kind.CLOZE, "cloze")]
    assert match_notes([known(old, 0)], new) == [None, 0]


def test_a_retired_note_returns_only_when_it_is_nearly_the_same() -> None:
    old = draft("Quenching", "Plunged red into oil the steel freezes into martensite, hard and brittle.")
    near = draft("Quenching", "Plunged red into oil, steel freezes into martensite, hard and brittle.")
    far = draft("Quenching", "Oil or brine: how fast the smith cools red steel decides on martensite.")
    retired = [known(old, 0, present=False)]
    assert match_notes(retired, [near]) == [0]
    assert match_notes(retired, [far]) == [None]
    assert match_notes([known(old, 0)], [far]) == [0]
    gone = known(EVERY_NOTE[0], 1, present=False)
    assert match_notes([known(near, 0), gone], [far, EVERY_NOTE[0]._replace(title="Rest at Last")]) == [0, 1]


# -- documents -----------------------------------------------------------------------------------------------------


def no_text(_index: int) -> str:
    return ""


def test_a_surer_sign_goes_first() -> None:
    olds = [
        KnownDocument(1, (5,), "How do bees dance?", (("zoology/bees.md", "zoology"),)),
        KnownDocument(2, (6,), "How do bees see?", (("physics/bees.md", "physics"),)),
    ]
    news = [
        Arrival(8, "How do bees see?", (("zoology/bees.md", "zoology"),)),
        Arrival(5, "How do bees sleep?", (("law/other.md", "law"),)),
        Arrival(9, "How do bees see", (("law/third.md", "law"),)),
    ]
    assert match_documents(olds, news, no_text, no_text) == {1: 0, 0: 1}
    assert match_documents(olds, [news[0], news[2]], no_text, no_text) == {0: 0, 1: 1}


def test_a_sign_that_two_share_decides_nothing() -> None:
    olds = [KnownDocument(1, (5,), "Why?", (("a/x.md", "a"),)), KnownDocument(2, (6,), "Why?", (("b/y.md", "b"),))]
    news = [Arrival(8, "Why?", (("c/z.md", "c"),))]
    assert match_documents(olds, news, no_text, no_text) == {}


def test_a_document_that_was_there_goes_before_one_that_was_gone() -> None:
    olds = [
        KnownDocument(1, (5,), "Why?", (("a/x.md", "a"),), present=False),
        KnownDocument(2, (6,), "How?", (("a/x.md", "a"),)),
    ]
    news = [Arrival(8, "When?", (("a/x.md", "a"),))]
    assert match_documents(olds, news, no_text, no_text) == {0: 1}
    assert match_documents(olds[:1], news, no_text, no_text) == {0: 0}


def test_nearly_the_same_text_is_the_last_sign() -> None:
    text = " ".join(f"{each.title} {each.text}" for each in EVERY_NOTE[:6])
    other = " ".join(f"{each.title} {each.text}" for each in EVERY_NOTE[6:12])
    olds = [KnownDocument(number, (number,), f"Q{number}?", ((f"a/{number}.md", "a"),)) for number in (1, 2)]
    news = [Arrival(8, "Quite another?", (("c/z.md", "c"),))]
    texts = [other, text.replace("potassium", "K+")]
    assert match_documents(olds, news, texts.__getitem__, lambda _: text) == {0: 1}
    assert match_documents(olds, news, texts.__getitem__, lambda _: "Nothing of this kind at all.") == {}


# -- numbers -------------------------------------------------------------------------------------------------------


def test_guids_are_minted_from_every_part() -> None:
    guids = {
        mint_guid(document, kind, title, number)
        for document in (1, 11)
        for kind in (Kind.STEP, Kind.PART)
        for title in ("", "1", "a", "ab")
        for number in (0, 1)
    }
    assert len(guids) == 32
    assert all(re.fullmatch(r"[0-9A-Za-z]{12}", guid) for guid in guids)
    assert mint_guid(124226, Kind.STEP, "Historical Context", 0) == "nMy3eoO45wy1"


def test_note_ids_run_round() -> None:
    assert next_note_id(100_000_000_000) == 100_000_000_008
    assert next_note_id(999_999_999_992) == 100_000_000_000
    assert spread_note_id("abc") % 8 == 0


GAINS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(float), max_size=14)


@given(GAINS)
def test_an_assignment_gains_the_most(gains: dict[tuple[int, int], float]) -> None:
    chosen = assign(gains)
    assert len(set(chosen.values())) == len(chosen)
    most = max(
        sum(gains.get((left, right), 0) for left, right in enumerate(rights)) for rights in permutations(range(5))
    )
    assert sum(gains[pair] for pair in chosen.items()) == most

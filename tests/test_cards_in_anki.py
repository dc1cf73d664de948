"""Every card as real Anki renders it: the same cards, the same two sides, nothing empty, no template error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from anki.collection import Collection
from anki_import import import_deck
from dealt import deal_files, deal_text, notes_of

from qt2anki.notetypes import NOTE_TYPES, note_types
from qt2anki.package import pack
from qt2anki.plaintext import to_text
from qt2anki.rendering import render_cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anki.cards import CardId

    from qt2anki.model import Note

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"
GOLDEN = TESTS / "golden" / "seeds.txt"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def _import(collection: Collection, notes: list[Note], tmp_path: Path) -> None:
    deck = tmp_path / "deck.apkg"
    deck.write_bytes(pack("QuickTakes::Test", "", notes, note_types()))
    log = import_deck(collection, deck)
    assert (log.new, log.conflicting) == (len(notes), 0)


def _differences(collection: Collection, notes: list[Note]) -> list[str]:
    """Compare what Anki renders with what we do; a cloze's own line break at the end of its field is Anki's."""
    found: list[str] = []
    for note in notes:
        ours = render_cards(NOTE_TYPES[note.note_type], note.fields, note.cards)
        for card_id, mine in zip(note.card_ids, ours, strict=True):
            output = collection.get_card(cast("CardId", card_id)).render_output()
            for side, theirs, own in (
                ("front", output.question_text, mine.front),
                ("back", output.answer_text, mine.back),
            ):
                if theirs != own:
                    found.append(f"{note.fields[0]} {mine.name} {side}:\n{theirs}\n{own}")
                if not to_text(theirs):
                    found.append(f"{note.fields[0]} {mine.name} {side} is empty")
    return found


def _faults(collection: Collection) -> list[str]:
    assert collection.db is not None
    before = set(map(tuple, collection.db.all("SELECT nid, ord FROM cards")))
    ids = collection.db.list("SELECT id FROM notes")
    collection.after_note_updates(ids, mark_modified=False, generate_cards=True)
    after = set(map(tuple, collection.db.all("SELECT nid, ord FROM cards")))
    empty = [note.note_id for note in collection.get_empty_cards().notes]
    checks = {note_id: collection.get_note(note_id).fields_check() for note_id in ids}
    wrong = [f"{note_id}: {state}" for note_id, state in checks.items() if state]
    return [*(f"missing or surplus card {each}" for each in before ^ after), *map(str, empty), *wrong]


def test_seeds(collection: Collection, tmp_path: Path) -> None:
    notes = notes_of(deal_files(SEEDS))
    _import(collection, notes, tmp_path)
    assert _differences(collection, notes) == []
    assert _faults(collection) == []


def seeds_as_text() -> str:
    """All cards of the seeds as plain text, the core in double brackets."""
    lines: list[str] = []
    for dealt in deal_files(SEEDS):
        lines.append(f"# {dealt.document.question.text}")
        for note, card in dealt.cards():
            front, back = (
                to_text(side.replace('<mark class="qt-core">', "⟦").replace("</mark>", "⟧"))
                for side in (card.front, card.back)
            )
            lines += [f"\n## {note.kind} {card.name}", front, "---", back.removeprefix(front).strip()]
        lines += [f"\nnot asked: {o.kind} {o.mechanism}.{o.step} {o.card}: {o.reason}" for o in dealt.deal.omissions]
    return "\n".join(lines) + "\n"


def test_seeds_read_as_before() -> None:
    """Run this file to write the golden file anew, and read the difference."""
    assert seeds_as_text() == GOLDEN.read_text(encoding="utf-8")


AWKWARD = r"""---
id: 7
question: Why is the sum $\sum_{i=1}^{n} x_{i_{j}}$ <b>bounded</b> & {{c2::closed}}?
subject: Mathematics
seo:
  page_keywords: Hölder inequality, Cauchy–Schwarz
answer: >-
    The sum is bounded & closed since it grows by shrinking {{c2::terms}} < $\frac{1}{2^{n}}$.\n\n
    1. **Bound $x_{i_{j}}$ by a<b**: Every term with $a<b$ and $x_{i_{j}} > 0$ is bounded by the greatest element.\n\n
    2. The partial sums $\frac{1}{2^{n}}$ grow slowly and stay below the Hölder inequality, as Otto Hölder showed.\n\n
    3. **Use `a[i]::b`**: The brackets `{{x}}` and `std::vector<int>` keep their signs, and 3 < 4 & 5 > 4 does.\n\n
    4. **Right to left (שלום)**: The word שלום means peace and is written from the right side of the page.\n
url: /learn/x
---
"""


def test_awkward_signs(collection: Collection, tmp_path: Path) -> None:
    notes = notes_of(iter([deal_text(AWKWARD)]))
    assert len(notes) >= 4
    _import(collection, notes, tmp_path)
    assert _differences(collection, notes) == []
    assert _faults(collection) == []


@pytest.mark.corpus
def test_three_hundred_documents(collection: Collection, tmp_path: Path, corpus: Path) -> None:
    notes = notes_of(deal_files(corpus, sample=300))
    _import(collection, notes, tmp_path)
    differences, faults = _differences(collection, notes), _faults(collection)
    print(f"{len(notes)} notes, {sum(len(note.cards) for note in notes)} cards; {len(differences)} differences")
    assert differences == []
    assert faults == []


if __name__ == "__main__":
    GOLDEN.write_text(seeds_as_text(), encoding="utf-8")

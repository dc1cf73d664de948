"""Which pairs of steps have a *Next* card: cases by shape."""

from __future__ import annotations

import pytest

from qt2anki.dealer.following import Step, find_chain, follows
from qt2anki.dealer.words import Family, content_words

WHY, HOW = "Why does iron rust?", "What are the steps to calculate the rust of iron?"
WETTING = Step("Wetting", "Rain covers the bare metal with a film of water.")
WEIGHING = Step("Weigh the Plate", "Put the clean plate on a balance.")

CASES = [
    # the step before, the step, the question, whether it follows
    (WETTING, Step("Dissolution", "Then ions leave the metal."), WHY, True),
    (WETTING, Step("Dissolution", "Once iron is wet, ions leave the metal."), WHY, True),
    (WETTING, Step("Dissolution", "Under the wet surface ions leave the metal."), WHY, True),
    (WETTING, Step("Dissolution", "The water takes up ions of the metal."), WHY, True),
    (WETTING, Step("Dissolution", "Ions leave, and the metal loses electrons in water."), WHY, False),
    (WETTING, Step("Dissolution", "In addition to wet iron, salt takes up ions."), WHY, False),
    (WETTING, Step("Flaking", "Finally, flakes fall off."), WHY, False),
    (WETTING, Step("Repainting (Optional)", "Then the plate may be painted."), WHY, False),
    (WETTING, Step("Troubleshooting", "Once iron is wet, mend it."), WHY, False),
    (WEIGHING, Step("Measure the Area", "Multiply its sides."), HOW, True),
    (WEIGHING, Step("Measure the Area", "Multiply its sides."), WHY, False),
    (WEIGHING, Step("Area", "Multiply its sides."), HOW, False),
    (Step("Bessemer (1856)", "Air burns the carbon."), Step("Thomas (1878)", "Lime binds phosphorus."), WHY, True),
    (Step("Thomas (1878)", "Lime binds phosphorus."), Step("Bessemer (1856)", "Air burns the carbon."), WHY, False),
    (Step("Puddling (1784-1860s)", "Rods stir iron."), Step("Bessemer (1856)", "Then air burns carbon."), WHY, False),
    (Step("Puddling (19th century)", "Rods stir iron."), Step("Bessemer (1856)", "Then air burns carbon."), WHY, False),
    (Step("Puddling (1784-1850s)", "Rods stir iron."), Step("Bessemer (1856)", "Then air burns carbon."), WHY, True),
    (WEIGHING, Step("Measure the Area", "If you doubt it, multiply its sides."), HOW, False),
]


@pytest.mark.parametrize(("before", "step", "question", "expected"), CASES)
def test_a_step_follows_where_the_pair_shows_it(before: Step, step: Step, question: str, *, expected: bool) -> None:
    asked = Family(content_words(question))
    assert follows(before, step, question, asked, (before.title, step.title)) is expected


def test_the_commands_of_a_long_list_could_stand_elsewhere() -> None:
    area = Step("Measure the Area", "Multiply its sides.")
    titles = (*[f"Measure Side {side}" for side in "ABCD"], WEIGHING.title, area.title)
    assert not follows(WEIGHING, area, HOW, Family(content_words(HOW)), titles)


def test_years_out_of_order_are_no_chronology() -> None:
    later, last = Step("Thomas (1878)", "Lime binds phosphorus."), Step("Linz (1952)", "Oxygen blows.")
    asked = Family(content_words(WHY))
    assert follows(later, last, WHY, asked, (later.title, last.title))
    assert not follows(later, last, WHY, asked, (later.title, last.title, "Bessemer (1856)"))


RUST = (
    ("Wetting", "Rain covers the plate, forming a film of water."),
    ("Dissolution", "The film takes up iron, releasing ions."),
    ("Precipitation", "Once these ions meet air, they settle as a brown crust."),
    ("Prevention", "Paint keeps plates dry."),
)
CHAINS = [
    # which steps of the list there are, which go on from the one before
    ((0, 1, 2, 3), [False, True, True, False]),
    ((3, 0, 1, 2), [False, False, True, True]),
    ((0, 1, 3), [False, False, False]),
    ((0, 3, 1, 2), [False, False, False, False]),
    ((3,), [False]),
]


@pytest.mark.parametrize(("steps", "expected"), CHAINS)
def test_a_process_within_a_list_is_found(steps: tuple[int, ...], expected: list[bool]) -> None:
    assert find_chain([Step(*RUST[at]) for at in steps], Family(content_words(WHY))) == expected

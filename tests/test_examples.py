"""Worked examples: what is given on the front and no more, the steps with their result set off on the back."""

from __future__ import annotations

import pytest
from test_cards import STEPS, deal, fields, numbered

from qt2anki.dealer.examples import GIVEN_AWAY, NO_RESULT, NOTHING_GIVEN
from qt2anki.model import Kind, NoteDraft
from qt2anki.plaintext import to_text

QUESTION = "How does a mill work out its tolls?"
BASIN = "Suppose a basin of 4 feet loses 8 pounds of water a day."
WORKED = "1. **Divide**: 8 over 4 are 2 each.\n2. **Convert**: 2 each are 24 inches of depth."


def _example(text: str) -> NoteDraft | str:
    """Deal an example behind another list: its note, or why there is none."""
    dealt = deal(f"{numbered(STEPS)}\n\n{text}", QUESTION).deal
    notes = [note for note in dealt.notes if note.kind is Kind.EXAMPLE]
    return notes[0] if notes else next(each.reason for each in dealt.omissions if each.kind is Kind.EXAMPLE)


GIVEN = [
    # what stands above the steps, title, what is given
    (f"### Example\n\n{BASIN}", "Example", BASIN),
    (f"### Example Calculation\n\nWater is weighed on a scale. {BASIN}", "Example Calculation", BASIN),
    (
        f"### Example Calculation\n\nWater is weighed.\n\nExample:\n\n{BASIN}",
        "Example Calculation",
        f"Example:\n{BASIN}",
    ),
    (f"### Example of Tolls: Consider this\n\n{BASIN}", "Example of Tolls", BASIN),
]


@pytest.mark.parametrize(("above", "title", "given"), GIVEN)
def test_the_front_has_what_is_given(above: str, title: str, given: str) -> None:
    note = _example(f"{above}\n\n{WORKED}")
    assert isinstance(note, NoteDraft)
    assert (note.title, to_text(fields(note)["Given"])) == (title, given)


REASONS = [
    # what is given, the steps, why it is no card
    ("Suppose a basin loses water.", WORKED, NOTHING_GIVEN),
    (f"{BASIN} We get 2 pounds each:", WORKED, GIVEN_AWAY),
    (f"{BASIN} Substituting these:", WORKED, GIVEN_AWAY),
    (BASIN, "1. **Basin**: 4 feet.\n2. **Loss**: 8 pounds.", NO_RESULT),
    (BASIN, "1. **Divide**: 8 over 4 are 2 each.\n2. **Convert**: Turn pounds into inches.", NO_RESULT),
    (BASIN, "1. **Divide**: 8 over 4 are 2 each.\n2. **Convert**: $d = f(2) / 12$", NO_RESULT),
]


@pytest.mark.parametrize(("given", "steps", "reason"), REASONS)
def test_what_gives_no_card(given: str, steps: str, reason: str) -> None:
    assert _example(f"### Example\n\n{given}\n\n{steps}") == reason


RESULTS = [
    # steps and what stands behind them, what is set off, how it is asked for
    (WORKED, "2 each are 24 inches of depth.", ": work it out."),
    (
        f"{WORKED}\n\nThus, the loss of depth is 24 inches.",
        "Thus, the loss of depth is 24 inches.",
        ": work out the loss of depth.",
    ),
    (f"{WORKED}\n\nThus, the loss $d$ is 24 inches.", "Thus, the loss \\(d\\) is 24 inches.", ": work it out."),
    (
        f"{WORKED}\n\nWater is precious. Mills stand still without it.",
        "2 each are 24 inches of depth.",
        ": work it out.",
    ),
    (f"{WORKED}\n3. **Verify the Result**: 24 over 12 are 2.", "2 each are 24 inches of depth.", ": work it out."),
    (f"{WORKED}\n\nWe write it down:\n\nThe result is 24.", "The result is 24.", ": work it out."),
]


@pytest.mark.parametrize(("steps", "core", "prompt"), RESULTS)
def test_the_result_is_set_off_and_asked_for(steps: str, core: str, prompt: str) -> None:
    note = _example(f"### Example\n\n{BASIN}\n\n{steps}")
    assert isinstance(note, NoteDraft)
    opened, _, rest = fields(note)["Body"].partition('<mark class="qt-core">')
    assert opened
    assert to_text(rest.partition("</mark>")[0]) == core
    assert fields(note)["Explain"] == prompt

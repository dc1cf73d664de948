"""Which cards a document gives: cases by shape, and the laws that a release depends on."""

from __future__ import annotations

import pytest
from dealt import Dealt, deal_text
from hypothesis import given, settings
from hypothesis import strategies as st

from qt2anki.config import ALL_KINDS
from qt2anki.dealer.pairs import SAYS_LITTLE
from qt2anki.model import Kind, NoteDraft
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.plaintext import to_text

STEPS = {
    "Evaporation": "Warmth turns liquid from lakes into invisible vapour that rises.",
    "Condensation": "Cold air then squeezes tiny droplets out of the vapour around specks of dust.",
    "Precipitation": "Once droplets weigh more than the air can carry, they fall as rain or snow.",
}


def source(answer: str, question: str = "How does the water cycle work?", keywords: str = "") -> str:
    lines = "\\n".join(answer.strip().splitlines())
    return (
        f"---\nid: 5\nquestion: >-\n    {question}\nsubject: Science\nanswer: >-\n    {lines}\n"
        f"seo:\n  page_keywords: {keywords}\nurl: /learn/x\n---\n"
    )


def numbered(steps: dict[str, str]) -> str:
    return "\n\n".join(f"{at}. **{title}**: {body}" for at, (title, body) in enumerate(steps.items(), 1))


def deal(answer: str, question: str = "How does the water cycle work?", keywords: str = "") -> Dealt:
    return deal_text(source(answer, question, keywords))


def fields(note: NoteDraft) -> dict[str, str]:
    return dict(zip(NOTE_TYPES[note.note_type].field_names, note.fields, strict=True))


def shown(dealt: Dealt) -> list[tuple[str, str, str]]:
    """(kind, card, title) of all cards."""
    return [(str(note.kind), card.name, note.title) for note, card in dealt.cards()]


def reasons(dealt: Dealt) -> set[tuple[str, str]]:
    return {(omission.card, omission.reason) for omission in dealt.deal.omissions}


def test_each_step_gives_a_pair_and_each_but_the_first_a_next() -> None:
    dealt = deal(f"The water cycle has these stages:\n\n{numbered(STEPS)}")
    steps = [each for each in shown(dealt) if each[0] == "step"]
    assert steps == [
        *[("step", card, "Evaporation") for card in ("Explain", "Name")],
        *[("step", card, title) for title in ("Condensation", "Precipitation") for card in ("Explain", "Name", "Next")],
    ]


def test_the_sides_of_a_pair() -> None:
    dealt = deal(f"The water cycle has these stages:\n\n{numbered(STEPS)}")
    cards = {card.name: card for note, card in dealt.cards() if note.title == "Condensation"}
    assert to_text(cards["Explain"].front).splitlines() == [
        "How does the water cycle work?",
        "Condensation: what happens?",
    ]
    assert '<mark class="qt-core">Cold air' in cards["Explain"].back
    assert to_text(cards["Name"].front).endswith("specks of dust.\nWhich step is this: Con[…]?")
    assert "<strong>Condensation</strong>" in cards["Name"].back
    assert to_text(cards["Next"].front).endswith("After Evaporation, what comes next?")


def test_no_next_without_order() -> None:
    dealt = deal(f"Several factors matter:\n\n{numbered(STEPS)}", "What are the factors of a wet climate?")
    assert "Next" not in {card for _, card, _ in shown(dealt)}


def test_no_next_after_a_title_with_the_same_word() -> None:
    steps = {"Vapour Rises": STEPS["Evaporation"], "Vapour Cools": STEPS["Condensation"]}
    dealt = deal(f"The water cycle has these stages:\n\n{numbered(steps)}")
    assert "Next" not in {card for _, card, _ in shown(dealt)}


GENERIC = [
    ("Definition", {"Explain"}),
    ("Conclusion", set()),
    ("Example 2", set()),
    ("Other Complications", {"Cloze"}),
    ("Water Cycle", {"Explain"}),
    ("Key Factors", {"Explain"}),
    ("Interplay Between Factors", {"Explain"}),
    ("Sublimation", {"Explain", "Name"}),
]


@pytest.mark.parametrize(("title", "expected"), GENERIC)
def test_titles(title: str, expected: set[str]) -> None:
    body = "Snow on a mountain passes straight into vapour without ever melting, and Sublimation names that."
    dealt = deal(f"Facts:\n\n{numbered({'Evaporation': STEPS['Evaporation'], title: body})}")
    assert {card for _, card, name in shown(dealt) if name == title} == expected


PARTS = """
What matters:

1. **Sky**: Two kinds of clouds carry it:
   - **Cirrus**: Thin clouds of ice crystals at great height.
   - **Cumulus**: Heaps of droplets with a flat base, from rising warm air.

2. **Ground**: Rivers carry the rain back into the sea within weeks.
"""


def test_parts_have_pairs_of_their_own_and_the_step_asks_for_their_terms() -> None:
    dealt = deal(PARTS)
    assert [each for each in shown(dealt) if each[0] == "part"] == [
        ("part", card, title) for title in ("Cirrus", "Cumulus") for card in ("Explain", "Name")
    ]
    sky = next(note for note in dealt.deal.notes if note.title == "Sky")
    assert fields(sky)["Body"].count('<mark class="qt-core">') == 2
    part = next(note for note in dealt.deal.notes if note.title == "Cirrus")
    assert (part.mechanism, part.step, part.part) == (1, 1, 1)
    assert fields(part)["Section"] == "Sky"


def test_formulas_in_a_label_stay_formulas_and_whole() -> None:
    steps = PARTS.replace("**Sky**", "**Sky $V$**").partition("1. ")
    dealt = deal(f"## The flux $\\vec{{V}}$ of drops\n\n1. {steps[2]}\n\n## The frost\n\n{numbered(STEPS)}")
    parts = [fields(note) for note, _card in dealt.cards() if note.kind is Kind.PART]
    label = r"The flux \(\vec{V}\) of drops › Sky \(V\)"
    assert {part["Section"] for part in parts} == {label}
    assert {part["Name section"] for part in parts} == {label}


def test_too_many_parts_are_not_asked_at_once() -> None:
    bullets = "\n".join(
        f"   - **{name}**: A cloud at {name} height." for name in ("Cirrus", "Cumulus", "Stratus", "Nimbus")
    )
    dealt = deal(f"What matters:\n\n1. **Sky**:\n{bullets}\n\n2. **Ground**: Rivers carry the rain back to sea.")
    assert ("Explain", "its parts are asked instead") in reasons(dealt)


def test_untitled_steps_are_clozes() -> None:
    dealt = deal(
        "Stages:\n\n1. The sun heats the sea until molecules escape as vapour from its surface.\n"
        "2. The vapour cools and turns into tiny droplets around grains of dust and salt."
    )
    notes = [note for note in dealt.deal.notes if note.kind is Kind.STEP]
    assert [note.note_type for note in notes] == ["cloze", "cloze"]
    assert all(fields(note)["Text"].count("{{c1::") == 1 for note in notes)


def test_a_summary_list_gives_no_cards() -> None:
    dealt = deal(f"{numbered(STEPS)}\n\n### Summary\n\n1. **Rise**: Vapour goes up.\n2. **Fall**: Rain comes down.")
    assert {"Rise", "Fall"}.isdisjoint(title for _, _, title in shown(dealt))


def test_a_worked_example_is_one_note() -> None:
    dealt = deal(
        f"{numbered(STEPS)}\n\n### Example\n\nA basin of 4 square metres loses 8 kg of water a day.\n\n"
        "1. **Divide**: 8 kg over 4 square metres are 2 kg each.\n2. **Convert**: 2 kg each are 2 mm of depth."
    )
    example = [note for note in dealt.deal.notes if note.kind is Kind.EXAMPLE]
    assert len(example) == 1
    assert "4 square metres loses" in fields(example[0])["Given"]
    assert "2 mm of depth" in fields(example[0])["Body"]


def test_an_example_that_gives_nothing_to_work_with_is_no_card() -> None:
    lead = "### Example\n\nThe rule is often used in a proof. Here is how:\n\n"
    given = f"{lead}{{}}1. **State** the basin.\n2. **Divide** it by 2."
    for material, expected in (
        ("", 0),
        ("Depth | Loss\n---|---\na | b\n\nSo:\n\n", 1),
        ("$d$ is the depth, so:\n\n", 1),
    ):
        dealt = deal(f"{numbered(STEPS)}\n\n{given.format(material)}")
        assert sum(note.kind is Kind.EXAMPLE for note in dealt.deal.notes) == expected


def test_a_weak_core_is_asked_only_where_no_name_is() -> None:
    weak = numbered(
        {"Personal Wells": "Laws guard wells, and a person who digs owns them.", "Rain": STEPS["Precipitation"]}
    )
    dealt = deal(f"The water cycle has these stages:\n\n{weak}")
    assert [card for _, card, title in shown(dealt) if title == "Personal Wells"] == ["Name"]
    assert ("Explain", SAYS_LITTLE) in reasons(dealt)
    nameless = deal(f"The water cycle has these stages:\n\n{weak.replace('Personal Wells', 'Complacency')}")
    assert [card for _, card, title in shown(nameless) if title == "Complacency"] == ["Explain"]


def test_bold_bullets_are_points() -> None:
    dealt = deal(
        "Water moves:\n\n- **Runoff**: Rain flows over soil into rivers.\n- **Seepage**: Rain sinks into rock."
    )
    assert [each for each in shown(dealt) if each[0] == "point"] != []
    assert {note.mechanism for note in dealt.deal.notes} == {None}


def test_prose_gives_clozes_of_keywords_that_the_question_does_not_name() -> None:
    dealt = deal(
        "In 1674 the measurements of the French lawyer Pierre Perrault showed that rain alone feeds the Seine. "
        "His countryman Edme Mariotte soon repeated them with better gauges at many places along the river.",
        "Who first measured the water cycle?",
        "Pierre Perrault, Edme Mariotte, water cycle",
    )
    clozes = [fields(note)["Text"] for note in dealt.deal.notes if note.kind is Kind.CLOZE]
    assert 1 <= len(clozes) <= 3
    assert "{{c1::Pierre Perrault}}" in clozes[0]


def test_a_skipped_answer_gives_its_reason() -> None:
    dealt = deal("I'm sorry, but I cannot answer that question.")
    assert dealt.deal.notes == ()
    assert reasons(dealt) == {("Answer", "refusal")}


def test_a_question_that_points_outside_itself_gives_no_cards() -> None:
    dealt = deal(numbered(STEPS), "How does the water cycle work according to this study?")
    assert dealt.deal.notes == ()
    assert {reason for _, reason in reasons(dealt)} == {"the question points outside itself"}
    assert [omission.step for omission in dealt.deal.omissions] == [None, 1, 2, 3]


TWO_HALVES = "What is fog, and how does it form?"


@pytest.mark.parametrize(
    ("question", "answer", "core"),
    [
        (
            TWO_HALVES,
            "Fog is a cloud that touches the ground. Fog forms by cooling moist air over cold soil at night.",
            "Fog is a cloud that touches the ground. Fog forms by cooling moist air over cold soil at night.",
        ),
        (TWO_HALVES, "Fog is a cloud that touches the ground. It is common.", None),
        (
            "How do fog and mist differ?",
            "1. **Fog**: It hides whatever stands farther than a kilometre away.\n2. **Mist**: It hides only hills.",
            "Fog: It hides whatever stands farther than a kilometre away.\n• Mist: It hides only hills.",
        ),
        (
            "Why does rain fall?",
            "Rain is important for fields. Rain falls because droplets collide until they grow too heavy.",
            "Rain falls because droplets collide until they grow too heavy.",
        ),
        (
            "What are the kinds of cloud?",
            "Clouds have several kinds:\n\n1. **Cirrus**: Ice.\n2. **Cumulus**: Heaps.\n3. **Stratus**: Sheets.",
            "Cirrus\n• Cumulus\n• Stratus",
        ),
    ],
)
def test_the_answer_note_answers(question: str, answer: str, core: str | None) -> None:
    notes = [fields(note) for note in deal(answer, question).deal.notes if note.kind is Kind.ANSWER]
    assert [to_text(note["Core"]).removeprefix("• ") for note in notes] == [core] * (core is not None)


@pytest.mark.parametrize("left_out", sorted(ALL_KINDS))
def test_a_kind_left_out_is_neither_dealt_nor_excused(left_out: str) -> None:
    text = source(f"The water cycle has these stages:\n\n{numbered(STEPS)}")
    every, fewer = deal_text(text), deal_text(text, ALL_KINDS - {left_out})
    assert [each for each in shown(every) if left_out not in {each[0], each[1].lower()}] == shown(fewer)
    assert left_out not in {str(each.kind) for each in fewer.deal.omissions}


def test_keys_are_unique_and_read_well() -> None:
    twice = {"Rain": STEPS["Precipitation"]}
    dealt = deal(f"### Sea\n\n{numbered(twice)}\n\n### Land\n\n{numbered(twice)}\n\n{numbered(STEPS)}")
    keys = [note.fields[0] for note in dealt.deal.notes]
    assert len(set(keys)) == len(keys)
    assert any(key.startswith("How does the water cycle work? › ") and key.endswith(" · 5") for key in keys)


WORDS = st.lists(st.sampled_from("granite feldspar quartz mica gneiss schist slate".split()), min_size=6, max_size=9)  # noqa: SIM905


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 3), WORDS)
def test_inserting_a_step_changes_no_sibling(at: int, words: list[str]) -> None:
    """No card carries a step's number or the count of steps; only *Next* may know its neighbour."""
    kinds = ALL_KINDS - {"next", "answer"}
    items = list(STEPS.items())
    more = dict([*items[:at], ("Interlude", " ".join(words).capitalize() + "."), *items[at:]])
    before = deal_text(source(f"The stages:\n\n{numbered(STEPS)}"), kinds)
    after = deal_text(source(f"The stages:\n\n{numbered(more)}"), kinds)
    digests = {note.title: note.digest for note in after.deal.notes}
    assert all(digests[note.title] == note.digest for note in before.deal.notes)


def test_cards_are_what_anki_would_give() -> None:
    for note in deal(PARTS).deal.notes:
        assert note.cards
        assert note.cards == NOTE_TYPES[note.note_type].cards(note.fields)


SNIPPETS = st.sampled_from(
    [
        *(
            "1. **Rain**: Water falls from clouds.",
            "2. **Snow (H₂O)**:",
            "   - **Flake**: Ice in six arms.",
            "3. Hail.",
        ),
        *(
            "### 1. Fog",
            "### Summary",
            "- **Dew**: Water on cold grass.",
            "> quoted **words**",
            "| a | b |",
            "| - | - |",
        ),
        *("```python", "print('x')", "```", r"$$\\frac{a}{b}$$", r"Let $x_{i_{j}} < 1$ be `a::b` }} {{c3::d}}.", "---"),
        *(
            "",
            "",
            "In summary, water circles.",
            "For example:",
            "**Step 2:** Wait.",
            "<b>raw & unclosed",
            "\u200f\u05e9",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SNIPPETS, min_size=1, max_size=14))
def test_any_answer_gives_whole_cards(lines: list[str]) -> None:
    """Whatever an author writes: no card without a front, no mark that Anki would count, every hole outside of tags."""
    dealt = deal("\n".join(["Water moves.", *lines]), "What is {{c2::rain}}?", "six arms, circles")
    for note, card in dealt.cards():
        assert to_text(card.front)
        assert to_text(card.back)
        values = fields(note)
        text = values.pop("Text", "")
        assert text.count("{{c1::") == (note.note_type == "cloze")
        assert not any("{{c" in value for value in values.values())


def test_terms_that_the_question_names_are_not_asked_for() -> None:
    sides = (
        "1. **Measures**: They fall into two classes:\n   - **{}**: It counts barley by heaps.\n"
        "   - **{}**: It weighs silver on scales."
    )
    for question, terms, expected in (
        ("How do the Dorian and Ionian traditions differ?", ("Dorian Approach", "Ionian Tradition"), False),
        ("How do the Dorian and Ionian traditions differ?", ("Dorian Heaps", "Ionian Scales"), True),
        ("How do you greet a guest?", ("How are you?", "Well met!"), False),
        ("How do you dye wool?", ("Effect on Moths", "Purple"), False),
    ):
        dealt = deal(sides.format(*terms), question)
        assert (("step", "Explain", "Measures") in shown(dealt)) is expected
        assert (("Explain", "its parts are asked instead") in reasons(dealt)) is not expected


def test_a_worked_case_gives_no_card() -> None:
    answer = "1. **Base Cases**:\n   - **For 8 cents**: a three and a five.\n   - **Coins**: mints cast bronze."
    dealt = deal(answer, "How is the claim about stamps proved?")
    assert not [each for each in shown(dealt) if each[2] == "For 8 cents"]
    assert [each for each in shown(dealt) if each[2] == "Coins"]
    assert ("Explain", "one case of a calculation") in reasons(dealt)


def test_no_title_that_its_list_has_twice_is_to_be_explained() -> None:
    answer = (
        "1. **First Bid**: A mason asks ninety silver coins a cord of slate.\n"
        "2. **First Bid**: A weaver asks two goats a bolt of linen.\n"
        "3. **Last Word**: Both spit and shake hands before a notary."
    )
    dealt = deal(answer, "How do traders haggle at a fair?")
    assert ("step", "Explain", "First Bid") not in shown(dealt)
    assert ("Explain", "its list has the title twice") in reasons(dealt)


def test_a_long_section_on_a_mere_respect_is_not_to_be_explained() -> None:
    told = "Salt roads let mule trains cross the ridge, so that inns rose at each ford. "
    for times, expected in ((4, True), (5, False)):
        dealt = deal(f"## Impact on Trade\n\n{told * times}\n\n## Salt Pans\n\n{told}", "How did salt shape towns?")
        assert (("point", "Explain", "Impact on Trade") in shown(dealt)) is expected
        assert ("point", "Explain", "Salt Pans") in shown(dealt)

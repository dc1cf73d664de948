"""What a mask hides, and what it leaves: cases by shape, and the laws that hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.dealer.abbreviations import find_abbreviations
from qt2anki.dealer.masking import HOLE, Mask
from qt2anki.dealer.words import Family, content_words, related, stems
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Formula

QUESTION = "How do plants make sugar from light?"
EXPLAINED = "adenosine triphosphate (ATP), an uninterruptible power supply (UPS), activation energy (Ea), sodium (Na)"

CASES = [
    # title, body, what a reader sees
    ("Light Capture", "Pigments capture light.", "Pigments […] light."),
    ("Electron Transport", "It transports electrons along.", "It […] along."),
    ("Environmental Signals", "The environment signals growth.", "The […] growth."),
    ("Market Forces", "A marketplace is forced open.", "A […] is […] open."),
    ("Voltage Gating", "A voltage-gated pore opens.", "A […]-[…] pore opens."),
    ("Adenosine Triphosphate (ATP)", "ATP is made.", "[…] is made."),
    ("Adenosine Triphosphate", "ATP and ATPs are made.", "[…] and […] are made."),
    ("Lowering Activation Energy", "Less Ea is used with Na.", "Less […] is used with Na."),
    ("Power Supply", "Get an uninterruptible power supply (UPS).", "Get an uninterruptible […] ([…])."),
    ("Supply", "Get an uninterruptible power supply (UPS).", "Get an uninterruptible power […] (UPS)."),
    ("ATP Synthesis", "Here adenosine triphosphate is made.", "Here […] is made."),
    ("Hertzsprung-Russell Diagram", "An H-R diagram or H-R-like one.", "An […]-[…] or […]-[…]-like one."),
    ("Reception", "Leaves receive light.", "Leaves […] light."),
    ("Nutrient Conversion", "It converts strength.", "It […] strength."),
    ("Mechanical Strength", "Strong stems stand.", "[…] stems stand."),
    ("Vitamin C", "Then vitamin C, not vitamin D.", "Then […], not […] D."),
    ("Trade-off", "Trade-offs, a trade off, an off day.", "[…]-[…], a […], an off day."),
    ("Follow-Ups", "A follow-up comes up.", "A […]-[…] comes up."),
    ("Group Decision-Making", "Making decisions makes sense.", "[…] makes sense."),
    ("Making Bricks", "Making bricks of clay.", "Making […] of clay."),
    ("S Corporation", "An S corporation avoids double taxation.", "An […] avoids double taxation."),
    ("Role of the Stroma", "The stroma plays a role.", "The […] plays a […]."),
    ("Prefabricated Walls", "Fabricated elsewhere, walls arrive.", "[…] elsewhere, […] arrive."),
    ("The Pleasure Garden", "Much displeasured guests left.", "Much […] guests left."),
    ("Port of Call", "Exported goods are imported.", "Exported goods are imported."),
    ("Code in `x_offset`", "Set <code>x_offset</code> now.", "Set <code>x_[…]</code> now."),
]


def _seen(html: str) -> str:
    return html.replace(HOLE, "[…]")


@pytest.mark.parametrize(("title", "body", "seen"), CASES)
def test_mask(title: str, body: str, seen: str) -> None:
    mask = Mask(title, Family(content_words(QUESTION)), find_abbreviations(EXPLAINED))
    assert _seen(mask.hide(body, ()).html) == seen


def test_tags_and_attributes_stay_whole() -> None:
    mask = Mask("Strong Bonds", Family(()))
    body = '<strong>Strong</strong> <a href="/strong-bonds">bonds</a>'
    assert _seen(mask.hide(body, ()).html) == '<strong>[…]</strong> <a href="/strong-bonds">[…]</a>'


FORMULAS = [
    (r"\text{Kinetic Energy} = \frac{1}{2}mv^2", "Kinetic Energy", r"\text{[…] […]} = \frac{1}{2}mv^2"),
    (r"v_{\text{air}} \mbox{ air} + air", "Air", r"v_{\text{[…]}} \mbox{ […]} + {[…]}"),
    (r"\begin{cases} x \\ \end{cases}", "Cases", r"\begin{cases} x \\ \end{cases}"),
    (r"\beta^- + \nu", "Beta Decay", r"{[…]}^- + \nu"),
    (r"\frac{a}{b}", "Frac", r"\frac{a}{b}"),
    (r"F = ma", "Force F", r"{[…]} = ma"),
]


@pytest.mark.parametrize(("tex", "title", "hidden"), FORMULAS)
def test_formulas(tex: str, title: str, hidden: str) -> None:
    body = f"It is {FORMULA_OPEN}0{FORMULA_CLOSE} here."
    seen = Mask(title, Family(())).hide(body, (Formula(tex, display=False, source=""),))
    if tex == hidden:
        assert seen.html == body
    else:
        assert seen.html == f"It is \\({hidden}\\) here."


def test_counts_words() -> None:
    hidden = Mask("Calvin Cycle", Family(())).hide("<p>The Calvin cycle fixes carbon.</p>", ())
    assert (hidden.hidden, hidden.left) == (2, 3)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("translocation", "translocates", True),
        ("environment", "environmental", True),
        ("policies", "policy", True),
        ("form", "from", False),
        ("cat", "cats", True),
        ("market", "marsh", False),
    ],
)
def test_relatives(one: str, other: str, *, expected: bool) -> None:
    assert related(one, other) is expected
    assert related(other, one) is expected
    assert (one in Family([other])) is expected


WORDS = st.text("abcdeginorst", min_size=1, max_size=12)
HTML = st.lists(st.one_of(WORDS, st.sampled_from(["<p>", "</p>", "<b>", "</b>", "&amp;", " ", ", "])), max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=4), HTML)
def test_nothing_secret_is_left(title: list[str], question: list[str], body: list[str]) -> None:
    mask = Mask(" ".join(title), Family(question))
    joined = " ".join(body)
    seen = mask.hide(joined, ()).html
    left = re.sub(r"<[^>]*>", " ", seen.replace(HOLE, " "))
    words = set(content_words(left)) - set(question)
    assert not [word for word in words for secret in mask.secret if related(word, secret)]
    assert re.findall(r"<[^>]*>", seen.replace(HOLE, "")) == re.findall(r"<[^>]*>", joined)


RELATIVES = st.builds(str.__add__, st.sampled_from(["cat", "form", "relat", "connect"]), st.text("aeings", max_size=6))


@given(RELATIVES, RELATIVES)
def test_relatives_share_a_stem_or_nearly_all_letters(one: str, other: str) -> None:
    needed = max(len(one), len(other)) - 3
    alike = needed <= min(len(one), len(other)) and one[: max(needed, 4)] == other[: max(needed, 4)]
    assert related(one, other) is (alike or not stems(one).isdisjoint(stems(other)))
    assert (one in Family([other])) is related(one, other)
    assert Family([other]).without([one]) == (set() if related(one, other) else {one})


def test_family_is_related_to_any() -> None:
    assert "related" in Family(["alpha", "relation"])
    assert "alphabet" not in Family(["relation"])

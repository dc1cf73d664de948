"""What a core takes along of its paragraph, and when it still says too little."""

from __future__ import annotations

import pytest

from qt2anki.dealer.core import TOO_MANY, Core, find_core
from qt2anki.dealer.rewording import is_commonplace, only_asserts, says_little
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_OPEN
from qt2anki.plaintext import to_text

HAULING = (
    "Carters haul heavy blocks of stone along the frozen lane up to the loft, so that masons can lay the upper course"
    " of the tower by noon."
)
GREASING = "Soot and tallow keep the iron axle cool."
CALM, LONG_CALM = (" ".join(("Sluice gates hold back the pond until dusk",) * times) for times in (5, 8))
COMPLETE_CORES = [
    # body, its core, what remains
    (f"{HAULING} {GREASING}", ""),
    (f"{HAULING} {GREASING} Oxen wear shoes in frost.", ""),
    (f"{HAULING} They are vital for trade.", " They are vital for trade."),
    (f"{HAULING} For example, oxen wear shoes in frost.", " For example, oxen wear shoes in frost."),
    (f"{HAULING} Overall, oxen wear shoes in frost.", " Overall, oxen wear shoes in frost."),
    (f"{HAULING} Oxen, mules, horses, goats, and dogs rest.", " Oxen, mules, horses, goats, and dogs rest."),
    (f"{HAULING} Oxen carry grain, flour, bran, and chaff.", " Oxen carry grain, flour, bran, and chaff."),
    (f"{HAULING} Oxen wear shoes in frost, easing trade in grain, flour, and bran.", ""),
    (f"{HAULING} In frost, oxen that wear shoes of tin carry grain, flour, and bran.", ""),
    (f"{HAULING} Oxen wear these in frost:", " Oxen wear these in frost:"),
    (f"{HAULING} Oxen wear shoes in", " Oxen wear shoes in"),
    (f"{HAULING} However, it snows.", ""),
    (f"{HAULING} In contrast, oxen carry grain, flour, bran, and chaff.", ""),
    (f"{HAULING} Oxen rest.", ""),
    (f"{HAULING} Oxen are vital for smiths.", " Oxen are vital for smiths."),
    (f"{HAULING} {GREASING} Oxen rest.", " Oxen rest."),
    (f"{HAULING} They are vital. {GREASING}", ""),
    (f"{HAULING} They are vital. They are key. {GREASING}", f" They are vital. They are key. {GREASING}"),
    (
        f"{HAULING[:-1]} with tools such as oak, ash, elm, birch, and pine levers. {GREASING}",
        f" such as oak, ash, elm, birch, and pine levers. {GREASING}",
    ),
    (f"{HAULING} {CALM}.", ""),
    (f"{HAULING} {CALM} and {CALM}.", f" {CALM} and {CALM}."),
]


@pytest.mark.parametrize(("body", "rest"), COMPLETE_CORES)
def test_a_core_takes_along_what_else_is_said(body: str, rest: str) -> None:
    core = find_core(f"<p>{body}</p>", Family(content_words("How does a mill work? Hauling")), "Hauling")
    assert isinstance(core, Core)
    assert core.text == body.removesuffix(rest)


def test_a_clause_before_three_items_is_no_fourth() -> None:
    body = "<p>Carters haul stone by night, sparing the oxen, the wheels, and the road. It is vital.</p>"
    core = find_core(body, Family(content_words("How does a mill work? Hauling")), "Hauling")
    assert isinstance(core, Core)
    assert core.text.endswith("and the road.")
    many = body.replace("sparing the oxen", "salt, the oxen")
    assert find_core(many, Family(content_words("How does a mill work? Hauling")), "Hauling") == TOO_MANY


@pytest.mark.parametrize(("last", "all_told"), [(f"{CALM}.", True), (f"{LONG_CALM}.", False)])
def test_each_item_of_a_core_takes_along_its_rest(last: str, *, all_told: bool) -> None:
    items = f"<li>Elm turns large wet millstones. {GREASING}</li><li>Oak bears dry loads. {last}</li>"
    core = find_core(f"<p>Timber:</p><ul>{items}</ul>", Family(content_words("How does a mill work? Timber")), "Timber")
    assert isinstance(core, Core)
    whole = f"Elm turns large wet millstones. {GREASING} Oak bears dry loads. {last}"
    assert core.text == (whole if all_told else "Elm turns large wet millstones. Oak bears dry loads.")


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (" Mills are vital. ", f"Oxen rest. Mills are vital. {HAULING} {GREASING}"),
        (" Mules, horses, goats, and dogs rest in barns, stables, sheds, and yards. ", f"Oxen rest. {HAULING}"),
    ],
)
def test_a_core_of_two_sentences_takes_along_what_stands_between(between: str, expected: str) -> None:
    body = f"<p>Oxen rest.{between}{HAULING} {GREASING}</p>"
    core = find_core(body, Family(content_words("How does a mill work? Hauling")), "Hauling")
    assert isinstance(core, Core)
    assert core.text == expected
    assert to_text(core.html) == to_text(body)


LISTED = "Oxen eat hay, clover, turnips, and oats."
LEAD = "Millers praise various ways of feeding oxen hay, clover and turnips in stables."


@pytest.mark.parametrize(
    ("opening", "taken"),
    [
        (f"Mills are vital. {LEAD} ", f"{LEAD} "),
        ("Hauling is done at mills. ", "Hauling is done at mills. "),
        ("Mills play a vital role by sparing oxen. ", "Mills play a vital role by sparing oxen. "),
        (
            "Mills play a vital role for oxen and smiths in towns. ",
            "Mills play a vital role for oxen and smiths in towns. ",
        ),
        ("Mules are vital. They rest on straw in stables. ", "Mules are vital. They rest on straw in stables. "),
        (f"{LISTED} Smiths sell these crops in towns. ", f"{LISTED} Smiths sell these crops in towns. "),
        (f"{LISTED[:-1]}, so that smiths rest. ", f"{LISTED[:-1]}, so that smiths rest. "),
        (f"{LISTED} Smiths sell crops in towns. ", "Smiths sell crops in towns. "),
        (
            "Over time, axles gather soot. This soot stalls gears. ",
            "Over time, axles gather soot. This soot stalls gears. ",
        ),
        ("Over time, axles gather soot. Soot stalls gears. ", "Soot stalls gears. "),
        ("Mills haul in various ways. ", ""),
        ("Hauling plays a crucial role. ", ""),
    ],
)
def test_a_core_takes_along_what_leads_to_it(opening: str, taken: str) -> None:
    core = find_core(f"<p>{opening}{HAULING}</p>", Family(content_words("How does a mill work? Hauling")), "Hauling")
    assert isinstance(core, Core)
    assert core.text == f"{taken}{HAULING}"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Mills are generally built to work faster than older ones.", "Speed and Efficiency", True),
        ("Mills with axles favour speed and efficiency.", "Speed and Efficiency", True),
        ("Mills with oak axles favour speed and efficiency.", "Speed and Efficiency", False),
        ("Mills favour oak axles.", "Speed and Efficiency", True),
        ("Millers should weigh grain often and keep their scales in order.", "Careful Weighing", True),
        ("Mills work fast, so that grain does not rot.", "Speed and Efficiency", False),
        ("Mills grind 40 sacks before noon.", "Speed and Efficiency", False),
        ("Speed refers to the turns of the upper stone.", "Speed and Efficiency", False),
        ("Mills are generally built to work faster than older ones.", "Speed", False),
        ("Mills use hornbeam cogs, oak axles and basalt.", "Speed and Efficiency", False),
    ],
)
def test_a_core_that_only_asserts_its_title(text: str, title: str, *, expected: bool) -> None:
    assert only_asserts(text, title, Family(content_words(f"How does a mill work? {title}"))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Millers favour oak axles.", True),
        ("Mills choose well. Millers favour oak axles.", True),
        ("Millers favour oak axles. They spare grease.", False),
        ("Millers favour 2 oak axles.", False),
        ("Millers favour a careful choice of axles. It helps them to work well.", True),
        ("A careful choice of axles favours millers. It helps them to work well.", False),
        (f"Millers favour {FORMULA_OPEN}0\ufdd1 axles.", False),
        ("An axle is a shaft of oak.", False),
        ("Millers may carve axles from oak, ash and hornbeam.", True),
        ("Millers carve axles from oak, ash and hornbeam.", False),
        ("Once rivers freeze, millers may carve axles from oak and ash.", False),
        ("Millers may carve axles from oak and ash, so that gears last.", False),
        ("Millers may carve axles, gears, bearings and spindles from oak, ash and hornbeam.", False),
    ],
)
def test_a_core_that_says_little(text: str, *, expected: bool) -> None:
    assert (
        says_little(text, "Careful Choice", Family(content_words("How does a mill work? Careful Choice"))) is expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Millers use their storage well by planning. It improves the supply of flour.", True),
        ("Millers fill 4 lofts by planning.", False),
        ("Millers learn planning in Ghent.", False),
        ("One way to fill lofts is a form of planning.", False),
        ("Millers use their storage well by planning. By this the supply of flour is the best.", True),
        ("Careful planning helps millers to use their storage well.", False),
        ("Carters grease axles while oxen drink, rest and graze beside the pond.", False),
    ],
)
def test_a_core_that_any_title_could_have(text: str, *, expected: bool) -> None:
    assert is_commonplace(text, "Planning", Family(content_words("How does a mill work? Planning"))) is expected

"""What the rooms of `cards` decide about a sentence, a title, a label: cases as data."""

from __future__ import annotations

import pytest

from qt2anki.dealer.answering import says_something
from qt2anki.dealer.asking import Form, points_outside, understand
from qt2anki.dealer.beside import halves_of
from qt2anki.dealer.cases import asks_for_one_case, is_example, is_single_case
from qt2anki.dealer.claims import Claim
from qt2anki.dealer.clozes import escape_deletion
from qt2anki.dealer.core import NOTHING_NEW, TOO_MANY, Core, find_core
from qt2anki.dealer.fitting import NO_FIT, fit
from qt2anki.dealer.openlists import is_closed, is_whole_list, looks_around, names_some
from qt2anki.dealer.passages import cut_run, find_runs, set_off
from qt2anki.dealer.rewording import is_commonplace, only_asserts, says_little
from qt2anki.dealer.sections import trim_label
from qt2anki.dealer.series import is_crowded
from qt2anki.dealer.titles import explain_prompt, is_instruction, is_recap, name_prompt, parts_prompt
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Formula
from qt2anki.plaintext import to_text

KNOWN = "Why do rivers bend? Erosion"
SYMBOL = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"

CORES = [
    # body, its core
    ("<p>Fast water wears the outer bank away. It is vital.</p>", "Fast water wears the outer bank away."),
    ("<p>Erosion is crucial. Fast water wears the outer bank away.</p>", "Fast water wears the outer bank away."),
    (
        "<p>Erosion bends rivers. This wears the outer bank and feeds the sandy inner shore.</p>",
        "Erosion bends rivers. This wears the outer bank and feeds the sandy inner shore.",
    ),
    (
        "<p>The outer bank loses soil, such as clay, silt, sand, and gravel.</p>",
        "The outer bank loses soil",
    ),
    (
        f"<p>A clay bank is worn at {SYMBOL}, where:</p>\n<ul><li>v is the speed,</li><li>k is the grain.</li></ul>",
        f"A clay bank is worn at {SYMBOL}",
    ),
    (
        "<p>The causes:</p>\n<ul><li>Fast water outside wears clay.</li><li>Slow water inside drops sand.</li></ul>",
        "Fast water outside wears clay. Slow water inside drops sand.",
    ),
    (
        "<p>The outer shore faces swift water. In contrast, the inner shore gathers sand.</p>",
        "The outer shore faces swift water. In contrast, the inner shore gathers sand.",
    ),
    (
        "<p>The outer shore faces swift water. Inner shores, on the other hand, gather sand. Reeds grow.</p>",
        "The outer shore faces swift water. Inner shores, on the other hand, gather sand.",
    ),
    (
        "<p>Does the bend move? This takes decades, because frost and roots bind the outer clay. Up.</p>",
        "This takes decades, because frost and roots bind the outer clay.",
    ),
    (
        "<p>Scientists review the bend precisely and regularly. They drill cores, because buried sand dates it.</p>",
        "Scientists review the bend precisely and regularly. They drill cores, because buried sand dates it.",
    ),
    (
        "<p>The bank loses much gravel upstream of the mill. This leads to a wider valley floor. Frogs come.</p>",
        "The bank loses much gravel upstream of the mill. This leads to a wider valley floor.",
    ),
    (
        "<p>Traditionally, monks drew the valley on parchment. Swift water tears clay away, leading to a loop.</p>",
        "Swift water tears clay away, leading to a loop.",
    ),
    (
        "<p>Some 40% of the valley lost its meadows. Swift water tears clay away, leading to a loop.</p>",
        "Swift water tears clay away, leading to a loop.",
    ),
    (
        "<p>Erosion is a rigorous and systematic process. It allows for a more seamless bend.</p>",
        None,
    ),
    (
        "<p>Traditional maps show straight channels with firm banks. However, loops grow where sand gathers. Up.</p>",
        "Traditional maps show straight channels with firm banks. However, loops grow where sand gathers.",
    ),
    (
        "<p>Boats carry gravel and clay upstream. By selling these goods, millers pay for a new weir. More.</p>",
        "Boats carry gravel and clay upstream. By selling these goods, millers pay for a new weir.",
    ),
    (
        "<p>The mill stands. This building is vital. These walls hold the slope, so that gravel slides no more.</p>",
        "The mill stands. This building is vital. These walls hold the slope, so that gravel slides no more.",
    ),
    (
        "<p>Make sure to facilitate better mills. Frost and swift water tear clay away, leading to a loop.</p>",
        "Frost and swift water tear clay away, leading to a loop.",
    ),
    (
        "<p>Swift water tears clay from the outer bank. Despite this, the first mills</p>",
        "Swift water tears clay from the outer bank.",
    ),
    (
        "<p>Swift water tears clay from the outer bank. Using the previous example, the mill moves.</p>",
        "Swift water tears clay from the outer bank.",
    ),
    (
        "<p>This erosion rewards good surveys and enhances skills. Swift water tears clay away, leading to a loop.</p>",
        "Swift water tears clay away, leading to a loop.",
    ),
    (
        (
            "<p>Both banks:</p>\n<ul><li>Outer bank: it is vital. Swift water tears clay away there.</li>"
            "<li>Inner bank: slow water drops sand and gravel.</li></ul>"
        ),
        "Outer bank: it is vital. Swift water tears clay away there. Inner bank: slow water drops sand and gravel.",
    ),
    (
        "<p>Both banks:</p>\n<ul><li>It is vital. Swift water tears clay away there.</li><li>Gravel drops.</li></ul>",
        "Swift water tears clay away there. Gravel drops.",
    ),
    (
        "<p>Clay gives way to frost and mills, such as cracks, slides, or slumps.</p>",
        "Clay gives way to frost and mills, such as cracks, slides, or slumps.",
    ),
    (
        "<p>Silt loads vary. A bend is a bend. Swift water tears clay away, leading to a loop.</p>",
        "Silt loads vary. Swift water tears clay away, leading to a loop.",
    ),
    ("<p>E.g. at 3.5 m/s, i.e. in Fig. 2, swift water carves clay. More.</p>", None),
]


@pytest.mark.parametrize(("body", "expected"), CORES)
def test_core(body: str, expected: str | None) -> None:
    core = find_core(body, Family(content_words(KNOWN)))
    if expected is None:
        assert isinstance(core, str) or core.text.startswith("E.g. at 3.5 m/s")
    else:
        assert isinstance(core, Core)
        assert core.text == expected
        assert to_text(core.html) == to_text(body)
        assert core.html.count("<mark") == core.html.count("</mark>") >= 1


def test_everyday_words_for_the_title_say_nothing() -> None:
    """A sentence that swaps words for their like needs one that adds to them."""
    known = Family(content_words("How do crews keep bridges safe? Review and Adjust"))
    swapped = "<p>Regularly assess the bridges and be flexible to modify the crews.</p>"
    assert find_core(swapped, known) == NOTHING_NEW
    told = find_core(swapped.replace("</p>", " Cracks in welds spread through frost, so drones film them.</p>"), known)
    assert isinstance(told, Core)
    assert told.text.endswith("so drones film them.")


def test_a_paragraph_that_leans_takes_the_one_before_along() -> None:
    body = "<p>{}</p>\n<p>This undercuts willows, so that gravel slides into the pool.</p>"
    known = Family(content_words(KNOWN))
    whole = find_core(body.format("The outer bank is made."), known)
    assert isinstance(whole, Core)
    assert whole.text.startswith("The outer bank is made. This undercuts")
    assert whole.html.count("<mark") == 2
    assert find_core(body.format("Why do rivers bend?"), known) == NOTHING_NEW


def test_a_core_is_more_than_the_words_of_its_title() -> None:
    known = Family(content_words("How do rivers bend? Muddy Banks"))
    assert find_core("<p>Rivers bend where muddy banks gather reeds.</p>", known, "Muddy Banks") == NOTHING_NEW
    assert isinstance(find_core("<p>Muddy banks let roots and burrows slide.</p>", known, "Muddy Banks"), Core)


def test_a_title_of_two_halves_has_a_core_of_both() -> None:
    body = "<p>Swift water tears clay from willow roots, thereby moving the bend. Millers dam the meadow for trade.</p>"
    assert halves_of("Bends & Dams")
    assert not halves_of("Bends, Dams and Mills and Trade")
    assert not halves_of("Bends")
    known = Family(content_words("Erosion and Mills"))
    alone = find_core(body, known)
    both = find_core(body, known, "Bends and Mills")
    assert isinstance(alone, Core)
    assert isinstance(both, Core)
    assert alone.text.endswith("moving the bend.")
    assert both.text.endswith("for trade.")


WHOLE_CORES = [
    # title, body, its core
    (
        "Toothed Wheels",
        "<p>Millers cut cogs from hornbeam. Worn cogs slip, so that the stone stalls. More.</p>",
        "Millers cut cogs from hornbeam. Worn cogs slip, so that the stone stalls.",
    ),
    (
        "Toothed Wheels",
        "<p>Millers cut cogs from hornbeam. Oak rots in wet lofts.</p>",
        "Millers cut cogs from hornbeam. Oak rots in wet lofts.",
    ),
    (
        "Toothed Wheels",
        "<p>Millers cut cogs from hornbeam. Cogs are essential for trade.</p>",
        "Millers cut cogs from hornbeam.",
    ),
    (
        "Toothed Wheels",
        "<p>Millers cut cogs from hornbeam. Carters haul grain, flour, bran, and chaff.</p>",
        "Millers cut cogs from hornbeam.",
    ),
    (
        "Toothed Wheels",
        "<p>Millers cut cogs from hornbeam. Carters haul sacks to town, such as grain, flour, bran, and chaff.</p>",
        "Millers cut cogs from hornbeam. Carters haul sacks to town",
    ),
    (
        "Toothed Wheels",
        (
            "<p>Millers cut large cogs from seasoned hornbeam, which lasts longer than oak and hardly splinters, so"
            " that sparks are rare. Wheels of elm turn by water.</p>"
        ),
        (
            "Millers cut large cogs from seasoned hornbeam, which lasts longer than oak and hardly splinters, so"
            " that sparks are rare. Wheels of elm turn by water."
        ),
    ),
    (
        "Toothed Wheels",
        (
            "<p>Millers cut wheels from seasoned hornbeam by hand in winter, so that sparks are rare. Iron ones were"
            " toothed by machine.</p>"
        ),
        (
            "Millers cut wheels from seasoned hornbeam by hand in winter, so that sparks are rare. Iron ones were"
            " toothed by machine."
        ),
    ),
    (
        "Toothed Wheels",
        "<p>These are cut from seasoned hornbeam by carpenters in winter, so that sparks are rare. Wheels float.</p>",
        "These are cut from seasoned hornbeam by carpenters in winter, so that sparks are rare.",
    ),
    (
        "Toothed Wheels",
        "<p>Millers cut cogs from hornbeam, thereby sparing the costly iron axle. Worn cogs slip on wet days.</p>",
        "Millers cut cogs from hornbeam, thereby sparing the costly iron axle. Worn cogs slip on wet days.",
    ),
    (
        "Toothed Wheels",
        (
            "<p>Millers cut large cogs from seasoned hornbeam, which lasts longer than oak and hardly splinters, in the"
            " dark days of winter. Worn cogs slip on wet days.</p>"
        ),
        (
            "Millers cut large cogs from seasoned hornbeam, which lasts longer than oak and hardly splinters, in the"
            " dark days of winter. Worn cogs slip on wet days."
        ),
    ),
    (
        "Toothed Wheels",
        (
            "<p>Each winter millers cut toothed wheels from seasoned hornbeam, which lasts longer than oak and"
            " splinters less, so that sparks are rare. Worn ones do.</p>"
        ),
        (
            "Each winter millers cut toothed wheels from seasoned hornbeam, which lasts longer than oak and"
            " splinters less, so that sparks are rare."
        ),
    ),
    (
        "Elm vs. Hornbeam",
        (
            "<p>Millers cut large cogs from seasoned hornbeam, which lasts longer than oak and hardly splinters, so"
            " that sparks are rare. Wheels of elm turn by water.</p>"
        ),
        (
            "Millers cut large cogs from seasoned hornbeam, which lasts longer than oak and hardly splinters, so"
            " that sparks are rare. Wheels of elm turn by water."
        ),
    ),
    (
        "Toothed Wheels",
        (
            "<p>Toothed wheels are essential for hauling stone. Best of all, carters grease iron axles with tallow and"
            " soot, so that sparks never reach the loft.</p>"
        ),
        (
            "Toothed wheels are essential for hauling stone. Best of all, carters grease iron axles with tallow and"
            " soot, so that sparks never reach the loft."
        ),
    ),
]


@pytest.mark.parametrize(("title", "body", "expected"), WHOLE_CORES)
def test_a_core_tells_of_its_title_and_what_comes_of_it(title: str, body: str, expected: str) -> None:
    core = find_core(body, Family(content_words(f"How does a mill work? {title}")), title)
    assert isinstance(core, Core)
    assert core.text == expected


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
    items = f"<li>Elm turns wet millstones. {GREASING}</li><li>Oak bears dry loads. {last}</li>"
    core = find_core(f"<p>Timber:</p><ul>{items}</ul>", Family(content_words("How does a mill work? Timber")), "Timber")
    assert isinstance(core, Core)
    whole = f"Elm turns wet millstones. {GREASING} Oak bears dry loads. {last}"
    assert core.text == (whole if all_told else "Elm turns wet millstones. Oak bears dry loads.")


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


LEAD = "Millers praise various ways of feeding oxen hay, clover and turnips in stables."


@pytest.mark.parametrize(
    ("opening", "taken"),
    [
        (f"Mills are vital. {LEAD} ", f"{LEAD} "),
        ("Hauling is done at mills. ", "Hauling is done at mills. "),
        ("Mills haul in various ways. ", ""),
        ("Hauling plays a crucial role. ", ""),
    ],
)
def test_a_core_takes_along_what_leads_to_it(opening: str, taken: str) -> None:
    core = find_core(f"<p>{opening}{HAULING}</p>", Family(content_words("How does a mill work? Hauling")), "Hauling")
    assert isinstance(core, Core)
    assert core.text == f"{taken}{HAULING}"


def test_a_comparison_has_a_core_of_both_sides() -> None:
    body = (
        "<p>Sloops carry one mast of spruce amidships with staysails and a gaff behind it, so that two hands can trim"
        " them in any wind. Brigs bear oak. More.</p>"
    )
    known = Family(content_words("How do sloops differ from brigs? Rigging"))
    sides = (Family(("sloops",)), Family(("brigs",)))
    neither = body.replace("Sloops", "Some").replace("Brigs", "Sloops")
    for text, compared, expected in ((body, sides, True), (body, (), False), (neither, sides, False)):
        core = find_core(text, known, "Rigging", compared)
        assert isinstance(core, Core)
        assert core.text.endswith("oak.") is expected


def test_a_half_of_a_title_that_is_only_praised_is_told() -> None:
    body = "<p>Crews tar hemp ropes, so that salt does not rot them. Sails of dense linen are vital for trade. Up.</p>"
    core = find_core(body, Family(content_words("How does a ship sail? Ropes and Linen")), "Ropes and Linen")
    assert isinstance(core, Core)
    assert core.text.endswith("vital for trade.")


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
    ("title", "question", "expected"),
    [
        ("Technical Limitations", "What are the drawbacks of sails?", True),
        ("Other Factors", "What are the causes of rust?", True),
        ("Tidal Limitations", "What are the drawbacks of sails?", False),
        ("Technical Limitations", "How does a sail work?", False),
        ("Drawbacks", "What are the uses and drawbacks of sails?", False),
        ("", "What are the drawbacks of sails?", False),
    ],
)
def test_a_kind_of_what_is_asked_is_an_open_list(title: str, question: str, *, expected: bool) -> None:
    assert is_whole_list(title, content_words(question)) is expected


@pytest.mark.parametrize(
    ("title", "body", "section", "expected"),
    [
        ("For 11 coins", "Three fives less four ones, as the table says", "Base Cases", True),
        ("Case 2", f"{FORMULA_OPEN}4{FORMULA_CLOSE}", "Proof", True),
        ("Point B", "(3, 4)", "Corners", True),
        ("Case 2", "The roots are equal, so the curve touches the axis once.", "Discriminant", False),
        ("Slope", f"{FORMULA_OPEN}4{FORMULA_CLOSE}", "Examples", False),
    ],
)
def test_single_cases(title: str, body: str, section: str, *, expected: bool) -> None:
    assert is_single_case(title, body, section) is expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Example 5: Halving a Sack", "Half of 40 is 20.", True),
        ("Example of a Journal Entry", "Debit flour 40.", True),
        ("Basic Example", f"{FORMULA_OPEN}4{FORMULA_CLOSE}", True),
        ("Practice Problem", "Half of 40 is 20.", True),
        ("Steady Wind Example", "Sails fill evenly.", False),
        ("Leading by Example", "Half of 40 is 20.", False),
        ("Halving a Sack", "Half of 40 is 20.", False),
    ],
)
def test_examples_that_are_worked_out(title: str, body: str, *, expected: bool) -> None:
    assert is_example(title, body) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Can you give an example of barter between two mills?", True),
        ("Describe a brief case study of a mill fire.", True),
        ("Can you give examples of barter?", False),
        ("Explain barter with an example.", False),
    ],
)
def test_questions_for_one_case(question: str, *, expected: bool) -> None:
    assert asks_for_one_case(question) is expected


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


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Applications", "It serves various trades, including weaving, brewing, and milling.", True),
        ("Uses in Various Fields", "Fields such as optics, acoustics, and mining need it.", True),
        ("Applications", "Weavers dye wool with it.", False),
        ("Buoyancy", "It serves various trades, including weaving, brewing, and milling.", False),
        ("Types of Yeast", "Ale yeast rises, lager yeast sinks, and wild yeast does either.", False),
    ],
)
def test_open_lists(title: str, text: str, expected: bool) -> None:
    assert names_some(title, text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Future Directions", True),
        ("Recent Sail Developments", True),
        ("Ongoing Sail Discussions", True),
        ("Need for Future Research", True),
        ("Everyday Examples", True),
        ("Future Rigging", False),
        ("Practical", False),
        ("Long-Term Effects", False),
        ("Related Crafts", True),
        ("Historical Context", True),
        ("Other Cogs", True),
        ("Cultural and Social Contexts", True),
        ("Philosophical Implications", True),
        ("Real-World Applications", True),
        ("Sail Overview", True),
        ("Applications of Rigging", False),
        ("Tidal Context", False),
        ("Working Sail", False),
    ],
)
def test_titles_that_only_look_around(title: str, *, expected: bool) -> None:
    assert looks_around(title, Family(content_words("How does a sail work?"))) is expected


@pytest.mark.parametrize(
    ("title", "announced", "terms", "expected"),
    [
        ("Types of Mills", "", ("Post", "Smock"), True),
        ("Mills", "Mills fall into two classes:", ("Post", "Smock"), True),
        ("Mills for Oil", "", ("Post Mills", "Smock Mill (Dutch)"), True),
        ("Mills", "Many of them still stand:", ("Post", "Smock"), False),
        ("The Miller's Day", "", ("Grease the Axle", "Weigh the Grain"), False),
        ("", "", ("Post", "Smock"), False),
    ],
)
def test_closed_lists(title: str, announced: str, terms: tuple[str, ...], *, expected: bool) -> None:
    assert is_closed(title, announced, terms) is expected


def test_a_formula_is_the_core_where_one_is_asked_for() -> None:
    formula = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"
    body = f"<p>Flow tells how fast the bank wears away. It is given by the equation:\n{formula}\nwhere:</p>"
    core = find_core(body, Family(content_words("Equation of Erosion")))
    assert isinstance(core, Core)
    assert core.text.endswith(f"given by the equation:\n{formula}")
    plain = find_core(body, Family(content_words("Speed of Erosion")))
    assert isinstance(plain, Core)
    assert formula not in plain.text


def test_four_bullets_are_too_many() -> None:
    bullets = "".join(f"<li>The {soil} bank wears away quickly.</li>\n" for soil in ("clay", "silt", "sand", "gravel"))
    assert find_core(f"<p>Causes:</p>\n<ul>\n{bullets}</ul>", Family(content_words(KNOWN))) in {
        TOO_MANY,
        "no sentence adds anything to title and question",
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It has acids, bases, salts, and water.", True),
        ("It has acids, bases and salts.", False),
        ("It has acids and bases, such as salts, water, or heat.", False),
        ("It mixes acids, bases, and salts, which leads to heat, foam, and water.", False),
        ("By mixing acids, the plant gets salts, water, and heat.", False),
    ],
)
def test_crowded(sentence: str, *, expected: bool) -> None:
    assert is_crowded(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Effective communication is essential for communicating effectively.", False),
        ("The following points matter:", False),
        ("For example, listeners nod at the speaker.", False),
        ("Listeners nod, paraphrase and postpone judgement.", True),
    ],
)
def test_says_something(sentence: str, *, expected: bool) -> None:
    assert says_something(sentence, Family(content_words("How does effective communication work?"))) is expected


FORMS = [
    # question, the forms of its halves
    ("What is rust?", [Form.DEFINITION]),
    ("What are oxides?", [Form.DEFINITION]),
    ("What are the causes of rust?", [Form.LIST]),
    ("List the causes of rust in iron.", [Form.LIST]),
    ("Can you explain how iron rusts?", [Form.HOW]),
    ("How is the age of rust determined?", [Form.HOW]),
    ("Why does iron rust?", [Form.WHY]),
    ("What role does salt play in rusting?", [Form.ROLE]),
    ("When was rust first described?", [Form.TIME]),
    ("How many oxides does iron have?", [Form.AMOUNT]),
    ("Where does rust begin?", [Form.PLACE]),
    ("Provide an example of a rusting bridge.", [Form.EXAMPLE]),
    ("What is the Kirkendall effect in metallurgy?", [Form.DEFINITION]),
    ("What is the main effect of salt on iron?", [Form.ROLE]),
    ("What is the primary focus of corrosion science?", [Form.OTHER]),
    ("Describe the stages that follow the first rain on a bridge of wrought iron.", [Form.LIST]),
    ("Describe the decay that follows the first rain on a bridge of wrought iron.", [Form.OTHER]),
    ("What is rust, and how can it be removed?", [Form.DEFINITION, Form.HOW]),
    ("What is rust and how does it differ from tarnish?", [Form.DEFINITION, Form.DIFFERENCE]),
]


@pytest.mark.parametrize(("question", "expected"), FORMS)
def test_forms_of_questions(question: str, expected: list[Form]) -> None:
    assert [asked.form for asked in understand(question)] == expected


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("What are the causes and effects of rust?", ("causes", "effects")),
        ("What are the political and social effects of rust?", ()),
        ("How do rust and tarnish form?", ()),
    ],
)
def test_two_things_of_one(question: str, nouns: tuple[str, ...]) -> None:
    assert understand(question)[0].nouns == nouns


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("What is the difference between wet rust and dry rust?", (("wet",), ("dry",))),
        ("How does rust differ from tarnish?", (("rust",), ("tarnish",))),
        ("How do rust and tarnish differ?", (("rust",), ("tarnish",))),
        ("How do alloys differ?", ()),
    ],
)
def test_sides_of_a_comparison(question: str, sides: tuple[tuple[str, ...], ...]) -> None:
    assert understand(question)[0].sides == sides


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What were the findings of the study?", True),
        ("How are students graded in this course?", True),
        ("Which of the following is an oxide?", True),
        ("How can engineers apply these laws to bridges?", True),
        ("What ended this strike?", True),
        ("What does the above theorem say?", True),
        ("What is done in Example 3 of filing keys?", True),
        ("What is an example of 3 keys?", False),
        ("Why does iron rust, and how can this loss be stopped?", False),
        ("What forms rust and which metals undergo this process?", False),
        ("What limits the study of rust?", False),
        ("How did the Rust Belt change the course of the economy?", False),
    ],
)
def test_questions_that_point_outside_themselves(question: str, *, expected: bool) -> None:
    assert points_outside(question) is expected


HOW = "How do plants drink?"
PARTS_OF = "What are the parts of a plant?"
BOTH_SIDES = "How do shoots differ from roots?"
ANSWERS = [
    # question, sentence, whether it answers
    (HOW, "Plants drink through fine root hairs, driven by evaporation from the leaves.", True),
    (HOW, "Plants drink by means of many organs.", False),
    (HOW, "Plants are organisms that use light.", False),
    (HOW, "There are several ways in which plants drink.", False),
    (HOW, "Drinking plays a crucial role in the life of plants.", False),
    (
        HOW,
        "Drinking plays a vital role in plants by pulling dissolved nitrates, salts and sugars up the hollow stem.",
        True,
    ),
    (HOW, "By drinking, plants grow tall and green in summer.", False),
    (HOW, "Watering plants regularly leads to strong stems and green leaves.", False),
    (PARTS_OF, "A plant consists of parts, including a root in soil, a stem and green leaves.", True),
    (PARTS_OF, "A plant lives on water, light and minerals.", False),
    (BOTH_SIDES, "Shoots seek light and bear leaves, while roots seek moisture underground.", True),
    (BOTH_SIDES, "Shoots seek light and bear green leaves in spring.", False),
    (BOTH_SIDES, "Shoots differ from roots in direction, tissue and growth.", False),
    ("What is sap?", "Sap is a fluid that carries sugar from leaf to root.", True),
    ("What is sap?", "Sap is a crucial concept in botany, introduced by Hales in 1727.", False),
    ("What is sap?", "Sap rises at night in spring.", False),
    ("When did Hales measure sap?", "Hales measured sap in 1727.", True),
    ("When did Hales measure sap?", "Hales measured sap with tubes of glass.", False),
    ("Who first measured sap?", "Sap was first measured by Stephen Hales.", True),
    ("When did Hales measure sap?", "It is not mentioned when Hales measured sap, perhaps before 1730.", False),
    ("What are the causes and effects of drought?", "Drought has causes, such as heat, wind and felling.", False),
    (PARTS_OF, "A plant has a root in soil, a stem and green leaves, including those of winter.", False),
    (HOW, "Plants drink through a complex interplay of pressure, pull and osmosis.", False),
    (HOW, "The drinking of plants is designed to lift water through roots, stems and leaves.", False),
    ("What is the significance of rust?", "Rust holds great significance because of what rust is to iron.", False),
    (
        "What is the significance of rust?",
        "Rust is vital to iron, playing a key role in the decay of gates, hinges, nails and whole bridges.",
        False,
    ),
    (
        "What is the significance of rust?",
        "Rust is vital to iron, eating away gates, hinges and nails until whole bridges fall.",
        True,
    ),
    (HOW, "Plants should drink through their roots, driven by evaporation from leaves.", False),
    (HOW, "Plants need to drink through roots that reach the moist clay below the sand.", False),
    ("How is sap flow calculated?", "Sap flow is calculated by dividing volume by time and area.", False),
    (
        "How is sap flow calculated?",
        f"Sap flow is calculated by dividing volume by time and area, {FORMULA_OPEN}0{FORMULA_CLOSE}.",
        True,
    ),
    ("How many stomata does a leaf have?", "A leaf has about 300 stomata per square millimetre.", True),
]


@pytest.mark.parametrize(("question", "sentence", "expected"), ANSWERS)
def test_answers(question: str, sentence: str, *, expected: bool) -> None:
    known = Family(content_words(question))
    titles = ["Root", "Stem"] if question == PARTS_OF else []
    assert (fit(Claim(sentence, understand(question)[0], known, titles)) > NO_FIT) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Causes of Rust", "Causes of Rust"),
        ("Here are the key causes of rust", "The key causes of rust"),
        ("However, the primary causes of rust include", "The primary causes of rust"),
        ("Several causes of rust can be distinguished", "Causes of rust"),
        ("These include", ""),
        ("To stop rust, follow these steps", "To stop rust"),
        ("What Rust Is", "What Rust Is"),
        ("How rust works in more detail", "How rust works"),
        ("To elaborate", ""),
        ("To address these causes", ""),
        ("Each of these coats has merits", ""),
        ("In essence, rust has several causes", "Rust"),
        ("To understand this further, consider the following causes of rust", ""),
        ("To slow the decay of bridges, engineers can use several coatings", "To slow the decay of bridges"),
        ("For a coat to be lasting, three conditions must be met", "For a coat to be lasting"),
        ("When iron rusts under water, the pits are of several kinds", "When iron rusts under water"),
        ("While both are metals, they rust in different ways", "While both are metals, they rust in different ways"),
        ("Several habits exist that can slow rust", "Habits exist that can slow rust"),
        ("Here are the reasons why iron is weak", "The reasons why iron is weak"),
        ("The causes that engineers name are as follows", "The causes that engineers name"),
        ("The yard offers", "The yard"),
        ("There are several kinds of rust, including", "Kinds of rust"),
        ("Coats and Paints: The layers seal iron, and there are rules for each", "Coats and Paints"),
    ],
)
def test_labels(label: str, expected: str) -> None:
    assert trim_label(label) == expected


INSTRUCTIONS = [
    ("Clean the Iron", True),
    ("Use Zinc", True),
    ("Support Beams", False),
    ("Support the Beams", True),
    ("Test Regularly", True),
    ("Test Results", False),
    ("Plan of the Bridge", False),
    ("Iron", False),
]


@pytest.mark.parametrize(("title", "expected"), INSTRUCTIONS)
def test_instructions(title: str, *, expected: bool) -> None:
    assert is_instruction(title) is expected


def test_titles() -> None:
    assert is_recap("Summary of Differences")
    assert is_recap("Example 2")
    assert not is_recap("Example of Rust")
    assert explain_prompt("Why Rust?", "", sequence=False) == " Answer in a sentence."
    assert explain_prompt("Clean the Iron", "How do I stop rust?", sequence=False) == ": what do you do, and how?"
    assert explain_prompt("Oxidation", "Why?", sequence=True) == ": what happens?"
    assert name_prompt("Step Function", sequence=True, part=False) == "What is described here?"
    assert parts_prompt("Kinds of Rust") == ": which ones?"
    assert parts_prompt("Analysis") == ": what does it include?"


def test_set_off_keeps_tags_whole() -> None:
    html = "<p>Iron <em>rusts. Gold</em> does not.</p>"
    run = find_runs(html)[0]
    start, end = run.sentences()[0]
    marked = set_off(html, [run.place(start, end)])
    assert to_text(marked) == to_text(html)
    assert marked.count("<mark") == 2
    assert cut_run(html, run, start, end) == "Iron rusts."


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"x^{2}", r"\(x^{2}\)"),
        (r"x_{i_{j}}", r"\(x_{i_{j} }\)"),
        (r"\frac{a}{b_{c}}", r"\(\frac{a}{b_{c} }\)"),
        ("a::b", r"\(a:{}:b\)"),
        ("a<b", r"\(a&lt;b\)"),
    ],
)
def test_deletions_are_escaped(tex: str, expected: str) -> None:
    text = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"
    assert escape_deletion(text, (Formula(tex, display=False, source=""),)) == expected


def test_deletion_that_ends_in_a_brace() -> None:
    assert escape_deletion("{a}", ()) == "{a} "


def test_to_text() -> None:
    html = "<p>A &amp; B</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert to_text(html).splitlines() == ["A & B", "• one", "• two", "x | y |"]

"""The core of a back: which sentence it is, and what it takes along."""

from __future__ import annotations

import pytest

from qt2anki.dealer.answering import says_something
from qt2anki.dealer.beside import halves_of
from qt2anki.dealer.core import NOTHING_NEW, TOO_MANY, Core, find_core
from qt2anki.dealer.passages import CORE_CLOSE, CORE_OPEN
from qt2anki.dealer.series import is_crowded
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN
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
        "<p>The outer bank (mostly clay, silt, sand, and gravel) gives way to swift water.</p>",
        "The outer bank (mostly clay, silt, sand, and gravel) gives way to swift water.",
    ),
    (
        "<p>Swift water carves soft outer banks (such as clay, silt, sand, and gravel) by night.</p>",
        "Swift water carves soft outer banks (such as clay, silt, sand, and gravel) by night.",
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
            " splinters less, so that sparks are rare. Most do.</p>"
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


def test_a_comparison_has_a_core_of_both_sides() -> None:
    body = (
        "<p>Sloops carry one mast of spruce amidships with staysails and a gaff behind it, so that two hands can trim"
        " them in any wind. Brigs are vital for tar and oak. More.</p>"
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


def test_a_formula_is_the_core_where_one_is_asked_for() -> None:
    formula = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"
    body = f"<p>Flow tells how fast the bank wears away. It is given by the equation:\n{formula}\nwhere:</p>"
    core = find_core(body, Family(content_words("Equation of Erosion")))
    assert isinstance(core, Core)
    assert core.text.endswith(f"given by the equation:\n{formula}")
    led = body.replace("Flow tells how fast the bank wears away.", "A float shows the pace of swift water.")
    whole = find_core(led, Family(content_words("Equation of Erosion")))
    assert isinstance(whole, Core)
    assert whole.text.startswith("A float shows")
    plain = find_core(body, Family(content_words("Speed of Erosion")))
    assert isinstance(plain, Core)
    assert formula not in plain.text


_LONG = "By dusk the {} cranes lift slabs onto barges that carry them along quiet canals toward harbours downstream."
SET_OFF = [
    # what of a short body is set off, «…»
    ("<p>«Frost splits clay. Willow roots grip stones, for instance near old mills.»</p>"),
    ("<p>«Frost splits clay so that slabs slide. For example, mill ponds silt up within decades.»</p>"),
    ("<p>«Frost splits clay so that slabs slide into pools.» This is very important.</p>"),
    ("<p>«Frost splits clay so that slabs slide into pools. Erosion follows, resulting in bends of rivers.»</p>"),
    ("<p>Erosion plays a vital role.</p>\n<p>«Frost splits clay so that slabs slide into pools.»</p>"),
    (f"<p>«{' '.join(map(_LONG.format, ('red', 'tall', 'old')))}» For example, {_LONG.format('last')}</p>"),
    (f"<p>«Frost splits clay at {SYMBOL}»\nwhere:</p>\n<ul><li>v is speed.</li><li>k is grain size.</li></ul>"),
    (f"<p>«Frost splits clay at {SYMBOL}.»</p>\n<p>Where:</p>\n<ul><li>v is speed.</li><li>k is grain.</li></ul>"),
    ("<p>«It measures slabs:»</p>\n<ul><li>«One mark: wet clay.»</li><li>«Two marks: dry loam.»</li></ul>"),
    ("<p>«Frost splits clay.»</p>\n<ul><li>Wet loam.</li><li>Dry marl.</li><li>Old peat.</li><li>Chalk.</li></ul>"),
]


@pytest.mark.parametrize("shown", SET_OFF)
def test_of_a_short_body_all_is_set_off_but_praise(shown: str) -> None:
    core = find_core(shown.replace("«", "").replace("»", ""), Family(content_words(KNOWN)), "Erosion")
    assert isinstance(core, Core)
    assert core.html.replace(CORE_OPEN, "«").replace(CORE_CLOSE, "»") == shown


def test_what_the_source_did_not_know_says_nothing() -> None:
    known = Family(content_words(KNOWN))
    assert find_core("<p>The speed of the current is not given in the gathered information.</p>", known) == NOTHING_NEW
    assert find_core("<p>(swift outer current).</p>", known) == NOTHING_NEW


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
        ("It has acids (red, blue, green, and brown).", False),
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

"""When a text leads to its title and to no other: *Name* cards by shape, and what their fronts ask."""

from __future__ import annotations

import pytest
from test_cards import deal, numbered, reasons, shown

from qt2anki.dealer.masking import HOLE, Mask
from qt2anki.dealer.naming import TOO_MUCH_HIDDEN, Naming, why_unfit
from qt2anki.dealer.words import Family

RIVER = "Rivers carry silt and salt from the hills down into the sea within a few weeks."

FRAMES = [
    # title, body, what the front asks
    ("Evaporation", "By evaporation warmth turns lakes into vapour.", "Which point is this: E[…]?"),
    ("Salt and Silt", RIVER, "Which point is this: S[…] and S[…]?"),
    ("Carriage of Silt to the Sea", RIVER, "Which point is this: Ca[…] of S[…] to the S[…]?"),
    ("Transportation of Silt", RIVER, "Which point is this: Tra[…] of S[…]?"),
    ("Sea and Silt by Barge", RIVER, "Which point is this: S[…] and S[…] by B[…]?"),
    ("Silting", RIVER, "Which point is this: Si[…]?"),
    ("Loading", "Spates load rivers with silt and gravel from hills.", "Which point is this: L[…]?"),
    ("NAVIGATION of Rivers", RIVER, "Which point is this: N[…] of R[…]?"),
    ("Relativity of Silt (Rel)", RIVER, "Which point is this: Re[…] of S[…] (R[…])?"),
    ("Snowmelt", "By snowmelt lakes fill up within a few weeks of warmth.", "Which point is this: Sn[…]?"),
    ("Cycle of Silt", RIVER, "Which point is this: Cycle of S[…]?"),
    ("Silt's Second Passage", RIVER, "Which point is this: S[…] S[…] Pa[…]?"),
    ("Second Law of the Sea", RIVER, "Which point is this: S[…] L[…] of the S[…]?"),
    (r"Silt and Salt ($\bar{x}$)", RIVER, "Which point is this?"),
    ("Turning Point at Sea", RIVER, "What is described here: Tu[…] P[…] at S[…]?"),
]


@pytest.mark.parametrize(("title", "body", "asked"), FRAMES)
def test_a_front_shows_the_frame_of_its_title(title: str, body: str, asked: str) -> None:
    dealt = deal(f"Facts:\n\n{numbered({title: body, 'Snowfall': 'Flakes drift down on the peaks in winter.'})}")
    front = next(
        card.front for note, card in dealt.cards() if note.title == title.replace("$", "") and card.name == "Name"
    )
    prompt = front.split('<div class="qt-prompt" dir="auto">')[1].split("</div>")[0]
    assert prompt.replace('<span class="qt-hole">[…]</span>', "[…]") == asked


NAMED = [
    # title, the other title of the list, body, whether the title can be asked for
    ("Effective Drainage", "Essential Drainage", "Good drainage leads the rain away from the fields.", True),
    ("Improving Drainage", "Improved Drainage", "Good drainage leads the rain away from the fields.", False),
    (
        "River Drainage",
        "Street Drainage",
        "Good drainage carries the rain of hills and meadows by every river to the sea.",
        True,
    ),
    ("Street Drainage", "Drainage", "Good drainage pulls the rain off a street through grates into pipes below.", True),
    ("Glaciers", "Springs", "Ice creeps downhill and grinds valleys over thousands of years.", True),
    ("Durability", "Springs", "Ice creeps downhill and grinds valleys over thousands of years.", False),
    ("Glacial Creep", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", True),
    ("Use Glaciers", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", False),
    ("Cross Glaciers", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", True),
    ("Isolate Glaciers", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", False),
    ("Glacial Cycle", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", True),
    ("Glaciers of the Cycle", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", False),
    ("Cross the Cycle", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", False),
    ("Glacial Context", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", False),
    ("Reality", "Springs", "Over thousands of years frozen masses grind whole valleys wide.", False),
    ("Glaciers and Moraines", "Springs", "Over thousands of years frozen masses grind valleys wide.", True),
    ("Glaciers, Moraines, Eskers, Drumlins", "Springs", "Over thousands of years frozen masses grind.", False),
    ("Current Trends", "Springs", "A current trend is to clear each brook of its weirs and its mills.", False),
    ("Trends", "Springs", "One trend is to clear each brook of its weirs and its mills.", False),
    ("Current Weirs", "Springs", "A current trend is to clear each brook of its weirs and its mills.", True),
    ("Examples of Weirs", "Springs", "For example, weirs of stone clear each brook of its gravel and silt.", False),
    ("Everyday Effects", "Springs", "Every day the weirs clear each brook of its gravel and of its silt.", False),
    ("Early Influences", "Springs", "Early influences are the weirs of monks and the mills of a village.", False),
    ("Political and Social Effects", "Springs", "By a political effect each lord who built a weir took grain.", False),
    ("Political and Social Effects", "Springs", "A social and political effect was that each lord took grain.", True),
    ("Political and Feudal Effects", "Springs", "By a political effect each lord who built a weir took grain.", True),
    ("Conditional Cycles", "Springs", "A conditional course starts where ponds are full to the brim.", True),
    ("Conditioning Cycles", "Springs", "The conditioning of a course starts where ponds are full to the brim.", False),
    ("Cycle Conditions", "Springs", "These conditions are met where ponds are full to the brim.", False),
    ("Specific Cycles", "Springs", "A specific course starts where ponds are full to the brim.", False),
    ("Early Cycle", "Springs", "Early in March a brook fills the moat and turns all mills.", True),
    ("Water Cycle (WC)", "Springs", "The WC lifts vapour off the sea and drops it on the hills.", False),
    ("Cycle (Rain Loop)", "Springs", "A loop lifts vapour off the sea and drops rain on the hills.", True),
    ("Personal Wells", "Common Wells", "Laws guard wells; a person who digs one owns the water in it.", True),
    ("Valley Winds", "Sea Winds", "Down the cool slope and along every valley blow winds after sunset.", True),
    ("Alpine Winds", "Sea Winds", "Cold winds blow down the slope towards a lake after every sunset.", True),
    ("Salt Loss", "Silt Load", "Rivers take silt and a load of stones along; a loss is measured below.", False),
    ("Salt Loss", "Frost Load", "Rivers take frost and a load of stones along; a loss is measured below.", True),
    ("Frosty Phase", "Springs", "This phase brings frozen masses that grind whole valleys wide open.", True),
    ("Length", "Width", "27 ft 2 in (8.3 m) from end to end", False),
    ("Buckets", "Pumps", "Draw water by using buckets. Fill a trough next, and let the cattle drink.", True),
    ("Buckets", "Pumps", "Buckets hold ten litres each and hang from a rope above the shaft.", True),
    ("What You Find in a River", "Springs", "Every river carries silt and salt into the sea.", False),
    ("Interactive Maps", "Springs", "On a screen such maps let visitors trace a brook to its mouth.", True),
    ("Weirs and Locks", "Springs", "Weirs hold a stream, and locks lift barges over shallow gravel.", True),
    ("Salt Bars and Frost Rings", "Springs", "Bars of salt grow where shallow gravel slows a brook.", True),
    ("Salt Bars and Frost Rings", "Springs", "Bars of salt grow in gravel, and a frost draws white lines.", True),
    ("Weir Upkeep", "Springs", "Every weir needs upkeep by the village.", False),
    ("Reception", "Springs", "Meadows receive silt and salt when the brook leaves its bed in March.", True),
]


@pytest.mark.parametrize(("title", "other", "body", "expected"), NAMED)
def test_a_title_is_asked_for_where_its_text_leads_to_it_alone(
    title: str, other: str, body: str, *, expected: bool
) -> None:
    dealt = deal(f"Facts:\n\n{numbered({title: body, other: 'Water seeps out of rock at the foot of a hill.'})}")
    assert (("step", "Name", title) in shown(dealt)) is expected, reasons(dealt)


LEAKS = [
    # title, body, what the front shows
    ("Second Flood", "The second flood tore the mill down.", "The […] tore the mill down."),
    ("Silt and Well-being", "Silt feeds the villagers' well-being.", "[…] feeds the villagers' […]-[…]."),
    (
        "Silt and Well-being",
        "Silt feeds the villagers\u2019 well\u2011being.",
        "[…] feeds the villagers\u2019 […]\u2011[…].",
    ),
    ("Silt and Well-being", "Silt feeds their wellbeing.", "[…] feeds their […]."),
    ("Follow-up of Floods", "Floods need a follow up.", "[…] need a […]."),
    ("Recognition of Silt", "Silt is recognized by its colour.", "[…] is […] by its colour."),
    ("Critique of Weirs", "Weirs met criticism and critics.", "[…] met […] and […]."),
    ("Ambiguity of Gauges", "Read an unambiguous gauge.", "Read an […]."),
    ("Instability of Banks", "Banks stay stable.", "[…] stay […]."),
    ("Regulatory Gauges", "Regulations need a gauge.", "[…] need a […]."),
    ("Taxiing and Takeoff", "On taxiways and taking off.", "On […] and […] off."),
    ("Stability of Banks", "Banks stay stable.", "[…] stay […]."),
]


STARTS = [
    # body, how the front shows it
    ("may flood meadows while snow melts in the hills.", "[…] may flood meadows"),
    ("and floods fill the moat while snow melts in the hills.", "[…] and floods"),
    ("tends to flood meadows while snow melts in the hills.", "[…] tends to flood"),
    ("to flood meadows while snow melts in the hills.", "to flood meadows"),
    ("Meadows flood while snow melts in the hills.", "Meadows flood"),
]


@pytest.mark.parametrize(("body", "shown_as"), STARTS)
def test_a_text_that_goes_on_from_its_title_opens_with_a_hole(body: str, shown_as: str) -> None:
    dealt = deal(f"Facts:\n\n{numbered({'Spring': body, 'Autumn': RIVER})}")
    front = next(card.front for note, card in dealt.cards() if note.title == "Spring" and card.name == "Name")
    assert f"<p>{shown_as}" in front.replace(HOLE, "[…]")


@pytest.mark.parametrize(("title", "body", "seen"), LEAKS)
def test_no_relative_of_a_title_stays_open(title: str, body: str, seen: str) -> None:
    assert Mask(title, Family(())).hide(body, ()).html.replace(HOLE, "[…]") == seen


HIDDEN = [
    # title, body, whether enough is left to find it by
    ("Flooded Meadows", "Some of the most important effects are seen on flooded meadows there.", False),
    ("Flooded Meadows", "Herons stand on flooded meadows, where eels and frogs are easy prey.", True),
    ("Flooded Meadows", "In March snow makes one of the flooded meadows of all of the others.", True),
]


@pytest.mark.parametrize(("title", "body", "expected"), HIDDEN)
def test_what_is_left_of_a_text_says_something(title: str, body: str, *, expected: bool) -> None:
    mask = Mask(title, Family(()))
    naming = Naming(title, body, mask.secret, Family(()), (title, "Springs"))
    reason = "" if expected else TOO_MUCH_HIDDEN
    assert why_unfit(naming, mask.hide(body, ())) == reason
    assert not why_unfit(naming._replace(sole=True), mask.hide(body, ()))


def test_a_title_that_marks_cut_in_two_gives_itself_away() -> None:
    body = "Wheels turn where a channel ends above them; such an over**shot** mill needs little water from the brook."
    dealt = deal(f"Facts:\n\n{numbered({'Overshot Wheels': body, 'Snowfall': RIVER})}")
    assert ("Name", "the text would give the title away") in reasons(dealt)


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Mean Annual Rainfall", "How is MAR measured?"),
        ("MAR", "How is the mean annual rainfall measured?"),
    ],
)
def test_what_the_question_abbreviates_is_nothing_to_find(title: str, question: str) -> None:
    body = "Gauges catch what falls from clouds within each of thirty years, the mean annual rainfall (MAR)."
    dealt = deal(f"Facts:\n\n{numbered({title: body, 'Snowfall': RIVER})}", question)
    assert ("Name", "nothing of the title is left to find") in reasons(dealt)
    assert ("step", "Name", title) not in shown(dealt)

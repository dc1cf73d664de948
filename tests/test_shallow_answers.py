"""Sentences that seem to answer, and what stands in their place: the next sentence, the closing one, or no note."""

from __future__ import annotations

import pytest
from test_cards import deal, fields

from qt2anki.dealer.asking import understand
from qt2anki.dealer.claims import Claim
from qt2anki.dealer.demands import is_met
from qt2anki.dealer.scope import asks_of_today, dates
from qt2anki.dealer.series import is_crowded
from qt2anki.dealer.shallow import is_shallow, names_none, names_only_respects, only_places, only_tells_the_trend
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import Kind
from qt2anki.plaintext import to_text

HOW = "How did looms change the towns of Flanders?"
ROLE = "What is the role of flax in rope walks?"
WHY = "Why is the twist of a rope important in rigging?"
TITLES = ("Hemp Trade", "Night Shifts", "Guild Law", "Canal Tolls")

SHALLOW = [
    # question, sentence, whether it closes, whether it says no way
    (
        HOW,
        "Looms had a profound influence on the towns of Flanders, mainly through the works of Jan Bols.",
        False,
        True,
    ),
    (HOW, "Looms had a profound influence on the towns of Flanders by filling them with spinners.", False, False),
    (HOW, "Looms had a great effect on the towns, mainly through tolls that allowed guilds to arm.", False, False),
    (HOW, "Looms changed the towns of Flanders by providing a comprehensive, holistic frame of life.", False, True),
    (HOW, "Looms changed the towns of Flanders through their early works of 1265.", False, True),
    (HOW, "Looms changed the towns of Flanders by challenging existing habits.", False, True),
    (HOW, "Looms changed the towns by emptying the farms and challenging existing habits.", False, False),
    (HOW, "Looms changed the towns by changing the looms of towns to make them loud.", False, True),
    (ROLE, "Flax is vital in rope walks, linking spinners and sailors in one trade.", True, True),
    (ROLE, "Flax is vital in rope walks, linking spinners and sailors in one trade.", False, False),
    (ROLE, "Flax is vital in rope walks, allowing ropes to swell when wet.", True, False),
    (ROLE, "Flax is vital in rope walks when spars are wet.", True, False),
    (ROLE, "Flax is vital in rope walks for binding the ends of hemp.", True, False),
    (ROLE, "Flax is vital in rope walks, serving the hemp trade, the guild law and canal tolls.", True, False),
    (WHY, "The twist of a rope is important in rigging for several reasons, due to loads at sea.", False, True),
    (WHY, "A rope is called laid when its strands have a twist.", False, True),
    ("What triggers the parting of ropes?", "The main trigger of parting is the rise of rot.", False, False),
    (WHY, "The twist of a rope is important in rigging because it locks the strands under load.", False, False),
]


@pytest.mark.parametrize(("question", "text", "closes", "expected"), SHALLOW)
def test_a_sentence_that_says_no_way(question: str, text: str, *, closes: bool, expected: bool) -> None:
    known = Family(content_words(question))
    assert is_shallow(Claim(text, understand(question)[0], known, TITLES, closes=closes)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bols rule is a key principle within rigging that helps explain how ropes part.", True),
        ("The Bols oath is a fundamental aspect of the guild.", True),
        ("The Bols rule is a key principle that states that ropes part.", False),
        ("The Bols rule is a key principle that saves rope by halving its load.", False),
        ("The Bols rule is the rule that no rope bears a load beyond its own weight.", False),
    ],
)
def test_a_definition_that_only_places(text: str, *, expected: bool) -> None:
    assert only_places(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hemp and flax behave differently, primarily in terms of stretch, rot and price.", True),
        ("While rope is crucial at sea, hemp may face significant difficulties in this respect.", True),
        ("While both hemp and flax serve at sea, they serve very different needs.", True),
        ("Hemp rots primarily in the wet, while flax rots in the dry.", False),
        ("Hemp stretches when wet, while flax shrinks.", False),
    ],
)
def test_a_comparison_of_respects(text: str, *, expected: bool) -> None:
    assert names_only_respects(text, Family(("hemp", "flax"))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The early looms were marked by a gradual evolution from rough to fine.", True),
        ("The early looms were the warp loom of Ghent and the treadle loom of Bruges.", False),
    ],
)
def test_a_trend_names_nothing(text: str, *, expected: bool) -> None:
    assert only_tells_the_trend(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A wide variety of knots is typically used on deck.", True),
        ("Sailors need a combination of technical skills, salt, and luck.", True),
        ("The loss stems from a combination of technical, nautical, and local troubles.", True),
        ("Sailors faced enormous difficulties in the gale.", True),
        ("Sailors use a bowline, a sheet bend and a clove hitch.", False),
        ("The loss stems from a combination of nautical and technical troubles.", False),
        ("The loss stems from a combination of wet hemp and old tar.", False),
    ],
)
def test_a_sentence_that_names_none(text: str, *, expected: bool) -> None:
    assert names_none(text) is expected


@pytest.mark.parametrize(
    ("question", "lead", "core", "expected"),
    [
        ("Which mills closed first?", "The closures in May 1987 began at Ghent. More followed.", "Ghent closed.", True),
        ("Which mills closed first?", "The closures in May 1987 began at Ghent.", "In 1987 Ghent closed.", False),
        ("Which mills closed first in 1987?", "The closures in May 1987 began at Ghent.", "Ghent closed.", False),
        ("Which mills closed first?", "Ghent was the first. It closed in May 1987.", "Ghent closed.", False),
    ],
)
def test_a_month_that_neither_question_nor_core_says(question: str, lead: str, core: str, *, expected: bool) -> None:
    assert dates(question, lead, core) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Looms paid by taxing the wool, selling the cloth, hiring the poor, renting the sheds, and dyeing.", True),
        ("Looms paid by taxing the wool, selling the cloth, and renting the sheds.", False),
    ],
)
def test_five_deeds_are_too_many(text: str, *, expected: bool) -> None:
    assert is_crowded(text, whole=True) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hemp is dull and rough, flax shines.", False), ("Hemp is of a dull look, flax has the finer smell.", True)],
)
def test_a_distinction_rests_on_all_that_it_is_based_on(text: str, *, expected: bool) -> None:
    assert is_met("How can hemp be distinguished from flax based on look and smell?", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Looms spread hunger.", False), ("Looms spread hunger and led to riots of the poor.", True)],
)
def test_both_things_brought_about_are_spoken_of(text: str, *, expected: bool) -> None:
    assert is_met("How did looms lead to hunger and poor riots in Ghent?", text) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What are the current trends in the price of hemp?", True),
        ("What were the latest trends in the price of hemp in 1987?", False),
        ("What are currents at sea?", False),
    ],
)
def test_a_question_of_today(question: str, *, expected: bool) -> None:
    assert asks_of_today(question) is expected


OATH = (
    "The Bols oath, sworn in the guild hall, is a fundamental aspect of the guild of Ghent and its masters. {}\n\n"
    "1. **Dawn Call**: One rises.\n2. **Bread Gift**: One gives."
)
USES = "{}\n\n1. **Damp Hemp**: It was wet.\n2. **Old Tar**: It was dry."
TAR = "Ship tar is a thick brown oil that runs out of pine roots in a closed kiln."
COSTLY = "Ship tar is a vital oil that is costly because pine roots burn for nine days in clay pits."
KILNS = "1. **Pine Roots**: They are rare.\n2. **Clay Pits**: They are deep."
CASES = [
    # question, answer, the core as text, "" for no answer note
    (
        "What is the Bols oath?",
        OATH.format("This oath requires each weaver to sell no cloth by night."),
        OATH.format("This oath requires each weaver to sell no cloth by night.").split("\n", maxsplit=1)[0],
    ),
    ("What is ship tar, and why is it so costly?", f"{TAR}\n\n{KILNS}\n\nIn summary, {COSTLY}", f"{TAR} {COSTLY}"),
    ("What are the repairs of rope?", USES.format("There are several causes of wear:"), ""),
    ("What are the causes of wear?", USES.format("There are several causes of wear:"), "• Damp Hemp\n• Old Tar"),
    ("What are the kinds of wear?", USES.format("In Flanders, wear is of two kinds:"), ""),
    (
        "What are the kinds of SSU?",
        USES.format("In SSU (Small Sea Use), wear is of two kinds:"),
        "• Damp Hemp\n• Old Tar",
    ),
]


@pytest.mark.parametrize(("question", "answer", "expected"), CASES)
def test_core(question: str, answer: str, expected: str) -> None:
    notes = [note for note in deal(answer, question).deal.notes if note.kind is Kind.ANSWER]
    assert [to_text(fields(note)["Core"]) for note in notes] == ([expected] if expected else [])

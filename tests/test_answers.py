"""What the answer note asks of its core: all that is asked for, said outright, and titles that are the thing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_cards import deal, fields

from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.dealer.answers import could_be_said_of_much, speaks_of
from qt2anki.dealer.asking import understand
from qt2anki.dealer.claims import Claim
from qt2anki.dealer.demands import asks_more_of_each, is_met
from qt2anki.dealer.fitting import NO_FIT, fit, is_loose
from qt2anki.dealer.hollow import names_aspects, puts_off
from qt2anki.dealer.replies import Reply
from qt2anki.dealer.scope import narrows
from qt2anki.dealer.titlelists import asks_for_some
from qt2anki.dealer.words import Family, content_words
from qt2anki.model import FORMULA_CLOSE, FORMULA_OPEN, Decoded, Kind
from qt2anki.plaintext import to_text
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.model import NoteDraft

FORMULA = f"{FORMULA_OPEN}0{FORMULA_CLOSE}"
IN_TERMS_OF = "How does zinc compare to tin in terms of hardness and price?"
AND_ITS = "What is Hooke's law and its mathematical representation?"
OF_A_PERSON = "What is the captain's background and training before the voyage?"


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What is zinc?", "A metal.", True),
        (IN_TERMS_OF, "Zinc is harder than tin, and its price is a tenth.", True),
        (IN_TERMS_OF, "Zinc is harder than tin.", False),
        (AND_ITS, "Hooke's law states that a spring pulls the more the longer it is.", False),
        (AND_ITS, f"Hooke's law states that a spring pulls the more the longer it is, {FORMULA}.", True),
        ("How does rain reach a spring and its caves in the hills?", "Rain sinks through gravel.", False),
        ("Describe the anvils and rites of the smiths.", "The smiths had hammers, and rites for each.", False),
        ("Describe the anvils and rites of the smiths.", "Of anvils the smiths had two, of rites the oath.", True),
        (OF_A_PERSON, "The captain sailed at last to the isles of the north.", False),
        (OF_A_PERSON, "The captain's background was poor; his training took him to Bergen.", True),
        ("What were the social and economic causes of the revolt?", "Social causes were caste and creed.", False),
        ("What were the social and economic causes of the revolt?", "Society was split, the economy was weak.", True),
        ("What are the kinds of loom: upright, flat, and round?", "Looms are upright or flat.", False),
        ("What are the kinds of loom: upright, flat, and round?", "Looms are upright, flat or round.", True),
        ("Explain the art of looms, including warp and weft.", "Of looms the warp is taut, the weft is drawn.", True),
        ("Explain the art of looms, including warp and weft.", "Of looms the warp is taut.", False),
        ("How did the loom evolve over the centuries?", "The loom of Ghent is named in a deed of 1265.", False),
        ("How did the loom evolve over the centuries?", "The loom moved from the home to the mill.", True),
        ("What sets apart the trades between tin, zinc, and lead?", "Tin is soft, zinc is hard.", False),
        ("What sets apart the trades between tin, zinc, and lead?", "Tin is soft, zinc hard, lead heavy.", True),
        ("How are metals classified by weight?", "Heavy metals make good ballast for ships.", False),
        ("How are metals classified by weight?", "Metals fall into two: light ones float on mercury.", True),
        ("Define the salon and discuss its hosts, as well as its cooks.", "The salon was a hall for talk.", False),
        ("What is smelting and its stages?", "Smelting frees a metal from its ore.", False),
        ("How do dunes form and protect the coast?", "Dunes protect the coast by breaking waves.", False),
        ("How do dunes form and protect the coast?", "Dunes are formed by wind; they break waves.", True),
    ],
)
def test_all_that_is_asked_for_is_spoken_of(question: str, text: str, *, expected: bool) -> None:
    assert is_met(question, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kilns of clay serve well, but they have several limitations.", True),
        ("Kilns of clay have several limitations, such as cracks and slow heating.", False),
        ("The amount of clay varies based on factors such as heat and size.", True),
        ("Firing clay is straightforward in an oven of brick.", True),
        ("A kiln is a dynamic tool that continues to evolve, adapting to new fuels.", True),
        ("Kilns shaped the towns in profound ways.", True),
        ("The heat of kilns requires careful consideration of the fuel.", True),
        ("The worth of kilns lies in their foundational role in the trade.", True),
        ("The worth of kilns lies in their even heat.", False),
        ("Firing helps in understanding how clay hardens.", True),
        ("Firing leads to a better understanding of clay.", True),
        ("Kilns show cracks by glowing unevenly, which leads to a better understanding of clay.", False),
        ("Kilns run on a complex interplay between various fuels.", True),
        ("Potters faced hard years and developed several ingenious solutions for larger kilns.", True),
        ("Kilns influenced both the growth of towns and the life of villages.", True),
        ("Kilns influenced both the growth of towns and the life of villages through their hunger for wood.", False),
        ("Kilns are shaped by social, economic, and religious factors.", True),
        ("The many kinds of kiln highlight the complexity of the trade.", True),
        ("Kilns eat whole forests, which highlights the importance of coal.", False),
        ("Smoke from kilns affects millions of people.", True),
        ("Small and large kilns offer unique advantages that potters value.", True),
        ("Kilns have shaped our understanding of clay.", True),
        ("Work on kilns has been extensive, particularly in the towns.", True),
        ("Work on kilns is likely to yield further insights in the field.", True),
        ("Kilns of brick led to a rich tapestry of wares.", True),
        ("Kilns vary due to the nature of clay and sand.", True),
        ("Kilns crack due to the brittle nature of clay.", False),
        ("Kilns heat everything from cups to bricks.", True),
        ("Kilns harden clay by driving off its water.", False),
        ("Kilns weave a rich tapestry of smoke.", True),
        ("Kilns are shaped by a unique blend of fuels and habits.", True),
        ("Work on kilns will likely lead to hotter fires.", True),
        ("Old tales of kilns continue to inform the habits of potters.", True),
        ("Old tales that continue to inform potters keep kilns small.", False),
        ("Firing is structured around three distinct stages, each with a fire of its own.", True),
        ("Firing is divided into two stages: drying and glowing.", False),
        ("The smoke of kilns has been a topic of lively debate, due to its smell.", True),
        ("Lime and sand serve distinct purposes in kilns.", True),
        ("The worth of kilns is complex and multifaceted, touching on trade and rites.", True),
        ("Kilns of clay present significant drawbacks that weigh on the trade.", True),
        ("Kilns of brick changed the whole landscape of the trade.", True),
        ("Kilns of lime are fundamentally different due to their fuel.", True),
        ("Kilns serve as a vital bridge between clay and stone.", True),
        ("Kilns serve as a fine model of thrift.", True),
        ("The differences between kilns, such as their fuel and heat, are crucial for potters.", True),
        ("Kilns carry significant implications for woods.", True),
        ("Kilns serve as a bridge between clay and stone by driving water off.", False),
        ("Kilns have gained considerable attention among masons.", True),
        ("Kilns change according to specific rules of the trade.", True),
        ("Kilns change according to the wind.", False),
        ("The shapes of kilns vary greatly across towns and shires.", True),
        ("The shapes of kilns vary by town, including those of Ghent.", True),
        ("The shapes of kilns vary across towns, from beehives to bottles.", False),
        ("Kilns are run under certain conditions.", True),
        ("Kilns are run under certain conditions, such as dry wind.", False),
    ],
)
def test_what_puts_the_asker_off(text: str, *, expected: bool) -> None:
    assert puts_off(text, Family(("kilns",))) is expected


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("its unique properties and versatility.", True),
        ("their rigid structures, social significance, and inner dynamics", True),
        ("technical innovations and social structures, leaving a mark on the towns", True),
        ("foreign structures, breaking the guilds and bending the law", False),
        ("its low melting point.", False),
        ("his bold vision and many contributions that marked an age", True),
        ("his bold furnace and kilns that marked an age", False),
        ("the loss of water and the growth of crystals", False),
    ],
)
def test_aspects(tail: str, *, expected: bool) -> None:
    assert names_aspects(tail) is expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How do reeds clean water?", "Reeds clean water due to their unique properties and versatility.", False),
        ("How do reeds clean water?", "Reeds clean water due to bacteria on their roots, which eat nitrates.", True),
        ("How did the council answer the strike?", "The strike, begun in May, was caused by a cut of wages.", False),
        (
            "How did the council answer the strike?",
            "The council answered the strike by locking the gates of the docks.",
            True,
        ),
        (
            "How did the feud affect the events leading to the fire?",
            "The feud played a significant role in the events leading to the fire of the mill and the tower of Ghent.",
            False,
        ),
        ("What is the significance of the Ghent treaty?", "The Ghent treaty was signed on 3 May by two dukes.", False),
        ("What is the impact of reeds on lakes?", "Effective planting of reeds allows lakes to bind nitrates.", False),
        (
            "What is the impact of planting reeds on lakes?",
            "Effective planting of reeds in lakes binds nitrates, starving the algae of summer.",
            True,
        ),
        ("How do reeds differ from sedges?", "Cuts of reeds heal soon, while cuts of sedges bleed for weeks.", False),
        ("How do reeds differ from sedges?", "Reeds and sedges are used interchangeably, but roofs vary.", False),
        ("What is the role of mucin in snails?", "Mucin is a protein produced by glands of the foot and gut.", False),
        ("What are the rules of the guild?", "The rules of the guild were designed to keep peace and prices.", False),
        ("What role did Ost play in the feud?", "Ost played a major role in the feud, particularly during May.", False),
        (
            "How do reeds aid lakes?",
            "Reeds not only aid lakes in spring but also lend beauty and charm.",
            False,
        ),
        ("How do reeds aid lakes?", "Reeds not only aid lakes in spring but also feed fish by shedding pollen.", True),
        (
            "How can erosion of dunes be prevented?",
            "Erosion of dunes is a loss of sand that results in flooded fields, salty wells and fallen huts.",
            False,
        ),
        ("What is sap in trade?", "Sap is a key concept in trade that serves as a bridge between wood and oil.", False),
        (
            "How did the flood affect the mills?",
            "The flood had a profound effect on the mills. This event, caused by rain in the hills, killed many cows.",
            False,
        ),
        (
            "How do reeds differ from sedges?",
            "Reeds and sedges serve distinct purposes, but knowing the stems of each helps with harvest and roofing.",
            False,
        ),
        (
            "How do reeds differ from sedges?",
            "Reeds and sedges serve distinct purposes: reeds cover roofs, while sedges are woven to baskets.",
            True,
        ),
        ("How do reeds differ from sedges?", "Reeds, though kin of sedges, also show several key differences.", False),
        ("What are reeds and sedges?", "Reeds and sedges are two types of plants of wet shores and ditches.", False),
        (
            "What are the three walls of the castle?",
            "The castle is known for having three walls, built of materials such as flint, oak and clay.",
            False,
        ),
        (
            "What are the three walls of the castle?",
            "The castle has three walls: the outer ring of flint, the palisade and the keep.",
            True,
        ),
        ("Are there reeds in salt lakes?", "Reeds of salt lakes are a kind of grass with bitter roots.", False),
        (
            "What roles do reeds and sedges play in lakes?",
            "Together, reeds and sedges enable lakes to feed carp, herons and otters.",
            False,
        ),
    ],
)
def test_a_core_that_answers(question: str, sentence: str, *, expected: bool) -> None:
    known = Family(content_words(question))
    claim = Claim(sentence, understand(question)[0], known, (), question=question.casefold())
    assert (fit(claim) > NO_FIT) is expected


HOW = "How do reeds clean lakes?"
WHAT_FOR = "What role do reeds play in lakes?"
LISTED = ("Bacterial Films", "Oxygen Pumping", "Nitrate Uptake", "Silt Traps")


@pytest.mark.parametrize(
    ("question", "text", "titles", "expected"),
    [
        (HOW, "Reeds clean lakes by feeding microbes on their roots.", LISTED, False),
        (HOW, "Reeds clean lakes by influencing mud, weeds and fish.", LISTED, True),
        (HOW, "Reeds clean lakes by focusing on mud, taking in weeds.", LISTED, True),
        (HOW, "Reeds matter to lakes, as they directly affect mud and fish.", LISTED, True),
        (WHAT_FOR, "The stand of reeds matters to lakes, as it directly affects mud.", LISTED, True),
        (WHAT_FOR, "The stand of reeds matters to lakes, as it feeds carp.", LISTED, False),
        (HOW, "Reeds change lakes for good, leading to clear water.", LISTED, True),
        (HOW, "Reeds clean lakes through their roots and stems.", LISTED, True),
        (HOW, "Reeds clean lakes through their roots and stems.", (), False),
        (HOW, "Reeds clean lakes through a rot known as denitrification.", LISTED, False),
        (HOW, "Reeds clean lakes through films, oxygen, nitrate uptake and traps of silt.", LISTED, True),
        (HOW, "Reeds grow in shallow lakes of the north.", LISTED, True),
        (WHAT_FOR, "Reeds are nurseries of lakes, shaping the life of pike.", LISTED, True),
        (WHAT_FOR, "Reeds hide the fry of lakes, so that pike starve.", LISTED, False),
    ],
)
def test_a_sentence_that_names_no_way(question: str, text: str, titles: Sequence[str], *, expected: bool) -> None:
    claim = Claim(text, understand(question)[0], Family(content_words(question)), titles, question=question.casefold())
    assert is_loose(claim) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How did wages change after the war?", "Wages in Norway fell after the war.", True),
        ("How did wages change after the war?", "Wages under the Factory Act rose after the war.", True),
        ("How did wages change after the war?", "Wages in May were lower than in April.", False),
        ("How did wages change after the war in Europe?", "Wages in Norway fell after the war.", False),
        ("What is the yield of wages in GNP?", "Wages in Gross National Product make up a half.", False),
        ("How are chances reckoned?", "Chances in Bayesian reckoning are beliefs.", False),
        ("How are cables rated?", "Cables are rated by their current (in Amperes).", False),
    ],
)
def test_a_place_that_the_question_does_not_name(question: str, text: str, *, expected: bool) -> None:
    assert narrows(question, text) is expected


def answers(notes: Sequence[NoteDraft]) -> list[NoteDraft]:
    return [note for note in notes if note.kind is Kind.ANSWER]


def core(question: str, titles: list[str], lead: str = "Consider the following.") -> str | None:
    steps = "\n".join(f"{at}. **{title}**: Text of its own." for at, title in enumerate(titles, start=1))
    notes = answers(deal(f"{lead}\n\n{steps}", question).deal.notes)
    return to_text(fields(notes[0])["Core"]) if notes else None


@pytest.mark.parametrize(
    ("question", "titles", "expected"),
    [
        ("What are the effects of lead on glass?", ["Clarity", "Softness"], True),
        ("What are the effects of lead on glass?", ["Short-Term Effects", "Long-Term Effects"], False),
        ("What are the effects of lead on glass?", ["Positive Glass Effects", "Softness"], False),
        ("What are the effects of lead on glass?", ["Clarity", "Thermal Factors"], False),
        ("What are the causes of clouds in glass?", ["Damp Air", "Thermal Factors"], True),
        ("What are the causes of clouds in glass?", ["Damp Air", "Other Thermal Factors"], False),
        ("What are the concerns about lead glass?", ["Kidney Complications", "Bone Risks"], False),
        ("What are the risks of lead glass?", ["Kidney Damage", "Bone Decay"], True),
        ("What is the role of lead in glass?", ["Sulfides", "Oxides"], False),
        ("What is the role of lead in glass?", ["Wipe the Anvil", "Tare the Balance"], False),
        ("What is the use of lead in glass?", ["Wipe the Anvil", "Tare the Balance"], False),
        ("What are the forms of lead trade?", ["Direct Trade", "Portfolio Trade"], True),
        ("What are the steps to weigh lead?", ["Gather Data", "Apply the Formula", "Tare the Balance"], False),
        ("What are the steps to weigh lead?", ["Wipe the Anvil", "Tare the Balance", "Record the Result"], True),
        ("What are the traits of tidal lagoons?", ["Northern Lagoons", "Coral Lagoons"], False),
        ("What are the types of lagoons?", ["Northern Lagoons", "Coral Lagoons"], True),
        ("What are the tools and rites of the smiths?", ["Hammer", "Anvil"], False),
        ("What are some effects of lead on glass?", ["Clarity", "Softness"], False),
        ("List three effects of lead on glass.", ["Clarity", "Softness", "Weight"], False),
    ],
)
def test_titles_that_are_the_answer(question: str, titles: list[str], *, expected: bool) -> None:
    assert (core(question, titles) is not None) is expected


def test_titles_of_a_list_of_something_else_answer_no_second_half() -> None:
    question = "What is a loom, and what are its parts?"
    lead = "A loom is a frame that holds threads taut for the weaver."
    assert core(question, ["Beam", "Heddle"], f"{lead} The parts of a loom are:") is not None
    assert core(question, ["Beam", "Heddle"], f"{lead} Weavers of Flanders carved:") is None


VERBS = ("differ", "relate")


def test_what_each_of_two_things_is_does_not_say_how_they_relate() -> None:
    steps = "1. **Warp**: It stands taut on the frame.\n2. **Weft**: It is drawn through by a shuttle."
    kinds = [{note.kind for note in deal(steps, f"How do warp and weft {verb}?").deal.notes} for verb in VERBS]
    assert [Kind.ANSWER in each for each in kinds] == [True, False]


def test_a_sentence_that_leans_on_another_takes_it_along() -> None:
    question = "How does bran aid rye?"
    sentence = "bran and husk aid rye by shielding its germ from frost and mould."
    answer = "1. **Bran**: It is brown.\n2. **Husk**: It is dry.\n\nOverall, rye is sown in autumn. {}"
    firsts = ("The", "Together, these kinds of", "In the field, these kinds of")
    dealt = [answers(deal(answer.format(f"{first} {sentence}"), question).deal.notes) for first in firsts]
    assert [note.text.startswith("rye") for (note,) in dealt] == [False, True, True]
    assert not answers(deal(answer.format(f"The resulting {sentence}"), question).deal.notes)


def test_a_second_half_is_answered_in_its_own_words() -> None:
    question = "What is a loom, and how did it change the market towns?"
    lead = "A loom is a frame that holds threads taut for the weaver."
    good = f"{lead} The loom changed market towns by drawing weavers and dyers to the river."
    poor = f"{lead} Looms were driven by wheels that turned a shaft of oak."
    assert [bool(answers(deal(each, question).deal.notes)) for each in (good, poor)] == [True, False]


def test_items_that_stand_in_the_core_are_no_outline_below_it() -> None:
    lead = "A warp is a set of threads that stands taut on the frame of oak."
    steps = "1. **Weft**: It is a yarn that a shuttle draws through.\n2. **Heddle**: It is a loop that lifts a thread."
    (note,) = answers(deal(f"{lead}\n\n{steps}", "What is a warp, and what are weft and heddle?").deal.notes)
    assert "A warp is" in fields(note)["Core"]
    assert "Heddle" in fields(note)["Core"]
    assert not fields(note)["Outline"]


def test_what_each_of_two_things_is_does_not_say_what_for() -> None:
    steps = "1. **Warp**: It stands on the frame of oak.\n2. **Weft**: It is a yarn of wool or of flax."
    asked = ("What are warp and weft?", "What is the significance of warp and weft?")
    assert [bool(answers(deal(steps, question).deal.notes)) for question in asked] == [True, False]


def test_a_closing_sentence_has_words_of_its_own() -> None:
    question = "How do guilds help towns?"
    closing = "In summary, guilds help towns by {}."
    ends = ("fostering social skills, cultural exchange and economy", "storing rye, salting herring and minting")
    steps = "1. **Rye**: It is stored.\n2. **Salt**: It is sold."
    dealt = [deal(f"{steps}\n\n{closing.format(end)}", question) for end in ends]
    assert [bool(answers(each.deal.notes)) for each in dealt] == [False, True]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (HOW, "Reeds clean lakes by fostering a dynamic environment and promoting quality.", True),
        (HOW, "Reeds clean lakes by feeding microbes and sinking silt.", False),
        (HOW, "Reeds clean lakes by fostering ethical, cultural and social values in silt, mud and carp.", True),
        (HOW, "Reeds clean lakes by feeding ethical, cultural and social values to silt, mud and carp.", False),
        (HOW, f"Reeds clean lakes by {FORMULA}.", False),
        ("What are reeds?", "Reeds are a quality of the environment.", False),
    ],
)
def test_what_could_be_said_of_much(question: str, text: str, *, expected: bool) -> None:
    asked = understand(question)[0]
    assert could_be_said_of_much(Reply(text, text), asked, Family(content_words(question))) is expected


def test_why_alone_is_answered_by_a_reason() -> None:
    things = understand("What is a loom, and why?")
    replies = [Reply("", text) for text in ("Looms of oak stand in yards.", "Oak bears the pull, so that looms last.")]
    assert [speaks_of(reply, things[1], things[0]) for reply in replies] == [False, True]


def test_any_few_of_many() -> None:
    assert asks_for_some("Can you list three effects of lead?")
    assert asks_for_some("What are common examples of looms?")
    assert not asks_for_some("What are the three effects of lead?")


def test_more_of_each_thing_stands_with_its_title() -> None:
    steps = "1. **Beam**: It holds the warp taut.\n2. **Heddle**: It lifts every other thread."
    question = "What are the parts of a loom and their functions?"
    (note,) = answers(deal(steps, question).deal.notes)
    assert to_text(fields(note)["Core"]).splitlines() == [
        "• Beam: It holds the warp taut.",
        "• Heddle: It lifts every other thread.",
    ]
    assert asks_more_of_each(question)
    assert not asks_more_of_each("What are the parts of a loom?")


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What is a loom?", "{steps}\n\nIn summary, a loom is a frame that holds threads taut for the weaver.", False),
        ("What is a loom?", "A loom is a frame that holds threads taut for the weaver.\n\n{steps}", True),
        ("How do guilds help weavers?", "Guilds help weavers by lending silver from a chest.\n\n{steps}", False),
        ("How do guilds help weavers?", "Guilds help weavers by lending silver from a chest.", False),
        ("How do guilds help weavers?", "{steps}\n\nOverall, guilds help weavers by lending silver chests.", True),
        ("How do guilds help weavers?", "{steps}\n\nOverall, guilds help weavers, leading to silver chests.", False),
        ("What is the role of guilds?", "{steps}\n\nOverall, guilds play a role by lending silver chests.", False),
        ("What is the role of guilds?", "Guilds play a role by lending silver from a chest.\n\n{steps}", False),
    ],
)
def test_where_few_sentences_answer(question: str, answer: str, *, expected: bool) -> None:
    steps = "1. **Beam**: It holds the warp.\n2. **Heddle**: It lifts threads.\n3. **Reed**: It beats the weft."
    assert bool(answers(deal(answer.format(steps=steps), question).deal.notes)) is expected


def test_a_question_without_a_word_has_no_answer() -> None:
    document = replace(deal("Rye is sown in autumn.").document, question=Decoded(" "))
    assert not answers(deal_cards(document, split_answer(document), ALL_KINDS).notes)

"""Everyday words that stand in for each other: a sentence that only swaps them for those of its title says nothing."""

from __future__ import annotations

from functools import lru_cache

from qt2anki.dealer.words import Family

_GROUPS = """
assess assessing assessment review reviewing evaluate evaluating evaluation monitor monitoring check checking track
adjust adjusting adjustment adjustments modify modifying adapt adapting adaptation revise revising flexible flexibility
clear clarity unambiguous precise precision exact accurate accuracy unequivocal
fast quick quickly rapid rapidly speed swift prompt promptly immediate
efficient efficiently efficiency streamline streamlined streamlining workflow workflows productive productivity
collaborate collaboration collaborative cooperate cooperation teamwork together jointly partnership partnerships
lack lacking absence absent missing scarcity scarce limited insufficient
diverse diversity variety varied multiple range
domain domains discipline disciplines field fields sector sectors industry industries
difficult difficulty difficulties challenge challenges challenging obstacle obstacles barrier barriers hard
risk risks danger dangers hazard hazards threat threats
start begin beginning initial initiate initiation commence onset
finish complete completion conclude end ending
practice practise practicing exercise exercises repetition rehearse
engage engaged engagement engaging participate participation participatory participating involvement active actively
communicate communication interact interaction dialogue conversation conversations discuss discussion
plan planning prepare preparation preparing schedule scheduling organize organized
understand understanding comprehend comprehension grasp insight insights
show demonstrate demonstration illustrate display present presentation
learn learning education educational learners
aware awareness conscious consciousness recognition recognize
safe safety secure security protect protection protective
motivate motivation motivated inspire inspiring inspiration encouragement
creative creativity innovative innovation innovations imagination
strong strength strengthen robust resilient resilience
feedback comments response responses
fair fairness equitable equity impartial unbiased
growth grow expand expansion
flexible versatile versatility adaptable adaptability
interpret interpretation interpretations
simple simplify simplicity easy ease easier
complex complexity complexities intricate complicated
"""

_MATES: dict[str, tuple[str, ...]] = {}
for _line in _GROUPS.strip().splitlines():
    for _word in _line.split():
        _MATES[_word] = (*_MATES.get(_word, ()), *_line.split())


@lru_cache(maxsize=4)
def with_stand_ins(known: Family) -> Family:
    """Add to some words those that everybody would put in their place; the core and its judge both ask for them."""
    added = [mate for word in known.words for mate in _MATES.get(word, ())]
    return Family((*known.words, *added)) if added else known

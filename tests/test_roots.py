"""Words that a reader takes for one though their letters differ, and words that only look alike."""

from __future__ import annotations

import pytest

from qt2anki.dealer.roots import roots

KIN = """
receive reception
produce production
propel propulsion
describe description
convert conversion
transmit transmission
consume consumption
resolve resolution
include inclusion
proceed procession
respond response
extend extension
maintain maintenance
compete competition
repeat repetition
acquire acquisition
destroy destruction
explain explanation
absorb absorption
submerge submersion
evolve evolution
compose composition
define definition
apply application
expand expansion
decide decision
erode erosion
collide collision
strong strength
choose choice
vote voter
fix fixation
quote quotation
code coder
vary variance
recognize recognition
critique criticism
stable stability
porous porosity
energy energetic
circle circular
space spatial
defend defense
theory theoretical
regulatory regulations
reactivity reactants
advocacy advocating
respiratory respiration
empowerment empowering
governor government
investor investment
weakness weak
happiness happy
readable read
realism real
tourism tourist
thicker thickness
persuasive persuasiveness
race racism
easy easiest
formation forms
analysis analyze
society social
vertices vertex
cortex cortical
compare comparison
thematic themes
wrote writing
dataset data
airflow air
teamwork teams
election electoral
stylistic style
body bodily
storytelling stories
lifelong lives
takeoff taking
breakdown broken
taxiing taxiways
"""
STRANGERS = """
receive deception
produce deduction
ring ration
convert contain
maintain mountain
strong string
mission mitten
particle particular
stable stony
position posture
communication community
universe university
organ organize
generate general
careful car
feedback feeding
group grow
discover discs
element elevate
network net
offset offer
gas gap
class clas
"""


def _pairs(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), _pairs(KIN))
def test_kin(one: str, other: str) -> None:
    assert roots(one) & roots(other)


@pytest.mark.parametrize(("one", "other"), _pairs(STRANGERS))
def test_strangers(one: str, other: str) -> None:
    assert not roots(one) & roots(other)

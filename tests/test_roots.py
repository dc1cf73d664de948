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
"""


def _pairs(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), _pairs(KIN))
def test_kin(one: str, other: str) -> None:
    assert roots(one) & roots(other)


@pytest.mark.parametrize(("one", "other"), _pairs(STRANGERS))
def test_strangers(one: str, other: str) -> None:
    assert not roots(one) & roots(other)

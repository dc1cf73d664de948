"""Roots: words that a reader takes for one, though neither stems nor letters show it: receive, reception.

Stemmers cut endings and know nothing of the Latin verbs whose stem changes ("convert", "conversion"), nor of the
English words that change inside ("strong", "strength"). Where a title is hidden, either gives the other away.
"""

from __future__ import annotations

import re
from functools import cache

_E = "(?:e|es|ed|ing|er|ers|able)"
_D = "(?:s|ed|ing|er|ers|able|ible)?"
_ION = "(?:ion|ions|ive|ively|ible|or|ors|ional)"

_LATIN = (
    ("ceiv", f"ceiv{_E}|cept{_ION}|ceipts?"),
    ("duc", f"duc{_E}|ducts?|duct{_ION}|ductivity"),
    ("pel", f"pels?|pell(?:ed|ing|er)|puls{_ION}|pulses?"),
    ("scrib", f"scrib{_E}|scripts?|script{_ION}"),
    ("vert", f"vert{_D}|vers{_ION}|versal"),
    ("mit", f"mits?|mitt(?:ed|ing|er|ers)|miss{_ION}"),
    ("sum", f"sum{_E}|sumpt{_ION}"),
    ("solv", f"solv{_E}|solut{_ION}"),
    ("clud", f"clud{_E}|clus{_ION}"),
    ("ced", f"ced{_E}|ceed{_D}|cess{_ION}"),
    ("spond", f"spond{_D}|spons(?:e|es|ive|ible|ibility|iveness)"),
    ("ten", f"tend{_D}|tens{_ION}|tents?|tain{_D}|tention|tentions|tenance"),
    ("pet", f"pet{_E}|peat{_D}|petit{_ION}"),
    ("quir", f"quir(?:e|es|ed|ing|y|ies|ements?)|quisit{_ION}"),
    ("stroy", f"stroy{_D}|struct{_ION}"),
    ("plain", f"plain{_D}|planations?|planatory"),
    ("claim", f"claim{_D}|clamations?"),
    ("sorb", f"sorb{_D}|sorpt{_ION}"),
    ("merg", f"merg{_E}|mers{_ION}"),
    ("volv", f"volv{_E}|volut{_ION}|volutionary"),
    ("pos", f"pos{_E}|posit{_ION}"),
    ("fin", f"fin{_E}|finit{_ION}"),
    ("pli", f"ply(?:ing)?|plies|plied|plicat{_ION}"),
    ("fus", f"fus{_E}|fus{_ION}"),
    ("gniz", f"gni[sz]{_E}|gnitions?"),
    *((f"{v}nd", f"{v}nd{_D}|{v}ns{_ION}|{v}ns(?:e|es)") for v in ("ce", "pa", "he", "pe", "fe")),
    *((f"{v}d", f"{v}d{_E}|{v}s{_ION}") for v in ("ci", "vi", "va", "ua", "ro", "lo", "li", "ru", "lu")),
)
"""A root's name, and the forms that it takes behind a prefix, with their endings."""

_FORMS = tuple((name, re.compile(rf"(e|[a-z]{{2,}}?)(?:{forms})")) for name, forms in _LATIN)
_ANY_FORM = re.compile(rf"[a-z]+?(?:{'|'.join(forms for _, forms in _LATIN)})")
"""What most words are not, found by one look instead of one for each root."""

_ENGLISH = """
strong strength strengths strengthen strengthens
long length lengths lengthen
wide width widths widen
deep depth depths deepen
high height heights heighten
broad breadth broaden
hot heat heats heated heating
choose chooses chose chosen choosing choice choices
speak speaks spoke spoken speaking speech
lose loses lost losing loss losses
think thinks thought thoughts thinking
teach teaches taught teaching
sell sells sold selling sale sales
give gives gave given giving gift gifts
see sees saw seen seeing sight
prove proves proved proven proving proof proofs
believe believes believed believing belief beliefs
live lives lived living life
know knows knew known knowing knowledge
bear bore born birth births
die dies died dying death deaths dead
young youth
bind binds bound binding bond bonds bonding
feed feeds fed feeding food foods
sense senses sensed sensing sensation sensations sensitive sensitivity sensory
enter enters entered entering entry entries entrance
cell cells cellular
unity unify unifies unified unifying unification
brief briefly brevity
vary varies varied varying variety varieties variation variations variable variability variance
rely relies relied relying reliance reliable reliability
deny denies denied denial
foot feet
tooth teeth
mouse mice
critique critiques critiqued critic critics criticism criticisms criticize criticizes criticized criticizing
clear clearer clearly clarity clarify clarifies clarified clarifying clarification
simple simpler simply simplicity simplify simplifies simplified
argue argues argued arguing argument arguments argumentation
true truth truths
wise wisdom
poor poverty
reveal reveals revealed revealing revelation revelations
science sciences scientific scientifically scientist scientists
theory theories theoretical theoretically theorist theorists
therapy therapies therapist therapists therapeutic therapeutics
surgery surgeries surgical surgically surgeon surgeons
nutrient nutrients nutrition nutritional nutritious
able ability abilities
memory memories memorize memorizes memorized memorable remember remembers remembered remembering
woman women
man men
child children
person persons people
"""
"""Words that change inside, a family a line."""

_FAMILIES = {word: line.split()[0] for line in _ENGLISH.strip().splitlines() for word in line.split()}


_ENDINGS = re.compile(
    r"(?P<able>[a-z]{2,})(?:ble|bly|bility|bilities)"
    r"|(?P<ous>[a-z]{3,})(?:ous|ously|osity|osities)"
    r"|(?P<etic>[a-z]{4,})(?:y|ies|etic|etically)"
    r"|(?P<ular>(?!particular)[a-z]{2,})(?:les?|ules?|ular|ularly)"
    r"|(?P<cial>[a-z]{2,})(?:ces?|cial|cially|tial|tially)"
)
"""Endings that words of one root change where stemmers keep them apart: "stability", "energetic", "circular"."""


_NEGATED = re.compile(
    r"(?:un|non|(?:in|im|ir|il)(?=.*(?:[ai]ble|[ai]bility|[ae]nt|[ae]nc[ey]|ous|ity|al|ate|acy)$))([a-z]{5,})"
)
"""A word and what it denies: "ambiguous" in "unambiguous"."""


@cache
def roots(word: str) -> frozenset[str]:
    """Return names for the roots of a lower-case word, none where its letters say enough: {"re-ceiv"}."""
    if word in _FAMILIES:
        return frozenset((_FAMILIES[word],))
    ending = _ENDINGS.fullmatch(word)
    found = {f"{ending[ending.lastgroup]}-{ending.lastgroup}"} if ending and ending.lastgroup else set()
    if _ANY_FORM.fullmatch(word):
        found.update(f"{match[1]}-{name}" for name, form in _FORMS if (match := form.fullmatch(word)))
    return frozenset(found)


@cache
def denies(word: str) -> str:
    """Return what a lower-case word denies, `""` for most words."""
    match = _NEGATED.fullmatch(word)
    return match[1] if match else ""

"""Roots: words that a reader takes for one, though neither stems nor letters show it: receive, reception.

Stemmers cut endings and know nothing of the Latin verbs whose stem changes ("convert", "conversion"), nor of the
English words that change inside ("strong", "strength"); some endings they leave ("regulatory", "regulations"). Where a
title is hidden, either gives the other away.
"""

from __future__ import annotations

import re
from functools import cache

from qt2anki.dealer.families import FAMILIES

_E = "(?:e|es|ed|ing|er|ers|able)"
_D = "(?:s|ed|ing|er|ers|able|ible)?"
_ION = "(?:ion|ions|ive|ively|iveness|ivity|ible|or|ors|ional)"

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
    ("spond", f"spond{_D}|spondents?|spons(?:e|es|ive|ible|ibility|iveness)"),
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

_ENDINGS = re.compile(
    r"(?P<able>[a-z]{2,})(?:ble|bly|bility|bilities)"
    r"|(?P<ous>[a-z]{3,})(?:ous|ously|osity|osities)"
    r"|(?P<etic>[a-z]{4,})(?:y|ies|etic|etically)"
    r"|(?P<ular>(?!particular)[a-z]{2,})(?:les?|ules?|ular|ularly)"
    r"|(?P<cial>[a-z]{2,})(?:ces?|cial|cially|tial|tially)"
)
"""Endings that words of one root change where stemmers keep them apart: "stability", "energetic", "circular"."""


_LOOSE_ENDINGS = re.compile(
    r"(?P<short>[a-z]{4,}?)(?:ness|less|lessly|ful|fully|ships?|hood|isms?|ists?|able|ably|ability|ments?|mental)"
    r"|(?P<long>[a-z]{5,}?)(?:ings?|ed|es?|s|ers?|est|ly|ions?|ional|ive|ively|iveness|ivity|ors?|ory|ories|ants?|ance"
    r"|ees?|at(?:e|es|ed|ely|ing|ions?|ional|ive|ively|ors?|ory|ories|ures?)|ac(?:y|ies))"
)
"""Endings that leave a short word whole, and those that come and go where much of a word is left; the longest goes."""
_FEWEST_BARE = 4
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![aisu])s$")
_COMPOUND = re.compile(
    r"(?P<first>[a-z]{3,})(?:sets?|bases?|flows?|forces?|styles?|lines?|spans?|frames?|places?|loads?|times?|play|sites?"
    r"|papers?|lengths?|width|books?|payers?|light|screen|holders?|mates?|ways?|making|tell(?:ing|ers?)|keep(?:ing|ers?))"
    r"|(?P<long>[a-z]{4,})works?|(?P<life>life)(?:cycles?|long)"
    r"|(?P<verb>(?!(?:feed|disc|rec|gro|unc)\w)[a-z]{3,})(?:offs?|downs?|ups?|outs?|overs?|backs?|away)"
)
"""A word written as one with another: "dataset", "teamwork", "storytelling", "takeoff"."""

_NEGATED = re.compile(
    r"(?:un|non|(?:in|im|ir|il)(?=.*(?:[ai]ble|[ai]bility|[ae]nt|[ae]nc[ey]|ous|ity|al|ate|acy)$))([a-z]{5,})"
)
"""A word and what it denies: "ambiguous" in "unambiguous"."""


@cache
def roots(word: str) -> frozenset[str]:
    """Return names for the roots of a lower-case word: {"re-ceiv", "receiv"}."""
    if word in FAMILIES:
        return frozenset((FAMILIES[word],))
    ending, compound = _ENDINGS.fullmatch(word), _COMPOUND.fullmatch(word)
    found = {_bare(word)}
    if ending and ending.lastgroup:
        found.add(f"{ending[ending.lastgroup]}-{ending.lastgroup}")
    if compound and compound.lastgroup:
        found |= roots(compound[compound.lastgroup])
    if _ANY_FORM.fullmatch(word):
        found.update(f"{match[1]}-{name}" for name, form in _FORMS if (match := form.fullmatch(word)))
    return frozenset(found)


def _bare(word: str) -> str:
    """Return what is left of a word without its ending, so that "happiness" and "happy" leave the same."""
    ending = _LOOSE_ENDINGS.fullmatch(word)
    left = ending[ending.lastgroup] if ending and ending.lastgroup else _PLURAL.sub("", word)
    if left.endswith("y"):
        return f"{left[:-1]}i"
    return left[:-1] if left.endswith("e") and len(left) > _FEWEST_BARE else left


@cache
def denies(word: str) -> str:
    """Return what a lower-case word denies, `""` for most words."""
    match = _NEGATED.fullmatch(word)
    return match[1] if match else ""

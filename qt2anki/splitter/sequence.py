"""Does the order of a list matter? A wrong yes makes a bad card, so a list must give reasons for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDERED = re.compile(
    r"\b(?:steps|stages|phases|step-by-step|procedures?|process(?:es)? (?:of|for|by|in)\b|sequence of"
    r"|series of (?:steps|events|stages)"
    r"|chronolog|timeline|life ?cycle|pathway)",
    re.IGNORECASE,
)
_UNORDERED = re.compile(
    r"\b(?:factors?|types?|reasons?|benefits?|advantages?|disadvantages?|pros|cons|challenges|characteristics"
    r"|features|components"
    r"|strategies|methods|techniques|examples|ways|principles|effects|impacts?|roles?|functions|causes"
    r"|consequences|differences?"
    r"|similarities|applications|implications|significance|importance|aspects|elements|properties|criteria"
    r"|considerations|purposes?"
    r"|uses|key points|symptoms|treatments?|options|approaches|tools|arguments|themes|perspectives|theories"
    r"|compare|contrast)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\bhow (?:do|does|can|should|would|is|are|to)\b|\bdescribe the (?:process|steps|mechanism)"
    r"|\bwhat (?:happens|occurs)"
    r"|\bwalk me through|\bwhat (?:is|are) the (?:process|procedure|steps|stages|phases|sequence|order)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:then|next|once|after (?:this|that|the|you|a|it|completing|identifying)|afterwards?|following this"
    r"|subsequently|finally|lastly"
    r"|leads? to|results? in|triggers?|first(?:ly)?,|begin(?:s)? (?:by|with)|start(?:s)? (?:by|with)"
    r"|the (?:first|second|third|fourth|next"
    r"|final|last) (?:step|stage|phase)|is (?:then|now))\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:define|identify|establish|set up|express|substitute|differentiate|solve|verify|calculate|find|determine"
    r"|choose|select|write"
    r"|use|apply|simplify|gather|collect|analy[sz]e|evaluate|check|draw|plot|open|click|enter|type|install"
    r"|create|prepare|add|remove"
    r"|multiply|divide|subtract|convert|combine|rewrite|factor|isolate|take|place|measure|record|repeat|review"
    r"|plan|design|develop"
    r"|implement|test|monitor|start|begin|initialize|import|load|run|save|call|declare|state|assume|prove"
    r"|conclude|compute|integrate"
    r"|expand|compare|interpret|understand|make|perform|conduct|formulate|draft|research|outline|submit|assess"
    r"|set|get|construct"
    r"|arrange|square|sum|count|label|connect|ensure|decide|consider|recogni[sz]e|read|look|practice|revise|edit"
    r"|finali[sz]e)\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"(?:(?:first|second|third|final|early|late|initial)\b|\d{3,4}s?\b|(?:step|stage|phase|day"
    r"|week) \d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{5,}")


def is_sequence(question: str, label: str, titles: Sequence[str], bodies: Sequence[str]) -> bool:
    """Tell whether the order of a list's steps matters, given the question, the list's label and its plain text."""
    if len(titles) < 2:
        return False
    heading = label or question
    score = 2 if _ORDERED.search(heading) else -2 if _UNORDERED.search(heading) else 0
    score += 1 if _HOW.search(question) else 0
    imperative = sum(bool(_IMPERATIVE.match(title or body)) for title, body in zip(titles, bodies, strict=True)) / len(
        titles
    )
    score += 2 if imperative > 0.6 else 1 if imperative > 0.4 else 0
    linked = sum(bool(_THEN.search(body)) for body in bodies[1:]) / (len(bodies) - 1)
    score += 2 if linked > 0.6 else 1 if linked > 0.3 else 0
    score += 2 if sum(bool(_STAGE.match(t)) for t in titles) > len(titles) / 2 else 0
    return score >= 4

"""Answers that are none: "I cannot answer this question based on the available information" and its kin."""

from __future__ import annotations

import re

_REFUSAL = re.compile(
    r"(?:(?:i(?:['’]m| am)? (?:sorry|afraid)|sorry|apologies|i apologi[sz]e"
    r"|unfortunately)\b[^.]{0,40}?[,.—-]?\s*(?:but )?)?"
    r"(?:(?:i|we)(?: am| are|['’]m|['’]re)? (?:currently )?"
    r"(?:can ?not|can['’]t|could not|couldn['’]t|unable to|not able to|do not have|don['’]t have|did not find"
    r"|have no)\b"
    r"(?: \w+){0,4}? (?:answer|provide|find|give|access|information|details?|data|respond|determine|help|assist)\b"
    r"|the (?:gathered|available|provided|given|retrieved|supplied) (?:information|context|data|sources?"
    r"|documents?|text|material)s?"
    r" (?:do(?:es)? not|don['’]t|doesn['’]t|did not|lacks?|contains? no|provides? no|cannot|is (?:not|in)sufficient)"
    r"|there (?:is|was) (?:no|not enough|insufficient) (?:\w+ ){0,3}?(?:information|data|details?) (?:\w+ ){0,3}?"
    r"(?:available|provided|given|found|in the (?:gathered|available|provided))"
    r"|(?:this|the) question can ?not be answered)",
    re.IGNORECASE,
)


_LACKS = re.compile(
    r"(?:based on|according to|in) (?:the )?(?:\w+ )?(?:information|context|data|sources?|documents?)\b[^.]{0,60}?,?\s*"
    r"(?:there (?:is|are|was|were) no|no|it is not|it does not)\b[^.]{0,40}?"
    r"\b(?:mention(?:ed|s)?|information|details?|data|specif(?:y|ied)|indicat\w+|provided?|stated?)\b",
    re.IGNORECASE,
)


def is_refusal(text: str, *, itemised: bool = False) -> bool:
    """Tell whether an answer's text opens by saying that it is none.

    One that says what its sources lack and then lists what they have (`itemised`) is an answer after all.
    """
    opening = text.lstrip(' \n*_>#"“')
    return bool(_REFUSAL.match(opening)) or (not itemised and bool(_LACKS.match(opening)))

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


def is_refusal(text: str) -> bool:
    """Tell whether an answer's text opens by saying that it is none."""
    return bool(_REFUSAL.match(text.lstrip(' \n*_>#"“')))

"""The stock phrases of an answer: how it announces, exemplifies and closes. One place for each family of words."""

from __future__ import annotations

import re

ALLOWS_YOU = r"(?:this|the) (?:process|procedure|method|approach|guide) (?:allows|enables|helps|lets) (?:you|us|one)\b"
"""How a sentence opens that says what the whole answer is good for."""

CLOSING = re.compile(
    r"[*_]*(?:"
    r"in (?:summary|conclusion|short|brief|essence|sum|closing|the end|general)\b|overall\b,?|to (?:summari[sz]e"
    r"|conclude|sum up)\b"
    r"|(?:summary|conclusion)[*_]*\s*[:：]|ultimately,|in a nutshell|all in all|collectively,|together,|taken together"
    r"|as a whole,|by (?:following|understanding|using|implementing|applying|employing|utilizing|incorporating"
    r"|combining"
    r"|integrating|adopting|considering|addressing|leveraging|recogni[sz]ing|focusing|engaging|adhering"
    r"|mastering|taking"
    r"|embracing|practicing|exploring|examining|analy[sz]ing) (?:these|this|the (?:above|following|steps)|all"
    r"|such|both|on these)\b"
    r"|(?:all |each of |both )?these (?:\w+[ -]){0,3}?(?:steps|factors|elements|strategies|components|mechanisms"
    r"|principles|examples"
    r"|methods|techniques|characteristics|features|processes|aspects|differences|stages|points|approaches"
    r"|practices|measures"
    r"|benefits|challenges|changes|properties|roles|functions|effects|influences|events|works|developments"
    r"|calculations)\b"
    r"(?: and \w+)? (?:\w+ )?(?:demonstrate|illustrate|highlight|show|reflect|contribute|play|work|provide|help"
    r"|are|can|allow|ensure"
    r"|make|enable|form|collectively|underscore|emphasi[sz]e|represent|have|serve|offer)"
    r"|this (?:comprehensive|structured|systematic|step-by-step|multifaceted) \w+"
    rf"|{ALLOWS_YOU}"
    r")",
    re.IGNORECASE,
)
"""A paragraph that closes an answer, wherever it stands."""

SUMMARY_TITLE = re.compile(
    r"(?:in |quick |brief |final )?(?:summary|conclusions?|recap|key takeaways?|takeaways?|final thoughts"
    r"|overview of differences"
    r"|closing|concluding remarks?)\b",
    re.IGNORECASE,
)
"""A heading under which an answer repeats itself."""

EXAMPLE_OF = re.compile(r"(?:\w+ ){0,1}?example of\b", re.IGNORECASE)
"""A heading over a list of numbers that is an example, whatever of."""

EXAMPLE_TITLE = re.compile(
    r"(?:\w+[ -]){0,2}?(?:worked |sample |practical )?(?:example|illustration|sample problem)\b(?! of (?!calc"
    r"|solv|us))(?!s)"
    r"|(?:\w+ )?example(?:$|[:：])|case study\b",
    re.IGNORECASE,
)
RECAP = re.compile(
    r"[*_]*(?:in (?:summary|conclusion|short|brief|sum|closing)|to (?:summari[sz]e|conclude|sum up)|overall)\b",
    re.IGNORECASE,
)
"""How a sentence introduces a list that repeats what stands above it."""

_GIVEN = (
    r"let['’]s (?:consider|take|say|look)|suppose\b|consider (?:an?|this)\b|consider the (?!following points)"
    r"(?:\w+ ){0,2}?(?:function|equation|reaction|scenario|case|problem|expression|matrix|system|points?|triangle|data"
    r"|argument|statement)\b"
)
_CASE = (
    r"\bfor (?:example|instance)\b(?=.*(?:\b(?:if|consider|suppose|let|take|given|imagine|assume|say|structured)\b"
    r"|[\d\"“]))"
)
EXAMPLE_CASE = re.compile(rf"{_CASE}|\b(?:{_GIVEN})", re.IGNORECASE | re.DOTALL)
"""What states the case that a worked example works out; a bare "for example:" only says that there are others."""

EXAMPLE_INTRO = re.compile(
    rf"{_CASE}|(?<!\bfor )\bexample\b|\b(?:to illustrate\b|as an illustration|{_GIVEN})", re.IGNORECASE | re.DOTALL
)
"""What turns the numbers below into a worked example, in the sentence that introduces them."""

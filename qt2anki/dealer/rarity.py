"""How likely a deleted term is the only answer: a name, a technical word, what something is called."""

from __future__ import annotations

import re

from qt2anki.dealer.vocabulary import EVERYDAY

_TECHNICAL = re.compile(
    r".{3}(?:osis|itis|[ae]mia|ase|gen|ine|ide|omy|cytes?|oma|pathy|meter|scope|lysis|thesis|ene"
    r"|ane|phore|philia|tropic|plasty|ectomy|trophy|plasm|ium|ose|hedron|morphism|genesis|kinesis|stasis|tonic)s?$"
)
SPECIFIC = 12
"""From how many characters on a technical term is so particular that no everyday one would do."""
_SMALL = re.compile(r"(?:of|the|and|for|in|on|to|an?|v\.?|de|la|le|du|da|von|van|[\d:.–-]+)$", re.IGNORECASE)
_OF_A_KIND = re.compile(r"(?:[A-Z]\w*(?:ans?|ish|ese|ic|ous|it|aeli|abi|aqi|ent|al|ive)|[A-Z]{2,5}s?)$")
"""What makes no name of the common word behind it: "Inuit communities", "British rule", "ATP production"."""
_NOUN_FOLLOWS = re.compile(r"\s[a-z]{3,}s\b")
"""The plural of which what stands before is only the kind: "Saxon towns"."""
CALLED = re.compile(
    r"\b(?:known as|called|termed|named|dubbed|titled|entitled|referred to as)\s+(?:an?\s+|the\s+)?[\"“‘']?$"
)
_LOOSE = re.compile(
    r"\b(?:an?|another|one|more|less|better|greater|higher|lower|(?:form|type|kind|sort|piece|part|figure|sense|lack)s?"
    r" (?:of|in))\s+(?:[a-z][\w'’-]*\s+){0,2}$|\b[Ii]n the (?:contexts?|cases?|fields?|areas?|world) of\s+$"
)
"""What stands before a complement that many another word would complete: "became a", "a form of"."""
_SOMEWHERE = re.compile(r"(?:^|\s)(?:in|In|at|across|throughout)\s+[\"“‘']?$")
_GOES_ON_WITH_IT = re.compile(r"[\"”’']?(?:['’]s?\b|\s+(?:that|which|where|who)\b)")
"""What stands around a name that says only where: a town fits as well as a county, a country as well as a people."""
_DEFINED_AFTER = re.compile(
    r"[\"”’']?(?:\s*[,(–—:]\s*(?:(?:also|often)\s+)?(?:which|who|where|whose|the"
    r"|an?(?! (?:newer|new|recent|popular|major)\b)|or|known|called|meaning|i\.e)\b|\s+(?:that|which|who)\b)"
)
_SAID_OF = re.compile(
    r"[\"”’']?(?:\s+\w+)?\s+(?:is|are|was|were|occurs?|states?|refers?|means?|describes?|measures?|consists?|involves?"
    r"|requires?|asserts?|predicts?|holds?)\b"
)
_OPENS = re.compile(r"(?:.*[,:]\s+)?(?:(?:an?|the)\s+)?[\"“‘']?$", re.IGNORECASE)
_NAMED_BY = re.compile(
    r"\b(?:process|phenomenon|law|theory|principle|condition|state|act|art|method|technique|study|theorem|effect|rule"
    r"|concept|term|enzyme|hormone|protein|mineral|unit|compound|element|disease)(?: of)?\s+[\"“‘']?$"
)
"""What says of which class the deleted term is."""


def rarity(words: str, before: str, after: str) -> int:
    """Return how likely a term is the only answer, 0 for hardly; most of all a name, or what is called so.

    A name may end in a common word ("Maillard reaction"); a short technical word counts only where its own sentence
    says what it is, and so does what a people or an abbreviation tells the kind of ("Inuit communities").
    """
    if CALLED.search(before):
        return 3
    defined = _is_defined(before, after)
    if _LOOSE.search(before) and not defined:
        return 0
    if words[:1].isupper() and _SOMEWHERE.search(before) and not _GOES_ON_WITH_IT.match(after):
        return 0
    parts = [part for part in words.split() if not _SMALL.match(part)]
    opens = not before.strip(' *"“') or before.rstrip().endswith(":")
    named = [part[0].isupper() for part in parts[opens:]]
    adjective = words[1:].islower() and _OF_A_KIND.match(words) is not None and _NOUN_FOLLOWS.match(after) is not None
    if named and all(named) and not adjective:
        return 2 + defined
    if any(named) and not _OF_A_KIND.match(parts[0]):
        return 1 + defined
    last = words.rsplit(maxsplit=1)[-1].casefold()
    technical = _TECHNICAL.search(last) is not None and last.removesuffix("s") not in EVERYDAY
    technical = technical and not before.endswith(" for ")
    return int((technical and (defined or len(words) >= SPECIFIC)) or (defined and any(named)))


def _is_defined(before: str, after: str) -> bool:
    """Tell whether a sentence says what its deletion is: behind it, as its subject, or by the word before."""
    if _DEFINED_AFTER.match(after) or _NAMED_BY.search(before):
        return True
    return _OPENS.fullmatch(before) is not None and _SAID_OF.match(after) is not None

"""What to call the list that an item stands in: its label, made fit to stand between question and title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qt2anki.dealer.titles import is_general, is_recap
from qt2anki.dealer.words import content_words
from qt2anki.model import Role

if TYPE_CHECKING:
    from qt2anki.dealer.scene import Scene

_OPENING = re.compile(
    r"(?:however|in essence|mathematically|in contrast|additionally|furthermore|moreover|for example|for instance"
    r"|in addition|to summarize|to conclude|specifically|finally|generally|typically|overall|in summary|in conclusion"
    r"|conversely|similarly|here(?:['’]s| is| are)"
    r"|below (?:is|are)|there are|these are|the following (?:is|are)|let['’]s (?:look at|consider|explore))\b,?\s*",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:some|several)(?: of)?(?: (?:the|his|her|its|their))?\s+", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:this|these|those|it|they|such|its|their|we|you|follow|consider|let|(?:\w+ ){1,3}(?:this|these|those))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:what|why|how|when(?!.*,\s)|where|who|which)\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r",?\s+(?:which\s+)?(?:(?:may|can|could|will|should|must|typically|generally|often|usually"
    r"|primarily|also|mainly|commonly)\s+)*"
    r"(?:(?:includes?|included|involves?|involved|lies? in|follows?|focuses on|consists? of|comprises?|encompass(?:es)?"
    r"|illustrates?|is|are|was|were|be|has|have)\b|(?:can|could|may|might|will|should|must) \w+"
    r"|(?:offers?|provides?|requires?|contains?|covers?)$)"
)
_ANNOUNCES = re.compile(r"\s*(?:be\s+)?(?:as follows\b|summari[sz]ed|described|divided|outlined|listed|$)")
"""How a predicate goes on, if at all, that only announces the list."""
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whom|whose|why|how|where|when|whether|because)\b", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:to|in|for|when|whenever|if|after|before|during|by|with|within|among|from|at|on|under|based on|regarding)\b"
    r"(?:\s+[^\s,]+){2,}?(?=,\s)",
    re.IGNORECASE,
)
"""How a sentence opens that says for what, when or where: by itself it is whole."""
_CONCESSION = re.compile(r"(?:while|although|though|as|since|because|according to|unlike)\b", re.IGNORECASE)
"""How a sentence opens of which no part is whole by itself."""
_DANGLING = re.compile(
    r"(?:[\s,]+(?:and|or|that|which|who|the|an?|by|both|there|several|including|such as))+$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",\s+(?:(?:leading|according) to |by |with )?(?:you|follow|use|we|consider|there|here|one|it|the following)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_GOES_ON = re.compile(
    r"to (?:elaborate|clarify|illustrate|explain|begin|start|understand|see)(?: (?:this|it|why|how|on this|further))*",
    re.IGNORECASE,
)
"""What only leads over to the list."""
_IN_DETAIL = re.compile(r",? (?:in (?:more |greater )?(?:detail|depth)|(?:explained|described|outlined) below)$")


def section_of(scene: Scene, label: str) -> str:
    """Return a list's label where it adds to the question, `""` elsewhere; of a sentence only what is whole.

    Where an answer has several lists, a label tells them apart even in the question's own words.
    """
    text = trim_label(label)
    if not text or is_recap(text):
        return ""
    lists = [each for each in scene.answer.mechanisms if each.role is not Role.SUMMARY]
    words = [word for word in content_words(text) if word not in scene.question_words]
    return "" if len(lists) == 1 and is_general(words) else text


def trim_label(label: str) -> str:
    """Return a label without what only announces: "Here are the key causes of rust" are "The key causes of rust"."""
    text = label
    while found := _OPENING.match(text):
        text = text[found.end() :]
    text = _VAGUE.sub("", text, count=1) if _VAGUE.match(text) else text
    if _POINTING.match(text):
        return ""
    if not _ASKS.match(text):
        text = _whole_part(_TAIL.sub("", text).rstrip(" ,:;."))
    text = _IN_DETAIL.sub("", text.strip(" ,:;."))
    return "" if _GOES_ON.fullmatch(text) else text[:1].upper() + text[1:]


def _whole_part(text: str) -> str:
    """Return what of a sentence can stand by itself: its opening adverbial, its subject, or all of it."""
    cut = _predicate_at(text)
    if cut < len(text):
        opening = _ADVERBIAL.match(text)
        subject = text[:cut].partition(": ")[0]
        if opening:
            return opening[0]
        if not _CONCESSION.match(text) and not _DANGLING.search(subject):
            return subject
    return _DANGLING.sub("", text)


def _predicate_at(text: str) -> int:
    """Return where the predicate of a sentence begins, its length where it shows none.

    Behind "that" or "why" it is another clause's, unless it ends the sentence or announces the list.
    """
    for found in _PREDICATE.finditer(text):
        if _ANNOUNCES.match(text, found.end()) or not _SUBORDINATE.search(text, 1, found.start()):
            return found.start()
    return len(text)

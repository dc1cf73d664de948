"""How well a sentence answers what is asked: a rule for each form of question, none of them content with praise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qt2anki.dealer import cues, hollow, shallow
from qt2anki.dealer.answering import announces, new_words, praises
from qt2anki.dealer.asking import Form
from qt2anki.dealer.claims import EMPTY_TALK, MOST_WORTH, named, share, telling
from qt2anki.dealer.words import WORD, Family, content_words
from qt2anki.model import FORMULA_OPEN
from qt2anki.prose import sentences

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from qt2anki.dealer.claims import Claim

NO_FIT = 0.0
FEWEST = 3
"""How many new words a sentence must have, or what stands behind the word that tells how."""
REASONED = 2
"""What a sentence is worth more that tells how, or defines."""
A_THIRD, HALF, MOSTLY, NEARLY_ALL = 1 / 3, 0.5, 0.6, 0.9
"""Shares of the words asked for of which a sentence speaks."""
MOST_NAMED = 4

_ABOUT = {Form.LIST: HALF, Form.TIME: HALF, Form.PERSON: HALF, Form.PLACE: HALF, Form.AMOUNT: HALF}
"""Of which share a sentence must speak at least, where it is not `MOSTLY`."""
_TELLING = frozenset((Form.HOW, Form.WHY, Form.ROLE, Form.DIFFERENCE))
FORMULAS_ASKED = frozenset(("equation", "formula", "formulas", "mathematically", "calculated", "computed"))
"""Words of a question to which only a formula is the answer."""
_ENOUGH = {Form.HOW: 8.5, Form.LIST: 8.5, Form.OTHER: 8.5}
"""What a sentence must be worth where its shape does not show that it answers."""

_ORIGIN = cues.phrases(
    r"\b(?:produced|formed|found|located|derived|made|secreted|released|synthesi[sz]ed) (?:\w+ly )?(?:by|in|from)\b"
)
"""What a definition says of where a thing comes from, which is no role of it."""

_EXPLAINS = cues.phrases(cues.EXPLAINS_A_WORD.pattern, r"[^,.;:]{2,60} defines? [^,;]+ as\b")
"""What says what a word means, or what somebody means by it."""
_TELLS_A_WAY = cues.phrases(r"to \w+ .*\b(?:we|you|one) (?:can|must|need|use|appl)")
"""What tells how to find a thing where it was asked for itself."""
_WHETHER = cues.phrases(r"(?:do|does|did|can|could|has|have|will|would|should)\b(?! you\b)")
"""What asks whether something is so, which no definition answers."""
_WHETHER_ANY = cues.phrases(r"(?:is|are|was|were) there\b")
"""What asks which ones there are, if any, as a list of the answer tells them."""
_ASKS_FOR_THE_WAY = cues.phrases(
    r"\bhow (?:do|does|did|can|could) .*\b(?:enhanc|improv|facilitat|support|help|aid|enabl|protect|ensur|maintain"
    r"|promot|provid|work|function)(?:s|es?)?\b"
)
"""What asks by which way something does what it does, not what comes of it."""
_COMES_FROM = cues.phrases(r"[^,;.]+ (?:occurs?|arises?|develops?|stems?) (?:\w+ly )?(?:due to|from|because|when)\b")
"""What tells the cause of the thing whose role was asked for."""
_ASKS_FOR_HELP = cues.phrases(
    r"\bhow (?:can|could|should|is|are|was|were)\b.*\b(?:addressed|managed|treated|prevented|solved|overcome|reduced"
    r"|mitigated|avoided|handled|resolved)\b"
)


def fit(claim: Claim) -> float:
    """Return how well a claim answers; `NO_FIT` where it does not."""
    form = claim.asked.form
    worth = _RULES[form](claim) if _may_answer(claim) else NO_FIT
    if worth <= 0 or hollow.puts_off(claim.text, claim.known) or _could_be_of_anything(claim):
        return NO_FIT
    if shallow.names_none(claim.text):
        return NO_FIT
    worth += 2 * claim.topical + 2 * claim.opens + min(claim.named, MOST_NAMED)
    return worth if worth >= _ENOUGH.get(form, NO_FIT) else NO_FIT


def _could_be_of_anything(claim: Claim) -> bool:
    """Tell whether a closing sentence on how or what for has hardly a word of its own beside the question's."""
    return claim.closes and claim.asked.form in {Form.HOW, Form.ROLE} and claim.particular < FEWEST


def is_loose(claim: Claim) -> bool:
    """Tell whether a sentence has no firm word that tells how, or tells of an influence before it does."""
    return claim.influences or not claim.firm


def _may_answer(claim: Claim) -> bool:
    """Tell whether a claim is a statement on what is asked, and gives what every answer to it must have."""
    text, asked = claim.text, claim.asked
    if text.endswith((":", "?")) or cues.NOT_A_STATEMENT.match(text) or cues.UNSAID.search(text) or _is_beside(claim):
        return False
    if hollow.advises(text, claim.known) or _speaks_of_another(claim):
        return False
    if not all(noun in claim.said for noun in asked.nouns):
        return False
    if not FORMULAS_ASKED.isdisjoint(asked.words) and FORMULA_OPEN not in text:
        return False
    return claim.topical >= _ABOUT.get(asked.form, MOSTLY)


def _is_beside(claim: Claim) -> bool:
    """Tell whether a sentence opens with something else than what is asked: advice, a gain, the origin of a name."""
    first = WORD.search(claim.text)
    gerund = first is not None and first[0].endswith("ing") and first[0].casefold() not in claim.known
    advice = claim.asked.form in _TELLING and cues.RECOMMENDS.search(claim.text) is not None
    return gerund or advice or cues.BESIDE.match(claim.text) is not None


def _speaks_of_another(claim: Claim) -> bool:
    """Tell whether a sentence of prose, where no list vouches for it, opens with something else than what is asked."""
    return claim.asked.form in _TELLING and not claim.titles and claim.begins < A_THIRD


def _explains(claim: Claim, fewest: int) -> float:
    """Weigh a sentence that should say how or why; without a word for it, it must say as much as `fewest` words."""
    new = claim.substance
    if cues.TELLS.search(claim.text.lower()) is None:
        return new if new >= fewest else NO_FIT
    return new + REASONED if new >= FEWEST else NO_FIT


def _tells_why(claim: Claim, fewest: int) -> float:
    """Weigh a sentence that should say why, or what for: what praises or defines must give a reason too."""
    defines = cues.IS_A.match(claim.text) is not None
    empty = defines or praises(claim.text)
    if (empty and _ORIGIN.search(claim.text) and claim.named < 2) or _EXPLAINS.match(claim.text):
        return NO_FIT
    if claim.asked.form is Form.ROLE and _COMES_FROM.match(claim.text):
        return NO_FIT
    if claim.only_names_aspects or hollow.tells_when_made(claim.text) or shallow.is_shallow(claim):
        return NO_FIT
    if claim.named < MOST_NAMED and hollow.only_adds_up(claim.text):
        return NO_FIT
    if empty and claim.reasons < FEWEST and claim.named < (2 if claim.reasons else FEWEST):
        return NO_FIT
    return _explains(claim, fewest)


def _tells_how(claim: Claim) -> float:
    """Weigh a sentence that should say how: by a reason, or by what the lists of the answer speak of."""
    if cues.EXPLAINS_A_WORD.match(claim.text) or cues.INTENDED.search(claim.text) or announces(claim.text):
        return NO_FIT
    if claim.named < 2 and not _has_reason(claim):
        return NO_FIT
    if claim.only_names_aspects or _only_praises(claim) or _names_the_trouble(claim) or shallow.is_shallow(claim):
        return NO_FIT
    if cues.REASON.search(claim.text.lower()) is None and not _sums_up(claim):
        return NO_FIT
    if claim.only_tells_the_end and _ASKS_FOR_THE_WAY.search(claim.question) is not None:
        return NO_FIT
    return _explains(claim, FEWEST)


def _only_praises(claim: Claim) -> bool:
    """Tell whether a sentence praises, or adds up what a thing does, and neither gives a reason nor names the lists."""
    if claim.named < MOST_NAMED and hollow.only_adds_up(claim.text):
        return True
    return praises(claim.text) and not claim.reasons and claim.named < FEWEST


def _names_the_trouble(claim: Claim) -> bool:
    """Tell whether a sentence says what a trouble is where the question asks what is done about it."""
    return cues.IS_A.match(claim.text) is not None and _ASKS_FOR_HELP.search(claim.question) is not None


def _sums_up(claim: Claim) -> bool:
    """Tell whether a sentence behind the lists names most of them, and does not only define."""
    return claim.closes and claim.named >= FEWEST and cues.IS_A.match(claim.text) is None


def _has_reason(claim: Claim) -> bool:
    """Tell whether a sentence that names nothing of the lists gives a reason, and not only a definition or praise."""
    if cues.IS_A.match(claim.text) or (len(claim.titles) >= FEWEST and claim.topical < NEARLY_ALL):
        return False
    return claim.reasons > (FEWEST if praises(claim.text) else 0)


def _defines(claim: Claim) -> float:
    """Weigh a definition: the words asked for, then a verb that defines, then something new."""
    verb = cues.DEFINES.search(claim.text)
    if verb is None or announces(claim.text) or hollow.only_bridges(claim.text) or hollow.only_counts(claim.text):
        return NO_FIT
    if share(claim.asked, Family(content_words(claim.text[: verb.start()]))) < HALF:
        return NO_FIT
    predicate = cues.OF_A_KIND.sub("", claim.text[verb.end() - 1 :], count=1)
    if new_words(cues.MADE_BY.sub("", predicate), claim.known) < FEWEST:
        return NO_FIT
    new = new_words(claim.text[verb.end() :], claim.known)
    return min(new, MOST_WORTH) + (-EMPTY_TALK if praises(claim.text) else REASONED)


def _lists(claim: Claim) -> float:
    """Weigh a sentence that should name the things asked for: those of the titles, where there are any."""
    if cues.NAMES.search(claim.text) is None or announces(claim.text) or hollow.only_commends(claim.text):
        return NO_FIT
    if cues.INTENDED.search(claim.text) or (not claim.named and shallow.only_tells_the_trend(claim.text)):
        return NO_FIT
    if claim.asked.thing and claim.asked.thing not in claim.said:
        return NO_FIT
    if not claim.named and hollow.only_tells_how_many(claim.text, claim.asked.thing):
        return NO_FIT
    tail = _behind_praise(claim.plain)
    new = min(new_words(tail, claim.known), MOST_WORTH)
    special = [title for title in claim.titles if telling(title, claim.known)]
    if special:
        enough = named(tail, special, claim.known) >= max(min(2, len(special)), len(special) / 2)
    else:
        enough = new > FEWEST and claim.topical >= MOSTLY and cues.SERIES.search(claim.text) is not None
    return new if enough and new >= FEWEST else NO_FIT


def _behind_praise(text: str) -> str:
    """Return what a sentence says behind its praise, all of it where it has none."""
    praise = cues.PRAISE.search(text.lower())
    if praise is None:
        return text
    tail = text[praise.end() :]
    opener = cues.SERIES_OPENS.search(tail)
    return tail[opener.end() :] if opener else ""


def _sets_apart(claim: Claim) -> float:
    """Weigh a comparison: it must speak of both sides and say something of each."""
    if cues.SETS_APART.search(claim.text) is None and not _is_pair(claim):
        return NO_FIT
    if cues.ONLY_RESPECTS.search(claim.text) or announces(claim.text) or hollow.says_the_same_of_both(claim.text):
        return NO_FIT
    if hollow.compares_something_else(claim.text, claim.known) or shallow.names_only_respects(claim.text, claim.known):
        return NO_FIT
    if not all(side[0] in claim.said for side in claim.asked.sides):
        return NO_FIT
    return min(claim.new, MOST_WORTH) if claim.new > FEWEST else NO_FIT


def _is_pair(claim: Claim) -> bool:
    """Tell whether each of two sentences speaks of one side only."""
    spans = sentences(claim.text)
    if len(spans) != 2 or len(claim.asked.sides) != 2:
        return False
    said = [Family(content_words(claim.text[start:end])) for start, end in spans]
    one, other = ([any(word in each for word in side) for each in said] for side in claim.asked.sides)
    return one != other and sum(one) == sum(other) == 1


def _states(claim: Claim, fact: re.Pattern[str]) -> float:
    """Weigh a sentence that should hold a fact which the question does not."""
    news = " ".join(word for word in claim.text.split() if word.strip(".,;:").casefold() not in claim.known.words)
    return min(claim.new, MOST_WORTH) if fact.search(news) else NO_FIT


def _says(claim: Claim) -> float:
    """Weigh a sentence on something of something: it must name both, be they ever so general."""
    words = set(claim.asked.words)
    named_all = sum(word in claim.said for word in words) >= MOSTLY * len(words)
    if not named_all or claim.closes or hollow.only_commends(claim.text):
        return NO_FIT
    if hollow.tells_when_made(claim.text) or _TELLS_A_WAY.match(claim.text):
        return NO_FIT
    if _WHETHER_ANY.match(claim.question):
        return NO_FIT
    if _WHETHER.match(claim.question) and cues.IS_A.match(claim.text):
        return NO_FIT
    return claim.substance if claim.substance > FEWEST else NO_FIT


_RULES: dict[Form, Callable[[Claim], float]] = {
    Form.DEFINITION: _defines,
    Form.LIST: _lists,
    Form.DIFFERENCE: _sets_apart,
    Form.HOW: _tells_how,
    Form.WHY: partial(_tells_why, fewest=FEWEST + 2),
    Form.ROLE: partial(_tells_why, fewest=FEWEST + 1),
    Form.PERSON: partial(_states, fact=cues.NAME),
    Form.TIME: partial(_states, fact=cues.TIME),
    Form.PLACE: partial(_states, fact=cues.SPOT),
    Form.AMOUNT: partial(_states, fact=cues.NUMBER),
    Form.OTHER: _says,
    Form.EXAMPLE: lambda _: NO_FIT,
}
"""An example is worked on a note of its own: no sentence of the answer is one."""

"""The answer note: the question, what answers it, the outline of the steps, the closing summary."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, PLENTY, new_words, weight
from qt2anki.dealer.asking import Form, understand
from qt2anki.dealer.candidates import MOST_WORDS
from qt2anki.dealer.claims import Claim, named
from qt2anki.dealer.cues import REASON, SOFT
from qt2anki.dealer.demands import asks_more_of_each, is_met
from qt2anki.dealer.extending import tells, with_the_next
from qt2anki.dealer.fitting import A_THIRD, NO_FIT, fit, is_loose
from qt2anki.dealer.formulas import asks_for_a_formula, find_formula
from qt2anki.dealer.listed import by_sides, by_steps, by_titles, of_each, titled_items
from qt2anki.dealer.passages import cut_run
from qt2anki.dealer.replies import Reply, list_titles
from qt2anki.dealer.scene import Place
from qt2anki.dealer.scope import asks_of_today, dates, is_set_in_a_place, narrows
from qt2anki.dealer.series import is_crowded
from qt2anki.dealer.shallow import STATES, only_places
from qt2anki.dealer.statements import Statement, find_statements
from qt2anki.dealer.titlelists import asks_for_some, lead_of
from qt2anki.dealer.vocabulary import FILLER
from qt2anki.dealer.words import Family, content_words
from qt2anki.markup import to_html, to_plain
from qt2anki.model import FORMULA_OPEN, Kind, Omission, Role
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.asking import Asked
    from qt2anki.dealer.scene import Scene
    from qt2anki.model import NoteDraft

OWN = 3
"""How many words of its own a sentence has at least that tells how, why or what; more where it only wishes."""
_TELLING = frozenset((Form.HOW, Form.WHY, Form.LIST))
_SUMMED_UP = frozenset((Form.HOW, Form.LIST, Form.OTHER))
"""What is asked to which an answer says the most, and the surest, where it closes."""
MOST_ON_A_BACK = 120
"""How many words a long answer may have together with the summary (docs/cards.md, point 7)."""
MOST_WITH_A_PLACE = 80
"""How long a definition may be together with the sentence that says what the thing states (docs/cards.md, point 7)."""
_DEFINED = frozenset(("define", "defined", "definition", "mean", "meaning", "means", "meant"))
NO_SENTENCE = "no sentence answers the question"
HALF_ANSWERED = "a half of the question stays open"
ELSEWHERE = "the answer holds for a place or a time that the question does not name"
ANY_OF_MANY = "the question asks for any few of many"


def deal_answer(scene: Scene) -> NoteDraft | Omission:
    """Return the answer note, or why there is none."""
    question = scene.document.question.text
    if asks_for_some(question):
        return _none(ANY_OF_MANY)
    if asks_of_today(question):
        return _none(ELSEWHERE)
    replies = _replies(scene)
    if not replies or None in replies:
        return _none(HALF_ANSWERED if any(replies) else NO_SENTENCE)
    distinct = list(dict.fromkeys(reply for reply in replies if reply))
    core, text = (" ".join(getattr(reply, name) for reply in distinct) for name in ("html", "text"))
    if not is_met(question, text):
        return _none(HALF_ANSWERED)
    lead = lead_of(scene.answer)
    if dates(question, lead, text) or (core.startswith("<ul>") and is_set_in_a_place(question, lead)):
        return _none(ELSEWHERE)
    outline = "" if "<ul>" in core else _outline(scene)
    return scene.draft(
        Kind.ANSWER,
        "answer",
        Place(),
        section="",
        title="",
        text=text,
        fields={
            "Core": scene.restore(core),
            "Outline": scene.restore(outline),
            "Closing": scene.restore(_closing(scene, text, outline)),
        },
    )


def _closing(scene: Scene, core: str, outline: str) -> str:
    """Return the summary as HTML; `""` where it holds the core, or adds too little for its length."""
    summary = scene.answer.summary
    plain = to_plain(summary) if summary is not None else ""
    if summary is None or core in plain:
        return ""
    known = Family((*content_words(core), *content_words(strip_tags(outline)), *scene.question_words.words))
    length = len(core.split())
    is_long = length > MOST_WORDS and length + len(plain.split()) > MOST_ON_A_BACK
    return to_html(summary) if new_words(plain, known) > (PLENTY if is_long else ENOUGH) else ""


def _none(reason: str) -> Omission:
    return Omission(Kind.ANSWER, None, None, None, "Answer", reason)


def _replies(scene: Scene) -> list[Reply | None]:
    """Return what answers each thing that the question asks; a question without a word asks nothing."""
    statements = list(find_statements(scene.answer))
    things = _distinct(understand(scene.document.question.text))
    if not things:
        return []
    if things[0].form is Form.LIST and asks_more_of_each(scene.document.question.text):
        return [of_each(scene, things[0])]
    replies: list[Reply | None] = []
    for asked in things:
        said = [reply.text for reply in replies if reply]
        left = [each for each in statements if not any(each.text in text or text in each.text for text in said)]
        reply = _reply(scene, asked, left, alone=len(things) == 1)
        strays = reply is not None and asked is not things[0] and not speaks_of(reply, asked, things[0])
        replies.append(None if strays or reply in replies else reply)
    return replies


def _distinct(things: Sequence[Asked]) -> Sequence[Asked]:
    """Return what a question asks without a second definition of the same: "What is rust and how is it defined?"."""
    return [each for each in things if each is things[0] or not _defines_again(each, things[0])]


def _defines_again(asked: Asked, first: Asked) -> bool:
    own = [word for word in asked.words if word not in first.words]
    return first.form is asked.form is Form.DEFINITION and bool(own) and _DEFINED.issuperset(own)


def speaks_of(reply: Reply, asked: Asked, first: Asked) -> bool:
    """Tell whether a sentence on the second half of a question says enough of what the first has not.

    That is a third of it, or a reason where only "why" is left.
    """
    if reply.html.startswith("<ul>"):
        return True
    own = [word for word in asked.words if word not in first.words and word not in FILLER]
    if not own and asked.form is Form.WHY:
        return tells(reply.text)
    said = Family(content_words(reply.text))
    return sum(word in said for word in own) >= A_THIRD * len(own)


def _with_the_next(scene: Scene, statement: Statement) -> Statement:
    """Return a statement that says little with the one after it, which usually says how."""
    stated = _with_what_it_states(statement)
    if stated is not statement:
        return stated
    said = weight(statement.text, scene.question_words)
    if said >= PLENTY or (said >= ENOUGH and REASON.search(statement.text.lower())):
        return statement
    end = with_the_next(statement.run, statement.start, statement.end, scene.question_words)
    return statement._replace(end=end)


def _with_what_it_states(statement: Statement) -> Statement:
    """Return a definition that only says where a thing belongs with the next sentence, if that says what it states."""
    run = statement.run
    begin, stop = run.sentence_behind(statement.end)
    if not only_places(statement.text) or STATES.match(run.text, begin, stop) is None:
        return statement
    fits = len(run.text[statement.start : stop].split()) <= MOST_WITH_A_PLACE
    if not fits or is_crowded(run.text[begin:stop], whole=True) or run.text.endswith((":", "?"), begin, stop):
        return statement
    return statement._replace(end=stop)


def _reply(scene: Scene, asked: Asked, statements: Sequence[Statement], *, alone: bool) -> Reply | None:
    if alone and asked.form is Form.ROLE:
        return None
    titles = [item.title for item in titled_items(scene)]
    best = _best(scene, asked, statements, titles, alone=alone)
    sentence = _sentence(scene, best, alone=alone) if best else None
    if sentence and alone and could_be_said_of_much(sentence, asked, scene.question_words):
        sentence = None
    if asked.nouns or asked.form is Form.EXAMPLE:
        return sentence
    if asked.form is Form.DIFFERENCE:
        return sentence or by_sides(scene, asked)
    listed = by_titles(scene, asked, alone=alone)
    if listed and (asked.procedure or asked.form is Form.LIST):
        known = scene.question_words
        return sentence if sentence and named(sentence.text, titles, known) == len(titles) else listed
    return sentence or listed or by_sides(scene, asked) or by_steps(scene, asked, alone=alone)


def could_be_said_of_much(reply: Reply, asked: Asked, known: Family) -> bool:
    """Tell whether a sentence has hardly a word that texts on other subjects have not: "by fostering engagement"."""
    if asked.form not in _TELLING or FORMULA_OPEN in reply.html:
        return False
    claim = Claim(reply.text, asked, known, ())
    wishes = claim.new > 2 * OWN and SOFT.search(reply.text.lower()) is not None
    return claim.particular < OWN or (claim.particular == OWN and wishes)


def _best(
    scene: Scene, asked: Asked, statements: Sequence[Statement], titles: Sequence[str], *, alone: bool
) -> Statement | None:
    """Return the statement that answers best, the earlier one of two that are as good; None where none does."""
    best: Statement | None = None
    most = NO_FIT
    question = scene.document.question.text
    for each in statements:
        text = each.text
        if each.neighbours and asked.form is not Form.DIFFERENCE:
            continue
        if narrows(question, text) or is_crowded(text, whole=True) or len(text.split()) > MOST_WORDS:
            continue
        claim = Claim(text, asked, scene.question_words, titles, closes=each.closes, question=question.casefold())
        fits = fit(claim)
        aside = (alone or asked.form is Form.DEFINITION) and _stands_aside(each, claim)
        worth = fits + each.place
        if fits > NO_FIT and worth > most and not aside:
            best, most = each, worth
    return best


def _stands_aside(statement: Statement, claim: Claim) -> bool:
    """Tell whether a sentence stands where few answer: a definition that closes, how or which anywhere else.

    What opens an answer mostly announces how; what closes it says how where it has a firm word for that.
    """
    form = claim.asked.form
    if form is Form.DEFINITION:
        return statement.closes
    return form in _SUMMED_UP and (not statement.closes or is_loose(claim))


def _sentence(scene: Scene, statement: Statement, *, alone: bool) -> Reply:
    """Return a statement as an answer, with the formula behind it where the question asks for one."""
    whole = _with_the_next(scene, statement) if alone else _with_what_it_states(statement)
    cut = cut_run(whole.rendered, whole.run, whole.start, whole.end)
    cut = cut[:1].upper() + cut[1:]
    if FORMULA_OPEN in cut or not asks_for_a_formula(scene.document.question.text):
        return Reply(cut, whole.text)
    formula = find_formula(whole.rendered, whole.run.place(whole.start, whole.end)[1])
    return Reply(f"{cut} {formula}".rstrip(), f"{whole.text} {strip_tags(formula)}".rstrip())


def _outline(scene: Scene) -> str:
    """Return the titles of all lists, without numbers, so that an inserted step changes one line and no other."""
    out: list[str] = []
    for mechanism in scene.answer.mechanisms:
        if mechanism.role in {Role.MAIN, Role.SECTION}:
            titled = [item for item in mechanism.steps if item.title]
            label = f"<p>{html.escape(mechanism.label, quote=False)}</p>" if mechanism.label and titled else ""
            out.append(label + (list_titles(titled) if titled else ""))
    points = [item for item in scene.answer.points if item.title]
    if not out and points:
        out.append(list_titles(points))
    return "".join(out)

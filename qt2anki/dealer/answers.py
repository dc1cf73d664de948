"""The answer note: the question, what answers it, the outline of the steps, the closing summary."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.dealer.answering import ENOUGH, PLENTY, weight
from qt2anki.dealer.asking import Form, understand
from qt2anki.dealer.candidates import MOST_WORDS
from qt2anki.dealer.claims import Claim, named, telling
from qt2anki.dealer.core import cut_core
from qt2anki.dealer.cues import REASON, UNSAID, phrases
from qt2anki.dealer.demands import asks_more_of_each, is_met
from qt2anki.dealer.extending import tells, with_the_next
from qt2anki.dealer.fitting import A_THIRD, NEARLY_ALL, NO_FIT, fit, is_loose
from qt2anki.dealer.passages import cut_run, strip_tags
from qt2anki.dealer.scene import Place
from qt2anki.dealer.scope import narrows
from qt2anki.dealer.series import is_crowded
from qt2anki.dealer.statements import Statement, find_statements
from qt2anki.dealer.titlelists import answering_items, asks_for_some, lists_of
from qt2anki.dealer.titles import is_recap
from qt2anki.dealer.vocabulary import FILLER
from qt2anki.dealer.words import Family, content_words
from qt2anki.markup import to_html, to_plain
from qt2anki.model import Kind, Omission, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.asking import Asked
    from qt2anki.dealer.scene import Scene
    from qt2anki.model import Item, NoteDraft

MOST_SIDES = 3
NO_SENTENCE = "no sentence answers the question"
HALF_ANSWERED = "a half of the question stays open"
ANY_OF_MANY = "the question asks for any few of many"

_WHAT_FOR = phrases(r"\b(?:significance|importance|important|why|(?:affect|influenc|impact|contribut)\w*)\b")
"""What asks for what a thing is good for, or brings about: to say what it is does not answer, either."""
_RELATES = phrases(
    r"\b(?:relat(?:e[sd]?|ionships?|ions?)|inter(?:act|connect|relat|play|sect|twin)\w*|connect\w*|link(?:s|ed)?|combined?|together)\b"
)
"""What asks for what stands between two things: to say what each of them is does not answer."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What answers: HTML with its formulas as placeholders, and its plain text."""

    html: str
    text: str


def deal_answer(scene: Scene) -> NoteDraft | Omission:
    """Return the answer note, or why there is none."""
    question = scene.document.question.text
    if asks_for_some(question):
        return _none(ANY_OF_MANY)
    replies = _replies(scene)
    if not replies or None in replies:
        return _none(HALF_ANSWERED if any(replies) else NO_SENTENCE)
    distinct = list(dict.fromkeys(reply for reply in replies if reply))
    core, text = (" ".join(getattr(reply, name) for reply in distinct) for name in ("html", "text"))
    if not is_met(question, text):
        return _none(HALF_ANSWERED)
    summary = scene.answer.summary
    return scene.draft(
        Kind.ANSWER,
        "answer",
        Place(),
        section="",
        title="",
        text=text,
        fields={
            "Core": scene.restore(core),
            "Outline": "" if "<ul>" in core else scene.restore(_outline(scene)),
            "Closing": scene.restore(to_html(summary)) if summary is not None and text not in to_plain(summary) else "",
        },
    )


def _none(reason: str) -> Omission:
    return Omission(Kind.ANSWER, None, None, None, "Answer", reason)


def _replies(scene: Scene) -> list[_Reply | None]:
    """Return what answers each thing that the question asks."""
    statements = list(find_statements(scene.answer))
    things = understand(scene.document.question.text)
    if things[0].form is Form.LIST and asks_more_of_each(scene.document.question.text):
        items = answering_items(scene.answer, things[0], scene.question_words, alone=True)
        return [_with_cores(items, [_side(scene, item) for item in items])]
    replies: list[_Reply | None] = []
    for asked in things:
        said = [reply.text for reply in replies if reply]
        left = [each for each in statements if not any(each.text in text or text in each.text for text in said)]
        reply = _reply(scene, asked, left, alone=len(things) == 1)
        strays = reply is not None and asked is not things[0] and not _speaks_of(reply, asked, things[0])
        replies.append(None if strays or reply in replies else reply)
    return replies


def _speaks_of(reply: _Reply, asked: Asked, first: Asked) -> bool:
    """Tell whether a sentence on the second half of a question says enough of what the first has not."""
    if reply.html.startswith("<ul>"):
        return True
    own = [word for word in asked.words if word not in first.words and word not in FILLER]
    said = Family(content_words(reply.text))
    return sum(word in said for word in own) >= A_THIRD * len(own)


def _with_the_next(scene: Scene, statement: Statement) -> Statement:
    """Return a statement that says little with the one after it, which usually says how."""
    said = weight(statement.text, scene.question_words)
    if said >= PLENTY or (said >= ENOUGH and REASON.search(statement.text.lower())):
        return statement
    end = with_the_next(statement.run, statement.start, statement.end, scene.question_words)
    return statement._replace(end=end)


def _reply(scene: Scene, asked: Asked, statements: Sequence[Statement], *, alone: bool) -> _Reply | None:
    titles = [item.title for item in _items(scene)]
    best = _best(scene, asked, statements, titles, alone=alone)
    sentence = _cut(_with_the_next(scene, best) if alone else best) if best else None
    if asked.nouns or asked.form is Form.EXAMPLE:
        return sentence
    if asked.form is Form.DIFFERENCE:
        return sentence or _sides(scene, asked)
    listed = _titles(scene, asked, alone=alone)
    if listed and (asked.procedure or asked.form is Form.LIST):
        known = scene.question_words
        return sentence if sentence and named(sentence.text, titles, known) == len(titles) else listed
    return sentence or listed or _sides(scene, asked)


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
        weak = alone and (is_loose(claim) or _stands_aside(each, claim))
        if fits > NO_FIT and fits + each.place > most and not weak:
            best, most = each, fits + each.place
    return best


def _stands_aside(statement: Statement, claim: Claim) -> bool:
    """Tell whether a sentence stands where few answer: a definition that closes, how or what for as an afterthought."""
    form = claim.asked.form
    if form is Form.DEFINITION:
        return statement.closes
    if statement.first or form not in {Form.HOW, Form.ROLE}:
        return False
    return statement.closes or claim.topical < NEARLY_ALL


def _cut(statement: Statement) -> _Reply:
    cut = cut_run(statement.rendered, statement.run, statement.start, statement.end)
    return _Reply(cut[:1].upper() + cut[1:], statement.text)


def _items(scene: Scene) -> list[Item]:
    """Return the titled items of the answer's lists, or its points."""
    return [item for _, items in lists_of(scene.answer) for item in items if item.title]


def _titles(scene: Scene, asked: Asked, *, alone: bool) -> _Reply | None:
    """Return the titles as the answer where they are what was asked for."""
    items = answering_items(scene.answer, asked, scene.question_words, alone=alone)
    return _Reply(_titles_html(items), "; ".join(item.title for item in items)) if items else None


def _sides(scene: Scene, asked: Asked) -> _Reply | None:
    """Return the core of each item where the titles are what the question names: an answer for every side."""
    items = [item for item in _items(scene) if not is_recap(item.title)]
    if asked.form is not Form.DIFFERENCE and _RELATES.search(scene.document.question.text):
        return None
    if not 1 < len(items) <= MOST_SIDES or any(telling(item.title, scene.question_words) for item in items):
        return None
    titles = Family(word for item in items for word in content_words(item.title))
    if not all(any(word in titles for word in side) for side in asked.sides):
        return None
    cores = [_side(scene, item) for item in items]
    if _WHAT_FOR.search(scene.document.question.text) and not all(map(tells, cores)):
        return None
    return _with_cores(items, cores)


def _with_cores(items: Sequence[Item], cores: Sequence[str]) -> _Reply | None:
    """Return each title with the core of its body; None where one has none, or all are too long."""
    plain = "; ".join(f"{item.title}: {strip_tags(core)}" for item, core in zip(items, cores, strict=True))
    if not items or not all(cores) or UNSAID.search(plain) or len(plain.split()) > 2 * MOST_WORDS:
        return None
    rows = (f"<li><strong>{to_html(i.heading)}</strong>: {core}</li>" for i, core in zip(items, cores, strict=True))
    return _Reply(f"<ul>{''.join(rows)}</ul>", plain)


def _side(scene: Scene, item: Item) -> str:
    known = Family((*content_words(item.title), *scene.question_words.words))
    return cut_core(to_html(item.body), known)


def _titles_html(items: Sequence[Item]) -> str:
    return "<ul>" + "".join(f"<li>{to_html(item.heading)}</li>" for item in items) + "</ul>"


def _outline(scene: Scene) -> str:
    """Return the titles of all lists, without numbers, so that an inserted step changes one line and no other."""
    out: list[str] = []
    for mechanism in scene.answer.mechanisms:
        if mechanism.role in {Role.MAIN, Role.SECTION}:
            titled = [item for item in mechanism.steps if item.title]
            label = f"<p>{html.escape(mechanism.label, quote=False)}</p>" if mechanism.label and titled else ""
            out.append(label + (_titles_html(titled) if titled else ""))
    points = [item for item in scene.answer.points if item.title]
    if not out and points:
        out.append(_titles_html(points))
    return "".join(out)

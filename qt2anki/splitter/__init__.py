"""Find the steps of an answer as a careful reader would: blocks in, mechanisms of steps out; pure."""

from __future__ import annotations

from qt2anki.markup import parse
from qt2anki.model import Answer, Document, Item, Mechanism, Role
from qt2anki.splitter.fragments import Page
from qt2anki.splitter.lead import find_lead
from qt2anki.splitter.numbering import is_step, source_without_number, without_number, without_step
from qt2anki.splitter.pieces import divide
from qt2anki.splitter.points import find_parts, find_points
from qt2anki.splitter.refusals import is_refusal
from qt2anki.splitter.roles import Setting, settings
from qt2anki.splitter.runs import Entry, Run, find_runs
from qt2anki.splitter.sequence import asks_for_order, is_sequence
from qt2anki.splitter.titles import Cut, cut, whole
from qt2anki.splitter.trimming import trim

__all__ = ["split_answer"]


def split_answer(document: Document) -> Answer:
    """Split a document's answer into lead, mechanisms or points, and summary; a refusal only gives its reason."""
    page = Page(document.answer)
    blocks = parse(document.answer.text)
    itemised = any(block.kind.endswith("_list") for block in blocks)
    refusal = is_refusal(document.answer.text, itemised=itemised)
    skipped = "no_index" if document.no_index else "refusal" if refusal else None
    if skipped:
        return Answer(page.formulas, None, None, (), (), divide(page, blocks, [], points=False).pieces, skipped)
    runs = find_runs(blocks)
    for run in runs:
        trim(run, blocks, page.lines)
    question = document.question.text
    asked = asks_for_order(question) if runs else 0.0
    places = zip(runs, settings(blocks, runs), strict=True)
    mechanisms = tuple(_mechanism(page, run, where, question, asked) for run, where in places)
    numbered = any(mechanism.role in {Role.MAIN, Role.SECTION} for mechanism in mechanisms)
    division = divide(page, blocks, runs, points=not numbered)
    points = find_points(page, division.pointed)
    lead = find_lead(page, question, division.opening, division.closing)
    return Answer(page.formulas, lead, division.summary, mechanisms, points, division.pieces)


def _mechanism(page: Page, run: Run, where: Setting, question: str, asked: float) -> Mechanism:
    steps = tuple(_step(page, entry) for entry in run.entries)
    head = run.entries[0].head
    over = (where.intro, where.heading)
    ordered = (head is not None and is_step(head.content, or_stage=True)) or is_sequence(
        asked, over, [step.title for step in steps], [step.body.source for step in steps], question
    )
    return Mechanism(page.label(where.name), where.role, ordered, steps)


def _step(page: Page, entry: Entry) -> Item:
    found = _cut(entry)
    heading = page.title(found.title)
    if not (heading.source or found.rest or entry.blocks) and entry.head is not None:
        found = Cut((), entry.head.children or [], entry.head.content)
    body = page.body(found.rest, found.source, entry.blocks, entry.end)
    return Item(entry.number, heading.source, heading, body, find_parts(page, found.source, entry.blocks))


def _cut(entry: Entry) -> Cut:
    if entry.head is None:
        return Cut((), [], "")
    children, content = entry.head.children or [], entry.head.content
    if entry.kind == "heading":
        named = whole(without_number(children))
        return named if named.title else whole(children)
    if entry.kind == "line":
        return cut(without_number(children), source_without_number(content), alone=not entry.blocks)
    return cut(without_step(children, content), content, alone=not entry.blocks)

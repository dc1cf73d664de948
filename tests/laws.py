"""What must hold of every pure stage for any input: the laws that the fuzzer and the property tests try to break."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from safety import html_faults, note_faults

from qt2anki.compose import fields_of_draft, with_stamp
from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.dealer.clozes import escape_deletion
from qt2anki.dealer.masking import Mask
from qt2anki.dealer.words import Family, content_words
from qt2anki.decode import decode, restore_source, trace
from qt2anki.documents import parse_document
from qt2anki.errors import Severity
from qt2anki.inspection import check_notes
from qt2anki.markup import parse, restore_html, to_html
from qt2anki.markup.disarm import disarm
from qt2anki.mathml import to_mathml
from qt2anki.model import Fragment, Note
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.prose import sentences
from qt2anki.repair import repair_text
from qt2anki.splitter import split_answer
from qt2anki.subjects import subject_slug
from qt2anki.tags import keyword_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from qt2anki.model import Document

TESTS = Path(__file__).parent
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def read_file(raw: bytes) -> None:
    """Any bytes are a document or at least one error; a document deals to notes that may ship."""
    document, diagnostics = parse_document("a/b.md", raw)
    if document is None:
        assert any(problem.severity is Severity.ERROR for problem in diagnostics)
        return
    deal(document)


def read_answer(text: str) -> None:
    """Any answer in a sound header deals to notes that may ship."""
    quoted = repair_text(text).replace("'", "''").replace("\n", r"\n")
    raw = f"---\nid: 1\nquestion: How does a lock raise a barge?\nanswer: '{quoted}'\n---\n"
    read_file(raw.encode("utf-8"))


def read_question(text: str) -> None:
    """Any question over a plain answer, which is its keywords, too, deals to notes that may ship."""
    quoted = repair_text(text).replace("'", "''").replace("\n", r"\n")
    answer = (
        r"Water lifts it.\n\n1. **Closing**: Two leaves meet at an angle.\n2. **Filling**: Paddles drain the pound."
    )
    head = f"---\nid: 1\nquestion: '{quoted}'\nanswer: '{answer}'\nseo:\n  page_keywords: '{quoted}'\n"
    raw = (
        f"{head}subject: '{quoted}'\nurl: '/{quoted}'\nrelated_article1: {{title: '{quoted}', url: '/{quoted}'}}\n---\n"
    )
    read_file(raw.encode("utf-8"))


def deal(document: Document) -> None:
    answer = split_answer(document)
    lines = document.answer.text.split("\n")
    ends = [0, *(piece.end for piece in answer.pieces)]
    assert [piece.start for piece in answer.pieces] == ends[:-1]
    assert not answer.pieces or ends[-1] >= len(lines) - 1
    notes = []
    for number, draft in enumerate(deal_cards(document, answer, ALL_KINDS).notes, 1):
        note_type = NOTE_TYPES[draft.note_type]
        fields = with_stamp(fields_of_draft(draft, note_type, document.url, document.related), note_type)
        assert list(note_faults(draft.note_type, fields)) == []
        ids = tuple(8 * number + ordinal for ordinal in draft.cards)
        tags = keyword_tags(document.keywords)
        notes.append(Note(str(number), draft.note_type, fields, tags, draft.cards, 1, 8 * number, ids, number))
    check_notes(notes, NOTE_TYPES)


def repair(text: str) -> None:
    """Repairing again changes nothing, and nothing is left that Anki refuses."""
    repaired = repair_text(text)
    assert repair_text(repaired) == repaired
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef]", repaired)
    repaired.encode("utf-8")


def decode_field(text: str) -> None:
    """Every placeholder has its formula, and the way back to the raw text is ascending."""
    decoded = decode(repair_text(text))
    restore_source(decoded.text, decoded.formulas)
    pairs = trace(repair_text(text))
    assert pairs == sorted(pairs)


def mark_up(text: str) -> None:
    """Any Markdown is HTML that does not act."""
    decoded = decode(repair_text(text))
    for block in parse(decoded.text):
        html = restore_html(to_html(Fragment(block.tokens, "")), decoded.formulas)
        assert html_faults(disarm(html)) == []


def mask(text: str) -> None:
    """Hiding a title leaves HTML, and nothing of the title that is not asked."""
    title, _, body = repair_text(text).partition("\n")
    decoded = decode(body)
    html = "".join(to_html(Fragment(block.tokens, "")) for block in parse(decoded.text))
    hider = Mask(title, Family(content_words("How does a lock raise a barge?")))
    hidden = restore_html(hider.hide(html, decoded.formulas).html, decoded.formulas)
    assert html_faults(disarm(hidden)) == []


def escape_cloze(text: str) -> None:
    """What is deleted cannot end its own deletion, nor begin a hint."""
    decoded = decode(repair_text(text))
    escaped = escape_deletion(decoded.text, decoded.formulas)
    assert "}}" not in escaped
    assert "::" not in escaped
    assert not escaped.endswith("}")


def name(text: str) -> None:
    """Names are short and plain; tags have no blank."""
    text = repair_text(text)
    slug = subject_slug(text)
    assert _SLUG.fullmatch(slug)
    assert len(slug) <= 60
    assert all(tag.split() == [tag] for tag in keyword_tags(text.split(",")))


def typeset(text: str) -> None:
    """Any TeX is MathML or its own source, without a link or a style."""
    shown = to_mathml(repair_text(text), display=False)
    assert "href=" not in re.sub(r">[^<]*<", "><", shown)


def cut(text: str) -> None:
    """Sentences follow each other inside the text."""
    text = repair_text(text)
    found = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert list(found) == sorted(found)


STAGES: tuple[Callable[[str], None], ...] = (
    read_answer,
    read_answer,
    read_question,
    repair,
    decode_field,
    mark_up,
    mask,
    escape_cloze,
    name,
    typeset,
    cut,
)
"""The laws that take text; the two that find most stand twice."""


def exercise(data: bytes) -> None:
    """Try one law: the first byte chooses it, the rest is its input."""
    choice = data[0] % (len(STAGES) + 1) if data else 0
    if choice == len(STAGES):
        read_file(data[1:])
    else:
        STAGES[choice](data[1:].decode("utf-8", "replace"))

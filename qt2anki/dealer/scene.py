"""What all cards of one document share: its question, its words, its formulas; and the making of a note draft."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.abbreviations import find_abbreviations, implied_words
from qt2anki.dealer.asking import understand
from qt2anki.dealer.words import Family, content_words
from qt2anki.decode import restore_source
from qt2anki.markup import render_line, restore_html
from qt2anki.markup.disarm import disarm
from qt2anki.model import STEP_CARDS, Kind, NoteDraft
from qt2anki.notetypes import NOTE_TYPES, digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qt2anki.model import Answer, Document
    from qt2anki.notetypes import NoteType


class Place(NamedTuple):
    """Where a note stands in its answer, each from 1, None where it does not apply."""

    mechanism: int | None = None
    step: int | None = None
    part: int | None = None


@dataclass
class Scene:
    """One document on its way to cards.

    `kinds` are the kinds of notes and cards to offer; `keys` the lines of Anki's browser that are already taken.
    """

    document: Document
    answer: Answer
    kinds: frozenset[str]
    keys: set[str] = field(default_factory=set)

    @cached_property
    def question(self) -> str:
        """The question as HTML, formulas in place."""
        return render_line(self.document.question)

    @cached_property
    def question_words(self) -> Family:
        """The lower-case content words of the question."""
        decoded = self.document.question
        return Family(content_words(restore_source(decoded.text, decoded.formulas)), close=True)

    @cached_property
    def sides(self) -> tuple[Family, ...]:
        """The content words that only one side has of what the question compares, for both sides; () elsewhere."""
        asked = understand(self.document.question.text)
        return tuple(map(Family, next((each.sides for each in asked if each.sides), ())))

    @cached_property
    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """The abbreviations that the answer explains anywhere."""
        return find_abbreviations(self.document.answer.text.replace("*", ""))

    @cached_property
    def implied_words(self) -> frozenset[str]:
        """The words that the question says by an abbreviation, or abbreviations of what it says."""
        return implied_words(self.document.question.text, self.abbreviations)

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """The document's keywords that say something, in lower case, the longest first."""
        keywords = {keyword.lower() for keyword in self.document.keywords if content_words(keyword)}
        return tuple(sorted(keywords, key=lambda keyword: (-len(keyword), keyword)))

    def restore(self, rendered: str) -> str:
        """Put the answer's formulas into rendered HTML."""
        return restore_html(rendered, self.answer.formulas)

    def draft(  # noqa: PLR0913 - a draft has that many sides
        self,
        kind: Kind,
        note_type: str,
        place: Place,
        *,
        section: str,
        title: str,
        text: str,
        fields: Mapping[str, str],
    ) -> NoteDraft:
        """Make a draft of named fields; `section` and `title` are plain text, `fields` HTML without the key.

        Raises KeyError for a field that the note type has not.
        """
        shape = NOTE_TYPES[note_type]
        section, title, text = (restore_source(plain, self.answer.formulas) for plain in (section, title, text))
        key = self._key(kind, section, title, text)
        values = {"Key": key, "Question": self.question, **fields}
        ordered = shape.order({name: disarm(value, cloze=name == "Text") for name, value in values.items() if value})
        cards = shape.cards(ordered)
        offered = self._offered(kind, shape, cards)
        return NoteDraft(
            kind=kind,
            note_type=note_type,
            mechanism=place.mechanism,
            step=place.step,
            part=place.part,
            title=title,
            text=text,
            fields=ordered,
            cards=cards,
            offered=offered,
            digest=digest(note_type, ordered if offered == cards else shape.only(ordered, offered)),
        )

    def _offered(self, kind: Kind, shape: NoteType, cards: tuple[int, ...]) -> tuple[int, ...]:
        """Return those of a note's cards that were chosen."""
        if kind not in self.kinds:
            return ()
        left_out = STEP_CARDS - self.kinds
        return tuple(at for at in cards if shape.templates[at].name.lower() not in left_out) if left_out else cards

    def _key(self, kind: Kind, section: str, title: str, text: str) -> str:
        """Return a line for Anki's browser: question › section › title · document; equals get their first words."""
        question = restore_source(self.document.question.text, self.document.question.formulas)
        last = "" if kind is Kind.ANSWER else _shortened(title or text)
        parts = [part for part in (question, section, last) if part]
        key = " › ".join(dict.fromkeys(parts))
        if key in self.keys:
            key = f"{key} › {_shortened(text)}"
        again, base = 1, key
        while key in self.keys:
            again += 1
            key = f"{base} ({again})"
        self.keys.add(key)
        return html.escape(f"{key} · {self.document.id}", quote=False)


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")

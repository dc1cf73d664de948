"""Pairs: *Explain* and *Name*, and *Next* where order matters, for a step, a part of a step, or a point."""

from __future__ import annotations

import html
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qt2anki.dealer.cases import asks_for_one_case, has_figures, is_example
from qt2anki.dealer.core import NOTHING_NEW, Core, find_core, set_off_terms
from qt2anki.dealer.following import Step, follows
from qt2anki.dealer.frames import title_frame
from qt2anki.dealer.masking import Mask, open_with_hole
from qt2anki.dealer.naming import GENERIC_TITLE, NOTHING_TO_FIND, Naming, unsaid_words, why_unfit, why_unnameable
from qt2anki.dealer.openlists import (
    is_closed,
    is_unspecific,
    is_whole_list,
    looks_around,
    names_some,
    only_in_a_respect,
)
from qt2anki.dealer.passages import find_runs
from qt2anki.dealer.rewording import is_commonplace, only_asserts, says_little
from qt2anki.dealer.series import MOST_ITEMS
from qt2anki.dealer.titles import (
    explain_prompt,
    is_general,
    is_instruction,
    is_recap,
    name_prompt,
    parts_prompt,
    share_a_word,
)
from qt2anki.dealer.words import Family, content_words, family_of
from qt2anki.markup import to_html, to_plain
from qt2anki.model import FORMULA_OPEN, Kind, NoteDraft, Omission
from qt2anki.plaintext import strip_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.dealer.scene import Place, Scene
    from qt2anki.model import Item

NO_TEXT = "no text"
OPEN_LIST = "the title asks for an open list"
SAYS_LITTLE = "the core says little, and the title is asked by the text"
SINGLE_CASE = "one case of a calculation"
SAME_TITLE = "its list has the title twice"
TOO_BROAD = "the title only says in which respect, and the text says much"
MOST_IN_A_RESPECT = 60
"""How many words a section has at most whose title only says in which respect it speaks of the subject."""
PARTS_INSTEAD = "its parts are asked instead"
_FORMULA = re.compile(r"(\\\(.*?\\\))")
_COMPLEMENT = re.compile(r" (?:of|on|in|for|to) ")


class Subject(NamedTuple):
    """What a pair is about: the item, where it stands, its list.

    `section` is plain text, `""` where the question is context enough; `previous` is the item before in a sequence;
    `siblings` are the titles of its list.
    """

    kind: Kind
    place: Place
    item: Item
    section: str
    sequence: bool
    previous: Item | None
    siblings: Sequence[str]


class Pair:
    """One item on its way to a note; `omissions` collects the cards that it does not give."""

    def __init__(self, scene: Scene, subject: Subject) -> None:
        self.scene = scene
        self.subject = subject
        self.omissions: list[Omission] = []
        self._heading = to_html(subject.item.heading)
        self._body = to_html(subject.item.body)
        self._plain = strip_tags(self._body)
        self._title = subject.item.title

    def deal(self) -> NoteDraft | None:
        """Return the note, None where nothing is said or the parts say it; it may give no card, see `NoteDraft`."""
        subject = self.subject
        core = self._core()
        mask = Mask(self._title, self.scene.question_words, self.scene.abbreviations)
        name = self._name(mask, sole=core is None)
        fields = {
            "Section": html.escape(subject.section, quote=False),
            "Title": self.scene.restore(self._heading),
            "Body": self.scene.restore(core.html if core else self._body),
            "Explain": self._explain(core, named=bool(name)),
            **name,
            **self._next(mask),
        }
        asks = fields["Explain"] or fields.get("Name") or fields.get("Next")
        if not asks and (subject.item.parts or not self._plain):
            return None
        return self.scene.draft(
            subject.kind,
            "step",
            subject.place,
            section=subject.section,
            title=self._title,
            text=self._plain,
            fields=fields,
        )

    def _explain(self, core: Core | None, *, named: bool) -> str:
        """Return the prompt, `""` where there is no core, or one so weak that the name of the step is asked alone."""
        if core and named and self._says_little(core):
            self._omit("Explain", SAYS_LITTLE)
            return ""
        return self._prompt() if core else ""

    def _says_little(self, core: Core) -> bool:
        """Tell whether a core is weak: no terms that head bullets, nor what one means, which is much in few words."""
        if self.subject.kind is Kind.PART or self._asks_terms():
            return False
        if says_little(core.text, self._title, self._known):
            return True
        return is_unspecific(self._title, self.scene.question_words) and is_commonplace(
            core.text, self._title, self._known
        )

    def _prompt(self) -> str:
        if self._asks_terms():
            return parts_prompt(self._title)
        return explain_prompt(self._title, self.scene.document.question.text, sequence=self.subject.sequence)

    def _omit(self, card: str, reason: str) -> None:
        place = self.subject.place
        self.omissions.append(Omission(self.subject.kind, place.mechanism, place.step, place.part, card, reason))

    def _core(self) -> Core | None:
        found = self._why_not_asked() or self._find_core()
        if isinstance(found, Core):
            return found
        self._omit("Explain", found)
        return None

    def _why_not_asked(self) -> str:
        """Return why the title is none to be explained, `""` where it is."""
        asked = self.scene.question_words
        reasons = (
            (is_recap(self._title), GENERIC_TITLE),
            (not self._plain, NO_TEXT),
            (self.subject.siblings.count(self._title) > 1, SAME_TITLE),
            (self._is_broad(), TOO_BROAD),
            (is_whole_list(self._title, asked.words) or looks_around(self._title, asked), OPEN_LIST),
            (self._is_single_case(), SINGLE_CASE),
        )
        return next((reason for holds, reason in reasons if holds), "")

    def _find_core(self) -> Core | str:
        """Set off what answers, or return why nothing does."""
        if self._asks_terms():
            return self._terms()
        found = find_core(self._body, self._known, self._title, self._sides())
        if isinstance(found, str):
            return found
        if names_some(self._title, found.text):
            return OPEN_LIST
        return NOTHING_NEW if self._only_asserts(found) else found

    def _sides(self) -> tuple[Family, ...]:
        """Return what the question compares, where neither title nor section is about one side alone."""
        sides = self.scene.sides
        words = content_words(f"{self.subject.section} {self._title}") if sides else ()
        return () if any(word in side for word in words for side in sides) else sides

    def _is_broad(self) -> bool:
        """Tell whether a long section may be about anything: "Impact on Trade", where many an impact is told."""
        if self.subject.kind is not Kind.POINT or not only_in_a_respect(self._title):
            return False
        return len(self._plain.split()) > MOST_IN_A_RESPECT

    def _is_single_case(self) -> bool:
        """Tell whether the item only works out an example, or says of one what would be said of any other."""
        if asks_for_one_case(self.scene.document.question.text):
            return has_figures(self._plain) or is_unspecific(self._title, self.scene.question_words)
        return is_example(self._title, self._plain)

    @cached_property
    def _known(self) -> Family:
        """The words of title and question."""
        return Family((*content_words(self._title), *self.scene.question_words.words))

    def _only_asserts(self, core: Core) -> bool:
        """Tell whether the core rewords the title: no meaning of a bullet's term, no order obeyed."""
        if self.subject.kind is Kind.PART or is_instruction(self._title):
            return False
        return only_asserts(core.text, self._title, self._known)

    @cached_property
    def _consists_of_parts(self) -> bool:
        """Tell whether the body is its parts, but for a line that announces them."""
        prose = [run for run in find_runs(self._body) if not run.depth]
        return all(run.text.rstrip().endswith(":") and len(run.sentences()) == 1 for run in prose)

    def _asks_terms(self) -> bool:
        """Tell whether the terms of the parts are what the step answers: not where the question already names them."""
        if len(self.subject.item.parts) < 2 or not self._consists_of_parts:
            return False
        asked = self.scene.question_words
        return not all(word in asked for part in self.subject.item.parts for word in content_words(part.title))

    def _terms(self) -> Core | str:
        """Ask for the terms of the parts alone, where they are few and each says something."""
        parts = self.subject.item.parts
        if len(parts) > MOST_ITEMS or any(map(_is_no_term, parts)) or all(map(self._is_asked, parts)):
            return PARTS_INSTEAD
        announced = " ".join(run.text for run in find_runs(self._body) if not run.depth)
        if not is_closed(self._title, announced, [part.title for part in parts]):
            return OPEN_LIST
        return set_off_terms(self._body, [to_plain(part.heading) for part in parts])

    def _is_asked(self, part: Item) -> bool:
        """Tell whether question and title already name what heads a bullet: "Greek Approach"."""
        return is_general(family_of(self._title).without(self.scene.question_words.without(content_words(part.title))))

    def _name(self, mask: Mask, *, sole: bool) -> dict[str, str]:
        naming = self._naming(mask, sole=sole)
        reason = why_unnameable(naming) if self._plain else NO_TEXT
        if not reason:
            hidden = mask.hide(self._body, self.scene.answer.formulas)
            reason = why_unfit(naming, hidden)
        if reason:
            self._omit("Name", reason)
            return {}
        return {
            "Name": self.scene.restore(open_with_hole(hidden.html)),
            "Name section": self._masked_section(mask),
            "Name prompt": self._name_prompt(mask, naming),
        }

    def _naming(self, mask: Mask, *, sole: bool) -> Naming:
        """Holes would tear a formula in the title; such a title shows no frame."""
        scene = self.scene
        secret = [word for word in mask.secret if word not in scene.implied_words]
        framed = FORMULA_OPEN not in self._heading
        return Naming(self._title, self._plain, secret, scene.question_words, self.subject.siblings, framed, sole)

    def _name_prompt(self, mask: Mask, naming: Naming) -> str:
        """Ask for the title and show its frame: first letters and holes, and the words that need no finding."""
        asked = name_prompt(self._title, sequence=self.subject.sequence, part=self.subject.kind is Kind.PART)
        frame = title_frame(mask, self._title, unsaid_words(naming)) if naming.framed else ""
        return f"{asked.removesuffix('?')}: {frame}?" if frame else asked

    def _masked_section(self, mask: Mask) -> str:
        r"""Return the section as HTML with its holes; its formulas, `\(…\)`, stay whole."""
        if not self.subject.section:
            return ""
        pieces = _FORMULA.split(html.escape(self.subject.section, quote=False))
        pieces[::2] = [mask.hide(text, ()).html for text in pieces[::2]]
        return "".join(pieces)

    def _next(self, mask: Mask) -> dict[str, str]:
        previous = self.subject.previous
        if previous is None or not previous.title or is_recap(self._title) or is_recap(previous.title):
            return {}
        if not mask.secret or share_a_word(self._title, previous.title, self.scene.question_words):
            self._omit("Next", "shares a word with the title before" if mask.secret else NOTHING_TO_FIND)
            return {}
        if not self._follows(previous):
            self._omit("Next", "nothing says that it follows")
            return {}
        heading = self.scene.restore(to_html(previous.heading))
        return {"Next": heading, "Next section": self._masked_section(mask)}

    def _follows(self, previous: Item) -> bool:
        return follows(
            Step(previous.title, to_plain(previous.body)),
            Step(self._title, self._plain),
            f"{self.scene.document.question.text} {self.subject.section}",
            self.scene.question_words,
            self.subject.siblings,
        )


def _is_no_term(part: Item) -> bool:
    """Tell whether what heads a bullet is too general to be asked for ("Effect on Soil"), a question or a call."""
    return part.title.endswith(("?", "!")) or is_general(content_words(_COMPLEMENT.split(part.title)[0]))

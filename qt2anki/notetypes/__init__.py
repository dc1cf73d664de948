"""The note types: ids, fields, templates and their look, frozen once a deck has been released.

Anki compares a note type's fields and templates by id and skips every note whose type changed shape
(docs/anki.md, fact 10), so nothing here is ever added, removed or reordered: `Spare` fields and templates are
for that. The text of a template or of the style may change; `modified` then takes the time of that change, so
that Anki brings the new text and otherwise leaves a student's own styling alone.

The base URL of the site stands in the templates, the fields hold paths: a site that moves touches no note. The ledger
sees by `look` that the text is another one, and gives the note type the time of the release that brings it.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qt2anki.model import Note, NoteDraft

BASE_URL = "https://quicktakes.io"
RELATED = 5
"""How many related questions a note can hold."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `id` is Anki's stable integer. `collapsed` folds it in Anki's editor: it is not for reading."""

    name: str
    id: int
    collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of card of a note type; `id` is Anki's stable integer.

    Its card exists when and only when the field `condition` is not empty (`""` for a cloze, whose card is always
    there). `front_fields` are the fields, `condition` among them, that no other side shows: together they are the
    last form of a front that new text no longer gives. `notice` is the field for the line that says so on this card
    alone; a template without one (`""`) falls and stands with its whole note.
    """

    name: str
    id: int
    front: str
    back: str
    condition: str = ""
    front_fields: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True)
class NoteType:
    """One of Anki's note types.

    `modified` is in seconds since 1970: the last change of templates or style, which a test holds against their text.
    """

    key: str
    name: str
    id: int
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    css: str
    is_cloze: bool
    modified: int

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Return the names of the fields, in Anki's order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.field_names)}

    def place(self, name: str) -> int:
        """Return the place of a field, from 0, by its name. Raises KeyError."""
        return self._places[name]

    @cached_property
    def asking(self) -> tuple[bool, ...]:
        """Tell of each field whether it asks or answers something: all but `RIDING_FIELDS`."""
        return tuple(name not in RIDING_FIELDS for name in self.field_names)

    @cached_property
    def _conditions(self) -> tuple[int, ...]:
        """The place of each template's condition among the fields."""
        return tuple(self._places[template.condition] for template in self.templates)

    @cached_property
    def telling(self) -> tuple[bool, ...]:
        """Tell of each field whether it says something to a student: all but `QUIET_FIELDS`."""
        return tuple(name not in QUIET_FIELDS for name in self.field_names)

    def order(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return named fields in Anki's order, `""` for those without a value. Raises KeyError for another name."""
        fields = [""] * len(self.fields)
        for name, value in values.items():
            fields[self._places[name]] = value
        return tuple(fields)

    def named(self, fields: Sequence[str]) -> dict[str, str]:
        """Return a note's fields, all in Anki's order, by name. Raises ValueError where there are more or fewer."""
        return dict(zip(self.field_names, fields, strict=True))

    def cards(self, fields: Sequence[str]) -> tuple[int, ...]:
        """Return the ordinals of the cards that Anki gives a note with these fields."""
        if self.is_cloze:
            return (0,)
        return tuple([ordinal for ordinal, place in enumerate(self._conditions) if fields[place]])

    def only(self, fields: Sequence[str], cards: Sequence[int]) -> list[str]:
        """Return `fields` without the fronts of all other cards."""
        emptied = {name for at, each in enumerate(self.templates) if at not in cards for name in each.front_fields}
        return ["" if name in emptied else value for name, value in zip(self.field_names, fields, strict=True)]


_LINKS = ("Source", *(f"Related {n}{part}" for n in range(1, RELATED + 1) for part in ("", " path")))
_NOTICES = ("Explain notice", "Name notice", "Next notice")
_SPARES = tuple(f"Spare {n}" for n in range(1, 5))

QUIET_FIELDS = frozenset({"Key", *_LINKS, "Stamp"})
"""The fields that may change without moving `modified`: `stamp` leaves them out, as it must move with it."""

RIDING_FIELDS = QUIET_FIELDS | {"Banner", *_NOTICES}
"""The fields that do not move `modified` by themselves: `digest` leaves them out.

`Key`, the line of Anki's browser, comes with the draft; the others are `""` there.
"""

_FOLDED = {*_LINKS, *_NOTICES, *_SPARES, "Banner", "Stamp"}


def _fields(first_id: int, *names: str) -> tuple[Field, ...]:
    """Give each field the next id; as the order is frozen, so are the ids."""
    every = (*names, *_LINKS, "Banner", *(_NOTICES if "Explain" in names else ()), "Stamp", *_SPARES)
    return tuple(Field(name, first_id + at, name in _FOLDED) for at, name in enumerate(every))


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _side(name: str) -> str:
    """Read one side of a template; `<!-- part -->` stands for the file `part.html`."""
    return re.sub(r"<!-- (\w+) -->\n?", lambda part: _text(f"{part[1]}.html"), _text(f"{name}.html")).strip()


def _template(name: str, template_id: int, condition: str, *others: str, notice: str = "") -> Template:
    """Load a template from the files that bear its name; it owns its front's fields where it has a notice."""
    front, back = _side(f"{name.lower()}_front"), _side(f"{name.lower()}_back")
    return Template(name, template_id, front, back, condition, (condition, *others) if notice else (), notice)


_CSS = _text("style.css") + _text("code.css")

_ANSWER = NoteType(
    key="answer",
    name="QuickTakes Answer",
    id=1732190421,
    fields=_fields(417300100, "Key", "Question", "Core", "Outline", "Closing"),
    templates=(_template("Answer", 417310001, "Core"), _template("Spare", 417310002, "Spare 1")),
    css=_CSS,
    is_cloze=False,
    modified=1795219200,
)
_STEP = NoteType(
    key="step",
    name="QuickTakes Step",
    id=1732190422,
    fields=_fields(
        417300200,
        *("Key", "Question", "Section", "Title", "Body"),
        *("Explain", "Given", "Name", "Name section", "Name prompt", "Next", "Next section"),
    ),
    templates=(
        _template("Explain", 417320001, "Explain", "Given", notice="Explain notice"),
        _template("Name", 417320002, "Name", "Name section", "Name prompt", notice="Name notice"),
        _template("Next", 417320003, "Next", "Next section", notice="Next notice"),
        _template("Spare", 417320004, "Spare 1"),
    ),
    css=_CSS,
    is_cloze=False,
    modified=1795219200,
)
_CLOZE = NoteType(
    key="cloze",
    name="QuickTakes Cloze",
    id=1732190423,
    fields=_fields(417300300, "Key", "Question", "Section", "Text", "Extra"),
    templates=(_template("Cloze", 417330001, ""),),
    css=_CSS,
    is_cloze=True,
    modified=1795219200,
)


@cache
def note_types(base_url: str = BASE_URL) -> Mapping[str, NoteType]:
    """Return the note types by key (`answer`, `step`, `cloze`), their links starting at `base_url`."""
    base = base_url.rstrip("/")

    def at_home(template: Template) -> Template:
        front, back = (side.replace("BASE_URL", base) for side in (template.front, template.back))
        return replace(template, front=front, back=back)

    return {
        each.key: replace(each, templates=tuple(at_home(template) for template in each.templates))
        for each in (_ANSWER, _STEP, _CLOZE)
    }


NOTE_TYPES = note_types()
TYPES_BY_ID = {note_type.id: note_type for note_type in NOTE_TYPES.values()}
"""By Anki's integers, which never change."""


def fields_of(note: Note | NoteDraft) -> dict[str, str]:
    """Return a note's fields, all in Anki's order, by name."""
    return NOTE_TYPES[note.note_type].named(note.fields)


def digest(note_type: str, fields: Sequence[str]) -> bytes:
    """Hash what a note asks and answers: all fields but the riding ones, each with its length; 16 bytes."""
    return _hash(compress(fields, NOTE_TYPES[note_type].asking))


def look(note_type: NoteType) -> bytes:
    """Hash what Anki takes over from a changed note type, the text of its templates and its style; 16 bytes."""
    return look_of([(template.front, template.back) for template in note_type.templates], note_type.css)


def look_of(sides: Iterable[tuple[str, str]], css: str) -> bytes:
    """Hash fronts and backs, in order, and a style, as `look` does."""
    return _hash([*(side for pair in sides for side in pair), css])


def stamp(note_type: NoteType, fields: Sequence[str]) -> str:
    """Hash what a note says as released, its banner too, the `QUIET_FIELDS` aside; 22 characters that need no escape.

    A note in a collection whose stamp no longer fits its fields was edited there; one whose stamp is another than the
    release's has been corrected since.
    """
    return urlsafe_b64encode(_hash(compress(fields, note_type.telling))).decode().rstrip("=")


def _hash(values: Iterable[str]) -> bytes:
    coded = [value.encode() for value in values]
    return blake2b(b"".join([b"%d:%b" % (len(raw), raw) if raw else b"0:" for raw in coded]), digest_size=16).digest()

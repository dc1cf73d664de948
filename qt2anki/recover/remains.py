"""What the published files still say about each note: its rows in the decks, its line in the manifest."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.archive import DEFAULT_DECK, read_package
from qt2anki.errors import LedgerError
from qt2anki.ledger import LostLook
from qt2anki.model import Kind
from qt2anki.notetypes import NOTE_TYPES, TYPES_BY_ID, digest, fields_of, look_of
from qt2anki.plaintext import to_line
from qt2anki.subjects import deck_level, plain_level, subject_key
from qt2anki.tags import RETIRED_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qt2anki.archive import Contents
    from qt2anki.model import Note

_BODY = {"answer": "Core", "step": "Body", "cloze": "Text"}
"""The field of each note type that recognition reads."""
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^}]*)?\}\}", re.DOTALL)
_FIELDS = frozenset({"guid", "kind", "document", "path", "subjects", "mechanism", "step", "part", "title", "status"})


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck file: the subject's key, slug and label, its notes, and the note types as it has them."""

    key: str
    slug: str
    label: str
    retired: bool
    notes: Sequence[Note]
    looks: Sequence[LostLook]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the manifest, or as much of one as a note's own fields and tags tell.

    `subjects` are labels: where an active note's document stands, where a retired note was released; none where no
    manifest tells them.
    """

    kind: str
    document: int
    path: str
    subjects: Sequence[str]
    mechanism: int | None
    step: int | None
    part: int | None
    title: str
    retired: bool


def read_decks(out: Path, lines: Mapping[str, Line]) -> Iterator[Deck]:
    """Yield every deck of an output directory, by name. Raises PackageError for a file that is none.

    A deck's name can spell its subject's label otherwise (`deck_level`): the report names the label of each file, else
    `lines`, the manifest's, those of each note.
    """
    labels = _reported_labels(out)
    for path in [*sorted(out.glob("*.apkg")), *sorted((out / "retired").glob("*.apkg"))]:
        contents = read_package(path)
        level = next(deck for deck in contents.decks if deck != DEFAULT_DECK).rpartition("::")[2]
        label = labels.get(path.stem) or _listed_label(level, contents.notes, lines)
        yield Deck(subject_key(label), path.stem, label, path.parent != out, contents.notes, list(_looks(contents)))


def _looks(contents: Contents) -> Iterator[LostLook]:
    for model in contents.note_types:
        sides = [(template["qfmt"], template["afmt"]) for template in model["tmpls"]]
        yield LostLook(TYPES_BY_ID[int(model["id"])].key, look_of(sides, model["css"]), model["mod"])


def _reported_labels(out: Path) -> dict[str, str]:
    """Return the label of each subject by its slug, none where the report is lost or damaged."""
    try:
        subjects = json.loads((out / "report.json").read_text(encoding="utf-8"))["subjects"]
        return {str(figures["slug"]): label for label, figures in subjects.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _listed_label(level: str, notes: Sequence[Note], lines: Mapping[str, Line]) -> str:
    """Return the label that most of a deck's notes have and that its name can stand for, else what the name says."""
    counts = Counter(label for note in notes if note.guid in lines for label in lines[note.guid].subjects)
    fitting = [label for label, _count in counts.most_common() if deck_level(label) == level]
    return fitting[0] if fitting else plain_level(level)


def read_lines(out: Path) -> dict[str, Line]:
    """Return the manifest's lines by guid, none where it is lost. Raises LedgerError for a file that is no manifest."""
    path = out / "manifest.jsonl"
    if not path.exists():
        return {}
    lines: dict[str, Line] = {}
    with path.open(encoding="utf-8") as manifest:
        for number, text in enumerate(manifest, start=1):
            try:
                line = json.loads(text)
                lines[line["guid"]] = _line(line)
            except (ValueError, TypeError, KeyError) as error:
                raise LedgerError(f"{path}:{number}: not a line of a manifest ({error})") from error
    return lines


def _line(values: Mapping[str, object]) -> Line:
    chosen = {name: values[name] for name in _FIELDS}
    retired = chosen.pop("status") == "retired"
    del chosen["guid"]
    return Line(**chosen, retired=retired)  # type: ignore[arg-type]


def line_of_note(note: Note) -> Line:
    """Return what a note tells of itself where no manifest does: the key names the document, tags name the kind."""
    fields = fields_of(note)
    kind = next((tag.rpartition("::")[2] for tag in note.tags if "::kind::" in tag), Kind.STEP.value)
    document = int(re.findall(r"\d+", fields["Key"])[-1])
    path = re.sub(r"^/learn/([^/]+)/questions/(.+)$", r"\1/\2.md", html.unescape(fields["Source"]))
    title = to_line(fields.get("Title", ""))
    if kind == Kind.CLOZE:
        title = " ".join(to_line(match) for match in _CLOZE.findall(fields["Text"])[:1])
    elif note.note_type == "cloze":
        title = to_line(fields["Section"]).rpartition(" › ")[2]
    retired = RETIRED_TAG in note.tags
    return Line(kind, document, path or f"{document}.md", (), None, None, None, title, retired)


def text_of(note: Note) -> str:
    """Return the text that the ledger recognises a note by, as far as its fields have it."""
    return to_line(_CLOZE.sub(r"\1", fields_of(note)[_BODY[note.note_type]]))


def asked_of(note: Note) -> tuple[int, ...]:
    """Return the ordinals of the cards that the note's text gives: those without a notice."""
    return tuple(ordinal for ordinal in note.cards if not _is_kept(note, ordinal))


def digest_of(note: Note) -> bytes:
    """Return the hash of what the present text asks and answers: fronts that are only kept do not count."""
    return digest(note.note_type, NOTE_TYPES[note.note_type].only(note.fields, asked_of(note)))


def _is_kept(note: Note, ordinal: int) -> bool:
    note_type = NOTE_TYPES[note.note_type]
    notice = "" if note_type.is_cloze else note_type.templates[ordinal].notice
    return bool(notice and fields_of(note)[notice])

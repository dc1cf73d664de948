"""The note types: what may never change after a release, and that a changed text moves its time."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest

from qt2anki.notetypes import NOTE_TYPES, QUIET_FIELDS, RIDING_FIELDS, NoteType, digest, note_types, stamp

GOLDEN = Path(__file__).parent / "golden" / "notetypes.json"


def _shape(note_type: NoteType) -> dict[str, object]:
    """Everything that Anki compares, and the text with its time."""
    text = json.dumps([[t.front, t.back] for t in note_type.templates] + [note_type.css])
    return {
        "name": note_type.name,
        "id": note_type.id,
        "is_cloze": note_type.is_cloze,
        "fields": [[field.name, field.id] for field in note_type.fields],
        "templates": [[t.name, t.id, t.condition, list(t.front_fields), t.notice] for t in note_type.templates],
        "text": {"modified": note_type.modified, "sha256": sha256(text.encode()).hexdigest()},
    }


def test_frozen() -> None:
    """Only `text` may ever change, `modified` and hash together; run this file to write the golden file anew."""
    assert json.loads(GOLDEN.read_text()) == {key: _shape(each) for key, each in NOTE_TYPES.items()}


def test_ids_are_unique() -> None:
    fields = [field.id for each in NOTE_TYPES.values() for field in each.fields]
    templates = [template.id for each in NOTE_TYPES.values() for template in each.templates]
    assert len(set(fields)) == len(fields)
    assert len(set(templates)) == len(templates)
    assert len({each.id for each in NOTE_TYPES.values()}) == len(NOTE_TYPES)


@pytest.mark.parametrize("note_type", NOTE_TYPES.values(), ids=lambda each: each.key)
def test_conditions(note_type: NoteType) -> None:
    for template in note_type.templates:
        names = {template.condition, *template.front_fields, template.notice} - {""}
        assert names <= set(note_type.field_names)
        if not note_type.is_cloze:
            assert template.front.startswith(f"{{{{#{template.condition}}}}}")
            assert template.front.endswith(f"{{{{/{template.condition}}}}}")
        others = [side for t in note_type.templates for side in (t.back, t.front) if t is not template]
        for name in template.front_fields:
            assert f"{{{{{name}}}}}" in template.front
            assert not any(f"{{{{{name}}}}}" in side for side in [template.back, *others])


@pytest.mark.parametrize("note_type", NOTE_TYPES.values(), ids=lambda each: each.key)
def test_every_field_is_shown(note_type: NoteType) -> None:
    text = " ".join(side for template in note_type.templates for side in (template.front, template.back))
    hidden = {name for name in note_type.field_names if f"{{{{{name}}}}}" not in text} - {"Text"}
    assert hidden == {"Key", "Stamp", *(name for name in hidden if name.startswith("Spare"))}


def test_base_url_stands_in_the_templates() -> None:
    theirs, ours = note_types("https://example.org/"), NOTE_TYPES
    back = theirs["step"].templates[0].back
    assert 'href="https://example.org{{Source}}"' in back
    assert back != ours["step"].templates[0].back
    assert asdict(theirs["step"])["fields"] == asdict(ours["step"])["fields"]


def test_no_network() -> None:
    for each in NOTE_TYPES.values():
        assert "http" not in each.css
        assert 'url("_quicktakes_user.css")' in each.css
        for template in each.templates:
            assert "src=" not in template.front + template.back
            assert "<script" not in template.front + template.back


def test_cards_follow_the_conditions() -> None:
    step = NOTE_TYPES["step"]
    values = dict.fromkeys(step.field_names, "")
    assert step.cards(tuple(values.values())) == ()
    values |= {"Explain": "how?", "Next": "First"}
    assert step.cards(tuple(values.values())) == (0, 2)
    assert NOTE_TYPES["cloze"].cards(("",) * len(NOTE_TYPES["cloze"].fields)) == (0,)


def test_digest_sees_every_asking_field_and_no_riding_one() -> None:
    step = NOTE_TYPES["step"]
    blank = ["" for _ in step.fields]
    plain = digest("step", blank)
    for at, name in enumerate(step.field_names):
        changed = [*blank[:at], "x", *blank[at + 1 :]]
        assert (digest("step", changed) == plain) == (name in RIDING_FIELDS), name


def test_stamp_moves_when_and_only_when_a_note_says_something_else() -> None:
    step = NOTE_TYPES["step"]
    blank = ["" for _ in step.fields]
    for at, name in enumerate(step.field_names):
        changed = [*blank[:at], "x", *blank[at + 1 :]]
        assert (stamp(step, changed) == stamp(step, blank)) == (name in QUIET_FIELDS), name


def test_digest_is_not_fooled_by_a_moved_border() -> None:
    rest = [""] * (len(NOTE_TYPES["step"].fields) - 3)
    assert digest("step", ["", "ab", "c", *rest]) != digest("step", ["", "a", "bc", *rest])


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    shapes = {key: _shape(each) for key, each in NOTE_TYPES.items()}
    GOLDEN.write_text(json.dumps(shapes, indent=1) + "\n")

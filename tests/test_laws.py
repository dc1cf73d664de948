"""The laws of the pure stages, tried by hypothesis; `tests/fuzz.py` tries them longer, guided by coverage."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import laws
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qt2anki.archive import unpack
from qt2anki.model import Note
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.package import pack
from qt2anki.subjects import deck_level, subject_slug

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = laws.TESTS
PIECES = [
    bytes(line[1:-1], "ascii").decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
    for line in (TESTS / "fuzz.dict").read_text(encoding="ascii").splitlines()
    if line.startswith('"')
]
"""What the stages look for, as the fuzzer knows it."""

WORDS = st.sampled_from(["lock", "gate", "The culvert drains the pound.", "water", "is", "1", "Q=Av", "Closing", " "])
MARKDOWN = st.lists(st.one_of(st.sampled_from(PIECES), WORDS, st.text(max_size=4)), max_size=40).map("".join)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A bounded run; what it finds becomes a case."""


@pytest.mark.parametrize("law", dict.fromkeys(laws.STAGES), ids=lambda law: law.__name__)
@QUICK
@given(text=MARKDOWN)
def test_law(law: Callable[[str], None], text: str) -> None:
    law(text)


@QUICK
@given(raw=st.one_of(st.binary(max_size=200), MARKDOWN.map(lambda text: f"---\nid: 1\n{text}\n---\n".encode())))
def test_any_bytes_are_a_document_or_an_error(raw: bytes) -> None:
    laws.read_file(raw)


RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LABELS = st.one_of(st.text(max_size=80), st.sampled_from([*sorted(RESERVED), "COM¹", "Nul.", "..", "/", "con.txt"]))


@QUICK
@given(label=LABELS)
def test_a_slug_is_a_file_name_on_every_system(label: str) -> None:
    slug = subject_slug(label)
    assert slug not in RESERVED
    assert slug == slug.lower() == unicodedata.normalize("NFC", slug)
    assert slug.encode("ascii").replace(b"-", b"").isalnum()
    assert not slug.startswith("-")
    assert len(slug) <= 60
    assert "::" not in deck_level(label)


FIELDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="<[{"), max_size=30)


@QUICK
@given(values=st.lists(FIELDS, min_size=5, max_size=5), tag=st.from_regex(r"[a-zé☃]{1,9}", fullmatch=True))
def test_any_text_packs_and_reads_back(values: list[str], tag: str) -> None:
    answer = NOTE_TYPES["answer"]
    names = dict(zip(("Key", "Question", "Core", "Outline", "Closing"), values, strict=True))
    names |= {"Key": "k" + names["Key"], "Core": "c" + names["Core"]}
    fields = tuple(names.get(name, "") for name in answer.field_names)
    note = Note("guid", "answer", fields, (tag,), answer.cards(fields), 1, 8, (8,), 1)
    assert unpack(pack("QuickTakes::A", "", [note], NOTE_TYPES)).notes == (note,)

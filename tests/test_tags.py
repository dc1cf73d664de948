"""Keywords become tags that Anki keeps as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.model import Kind
from qt2anki.subjects import common_label, fallback_label, subject_key, subject_slug
from qt2anki.tags import keyword_slug, keyword_tags, kind_tag, subject_tag

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("keyword", "slug"),
    [
        ("insulin release", "insulin-release"),
        ("GLUT4", "glut4"),
        ("  type 2   diabetes ", "type-2-diabetes"),
        ("Schrödinger-Gleichung", "schrödinger-gleichung"),
        ("C++: templates", "c++--templates"),
        ("std::vector", "std-vector"),
        ("a:::b", "a-b"),
        ("full\u3000width", "full-width"),
        ("Straße", "strasse"),
        ("tab\tbed", "tab-bed"),
        ("bell\x07", "bell"),
        ("\x1f", ""),
    ],
)
def test_slug_of_a_keyword(keyword: str, slug: str) -> None:
    assert keyword_slug(keyword) == slug


def test_tags_have_no_duplicates_and_keep_their_order() -> None:
    assert keyword_tags(["ATP", "insulin", "atp", " ", "Insulin"]) == (
        "quicktakes::keyword::atp",
        "quicktakes::keyword::insulin",
    )


def test_tags_of_kind_and_subject() -> None:
    assert kind_tag(Kind.STEP) == "quicktakes::kind::step"
    assert subject_tag("health-studies") == "quicktakes::subject::health-studies"


@given(st.text())
def test_a_slug_is_stable_and_never_splits(keyword: str) -> None:
    slug = keyword_slug(keyword)
    assert keyword_slug(slug) == slug
    assert len(slug.split()) <= 1
    assert ":" not in slug


def test_anki_keeps_each_tag_as_written(tmp_path: Path) -> None:
    samples = [f"a{chr(code)}b" for code in range(1, 0x300)] + ["a\u3000b", "a\u2028b", "a\u00adb", "日本", "א"]
    collection = Collection(str(tmp_path / "collection.anki2"))
    basic = collection.models.by_name("Basic")
    assert basic is not None
    note = collection.new_note(basic)
    note.fields[0] = "front"
    note.tags = list(keyword_tags(samples))
    collection.add_note(note, 1)  # type: ignore[arg-type]
    kept = set(collection.get_note(note.id).tags)
    collection.close()
    assert kept == set(keyword_tags(samples))


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Health Studies", "health-studies"),
        ("Health  studies", "health-studies"),
        ("Économie", "economie"),
        ("C / C++", "c-c"),
    ],
)
def test_slug_of_a_subject(label: str, slug: str) -> None:
    assert subject_slug(label) == slug


@pytest.mark.parametrize("label", ["con", "../../x" * 30, "医学", "", "...", "Index", "LPT1"])
def test_a_subject_never_names_a_device_a_path_or_our_own_files(label: str) -> None:
    slug = subject_slug(label)
    assert 1 <= len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug not in {"con", "index", "lpt1"}


@given(st.text())
def test_all_spellings_of_a_subject_have_one_slug(label: str) -> None:
    assert subject_slug(label) == subject_slug(f" {label}  ") == subject_slug(subject_key(label))


@pytest.mark.parametrize(
    ("url", "path", "label"),
    [
        ("/learn/health-studies/questions/what-is-it", "medicine/what-is-it.md", "Health Studies"),
        ("", "health-studies/what-is-it.md", "Health Studies"),
        ("/learn/what-is-it", "content/learn/art_history/what-is-it.md", "Art History"),
        ("https://elsewhere/learn/x/y", "what-is-it.md", "Others"),
    ],
)
def test_a_missing_subject_falls_back_to_the_url_then_to_the_folder(url: str, path: str, label: str) -> None:
    assert fallback_label(url, path) == label


def test_the_label_of_a_subject_is_the_one_most_documents_use() -> None:
    labels = ["Education studies", "Education Studies", "Education  Studies", "Anatomy"]
    assert common_label(labels) == "Education Studies"
    assert common_label(["b", "a"]) == "a"
    with pytest.raises(ValueError, match="no label"):
        common_label([])

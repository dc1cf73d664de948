"""The publication of files: all or nothing, by one writer at a time, nothing written that does not change."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from qt2anki.errors import LedgerError, OutputError
from qt2anki.publication import PRIVATE, Publication, recover_publication

if TYPE_CHECKING:
    from pathlib import Path


def publish(out: Path, files: dict[str, str], removed: tuple[str, ...] = ()) -> tuple[str, ...]:
    with Publication(out) as publication:
        for name, text in files.items():
            publication.stage(name).write_text(text, encoding="utf-8")
        for name in removed:
            publication.remove(name)
        return publication.publish()


def read(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and PRIVATE not in path.parts
    }


def test_publishes_what_was_staged_and_removes_what_was_removed(tmp_path: Path) -> None:
    assert publish(tmp_path / "out", {"a.txt": "1", "sub/b.txt": "2"}) == ("a.txt", "sub/b.txt")
    assert publish(tmp_path / "out", {"a.txt": "3"}, ("sub/b.txt", "never.txt")) == ("a.txt", "sub/b.txt")
    assert read(tmp_path / "out") == {"a.txt": "3"}


def test_leaves_a_file_with_the_same_bytes_alone(tmp_path: Path) -> None:
    publish(tmp_path, {"a.txt": "1", "b.txt": "1"})
    before = (tmp_path / "a.txt").stat()
    assert publish(tmp_path, {"a.txt": "1", "b.txt": "2"}) == ("b.txt",)
    after = (tmp_path / "a.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_leaves_everything_alone_without_publish(tmp_path: Path) -> None:
    publish(tmp_path, {"a.txt": "1"})
    with Publication(tmp_path) as publication:
        publication.stage("a.txt").write_text("2", encoding="utf-8")
        publication.remove("a.txt")
    assert read(tmp_path) == {"a.txt": "1"}
    assert not (tmp_path / PRIVATE / "staging").exists()


def test_finishes_a_publication_that_stopped_after_its_journal(tmp_path: Path) -> None:
    publish(tmp_path, {"a.txt": "old", "b.txt": "old", "c.txt": "old"})
    staging = tmp_path / PRIVATE / "staging"
    staging.mkdir()
    (staging / "b.txt").write_text("new", encoding="utf-8")  # and a.txt has been renamed already
    (tmp_path / "a.txt").write_text("new", encoding="utf-8")
    journal = {"replace": ["a.txt", "b.txt"], "remove": ["c.txt"]}
    (tmp_path / PRIVATE / "journal.json").write_text(json.dumps(journal), encoding="utf-8")
    recover_publication(tmp_path)
    assert read(tmp_path) == {"a.txt": "new", "b.txt": "new"}
    assert not (tmp_path / PRIVATE / "journal.json").exists()


def test_undoes_a_publication_that_stopped_before_its_journal(tmp_path: Path) -> None:
    publish(tmp_path, {"a.txt": "old"})
    staging = tmp_path / PRIVATE / "staging"
    staging.mkdir()
    (staging / "a.txt").write_text("ne", encoding="utf-8")
    recover_publication(tmp_path)
    assert read(tmp_path) == {"a.txt": "old"}
    assert not staging.exists()


def test_recovery_makes_nothing_where_nothing_was(tmp_path: Path) -> None:
    recover_publication(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_second_build_is_told_who_holds_the_directory(tmp_path: Path) -> None:
    with (
        Publication(tmp_path),
        pytest.raises(LedgerError, match=rf"another build holds it: process {os.getpid()} on .* since 20"),
        Publication(tmp_path, wait=0.01),
    ):
        pass


def test_a_directory_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"), Publication(tmp_path / "file" / "out"):
        pass


@pytest.mark.parametrize("name", ["../a", "/a", ""])
def test_refuses_a_name_outside_the_output(tmp_path: Path, name: str) -> None:
    with Publication(tmp_path) as publication, pytest.raises(ValueError, match="not inside"):
        publication.stage(name)

"""`build` on the whole corpus: every document read, every deck taken by real Anki, the same bytes whatever the jobs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from anki_import import import_decks
from corpus import build_corpus

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.corpus, pytest.mark.xdist_group("corpus-build")]


def published(out: Path) -> dict[str, bytes]:
    paths = (path for path in out.rglob("*") if path.is_file() and ".qt2anki" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def test_no_document_is_rejected(built_corpus: Path, corpus: Path) -> None:
    report = json.loads((built_corpus / "report.json").read_text())
    skipped = sum(report["total"]["skipped"].values())
    files = len(list(corpus.rglob("*.md")))
    print(f"\ncorpus: {files} files, {report['total']}")
    assert [d for d in report["diagnostics"] if d["severity"] == "error"] == []
    assert report["total"]["held"] == 0
    copies = {name: figures["documents"] for name, figures in report["subjects"].items()}
    assert sum(copies.values()) + skipped <= files
    assert report["total"]["documents"] + skipped > 0.9 * files


def test_real_anki_takes_every_deck_whole(built_corpus: Path, tmp_path: Path) -> None:
    report = json.loads((built_corpus / "report.json").read_text())
    imported = import_decks(tmp_path, sorted(built_corpus.glob("*.apkg")))
    print(f"\ncorpus in real Anki: {imported}")
    assert imported.faults == []
    assert (imported.conflicting, imported.updated) == (0, 0)
    assert (imported.notes, imported.cards) == (report["total"]["notes"], report["total"]["cards"])
    rows = sum(figures["notes"] for figures in report["subjects"].values())
    assert imported.new + imported.duplicate == rows


def test_processes_and_hash_seeds_do_not_show_in_the_bytes(built_corpus: Path, corpus: Path, tmp_path: Path) -> None:
    build_corpus(corpus, tmp_path / "decks", jobs=1, hash_seed=2)
    assert published(tmp_path / "decks") == published(built_corpus)


def test_a_rebuild_without_changes_writes_no_file(built_corpus: Path, corpus: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built_corpus.rglob("*.*") if ".qt2anki" not in path.parts}
    assert "0 files written" in build_corpus(corpus, built_corpus, jobs=2, hash_seed=3)
    assert {path: path.stat().st_mtime_ns for path in before} == before

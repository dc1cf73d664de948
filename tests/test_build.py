"""`build` from end to end on the seeds: real decks, the same bytes, clear errors, nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from anki_import import import_decks
from click.testing import CliRunner, Result

from qt2anki.anki_bridge import Finding, Verdict, review
from qt2anki.archive import read_package
from qt2anki.cli import group
from qt2anki.errors import PackageError

PROJECT = Path(__file__).parent.parent
SEEDS = PROJECT / "seeds"
NOW = "2026-01-01T00:00:00"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["build", "--jobs", "1", "--now", NOW, *map(str, arguments)])


def files(directory: Path) -> dict[str, bytes]:
    """Return the published files by name; the private directory is no output."""
    paths = (path for path in directory.rglob("*") if path.is_file() and ".qt2anki" not in path.parts)
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("decks")
    assert run(SEEDS, "--out", out).exit_code == 0
    return out


def test_each_subject_has_its_deck(built: Path) -> None:
    decks = {path.name for path in built.glob("*.apkg")}
    assert decks == {"medicine.apkg", "health-studies.apkg", "biotechnology.apkg"}


def test_real_anki_takes_every_deck_whole(built: Path, tmp_path: Path) -> None:
    report = json.loads((built / "report.json").read_text())
    imported = import_decks(tmp_path, sorted(built.glob("*.apkg")))
    assert imported.faults == []
    assert (imported.conflicting, imported.updated, imported.duplicate) == (0, 0, 0)
    assert (imported.notes, imported.cards) == (report["total"]["notes"], report["total"]["cards"])
    print(f"\nseeds: {imported.notes} notes, {imported.cards} cards in real Anki")


def test_the_manifest_names_each_note_once(built: Path) -> None:
    lines = [json.loads(line) for line in (built / "manifest.jsonl").read_text().splitlines()]
    report = json.loads((built / "report.json").read_text())
    assert len({line["guid"] for line in lines}) == len(lines) == report["total"]["notes"]
    assert {line["status"] for line in lines} == {"active"}
    steps = [line for line in lines if line["kind"] == "step" and line["document"] == 80318]
    assert [(line["mechanism"], line["step"]) for line in steps] == [(1, n) for n in range(1, 7)]
    assert steps[1]["title"] == "Membrane Depolarization"


def test_a_build_without_changes_writes_nothing(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()}
    result = run(SEEDS, "--out", built, "--now", "2027-01-01")
    assert result.exit_code == 0
    assert "0 files written" in result.output
    assert {p: p.stat().st_mtime_ns for p in built.rglob("*") if p.is_file() and ".qt2anki" not in p.parts} == {
        p: t for p, t in before.items() if ".qt2anki" not in p.parts
    }


def test_hash_seeds_and_processes_do_not_show_in_the_bytes(built: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [
            sys.executable,
            "-m",
            "qt2anki",
            "build",
            str(SEEDS),
            "--out",
            str(out),
            "--now",
            NOW,
            "--jobs",
            seed,
        ]
        subprocess.run(
            command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=PROJECT, capture_output=True
        )
        assert files(out) == files(built)


FAULTY = {
    "bad-yaml.md": b"---\nid: 1\nquestion: 'open\n---\n",
    "latin-1.md": b"---\nid: 1\nquestion: Caf\xe9?\nanswer: Yes.\n---\n",
    "no-answer.md": b"---\nid: 1\nquestion: What?\nsubject: Medicine\n---\n",
    "empty.md": b"",
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_document_is_named_and_the_rest_stands(name: str, built: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    (source / "medicine" / name).write_bytes(FAULTY[name])
    result = run(source, "--out", out)
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if line.startswith(f"medicine/{name}")]
    decks = {key: value for key, value in files(out).items() if key.endswith(".apkg")}
    assert decks == {key: value for key, value in files(built).items() if key.endswith(".apkg")}
    assert run(source, "--out", out, "--strict").exit_code == 1


def fail(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qt2anki", "build", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=PROJECT)


def test_a_source_that_does_not_exist_is_one_clear_line(tmp_path: Path) -> None:
    failed = fail(str(tmp_path / "nowhere"), "--out", str(tmp_path / "decks"))
    assert failed.returncode == 1
    assert (
        failed.stderr == f"qt2anki: {tmp_path / 'nowhere'}: no such directory; name the one that the documents are in\n"
    )
    assert not (tmp_path / "decks").exists()


def test_an_output_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    failed = fail(str(SEEDS), "--out", str(tmp_path / "file" / "decks"))
    assert failed.returncode == 1
    assert failed.stderr.startswith(f"qt2anki: {tmp_path / 'file' / 'decks'}: ")
    assert len(failed.stderr.splitlines()) == 1


def test_wrong_usage_is_exit_status_2() -> None:
    assert run(SEEDS, "--cards", "nonsense").exit_code == 2
    assert run(SEEDS, "--now", "yesterday").exit_code == 2
    assert run(SEEDS, "--retire-limit", "2").exit_code == 2


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    result = run(SEEDS, "--out", tmp_path / "decks", "--dry-run")
    assert result.exit_code == 0
    assert "nothing written" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("private", ["there", "deleted"])
@pytest.mark.parametrize("command", ["build --dry-run --retire-limit 1", "diff"])
def test_looking_ahead_touches_no_file(command: str, private: str, tmp_path: Path) -> None:
    """Not even the private ones: a dry run is for decks that others own, too."""
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    assert run(source, "--out", out).exit_code == 0
    if private == "deleted":
        shutil.rmtree(out / ".qt2anki")
    shutil.rmtree(source / "biotechnology")
    (source / "medicine" / "broken.md").write_text("broken")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    result = CliRunner().invoke(group, [*command.split(), str(source), "--out", str(out), "--jobs", "1"])
    assert "retired" in result.output, result.exception
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_json_says_what_the_table_says(tmp_path: Path) -> None:
    result = run(SEEDS, "--out", tmp_path / "decks", "--format", "json")
    summary = json.loads(result.stdout)
    assert summary["total"]["documents"] == 3
    assert set(summary["subjects"]) == {"Medicine", "Health Studies", "Biotechnology"}
    assert "medicine.apkg" in summary["written"]


def test_a_keyword_once_released_keeps_its_tag(tmp_path: Path) -> None:
    def keywords(*arguments: str) -> set[str]:
        assert run(SEEDS, "--out", tmp_path / "decks", *arguments).exit_code == 0
        notes = read_package(tmp_path / "decks" / "medicine.apkg").notes
        return {tag.rpartition("::")[2] for note in notes for tag in note.tags if "::keyword::" in tag}

    common = keywords("--keyword-minimum", "2")
    assert {"exocytosis", "pancreas"} & common == set()
    assert "membrane-depolarization" in common
    every = keywords()
    assert {"exocytosis", "pancreas"} < every
    assert keywords("--keyword-minimum", "2") == every


def test_a_copy_that_breaks_costs_no_deck_anything(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS, source)
    seed = next((source / "medicine").glob("*.md"))
    copy = source / "health-studies" / seed.name
    copy.write_text(seed.read_text(encoding="utf-8").replace("subject: Medicine", "subject: Health Studies"), "utf-8")
    assert run(source, "--out", out).exit_code == 0
    before = {name: content for name, content in files(out).items() if name.endswith(".apkg")}
    copy.write_text("broken", encoding="utf-8")
    result = run(source, "--out", out)
    assert result.exit_code == 0, result.output
    assert {name: content for name, content in files(out).items() if name.endswith(".apkg")} == before


def test_real_anki_judges_before_anything_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "decks"
    assert run(SEEDS, "--out", out, "--verify").exit_code == 0
    before = files(out)
    source = tmp_path / "source"
    shutil.copytree(SEEDS, source)
    document = next((source / "medicine").glob("*.md"))
    document.write_text(
        document.read_text(encoding="utf-8").replace("Calcium Influx", "Calcium Inflow"), encoding="utf-8"
    )
    wrong = Finding("no-guid", 1, ("guid",))
    monkeypatch.setattr(review, "verify_decks", lambda *_: (Verdict("medicine.apkg", 1, 1, (wrong,)),))
    result = run(source, "--out", out, "--verify", "--now", "2026-01-02")
    assert isinstance(result.exception, PackageError)
    assert "must not ship" in str(result.exception)
    assert files(out) == before
    monkeypatch.undo()
    assert run(source, "--out", out, "--verify", "--now", "2026-01-02").exit_code == 0
    assert files(out) != before

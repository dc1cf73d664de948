"""`verify` names what is wrong with a deck, in real Anki, and passes the good ones."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from broken_decks import AFTER, ALONE, NEXT, SIZE, break_deck, good_deck, good_note
from click.testing import CliRunner

from qt2anki.anki_bridge import CODES, Verdict, verify_decks
from qt2anki.anki_bridge.apkg import read_apkg
from qt2anki.archive import read_package
from qt2anki.cli import group
from qt2anki.errors import PackageError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

NOW = NEXT + 86_400


def codes(verdicts: tuple[Verdict, ...]) -> set[str]:
    return {finding.code for verdict in verdicts for finding in verdict.findings}


@pytest.mark.parametrize("fault", ALONE)
def test_names_what_is_wrong_with_a_deck(fault: str, tmp_path: Path) -> None:
    bad = break_deck(good_deck(tmp_path / "good.apkg"), tmp_path / "bad.apkg", ALONE[fault])
    verdicts = verify_decks([bad], now=NOW)
    expected = fault.partition(" ")[0]
    assert expected in codes(verdicts)
    assert all(verdict.ships for verdict in verdicts) == (expected == "duplicate-key")


@pytest.mark.parametrize("fault", AFTER)
def test_names_what_is_wrong_after_the_release_before(fault: str, tmp_path: Path) -> None:
    good = good_deck(tmp_path / "good.apkg")
    bad = break_deck(good, tmp_path / "bad.apkg", AFTER[fault])
    assert fault.partition(" ")[0] in codes(verify_decks([bad], [good], now=NOW))


def test_passes_a_good_deck(tmp_path: Path) -> None:
    (verdict,) = verify_decks([good_deck(tmp_path / "good.apkg")], now=NOW)
    assert (verdict.findings, verdict.notes, verdict.ships) == ((), SIZE, True)


def test_at_least_25_ways() -> None:
    assert len(ALONE) + len(AFTER) > 50
    assert {name.partition(" ")[0] for name in (*ALONE, *AFTER)} <= CODES.keys()


def test_passes_a_release_over_the_one_before(tmp_path: Path) -> None:
    """Corrected, new, retired and moved notes, and another tag that rides along: all that a release may do."""
    old = good_deck(tmp_path / "old" / "medicine.apkg")
    corrected = [good_note(n, modified=NEXT, Question="Corrected?") for n in range(3)]
    untouched = [good_note(n) for n in range(3, SIZE - 4)]
    new = good_deck(tmp_path / "medicine.apkg", *corrected, *untouched, good_note(SIZE, modified=NEXT))
    banner = [
        good_note(n, modified=NEXT, Banner="Retired", tags=("quicktakes::retired",)) for n in range(SIZE - 4, SIZE - 2)
    ]
    left = [good_note(n, modified=NEXT - 1, Banner="Moved to Biology") for n in range(SIZE - 2, SIZE)]
    retired = good_deck(tmp_path / "retired" / "medicine.apkg", *banner, *left, name="QuickTakes::Retired::Medicine")
    moved = [good_note(n, modified=NEXT, tags=("quicktakes::subject::biology",)) for n in range(SIZE - 2, SIZE)]
    other = good_deck(tmp_path / "biology.apkg", *moved, corrected[0], name="QuickTakes::Biology")
    verdicts = verify_decks([new, retired, other], [old], now=NOW)
    assert [(verdict.ships, verdict.findings) for verdict in verdicts] == [(True, ())] * 3


def test_judges_decks_against_each_other(tmp_path: Path) -> None:
    one = good_deck(tmp_path / "one.apkg", good_note(0), good_note(1))
    unlike = good_deck(tmp_path / "two.apkg", good_note(0, Body="another"), name="QuickTakes::Biology")
    first, second = verify_decks([one, unlike], now=NOW)
    assert first.findings == ()
    assert codes((second,)) == {"unlike-copies"}
    banner = good_deck(tmp_path / "three.apkg", good_note(0, Banner="Moved"), name="QuickTakes::Retired::Biology")
    assert codes(verify_decks([one, banner], now=NOW)) == {"unlike-copies"}, "of one time: the order would decide"
    renamed = break_deck(one, tmp_path / "renamed.apkg", rename_guid)
    assert "shared-id" in codes(verify_decks([one, renamed], now=NOW))
    styled = break_deck(one, tmp_path / "styled.apkg", restyle)
    assert "unlike-note-types" in codes(verify_decks([one, styled], now=NOW))


def rename_guid(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE notes SET guid = 'other' WHERE guid = 'guid-000'")


def restyle(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE col SET models = replace(models, 'qt-prompt', 'qt-other')")


def test_a_deck_that_is_no_deck(tmp_path: Path) -> None:
    (tmp_path / "no.apkg").write_bytes(b"PK nothing")
    good = good_deck(tmp_path / "good.apkg")
    broken, fine = verify_decks([tmp_path / "no.apkg", good], now=NOW)
    assert codes((broken,)) == {"unreadable"}
    assert fine.ships


def test_a_damaged_deck_is_unreadable_wherever_it_is_damaged(tmp_path: Path) -> None:
    raw = good_deck(tmp_path / "good.apkg").read_bytes()
    damaged = tmp_path / "damaged.apkg"
    unread = 0
    for at in range(0, len(raw), len(raw) // 200):
        damaged.write_bytes(raw[:at] + bytes(255 - byte for byte in raw[at : at + 8]) + raw[at + 8 :])
        for read in (read_apkg, read_package):
            try:
                read(damaged)
            except PackageError:
                unread += 1
    assert unread > 300


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"modified": NEXT}, "manifest-differs"),
        ({"status": "retired"}, "manifest-differs"),
        ({"guid": "unknown"}, "manifest-missing"),
        (None, "manifest-unknown"),
    ],
)
def test_compares_with_the_manifest(change: dict[str, object] | None, code: str, tmp_path: Path) -> None:
    deck = good_deck(tmp_path / "medicine.apkg", *(notes := [good_note(n) for n in range(4)]))
    lines = [{"guid": n.guid, "subject": "Medicine", "modified": n.modified, "status": "active"} for n in notes]
    lines = [*lines[:-1], *([] if change is None else [lines[-1] | change])]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = codes(verify_decks([deck], manifest=manifest, now=NOW))
    assert found <= {code, "manifest-unknown", "manifest-missing"}
    assert code in found or not code


def test_the_command_exits_1_and_names_the_fault(tmp_path: Path) -> None:
    good = good_deck(tmp_path / "good" / "medicine.apkg")
    bad = break_deck(good, tmp_path / "bad.apkg", ALONE["no-cards"])
    result = CliRunner().invoke(group, ["verify", str(bad), "--previous", str(good.parent)])
    assert result.exit_code == 1
    assert "MUST NOT SHIP" in result.output
    assert "error: no-cards: a note has no card (1: guid-000)" in result.output
    result = CliRunner().invoke(group, ["verify", str(good.parent), "--format", "json"])
    assert result.exit_code == 0
    assert [deck["findings"] for deck in json.loads(result.output)["decks"]] == [[]]


def test_without_anki_the_command_says_what_to_install(tmp_path: Path) -> None:
    good = good_deck(tmp_path / "good.apkg")
    program = f"import sys; sys.modules['anki'] = None; sys.argv = ['qt2anki', 'verify', {str(good)!r}]"
    run = [sys.executable, "-c", f"{program}; from qt2anki.cli import main; main()"]
    result = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "qt2anki: this command needs Anki's own library: pip install 'qt2anki[anki]'\n"

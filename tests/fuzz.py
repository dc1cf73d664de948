"""Fuzz the pure stages with atheris, guided by coverage: `python tests/fuzz.py [libFuzzer options] [folder of inputs]`.

Not in the test suite, as it needs `pip install atheris`. Example, a million executions from the hostile set:

    python tests/fuzz.py -runs=1000000 -max_len=2048 -timeout=10 /tmp/inputs

An input that breaks a law is kept in the folder `broken` and the run goes on; a hang ends it.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

import atheris

TESTS = Path(__file__).parent
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

with atheris.instrument_imports(include=["qt2anki"]):
    from laws import STAGES, exercise


def plant(inputs: Path) -> list[str]:
    """Make the first inputs: each hostile document as a file, and its answer for each stage that takes text.

    Return them in order: that in which a folder is listed differs from machine to machine, and so would the run.
    """
    inputs.mkdir()
    for path in (TESTS / "hostile").rglob("*.md"):
        raw = path.read_bytes()
        (inputs / f"{path.stem}-file").write_bytes(bytes([len(STAGES)]) + raw)
        text = raw.partition(b"answer:")[2].partition(b"\nsubject:")[0].removeprefix(b" >-\n    ")
        for choice in range(len(STAGES)):
            (inputs / f"{path.stem}-{choice}").write_bytes(bytes([choice]) + text)
    return sorted(map(str, inputs.iterdir()))


def keep_going(data: bytes) -> None:
    """Try one law; keep what breaks it, once for each place where it breaks."""
    try:
        exercise(data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{type(error).__name__}-{Path(frames[-1].filename).stem}-{frames[-1].lineno}"
        target = Path("broken") / place
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
            print(f"broken: {place}: {error}", file=sys.stderr)


def main() -> None:
    for folder in sys.argv[1:]:
        if not folder.startswith("-"):
            Path(folder).mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp())  # atheris ends the process: nothing behind it would run
    listing = scratch / "list"
    listing.write_text(",".join(plant(scratch / "inputs")), encoding="utf-8")
    atheris.Setup([*sys.argv, f"-dict={TESTS / 'fuzz.dict'}", f"-seed_inputs=@{listing}"], keep_going)
    atheris.Fuzz()


main()

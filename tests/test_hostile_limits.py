"""From bytes to cards no document takes two seconds or 200 MB, whatever it repeats or nests."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_limits import ANSWERS, SIZE

from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.documents import parse_document
from qt2anki.splitter import split_answer

SECONDS, MEGABYTES = 2.0, 200
TITLE = "1. **Closing the gate**: "
LONG: dict[str, str] = {
    "title of words": "1. **" + "word lock " * (SIZE // 12) + "**: Paddles uncover a tunnel in the wall.",
    "title of capitals": "1. **" + "A B " * (SIZE // 6) + "**: Paddles uncover a tunnel into A B.",
    "steps": "".join(rf"{n}. **Title {n}**: Body {n} goes there quickly.\n" for n in range(1, 800)),
    "steps of one title": "".join(rf"{n}. **Gate**: Body {n} goes there quickly.\n" for n in range(1, 800)),
    "untitled steps": "".join(rf"{n}. Gate {n} closes under the pressure of water.\n" for n in range(1, 700)),
    "nested lists": "".join("  " * n + r"- a\n" for n in range(1000)),
    "sentences": "Water flows into the chamber now. " * (SIZE // 36),
    "one sentence": "water flows into the chamber and " * (SIZE // 36),
    "short words": TITLE + "ab " * (SIZE // 4),
    "one long word": TITLE + "a" * (SIZE // 2),
    "hyphens": TITLE + "a-" * (SIZE // 3),
    "commas": TITLE + "water, " * (SIZE // 8) + "and x.",
    "semicolons": TITLE + "water is it; " * (SIZE // 14),
    "abbreviations": TITLE + "e.g. " * (SIZE // 6),
    "initials": "1. **Closing the gate (CTG)**: " + "closing the gate (CTG) " * (SIZE // 24),
    "initials spelled out": "1. **ATP Role**: " + "adenosine triphosphate " * (SIZE // 24),
    "brackets": TITLE + "(" * (SIZE // 2),
    "parts": r"1. **Closing**: parts\n" + r"   - **Part**: text of the part here.\n" * (SIZE // 40),
    "points": r"- **Part gate**: text of the part here.\n" * (SIZE // 42),
    "headings": "".join(rf"### Heading {n}\nText of the part here.\n" for n in range(800)),
    "formulas": TITLE + "$x_{i}$ " * (SIZE // 10),
    "words in formulas": TITLE + r"$\text{closing}$ " * (SIZE // 20),
    "code": TITLE + r"\n```python\n" + r"x = 1\n" * (SIZE // 9) + "```",
    "blanks": TITLE + "a" + " " * (SIZE // 2) + "b c d e f",
    "colons": "1. " + "a: " * (SIZE // 4),
    "bold": "1. " + "**a** " * (SIZE // 7),
    "holes": TITLE + "[…] " * (SIZE // 8),
    "links": TITLE + "http://a.b/c " * (SIZE // 14),
    "clozes": TITLE + "{{c1::a}} " * (SIZE // 11),
    "prelude": TITLE + "By " + "quickly " * (SIZE // 9),
}
DOCUMENTS = {**{f"{name} (parsing)": answer for name, answer in ANSWERS.items()}, **LONG}


def document(answer: str) -> bytes:
    keywords = "water, gate, chamber, a"
    head = f"id: 7\nquestion: How does a lock work?\nseo:\n  page_keywords: {json.dumps(keywords)}\n"
    return f"---\n{head}answer: '{answer.replace(chr(39), chr(39) * 2)}'\n---\n".encode()


def deal(raw: bytes) -> float:
    """Return the seconds of processor time from a file's bytes to its cards."""
    start = time.process_time()
    parsed, diagnostics = parse_document("x.md", raw)
    assert parsed is not None or diagnostics
    if parsed is not None:
        deal_cards(parsed, split_answer(parsed), ALL_KINDS)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_takes_two_seconds(name: str) -> None:
    assert deal(document(DOCUMENTS[name])) < SECONDS


@pytest.mark.slow
def test_no_document_takes_200_megabytes() -> None:
    tests = Path(__file__).parent
    command = [sys.executable, str(Path(__file__).resolve())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests.parent), str(tests)])}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    worst, seconds, megabytes = json.loads(done.stdout)
    print(f"\n{len(DOCUMENTS)} documents, the slowest {seconds:.2f} s ({worst}), {megabytes:.0f} MB with the program")
    assert megabytes < MEGABYTES


if __name__ == "__main__":
    TIMES = {case: deal(document(text)) for case, text in DOCUMENTS.items()}
    SLOWEST = max(TIMES, key=lambda case: TIMES[case])
    print(json.dumps([SLOWEST, TIMES[SLOWEST], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))

"""The splitter over the corpus: what it finds, that nothing is lost, how well it agrees with readers, what it costs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, deque
from itertools import islice
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest
from corpus import require_shared
from markdown_it import MarkdownIt

from qt2anki.documents import find_documents, parse_document
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qt2anki.model import Answer, Document

pytestmark = pytest.mark.corpus

GOLD = Path(__file__).parent / "data" / "gold"
FIGURE = re.compile(r"(F1|boundary accuracy|split perfectly|whole and apart|precision|recall) +(\d\.\d+)")


def read_all(corpus: Path) -> Iterator[Document]:
    for name, path in find_documents(corpus):
        document, _problems = parse_document(name, path.read_bytes())
        if document is not None:
            yield document


def shape(answer: Answer) -> str:
    if answer.skipped:
        return f"skipped: {answer.skipped}"
    lists = len(answer.mechanisms)
    return f"{min(lists, 3)}{'+' if lists > 2 else ''} lists" if lists else "points" if answer.points else "prose"


def check_laws(document: Document, answer: Answer) -> None:
    lines = document.answer.text.split("\n")
    assert [line for piece in answer.pieces for line in lines[piece.start : piece.end]] == lines, document.path
    for mechanism in answer.mechanisms:
        numbers = [step.number or 0 for step in mechanism.steps]
        assert numbers == sorted(numbers), document.path
        assert all(step.title or step.body.source for step in mechanism.steps), document.path


def test_nothing_is_lost_in_any_document(corpus: Path) -> None:
    counts: Counter[str] = Counter()
    for document in read_all(corpus):
        answer = split_answer(document)
        check_laws(document, answer)
        steps = [step for mechanism in answer.mechanisms for step in mechanism.steps]
        counts[shape(answer)] += 1
        counts.update(f"lists of role {mechanism.role}" for mechanism in answer.mechanisms)
        counts["sequences"] += sum(mechanism.sequence for mechanism in answer.mechanisms)
        counts["steps"] += len(steps)
        counts["untitled steps"] += sum(not step.title for step in steps)
        counts["points"] += len(answer.points)
        counts["documents"] += 1
        counts["documents without lead"] += answer.lead is None and not answer.skipped
        counts["documents without step or point"] += not steps and not answer.points and not answer.skipped
    print("\n" + "\n".join(f"{count:7} {name}" for name, count in sorted(counts.items())))
    assert counts["documents"] > 17_000
    assert counts["documents without step or point"] < counts["documents"] / 5


@pytest.mark.parametrize("gold", ["shared", "more", "fresh"])
def test_it_agrees_with_readers(corpus: Path, gold: str) -> None:
    shared = require_shared()
    path = shared / "gold" / "split.json" if gold == "shared" else GOLD / f"split-{gold}.json"
    command = f"{sys.executable} -m qt2anki split --format jsonl"
    tool = shared / "tools" / "score_split.py"
    run = [sys.executable, str(tool), str(path), str(corpus), "--verbose", "--command", command]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    print("\n" + printed)
    figures = [(name, float(value)) for name, value in FIGURE.findall(printed)]
    step_precision, step_recall, f1, boundary, perfect, groups, sequence_precision, sequence_recall = figures
    assert min(step_precision[1], step_recall[1], f1[1]) >= 0.99
    assert boundary[1] >= 0.98
    assert perfect[1] >= 0.95
    assert groups[1] >= 0.97
    assert sequence_precision[1] >= 0.9
    assert sequence_recall[1] >= 0.75


def test_order_agrees_with_readers(corpus: Path) -> None:
    rows = json.loads((GOLD / "order.json").read_text(encoding="utf-8"))
    counts: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        document, _problems = parse_document(row["path"], (corpus / row["path"]).read_bytes())
        assert document is not None
        lists = [each for each in split_answer(document).mechanisms if len(each.steps) == row["items"]]
        found = [each for each in lists if row["titles"] == [each.steps[0].title, each.steps[-1].title]]
        assert found, row
        counts[row["sequence"], found[0].sequence] += 1
    precision = counts[True, True] / (counts[True, True] + counts[False, True])
    recall = counts[True, True] / (counts[True, True] + counts[True, False])
    print(f"\n{len(rows)} lists: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.92
    assert recall >= 0.8


def best_of(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the least processor time of each work, in turns, so that the machine's moods meet all alike."""
    times = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            start = process_time()
            work()
            times[at] = min(times[at], process_time() - start)
    return times


@pytest.mark.slow
def test_it_costs_little_beside_the_parser(corpus: Path) -> None:
    documents = list(islice(read_all(corpus), 0, None, 30))
    bare = MarkdownIt()
    parsing, splitting = best_of(
        10,
        lambda: deque((bare.parse(document.answer.text) for document in documents), maxlen=0),
        lambda: deque((split_answer(document) for document in documents), maxlen=0),
    )
    bare_each, each = (spent / len(documents) * 1000 for spent in (parsing, splitting))
    print(f"\nbare parse {bare_each:.3f} ms, parse and split {each:.3f} ms: {splitting / parsing:.2f} times that")
    assert splitting / parsing < 1.6

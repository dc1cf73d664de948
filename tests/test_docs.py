"""The pages under `docs/` are there, current, and have what the code cites."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PAGES = {"anki": "fact", "design": "rule", "cards": "point"}
"""Each page, and what its numbered items are called."""
CODE = [path for folder in ("qt2anki", "tests", "benchmarks") for path in (PROJECT / folder).rglob("*.py")]
_CITED = re.compile(r"docs/(\w+)\.md,\s+(fact|rule|point)s?\s+(\d+)((?:,\s+\d+)*(?:\s+and\s+\d+)?)")


def page(name: str) -> str:
    return (PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def numbers(name: str) -> list[int]:
    """Return the numbers of a page's items in their order."""
    return [int(number) for number in re.findall(r"^(\d+)\. ", page(name), re.MULTILINE)]


def citations() -> list[tuple[str, str, str, int]]:
    """Return (file, page, word, number) of each number that code or pages cite."""
    found = []
    for path in [*CODE, *(PROJECT / "docs").glob("*.md"), PROJECT / "README.md"]:
        for cited, word, first, others in _CITED.findall(path.read_text(encoding="utf-8")):
            every = [first, *re.findall(r"\d+", others)]
            found += [(str(path.relative_to(PROJECT)), cited, word, int(number)) for number in every]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_items_are_numbered_one_by_one(name: str) -> None:
    assert numbers(name)[0] == 1
    assert all(after == before + 1 for before, after in pairwise(numbers(name)))


def test_what_is_cited_exists() -> None:
    cited = citations()
    assert len(cited) > 20
    assert [each for each in cited if PAGES.get(each[1]) != each[2] or each[3] not in numbers(each[1])] == []


def test_nothing_is_cited_that_a_clone_does_not_have() -> None:
    mentions = re.compile(r"[\w/.-]+\.md\b")
    for path in CODE:
        for name in mentions.findall(path.read_text(encoding="utf-8")):
            known = (PROJECT / name).exists() or name[0] in "./" or name.islower()
            assert known, f"{path.relative_to(PROJECT)} cites {name}"


def test_each_room_has_its_floor() -> None:
    package = PROJECT / "qt2anki"
    rooms = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}
    table = re.findall(r"^\| [a-z ]+ \| (`.*) \|$", page("design"), re.MULTILINE)
    placed = [room for row in table for room in re.findall(r"`(\w+)`", row)]
    assert len(placed) == len(set(placed))
    assert set(placed) == rooms - {"__init__", "__main__"}

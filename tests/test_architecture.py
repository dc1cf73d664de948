"""The house's rules that a machine can hold: imports run one way, each library has one home."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "qt2anki"

DISK = {
    "archive",
    "cache",
    "documents",
    "spool",
    "package",
    "publication",
    "ledger",
    "gather",
    "packaging",
    "published",
    "export",
}
"""The rooms that touch the disk; all others but the upper floors are pure."""
UPPER = ("pipeline", "cli")
"""The floors above all stages, from below; nothing imports what stands above it."""
COMMAND_ROOMS = {"library", "anki_bridge", "catalogue", "checks", "diff", "preview", "recover", "serve"}
"""The rooms behind single commands: they may use any stage."""

HOMES = {
    "click": {"cli"},
    "rich": {"cli"},
    "frontmatter": {"header"},
    "yaml": {"header", "positions"},
    "ftfy": {"repair"},
    "markdown_it": {"markup", "splitter"},
    "pygments": {"markup"},
    "snowballstemmer": {"dealer"},
    "rapidfuzz": {"identity"},
    "filelock": {"publication"},
    "genanki": {"package"},
    "isal": {"deflate"},
    "jinja2": {"catalogue"},
    "fsrs": {"catalogue"},
    "latex2mathml": {"mathml"},
    "watchfiles": {"serve"},
    "anki": {"anki_bridge"},
}


def room(path: Path) -> str:
    """Return the module or package directly below `qt2anki` that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the dotted names that a file imports when it runs; imports for types only do not count."""
    found: set[str] = set()
    nodes: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        nodes.extend(ast.iter_child_nodes(node))
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


def test_the_files_are_found() -> None:
    assert len(FILES) > 10


def imported_rooms() -> dict[str, set[str]]:
    """Return, for each room, the other rooms that its files import."""
    rooms: dict[str, set[str]] = {}
    for path in FILES:
        here = room(path)
        ours = {name.split(".")[1] for name in imports(path) if name.startswith("qt2anki.")}
        rooms.setdefault(here, set()).update(ours - {here, "__version__"})
    return {here: ours for here, ours in rooms.items() if here not in {"__init__", "__main__"}}


def test_no_room_imports_itself_by_a_detour() -> None:
    graph = imported_rooms()
    assert TopologicalSorter(graph).static_order()
    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_pure_rooms_import_nothing_that_touches_the_disk() -> None:
    graph = imported_rooms()
    pure = set(graph) - DISK - set(UPPER) - set(COMMAND_ROOMS)
    assert not {here: found for here in pure if (found := graph[here] & (DISK | set(UPPER)))}


def test_nothing_imports_what_stands_above_it() -> None:
    graph = imported_rooms()
    for floor, name in enumerate(UPPER):
        above = set(UPPER[floor:])
        below = set(graph) - above
        assert not {here for here in below if name in graph[here] and here not in COMMAND_ROOMS}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_library_has_one_home(path: Path) -> None:
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{name} belongs to {homes}"

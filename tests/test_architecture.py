"""The house's rules that a machine can hold: imports run one way, each library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "qt2anki"

LEVELS = (
    {"errors"},
    {"model"},
    {"subjects", "tags", "repair", "decode", "markup", "prose", "notetypes", "rendering", "config"},
    {"splitter", "cards", "identity", "copies", "compose"},
    {"documents", "spool", "package", "publication"},
    {"ledger", "gather"},
    {"packaging", "report"},
    {"pipeline"},
    {"cli"},
)
"""Each room may import from the levels above its own line, and from its own level without a circle."""

HOMES = {
    "click": {"cli"},
    "rich": {"cli"},
    "frontmatter": {"documents"},
    "yaml": {"documents"},
    "ftfy": {"repair"},
    "markdown_it": {"markup", "splitter"},
    "mdit_py_plugins": {"markup"},
    "pygments": {"markup"},
    "snowballstemmer": {"cards"},
    "rapidfuzz": {"identity"},
    "filelock": {"publication"},
    "genanki": {"package"},
    "jinja2": {"catalogue"},
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


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    here = room(path)
    if here in {"__init__", "__main__"}:
        return
    level = {name: at for at, names in enumerate(LEVELS) for name in names}
    assert here in level, f"{here} has no place in LEVELS"
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("qt2anki.")} - {here, "__version__"}
    assert not {name for name in ours if level[name] > level[here]}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_library_has_one_home(path: Path) -> None:
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{name} belongs to {homes}"

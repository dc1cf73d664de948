"""The YAML front matter of one file: strictly read, every mistake with its line and column.

python-frontmatter finds the header, PyYAML's C parser reads it. Both are lenient where a content author needs to be
told: an unclosed header, one that is no mapping, a key given twice. Aliases are refused, and so is nesting that would
overflow the C stack.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import yaml
from frontmatter import parse
from frontmatter.default_handlers import YAMLHandler

if TYPE_CHECKING:
    from collections.abc import Mapping

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml: slower, the same
    from yaml import SafeLoader  # type: ignore[assignment]

_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ANCHOR = re.compile(r"(?:^|[\s,\[{])&[^\s&]")
_NESTING = ("[", "{", "- ", "? ")
_TEXT = "tag:yaml.org,2002:str"
_MANY = 400
_SHORT = 40
_SCALAR = yaml.ScalarNode
_DEEPEST = 20


class HeaderError(Exception):
    """What is wrong with a header: `code` is one of `codes.CODES`; line and column count from 1, or are 0."""

    def __init__(self, code: str, message: str, line: int = 0, column: int = 0, hint: str = "") -> None:
        """Keep the parts of a diagnostic apart."""
        super().__init__(message)
        self.code, self.message, self.line, self.column, self.hint = code, message, line, column, hint


def parse_header(text: str) -> Mapping[str, Any]:
    """Return the fields of a document's header; lines are those of `text`. Raises HeaderError."""
    offset = len(text) - len(text.lstrip())
    try:
        return parse(text, handler=_HANDLER)[0]
    except HeaderError as error:
        error.line += text.count("\n", 0, offset) if error.line else 0
        raise
    except RecursionError as error:
        raise HeaderError("bad-yaml", "the front matter nests too deeply") from error


def compose_header(text: str) -> yaml.Node | None:
    """Return the header's tree, whose marks count lines and columns of `text` from 0."""
    first, second = itertools.islice(_BOUNDARY.finditer(text), 2)
    start, end = first.end(), second.start()
    blank = re.sub(r"[^\n]", "", text[:start])
    node: yaml.Node | None = yaml.compose(blank + text[start:end], Loader=SafeLoader)
    return node


class _Loader(SafeLoader):
    """A safe loader that refuses a key given twice."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """Return the tag of a node that names none; that of a short plain value, most often a key, is remembered."""
        if kind is _SCALAR and not implicit[0]:  # in quotes, or folded
            return _TEXT
        if kind is _SCALAR and len(value) <= _SHORT:
            return _plain_tag(value)
        return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]

    def descend_resolver(self, _above: object, _at: object) -> None:
        """Do nothing, as PyYAML does after looking for resolvers by path, which this loader has none of."""

    def ascend_resolver(self) -> None:
        """Do nothing, likewise."""

    def get_single_data(self) -> Any:  # noqa: ANN401 - whatever the YAML says
        """Return the document as Python values."""
        node = self.get_single_node()
        return None if node is None else self._value(node)

    def _value(self, node: yaml.Node) -> Any:  # noqa: ANN401
        """Build text and mappings directly, in half the time of PyYAML's general way, and the rest by that."""
        if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
            return node.value
        if not isinstance(node, yaml.MappingNode) or any(key.tag != _TEXT for key, _ in node.value):
            return self._other(node)
        mapping = {key.value: self._value(value) for key, value in node.value}
        if len(mapping) != len(node.value):
            _refuse_duplicates(node)
        return mapping

    def _other(self, node: yaml.Node) -> Any:  # noqa: ANN401
        try:
            return self.construct_document(node)
        except (ValueError, ArithmeticError) as error:  # a day or a number that does not exist
            raise HeaderError("bad-yaml", str(error), *_place(node.start_mark)) from error


@lru_cache(maxsize=1 << 10)
def _plain_tag(value: str) -> str:
    return str(SafeLoader("").resolve(yaml.ScalarNode, value, (True, False)))  # type: ignore[no-untyped-call]


def _refuse_duplicates(node: yaml.MappingNode) -> None:
    seen = set()
    for key, _ in node.value:
        if key.value in seen:
            raise HeaderError("duplicate-key", f"{key.value!r} is given twice", *_place(key.start_mark))
        seen.add(key.value)


class _Handler(YAMLHandler):
    """python-frontmatter's YAML, without its leniency."""

    def split(self, text: str) -> tuple[str, str]:
        if not re.match(r"---[ \t]*(?:\n|$)", text):
            hint = "a document starts with a line of three hyphens"
            raise HeaderError("no-front-matter", "the file does not begin with `---`", 1, 1, hint)
        end = _BOUNDARY.search(text, 4)
        if end is None:
            hint = "the front matter ends with a line of three hyphens"
            raise HeaderError("unclosed-front-matter", "no second line `---` ends the front matter", 1, 1, hint)
        return text[3 : end.start()], text[end.end() :]

    def load(self, fm: str, **_kwargs: object) -> dict[str, Any]:
        _refuse_bombs(fm)
        try:
            fields = yaml.load(fm, Loader=_Loader)  # noqa: S506 - a safe loader
        except yaml.YAMLError as error:
            _raise_yaml(error)
        if not isinstance(fields, dict):
            raise HeaderError("not-a-mapping", "the front matter is not a list of `name: value`", 1, 1)
        return fields


_HANDLER = _Handler()


def _raise_yaml(error: yaml.YAMLError) -> NoReturn:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    hint = "a value with `: ` or ` #` needs quotes" if "mapping values" in problem else ""
    line, column = _place(mark)
    raise HeaderError("bad-yaml", problem, line, column, hint) from error


class _Mark(Protocol):
    line: int
    column: int


def _place(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _refuse_bombs(header: str) -> None:
    """Refuse aliases and deep nesting; both are looked for only where the text could hold them."""
    nesting = sum(header.count(mark) for mark in _NESTING) > _MANY
    if not (nesting or ("&" in header and _ANCHOR.search(header))):
        return
    depth = 0
    try:
        for event in yaml.parse(header, Loader=SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise HeaderError("alias", f"alias *{event.anchor}", *_place(event.start_mark))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise HeaderError("bad-yaml", "the front matter nests too deeply", *_place(event.start_mark))
    except yaml.YAMLError as error:
        _raise_yaml(error)

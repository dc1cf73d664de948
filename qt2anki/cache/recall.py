"""Write down what a build found and did, and read it back where it still counts."""

from __future__ import annotations

import marshal
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qt2anki.cache.fingerprints import Fingerprint, renew_fingerprint, take_fingerprint
from qt2anki.cache.flat import (
    flatten_facts,
    flatten_gathered,
    flatten_outcome,
    path_of,
    restore_gathered,
    restore_outcome,
)
from qt2anki.cache.recipe import deck_recipe, whole_recipe
from qt2anki.gather import hash_of
from qt2anki.publication import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qt2anki.cache.fingerprints import Survey
    from qt2anki.cache.flat import Flat, Outcome
    from qt2anki.config import Config
    from qt2anki.gather import Gathered
    from qt2anki.model import DocumentFacts

_STATE = "state"
_DOCUMENTS = "documents"
_DIGEST = hash_of().digest_size


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered of each source file that has not changed, by path: what was gathered of it.

    `rows` are the same as they lie in the cache. `merged` are, as they lie there too, the documents that are not what
    was gathered of their one file: those with copies, by the path of each, and those that lost keywords.
    """

    gathered: Mapping[str, Gathered]
    merged: Mapping[str, Flat]
    rows: Mapping[str, Flat]


NOTHING = Recalled({}, {}, {})


@dataclass(frozen=True, slots=True)
class Cache:
    """What the last build left: source files by path, outputs by name, its outcome, and where the facts lie.

    `is_current` says that not only the decks but all outputs would come out the same.
    """

    files: Mapping[str, Fingerprint]
    outputs: Mapping[str, Fingerprint]
    outcome: Outcome
    is_current: bool
    _folder: Path
    _state: Flat

    def recall(self, survey: Survey) -> Recalled:
        """Return what is remembered of the documents whose files have not changed; nothing where it is damaged."""
        try:
            raw = (self._folder / _DOCUMENTS).read_bytes()
        except OSError:
            return NOTHING
        if hash_of(raw).digest() != self._state[-1]:
            return NOTHING
        merged, rows = marshal.loads(raw)  # noqa: S302 - our own file, checked
        changed = set(survey.changed)
        kept = {path: row for row in rows if (path := path_of(row)) in survey.stamps and path not in changed}
        return Recalled({path: restore_gathered(row) for path, row in kept.items()}, merged, kept)

    def renew(self, survey: Survey) -> None:
        """Remember the times of files that are the same, where they are others: the next build need not read them."""
        sources = {path: survey.fingerprint(path, known.content) for path, known in self.files.items()}
        state = (*self._state[:2], *_plain(sources, self.outputs), *self._state[4:])
        if state != self._state:
            with suppress(OSError):
                _write_state(self._folder, state)


def read_cache(config: Config) -> Cache | None:
    """Return what the last build left in the output, None where anything speaks against it."""
    folder = _folder(config)
    state = _read_state(folder / _STATE)
    if state is None:
        return None
    deck, whole, sources, known, outcome, _digest = state
    if deck != deck_recipe(config):
        return None
    outputs: dict[str, Fingerprint] = {}
    for name, row in known.items():
        found = renew_fingerprint(config.out / name, Fingerprint(*row))
        if found is None:
            return None
        outputs[name] = found
    files = {path: Fingerprint(*row) for path, row in sources.items()}
    return Cache(files, outputs, restore_outcome(outcome), whole == whole_recipe(config), folder, state)


@dataclass(frozen=True, slots=True)
class Release:
    """What a build knows at its end: files, documents and outcome, and the names of all files of the release."""

    gathered: Sequence[Gathered]
    documents: Sequence[DocumentFacts]
    outcome: Outcome
    outputs: Sequence[str]


def write_cache(
    config: Config, survey: Survey, release: Release, before: Cache | None = None, recalled: Recalled = NOTHING
) -> None:
    """Keep what a build found and did; where that cannot be written nothing is kept.

    Outputs that stand as they did `before` are not read again, and what was `recalled` is kept as it lay.
    """
    folder = _folder(config)
    kept = [each for each in release.gathered if each.content]
    try:
        folder.mkdir(exist_ok=True)
        (folder / _STATE).unlink(missing_ok=True)
        rows = [recalled.rows.get(each.facts.path) or flatten_gathered(each) for each in kept]
        digest = _write(folder / _DOCUMENTS, (dict(_merged(release, recalled)), rows))
        files = {each.facts.path: survey.fingerprint(each.facts.path, each.content) for each in kept}
        known = before.outputs if before else {}
        outputs = {name: take_fingerprint(config.out / name, known.get(name)) for name in release.outputs}
        recipes = deck_recipe(config), whole_recipe(config)
        _write_state(folder, (*recipes, *_plain(files, outputs), flatten_outcome(release.outcome), digest))
    except OSError:
        forget(config)


def _merged(release: Release, recalled: Recalled) -> Iterator[tuple[str, Flat]]:
    """Yield path and facts of each file whose document is not what was gathered of it."""
    gathered = {each.facts.path: each.facts for each in release.gathered}
    for document in release.documents:
        if document.unchanged:
            facts = recalled.merged.get(document.path)
        else:
            facts = flatten_facts(document)
            if facts == flatten_facts(gathered[document.path]):
                facts = None
        if facts is not None:
            yield from ((path, facts) for path in _paths(document))


def mark_unchanged(documents: Sequence[DocumentFacts], recalled: Recalled) -> list[DocumentFacts]:
    """Say of each document whether the last build had the same: the same facts, and no file dealt in this build."""
    return [d._replace(unchanged=True) if _is_same(d, recalled) else d for d in documents]


def _is_same(document: DocumentFacts, recalled: Recalled) -> bool:
    if not recalled.gathered.keys() >= _paths(document):
        return False
    merged = recalled.merged.get(document.path)
    if merged is None:
        return document == recalled.gathered[document.path].facts
    return flatten_facts(document) == merged


def _paths(document: DocumentFacts) -> set[str]:
    """Return the paths of a document's files."""
    return {path for path, _subject in document.copies} or {document.path}


def forget(config: Config) -> None:
    """Drop what is remembered."""
    shutil.rmtree(_folder(config), ignore_errors=True)


def _folder(config: Config) -> Path:
    return config.out / PRIVATE / "cache"


def _read_state(path: Path) -> tuple[Any, ...] | None:
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    if len(raw) <= _DIGEST or hash_of(raw[_DIGEST:]).digest() != raw[:_DIGEST]:
        return None
    state: tuple[Any, ...] = marshal.loads(raw[_DIGEST:])  # noqa: S302 - our own file, checked
    return state


def _plain(*remembered: Mapping[str, Fingerprint]) -> Iterator[dict[str, Flat]]:
    """Yield fingerprints as plain tuples."""
    return ({name: tuple(known) for name, known in each.items()} for each in remembered)


def _write_state(folder: Path, state: Flat) -> None:
    raw = marshal.dumps(state)
    (folder / _STATE).write_bytes(hash_of(raw).digest() + raw)


def _write(path: Path, value: tuple[Any, ...]) -> bytes:
    raw = marshal.dumps(value)
    path.write_bytes(raw)
    return hash_of(raw).digest()

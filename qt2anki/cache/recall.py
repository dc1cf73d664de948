"""Write down what a build found and did, and read it back where it still counts."""

from __future__ import annotations

import marshal
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qt2anki.cache.fingerprints import Fingerprint, is_as_remembered, take_fingerprint
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
    from collections.abc import Mapping, Sequence
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
    """What is remembered by path: each source file that has not changed, as gathered, and each document's mark.

    `rows` are the files as they lie in the cache.
    """

    gathered: Mapping[str, Gathered]
    marks: Mapping[str, bytes]
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
    _documents: Path
    _digest: bytes

    def recall(self, survey: Survey) -> Recalled:
        """Return what is remembered of the documents whose files have not changed; nothing where it is damaged."""
        try:
            raw = self._documents.read_bytes()
        except OSError:
            return NOTHING
        if hash_of(raw).digest() != self._digest:
            return NOTHING
        marks, rows = marshal.loads(raw)  # noqa: S302 - our own file, checked
        changed = set(survey.changed)
        kept = {path: row for row in rows if (path := path_of(row)) in survey.stamps and path not in changed}
        return Recalled({path: restore_gathered(row) for path, row in kept.items()}, marks, kept)


def read_cache(config: Config) -> Cache | None:
    """Return what the last build left in the output, None where anything speaks against it."""
    folder = _folder(config)
    state = _read_state(folder / _STATE)
    if state is None:
        return None
    deck, whole, sources, outputs, outcome, digest = state
    if deck != deck_recipe(config):
        return None
    decks = {name: Fingerprint(*known) for name, known in outputs.items()}
    if not all(is_as_remembered(config.out / name, known) for name, known in decks.items()):
        return None
    files = {path: Fingerprint(*known) for path, known in sources.items()}
    return Cache(files, decks, restore_outcome(outcome), whole == whole_recipe(config), folder / _DOCUMENTS, digest)


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
        marks = {d.path: recalled.marks[d.path] if d.unchanged else mark(d) for d in release.documents}
        rows = [recalled.rows.get(each.facts.path) or flatten_gathered(each) for each in kept]
        digest = _write(folder / _DOCUMENTS, (marks, rows))
        files = {each.facts.path: tuple(survey.fingerprint(each.facts.path, each.content)) for each in kept}
        known = before.outputs if before else {}
        decks = {name: tuple(take_fingerprint(config.out / name, known.get(name))) for name in release.outputs}
        state = (deck_recipe(config), whole_recipe(config), files, decks, flatten_outcome(release.outcome), digest)
        raw = marshal.dumps(state)
        (folder / _STATE).write_bytes(hash_of(raw).digest() + raw)
    except OSError:
        forget(config)


def mark(document: DocumentFacts) -> bytes:
    """Return a hash of all that a note says of its document besides its draft."""
    return hash_of(marshal.dumps(flatten_facts(document), 2)).digest()


def mark_unchanged(documents: Sequence[DocumentFacts], recalled: Recalled) -> list[DocumentFacts]:
    """Say of each document whether the last build had the same: the same facts, and no file dealt in this build."""
    return [d._replace(unchanged=True) if _is_same(d, recalled) else d for d in documents]


def _is_same(document: DocumentFacts, recalled: Recalled) -> bool:
    paths = [path for path, _subject in document.copies] or [document.path]
    return recalled.gathered.keys() >= set(paths) and recalled.marks.get(document.path) == mark(document)


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


def _write(path: Path, value: tuple[Any, ...]) -> bytes:
    raw = marshal.dumps(value)
    path.write_bytes(raw)
    return hash_of(raw).digest()

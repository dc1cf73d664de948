"""The cache changes how long a build takes and not one byte of what it writes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_architecture import imported_rooms

from qt2anki.cache import read_cache, survey_source
from qt2anki.cache import recipe as recipes
from qt2anki.config import Config
from qt2anki.pipeline import build
from qt2anki.publication import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qt2anki.pipeline import Build

    Change = Callable[[Path, int, int], None]
    Fate = Callable[[Path, Path], None]
    Step = tuple[Change, int, int, Fate]

START = 1_767_225_600
SUBJECTS = ("Botany", "Glaciology", "Typography")
TOPICS = ("Moss", "Firn", "Kerning", "Lichen", "Moraine", "Ligature")
TITLES = ("Spore Release", "Snow Compaction", "Letter Spacing", "Root Pressure", "Ice Creep", "Optical Margin")
VERBS = ("slows", "widens", "raises", "cools", "splits", "carries")


def write_document(
    path: Path, number: int, version: int, subject: str, *, keyword: str = "", related: str = ""
) -> None:
    """Write a document about one topic; each `version` says something else in its second step."""
    topic = TOPICS[number % len(TOPICS)]
    steps = [
        f"{n}. **{TITLES[(number + n) % 6]}**: The {topic.lower()} of sample {number} {VERBS[(n + number) % 6]} the "
        f"inner column by {n + (version if n == 2 else 0)} micrometres whenever the outer layer dries in dry wind."
        for n in range(1, 4)
    ]
    answer = rf"Layer {number} forms because cells collapse under load.\n\n" + r"\n\n".join(steps)
    lines = [
        "---",
        f"id: {1000 + number}",
        f'question: "How does {topic} number {number} build its layers?"',
        f'answer: "{answer}"',
        f"subject: {subject}",
        f"url: /learn/{path.stem}",
        "seo:",
        f'  page_keywords: "{topic}, layers{keyword}"',
    ]
    if related:
        lines += ["related_article1:", f"  title: {related}", f"  url: /learn/{related}"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, "---", ""]), encoding="utf-8")


def path_of(source: Path, number: int) -> Path:
    return source / SUBJECTS[number % 3].lower() / f"sample-{number}.md"


def write_source(source: Path, documents: int = 8) -> None:
    for number in range(documents):
        write_document(path_of(source, number), number, 0, SUBJECTS[number % 3])


def files(out: Path) -> dict[str, bytes]:
    paths = (path for path in out.rglob("*") if path.is_file() and PRIVATE not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def _edit(source: Path, number: int, seed: int) -> None:
    write_document(path_of(source, number), number, seed, SUBJECTS[number % 3])


def _retag(source: Path, number: int, seed: int) -> None:
    write_document(path_of(source, number), number, 0, SUBJECTS[number % 3], keyword=f", extra {seed}")


def _relink(source: Path, number: int, seed: int) -> None:
    write_document(path_of(source, number), number, 0, SUBJECTS[number % 3], related=f"other-{seed}")


def _add(source: Path, number: int, _seed: int) -> None:
    _edit(source, number + 8, 0)


def _remove(source: Path, number: int, _seed: int) -> None:
    path_of(source, number).unlink(missing_ok=True)


def _break(source: Path, number: int, _seed: int) -> None:
    path_of(source, number).write_text("---\nid: [\n---\n", encoding="utf-8")


def _refuse(source: Path, number: int, _seed: int) -> None:
    raw = path_of(source, number).read_text(encoding="utf-8") if path_of(source, number).exists() else ""
    path_of(source, number).write_text(raw.replace("subject:", "no_index: true\nsubject:"), encoding="utf-8")


def _copy(source: Path, number: int, seed: int) -> None:
    other = SUBJECTS[(number + 1) % 3]
    write_document(source / other.lower() / f"copy-{number}.md", number, 0, other, keyword=f", twin {seed % 2}")


def _move(source: Path, number: int, _seed: int) -> None:
    _remove(source, number, 0)
    _copy(source, number, 0)


def _nothing(_source: Path, _number: int, _seed: int) -> None:
    """Change nothing."""


def _touch(source: Path, number: int, _seed: int) -> None:
    if path_of(source, number).exists():
        path_of(source, number).touch()


CHANGES = (_edit, _retag, _relink, _add, _remove, _break, _refuse, _copy, _move, _nothing, _touch)


def _keep(_cache: Path, _older: Path) -> None:
    """Leave the cache as it is."""


def _delete(cache: Path, _older: Path) -> None:
    shutil.rmtree(cache)


def _delete_documents(cache: Path, _older: Path) -> None:
    (cache / "documents").unlink(missing_ok=True)


def _damage(cache: Path, _older: Path) -> None:
    for path in cache.iterdir():
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 1
        path.write_bytes(raw)


def _damage_documents(cache: Path, _older: Path) -> None:
    path = cache / "documents"
    if path.exists():
        path.write_bytes(path.read_bytes()[:-7])


def _empty(cache: Path, _older: Path) -> None:
    (cache / "state").write_bytes(b"")


def _mix(cache: Path, older: Path) -> None:
    """Put back the state of an older release beside the present documents."""
    if (older / "state").exists():
        shutil.copy2(older / "state", cache / "state")


def _restore(cache: Path, older: Path) -> None:
    """Put back the whole cache of an older release."""
    if older.exists():
        shutil.rmtree(cache)
        shutil.copytree(older, cache)


FATES = (_keep, _keep, _keep, _delete, _delete_documents, _damage, _damage_documents, _empty, _mix, _restore)


class Twins:
    """Two outputs of one source: one with whatever becomes of its cache, one that is built without."""

    def __init__(self, home: Path, *, catalogue: bool) -> None:
        shutil.rmtree(home, ignore_errors=True)
        config = Config(source=home / "source", jobs=1, retire_limit=1.0, catalogue=catalogue)
        self.source = config.source
        self._cached = replace(config, out=home / "cached")
        self._plain = replace(config, out=home / "plain")
        self._older = home / "older"
        self._now = START
        write_source(self.source)
        self.build(_keep)

    def build(self, fate: Fate) -> tuple[Build, Build]:
        cache = self._cached.out / PRIVATE / "cache"
        if cache.exists():
            before = cache.with_name("before")
            shutil.copytree(cache, before)
            fate(cache, self._older)
            shutil.rmtree(self._older, ignore_errors=True)
            before.rename(self._older)
        self._now += 3600
        done = build(replace(self._cached, now=self._now))
        shutil.rmtree(self._plain.out / PRIVATE / "cache", ignore_errors=True)
        plain = build(replace(self._plain, now=self._now))
        assert files(self._cached.out) == files(self._plain.out)
        return done, plain


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_the_bytes_are_those_of_a_build_without_cache(change: Change, tmp_path: Path) -> None:
    twins = Twins(tmp_path / "twins", catalogue=False)
    change(twins.source, 1, 1)
    done, plain = twins.build(_keep)
    assert (done.plan.total, done.plan.subjects, done.skipped) == (plain.plan.total, plain.plan.subjects, plain.skipped)
    assert (done.diagnostics, done.written) == (plain.diagnostics, plain.written)


PROSE = """---
id: 77
question: "How do glaciers lose mass?"
answer: "Ice leaves a tongue in three ways, and most of it melts at the surface in summer. The direct change of ice into
  vapour is called sublimation. The sediment that streams leave in front of a glacier is known as outwash."
subject: {subject}
seo:
  page_keywords: "{keywords}"
---
"""


@pytest.mark.parametrize("keywords", [("outwash", "none"), ("none", "outwash")])
def test_a_copy_that_becomes_the_first_is_dealt_for_itself(keywords: tuple[str, str], tmp_path: Path) -> None:
    twins = Twins(tmp_path / "twins", catalogue=False)
    for subject, words in zip(("Botany", "Glaciology"), keywords, strict=True):
        path = twins.source / subject.lower() / "glacier.md"
        path.write_text(PROSE.format(subject=subject, keywords=words), encoding="utf-8")
    before, _ = twins.build(_keep)
    (twins.source / "botany" / "glacier.md").unlink()
    after, _ = twins.build(_keep)
    assert before.plan.total.notes != after.plan.total.notes


STEPS = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 7), st.integers(0, 3), st.sampled_from(FATES)),
    min_size=2,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, catalogue=st.booleans())
def test_no_history_and_no_fate_of_the_cache_shows(tmp_path: Path, steps: list[Step], *, catalogue: bool) -> None:
    twins = Twins(tmp_path / "twins", catalogue=catalogue)
    for change, number, seed, fate in steps:
        change(twins.source, number, seed)
        twins.build(fate)


@pytest.mark.parametrize("fate", dict.fromkeys(FATES), ids=lambda fate: fate.__name__.strip("_"))
def test_no_fate_of_the_cache_shows(fate: Fate, tmp_path: Path) -> None:
    twins = Twins(tmp_path / "twins", catalogue=True)
    _copy(twins.source, 4, 1)
    twins.build(_keep)
    _edit(twins.source, 4, 1)
    twins.build(fate)


def cached(tmp_path: Path) -> Config:
    config = Config(source=tmp_path / "source", out=tmp_path / "out", jobs=1, now=START, catalogue=False)
    write_source(config.source)
    build(config)
    return config


def test_only_what_changed_is_packed_again(tmp_path: Path) -> None:
    config = cached(tmp_path)
    times = {path.name: path.stat().st_mtime_ns for path in config.out.glob("*.apkg")}
    _edit(config.source, 0, 5)
    done = build(replace(config, now=START + 3600))
    assert done.written == ("botany.apkg", "ledger.sqlite3", "manifest.jsonl", "report.json")
    assert done.plan.affected == {"botany"}
    assert {name for name, at in times.items() if (config.out / name).stat().st_mtime_ns == at} == {
        "glaciology.apkg",
        "typography.apkg",
    }


def test_pages_of_other_subjects_stand(tmp_path: Path) -> None:
    config = replace(cached(tmp_path), catalogue=True)
    build(config)
    _edit(config.source, 0, 5)
    written = set(build(replace(config, now=START + 3600)).written)
    assert {"index.html", "releases.html", "releases.atom", "subjects/botany.html"} <= written
    assert not {name for name in written if "glaciology" in name or "typography" in name}
    assert (config.out / "subjects" / "glaciology.html").exists()


def test_a_document_without_cards_is_dealt_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    write_source(source)
    (source / "empty.md").write_text('---\nid: 7\nquestion: "Why?"\nanswer: "It is."\n---\n', encoding="utf-8")
    config = Config(source=source, out=out, jobs=1)
    assert sum(build(config).skipped[""].values()) == 1
    write_document(path_of(source, 1), 1, 1, SUBJECTS[1])
    monkeypatch.setattr("qt2anki.gather.read_document", None)
    assert build(config).plan.total.changed


def test_nothing_is_read_where_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = cached(tmp_path)
    monkeypatch.setattr("qt2anki.pipeline.gather", None)
    monkeypatch.setattr("qt2anki.pipeline.stage_ledger", None)
    done = build(replace(config, now=START + 3600))
    assert done.written == ()
    assert done.plan.total.unchanged == done.plan.total.notes > 0
    assert not done.plan.changes


def _change_deck(config: Config) -> None:
    path = config.out / "botany.apkg"
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def _change_ledger(config: Config) -> None:
    path = config.out / "ledger.sqlite3"
    path.write_bytes(path.read_bytes() + b"x")


def _lose_deck(config: Config) -> None:
    (config.out / "botany.apkg").unlink()


@pytest.mark.parametrize("change", [_change_deck, _change_ledger, _lose_deck])
def test_a_foreign_output_has_no_cache(change: Callable[[Config], None], tmp_path: Path) -> None:
    config = cached(tmp_path)
    assert read_cache(config) is not None
    change(config)
    assert read_cache(config) is None


def test_a_copied_output_keeps_its_cache(tmp_path: Path) -> None:
    config = cached(tmp_path)
    shutil.copytree(config.out, tmp_path / "copy")
    assert read_cache(replace(config, out=tmp_path / "copy")) is not None


@pytest.mark.parametrize(
    "setting",
    [{"kinds": frozenset({"answer"})}, {"base_url": "https://elsewhere"}, {"deck_root": "Q"}, {"keyword_minimum": 2}],
    ids=lambda setting: next(iter(setting)),
)
def test_other_settings_have_another_cache(setting: dict[str, object], tmp_path: Path) -> None:
    config = cached(tmp_path)
    assert read_cache(replace(config, **setting)) is None  # type: ignore[arg-type]
    same = read_cache(replace(config, jobs=2, now=1, retire_limit=0.5))
    assert same is not None
    assert same.is_current


def test_another_library_has_another_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = cached(tmp_path)
    monkeypatch.setattr(recipes, "_platform", lambda: ("other",))
    assert read_cache(config) is None


def test_the_recipe_of_decks_leaves_out_no_room_that_shapes_one() -> None:
    graph = imported_rooms()
    assert set(graph) >= recipes.SHAPELESS
    beside = {"catalogue", "publication"}
    shaping, ahead = {"config", "pipeline"}, ["gather", "packaging", "ledger", "copies", "spool"]
    while ahead:
        room = ahead.pop()
        if room not in shaping | beside:
            shaping.add(room)
            ahead += graph[room]
    assert shaping.isdisjoint(recipes.SHAPELESS)


def test_another_look_of_the_pages_keeps_what_is_known_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = cached(tmp_path)
    monkeypatch.setattr(recipes, "whole_recipe", lambda _config: b"other")
    monkeypatch.setattr("qt2anki.cache.recall.whole_recipe", lambda _config: b"other")
    cache = read_cache(config)
    assert cache is not None
    assert not cache.is_current
    assert build(replace(config, catalogue=True)).plan.affected == frozenset()
    assert (config.out / "index.html").exists()


def test_a_file_written_twice_in_one_tick_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = cached(tmp_path)
    path = path_of(config.source, 0)
    raw = path.read_bytes()
    remembered = read_cache(config)
    assert remembered is not None
    path.write_bytes(raw.replace(b"collapse", b"collapsE"))
    assert survey_source(config, remembered.files).changed == ("botany/sample-0.md",)
    path.write_bytes(raw)
    assert survey_source(config, remembered.files).is_same
    monkeypatch.setattr("qt2anki.cache.fingerprints._SETTLED", -(10**18))
    assert survey_source(config, remembered.files).is_same

"""The catalogue of the whole corpus: its weight, its speed, every subject's page in a real browser, what it costs."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_page import open_page, time_key_presses, walk_subjects
from corpus import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.corpus, pytest.mark.xdist_group("corpus-build")]


def test_every_page_of_the_corpus_opens_and_shows_its_cards(browser: Browser, built_corpus: Path) -> None:
    weights = walk_subjects(browser, built_corpus)
    assert len(weights) > 30
    index = (built_corpus / "index.html").stat().st_size
    heaviest = max(weights, key=weights.__getitem__)
    print(f"\n{len(weights)} pages; index {index:,} bytes; heaviest at first {heaviest}, {weights[heaviest]:,} bytes")
    assert index < 300_000
    assert weights[heaviest] < 1_500_000


def test_the_largest_subject_answers_a_key_press_within_50_ms_and_gives_its_deck(
    browser: Browser, built_corpus: Path
) -> None:
    largest = max((built_corpus / "subjects").glob("*/questions.js"), key=lambda path: path.stat().st_size).parent.name
    deck = built_corpus / f"{largest}.apkg"
    with open_page(browser, f"{built_corpus.as_uri()}/", f"subjects/{largest}.html") as page:
        count = page.locator("#count").inner_text()
        spent = time_key_presses(page, "how do teachers assess")
        page.locator("#keywords button").first.click()
        assert page.locator("#list > li").count() > 0
        with page.expect_download() as started:
            page.get_by_role("link", name="Download the deck").click()
        assert Path(started.value.path()).read_bytes() == deck.read_bytes()
    print(f"\n{largest}: {count}; a key press to its frame at most {max(spent):.0f} ms")
    assert max(spent) < 50


@pytest.mark.slow
def test_the_catalogue_adds_at_most_a_quarter_to_a_build(corpus: Path, tmp_path: Path) -> None:
    """Measured on every twentieth document, in seconds of the processor, which other processes do not stretch."""
    files = sorted(corpus.rglob("*.md"))[::20]
    for file in files:
        target = tmp_path / "source" / file.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    without = _seconds(tmp_path, "--no-catalogue")
    with_it = _seconds(tmp_path, "--catalogue")
    print(f"\n{len(files)} documents: {without:.1f} s without the catalogue, {with_it:.1f} s with it")
    assert with_it < 1.25 * without


def _seconds(home: Path, option: str) -> float:
    """Build into a fresh directory and return the processor's seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "qt2anki", "build", str(home / "source"), "--out", str(home / option), option]
    subprocess.run([*command, "--jobs", "1"], check=True, capture_output=True, cwd=PROJECT, env=dict(os.environ))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

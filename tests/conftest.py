"""What several test modules share."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_page import CHROMIUM
from corpus import build_corpus, clone_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Have programs that tests start hear Ctrl-C: one that runs in the background lets them inherit that it is deaf."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the documents of the corpus at its last release; without the corpus the test is skipped."""
    return clone_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's chromium; one for all tests, as playwright's synchronous interface runs once a process."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def built_corpus(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a build of the whole corpus."""
    out = tmp_path_factory.mktemp("built") / "decks"
    build_corpus(corpus, out, jobs=2, hash_seed=1)
    return out

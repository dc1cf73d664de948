"""A page of the catalogue in a real browser: opened with no fault allowed, weighed, timed."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"

_FILES = """() => [...document.scripts, ...document.querySelectorAll("link[rel=stylesheet]")]
    .map(each => (each.src || each.href).split("?")[0])"""
_TIMER = """() => {
    window.spent = [];
    const field = document.getElementById("search");
    field.addEventListener("input", () => { window.began = performance.now(); }, { capture: true });
    field.addEventListener("input", () => {
        const began = window.began;
        requestAnimationFrame(() => setTimeout(() => spent.push(performance.now() - began)));
    });
}"""


@contextmanager
def open_page(browser: Browser, address: str, path: str, scheme: str = "light", width: int = 1280) -> Iterator[Page]:
    """Open a page, and afterwards insist that nothing was logged and nobody else was asked."""
    faults: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        accept_downloads=True,
    )
    page = context.new_page()
    page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else faults.append(asked.url))
    page.goto(address + path)
    yield page
    assert page.evaluate("window.hacked") is None
    context.close()
    assert not faults


def first_load(page: Page, root: Path) -> int:
    """Return what a page opened from disk weighs before anything is done on it, in bytes."""
    files = [page.url.partition("#")[0], *page.evaluate(_FILES)]
    return sum((root / file.removeprefix(f"{root.as_uri()}/")).stat().st_size for file in files)


def wait_until(page: Page, condition: str, seconds: float = 20) -> None:
    """Ask the page until an expression holds.

    Playwright's own wait asks again with `eval` inside the page, which the catalogue's policy forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(20)


def time_key_presses(page: Page, text: str) -> list[float]:
    """Type into the search, and return the milliseconds from each key press to the frame that answers it.

    The best of three rounds, as other processes use the machine too.
    """
    field = page.get_by_label("Search the questions")
    field.click()
    wait_until(page, "qt2anki.given.has(`subjects/${document.body.dataset.slug}/keywords`)")
    page.evaluate(_TIMER)
    rounds = []
    for _ in range(3):
        field.fill("")
        page.wait_for_timeout(200)
        page.evaluate("spent.length = 0")
        page.keyboard.type(text, delay=60)
        wait_until(page, f"spent.length === {len(text)}")
        rounds.append(page.evaluate("spent"))
    return [min(each) for each in zip(*rounds, strict=True)]


def walk_subjects(browser: Browser, root: Path) -> dict[str, int]:
    """Open each subject's page on a phone, its first question and first card, and return the pages' first loads."""
    weights = {}
    for path in sorted((root / "subjects").glob("*.html")):
        with open_page(browser, f"{root.as_uri()}/", f"subjects/{path.name}", width=390) as page:
            weights[path.stem] = first_load(page, root)
            page.locator("#list button").first.click()
            page.locator(".flip").first.click()
            assert page.locator("article").first.locator("hr, .qt-sentence").count() >= 1
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
    return weights

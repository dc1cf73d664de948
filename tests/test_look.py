"""The look in a real browser: on a phone and a desk, by day and by night, nothing runs out of the screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.documents import parse_document
from qt2anki.mathml import STYLE, typeset
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.rendering import render_cards
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from qt2anki.rendering import RenderedCard

SHOTS = os.environ.get("QT2ANKI_SHOTS")
"""A directory to write the screenshots to; without it they are only taken."""

pytestmark = pytest.mark.browser

DOCUMENTS = sorted((Path(__file__).parent / "cases" / "look").glob("*.md"))


def _cards() -> dict[str, RenderedCard]:
    cards: dict[str, RenderedCard] = {}
    for path in DOCUMENTS:
        document, problems = parse_document(path.name, path.read_bytes())
        assert document is not None, problems
        for note in deal_cards(document, split_answer(document), ALL_KINDS).notes:
            shape = NOTE_TYPES[note.note_type]
            fields = shape.named(note.fields)
            fields |= {"Source": document.url, "Related 1": "What is gravity?", "Related 1 path": "/learn/gravity"}
            for card in render_cards(shape, list(fields.values()), note.cards):
                cards[f"{card.name} {note.title or document.id}".lower().replace(" ", "-")] = card
    return cards


def _page(side: str, *, night: bool) -> str:
    css = next(iter(NOTE_TYPES.values())).css.replace('@import url("_quicktakes_user.css");', "")
    return (
        f"<!doctype html><html><head><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<style>{css}{STYLE}</style></head><body class='card card1{' nightMode' if night else ''}'>"
        f"<div id=qa>{typeset(side)}</div></body></html>"
    )


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desk"])
def test_fits_the_screen(browser: Browser, size: tuple[int, int], tmp_path: Path, *, night: bool) -> None:
    cards = _cards()
    assert {name.partition("-")[0] for name in cards} == {"answer", "explain", "name", "next", "cloze"}
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, offline=True)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    shots = Path(SHOTS) if SHOTS else tmp_path
    for name, card in cards.items():
        for side, html in (("front", card.front), ("back", card.back)):
            page.set_content(_page(html, night=night))
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size[0], f"{name} {side} is {wide} px wide"
            page.screenshot(path=shots / f"{name}-{side}-{size[0]}{'-night' if night else ''}.png", full_page=True)
    assert requests == []
    page.close()

"""The cards of the hostile set in a real browser: no script runs, no request leaves, nothing is out of its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browser_page import wait_until
from test_hostile import CARDS

from qt2anki.compose import fields_of_draft
from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.documents import parse_document
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.rendering import render_cards
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

WATCH = """
window.acted = [];
for (const name of ["alert", "confirm", "prompt", "open", "fetch"]) window[name] = (...a) => acted.push(name);
document.addEventListener("error", e => acted.push("error event of " + e.target.tagName), true);
"""
"""Notes every attempt of a card to act; runs before the card's own HTML."""


def sides() -> Iterator[str]:
    """Yield both sides of every card of the hostile set, as Anki would put them into its page."""
    for path in CARDS:
        document, _ = parse_document(path.name, path.read_bytes())
        assert document is not None
        for draft in deal_cards(document, split_answer(document), ALL_KINDS).notes:
            note_type = NOTE_TYPES[draft.note_type]
            fields = fields_of_draft(draft, note_type, document.url, document.related)
            for card in render_cards(note_type, fields, draft.cards):
                yield from (card.front, card.back)


@pytest.mark.browser
def test_no_card_acts_in_a_browser(browser: Browser) -> None:
    requests: list[str] = []
    shown = list(sides())
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: requests.append(f"dialog {dialog.message}"))
    for html in shown:
        page.goto("about:blank")
        page.set_content(f"<body><div id=qa>{html}</div><i id=after></i>")
        found = page.evaluate(
            """() => {
                for (const element of document.querySelectorAll("#qa *")) {
                    element.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
                    if (element.tagName !== "A") element.click();
                }
                const links = [...document.querySelectorAll("a")].map(a => a.protocol);
                return {acted, links, title: document.title, after: document.body.lastElementChild.id};
            }"""
        )
        assert found["acted"] == [], html
        assert set(found["links"]) <= {"http:", "https:"}, html
        assert (found["title"], found["after"]) == ("", "after"), html
    page.close()
    print(f"\n{len(shown)} sides of cards, requests: {json.dumps(requests)}")
    assert requests == []
    assert len(shown) > 500


@pytest.mark.browser
def test_the_browser_would_have_noticed(browser: Browser) -> None:
    requests: list[str] = []
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.on("request", lambda request: requests.append(request.url))
    page.goto("about:blank")
    page.evaluate("document.body.innerHTML = '<img src=http://evil.example/x onerror=alert(1)>'")
    wait_until(page, "acted.length > 0")
    page.close()
    assert requests == ["http://evil.example/x"]

"""The look in a real browser: on a phone and a desk, by day and by night, nothing runs out of the screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qt2anki.cards import deal_cards
from qt2anki.config import ALL_KINDS
from qt2anki.documents import parse_document
from qt2anki.mathml import STYLE, typeset
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.rendering import render_cards
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.rendering import RenderedCard

CHROMIUM = Path("/usr/bin/chromium")
SHOTS = os.environ.get("QT2ANKI_SHOTS")
"""A directory to write the screenshots to; without it they are only taken."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]

DOCUMENT = r"""---
id: 1
question: How does a ball that is thrown straight up come to rest and fall back?
subject: Physics
answer: >-
    A ball that is thrown straight up comes to rest because gravity takes away the same speed in every second. The process has four steps:\n\n
    1. **Release**: The hand gives the ball an upward velocity $v_0$, and from then on gravity alone acts: $a = -g$. The height is $$h(t) = h_0 + v_0 t - \frac{1}{2} g t^2 + \underbrace{\sum_{k=1}^{n} \frac{c_k}{k!} \left(\frac{t}{T}\right)^k + \int_0^t \frac{F_d(\tau)}{m}\, d\tau}_{\text{what the air adds, small for a slow and heavy ball, and left out from here on}}$$\n\n
    2. **Turning Point**: After the time $t = v_0 / g$ the velocity is zero, and the ball rests for an instant at its greatest height.\n\n   | Quantity | At the start | At the turning point | On the way back, just before the hand catches the ball |\n   | --- | --- | --- | --- |\n   | velocity | $v_0$ | 0 | $-v_0$ |\n   | kinetic energy | $\frac{1}{2} m v_0^2$ | 0 | $\frac{1}{2} m v_0^2$ |\n\n
    3. **Descent**: Gravity then pulls the ball down, so that its speed grows again by $g$ in each second.\n\n   ```python\n   def height(t: float, v0: float, g: float = 9.81, h0: float = 0.0) -> float:\n       \"\"\"Return the height after t seconds.\"\"\"  # a long comment that no phone can show in one line at all\n       return h0 + v0 * t - g * t**2 / 2\n   ```\n\n
    4. **Catch**: Then the ball arrives with the speed at which it left the hand, because no energy was lost on the way.\n\n
    In summary, gravity first takes the ball's speed away and then gives it back.
url: /learn/physics/questions/how-does-a-ball-come-to-rest
---
"""
PROSE = r"""---
id: 2
question: What does the word acceleration mean?
subject: Physics
answer: >-
    The change of velocity in a unit of time was first measured on inclined planes by the Italian scholar Galileo Galilei.
seo:
  page_keywords: Galileo Galilei, inclined planes
---
"""


def _cards() -> dict[str, RenderedCard]:
    cards: dict[str, RenderedCard] = {}
    for source in (DOCUMENT, PROSE):
        document, problems = parse_document("physics/ball.md", source.encode())
        assert document is not None, problems
        for note in deal_cards(document, split_answer(document), ALL_KINDS).notes:
            shape = NOTE_TYPES[note.note_type]
            fields = dict(zip(shape.field_names, note.fields, strict=True))
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desk"])
def test_fits_the_screen(browser: Any, size: tuple[int, int], tmp_path: Path, *, night: bool) -> None:  # noqa: ANN401
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

"""The catalogue in a real browser, from disk and served: what a student does with it, and what must not happen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser_page import first_load, open_page, time_key_presses, wait_until, walk_subjects
from catalogue_site import HOSTILE, build_two_releases

from qt2anki.archive import read_package
from qt2anki.catalogue import Overview, Question, Sheet, Site, write_site, write_subject
from qt2anki.config import Config
from qt2anki.ledger import Subject
from qt2anki.mathml import typeset
from qt2anki.model import Note
from qt2anki.notetypes import NOTE_TYPES
from qt2anki.pipeline import build
from qt2anki.rendering import render_cards
from qt2anki.serve import News, open_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SEEDS = Path(__file__).parent.parent / "seeds"
PAGES = ("index.html", "releases.html", "subjects/medicine.html", "subjects/physics.html", "subjects/x.html")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_two_releases(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture(scope="session", params=["file", "http"])
def address(request: pytest.FixtureRequest, decks: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{decks.as_uri()}/"
    else:
        with open_server(decks, News(), 0) as found:
            yield found


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the script of axe-core, fetched by npm."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed: axe-core cannot be fetched")
    home = tmp_path_factory.mktemp("axe")
    done = subprocess.run([npm, "install", "--prefix", str(home), "axe-core@4"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("npm cannot fetch axe-core")
    return (home / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def shown_questions(page: Page) -> list[str]:
    return page.locator("#list > li > button").all_inner_texts()


def test_a_student_finds_a_deck_and_gets_its_bytes(browser: Browser, address: str, decks: Path) -> None:
    with open_page(browser, address, "index.html") as page:
        assert page.locator("tbody tr:visible").count() == 3
        page.get_by_label("Find a subject").fill("medi")
        assert page.locator("tbody tr:visible th").all_inner_texts() == ["Medicine"]
        with page.expect_download() as started:
            page.get_by_role("link", name=re.compile("Download .*: Medicine")).click()
        assert started.value.suggested_filename == "medicine.apkg"
        assert Path(started.value.path()).read_bytes() == (decks / "medicine.apkg").read_bytes()
        page.get_by_role("link", name="Medicine", exact=True).click()
        page.wait_for_url(f"{address}subjects/medicine.html")
        with page.expect_download() as started:
            page.get_by_role("link", name="Download the deck").click()
        assert Path(started.value.path()).read_bytes() == (decks / "medicine.apkg").read_bytes()


def test_questions_are_searched_and_filtered_as_one_types(browser: Browser, address: str) -> None:
    with open_page(browser, address, "subjects/medicine.html") as page:
        assert len(shown_questions(page)) == 12
        page.get_by_label("Search the questions").fill("ÀNIMAL 14 heart")
        assert shown_questions(page) == ["How does the heart of animal 14 beat?"]
        assert page.locator("#count").inner_text() == "1 question of 12"
        page.get_by_label("Search the questions").fill("number 7")
        page.get_by_role("button", name="number-7", exact=True).click()
        assert shown_questions(page) == ["How does the heart of animal 7 beat?"]
        page.get_by_role("button", name="Remove the filter number-7").click()
        assert len(shown_questions(page)) == 12
        page.get_by_label("Search the questions").fill("nothing like it")
        assert page.locator("#count").inner_text() == "0 questions of 12"


def test_a_question_opens_to_cards_that_turn(browser: Browser, address: str) -> None:
    with open_page(browser, address, "subjects/physics.html") as page:
        assert page.get_by_role("button", name="momentum").locator("math").count() == 1
        page.get_by_role("button", name="momentum").click()
        card = page.get_by_role("article").filter(has_text="Explain").filter(has_text="Energy")
        assert "E=mc2" not in "".join(card.inner_text().split())
        card.get_by_role("button", name="Show the answer").click()
        assert card.locator("math").count() == 3
        assert card.locator("math").first.evaluate("node => node.namespaceURI").endswith("MathML")
        card.get_by_role("button", name="Show the question").click()
        assert card.get_by_role("button", name="Show the answer").is_visible()
        page.get_by_role("button", name="momentum").click()
        assert page.get_by_role("article").count() == 0


def test_everything_is_done_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    with open_page(browser, address, "subjects/medicine.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "search":
                break
        page.keyboard.type("animal 9")
        wait_until(page, "document.querySelectorAll('#list > li').length === 1")
        while page.evaluate("!document.activeElement.closest('#list')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".flip")
        while page.evaluate("document.activeElement.className !== 'flip'"):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.textContent") == "Show the question"


def test_the_news_name_questions_and_where_they_went(browser: Browser, address: str, decks: Path) -> None:
    with open_page(browser, address, "releases.html") as page:
        newest = page.locator("section").first
        newest.get_by_text("Medicine").first.click()
        lines = newest.locator("details[open] li")
        lines.first.wait_for()
        assert [re.sub(r"\d+ (retired|corrected)$", r": \1", line) for line in sorted(lines.all_inner_texts())] == [
            "How does the heart of animal 1 beat?: retired",
            "How does the heart of animal 2 beat?: corrected",
            "How does the heart of animal 3 beat?moved to Physics",
        ]
        with page.expect_download() as started:
            page.locator("section", has_text="Retired cards").get_by_role("link", name="Medicine").click()
        assert Path(started.value.path()).read_bytes() == (decks / "retired" / "medicine.apkg").read_bytes()
        lines.get_by_role("link", name="Physics").click()
        page.wait_for_selector("article")
        assert page.locator("button[aria-expanded=true]").inner_text() == "How does the heart of animal 3 beat?"


def test_the_cards_are_those_of_anki(browser: Browser, decks: Path) -> None:
    """Every card as the page renders it against our own renderer, which real Anki is compared with elsewhere."""
    compared = 0
    for slug in ("medicine", "physics", "x"):
        notes = {note.guid: note for note in read_package(decks / f"{slug}.apkg").notes}
        expected = [
            (card.name, typeset(card.front), typeset(card.back))
            for note in notes.values()
            for card in render_cards(NOTE_TYPES[note.note_type], note.fields, note.cards)
        ]
        with open_page(browser, f"{decks.as_uri()}/", f"subjects/{slug}.html") as page:
            found = page.evaluate(
                """async () => {
                    const base = `subjects/${document.body.dataset.slug}`;
                    const types = qt2anki.given.get("note types");
                    const { versions } = qt2anki.given.get(`${base}/questions`);
                    const sides = [];
                    for (let at = 0; at < versions.length; at += 1) {
                        const piece = await qt2anki.load(`${base}/cards-${at}`, versions[at]);
                        for (const notes of Object.values(piece.questions)) for (const note of notes) {
                            for (const ordinal of note[1]) {
                                const card = qt2anki.cards.render(types, piece, note, ordinal);
                                const set = side => qt2anki.cards.typeset(side, piece.formulas);
                                sides.push([card.name, set(card.front), set(card.back)]);
                            }
                        }
                    }
                    return sides;
                }"""
            )
        assert sorted(map(tuple, found)) == sorted(expected)
        compared += len(expected)
    print(f"{compared} cards compared")
    assert compared > 60


def test_the_copied_search_finds_in_anki_what_the_page_shows(browser: Browser, decks: Path, tmp_path: Path) -> None:
    anki = pytest.importorskip("anki.collection", reason="anki is not installed")
    collection = anki.Collection(str(tmp_path / "collection.anki2"))
    options = collection._backend.get_import_anki_package_presets()
    for deck in sorted(decks.glob("*.apkg")):
        collection.import_anki_package(anki.ImportAnkiPackageRequest(package_path=str(deck), options=options))
    with open_page(browser, f"{decks.as_uri()}/", "subjects/medicine.html") as page:
        page.get_by_label("Search the questions").focus()
        wait_until(page, "qt2anki.given.has('subjects/medicine/keywords')")
        names = page.evaluate("qt2anki.given.get('subjects/medicine/keywords').names")
        assert len(names) > 10
        for name in names:
            page.get_by_label("Search the questions").fill(name)
            page.locator("#keywords button").filter(has_text=name).first.click()
            cards = page.locator("#list small").all_inner_texts()
            found = collection.find_cards(page.locator("#filters input").first.input_value())
            assert len(found) == sum(int(text.split()[0]) for text in cards), name
            page.locator("#filters button").first.click()
    collection.close()


def test_the_search_is_copied(browser: Browser, decks: Path) -> None:
    with open_server(decks, News(), 0) as address, open_page(browser, address, "subjects/medicine.html") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="heart-rate").click()
        page.get_by_role("button", name="Copy Anki search").click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == '"tag:quicktakes::subject::medicine" "tag:quicktakes::keyword::heart-rate"'
        assert page.get_by_text("Tools › Create Filtered Deck").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_shuts_anybody_out(  # noqa: PLR0917
    browser: Browser, decks: Path, axe: str, path: str, scheme: str, width: int
) -> None:
    with open_page(browser, f"{decks.as_uri()}/", path, scheme, width) as page:
        for opener in page.locator("summary, #list > li > button").all():
            opener.click()
        for flip in page.locator(".flip").all():
            flip.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        result = run_axe(page, axe)
        serious = [
            f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('any', [{}])[0].get('message', '')}"
            for v in result
            if v["impact"] in {"serious", "critical"}
        ]
        assert not serious


def run_axe(page: Page, axe: str) -> list[dict[str, Any]]:
    """Return the violations that axe-core finds on a page."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({ preload: false }).then(result => result.violations)")
    return [dict(each) for each in found]


def test_the_seeds_open_and_show_their_cards(browser: Browser, tmp_path: Path) -> None:
    build(Config(source=SEEDS, out=tmp_path / "decks", jobs=1, now=1_772_000_000))
    assert set(walk_subjects(browser, tmp_path / "decks")) == {path.name for path in SEEDS.iterdir()}


def test_hostile_text_shows_as_text_and_writes_nowhere_else(browser: Browser, decks: Path) -> None:
    home = decks.parent
    assert {path.name for path in home.iterdir()} == {"source", "decks"}
    assert not (home.parent / "x").exists()
    with open_page(browser, f"{decks.as_uri()}/", "subjects/x.html") as page:
        assert page.locator("h1").inner_text() == "../../x"
        assert shown_questions(page) == [f"Why {HOSTILE}?"]
        page.get_by_label("Search the questions").focus()
        page.locator("#keywords button").last.wait_for()
        page.get_by_role("button", name="Why").click()
        page.wait_for_selector(".flip")
        for flip in page.locator(".flip").all():
            flip.click()
        assert page.get_by_text("window.hacked = 1").count() > 1
        page.locator("#keywords button", has_text="<script>").first.click()
        assert shown_questions(page) == [f"Why {HOSTILE}?"]
        page.wait_for_timeout(200)


def test_a_page_reloads_when_its_source_changes(browser: Browser, decks: Path) -> None:
    news = News()
    with open_server(decks, news, 0) as address, open_page(browser, address, "index.html") as page:
        page.wait_for_timeout(500)
        with page.expect_event("load"):
            news.tell()
        assert page.locator("h1").inner_text() == "Decks for Anki"


def large_subject(count: int) -> Sheet:
    """Return a subject of so many questions, each with 14 keywords, a tenth of them its own."""

    def note(number: int) -> Note:
        fields = {"Key": "k", "Question": f"Question {number}", "Title": "T", "Body": "B " * 400, "Explain": "why?"}
        values = tuple(fields.get(name, "") for name in NOTE_TYPES["step"].field_names)
        words = [f"keyword number {number * n % (50 * n * n)} of {n}" for n in range(1, 14)] + [f"own keyword {number}"]
        tags = tuple(f"quicktakes::keyword::{word.replace(' ', '-')}" for word in words)
        return Note(f"g{number}", "step", values, tags, (0,), 1, number, (number,), number)

    texts = (
        f"Question {n}: what makes the {n % 97}th process of kind {n % 31} differ from the others?"
        for n in range(count)
    )
    questions = tuple(Question(n, text, (note(n),)) for n, text in enumerate(texts))
    return Sheet(Subject("large", "large", "Large", count, 0), 1, questions, (), ())


@pytest.mark.parametrize("count", [2200, 4500])
def test_a_key_press_is_answered_within_50_ms(browser: Browser, tmp_path: Path, count: int) -> None:
    sheet = large_subject(count)
    site = Site("QuickTakes", "https://quicktakes.io")
    write_subject(tmp_path, site, sheet)
    write_site(tmp_path, site, Overview((), count, (sheet.subject,), (), {}))
    with open_page(browser, f"{tmp_path.as_uri()}/", "subjects/large.html") as page:
        weight = first_load(page, tmp_path)
        spent = time_key_presses(page, "process of kind 7 number")
    print(f"{count} questions: first load {weight:,} bytes; a key press to its frame at most {max(spent):.0f} ms")
    assert len(spent) == 24
    assert max(spent) < 50
    assert weight < 1_500_000

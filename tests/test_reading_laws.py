"""What holds for every text, however odd: reading neither fails nor lets through what Anki refuses."""

from __future__ import annotations

import itertools
import re
import unicodedata
from html.parser import HTMLParser

import yaml
from ftfy.badness import BADNESS_RE
from hypothesis import example, given
from hypothesis import strategies as st

from qt2anki.decode import decode, restore_source, restore_tex, trace
from qt2anki.documents import parse_document
from qt2anki.markup import parse, parser, restore_html, to_html
from qt2anki.model import FORMULA_OPEN, Document, Fragment
from qt2anki.repair import HARMLESS, needs_repair, repair_text

ANY = st.text(st.characters(), max_size=80)
PIECES = [
    *(r"\n", r"\t", r"\r\n", r"\"", "$", "$$", r"\(", r"\)", r"\[", r"\]", "`", "```", "\\", "\\\\", "{", "}"),
    *("<b>", "</b>", "<br>", "<sub>", "<script>", "<img src=x onerror=y>", "*", "**", "_", "|", "- ", "1. ", "> "),
    *(r"\begin{align}", r"\end{align}", r"\nu", r"\neq", "x", "word and word", "5", "'", '"', "é", "â€™", "&lt;"),
    *("[a](javascript:x)", "[a](https://b.c)", "![i](http://e.f)", "    ", "\t", "~~~", "python", "//", "\ufdd0", "# "),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
TEXT = st.one_of(ANY, MARKUP)
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def texts_of(document: Document) -> list[str]:
    """Return every text that a document holds, formulas in place."""
    decoded = [restore_source(field.text, field.formulas) for field in (document.question, document.answer)]
    related = [part for each in document.related for part in (each.question, each.url)]
    return [*decoded, document.subject, document.url, *document.keywords, *related]


@given(question=TEXT, answer=TEXT, subject=TEXT, keywords=TEXT, related=TEXT)
def test_any_text_in_any_field_is_read(question: str, answer: str, subject: str, keywords: str, related: str) -> None:
    fields = {"id": 7, "question": question, "answer": answer, "subject": subject, "url": related}
    fields |= {"seo": {"page_keywords": keywords}, "related_article1": {"title": related, "url": subject}}
    written = yaml.safe_dump(fields, allow_unicode=True).encode("utf-8", "surrogatepass")
    document, problems = parse_document("x.md", b"---\n" + written + b"---\n")
    assert document is not None or any(problem.severity == "error" for problem in problems)
    if document is not None:
        assert not any(REFUSED.search(text) for text in texts_of(document))


@given(raw=st.one_of(st.binary(max_size=200), TEXT.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for content in (raw, b"---\n" + raw, b"---\nid: 7\nquestion: q\nanswer: >-\n    " + raw + b"\n---\n"):
        document, problems = parse_document("x.md", content)
        assert (document is None) == any(problem.severity == "error" for problem in problems)


@given(TEXT)
@example("It\u2019s A\u030a \u00c3\u00ad")
@example("\u00c3\u200b\u00a9")
@example("a\r\r\nb\rc")
def test_repair_repairs_once_and_for_all(text: str) -> None:
    repaired = repair_text(text)
    assert repair_text(repaired) == repaired
    assert not REFUSED.search(repaired)
    assert unicodedata.is_normalized("NFC", repaired)


@given(TEXT)
def test_what_needs_no_repair_is_not_changed(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert needs_repair(text.encode()) or repair_text(text) == text


RIGHT = [
    *("“quoted”", "‘so’", "it’s", "—", "–", "…", "x²", "µm", "25°C", "±2", "½", "×", "÷", "€5", "£3", "¥7", "₹15"),
    *("Élan", "naïve", "Ångström", "Ørsted", "œuvre", "Œdipe", "Übermaß", "¡Señor!", "¿Qué?", "São", "Kraków", "Škoda"),
    *(
        "Πολιτεία",
        "α-helix",
        "ΔG",
        "π",
        "Война",
        "שלום",
        "مرحبا",
        "中文",
        "日本語",
        "हिन्दी",
        "ﬁne",
        "ＡＢＣ",
        "¬P",
        "∀x∈ℝ",
    ),
    *("•", "™", "®", "©", "§5", "CO₂", "10⁻³", "→", "≤", "≠", "√2", "𝑥", "👍🏽", "H⁺", "ŋ", "ā", "plain", "words", "5"),
]


@given(st.lists(st.sampled_from(RIGHT), max_size=12), st.sampled_from([" ", ", ", r"\n", r"\n\n", "\n"]))
def test_right_text_passes_untouched(words: list[str], between: str) -> None:
    text = between.join(words)
    assert repair_text(text) == text


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="\\$`~"), max_size=80))
def test_plain_text_survives_unchanged(text: str) -> None:
    assert repair_text(text) == text
    assert decode(text).text == text


def test_harmless_characters_are_harmless_in_any_combination() -> None:
    letters = ["", "a", "A", " ", ".", "1"]
    for one, other in itertools.product(sorted(HARMLESS), repeat=2):
        for before, between, after in itertools.product(letters, letters, ["", "a", " "]):
            assert not BADNESS_RE.search(f"{before}{one}{between}{other}{after}")
    assert all(unicodedata.normalize("NFC", character) == character for character in HARMLESS)


@given(TEXT)
def test_each_formula_has_its_placeholder(text: str) -> None:
    decoded = decode(repair_text(text))
    assert decoded.text.count(FORMULA_OPEN) == len(decoded.formulas)
    assert FORMULA_OPEN not in restore_tex(decoded.text, decoded.formulas)


@given(TEXT)
@example(">\N{NO-BREAK SPACE}")
def test_the_trace_leads_back(text: str) -> None:
    """A space of another kind behind a mark of Markdown becomes a plain one in its place."""
    raw = repair_text(text)
    decoded, anchors = decode(raw).text, trace(raw)
    assert anchors == sorted(anchors)
    for (at, origin), (end, _) in itertools.pairwise([*anchors, (len(decoded), len(raw))]):
        piece = decoded[at:end]
        if len(piece) > 1 and FORMULA_OPEN not in piece and '"' not in piece and "\n" not in piece:
            assert _with_plain_spaces(raw).startswith(_with_plain_spaces(piece), origin)


def _with_plain_spaces(text: str) -> str:
    return "".join(" " if unicodedata.category(character) == "Zs" else character for character in text)


class Elements(HTMLParser):
    """Collects the elements and attributes of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str, str]] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update((tag, name, value or "") for name, value in attrs or [("", "")])
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "hr"}:
            assert self.open.pop() == tag


ELEMENTS = (
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code hr br table thead tbody tr th td div a strong em"
    " sub sup b i u s del ins kbd mark small var q span"
)
ATTRIBUTES = {("ol", "start"), ("th", "align"), ("td", "align"), ("a", "href"), ("div", "class"), ("pre", "class")}


@given(TEXT)
def test_no_active_content_reaches_a_field(text: str) -> None:
    decoded = decode(repair_text(text))
    html = restore_html(to_html(Fragment(parser().parse(decoded.text), "")), decoded.formulas)
    elements = Elements()
    elements.feed(html)
    elements.close()
    assert not elements.open
    for tag, name, value in elements.found:
        assert tag in ELEMENTS.split()
        assert not name or (tag, name) in ATTRIBUTES | {("span", "class")}
        assert name != "href" or value.lower().startswith(("http://", "https://"))


@given(TEXT)
def test_blocks_cover_their_lines(text: str) -> None:
    decoded = decode(repair_text(text))
    lines = decoded.text.count("\n") + 1
    for block in parse(decoded.text):
        assert 0 <= block.start <= block.end <= lines + 1

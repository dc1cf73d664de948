"""A small catalogue for the browser: two releases of documents written for it, some of them hostile."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from qt2anki.config import Config
from qt2anki.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    """"'><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"></style></title>{{Body}} & <b>"""
)
"""What must show as text wherever it stands."""
HOSTILE_SUBJECT = "../../x"
KEYWORDS = ("heart rate", "c++ *wild* under_score", HOSTILE)

STEPS = (
    ("Filling", "Blood flows from the veins into the atria and onward through the open valves while the muscle rests."),
    ("Contraction", "The walls of the lower chambers tighten, close the inlet valves and raise the pressure within."),
    ("Ejection", "Once the pressure beats that of the arteries, the outlet valves open and blood leaves the chambers."),
)
FORMULA_STEPS = (
    ("Energy", "A body at rest holds $E = mc^2$ of it, and so $a < b$ holds for any two bodies of unequal mass."),
    ("Momentum", "The product of mass and velocity stays the same: $$\\sum_i m_i \\mathbf{v}_i = \\text{const}$$"),
    ("Program", "The value is printed by the machine:\n\n    ```python\n    print(\"a < b\", r'\\(x\\)')\n    ```"),
    ("Table", "Two columns tell the values apart:\n\n    | Mass | Speed |\n    | --- | --- |\n    | 1 kg | 2 m/s |"),
)
HOSTILE_STEPS = (
    (f"Alpha {HOSTILE}", f"The first of the parts is written as {HOSTILE} by people who wish the reader no good."),
    ("Beta", "A second part shows `</script>` and `<!--` in code, and an image ![dot](https://example.org/dot.png)."),
)


def write_document(folder: Path, number: int, question: str, subject: str, steps: tuple[tuple[str, str], ...]) -> None:
    """Write one document in the shape of the content."""
    listed = "\n\n".join(f"{n}. **{title}**: {body}" for n, (title, body) in enumerate(steps, start=1))
    lead = f"{question.rstrip('?')} comes down to a chain of events that follow each other."
    fields = {
        "id": number,
        "question": question,
        "answer": f"{lead}\n\n{listed}",
        "subject": subject,
        "url": f"/learn/x/questions/{number}",
    }
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    lines += ["seo:", f"  page_keywords: {json.dumps(', '.join((*KEYWORDS, f'number {number}')))}"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}.md").write_text("\n".join(["---", *lines, "---", ""]), encoding="utf-8")


def write_source(source: Path) -> None:
    """Write the first release: fourteen questions of medicine, and one each of physics and of bad will."""
    for number in range(1, 15):
        steps = tuple((title, f"{body} This is beat {number}.") for title, body in STEPS)
        write_document(source / "medicine", number, f"How does the heart of animal {number} beat?", "Medicine", steps)
    write_document(source / "physics", 50, "What do $E$ and momentum tell of a body?", "Physics", FORMULA_STEPS)
    write_document(source / "bad", 60, f"Why {HOSTILE}?", HOSTILE_SUBJECT, HOSTILE_STEPS)


def change_source(source: Path) -> None:
    """Make the second release: one question goes, one is corrected, one moves to physics."""
    (source / "medicine" / "1.md").unlink()
    (source / "medicine" / "2.md").write_text(
        (source / "medicine" / "2.md").read_text(encoding="utf-8").replace("muscle rests", "muscle relaxes slowly"),
        encoding="utf-8",
    )
    moved = (source / "medicine" / "3.md").read_text(encoding="utf-8").replace('"Medicine"', '"Physics"')
    (source / "medicine" / "3.md").unlink()
    (source / "physics" / "3.md").write_text(moved, encoding="utf-8")


def build_two_releases(home: Path) -> Path:
    """Build both releases below `home` and return the output directory."""
    config = Config(source=home / "source", out=home / "decks", jobs=1, now=1_772_000_000)
    write_source(config.source)
    build(config)
    change_source(config.source)
    build(replace(config, now=1_772_600_000))
    return config.out

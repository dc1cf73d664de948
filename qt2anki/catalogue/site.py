"""Write the catalogue's files: a subject's own where its deck is packed, the shared ones once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.catalogue.listing import count_keywords, keywords_script, questions_script
from qt2anki.catalogue.news import changes_script, last_change, tell_changes, tell_releases
from qt2anki.catalogue.pages import assets, render_feed, render_index, render_releases, render_subject
from qt2anki.catalogue.pieces import divide, piece_script
from qt2anki.catalogue.script import version
from qt2anki.catalogue.values import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qt2anki.catalogue.values import Question, Sheet, Site
    from qt2anki.ledger import Release, Subject

_FOLDERS = ("catalogue", "subjects")
"""Everything below these folders of the output is the catalogue's own, and so are the pages."""
_PAGES = ("index.html", "releases.html", "releases.atom")


@dataclass(frozen=True, slots=True)
class Overview:
    """What the shared pages are made from.

    `documents` counts those of all subjects, each once; `changes` are the versions of the subjects' scripts with
    changes, by slug.
    """

    entries: tuple[Entry, ...]
    documents: int
    subjects: tuple[Subject, ...]
    releases: tuple[Release, ...]
    changes: Mapping[str, str]


class _Folder:
    """Writes texts below a directory, and remembers their names."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.files: list[str] = []

    def write(self, name: str, text: str) -> str:
        """Write a file (its name relative, with `/`) and return the version of its content."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        self.files.append(name)
        return version(text)


def write_subject(root: Path, site: Site, sheet: Sheet) -> tuple[str, ...]:
    """Write the page of a subject and its scripts below `root`, the staged output, and return the files' names."""
    folder = _Folder(root)
    entry = _entry(sheet)
    data = _write_scripts(folder, sheet)
    news = tell_changes(sheet.changes, sheet.releases)
    keywords = [keyword for keyword, _count in count_keywords(sheet.questions)]
    folder.write(f"subjects/{sheet.subject.slug}.html", render_subject(site, entry, news, keywords, data))
    return tuple(folder.files)


def _entry(sheet: Sheet) -> Entry:
    notes = [note for question in sheet.questions for note in question.notes]
    return Entry(
        slug=sheet.subject.slug,
        label=sheet.subject.label,
        documents=len(sheet.questions),
        notes=len(notes),
        cards=sum(len(note.cards) for note in notes),
        size=sheet.size,
        retired=sheet.subject.retired,
        changed=last_change(sheet.subject, sheet.releases),
    )


def _write_scripts(folder: _Folder, sheet: Sheet) -> dict[str, str]:
    """Write the scripts of a subject and return the versions of those that its page names."""
    base = f"subjects/{sheet.subject.slug}"
    pieces: dict[int, int] = {}
    versions: list[str] = []
    for at, piece in enumerate(divide(sheet.questions)):
        pieces |= dict.fromkeys((question.number for question in piece), at)
        name = f"{base}/cards-{at}"
        versions.append(folder.write(f"{name}.js", piece_script(name, piece)))
    listed = sorted(sheet.questions, key=_by_text)
    scripts = {
        "questions": questions_script(f"{base}/questions", listed, pieces, versions),
        "keywords": keywords_script(f"{base}/keywords", listed),
        "changes": changes_script(f"{base}/changes", sheet.changes),
    }
    return {name: folder.write(f"{base}/{name}.js", script) for name, script in scripts.items()}


def _by_text(question: Question) -> tuple[str, int]:
    return question.text.casefold(), question.number


def write_site(root: Path, site: Site, overview: Overview) -> tuple[str, ...]:
    """Write what is no single subject's below `root`, and return the names of the files."""
    folder = _Folder(root)
    for name, content in assets(site.base_url).items():
        folder.write(f"catalogue/{name}", content)
    entries = sorted(overview.entries, key=lambda each: (each.label.casefold(), each.slug))
    news = tell_releases(overview.releases, overview.subjects)
    retired = [subject for subject in overview.subjects if subject.retired]
    folder.write("index.html", render_index(site, entries, overview.documents, news))
    folder.write("releases.html", render_releases(site, news, overview.changes, retired))
    folder.write("releases.atom", render_feed(site, news))
    return tuple(folder.files)


def catalogue_files(out: Path) -> set[str]:
    """Return the names of all files of a catalogue that stand in `out`."""
    below = (path for folder in _FOLDERS for path in (out / folder).rglob("*"))
    found = {path for path in (*below, *(out / name for name in _PAGES)) if path.is_file()}
    return {path.relative_to(out).as_posix() for path in found}


def subject_files(out: Path, slug: str) -> set[str]:
    """Return the names of the files of one subject that stand in `out`."""
    base = f"subjects/{slug}"
    return {name for name in catalogue_files(out) if name == f"{base}.html" or name.startswith(f"{base}/")}


def changes_version(folder: Path, slug: str) -> str:
    """Return the version of a subject's script with changes, as it stands below `folder`."""
    return version((folder / "subjects" / slug / "changes.js").read_text(encoding="utf-8"))

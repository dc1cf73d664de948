"""The static site where students get their decks."""

from __future__ import annotations

from qt2anki.catalogue.news import last_releases
from qt2anki.catalogue.site import Overview, WrittenSubject, catalogue_files, write_site, write_subject
from qt2anki.catalogue.values import Question, Sheet, Site

__all__ = [
    "Overview",
    "Question",
    "Sheet",
    "Site",
    "WrittenSubject",
    "catalogue_files",
    "last_releases",
    "write_site",
    "write_subject",
]

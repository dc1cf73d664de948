"""The static site where students get their decks."""

from __future__ import annotations

from qt2anki.catalogue.news import last_change, last_releases
from qt2anki.catalogue.site import (
    Overview,
    catalogue_files,
    changes_version,
    subject_files,
    write_site,
    write_subject,
)
from qt2anki.catalogue.values import Entry, Question, Sheet, Site

__all__ = [
    "Entry",
    "Overview",
    "Question",
    "Sheet",
    "Site",
    "catalogue_files",
    "changes_version",
    "last_change",
    "last_releases",
    "subject_files",
    "write_site",
    "write_subject",
]

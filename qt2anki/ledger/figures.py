"""Count what a release did, hold it against the retire limit, and write it down."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from qt2anki.errors import RetireLimitError
from qt2anki.subjects import WHOLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

_FEW = 200
"""Fewer active notes than these are few for the retire limit (docs/design.md, rule 3)."""
_CARDS = " + ".join(f"(n.cards >> {ordinal} & 1)" for ordinal in range(8))


@dataclass(frozen=True, slots=True)
class Figures:
    """What a release did, to one subject's package or to the whole.

    `documents` are those with active notes, `held` those of them that cannot be read this time; `notes` and `cards`
    stand in the package; `moved` notes left the subject and live on in another.
    """

    documents: int = 0
    held: int = 0
    notes: int = 0
    cards: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    revived: int = 0
    moved: int = 0


def count_active(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of active notes of the whole and of each subject."""
    return {key: counts[2] for key, *counts in _present(connection)}


def tally_release(connection: sqlite3.Connection) -> dict[str, Figures]:
    """Return the figures of the whole and of each subject, by key in order, from the notes that were touched."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    counts[WHOLE] = {}
    rows = connection.execute(
        """
        SELECT coalesce(s.key, ''), t.what, count(DISTINCT t.note) FROM touched t
        LEFT JOIN subjects s ON s.number = t.subject GROUP BY t.subject, t.what
        """
    )
    for key, what, count in rows:
        counts[key][what] = count
    for key, documents, held, notes, cards in _present(connection):
        fresh = sum(counts[key].get(what, 0) for what in ("added", "changed", "revived"))
        counts[key] |= {
            "documents": documents,
            "held": held,
            "notes": notes,
            "cards": cards,
            "unchanged": notes - fresh,
        }
    return {key: Figures(**counts[key]) for key in sorted(counts)}


def _present(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield (subject key, documents, held documents, active notes, cards), the whole first."""
    sums = "count(*), coalesce(sum(held), 0), coalesce(sum(notes), 0), coalesce(sum(cards), 0)"
    yield from connection.execute(
        f"""
        WITH present AS MATERIALIZED (
            SELECT d.number, d.held, count(*) AS notes, sum({_CARDS}) AS cards
            FROM documents d JOIN notes n ON n.document = d.number WHERE n.retired IS NULL GROUP BY d.number)
        SELECT '', {sums} FROM present UNION ALL
        SELECT * FROM (
            SELECT s.key, {sums} FROM subjects s
            JOIN (SELECT DISTINCT subject, document FROM copies) c ON c.subject = s.number
            JOIN present p ON p.number = c.document GROUP BY s.number ORDER BY s.key)
        """  # noqa: S608
    )


def check_retire_limit(
    connection: sqlite3.Connection, before: Mapping[str, int], figures: Mapping[str, Figures], limit: float
) -> None:
    """Raise RetireLimitError where more than the fraction `limit` of the notes active before would be retired.

    The limit guards against a wrong folder and half a checkout. Of few notes a rewritten document alone may replace
    more than that: there, in a whole of fewer than 200, only the notes of documents that vanished count, and a subject
    of fewer has no limit of its own.
    """
    for key, active in before.items():
        retired = min(figures[key].retired if key in figures else 0, active)  # those that had moved away count as well
        if active < _FEW:
            retired = 0 if key else _count_vanished(connection)
        if retired > limit * active:
            where = f"of the subject {key!r}" if key else "of the release"
            raise RetireLimitError(
                f"{retired} of the {active} active notes {where} would be retired, more than --retire-limit {limit:g} "
                "allows; check that the source is whole, or raise the limit"
            )


def _count_vanished(connection: sqlite3.Connection) -> int:
    """Return how many notes this release retires because their document is no longer there."""
    (count,) = connection.execute(
        """
        SELECT count(DISTINCT t.note) FROM touched t JOIN notes n ON n.number = t.note
        JOIN documents d ON d.number = n.document WHERE t.what = 'retired' AND d.absent IS NOT NULL
        """
    ).fetchone()
    return int(count)


def record_release(
    connection: sqlite3.Connection, number: int, moment: int, program: str, figures: Mapping[str, Figures]
) -> None:
    """Write down the release, its figures, and what it did to each document for each subject."""
    text = json.dumps({key: asdict(value) for key, value in figures.items()}, sort_keys=True)
    connection.execute("INSERT INTO releases VALUES (?, ?, ?, ?)", (number, moment, program, text))
    sums = ", ".join(f"sum(t.what = '{what}')" for what in ("added", "changed", "retired", "revived", "moved"))
    connection.execute(
        f"""
        INSERT INTO changes SELECT ?, t.subject, n.document, {sums} FROM touched t JOIN notes n ON n.number = t.note
        WHERE t.subject <> 0 GROUP BY t.subject, n.document ORDER BY t.subject, n.document
        """,  # noqa: S608
        (number,),
    )

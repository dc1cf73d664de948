"""Which known document is each document of the release? The ledger's side of `identity.match_documents`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qt2anki.identity import Arrival, KnownDocument, match_documents

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from qt2anki.model import DocumentFacts, NoteDraft


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document of the release, and its number in the ledger, None where it is new."""

    facts: DocumentFacts
    number: int | None


def recognise_documents(
    connection: sqlite3.Connection,
    documents: Sequence[DocumentFacts],
    drafts_of: Callable[[DocumentFacts], Sequence[NoteDraft]],
) -> list[Recognised]:
    """Return the documents in the order in which the ledger takes them: the known ones by number, the new ones by id.

    Files that cannot be read (`held`) are found by their path; those that were never released are left out, and one
    that is a copy of a document that can be read joins its copies.
    """
    readable = [facts for facts in documents if not facts.held]
    numbers = _by_id(connection, readable)
    held = list(_by_path(connection, [facts for facts in documents if facts.held]))
    kept = {number for number, _facts, _subject in held}
    rest = [index for index in range(len(readable)) if index not in numbers]
    if rest:
        numbers.update(_by_other_signs(connection, readable, rest, kept | set(numbers.values()), drafts_of))
    read = set(numbers.values())
    copies = {number: (facts.path, subject) for number, facts, subject in held if number in read}
    found = [Recognised(_with_copy(facts, copies, numbers.get(i)), numbers.get(i)) for i, facts in enumerate(readable)]
    found += [Recognised(facts, number) for number, facts, _subject in held if number not in copies]
    return sorted(found, key=_ledger_order)


def _ledger_order(found: Recognised) -> tuple[bool, int, str]:
    known = found.number is not None
    return not known, found.number if found.number is not None else found.facts.id, found.facts.path


def _with_copy(facts: DocumentFacts, copies: dict[int, tuple[str, str]], number: int | None) -> DocumentFacts:
    if number is None or number not in copies:
        return facts
    joined = tuple(sorted({*facts.copies, copies[number]}))
    subjects = tuple(dict.fromkeys(subject for _path, subject in joined))
    return facts._replace(copies=joined, subjects=subjects, unchanged=False)


def _by_id(connection: sqlite3.Connection, documents: Sequence[DocumentFacts]) -> dict[int, int]:
    """Return the ledger's number for the index of each document whose id it knows, ids that stand twice left out."""
    asked = Counter(facts.id for facts in documents)
    known: dict[int, list[int]] = defaultdict(list)
    for document_id, number in connection.execute("SELECT id, document FROM document_ids"):
        known[document_id].append(number)
    numbers = {
        index: known[facts.id][0]
        for index, facts in enumerate(documents)
        if asked[facts.id] == 1 and len(known.get(facts.id, ())) == 1
    }
    doubles = {number for number, count in Counter(numbers.values()).items() if count > 1}
    return {index: number for index, number in numbers.items() if number not in doubles}


def _by_path(connection: sqlite3.Connection, held: Sequence[DocumentFacts]) -> Iterator[tuple[int, DocumentFacts, str]]:
    """Yield (document, facts, subject key) of each unreadable file that was released, a document once."""
    seen: set[int] = set()
    for facts in held:
        row = connection.execute(
            """
            SELECT c.document, s.key FROM copies c JOIN documents d ON d.number = c.document
            JOIN subjects s ON s.number = c.subject
            WHERE c.path = ? AND d.absent IS NULL ORDER BY d.number LIMIT 1
            """,
            (facts.path,),
        ).fetchone()
        if row and row[0] not in seen:
            seen.add(row[0])
            yield row[0], facts, row[1]


def _by_other_signs(
    connection: sqlite3.Connection,
    documents: Sequence[DocumentFacts],
    rest: list[int],
    taken: set[int],
    drafts_of: Callable[[DocumentFacts], Sequence[NoteDraft]],
) -> dict[int, int]:
    known = list(_known_documents(connection, taken))

    def known_text(index: int) -> str:
        rows = connection.execute(
            "SELECT title, text FROM notes WHERE document = ? ORDER BY place, number", (known[index].number,)
        )
        return "\n".join(f"{title} {text}" for title, text in rows)

    def arrival_text(index: int) -> str:
        facts = documents[rest[index]]
        drafts = () if facts.skipped else drafts_of(facts)
        return "\n".join(f"{draft.title} {draft.text}" for draft in drafts)

    arrivals = [Arrival(documents[i].id, documents[i].question, documents[i].copies) for i in rest]
    matches = match_documents(known, arrivals, known_text, arrival_text) if known else {}
    return {rest[new]: known[old].number for new, old in matches.items()}


def _known_documents(connection: sqlite3.Connection, taken: set[int]) -> Iterator[KnownDocument]:
    rows = connection.execute("SELECT number, question, absent IS NULL FROM documents ORDER BY number")
    for number, question, present in rows:
        if number in taken:
            continue
        ids = connection.execute("SELECT id FROM document_ids WHERE document = ? ORDER BY id", (number,))
        copies = connection.execute(
            "SELECT c.path, s.key FROM copies c JOIN subjects s ON s.number = c.subject WHERE c.document = ?", (number,)
        )
        yield KnownDocument(number, tuple(i for (i,) in ids), question, tuple(copies), bool(present))

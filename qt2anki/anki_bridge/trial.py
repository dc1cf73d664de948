"""Let real Anki judge: decks in an empty collection, and over the release before with reviews in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anki.errors import AnkiException
from anki.notes import NoteId

from qt2anki.anki_bridge.scratch import column, forget_note_types, import_deck, rehearse, rows, scratch_collection
from qt2anki.anki_bridge.succession import Placed, Release, by_deck, text_hash
from qt2anki.anki_bridge.verdict import finding
from qt2anki.archive import FIELDS_APART
from qt2anki.errors import AnkiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from anki.collection import Collection

_HARMLESS = ("Database rebuilt and optimized.", "Added last review time")
"""What Check Database says of a sound collection: the second of cards that have just been studied (anki 26.9.3)."""
_CHUNK = 50_000


def try_fresh(decks: Mapping[int, Path], release: Release) -> list[Placed]:
    """Import all decks, by number, into an empty collection and return what Anki has to say about them."""
    with scratch_collection() as collection:
        found = _import_all(collection, decks)
        refused = {number for number, each in found if each.code == "refused"}
        return [
            *found,
            *_compare(collection, release, refused),
            *_misplaced(collection, release),
            *_blank_cards(collection, release),
            *_missing_cards(collection, release),
            *_missing_media(collection, release),
            *_duplicate_keys(collection),
            *_template_errors(collection),
            *_damage(collection),
        ]


def try_upgrade(previous: Sequence[Path], decks: Mapping[int, Path], old: Release, new: Release) -> list[Placed]:
    """Import `decks` over the release before, part of which has been studied, and return what went wrong."""
    with scratch_collection() as collection:
        for path in previous:
            _import_previous(collection, path)
        rehearse(collection)
        for table in ("notes", "cards", "revlog"):
            rows(collection, f"CREATE TEMP TABLE {table}_before AS SELECT * FROM {table}")  # noqa: S608 - our names
        found = _import_all(collection, decks)
        refused = {number for number, each in found if each.code == "refused"}
        return [
            *found,
            *_changed_rows(collection, new),
            *_updates(collection, old, new, refused),
            *_damage(collection),
        ]


def _import_previous(collection: Collection, path: Path) -> None:
    try:
        import_deck(collection, path)
    except AnkiException as error:
        raise AnkiError(f"{path}: Anki refuses this deck of the release before: {error}") from error


def _import_all(collection: Collection, decks: Mapping[int, Path]) -> list[Placed]:
    found: list[Placed] = []
    for number, path in decks.items():
        try:
            log = import_deck(collection, path)
        except AnkiException as error:
            found += [(number, each) for each in finding("refused", [" ".join(str(error).split())])]
            continue
        skipped = [*log.conflicting, *log.missing_notetype, *log.missing_deck, *log.empty_first_field]
        found += [(number, each) for each in finding("conflict", (note.fields[0] for note in skipped))]
    return found


def _compare(collection: Collection, release: Release, refused: set[int | None]) -> Iterator[Placed]:
    """Compare what arrived in an empty collection with what was sent."""
    arrived, texts, tags = set(), [], []
    for guid, fields, tag_text in rows(collection, "SELECT guid, flds, tags FROM notes ORDER BY id"):
        arrived.add(guid)
        sent = release.notes.get(guid)
        if sent and text_hash(fields.split(FIELDS_APART)) != sent.text:
            texts.append(guid)
        if sent and {tag.casefold() for tag in tag_text.split()} != sent.tags:
            tags.append(guid)
    lost = (guid for guid, sent in release.notes.items() if guid not in arrived and sent.deck not in refused)
    yield from by_deck(release, "not-imported", lost)
    yield from by_deck(release, "changed-text", texts)
    yield from by_deck(release, "changed-tags", tags)


def _misplaced(collection: Collection, release: Release) -> Iterator[Placed]:
    names = {deck.id: deck.name.casefold() for deck in collection.decks.all_names_and_ids()}
    query = "SELECT DISTINCT n.guid, c.did FROM cards c JOIN notes n ON n.id = c.nid ORDER BY n.id"
    stray = (guid for guid, deck in rows(collection, query) if names.get(deck) not in release.places(guid))
    return by_deck(release, "misplaced-card", stray)


def _blank_cards(collection: Collection, release: Release) -> Iterator[Placed]:
    notes = [each.note_id for each in collection.get_empty_cards().notes]
    return by_deck(release, "blank-card", _guids(collection, notes))


def _missing_cards(collection: Collection, release: Release) -> Iterator[Placed]:
    """Let Anki generate the cards of all notes, and see which are new."""
    notes = [NoteId(each) for each in column(collection, "SELECT id FROM notes")]
    before = set(column(collection, "SELECT id FROM cards"))
    for start in range(0, len(notes), _CHUNK):
        collection.after_note_updates(notes[start : start + _CHUNK], mark_modified=False, generate_cards=True)
    made = [note for card, note in rows(collection, "SELECT id, nid FROM cards") if card not in before]
    return by_deck(release, "missing-card", _guids(collection, made))


def _missing_media(collection: Collection, release: Release) -> Iterator[Placed]:
    report = collection.media.check()
    if report.missing_media_notes:
        return by_deck(release, "missing-media", _guids(collection, list(report.missing_media_notes)))
    return ((None, each) for each in finding("missing-media", report.missing))


def _duplicate_keys(collection: Collection) -> Iterator[Placed]:
    first_fields = {note_type["flds"][0]["name"] for note_type in collection.models.all()}
    texts = (text for name in sorted(first_fields) for text, _ in collection.find_dupes(name))
    return ((None, each) for each in finding("duplicate-key", texts))


def _template_errors(collection: Collection) -> Iterator[Placed]:
    """Save each note type as its editor would, and render one card of each template."""
    places = []
    forget_note_types(collection)
    for note_type in collection.models.all():
        try:
            collection.models.update_dict(note_type)
        except AnkiException as error:
            places.append(f"{note_type['name']}: {' '.join(str(error).split())}")
    one_each = "SELECT min(c.id), n.mid FROM cards c JOIN notes n ON n.id = c.nid GROUP BY n.mid, c.ord"
    for card, type_id in rows(collection, one_each):
        try:
            collection._backend.render_existing_card(card_id=card, browser=False, partial_render=False)  # noqa: SLF001
        except AnkiException as error:
            places.append(f"{type_id}: {' '.join(str(error).split())}")
    return ((None, each) for each in finding("template-error", places))


def _damage(collection: Collection) -> Iterator[Placed]:
    problems = collection.fix_integrity()[0].splitlines()
    return (
        (None, each)
        for each in finding("damaged", (line for line in problems if line and not line.startswith(_HARMLESS)))
    )


def _changed_rows(collection: Collection, release: Release) -> Iterator[Placed]:
    """Compare the student's cards and reviews with what they were: an import must not write to any."""
    cards = "SELECT nid FROM (SELECT * FROM cards_before EXCEPT SELECT * FROM cards)"
    notes = "SELECT DISTINCT n.guid FROM notes_before n WHERE n.id IN"
    yield from by_deck(release, "changed-card", column(collection, f"{notes} ({cards}) ORDER BY n.id"))
    for one, other in (("revlog_before", "revlog"), ("revlog", "revlog_before")):
        query = f"SELECT cid FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other})"  # noqa: S608 - our names
        reviews = column(collection, query)
        yield from ((None, each) for each in finding("lost-review", reviews))


def _updates(collection: Collection, old: Release, new: Release, refused: set[int | None]) -> Iterator[Placed]:
    """Yield corrected notes that did not arrive and unchanged ones that were touched."""
    texts = {g: text_hash(f.split(FIELDS_APART)) for g, f in rows(collection, "SELECT guid, flds FROM notes")}
    due = {
        guid for guid, note in new.notes.items() if guid not in old.notes or note.modified > old.notes[guid].modified
    }
    late = (g for g in sorted(due) if texts.get(g) != new.notes[g].text and new.notes[g].deck not in refused)
    yield from by_deck(new, "not-updated", late)
    query = "SELECT guid FROM (SELECT * FROM notes_before EXCEPT SELECT * FROM notes) ORDER BY id"
    yield from by_deck(new, "touched", (guid for guid in column(collection, query) if guid not in due))


def _guids(collection: Collection, notes: Sequence[int]) -> list[str]:
    names = {note: guid for note, guid in rows(collection, "SELECT id, guid FROM notes")}  # noqa: C416
    return [names[note] for note in notes if note in names]

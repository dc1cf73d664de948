-- What has ever been released, and under which identity. Nothing is ever deleted from `notes` and `documents`.

CREATE TABLE releases (
    number INTEGER PRIMARY KEY,
    moment INTEGER NOT NULL,            -- seconds since 1970
    program TEXT NOT NULL,              -- the version that made it
    figures TEXT NOT NULL               -- JSON: the figures of the whole and of each subject
) STRICT;

CREATE TABLE subjects (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- what all spellings share
    slug TEXT NOT NULL UNIQUE,          -- name of its files and tag
    label TEXT NOT NULL,                -- name of its deck, as first released: Anki matches decks by name
    next_position INTEGER NOT NULL      -- where the next new document starts
) STRICT;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,         -- in order of first release and id: the reading order of a subject
    id INTEGER NOT NULL,                -- the CMS's, the last known
    path TEXT NOT NULL,                 -- of the first copy, the last known
    question TEXT NOT NULL,
    release INTEGER NOT NULL,           -- the first
    absent INTEGER,                     -- the release that it vanished in, NULL while it is there
    held INTEGER NOT NULL,              -- 1: the file cannot be read, the last good notes stand
    first_position INTEGER NOT NULL,    -- its room among the new-card positions: from this one …
    last_position INTEGER NOT NULL      -- … to this one
) STRICT;

CREATE TABLE document_ids (             -- every CMS number that a document ever had
    id INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (id, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (                   -- the files of a document, the last known
    document INTEGER NOT NULL,
    path TEXT NOT NULL,
    subject INTEGER NOT NULL,
    PRIMARY KEY (document, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_path ON copies (path);
CREATE INDEX copies_by_subject ON copies (subject, document);

CREATE TABLE notes (
    number INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE,
    note_id INTEGER NOT NULL UNIQUE,    -- Anki's; its cards are note_id + ordinal
    document INTEGER NOT NULL,
    note_type TEXT NOT NULL,            -- never changes
    kind TEXT NOT NULL,
    mechanism INTEGER,
    step INTEGER,
    part INTEGER,
    place INTEGER NOT NULL,             -- index among the document's drafts
    title TEXT NOT NULL,
    text TEXT NOT NULL,                 -- the beginning of the plain body, for recognition
    digest BLOB NOT NULL,               -- of the fields that ask or answer something
    cards INTEGER NOT NULL,             -- bit n: the card of ordinal n has been released
    asked INTEGER NOT NULL,             -- bit n: the present text gives it
    position INTEGER NOT NULL,          -- new-card position ("due")
    modified INTEGER NOT NULL,          -- seconds since 1970
    release INTEGER NOT NULL,           -- the one that `modified` is of
    retired INTEGER                     -- the release that it was retired in, NULL while it is active
) STRICT;
CREATE INDEX notes_by_document ON notes (document);
CREATE INDEX notes_retired ON notes (retired) WHERE retired IS NOT NULL;

CREATE TABLE audiences (                -- the subjects that a note has ever been released in
    note INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    left_in INTEGER,                    -- the release in which an active note left the subject, or moved on since
    PRIMARY KEY (note, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX audiences_left ON audiences (subject) WHERE left_in IS NOT NULL;

CREATE TABLE changes (                  -- what each release did to a document's notes, for a subject's students
    release INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    document INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    revived INTEGER NOT NULL,
    moved INTEGER NOT NULL,             -- left this subject, live on in another
    PRIMARY KEY (release, subject, document)
) STRICT, WITHOUT ROWID;

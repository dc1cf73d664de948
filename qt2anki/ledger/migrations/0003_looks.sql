-- When the text of each note type last changed: Anki takes new templates only from a note type with a newer time.

CREATE TABLE looks (
    note_type TEXT PRIMARY KEY,
    digest BLOB NOT NULL,               -- of templates and style, the site's address in them
    modified INTEGER NOT NULL           -- seconds since 1970
) STRICT, WITHOUT ROWID;

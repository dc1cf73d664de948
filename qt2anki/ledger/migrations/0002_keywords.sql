-- A keyword's tag that has once been released stays, however few documents have it later.

CREATE TABLE keywords (
    tag TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

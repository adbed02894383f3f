"""The tables of a catalogue that say which snapshot it began with, how far that is checked, and what was wrong.

The tables of facts hold what was said; these hold how far it is believed. They live and die with
the catalogue's file.
"""

STATEMENTS = (
    """CREATE TABLE snapshot (
         digest TEXT PRIMARY KEY, head TEXT NOT NULL, maker BLOB, loaded_at INTEGER NOT NULL, state TEXT NOT NULL,
         highest INTEGER NOT NULL) STRICT""",
    "CREATE TABLE snapshot_checked (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT",
    """CREATE TABLE snapshot_wrong (
         number INTEGER PRIMARY KEY, block INTEGER NOT NULL, record TEXT NOT NULL) STRICT""",
)

"""The schema of licet.db, one named migration per change; a migration that was released is never edited.

Amounts and 256-bit numbers are TEXT: SQLite turns the text of a wide integer in an INTEGER column into a REAL.
"""

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

user_database = Migrations("licet")


def _statements(db: "Database", *statements: str) -> None:
    # Not executescript: it commits, and a migration with its record is one transaction.
    for statement in statements:
        db.execute(statement)


@user_database(name="0001_purchases")
def purchases(db: "Database") -> None:
    """Purchases as records with the columns that are searched, and a history that only grows."""
    _statements(
        db,
        """CREATE TABLE purchase (
             id TEXT PRIMARY KEY, state TEXT NOT NULL, chain_id TEXT NOT NULL, market TEXT NOT NULL,
             listing TEXT NOT NULL, account TEXT NOT NULL, order_id TEXT, created_at INTEGER NOT NULL,
             record TEXT NOT NULL) STRICT""",
        "CREATE INDEX purchase_listing ON purchase (chain_id, market, listing)",
        "CREATE UNIQUE INDEX purchase_order ON purchase (order_id) WHERE order_id IS NOT NULL",
        """CREATE TABLE purchase_event (
             number INTEGER PRIMARY KEY, purchase TEXT NOT NULL REFERENCES purchase (id), time INTEGER NOT NULL,
             old_state TEXT, new_state TEXT NOT NULL, fields TEXT NOT NULL) STRICT""",
        "CREATE INDEX purchase_event_purchase ON purchase_event (purchase)",
        """CREATE TRIGGER purchase_event_kept BEFORE DELETE ON purchase_event
             BEGIN SELECT RAISE(ABORT, 'the history only grows'); END""",
        """CREATE TRIGGER purchase_event_fixed BEFORE UPDATE ON purchase_event
             BEGIN SELECT RAISE(ABORT, 'the history only grows'); END""",
    )


@user_database(name="0002_sales")
def sales(db: "Database") -> None:
    """Own listings by the hash of their terms, and the orders on them."""
    _statements(
        db,
        """CREATE TABLE own_listing (
             terms_hash TEXT PRIMARY KEY, listing TEXT NOT NULL, created_at INTEGER NOT NULL,
             record TEXT NOT NULL) STRICT""",
        """CREATE TABLE sale (
             order_id TEXT PRIMARY KEY, listing TEXT NOT NULL, state TEXT NOT NULL, seen_at INTEGER NOT NULL,
             record TEXT NOT NULL) STRICT""",
    )


@user_database(name="0003_activity")
def activity(db: "Database") -> None:
    """What the accounts did, whom they know, and which models ran."""
    _statements(
        db,
        """CREATE TABLE activity (
             id INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL, account TEXT NOT NULL,
             amount_wei TEXT NOT NULL, fee_wei TEXT NOT NULL, hash TEXT, status TEXT NOT NULL, counterparty TEXT,
             subject TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
        "CREATE INDEX activity_time ON activity (time DESC, id DESC)",
        "CREATE INDEX activity_counterparty ON activity (counterparty)",
        """CREATE TABLE contact (
             address TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT""",
        """CREATE TABLE run (
             id INTEGER PRIMARY KEY, purchase TEXT NOT NULL, time INTEGER NOT NULL, seconds REAL NOT NULL,
             device TEXT NOT NULL, input_digest TEXT NOT NULL, output_digest TEXT NOT NULL,
             summary TEXT NOT NULL) STRICT""",
        "CREATE INDEX run_purchase ON run (purchase, time DESC)",
    )


@user_database(name="0004_licences")
def licences(db: "Database") -> None:
    """What the chain said of each licence, licences that were passed on to this wallet, and acts about licences."""
    _statements(
        db,
        "CREATE TABLE standing (token_id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT",
        """CREATE TABLE received (
             token_id TEXT PRIMARY KEY, received_at INTEGER NOT NULL, record TEXT NOT NULL) STRICT""",
        """CREATE TABLE licence_act (
             hash TEXT PRIMARY KEY, token_id TEXT NOT NULL, state TEXT NOT NULL, created_at INTEGER NOT NULL,
             record TEXT NOT NULL) STRICT""",
    )


@user_database(name="0005_key_requests")
def key_requests(db: "Database") -> None:
    """Requests for the key of a version, and answers to those of others: one per licence, key and holder."""
    _statements(
        db,
        """CREATE TABLE key_request (
             id TEXT PRIMARY KEY, token_id TEXT NOT NULL, state TEXT NOT NULL, created_at INTEGER NOT NULL,
             record TEXT NOT NULL) STRICT""",
        """CREATE TABLE key_answer (
             token_id TEXT NOT NULL, key_hash TEXT NOT NULL, holder TEXT NOT NULL, seen_at INTEGER NOT NULL,
             record TEXT NOT NULL, PRIMARY KEY (token_id, key_hash, holder)) STRICT""",
    )

"""The schema of licet.db, one named migration per change; a migration that was released is never edited.

Amounts and 256-bit numbers are TEXT: SQLite turns the text of a wide integer in an INTEGER column into a REAL.
"""

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from desktop.store.history_schema import activity_chains, last_balances

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


@user_database(name="0004_activity_currency")
def activity_currency(db: "Database") -> None:
    """Amounts of the activity may be in tokens: what the token said of itself stands beside the amount."""
    _statements(
        db,
        "ALTER TABLE activity RENAME COLUMN amount_wei TO amount",
        "ALTER TABLE activity ADD COLUMN token TEXT",  # null: the chain's own coin
    )


@user_database(name="0004_sales_by_market")
def sales_by_market(db: "Database") -> None:
    """Whose market a listing and an order are on; NULL in older rows, until ``store.sales`` has found out."""
    for table in ("own_listing", "sale"):
        _statements(
            db,
            f"ALTER TABLE {table} ADD COLUMN chain_id TEXT",
            f"ALTER TABLE {table} ADD COLUMN market TEXT",
            f"CREATE INDEX {table}_market ON {table} (chain_id, market)",
        )


@user_database(name="0005_splits")
def splits(db: "Database") -> None:
    """Revenue splits with their shares, and how far each chain was searched for them."""
    _statements(
        db,
        """CREATE TABLE split_share (
             chain_id TEXT NOT NULL, factory TEXT NOT NULL, split TEXT NOT NULL, place INTEGER NOT NULL,
             account TEXT NOT NULL, bps INTEGER NOT NULL,
             PRIMARY KEY (chain_id, factory, split, place)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX split_share_account ON split_share (chain_id, factory, account)",
        """CREATE TABLE split_search (
             chain_id TEXT NOT NULL, factory TEXT NOT NULL, block INTEGER NOT NULL,
             PRIMARY KEY (chain_id, factory)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0006_collections")
def collections(db: "Database") -> None:
    """Batches that take money home from the contracts: a row per transaction, changed as it goes."""
    _statements(
        db,
        """CREATE TABLE collection (
             id INTEGER PRIMARY KEY, chain_id TEXT NOT NULL, market TEXT NOT NULL, begun_at INTEGER NOT NULL,
             is_open INTEGER NOT NULL) STRICT""",
        """CREATE TABLE collection_step (
             collection INTEGER NOT NULL REFERENCES collection (id), place INTEGER NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (collection, place)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0004_settlements")
def settlements(db: "Database") -> None:
    """How deep in the chain each order's facts lie, and what a reorganisation took back."""
    _statements(
        db,
        "CREATE TABLE settlement (purchase TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT",
        """CREATE TABLE chain_notice (
             id INTEGER PRIMARY KEY, purchase TEXT NOT NULL, time INTEGER NOT NULL, undone TEXT NOT NULL,
             block TEXT, seen INTEGER NOT NULL) STRICT""",
    )


@user_database(name="0004_alarms")
def alarms(db: "Database") -> None:
    """Which alarm was put away or told at which level, and until when the app was last known to be open."""
    _statements(
        db,
        """CREATE TABLE alarm (
             key TEXT PRIMARY KEY, put_away TEXT, told TEXT, time INTEGER NOT NULL) STRICT""",
        "CREATE TABLE watched (name TEXT PRIMARY KEY, time INTEGER NOT NULL) STRICT",
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


@user_database(name="0007_fits")
def fits(db: "Database") -> None:
    """How versions run on a machine: tried with empty weights, and seen each time one was open."""
    for table in ("fit", "fit_seen"):
        last = ", time" if table == "fit_seen" else ""
        _statements(
            db,
            f"""CREATE TABLE {table} (
                  identity TEXT NOT NULL, machine TEXT NOT NULL, engine TEXT NOT NULL, device TEXT NOT NULL,
                  time INTEGER NOT NULL, record TEXT NOT NULL,
                  PRIMARY KEY (identity, machine, engine, device{last})) STRICT, WITHOUT ROWID""",
        )


@user_database(name="0007_run_records")
def run_records(db: "Database") -> None:
    """Runs as records: identity, parameters, inputs, versions, sandbox; NULL in older rows, which keep what they have."""
    _statements(db, "ALTER TABLE run ADD COLUMN record TEXT")


@user_database(name="0007_devices")
def devices(db: "Database") -> None:
    """Which device a version is run on by choice, and on which it did not work, with the reason."""
    _statements(
        db,
        "CREATE TABLE device_choice (identity TEXT PRIMARY KEY, device TEXT NOT NULL) STRICT",
        """CREATE TABLE device_failure (
             identity TEXT NOT NULL, device TEXT NOT NULL, time INTEGER NOT NULL, reason TEXT NOT NULL,
             PRIMARY KEY (identity, device)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0007_batches")
def batches(db: "Database") -> None:
    """Batches: what was asked for and its state; the results lie in a file of their own."""
    _statements(
        db,
        """CREATE TABLE batch (
             id TEXT PRIMARY KEY, purchase TEXT NOT NULL, created_at INTEGER NOT NULL, record TEXT NOT NULL) STRICT""",
        "CREATE INDEX batch_purchase ON batch (purchase, created_at DESC)",
    )


@user_database(name="0007_judgements")
def judgements(db: "Database") -> None:
    """What models came to on own data; the items behind the figures are packed, and never the data itself."""
    _statements(
        db,
        """CREATE TABLE judgement (
             id INTEGER PRIMARY KEY, purchase TEXT NOT NULL, time INTEGER NOT NULL, record TEXT NOT NULL,
             observed BLOB NOT NULL) STRICT""",
        "CREATE INDEX judgement_purchase ON judgement (purchase, time DESC)",
    )


@user_database(name="0008_block_lists")
def block_lists(db: "Database") -> None:
    """Block lists that the person chose, their signed files by version, and what they say; the own one among them."""
    _statements(
        db,
        """CREATE TABLE block_list (
             id TEXT PRIMARY KEY, record TEXT NOT NULL, is_own INTEGER NOT NULL, added_at INTEGER NOT NULL) STRICT""",
        """CREATE TABLE block_list_version (
             list TEXT NOT NULL REFERENCES block_list (id) ON DELETE CASCADE, version INTEGER NOT NULL,
             added_at INTEGER NOT NULL, document BLOB NOT NULL, PRIMARY KEY (list, version)) STRICT""",
        """CREATE TABLE block_entry (
             list TEXT NOT NULL REFERENCES block_list (id) ON DELETE CASCADE, chain INTEGER NOT NULL,
             market TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, category TEXT NOT NULL,
             reason TEXT NOT NULL, PRIMARY KEY (list, chain, market, kind, subject)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX block_entry_here ON block_entry (chain, market)",
    )


@user_database(name="0008_watches")
def watches(db: "Database") -> None:
    """What is watched, the news of it with what was told and read, and how far the catalogue was looked at."""
    _statements(
        db,
        """CREATE TABLE watch (
             id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, market TEXT NOT NULL, subject TEXT NOT NULL,
             record TEXT NOT NULL, UNIQUE (chain, market, subject)) STRICT""",
        """CREATE TABLE watch_news (
             watch INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE, key BLOB NOT NULL,
             place INTEGER NOT NULL, listing INTEGER NOT NULL, block INTEGER NOT NULL, is_there INTEGER NOT NULL, told TEXT NOT NULL,
             read TEXT NOT NULL, is_quiet INTEGER NOT NULL, is_unread INTEGER NOT NULL, is_untold INTEGER NOT NULL,
             record TEXT NOT NULL, PRIMARY KEY (watch, key)) STRICT""",
        "CREATE INDEX watch_news_block ON watch_news (watch, block)",
        """CREATE TABLE watch_position (
             chain INTEGER NOT NULL, market TEXT NOT NULL, indexed_to INTEGER NOT NULL, hashes TEXT NOT NULL,
             PRIMARY KEY (chain, market)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0008_checks")
def checks(db: "Database") -> None:
    """Full checks of kept versions: how far each is, what was found, and whether a whole check is under way."""
    _statements(
        db,
        "CREATE TABLE version_check (identity TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE library_check (run INTEGER NOT NULL) STRICT",
    )


@user_database(name="0008_mirrors")
def mirrors(db: "Database") -> None:
    """Places that a seller publishes to, what each address last gave, and bytes that this computer gave."""
    _statements(
        db,
        "CREATE TABLE mirror (place INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT",
        """CREATE TABLE source_standing (
             identity TEXT NOT NULL, source TEXT NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (identity, source)) STRICT, WITHOUT ROWID""",
        "CREATE TABLE given (identity TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    )


@user_database(name="0008_downloads")
def downloads(db: "Database") -> None:
    """Downloads under way, paused or just finished, by the version's identity."""
    _statements(
        db,
        """CREATE TABLE download (
             identity TEXT PRIMARY KEY, started_at INTEGER NOT NULL, record TEXT NOT NULL) STRICT""",
    )


@user_database(name="0013_snapshot_makers")
def snapshot_makers(db: "Database") -> None:
    """Whose snapshots of catalogues the person takes, and which snapshots were found to be wrong."""
    _statements(
        db,
        """CREATE TABLE snapshot_maker (
             address BLOB PRIMARY KEY, name TEXT NOT NULL, added_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
        """CREATE TABLE snapshot_fault (
             digest TEXT NOT NULL, maker BLOB NOT NULL, found_at INTEGER NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (digest, maker)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0008_taste")
def taste(db: "Database") -> None:
    """What this person opened and does not want, one row for each market."""
    _statements(
        db,
        """CREATE TABLE taste (
             chain_id TEXT NOT NULL, market TEXT NOT NULL, record BLOB NOT NULL,
             PRIMARY KEY (chain_id, market)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0023_backup_checks")
def backup_checks(db: "Database") -> None:
    """When back-ups of a wallet were last tried: the last check of each kind, by the id in the wallet file."""
    _statements(
        db,
        """CREATE TABLE backup_check (
             wallet TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (wallet, kind)) STRICT, WITHOUT ROWID""",
    )


@user_database(name="0014_outgoing")
def outgoing(db: "Database") -> None:
    """Transactions that were signed here: an act for each nonce, its attempts with their raw bytes, and their fate."""
    _statements(
        db,
        """CREATE TABLE outgoing (
             id INTEGER PRIMARY KEY, chain_id TEXT NOT NULL, account TEXT NOT NULL, nonce TEXT NOT NULL,
             is_watched INTEGER NOT NULL, fate TEXT NOT NULL) STRICT""",
        "CREATE INDEX outgoing_nonce ON outgoing (chain_id, account, nonce)",
        "CREATE INDEX outgoing_watched ON outgoing (chain_id) WHERE is_watched",
        """CREATE TABLE outgoing_attempt (
             hash BLOB PRIMARY KEY, act INTEGER NOT NULL REFERENCES outgoing (id), kind TEXT NOT NULL,
             signed TEXT NOT NULL, raw BLOB NOT NULL, made_at INTEGER NOT NULL,
             reception TEXT NOT NULL) STRICT""",
        "CREATE INDEX outgoing_attempt_act ON outgoing_attempt (act)",
    )


@user_database(name="0027_contacts")
def contacts(db: "Database") -> None:
    """On which chain alone a contact is meant, and the ENS name that led to it."""
    _statements(
        db,
        "ALTER TABLE contact ADD COLUMN chain_id TEXT",
        "ALTER TABLE contact ADD COLUMN ens_name TEXT NOT NULL DEFAULT ''",
    )


@user_database(name="0014_expectations")
def expectations(db: "Database") -> None:
    """What each transaction was expected to do when it was signed, and how that came."""
    _statements(
        db,
        "CREATE TABLE expectation (hash TEXT PRIMARY KEY, verdict TEXT NOT NULL, record TEXT NOT NULL) STRICT",
        "CREATE INDEX expectation_by_verdict ON expectation (verdict)",
    )


@user_database(name="0024_signatures")
def signatures(db: "Database") -> None:
    """The journal of everything signed, and the vault's newest record of each wallet."""
    _statements(
        db,
        "CREATE TABLE signature (id INTEGER PRIMARY KEY, wallet TEXT NOT NULL, entry BLOB NOT NULL) STRICT",
        "CREATE TABLE guard_record (wallet TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT, WITHOUT ROWID",
    )


user_database(name="0029_activity_chains")(activity_chains)
user_database(name="0031_last_balances")(last_balances)

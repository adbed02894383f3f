"""The part of licet.db's schema that holds what was found on chains, as migrations of ``desktop.store.migrations``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def activity_chains(db: "Database") -> None:
    """The activity tells chains apart, holds what was seen on them, and how far each account was looked through."""
    for column in (
        "chain_id TEXT",  # null in older rows, until the chain shows their transactions
        "block INTEGER",
        "mined_at INTEGER",
        "legs TEXT",  # null: not read from the chain
        "hidden TEXT NOT NULL DEFAULT ''",
        "found INTEGER NOT NULL DEFAULT 0",
        "words TEXT NOT NULL DEFAULT ''",
    ):
        db.execute(f"ALTER TABLE activity ADD COLUMN {column}")
    for statement in (
        """UPDATE activity SET words = lower(subject || char(10) || note || char(10) || '0x' || account || char(10)
             || '0x' || coalesce(counterparty, '') || char(10) || '0x' || coalesce(hash, ''))""",
        "CREATE INDEX activity_hash ON activity (hash)",
        "CREATE INDEX activity_account ON activity (account, chain_id)",
        """CREATE TABLE trace (
             chain_id TEXT NOT NULL, account TEXT NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (chain_id, account)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE approval (
             chain_id TEXT NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (chain_id, account, key)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE token_choice (
             chain_id TEXT NOT NULL, token TEXT NOT NULL, is_shown INTEGER NOT NULL,
             PRIMARY KEY (chain_id, token)) STRICT, WITHOUT ROWID""",
    ):
        db.execute(statement)


def last_balances(db: "Database") -> None:
    """What each account was last known to hold on each chain."""
    db.execute(
        """CREATE TABLE last_balance (
             chain_id TEXT NOT NULL, account TEXT NOT NULL, record TEXT NOT NULL,
             PRIMARY KEY (chain_id, account)) STRICT, WITHOUT ROWID"""
    )

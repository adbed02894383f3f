"""The catalogue's schema. It is a cache: a file of another version or market is thrown away, never migrated.

The tables ``revision`` to ``bad_key`` hold what the chain said, with the block, so that a reorganisation can be
undone; ``listing`` is what follows from them. ``listing_fts`` holds exactly the listings on offer (open, key not
proven bad), so that a search by text alone needs no join.
"""

from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE

SCHEMA_VERSION = 3

# Prices are TEXT of 39 digits (uint128), padded with zeros: their order as text is their order as numbers. Prices in
# tokens stand behind a sign that comes after every digit: nobody knows what they are worth, so the dearest price in
# coin is still before them, and no limit in coin lets them in.
PRICE_DIGITS = 39
NOT_IN_COIN = "~"


def price_text(terms: Terms) -> str:
    """The price as the catalogue orders it."""
    in_coin = terms.is_free or terms.currency == NATIVE
    return f"{'' if in_coin else NOT_IN_COIN}{terms.price:0{PRICE_DIGITS}d}"


STATEMENTS = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE block (number INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT",
    """CREATE TABLE revision (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, listing INTEGER NOT NULL, time INTEGER NOT NULL,
         transaction_hash BLOB NOT NULL, terms BLOB NOT NULL, card BLOB NOT NULL,
         PRIMARY KEY (block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX revision_listing ON revision (listing, block, log_index)",
    """CREATE TABLE closure (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, listing INTEGER NOT NULL,
         PRIMARY KEY (block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX closure_listing ON closure (listing, block, log_index)",
    """CREATE TABLE sale (
         order_id BLOB PRIMARY KEY, block INTEGER NOT NULL, listing INTEGER NOT NULL,
         holder BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sale_block ON sale (block)",
    "CREATE INDEX sale_listing ON sale (listing)",
    """CREATE TABLE refund (order_id BLOB PRIMARY KEY, block INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX refund_block ON refund (block)",
    """CREATE TABLE bad_key (
         key_hash BLOB PRIMARY KEY, block INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE listing (
         id INTEGER PRIMARY KEY, seller BLOB NOT NULL, terms BLOB NOT NULL, key_hash BLOB NOT NULL,
         card BLOB NOT NULL, card_fault TEXT, task TEXT NOT NULL, license TEXT NOT NULL, price TEXT NOT NULL,
         is_open INTEGER NOT NULL, listed_block INTEGER NOT NULL, listed_at INTEGER NOT NULL,
         revised_at INTEGER NOT NULL, sales INTEGER NOT NULL) STRICT""",
    "CREATE INDEX listing_seller ON listing (seller)",
    "CREATE INDEX listing_key ON listing (key_hash)",
    """CREATE INDEX listing_relevant ON listing
         ((card_fault IS NOT NULL), sales DESC, revised_at DESC, id DESC) WHERE is_open = 1""",
    "CREATE INDEX listing_newest ON listing (revised_at DESC, id DESC) WHERE is_open = 1",
    "CREATE INDEX listing_cheapest ON listing (price, id) WHERE is_open = 1",
    "CREATE INDEX listing_popular ON listing (sales DESC, id DESC) WHERE is_open = 1",
    "CREATE INDEX listing_task ON listing (task) WHERE is_open = 1",
    """CREATE VIRTUAL TABLE listing_fts USING fts5 (
         name, summary, tags, task, publisher, seller,
         tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')""",
    # A word in the name weighs most; then tags, task, publisher, summary, seller.
    "INSERT INTO listing_fts (listing_fts, rank) VALUES ('rank', 'bm25(10.0, 2.0, 5.0, 4.0, 3.0, 1.0)')",
)

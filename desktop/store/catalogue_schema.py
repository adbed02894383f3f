"""The catalogue's schema. It is a cache: a file of another version or market is thrown away, never migrated.

The tables ``revision`` to ``report`` hold what the chain said, with the block, so that a reorganisation can be
undone, and so does ``tie`` (accounts that a seller is linked with); ``review`` (the latest rating of each licence), ``patron``
(each account's purchases of a listing), ``demand`` (their sums by hour) and ``listing`` are what follows from them. ``listing_fts`` holds exactly
the listings on offer (open, key not proven bad), so that a search by text alone needs no join.

A row of ``listing`` is short: filters and sortings go through a hundred thousand of them. Terms and card, a kilobyte and
a half, are read for the page that is shown, from the revision that the row names.
"""

from desktop.store.word_rows import COLUMNS

SCHEMA_VERSION = 8

# Prices are TEXT of 39 digits (uint128), padded with zeros: their order as text is their order as numbers. Prices in
# tokens stand behind a sign that comes after every digit: nobody knows what they are worth, so the dearest price in
# coin is still before them, and no limit in coin lets them in.
PRICE_DIGITS = 39
NOT_IN_COIN = "~"


LARGEST_INTEGER = 2**63 - 1
"""SQLite's largest; a listing may claim a size beyond it."""


def digits(amount: int) -> str:
    """An amount as text whose order is that of the numbers."""
    return f"{amount:0{PRICE_DIGITS}d}"


def price_text(price: int, in_coin: bool) -> str:
    """The price as the catalogue orders it; what is free needs no currency."""
    return f"{'' if in_coin or price == 0 else NOT_IN_COIN}{digits(price)}"


# Words come folded and parted by spaces (``searching``), so the simplest tokenizer will do. What is found is ranked by us
# (``ranking``), without FTS5's table of text lengths. Eight megabytes are held before they are written and sixteen parts
# before they are merged: a third less time for the first reading of the chain (measured).
FTS_STATEMENTS = (
    f"""CREATE VIRTUAL TABLE listing_fts USING fts5 (
         {", ".join(COLUMNS)}, tokenize = 'ascii', prefix = '1 2 3', columnsize = 0)""",
    "INSERT INTO listing_fts (listing_fts, rank) VALUES ('hashsize', 8388608)",
    "INSERT INTO listing_fts (listing_fts, rank) VALUES ('automerge', 16)",
)
STATEMENTS = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE block (number INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT",
    """CREATE TABLE disagreement (
         listing INTEGER NOT NULL, origin TEXT NOT NULL, kind TEXT NOT NULL, block INTEGER NOT NULL,
         is_proven INTEGER NOT NULL, PRIMARY KEY (listing, origin, kind, block)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE revision (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, listing INTEGER NOT NULL, time INTEGER NOT NULL,
         transaction_hash BLOB NOT NULL, terms BLOB NOT NULL, card BLOB NOT NULL,
         PRIMARY KEY (block, log_index)) STRICT""",  # with a rowid: rows this long take a page each in an index
    "CREATE INDEX revision_listing ON revision (listing, block, log_index)",
    """CREATE TABLE closure (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, listing INTEGER NOT NULL,
         PRIMARY KEY (block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX closure_listing ON closure (listing, block, log_index)",
    """CREATE TABLE sale (
         order_id BLOB PRIMARY KEY, block INTEGER NOT NULL, log_index INTEGER NOT NULL, listing INTEGER NOT NULL,
         payer BLOB NOT NULL, holder BLOB NOT NULL, time INTEGER NOT NULL, price TEXT NOT NULL,
         currency BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sale_block ON sale (block)",
    "CREATE INDEX sale_patron ON sale (listing, payer, block, log_index)",
    """CREATE TABLE refund (
         order_id BLOB PRIMARY KEY, block INTEGER NOT NULL, reason INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX refund_block ON refund (block)",
    """CREATE TABLE bad_key (
         key_hash BLOB PRIMARY KEY, block INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rating (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, order_id BLOB NOT NULL, time INTEGER NOT NULL,
         holder BLOB NOT NULL, stars INTEGER NOT NULL, text BLOB NOT NULL,
         PRIMARY KEY (block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX rating_order ON rating (order_id, block, log_index)",
    """CREATE TABLE answer (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, order_id BLOB NOT NULL, time INTEGER NOT NULL,
         text BLOB NOT NULL, PRIMARY KEY (block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX answer_order ON answer (order_id, block, log_index)",
    """CREATE TABLE report (
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, order_id BLOB NOT NULL, listing INTEGER NOT NULL,
         time INTEGER NOT NULL, holder BLOB NOT NULL, sealed BLOB NOT NULL,
         PRIMARY KEY (block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX report_listing ON report (listing, block, log_index)",
    "CREATE INDEX report_order ON report (order_id)",
    """CREATE TABLE review (
         order_id BLOB PRIMARY KEY, listing INTEGER NOT NULL, seller BLOB NOT NULL, payer BLOB NOT NULL,
         block INTEGER NOT NULL, log_index INTEGER NOT NULL, time INTEGER NOT NULL, holder BLOB NOT NULL, stars INTEGER NOT NULL,
         text TEXT NOT NULL, is_edited INTEGER NOT NULL, bought_block INTEGER NOT NULL, version TEXT NOT NULL,
         exclusion TEXT NOT NULL, answer TEXT, answered_at INTEGER, to_earlier INTEGER) STRICT, WITHOUT ROWID""",
    "CREATE INDEX review_listing ON review (listing, block, log_index)",
    "CREATE INDEX review_seller ON review (seller, block, log_index)",
    "CREATE INDEX review_payer ON review (listing, payer, block, log_index)",
    "CREATE INDEX review_counted ON review (listing, stars) WHERE exclusion = ''",
    """CREATE TABLE tie (
         account BLOB NOT NULL, other BLOB NOT NULL, block INTEGER NOT NULL, log_index INTEGER NOT NULL,
         PRIMARY KEY (account, other, block, log_index)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tie_block ON tie (block)",
    """CREATE TABLE patron (
         listing INTEGER NOT NULL, payer BLOB NOT NULL, hour INTEGER NOT NULL, strength INTEGER NOT NULL,
         role INTEGER NOT NULL, sales INTEGER NOT NULL, held INTEGER NOT NULL, dust INTEGER NOT NULL,
         refunded INTEGER NOT NULL, undelivered INTEGER NOT NULL, proven INTEGER NOT NULL,
         PRIMARY KEY (listing, payer)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX patron_payer ON patron (payer)",
    """CREATE TABLE demand (
         listing INTEGER NOT NULL, hour INTEGER NOT NULL, strength INTEGER NOT NULL, payers INTEGER NOT NULL,
         accounts INTEGER NOT NULL, sales INTEGER NOT NULL, own INTEGER NOT NULL, held INTEGER NOT NULL,
         linked INTEGER NOT NULL, dust INTEGER NOT NULL, refunded INTEGER NOT NULL, undelivered INTEGER NOT NULL,
         proven INTEGER NOT NULL, PRIMARY KEY (listing, hour)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE listing (
         id INTEGER PRIMARY KEY, place INTEGER NOT NULL DEFAULT 0, task TEXT NOT NULL, license TEXT NOT NULL,
         price TEXT NOT NULL, size_bytes INTEGER NOT NULL, peak_rss_bytes INTEGER NOT NULL,
         is_offered INTEGER NOT NULL, is_readable INTEGER NOT NULL,
         popularity_milli INTEGER NOT NULL DEFAULT 0, wash_milli INTEGER NOT NULL DEFAULT 0,
         ratings INTEGER NOT NULL, stars INTEGER NOT NULL,
         rank_milli INTEGER NOT NULL DEFAULT 0, mean_milli INTEGER NOT NULL DEFAULT 0,
         revised_at INTEGER NOT NULL, seller BLOB NOT NULL, payee BLOB NOT NULL, key_hash BLOB NOT NULL,
         card_fault TEXT, is_open INTEGER NOT NULL, listed_block INTEGER NOT NULL, listed_at INTEGER NOT NULL,
         sales INTEGER NOT NULL, payers INTEGER NOT NULL DEFAULT 0, refunds INTEGER NOT NULL DEFAULT 0,
         revision_block INTEGER NOT NULL, revision_index INTEGER NOT NULL) STRICT""",
    "CREATE INDEX listing_seller ON listing (seller)",
    "CREATE INDEX listing_key ON listing (key_hash)",
    """CREATE INDEX listing_relevant ON listing
         (is_readable DESC, popularity_milli DESC, id DESC) WHERE is_offered = 1""",
    "CREATE INDEX listing_newest ON listing (revised_at DESC, id DESC) WHERE is_offered = 1",
    "CREATE INDEX listing_cheapest ON listing (price, id) WHERE is_offered = 1",
    "CREATE INDEX listing_popular ON listing (popularity_milli DESC, id DESC) WHERE is_offered = 1",
    "CREATE INDEX listing_best ON listing (rank_milli DESC, id DESC) WHERE is_offered = 1",
    "CREATE INDEX listing_size_bytes ON listing (size_bytes) WHERE is_offered = 1",
    "CREATE INDEX listing_peak_rss_bytes ON listing (peak_rss_bytes) WHERE is_offered = 1",
    "CREATE INDEX listing_rated ON listing (ratings, stars) WHERE ratings > 0",
    """CREATE TABLE choice (
         kind TEXT NOT NULL, value TEXT NOT NULL, offered INTEGER NOT NULL,
         PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID""",  # how many listings on offer have a task, a licence
    *FTS_STATEMENTS,
    "CREATE TABLE term (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)

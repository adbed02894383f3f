"""Following and searching a large catalogue: our indexer over web3.py's reader and over what SQLite itself needs."""

import itertools
import sqlite3
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import httpx
import msgspec

from desktop.assets import Assets
from desktop.bootstrap.bench.anvil import filled_anvil
from desktop.bootstrap.bench.listings import (
    CHAIN_ID,
    MARKET,
    PER_BLOCK,
    MadeMarket,
    block_hash,
    block_time,
    place,
)
from desktop.bootstrap.bench.sampling import PAIRS, interleaved, ratio, seconds
from desktop.chain.gateway import ChainGateway, companion_deployments, revert_names
from desktop.core.cards import parse_card
from desktop.core.events import EventBatch
from desktop.core.listings import ListingQuery
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_schema import STATEMENTS
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import connect, transaction
from desktop.store.searching import index_text, match_expression

MILLION = 1_000_000
SYNC_ROWS = 100_000
WEB3_ROWS = 2_000
QUERIES = 200
_PAGE = 50
_BATCH = 4_000
_SPAN = _BATCH // PER_BLOCK
"""Blocks in a request of the two baselines: as many logs as ours asks for."""
_JSON = {"Content-Type": "application/json"}

Row = tuple[int, str, str, str, str, str, str]


def measure(search_rows: int = MILLION, sync_rows: int = SYNC_ROWS) -> dict[str, float | str]:
    """The keys of the group ``catalogue``.

    Args:
        search_rows: Listings that are searched; ``search_p99_ms_1m`` is given only for a million.
        sync_rows: Listings that are followed.
    """
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as folder:
        return measure_sync(Path(folder), sync_rows) | measure_search(Path(folder), search_rows)


def measure_sync(folder: Path, rows: int) -> dict[str, float | str]:
    """``sync_vs_web3`` and ``sync_vs_limit``: listings per second over those of web3.py and of SQLite alone."""
    market, few = MadeMarket(rows), min(rows, WEB3_ROWS)
    prepared = [_searched(number, market.card(number)) for number in range(1, rows + 1)]
    names = (folder / f"{number}.db" for number in itertools.count())
    with filled_anvil(market) as url:
        _check_web3(url, market, few)
        ours, web3, limit = interleaved(
            lambda: seconds(lambda: follow(url, next(names))) / rows,
            lambda: seconds(lambda: _read_with_web3(url, place(few).block_number)) / few,
            lambda: seconds(lambda: _insert(url, next(names), market.head, prepared)) / rows,
        )
    return {
        "sync_vs_web3": ratio(web3, ours),
        "sync_vs_limit": ratio(limit, ours),
        "sync_listings_s": 1 / statistics.median(ours),
        "web3_listings_s": 1 / statistics.median(web3),
        "limit_listings_s": 1 / statistics.median(limit),
        "sync_rows": rows,
        "sync_node": "anvil",
    }


def measure_search(folder: Path, rows: int) -> dict[str, float | str]:
    """``search_p99_ms_1m`` and ``search_vs_raw``: prefix searches as typed, and the bare FTS5 query of each."""
    path = folder / "search.db"
    market = MadeMarket(rows)
    building = seconds(lambda: fill(path, market))
    queries = _queries(market)
    reader = CatalogueReader(path)
    with closing(connect(path, read_only=True)) as bare:
        taken: list[list[float]] = [[], []]
        quotients = []
        for _ in range(PAIRS):
            for text in queries:
                query = ListingQuery(text=text, limit=_PAGE)
                taken[0].append(seconds(lambda query=query: reader.search(query)))  # type: ignore[misc]
                taken[1].append(seconds(lambda text=text: _bare_search(bare, text)))  # type: ignore[misc]
            quotients.append(sum(taken[0][-len(queries) :]) / sum(taken[1][-len(queries) :]))
    reader.close()
    p99, p99_bare = (1000 * percentile(times, 0.99) for times in taken)
    found: dict[str, float | str] = {
        "search_vs_raw": statistics.median(quotients),
        "search_p99_ms": p99,
        "search_p50_ms": 1000 * statistics.median(taken[0]),
        "search_raw_p99_ms": p99_bare,
        "search_rows": rows,
        "search_build_s": building,
    }
    return found | ({"search_p99_ms_1m": p99} if rows == MILLION else {})


def follow(url: str, path: Path) -> int:
    """What the indexer process does, from nothing to the head; returns the last block."""
    gateway = ChainGateway.connect([url], CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
    records = companion_deployments(Assets.find(), MARKET).records.address
    with closing(gateway), closing(CatalogueWriter.open(path, CHAIN_ID, MARKET, records)) as writer:
        follower = gateway.follow(None, {}, records)
        while True:
            batch = follower.poll()
            writer.apply(batch)
            if batch.is_caught_up:
                return batch.last


def fill(path: Path, market: MadeMarket) -> None:
    """The whole market in a catalogue, without a node."""
    with closing(CatalogueWriter.open(path, CHAIN_ID, MARKET)) as writer:
        for first in range(1, market.listings + 1, _BATCH):
            last = min(first + _BATCH - 1, market.listings)
            begin, end = place(first).block_number, place(last).block_number
            events = tuple(market.events(first, last))
            hashes = {end: block_hash(end)}
            writer.apply(EventBatch(begin, end, market.head, block_time(market.head), events, hashes))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _read_with_web3(url: str, last: int) -> list[Any]:
    """web3.py's own reader, over ranges as wide as ours."""
    from web3 import HTTPProvider, Web3

    abi = msgspec.json.decode(Assets.find().contract("ModelMarket").read_bytes())["abi"]
    listed = (
        Web3(HTTPProvider(url)).eth.contract(Web3.to_checksum_address(MARKET.raw), abi=abi).events.Listed()
    )
    found: list[Any] = []
    for first in range(0, last + 1, _SPAN):
        found += listed.get_logs(from_block=first, to_block=min(last, first + _SPAN - 1))
    return found


def _check_web3(url: str, market: MadeMarket, rows: int) -> None:
    """Both readers read the same: else the ratio would say nothing."""
    found = _read_with_web3(url, place(rows).block_number)
    cards = [bytes(entry["args"]["card"]) for entry in found[:rows]]
    if cards != [market.card(number) for number in range(1, rows + 1)]:
        raise AssertionError("web3.py read other listings")


def _insert(url: str, path: Path, head: int, rows: Sequence[Row]) -> None:
    """The least that must be done: fetch the logs, and insert texts that were prepared into the same FTS5 table."""
    create = next(text for text in STATEMENTS if "VIRTUAL TABLE" in text)
    with (
        closing(connect(path)) as connection,
        httpx.Client(trust_env=False, timeout=60.0, headers=_JSON) as client,
    ):
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(create)
        for first in range(0, head + 1, _SPAN):
            last = min(head, first + _SPAN - 1)
            query = {"address": str(MARKET), "fromBlock": hex(first), "toBlock": hex(last)}
            request = {"jsonrpc": "2.0", "id": 1, "method": "eth_getLogs", "params": [query]}
            client.post(url, content=msgspec.json.encode(request)).read()
            part = rows[max(0, first - 1) * PER_BLOCK : last * PER_BLOCK]
            with transaction(connection):
                connection.executemany(
                    "INSERT INTO listing_fts (rowid, name, summary, tags, task, publisher, seller)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    part,
                )


def _searched(number: int, data: bytes) -> Row:
    card = parse_card(data)
    texts = (card.name, card.summary, " ".join(card.tags), card.task, card.publisher or "")
    name, summary, tags, task, publisher = map(index_text, texts)
    return number, name, summary, tags, task, publisher, "0x" + "00" * 20


def _queries(market: MadeMarket) -> list[str]:
    """What people type on the way to a model: the first two to six letters of a word of its name, or of two words."""
    random = Random(7)  # noqa: S311 - made data
    queries = []
    for number in range(QUERIES):
        card = parse_card(market.card(random.randint(1, market.listings)))
        words = [word for word in card.name.lower().split() if len(word) > 2] or ["ma"]
        text = random.choice(words)[: random.randint(2, 6)]
        queries.append(text if number % 4 else f"{random.choice(words)} {text}")
    return queries


def _bare_search(connection: sqlite3.Connection, text: str) -> list[Any]:
    query = "SELECT rowid FROM listing_fts WHERE listing_fts MATCH ? ORDER BY rank LIMIT ?"
    return connection.execute(query, (match_expression(text), _PAGE)).fetchall()

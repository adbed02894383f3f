"""Following and searching a large catalogue: our indexer over web3.py's reader and over what SQLite itself needs."""

import gc
import itertools
import queue
import statistics
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from desktop.assets import Assets
from desktop.bootstrap.bench import snapshots
from desktop.bootstrap.bench.anvil import filled_anvil, mine
from desktop.bootstrap.bench.listings import (
    CHAIN_ID,
    MARKET,
    PER_BLOCK,
    MadeMarket,
    place,
)
from desktop.bootstrap.bench.sampling import PAIRS, interleaved, ratio, seconds
from desktop.bootstrap.bench.search import MILLION, measure_search
from desktop.bootstrap.garbage import collect_rarely
from desktop.bootstrap.indexing import Indexing, Tell
from desktop.chain.gateway import ChainGateway, companion_deployments, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.cards import parse_card
from desktop.store.catalogue_schema import FTS_STATEMENTS
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import connect, transaction
from desktop.store.word_rows import COLUMNS, words_of

SYNC_ROWS = 100_000
WEB3_ROWS = 2_000
_BATCH = 4_000
_SPAN = _BATCH // PER_BLOCK
"""Blocks in a request of the two baselines: as many logs as ours asks for."""
_INSERT = (
    f"INSERT INTO listing_fts (rowid, {', '.join(COLUMNS)}) VALUES ({', '.join('?' * (1 + len(COLUMNS)))})"  # noqa: S608
)
_PATIENCE_S = 300.0
_JSON = {"Content-Type": "application/json"}

Row = tuple[int | str, ...]


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
    with filled_anvil(market) as url, _as_a_child():
        _check_web3(url, market, few)
        ours, web3, limit = interleaved(
            lambda: seconds(lambda: follow(url, next(names))) / rows,
            lambda: seconds(lambda: _read_with_web3(url, place(few).block_number)) / few,
            lambda: seconds(lambda: _insert(url, next(names), market.head, prepared)) / rows,
        )
        noticed = measure_noticing(folder / "noticed.db", url, market)
        started = snapshots.measure(url, folder, market, follow)
    figures: dict[str, float | str] = {
        "sync_vs_web3": ratio(web3, ours),
        "sync_vs_limit": ratio(limit, ours),
        "sync_listings_s": 1 / statistics.median(ours),
        "web3_listings_s": 1 / statistics.median(web3),
        "limit_listings_s": 1 / statistics.median(limit),
        "sync_rows": rows,
        "sync_node": "anvil",
        **noticed,
    }
    return figures | started


@contextmanager
def _as_a_child() -> Iterator[None]:
    """As in the indexer process, for all sides."""
    thresholds = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def measure_noticing(path: Path, url: str, market: MadeMarket) -> dict[str, float | str]:
    """``first_listings_s`` and ``noticed_s_max``: from nothing to the first page, and from a new block to its event."""
    told: queue.SimpleQueue[frozenset[int]] = queue.SimpleQueue()
    stop = threading.Event()
    client = RpcClient(url)

    def tell(_event: str, /, *, listings: Sequence[int] = (), **_rest: object) -> None:
        told.put(frozenset(listings))

    def until_told(number: int) -> None:
        while number not in told.get(timeout=_PATIENCE_S):
            pass

    with _indexing(path, url, tell) as indexing:
        thread = threading.Thread(target=indexing.run, args=(stop.wait,))
        thread.start()
        try:
            first_s = seconds(lambda: until_told(market.listings))
            taken = []
            for number in range(market.listings + 1, market.listings + 1 + PAIRS):
                mine(client, market, number, number)
                taken.append(seconds(lambda number=number: until_told(number)))  # type: ignore[misc]
        finally:
            stop.set()
            thread.join()
            client.close()
    return {"first_listings_s": first_s, "noticed_s_max": max(taken)}


def follow(url: str, path: Path) -> None:
    """What the indexer process does, from nothing to the head."""
    with _indexing(path, url, lambda *_, **__: None) as indexing:
        while not indexing.is_caught_up:
            indexing.step()


@contextmanager
def _indexing(path: Path, url: str, tell: Tell) -> Iterator[Indexing]:
    gateway = ChainGateway.connect([url], CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
    records = companion_deployments(Assets.find(), MARKET).records.address
    with (
        closing(gateway),
        closing(CatalogueWriter.open(path, CHAIN_ID, MARKET, records)) as writer,
        closing(Indexing(gateway, writer, records, tell)) as indexing,
    ):
        yield indexing


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
    with (
        closing(connect(path)) as connection,
        httpx.Client(trust_env=False, timeout=60.0, headers=_JSON) as client,
    ):
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(FTS_STATEMENTS[0])
        for first in range(0, head + 1, _SPAN):
            last = min(head, first + _SPAN - 1)
            query = {"address": str(MARKET), "fromBlock": hex(first), "toBlock": hex(last)}
            request = {"jsonrpc": "2.0", "id": 1, "method": "eth_getLogs", "params": [query]}
            client.post(url, content=msgspec.json.encode(request)).read()
            part = rows[max(0, first - 1) * PER_BLOCK : last * PER_BLOCK]
            with transaction(connection):
                connection.executemany(_INSERT, part)


def _searched(number: int, data: bytes) -> Row:
    return number, *words_of(parse_card(data), bytes(20), is_free=False)

"""A new client from a snapshot, and from the node: until the first search over the whole catalogue."""

import random
import statistics
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.bench.listings import CHAIN_ID, MARKET, MadeMarket
from desktop.bootstrap.bench.sampling import interleaved, ratio, seconds
from desktop.bootstrap.snapshots import market_of
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.core.cancel import CancelToken
from desktop.core.errors import Bug
from desktop.core.listings import ListingQuery
from desktop.core.snapshots import SnapshotOrigin
from desktop.services.snapshots.checking import require_block, sample
from desktop.store import snapshot_loading
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_swap import declare_whole, finish_swap, staged_path
from desktop.store.snapshot_book import SnapshotBook
from desktop.store.snapshot_files import assemble, open_head

Follow = Callable[[str, Path], object]


def measure(url: str, folder: Path, market: MadeMarket, follow: Follow) -> dict[str, float | str]:
    """``snapshot_vs_sync``: seconds of a new client with a snapshot over those of one that reads it all from the node.

    Args:
        url: A node that has the market.
        folder: For what is made.
        market: What the node has.
        follow: The reader of the other side, as its own benchmark has it.
    """
    gateway = ChainGateway.connect([url], CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
    word = market.words[0]
    with closing(gateway):
        made = folder / "synced.db"
        follow(url, made)
        file = folder / "market.licet-snapshot"
        making = seconds(lambda: _make(gateway, made, market.head, file))
        start, sync = interleaved(
            lambda: seconds(lambda: _start(gateway, file, folder / "new.db", word)),
            lambda: seconds(lambda: _sync(url, folder / "other.db", word, follow)),
        )
        checking = seconds(lambda: _check(gateway, file, folder / "new.db"))
    return {
        "snapshot_vs_sync": ratio(start, sync),
        "snapshot_s": statistics.median(start),
        "snapshot_sync_s": statistics.median(sync),
        "snapshot_sample_s": checking,
        "snapshot_make_s": making,
        "snapshot_bytes": file.stat().st_size,
        "snapshot_rows": market.listings,
    }


def _make(gateway: ChainGateway, catalogue: Path, block: int, out: Path) -> None:
    of = market_of(gateway)
    found = gateway.fact_sources(of.records)[0].block(block)
    if found is None:
        raise Bug("the node lacks its own block")
    body = out.with_suffix(".body")
    head = snapshot_loading.make_body(catalogue, SnapshotOrigin(of, block, *found), body)
    assemble(head, None, None, body, out)


def _start(gateway: ChainGateway, file: Path, catalogue: Path, word: str) -> None:
    """What the service does, in this process: block, load, sample, swap; then a search."""
    _remove(catalogue)
    of = market_of(gateway)
    require_block(open_head(file).head, gateway.fact_sources(of.records))
    head = snapshot_loading.load(file, catalogue, of, lambda _done, _all: None)
    with SnapshotBook.open(staged_path(catalogue)) as book:
        book.begin(head, None, 0)
    _check(gateway, file, staged_path(catalogue))
    declare_whole(catalogue)
    finish_swap(catalogue)
    _search(catalogue, word)


def _check(gateway: ChainGateway, file: Path, catalogue: Path) -> None:
    of = market_of(gateway)
    with SnapshotBook.open(catalogue) as book:
        found = sample(
            book,
            open_head(file).head,
            gateway.fact_sources(of.records),
            random.SystemRandom(),
            CancelToken(),
            lambda _done, _all: None,
        )
    if found.wrong:
        raise Bug("a right snapshot was found to be wrong")


def _sync(url: str, catalogue: Path, word: str, follow: Follow) -> None:
    _remove(catalogue)
    follow(url, catalogue)
    _search(catalogue, word)


def _search(catalogue: Path, word: str) -> None:
    with closing(CatalogueReader(catalogue)) as reader:
        if not reader.search(ListingQuery(text=word)).rows:
            raise Bug("a word of the market was not found")


def _remove(catalogue: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        catalogue.with_name(catalogue.name + suffix).unlink(missing_ok=True)

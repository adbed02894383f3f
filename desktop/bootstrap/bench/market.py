"""The market's window over a catalogue of any size: from a key to results, and from frame to frame while it scrolls.

``main`` runs in a process of its own for the group ``window``; it prints one JSON object.
"""

import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from desktop.bootstrap.bench.listings import block_time
from desktop.bootstrap.bench.search import MEMORY_BYTES, MILLION, fill, percentile
from desktop.bootstrap.bench.searched_market import SearchedMarket
from desktop.core.cards import parse_card
from desktop.core.errors import Bug
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.transactions import Head
from desktop.services.catalogue import CatalogueService
from desktop.services.tokens import TokenService
from desktop.store.catalogue import CatalogueReader

SCROLL_ROWS = 100_000
_WORDS = 24
_LETTERS = 5


class _NoTokens:
    """Every price of the made market is in coin."""

    def currency(self, _token: Address) -> Currency:
        raise Bug("the made market has no prices in tokens")


def main(rows: int) -> None:
    """Fill a catalogue with ``rows`` listings, and measure the market's page over it."""
    from desktop.ui.measured_market import measure_market

    with tempfile.TemporaryDirectory(prefix="licet-bench-") as folder:
        path, market = Path(folder) / "catalogue.db", SearchedMarket(rows)
        fill(path, market)
        with closing(CatalogueReader(path)) as reader:
            figures = measure_market(_service(reader, market), min(rows, SCROLL_ROWS), _texts(market))
    sys.stdout.write(
        json.dumps(
            {
                "frames": figures.frames,
                "work": figures.work,
                "keys": figures.keys,
                "key_work": figures.key_work,
                "unread_frames": figures.unread_frames,
                "rows_seen": figures.rows_seen,
                "most_held": figures.most_held,
            }
        )
    )


def figures_of(told: dict[str, list[float] | int], rows: int) -> dict[str, float | str]:
    """The keys of the group ``window`` that ``main`` measured."""
    frames, keys, work, key_work = (_list(told[name]) for name in ("frames", "keys", "work", "key_work"))
    found: dict[str, float | str] = {
        "market_scroll_frame_max_ms": max(frames),
        "market_scroll_p999_ms": percentile(frames, 0.999),
        "market_scroll_p50_ms": percentile(frames, 0.5),
        "market_scroll_work_max_ms": max(work),
        "market_scroll_work_p50_ms": percentile(work, 0.5),
        "market_scroll_rows": float(str(told["rows_seen"])),
        "market_scroll_rows_held": float(str(told["most_held"])),
        "market_scroll_unread_share": float(str(told["unread_frames"])) / len(frames),
        "market_key_to_results_p99_ms": percentile(keys, 0.99),
        "market_key_to_results_p50_ms": percentile(keys, 0.5),
        "market_key_work_p99_ms": percentile(key_work, 0.99),
        "market_rows": rows,
    }
    if rows == MILLION:
        found["market_key_to_results_p99_ms_1m"] = percentile(keys, 0.99)
    return found


def _list(told: list[float] | int) -> list[float]:
    if isinstance(told, int):
        raise TypeError("the market's process told no list")
    return told


def _service(reader: CatalogueReader, market: SearchedMarket) -> CatalogueService:
    def never(*_: object) -> Path:
        raise Bug("the market's page fetches nothing")

    return CatalogueService(
        reader=reader,
        head=lambda: Head(market.head, block_time(market.head), bytes(32)),
        fetch_public=never,  # type: ignore[arg-type]
        inspect_public=never,  # type: ignore[arg-type]
        memory_bytes=lambda: MEMORY_BYTES,
        describe_fault=str,
        tokens=TokenService(_NoTokens()),  # type: ignore[arg-type]
        publish=lambda _change: None,
    )


def _texts(market: SearchedMarket) -> list[str]:
    """The first letters of words of names, as people type them; every third time after a whole other word."""
    random = Random(11)  # noqa: S311 - made data
    texts = []
    for number in range(_WORDS):
        words = parse_card(market.card(random.randint(1, market.listings))).name.lower().split()
        start = f"{words[0]} " if number % 3 == 2 else ""
        texts.append(start + words[-1][:_LETTERS])
    return texts

"""Searching a large catalogue as people type: every key press, filters, sortings, counts, and pages far down."""

import itertools
import sqlite3
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from desktop.bootstrap.bench.listings import (
    CHAIN_ID,
    LICENSES,
    MARKET,
    TASKS,
    MadeMarket,
    block_hash,
    block_time,
    place,
)
from desktop.bootstrap.bench.sampling import interleaved, ratio, seconds
from desktop.bootstrap.bench.searched_market import SearchedMarket
from desktop.core.cards import parse_card
from desktop.core.events import EventBatch
from desktop.core.listings import ListingQuery, Sorting
from desktop.store import word_rows
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import connect, transaction
from desktop.store.searching import match_expression, parse_words
from desktop.store.word_rows import COLUMNS

MILLION = 1_000_000
TYPED = 60
"""Texts that are typed letter by letter."""
DEEP = 1_000
MEMORY_BYTES = 8 << 30
_PAGE = 50
_BATCH = 4_000
_LONGEST = 14
_ROUNDS = 2
# What people look for are tasks, too: the commonest words of the catalogue.
_TASKS = ("image classification", "classification", "text", "tabular", "forecasting series", "图像", "模型")

Figures = dict[str, float | str]


def measure_search(folder: Path, rows: int) -> Figures:
    """The figures of searching, each over the key presses of all texts that are typed.

    ``search_vs_raw`` compares with the bare query of FTS5 ("MATCH ? ORDER BY rank LIMIT 50") over the same words, in a
    table of FTS5's defaults with the same prefix indices: the sum of ours over the sum of its times, and the median of
    the quotients of each. ``page_1000_vs_page_1`` is the worst of all sortings.
    """
    path, market = folder / "search.db", SearchedMarket(rows)
    building = seconds(lambda: fill(path, market))
    make_popular(path, market)
    reader = CatalogueReader(path)
    first, later = _key_presses(market)
    ours, raw = _compared(reader, _fill_bare(path, folder / "bare.db"), later)
    facets = [*later, *_filtered(later)]
    found: Figures = {
        "search_vs_raw": sum(ours) / sum(raw),
        "search_vs_raw_median": statistics.median(a / b for a, b in zip(ours, raw, strict=True)),
        "search_raw_p99_ms": _p99(raw),
        "search_p99_ms": _p99(ours),
        "search_p50_ms": 1000 * statistics.median(ours),
        "first_letter_p99_ms": _p99(_taken(reader.search, first)),
        "search_filtered_p99_ms": _p99(_taken(reader.search, _filtered(later))),
        "search_sorted_p99_ms": _p99(_taken(reader.search, _sorted(later))),
        "browse_p99_ms": _p99(_taken(reader.search, _browsed())),
        "facet_p99_ms": _p99(_taken(lambda query: reader.facets(query, MEMORY_BYTES), facets)),
        "page_1000_vs_page_1": max(_deep(reader, sorting) for sorting in Sorting),
        "search_rows": rows,
        "search_build_s": building,
        "search_bytes_per_listing": path.stat().st_size / rows,
    }
    reader.close()
    return found | ({"search_p99_ms_1m": found["search_p99_ms"]} if rows == MILLION else {})


def fill(path: Path, market: MadeMarket) -> None:
    """The whole market in a catalogue, without a node."""
    with closing(CatalogueWriter.open(path, CHAIN_ID, MARKET)) as writer:
        for first in range(1, market.listings + 1, _BATCH):
            last = min(first + _BATCH - 1, market.listings)
            begin, end = place(first).block_number, place(last).block_number
            events = tuple(market.events(first, last))
            hashes = {end: block_hash(end)}
            writer.apply(EventBatch(begin, end, market.head, block_time(market.head), events, hashes))


def make_popular(path: Path, market: SearchedMarket) -> None:
    """Give listings the popularity that sales would have given them."""
    with closing(connect(path)) as connection:
        for first in range(1, market.listings + 1, _BATCH):
            last = min(first + _BATCH - 1, market.listings)
            sold = [(market.popularity_milli(number), number) for number in range(first, last + 1)]
            with transaction(connection):
                connection.executemany(
                    "UPDATE listing SET popularity_milli = ? WHERE id = ?", [s for s in sold if s[0]]
                )
                word_rows.follow(connection, [number for popularity, number in sold if popularity])


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _p99(times: Sequence[float]) -> float:
    return 1000 * percentile(times, 0.99)


def _key_presses(market: SearchedMarket) -> tuple[list[ListingQuery], list[ListingQuery]]:
    """What stands in the search field after each key: single letters, and everything from two letters on."""
    random = Random(7)  # noqa: S311 - made data
    texts = list(_TASKS)
    for _ in range(TYPED):
        words = parse_card(market.card(random.randint(1, market.listings))).name.lower().split()
        texts.append(" ".join(random.sample(words, min(len(words), random.randint(1, 2)))))
    typed = {text[:end].strip() for text in texts for end in range(1, min(len(text), _LONGEST) + 1)}
    letters = {*"abcdefghijklmnopqrstuvwxyz0", *(text for text in typed if len(text) == 1)}
    later = sorted(text for text in typed if len(text) > 1)
    random.shuffle(later)
    return [ListingQuery(text, limit=_PAGE) for text in sorted(letters)], [
        ListingQuery(text, limit=_PAGE) for text in later
    ]


def _filtered(queries: Sequence[ListingQuery]) -> list[ListingQuery]:
    random = Random(8)  # noqa: S311 - made data
    tasks, licenses = [frozenset({task}) for task in TASKS], [frozenset({one}) for one in LICENSES]
    filters: list[dict[str, Any]] = [
        {"tasks": random.choice(tasks)},
        {"licenses": random.choice(licenses)},
        {"tasks": random.choice(tasks), "licenses": random.choice(licenses), "only_free": True},
        {"only_free": True},
        {"max_price": 10**16},
        {"max_memory_bytes": MEMORY_BYTES},
        {"max_bytes": 1 << 24, "max_price": 10**18},
    ]
    return [replace(query, **random.choice(filters)) for query in queries]


def _sorted(queries: Sequence[ListingQuery]) -> list[ListingQuery]:
    sortings = itertools.cycle(sorting for sorting in Sorting if sorting is not Sorting.RELEVANCE)
    return [replace(query, sorting=sorting) for query, sorting in zip(queries, sortings, strict=False)]


def _browsed() -> list[ListingQuery]:
    """The market without a word, in every order and by every filter."""
    queries = [ListingQuery(sorting=sorting, limit=_PAGE) for sorting in Sorting]
    return queries + [filtered for query in queries for filtered in _filtered([query] * 8)]


def _compared(
    reader: CatalogueReader, bare: sqlite3.Connection, queries: Sequence[ListingQuery]
) -> tuple[list[float], list[float]]:
    """Seconds of ours and of the bare query, in turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    with closing(bare):
        for query in itertools.chain(*[queries] * _ROUNDS):
            taken[0].append(seconds(lambda query=query: reader.search(query)))  # type: ignore[misc]
            taken[1].append(seconds(lambda text=query.text: _bare_search(bare, text)))  # type: ignore[misc]
    return taken


def _taken(ask: Callable[[ListingQuery], object], queries: Sequence[ListingQuery]) -> list[float]:
    return [seconds(lambda query=query: ask(query)) for query in itertools.chain(*[queries] * _ROUNDS)]  # type: ignore[misc]


def _deep(reader: CatalogueReader, sorting: Sorting) -> float:
    """What page 1,000 of the commonest letters costs against the first one; the last page if there are fewer."""
    first = ListingQuery("re", sorting=sorting, limit=_PAGE)
    deep = first
    for _ in range(DEEP - 1):
        page = reader.search(deep)
        if page.next is None:
            break
        deep = replace(first, after=page.next)
    times = interleaved(
        lambda: seconds(lambda: reader.search(deep)), lambda: seconds(lambda: reader.search(first))
    )
    return ratio(*times)


def _fill_bare(path: Path, target: Path) -> sqlite3.Connection:
    """The same words in a table as FTS5 makes it, with the weights that bm25 had here."""
    texts = ", ".join(column for column in COLUMNS if column != "facts")
    connection = connect(target)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(
        f"CREATE VIRTUAL TABLE bare USING fts5 ({texts}, tokenize = 'ascii', prefix = '1 2 3')"
    )
    connection.execute("INSERT INTO bare (bare, rank) VALUES ('rank', 'bm25(10.0, 5.0, 4.0, 3.0, 2.0, 1.0)')")
    with closing(connect(path, read_only=True)) as filled:
        rows = filled.execute(f"SELECT rowid, {texts} FROM listing_fts")  # noqa: S608 - our own names
        while part := rows.fetchmany(_BATCH):
            with transaction(connection):
                insert = f"INSERT INTO bare (rowid, {texts}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own names
                connection.executemany(insert, part)
    return connection


def _bare_search(connection: sqlite3.Connection, text: str) -> list[Any]:
    query = "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT ?"
    return connection.execute(query, (match_expression(parse_words(text)), _PAGE)).fetchall()

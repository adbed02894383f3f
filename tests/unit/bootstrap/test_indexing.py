"""The indexer over real HTTP: killed at any moment, deceived, or left without a node, it ends with the true catalogue."""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.bootstrap.indexing import Indexing
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.core.events import EventBatch
from desktop.core.identity import Address
from desktop.core.listings import ListingQuery
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from tests.helpers.model_chain import ModelChain, listed_log, served
from tests.helpers.samples import CHAIN_ID, MARKET, make_terms

ROOT = Path(__file__).resolve().parents[3]
RECORDS = Address(b"\x77" * 20)
LISTINGS = 600
PER_BLOCK = 3
CARD = (
    '{"format":1,"license":"MIT","name":"Model NUMBER","public_bytes":1,"sources":["https://x.org"],"summary":"s",'
    '"task":"image-classification","version":"1"}'
)

# Says each batch after it is written.
INDEXER = """
import sys
from pathlib import Path
from desktop.assets import Assets
from desktop.bootstrap.indexing import Indexing
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.store.catalogue_writer import CatalogueWriter
from tests.helpers.samples import CHAIN_ID, MARKET
from tests.unit.bootstrap.test_indexing import RECORDS
gateway = ChainGateway.connect([sys.argv[1]], CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
writer = CatalogueWriter.open(Path(sys.argv[2]), CHAIN_ID, MARKET, RECORDS)
indexing = Indexing(gateway, writer, RECORDS, lambda *_, **__: None)
while not indexing.is_caught_up:
    indexing.step()
    print("written", flush=True)
print("caught up", flush=True)
import os
os._exit(0)
"""


def listed(number: int) -> tuple[list[bytes], bytes]:
    card = CARD.replace("NUMBER", str(number)).encode()
    return listed_log(number, make_terms(salt=number, card=card), card)


def market_of(listings: int) -> ModelChain:
    chain = ModelChain()
    for first in range(1, listings + 1, PER_BLOCK):
        chain.mine(*(listed(number) for number in range(first, min(first + PER_BLOCK, listings + 1))))
    return chain


class Running:
    """An indexer in this process, with what it told."""

    def __init__(self, path: Path, *urls: str) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.gateway = ChainGateway.connect(list(urls), CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
        self.writer = CatalogueWriter.open(path, CHAIN_ID, MARKET, RECORDS)
        self.indexing = Indexing(
            self.gateway, self.writer, RECORDS, lambda event, /, **values: self.told.append((event, values))
        )

    def catch_up(self) -> None:
        self.indexing.is_caught_up = False
        while not self.indexing.is_caught_up:
            self.indexing.step()

    def close(self) -> None:
        self.indexing.close()
        self.writer.close()
        self.gateway.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    made: list[Running] = []

    def run(*urls: str) -> Running:
        made.append(Running(tmp_path / f"{len(made)}.db", *urls))
        return made[-1]

    yield run
    for one in made:
        one.close()


def contents(path: Path) -> list[list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO listing_fts (listing_fts) VALUES ('integrity-check')")
        tables = ("revision", "listing", "block", "meta")
        found = [sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables]
    # What an endpoint was seen to refuse depends on how often it was asked.
    return [[row for row in rows if not str(row[0]).startswith("limits ")] for rows in found]


def test_killed_at_any_moment_it_ends_with_the_same_catalogue(
    tmp_path: Path, start: Callable[..., Running]
) -> None:
    chain = market_of(LISTINGS)
    chain.most_logs = 40
    chance = random.Random()
    with served(chain) as url:
        undisturbed = start(url)
        undisturbed.catch_up()
        killed, path, is_done = 0, tmp_path / "killed.db", False
        while not is_done:
            with subprocess.Popen(
                [sys.executable, "-c", INDEXER, url, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                batches = chance.randint(1, 4) if killed < 2 else LISTINGS
                told = (
                    [process.stdout.readline() for _ in range(batches)]
                    if killed < 3
                    else list(process.stdout)
                )
                is_done = "caught up\n" in told
                process.kill()
            killed += 1
            with closing(CatalogueReader(path)) as reader:
                assert is_done or reader.status().older_left > 0, "it was killed in the middle"

    assert killed == 3
    assert contents(path) == contents(tmp_path / "0.db")


def test_the_newest_are_found_while_older_ones_are_still_to_come(
    tmp_path: Path, start: Callable[..., Running]
) -> None:
    chain = market_of(LISTINGS)
    chain.most_logs = 40
    with served(chain) as url, closing(CatalogueReader(tmp_path / "0.db")) as reader:
        running = start(url)
        running.indexing.step()

        found = {row.id for row in reader.search(ListingQuery("model")).rows}
        status = reader.status()

    assert found >= {LISTINGS, LISTINGS - 1}
    assert (status.indexed_to, status.older_left > 0) == (chain.head, True)


def test_a_new_block_is_written_before_older_ones(start: Callable[..., Running]) -> None:
    chain = market_of(LISTINGS)
    chain.most_logs = 40
    with served(chain) as url:
        running = start(url)
        for _ in range(3):
            running.indexing.step()
        chain.mine(listed(LISTINGS + 1))
        running.told.clear()

        for _ in range(3):  # the batch that was read meanwhile comes first
            running.indexing.step()

    assert any(LISTINGS + 1 in values["listings"] for name, values in running.told if name == "indexed")
    assert not running.indexing.is_caught_up


class Hiding(ModelChain):
    """Tells every listing but one, and proves nothing."""

    def __init__(self, true: ModelChain, hidden: int) -> None:
        super().__init__()
        self.blocks, self._hidden = true.blocks, "0x" + hidden.to_bytes(32, "big").hex()

    def _logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        return [entry for entry in super()._logs(query) if entry["topics"][1] != self._hidden]


def test_what_an_endpoint_hides_is_named_and_read_from_another(start: Callable[..., Running]) -> None:
    true = market_of(30)
    with served(Hiding(true, 17)) as liar, served(true) as second, served(true) as third:
        running = start(liar, second, third)
        running.catch_up()
        running.indexing._opinions.settle()
        running.indexing.step()

        running.catch_up()

        row = running.writer._connection.execute("SELECT listing, origin, kind FROM disagreement").fetchone()
        count = running.writer._connection.execute("SELECT count(*) FROM listing").fetchone()[0]
    assert tuple(row) == (17, liar, "hidden")
    assert count == 30
    assert {"listing": 17, "origin": liar, "kind": "hidden", "block": 6, "is_proven": False} in [
        values for name, values in running.told if name == "disagreement"
    ]


def test_a_gap_in_the_numbers_is_told_of_a_single_endpoint_too(start: Callable[..., Running]) -> None:
    with served(Hiding(market_of(30), 17)) as liar:
        running = start(liar)
        running.catch_up()

    named = [(values["listing"], values["origin"]) for name, values in running.told if name == "disagreement"]
    assert named == [(17, liar)]


def test_a_fault_is_told_once_and_what_failed_is_read_again(start: Callable[..., Running]) -> None:
    chain = market_of(30)
    with served(chain) as url:
        running = start(url)
        running.gateway._nodes.clients[0]._attempts = 1
        chain.is_silent = True
        pauses = [running.indexing.step() for _ in range(2)]
        chain.is_silent = False
        running.catch_up()

    assert all(pause > 0 for pause in pauses)
    assert [name for name, _ in running.told] == ["fault", "indexed"]


def test_a_chain_that_was_begun_anew_is_read_from_its_own_beginning(start: Callable[..., Running]) -> None:
    chain = market_of(60)
    with served(chain) as url:
        running = start(url)
        running.catch_up()
        fresh = market_of(9)
        fresh.mine()
        chain.blocks = fresh.blocks
        chain.reorganise(3)
        chain.mine(listed(4), listed(5))

        running.catch_up()

        ids = [row[0] for row in running.writer._connection.execute("SELECT id FROM listing ORDER BY id")]
    assert ids == [1, 2, 3, 4, 5]


def test_listings_with_broken_cards_are_kept_and_stop_nothing(
    tmp_path: Path, start: Callable[..., Running]
) -> None:
    chain = ModelChain()
    cards = [b"", b"\xff\xfe", b"[" * 2000, b"{}", CARD.replace("1", "2", 1).encode(), CARD.encode()]
    for number, card in enumerate(cards, start=1):
        chain.mine(listed_log(number, make_terms(salt=number, card=card), card))
    with served(chain) as url, closing(CatalogueReader(tmp_path / "0.db")) as reader:
        start(url).catch_up()

        listings = [reader.listing(number) for number in range(1, len(cards) + 1)]

    assert [bool(row and row.card_fault) for row in listings] == [True] * 5 + [False]


def test_what_an_endpoint_refuses_is_remembered_after_a_restart(tmp_path: Path) -> None:
    chain = market_of(LISTINGS)
    chain.most_blocks = 20
    with served(chain) as url:
        running = Running(tmp_path / "limits.db", url)
        running.catch_up()
        running.close()
        for _ in range(60):
            chain.mine()
        again = Running(tmp_path / "limits.db", url)
        asked, logs = [], ModelChain._logs

        def counted(self: ModelChain, query: dict[str, Any]) -> list[dict[str, Any]]:
            asked.append(int(query["toBlock"], 16) - int(query["fromBlock"], 16) + 1)
            return logs(self, query)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(ModelChain, "_logs", counted)
            again.catch_up()
        again.close()

    assert 1 < asked[0] <= 20


def test_a_batch_says_when_all_is_read() -> None:
    assert not EventBatch(5, 9, 9, 0, older_left=5).is_caught_up
    assert EventBatch(0, 4, 9, 0, is_older=True).is_caught_up

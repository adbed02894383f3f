"""Older blocks read by another process: the same catalogue, whatever becomes of that process or of the node."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.bootstrap.indexing import Indexing
from desktop.bootstrap.older_logs import Asked, OlderLogs, Reading
from desktop.chain.errors import LyingNode
from desktop.chain.events import TOPICS
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.chain.log_ranges import Span
from desktop.chain.market import word
from desktop.chain.rpc import RpcClient
from desktop.core.errors import ChildDied
from desktop.core.events import Closed, EventBatch
from desktop.store import listing_rows
from desktop.store.catalogue_writer import CatalogueWriter
from tests.helpers.model_chain import ModelChain, bond_log, listed_log, served
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER, make_terms
from tests.unit.bootstrap.test_indexing import RECORDS, contents, listed

LISTINGS = 60
MOST_LOGS = 12


def mixed_market() -> ModelChain:
    """Listings with sound and broken cards, some of them closed, among other events and one that nobody knows."""
    chain = ModelChain()
    for number in range(1, LISTINGS + 1):
        logs = [listed(number), bond_log(number, SELLER)]
        if number % 7 == 0:
            logs.append(([TOPICS["Closed"], word(number - 3)], b""))
        if number % 11 == 0:
            broken = b"{%d" % number
            logs[0] = listed_log(number, make_terms(salt=number, card=broken), broken)
        if number % 13 == 0:
            logs.append(([b"\x99" * 32], b""))
        chain.mine(*logs)
    chain.most_logs = MOST_LOGS
    return chain


class Undated(ModelChain):
    """A node that does not tell the times of logs."""

    def _logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in entry.items() if key != "blockTimestamp"}
            for entry in super()._logs(query)
        ]


class Forging(ModelChain):
    """Tells of older blocks what cannot be."""

    def _logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        is_older = int(query["toBlock"], 16) < self.head - 40
        return [{**entry, "removed": is_older} for entry in super()._logs(query)]


@pytest.fixture
def follow(tmp_path: Path) -> Iterator[Callable[..., tuple[Path, Indexing, OlderLogs]]]:
    made: list[Any] = []

    def start(name: str, *urls: str, many: int) -> tuple[Path, Indexing, OlderLogs]:
        path, older = tmp_path / name, OlderLogs(MARKET, RECORDS, many)
        gateway = ChainGateway.connect(urls, CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
        writer = CatalogueWriter.open(path, CHAIN_ID, MARKET, RECORDS)
        indexing = Indexing(gateway, writer, RECORDS, lambda *_, **__: None, older=older)
        made.extend((indexing, writer, gateway))
        return path, indexing, older

    yield start
    for one in made:
        one.close()


def catch_up(indexing: Indexing) -> None:
    while not indexing.is_caught_up:
        indexing.step()


def test_another_process_reads_older_blocks_into_the_same_catalogue(
    follow: Callable[..., tuple[Path, Indexing, OlderLogs]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = []
    read = OlderLogs.read

    def counted(self: OlderLogs, *arguments: Any) -> Any:
        found = read(self, *arguments)
        answered.append(found is not None)
        return found

    monkeypatch.setattr(OlderLogs, "read", counted)
    with served(mixed_market()) as url:
        alone, indexing, _ = follow("alone.db", url, many=10**9)
        catch_up(indexing)
        answered.clear()
        beside, indexing, older = follow("beside.db", url, many=1)
        catch_up(indexing)

    assert answered.count(True) > 5
    assert older._child is None, "nothing older is left to read"
    assert contents(beside) == contents(alone)


@pytest.mark.expects_log("older blocks are read here: ChildDied")
def test_what_that_process_leaves_undone_when_it_is_killed_is_read_all_the_same(
    follow: Callable[..., tuple[Path, Indexing, OlderLogs]],
) -> None:
    with served(mixed_market()) as url:
        alone, indexing, _ = follow("alone.db", url, many=10**9)
        catch_up(indexing)
        beside, indexing, older = follow("beside.db", url, many=1)
        killed = 0
        while not indexing.is_caught_up:
            indexing.step()
            if (child := older._child) is not None and killed < 2:
                os.kill(child.pid, signal.SIGKILL)
                killed += 1

    assert killed == 2
    assert contents(beside) == contents(alone)


def test_a_node_that_tells_that_process_what_cannot_be_is_left_for_another(
    follow: Callable[..., tuple[Path, Indexing, OlderLogs]],
) -> None:
    true, forging = mixed_market(), Forging()
    forging.blocks, forging.most_logs = true.blocks, MOST_LOGS
    with served(forging) as liar, served(true) as url:
        alone, indexing, _ = follow("alone.db", url, many=10**9)
        catch_up(indexing)
        beside, indexing, _ = follow("beside.db", liar, url, many=1)
        catch_up(indexing)
        indexing._opinions.settle()

    assert contents(beside) == contents(alone)


def test_what_cannot_be_is_told_with_its_class_across_the_pipe() -> None:
    true, forging = mixed_market(), Forging()
    forging.blocks = true.blocks
    older = OlderLogs(MARKET, RECORDS, many=1)
    older.weigh(EventBatch(50, 60, 90, 0, (Closed(None, 1),), older_left=9))  # type: ignore[arg-type]
    with (
        served(forging) as url, closing(RpcClient(url, attempts=1)) as client, closing(older),
        pytest.raises(LyingNode) as told,
    ):  # fmt: skip
        older.read(client, Span(), 15, 0)

    assert (told.value.url, told.value.what) == (url, "logs of a block that is not on the chain")


def test_nothing_is_started_where_little_is_to_be_read() -> None:
    older = OlderLogs(MARKET, RECORDS, many=2)

    older.weigh(EventBatch(50, 60, 90, 0, (Closed(None, 1),), older_left=9))  # type: ignore[arg-type]

    assert older._child is None


def test_after_the_end_no_process_is_started_any_more() -> None:
    older = OlderLogs(MARKET, RECORDS, many=1)
    older.close()

    older.weigh(EventBatch(50, 60, 90, 0, (Closed(None, 1),), older_left=9))  # type: ignore[arg-type]

    assert older._child is None


def test_who_waits_for_a_range_when_all_ends_is_told_so_and_reads_nothing_more() -> None:
    chain, asked = mixed_market(), threading.Event()

    class Slow(ModelChain):
        def _logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
            asked.set()
            threading.Event().wait(5.0)
            return super()._logs(query)

    slow = Slow()
    slow.blocks = chain.blocks
    older = OlderLogs(MARKET, RECORDS, many=1)
    older.weigh(EventBatch(50, 60, 90, 0, (Closed(None, 1),), older_left=9))  # type: ignore[arg-type]
    with served(slow) as url, closing(RpcClient(url)) as client, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(older.read, client, Span(), 20, 0)
        assert asked.wait(10.0)
        older.close()

        assert isinstance(waiting.exception(10.0), ChildDied)


def test_a_range_is_told_with_the_times_that_its_logs_lack() -> None:
    undated = Undated()
    undated.blocks = mixed_market().blocks
    with served(undated) as url, closing(Reading()) as reading:
        asked = Asked(url, MARKET.raw, RECORDS.raw, 60, 41, 20, 20)
        found = reading.answer(asked)

    assert (found.first, found.last, len(found.listed)) == (41, 60, 20)
    assert {int(entry.block_timestamp or "", 16) for entry in found.rest} == {
        1_700_000_000 + number for number in range(41, 61)
    }


def test_readings_belong_to_the_events_that_they_were_made_from() -> None:
    """An endpoint that lied is read again from another one: what the first one said of a block is worth nothing then."""
    true, other = mixed_market(), ModelChain()
    true.most_logs = 10**9
    for number in range(1, LISTINGS + 1):
        other.mine(listed(1000 + number))
    older = OlderLogs(MARKET, RECORDS, many=1)
    older.weigh(EventBatch(50, 60, 90, 0, (Closed(None, 1),), older_left=9))  # type: ignore[arg-type]
    with (
        served(other) as liar, served(true) as url, closing(RpcClient(liar)) as client, closing(older),
        closing(Reading()) as reading,
    ):  # fmt: skip
        assert older.read(client, Span(10, 10), 20, 0) is not None
        asked = Asked(url, MARKET.raw, RECORDS.raw, 20, 0, 10, 10)
        events = tuple(reading.answer(asked).listed)

        told = older.readings(EventBatch(11, 20, 90, 0, events, older_left=9))

    assert told == listing_rows.read(events)

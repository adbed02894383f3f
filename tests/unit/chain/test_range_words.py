"""What nodes and their operators wrote when a range was too wide, too often or too old, as it was met."""

import pytest

from desktop.chain.errors import HistoryPruned, TooManyResults, from_rpc, from_status
from desktop.core.errors import NodeTimeout, RateLimited

URL = "https://node.example"

RANGES = [
    # Infura, and nodes that took over its words
    (-32005, "query returned more than 10000 results. Try with this block range [0x10, 0x2f].", 32, False),
    (-32005, "query returned more than 10000 results", None, False),
    # Alchemy, with and without a plan
    (
        -32602,
        "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the "
        "response size, or you can request any block range with a cap of 10K logs in the response. Based on your "
        "parameters and the response size limit, this block range should work: [0x0, 0x7f]",
        128,
        False,
    ),
    (
        -32600,
        "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range. Based on your "
        "parameters, this block range should work: [0x100, 0x109]. Upgrade to PAYG for expanded block range.",
        10,
        True,
    ),
    # QuickNode
    (-32614, "eth_getLogs is limited to a 10,000 range", 10_000, True),
    (-32615, "eth_getLogs is limited to a 5 range", 5, True),
    # Ankr, public gateways
    (-32600, "block range is too wide", None, False),
    (-32000, "block range too large", None, False),
    (-32047, "Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800", 800, True),
    (-32701, "exceed maximum block range: 50000", 50_000, True),
    (-32602, "query exceeds max block range 1000", 1000, True),
    (-32602, "query exceeds max results 20000, retry with the range 100-149", 50, False),
    (35, "ranges over 10000 blocks are not supported on freetier", 10_000, True),
    (-32602, "Block range limit exceeded. See more details at https://docs.chainstack.com/", None, False),
    (-32602, "eth_getLogs block range exceeds limit of 1024", 1024, True),
    (-32020, "backend response too large", None, False),
    (-32008, "Response is too big", None, False),
    (-32000, "query timeout exceeded", None, False),
    (-32005, "limit exceeded", None, False),
]


@pytest.mark.parametrize(("code", "message", "blocks", "is_fixed"), RANGES)
def test_a_refused_range_is_understood_with_what_would_be_served(
    code: int, message: str, blocks: int | None, is_fixed: bool
) -> None:
    error = from_rpc(code, message, URL)

    assert isinstance(error, TooManyResults)
    assert (error.most_blocks, error.is_fixed) == (blocks, is_fixed)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (-32005, "daily request count exceeded, request rate limited"),
        (-32005, "project ID request rate exceeded"),
        (429, "Your app has exceeded its compute units per second capacity."),
        (-32007, "50/second request limit reached - reduce calls per second or upgrade your account"),
        (-32000, "Monthly capacity limit exceeded."),
        (-32090, "Too many requests, reason: call rate limit exhausted, retry in 10s"),
        (-32005, "exceeded its throughput limit"),
    ],
)
def test_a_node_that_asks_to_slow_down_is_understood(code: int, message: str) -> None:
    assert isinstance(from_rpc(code, message, URL), RateLimited)


@pytest.mark.parametrize(
    "message",
    [
        "missing trie node 1234 (path ) state 0x12 is not available",
        "required historical state unavailable (reexec=128)",
        "state at block #100 is pruned",
        "old data not available due to pruning",
        "distance to target block exceeds maximum proof window",
        "History has been pruned for this block",
        "This request is not supported because your node is running with state pruning. Run with --pruning=archive.",
    ],
)
def test_a_node_that_has_forgotten_is_understood(message: str) -> None:
    assert isinstance(from_rpc(-32000, message, URL), HistoryPruned)


@pytest.mark.parametrize(
    "message", ["request timed out", "context deadline exceeded", "execution aborted (timeout = 5s)"]
)
def test_a_node_that_ran_out_of_time_is_understood(message: str) -> None:
    assert isinstance(from_rpc(-32000, message, URL), NodeTimeout)


@pytest.mark.parametrize(
    "message",
    [
        "max block range 0",
        "max block range 99999999999999999999",
        "range [0x5, 0x1] blocks range",
        "block range " + "9" * 400,
    ],
)
def test_numbers_that_make_no_sense_are_not_followed(message: str) -> None:
    error = from_rpc(-32000, message, URL)

    assert isinstance(error, TooManyResults)
    assert error.most_blocks is None


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ("7", 7, 7),
        ("99999999", 3600, 3600),
        ("nonsense", None, None),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(
    told: str, least: float | None, most: float | None
) -> None:
    error = from_status(429, told, URL)

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == least == most

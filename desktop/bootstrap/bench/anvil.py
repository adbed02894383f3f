"""Foundry's anvil as the node of the benchmark: a real program that serves real logs over HTTP, filled for one run.

The market's logs are written by a few instructions of code in place of the market: each transaction carries many logs'
topics and data and emits them, so that a hundred thousand listings stand on a chain within a minute or two.
"""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from desktop.bootstrap.bench.listings import CHAIN_ID, FIRST_TIME, MARKET, PER_BLOCK, MadeMarket
from desktop.chain.rpc import RpcClient
from desktop.core.errors import EnvironmentFault, NodeUnreachable

_TOOLS = Path(__file__).parents[3] / "contracts" / "node_modules"
_START_S = 30.0
_GAS = 50_000_000

# While calldata is left: [size, four topics, data] is emitted as one LOG4.
EMITTER = (
    "5f5b80361115603057"  # offset = 0; end unless calldatasize > offset
    "8035"  # size
    "808260a0015f37"  # memory[0:size] = data
    "8160800135826060013583604001358460200135"  # topics 4 to 1
    "845fa4"  # log4(0, size, ...)
    "0160a0016001565b00"  # offset += 160 + size, again
)


class AnvilMissing(EnvironmentFault):
    """There is no anvil: ``scripts/bench.py`` brings it with the contracts' tools."""


@contextlib.contextmanager
def filled_anvil(market: MadeMarket) -> Iterator[str]:
    """A node with the logs of a made market, as its address; ended at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        find_anvil(), "--port", str(port), "--chain-id", str(CHAIN_ID), "--hardfork", "prague", "--silent",
        "--accounts", "1", "--slots-in-an-epoch", "32", "--no-mining", "--prune-history",
        "--block-base-fee-per-gas", "0", "--gas-price", "0", "--gas-limit", str(_GAS),
        "--timestamp", str(FIRST_TIME),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}"
        client = RpcClient(url, attempts=1, timeout_s=60.0)
        try:
            _wait(client, process)
            fill(client, market)
            yield url
        finally:
            client.close()
            process.terminate()


def find_anvil() -> str:
    """npm's anvil of a checkout, or the system's.

    Raises:
        AnvilMissing: Neither is there.
    """
    names = [_TOOLS / ".bin" / "anvil", *_TOOLS.glob("@foundry-rs/anvil-*/bin/anvil*")]
    found = next((str(path) for path in names if path.exists()), shutil.which("anvil"))
    if found is None:
        raise AnvilMissing
    return found


def fill(client: RpcClient, market: MadeMarket) -> None:
    """Put every listing of the market on the chain, ``PER_BLOCK`` in a block."""
    client.send("anvil_setCode", [str(MARKET), "0x" + EMITTER], object)
    for first in range(1, market.listings + 1, PER_BLOCK):
        mine(client, market, first, min(first + PER_BLOCK - 1, market.listings))


def mine(client: RpcClient, market: MadeMarket, first: int, last: int) -> None:
    """One block with the listings ``first`` to ``last``."""
    sender = client.call("eth_accounts", [], list[str])[0]
    data = b"".join(market.emitted(number) for number in range(first, last + 1))
    sent = {"from": sender, "to": str(MARKET), "data": "0x" + data.hex(), "gas": hex(_GAS), "gasPrice": "0x0"}
    client.send("eth_sendTransaction", [sent], str)
    client.send("evm_mine", [], object)


def _wait(client: RpcClient, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_S
    while True:
        try:
            client.call("eth_chainId", [], str)
        except NodeUnreachable:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return

"""Real IPFS nodes for the tests: Helia in processes of their own (tests/helpers/ipfs), on loopback, knowing only each other."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts import node_packages


@dataclass(frozen=True, slots=True)
class IpfsNode:
    """A running node: ``rpc`` and ``gateway`` are base addresses, ``swarm`` the multiaddress that others dial."""

    rpc: str
    gateway: str
    swarm: str
    process: "subprocess.Popen[str]" = field(repr=False)

    def connect(self, other: "IpfsNode") -> None:
        """Dial another node; from then on each asks the other for blocks that it lacks."""
        self.call("swarm/connect", arg=other.swarm)

    def call(self, name: str, **arguments: str) -> bytes:
        """The body of one call of the RPC API, for what the app itself never asks."""
        import httpx  # late: conftest.py imports this module for every test

        answer = httpx.post(f"{self.rpc}/api/v0/{name}", params=arguments, timeout=30)
        answer.raise_for_status()
        return answer.content

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def ipfs_node(folder: Path) -> Iterator[IpfsNode]:
    """A node that keeps its blocks below ``folder`` and ends with the context.

    Raises:
        NodeToolError: Helia is not there and could not be fetched: never a skip.
    """
    node_packages.install(node_packages.IPFS)
    node, _ = node_packages.node_paths()
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [node, node_packages.IPFS / "node.mjs", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            said = json.loads(process.stdout.readline())
            yield IpfsNode(said["rpc"], said["gateway"], said["swarm"][0], process)
        finally:
            process.kill()


@contextmanager
def connected_nodes(folder: Path) -> Iterator[tuple[IpfsNode, IpfsNode]]:
    """Two nodes that know each other, so that content of the one reaches the other by bitswap."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(ipfs_node(folder / name)) for name in ("one", "other"))
        other.connect(one)
        yield one, other

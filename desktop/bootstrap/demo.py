"""The demo network: an embedded chain and a seller, each a child process over a directory of its own."""

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.core.identity import Address
from desktop.processes import Child

log = logging.getLogger("licet.demo")

BLOCK_TIME_S = 2.0
START_S = 120.0


@dataclass(frozen=True, slots=True)
class DemoPlaces:
    """Where the demo network is reached."""

    rpc_url: str
    chain_id: int
    market: Address
    content_url: str


class DemoNetwork:
    """Starts both children; ends them with itself. ``models`` holds a folder for each model to be listed."""

    def __init__(self, root: Path, models: Path, block_time_s: float = BLOCK_TIME_S) -> None:
        self._block_time_s = block_time_s
        self._root = root
        self._models = models
        self._stack = ExitStack()
        self.chain: Child | None = None

    def start(self) -> DemoPlaces:
        """Start chain and seller; returns when the market is deployed. Listings follow one by one."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.chain = Child("chain")
        self._stack.callback(self.chain.close)
        told = self.chain.call(
            "start",
            timeout_s=START_S,
            path=str(self._root / "chain.db"),
            port=0,
            block_time_s=self._block_time_s,
        )
        seller = Child("seller")
        self._stack.callback(seller.close)
        places = seller.call(
            "start",
            timeout_s=START_S,
            data_dir=str(self._root / "seller"),
            models=str(self._models),
            rpc_url=told["url"],
            chain_id=told["chain_id"],
        )
        return DemoPlaces(told["url"], told["chain_id"], Address(places["market"]), places["content_url"])

    def close(self) -> None:
        """End both. Safe to call twice."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

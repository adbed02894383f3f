"""The demo network: an embedded chain and a seller, each a child process over a directory of its own."""

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from desktop.core.errors import AppError, Cancelled
from desktop.core.identity import Address
from desktop.processes import Child

log = logging.getLogger("licet.demo")

BLOCK_TIME_S = 2.0
START_S = 120.0
LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class DemoPlaces:
    """Where the demo network is reached."""

    rpc_url: str
    chain_id: int
    market: Address
    content_url: str


class DemoNetwork:
    """Starts both children, starts again the one that dies, and ends them with itself.

    For a while both can go away, as a network does whose cable is pulled.

    A child that is started again is found at the same address: its chain, listings and orders are on disk.

    Args:
        root: Where both keep what they have.
        models: Holds a folder for each model to be listed.
        block_time_s: Seconds between blocks.
        look_every_s: How often it is looked whether both live.
    """

    def __init__(
        self, root: Path, models: Path, block_time_s: float = BLOCK_TIME_S, look_every_s: float = LOOK_EVERY_S
    ) -> None:
        self._block_time_s = block_time_s
        self._look_every_s = look_every_s
        self._root = root
        self._models = models
        self._places: DemoPlaces | None = None
        self._children: dict[str, Child] = {}
        self._changing = threading.Lock()
        self._ended = threading.Event()
        self._away = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="demo-network", daemon=True)

    def start(self) -> DemoPlaces:
        """Start chain and seller; returns when the market is deployed. Listings follow one by one."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        url, chain_id = self._start_chain(port=0)
        market, content_url = self._start_seller(url, chain_id, port=0)
        self._places = DemoPlaces(url, chain_id, market, content_url)
        self._keeper.start()
        return self._places

    def pid(self, name: str) -> int:
        """The process id of ``chain`` or ``seller`` as it runs now."""
        return self._children[name].pid

    def go_away(self) -> None:
        """End both until ``come_back``; their files stay."""
        self._away.set()
        with self._changing:
            for name in ("seller", "chain"):
                self._children[name].close()

    def come_back(self) -> None:
        """Have both started again soon, at the addresses that they had."""
        self._away.clear()

    def close(self) -> None:
        """End both. Safe to call twice."""
        self._ended.set()
        with self._changing:
            for name in ("seller", "chain"):
                if name in self._children:
                    self._children[name].close()
        if self._keeper.is_alive():
            self._keeper.join(5.0)

    def _start_chain(self, port: int) -> tuple[str, int]:
        told = self._begin("chain").call(
            "start",
            timeout_s=START_S,
            path=str(self._root / "chain.db"),
            port=port,
            block_time_s=self._block_time_s,
        )
        return str(told["url"]), int(told["chain_id"])

    def _start_seller(self, url: str, chain_id: int, port: int) -> tuple[Address, str]:
        told = self._begin("seller").call(
            "start",
            timeout_s=START_S,
            data_dir=str(self._root / "seller"),
            models=str(self._models),
            rpc_url=url,
            chain_id=chain_id,
            port=port,
        )
        return Address(told["market"]), str(told["content_url"])

    def _begin(self, name: str) -> Child:
        """A fresh child in place of the one that died; none once the network is closed or away."""
        with self._changing:
            if self._ended.is_set() or self._away.is_set():
                raise Cancelled
            if name in self._children:
                self._children[name].kill()  # dead already: closes its pipe
            self._children[name] = Child(name)
            return self._children[name]

    def _keep(self) -> None:
        while not self._ended.wait(self._look_every_s):
            for name in ("chain", "seller"):
                if self._ended.is_set() or self._away.is_set() or self._children[name].is_alive:
                    continue
                log.info("the demo network's %s ended and is started again", name)
                try:
                    self._start_again(name)
                except AppError as error:  # said by the status line meanwhile; tried again at the next look
                    log.info("the demo network's %s: %s", name, type(error).__name__)
                    self._children[name].kill()

    def _start_again(self, name: str) -> None:
        places = self._places
        if places is None:
            return
        if name == "chain":
            self._start_chain(_port(places.rpc_url))
        else:
            self._start_seller(places.rpc_url, places.chain_id, _port(places.content_url))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _port(url: str) -> int:
    return urlsplit(url).port or 0

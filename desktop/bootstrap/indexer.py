"""The indexer process: follows the chain, alone writes the catalogue, and says what changed."""

import contextlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.assets import Assets
from desktop.bootstrap.garbage import collect_rarely
from desktop.bootstrap.indexing import Indexing
from desktop.bootstrap.snapshot_watch import SnapshotWatch
from desktop.chain.gateway import ChainGateway, companion_deployments, revert_names
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.processes import Channel, Child, Message, serve
from desktop.store.catalogue_writer import CatalogueWriter

log = logging.getLogger("licet.indexer")


def main() -> None:
    """Answer ``follow(...)`` with event after event until the parent closes its end."""
    collect_rarely()
    channel = Channel()
    stop = threading.Event()

    def follow(path: str, rpc_urls: list[str], chain_id: int, market: bytes) -> None:
        index(Path(path), rpc_urls, chain_id, Address(market), channel, stop)

    serve(channel, {"follow": follow})


def index(
    path: Path, rpc_urls: list[str], chain_id: int, market: Address, channel: Channel, stop: threading.Event
) -> None:
    """Follow until told to stop; a fault of the node is told, and what failed is tried again."""
    assets = Assets.find()
    gateway = ChainGateway.connect(rpc_urls, chain_id, market, reverts=revert_names(assets))
    records = companion_deployments(assets, market).records.address
    writer = CatalogueWriter.open(path, chain_id, market, records)
    snapshot = SnapshotWatch(path, writer, lambda: gateway.fact_sources(records))
    snapshot.mend()
    indexing = Indexing(gateway, writer, records, channel.event, snapshot)
    with contextlib.ExitStack() as stack:
        for part in (writer, gateway, snapshot, indexing):
            stack.callback(part.close)
        indexing.run(stop.wait)


class Indexer:
    """The parent's side: one indexer process, started again when it dies, in a thread of its own."""

    def __init__(
        self,
        path: Path,
        rpc_urls: list[str],
        chain_id: int,
        market: Address,
        publish: Callable[[Change], None],
    ) -> None:
        self._arguments: dict[str, Any] = {
            "path": str(path),
            "rpc_urls": rpc_urls,
            "chain_id": chain_id,
            "market": market.raw,
        }
        self._publish = publish
        self._stop = threading.Event()
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep_running, name="indexer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End the process. Safe to call twice."""
        self._stop.set()
        with self._lock:
            if self._child is not None:
                self._child.kill()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def without_writer(self, work: Callable[[], object]) -> None:
        """Do something while no process writes the catalogue; the next one then opens it anew."""
        with self._lock:
            if self._child is not None:
                self._child.kill()
            work()

    def _keep_running(self) -> None:
        pause_s = 0.5
        while not self._stop.is_set():
            with self._lock:
                if self._stop.is_set():
                    return
                self._child = Child("indexer")
            try:
                self._child.call("follow", on_event=self._on_event, **self._arguments)
            except AppError as error:
                if not self._stop.is_set():
                    log.info("the indexer ended (%s) and is started again", type(error).__name__)
            self._child.kill()
            self._stop.wait(pause_s)
            pause_s = min(pause_s * 2, 30.0)

    def _on_event(self, event: Message) -> None:
        self._publish(Change(Topic.CATALOGUE))
        if event.get("event") == "fault":
            self._publish(Change(Topic.NETWORK))

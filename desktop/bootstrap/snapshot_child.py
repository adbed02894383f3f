"""The snapshot process: reads strangers' snapshots, builds catalogues of them beside the one in use, and writes snapshots."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.identity import Address
from desktop.core.signed_documents import document_bytes
from desktop.core.snapshots import SnapshotMarket, SnapshotOrigin
from desktop.processes import Channel, serve
from desktop.store import snapshot_loading
from desktop.store.snapshot_files import read_facts

_REPORT_S = 0.2


def main() -> None:
    """Answer until the parent closes its end."""
    channel = Channel()

    def load(file: str, catalogue: str, chain_id: int, market: bytes, records: bytes) -> None:
        of = SnapshotMarket(chain_id, Address(market), Address(records))
        snapshot_loading.load(Path(file), Path(catalogue), of, _told(channel))

    def read(file: str) -> None:
        told, size = _told(channel), Path(file).stat().st_size
        for _facts in read_facts(Path(file), lambda done: told(done, size)):
            pass

    def make(catalogue: str, body: str, origin: dict[str, Any]) -> bytes:
        of = SnapshotMarket(origin["chain_id"], Address(origin["market"]), Address(origin["records"]))
        whence = SnapshotOrigin(of, origin["block"], origin["block_hash"], origin["block_time"])
        return document_bytes(snapshot_loading.make_body(Path(catalogue), whence, Path(body)))

    def difference(first: str, second: str) -> dict[str, Any]:
        found = snapshot_loading.difference(Path(first), Path(second))
        return dict(msgspec.to_builtins(asdict(found)))

    serve(channel, {"load": load, "read": read, "make": make, "difference": difference})


def _told(channel: Channel) -> Callable[[int, int], None]:
    """Says how far it is, a few times a second."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _REPORT_S or done == total:
            last = now
            channel.event("progress", done=done, total=total)

    return tell

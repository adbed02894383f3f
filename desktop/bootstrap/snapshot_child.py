"""The snapshot process: reads strangers' snapshots, builds catalogues of them beside the one in use, and writes snapshots."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.exchange import TERMS_BYTES
from desktop.core.facts import Rating, Revision, Sale
from desktop.core.identity import Address
from desktop.core.signed_documents import document_bytes
from desktop.core.snapshots import SnapshotMarket, SnapshotOrigin
from desktop.processes import Channel, serve
from desktop.sandbox import confine
from desktop.store import snapshot_loading
from desktop.store.snapshot_files import assemble, read_facts, write_body

_REPORT_S = 0.2
_MEMORY_BYTES = 2 << 30


def main() -> None:
    """Answer until the parent closes its end."""
    channel = Channel()
    rehearse()

    def load(file: str, catalogue: str, chain_id: int, market: bytes, records: bytes) -> None:
        of = SnapshotMarket(chain_id, Address(market), Address(records))
        snapshot_loading.load(Path(file), Path(catalogue), of, _told(channel), lambda: _confine(Path(file)))

    def read(file: str) -> None:
        told, size = _told(channel), Path(file).stat().st_size
        _confine(Path(file))
        for _facts in read_facts(Path(file), lambda done: told(done, size)):
            pass

    def make(catalogue: str, body: str, origin: dict[str, Any]) -> bytes:
        of = SnapshotMarket(origin["chain_id"], Address(origin["market"]), Address(origin["records"]))
        whence = SnapshotOrigin(of, origin["block"], origin["block_hash"], origin["block_time"])
        return document_bytes(snapshot_loading.make_body(Path(catalogue), whence, Path(body)))

    def difference(first: str, second: str) -> dict[str, Any]:
        _confine(Path(first), Path(second))
        found = snapshot_loading.difference(Path(first), Path(second))
        return dict(msgspec.to_builtins(asdict(found)))

    serve(channel, {"load": load, "read": read, "make": make, "difference": difference})


def rehearse() -> None:
    """Do everything once: what the libraries load late must be loaded before a stranger's file is read."""
    nobody = Address(bytes(20))
    of = SnapshotMarket(0, nobody, nobody)
    terms = bytes(TERMS_BYTES)
    facts = (
        Revision(0, 0, 1, 0, bytes(32), terms, b"{}"),
        Sale(0, 1, bytes(32), 1, 0, bytes(20), bytes(20)),
        Rating(0, 2, bytes(32), 0, bytes(20), 5, "\u00e9".encode()),
    )
    with tempfile.TemporaryDirectory(prefix="licet-rehearsal-") as folder:
        place = Path(folder)
        head = write_body(facts, SnapshotOrigin(of, 0, bytes(32), 0), place / "body")
        assemble(head, None, None, place / "body", place / "file")
        snapshot_loading.load(place / "file", place / "catalogue", of, lambda _done, _all: None)
        (place / "other").write_bytes((place / "file").read_bytes())
        snapshot_loading.difference(place / "file", place / "other")


def _confine(*readable: Path) -> None:
    """Give up every right but to read these files: what they hold may take this process over."""
    confine("sealer", readable=readable, memory_bytes=_MEMORY_BYTES)


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

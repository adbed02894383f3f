"""Composes snapshots: the process that reads them, the catalogue that they may replace, and the nodes that are asked."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.chain.gateway import ChainGateway, companion_deployments
from desktop.content.snapshot_fetching import SnapshotFetcher
from desktop.content.sources import IpfsAccess
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress
from desktop.core.identity import Address
from desktop.core.signed_documents import read_document
from desktop.core.snapshots import SnapshotDifference, SnapshotHead, SnapshotMarket, SnapshotOrigin
from desktop.paths import Paths
from desktop.processes import Child, Message
from desktop.services.disagreements import DisagreementService
from desktop.services.snapshots import SnapshotLook, SnapshotService
from desktop.services.snapshots.ports import Told
from desktop.store.catalogue_swap import declare_whole, drop_staged, finish_swap, staged_path
from desktop.store.database import Database
from desktop.store.disagreements import DisagreementReader
from desktop.store.snapshot_book import SnapshotBook
from desktop.store.snapshot_files import assemble, open_head
from desktop.store.snapshot_makers import MakerStore
from desktop.wallet.document_client import DocumentVaultClient
from desktop.wallet.documents import check

_SILENCE_S = 120.0
Alone = Callable[[Callable[[], object]], None]


def make_snapshots(
    *,
    paths: Paths,
    catalogue: Path,
    gateway: ChainGateway,
    database: Database,
    vault: DocumentVaultClient,
    ipfs: Callable[[], IpfsAccess],
    active_account: Callable[[], Address],
    without_writer: Alone,
    publish: Callable[[Change], None],
) -> SnapshotService:
    """The service over the network's catalogue.

    Args:
        paths: The data directory.
        catalogue: The catalogue in use.
        gateway: The endpoints.
        database: The person's own.
        vault: Signs what is made here.
        ipfs: How IPFS is reached at present.
        active_account: Who signs.
        without_writer: Does something while no process writes the catalogue.
        publish: Tells the pages.
    """
    of = market_of(gateway)
    reading = SnapshotProcess(catalogue, of, vault)
    return SnapshotService(
        of=of,
        sources=lambda: gateway.fact_sources(of.records),
        shelf=CatalogueShelf(catalogue, without_writer),
        reading=reading,
        fetching=SnapshotFetcher(paths.snapshots, head_and_bound, ipfs=ipfs),
        makers=MakerStore(database),
        active_account=active_account,
        clock=SystemClock(),
        publish=publish,
    )


def make_disagreements(catalogue: Path, stack: ExitStack) -> DisagreementService:
    """What endpoints disagree about; ``stack`` closes it."""
    reader = DisagreementReader(catalogue)
    stack.callback(reader.close)
    return DisagreementService(reader)


def market_of(gateway: ChainGateway) -> SnapshotMarket:
    """What snapshots of this network are of."""
    records = companion_deployments(Assets.find(), gateway.market).records.address
    return SnapshotMarket(gateway.chain_id, gateway.market, records)


class CatalogueShelf:
    """Fits ``services.snapshots.ports.Shelf``."""

    def __init__(self, path: Path, without_writer: Alone) -> None:
        self._path, self._without_writer = path, without_writer

    @contextlib.contextmanager
    def present(self) -> Iterator[SnapshotBook | None]:
        if not self._path.exists():
            yield None
            return
        with SnapshotBook.open(self._path, read_only=True) as book:
            yield book if book.is_usable() else None

    @contextlib.contextmanager
    def staged(self) -> Iterator[SnapshotBook]:
        with SnapshotBook.open(staged_path(self._path)) as book:
            yield book

    def put_in_place(self) -> None:
        declare_whole(self._path)
        # Decided: should this process be killed now, the next writer that opens the catalogue carries it out.
        self._without_writer(lambda: finish_swap(self._path))

    def drop_staged(self) -> None:
        drop_staged(self._path)


class SnapshotProcess:
    """Fits ``services.snapshots.ports.Reading``: a process for each piece of work, ended when it is cancelled."""

    def __init__(self, catalogue: Path, of: SnapshotMarket, vault: DocumentVaultClient) -> None:
        self._catalogue, self._of, self._vault = catalogue, of, vault

    def head(self, file: Path) -> tuple[SnapshotHead, Address | None]:
        opened = open_head(file)
        return opened.head, check(opened.head, opened.account, opened.signature)

    def read(self, file: Path, cancel: CancelToken, told: Told) -> None:
        self._call("read", "verify", cancel, told, file=_text(file))

    def load(self, file: Path, cancel: CancelToken, told: Told) -> None:
        try:
            self._call(
                "load", "load", cancel, told,
                file=_text(file), catalogue=_text(self._catalogue),
                chain_id=self._of.chain_id, market=self._of.market.raw, records=self._of.records.raw,
            )  # fmt: skip
        except BaseException:
            drop_staged(self._catalogue)
            raise

    def make(
        self, origin: SnapshotOrigin, out: Path, account: Address | None, cancel: CancelToken
    ) -> SnapshotHead:
        body = out.with_name(f".{out.name}.body")
        try:
            data = self._call(
                "make", "make", cancel, _silent,
                catalogue=_text(self._catalogue), body=_text(body), origin=_fields(origin),
            )  # fmt: skip
            head = read_document(bytes(data), SnapshotHead)
            signature = None if account is None else self._vault.sign_document(account, head)
            assemble(head, account, signature, body, out)
        finally:
            body.unlink(missing_ok=True)
        return head

    def difference(self, first: Path, second: Path, cancel: CancelToken) -> SnapshotDifference:
        answer = self._call(
            "difference", "compare", cancel, _silent, first=_text(first), second=_text(second)
        )
        return msgspec.convert(answer, type=SnapshotDifference)

    def _call(self, op: str, step: str, cancel: CancelToken, told: Told, /, **arguments: Any) -> Any:
        child = Child("snapshot")

        def on_event(event: Message) -> None:
            cancel.raise_if_cancelled()
            told(Progress("snapshot", step, int(event["done"]), int(event["total"])))

        try:
            return child.call(op, timeout_s=_SILENCE_S, on_event=on_event, **arguments)
        finally:
            child.kill()


def head_and_bound(file: Path) -> tuple[SnapshotHead, int]:
    """The head of a file that may be a part of one, and how long the whole may be."""
    opened = open_head(file)
    return opened.head, opened.most_bytes


def _fields(origin: SnapshotOrigin) -> dict[str, object]:
    return {
        "chain_id": origin.of.chain_id,
        "market": origin.of.market.raw,
        "records": origin.of.records.raw,
        "block": origin.block,
        "block_hash": origin.block_hash,
        "block_time": origin.block_time,
    }


def _text(path: Path) -> str:
    return str(path.absolute())


def _silent(_progress: Progress) -> None:
    """Nobody looks."""


def check_file(file: Path) -> SnapshotLook:
    """Judge a file by the rules of the format and its signature; asks no node and knows no makers."""
    opened = open_head(file)
    maker = check(opened.head, opened.account, opened.signature)
    child = Child("snapshot")
    try:
        child.call("read", timeout_s=_SILENCE_S, on_event=lambda _: None, file=_text(file))
    finally:
        child.kill()
    return SnapshotLook(file, opened.head, file.stat().st_size, maker, None, ())


def compare_files(first: Path, second: Path) -> SnapshotDifference:
    """Where two files differ."""
    child = Child("snapshot")
    try:
        answer = child.call("difference", timeout_s=None, first=_text(first), second=_text(second))
    finally:
        child.kill()
    return msgspec.convert(answer, type=SnapshotDifference)

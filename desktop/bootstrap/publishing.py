"""Packer, sealer and store brought together for the seller."""

import os
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from desktop.content import publishing
from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card
from desktop.core.changes import Progress
from desktop.core.contents import Commitments
from desktop.core.errors import Bug
from desktop.core.importing import Study
from desktop.core.listings import Card
from desktop.core.packages import Manifest
from desktop.runtime.host import ModelHost
from desktop.runtime.importing.importer import ModelImporter
from desktop.runtime.packing import PackedModel, pack_directory
from desktop.services.selling.ports import ImportedPackage, ReadyPackage

KEPT_PACKAGES = 4
MAX_CARD_METRICS = 4


class _Price(msgspec.Struct):
    price: str = "0"


class PackingDesk:
    """``Packer``, ``Importer`` and ``VersionSealer`` of the services: keeps the last few packed models in memory."""

    def __init__(self, host: ModelHost, store: ContentStore) -> None:
        self._host = host
        self._store = store
        self._importer = ModelImporter(host)
        self._packed: OrderedDict[str, PackedModel] = OrderedDict()

    def pack(self, folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]) -> ReadyPackage:
        """Pack, verify, test and measure a model's folder.

        Raises:
            InvalidPackage: With every breach.
        """
        cancel.raise_if_cancelled()
        progress(Progress("publish", "inspect"))
        packed = pack_directory(folder, self._host)
        cancel.raise_if_cancelled()
        return self._keep(packed, _price(folder))

    def _keep(self, packed: PackedModel, price_wei: int | None) -> ReadyPackage:
        token = secrets.token_hex(8)
        self._packed[token] = packed
        while len(self._packed) > KEPT_PACKAGES:
            self._packed.popitem(last=False)
        return ReadyPackage(
            manifest=packed.manifest,
            token=token,
            public_bytes=len(publishing.write_public_zip(packed.public_files)),
            sealed_bytes=sum(map(len, packed.sealed_files.values())),
            suggested_price_wei=price_wei,
        )

    def study(self, path: Path, cancel: CancelToken, progress: Callable[[Progress], None]) -> Study:
        """Read a model from elsewhere and propose its spec (``services.selling.ports.Importer``)."""
        cancel.raise_if_cancelled()
        progress(Progress("publish", "inspect"))
        return self._importer.study(path)

    def answer(self, token: str, answers: Mapping[str, object]) -> Study:
        return self._importer.answer(token, answers)

    def give_samples(self, token: str, paths: Sequence[Path]) -> Study:
        return self._importer.give_samples(token, paths)

    def pack_study(
        self, token: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ImportedPackage:
        made = self._importer.pack(token, None, cancel, progress)
        return ImportedPackage(self._keep(made.packed, None), made.variants)

    def seal(
        self,
        package: ReadyPackage,
        envelope_for: Callable[[bytes], bytes],
        progress: Callable[[Progress], None],
    ) -> Commitments:
        """Seal a packed model into the content store; its plaintext is in memory only."""
        packed = self._packed.get(package.token)
        if packed is None:
            raise Bug("the package is no longer here: inspect it again")
        staging = self._store.staging()
        try:
            staged = stage(packed, envelope_for, staging, progress)
            publishing.adopt(self._store, staged)
        finally:
            shutil.rmtree(staging)
        return staged.content


def stage(
    packed: PackedModel,
    envelope_for: Callable[[bytes], bytes],
    staging: Path,
    progress: Callable[[Progress], None] = lambda _: None,
    public_files: Mapping[str, bytes] | None = None,
) -> publishing.Staged:
    """Seal a packed model into an empty folder; its plaintext is in memory only.

    Args:
        packed: What to seal.
        envelope_for: The model key for the sealer's public key.
        staging: Takes the four files.
        progress: Hears of each pass.
        public_files: Instead of the packed ones.
    """
    with SealedMemory() as memory:
        publishing.write_sealed_zip(packed.sealed_files, memory.fd)
        with SealerClient(writable=[staging], memory=memory) as sealer:
            return publishing.build_version(
                sealer,
                envelope_for(sealer.public_key),
                packed.public_files if public_files is None else public_files,
                None,
                os.urandom(16),
                staging,
                progress,
                "publish",
            )


def write_card(manifest: Manifest, sources: Sequence[str], public_bytes: int, key: bytes | None) -> bytes:
    """The card of a packed model."""
    measured = manifest.measured
    return make_card(
        Card(
            format=1,
            name=manifest.name,
            version=manifest.version,
            task=manifest.task,
            summary=manifest.summary,
            license=manifest.license,
            sources=list(sources),
            public_bytes=public_bytes,
            tags=manifest.tags,
            metrics=dict(list(manifest.metrics.items())[:MAX_CARD_METRICS]),
            run_ms=measured.run_ms,
            peak_rss_bytes=measured.peak_rss_bytes,
            key=key.hex() if key is not None else None,
        )
    )


def _price(folder: Path) -> int | None:
    try:
        text = msgspec.json.decode((folder / "listing.json").read_bytes(), type=_Price).price
    except (OSError, msgspec.MsgspecError):
        return None  # the packer has said what is wrong with the file, if anything is
    return int(text) if text.isdecimal() and len(text) <= 40 else None

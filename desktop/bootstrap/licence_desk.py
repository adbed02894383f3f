"""Sealed content out into age files and in from them (``services.licences.ports.ModelFiles``)."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap.contents import KeptContent
from desktop.content.age_files import read_start, require_room, take_payload, write_age_file
from desktop.content.client import SealerClient
from desktop.content.sealing import SealedPaths
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC, Commitments
from desktop.core.errors import ContentMismatch
from desktop.core.exchange import Terms
from desktop.core.licence_files import KeptModelDamaged, ModelFileMismatch
from desktop.paths import write_private
from desktop.services.licences.ports import Release


class LicenceDesk:
    """The content store and a sealer, for files of one model."""

    def __init__(self, store: ContentStore, content: KeptContent) -> None:
        self._store = store
        self._content = content

    def is_here(self, terms: Terms) -> bool:
        return {PAYLOAD, LEAVES, CHUNKS} <= self._store.presence(terms.identity).files

    def public(self, terms: Terms) -> bytes:
        path = self._store.path(terms.identity, PUBLIC)
        return path.read_bytes() if path.is_file() else b""

    def put_public(self, terms: Terms, data: bytes) -> None:
        if hashlib.sha256(data).digest() != terms.public_digest:
            raise ContentMismatch(PUBLIC, "digest")
        if self._store.path(terms.identity, PUBLIC).is_file():
            return
        self._store.require_room(len(data))
        self._store.prepare(terms.identity)
        write_private(self._store.path(terms.identity, PUBLIC), data)

    def save(
        self,
        terms: Terms,
        licence: bytes,
        release: Release,
        target: Path,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> None:
        """What age tools would refuse is found before a byte is written: the sealer, where K is, opens every chunk."""
        content, folder = Commitments.of(terms), self._store.folder(terms.identity)
        require_room(target, len(licence) + content.length_of(PAYLOAD))
        try:
            with SealerClient(readable=[self._store.root]) as sealer:
                envelope, step = release(sealer.public_key), _step(progress, key, "check")
                tags = sealer.right_tags(envelope, folder, content, progress=step, cancel=cancel)
            write_age_file(
                licence,
                SealedPaths.below(folder),
                content,
                tags,
                target,
                writing=_step(progress, key, "save"),
                checking=_step(progress, key, "verify"),
                cancel=cancel,
            )
        except ContentMismatch as error:
            raise KeptModelDamaged(error.what, error.where) from error

    def take(
        self,
        terms: Terms,
        source: Path,
        header_bytes: int,
        release: Release,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> None:
        """Copied aside, judged by the sealer against ``contentRoot``, then put in place of whatever is kept."""
        content = Commitments.of(terms)
        self._store.require_room(sum(content.length_of(file) for file in (PAYLOAD, LEAVES, CHUNKS)))
        staging = self._store.staging()
        try:
            step = _step(progress, key, "copy")
            take_payload(source, header_bytes, content, staging / PAYLOAD, step=step, cancel=cancel)
            with SealerClient(writable=[staging]) as sealer:
                envelope, step = release(sealer.public_key), _step(progress, key, "check")
                sealer.relist(envelope, staging, content, progress=step, cancel=cancel)
            self._content.adopt(terms, staging, cancel)
        except ContentMismatch as error:
            raise ModelFileMismatch(error.what, error.where) from error
        finally:
            shutil.rmtree(staging)

    def read_start(self, path: Path, most: int) -> tuple[bytes, int]:
        return read_start(path, most)

    def write_small(self, path: Path, data: bytes) -> None:
        write_private(path, data)


def _step(progress: Callable[[Progress], None], key: str, step: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(Progress(key, step, done, total))

"""Publishing a version: both ZIPs written, the sealed one sealed, read back and audited, all named by identity."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.content.auditing import Audit
from desktop.content.client import SealerClient
from desktop.content.files import disk_error, write_at
from desktop.content.store import PART, ContentStore
from desktop.content.verifying import verify_public
from desktop.core import zips
from desktop.core.changes import Progress
from desktop.core.contents import CHUNKS, FILES, LEAVES, PAYLOAD, PUBLIC, Commitments
from desktop.core.errors import Bug

Report = Callable[[Progress], None]


@dataclass(eq=False)
class SealedBadly(Bug):
    """The sealed files, read back, would lose a complaint: the version must not be listed."""

    wrong_leaf: int | None
    spoilt_tags: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A version on its way into the store: its folder and what its terms will commit to."""

    folder: Path
    content: Commitments


def write_public_zip(files: Mapping[str, zips.Buffer]) -> bytes:
    """The public part; the order of the files is the order in the ZIP.

    Raises:
        InvalidPackage: A name or size that the profile does not know.
    """
    return zips.build(files, zips.PUBLIC_PROFILE)


def write_sealed_zip(files: Mapping[str, zips.Buffer], into: Path | int) -> int:
    """Write the sealed part's plaintext into a new file or, by descriptor, into empty memory; returns its size.

    ``weights.bin`` must come first; its bytes then begin at 4,096.

    Raises:
        InvalidPackage: A name or size that the profile does not know.
        DiskFull: There was no room.
    """
    fd = into if isinstance(into, int) else os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    offset = 0
    try:
        for piece in zips.pieces(files, zips.SEALED_PROFILE):
            write_at(
                fd, offset, memoryview(piece).cast("B"), "memory" if isinstance(into, int) else str(into)
            )
            offset += memoryview(piece).nbytes
    finally:
        if not isinstance(into, int):
            os.close(fd)
    return offset


def seal_version(
    sealer: SealerClient,
    envelope: bytes,
    sealed_zip: Path | None,
    nonce: bytes,
    out_dir: Path,
    public_digest: bytes,
    progress: Report = lambda _: None,
    key: str = "",
) -> Commitments:
    """Seal the plaintext ZIP (None: the sealer's memory) into ``out_dir`` and audit what lies on disk afterwards.

    The three files carry the suffix ``.part`` until the audit is clean; then they get their names.

    Raises:
        SealedBadly: The audit was not clean; nothing got its name.
        DiskFull: There was no room.
    """

    def step(name: str) -> Callable[[int, int], None]:
        return lambda done, total: progress(Progress(key, name, done, total))

    for name in (PAYLOAD, LEAVES, CHUNKS):
        (out_dir / (name + PART)).unlink(missing_ok=True)
    made = sealer.seal(envelope, nonce, out_dir, sealed_zip, suffix=PART, progress=step("seal"))
    content = Commitments(made.size_bytes, nonce, made.content_root, public_digest)
    found = verify_as_contract_would(sealer, envelope, out_dir, content, suffix=PART, step=step("audit"))
    if not found.is_clean:
        raise SealedBadly(found.wrong_leaf, found.spoilt_tags)
    for name in (PAYLOAD, LEAVES, CHUNKS):
        (out_dir / (name + PART)).replace(out_dir / name)
    return content


def verify_as_contract_would(
    sealer: SealerClient,
    envelope: bytes,
    folder: Path,
    content: Commitments,
    *,
    suffix: str = "",
    step: Callable[[int, int], None] = lambda _done, _all: None,
) -> Audit:
    """Read the sealed files back and run the contract's leaf check on every leaf, in the sealer, where K is."""
    return sealer.audit(envelope, folder, content, suffix=suffix, progress=step)


def build_version(
    sealer: SealerClient,
    envelope: bytes,
    public_files: Mapping[str, zips.Buffer],
    sealed_zip: Path | None,
    nonce: bytes,
    staging: Path,
    progress: Report = lambda _: None,
    key: str = "",
) -> Staged:
    """All four files of a version in the ``staging`` folder, which the sealer may write.

    Raises:
        InvalidPackage: The public files break the profile.
        SealedBadly: See ``seal_version``.
        DiskFull: There was no room.
    """
    public = write_public_zip(public_files)
    path = staging / PUBLIC
    try:
        path.write_bytes(public)
    except OSError as error:
        raise disk_error(error, str(path), len(public)) from error
    digest = hashlib.sha256(public).digest()
    verify_public(path, digest)
    content = seal_version(sealer, envelope, sealed_zip, nonce, staging, digest, progress, key)
    return Staged(staging, content)


def adopt(store: ContentStore, staged: Staged) -> Path:
    """Move a staged version into the store, where it is served from; on the same file system nothing is copied.

    The identity is known only after sealing, so the files cannot grow in their final folder.
    """
    identity = staged.content.identity
    folder = store.prepare(identity)
    for file in FILES:
        part = store.part(identity, file)
        (staged.folder / file).replace(part)
        store.complete(identity, file)
    return folder

"""A model in one age file: header and payload behind each other, written and taken apart in constant memory."""

import glob
import hashlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from desktop.content.chunks import ChunkBuffer
from desktop.content.files import Reader, disk_error, free_bytes, sync_folder
from desktop.content.sealing import REPORT_BYTES, Output, SealedPaths, Step
from desktop.content.verifying import ChunkVerifier, read_chunk_list
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import LEAVES, PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch, DiskFull
from desktop.core.licence_files import NotALicenceFile

_STEP_BYTES = 1 << 20
_SUFFIX = ".part"


def write_age_file(
    header: bytes,
    paths: SealedPaths,
    content: Commitments,
    tags: Mapping[int, bytes],
    target: Path,
    *,
    writing: Step = lambda _done, _all: None,
    checking: Step = lambda _done, _all: None,
    cancel: CancelToken | None = None,
) -> int:
    """Write header and payload as ``target`` and return its length in bytes.

    Each stored chunk is compared with the listed one when it is read; the file is read back and compared before it gets
    its name. Killed or cancelled anywhere, ``target`` is what it was.

    Args:
        header: The age header.
        paths: The stored files.
        content: What the listing committed to.
        tags: Of ``retagging.right_tags``, where a stored one is wrong.
        target: Replaced if it is there.
        writing: Told bytes written.
        checking: Told bytes read back.
        cancel: Asked at each chunk.

    Raises:
        ContentMismatch: The stored files are damaged, or the disk gave back other bytes than it took.
        DiskFull: There is too little room; nothing was written if that was known before.
        Cancelled: By the token.
    """
    cancel = cancel or CancelToken()
    total = len(header) + content.length_of(PAYLOAD)
    require_room(target, total)
    for stale in target.parent.glob(f".{glob.escape(target.name)}.*{_SUFFIX}"):
        stale.unlink(missing_ok=True)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_SUFFIX}")
    try:
        with Output(part) as output:
            digest = _write(header, paths, content, tags, output, writing, cancel)
        if _read_back(part, total, checking, cancel) != digest:
            raise ContentMismatch(target.name, "disk")
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return total


def require_room(target: Path, needed_bytes: int) -> None:
    """Raise ``DiskFull`` unless a file of so many bytes fits where ``target`` shall lie."""
    free = free_bytes(target.parent)
    if needed_bytes > free:
        raise DiskFull(str(target.parent), needed_bytes, free)


def read_start(path: Path, most: int) -> tuple[bytes, int]:
    """At most ``most`` bytes from the beginning of a file, and its length.

    Raises:
        NotALicenceFile: It is no ordinary file: a pipe would wait for ever, a device has no end.
        OSError: It cannot be read.
    """
    # Non-blocking, so that a pipe cannot hang us before we see that it is one.
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(fd, "rb") as stream:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise NotALicenceFile
        return stream.read(most), status.st_size


def take_payload(
    source: Path,
    header_bytes: int,
    content: Commitments,
    into: Path,
    *,
    step: Step = lambda _done, _all: None,
    cancel: CancelToken | None = None,
) -> None:
    """Copy the payload behind a header into the new file ``into``; its bytes are still a stranger's.

    Raises:
        ContentMismatch: Its length or nonce is not the listed one: it is another model's, or cut.
        DiskFull: There was no room.
    """
    cancel = cancel or CancelToken()
    length = content.length_of(PAYLOAD)
    with Reader(source) as reader:
        if reader.length != header_bytes + length:
            raise ContentMismatch(PAYLOAD, f"{reader.length - header_bytes} != {length}")
        if reader.at(header_bytes, trees.NONCE_BYTES) != content.nonce:
            raise ContentMismatch(PAYLOAD, "nonce")
        buffer = memoryview(bytearray(_STEP_BYTES))
        with Output(into) as output:
            for offset in range(0, length, _STEP_BYTES):
                cancel.raise_if_cancelled()
                output.append(reader.into(header_bytes + offset, buffer[: length - offset]))
                step(min(offset + _STEP_BYTES, length), length)


def _write(
    header: bytes,
    paths: SealedPaths,
    content: Commitments,
    tags: Mapping[int, bytes],
    output: Output,
    step: Step,
    cancel: CancelToken,
) -> bytes:
    """Header and payload into ``output``; the SHA-256 of what was written."""
    size = content.size_bytes
    verifier = ChunkVerifier(content, read_chunk_list(paths.chunks, content))
    buffer = ChunkBuffer()
    digest = hashlib.sha256(header + content.nonce)
    output.append(header + content.nonce)
    with (
        Reader(paths.payload, content.length_of(PAYLOAD)) as payload,
        Reader(paths.leaves, content.length_of(LEAVES)) as leaves,
    ):
        for chunk in range(content.chunks):
            cancel.raise_if_cancelled()
            start, end = trees.chunk_span(size, chunk)
            sealed = payload.into(start, buffer.bytes(end - start))
            first, stop = verifier.leaves_span(chunk)
            verifier.hashes(chunk, leaves.at(first, stop - first), sealed)
            if chunk in tags:
                sealed[-trees.TAG_BYTES :] = tags[chunk]
            digest.update(sealed)
            output.append(sealed)
            if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(chunk * trees.CHUNK_BYTES, size)
    step(size, size)
    return digest.digest()


def _read_back(path: Path, total: int, step: Step, cancel: CancelToken) -> bytes:
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_STEP_BYTES))
    try:
        with Reader(path, total) as reader:
            for offset in range(0, total, _STEP_BYTES):
                cancel.raise_if_cancelled()
                digest.update(reader.into(offset, buffer[: total - offset]))
                step(min(offset + _STEP_BYTES, total), total)
    except OSError as error:
        raise disk_error(error, str(path), total) from error
    return digest.digest()

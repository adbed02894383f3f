"""Putting a version where buyers find it: a copy in a folder, or added and pinned on the person's IPFS node."""

import os
from collections.abc import Callable
from pathlib import Path

from desktop.content.checking import check_version
from desktop.content.errors import SourceFault
from desktop.content.files import disk_error, free_bytes, sync_folder
from desktop.content.kubo import KuboNode
from desktop.content.store import PART, ContentStore
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.checks import CheckPoint
from desktop.core.cids import ipfs_address
from desktop.core.contents import FILES, PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch, ContentUnavailable, DiskFull

Report = Callable[[int, int], None]
_STEP_BYTES = 1 << 20


def copy_to_folder(
    store: ContentStore, content: Commitments, folder: Path, cancel: CancelToken, report: Report
) -> None:
    """Make ``<folder>/<identity>/`` with the four files, readable by a web server, and read all of it back.

    What is there already and right is left alone. A file gets its name when it is whole; the payload comes last.

    Raises:
        ContentUnavailable: The folder is not there, or the version is not here.
        DiskFull: There is too little room.
        ContentMismatch: What was read back is not what was written.
    """
    if not folder.is_dir():
        raise ContentUnavailable((str(folder),))
    target = ContentStore(folder)
    looked = check_version(
        target, content, CheckPoint(), cancel, lambda point: report(point.next_chunk, content.chunks)
    )
    if looked.is_clean:
        report(1, 1)
        return
    files = [store.existing(content.identity, file) for file in FILES]
    total = sum(file.stat().st_size for file in files)
    if free_bytes(folder) < total:
        raise DiskFull(str(folder), total, free_bytes(folder))
    place = target.folder(content.identity)
    place.mkdir(mode=0o755, exist_ok=True)
    done = 0
    for file in sorted(files, key=lambda path: path.name == PAYLOAD):
        done = _copy(file, place / file.name, cancel, done, lambda done: report(done, 2 * total))
    sync_folder(place)
    found = check_version(
        target,
        content,
        CheckPoint(),
        cancel,
        lambda point: report(total + total * point.next_chunk // content.chunks, 2 * total),
    )
    if not found.is_clean:
        raise ContentMismatch(str(place), f"{found.wrong} chunks")


def _copy(source: Path, target: Path, cancel: CancelToken, done: int, told: Callable[[int], None]) -> int:
    part = target.with_name(target.name + PART)
    try:
        with source.open("rb") as reader, part.open("wb") as writer:
            while data := reader.read(_STEP_BYTES):
                cancel.raise_if_cancelled()
                writer.write(data)
                done += len(data)
                told(done)
            writer.flush()
            os.fsync(writer.fileno())
        part.chmod(0o644)
    except OSError as error:
        raise disk_error(error, str(target), source.stat().st_size) from error
    part.replace(target)
    return done


def add_to_ipfs(
    store: ContentStore, content: Commitments, endpoint: str, cancel: CancelToken, report: Report
) -> str:
    """Add and pin a version on the person's node, and read its end back from that node; ``ipfs://<CID>``.

    Raises:
        SourceFault, IpfsRefused: The node is not there, or cannot.
        ContentMismatch: It gives back something else.
        ContentUnavailable: The version is not here.
    """
    identity = content.identity.hex()
    files = [store.existing(content.identity, file) for file in FILES]
    with KuboNode(endpoint) as node:
        cid = node.add_folder(identity, files, cancel, report)
        if not node.is_pinned(cid):
            raise SourceFault(node.name, "not_pinned")
        start = max(0, content.length_of(PAYLOAD) - trees.CHUNK_BYTES)
        with node.cat(f"{cid}/{identity}/{PAYLOAD}", start, local_only=True) as given:
            tail = b"".join(given)
        with store.existing(content.identity, PAYLOAD).open("rb") as payload:
            payload.seek(start)
            if payload.read() != tail:
                raise ContentMismatch(PAYLOAD, node.name)
    return ipfs_address(cid)

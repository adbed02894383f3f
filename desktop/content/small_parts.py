"""The two small files that come before everything else: the public part and the chunk list, each from one source."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from desktop.content.errors import SourceFault
from desktop.content.files import Reader, open_part, write_at
from desktop.content.reading import Intake
from desktop.content.sources import Source
from desktop.content.verifying import verify_chunk_list
from desktop.core.contents import CHUNKS, PUBLIC, Commitments
from desktop.core.errors import ContentMismatch
from desktop.core.packages import MAX_PUBLIC_BYTES

_STEP_BYTES = 1 << 20
_UNSATISFIABLE = "416"


def pull_chunk_list(source: Source, content: Commitments, pace: Callable[[int], None]) -> bytes:
    """The verified chunk list.

    Raises:
        SourceFault: The source failed, or its list is wrong.
    """
    length = content.length_of(CHUNKS)
    with source.open(content.identity, CHUNKS, 0, None, length) as body:
        data = Intake(source.name, body, 0, pace).take(length)
    try:
        verify_chunk_list(data, content)
    except ContentMismatch:
        raise SourceFault(source.name, "list", is_final=True) from None
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Make a file hold exactly these bytes; raises ``DiskFull``."""
    fd = open_part(path)
    try:
        os.ftruncate(fd, 0)
        write_at(fd, 0, data, str(path))
    finally:
        os.close(fd)


def pull_public(source: Source, content: Commitments, part: Path, pace: Callable[[int], None]) -> int:
    """Bring ``part`` to the verified public part, from wherever it stands; returns its length.

    Its length is not committed to, so it is capped, and judged at its end. What is there already may be another
    source's, or a crash's: if the whole is wrong, it is begun again before anybody is blamed.

    Raises:
        SourceFault: The source failed, or its public part is wrong.
    """
    start = part.stat().st_size if part.is_file() else 0
    for begin in (start, 0) if start else (0,):
        try:
            length, digest = _append(source, content.identity, part, begin, pace)
        except SourceFault as fault:
            if begin and fault.detail == _UNSATISFIABLE:
                continue  # what is there is longer than the file
            raise
        if digest == content.public_digest:
            return length
    part.unlink()
    raise SourceFault(source.name, "public", is_final=True)


def _append(
    source: Source, identity: bytes, part: Path, begin: int, pace: Callable[[int], None]
) -> tuple[int, bytes]:
    """Length and digest of the part after it was filled up from ``begin``, or from where the source begins."""
    with source.open(identity, PUBLIC, begin, None, None) as body:
        fd = open_part(part)
        try:
            offset = body.first
            os.ftruncate(fd, offset)
            digest = _digest_of(part)
            for data in body.pieces:
                pace(len(data))
                if offset + len(data) > MAX_PUBLIC_BYTES:
                    raise SourceFault(source.name, "length", is_final=True)
                digest.update(data)
                write_at(fd, offset, data, str(part))
                offset += len(data)
        finally:
            os.close(fd)
    return offset, digest.digest()


def _digest_of(part: Path) -> "hashlib._Hash":
    digest = hashlib.sha256()
    with Reader(part) as reader:
        for offset in range(0, reader.length, _STEP_BYTES):
            digest.update(reader.at(offset, min(_STEP_BYTES, reader.length - offset)))
    return digest

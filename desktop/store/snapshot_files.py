"""The file of a snapshot: signed head, then chunks of facts; read strictly and within bounds, one chunk at a time.

``MAGIC``, four bytes of length, the envelope of the head (``core.signed_documents``), then for each chunk four bytes of
length and that many of zlib. Lengths are big-endian. The head has the SHA-256 of each chunk as it is before zlib, whose
own output may differ between its versions.
"""

import hashlib
import os
import shutil
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from desktop.core.exchange import are_terms
from desktop.core.facts import KINDS, Fact, Place, Revision, place
from desktop.core.identity import Address
from desktop.core.signed_documents import MAX_DOCUMENT_BYTES, NotADocument, read_signed, write_signed
from desktop.core.snapshots import CHUNK_BYTES, MAX_CHUNKS, Counts, NotASnapshot, SnapshotHead, SnapshotOrigin
from desktop.paths import disk_faults

MAGIC = b"licet-snapshot 1\n"
_LIST_HEAD_BYTES = 5
_MOST_PLAIN = CHUNK_BYTES + _LIST_HEAD_BYTES
_MOST_PACKED = _MOST_PLAIN + (1 << 12)
"""zlib adds five bytes to 16 KiB that do not shrink, and six."""
_LEVEL = 6
_COPY_BYTES = 1 << 20

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[Fact])


@dataclass(frozen=True, slots=True)
class Opened:
    """The head of a file with who claims to have signed it (not checked), and where the chunks begin."""

    head: SnapshotHead
    account: Address | None
    signature: bytes | None
    body_at: int

    @property
    def most_bytes(self) -> int:
        """No file with this head is longer."""
        return self.body_at + self.head.body_bytes + len(self.head.chunks) * (4 + _MOST_PACKED - _MOST_PLAIN)


def write_body(facts: Iterable[Fact], origin: SnapshotOrigin, body: Path) -> SnapshotHead:
    """Write the chunks of facts that stand in order; the head that belongs to them.

    Raises:
        DiskFull: No room; the file is as far as it came.
        NotASnapshot: There are more facts than a snapshot may hold.
    """
    digests: list[str] = []
    counts = [0] * len(KINDS)
    body_bytes = 0
    with disk_faults(body, CHUNK_BYTES), body.open("wb") as stream:
        for plain in _chunks(facts, counts):
            packed = zlib.compress(plain, _LEVEL)
            digests.append(hashlib.sha256(plain).hexdigest())
            body_bytes += len(plain)
            if len(digests) > MAX_CHUNKS:
                raise NotASnapshot("too large")
            stream.write(len(packed).to_bytes(4, "big") + packed)
    return SnapshotHead(
        format=1,
        chain_id=origin.of.chain_id,
        market=origin.of.market.raw.hex(),
        records=origin.of.records.raw.hex(),
        block=origin.block,
        block_hash=origin.block_hash.hex(),
        block_time=origin.block_time,
        counts=Counts(*counts),
        body_bytes=body_bytes,
        chunks=digests,
    )


def assemble(
    head: SnapshotHead, account: Address | None, signature: bytes | None, body: Path, out: Path
) -> None:
    """Write the whole file from its parts; ``out`` is there whole or not at all.

    Raises:
        DiskFull: No room.
    """
    envelope = write_signed(head, account, signature)
    fresh = out.with_name(f".{out.name}.new")
    try:
        with disk_faults(out, body.stat().st_size), fresh.open("wb") as stream, body.open("rb") as chunks:
            stream.write(MAGIC + len(envelope).to_bytes(4, "big") + envelope)
            shutil.copyfileobj(chunks, stream, _COPY_BYTES)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(out)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def open_head(path: Path) -> Opened:
    """Read the head of a file, strictly; whether its signature fits is asked elsewhere.

    Raises:
        NotASnapshot: It is no snapshot.
    """
    with _stream(path) as stream:
        magic = stream.read(len(MAGIC))
        if magic != MAGIC:
            raise NotASnapshot("cut short" if magic and MAGIC.startswith(magic) else "magic")
        length = _length(stream, MAX_DOCUMENT_BYTES)
        try:
            head, account, signature = read_signed(_exactly(stream, length), SnapshotHead)
        except NotADocument as error:
            raise NotASnapshot("head") from error
        return Opened(head, account, signature, stream.tell())


def read_facts(path: Path, told: Callable[[int], None] = lambda _: None) -> Iterator[list[Fact]]:
    """The facts of a file, chunk by chunk, each checked before it is handed out.

    ``told`` gets the number of bytes read so far. The last rules (counts, end of the file) are judged at the end:
    whoever reads on must throw away what it made if that fails.

    Raises:
        NotASnapshot: A rule of docs/snapshots.md is broken.
    """
    opened = open_head(path)
    rules = _Rules(opened.head)
    with _stream(path) as stream:
        stream.seek(opened.body_at)
        for digest in opened.head.chunks:
            plain = _unpacked(_exactly(stream, _length(stream, _MOST_PACKED)))
            if hashlib.sha256(plain).hexdigest() != digest:
                raise NotASnapshot("digest")
            yield rules.judge(plain)
            told(stream.tell())
        if stream.read(1):
            raise NotASnapshot("more behind the end")
    rules.judge_end()


class _Rules:
    """What must hold of the facts of one snapshot, judged as they come."""

    def __init__(self, head: SnapshotHead) -> None:
        self._head = head
        self._counts = [0] * len(KINDS)
        self._last: Place | None = None
        self._bytes = 0
        self._filled: int | None = None

    def judge(self, plain: bytes) -> list[Fact]:
        """The facts of the next chunk."""
        try:
            facts = _DECODER.decode(plain)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise NotASnapshot("record") from error
        if not facts or _ENCODER.encode(facts) != plain:
            raise NotASnapshot("not canonical")
        first = len(_ENCODER.encode(facts[0]))
        if self._filled is not None and self._filled + first <= CHUNK_BYTES:
            raise NotASnapshot("chunk")
        self._filled = len(plain) - len(_list_head(len(facts)))
        self._bytes += len(plain)
        for fact in facts:
            self._judge_fact(fact)
        return facts

    def _judge_fact(self, fact: Fact) -> None:
        here = place(fact)
        if self._last is not None and here <= self._last:
            raise NotASnapshot("order")
        if fact.block > self._head.block:
            raise NotASnapshot("above the block")
        if isinstance(fact, Revision) and not are_terms(fact.terms):
            raise NotASnapshot("terms")
        self._last = here
        self._counts[KINDS.index(type(fact))] += 1

    def judge_end(self) -> None:
        if Counts(*self._counts) != self._head.counts:
            raise NotASnapshot("counts")
        if self._bytes != self._head.body_bytes:
            raise NotASnapshot("length")


def _chunks(facts: Iterable[Fact], counts: list[int]) -> Iterator[bytes]:
    """Chunks of as many records as fit; counts by kind are added up on the way."""
    records: list[bytes] = []
    size = 0
    for fact in facts:
        record = _ENCODER.encode(fact)
        counts[KINDS.index(type(fact))] += 1
        if records and size + len(record) > CHUNK_BYTES:
            yield _list_head(len(records)) + b"".join(records)
            records, size = [], 0
        records.append(record)
        size += len(record)
    if records:
        yield _list_head(len(records)) + b"".join(records)


def _list_head(count: int) -> bytes:
    """The head of a list in msgpack, in its shortest form."""
    if count < 16:
        return bytes((0x90 | count,))
    return b"\xdc" + count.to_bytes(2, "big") if count < 1 << 16 else b"\xdd" + count.to_bytes(4, "big")


def _unpacked(packed: bytes) -> bytes:
    """Never more than a chunk may have, whatever the packed bytes say."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(packed, _MOST_PLAIN)
    except zlib.error as error:
        raise NotASnapshot("zlib") from error
    if not unpacker.eof or unpacker.unused_data or unpacker.unconsumed_tail:
        raise NotASnapshot("zlib")
    return plain


def _stream(path: Path) -> IO[bytes]:
    try:
        # Non-blocking: a pipe of that name must not hang us before we see that it is none of a file.
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise NotASnapshot("cannot be read") from error
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise NotASnapshot("no file")
    return os.fdopen(fd, "rb")


def _length(stream: IO[bytes], most: int) -> int:
    length = int.from_bytes(_exactly(stream, 4), "big")
    if not 0 < length <= most:
        raise NotASnapshot("length field")
    return length


def _exactly(stream: IO[bytes], size: int) -> bytes:
    try:
        data = stream.read(size)
    except OSError as error:
        raise NotASnapshot("cannot be read") from error
    if len(data) < size:
        raise NotASnapshot("cut short")
    return data

"""Whether a source still gives a version: random pieces of each file, verified against what the listing committed to.

A status of 200 proves nothing: a log-in page has it too. A few chunks that nobody can know beforehand, folded to
their nodes, prove that those bytes are there; a source that lost a tenth of them is found out by four with one in
three, and asked again another day.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random, SystemRandom

from desktop.content.errors import SourceFault
from desktop.content.reading import Intake
from desktop.content.sources import Source
from desktop.content.verifying import ChunkVerifier, verify_chunk_list
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC, Commitments
from desktop.core.errors import ContentMismatch
from desktop.core.packages import MAX_PUBLIC_BYTES

PIECES = 4


@dataclass(frozen=True, slots=True)
class Probe:
    """What a source gave and proved: chunks that were right, bytes in all, and how long it took."""

    pieces: int
    bytes: int
    seconds: float


def probe(
    source: Source,
    content: Commitments,
    cancel: CancelToken,
    *,
    chunk_list: bytes | None = None,
    pieces: int = PIECES,
    random: Random | None = None,
) -> Probe:
    """Ask a source for the small files and for random chunks with their leaves.

    Args:
        source: Asked for a few hundred kilobytes, or for the chunk list (32 bytes for each 64 KiB) if we have none.
        content: What the listing committed to.
        cancel: Asked between two requests.
        chunk_list: Ours, if we have it; its verified bytes spare the source the whole of its own.
        pieces: How many chunks, without repetition.
        random: Where they lie; by default nobody can foresee it.

    Raises:
        SourceFault: It does not answer, has not got a file, or gave wrong bytes.
    """
    began, asked = time.monotonic(), _Asked(source, content.identity)
    chunks = (random or SystemRandom()).sample(range(content.chunks), min(pieces, content.chunks))
    verifier = _chunk_nodes(asked, content, chunk_list, chunks[0])
    for chunk in chunks:
        cancel.raise_if_cancelled()
        start, end = trees.chunk_span(content.size_bytes, chunk)
        first, stop = verifier.leaves_span(chunk)
        sealed = asked.read(PAYLOAD, start, end, content.length_of(PAYLOAD))
        leaves = asked.read(LEAVES, first, stop, content.length_of(LEAVES))
        try:
            verifier.hashes(chunk, leaves, sealed)
        except ContentMismatch:
            raise SourceFault(source.name, "chunk", is_final=True, detail=str(chunk)) from None
    cancel.raise_if_cancelled()
    if asked.digest(PUBLIC, MAX_PUBLIC_BYTES) != content.public_digest:
        raise SourceFault(source.name, "public", is_final=True)
    return Probe(len(chunks), asked.bytes, time.monotonic() - began)


def _chunk_nodes(
    asked: "_Asked", content: Commitments, chunk_list: bytes | None, chunk: int
) -> ChunkVerifier:
    """The nodes of all chunks; of the source's own list either one node or all of it is read and compared."""
    length = content.length_of(CHUNKS)
    if chunk_list is None:
        chunk_list = asked.read(CHUNKS, 0, length, length)
        try:
            verify_chunk_list(chunk_list, content)
        except ContentMismatch:
            raise SourceFault(asked.source.name, "list", is_final=True) from None
    elif asked.read(CHUNKS, 32 * chunk, 32 * chunk + 32, length) != chunk_list[32 * chunk : 32 * chunk + 32]:
        raise SourceFault(asked.source.name, "list", is_final=True)
    return ChunkVerifier(content, chunk_list)


class _Asked:
    """Exact pieces of a version's files out of one source; counts what came."""

    def __init__(self, source: Source, identity: bytes) -> None:
        self.source, self._identity = source, identity
        self.bytes = 0

    def read(self, file: str, start: int, stop: int, expected_bytes: int) -> bytes:
        with self.source.open(self._identity, file, start, stop, expected_bytes) as body:
            taken = Intake(self.source.name, body, start, lambda _length: None).take(stop - start)
        self.bytes += stop - start
        return taken

    def digest(self, file: str, most_bytes: int) -> bytes:
        hashed, length = sha256(), 0
        with self.source.open(self._identity, file, 0, None, None) as body:
            for data in body.after(0):
                length += len(data)
                if length > most_bytes:
                    raise SourceFault(self.source.name, "length", is_final=True)
                hashed.update(data)
        self.bytes += length
        return hashed.digest()


def first_that_gives(
    sources: Sequence[Source], content: Commitments, cancel: CancelToken, chunk_list: bytes | None
) -> Probe:
    """Several ways that lead to one address, such as gateways: it serves if one of them does; raises the last fault."""
    fault = SourceFault("", "no_ipfs", is_final=True)
    for source in sources:
        try:
            return probe(source, content, cancel, chunk_list=chunk_list)
        except SourceFault as error:
            fault = error
    raise fault

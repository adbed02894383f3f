"""Asking a source for random pieces: whoever has the bytes passes, and each way of not having them is told apart."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from desktop.content.errors import SourceFault
from desktop.content.http_source import HttpSource
from desktop.content.kubo import KuboNode
from desktop.content.kubo_source import KuboSource
from desktop.content.probing import first_that_gives, probe
from desktop.content.serving import ContentServer
from desktop.content.sources import FolderSource, Source
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, FILES, LEAVES, PAYLOAD, PUBLIC
from tests.helpers.ipfs_nodes import IpfsNode
from tests.unit.content.versions import Version, flip, make_in_store

SIZE = 20 * trees.CHUNK_BYTES + 7
CHUNK_COUNT = 21


@pytest.fixture
def kept(tmp_path: Path) -> tuple[ContentStore, Version]:
    return make_in_store(tmp_path / "store", SIZE)


@pytest.fixture
def served(kept: tuple[ContentStore, Version]) -> Iterator[Source]:
    with ContentServer(kept[0]) as server:
        source = HttpSource(server.base_url, may_be_inside=True)
        yield source
        source.close()


def test_a_source_that_has_the_bytes_passes(served: Source, kept: tuple[ContentStore, Version]) -> None:
    found = probe(served, kept[1].content, CancelToken())

    assert found.pieces == 4
    assert found.bytes > 3 * trees.CHUNK_BYTES


def test_our_own_chunk_list_spares_the_source_its_own(
    served: Source, kept: tuple[ContentStore, Version]
) -> None:
    chunk_list = kept[1].paths.chunks.read_bytes()

    spared = probe(served, kept[1].content, CancelToken(), chunk_list=chunk_list, random=Random(1))
    asked = probe(served, kept[1].content, CancelToken(), random=Random(1))

    assert asked.bytes - spared.bytes == 32 * CHUNK_COUNT - 32


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda v: flip(v.paths.payload, trees.chunk_span(SIZE, 9)[0] + 1), "chunk"),
        (lambda v: flip(v.paths.leaves, 32 * 64 * 9), "chunk"),
        (lambda v: flip(v.folder / CHUNKS, 9), "list"),
        (lambda v: flip(v.folder / PUBLIC, 9), "public"),
        (lambda v: (v.folder / PAYLOAD).unlink(), "status"),
        (lambda v: (v.folder / LEAVES).write_bytes(bytes(50_000)), "length"),
    ],
)
def test_each_lack_is_told(
    served: Source,
    kept: tuple[ContentStore, Version],
    spoil: Callable[[Version], object],
    reason: str,
) -> None:
    spoil(kept[1])

    with pytest.raises(SourceFault) as caught:
        probe(served, kept[1].content, CancelToken(), pieces=CHUNK_COUNT)

    assert caught.value.reason == reason
    assert caught.value.detail == {"chunk": "9", "status": "404"}.get(reason, "")


def test_which_chunks_are_asked_cannot_be_foreseen(kept: tuple[ContentStore, Version]) -> None:
    asked: list[tuple[int, ...]] = []
    for _ in range(8):
        spied = Spy(kept[0].root)
        probe(spied, kept[1].content, CancelToken())
        asked.append(tuple(spied.starts))

    assert len(set(asked)) > 4
    assert all(len(set(starts)) == 4 for starts in asked)


def test_of_several_ways_one_is_enough(kept: tuple[ContentStore, Version], tmp_path: Path) -> None:
    ways = [FolderSource(tmp_path / "nothing"), FolderSource(kept[0].root)]

    assert first_that_gives(ways, kept[1].content, CancelToken(), None).pieces == 4
    with pytest.raises(SourceFault) as caught:
        first_that_gives(ways[:1], kept[1].content, CancelToken(), None)
    assert caught.value.reason == "missing"


def test_an_ipfs_node_passes_while_it_keeps_the_version(
    kept: tuple[ContentStore, Version], ipfs_nodes: tuple[IpfsNode, IpfsNode]
) -> None:
    identity = kept[1].content.identity.hex()
    with KuboNode(ipfs_nodes[1].rpc) as node:
        cid = node.add_folder(identity, [kept[1].folder / file for file in FILES], CancelToken())
        source = KuboSource(ipfs_nodes[1].rpc, cid, local_only=True)

        found = probe(source, kept[1].content, CancelToken())
        node.unpin(cid)
        ipfs_nodes[1].call("repo/gc")
        with pytest.raises(SourceFault) as caught:
            probe(source, kept[1].content, CancelToken())
        source.close()

    assert found.pieces == 4
    assert caught.value.reason == "refused"


class Spy(FolderSource):
    """Notes where in the payload it is read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.starts: list[int] = []

    def open(self, identity: bytes, file: str, start: int, stop: int | None, expected_bytes: int | None):  # type: ignore[no-untyped-def,override]
        if file == PAYLOAD:
            self.starts.append(start)
        return super().open(identity, file, start, stop, expected_bytes)

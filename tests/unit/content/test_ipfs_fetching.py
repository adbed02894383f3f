"""Content out of real IPFS (Helia): by the person's own node and by a gateway, beside other sources and alone."""

from pathlib import Path

import pytest

from desktop.content.fetching import Fetcher
from desktop.content.kubo import KuboNode
from desktop.content.sources import IpfsAccess
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.cids import ipfs_address
from desktop.core.contents import FILES
from desktop.core.transfers import SourcesFailed
from tests.helpers.faulty import FaultyServer
from tests.helpers.fetches import assert_whole
from tests.helpers.ipfs_nodes import IpfsNode
from tests.unit.content.versions import Version, make_in_store

Nodes = tuple[IpfsNode, IpfsNode]
ABSENT = "ipfs://bafybeifx7yeb55armcsxwwitkymga5xf53dxiarykms3ygqic223w5sk3m"


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Larger than one block of IPFS."""
    return make_in_store(tmp_path_factory.mktemp("shelf") / "origin", 12 * 65536 - 700)[1]


@pytest.fixture(scope="module")
def address(version: Version, ipfs_nodes: Nodes) -> str:
    files = [version.folder / name for name in FILES]
    with KuboNode(ipfs_nodes[0].rpc) as node:
        return ipfs_address(node.add_folder(version.content.identity.hex(), files, CancelToken()))


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "mine", reserve_bytes=0)


def fetcher(store: ContentStore, ipfs: IpfsAccess) -> Fetcher:
    return Fetcher(store, retries=1, pause_s=0.0, ipfs=lambda: ipfs)


def test_a_version_comes_by_the_persons_own_node_from_another_one(
    store: ContentStore, ipfs_nodes: Nodes, address: str, version: Version
) -> None:
    """The second node has none of it: its blocks come from the first one."""
    ours = IpfsAccess(node=ipfs_nodes[1].rpc)

    report = fetcher(store, ours).fetch(version.content, [address], CancelToken())

    assert report.faults == ()
    assert_whole(store, version)


def test_a_version_comes_by_the_gateway_that_the_person_chose(
    store: ContentStore, ipfs_nodes: Nodes, address: str, version: Version
) -> None:
    chosen = IpfsAccess(gateway=ipfs_nodes[0].gateway)

    fetcher(store, chosen).fetch(version.content, [address], CancelToken())

    assert_whole(store, version)


def test_a_folder_that_ipfs_has_without_the_version_is_named(
    store: ContentStore, ipfs_nodes: Nodes, version: Version, tmp_path: Path
) -> None:
    (tmp_path / "other").write_bytes(b"other")
    with KuboNode(ipfs_nodes[0].rpc) as node:
        other = ipfs_address(node.add_folder("other", [tmp_path / "other"], CancelToken()))

    with pytest.raises(SourcesFailed) as caught:
        fetcher(store, IpfsAccess(node=ipfs_nodes[0].rpc)).fetch(version.content, [other], CancelToken())

    assert {found.trouble.kind for found in caught.value.troubles} <= {"missing", "refused"}
    assert caught.value.sources == (f"{other} ({ipfs_nodes[0].rpc})",)


def test_content_that_ipfs_lacks_comes_from_elsewhere(
    store: ContentStore, ipfs_nodes: Nodes, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.content.transfer._RACE_SMALL_S", 0.05)
    ways = fetcher(store, IpfsAccess(node=ipfs_nodes[0].rpc))
    with FaultyServer(version.folder.parent) as server:
        ways.fetch(version.content, [ABSENT], CancelToken(), added=[server.base])

    assert_whole(store, version)


def test_a_node_that_is_not_running_is_named_as_unreachable(
    store: ContentStore, address: str, version: Version
) -> None:
    with pytest.raises(SourcesFailed) as caught:
        fetcher(store, IpfsAccess(node="http://127.0.0.1:1")).fetch(version.content, [address], CancelToken())

    assert {found.trouble.kind for found in caught.value.troubles} == {"unreachable"}


def test_without_a_way_into_ipfs_it_is_said_how_to_get_one(
    store: ContentStore, address: str, version: Version
) -> None:
    with pytest.raises(SourcesFailed) as caught:
        fetcher(store, IpfsAccess()).fetch(version.content, [address], CancelToken())

    assert caught.value.reasons == (f"{address}: no_ipfs",)

"""Snapshots over a real chain: the commands, a node that hides a listing, and a wrong snapshot that is mended."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop.assets import Assets
from desktop.bootstrap.indexer import Indexer
from desktop.bootstrap.snapshots import market_of
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.events import TOPICS
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.cli import licet
from desktop.core.facts import Fact, Revision, event_of, fact_of
from desktop.core.snapshots import SnapshotMarket, SnapshotOrigin, SnapshotState
from desktop.store.catalogue_swap import declare_whole, staged_path
from desktop.store.snapshot_book import SnapshotBook
from desktop.store.snapshot_files import assemble, open_head, read_facts, write_body
from desktop.store.snapshot_loading import load
from tests.helpers.chain import SAMPLE_CARD, Wallet, list_model, sample_terms
from tests.helpers.cli import make_wallet
from tests.helpers.nodes import bad_node
from tests.helpers.snapshots import tables

WAIT_S = 30.0


@dataclass
class Chain:
    url: str
    gateway: ChainGateway

    @property
    def network(self) -> list[str]:
        return ["--rpc", self.url, "--market", str(self.gateway.market)]


@pytest.fixture(scope="module")
def chain() -> Iterator[Chain]:
    """A market with three listings, one of them revised and one closed."""
    with running(None) as server:
        deployed = market_deployment(Assets.find(), DEMO_BOUNDS)
        gateway = ChainGateway.connect(
            [server.url], CHAIN_ID, deployed.address, reverts=revert_names(Assets.find())
        )
        seller = Wallet.number(1)
        gateway.faucet(seller.address)
        assert seller.execute(gateway, deployed.call).succeeded
        for salt in range(3):
            terms = sample_terms(gateway, seller.address, salt=bytes([salt]) * 32)
            list_model(gateway, seller, terms)
        cheaper = replace(terms, price=terms.price // 2)
        assert seller.execute(gateway, gateway.calls.revise(3, terms, cheaper, SAMPLE_CARD)).succeeded
        assert seller.execute(
            gateway, gateway.calls.close(1, sample_terms(gateway, seller.address, salt=bytes(32)))
        ).succeeded
        yield Chain(server.url, gateway)
        gateway.close()


def run(data_dir: Path, *arguments: object) -> Any:
    """A command of ``licet snapshot`` in this process; its children are real ones."""
    return CliRunner().invoke(
        licet, ["--data-dir", str(data_dir), "snapshot", *map(str, arguments), "--json"]
    )


@pytest.fixture(scope="module")
def made(chain: Chain, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed snapshot of the chain's last block, by ``licet snapshot make``."""
    folder = tmp_path_factory.mktemp("maker")
    _account, password = make_wallet(folder / "data")
    out = folder / "market.licet-snapshot"
    block = chain.gateway.head().number
    found = run(
        folder / "data",
        "make",
        "--out",
        out,
        "--sign",
        "--password-file",
        password,
        "--block",
        block,
        *chain.network,
    )
    assert found.exit_code == 0, found.output
    return out


def test_a_new_client_starts_from_a_snapshot(chain: Chain, made: Path, tmp_path: Path) -> None:
    used = run(tmp_path / "new", "use", made, "--yes", *chain.network)
    told = json.loads(used.stdout)

    assert used.exit_code == 0, used.output
    assert (told["ok"], told["checked"]["complete"], told["wrong"]) == (True, True, [])
    assert told["counts"]["revisions"] == 4
    status = json.loads(run(tmp_path / "new", "status", *chain.network).stdout)
    assert (status["state"], status["checked"]) == ("whole", 1.0)


def test_a_file_is_verified_without_a_network(made: Path, tmp_path: Path) -> None:
    told = json.loads(run(tmp_path / "any", "verify", made).stdout)

    assert told["ok"]
    assert told["signed_by"].startswith("0x")


def test_a_node_that_hides_a_listing_is_noticed_by_a_snapshot(
    chain: Chain, made: Path, tmp_path: Path
) -> None:
    """With one node only, its word stands against the maker's, and the row is named."""

    def hide(method: str, params: list[Any], result: Any) -> Any:
        del params
        if method != "eth_getLogs":
            return result
        hidden = (2).to_bytes(32, "big").hex()
        return [log for log in result if log["topics"][:2] != ["0x" + TOPICS["Listed"].hex(), "0x" + hidden]]

    with bad_node(chain.url) as node:
        node.lie = hide
        found = run(
            tmp_path / "other", "verify", made, "--chain", "--rpc", node.url, "--market", chain.gateway.market
        )

    told = json.loads(found.stdout)
    assert found.exit_code == 1
    assert [(row["verdict"], row["listing"]) for row in told["wrong"]] == [("invented", 2)]


def test_a_wrong_snapshot_is_mended_from_the_chain(chain: Chain, made: Path, tmp_path: Path) -> None:
    """The indexer finds the row that no sample met, names it, and reads the rest anew."""
    of = market_of(chain.gateway)
    catalogue = _adopt(_lying(made, of, tmp_path), of, tmp_path / "catalogue.db")
    synced = tmp_path / "synced.db"
    for path in (catalogue, synced):
        indexer = Indexer(path, [chain.url], CHAIN_ID, chain.gateway.market, lambda _: None)
        indexer.start()
        try:
            _until(
                path, chain.gateway.head().number, state=SnapshotState.MENDED if path == catalogue else None
            )
        finally:
            indexer.close()

    assert _but_heads(tables(catalogue)) == _but_heads(tables(synced))
    with SnapshotBook.open(catalogue, read_only=True) as book:
        standing = book.standing()
    assert standing is not None
    assert [(row.listing, row.differences[0].field) for row in standing.wrong] == [(2, "price_wei")]


def test_what_happened_since_is_read_from_the_chain(chain: Chain, made: Path, tmp_path: Path) -> None:
    """A snapshot of an earlier block, followed by the real indexer, ends where reading all of it does."""
    of = market_of(chain.gateway)
    earlier = open_head(made).head.block - 2
    known = chain.gateway.fact_sources(of.records)[0].block(earlier)
    assert known is not None
    facts = [fact for chunk in read_facts(made) for fact in chunk if fact.block <= earlier]
    body, file = tmp_path / "body", tmp_path / "earlier.licet-snapshot"
    assemble(write_body(facts, SnapshotOrigin(of, earlier, *known), body), None, None, body, file)
    catalogue, synced = _adopt(file, of, tmp_path / "catalogue.db"), tmp_path / "synced.db"

    for path in (catalogue, synced):
        indexer = Indexer(path, [chain.url], CHAIN_ID, chain.gateway.market, lambda _: None)
        indexer.start()
        try:
            _until(
                path, chain.gateway.head().number, state=SnapshotState.WHOLE if path == catalogue else None
            )
        finally:
            indexer.close()

    assert _but_heads(tables(catalogue)) == _but_heads(tables(synced))


def _lying(made: Path, of: SnapshotMarket, folder: Path) -> Path:
    facts = [fact for chunk in read_facts(made) for fact in chunk]
    head = open_head(made).head
    at = next(n for n, fact in enumerate(facts) if isinstance(fact, Revision) and fact.listing == 2)
    facts[at] = _dearer(facts[at])
    origin = SnapshotOrigin(of, head.block, bytes.fromhex(head.block_hash), head.block_time)
    body, out = folder / "body", folder / "lying.licet-snapshot"
    assemble(write_body(facts, origin, body), None, None, body, out)
    return out


def _dearer(fact: Fact) -> Fact:
    event: Any = event_of(fact)
    changed = fact_of(
        replace(event, encoded_terms=replace(event.terms, price=event.terms.price + 1).encode())
    )
    assert changed is not None
    return changed


def _adopt(file: Path, of: SnapshotMarket, catalogue: Path) -> Path:
    head = load(file, catalogue, of, lambda _done, _all: None)
    with SnapshotBook.open(staged_path(catalogue)) as book:
        book.begin(head, None, 0)
    declare_whole(catalogue)
    return catalogue


def _until(path: Path, block: int, *, state: SnapshotState | None) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        if path.exists():
            with SnapshotBook.open(path, read_only=True) as book:
                if book.is_usable() and book.indexed()[0] >= block and book.state() is state:
                    return
        time.sleep(0.1)
    raise AssertionError("the indexer did not come that far")


def _but_heads(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in found.items() if name not in {"meta", "block"}}

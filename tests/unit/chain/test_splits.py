"""Splits on a real chain: the address that we compute is the contract's, and nothing else passes for a split."""

from collections.abc import Iterator

import pytest
from eth_abi.abi import encode

from desktop.assets import Assets
from desktop.chain import splits as module
from desktop.chain.deployment import PROXY
from desktop.chain.errors import LyingNode
from desktop.chain.gateway import ChainGateway, companion_deployments, read_artifact
from desktop.chain.log_ranges import read_logs
from desktop.chain.splits import SIGNATURES, SPLIT_CREATED, ChainSplits
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.splits import Share, Split, divide_evenly
from desktop.core.transactions import Call
from tests.helpers.chain import Wallet

SHARE_GAS = 75_000
"""Issue 3, "Must reach": a share withdrawn."""


@pytest.fixture
def splits(gateway: ChainGateway, seller: Wallet) -> Iterator[ChainSplits]:
    deployed = companion_deployments(Assets.find(), gateway.market).splits
    assert seller.execute(gateway, deployed.call).succeeded
    return gateway.splits(deployed.address)


def shares_of(*parts: int) -> tuple[Share, ...]:
    return tuple(Share(Wallet.number(20 + i).address, bps) for i, bps in enumerate(parts))


def test_the_bindings_are_the_contracts_own_signatures() -> None:
    one, factory = (read_artifact(Assets.find(), name) for name in ("RevenueSplit", "RevenueSplits"))

    assert set(SIGNATURES.values()) <= set(one.selectors()) | set(factory.selectors())


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_a_split_is_where_it_was_computed_to_be(
    splits: ChainSplits, gateway: ChainGateway, seller: Wallet, count: int
) -> None:
    split = Split.of(splits.factory, shares_of(*divide_evenly(count)))
    assert gateway.code_at(split.address) == b""

    assert seller.execute(gateway, splits.create(split.shares)).succeeded

    assert gateway.code_at(split.address) != b""
    assert splits.find(split.address) == split
    assert splits.made_since(0) == ([split], gateway.head().number)


def test_a_share_is_withdrawn_within_its_budget(
    splits: ChainSplits, gateway: ChainGateway, seller: Wallet
) -> None:
    split = Split.of(splits.factory, shares_of(*divide_evenly(8)))
    assert seller.execute(gateway, splits.create(split.shares)).succeeded
    assert seller.execute(gateway, Call(split.address, value_wei=10**18)).succeeded
    for share in split.shares:  # an account without history costs whoever pays it first 25,000 gas more
        assert seller.execute(gateway, Call(share.account, value_wei=1)).succeeded

    for share in split.shares:
        receipt = seller.execute(gateway, splits.withdraw_for(split.address, NATIVE, share.account))

        assert receipt.succeeded
        assert receipt.gas_used <= SHARE_GAS
        assert gateway.balance_wei(share.account) == 1 + 10**18 * share.bps // 10_000


def test_a_contract_that_says_it_is_a_split_is_none(
    splits: ChainSplits, gateway: ChainGateway, seller: Wallet
) -> None:
    """It emits the very event, for the address of a real split to be, with shares of its own."""
    honest = Split.of(splits.factory, shares_of(5000, 5000))
    lie = encode(["(address,uint16)[]"], [[("0x" + seller.address.raw.hex(), 10_000)]])

    fake, logged = deploy_emitter(gateway, seller, honest.address, lie)

    assert logged
    assert splits.find(honest.address) is None
    assert splits.find(fake) is None
    assert splits.made_since(0)[0] == []


def test_a_node_that_tells_other_shares_is_caught_by_the_address(
    splits: ChainSplits, gateway: ChainGateway, seller: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = Split.of(splits.factory, shares_of(5000, 5000))
    assert seller.execute(gateway, splits.create(split.shares)).succeeded

    def lying(nodes: object, contract: Address, topics: object, first: int) -> object:
        logs, last = real(nodes, contract, topics, first)  # type: ignore[arg-type]
        for log in logs:
            log.data = (
                "0x" + encode(["(address,uint16)[]"], [[("0x" + seller.address.raw.hex(), 10_000)]]).hex()
            )
        return logs, last

    real = module.read_logs
    monkeypatch.setattr(module, "read_logs", lying)

    with pytest.raises(LyingNode):
        splits.find(split.address)


COPY_BYTES = 9
"""PUSH2 size, PUSH2 where the data begins, PUSH1 0, CODECOPY: what stands before the log."""


def deploy_emitter(gateway: ChainGateway, owner: Wallet, split: Address, data: bytes) -> tuple[Address, bool]:
    """A contract whose creation logs SplitCreated(split, owner, data) itself."""
    topics = (SPLIT_CREATED, split.raw.rjust(32, b"\0"), owner.address.raw.rjust(32, b"\0"))
    size = b"\x61" + len(data).to_bytes(2, "big")
    log = b"".join(b"\x7f" + topic for topic in reversed(topics)) + size + b"\x60\x00\xa3\x00"
    where = (COPY_BYTES + len(log)).to_bytes(2, "big")
    code = size + b"\x61" + where + b"\x60\x00\x39" + log
    creation = code + data
    assert owner.execute(gateway, Call(PROXY, bytes(32) + creation)).succeeded
    made = Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(creation))[12:])
    logs, _last = read_logs(gateway._nodes, made, [[SPLIT_CREATED]], 0)
    return made, len(logs) == 1 and bytes.fromhex(logs[0].data[2:]) == data

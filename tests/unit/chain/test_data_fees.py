"""Fees beside gas: asked of the oracle where a rollup has one, part of what it costs at most, and read from receipts."""

from typing import Any

import msgspec
import pytest

from desktop.assets import Assets
from desktop.bootstrap.deploying import make_deploying
from desktop.bootstrap.sent import NoKeys
from desktop.chain import data_fees
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.gateway import ChainGateway
from desktop.chain.receipts import RawReceipt
from desktop.core.cancel import CancelToken
from desktop.core.transactions import Call, FeeLevel, FeeOffer, FeeQuote
from desktop.services.transactions import CostRose, TransactionService
from tests.helpers.chain import Wallet
from tests.helpers.journal import quiet_journal

STRANGER = Wallet.number(99)
RECEIPT = {
    "transactionHash": "0x" + "11" * 32, "status": "0x1", "blockNumber": "0x7", "blockHash": "0x" + "22" * 32,
    "gasUsed": "0x5208", "effectiveGasPrice": "0xf4240",
}  # fmt: skip


def test_a_chain_without_such_a_fee_is_not_asked(
    gateway: ChainGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway._nodes, "call", lambda *_: pytest.fail("asked"))

    assert gateway.data_fee_most_wei(Call(STRANGER.address, bytes(1000))) == 0


def test_the_oracle_is_asked_with_the_size_and_answered_twice_as_much(
    gateway: ChainGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def call(_method: str, params: list[dict[str, str]], _kind: object) -> str:
        asked.append(params[0]["data"])
        return "0x" + (10**12).to_bytes(32, "big").hex()

    monkeypatch.setattr(data_fees, "OP_STACK", frozenset({CHAIN_ID}))
    monkeypatch.setattr(gateway._nodes, "call", call)

    assert gateway.data_fee_most_wei(Call(STRANGER.address, bytes(1000))) == 2 * 10**12
    assert asked == ["0xf1c7a58b" + (1160).to_bytes(32, "big").hex()]


def test_deploying_says_what_the_bytes_of_the_contracts_cost_and_looks_again(
    gateway: ChainGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, rates = gateway._nodes.call, [1000]

    def call(method: str, params: list[Any], kind: Any) -> Any:
        if method == "eth_call" and params[0]["to"] == data_fees._ORACLE:
            return "0x" + (int(params[0]["data"][10:], 16) * rates[-1]).to_bytes(32, "big").hex()
        return real(method, params, kind)

    monkeypatch.setattr(data_fees, "OP_STACK", frozenset({CHAIN_ID}))
    monkeypatch.setattr(gateway._nodes, "call", call)
    payer = Wallet.number(0)
    transactions = TransactionService(gateway, NoKeys(), quiet_journal())
    service = make_deploying(
        gateway, transactions, lambda: payer.address, Assets.find(), DEMO_BOUNDS, lambda _: None
    )

    plan = service.plan()
    market, *missing = plan.parts
    assert (market.is_there, market.data_fee_most_wei) == (True, 0)
    for part in missing:
        bytecode = len(part.contract.call.data)
        assert bytecode > 2_000
        assert part.data_fee_most_wei == 2 * 1000 * (bytecode + 160)
        assert part.fee_most_wei > part.data_fee_most_wei
    assert plan.fee_most_wei == sum(part.fee_most_wei for part in missing)

    rates.append(5000)
    with pytest.raises(CostRose):
        service.deploy(plan, CancelToken(), lambda _: None)


def test_what_is_offered_says_it_with_the_most() -> None:
    quotes = dict.fromkeys(FeeLevel, FeeQuote(10, 1, 21))
    offer = FeeOffer(quotes, 100, 0, 0, data_fee_most_wei=50)

    assert offer.most_wei(FeeLevel.NORMAL) == 100 * 21 + 50
    assert offer.likely_wei(FeeLevel.NORMAL) == 100 * 11 + 25


@pytest.mark.parametrize(
    ("told", "fee_wei"), [({}, 21_000 * 10**6), ({"l1Fee": "0x3e8"}, 21_000 * 10**6 + 1000)]
)
def test_a_receipt_costs_its_gas_and_its_bytes(told: dict[str, str], fee_wei: int) -> None:
    raw = msgspec.convert(RECEIPT | told, RawReceipt)

    assert raw.checked(bytes.fromhex("11" * 32), "node").fee_wei == fee_wei

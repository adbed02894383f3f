"""The market and its records followed in one pass on a real chain: one order of events, and back again together."""

from dataclasses import dataclass

import pytest

from desktop.assets import Assets
from desktop.chain.embedded import methods
from desktop.chain.gateway import ChainGateway, companion_deployments
from desktop.chain.records import RecordCalls
from desktop.core.events import Answered, ChainEvent, Rated
from desktop.core.exchange import Delivery
from desktop.core.identity import Address
from tests.helpers.chain import Sale, Wallet, buy_model, deliver_key, list_model, sample_terms


@dataclass(frozen=True)
class FinalSale:
    """A licence that may be rated."""

    sale: Sale
    delivery: Delivery
    records: RecordCalls


@pytest.fixture
def records(gateway: ChainGateway) -> Address:
    return companion_deployments(Assets.find(), gateway.market).records.address


@pytest.fixture
def sold(gateway: ChainGateway, seller: Wallet, buyer: Wallet, records: Address) -> FinalSale:
    deployment = companion_deployments(Assets.find(), gateway.market).records
    assert seller.execute(gateway, deployment.call).succeeded
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    delivery = deliver_key(gateway, seller, sale)
    assert buyer.execute(gateway, gateway.calls.confirm(terms, sale.order, delivery)).succeeded
    return FinalSale(sale, delivery, RecordCalls(records))


def follow_all(gateway: ChainGateway, records: Address) -> list[ChainEvent]:
    follower = gateway.follow(None, {}, records)
    found: list[ChainEvent] = []
    while True:
        batch = follower.poll()
        found = [*batch.events, *found] if batch.is_older else [*found, *batch.events]
        if batch.is_caught_up:
            return found


def test_events_of_both_contracts_come_in_the_order_of_the_chain(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet, sold: FinalSale, records: Address
) -> None:
    calls, sale = sold.records, sold.sale
    buyer.execute(gateway, calls.rate(sale.order_id, 2, b"slow"))
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    seller.execute(gateway, calls.answer(sale.terms, sale.order, sold.delivery, b"faster now"))

    events = follow_all(gateway, records)

    assert [type(event).__name__ for event in events] == [
        "BondDeposited", "Listed", "Bought", "Delivered", "Finalised", "Rated", "BondDeposited", "Answered",
    ]  # fmt: skip
    rating, answer = events[5], events[7]
    assert isinstance(rating, Rated)
    assert isinstance(answer, Answered)
    assert (rating.token_id, rating.holder, rating.stars, rating.text) == (
        sale.order_id,
        buyer.address,
        2,
        b"slow",
    )
    assert (answer.token_id, answer.seller, answer.text) == (sale.order_id, seller.address, b"faster now")


def test_both_contracts_are_asked_for_in_one_request(
    gateway: ChainGateway, sold: FinalSale, records: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    (client,) = gateway._nodes.clients
    call = client.call

    def spy(method: str, params: list[object], kind: object) -> object:
        if method == "eth_getLogs":
            asked.append(params[0])
        return call(method, params, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(client, "call", spy)

    gateway.follow(None, {}, records).poll()

    assert len(asked) == 1
    assert asked[0]["address"] == [str(gateway.market), str(records)]  # type: ignore[index]


@pytest.mark.parametrize("keep", [True, False])
def test_a_reorganisation_takes_a_rating_back(
    gateway: ChainGateway, buyer: Wallet, sold: FinalSale, records: Address, keep: bool
) -> None:
    follower = gateway.follow(None, {}, records)
    follower.poll()
    buyer.execute(gateway, sold.records.rate(sold.sale.order_id, 5, b"good"))
    seen = follower.poll()
    gateway._nodes.call("licet_rewind", [1, keep], str)
    gateway._nodes.call("evm_increaseTime", [100], int)
    gateway._nodes.call("evm_mine", [], str)
    gateway._nodes.call("evm_mine", [], str)

    batch = follower.poll()

    assert [type(event).__name__ for event in seen.events] == ["Rated"]
    assert batch.rollback_to == seen.last - 1
    assert [type(event).__name__ for event in batch.events] == (["Rated"] if keep else [])


def test_a_network_without_the_records_contract_is_followed_all_the_same(
    gateway: ChainGateway, seller: Wallet, records: Address
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))

    events = follow_all(gateway, records)

    assert gateway.code_at(records) == b""
    assert [type(event).__name__ for event in events] == ["BondDeposited"]


def test_records_that_are_deployed_later_are_followed_from_their_first_rating(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet, records: Address
) -> None:
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    delivery = deliver_key(gateway, seller, sale)
    buyer.execute(gateway, gateway.calls.confirm(terms, sale.order, delivery))
    follower = gateway.follow(None, {}, records)
    follower.poll()
    seller.execute(gateway, companion_deployments(Assets.find(), gateway.market).records.call)
    buyer.execute(gateway, RecordCalls(records).rate(sale.order_id, 3, b""))

    batch = follower.poll()

    assert [type(event).__name__ for event in batch.events] == ["Rated"]


def test_ranges_shrink_for_both_contracts_together(
    gateway: ChainGateway, buyer: Wallet, sold: FinalSale, records: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stars in range(1, 6):
        buyer.execute(gateway, sold.records.rate(sold.sale.order_id, stars, b""))
    monkeypatch.setattr(methods, "MAX_LOGS", 2)

    events = follow_all(gateway, records)

    assert [event.stars for event in events if isinstance(event, Rated)] == [1, 2, 3, 4, 5]

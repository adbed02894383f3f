"""Nodes of the wrong chain, nodes that are none, that fall silent or lie: said in words, with the purchase kept."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.bootstrap.composition import Services
from desktop.chain.errors import NotJsonRpc
from desktop.chain.events import TOPICS
from desktop.chain.gateway import probe
from desktop.core.errors import (
    ContentMismatch,
    NoContract,
    NodeTimeout,
    NodeUnreachable,
    OrderContradicted,
    WrongChain,
)
from desktop.core.exchange import OrderState
from desktop.core.identity import Address, keccak256
from desktop.core.listings import ListingQuery
from desktop.core.orders import PurchaseState
from tests.helpers.app import advance, advance_until, begin, open_app
from tests.helpers.market import RunningMarket
from tests.helpers.nodes import BadNode, honest
from tests.helpers.words import assert_speaks

OpenAt = Callable[[str], Services]
_BOUGHT, _DELIVERED = TOPICS["Bought"], TOPICS["Delivered"]
_ORDER_STATE = keccak256(b"orderState(uint256)")[:4]
BOUGHT_AT_WORD, WRAPPED_WORD = 4, 2
"""Words of the events' data: termsHash and the fields of Order; the fields of Delivery."""
NOBODY_LISTENS = "http://127.0.0.1:9"


def test_a_node_of_another_chain_is_named_and_nothing_is_signed(
    shared_market: RunningMarket, tmp_path: Any
) -> None:
    places = shared_market.places
    with open_app(tmp_path, places.rpc_url, 1, places.market) as services:
        status = services.network.status()

        assert isinstance(status.fault, WrongChain)
        assert (status.fault.expected, status.fault.found) == (1, places.chain_id)
        assert services.catalogue.status().fault == "This node belongs to another network"
        with pytest.raises(WrongChain) as raised:
            services.balances.read(places.market)
        assert_speaks(raised.value)


@pytest.mark.parametrize("address", [Address(b"\x77" * 20), "the licence contract"], ids=["empty", "another"])
def test_an_address_without_the_market_is_refused(address: Any, shared_market: RunningMarket) -> None:
    address = shared_market.gateway.licence() if isinstance(address, str) else address

    with pytest.raises(NoContract) as raised:
        probe(shared_market.places.rpc_url, address)

    assert raised.value.address == str(address)
    assert_speaks(raised.value)


def test_the_market_page_survives_an_address_without_a_market(
    shared_market: RunningMarket, tmp_path: Any
) -> None:
    places = shared_market.places
    with open_app(tmp_path, places.rpc_url, places.chain_id, Address(b"\x77" * 20)) as services:
        assert services.catalogue.search(ListingQuery()).total == 0
        assert services.network.status().fault is None


def test_a_web_page_is_not_a_node(node: BadNode, shared_market: RunningMarket) -> None:
    node.mood = "page"

    with pytest.raises(NotJsonRpc) as raised:
        probe(node.url, shared_market.places.market)

    assert raised.value.url == node.url
    assert_speaks(raised.value)


def test_nobody_at_the_address(shared_market: RunningMarket) -> None:
    with pytest.raises(NodeUnreachable) as raised:
        probe(NOBODY_LISTENS, shared_market.places.market)

    assert_speaks(raised.value)


def test_a_purchase_outlives_every_fault_of_its_node(
    node: BadNode,
    shared_market: RunningMarket,
    open_at: OpenAt,
    wait_for_node: Callable[[float], None],
) -> None:
    """One purchase, met by one fault after the other; each is said, none moves it, and in the end it is bought once."""
    services = open_at(node.url)
    purchase = begin(services, shared_market.listing)

    node.mood = "page"
    fault = stopped_by(services, purchase.id, NotJsonRpc)
    assert fault.url == node.url
    assert services.purchases.purchase(purchase.id).state is PurchaseState.READY
    assert isinstance(services.network.status().fault, NotJsonRpc)

    node.mood = "silent"
    wait_for_node(0.3)
    stopped_by(services, purchase.id, NodeTimeout)
    kept = services.purchases.purchase(purchase.id)
    assert (kept.state, kept.fault, kept.raw_transaction) == (PurchaseState.READY, "NodeTimeout", None)
    assert isinstance(services.network.status().fault, NodeTimeout)

    node.mood = "honest"
    wait_for_node(15.0)
    node.lie = another_purchase_time
    fault = stopped_by(services, purchase.id, OrderContradicted)
    assert isinstance(fault, ContentMismatch)
    assert (fault.what, fault.where) == ("order", "chain")
    kept = services.purchases.purchase(purchase.id)
    assert (kept.state, kept.order) == (PurchaseState.BUYING, None)

    node.lie = honest
    assert advance(services, purchase.id).state is PurchaseState.PROVISIONAL
    account = services.accounts.active_address()
    assert len(shared_market.gateway.orders_by_holder(account)) == 1
    assert services.network.status().fault is None


def test_no_lie_about_an_order_is_believed(
    node: BadNode, shared_market: RunningMarket, open_at: OpenAt
) -> None:
    """It invents a settlement, then another key, and at last another time for who restores the order."""
    services = open_at(node.url)
    purchase = begin(services, shared_market.listing)
    advance_until(services, purchase.id, "receive", lambda: setattr(node, "lie", final_already))

    settled = stopped_by(services, purchase.id, OrderContradicted)
    after_settled = services.purchases.purchase(purchase.id)
    node.lie = another_wrapped_key
    key = stopped_by(services, purchase.id, OrderContradicted)
    after_key = services.purchases.purchase(purchase.id)
    node.lie = honest
    bought = advance(services, purchase.id)
    node.lie = another_purchase_time

    assert (settled.what, key.what) == ("delivery", "delivery")
    for kept in (after_settled, after_key):
        assert (kept.state, kept.delivery, kept.fault) == (PurchaseState.WAITING, None, "OrderContradicted")
    assert (bought.state, bought.fault) == (PurchaseState.PROVISIONAL, None)
    with pytest.raises(OrderContradicted):
        _find_with_an_empty_book(services.restoring, bought.account)


def _find_with_an_empty_book(restoring: Any, account: Address) -> None:
    class Empty:
        def all(self) -> list[Any]:
            return []

        def add(self, purchase: Any) -> None:
            raise AssertionError("kept")

    restoring._book = Empty()
    restoring.find(account)


def stopped_by(services: Services, purchase_id: str, error: type[BaseException]) -> Any:
    """What stops the purchase; it must be this kind of error, with words."""
    with pytest.raises(error) as raised:
        advance(services, purchase_id)
    assert_speaks(raised.value)
    return raised.value


def another_purchase_time(method: str, params: list[Any], result: Any) -> Any:
    """Every Bought event tells another time of purchase."""
    if method != "eth_getLogs":
        return result
    return [_changed(log, _BOUGHT, BOUGHT_AT_WORD) for log in result]


def another_wrapped_key(method: str, params: list[Any], result: Any) -> Any:
    """Every Delivered event carries another key."""
    if method != "eth_getLogs":
        return result
    return [_changed(log, _DELIVERED, WRAPPED_WORD) for log in result]


def final_already(method: str, params: list[Any], result: Any) -> Any:
    """The order's slot says Final."""
    if method == "eth_call" and params[0]["data"].startswith("0x" + _ORDER_STATE.hex()):
        return result[:-2] + f"{OrderState.FINAL:02x}"
    return [] if method == "eth_getLogs" and params[0]["topics"][0] == ["0x" + _DELIVERED.hex()] else result


def _changed(log: Any, topic: bytes, word: int) -> Any:
    if log["topics"][0] != "0x" + topic.hex():
        return log
    data = bytearray.fromhex(log["data"][2:])
    data[32 * word + (15 if word == WRAPPED_WORD else 31)] ^= 1
    return log | {"data": "0x" + data.hex()}

"""The rules of EXCHANGE.md section 9, each against an endpoint that lies; docs/exchange.md lists them with their tests.

The liar stands between the app and the real chain and hears every request, as a public node does.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.events import TOPICS
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, ContentUnavailable, OrderContradicted, Reverted
from desktop.core.exchange import (
    Delivery,
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
    wrap_key,
)
from desktop.core.identity import keccak256
from desktop.core.orders import Purchase, PurchaseState
from desktop.services.purchase import KeyProvenBad, ListingGone, NotRefundable, SoldOut
from desktop.services.purchase.service import DeliveryNotSafe
from desktop.services.witnesses import EndpointsDisagree, NeedsSecondEndpoint, Witnesses
from desktop.wallet.errors import NothingToComplain
from tests.helpers.chain import MODEL_KEY, Wallet, list_model, point, shared_address
from tests.helpers.nodes import BadNode, bad_node
from tests.integration.purchase.conftest import WRONG_KEY, Desk, SystemClock
from tests.integration.purchase.test_claims import Clock, wrong_content, wrong_key

_ORDER_STATE = keccak256(b"orderState(uint256)")[:4].hex()


class Liar:
    """A node between: what it was asked, what it swallows, and what it tells instead of the truth."""

    def __init__(self, node: BadNode) -> None:
        self.node = node
        self.heard: list[tuple[str, Any]] = []
        self.swallows = False
        self.slots: dict[int, int] = {}
        self.hides_safe = False
        self._forward = node.answer
        node.answer = self._answer  # type: ignore[method-assign]
        node.lie = self._lie

    @property
    def url(self) -> str:
        return self.node.url

    def methods(self) -> list[str]:
        return [method for method, _params in self.heard]

    def _answer(self, body: bytes) -> bytes:
        request = json.loads(body)
        asked = request if isinstance(request, list) else [request]
        self.heard += [(one["method"], one["params"]) for one in asked]
        if self.swallows and any(one["method"] == "eth_sendRawTransaction" for one in asked):
            return json.dumps({"jsonrpc": "2.0", "id": asked[0]["id"], "result": "0x" + "00" * 32}).encode()
        if self.hides_safe and any("safe" in one["params"] for one in asked):
            fault = {"code": -39001, "message": "unknown block"}
            answers = [{"jsonrpc": "2.0", "id": one["id"], "error": fault} for one in asked]
            return json.dumps(answers if isinstance(request, list) else answers[0]).encode()
        return self._forward(body)

    def _lie(self, method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_call" and params[0]["data"].startswith("0x" + _ORDER_STATE):
            order = int(params[0]["data"][10:], 16)
            if order in self.slots:
                return f"0x{self.slots[order]:064x}"
        return result


@pytest.fixture
def liar(desk: Desk) -> Iterator[Liar]:
    with bad_node(desk.gateway._nodes.clients[0].url) as node:
        yield Liar(node)


@pytest.fixture
def gateways(desk: Desk) -> Iterator[Any]:
    """Makes gateways to endpoints; closed at the end."""
    with ExitStack() as stack:

        def connect(*urls: str) -> ChainGateway:
            market = desk.gateway.market
            made = ChainGateway.connect(
                urls, desk.gateway.chain_id, market, reverts=revert_names(Assets.find())
            )
            stack.callback(made.close)
            return made

        yield connect


def honest_url(desk: Desk) -> str:
    return desk.gateway._nodes.clients[0].url


def sent_by(desk: Desk) -> int:
    return desk.gateway.mined_nonce(desk.buyer)


# --- checks everything before paying ---


def test_terms_that_changed_since_the_quote_are_not_paid(desk: Desk) -> None:
    purchase = desk.begin()
    dearer = replace(desk.terms, price=desk.terms.price * 2, card_hash=keccak256(b"{}"))
    call = desk.gateway.calls.revise(desk.listing, desk.terms, dearer, b"{}")
    assert desk.seller.execute(desk.gateway, call).succeeded

    with pytest.raises(ListingGone):
        desk.advance(purchase.id)

    assert sent_by(desk) == 0


@pytest.mark.parametrize(
    ("name", "told", "fault"), [("bond_wei", (0, 0), SoldOut), ("key_is_bad", True, KeyProvenBad)]
)
def test_what_the_contract_would_refuse_is_not_signed(
    desk: Desk, name: str, told: Any, fault: type[AppError]
) -> None:
    purchase = desk.begin()

    class Telling:
        def __getattr__(self, wanted: str) -> Any:
            return (lambda *_: told) if wanted == name else getattr(desk.gateway, wanted)

    with pytest.raises(fault):
        desk.advance(purchase.id, chain=Telling())

    assert sent_by(desk) == 0


def test_terms_that_an_endpoint_invents_cost_nothing(desk: Desk) -> None:
    """A cheaper price, another key: the contract knows no such terms, so the purchase cannot even be estimated."""
    invented = replace(desk.terms, price=1, key_hash=b"\x77" * 32)
    purchase = desk.begin()
    desk.book.update(purchase.id, terms=invented)

    class Inventing:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def listing(self, _number: int) -> Any:
            return invented, b"{}"

    with pytest.raises(Reverted) as caught:
        desk.advance(purchase.id, chain=Inventing())

    assert caught.value.name == "MarketWrongTerms"
    assert sent_by(desk) == 0


def test_content_that_is_not_there_is_never_paid_for(desk: Desk) -> None:
    purchase = desk.begin()
    desk.content.fault = ContentUnavailable("gone")

    with pytest.raises(ContentUnavailable):
        desk.advance(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.FETCHING
    assert sent_by(desk) == 0


# --- warns ---


def test_a_price_that_does_not_cover_a_complaint_is_warned_of(desk: Desk) -> None:
    cheap = replace(desk.terms, price=1, bond_wei=1, late_fee_wei=0, salt=b"\x08" * 32)
    listing = list_model(desk.gateway, desk.seller, cheap)

    assert "complaint-not-worth-it" in desk.service().quote(listing).warnings
    assert "complaint-not-worth-it" not in desk.service().quote(desk.listing).warnings


def test_too_little_coin_for_sending_a_complaint_is_warned_of(desk: Desk) -> None:
    """A complaint is sent with a fixed gas limit; what it uses in the end is no help to an account that cannot cover it."""
    quote = desk.service().quote(desk.listing)
    max_fee = desk.gateway.fees().max_fee_wei
    enough = quote.total_most_wei + 642_000 * max_fee

    def with_balance(wei: int) -> tuple[str, ...]:
        class Poor:
            def __getattr__(self, name: str) -> Any:
                return getattr(desk.gateway, name)

            def balance_wei(self, _account: Any) -> int:
                return wei

        return desk.service(chain=Poor()).quote(desk.listing).warnings

    assert "too-little-left-for-complaint" in with_balance(enough - 1)
    assert "too-little-left-for-complaint" not in with_balance(enough)
    assert with_balance(quote.total_most_wei - 1) == ("insufficient-funds",)


# --- recomputes locally, before anything that reveals d ---


def test_a_wrong_delivery_that_an_endpoint_invents_is_not_believed(
    desk: Desk, liar: Liar, gateways: Any
) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)
    node = gateways(liar.url)
    truth = liar.node.lie

    def lie(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_getLogs":
            return [_with_other_key(log) for log in result]
        return truth(method, params, result)

    liar.node.lie = lie
    with pytest.raises(OrderContradicted):
        desk.advance(purchase.id, chain=node)

    assert desk.book.get(purchase.id).delivery is None


def test_the_vault_keeps_d_though_the_record_says_that_the_key_is_wrong(desk: Desk) -> None:
    """Whatever made the app believe it: the vault computes the contract's check itself."""
    purchase = desk.bought()
    desk.deliver(purchase)
    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL
    _force(desk, purchase.id, PurchaseState.WRONG_KEY)
    desk.mine(70)

    with pytest.raises(NothingToComplain):
        desk.service().complain(purchase.id)

    assert sent_by(desk) == 1
    assert desk.book.get(purchase.id).transaction_hash == purchase.transaction_hash


def test_a_whole_false_delivery_told_by_one_of_two_endpoints_reveals_nothing(
    desk: Desk, liar: Liar, gateways: Any
) -> None:
    """The liar invents a delivery with its own R and a wrong key, and the slot that commits to it."""
    purchase = desk.bought()
    order = purchase.order
    assert order is not None
    assert purchase.order_id is not None
    rx, parity = point(4_242)
    shared = shared_address(4_242, order.px, order.parity)
    wrapped = wrap_key(desk.gateway.chain_id, desk.gateway.market, purchase.order_id, shared, WRONG_KEY)
    false = Delivery(rx, parity, wrapped, order.bought_at + 5)
    c2 = delivery_commitment(order_commitment(desk.terms.hash, order), false)
    liar.slots[purchase.order_id] = slot(c2, OrderState.DELIVERED)
    node = gateways(liar.url, honest_url(desk))

    class Deceived:
        """What the app reads comes from the liar, which tells one story throughout."""

        def __getattr__(self, name: str) -> Any:
            return getattr(node, name)

        def find_delivery(self, _order: int) -> Delivery:
            return false

    deceived = Deceived()
    found = desk.advance(purchase.id, chain=deceived)
    desk.mine(70)
    service = desk.service(chain=deceived, witnesses=Witnesses(node.witnesses(), lambda: False))
    with pytest.raises(EndpointsDisagree):
        service.complain(purchase.id)

    assert found.state is PurchaseState.WRONG_KEY
    assert sent_by(desk) == 1


def test_one_foreign_endpoint_alone_is_never_enough_for_a_complaint(
    desk: Desk, liar: Liar, gateways: Any
) -> None:
    purchase = wrong_key(desk)
    node = gateways(liar.url)

    with pytest.raises(NeedsSecondEndpoint):
        desk.service(witnesses=Witnesses(node.witnesses(), lambda: False)).complain(purchase.id)

    assert sent_by(desk) == 1


# --- never simulates a complaint at an endpoint ---


@pytest.mark.parametrize("kind", ["complainKey", "complainContent"])
def test_no_endpoint_sees_a_complaint_before_it_is_sent(
    desk: Desk, liar: Liar, gateways: Any, kind: str
) -> None:
    purchase = wrong_key(desk) if kind == "complainKey" else wrong_content(desk)
    node = gateways(liar.url)
    liar.heard.clear()

    assert desk.service(chain=node).complain(purchase.id).state is PurchaseState.REFUNDED

    before = liar.heard[: liar.methods().index("eth_sendRawTransaction")]
    assert "eth_estimateGas" not in [method for method, _params in before]
    data = [p[0]["data"] for method, p in before if method == "eth_call"]
    assert data
    assert all(
        len(one) < 2 * 200 for one in data
    )  # views alone: a complaint carries Terms, Order and Delivery
    assert MODEL_KEY.hex() not in json.dumps(before)


# --- order, delivery and block on two endpoints, at safe ---


def test_a_complaint_waits_for_safe_and_is_then_filed_by_itself(desk: Desk) -> None:
    """Files at once: asked for once, it needs no second click, not even after a restart."""
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY

    with pytest.raises(DeliveryNotSafe):
        desk.service().complain(purchase.id)
    waiting = desk.book.get(purchase.id).claim_asked
    early = desk.advance(purchase.id).state
    desk.mine(70)
    carry_on = desk.watch().look(desk.gateway.head())

    assert (waiting, early) == (True, PurchaseState.WRONG_KEY)
    assert carry_on == (purchase.id,)
    assert desk.advance(purchase.id).state is PurchaseState.REFUNDED


def test_a_complaint_is_never_filed_unasked(desk: Desk) -> None:
    purchase = wrong_key(desk)

    assert desk.watch().look(desk.gateway.head()) == ()
    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY
    assert sent_by(desk) == 1


def test_an_endpoint_that_hides_what_is_safe_holds_a_complaint_up_only_until_the_last_eighth(
    desk: Desk, liar: Liar, gateways: Any
) -> None:
    purchase = wrong_key(desk)
    liar.hides_safe = True
    node = gateways(liar.url, honest_url(desk))
    witnesses = Witnesses(node.witnesses(), lambda: False)

    with pytest.raises(DeliveryNotSafe):
        desk.service(witnesses=witnesses).complain(purchase.id)
    desk.travel(desk.terms.dispute_in_s * 7 // 8)

    assert desk.service(witnesses=witnesses).complain(purchase.id).state is PurchaseState.REFUNDED


# --- sends to every endpoint, outbids until mined ---


def test_an_endpoint_that_swallows_a_complaint_does_not_stop_it(
    desk: Desk, liar: Liar, gateways: Any
) -> None:
    purchase = wrong_key(desk)
    liar.swallows = True
    node = gateways(liar.url, honest_url(desk))

    assert desk.service(chain=node).complain(purchase.id).state is PurchaseState.REFUNDED
    assert "eth_sendRawTransaction" in liar.methods()


def test_a_complaint_that_all_endpoints_swallow_is_outbid_when_one_takes_it(
    desk: Desk, liar: Liar, gateways: Any
) -> None:
    purchase = wrong_key(desk)
    desk.clock = Clock()
    liar.swallows = True
    node = gateways(liar.url)
    with pytest.raises(AppError):
        desk.service(chain=node).complain(purchase.id)
    first = desk.book.get(purchase.id).bid

    liar.swallows = False
    desk.clock.time += 60
    done = desk.advance(purchase.id, chain=node)

    assert done.state is PurchaseState.REFUNDED
    assert first is not None
    assert done.bid is not None
    assert done.bid.max_fee_wei > first.max_fee_wei


# --- only for orders that it made itself ---


def test_no_complaint_is_made_about_a_strangers_copy_of_our_order(desk: Desk) -> None:
    """The copy has our P, so its d is ours: shown for the copy, it would open the real order to everyone."""
    purchase = wrong_key(desk)
    order = purchase.order
    assert order is not None
    stranger = Wallet.number(5)
    desk.rpc.send("licet_faucet", [str(stranger.address)], str)
    copied = desk.gateway.calls.buy(desk.listing, desk.terms, desk.buyer, order.px, order.parity, 42)
    assert stranger.execute(desk.gateway, copied).succeeded
    ((identifier, copy),) = [
        (i, o) for i, o in desk.gateway.orders_by_holder(desk.buyer) if o.payer == stranger.address
    ]
    made = desk.bought()
    desk.book.update(made.id, order=copy, order_id=identifier)
    delivery = desk.deliver(desk.book.get(made.id), WRONG_KEY)
    desk.book.update(made.id, delivery=delivery)
    _force(desk, made.id, PurchaseState.WRONG_KEY)
    desk.mine(70)
    count = sent_by(desk)

    with pytest.raises(NotRefundable):
        desk.service().complain(made.id)

    assert sent_by(desk) == count


# --- the model runs at once; the payment is released only when it is asked for ---


def test_the_model_runs_as_soon_as_the_key_is_right_and_nothing_is_released_unasked(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)
    watch = desk.watch()

    at_once = desk.advance(purchase.id)
    for _ in range(5):
        desk.travel(desk.terms.dispute_in_s // 6)
        watch.look(desk.gateway.head())
        for left in desk.service().unfinished():
            desk.service().advance(left.id, CancelToken(), lambda _: None)

    assert at_once.state is PurchaseState.PROVISIONAL
    assert desk.state_on_chain(purchase) is OrderState.DELIVERED
    assert sent_by(desk) == 1  # the purchase itself
    assert isinstance(desk.clock, SystemClock)


def _with_other_key(log: Any) -> Any:
    if log["topics"][0] != "0x" + TOPICS["Delivered"].hex():
        return log
    data = bytearray.fromhex(log["data"][2:])
    data[32 * 2] ^= 1
    return log | {"data": "0x" + data.hex()}


def _force(desk: Desk, purchase_id: str, state: PurchaseState) -> Purchase:
    """Put a state into the record that the graph has no way to: as a bug, or a hand at the database, would."""
    from desktop.store import purchases as module

    kept = replace(desk.book.get(purchase_id), state=state)
    with desk.book._database.write() as connection:
        module._write(connection, kept, "REPLACE")
    return kept

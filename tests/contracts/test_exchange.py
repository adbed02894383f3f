"""The committed artifacts on py-evm, driven with the app's own encodings of the protocol."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.exchange import (
    SECP256K1_ORDER,
    ListingState,
    OrderState,
    Terms,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.identity import NATIVE, Address
from tests.contracts.evm import CHAIN_ID, ETHER, MARKET, Mined, Reverted
from tests.contracts.scenario import CARD, KEY, Scenario, words

SECRETS = st.integers(1, SECP256K1_ORDER - 1)
REASON_WRONG_KEY = 4


def test_listing_slot_is_the_hash_of_the_terms(scene: Scenario) -> None:
    terms = scene.terms()

    listing, mined = scene.list(terms)

    (stored,) = scene.read("listingState", listing)
    assert int.from_bytes(stored, "big") == slot(terms.hash, ListingState.OPEN)
    name, event = mined.logs[0]
    assert (name, event["listing"], event["termsHash"], event["card"]) == ("Listed", 1, terms.hash, CARD)
    assert event["seller"] == str(terms.seller).lower()


def test_event_carries_the_terms_in_full(scene: Scenario) -> None:
    """The catalogue needs nothing but the event."""
    terms = scene.terms()

    _, mined = scene.list(terms)

    values = mined.logs[0][1]["terms"]
    restored = Terms(*(Address.parse(value) if isinstance(value, str) else value for value in values))
    assert restored == terms


def test_order_slots_are_the_commitments(scene: Scenario) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit()

    sale, _ = scene.buy(listing, terms)
    opened = order_commitment(terms.hash, sale.order)
    assert int.from_bytes(scene.read("orderState", sale.order_id)[0], "big") == slot(opened, OrderState.OPEN)

    sale, _ = scene.deliver(sale)
    delivered = delivery_commitment(opened, sale.delivery)
    assert int.from_bytes(scene.read("orderState", sale.order_id)[0], "big") == slot(
        delivered, OrderState.DELIVERED
    )

    scene.send(scene.buyer, "confirm", *sale.presented)
    assert int.from_bytes(scene.read("orderState", sale.order_id)[0], "big") == slot(
        delivered, OrderState.FINAL
    )


def test_whole_sale_pays_the_payee_to_the_wei(scene: Scenario) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit(2 * ETHER)
    payee = Address.parse(scene.payee.address).raw
    before = scene.chain.balance(payee)

    sale, _ = scene.deliver(scene.buy(listing, terms)[0])
    scene.chain.time = sale.delivery.delivered_at + terms.dispute_in_s
    scene.send(scene.stranger, "settle", [sale.presented])
    scene.send(scene.stranger, "withdrawFor", NATIVE.raw, payee)

    assert scene.chain.balance(payee) - before == terms.price
    assert scene.bond() == (2 * ETHER, 0)
    assert scene.chain.balance(scene.market) == 2 * ETHER
    (until,) = scene.read_licence("licensedUntil", sale.order_id)
    assert until == sale.delivery.delivered_at + terms.dispute_in_s + terms.period_s


@settings(max_examples=12, deadline=None)
@given(d=SECRETS, e=SECRETS, key=st.binary(min_size=16, max_size=16))
def test_complaint_agrees_with_the_second_implementation(d: int, e: int, key: bytes) -> None:
    """Points and shared secrets by libsecp256k1; the contract refunds exactly the keys that differ."""
    scene = Scenario()
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.deliver(scene.buy(listing, terms, d)[0], key=key, secret=e)

    if key == KEY:
        with pytest.raises(Reverted, match="MarketKeyIsRight"):
            scene.send(scene.stranger, "complainKey", *sale.presented, d)
        return
    mined = scene.send(scene.stranger, "complainKey", *sale.presented, d)

    refunded = dict(mined.logs)["Refunded"]
    assert (refunded["amount"], refunded["bondPaid"]) == (terms.price, terms.bond_wei)
    assert refunded["reason"] == REASON_WRONG_KEY
    assert scene.credit(scene.buyer) == terms.price + terms.bond_wei


@pytest.mark.parametrize(("d", "e"), [(1, 1), (1, SECP256K1_ORDER - 1), (SECP256K1_ORDER - 1, 2), (7, 7)])
def test_right_key_is_never_refunded(scene: Scenario, d: int, e: int) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.deliver(scene.buy(listing, terms, d)[0], secret=e)

    with pytest.raises(Reverted) as refused:
        scene.send(scene.buyer, "complainKey", *sale.presented, d)

    assert (refused.value.name, refused.value.values) == ("MarketKeyIsRight", (sale.order_id,))


def test_errors_carry_their_values(scene: Scenario) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)

    with pytest.raises(Reverted) as refused:
        scene.buy(listing, terms)

    assert refused.value.name == "MarketFreeBondTooLow"
    assert refused.value.values == (str(terms.seller).lower(), 0, terms.bond_wei)


def test_every_event_amount_is_a_change_of_balance(scene: Scenario) -> None:
    """Deposits, withdrawals and payments, compared with the balance of the market."""
    seller = Address.parse(scene.seller.address).raw
    terms = scene.terms()
    listing, _ = scene.list(terms)

    def moved(act: Callable[[], Mined]) -> int:
        before = scene.chain.balance(scene.market)
        mined = act()
        changed = scene.chain.balance(scene.market) - before
        amounts = [event["amount"] for _, event in mined.logs if "amount" in event]
        assert amounts == [abs(changed)]
        return changed

    assert moved(lambda: scene.deposit(3 * ETHER)) == 3 * ETHER
    assert moved(lambda: scene.send(scene.seller, "withdrawBond", ETHER + 1, seller)) == -ETHER - 1
    sale, _ = scene.deliver(scene.buy(listing, terms)[0])
    finalised = dict(scene.send(scene.buyer, "confirm", *sale.presented).logs)["Finalised"]
    assert finalised["amount"] == scene.credit(scene.payee) == terms.price
    assert finalised["byHolder"] is True
    paid = moved(lambda: scene.send(scene.payee, "withdraw", NATIVE.raw, scene.payee.address))
    assert paid == -terms.price


def test_late_refund_is_exact_to_the_second(scene: Scenario) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.buy(listing, terms)
    deadline = sale.order.bought_at + terms.deliver_in_s

    scene.chain.time = deadline - 1
    with pytest.raises(Reverted) as refused:
        scene.send(scene.stranger, "refund", *sale.presented)
    assert refused.value.name == "MarketMayNotRefund"
    assert refused.value.values == (scene.stranger.address.lower(), deadline)

    assert scene.chain.time == deadline
    scene.send(scene.stranger, "refund", *sale.presented)
    assert scene.credit(scene.buyer) == terms.price + terms.late_fee_wei


def test_chain_and_bounds_are_readable(scene: Scenario) -> None:
    assert scene.read("chainId") == (CHAIN_ID,)
    assert scene.read("bounds") == (60, 14 * 86400, 60, 30 * 86400)
    assert scene.read("lastListing") == (0,)


def test_every_function_is_described() -> None:
    """The interface is the contract: nothing callable is left out of IModelMarket."""
    mutable = {
        name
        for name, entry in MARKET.functions.items()
        if entry["stateMutability"] in {"nonpayable", "payable"}
    }

    assert mutable == {
        "list", "revise", "close", "setOperator", "depositBond", "withdrawBond", "buy", "deliver", "confirm",
        "settle", "refund", "complainKey", "complainContent", "withdraw", "withdrawFor",
        "buyWithPermit", "renew", "requestKey", "answerKey",
    }  # fmt: skip
    assert {name for name, entry in MARKET.functions.items() if entry["stateMutability"] == "payable"} == {
        "depositBond",
        "buy",
        "renew",
        "requestKey",
    }


def test_closed_listing_sells_nothing(scene: Scenario) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit()
    scene.send(scene.seller, "close", listing, words(terms))

    with pytest.raises(Reverted) as refused:
        scene.buy(listing, terms)

    assert (refused.value.name, refused.value.values) == (
        "MarketListingInState",
        (listing, ListingState.CLOSED),
    )

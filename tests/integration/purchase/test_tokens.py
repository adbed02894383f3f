"""Buying in ERC-20 tokens, on a real chain with real tokens: by permit, by approval, refused in words, refunded."""

from collections.abc import Callable
from typing import Any

import pytest
import rlp

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, NodeUnreachable, Reverted
from desktop.core.exchange import OrderState
from desktop.core.identity import NATIVE
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.tokens import PermitDomain
from desktop.core.transactions import Call
from desktop.services.purchase.paying import SoldOut
from desktop.services.purchase.ports import PurchaseKey
from desktop.services.tokens import (
    ApprovalIgnored,
    InsufficientTokens,
    PaymentWay,
    TokenRefuses,
    TokenTakesPart,
)
from desktop.services.transactions import CostRose, TransactionFailed
from desktop.text import describe
from tests.helpers.chain import list_model, sample_terms
from tests.helpers.tokens import Manner, Token, deploy_token
from tests.helpers.words import assert_speaks
from tests.integration.purchase.conftest import WRONG_KEY, Desk

PRICE = 2_500_000
HELD = 10 * PRICE


def priced_in(desk: Desk, name: str, **changes: Any) -> Token:
    """Put a listing in a token of this kind in the desk's place; the buyer holds ten times its price."""
    token = deploy_token(desk.gateway, desk.seller, name)
    token.mint(desk.buyer, HELD)
    desk.terms = sample_terms(
        desk.gateway, desk.seller.address, currency=token.address, price=PRICE, salt=b"\1" * 32, **changes
    )
    desk.listing = list_model(desk.gateway, desk.seller, desk.terms)
    return token


@pytest.fixture
def plain(desk: Desk) -> Token:
    return priced_in(desk, "PlainToken")


@pytest.fixture
def odd(desk: Desk) -> Token:
    return priced_in(desk, "OddToken")


def sent_by(desk: Desk) -> int:
    """How many transactions the buyer has sent."""
    return desk.gateway.mined_nonce(desk.buyer)


def as_buyer(desk: Desk, token: Token, name: str, *arguments: Any) -> None:
    """Something that the buyer did with the token before, in another program."""
    call = Call(token.address, token.interface.call(name, *arguments))
    signed = desk.vault.sign_transaction(desk.buyer, desk.gateway.prepare(desk.buyer, call))
    desk.gateway.send_raw(signed.raw)


def assert_paid_once(desk: Desk, token: Token, purchase: Purchase) -> None:
    assert purchase.state is PurchaseState.WAITING
    assert desk.state_on_chain(purchase) is OrderState.OPEN
    assert token.balance(desk.gateway.market) == PRICE
    assert token.balance(desk.buyer) == HELD - PRICE
    assert token.allowance(desk.buyer) == 0
    assert len(desk.gateway.orders_by_holder(desk.buyer)) == 1


# By permit


def test_a_token_with_permits_is_bought_in_one_transaction(desk: Desk, plain: Token) -> None:
    quote = desk.service().quote(desk.listing)
    before = sent_by(desk)

    purchase = desk.bought()

    assert quote.token is not None
    assert quote.token.way is PaymentWay.PERMIT
    assert (quote.price.text(), quote.price_wei) == ("0.0000000000025 PLN", 0)
    assert_paid_once(desk, plain, purchase)
    assert sent_by(desk) == before + 1
    assert 0 < purchase.fees_paid_wei <= quote.fee_most_wei


class Intercepting:
    """A gateway through which something happens on the chain right before the buyer's transaction gets there."""

    def __init__(self, desk: Desk, meanwhile: Callable[[bytes], None]) -> None:
        self._gateway = desk.gateway
        self._meanwhile: Callable[[bytes], None] | None = meanwhile

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def send_raw(self, raw: bytes) -> bytes:
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            meanwhile(rlp.decode(raw[1:])[7])  # type: ignore[index]  # the call data of a type 2 transaction
        return self._gateway.send_raw(raw)


def words_at_the_end(data: bytes, count: int) -> list[bytes]:
    return [data[len(data) - 32 * i :][:32] for i in range(count, 0, -1)]


def test_a_permit_that_somebody_used_first_pays_all_the_same(desk: Desk, plain: Token) -> None:
    """Whoever copies the permit from the pool and sends it first has only set the allowance."""

    def front_run(data: bytes) -> None:
        value, deadline, v, r, s = words_at_the_end(data, 5)
        numbers = (int.from_bytes(word, "big") for word in (value, deadline, v))
        plain.call("permit", desk.buyer.raw, desk.gateway.market.raw, *numbers, r, s)
        assert plain.allowance(desk.buyer) == PRICE

    purchase = desk.advance(desk.begin().id, chain=Intercepting(desk, front_run))

    assert_paid_once(desk, plain, purchase)


def test_a_permit_that_became_void_on_its_way_costs_a_fee_and_is_replaced_by_an_approval(
    desk: Desk, plain: Token
) -> None:
    def use_up(_data: bytes) -> None:
        """Another permit of the same account, mined first, takes the nonce."""
        key = PurchaseKey(desk.buyer, desk.gateway.chain_id, desk.seller.address, 1, 1)
        deadline = desk.gateway.head().timestamp + 600
        other = desk.vault.sign_permit(key, desk.terms, PermitDomain("Plain", "1"), 0, deadline)
        spender = desk.seller.address.raw
        plain.call("permit", desk.buyer.raw, spender, other.value, deadline, other.v, other.r, other.s)

    purchase = desk.begin()
    with pytest.raises(TransactionFailed):
        desk.advance(purchase.id, chain=Intercepting(desk, use_up))
    assert desk.book.get(purchase.id).state is PurchaseState.READY
    assert plain.balance(desk.buyer) == HELD

    assert_paid_once(desk, plain, desk.advance(purchase.id))
    assert desk.book.get(purchase.id).approvals == 1


def test_permits_that_only_look_so_are_replaced_by_an_approval_before_anything_is_sent(desk: Desk) -> None:
    token = priced_in(desk, "BrokenPermitToken")
    assert desk.gateway.tokens.permit_domain(token.address) is not None
    before = sent_by(desk)

    purchase = desk.bought()

    assert_paid_once(desk, token, purchase)
    assert sent_by(desk) == before + 2
    assert purchase.fees_paid_wei <= desk.book.get(purchase.id).agreed_wei


def test_an_earlier_approval_is_enough(desk: Desk, plain: Token) -> None:
    as_buyer(desk, plain, "approve", desk.gateway.market.raw, PRICE)
    quote = desk.service().quote(desk.listing)

    assert quote.token is not None
    assert quote.token.way is PaymentWay.ALLOWED
    assert_paid_once(desk, plain, desk.bought())


# By approval


@pytest.mark.parametrize("name", ["OddToken", "OnceApprovedToken"])
def test_a_token_that_returns_nothing_is_approved_for_exactly_the_price_and_bought(
    desk: Desk, name: str
) -> None:
    token = priced_in(desk, name)
    quote = desk.service().quote(desk.listing)
    before = sent_by(desk)

    purchase = desk.bought()

    assert quote.token is not None
    assert quote.token.way is PaymentWay.APPROVE
    assert 0 < quote.approve_fee_wei < quote.fee_most_wei
    assert_paid_once(desk, token, purchase)
    assert sent_by(desk) == before + 2
    assert (purchase.approvals, purchase.fees_paid_wei <= quote.fee_most_wei) == (1, True)


def test_the_approval_is_for_the_price_and_not_more(desk: Desk, odd: Token) -> None:
    purchase = desk.begin()
    stop_when(desk, purchase, PurchaseState.APPROVING)

    assert odd.allowance(desk.buyer) == PRICE


def test_a_token_that_takes_no_second_approval_gets_the_first_one_taken_back(desk: Desk) -> None:
    token = priced_in(desk, "OnceApprovedToken")
    as_buyer(desk, token, "approve", desk.gateway.market.raw, PRICE - 1)
    quote = desk.service().quote(desk.listing)

    purchase = desk.bought()

    assert quote.token is not None
    assert quote.token.way is PaymentWay.RESET
    assert_paid_once(desk, token, purchase)
    assert purchase.approvals == 2
    assert purchase.fees_paid_wei <= quote.fee_most_wei


def test_a_token_that_forgets_approvals_is_given_up_after_two(desk: Desk) -> None:
    token = priced_in(desk, "ForgetfulToken")
    purchase = desk.begin()
    with pytest.raises(ApprovalIgnored) as caught:
        desk.advance(purchase.id)
    sent = sent_by(desk)
    with pytest.raises(ApprovalIgnored):
        desk.advance(purchase.id)

    assert sent_by(desk) == sent
    assert token.balance(desk.buyer) == HELD
    assert_speaks(caught.value)
    assert desk.service().cancel(purchase.id).state is PurchaseState.CANCELLED


# What is refused, in words, before anything is sent


@pytest.mark.parametrize(
    ("manner", "warning", "error"),
    [
        (Manner.TAKES_A_FEE, "token-takes-part", TokenTakesPart),
        (Manner.MOVES_NOTHING, "token-takes-part", TokenTakesPart),
        (Manner.RETURNS_FALSE, "token-refuses", TokenRefuses),
    ],
)
def test_a_token_that_would_not_pay_is_refused_before_a_fee_is_paid(
    desk: Desk, odd: Token, manner: Manner, warning: str, error: type[Exception]
) -> None:
    odd.behave(manner)
    quote = desk.service().quote(desk.listing)
    before = sent_by(desk)

    with pytest.raises(error) as caught:
        desk.bought()

    assert warning in quote.warnings
    assert quote.stops
    assert sent_by(desk) == before
    assert_speaks(caught.value)


def test_a_token_that_begins_to_take_a_part_after_the_approval_is_refused_by_name(
    desk: Desk, odd: Token
) -> None:
    purchase = desk.begin()
    stop_when(desk, purchase, PurchaseState.APPROVING)
    odd.behave(Manner.TAKES_A_FEE)

    with pytest.raises(TokenTakesPart):
        desk.advance(purchase.id)

    assert odd.balance(desk.buyer) == HELD


def test_too_few_tokens_and_too_few_coins_are_each_named(desk: Desk, plain: Token) -> None:
    as_buyer(desk, plain, "transfer", desk.seller.address.raw, HELD - PRICE + 1)
    few_tokens = desk.service().quote(desk.listing)
    purchase = desk.begin()
    with pytest.raises(InsufficientTokens) as caught:
        desk.advance(purchase.id)
    plain.mint(desk.buyer, PRICE)
    rich = desk.gateway.balance_wei(desk.buyer)
    call = Call(desk.seller.address, b"", rich - 10**14)
    desk.gateway.send_raw(desk.vault.sign_transaction(desk.buyer, desk.gateway.prepare(desk.buyer, call)).raw)
    few_coins = desk.service().quote(desk.listing)

    assert "insufficient-tokens" in few_tokens.warnings
    assert (few_tokens.missing.value, few_tokens.missing.currency.symbol) == (1, "PLN")
    assert caught.value.missing.value == 1
    assert "PLN" in describe(caught.value).body
    assert_speaks(caught.value)
    assert "insufficient-coin" in few_coins.warnings
    assert (few_coins.missing.currency.unit, few_coins.missing.value > 0) == ("ETH", True)


def test_a_price_in_tokens_is_never_compared_with_a_fee_in_coin(desk: Desk) -> None:
    """However many units the price has, only the bond speaks for the worth of a complaint."""
    priced_in(desk, "PlainToken", bond_wei=1, late_fee_wei=0)

    warnings = desk.service().quote(desk.listing).warnings

    assert "bond-below-complaint" in warnings
    assert "complaint-not-worth-it" not in warnings


def test_a_sold_out_listing_is_not_approved_for(desk: Desk, odd: Token) -> None:
    free, _locked = desk.gateway.bond_wei(desk.seller.address)
    withdraw = desk.gateway.calls.withdraw_bond(free, desk.seller.address)
    assert desk.seller.execute(desk.gateway, withdraw).succeeded

    with pytest.raises(SoldOut):
        desk.bought()

    assert odd.allowance(desk.buyer) == 0


# Restarts between any two acts


def stop_when(desk: Desk, purchase: Purchase, state: PurchaseState) -> Purchase:
    """Carry the purchase on until it is in this state, its transaction sent, and stop as a closed app does."""
    cancel = CancelToken()

    class Stopping:
        def __init__(self) -> None:
            self._gateway = desk.gateway

        def __getattr__(self, name: str) -> Any:
            return getattr(self._gateway, name)

        def send_raw(self, raw: bytes) -> bytes:
            sent = self._gateway.send_raw(raw)
            if desk.book.get(purchase.id).state is state:
                cancel.cancel()
            return sent

    with pytest.raises(Cancelled):
        desk.service(chain=Stopping()).advance(purchase.id, cancel, lambda _: None)
    kept = desk.book.get(purchase.id)
    assert kept.state is state
    return kept


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("OddToken", PurchaseState.APPROVING),
        ("OddToken", PurchaseState.BUYING),
        ("PlainToken", PurchaseState.BUYING),
    ],
)
def test_a_purchase_that_was_stopped_in_between_goes_on_and_pays_once(
    desk: Desk, name: str, state: PurchaseState
) -> None:
    token = priced_in(desk, name)
    purchase = desk.begin()

    stop_when(desk, purchase, state)

    assert_paid_once(desk, token, desk.advance(purchase.id))


class Swallowing:
    """A node that takes transactions and forgets them."""

    def __init__(self, desk: Desk) -> None:
        self._gateway = desk.gateway

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def send_raw(self, raw: bytes) -> bytes:
        raise NodeUnreachable("node")


def test_an_approval_that_never_reached_the_chain_is_sent_again_as_it_was(desk: Desk, odd: Token) -> None:
    purchase = desk.begin()
    with pytest.raises(NodeUnreachable):
        desk.advance(purchase.id, chain=Swallowing(desk))
    kept = desk.book.get(purchase.id)
    before = sent_by(desk)

    after = desk.advance(purchase.id)

    assert kept.state is PurchaseState.APPROVING
    assert kept.transaction_hash is not None
    assert desk.gateway.receipt(kept.transaction_hash) is not None
    assert sent_by(desk) == before + 2
    assert_paid_once(desk, odd, after)


def test_an_approval_whose_nonce_another_transaction_took_is_made_anew(desk: Desk, odd: Token) -> None:
    purchase = desk.begin()
    with pytest.raises(NodeUnreachable):
        desk.advance(purchase.id, chain=Swallowing(desk))
    call = Call(desk.seller.address, b"", 1)
    signed = desk.vault.sign_transaction(desk.buyer, desk.gateway.prepare(desk.buyer, call))
    desk.gateway.send_raw(signed.raw)

    assert_paid_once(desk, odd, desk.advance(purchase.id))


def test_a_purchase_is_cancelled_while_its_approval_waits(desk: Desk, odd: Token) -> None:
    purchase = desk.begin()
    with pytest.raises(NodeUnreachable):
        desk.advance(purchase.id, chain=Swallowing(desk))

    assert desk.service().cancel(purchase.id).state is PurchaseState.CANCELLED
    assert odd.balance(desk.buyer) == HELD


def test_another_purchase_may_use_the_allowance_and_this_one_is_approved_again(
    desk: Desk, odd: Token
) -> None:
    purchase = desk.begin()
    stop_when(desk, purchase, PurchaseState.APPROVING)
    as_buyer(desk, odd, "approve", desk.gateway.market.raw, 0)

    assert_paid_once(desk, odd, desk.advance(purchase.id))


def test_the_fees_of_both_transactions_stay_within_what_was_agreed(desk: Desk, odd: Token) -> None:
    purchase = desk.begin()
    stop_when(desk, purchase, PurchaseState.APPROVING)
    desk.book.update(purchase.id, agreed_wei=1)

    with pytest.raises(CostRose):
        desk.advance(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.READY
    assert odd.balance(desk.buyer) == HELD


# The money back


def test_what_was_not_delivered_comes_back_in_the_token_with_the_late_fee_in_coin(
    desk: Desk, odd: Token
) -> None:
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    options = desk.service().refund_options(purchase.id)
    coins = desk.gateway.balance_wei(desk.buyer)

    refunded = desk.service().refund(purchase.id)

    assert options.tokens is not None
    assert (options.tokens.value, options.tokens.currency.address) == (PRICE, odd.address)
    assert options.amount_wei == desk.terms.late_fee_wei
    assert refunded.state is PurchaseState.REFUNDED
    assert odd.balance(desk.buyer) == HELD
    spent = coins + desk.terms.late_fee_wei - desk.gateway.balance_wei(desk.buyer)
    assert 0 < spent <= options.cost_most_wei
    assert desk.gateway.credit(desk.buyer, NATIVE) == desk.gateway.credit(desk.buyer, odd.address) == 0


def test_a_wrong_key_pays_back_the_tokens_and_the_bond_in_coin(desk: Desk, plain: Token) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)
    desk.mine(70)
    options = desk.service().refund_options(purchase.id)

    refunded = desk.service().complain(purchase.id)

    assert options.can_complain
    assert options.tokens is not None
    assert (options.tokens.text(), options.amount_wei) == ("0.0000000000025 PLN", desk.terms.bond_wei)
    assert refunded.state is PurchaseState.REFUNDED
    assert plain.balance(desk.buyer) == HELD
    assert desk.gateway.credit(desk.buyer, NATIVE) == desk.gateway.credit(desk.buyer, plain.address) == 0


def test_a_token_that_blocks_the_refund_keeps_the_coins_back_from_nobody(desk: Desk, odd: Token) -> None:
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    odd.call("blockAccount", desk.buyer.raw)

    with pytest.raises(Reverted):
        desk.service().refund(purchase.id)
    held = desk.service().refund_options(purchase.id)
    odd.behave(Manner.RETURNS_NOTHING)
    desk.service().refund(purchase.id)

    assert desk.gateway.credit(desk.buyer, NATIVE) == 0
    assert held.can_refund
    assert (held.amount_wei, held.tokens and held.tokens.value) == (0, PRICE)
    assert odd.balance(desk.buyer) == HELD


def test_a_restored_purchase_learns_its_unit_from_the_chain(desk: Desk, plain: Token) -> None:
    purchase = desk.bought()
    desk.book.update(purchase.id, currency=None)

    options = desk.service().refund_options(purchase.id)

    assert options.tokens is not None
    assert options.tokens.currency.symbol == "PLN"
    assert desk.book.get(purchase.id).currency_kept.symbol == "PLN"

"""Nonces, fees, sending and waiting, on a real chain."""

from types import SimpleNamespace

import pytest
from eth.vm.forks.london.headers import calculate_expected_base_fee_per_gas
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import Assets
from desktop.chain import nonces
from desktop.chain.artifacts import RevertNames
from desktop.chain.deployment import DEMO_BOUNDS, PUBLIC_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID, COIN
from desktop.chain.errors import (
    LyingNode,
    NodeRefused,
    ReceiptTimeout,
    TransactionDropped,
    TransactionReplaced,
)
from desktop.chain.fees import FeeHistory, quotes_from, six_full_blocks
from desktop.chain.gateway import ChainGateway, market_deployment, probe
from desktop.chain.transactions import Sent, read_signed
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    Cancelled,
    InsufficientFunds,
    NoContract,
    NonceTooLow,
    Reverted,
    TransactionUnderpriced,
    WrongChain,
)
from desktop.core.transactions import Call, CustomFee, FeeLevel
from tests.helpers.chain import SAMPLE_CARD, Wallet, buy_model, deliver_key, list_model, sample_terms

STRANGER = Wallet.number(99)


def automine(gateway: ChainGateway, on: bool) -> None:
    gateway._nodes.call("evm_setAutomine", [on], bool)


def mine(gateway: ChainGateway) -> None:
    gateway._nodes.call("evm_mine", [], str)


def pay(value_wei: int = 1) -> Call:
    return Call(STRANGER.address, value_wei=value_wei)


def test_a_payment_costs_exactly_what_a_payment_costs(gateway: ChainGateway, buyer: Wallet) -> None:
    before = gateway.balance_wei(buyer.address)

    receipt = buyer.execute(gateway, pay(5))

    assert (receipt.succeeded, receipt.gas_used) == (True, 21_000)
    assert gateway.balance_wei(STRANGER.address) == 5
    assert gateway.balance_wei(buyer.address) == before - 5 - receipt.fee_wei


def test_an_estimate_has_a_margin_and_a_fixed_limit_is_kept(gateway: ChainGateway, seller: Wallet) -> None:
    estimated = gateway.prepare(seller.address, gateway.calls.deposit_bond(1))
    used = gateway.receipt(gateway.send_raw(seller.sign(estimated)))

    assert used is not None
    assert used.gas_used * 1.19 < estimated.gas_limit < used.gas_used * 1.3
    assert gateway.prepare(seller.address, Call(STRANGER.address, gas_limit=77_777)).gas_limit == 77_777


def test_a_call_that_would_fail_is_named_before_it_is_signed(gateway: ChainGateway, seller: Wallet) -> None:
    with pytest.raises(Reverted) as caught:
        gateway.prepare(seller.address, gateway.calls.withdraw_bond(5, seller.address))

    assert caught.value.name == "MarketFreeBondTooLow"
    assert caught.value.values == (("seller", str(seller.address)), ("free", "0"), ("needed", "5"))


def test_too_little_money_is_told_in_numbers(gateway: ChainGateway, buyer: Wallet) -> None:
    held = gateway.balance_wei(buyer.address)

    with pytest.raises(InsufficientFunds) as caught:
        gateway.prepare(buyer.address, Call(STRANGER.address, value_wei=held + 1))

    assert (caught.value.needed_wei, caught.value.available_wei) == (held + 1, held)


def test_waiting_transactions_are_counted(gateway: ChainGateway, buyer: Wallet) -> None:
    automine(gateway, False)
    first = gateway.prepare(buyer.address, pay())
    gateway.send_raw(buyer.sign(first))

    second = gateway.prepare(buyer.address, pay())

    assert (first.nonce, second.nonce) == (0, 1)
    assert gateway.mined_nonce(buyer.address) == 0


def test_own_transactions_count_also_where_the_node_forgets_to(
    gateway: ChainGateway, buyer: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    automine(gateway, False)
    gateway.send_raw(buyer.sign(gateway.prepare(buyer.address, pay())))
    # Some nodes answer "pending" as if it were "latest".
    monkeypatch.setattr(nonces, "_count", lambda *_: nonces.Count(1, 1, 0, 0))

    assert gateway.next_nonce(buyer.address) == 1


def test_a_transaction_that_the_node_lost_leaves_no_gap(gateway: ChainGateway, buyer: Wallet) -> None:
    raw = buyer.sign(gateway.prepare(buyer.address, pay()))
    gateway.send_raw(raw)
    gateway._nodes.call("licet_rewind", [1, False], str)

    assert gateway.next_nonce(buyer.address) == 0


def test_the_same_bytes_may_be_sent_again_at_any_time(gateway: ChainGateway, buyer: Wallet) -> None:
    automine(gateway, False)
    raw = buyer.sign(gateway.prepare(buyer.address, pay()))
    sent = gateway.send_raw(raw)

    assert gateway.send_raw(raw) == sent
    mine(gateway)
    assert gateway.send_raw(raw) == sent
    assert gateway.balance_wei(STRANGER.address) == 1


def test_a_nonce_that_another_transaction_took_is_too_low(gateway: ChainGateway, buyer: Wallet) -> None:
    transaction, rival = gateway.prepare(buyer.address, pay(1)), gateway.prepare(buyer.address, pay(2))
    gateway.send_raw(buyer.sign(transaction))

    with pytest.raises(NonceTooLow):
        gateway.send_raw(buyer.sign(rival))


def test_a_rival_without_a_higher_fee_is_underpriced(gateway: ChainGateway, buyer: Wallet) -> None:
    automine(gateway, False)
    gateway.send_raw(buyer.sign(gateway.prepare(buyer.address, pay(1), nonce=0)))

    with pytest.raises(TransactionUnderpriced):
        gateway.send_raw(buyer.sign(gateway.prepare(buyer.address, pay(2), nonce=0)))


def test_signed_bytes_tell_sender_nonce_and_hash(gateway: ChainGateway, buyer: Wallet) -> None:
    raw = buyer.sign(gateway.prepare(buyer.address, pay(), nonce=300))

    sent = read_signed(raw)

    assert (sent.sender, sent.nonce) == (buyer.address, 300)
    with pytest.raises(ValueError, match="type 2"):
        read_signed(b"\xf8")


def wait(gateway: ChainGateway, sent: Sent, cancel: CancelToken | None = None, timeout_s: float = 30.0):
    return gateway.wait(sent, cancel or CancelToken(), timeout_s, poll_s=0.001)


def test_waiting_ends_with_the_receipt(gateway: ChainGateway, buyer: Wallet) -> None:
    raw = buyer.sign(gateway.prepare(buyer.address, pay()))
    gateway.send_raw(raw)

    assert wait(gateway, read_signed(raw)).succeeded


def test_waiting_ends_when_the_nonce_is_taken(gateway: ChainGateway, buyer: Wallet) -> None:
    lost = read_signed(buyer.sign(gateway.prepare(buyer.address, pay(1))))
    buyer.execute(gateway, pay(2))

    with pytest.raises(TransactionReplaced) as caught:
        wait(gateway, lost)

    assert caught.value.hash == lost.hash


def test_waiting_ends_when_the_node_has_forgotten_it(gateway: ChainGateway, buyer: Wallet) -> None:
    never_sent = read_signed(buyer.sign(gateway.prepare(buyer.address, pay())))

    with pytest.raises(TransactionDropped):
        wait(gateway, never_sent)


def test_waiting_ends_in_time_and_when_cancelled(gateway: ChainGateway, buyer: Wallet) -> None:
    automine(gateway, False)
    raw = buyer.sign(gateway.prepare(buyer.address, pay()))
    gateway.send_raw(raw)
    token = CancelToken()
    token.cancel()

    with pytest.raises(ReceiptTimeout):
        wait(gateway, read_signed(raw), timeout_s=0.01)
    with pytest.raises(Cancelled):
        wait(gateway, read_signed(raw), token)


def test_fees_come_from_what_was_paid(gateway: ChainGateway, buyer: Wallet) -> None:
    buyer.execute(gateway, pay())

    fees = gateway.fees()

    assert fees.priority_fee_wei == 10**9
    mine(gateway)
    block = gateway._nodes.call("eth_getBlockByNumber", ["latest", False], dict)
    assert int(block["baseFeePerGas"], 16) == fees.base_fee_wei
    assert fees.max_fee_wei == six_full_blocks(fees.base_fee_wei) + fees.priority_fee_wei


def test_fees_of_the_persons_own_are_signed_as_they_are(gateway: ChainGateway, buyer: Wallet) -> None:
    own = CustomFee(7 * 10**9, 3)

    prepared = gateway.prepare(buyer.address, pay(), nonce=5, fees=own)

    assert (prepared.max_fee_wei, prepared.max_priority_fee_wei) == (7 * 10**9, 3)
    assert prepared.nonce == 5


def test_each_level_is_prepared_with_its_own_quote(gateway: ChainGateway, buyer: Wallet) -> None:
    quotes = gateway.fee_levels()

    for level, quote in quotes.items():
        prepared = gateway.prepare(buyer.address, pay(), fees=level)
        assert (prepared.max_fee_wei, prepared.max_priority_fee_wei) == (
            quote.max_fee_wei,
            quote.priority_fee_wei,
        )


@pytest.mark.parametrize("fee", [CustomFee(0, 0), CustomFee(1, 2), CustomFee(1, -1), CustomFee(1 << 256, 1)])
def test_a_fee_that_no_node_takes_is_known(fee: CustomFee) -> None:
    assert not fee.is_possible


def after_six_full_blocks(base_fee_wei: int) -> int:
    """By py-evm's own rule."""
    for _ in range(6):
        full = SimpleNamespace(base_fee_per_gas=base_fee_wei, gas_limit=30_000_000, gas_used=30_000_000)
        base_fee_wei = calculate_expected_base_fee_per_gas(full)
    return base_fee_wei


@given(
    st.integers(0, 10**13), st.lists(st.lists(st.integers(0, 10**12), min_size=3, max_size=3), max_size=20)
)
def test_faster_never_costs_less_and_six_full_blocks_are_covered(base: int, rewards: list[list[int]]) -> None:
    history = FeeHistory([hex(base)], [[hex(tip) for tip in row] for row in rewards])

    quotes = quotes_from(history, 10**9)

    tips = [quotes[level].priority_fee_wei for level in FeeLevel]
    assert tips == sorted(tips)
    for quote in quotes.values():
        assert quote.max_fee_wei - quote.priority_fee_wei == after_six_full_blocks(base)


def test_the_faucet_pays_and_says_how_much(gateway: ChainGateway) -> None:
    given_wei = gateway.faucet(STRANGER.address)

    assert gateway.balance_wei(STRANGER.address) == given_wei == 10 * COIN


def test_a_full_purse_gets_no_more_from_the_faucet(gateway: ChainGateway) -> None:
    for _ in range(10):
        gateway.faucet(STRANGER.address)

    with pytest.raises(NodeRefused):
        gateway.faucet(STRANGER.address)


def test_the_market_has_the_address_that_was_computed(gateway: ChainGateway) -> None:
    gateway.check_contract()

    assert gateway.bounds() == (1, 14 * 86_400, 1, 30 * 86_400)
    assert gateway.code_at(gateway.licence())
    assert market_deployment(Assets.find(), DEMO_BOUNDS).address == gateway.market
    assert market_deployment(Assets.find(), PUBLIC_BOUNDS).address != gateway.market


def test_probing_tells_the_chain_or_what_is_wrong(
    gateway: ChainGateway, server, reverts: RevertNames
) -> None:
    assert probe(server.url, gateway.market) == CHAIN_ID
    with pytest.raises(NoContract):
        probe(server.url, STRANGER.address)
    with pytest.raises(NoContract):
        probe(server.url, gateway.licence())  # a contract, but not the market
    wrong = ChainGateway.connect([server.url], 1, gateway.market, reverts=reverts)
    with pytest.raises(WrongChain):
        wrong.head()
    wrong.close()


def test_a_sale_is_read_back_as_it_was_made(gateway: ChainGateway, seller: Wallet, buyer: Wallet) -> None:
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    sale = buy_model(gateway, buyer, listing, terms)
    delivery = deliver_key(gateway, seller, sale)

    assert gateway.listing(listing) == (terms, SAMPLE_CARD)
    assert gateway.listings_of(seller.address) == [(listing, terms, SAMPLE_CARD)]
    assert gateway.orders_by_holder(buyer.address) == [(sale.order_id, sale.order)]
    assert gateway.orders_of(seller_listings=frozenset({listing}), from_block=0) == [
        (sale.order_id, sale.order)
    ]
    assert gateway.orders_of(seller_listings=frozenset(), from_block=0) == []
    assert gateway.find_delivery(sale.order_id) == delivery
    assert gateway.order_block(sale.order_id) is not None
    assert gateway.find_order(sale.order_id + 1) is None
    assert gateway.find_delivery(sale.order_id + 1) is None
    assert gateway.listing(listing + 1) is None
    order = sale.order
    assert gateway.order_id_of(listing, order.payer, order.holder, order.px, order.parity) == sale.order_id


def test_a_safe_slot_before_the_market_existed_is_empty(gateway: ChainGateway) -> None:
    assert gateway.order_slot(1, "finalized") == 0
    assert gateway.order_slot(1) == 0


def test_no_market_at_the_address_is_said(server, reverts: RevertNames) -> None:
    nowhere = ChainGateway.connect([server.url], CHAIN_ID, STRANGER.address, reverts=reverts)

    with pytest.raises(NoContract) as caught:
        nowhere.order_slot(1)

    assert caught.value.address == str(STRANGER.address)
    nowhere.close()


def test_a_node_without_a_head_lies(gateway: ChainGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway._nodes, "find", lambda *_: None)

    with pytest.raises(LyingNode):
        gateway.head()

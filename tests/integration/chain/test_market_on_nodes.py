"""The market's whole life through the bindings, on each node."""

from dataclasses import replace

import pytest

from desktop.chain.errors import TransactionInvalid
from desktop.chain.gateway import ChainGateway
from desktop.chain.rpc import RpcClient
from desktop.core.errors import InsufficientFunds, NonceTooLow, Reverted, TransactionUnderpriced
from desktop.core.events import (
    BondDeposited,
    BondWithdrawn,
    Bought,
    Closed,
    Delivered,
    Finalised,
    KeyProvenBad,
    Listed,
    MarketEvent,
    OperatorSet,
    Refunded,
    RefundReason,
    Revised,
    Withdrawn,
)
from desktop.core.exchange import (
    NO_DELIVERY,
    ListingState,
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.identity import NATIVE
from desktop.core.transactions import Call
from tests.helpers.chain import (
    SAMPLE_CARD,
    Wallet,
    buy_model,
    deliver_key,
    list_model,
    point,
    sample_terms,
)
from tests.integration.chain.conftest import TestNode, open_market

WRONG_KEY = b"\xee" * 16


def events_of(gateway: ChainGateway) -> list[MarketEvent]:
    follower = gateway.follow(None, {})
    found: list[MarketEvent] = []
    while True:
        batch = follower.poll()
        found += batch.events
        if batch.is_caught_up:
            return found


def kinds(gateway: ChainGateway) -> list[type]:
    return [type(event) for event in events_of(gateway)]


def test_a_sale_from_listing_to_payment(gateway: ChainGateway, seller: Wallet, buyer: Wallet) -> None:
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    assert gateway.listing_slot(listing) == slot(terms.hash, ListingState.OPEN)
    assert gateway.listing(listing) == (terms, SAMPLE_CARD)

    sale = buy_model(gateway, buyer, listing, terms)
    c1 = order_commitment(terms.hash, sale.order)
    assert gateway.order_slot(sale.order_id) == slot(c1, OrderState.OPEN)
    assert gateway.bond_wei(seller.address) == (9 * terms.bond_wei, terms.bond_wei)

    delivery = deliver_key(gateway, seller, sale)
    c2 = delivery_commitment(c1, delivery)
    assert gateway.order_slot(sale.order_id) == slot(c2, OrderState.DELIVERED)
    assert delivery.wrapped == sale.wrapped(gateway)

    assert buyer.execute(gateway, gateway.calls.confirm(terms, sale.order, delivery)).succeeded
    assert gateway.order_slot(sale.order_id) & 0xFF == OrderState.FINAL
    assert gateway.credit(seller.address, NATIVE) == terms.price
    assert gateway.bond_wei(seller.address) == (10 * terms.bond_wei, 0)

    assert seller.execute(gateway, gateway.calls.withdraw(NATIVE, seller.address)).succeeded
    assert gateway.credit(seller.address, NATIVE) == 0
    events = events_of(gateway)
    assert [type(event) for event in events] == [
        BondDeposited,
        Listed,
        Bought,
        Delivered,
        Finalised,
        Withdrawn,
    ]
    assert isinstance(events[4], Finalised)
    assert (events[4].amount, events[4].payee, events[4].by_holder) == (terms.price, seller.address, True)


def test_a_delivered_order_is_settled_by_anyone_after_the_window(
    node: TestNode, gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    sales = [buy_model(gateway, buyer, listing, terms, d) for d in (5, 6)]
    batch = [(terms, sale.order, deliver_key(gateway, seller, sale)) for sale in sales]
    node.travel(terms.dispute_in_s)

    assert seller.execute(gateway, gateway.calls.settle(batch)).succeeded

    assert {gateway.order_slot(sale.order_id) & 0xFF for sale in sales} == {OrderState.FINAL}
    assert gateway.credit(seller.address, NATIVE) == 2 * terms.price


def test_an_undelivered_order_is_refunded_with_the_late_fee(
    node: TestNode, gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    refund = gateway.calls.refund(terms, sale.order, NO_DELIVERY)
    with pytest.raises(Reverted) as caught:
        gateway.prepare(buyer.address, refund)
    assert caught.value.name == "MarketMayNotRefund"
    node.travel(terms.deliver_in_s)

    assert buyer.execute(gateway, refund).succeeded

    assert gateway.order_slot(sale.order_id) & 0xFF == OrderState.REFUNDED
    assert gateway.credit(buyer.address, NATIVE) == terms.price + terms.late_fee_wei
    last = events_of(gateway)[-1]
    assert isinstance(last, Refunded)
    assert last.reason is RefundReason.NOT_DELIVERED
    assert (last.amount, last.bond_paid_wei) == (terms.price, terms.late_fee_wei)


def test_a_wrong_key_is_proven_and_the_bond_is_paid(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    delivery = deliver_key(gateway, seller, sale, WRONG_KEY)

    complaint = gateway.calls.complain_key(terms, sale.order, delivery, sale.d)
    assert buyer.execute(gateway, complaint).succeeded

    assert gateway.order_slot(sale.order_id) & 0xFF == OrderState.REFUNDED
    assert gateway.credit(buyer.address, NATIVE) == terms.price + terms.bond_wei
    last = events_of(gateway)[-1]
    assert isinstance(last, Refunded)
    assert last.reason is RefundReason.WRONG_KEY
    assert not gateway.key_is_bad(terms.key_hash)


def test_a_right_key_cannot_be_complained_about(gateway: ChainGateway, seller: Wallet, buyer: Wallet) -> None:
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    delivery = deliver_key(gateway, seller, sale)

    complaint = gateway.calls.complain_key(terms, sale.order, delivery, sale.d)

    assert not buyer.execute(gateway, complaint).succeeded
    assert gateway.order_slot(sale.order_id) & 0xFF == OrderState.DELIVERED


def test_an_operator_delivers_in_the_sellers_place(
    node: TestNode, gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    operator = Wallet.number(3)
    node.fund(operator)
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    assert seller.execute(gateway, gateway.calls.set_operator(operator.address)).succeeded
    assert gateway.operator_of(seller.address) == operator.address

    deliver_key(gateway, operator, sale)

    assert gateway.order_slot(sale.order_id) & 0xFF == OrderState.DELIVERED
    assert OperatorSet in kinds(gateway)


def test_a_listing_is_revised_closed_and_its_bond_taken_out(gateway: ChainGateway, seller: Wallet) -> None:
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    dearer = sample_terms(gateway, seller.address, price=2 * terms.price)

    assert seller.execute(gateway, gateway.calls.revise(listing, terms, dearer, SAMPLE_CARD)).succeeded
    assert gateway.listing(listing) == (dearer, SAMPLE_CARD)
    assert seller.execute(gateway, gateway.calls.close(listing, dearer)).succeeded
    assert gateway.listing_slot(listing) & 0xFF == ListingState.CLOSED
    assert seller.execute(gateway, gateway.calls.withdraw_bond(10 * terms.bond_wei, seller.address)).succeeded

    assert gateway.bond_wei(seller.address) == (0, 0)
    assert kinds(gateway) == [BondDeposited, Listed, Revised, Closed, BondWithdrawn]
    assert KeyProvenBad not in kinds(gateway)


def test_a_payment_can_be_sent_on_to_the_account_itself(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    assert seller.execute(gateway, gateway.calls.refund(terms, sale.order, NO_DELIVERY)).succeeded
    before = gateway.balance_wei(buyer.address)

    assert seller.execute(gateway, gateway.calls.withdraw_for(NATIVE, buyer.address)).succeeded

    assert gateway.balance_wei(buyer.address) == before + terms.price + terms.late_fee_wei


def test_a_purchase_on_wrong_terms_is_refused_by_name(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    px, parity = point(9)
    cheaper = sample_terms(gateway, seller.address, price=1)

    with pytest.raises(Reverted) as caught:
        gateway.prepare(buyer.address, gateway.calls.buy(listing, cheaper, buyer.address, px, parity, 1))

    assert caught.value.name == "MarketWrongTerms"
    assert dict(caught.value.values)["listing"] == str(listing)


def test_a_reorganisation_is_followed(node: TestNode, gateway: ChainGateway, seller: Wallet) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    follower = gateway.follow(None, {})
    while not follower.poll().is_caught_up:
        pass
    seller.execute(gateway, gateway.calls.deposit_bond(2))
    first = follower.poll()
    assert [type(event) for event in first.events] == [BondDeposited]

    node.rewind(1)
    node.mine()
    node.mine()
    second = follower.poll()

    assert second.rollback_to == first.last - 1
    assert second.events == ()
    assert gateway.bond_wei(seller.address) == (1, 0)


def test_the_node_is_understood_when_it_refuses(node: TestNode, gateway: ChainGateway, buyer: Wallet) -> None:
    node.automine(False)
    there = Wallet.number(9).address
    first = gateway.prepare(buyer.address, Call(there, value_wei=1))
    rival = gateway.prepare(buyer.address, Call(there, value_wei=2), nonce=first.nonce)
    raw = buyer.sign(first)
    sent = gateway.send_raw(raw)

    assert gateway.send_raw(raw) == sent
    assert gateway.is_known(sent)
    assert gateway.receipt(sent) is None
    assert gateway.next_nonce(buyer.address) == first.nonce + 1
    with pytest.raises(TransactionUnderpriced):
        gateway.send_raw(buyer.sign(rival))
    node.mine()
    assert gateway.receipt(sent) is not None
    assert gateway.send_raw(raw) == sent
    with pytest.raises(NonceTooLow):
        gateway.send_raw(buyer.sign(rival))


def test_missing_money_and_wrong_chains_are_understood(
    node: TestNode, gateway: ChainGateway, buyer: Wallet
) -> None:
    there = Wallet.number(9).address
    fine = gateway.prepare(buyer.address, Call(there, value_wei=1))

    with pytest.raises(InsufficientFunds):
        gateway.send_raw(buyer.sign(replace(fine, value_wei=10**30)))
    with pytest.raises(TransactionInvalid) as caught:
        gateway.send_raw(buyer.sign(replace(fine, chain_id=1)))
    assert caught.value.rule in {"chain id", "signature"}
    with pytest.raises((TransactionInvalid, Reverted)):
        gateway.send_raw(buyer.sign(replace(fine, gas_limit=20_000)))


def test_blocks_receipts_and_fees_have_the_same_shape(node: TestNode, gateway: ChainGateway) -> None:
    assert gateway.head("finalized").number <= gateway.head("safe").number <= gateway.head().number
    fees = gateway.fees()
    assert fees.max_fee_wei > fees.base_fee_wei > 0
    block = node.ask("eth_getBlockByNumber", "latest", True)
    assert {"number", "hash", "parentHash", "timestamp", "baseFeePerGas", "gasUsed", "transactions"} <= set(
        block
    )
    receipt = node.ask("eth_getTransactionReceipt", block["transactions"][0]["hash"])
    assert receipt["blockHash"] == block["hash"]
    pretend = {"0x" + "77" * 20: {"code": "0x4760005260206000f3", "balance": "0x2a"}}
    answer = node.ask("eth_call", {"to": "0x" + "77" * 20}, "latest", pretend)
    assert int(answer, 16) == 42


def _gas_of_a_life(node: TestNode) -> dict[str, int]:
    gateway = open_market(node)
    seller, buyer = Wallet.number(1), Wallet.number(2)
    node.fund(seller)
    node.fund(buyer)
    terms = sample_terms(gateway, seller.address)
    calls = gateway.calls
    gas = {"bond": seller.execute(gateway, calls.deposit_bond(10**16)).gas_used}
    gas["list"] = seller.execute(gateway, calls.create_listing(terms, SAMPLE_CARD)).gas_used
    sales = [buy_model(gateway, buyer, 1, terms, d) for d in (5, 6)]
    px, parity = point(7)
    gas["buy"] = buyer.execute(gateway, calls.buy(1, terms, buyer.address, px, parity, 1)).gas_used
    rx, rparity = point(sales[0].e)
    wrapped = sales[0].wrapped(gateway)
    gas["deliver"] = seller.execute(
        gateway, calls.deliver(terms, sales[0].order, rx, rparity, wrapped)
    ).gas_used
    wrong = deliver_key(gateway, seller, sales[1], WRONG_KEY)
    gas["complain"] = buyer.execute(
        gateway, calls.complain_key(terms, sales[1].order, wrong, sales[1].d)
    ).gas_used
    delivery = gateway.find_delivery(sales[0].order_id)
    assert delivery is not None
    gas["confirm"] = buyer.execute(gateway, calls.confirm(terms, sales[0].order, delivery)).gas_used
    gas["withdraw"] = seller.execute(gateway, calls.withdraw(NATIVE, seller.address)).gas_used
    gateway.close()
    return gas


def test_gas_is_the_same_on_both_nodes(both: tuple[TestNode, TestNode]) -> None:
    embedded, anvil = (_gas_of_a_life(node) for node in both)

    # Timestamps are calldata too: a zero byte costs 4 gas and another one 16 (EIP-2028).
    assert {name: abs(embedded[name] - anvil[name]) <= 48 for name in embedded} == dict.fromkeys(
        embedded, True
    )


def test_a_client_reads_both_nodes_in_batches(node: TestNode, gateway: ChainGateway) -> None:
    rpc = RpcClient(node.url, attempts=1)

    chain, nothing = rpc.find_all(
        [("eth_chainId", []), ("eth_getTransactionReceipt", ["0x" + "11" * 32])], object
    )

    assert int(str(chain), 16) == gateway.chain_id
    assert nothing is None
    rpc.close()

"""The seller's rules of EXCHANGE.md section 8, each against a real chain, store and vault."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.chain.gateway import ChainGateway
from desktop.core.accounts import PathScheme
from desktop.core.cancel import CancelToken
from desktop.core.errors import NodeUnreachable
from desktop.core.exchange import Order, OrderState, order_commitment, order_id, slot
from desktop.core.identity import NATIVE
from desktop.core.sales import SaleState
from desktop.services.selling.answering import BUMP_AFTER_S, SETTLE_AGAIN_S
from desktop.services.witnesses import Witnesses
from desktop.store.sales import SaleStore
from desktop.wallet.account_client import AccountVaultClient
from tests.helpers.vaults import local_vault
from tests.integration.selling.conftest import Bench


class Swallowing:
    """An endpoint that takes transactions and forgets them; everything else is the real chain."""

    def __init__(self, gateway: ChainGateway, swallow: int) -> None:
        self._gateway = gateway
        self._left = swallow
        self.sent: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def send_raw(self, raw: bytes) -> bytes:
        self.sent.append(raw)
        if self._left:
            self._left -= 1
            return b""
        return self._gateway.send_raw(raw)


class Lying:
    """An endpoint that shows the order with a point of its own, consistently."""

    def __init__(self, gateway: ChainGateway, lie: Order) -> None:
        self._gateway = gateway
        self._lie = lie

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def orders_of(self, **_: Any) -> list[tuple[int, Order]]:
        lie = self._lie
        identifier = order_id(
            self._gateway.chain_id,
            self._gateway.market,
            lie.listing,
            lie.payer,
            lie.holder,
            lie.px,
            lie.parity,
        )
        return [(identifier, lie)]

    def order_slot(self, identifier: int, tag: str = "latest") -> int:
        found = self._gateway.listing(self._lie.listing)
        assert found is not None
        return slot(order_commitment(found[0].hash, self._lie), OrderState.OPEN)


def test_an_order_is_answered_with_the_right_key(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, key = bench.buy(own)
    bench.mine(2)

    bench.work(book)

    assert bench.state_of(order) is OrderState.DELIVERED
    assert bench.received(own.terms, order, key)


def test_nothing_is_delivered_before_the_order_is_two_blocks_old(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)

    bench.work(book)

    assert bench.state_of(order) is OrderState.OPEN
    assert bench.only_sale(book).raw_transaction is None


def test_a_dear_order_waits_until_its_block_is_safe(bench: Bench, book: SaleStore) -> None:
    bench.fast_below_wei = 0
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    block = bench.gateway.order_block(order)
    assert block is not None

    while bench.gateway.head("safe").number < block:
        bench.work(book)
        assert bench.state_of(order) is OrderState.OPEN
        bench.mine()
    bench.work(book)

    assert bench.state_of(order) is OrderState.DELIVERED


def test_with_one_foreign_endpoint_a_delivery_waits_and_says_so(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)

    bench.work(book, witnesses=Witnesses([bench.gateway], lambda: False))

    assert bench.only_sale(book).fault == "NeedsSecondEndpoint"
    assert bench.state_of(order) is OrderState.OPEN
    bench.work(book, witnesses=Witnesses([bench.gateway], lambda: True))
    assert bench.state_of(order) is OrderState.DELIVERED


@pytest.mark.parametrize("liar_first", [True, False])
def test_an_endpoint_that_names_its_own_point_gets_no_key(
    bench: Bench, book: SaleStore, *, liar_first: bool
) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    real = bench.gateway.find_order(order)
    assert real is not None
    thief, parity = bench.vault.purchase_point(_key_of_thief(bench))
    liar = Lying(bench.gateway, replace(real, px=thief, parity=parity))

    readers: list[Any] = [liar, bench.gateway] if liar_first else [bench.gateway, liar]
    bench.work(book, market=readers[0], witnesses=Witnesses(readers, lambda: False))

    assert bench.state_of(order) is OrderState.OPEN
    assert all(sale.raw_transaction is None for sale in book.sales())
    assert {sale.fault for sale in book.sales()} == {"EndpointsDisagree"}


def _key_of_thief(bench: Bench) -> Any:
    from desktop.services.purchase.ports import PurchaseKey

    return PurchaseKey(bench.seller, bench.gateway.chain_id, bench.gateway.market, 1, 99)


def test_a_swallowed_delivery_goes_out_again_with_rising_fee_and_the_same_key(
    bench: Bench, book: SaleStore
) -> None:
    own = bench.list_model(book)
    order, key = bench.buy(own)
    bench.mine(2)
    chain = Swallowing(bench.gateway, swallow=2)

    bench.work(book, chain=chain)
    first = bench.only_sale(book)
    bench.work(book, chain=chain)
    bench.clock.time += BUMP_AFTER_S
    bench.work(book, chain=chain)

    last = bench.only_sale(book)
    assert chain.sent[0] == chain.sent[1]
    assert last.max_fee_wei > first.max_fee_wei * 11 // 10
    assert (last.rx, last.parity, last.wrapped, last.nonce) == (
        first.rx,
        first.parity,
        first.wrapped,
        first.nonce,
    )
    assert bench.state_of(order) is OrderState.DELIVERED
    assert bench.received(own.terms, order, key)


def test_a_seller_killed_before_sending_sends_the_kept_bytes(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)

    class Unreachable(Swallowing):
        def send_raw(self, raw: bytes) -> bytes:
            raise NodeUnreachable("node")

    bench.work(book, chain=Unreachable(bench.gateway, 0))
    kept = bench.only_sale(book)
    assert kept.state is SaleState.DELIVERING
    chain = Swallowing(bench.gateway, 0)
    bench.work(bench.open_book(), chain=chain)

    assert chain.sent == [kept.raw_transaction]
    assert bench.state_of(order) is OrderState.DELIVERED


def test_a_delivery_is_never_estimated_or_simulated(
    bench: Bench, book: SaleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)

    def refuse(*_: object) -> int:
        raise AssertionError("a delivery was shown to the endpoint before it was signed")

    monkeypatch.setattr(bench.gateway, "estimate_gas", refuse)
    bench.work(book)

    assert bench.state_of(order) is OrderState.DELIVERED


def test_nothing_new_is_signed_in_the_last_quarter_of_the_window(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.travel(own.terms.deliver_in_s * 3 // 4 + 1)
    bench.mine(2)

    bench.work(book)

    sale = bench.only_sale(book)
    assert (sale.state, sale.raw_transaction) == (SaleState.MISSED, None)
    assert bench.state_of(order) is OrderState.OPEN


def test_a_delivery_undone_by_a_reorg_goes_out_again_unchanged(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, key = bench.buy(own)
    bench.mine(2)
    bench.work(book)
    bench.work(book)
    before = bench.only_sale(book)
    assert before.state is SaleState.DELIVERED

    bench.rpc.send("licet_rewind", [1], object)
    assert bench.state_of(order) is OrderState.OPEN
    bench.mine()
    bench.work(book)
    bench.work(book)

    after = bench.only_sale(book)
    assert (after.rx, after.wrapped) == (before.rx, before.wrapped)
    assert bench.state_of(order) is OrderState.DELIVERED
    assert bench.received(own.terms, order, key)


def test_settled_together_after_the_window_and_paid(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    orders = [bench.buy(own, number)[0] for number in (1, 2)]
    bench.mine(2)
    bench.work(book)
    bench.work(book)
    assert {sale.state for sale in book.sales()} == {SaleState.DELIVERED}

    bench.travel(own.terms.dispute_in_s - 60)
    bench.clock.time += SETTLE_AGAIN_S
    bench.work(book)
    assert bench.gateway.credit(bench.seller, NATIVE) == 0
    bench.travel(61)
    bench.work(book)
    bench.work(book)

    assert {sale.state for sale in book.sales()} == {SaleState.FINAL}
    assert all(bench.state_of(order) is OrderState.FINAL for order in orders)
    assert bench.gateway.credit(bench.seller, NATIVE) == 2 * own.terms.price


def test_an_order_under_terms_that_are_not_ours_is_not_answered(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    other = replace(own.terms, salt=b"\x09" * 32)
    book_without = bench.open_book()
    order, _key = bench.buy(own)
    bench.mine(2)
    for listing in book_without.listings():
        book_without.put_listing(replace(listing, terms=other))

    bench.work(_Only(book_without, other))  # type: ignore[arg-type]
    assert bench.state_of(order) is OrderState.OPEN


class _Only:
    """A book that knows one version of the terms only."""

    def __init__(self, book: SaleStore, terms: object) -> None:
        self._book = book
        self._terms = terms

    def __getattr__(self, name: str) -> Any:
        return getattr(self._book, name)

    def listings(self) -> list[Any]:
        return [own for own in self._book.listings() if own.terms == self._terms]


def test_one_bad_order_hinders_no_other(
    bench: Bench, book: SaleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = bench.list_model(book)
    orders = [bench.buy(own, number)[0] for number in (1, 2)]
    bench.mine(2)
    real = bench.vault.wrap_delivery

    def fail_first(account: Any, chain: int, market: Any, order: int, *rest: Any) -> Any:
        if order == orders[0]:
            raise NodeUnreachable("vault")
        return real(account, chain, market, order, *rest)

    monkeypatch.setattr(bench.vault, "wrap_delivery", fail_first)
    bench.work(book)

    assert [bench.state_of(order) for order in orders] == [OrderState.OPEN, OrderState.DELIVERED]


def test_a_delivery_is_never_signed_by_an_account_whose_delivery_would_revert(
    bench: Bench, book: SaleStore
) -> None:
    """A reverted delivery shows R and wrapped: the buyer has the key, and the refund and the late fee as well."""
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    account, _file = AccountVaultClient(bench.vault).add_next(PathScheme.BIP44, "another")
    bench.rpc.send("licet_faucet", [str(account.address)], str)

    bench.answerer(book).work_once(account.address, CancelToken())

    assert bench.gateway.mined_nonce(account.address) == 0
    assert bench.state_of(order) is OrderState.DELIVERED


def test_a_revoked_operator_shows_no_key(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    data, operator = bench.vault.export_seller_pack(bench.seller, [own.terms.salt], "a pack's password")
    bench.rpc.send("licet_faucet", [str(operator)], str)
    order, _key = bench.buy(own)
    bench.mine(2)
    pack = local_vault()
    pack.unlock(data, "a pack's password")

    bench.answerer(book, vault=pack).work_once(operator, CancelToken())

    assert bench.gateway.mined_nonce(operator) == 0
    assert bench.only_sale(book).raw_transaction is None
    bench.sign_and_send(bench.vault, bench.seller, bench.gateway.calls.set_operator(operator))
    bench.answerer(book, vault=pack).work_once(operator, CancelToken())
    assert bench.state_of(order) is OrderState.DELIVERED
    pack.lock()


def test_every_replacement_outbids_the_one_before(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    bench.rpc.send("evm_setAutomine", [False], object)

    for _ in range(4):
        bench.work(book)
        assert bench.only_sale(book).fault is None
        bench.clock.time += BUMP_AFTER_S
    bench.rpc.send("evm_setAutomine", [True], object)
    bench.mine()

    kept = bench.only_sale(book).transaction_hash
    assert kept is not None
    assert bench.gateway.receipt(kept) is not None
    assert bench.state_of(order) is OrderState.DELIVERED


def test_a_node_with_an_old_time_gets_no_delivery_after_the_deadline(bench: Bench, book: SaleStore) -> None:
    """Such a delivery would revert and show the key; the endpoint only has to show an old head."""
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    old = bench.gateway.head()
    bench.travel(own.terms.deliver_in_s + 1)
    bench.clock.time = bench.gateway.head().timestamp

    class Slow(Swallowing):
        def head(self, tag: str = "latest") -> Any:
            return old

    chain = Slow(bench.gateway, 0)
    bench.work(book, chain=chain)

    assert chain.sent == []
    assert bench.state_of(order) is OrderState.OPEN


def test_many_due_orders_are_settled_in_transactions_that_fit_in_a_block(
    bench: Bench, book: SaleStore
) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    bench.work(book)
    bench.work(book)
    bench.travel(own.terms.dispute_in_s + 1)
    bench.clock.time += SETTLE_AGAIN_S
    sizes: list[int] = []

    class Calls:
        def __getattr__(self, name: str) -> Any:
            return getattr(bench.gateway.calls, name)

        def settle(self, batch: list[Any]) -> Any:
            sizes.append(len(batch))
            return bench.gateway.calls.settle(batch)

    class Many:
        """A book that names the same order two hundred times, as many buyers would."""

        def __getattr__(self, name: str) -> Any:
            return getattr(book, name)

        def sales(self) -> list[Any]:
            return book.sales() * 200

    bench.work(Many(), calls=Calls())  # type: ignore[arg-type]

    assert sizes
    assert max(sizes) <= 100
    assert bench.state_of(order) is OrderState.FINAL


def test_a_swallowing_node_cannot_drive_the_fee_beyond_what_the_order_is_worth(
    bench: Bench, book: SaleStore
) -> None:
    own = bench.list_model(book)
    bench.buy(own)
    bench.mine(2)
    chain = Swallowing(bench.gateway, swallow=1000)

    for _ in range(60):
        bench.work(book, chain=chain)
        bench.clock.time += BUMP_AFTER_S

    assert bench.only_sale(book).max_fee_wei * 120_000 <= own.terms.price + own.terms.late_fee_wei
    assert chain.sent[-1] == chain.sent[-2]

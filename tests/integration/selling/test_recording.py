"""What the seller's software does by itself stands in the activity, with its fee and what it credited."""

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.identity import NATIVE
from desktop.services.journal import Activity, Journal
from desktop.services.selling.answering import BUMP_AFTER_S, SETTLE_AGAIN_S
from desktop.store.activity import ActivityStore
from desktop.store.sales import SaleStore
from tests.integration.selling.conftest import Bench
from tests.integration.selling.test_answering import Swallowing
from tests.integration.selling.test_pending_listings import selling_service


@pytest.fixture
def activity(book: SaleStore) -> ActivityStore:
    return ActivityStore(book._database)


def only_line(activity: ActivityStore) -> Activity:
    (line,) = activity.page(0, 10)
    return line


def fee_of(bench: Bench, transaction_hash: bytes | None) -> int:
    assert transaction_hash is not None
    receipt = bench.gateway.receipt(transaction_hash)
    assert receipt is not None
    return receipt.fee_wei


def test_a_delivery_has_a_line_with_its_fee(bench: Bench, book: SaleStore, activity: ActivityStore) -> None:
    journal = Journal(activity, bench.clock, lambda _: None)
    own = bench.list_model(book)
    bench.buy(own)
    bench.mine(2)

    bench.work(book, journal=journal)
    assert only_line(activity).status == "pending"
    bench.work(book, journal=journal)

    line = only_line(activity)
    assert (line.kind, line.account, line.counterparty) == ("deliver", bench.seller, bench.buyer)
    assert (line.status, line.fee_wei) == ("done", fee_of(bench, line.hash))


def test_a_delivery_that_was_sent_twice_has_one_line_of_the_transaction_that_was_mined(
    bench: Bench, book: SaleStore, activity: ActivityStore
) -> None:
    """The endpoint forgets both; then the first of them is mined, which the seller's record no longer names."""
    journal = Journal(activity, bench.clock, lambda _: None)
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    chain = Swallowing(bench.gateway, swallow=2)
    bench.work(book, chain=chain, journal=journal)
    bench.clock.time += BUMP_AFTER_S
    bench.work(book, chain=chain, journal=journal)
    first, second = chain.sent
    assert first != second

    bench.gateway.send_raw(first)
    bench.work(book, journal=journal)

    line = only_line(activity)
    assert line.hash == bench.gateway.delivery_transaction(order)
    assert (line.status, line.fee_wei) == ("done", fee_of(bench, line.hash))


def test_a_settlement_has_a_line_with_its_fee_and_what_the_contract_credited(
    bench: Bench, book: SaleStore, activity: ActivityStore
) -> None:
    journal = Journal(activity, bench.clock, lambda _: None)
    own = bench.list_model(book)
    for number in (1, 2):
        bench.buy(own, number)
    bench.mine(2)
    answerer = bench.answerer(book, journal=journal)
    for _ in range(2):
        answerer.work_once(bench.seller, CancelToken())
    bench.travel(own.terms.dispute_in_s + 1)
    bench.clock.time += SETTLE_AGAIN_S
    answerer.work_once(bench.seller, CancelToken())
    answerer.work_once(bench.seller, CancelToken())

    (line,) = (line for line in activity.page(0, 10) if line.kind == "settle")
    assert (line.status, line.amount) == ("done", 2 * own.terms.price)
    assert line.fee_wei == fee_of(bench, line.hash)


def test_income_is_what_the_events_say_and_when(bench: Bench, book: SaleStore) -> None:
    own = bench.list_model(book)
    dear = bench.list_model(book, salt=b"\x02" * 32, price=3 * 10**16)
    for listing, number in ((own, 1), (dear, 2)):
        bench.buy(listing, number)
    bench.mine(2)
    bench.work(book)
    bench.work(book)
    bench.travel(own.terms.dispute_in_s + 1)
    bench.clock.time += SETTLE_AGAIN_S
    assert selling_service(bench, book).income() == []
    bench.work(book)
    bench.work(book)

    income = selling_service(bench, book).income()

    assert {(i.listing, i.currency, i.amount) for i in income} == {
        (own.listing, NATIVE, own.terms.price), (dear.listing, NATIVE, 3 * 10**16),
    }  # fmt: skip
    head = bench.gateway.head().timestamp
    assert all(head - 600 < i.time <= head for i in income)

"""What the seller's software sends by itself is kept, foreseen and sped up like everything else."""

import contextlib
import threading
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.bootstrap.foreseeing import make_foresight
from desktop.bootstrap.outgoing import Sent, make_outgoing
from desktop.core.agreements import Unattended
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change
from desktop.core.consent import ConsentNeeded
from desktop.core.effect_checks import Verdict
from desktop.core.errors import AppError
from desktop.core.exchange import OrderState
from desktop.core.outgoing import AttemptKind, Standing
from desktop.core.sales import SaleState
from desktop.core.transactions import Call, FeeLevel, FeeQuote
from desktop.services.effects import EffectGuard
from desktop.services.journal import Journal, Purpose
from desktop.services.selling.answering import BUMP_AFTER_S, SETTLE_AGAIN_S
from desktop.services.tokens import TokenService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.sales import SaleStore
from tests.integration.selling.conftest import Bench


class Run:
    """One run of the seller's program over the data directory."""

    def __init__(self, bench: Bench, database: Database) -> None:
        self.bench, self.book, self.lines = bench, bench.book_of(database), ActivityStore(database)
        tokens = TokenService(bench.gateway.tokens)

        def publish(_change: Change) -> None: ...

        self.journal = Journal(self.lines, bench.clock, publish)
        self.guard: EffectGuard = make_foresight(
            bench.gateway, Assets.find(), tokens, database, publish
        ).guard
        self.sent: Sent = make_outgoing(
            bench.gateway, bench.vault, database, self.lines, self.journal, publish, bench.clock, self.guard
        )

    def work(self) -> None:
        self.bench.work(self.book, journal=self.journal, dispatcher=self.sent.dispatcher)


def automine(bench: Bench, *, on: bool) -> None:
    bench.rpc.send("evm_setAutomine", [on], object)


def waiting_delivery(bench: Bench, book: SaleStore) -> tuple[Run, Any, int, Any]:
    """A run that has sent a delivery which no block takes."""
    own = bench.list_model(book)
    order, key = bench.buy(own)
    bench.mine(2)
    automine(bench, on=False)
    run = Run(bench, book._database)
    run.work()
    return run, own, order, key


def test_a_stuck_delivery_is_sped_up_by_hand_after_a_restart_and_stays_one_item(
    bench: Bench, book: SaleStore
) -> None:
    _first, own, order, key = waiting_delivery(bench, book)
    sale = bench.only_sale(book)
    assert sale.transaction_hash is not None
    run = Run(bench, Database.open(bench.database, user_database))

    offer = run.sent.service.offer(sale.transaction_hash, AttemptKind.SPEED_UP)
    run.sent.service.sign_again(sale.transaction_hash, AttemptKind.SPEED_UP, offer.fee(FeeLevel.FAST))
    run.work()
    bench.mine()
    run.work()
    run.sent.service.look()

    (detail,) = run.sent.service.newest(10)
    assert [attempt.kind for attempt in detail.act.attempts] == [AttemptKind.FIRST, AttemptKind.SPEED_UP]
    assert detail.standing is Standing.DONE
    (line,) = run.lines.page(0, 10)
    assert (line.kind, line.status, line.hash) == ("deliver", "done", detail.act.newest.hash)
    assert bench.only_sale(run.book).state is SaleState.DELIVERED
    assert bench.received(own.terms, order, key)
    assert run.guard.outcome(detail.act.newest.hash).verdict is Verdict.AS_EXPECTED  # type: ignore[union-attr]


def test_the_app_outbids_what_was_sped_up_by_hand_and_not_what_went_before(
    bench: Bench, book: SaleStore
) -> None:
    run, *_ = waiting_delivery(bench, book)
    sale = bench.only_sale(book)
    assert sale.transaction_hash is not None
    offer = run.sent.service.offer(sale.transaction_hash, AttemptKind.SPEED_UP)
    run.sent.service.sign_again(sale.transaction_hash, AttemptKind.SPEED_UP, offer.fee(FeeLevel.FAST))

    run.work()
    by_hand = bench.only_sale(book)
    bench.clock.time += BUMP_AFTER_S
    run.work()

    (detail,) = run.sent.service.newest(10)
    fees = [attempt.transaction.max_fee_wei for attempt in detail.act.attempts]
    assert by_hand.max_fee_wei == fees[1]
    assert len(fees) == 3
    assert fees[2] > fees[1] * 11 // 10
    assert bench.only_sale(book).transaction_hash == detail.act.newest.hash


def test_a_settlement_that_waits_is_not_sent_a_second_time(bench: Bench, book: SaleStore) -> None:
    """On a chain of twelve seconds each settlement went out twice, and the second was paid for nothing."""
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    run = Run(bench, book._database)
    run.work()
    run.work()
    bench.travel(own.terms.dispute_in_s + 1)
    automine(bench, on=False)
    bench.clock.time += SETTLE_AGAIN_S
    answerer = bench.answerer(book, journal=run.journal, dispatcher=run.sent.dispatcher)

    for _ in range(3):
        answerer.work_once(bench.seller, CancelToken())
        bench.clock.time += SETTLE_AGAIN_S
    run.work()  # as after a restart: nothing of it is remembered but what is on disk

    assert [line.kind for line in run.lines.page(0, 10)].count("settle") == 1
    bench.mine()
    run.sent.service.look()
    assert bench.state_of(order) is OrderState.FINAL
    (settled, delivered) = run.sent.service.newest(10)
    outcomes = [run.guard.outcome(one.act.newest.hash) for one in (settled, delivered)]
    assert [one.verdict for one in outcomes if one is not None] == [Verdict.AS_EXPECTED] * 2


def test_a_node_that_asks_for_far_more_than_usual_gets_no_delivery_at_that_price(
    bench: Bench, book: SaleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this wallet was used to pay, and what is lost without the delivery, bound what nobody is asked about."""
    own = bench.list_model(book)
    bench.buy(own, 1)
    bench.mine(2)
    run = Run(bench, book._database)
    run.work()
    order, _key = bench.buy(own, 2)
    bench.mine(2)
    dear = FeeQuote(10**14, 10**13, 3 * 10**14)
    with monkeypatch.context() as lie:
        lie.setattr(bench.gateway, "fee_levels", lambda: dict.fromkeys(FeeLevel, dear))
        run.work()

    assert next(sale for sale in run.book.sales() if sale.order_id == order).fault == "CostRose"
    run.work()
    assert bench.state_of(order) is OrderState.DELIVERED


def test_a_delivery_does_not_wait_while_the_person_is_asked_for_the_password(
    bench: Bench, book: SaleStore
) -> None:
    own = bench.list_model(book)
    order, _key = bench.buy(own)
    bench.mine(2)
    run = Run(bench, book._database)
    asked, answered = threading.Event(), threading.Event()

    def ask(_needed: ConsentNeeded, _was_wrong: bool) -> str:
        asked.set()
        answered.wait(30)
        return ""

    def pay() -> None:
        call = Call(bench.gateway.market, bytes.fromhex("12345678"), gas_limit=100_000)  # known to nobody
        with contextlib.suppress(AppError):
            run.sent.transactions.submit(bench.seller, call, Purpose("call"), lambda _: None, Unattended())

    bench.vault.ask_consent = ask
    asking = threading.Thread(target=pay)
    asking.start()
    assert asked.wait(30)
    delivering = threading.Thread(target=run.work)
    delivering.start()
    delivering.join(20)
    was_waiting = delivering.is_alive()
    answered.set()
    asking.join()
    delivering.join()

    assert not was_waiting
    assert bench.state_of(order) is OrderState.DELIVERED

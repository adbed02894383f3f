"""A payment that the person speeds up or takes back while it waits: bought once, or not at all until asked again."""

import pytest

from desktop.bootstrap.clock import SystemClock
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.outgoing import AttemptKind
from desktop.core.transactions import FeeLevel
from desktop.services.outgoing import Outbox
from desktop.services.transactions import TransactionCancelled, TransactionService, TransactionUnmined
from desktop.store.outgoing import OutgoingStore
from tests.helpers.journal import quiet_journal
from tests.integration.purchase.conftest import Desk


def waiting_payment(desk: Desk) -> Purchase:
    """A purchase whose payment is sent and in no block yet."""
    desk.outbox = Outbox(OutgoingStore(desk.book._database), SystemClock())
    desk.automine(False)
    begun = desk.begin()
    with pytest.raises(TransactionUnmined):
        desk.advance(begun.id)
    return desk.book.get(begun.id)


def again(desk: Desk, purchase: Purchase, kind: AttemptKind) -> None:
    transactions = TransactionService(desk.gateway, desk.vault, quiet_journal(), desk.outbox)
    act = desk.outbox.find(purchase.transaction_hash)
    transactions.sign_again(act, kind, transactions.offer_over(act, kind).fee(FeeLevel.FAST))


def test_the_bytes_that_the_panel_shows_are_the_bytes_that_are_signed(desk: Desk) -> None:
    desk.outbox = Outbox(OutgoingStore(desk.book._database), SystemClock())
    service = desk.service()
    quote = service.quote(desk.listing)

    bought = desk.advance(service.begin(quote).id)

    act = desk.outbox.find(bought.transaction_hash)
    (shown,) = quote.previews
    assert act is not None
    assert (act.first_call.to, act.first_call.data, act.first_call.value_wei) == (
        shown.call.to, shown.call.data, shown.call.value_wei,
    )  # fmt: skip
    assert shown.effects == quote.effects
    assert service.quote(desk.listing).number != quote.number


def test_a_payment_that_was_sped_up_buys_once(desk: Desk) -> None:
    purchase = waiting_payment(desk)

    again(desk, purchase, AttemptKind.SPEED_UP)
    desk.mine()

    bought = desk.advance(purchase.id)
    assert bought.state is PurchaseState.WAITING
    assert bought.paid_fee_wei > 0
    assert desk.gateway.mined_nonce(desk.buyer) == 1


def test_a_payment_that_was_taken_back_is_not_signed_again_unasked(desk: Desk) -> None:
    purchase = waiting_payment(desk)
    again(desk, purchase, AttemptKind.CANCEL)
    desk.mine()
    desk.automine(True)

    for _ in range(2):  # now, and at the next start
        with pytest.raises(TransactionCancelled):
            desk.advance(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.READY
    assert desk.gateway.mined_nonce(desk.buyer) == 1
    assert desk.service().cancel(purchase.id).state is PurchaseState.CANCELLED


def test_while_the_taking_back_waits_nothing_is_paid(desk: Desk) -> None:
    purchase = waiting_payment(desk)
    again(desk, purchase, AttemptKind.CANCEL)

    with pytest.raises(TransactionUnmined):
        desk.advance(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.BUYING
    assert desk.gateway.next_nonce(desk.buyer) == 1


def test_who_buys_again_after_taking_back_has_bought(desk: Desk) -> None:
    purchase = waiting_payment(desk)
    again(desk, purchase, AttemptKind.CANCEL)
    desk.mine()
    desk.automine(True)
    with pytest.raises(TransactionCancelled):
        desk.advance(purchase.id)

    again_begun = desk.begin()

    assert again_begun.id == purchase.id
    assert desk.advance(purchase.id).state is PurchaseState.WAITING

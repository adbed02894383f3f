"""Listings that were being sent when something went wrong: found again, and never in the way of the others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from desktop.core.agreements import Agreed, Ask, Declined, Planned
from desktop.core.cancel import CancelToken
from desktop.core.cards import parse_card
from desktop.core.exchange import OrderState
from desktop.core.sales import OwnListing
from desktop.core.transactions import Call
from desktop.services.answers import AnswerDesk, RequestWitnesses
from desktop.services.selling import Publisher, RequestAnswerer, SellingService, Windows
from desktop.services.selling.mirroring import Spreader
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.store.requests import AnswerStore
from desktop.store.sales import SaleStore
from tests.helpers.chain import SAMPLE_CARD, sample_terms
from tests.helpers.journal import quiet_journal
from tests.integration.selling.conftest import Bench


def test_a_listing_whose_confirmation_was_missed_is_found_and_its_orders_answered(
    bench: Bench, book: SaleStore
) -> None:
    """The window was closed, or the wait timed out, between sending and mining: the app must not need a restart."""
    salt = b"\x05" * 32
    gateway = bench.gateway
    key_hash = bench.vault.model_key_hash(bench.seller, gateway.chain_id, gateway.market, salt)
    terms = sample_terms(gateway, bench.seller, salt=salt, key_hash=key_hash)
    bench.sign_and_send(bench.vault, bench.seller, gateway.calls.deposit_bond(10 * terms.bond_wei))
    call = gateway.calls.create_listing(terms, SAMPLE_CARD)
    signed = bench.vault.sign_transaction(bench.seller, gateway.prepare(bench.seller, call))
    book.put_listing(OwnListing(terms, SAMPLE_CARD, 0, 1, signed.hash, signed.raw))
    selling = selling_service(bench, book)

    selling.work_once(CancelToken())
    selling.work_once(CancelToken())

    (own,) = book.listings()
    assert own.listing == gateway.last_listing() == 1
    order, _key = bench.buy(own)
    bench.mine(2)
    selling.work_once(CancelToken())
    assert bench.state_of(order) is OrderState.DELIVERED


def test_a_listing_and_the_bond_that_it_lacks_are_agreed_to_at_once(
    bench: Bench, book: SaleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, salt = bench.gateway, b"\x07" * 32
    key_hash = bench.vault.model_key_hash(bench.seller, gateway.chain_id, gateway.market, salt)
    terms = sample_terms(gateway, bench.seller, salt=salt, key_hash=key_hash)
    own = OwnListing(terms, SAMPLE_CARD, 0, 1)
    plans: list[list[Call]] = []

    def agree(_self: object, plan: Sequence[Planned], _ask: Ask) -> list[Agreed]:
        plans.append([step.call for step in plan])
        if len(plans) == 1:
            raise Declined
        return [Agreed(step.call.value_wei + 10**16, call=step.call) for step in plan]

    monkeypatch.setattr(TransactionService, "agree", agree)
    publisher = selling_service(bench, book)._publisher

    with pytest.raises(Declined):
        publisher._send(None, own, "digits", CancelToken(), 3 * terms.bond_wei)
    assert book.listings() == []
    assert gateway.bond_wei(bench.seller)[0] == 0
    publisher._send(None, own, "digits", CancelToken(), 3 * terms.bond_wei)

    calls = gateway.calls
    assert plans[1] == [calls.deposit_bond(3 * terms.bond_wei), calls.create_listing(terms, SAMPLE_CARD)]
    assert gateway.bond_wei(bench.seller)[0] == 3 * terms.bond_wei
    assert [listed.listing for listed in book.listings()] == [1]


def test_a_listing_whose_nonce_another_transaction_took_hinders_nothing(
    bench: Bench, book: SaleStore
) -> None:
    own = bench.list_model(book)
    lost = replace(own.terms, salt=b"\x06" * 32)
    call = bench.gateway.calls.create_listing(lost, SAMPLE_CARD)
    stale = replace(bench.gateway.prepare(bench.seller, call), nonce=0)
    signed = bench.vault.sign_transaction(bench.seller, stale)
    book.put_listing(OwnListing(lost, SAMPLE_CARD, 0, 1, signed.hash, signed.raw))
    order, _key = bench.buy(own)
    bench.mine(2)

    selling_service(bench, book).work_once(CancelToken())

    assert bench.state_of(order) is OrderState.DELIVERED


def selling_service(
    bench: Bench, book: SaleStore, seal: Any = None, card: Any = None, content: Any = None
) -> SellingService:
    """The service over this bench; packing is not asked, sealing, cards and places are a test's own if there are any."""
    unused: Any = None
    gateway = bench.gateway
    answers = AnswerStore(book._database)
    desk = AnswerDesk(
        chain=gateway,
        market=gateway,
        witnesses=RequestWitnesses([gateway, gateway], lambda: False),
        calls=gateway.calls,
        vault=bench.vault,
        book=answers,
        clock=bench.clock,
        publish=lambda _: None,
    )
    transactions = TransactionService(bench.gateway, bench.vault, quiet_journal())
    publisher = Publisher(
        chain=bench.gateway,
        market=bench.gateway,
        calls=bench.gateway.calls,
        transactions=transactions,
        vault=bench.vault,
        book=book,
        seal=seal,
        spread=Spreader(content),
        read_card=parse_card,
        write_card=card,
        windows=Windows(),
        clock=bench.clock,
        publish=lambda _: None,
    )
    return SellingService(
        packer=unused,
        importer=unused,
        prepare_home=unused,
        publisher=publisher,
        answerer=bench.answerer(book),
        requests=RequestAnswerer(
            chain=gateway, market=gateway, desk=desk, book=answers, listings=book.listings, clock=bench.clock
        ),
        answers=answers,
        book=book,
        market=bench.gateway,
        calls=bench.gateway.calls,
        transactions=transactions,
        tokens=TokenService(bench.gateway.tokens),
        payouts=bench.gateway.holdings().payouts,
        active_account=lambda: bench.seller,
    )

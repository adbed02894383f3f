"""Timed licences: renewed to the limit and not beyond, and not run after their end, with and without a network."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.core.licences import ActState
from desktop.services.purchase.engine import PurchaseElsewhere
from desktop.services.rights import (
    ActPending,
    LicenceExpired,
    NotRenewable,
    RenewalBeyondLimit,
)
from desktop.services.transactions import CostRose, TransactionUnmined
from tests.integration.rights.conftest import PERIOD_S, Bench


@pytest.fixture
def token(bench: Bench) -> int:
    """A final licence of one period that can be renewed for a little more than three."""
    until = bench.gateway.head().timestamp + 4 * PERIOD_S + PERIOD_S // 2
    return bench.sell(bench.list_model(period_s=PERIOD_S, renew_until=until))


def test_the_end_comes_from_the_chain_and_not_from_the_purchase(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    assert service.view(token).standing is None

    service.look(())

    standing = service.view(token).standing
    assert standing is not None
    assert standing.until == bench.gateway.licences.standing(token).until
    assert 0 < standing.until - bench.gateway.head().timestamp <= PERIOD_S


def test_a_licence_that_is_not_final_has_no_end_yet_and_cannot_be_renewed(bench: Bench) -> None:
    far = bench.gateway.head().timestamp + 10 * PERIOD_S
    token = bench.sell(bench.list_model(period_s=PERIOD_S, renew_until=far), final=False)
    service = bench.holder.service()
    service.look(())

    assert service.view(token).standing.until == 0  # type: ignore[union-attr]
    assert bench.holder.holdings().runnable("bought").id == "bought"
    with pytest.raises(NotRenewable):
        service.quote_renewal(token)


def test_a_renewal_pays_the_payee_and_moves_the_end(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    quote = service.quote_renewal(token, 2)
    before = bench.gateway.balance_wei(bench.seller)

    service.renew(quote)

    assert bench.gateway.balance_wei(bench.seller) - before == quote.total_wei == 2 * quote.price_wei
    assert service.view(token).standing.until == quote.until == quote.until_now + 2 * PERIOD_S  # type: ignore[union-attr]
    (line,) = bench.holder.activity.page(0, 9)
    assert (line.kind, line.status, line.amount) == ("renew", "done", -quote.total_wei)


def test_no_more_periods_are_offered_than_the_limit_leaves(bench: Bench, token: int) -> None:
    service = bench.holder.service()

    quote = service.quote_renewal(token, 99)

    assert quote.periods == quote.most_periods == 3
    assert quote.until <= quote.renew_until < quote.until + PERIOD_S
    service.renew(quote)
    assert service.quote_renewal(token).most_periods == 0


def test_a_renewal_beyond_the_limit_is_refused_before_it_is_signed(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    quote = service.quote_renewal(token, 3)
    service.renew(service.quote_renewal(token, 1))
    nonce = bench.gateway.mined_nonce(bench.holder.account)

    with pytest.raises(RenewalBeyondLimit):
        service.renew(quote)

    assert bench.gateway.mined_nonce(bench.holder.account) == nonce


def test_a_perpetual_licence_is_not_renewed(bench: Bench) -> None:
    token = bench.sell(bench.list_model())

    with pytest.raises(NotRenewable):
        bench.holder.service().quote_renewal(token)


def test_an_expired_licence_does_not_run_and_a_renewal_brings_it_back(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    service.look(())
    assert bench.holder.holdings().runnable("bought").id == "bought"

    bench.travel(PERIOD_S + 1)
    service.look(())

    with pytest.raises(LicenceExpired):
        bench.holder.holdings().runnable("bought")
    assert service.view(token).hindrance.reason == "expired"  # type: ignore[union-attr]
    service.renew(service.quote_renewal(token))
    assert bench.holder.holdings().runnable("bought").id == "bought"


def test_with_the_cable_pulled_the_kept_proof_decides(
    bench: Bench, token: int, make_clock: Callable[[int], Any]
) -> None:
    bench.holder.service().look(())
    until = bench.gateway.licences.standing(token).until

    class Unplugged:
        def standing(self, _token: int) -> Any:
            raise AssertionError("no network")

    bench.holder.clock = make_clock(until - 1)
    offline = bench.holder.standings(chain=type("Chain", (), {"licences": Unplugged()}))
    assert bench.holder.holdings(offline).runnable("bought").id == "bought"
    bench.holder.clock.time = until
    with pytest.raises(LicenceExpired):
        bench.holder.holdings(offline).runnable("bought")


def test_a_clock_set_back_does_not_go_before_the_proof(
    bench: Bench, token: int, make_clock: Callable[[int], Any]
) -> None:
    bench.travel(PERIOD_S + 1)
    bench.holder.service().look(())

    bench.holder.clock = make_clock(1)

    with pytest.raises(LicenceExpired):
        bench.holder.holdings(bench.holder.standings()).runnable("bought")


def test_the_chains_time_counts_and_not_a_wrong_clock(
    bench: Bench, token: int, make_clock: Callable[[int], Any]
) -> None:
    bench.holder.clock = make_clock(2**33)  # some centuries ahead
    standings = bench.holder.standings()
    standings.refresh(token)

    assert bench.holder.holdings(standings).runnable("bought").id == "bought"


def test_the_end_is_said_before_it_comes(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    service.look(())
    assert not service.view(token).ends_soon

    bench.travel(PERIOD_S * 9 // 10)
    service.look(())

    assert service.view(token).ends_soon
    assert service.view(token).hindrance is None


def test_a_renewal_that_is_not_mined_is_found_after_a_restart_and_not_paid_twice(
    bench: Bench, token: int
) -> None:
    service = bench.holder.service()
    quote = service.quote_renewal(token)
    bench.automine(False)
    with pytest.raises(TransactionUnmined):
        service.renew(quote)
    with pytest.raises(ActPending):
        bench.holder.service().renew(quote)
    bench.automine(True)
    bench.mine()

    bench.holder.service().look(())

    (act,) = bench.holder.book.acts(token)
    assert act.state is ActState.DONE
    assert bench.gateway.licences.standing(token).until == quote.until
    assert [line.status for line in bench.holder.activity.page(0, 9)] == ["done"]


def test_a_renewal_killed_between_keeping_and_sending_sends_the_same_bytes(bench: Bench, token: int) -> None:
    class Cut:
        """The process ends right before the bytes go out."""

        def __getattr__(self, name: str) -> Any:
            return getattr(bench.gateway, name)

        def send_raw(self, _raw: bytes) -> bytes:
            raise KeyboardInterrupt

    quote = bench.holder.service().quote_renewal(token)
    with pytest.raises(KeyboardInterrupt):
        bench.holder.service(chain=Cut()).renew(quote)
    assert bench.gateway.licences.standing(token).until == quote.until_now

    bench.holder.service().look(())

    assert bench.gateway.licences.standing(token).until == quote.until
    assert len(bench.holder.book.acts()) == 1


def test_a_renewal_that_became_dearer_is_not_signed(bench: Bench, token: int) -> None:
    quote = bench.holder.service().quote_renewal(token)

    with pytest.raises(CostRose):
        bench.holder.service().renew(replace(quote, total_most_wei=quote.total_wei + 1))


@pytest.mark.expects_log("endpoints tell different things")
def test_one_lying_endpoint_takes_no_licence_away(bench: Bench, token: int) -> None:
    class Liar:
        def standing(self, number: int) -> Any:
            return replace(bench.gateway.licences.standing(number), owner=bench.other.account)

    bench.holder.service().look(())
    lied_to = bench.holder.standings(bench.gateway.licences, chain=type("Chain", (), {"licences": Liar()}))

    lied_to.refresh(token)

    assert bench.holder.holdings().runnable("bought").id == "bought"


def test_a_licence_of_another_market_is_left_as_it_is(bench: Bench, token: int) -> None:
    """Here nobody knows it; that it is not found must not be taken for its end."""
    elsewhere = replace(
        bench.holder.purchases.get("bought"), id="elsewhere", market=bench.seller, order_id=token ^ 1
    )
    bench.holder.purchases.add(elsewhere)
    service = bench.holder.service()

    service.look((bench.holder.account,))

    assert bench.holder.book.standing(token ^ 1) is None
    assert bench.holder.holdings().runnable("elsewhere").id == "elsewhere"
    assert len(service.views()) == 2
    for act in (service.refresh, service.quote_renewal, service.quote_key, service.quote_giving_up):
        with pytest.raises(PurchaseElsewhere):
            act(token ^ 1)


def test_an_act_of_another_market_is_neither_sent_here_nor_taken_for_failed(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    service.renew(service.quote_renewal(token))
    (act,) = bench.holder.book.acts()
    other = replace(act, market=bench.seller, state=ActState.SENDING, transaction_hash=b"\x07" * 32)
    bench.holder.book.put_act(other)

    service.look(())

    assert bench.holder.book.pending_acts() == [other]

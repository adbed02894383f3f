"""A licence changes hands: the new holder gets the key from the seller or from who held it before."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.exchange import FLAG_BOUND
from desktop.core.requests import AnswerState, RequestState
from desktop.core.warnings import FIRST_TIME
from desktop.services.answers import EndpointsDisagree
from desktop.services.rights import (
    LicenceBound,
    LicenceGivenUp,
    LicenceNotFinal,
    LicencePassedOn,
    NoSuchLicence,
    NothingToAnswer,
)
from desktop.services.running import NotRunnable
from tests.integration.rights.conftest import Bench
from tests.integration.rights.test_requests import answered


@pytest.fixture
def token(bench: Bench) -> int:
    return bench.sell(bench.list_model())


def test_a_licence_that_was_passed_on_runs_here_no_more(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    quote = service.quote_passing(token, bench.other.account)
    assert [alert.rule for alert in quote.alerts] == [FIRST_TIME]

    service.pass_on(quote)

    with pytest.raises(LicencePassedOn) as caught:
        bench.holder.holdings().runnable("bought")
    assert caught.value.to == bench.other.account
    view = service.view(token)
    assert view.hindrance is not None
    assert view.hindrance.to == bench.other.account
    (line,) = bench.holder.activity.page(0, 9)
    assert (line.kind, line.counterparty, line.status) == ("transfer", bench.other.account, "done")


def test_the_new_holder_finds_it_without_a_key(bench: Bench, token: int) -> None:
    with pytest.raises(NoSuchLicence):
        bench.other.service().view(token)

    bench.pass_on(token)

    view = bench.other.service().view(token)
    assert (view.holding.giver, view.has_key, view.is_usable) == (bench.holder.account, False, True)
    assert view.update is not None
    bench.other.service().look((bench.other.account,))
    assert len(bench.other.service().views()) == 1


def test_the_seller_answers_the_new_holder(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    asked = bench.other.ask(token)

    answered(bench)
    installed = bench.other.advance(asked.id)

    assert installed.state is RequestState.INSTALLED
    assert bench.other.holdings().runnable(asked.id).terms == installed.terms
    assert bench.other.service().view(token).has_key


def test_the_previous_holder_answers_the_new_one(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    asked = bench.other.ask(token)
    bench.make_safe()
    service = bench.holder.service()
    (offer,) = service.offers()
    assert (offer.answer.holder, offer.answer.request_id) == (bench.other.account, asked.request_id)

    service.answer(offer)
    service.look(())

    (kept,) = bench.holder.answers.answers()
    assert (kept.state, kept.is_seller) == (AnswerState.ANSWERED, False)
    assert service.offers() == []
    installed = bench.other.advance(asked.id)
    assert installed.state is RequestState.INSTALLED
    assert installed.answerer == bench.holder.account


def test_the_previous_holder_offers_nothing_for_a_version_it_has_no_key_of(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own)
    bench.pass_on(token)
    bench.revise(own)
    bench.other.ask(token)

    assert bench.holder.service().offers() == []


def test_a_new_price_alone_changes_no_key_so_the_previous_holder_can_answer(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own)
    bench.pass_on(token)
    dearer = replace(own.terms, price=own.terms.price * 2)
    call = bench.gateway.calls.revise(own.listing, own.terms, dearer, own.card)
    assert bench.send(bench.vault, bench.seller, call).succeeded
    bench.other.ask(token)

    assert len(bench.holder.service().offers()) == 1


def test_who_still_owns_the_licence_is_offered_nothing(bench: Bench, token: int) -> None:
    bench.holder.service().look(())

    assert bench.holder.service().offers() == []


def test_the_previous_holder_does_not_believe_one_endpoint_about_the_point(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    bench.other.ask(token)
    bench.make_safe()
    (offer,) = bench.holder.service().offers()
    forged = replace(offer, answer=replace(offer.answer, px=offer.answer.px ^ 1))

    with pytest.raises(EndpointsDisagree):
        bench.holder.service(readers=[bench.gateway, bench.gateway]).answer(forged)

    assert bench.gateway.answers_to(offer.answer.request_id) == []


def test_nothing_is_answered_to_who_passed_it_on_again(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    bench.other.ask(token)
    bench.make_safe()
    (offer,) = bench.holder.service().offers()
    other = bench.other.service()
    other.pass_on(other.quote_passing(token, bench.seller))

    with pytest.raises(NothingToAnswer):
        bench.holder.service().answer(offer)


def test_a_licence_that_came_back_runs_again(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    other = bench.other.service()
    other.pass_on(other.quote_passing(token, bench.holder.account))

    bench.holder.service().look((bench.holder.account,))

    assert bench.holder.holdings().runnable("bought").id == "bought"
    (view,) = bench.holder.service().views()
    assert view.holding.purchase_id == "bought"


def test_what_the_new_holder_passed_on_again_runs_there_no_more(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    asked = bench.other.ask(token)
    answered(bench)
    bench.other.advance(asked.id)
    other = bench.other.service()

    other.pass_on(other.quote_passing(token, bench.seller))

    with pytest.raises(LicencePassedOn):
        bench.other.holdings().runnable(asked.id)


def test_a_request_that_is_not_answered_is_not_run(bench: Bench, token: int) -> None:
    bench.pass_on(token)
    asked = bench.other.ask(token)

    with pytest.raises(NotRunnable):
        bench.other.holdings().runnable(asked.id)


def test_a_bound_licence_is_not_passed_on(bench: Bench) -> None:
    token = bench.sell(bench.list_model(flags=FLAG_BOUND))
    service = bench.holder.service()
    service.look(())

    with pytest.raises(LicenceBound):
        service.quote_passing(token, bench.other.account)
    assert not service.view(token).can_pass_on


def test_a_licence_that_is_not_final_is_not_passed_on(bench: Bench) -> None:
    token = bench.sell(bench.list_model(), final=False)

    with pytest.raises(LicenceNotFinal):
        bench.holder.service().quote_passing(token, bench.other.account)


def test_a_licence_that_was_given_up_is_gone(bench: Bench, token: int) -> None:
    service = bench.holder.service()

    service.pass_on(service.quote_giving_up(token))

    with pytest.raises(LicenceGivenUp):
        bench.holder.holdings().runnable("bought")
    assert bench.gateway.licences.standing(token).owner is None


def test_the_phrase_alone_brings_back_a_received_licence_and_its_key(
    bench: Bench, token: int, tmp_path: Any
) -> None:
    from tests.integration.rights.conftest import Holder

    bench.pass_on(token)
    asked = bench.other.ask(token)
    answered(bench)
    fresh = Holder(bench.gateway, bench.other.vault, bench.other.account, tmp_path / "fresh")

    fresh.service().look((fresh.account,))

    (request,) = fresh.requests.all()
    assert (request.request_id, request.state) == (asked.request_id, RequestState.WAITING)
    assert fresh.advance(request.id).state is RequestState.INSTALLED
    assert [view.holding.token_id for view in fresh.service().views()] == [token]
    fresh.service().look((fresh.account,))
    assert len(fresh.requests.all()) == 1
    fresh.database.close()


def test_a_request_of_another_wallets_point_is_not_taken_for_ours(
    bench: Bench, token: int, tmp_path: Any
) -> None:
    """Somebody with the same account but another one-time secret: the vault cannot make that point."""
    from tests.helpers.chain import point
    from tests.integration.rights.conftest import Holder

    bench.pass_on(token)
    view = bench.other.service().view(token)
    px, parity = point(1_234)
    call = bench.gateway.calls.request_key(view.holding.terms, view.holding.order, px, parity, 5)
    assert bench.send(bench.other.vault, bench.other.account, call).succeeded
    fresh = Holder(bench.gateway, bench.other.vault, bench.other.account, tmp_path / "fresh")

    fresh.service().look((fresh.account,))

    assert fresh.requests.all() == []
    fresh.database.close()

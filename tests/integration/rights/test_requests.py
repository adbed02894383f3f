"""A later version: asked for by the holder, answered by the seller's program, whatever others answer or an endpoint says."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.agreements import Agreed, Ask, Declined, Planned
from desktop.core.requests import AnswerState, KeyRequest, RequestState
from desktop.services.purchase import ListingGone
from desktop.services.rights import AskAgain, LicenceExpired, LicenceNotFinal, RequestPaid
from desktop.services.transactions import TransactionService, TransactionUnmined
from tests.helpers.chain import Wallet, point
from tests.integration.rights.conftest import KEY_FEE, PERIOD_S, Bench


@pytest.fixture
def token(bench: Bench) -> int:
    """A final licence whose listing has got version 1.1 since."""
    own = bench.list_model()
    token = bench.sell(own)
    bench.revise(own)
    return token


def answered(bench: Bench) -> list[Any]:
    """Two rounds of the seller once it is safe: signed, and seen to be mined."""
    bench.make_safe()
    bench.answer()
    bench.mine()
    return bench.answer()


def test_a_new_version_is_noticed_and_nothing_that_was_bought_changes(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    service.look(())
    view = service.view(token)

    assert view.update is not None
    assert view.update.card is not None
    assert view.update.card.version == "1.1"
    assert view.card is not None
    assert view.card.version == "1.0"
    assert bench.holder.holdings().runnable("bought").terms == view.holding.terms


def test_another_price_is_no_new_version(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own)
    dearer = replace(own.terms, price=own.terms.price * 2)
    call = bench.gateway.calls.revise(own.listing, own.terms, dearer, own.card)
    assert bench.send(bench.vault, bench.seller, call).succeeded

    assert bench.holder.service().view(token).update is None


def test_the_key_is_asked_for_answered_and_the_version_runs_beside_the_old_one(
    bench: Bench, token: int
) -> None:
    before = bench.gateway.balance_wei(bench.seller)
    asked = bench.holder.ask(token)
    assert asked.state is RequestState.WAITING
    assert bench.gateway.balance_wei(bench.seller) - before == KEY_FEE

    (answer,) = answered(bench)
    installed = bench.holder.advance(asked.id)

    assert answer.state is AnswerState.ANSWERED
    assert installed.state is RequestState.INSTALLED
    assert installed.answerer == bench.seller
    assert bench.holder.holdings().runnable(asked.id).terms == installed.terms
    assert bench.holder.holdings().runnable("bought").id == "bought"
    assert bench.holder.service().view(token).update is None


def test_a_request_that_was_declined_is_not_kept_and_the_sum_that_was_agreed_to_is(
    bench: Bench, token: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = bench.holder.service()
    quote = service.quote_key(token)
    shown: list[Planned] = []

    def agree(_self: object, plan: list[Planned], ask: Ask) -> list[Agreed]:
        shown.extend(plan)
        assert (ask.is_later, ask.most_wei) == (True, quote.total_most_wei)
        if len(shown) == 1:
            raise Declined
        return [Agreed(quote.total_most_wei + 7)]

    monkeypatch.setattr(TransactionService, "agree", agree)

    with pytest.raises(Declined):
        service.begin(quote)
    assert bench.holder.requests.all() == []
    begun = service.begin(quote)

    assert begun.agreed_wei == quote.total_most_wei + 7
    px, parity = bench.holder.vault.purchase_point(service._engine.key_of(begun))
    call = bench.gateway.calls.request_key(begun.terms, begun.order, px, parity, begun.number)
    assert shown[1].call == call


def test_the_quote_says_what_the_fee_is_and_whether_it_pays_for_an_answer(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own)
    paid = bench.revise(own)
    service = bench.holder.service()

    assert service.quote_key(token).warnings == ()
    assert service.quote_key(token).key_fee_wei == KEY_FEE
    bench.revise(paid, "1.2", key_fee=0)
    assert service.quote_key(token).warnings == ("not-covered",)


def test_a_request_whose_fee_does_not_cover_the_gas_is_not_answered(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own)
    bench.revise(own, key_fee=1)
    bench.holder.ask(token)
    bench.make_safe()

    (answer,) = bench.answer()

    assert (answer.state, answer.fault) == (AnswerState.SEEN, "AnswerNotCovered")
    assert bench.gateway.answers_to(answer.request_id) == []


def test_a_second_request_of_the_same_holder_for_the_same_key_is_not_answered_again(
    bench: Bench, token: int
) -> None:
    asked = bench.holder.ask(token)
    answered(bench)
    px, parity = point(4_321)
    terms, order = asked.terms, asked.order
    again = bench.gateway.calls.request_key(terms, order, px, parity, 99)
    assert bench.send(bench.holder.vault, bench.holder.account, again).succeeded

    (answer,) = answered(bench)

    assert answer.request_id == asked.request_id
    assert sum(len(bench.gateway.answers_to(r.request_id)) for r in bench.gateway.requests_for(token)) == 1


def test_the_answer_waits_until_the_request_is_safe(bench: Bench, token: int) -> None:
    asked = bench.holder.ask(token)

    class Unsafe:
        def __getattr__(self, name: str) -> Any:
            return getattr(bench.gateway, name)

        def find_request(self, number: int, tag: str = "latest") -> Any:
            return None if tag == "safe" else bench.gateway.find_request(number, tag)

    (answer,) = bench.answer(readers=[bench.gateway, Unsafe()])

    assert answer.state is AnswerState.SEEN
    assert asked.request_id is not None
    assert bench.gateway.answers_to(asked.request_id) == []


def test_one_endpoint_alone_is_not_believed(bench: Bench, token: int) -> None:
    bench.holder.ask(token)

    (answer,) = bench.answer(readers=[bench.gateway])

    assert (answer.state, answer.fault) == (AnswerState.SEEN, "NeedsSecondEndpoint")


def test_a_lying_endpoint_that_names_its_own_point_gets_no_key(bench: Bench, token: int) -> None:
    asked = bench.holder.ask(token)
    assert asked.request_id is not None
    true = bench.gateway.find_request(asked.request_id)
    assert true is not None
    px, parity = point(666)
    from desktop.core.exchange import request_id

    forged = replace(
        true,
        px=px,
        parity=parity,
        request_id=request_id(
            bench.gateway.chain_id, bench.gateway.market, token, true.terms_hash, true.holder, px, parity
        ),
    )

    class Liar:
        def __getattr__(self, name: str) -> Any:
            return getattr(bench.gateway, name)

        def requests_from(self, _block: int) -> Any:
            return [forged]

        def find_request(self, number: int, tag: str = "latest") -> Any:
            del tag
            return forged if number == forged.request_id else None

    (kept,) = bench.answer(chain=Liar(), readers=[Liar(), bench.gateway])

    assert (kept.state, kept.fault, kept.wrapped) == (AnswerState.SEEN, "EndpointsDisagree", b"")
    (true_one,) = answered(bench)  # with an honest endpoint the forged request gives way to the real one
    assert true_one.request_id == asked.request_id
    assert true_one.state is AnswerState.ANSWERED


def test_bogus_answers_of_strangers_are_passed_by(bench: Bench, token: int) -> None:
    asked = bench.holder.ask(token)
    assert asked.request_id is not None
    stranger = Wallet.number(9)
    bench.rpc.send("licet_faucet", [str(stranger.address)], str)
    for rx, parity, wrapped in ((0, 0, bytes(16)), (*point(5), b"\xee" * 16), (2**256 - 1, 1, bytes(16))):
        call = bench.gateway.calls.answer_key(asked.request_id, rx, parity, wrapped)
        assert stranger.execute(bench.gateway, call).succeeded

    assert bench.holder.advance(asked.id).state is RequestState.WAITING
    answered(bench)
    assert bench.holder.advance(asked.id).state is RequestState.INSTALLED


def test_wrong_content_is_found_and_said_and_the_old_version_stays(bench: Bench, token: int) -> None:
    asked = bench.holder.ask(token)
    answered(bench)
    bench.holder.pairs.wrong_leaf = 3

    found = bench.holder.advance(asked.id)

    assert (found.state, found.wrong_leaf) == (RequestState.WRONG_CONTENT, 3)
    assert bench.holder.holdings().runnable("bought").id == "bought"


def test_the_request_of_an_expired_licence_is_refused_before_it_is_paid(bench: Bench) -> None:
    far = bench.gateway.head().timestamp + 9 * PERIOD_S
    own = bench.list_model(period_s=PERIOD_S, renew_until=far)
    token = bench.sell(own)
    bench.revise(own)
    service = bench.holder.service()
    quote = service.quote_key(token)
    bench.travel(PERIOD_S + 1)

    with pytest.raises(LicenceExpired):
        service.quote_key(token)
    with pytest.raises(LicenceExpired):
        bench.holder.advance(service.begin(quote).id)

    assert bench.gateway.requests_for(token) == []


def test_a_licence_that_is_not_final_cannot_ask(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own, final=False)
    bench.revise(own)

    with pytest.raises(LicenceNotFinal):
        bench.holder.service().quote_key(token)


def test_a_version_that_was_replaced_before_the_request_is_paid_is_not_asked_for(bench: Bench) -> None:
    own = bench.list_model()
    token = bench.sell(own)
    newer = bench.revise(own)
    service = bench.holder.service()
    begun = service.begin(service.quote_key(token))
    bench.revise(newer, "1.2")

    with pytest.raises(ListingGone):
        bench.holder.advance(begun.id)

    assert bench.gateway.requests_for(token) == []
    asked = bench.holder.ask(token)
    assert asked.id != begun.id
    assert bench.holder.requests.get(begun.id).state is RequestState.CANCELLED


def test_nothing_is_paid_before_the_content_is_here_and_verified(bench: Bench, token: int) -> None:
    bench.holder.content.fault = ListingGone()

    with pytest.raises(ListingGone):
        bench.holder.ask(token)

    assert bench.gateway.requests_for(token) == []


def test_agreeing_twice_is_one_request(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    quote = service.quote_key(token)

    first, second = service.begin(quote), service.begin(quote)
    bench.holder.advance(first.id)
    third = service.begin(service.quote_key(token))

    assert first.id == second.id == third.id
    assert len(bench.gateway.requests_for(token)) == 1


def test_a_paid_request_cannot_be_stopped_and_an_unpaid_one_can(bench: Bench, token: int) -> None:
    service = bench.holder.service()
    begun = service.begin(service.quote_key(token))
    assert service.cancel(begun.id).state is RequestState.CANCELLED

    asked = bench.holder.ask(token)

    with pytest.raises(RequestPaid):
        service.cancel(asked.id)


class Killed(BaseException):
    """The process ends here."""


class MortalBook:
    """A book in whose hands the process dies right before or right after a state is committed."""

    def __init__(self, book: Any, moment: str) -> None:
        self._book = book
        self._when, _, self._state = moment.partition(":")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._book, name)

    def move(self, request: str, expected: Any, new: RequestState, **fields: Any) -> KeyRequest:
        if (self._when, self._state) == ("before", new.value):
            raise Killed
        moved = self._book.move(request, expected, new, **fields)
        if (self._when, self._state) == ("after", new.value):
            raise Killed
        return moved  # type: ignore[no-any-return]


class MortalChain:
    """A chain at which the process dies right before or right after bytes are sent."""

    def __init__(self, gateway: Any, moment: str) -> None:
        self._gateway, self._moment = gateway, moment

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def send_raw(self, raw: bytes) -> bytes:
        if self._moment == "before-send":
            raise Killed
        sent = self._gateway.send_raw(raw)
        raise Killed if self._moment == "after-send" else AssertionError(sent)


@pytest.mark.parametrize(
    "moment",
    [f"{when}:{state}" for when in ("before", "after") for state in ("ready", "asking", "waiting")]
    + ["before-send", "after-send"],
)
def test_a_request_killed_at_any_moment_goes_on_and_is_paid_once(
    bench: Bench, token: int, moment: str
) -> None:
    holder = bench.holder
    service = holder.service()
    begun = service.begin(service.quote_key(token))
    mortal: dict[str, Any] = {"requests": MortalBook(holder.requests, moment)}
    if moment.endswith("-send"):
        mortal = {"chain": MortalChain(bench.gateway, moment)}
    with pytest.raises(Killed):
        holder.advance(begun.id, **mortal)

    assert holder.advance(begun.id).state is RequestState.WAITING
    answered(bench)

    assert holder.advance(begun.id).state is RequestState.INSTALLED
    assert len(bench.gateway.requests_for(token)) == 1


@pytest.mark.parametrize(
    "moment", [f"{when}:{state}" for when in ("before", "after") for state in ("answered", "installed")]
)
def test_an_answer_killed_at_any_moment_is_installed_later(bench: Bench, token: int, moment: str) -> None:
    asked = bench.holder.ask(token)
    answered(bench)
    with pytest.raises(Killed):
        bench.holder.advance(asked.id, requests=MortalBook(bench.holder.requests, moment))

    assert bench.holder.advance(asked.id).state is RequestState.INSTALLED
    assert bench.holder.holdings().runnable(asked.id).id == asked.id


def test_a_request_undone_by_a_reorganisation_is_sent_again_the_same(bench: Bench, token: int) -> None:
    asked = bench.holder.ask(token)
    bench.automine(False)
    bench.rpc.send("licet_rewind", [1, False], object)
    assert bench.gateway.requests_for(token) == []
    with pytest.raises(TransactionUnmined):
        bench.holder.advance(asked.id)
    bench.automine(True)
    bench.mine()

    again = bench.holder.advance(asked.id)

    assert again.state is RequestState.WAITING
    assert [r.request_id for r in bench.gateway.requests_for(token)] == [asked.request_id]


def test_a_request_whose_nonce_was_taken_is_not_signed_again_unasked(bench: Bench, token: int) -> None:
    holder = bench.holder
    service = holder.service()
    begun = service.begin(service.quote_key(token))
    with pytest.raises(Killed):
        holder.advance(begun.id, chain=MortalChain(bench.gateway, "before-send"))
    from desktop.core.transactions import Call

    assert bench.send(holder.vault, holder.account, Call(bench.seller, value_wei=1)).succeeded

    with pytest.raises(AskAgain):
        holder.advance(begun.id)
    with pytest.raises(AskAgain):
        holder.advance(begun.id)

    assert bench.gateway.requests_for(token) == []
    assert holder.ask(token).state is RequestState.WAITING


def test_the_seller_killed_between_keeping_and_sending_sends_the_same_answer(
    bench: Bench, token: int
) -> None:
    bench.holder.ask(token)
    bench.make_safe()
    with pytest.raises(Killed):
        bench.answer(chain=MortalChain(bench.gateway, "before-send"))
    (kept,) = bench.answers.answers()
    assert kept.state is AnswerState.ANSWERING

    (sent,) = answered(bench)

    assert (sent.state, sent.rx, sent.wrapped) == (AnswerState.ANSWERED, kept.rx, kept.wrapped)
    assert len(bench.gateway.answers_to(kept.request_id)) == 1


def test_an_answer_undone_by_a_reorganisation_goes_out_again(bench: Bench, token: int) -> None:
    bench.holder.ask(token)
    bench.make_safe()
    bench.answer()
    bench.answer()
    bench.automine(False)
    bench.rpc.send("licet_rewind", [1, False], object)
    (undone,) = bench.answer()
    assert undone.state is AnswerState.ANSWERING
    bench.answer()
    bench.automine(True)
    bench.mine()

    (again,) = bench.answer()

    assert again.state is AnswerState.ANSWERED
    assert len(bench.gateway.answers_to(again.request_id)) == 1


def test_the_operator_answers_from_its_pack(bench: Bench, token: int) -> None:
    from tests.helpers.vaults import local_vault

    asked = bench.holder.ask(token)
    salts = [own.terms.salt for own in bench.sales.listings()]
    pack, operator = bench.vault.export_seller_pack(bench.seller, salts, "another password")
    bench.rpc.send("licet_faucet", [str(operator)], str)
    assert bench.send(bench.vault, bench.seller, bench.gateway.calls.set_operator(operator)).succeeded
    vault = local_vault()
    vault.unlock(pack, "another password")
    bench.make_safe()

    bench.answer(vault=vault, signer=operator)
    vault.lock()

    installed = bench.holder.advance(asked.id)
    assert installed.state is RequestState.INSTALLED
    assert installed.answerer == operator

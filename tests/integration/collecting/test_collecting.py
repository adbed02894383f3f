"""Everything that the contracts hold comes home, to the wei, and nothing hinders anything else."""

from typing import Any

import pytest

from desktop.chain.market import address_word, word
from desktop.chain.rpc import RpcClient
from desktop.core.agreements import Declined
from desktop.core.cancel import CancelToken
from desktop.core.effects import Fullness, Place
from desktop.core.errors import Cancelled, NodeUnreachable, Reverted
from desktop.core.holdings import Doubt, Holding, HoldingKind, StepKind, StepState
from desktop.core.identity import NATIVE, keccak256
from desktop.core.transactions import Call, FeeLevel
from desktop.services.collecting.service import AlreadyCollecting
from tests.helpers.chain import Wallet
from tests.helpers.people import Person
from tests.helpers.treasury import MINE, OTHER_MINE, Treasury
from tests.integration.collecting.conftest import BUYER, STRANGER, Bank

PRICE, BOND, LATE = 10**16, 10**15, 10**14
DISPUTE_S, DELIVER_S = 7200, 3600


def held(treasury: Treasury, kind: HoldingKind) -> list[Holding]:
    return [holding for holding in treasury.service.overview().holdings if holding.kind is kind]


def test_a_wallet_with_nothing_in_the_contracts_has_nothing_waiting(treasury: Treasury) -> None:
    overview = treasury.service.overview()

    assert (overview.holdings, overview.fault) == ((), None)


def test_sales_refunds_shares_credits_and_bond_come_home_to_the_wei(bank: Bank, treasury: Treasury) -> None:
    split = bank.split(treasury, (MINE.address, 2500), (STRANGER.address, 7500))
    bank.sell(treasury, MINE)
    bank.sell(treasury, MINE)
    bank.sell(treasury, MINE, payee=split.address, price=3 * PRICE + 1)
    bank.buy(treasury, OTHER_MINE)
    bank.travel(DISPUTE_S)
    before = {wallet: bank.balance(wallet) for wallet in (MINE, OTHER_MINE)}

    ended = treasury.collect()

    assert {(step.kind, step.fault) for step in ended.steps if step.state is not StepState.DONE} == set()
    fees = {w: sum(s.fee_wei for s in ended.steps if s.signer == w.address) for w in (MINE, OTHER_MINE)}
    share = (3 * PRICE + 1) * 2500 // 10_000
    # three listings put ten bonds each down; the three that the sales had locked are freed by the settlement
    assert bank.balance(MINE) == before[MINE] + 2 * PRICE + share + 27 * BOND - fees[MINE]
    assert bank.balance(OTHER_MINE) == before[OTHER_MINE] + PRICE + LATE - fees[OTHER_MINE]
    assert bank.gateway.credit(MINE.address, NATIVE) == 0
    left = treasury.service.overview().holdings
    assert [(h.kind, h.amount) for h in left] == [(HoldingKind.BOND, 3 * BOND)]


def test_the_steps_tell_what_their_events_tell_and_the_activity_holds_each(
    bank: Bank, treasury: Treasury
) -> None:
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)

    settle, withdraw, bond = treasury.collect().steps

    assert [(s.kind, s.amount) for s in (settle, withdraw, bond)] == [
        (StepKind.SETTLE, PRICE), (StepKind.WITHDRAW, PRICE), (StepKind.BOND, 9 * BOND),
    ]  # fmt: skip
    lines = {line.kind: line for line in treasury.activity.page(0, 10)}
    assert {kind: (line.amount, line.status) for kind, line in lines.items()} == {
        "settle": (PRICE, "done"), "withdraw": (PRICE, "done"), "bond-out": (9 * BOND, "done"),
    }  # fmt: skip
    assert lines["settle"].fee_wei == settle.fee_wei > 0


def test_the_whole_batch_is_one_sheet_and_the_calls_that_it_shows_are_those_that_are_signed(
    bank: Bank, treasury: Treasury
) -> None:
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    treasury.close()
    treasury.person = person = Person()
    treasury.__post_init__()
    ended = treasury.collect()

    (sheet,) = person.sheets
    assert [step.state for step in ended.steps] == [StepState.DONE] * 3
    settle, withdraw, bond = (preview.effects for preview in sheet.previews)
    assert settle.fullness.is_full
    assert settle.change_of(NATIVE, Place.CREDIT) == PRICE
    assert (withdraw.fullness, withdraw.change_of(NATIVE)) == (Fullness.AFTER_OTHERS, PRICE)
    assert bond.change_of(NATIVE, Place.BOND) == -9 * BOND
    for step, agreed in zip(ended.steps, sheet.agreed(FeeLevel.NORMAL), strict=True):
        signed = bank.rpc.send(
            "eth_getTransactionByHash", ["0x" + (step.hash or b"").hex()], dict[str, object]
        )
        assert agreed.call is not None
        assert signed["input"] == "0x" + agreed.call.data.hex()
        assert step.fee_wei <= agreed.most_wei


def test_a_batch_that_was_declined_has_not_begun(bank: Bank, treasury: Treasury) -> None:
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    treasury.close()
    treasury.person = Person(yes=False)
    treasury.__post_init__()

    with pytest.raises(Declined):
        treasury.collect()

    assert treasury.service.unfinished() is None


def test_what_goes_to_others_is_no_income_in_the_activity(bank: Bank, treasury: Treasury) -> None:
    """Nor is money counted twice that passes from the market through a split."""
    split = bank.split(treasury, (MINE.address, 2500), (STRANGER.address, 7500))
    bank.sell(treasury, STRANGER, own=False, payee=split.address)
    bank.travel(DISPUTE_S)
    treasury.index()

    treasury.collect(others=True)

    arrived = [line for line in treasury.activity.page(0, 10) if line.kind not in {"settle", "refund"}]
    assert {(line.kind, line.counterparty): line.amount for line in arrived} == {
        ("split-in", split.address): 0,
        ("share", split.address): PRICE // 4,
        ("share", STRANGER.address): 0,
    }


def test_fees_stay_below_what_was_said_before(bank: Bank, treasury: Treasury) -> None:
    split = bank.split(
        treasury, *((Wallet.number(60 + i).address, 1250) for i in range(7)), (MINE.address, 1250)
    )
    for payee in (MINE.address, split.address, OTHER_MINE.address):
        bank.sell(treasury, MINE, payee=payee)
    bank.buy(treasury, MINE)
    bank.travel(DISPUTE_S)

    ended = treasury.collect(others=True)

    assert {(step.kind, step.fault) for step in ended.steps if step.state is not StepState.DONE} == set()
    assert all(step.fee_wei <= step.fee_most_wei for step in ended.steps)
    assert sum(1 for step in ended.steps if step.kind is StepKind.SHARE) == 8


def test_settlements_wait_for_the_end_of_the_dispute_window(bank: Bank, treasury: Treasury) -> None:
    sale, delivery = bank.sell(treasury, MINE)
    assert delivery is not None

    (waiting,) = held(treasury, HoldingKind.IN_DISPUTE)

    assert (waiting.amount, waiting.time) == (PRICE, delivery.delivered_at + sale.terms.dispute_in_s)
    assert not waiting.can_be_taken
    assert treasury.service.plan([waiting.key]) == ()


def test_an_order_is_refundable_only_when_its_time_is_over(bank: Bank, treasury: Treasury) -> None:
    bank.buy(treasury, MINE)
    assert [h.amount for h in held(treasury, HoldingKind.WAITING)] == [PRICE + LATE]

    bank.travel(DELIVER_S)

    assert [h.amount for h in held(treasury, HoldingKind.REFUND)] == [PRICE + LATE]


def test_a_payee_finds_and_settles_orders_on_a_strangers_listing(bank: Bank, treasury: Treasury) -> None:
    """Neither seller nor buyer is of this wallet: the listing merely pays it."""
    bank.sell(treasury, STRANGER, own=False, payee=OTHER_MINE.address)
    bank.travel(DISPUTE_S)
    treasury.index()
    before = bank.balance(OTHER_MINE)

    (due,) = held(treasury, HoldingKind.SETTLE)
    ended = treasury.collect([due.key])

    assert [step.kind for step in ended.steps] == [StepKind.SETTLE, StepKind.WITHDRAW]
    assert bank.balance(OTHER_MINE) == before + PRICE - sum(step.fee_wei for step in ended.steps)


def test_a_share_holder_finds_a_split_that_somebody_else_made(bank: Bank, treasury: Treasury) -> None:
    split = bank.split(treasury, (STRANGER.address, 6000), (OTHER_MINE.address, 4000))
    bank.sell(treasury, STRANGER, own=False, payee=split.address)
    bank.travel(DISPUTE_S)
    treasury.index()
    before = bank.balance(OTHER_MINE), bank.balance(STRANGER)

    ended = treasury.collect(others=True)

    kinds = [step.kind for step in ended.steps]
    assert kinds == [StepKind.SETTLE, StepKind.SPLIT_IN, StepKind.SHARE, StepKind.SHARE]
    assert bank.balance(OTHER_MINE) == before[0] + PRICE * 4 // 10 - sum(s.fee_wei for s in ended.steps)
    assert bank.balance(STRANGER) == before[1] + PRICE * 6 // 10


def test_the_markets_credit_of_a_split_is_counted_before_it_is_in_the_split(
    bank: Bank, treasury: Treasury
) -> None:
    split = bank.split(treasury, (STRANGER.address, 3333), (MINE.address, 6667))
    bank.sell(treasury, MINE, payee=split.address)
    bank.travel(DISPUTE_S)
    (settled,) = held(treasury, HoldingKind.SETTLE)
    steps = treasury.service.plan([settled.key])
    treasury.service.collect(steps[:1], CancelToken(), lambda _: None)

    (share,) = held(treasury, HoldingKind.SHARE)

    assert (share.amount, share.in_market, share.through) == (PRICE * 6667 // 10_000, True, split.address)


def test_an_account_without_coins_gets_its_money_by_a_fee_of_another(bank: Bank, treasury: Treasury) -> None:
    bank.sell(treasury, STRANGER, own=False, payee=OTHER_MINE.address)
    bank.travel(DISPUTE_S)
    treasury.index()
    everything = bank.balance(OTHER_MINE)
    gas_price = 10 * 10**9
    rest = Call(STRANGER.address, value_wei=everything - 21_000 * gas_price)
    assert OTHER_MINE.execute(bank.gateway, rest).succeeded
    before = bank.balance(OTHER_MINE)

    ended = treasury.collect([h.key for h in held(treasury, HoldingKind.SETTLE)])

    assert {step.signer for step in ended.steps} == {MINE.address}
    assert bank.balance(OTHER_MINE) == before + PRICE


def test_what_is_worth_less_than_its_fee_is_not_ticked(bank: Bank, treasury: Treasury) -> None:
    bank.sell(treasury, MINE, price=1000, bond_wei=1, late_fee_wei=0)
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)

    doubts = {h.amount: h.doubt for h in held(treasury, HoldingKind.SETTLE)}

    assert doubts == {1000: Doubt.FEE, PRICE: Doubt.NONE}


def test_an_order_somebody_else_settled_meanwhile_is_needless_and_hinders_nothing(
    bank: Bank, treasury: Treasury
) -> None:
    sale, delivery = bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    steps = treasury.service.plan([h.key for h in treasury.service.overview().holdings if h.can_be_taken])
    assert delivery is not None
    call = bank.gateway.calls.settle([(sale.terms, sale.order, delivery)])
    assert STRANGER.execute(bank.gateway, call).succeeded

    ended = treasury.service.collect(steps, CancelToken(), lambda _: None)

    assert [(s.kind, s.state) for s in ended.steps] == [
        (StepKind.SETTLE, StepState.NEEDLESS), (StepKind.WITHDRAW, StepState.DONE), (StepKind.BOND, StepState.DONE),
    ]  # fmt: skip


class Refusing:
    """The chain, but for calls that carry some bytes: those revert at the node."""

    def __init__(self, gateway: Any, marked: bytes) -> None:
        self._gateway = gateway
        self._marked = marked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def estimate_gas(self, sender: Any, call: Any) -> int:
        if self._marked in call.data:
            raise Reverted("MarketTooEarly")
        return int(self._gateway.estimate_gas(sender, call))


def test_one_order_that_cannot_be_settled_is_left_out_of_the_batch(bank: Bank, treasury: Treasury) -> None:
    sale, _ = bank.sell(treasury, MINE)
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    troubled = bank.treasury(Refusing(bank.gateway, sale.terms.salt))

    ended = troubled.collect([h.key for h in held(troubled, HoldingKind.SETTLE)])

    assert [s.amount for s in ended.steps] == [PRICE, PRICE]
    assert {s.state for s in ended.steps} == {StepState.DONE}


def test_a_step_that_the_contract_refuses_stops_no_other(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = bank.buy(treasury, MINE)
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    real = bank.gateway.estimate_gas

    def refuse(sender: Any, call: Any) -> int:
        if sale.terms.salt in call.data:
            raise Reverted("MarketTooEarly")
        return real(sender, call)

    monkeypatch.setattr(bank.gateway, "estimate_gas", refuse)
    ended = treasury.collect()

    states = {(s.kind, s.state, s.fault) for s in ended.steps}
    assert (StepKind.REFUND, StepState.FAILED, "Reverted") in states
    assert (StepKind.WITHDRAW, StepState.DONE, "") in states


def test_a_batch_stopped_between_two_steps_goes_on_later(bank: Bank, treasury: Treasury) -> None:
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    cancel = CancelToken()
    steps = treasury.service.plan([h.key for h in treasury.service.overview().holdings if h.can_be_taken])

    def stop_after_the_first(progress: Any) -> None:
        if progress.done == 1:
            cancel.cancel()

    with pytest.raises(Cancelled):
        treasury.service.collect(steps, cancel, stop_after_the_first)
    left = bank.treasury().service.unfinished()
    assert left is not None
    assert [step.state for step in left.steps] == [StepState.DONE, StepState.TODO, StepState.TODO]
    ended = treasury.service.resume(CancelToken(), lambda _: None)

    assert ended is not None
    assert ended.is_finished
    treasury.service.put_away()
    assert treasury.service.unfinished() is None


def test_a_node_that_goes_away_stops_the_batch_and_nothing_is_paid_twice(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    real, before = bank.gateway.send_raw, bank.balance(MINE)

    def gone(_raw: bytes) -> bytes:
        raise NodeUnreachable("node")

    monkeypatch.setattr(bank.gateway, "send_raw", gone)
    with pytest.raises(NodeUnreachable):
        treasury.collect()
    monkeypatch.setattr(bank.gateway, "send_raw", real)
    ended = bank.treasury().service.resume(CancelToken(), lambda _: None)

    assert ended is not None
    assert {(step.kind, step.fault) for step in ended.steps if step.state is not StepState.DONE} == set()
    assert bank.balance(MINE) == before + PRICE + 9 * BOND - sum(step.fee_wei for step in ended.steps)
    assert [line.status for line in treasury.activity.page(0, 10)] == ["done"] * 3


def test_what_cannot_be_read_is_as_it_was_last_and_says_so(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.sell(treasury, MINE)
    fresh = treasury.service.overview()

    def gone(*_: Any) -> Any:
        raise NodeUnreachable("node")

    monkeypatch.setattr(bank.gateway._nodes, "call", gone)
    stale = treasury.service.overview()

    assert isinstance(stale.fault, NodeUnreachable)
    assert {h.key: h.amount for h in stale.holdings} == {h.key: h.amount for h in fresh.holdings}
    assert all(h.is_stale for h in stale.holdings)
    assert (stale.block, stale.read_at) == (fresh.block, fresh.read_at)


def test_what_was_never_read_is_unknown_and_never_nothing(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.sell(treasury, MINE)

    def gone(*_: Any) -> Any:
        raise NodeUnreachable("node")

    monkeypatch.setattr(bank.gateway._nodes, "call", gone)
    overview = bank.treasury().service.overview()

    assert overview.fault is not None
    assert HoldingKind.CREDIT in {h.kind for h in overview.holdings}
    assert {h.amount for h in overview.holdings} == {None}
    assert not any(h.can_be_taken for h in overview.holdings)


def test_everything_is_read_in_few_requests(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the person lets one endpoint know which accounts belong together."""
    for _ in range(6):
        bank.sell(treasury, MINE)
    treasury = bank.treasury(together=True)
    treasury.service.overview()
    nodes, asked = bank.gateway._nodes, []
    for name in ("call", "find", "find_all", "try_all"):
        real = getattr(nodes, name)
        monkeypatch.setattr(
            nodes, name, lambda *a, real=real, name=name, **k: (asked.append(name), real(*a, **k))[1]
        )

    treasury.service.overview()

    assert len(asked) <= 8
    assert asked.count("try_all") == 1


def test_no_request_names_two_accounts_and_all_is_found_as_when_asked_together(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = bank.token()
    split = bank.split(treasury, (MINE.address, 2500), (OTHER_MINE.address, 2500), (STRANGER.address, 5000))
    bank.sell(treasury, MINE)
    bank.sell(treasury, MINE, payee=split.address, price=10_001, currency=token)
    bank.buy(treasury, OTHER_MINE)
    bank.travel(DISPUTE_S)
    at_once = bank.treasury(together=True).service.overview()
    asked: list[str] = []
    post = RpcClient._post
    monkeypatch.setattr(
        RpcClient, "_post", lambda self, *a: (asked.append(str(a[0]).lower()), post(self, *a))[1]
    )

    apart = bank.treasury().service.overview()

    names = [wallet.address.raw.hex() for wallet in (MINE, OTHER_MINE)]
    assert [sum(name in request for name in names) for request in asked].count(2) == 0
    assert all(any(name in request for request in asked) for name in names)
    assert sorted(apart.holdings, key=str) == sorted(at_once.holdings, key=str)


def test_two_batches_never_run_at_once(bank: Bank, treasury: Treasury) -> None:
    bank.sell(treasury, MINE)
    bank.travel(DISPUTE_S)
    steps = treasury.service.plan([h.key for h in treasury.service.overview().holdings if h.can_be_taken])

    def begin_another(_progress: object) -> None:
        with pytest.raises(AlreadyCollecting):
            treasury.service.collect(steps, CancelToken(), lambda _: None)

    treasury.service.collect(steps, CancelToken(), begin_another)


def test_a_token_comes_home_as_itself_and_is_never_counted_as_coin(bank: Bank, treasury: Treasury) -> None:
    token = bank.token()
    split = bank.split(treasury, (MINE.address, 2500), (STRANGER.address, 7500))
    bank.sell(treasury, MINE, currency=token, price=7777)
    bank.sell(treasury, MINE, currency=token, price=10_001, payee=split.address)
    bank.travel(DISPUTE_S)
    before = bank.balance(MINE)
    wanted = [h for h in treasury.service.overview().holdings if h.kind is HoldingKind.SETTLE]

    ended = treasury.collect([h.key for h in wanted])

    assert {(h.currency, h.doubt) for h in wanted} == {(token, Doubt.NONE)}
    assert {(s.state, s.currency) for s in ended.steps} == {(StepState.DONE, token)}
    assert bank.tokens(token, MINE) == 7777 + 10_001 // 4
    assert bank.balance(MINE) == before - sum(s.fee_wei for s in ended.steps)
    assert {line.amount for line in treasury.activity.page(0, 10)} == {0}


def test_a_late_order_in_tokens_brings_price_and_late_fee_each_in_its_currency(
    bank: Bank, treasury: Treasury
) -> None:
    token = bank.token()
    give = keccak256(b"transfer(address,uint256)")[:4] + address_word(MINE.address) + word(5000)
    assert BUYER.execute(bank.gateway, Call(token, give)).succeeded
    allow = keccak256(b"approve(address,uint256)")[:4] + address_word(bank.gateway.market) + word(5000)
    assert MINE.execute(bank.gateway, Call(token, allow)).succeeded
    bank.buy(treasury, MINE, currency=token, price=5000)
    bank.travel(DELIVER_S)
    before = bank.balance(MINE)

    ended = treasury.collect()

    assert [(s.kind, s.currency) for s in ended.steps] == [
        (StepKind.REFUND, token), (StepKind.WITHDRAW, token), (StepKind.WITHDRAW, NATIVE),
    ]  # fmt: skip
    assert bank.tokens(token, MINE) == 5000
    assert bank.balance(MINE) == before + LATE - sum(s.fee_wei for s in ended.steps)

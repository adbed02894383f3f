"""Plans to take money home: every chosen amount is taken once, in an order that works, and fees are told in full."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.exchange import NO_DELIVERY
from desktop.core.holdings import Doubt, Holding, HoldingKind, StepKind
from desktop.core.identity import NATIVE, Address
from desktop.services.collecting.known_orders import KnownOrder
from desktop.services.collecting.planning import (
    SETTLE_AT_ONCE,
    SHARE_GAS,
    WITHDRAW_GAS,
    gas_of,
    judge,
    plan,
)
from desktop.services.collecting.reading import Look
from tests.helpers.samples import make_order, make_terms

ACCOUNTS = (Address(b"\x01" * 20), Address(b"\x02" * 20))
SPLIT, TOKEN = Address(b"\x05" * 20), Address(b"\x70" * 20)
GWEI = 10**9
kinds = HoldingKind
ORDER = list(StepKind)


def look_at(*holdings: Holding, balances: dict[Address, int] | None = None, **rest: object) -> Look:
    orders = {
        h.order_id: KnownOrder(h.order_id, make_terms(price=h.amount or 1), make_order(), NO_DELIVERY)
        for h in holdings
        if h.order_id is not None
    }
    rich = dict.fromkeys(ACCOUNTS, 10**18) if balances is None else balances
    return Look(holdings, 1, 1, rich, orders=orders, **rest)  # type: ignore[arg-type]


@st.composite
def some_holdings(draw: st.DrawFn) -> tuple[Holding, ...]:
    found: dict[str, Holding] = {}
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from([kinds.REFUND, kinds.SETTLE, kinds.CREDIT, kinds.SHARE, kinds.BOND]))
        account = draw(st.sampled_from(ACCOUNTS))
        currency = NATIVE if kind is kinds.BOND else draw(st.sampled_from([NATIVE, TOKEN]))
        through = SPLIT if kind is kinds.SHARE or (kind is kinds.SETTLE and draw(st.booleans())) else None
        is_order = kind in {kinds.SETTLE, kinds.REFUND}
        key = f"order{number}" if is_order else f"{kind}{account}{currency}"
        found[key] = Holding(
            key, kind, account, currency, draw(st.integers(1, 10**18)),
            order_id=number if is_order else None, payee=through or account, through=through,
            in_market=draw(st.booleans()),
        )  # fmt: skip
    return tuple(found.values())


@given(some_holdings())
def test_everything_that_is_chosen_is_taken_and_nothing_else(holdings: tuple[Holding, ...]) -> None:
    look = look_at(*holdings)

    steps = plan(look, holdings, GWEI)

    home = {StepKind.WITHDRAW, StepKind.SHARE, StepKind.BOND}
    taken: dict[tuple[Address, Address], int] = {}
    for step in steps:
        if step.kind in home:
            key = (step.account, step.currency)
            taken[key] = taken.get(key, 0) + step.amount
    wanted: dict[tuple[Address, Address], int] = {}
    for holding in holdings:
        key = (holding.account, holding.currency)
        wanted[key] = wanted.get(key, 0) + (holding.amount or 0)
    assert taken == wanted


@given(some_holdings())
def test_each_step_comes_after_those_that_fill_what_it_empties(holdings: tuple[Holding, ...]) -> None:
    steps = plan(look_at(*holdings), holdings, GWEI)

    phases = {
        StepKind.REFUND: 0, StepKind.SETTLE: 1, StepKind.WITHDRAW: 2, StepKind.SPLIT_IN: 3,
        StepKind.SHARE: 3, StepKind.BOND: 4,
    }  # fmt: skip
    assert [phases[s.kind] for s in steps] == sorted(phases[s.kind] for s in steps)
    for place, step in enumerate(steps):
        if step.kind is StepKind.SPLIT_IN:
            shares = [
                i for i, s in enumerate(steps) if s.kind is StepKind.SHARE and s.currency == step.currency
            ]
            assert place < min(shares)


@given(some_holdings())
def test_no_two_steps_take_the_same(holdings: tuple[Holding, ...]) -> None:
    steps = plan(look_at(*holdings), holdings, GWEI, others=True)

    names = [(s.kind, s.account, s.currency, s.split, s.orders) for s in steps]
    assert len(names) == len(set(names))


def settle(number: int, amount: int = 10**16, **changes: object) -> Holding:
    made = Holding(
        f"o{number}", kinds.SETTLE, ACCOUNTS[0], NATIVE, amount, order_id=number, payee=ACCOUNTS[0]
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_many_sales_are_settled_in_few_transactions() -> None:
    sales = tuple(settle(number) for number in range(SETTLE_AT_ONCE + 1))

    steps = plan(look_at(*sales), sales, GWEI)

    assert [(s.kind, len(s.order_ids)) for s in steps] == [
        (StepKind.SETTLE, SETTLE_AT_ONCE), (StepKind.SETTLE, 1), (StepKind.WITHDRAW, 0),
    ]  # fmt: skip
    assert steps[0].fee_most_wei == gas_of(StepKind.SETTLE, orders=SETTLE_AT_ONCE) * GWEI


def test_what_lies_in_the_market_for_a_split_is_paid_to_the_split_first() -> None:
    share = Holding("s", kinds.SHARE, ACCOUNTS[0], NATIVE, 10**16, through=SPLIT, in_market=True)
    look = look_at(share, splits={SPLIT: (*ACCOUNTS, TOKEN)})

    assert [s.kind for s in plan(look, [share], GWEI)] == [StepKind.SPLIT_IN, StepKind.SHARE]
    everyone = plan(look, [share], GWEI, others=True)
    assert [s.account for s in everyone if s.kind is StepKind.SHARE] == [*ACCOUNTS, TOKEN]
    dry = replace(share, in_market=False)
    assert [s.kind for s in plan(look_at(dry), [dry], GWEI)] == [StepKind.SHARE]


def test_a_small_amount_is_doubted_by_its_own_fee_alone_in_coin_and_never_in_a_token() -> None:
    fee = WITHDRAW_GAS * GWEI
    poor = Holding("a", kinds.CREDIT, ACCOUNTS[0], NATIVE, fee)
    rich = Holding("b", kinds.CREDIT, ACCOUNTS[1], NATIVE, fee + 1)
    token = Holding("c", kinds.CREDIT, ACCOUNTS[0], TOKEN, 1)

    judged = judge(look_at(poor, rich, token), GWEI)

    assert [h.doubt for h in judged] == [Doubt.FEE, Doubt.NONE, Doubt.NONE]


def test_sales_that_pay_off_only_together_are_taken_together() -> None:
    """Each is worth more than its own settlement, but one alone not the withdrawal that follows."""
    each = 10**5 * GWEI
    one, many = [settle(0, each)], [settle(number, each) for number in range(8)]

    assert {h.doubt for h in judge(look_at(*one), GWEI)} == {Doubt.FEE}
    assert {h.doubt for h in judge(look_at(*many), GWEI)} == {Doubt.NONE}


def test_bond_that_open_listings_need_stays_unless_it_is_ticked() -> None:
    bond = Holding("b", kinds.BOND, ACCOUNTS[0], NATIVE, 10**18)
    look = look_at(bond, selling=frozenset({ACCOUNTS[0]}))

    (judged,) = judge(look, GWEI)

    assert (judged.doubt, judged.can_be_taken) == (Doubt.BOND, True)
    assert [s.kind for s in plan(look, [judged], GWEI)] == [StepKind.BOND]


def test_without_coins_for_the_fee_nothing_can_be_taken() -> None:
    share = Holding("s", kinds.SHARE, ACCOUNTS[0], NATIVE, 10**18, through=SPLIT)
    look = look_at(share, balances={ACCOUNTS[0]: SHARE_GAS * GWEI - 1})

    (judged,) = judge(look, GWEI)

    assert (judged.doubt, judged.can_be_taken) == (Doubt.NO_GAS, False)
    assert plan(look, [judged], GWEI) == ()


def test_an_unknown_amount_is_never_planned() -> None:
    unknown = Holding("u", kinds.CREDIT, ACCOUNTS[0], NATIVE, None)

    (judged,) = judge(look_at(unknown), GWEI)

    assert judged.doubt is Doubt.UNKNOWN
    assert plan(look_at(unknown), [judged], GWEI) == ()

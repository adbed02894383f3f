"""Limits and what counts against them: a day is any 24 hours, and of two signatures for one nonce one counts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.chain.embedded.genesis import CHAIN_ID as DEMO_CHAIN
from desktop.core.identity import NATIVE, Address
from desktop.core.spending import (
    DAY_S,
    MOST_ACTS,
    WORTHLESS_CHAINS,
    Flow,
    Limit,
    Outflow,
    SpendingLimits,
    Spent,
)
from desktop.core.stablecoins import stablecoins

SELLER, OTHER, TOKEN = (Address(bytes([n]) * 20) for n in (1, 2, 3))
ETHER = 10**18


def paying(act: str, wei: int, payee: Address = SELLER, *, chain: int = 1, fee: int = 0) -> Outflow:
    return Outflow(act, chain, (Flow(NATIVE, payee, wei, wei),), fee)


def test_a_chain_with_worth_has_a_limit_before_anybody_chooses_one() -> None:
    limits = SpendingLimits()

    assert limits.of(1, NATIVE).day == ETHER
    assert limits.of(987_654, NATIVE).day == ETHER
    assert limits.of(137, NATIVE).day == 2_000 * ETHER
    assert limits.of(DEMO_CHAIN, NATIVE).day is None
    assert DEMO_CHAIN in WORTHLESS_CHAINS
    assert limits.of(1, TOKEN).day is None


def test_a_chosen_limit_takes_the_place_of_the_usual_one_and_none_is_a_choice() -> None:
    limits = SpendingLimits().with_limit(Limit(1, NATIVE)).with_limit(Limit(1, TOKEN, day=5))

    assert limits.of(1, NATIVE).day is None
    assert limits.of(1, TOKEN).day == 5
    assert limits.without(1, NATIVE).of(1, NATIVE).day == ETHER


def test_the_payment_that_goes_beyond_the_day_is_named_with_its_sums() -> None:
    spent = Spent()
    spent.add(0, paying("a", ETHER * 3 // 4))

    (reason,) = spent.reasons(paying("b", ETHER // 2), SpendingLimits())

    assert reason.rule == "day-limit"
    assert dict(reason.facts) == {
        "chain": "1", "limit_wei": str(ETHER), "spent_wei": str(ETHER * 3 // 4), "then_wei": str(ETHER * 5 // 4),
    }  # fmt: skip
    assert spent.reasons(paying("b", ETHER // 4), SpendingLimits()) == ()
    assert spent.reasons(paying("b", ETHER, chain=10), SpendingLimits()) == ()


def test_fees_count_for_the_day() -> None:
    assert Spent().reasons(paying("a", ETHER, fee=1), SpendingLimits())[0].rule == "day-limit"


def test_one_seller_has_a_limit_of_its_own() -> None:
    limits = SpendingLimits((Limit(1, NATIVE, day=None, seller=10),))
    spent = Spent()
    spent.add(0, paying("a", 8))

    (reason,) = spent.reasons(paying("b", 3), limits)

    assert (reason.rule, reason.fact("seller")) == ("seller-limit", str(SELLER))
    assert spent.reasons(paying("b", 9, OTHER), limits) == ()


def test_a_replacement_counts_once() -> None:
    spent = Spent()
    spent.add(0, paying("nonce 5", ETHER * 9 // 10, fee=10))

    assert spent.reasons(paying("nonce 5", ETHER * 9 // 10, fee=20), SpendingLimits()) == ()
    spent.add(1, paying("nonce 5", ETHER * 9 // 10, fee=20))

    assert spent.total(1, NATIVE).day == ETHER * 9 // 10 + 20


def test_a_cancellation_gives_nothing_back_before_the_chain_has_decided() -> None:
    spent = Spent()
    spent.add(0, paying("nonce 5", 100))
    spent.add(1, Outflow("nonce 5", 1, (), 7))

    assert spent.total(1, NATIVE).day == 107


def test_getting_money_back_does_not_wait_for_a_day_that_is_spent() -> None:
    spent = Spent()
    spent.add(0, paying("a", ETHER))
    refund = Outflow("b", 1, (), 10**16, protects=True)

    assert spent.reasons(refund, SpendingLimits()) == ()
    assert spent.reasons(paying("c", 1), SpendingLimits())[0].rule == "day-limit"


def test_fees_of_what_protects_have_the_same_limit_for_themselves() -> None:
    refund = Outflow("b", 1, (), ETHER + 1, protects=True)

    assert Spent().reasons(refund, SpendingLimits())[0].rule == "fee-limit"


def moving(token: Address, units: int, chain: int = 1) -> Outflow:
    return Outflow("a", chain, (Flow(token, SELLER, units, units),))


def rules(outflow: Outflow, limits: SpendingLimits) -> list[str]:
    return [reason.rule for reason in Spent().reasons(outflow, limits)]


def test_a_token_that_nobody_knows_asks_wherever_coins_are_worth_something() -> None:
    assert rules(moving(TOKEN, 7), SpendingLimits()) == ["token-without-limit"]
    assert rules(moving(TOKEN, 7, DEMO_CHAIN), SpendingLimits()) == []
    assert rules(moving(TOKEN, 0), SpendingLimits()) == []


def test_whether_tokens_ask_can_be_chosen() -> None:
    assert rules(moving(TOKEN, 7), SpendingLimits(ask_for_tokens=False)) == []
    assert rules(moving(TOKEN, 7, DEMO_CHAIN), SpendingLimits(ask_for_tokens=True)) == ["token-without-limit"]
    chosen = SpendingLimits((Limit(1, TOKEN, day=6),))
    assert rules(moving(TOKEN, 7), chosen) == ["token-limit"]
    assert rules(moving(TOKEN, 6), chosen) == []


def test_a_stablecoin_has_a_usual_limit_in_its_own_units_on_its_own_network() -> None:
    usdc = next(currency for currency in stablecoins(1) if currency.symbol == "USDC")
    dai = next(currency for currency in stablecoins(1) if currency.symbol == "DAI")

    assert SpendingLimits().of(1, usdc.address).day == 1_000 * 10**6
    assert SpendingLimits().of(1, dai.address).day == 1_000 * 10**18
    assert rules(moving(usdc.address, 10**9), SpendingLimits()) == []
    assert rules(moving(usdc.address, 10**9 + 1), SpendingLimits()) == ["token-limit"]
    assert rules(moving(usdc.address, 1, chain=10), SpendingLimits()) == ["token-without-limit"]
    free = SpendingLimits((Limit(1, usdc.address),))
    assert rules(moving(usdc.address, 10**12), free) == ["token-without-limit"]


def test_beyond_a_limit_what_costs_nothing_more_is_not_asked_about() -> None:
    spent = Spent()
    spent.add(0, paying("a", 3 * ETHER))

    assert spent.reasons(Outflow("b", 1), SpendingLimits()) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 10**20), st.integers(0, 10**16), st.booleans()),
        max_size=40,
    ),
    st.integers(1, 12),
)
def test_adding_up_old_acts_changes_no_sum(rows: list[tuple[int, int, int, bool]], most: int) -> None:
    outflows = [
        Outflow(f"act {n}", 1 + chain, (Flow(NATIVE, SELLER, wei, wei), Flow(TOKEN, OTHER, fee, 0)), fee, protects)
        for n, (chain, wei, fee, protects) in enumerate(rows)
    ]  # fmt: skip
    whole, short = Spent(), Spent()
    for n, outflow in enumerate(outflows):
        whole.add(n, outflow)
        short.add(n, outflow)
        while len(short.acts) > most:
            before = len(short.acts)
            short._add_up_oldest()
            if len(short.acts) == before:
                break

    for chain in range(1, 5):
        for token in (NATIVE, TOKEN):
            assert whole.total(chain, token) == short.total(chain, token)


def test_a_busy_day_stays_short() -> None:
    spent = Spent()
    for n in range(3 * MOST_ACTS):
        spent.add(n, paying(f"nonce {n}", 1))

    assert len(spent.acts) <= MOST_ACTS
    assert spent.total(1, NATIVE).day == 3 * MOST_ACTS


def test_after_a_day_nothing_counts() -> None:
    spent = Spent()
    spent.add(100, paying("a", ETHER))

    spent.forget_before(100 + DAY_S - DAY_S - 1)
    assert spent.total(1, NATIVE).day == ETHER
    spent.forget_before(100)
    assert spent.total(1, NATIVE).day == 0

"""The rules of keeping: each claim with what it means, and no rule that lets a needed version go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.keeping import DAY_S, RULES, Claim, Kind, Stored, Verdict, judge

NOW = 2_000_000_000
NEEDED = {Claim.LICENCE, Claim.ORDER, Claim.REQUEST, Claim.LISTING, Claim.SALE}


def stored(kind: Kind, days_old: int) -> Stored:
    return Stored(bytes(32), kind, 1000, NOW - days_old * DAY_S)


@pytest.mark.parametrize(
    ("kind", "claims", "days_old", "verdict", "rule"),
    [
        (Kind.WHOLE, {Claim.LICENCE}, 4000, Verdict.KEEP, "licence"),
        (Kind.WHOLE, {Claim.LISTING, Claim.CLOSED}, 4000, Verdict.KEEP, "listing"),
        (Kind.WHOLE, {Claim.CLOSED, Claim.SALE}, 4000, Verdict.KEEP, "sale"),
        (Kind.PARTS, {Claim.ORDER, Claim.OVER}, 4000, Verdict.KEEP, "order"),
        (Kind.PARTS, {Claim.REQUEST}, 4000, Verdict.KEEP, "request"),
        (Kind.WHOLE, {Claim.ENDED}, 0, Verdict.ASK, "ended"),
        (Kind.WHOLE, {Claim.CLOSED}, 0, Verdict.ASK, "closed"),
        (Kind.WHOLE, {Claim.OVER}, 13, Verdict.KEEP, "over"),
        (Kind.WHOLE, {Claim.OVER}, 14, Verdict.FREE, "over"),
        (Kind.PUBLIC, set(), 29, Verdict.KEEP, "tried"),
        (Kind.PUBLIC, set(), 30, Verdict.FREE, "tried"),
        (Kind.PARTS, set(), 14, Verdict.FREE, "interrupted"),
        (Kind.WRONG, {Claim.LICENCE}, 7, Verdict.FREE, "wrong"),
        (Kind.WRONG, {Claim.LICENCE}, 6, Verdict.KEEP, "wrong"),
        (Kind.WHOLE, set(), 29, Verdict.KEEP, "unclaimed"),
        (Kind.WHOLE, set(), 30, Verdict.ASK, "unclaimed"),
    ],
)
def test_the_first_rule_that_fits_decides(
    kind: Kind, claims: set[Claim], days_old: int, verdict: Verdict, rule: str
) -> None:
    judged = judge(stored(kind, days_old), claims, NOW)

    assert (judged.verdict, judged.rule) == (verdict, rule)


def test_what_is_kept_for_a_time_says_until_when() -> None:
    judged = judge(stored(Kind.PARTS, 4), set(), NOW)

    assert judged.free_at == NOW + 10 * DAY_S


@given(st.sets(st.sampled_from(Claim)), st.sampled_from(Kind), st.integers(-10, 10_000))
def test_nothing_with_a_need_is_ever_let_go(claims: set[Claim], kind: Kind, days_old: int) -> None:
    judged = judge(stored(kind, days_old), claims, NOW)

    if claims & NEEDED and kind is not Kind.WRONG:
        assert judged.verdict is Verdict.KEEP


def test_every_kind_has_a_last_rule() -> None:
    assert {kind for rule in RULES if rule.claim is None for kind in rule.kinds} == set(Kind)

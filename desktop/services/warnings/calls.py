"""What is unusual about a call: its price, its fee, and what it allows others."""

from desktop.core.calls import Role
from desktop.core.effects import Preview, RightKind, is_unlimited
from desktop.core.money import Money
from desktop.core.warnings import (
    ABOVE_NEED,
    FEE_ABOVE_VALUE,
    NO_CODE,
    PRICE_FAR,
    UNLIMITED,
    Alert,
    alert,
    gravest_first,
    threshold,
)


def judge_preview(
    preview: Preview, *, needed: Money | None = None, listed: Money | None = None, price: Money | None = None
) -> tuple[Alert, ...]:
    """What is unusual about a transaction that is to be signed.

    Args:
        preview: The transaction.
        needed: What an approval in it is for; None where nothing is known to need one.
        listed: The price that the person looked at before.
        price: The price that it pays.
    """
    found: list[Alert] = []
    if preview.call.data and preview.decoded.role is Role.ACCOUNT:
        found.append(alert(NO_CODE))
    for right in preview.effects.rights:
        if right.kind is RightKind.ALLOWANCE and right.gives_power and right.currency is not None:
            who = right.holder.short if right.holder is not None else ""
            found += judge_approval(who, Money(right.after, right.currency), needed)
    fee = preview.transaction
    fee_most = 0 if fee is None else fee.gas_limit * fee.max_fee_wei
    found += judge_purchase(listed, price, fee_most)
    return gravest_first(found)


def judge_approval(spender: str, allowed: Money, needed: Money | None) -> list[Alert]:
    """An approval without limit, or for more than is paid with it; exactly what is needed is silent."""
    if is_unlimited(allowed.value) or allowed.value >= 1 << threshold(UNLIMITED):
        return [alert(UNLIMITED, spender=spender)]
    if needed is not None and allowed.value > _raised(needed.value, threshold(ABOVE_NEED)):
        return [alert(ABOVE_NEED, spender=spender, allowed=allowed, needed=needed)]
    return []


def judge_purchase(listed: Money | None, price: Money | None, fee_most_wei: int) -> list[Alert]:
    """A price that is not the listing's, and a fee that is more than what is paid."""
    if price is None:
        return []
    found = []
    if listed is not None and _is_far(listed, price):
        found.append(alert(PRICE_FAR, price=price, listed=listed))
    return found + judge_fee(price, fee_most_wei)


def judge_fee(value: Money, fee_most_wei: int) -> list[Alert]:
    """A fee above what is paid; nothing is said of tokens, whose worth in coin Licet does not know."""
    is_above = value.value and fee_most_wei * 100 > value.value * threshold(FEE_ABOVE_VALUE)
    if not value.currency.is_coin or not is_above:
        return []
    return [alert(FEE_ABOVE_VALUE, fee=Money(fee_most_wei), value=value)]


def _is_far(listed: Money, price: Money) -> bool:
    if listed.currency.address != price.currency.address:
        return True
    return abs(price.value - listed.value) * 100 > listed.value * threshold(PRICE_FAR)


def _raised(value: int, percent: int) -> int:
    return value * (100 + percent) // 100

"""What a call is known to change, from its own words: for nodes that cannot measure, and for secrets that none may see.

For our own contracts this is what the contract does (contracts/src, EXCHANGE.md section 5); for ERC-20 and ERC-721 it is
what their standards ask, which a stranger's contract may break.
"""

from collections.abc import Callable

from desktop.core.calls import Act, DecodedCall
from desktop.core.effects import BalanceChange, Effects, Fullness, Place, RightChange, RightKind
from desktop.core.exchange import OrderState
from desktop.core.identity import Address
from desktop.core.money import COIN, Money
from desktop.core.tokens import unread_currency
from desktop.core.transactions import Call
from desktop.services.effects.meaning import Arguments

Changes = tuple[tuple[BalanceChange, ...], tuple[RightChange, ...]]
SECRET_ACTS = frozenset({Act.DELIVER, Act.ANSWER_KEY, Act.COMPLAIN_KEY, Act.COMPLAIN_CONTENT})
"""They carry what is worth something until it is mined: no node sees them before (EXCHANGE.md sections 8 and 9)."""


def carries_secret(decoded: DecodedCall, call: Call) -> bool:
    """Whether no node may be asked about this call."""
    return decoded.act in SECRET_ACTS or (decoded.act is Act.UNKNOWN and call.gas_limit is not None)


def known_effects(account: Address, call: Call, decoded: DecodedCall, fullness: Fullness) -> Effects:
    """What such a call does if nothing stands in its way."""
    balances: list[BalanceChange] = []
    rights: list[RightChange] = []
    if call.value_wei and call.to != account:
        balances.append(BalanceChange(COIN, -call.value_wei))
    rule = _RULES.get(decoded.act)
    if rule is not None:
        more, given = rule(account, call, decoded)
        balances += more
        rights += given
    is_complete = rule is not None or decoded.act in _NOTHING_MORE
    return Effects(fullness, merged(balances), tuple(rights), is_complete=is_complete)


def merged(changes: list[BalanceChange]) -> tuple[BalanceChange, ...]:
    """One line for each currency and place; what comes to nothing is left out."""
    sums: dict[tuple[Address, Place], BalanceChange] = {}
    for line in changes:
        key = (line.currency.address, line.place)
        before = sums[key].change if key in sums else 0
        sums[key] = BalanceChange(line.currency, before + line.change, line.place)
    return tuple(line for line in sums.values() if line.change)


def _amount(decoded: DecodedCall) -> Money:
    value = decoded.fact("amount")
    return value if isinstance(value, Money) else Money(0)


def _address(decoded: DecodedCall, name: str) -> Address | None:
    value = decoded.fact(name)
    return value if isinstance(value, Address) else None


def _number(decoded: DecodedCall, name: str) -> int | None:
    value = decoded.fact(name)
    return value if isinstance(value, int) else None


def _line(money: Money, sign: int = 1, place: Place = Place.ACCOUNT) -> tuple[BalanceChange, ...]:
    return (BalanceChange(money.currency, sign * money.value, place),) if money.value else ()


def _transfer(account: Address, _call: Call, decoded: DecodedCall) -> Changes:
    source = account if decoded.act is Act.TRANSFER else _address(decoded, "source")
    to = _address(decoded, "to")
    leaves = _line(_amount(decoded), -1) if source == account else ()
    comes = _line(_amount(decoded)) if to == account else ()
    return (*leaves, *comes), ()


def _allowance(account: Address, call: Call, decoded: DecodedCall) -> Changes:
    money = _amount(decoded)
    right = RightChange(
        RightKind.ALLOWANCE,
        call.to,
        money.value,
        holder=_address(decoded, "spender"),
        currency=money.currency,
    )
    owner = _address(decoded, "owner")
    return (), (right,) if owner in {None, account} else ()


def _item(account: Address, call: Call, decoded: DecodedCall) -> Changes:
    kind = RightKind.LICENCE if decoded.act is not Act.SEND_ITEM else RightKind.ITEM
    source, to, item = _address(decoded, "source"), _address(decoded, "to"), _number(decoded, "item")
    if source == to or account not in {source, to}:
        return (), ()
    return (), (RightChange(kind, call.to, int(to == account), subject=item),)


def _burn(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    return (), (RightChange(RightKind.LICENCE, call.to, 0, 1, subject=_number(decoded, "item")),)


def _item_allowance(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    spender = _address(decoded, "spender")
    given = int(spender is not None and not spender.is_zero)
    item = _number(decoded, "item")
    return (), (RightChange(RightKind.ITEM_ALLOWANCE, call.to, given, holder=spender, subject=item),)


def _all_items(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    given = int(decoded.fact("allowed") is True)
    return (), (RightChange(RightKind.ALL_ITEMS, call.to, given, holder=_address(decoded, "spender")),)


def _debt(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    money, spender = _amount(decoded), _address(decoded, "spender")
    return (), (RightChange(RightKind.DEBT, call.to, money.value, holder=spender, currency=money.currency),)


def _manager(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    given = int(decoded.fact("allowed") is True)
    return (), (RightChange(RightKind.MANAGER, call.to, given, holder=_address(decoded, "spender")),)


def _lockdown(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    a, rights = Arguments(decoded), []
    for place in range(a.number("approvals")):
        if f"approvals.{place}.spender" not in a:  # beyond what is decoded
            break
        token, spender = a.address(f"approvals.{place}.token"), a.address(f"approvals.{place}.spender")
        right = RightChange(RightKind.ALLOWANCE, call.to, 0, holder=spender, currency=unread_currency(token))
        rights.append(right)
    return (), tuple(rights)


def _paid(_account: Address, _call: Call, decoded: DecodedCall) -> Changes:
    """What is paid in tokens; coins go with the call."""
    money = _amount(decoded)
    return (() if money.currency.is_coin else _line(money, -1)), ()


def _buy(account: Address, call: Call, decoded: DecodedCall) -> Changes:
    balances, _ = _paid(account, call, decoded)
    order = RightChange(RightKind.ORDER, call.to, OrderState.OPEN)
    return balances, (order,)


def _request(account: Address, call: Call, decoded: DecodedCall) -> Changes:
    balances, _ = _paid(account, call, decoded)
    return balances, (RightChange(RightKind.KEY_REQUEST, call.to, 1),)


def _listing(open_: int) -> "Rule":
    def rule(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
        subject = _number(decoded, "listing")
        return (), (RightChange(RightKind.LISTING, call.to, open_, subject=subject),)

    return rule


def _operator(_account: Address, call: Call, decoded: DecodedCall) -> Changes:
    operator = _address(decoded, "operator")
    given = int(operator is not None and not operator.is_zero)
    return (), (RightChange(RightKind.OPERATOR, call.to, given, holder=operator),)


def _deposit(_account: Address, _call: Call, decoded: DecodedCall) -> Changes:
    return _line(_amount(decoded), 1, Place.BOND), ()


def _withdraw_bond(account: Address, _call: Call, decoded: DecodedCall) -> Changes:
    comes = _line(_amount(decoded)) if _address(decoded, "to") == account else ()
    return (*_line(_amount(decoded), -1, Place.BOND), *comes), ()


def _order(state: OrderState) -> "Rule":
    def rule(account: Address, call: Call, decoded: DecodedCall) -> Changes:
        a = Arguments(decoded)
        right = (RightChange(RightKind.ORDER, call.to, state),)
        bond, late = a.number("terms.bond"), a.number("terms.lateFee")
        if state is OrderState.FINAL:
            price = _line(_amount(decoded), 1, Place.CREDIT) if a.address("terms.payee") == account else ()
            freed = bond if a.address("terms.seller") == account else 0
            return (*price, *_line(Money(freed), 1, Place.BOND)), right
        paid = bond if a.number("delivery.deliveredAt") else late
        back: tuple[BalanceChange, ...] = ()
        if a.address("order.payer") == account:
            back = (*_line(_amount(decoded), 1, Place.CREDIT), *_line(Money(paid), 1, Place.CREDIT))
        if a.address("terms.seller") == account:
            back = (*back, *_line(Money(bond - paid), 1, Place.BOND))
        return back, right

    return rule


def _delivered(_account: Address, call: Call, _decoded: DecodedCall) -> Changes:
    return (), (RightChange(RightKind.ORDER, call.to, OrderState.DELIVERED),)


def _settle(account: Address, call: Call, decoded: DecodedCall) -> Changes:
    a = Arguments(decoded)
    balances: list[BalanceChange] = []
    for place in range(a.number("batch")):
        terms = f"batch.{place}.terms"
        if f"{terms}.bond" not in a:  # beyond what is decoded
            break
        if a.address(f"{terms}.seller") == account:
            balances += _line(Money(a.number(f"{terms}.bond")), 1, Place.BOND)
    return merged(balances), (RightChange(RightKind.ORDER, call.to, OrderState.FINAL),)


def _published(_account: Address, call: Call, _decoded: DecodedCall) -> Changes:
    return (), (RightChange(RightKind.PUBLISHED, call.to, 1),)


_NOTHING_MORE = frozenset(
    {
        Act.PAY,
        Act.REVISE,
        Act.ANSWER_KEY,
        Act.CREATE_SPLIT,
        Act.DEPLOY,
        Act.WITHDRAW_FOR,
        Act.WITHDRAW_SHARE_FOR,
    }
)
"""Acts whose value and fee are all that they take, and that give nobody a right."""

Rule = Callable[[Address, Call, DecodedCall], Changes]
_RULES: dict[Act, Rule] = {
    Act.TRANSFER: _transfer,
    Act.TRANSFER_FROM: _transfer,
    Act.APPROVE: _allowance,
    Act.PERMIT: _allowance,
    Act.SEND_ITEM: _item,
    Act.PASS_LICENCE: _item,
    Act.BURN_LICENCE: _burn,
    Act.APPROVE_ITEM: _item_allowance,
    Act.APPROVE_ALL: _all_items,
    Act.DELEGATE_DEBT: _debt,
    Act.SET_MANAGER: _manager,
    Act.LOCKDOWN: _lockdown,
    Act.BUY: _buy,
    Act.RENEW: _paid,
    Act.REQUEST_KEY: _request,
    Act.LIST: _listing(1),
    Act.CLOSE: _listing(0),
    Act.SET_OPERATOR: _operator,
    Act.DEPOSIT_BOND: _deposit,
    Act.WITHDRAW_BOND: _withdraw_bond,
    Act.DELIVER: _delivered,
    Act.CONFIRM: _order(OrderState.FINAL),
    Act.SETTLE: _settle,
    Act.REFUND: _order(OrderState.REFUNDED),
    Act.COMPLAIN_KEY: _order(OrderState.REFUNDED),
    Act.COMPLAIN_CONTENT: _order(OrderState.REFUNDED),
    Act.RATE: _published,
    Act.ANSWER: _published,
    Act.REPORT: _published,
    Act.ANCHOR: _published,
}

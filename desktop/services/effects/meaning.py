"""From function and arguments to an act with the facts that its sentence names."""

from collections.abc import Callable
from dataclasses import replace

from desktop.core.calls import Act, DecodedCall, Part, Role, Shape, Value
from desktop.core.effects import is_unlimited
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency, Money
from desktop.core.transactions import Call

CurrencyOf = Callable[[Address], Currency]
Facts = tuple[Part, ...]


class Arguments:
    """The arguments of a decoded call by their paths; a path that is not there is a mistake of ours."""

    def __init__(self, decoded: DecodedCall) -> None:
        self._values = {part.name: part.value for part in decoded.arguments}

    def __contains__(self, path: str) -> bool:
        return path in self._values

    def value(self, path: str) -> Value:
        return self._values[path]

    def number(self, path: str) -> int:
        value = self._values[path]
        if not isinstance(value, int):
            raise TypeError(path)
        return value

    def address(self, path: str) -> Address:
        value = self._values[path]
        if not isinstance(value, Address):
            raise TypeError(path)
        return value


def read_call(decoded: DecodedCall, call: Call, currency_of: CurrencyOf) -> DecodedCall:
    """The same call with its act and facts; ``currency_of`` may ask the node what a token says of itself."""
    if not call.data:
        paid = (_money("amount", call.value_wei, COIN), _address("to", call.to))
        return replace(decoded, act=Act.PAY, facts=paid)
    if decoded.role is Role.DEPLOYER:
        return replace(decoded, act=Act.DEPLOY, facts=())
    if decoded.role is Role.ACCOUNT or not decoded.function:
        return decoded
    name = decoded.function.partition("(")[0]
    reader = _READERS.get((decoded.role, name)) or _STANDARD.get(name)
    if decoded.role.is_own and (decoded.role, name) not in _READERS:
        reader = None
    if reader is None:
        return decoded
    act, facts = reader(Arguments(decoded), call, currency_of, decoded.role)
    return replace(decoded, act=act, facts=(*facts, *decoded.facts))


def _money(name: str, amount: int, currency: Currency) -> Part:
    return Part(name, Shape.AMOUNT, Money(amount, currency))


def _allowed(amount: int, currency: Currency) -> Part:
    return Part("amount", Shape.UNLIMITED if is_unlimited(amount) else Shape.AMOUNT, Money(amount, currency))


def _address(name: str, address: Address) -> Part:
    return Part(name, Shape.ADDRESS, address)


def _number(name: str, value: int) -> Part:
    return Part(name, Shape.NUMBER, value)


def _item(value: int) -> Part:
    return Part("item", Shape.ITEM, value)


def _token(currency: Currency) -> Part:
    return Part("token", Shape.TEXT, currency.unit)


Read = tuple[Act, Facts]
Reader = Callable[[Arguments, Call, CurrencyOf, Role], Read]

# --- ERC-20 ---


def _transfer(a: Arguments, call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    amount = _money("amount", a.number("amount"), currency_of(call.to))
    return Act.TRANSFER, (amount, _address("to", a.address("to")))


def _transfer_from(a: Arguments, call: Call, currency_of: CurrencyOf, role: Role) -> Read:
    if role is Role.ITEMS:
        return _item_move(a, call, a.number("amount"))
    amount = _money("amount", a.number("amount"), currency_of(call.to))
    ends = (_address("source", a.address("from")), _address("to", a.address("to")))
    return Act.TRANSFER_FROM, (amount, *ends)


def _approve(a: Arguments, call: Call, currency_of: CurrencyOf, role: Role) -> Read:
    spender = _address("spender", a.address("spender"))
    if "token" in a:  # Permit2's own
        currency = currency_of(a.address("token"))
        return Act.APPROVE, (_allowed(a.number("amount"), currency), spender, _token(currency))
    if role is Role.ITEMS:
        return Act.APPROVE_ITEM, (_item(a.number("amount")), spender, _address("contract", call.to))
    currency = currency_of(call.to)
    return Act.APPROVE, (_allowed(a.number("amount"), currency), spender, _token(currency))


def _raise(a: Arguments, call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    currency = currency_of(call.to)
    facts = _allowed(a.number("addedValue"), currency), _address("spender", a.address("spender"))
    return Act.RAISE_ALLOWANCE, (*facts, _token(currency))


def _lower(a: Arguments, call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    amount = _money("amount", a.number("subtractedValue"), currency_of(call.to))
    return Act.LOWER_ALLOWANCE, (amount, _address("spender", a.address("spender")))


def _permit(a: Arguments, call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    currency = currency_of(call.to)
    if "holder" in a:  # DAI's, which allows all or nothing
        amount = 2**256 - 1 if a.value("allowed") else 0
        owner, deadline = a.address("holder"), a.number("expiry")
    else:
        amount, owner, deadline = a.number("value"), a.address("owner"), a.number("deadline")
    return Act.PERMIT, (
        _allowed(amount, currency),
        _address("owner", owner),
        _address("spender", a.address("spender")),
        _token(currency),
        Part("deadline", Shape.TIME, deadline),
    )


# --- what lets others act in one's name ---


def _delegate(a: Arguments, call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    currency = currency_of(call.to)
    facts = _allowed(a.number("amount"), currency), _address("spender", a.address("delegatee"))
    return Act.DELEGATE_DEBT, (*facts, _token(currency))


def _set_manager(who: str, flag: str) -> Reader:
    def read(a: Arguments, call: Call, _currency_of: CurrencyOf, _role: Role) -> Read:
        facts = _address("spender", a.address(who)), _address("contract", call.to)
        return Act.SET_MANAGER, (*facts, Part("allowed", Shape.FLAG, a.value(flag)))

    return read


def _lockdown(a: Arguments, call: Call, _currency_of: CurrencyOf, _role: Role) -> Read:
    return Act.LOCKDOWN, (_number("approvals", a.number("approvals")), _address("contract", call.to))


# --- ERC-721 and ERC-1155 ---


def _item_move(a: Arguments, call: Call, item: int) -> Read:
    ends = (_address("source", a.address("from")), _address("to", a.address("to")))
    return Act.SEND_ITEM, (_item(item), *ends, _address("contract", call.to))


def _send_item(a: Arguments, call: Call, _currency_of: CurrencyOf, _role: Role) -> Read:
    return _item_move(a, call, a.number("tokenId" if "tokenId" in a else "id"))


def _approve_all(a: Arguments, call: Call, _currency_of: CurrencyOf, _role: Role) -> Read:
    facts = _address("spender", a.address("operator")), _address("contract", call.to)
    return Act.APPROVE_ALL, (*facts, Part("allowed", Shape.FLAG, a.value("approved")))


_STANDARD: dict[str, Reader] = {
    "transfer": _transfer,
    "transferFrom": _transfer_from,
    "approve": _approve,
    "increaseAllowance": _raise,
    "decreaseAllowance": _lower,
    "permit": _permit,
    "approveDelegation": _delegate,
    "setAuthorization": _set_manager("authorized", "newIsAuthorized"),
    "allow": _set_manager("manager", "isAllowed"),
    "lockdown": _lockdown,
    "safeTransferFrom": _send_item,
    "setApprovalForAll": _approve_all,
}

# --- our own contracts ---


def _priced(a: Arguments, currency_of: CurrencyOf, times: int = 1, terms: str = "terms") -> Part:
    currency = currency_of(a.address(f"{terms}.currency"))
    return _money("amount", times * a.number(f"{terms}.price"), currency)


def _order_act(act: Act) -> Reader:
    """An act about one order: its listing, and the price that it is about."""

    def read(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
        return act, (_priced(a, currency_of), _number("listing", a.number("order.listing")))

    return read


def _plain(act: Act, *facts: tuple[str, str, Callable[[str, Arguments], Part]]) -> Reader:
    """An act whose facts are arguments: (fact, path, how it is written)."""

    def read(a: Arguments, _call: Call, _currency_of: CurrencyOf, _role: Role) -> Read:
        return act, tuple(replace(make(path, a), name=name) for name, path, make in facts)

    return read


def _as_address(path: str, a: Arguments) -> Part:
    return _address(path, a.address(path))


def _as_number(path: str, a: Arguments) -> Part:
    return _number(path, a.number(path))


def _as_item(path: str, a: Arguments) -> Part:
    return _item(a.number(path))


def _as_coins(path: str, a: Arguments) -> Part:
    return _money(path, a.number(path), COIN)


def _buy(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    return Act.BUY, (_priced(a, currency_of), _number("listing", a.number("listing")))


def _renew(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    listing = _number("listing", a.number("order.listing"))
    return Act.RENEW, (_priced(a, currency_of, a.number("periods")), listing)


def _request_key(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    fee = _money("amount", a.number("terms.keyFee"), currency_of(a.address("terms.currency")))
    return Act.REQUEST_KEY, (fee, _number("listing", a.number("order.listing")))


def _list(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    return Act.LIST, (_priced(a, currency_of),)


def _revise(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
    return Act.REVISE, (
        _priced(a, currency_of, terms="newTerms"),
        _number("listing", a.number("listing")),
    )


def _deposit(_a: Arguments, call: Call, _currency_of: CurrencyOf, _role: Role) -> Read:
    return Act.DEPOSIT_BOND, (_money("amount", call.value_wei, COIN),)


def _withdraw(act: Act, to: str) -> Reader:
    def read(a: Arguments, _call: Call, currency_of: CurrencyOf, _role: Role) -> Read:
        return act, (_token(currency_of(a.address("currency"))), _address("to", a.address(to)))

    return read


_TO_ITEM = ("to", "to", _as_address), ("item", "tokenId", _as_item), ("source", "from", _as_address)
_LISTING = ("listing", "listing", _as_number)
_READERS: dict[tuple[Role, str], Reader] = {
    (Role.MARKET, "list"): _list,
    (Role.MARKET, "revise"): _revise,
    (Role.MARKET, "close"): _plain(Act.CLOSE, _LISTING),
    (Role.MARKET, "setOperator"): _plain(Act.SET_OPERATOR, ("operator", "operator", _as_address)),
    (Role.MARKET, "depositBond"): _deposit,
    (Role.MARKET, "withdrawBond"): _plain(
        Act.WITHDRAW_BOND, ("amount", "amount", _as_coins), ("to", "to", _as_address)
    ),
    (Role.MARKET, "buy"): _buy,
    (Role.MARKET, "buyWithPermit"): _buy,
    (Role.MARKET, "deliver"): _order_act(Act.DELIVER),
    (Role.MARKET, "confirm"): _order_act(Act.CONFIRM),
    (Role.MARKET, "settle"): _plain(Act.SETTLE, ("orders", "batch", _as_number)),
    (Role.MARKET, "refund"): _order_act(Act.REFUND),
    (Role.MARKET, "complainKey"): _order_act(Act.COMPLAIN_KEY),
    (Role.MARKET, "complainContent"): _order_act(Act.COMPLAIN_CONTENT),
    (Role.MARKET, "renew"): _renew,
    (Role.MARKET, "requestKey"): _request_key,
    (Role.MARKET, "answerKey"): _plain(Act.ANSWER_KEY),
    (Role.MARKET, "withdraw"): _withdraw(Act.WITHDRAW, "to"),
    (Role.MARKET, "withdrawFor"): _withdraw(Act.WITHDRAW_FOR, "account"),
    (Role.LICENCE, "transferFrom"): _plain(Act.PASS_LICENCE, *_TO_ITEM),
    (Role.LICENCE, "safeTransferFrom"): _plain(Act.PASS_LICENCE, *_TO_ITEM),
    (Role.LICENCE, "burn"): _plain(Act.BURN_LICENCE, ("item", "tokenId", _as_item)),
    (Role.LICENCE, "approve"): lambda a, call, _c, _r: (
        Act.APPROVE_ITEM,
        (_item(a.number("tokenId")), _address("spender", a.address("to")), _address("contract", call.to)),
    ),
    (Role.LICENCE, "setApprovalForAll"): _approve_all,
    (Role.RECORDS, "rate"): _plain(Act.RATE, ("stars", "stars", _as_number), ("item", "tokenId", _as_item)),
    (Role.RECORDS, "answer"): _plain(Act.ANSWER),
    (Role.RECORDS, "report"): _plain(Act.REPORT, ("item", "tokenId", _as_item)),
    (Role.RECORDS, "anchor"): _plain(Act.ANCHOR),
    (Role.SPLITS, "create"): _plain(Act.CREATE_SPLIT),
    (Role.SPLIT, "withdraw"): _withdraw(Act.WITHDRAW_SHARE, "to"),
    (Role.SPLIT, "withdrawFor"): _withdraw(Act.WITHDRAW_SHARE_FOR, "account"),
}

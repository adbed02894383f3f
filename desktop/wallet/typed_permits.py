"""Messages that let somebody act in one's name: what they allow, read out of whatever form they have.

EIP-2612 and ERC-4494 (``Permit``), DAI's (``allowed``), Uniswap's Permit2 (``PermitSingle``, ``PermitTransferFrom`` and
their batches), EIP-3009 (``TransferWithAuthorization``), Aave's ``DelegationWithSig``, the ``Authorization`` of Morpho and
of Compound III, and orders of Seaport. What bears such a name and cannot be read is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from desktop.core.errors import InvalidAddress
from desktop.core.identity import NATIVE, Address
from desktop.core.spending import Flow
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.policy import LEAST_UNLIMITED

_DELEGATION: Final = "DelegationWithSig"
_MARKS: Final = ("Permit", "WithAuthorization", _DELEGATION)
_ORDER: Final = "OrderComponents"
_MANAGER: Final = "Authorization"
_MANAGES: Final = ("isAuthorized", "isAllowed")
_AMOUNTS: Final = ("value", "amount")
_ORDER_AMOUNTS: Final = ("startAmount", "endAmount")
_LAST_MONEY: Final = 1
"""Seaport's ``ItemType``: 0 is coin, 1 a token, the others are items."""
_WHO: Final = ("spender", "to", "delegatee")
_NO: Final = (None, False, "false", 0)


@dataclass(frozen=True, slots=True)
class Power:
    """What a message allows: the rule that asks for consent, the act of the journal, what may be taken, and its facts."""

    rule: str
    act: str
    flows: tuple[Flow, ...]
    facts: tuple[tuple[str, str], ...] = ()


def power_of(message: dict[str, Any], names: Sequence[str]) -> Power | None:
    """What the message (as eth_signTypedData_v4 carries it) lets somebody do; None if it has no such name.

    Args:
        message: Of which each struct was looked at: it holds what its types name, and no more.
        names: Of all types that it uses or defines.

    Raises:
        PolicyRefused: ``unlimited-permit``; ``approval-for-all``; ``permit-domain`` if it names no chain or no contract;
            ``permit-unreadable``.
    """
    if _MANAGER in names:
        _check_manager(message)
    if any(_ORDER in name for name in names):
        return _order(message)
    if not any(mark in name for name in names for mark in _MARKS):
        return None
    flows = permitted(message)
    if any(_DELEGATION in name for name in names):
        # What is borrowed leaves somebody else's pool: it counts for no limit, and is asked about each time.
        facts = tuple((name, str(value)) for flow in flows for name, value in _debt(flow))
        return Power("typed-delegation", "delegate-debt", (), facts)
    return Power("typed-permit", "permit" if flows else "typed", flows)


def permitted(message: dict[str, Any]) -> tuple[Flow, ...]:
    """What somebody may take by a permit; raises as ``power_of``."""
    contract, body = _contract(message), message["message"]
    if body.get("allowed") not in _NO:
        raise PolicyRefused("unlimited-permit")
    spender = next((found for name in _WHO if (found := _address(body.get(name))) is not None), None)
    flows = tuple(_flows(body, contract, spender))
    if spender is None or not (flows or "allowed" in body or "tokenId" in body):
        raise PolicyRefused("permit-unreadable")
    if any(flow.day >= LEAST_UNLIMITED for flow in flows):
        raise PolicyRefused("unlimited-permit")
    return flows


def _contract(message: dict[str, Any]) -> Address:
    domain, body = message["domain"], message["message"]
    if not isinstance(domain, dict) or not isinstance(body, dict):
        raise PolicyRefused("permit-unreadable")
    contract = _address(domain.get("verifyingContract"))
    if contract is None or _number(domain.get("chainId")) is None:
        raise PolicyRefused("permit-domain")
    return contract


def _check_manager(message: dict[str, Any]) -> None:
    """Who may do everything, for ever, is nobody; taking that back is a message like others."""
    body = message["message"]
    if isinstance(body, dict) and any(body.get(name) not in _NO for name in _MANAGES):
        raise PolicyRefused("approval-for-all")


def _debt(flow: Flow) -> tuple[tuple[str, object], ...]:
    return ("to", flow.payee), ("token", flow.token), ("units", flow.day)


def _order(message: dict[str, Any]) -> Power:
    exchange = _contract(message)
    orders = tuple(_orders(message["message"]))
    if not orders:
        raise PolicyRefused("permit-unreadable")
    gives = [_offered(item) for order in orders for item in order["offer"]]
    if any(amount >= LEAST_UNLIMITED for _token, amount, _is_money in gives):
        raise PolicyRefused("unlimited-permit")
    flows = tuple(Flow(token, exchange, amount, amount) for token, amount, is_money in gives if is_money)
    items = [token for token, _amount, is_money in gives if not is_money]
    told = [f"{flow.day} units of {flow.token}" for flow in flows] + [f"items of {token}" for token in items]
    return Power("typed-order", "sell-order", flows, (("gives", ", ".join(dict.fromkeys(told))),))


def _orders(value: object) -> Iterator[dict[str, Any]]:
    """Every order in a message, however deep its tree."""
    if isinstance(value, dict):
        if isinstance(value.get("offer"), list):
            yield value
            return
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _orders(inner)


def _offered(item: object) -> tuple[Address, int, bool]:
    """Contract, the most of it, and whether it is money."""
    row = item if isinstance(item, dict) else {}
    kind, token = _number(row.get("itemType")), _address(row.get("token"))
    amounts = [_number(row.get(name)) for name in _ORDER_AMOUNTS]
    if kind is None or token is None or None in amounts:
        raise PolicyRefused("permit-unreadable")
    is_money = kind <= _LAST_MONEY
    return token if kind else NATIVE, max(amount or 0 for amount in amounts), is_money


def _flows(body: dict[str, Any], contract: Address, spender: Address | None) -> Iterator[Flow]:
    """Each amount, of the token beside it, or of the contract that the message is for."""
    token = _address(body.get("token")) or contract
    for name, value in body.items():
        if name in _AMOUNTS:
            amount = _number(value)
            if amount is None:
                raise PolicyRefused("permit-unreadable")
            yield Flow(token, spender or contract, amount, amount)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _flows(inner, contract, spender)


def _address(value: object) -> Address | None:
    try:
        return Address.parse(value) if isinstance(value, str) else None
    except InvalidAddress:
        return None


def _number(value: object) -> int | None:
    """A number as such messages carry it: a JSON number, decimal text, or 0x hex."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        number = value if isinstance(value, int) else int(value, 0)
    except ValueError:
        return None
    return number if number >= 0 else None

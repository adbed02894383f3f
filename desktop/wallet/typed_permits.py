"""Messages that let somebody take tokens: what they allow, read out of whatever form they have.

EIP-2612 and ERC-4494 (``Permit``), DAI's (``allowed``), Uniswap's Permit2 (``PermitSingle``, ``PermitTransferFrom`` and
their batches), EIP-3009 (``TransferWithAuthorization``). What bears such a name and cannot be read is refused.
"""

from collections.abc import Iterator
from typing import Any, Final

from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.core.spending import Flow
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.policy import LEAST_UNLIMITED

_MARKS: Final = ("Permit", "WithAuthorization")
_AMOUNTS: Final = ("value", "amount")
_WHO: Final = ("spender", "to")


def names_permit(names: list[str]) -> bool:
    """Whether any type of a message lets somebody take tokens, by its name."""
    return any(mark in name for name in names for mark in _MARKS)


def permitted(message: dict[str, Any]) -> tuple[Flow, ...]:
    """What somebody may take by this message (as eth_signTypedData_v4 carries it).

    Raises:
        PolicyRefused: ``unlimited-permit``; ``permit-domain`` if it names no chain or no contract; ``permit-unreadable``.
    """
    domain, body = message["domain"], message["message"]
    if not isinstance(domain, dict) or not isinstance(body, dict):
        raise PolicyRefused("permit-unreadable")
    contract = _address(domain.get("verifyingContract"))
    if contract is None or _number(domain.get("chainId")) is None:
        raise PolicyRefused("permit-domain")
    if body.get("allowed") not in (None, False, "false", 0):
        raise PolicyRefused("unlimited-permit")
    spender = next((found for name in _WHO if (found := _address(body.get(name))) is not None), None)
    flows = tuple(_flows(body, contract, spender))
    if spender is None or not (flows or "allowed" in body or "tokenId" in body):
        raise PolicyRefused("permit-unreadable")
    if any(flow.day >= LEAST_UNLIMITED for flow in flows):
        raise PolicyRefused("unlimited-permit")
    return flows


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

"""Signed messages that let somebody act in one's name without a transaction: what each allows, whatever it says.

ERC-2612 permits, DAI's own, those of Uniswap's Permit2, transfers of ERC-3009, Aave's delegation of debt, and who may
manage everything in Morpho and Compound III, by their type and members: a permit is no document, it is money in
another's hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address
from desktop.core.money import MAX_UINT256
from desktop.core.typed_messages import TypedMessage


class PermitKind(Enum):
    """What somebody may do."""

    TAKE = "take"  # take the token
    BORROW = "borrow"  # borrow, so that who signs it owes the debt token
    MANAGE = "manage"  # do everything in the contract that who signs it could


@dataclass(frozen=True, slots=True)
class PermitMeaning:
    """One token that the message lets be taken, or one contract in which somebody may act.

    Attributes:
        token: The contract of the token.
        spender: Who may take; None where the message does not say (whoever holds the signature).
        amount: How much at most.
        until: Until when the allowance holds (Unix seconds); None where it does not end, or is used at once.
        sign_until: Until when the signature can be used.
        kind: What may be done.
    """

    token: Address
    spender: Address | None
    amount: int
    until: int | None = None
    sign_until: int | None = None
    kind: PermitKind = PermitKind.TAKE


def permits_of(message: TypedMessage) -> tuple[PermitMeaning, ...]:
    """What the message allows, by type; nothing if it is no permit that is known."""
    contract = message.domain_value("verifyingContract")
    if not isinstance(contract, Address):
        return ()
    name = message.primary_type
    reader = _READERS.get(name)
    if reader is None and name.startswith("Permit") and name.endswith("TransferFrom"):
        reader = _taken
    return () if reader is None else tuple(reader(message, contract))


def looks_like_permit(message: TypedMessage) -> bool:
    """Whether it calls itself a permit, known or not."""
    name = message.primary_type.casefold()
    return "permit" in name or "delegationwithsig" in name


def _permit(message: TypedMessage, contract: Address) -> Iterator[PermitMeaning]:
    """ERC-2612's, and DAI's, which allows all or nothing."""
    amount, until = _number(message, "value") or 0, _number(message, "deadline")
    if message.value("holder") is not None:
        amount = MAX_UINT256 if message.value("allowed") is True else 0
        until = _number(message, "expiry") or None
    yield PermitMeaning(contract, _address(message, "spender"), amount, None, until)


def _transferred(message: TypedMessage, contract: Address) -> Iterator[PermitMeaning]:
    """ERC-3009's, which are used once."""
    amount, until = _number(message, "value") or 0, _number(message, "validBefore")
    yield PermitMeaning(contract, _address(message, "to"), amount, None, until)


def _delegated(message: TypedMessage, contract: Address) -> Iterator[PermitMeaning]:
    """Aave's, of a debt token."""
    amount, until = _number(message, "value") or 0, _number(message, "deadline")
    yield PermitMeaning(contract, _address(message, "delegatee"), amount, None, until, PermitKind.BORROW)


def _managed(message: TypedMessage, contract: Address) -> Iterator[PermitMeaning]:
    """Morpho's (``authorized``, ``isAuthorized``) and Compound III's (``manager``, ``isAllowed``)."""
    for who, flag, until in (("authorized", "isAuthorized", "deadline"), ("manager", "isAllowed", "expiry")):
        allowed = message.value(flag)
        if isinstance(allowed, bool):
            ends = _number(message, until)
            yield PermitMeaning(contract, _address(message, who), int(allowed), None, ends, PermitKind.MANAGE)


def _kept(message: TypedMessage, _contract: Address) -> Iterator[PermitMeaning]:
    """Permit2's allowances, which stay until they expire (AllowanceTransfer)."""
    for path in _places(message, "details"):
        token = message.value(f"{path}.token")
        if isinstance(token, Address):
            yield PermitMeaning(
                token, _address(message, "spender"), _number(message, f"{path}.amount") or 0,
                _number(message, f"{path}.expiration"), _number(message, "sigDeadline"),
            )  # fmt: skip


def _taken(message: TypedMessage, _contract: Address) -> Iterator[PermitMeaning]:
    """Permit2's transfers, which are used once (SignatureTransfer); the spender is who presents the signature."""
    for path in _places(message, "permitted"):
        token = message.value(f"{path}.token")
        if isinstance(token, Address):
            yield PermitMeaning(
                token, _address(message, "spender"), _number(message, f"{path}.amount") or 0,
                None, _number(message, "deadline"),
            )  # fmt: skip


def _places(message: TypedMessage, name: str) -> list[str]:
    count = message.value(name)
    return [f"{name}.{place}" for place in range(count)] if isinstance(count, int) else [name]


def _address(message: TypedMessage, path: str) -> Address | None:
    value = message.value(path)
    return value if isinstance(value, Address) else None


def _number(message: TypedMessage, path: str) -> int | None:
    value = message.value(path)
    return value if isinstance(value, int) else None


_READERS: dict[str, Callable[[TypedMessage, Address], Iterator[PermitMeaning]]] = {
    "Permit": _permit,
    "TransferWithAuthorization": _transferred,
    "ReceiveWithAuthorization": _transferred,
    "DelegationWithSig": _delegated,
    "Authorization": _managed,
    "PermitSingle": _kept,
    "PermitBatch": _kept,
}

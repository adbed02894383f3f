"""Signed messages that let somebody take tokens without a transaction of the owner's: what each allows, whatever it says.

ERC-2612 permits, DAI's own, and those of Uniswap's Permit2, by their type and members: a permit is no document, it is
money in another's hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core.identity import Address
from desktop.core.money import MAX_UINT256
from desktop.core.typed_messages import TypedMessage


@dataclass(frozen=True, slots=True)
class PermitMeaning:
    """One token that the message lets be taken.

    Attributes:
        token: The contract of the token.
        spender: Who may take; None where the message does not say (whoever holds the signature).
        amount: How much at most.
        until: Until when the allowance holds (Unix seconds); None where it does not end, or is used at once.
        sign_until: Until when the signature can be used.
    """

    token: Address
    spender: Address | None
    amount: int
    until: int | None = None
    sign_until: int | None = None


def permits_of(message: TypedMessage) -> tuple[PermitMeaning, ...]:
    """What the message allows, by type; nothing if it is no permit that is known."""
    contract = message.domain_value("verifyingContract")
    if not isinstance(contract, Address):
        return ()
    match message.primary_type:
        case "Permit" if message.value("holder") is not None:
            amount = MAX_UINT256 if message.value("allowed") is True else 0
            expiry = _number(message, "expiry")
            return (PermitMeaning(contract, _address(message, "spender"), amount, None, expiry or None),)
        case "Permit":
            return (
                PermitMeaning(
                    contract, _address(message, "spender"), _number(message, "value") or 0, None,
                    _number(message, "deadline"),
                ),
            )  # fmt: skip
        case "PermitSingle" | "PermitBatch":
            return tuple(_kept(message))
        case name if name.startswith("Permit") and name.endswith("TransferFrom"):
            return tuple(_taken(message))
    return ()


def looks_like_permit(message: TypedMessage) -> bool:
    """Whether it calls itself a permit, known or not."""
    return "permit" in message.primary_type.casefold()


def _kept(message: TypedMessage) -> Iterator[PermitMeaning]:
    """Permit2's allowances, which stay until they expire (AllowanceTransfer)."""
    for path in _places(message, "details"):
        token = message.value(f"{path}.token")
        if isinstance(token, Address):
            yield PermitMeaning(
                token, _address(message, "spender"), _number(message, f"{path}.amount") or 0,
                _number(message, f"{path}.expiration"), _number(message, "sigDeadline"),
            )  # fmt: skip


def _taken(message: TypedMessage) -> Iterator[PermitMeaning]:
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

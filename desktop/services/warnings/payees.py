"""What is unusual about who is paid: never paid before, a forger's address, nobody's, a contract's."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from desktop.core.calls import Role
from desktop.core.contacts import Contact
from desktop.core.errors import EnvironmentFault
from desktop.core.identity import Address
from desktop.core.lookalikes import look_alike
from desktop.core.payment_links import PaymentRequest
from desktop.core.warnings import (
    AT_TOKEN,
    BURN,
    CONTRACT,
    FIRST_TIME,
    LOOK_ALIKE,
    OTHER_CHAIN,
    SELF,
    UNKNOWN_RECIPIENT,
    Alert,
    alert,
    gravest_first,
    threshold,
)
from desktop.services.warnings.payments import judge_request

_DEAD: Final = bytes.fromhex("dead")
_LAST_PRECOMPILE: Final = 0x1FF
"""EIP-1352: the addresses up to 0xffff are set aside; those in use, of all known networks, end here."""


class Roles(Protocol):
    """Knows what is at an address (``services.effects.ports.Roles``)."""

    def role_of(self, address: Address) -> Role: ...


class KnownPayees(Protocol):
    """Whom the person knows."""

    def contacts(self) -> list[Contact]: ...
    def paid(self) -> list[Address]:
        """Everybody to whom a payment of this wallet's own went and arrived."""


class PayeeWarnings:
    """Judges recipients; asks the network one thing, what is at the address, and says when it did not answer."""

    def __init__(
        self,
        roles: Roles,
        known: KnownPayees,
        own_accounts: Callable[[], Iterable[Address]],
        chain_id: int,
        network_name: str = "",
    ) -> None:
        self._roles = roles
        self._known = known
        self._own_accounts = own_accounts
        self._chain_id = chain_id
        self._present = network_name or chain_id

    def requested(self, request: PaymentRequest) -> list[Alert]:
        """What is unusual about a link on this network."""
        return judge_request(request, self._chain_id, self._present)

    def about(self, account: Address, to: Address, *, token: Address | None = None) -> tuple[Alert, ...]:
        """What is unusual about something of ``account`` going to ``to``.

        Args:
            account: Who pays.
            to: Who receives.
            token: The contract of the tokens that are paid, if any are.
        """
        contacts = self._known.contacts()
        contact = next((c for c in contacts if c.address == to), None)
        own = set(self._own_accounts()) | {account}
        paid = self._known.paid()
        is_known = contact is not None or to in own or to in paid
        found = [alert(SELF)] if to == account else []
        if is_burn(to):
            return gravest_first([*found, alert(BURN)])
        if not is_known:
            found += _stranger(to, contacts, own, paid)
        if contact is not None and contact.chain_id not in {None, self._chain_id}:
            found.append(alert(OTHER_CHAIN, wanted=contact.chain_id or 0, present=self._present))
        if to == token:
            found.append(alert(AT_TOKEN, token=to))
        elif to not in own:
            found += self._place(to, is_known=is_known)
        return gravest_first(found)

    def _place(self, to: Address, *, is_known: bool) -> list[Alert]:
        """What is there: a token's contract takes without giving back, however well it is known."""
        try:
            role = self._roles.role_of(to)
        except EnvironmentFault:
            return [] if is_known else [alert(UNKNOWN_RECIPIENT)]
        if role in {Role.TOKEN, Role.ITEMS}:
            return [alert(AT_TOKEN, token=to)]
        if role in {Role.ACCOUNT, Role.SPLIT} or is_known:
            return []
        return [alert(CONTRACT)]


def is_burn(address: Address) -> bool:
    """Whether nobody has the key: the zero address, those that end in dead, one byte over and over, precompiles."""
    raw = address.raw
    dead = raw.lstrip(b"\0") == _DEAD or raw == _DEAD * 10 or raw == _DEAD + bytes(18)
    is_low = int.from_bytes(raw, "big") <= _LAST_PRECOMPILE
    return dead or is_low or raw == _DEAD + bytes(16) + _DEAD or raw in {b"\xff" * 20, b"\xee" * 20}


def _stranger(
    to: Address, contacts: list[Contact], own: Iterable[Address], paid: list[Address]
) -> list[Alert]:
    digits = threshold(LOOK_ALIKE)
    twin = look_alike(to, [*(c.address for c in contacts), *own, *paid], digits=digits)
    found = [alert(FIRST_TIME)]
    if twin is not None:
        name = next((c.name for c in contacts if c.address == twin), twin.short)
        found.append(alert(LOOK_ALIKE, name=name, known=twin))
    return found

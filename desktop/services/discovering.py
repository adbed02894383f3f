"""Finding the accounts of a phrase that were used before, by asking the node about one address at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.core.accounts import PathScheme
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.identity import Address

GAP: Final = 5
"""Unused addresses in a row after which a scheme is taken to have no more.

BIP-44 stops at the first for accounts; people who skipped some are why wallets look further.
"""
MOST: Final = 100
"""Addresses of one scheme that are asked about at most."""
_AHEAD: Final = 20


class UseReader(Protocol):
    """The node, as far as it tells whether an address was used. Each call is one request about one address."""

    def told_nonce(self, account: Address) -> int: ...
    def balance_wei(self, account: Address) -> int: ...


class PathVault(Protocol):
    """Derives addresses of the open wallet's phrase."""

    def addresses_at(self, paths: Sequence[str]) -> list[Address]: ...


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account of the phrase that was used: it sent something, holds coins, or holds licences of this market."""

    address: Address
    path: str
    scheme: PathScheme
    index: int
    sent: int
    balance_wei: int
    licences: int


class AccountDiscovery:
    """Three requests about each address, one after the other: no request names two of them."""

    def __init__(
        self, vault: PathVault, chain: UseReader, licences_of: Callable[[Address], int], *, gap: int = GAP
    ) -> None:
        """``licences_of``: how many licences of this market an address holds; one request."""
        self._vault = vault
        self._chain = chain
        self._licences_of = licences_of
        self._gap = gap

    def look(
        self,
        cancel: CancelToken,
        report: Callable[[Progress], None],
        schemes: Sequence[PathScheme] = tuple(PathScheme),
    ) -> list[FoundAccount]:
        """The used accounts of each scheme, in their order; an account of two schemes is found in the first.

        Raises:
            Cancelled: The person stopped it.
            EnvironmentFault: The node cannot be asked: what was not read is never taken for unused.
        """
        found: list[FoundAccount] = []
        asked: set[Address] = set()
        for scheme in schemes:
            found += self._look_in(scheme, asked, cancel, report)
        return found

    def _look_in(
        self,
        scheme: PathScheme,
        asked: set[Address],
        cancel: CancelToken,
        report: Callable[[Progress], None],
    ) -> list[FoundAccount]:
        found: list[FoundAccount] = []
        unused = index = 0
        addresses: list[Address] = []
        while unused < self._gap and index < MOST:
            if index == len(addresses):
                paths = [scheme.path(i) for i in range(index, min(index + _AHEAD, MOST))]
                addresses += self._vault.addresses_at(paths)
            cancel.raise_if_cancelled()
            address = addresses[index]
            if address not in asked:
                asked.add(address)
                account = self._read(address, scheme, index)
                unused = unused + 1 if account is None else 0
                found += [account] if account is not None else []
                report(Progress("discovery", scheme.name, len(asked)))
            index += 1
        return found

    def _read(self, address: Address, scheme: PathScheme, index: int) -> FoundAccount | None:
        sent = self._chain.told_nonce(address)
        balance = self._chain.balance_wei(address)
        licences = self._licences_of(address)
        if not sent and not balance and not licences:
            return None
        return FoundAccount(address, scheme.path(index), scheme, index, sent, balance, licences)

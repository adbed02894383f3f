"""What block lists need of the disk, the vault and the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.block_lists import Entry, Mode
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list as it is kept. ``author`` is None of the own list until it was signed for the first time.

    ``source`` is the address it is fetched from, or empty; ``every_s`` how often, 0 for never unasked. ``looked_at`` is
    when it was last asked for, ``fault`` the class name of what then went wrong. ``seen_version`` is the version whose
    entries the person has last looked at.
    """

    id: str
    name: str
    about: str
    author: Address | None
    version: int
    date: int
    entries: int
    mode: Mode
    is_own: bool = False
    source: str = ""
    every_s: int = 0
    looked_at: int = 0
    fault: str = ""
    seen_version: int = 0


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One version that is still on disk."""

    list_id: str
    version: int
    added_at: int


class ListBook(Protocol):
    """Lists, their files and their entries on disk; every change is one transaction."""

    def lists(self) -> list[KeptList]:
        """The own one first, then as they were added."""

    def get(self, list_id: str) -> KeptList:
        """Raises NoSuchRecord."""

    def put(self, kept: KeptList, now: int) -> None:
        """Add it or change what is kept beside its entries."""

    def put_version(self, kept: KeptList, document: bytes, entries: Sequence[Entry], now: int) -> None:
        """Add or replace the list with this version of it; the oldest versions beyond a few are dropped."""

    def remove(self, list_id: str) -> None: ...
    def entries(self, list_id: str) -> tuple[Entry, ...]:
        """In the order of a list's file."""

    def entries_at(self, chain_id: int, market: Address) -> list[tuple[str, Entry]]:
        """What all lists say of one market, with each list's id."""

    def add_entry(self, kept: KeptList, entry: Entry) -> None:
        """One more entry, in place of an earlier one about the same."""

    def remove_entry(self, kept: KeptList, entry: Entry) -> None: ...
    def versions(self, list_id: str) -> list[ListVersion]:
        """The newest first."""

    def document(self, list_id: str, version: int) -> bytes:
        """Raises NoSuchRecord."""


class Offers(Protocol):
    """The catalogue, as far as who listed what goes."""

    def position(self) -> int:
        """The last block in it."""

    def with_keys(self, keys: frozenset[bytes]) -> frozenset[int]:
        """The listings whose present terms have one of these key hashes."""

    def of_sellers(self, sellers: frozenset[Address]) -> frozenset[int]: ...
    def sellers_of(self, listings: frozenset[int]) -> frozenset[Address]: ...


class ListSigner(Protocol):
    """The vault, as far as lists go: it reads the list itself and signs nothing else."""

    def sign_block_list(self, account: Address, block_list: bytes) -> bytes: ...


class ListFetcher(Protocol):
    """Fetches a file of at most ``MAX_FILE_BYTES`` from an address that the person gave."""

    def check(self, address: str) -> str:
        """The address as it is asked for; raises InvalidListAddress."""

    def fetch(self, address: str, cancel: CancelToken) -> bytes:
        """Raises BlockListUnavailable."""

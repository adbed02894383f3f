"""What previewing needs of its adapters, and what others need of previewing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.calls import DecodedCall, Role
from desktop.core.effect_checks import Expectation, Verdict
from desktop.core.effects import Preview
from desktop.core.errors import Reverted
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.transactions import Call, UnsignedTransaction


class Previewer(Protocol):
    """Says what a transaction does, before it is signed. Takes a moment of the network: call it from a job."""

    def preview(self, account: Address, call: Call) -> Preview:
        """Decode and try the call as this account's; a call that would fail is a preview too, with its reason.

        It raises nothing for a node that does not answer: the effects are then what is known of such a call
        (``Fullness.UNREACHED``).
        """


@dataclass(frozen=True, slots=True)
class Read:
    """A view to be asked before and after a call."""

    to: Address
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the view answered before and after; None where it failed."""

    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Log:
    """An event as a contract wrote it."""

    address: Address
    topics: tuple[bytes, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Trial:
    """What a call did when it was tried; ``coins`` is how many wei more (or less) the account held, without fees."""

    coins: int
    readings: tuple[Reading, ...]
    logs: tuple[Log, ...]
    gas_used: int
    failure: Reverted | None


class Simulator(Protocol):
    """Tries calls at a node."""

    def measure(self, account: Address, call: Call, reads: Sequence[Read]) -> Trial | None: ...
    def attempt(self, account: Address, call: Call) -> Reverted | None: ...


class Decoder(Protocol):
    """Knows the functions of contracts."""

    def decode(self, role: Role, data: bytes) -> DecodedCall:
        """Function and arguments; of an unknown selector no more than that. Its act is ``UNKNOWN``."""


class Roles(Protocol):
    """Knows what is at an address."""

    def role_of(self, address: Address) -> Role: ...


class Preparer(Protocol):
    """Binds a call to nonce, gas and fees."""

    @property
    def chain_id(self) -> int: ...
    def prepare(self, sender: Address, call: Call) -> UnsignedTransaction: ...


class Currencies(Protocol):
    """What tokens say of themselves; a token that does not answer has no words."""

    def currency_if_told(self, address: Address) -> Currency: ...


@dataclass(frozen=True, slots=True)
class Mined:
    """A transaction as it was mined; ``fee_wei`` is all that was taken for it beside its value."""

    block: int
    succeeded: bool
    fee_wei: int
    logs: tuple[Log, ...]
    to: Address | None
    data: bytes
    value_wei: int


@dataclass(frozen=True, slots=True)
class Around:
    """An account before and after a block: how much more coin, how many transactions, and what views said."""

    coins: int
    sent: int
    readings: tuple[Reading, ...]


class Outcomes(Protocol):
    """What became of transactions."""

    def mined(self, transaction_hash: bytes) -> Mined | None: ...
    def around(self, account: Address, block: int, reads: Sequence[Read]) -> Around | None: ...


class ExpectationBook(Protocol):
    """What transactions were expected to do, on disk."""

    def put(self, expectation: Expectation) -> None:
        """Insert or replace, by hash."""

    def find(self, transaction_hash: bytes) -> Expectation | None: ...
    def also(self, old: bytes, new: bytes) -> None:
        """What was expected of one transaction is expected of another of the same act too."""

    def with_verdict(self, verdict: Verdict) -> list[Expectation]:
        """Newest first."""

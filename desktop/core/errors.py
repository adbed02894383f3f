"""The error tree: what went wrong as data; the sentences for people are made in ``desktop.text``.

Four roots, four reactions: a ``UserError`` is shown as it is, an ``EnvironmentFault`` (disk, network, node)
with its remedy and an offer to retry, a ``Bug`` in general words with a traceback in the log, and
``Cancelled`` not at all. Children are ``@dataclass(eq=False)``: data as attributes, hashable, and not frozen,
because contextlib sets ``__traceback__`` on the errors that pass through it.
"""

from dataclasses import dataclass


class AppError(Exception):
    """Root of every error that Licet raises on purpose."""


class UserError(AppError):
    """The person asked for something that cannot be done; they can change it."""


class EnvironmentFault(AppError):
    """Disk, network, node or a stranger's data failed; nothing in Licet is broken."""


class Bug(AppError):
    """Licet broke a rule of its own."""


class Cancelled(AppError):
    """The person asked to stop."""


@dataclass(eq=False)
class InvalidAddress(UserError):
    """Text that is no EVM address, or one whose EIP-55 checksum is wrong."""

    text: str


@dataclass(eq=False)
class InvalidAmount(UserError):
    """Text that is no amount of a currency with this many decimals."""

    text: str
    decimals: int


@dataclass(eq=False)
class InsufficientFunds(UserError):
    """The account cannot pay price and fee together."""

    needed_wei: int
    available_wei: int


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken rule of the package profile: which, where, and what was found."""

    rule: str
    where: str
    text: str


@dataclass(eq=False)
class InvalidPackage(EnvironmentFault):
    """A package, manifest or spec breaks the profile; nothing of it was used."""

    breaches: tuple[Breach, ...]


@dataclass(eq=False)
class InvalidCard(EnvironmentFault):
    """A listing's card is not the canonical JSON that it must be."""

    reason: str


@dataclass(eq=False)
class ContentMismatch(EnvironmentFault):
    """Bytes from a source are not those the listing committed to."""

    what: str
    where: str


@dataclass(eq=False)
class OrderContradicted(ContentMismatch):
    """What a node tells of an order is not what the order's slot on the chain commits to; it was not believed."""


@dataclass(eq=False)
class ContentUnavailable(EnvironmentFault):
    """No source of the listing serves the content."""

    sources: tuple[str, ...]


@dataclass(eq=False)
class ChildDied(EnvironmentFault):
    """A child process ended while it was needed; the next call starts a new one."""

    child: str
    exit_code: int | None


@dataclass(eq=False)
class ChildTimeout(EnvironmentFault):
    """A child process did not answer in time and was stopped."""

    child: str
    timeout_s: float


@dataclass(eq=False)
class ModelCrashed(ChildDied):
    """The worker ended while it read or ran a stranger's bytes; the next call has a fresh one."""


@dataclass(eq=False)
class ModelTooSlow(ChildTimeout):
    """The worker gave no answer in time; it was asked to stop, and stopped where it did not."""


@dataclass(eq=False)
class DataDirectoryBusy(UserError):
    """Another Licet owns the data directory."""

    path: str
    owner_pid: int | None


@dataclass(eq=False)
class DataDirectoryUnusable(EnvironmentFault):
    """The data directory cannot be made, read or written; ``reason`` is the operating system's."""

    path: str
    reason: str


@dataclass(eq=False)
class DatabaseDamaged(EnvironmentFault):
    """A database file is not one, or its pages are broken."""

    path: str


@dataclass(eq=False)
class DatabaseTooNew(UserError):
    """The database was written by a newer Licet."""

    path: str


@dataclass(eq=False)
class DatabaseBusy(EnvironmentFault):
    """Another program holds the database longer than was waited for."""

    path: str


@dataclass(eq=False)
class NoSuchRecord(UserError):
    """The database has no ``kind`` (purchase, sale, ...) of this name."""

    kind: str
    id: str


@dataclass(eq=False)
class InvalidPoint(EnvironmentFault):
    """Two numbers from a chain that are no point of secp256k1."""

    what: str


@dataclass(eq=False)
class StaleState(Bug):
    """A state was to be changed that is not the present one: two hands on one record. Nothing was written."""

    id: str
    expected: str
    actual: str


@dataclass(eq=False)
class IllegalTransition(Bug):
    """The state machine has no such step. Nothing was written."""

    id: str
    old: str
    new: str


@dataclass(eq=False)
class DiskFull(EnvironmentFault):
    """Too little space is left for what was asked."""

    path: str
    needed_bytes: int
    free_bytes: int


@dataclass(eq=False)
class WrongPassword(UserError):
    """The password does not open the file (or the file's encrypted part was altered)."""


@dataclass(eq=False)
class WalletLocked(UserError):
    """The request needs an unlocked wallet."""


@dataclass(eq=False)
class NodeUnreachable(EnvironmentFault):
    """No connection to the node could be made, or it broke off."""

    url: str


@dataclass(eq=False)
class NodeTimeout(EnvironmentFault):
    """The node did not answer in time."""

    url: str


@dataclass(eq=False)
class RateLimited(EnvironmentFault):
    """The node takes no more requests for now."""

    url: str
    retry_after_s: float | None = None


@dataclass(eq=False)
class WrongChain(UserError):
    """The node serves another chain than the one asked for."""

    expected: int
    found: int


@dataclass(eq=False)
class NoContract(UserError):
    """There is no market contract at the address."""

    address: str


@dataclass(eq=False)
class Reverted(UserError):
    """The contract refused the call.

    ``name`` is the error's name in the contract's ABI ("OutOfGas", "Error", "Panic" or "" where it has none),
    ``values`` its fields as (name, text) pairs; text that is not a number or address comes from the contract.
    """

    name: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class NonceTooLow(UserError):
    """Another transaction with this nonce has been mined (perhaps this very one)."""


@dataclass(eq=False)
class TransactionUnderpriced(UserError):
    """The fee is too low, or not enough above that of the transaction to be replaced."""

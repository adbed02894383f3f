"""What finding movements needs of a chain and of the books."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desktop.core.errors import EnvironmentFault
from desktop.core.identity import Address
from desktop.core.movements import AccountState, BlockMoves, Passage, TokenLog
from desktop.core.spam import HiddenBy
from desktop.core.traces import Grant, Trace
from desktop.services.journal import Activity

T = TypeVar("T")


@dataclass(eq=False)
class ChainMoved(EnvironmentFault):
    """The chain was reorganised while an account was read; nothing was kept, and asking again helps."""


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The newest block, and the newest final one."""

    head: int
    head_hash: bytes
    final: int


@dataclass(frozen=True, slots=True)
class AccountLogs:
    """Logs that name an account, in chain order."""

    transfers: tuple[TokenLog, ...] = ()
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class MinedPassage:
    """A transaction with its place."""

    passage: Passage
    block: int


class AccountReader(Protocol):
    """One endpoint of the chain. No request names two accounts."""

    def end(self) -> ChainEnd: ...
    def block_hash(self, number: int) -> bytes | None: ...
    def states(self, account: Address, blocks: Sequence[int]) -> list[AccountState | None]:
        """Balance and nonce at the end of each block; None where the node has forgotten it."""

    def moves(self, account: Address, blocks: Sequence[int]) -> list[BlockMoves]:
        """What each block's own lists say about the account."""

    def logs(self, account: Address, first: int, last: int) -> AccountLogs: ...
    def passages(self, account: Address, hashes: Sequence[bytes]) -> dict[bytes, MinedPassage]:
        """Those of the transactions that are mined."""

    def times(self, blocks: Iterable[int]) -> dict[int, int]: ...


class AccountChain(Protocol):
    """The chain; everything that one look needs is asked of one and the same endpoint."""

    @property
    def chain_id(self) -> int: ...
    def read_from_one(self, read: Callable[[AccountReader], T]) -> T: ...


class FoundBook(Protocol):
    """The activity, as far as what is found goes."""

    def together(self) -> AbstractContextManager[object]:
        """What is written inside is kept as a whole or not at all."""

    def add(self, activity: Activity) -> int: ...
    def put(self, activity: Activity) -> None: ...
    def remove(self, activity_id: int) -> None: ...
    def lines_of(self, account: Address, chain_id: int, since_block: int = 0) -> list[Activity]: ...
    def found_on(self, chain_id: int) -> list[Activity]: ...
    def set_hidden(self, activity_id: int, hidden: HiddenBy) -> None: ...
    def own_tokens(self, chain_id: int) -> frozenset[Address]: ...
    def payees(self) -> frozenset[Address]: ...


class TraceBook(Protocol):
    """How far was looked, what was allowed, and which tokens the person took in or hid."""

    def trace(self, chain_id: int, account: Address) -> Trace | None: ...
    def save(self, chain_id: int, account: Address, trace: Trace) -> None: ...
    def forget(self, chain_id: int, account: Address) -> None: ...
    def add_grants(self, chain_id: int, account: Address, grants: Sequence[Grant]) -> None: ...
    def grants(self, chain_id: int, account: Address) -> list[Grant]: ...
    def choose_token(self, chain_id: int, token: Address, *, is_shown: bool) -> None: ...
    def token_choices(self, chain_id: int) -> dict[Address, bool]: ...

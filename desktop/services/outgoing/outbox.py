"""What was signed, kept raw with its chain and nonce before anything is sent."""

from collections.abc import Callable
from typing import Final, Protocol

from desktop.core.errors import AppError, UserError
from desktop.core.identity import Address
from desktop.core.outgoing import Attempt, AttemptKind, Fate, Outgoing, Reception, Situation
from desktop.core.transactions import SignedTransaction, UnsignedTransaction
from desktop.services.ports import Clock

_LATELY: Final = 25
"""So many acts say what is usual; the fees of chains move within weeks."""


class OutgoingBook(Protocol):
    """Acts and their attempts, on disk; a write is durable when it returns."""

    def add(self, act: Outgoing, also: Callable[[], object] = ...) -> int: ...
    def add_attempt(self, act_id: int, attempt: Attempt, fate: Fate) -> None: ...
    def set_reception(self, transaction_hash: bytes, reception: Reception) -> None: ...
    def set_fate(self, act_id: int, fate: Fate, *, is_watched: bool) -> None: ...
    def find(self, transaction_hash: bytes) -> Outgoing | None: ...
    def at(self, chain_id: int, account: Address, nonce: int) -> list[Outgoing]: ...
    def watched(self, chain_id: int) -> list[Outgoing]: ...
    def newest(self, chain_id: int, limit: int) -> list[Outgoing]: ...


class Outbox:
    """Keeps attempts, and knows which of them belong to one act."""

    def __init__(self, book: OutgoingBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def keep(
        self,
        account: Address,
        transaction: UnsignedTransaction,
        signed: SignedTransaction,
        also: Callable[[], object],
    ) -> None:
        """Keep the first attempt of a new act together with what ``also`` writes; the same bytes are kept once."""
        if self._book.find(signed.hash) is None:
            attempt = self._attempt(AttemptKind.FIRST, transaction, signed)
            self._book.add(Outgoing(0, transaction.chain_id, account, transaction.nonce, (attempt,)), also)

    def keep_next(
        self, act: Outgoing, kind: AttemptKind, transaction: UnsignedTransaction, signed: SignedTransaction
    ) -> None:
        """Keep one more attempt of an act; nothing that was suspected of it counts any more."""
        self._book.add_attempt(act.id, self._attempt(kind, transaction, signed), Fate(Situation.WAITING))

    def send(self, transaction_hash: bytes, send: Callable[[], object]) -> None:
        """Send kept bytes and note how they were received.

        Raises:
            AppError: As ``send`` does.
        """
        try:
            send()
        except UserError:  # the node's verdict; anything else says nothing about the bytes
            self._book.set_reception(transaction_hash, Reception.REFUSED)
            raise
        except AppError:
            self._book.set_reception(transaction_hash, Reception.KEPT)
            raise
        self._book.set_reception(transaction_hash, Reception.TAKEN)

    def find(self, transaction_hash: bytes) -> Outgoing | None:
        """The act of a transaction."""
        return self._book.find(transaction_hash)

    def newest_at(self, chain_id: int, account: Address, nonce: int) -> Outgoing | None:
        """The act that was signed last for a nonce."""
        return next(reversed(self._book.at(chain_id, account, nonce)), None)

    def usual_fee_wei(self, chain_id: int) -> int | None:
        """What this wallet lately offered per gas at most, half of the time less; None before it has sent anything."""
        acts = self._book.newest(chain_id, _LATELY)
        offered = sorted(act.attempts[0].transaction.max_fee_wei for act in acts)
        return offered[len(offered) // 2] if offered else None

    def open_acts(self, chain_id: int, account: Address) -> list[Outgoing]:
        """The acts of an account that wait for something, oldest first."""
        return [act for act in self._book.watched(chain_id) if act.account == account and act.is_open]

    def _attempt(
        self, kind: AttemptKind, transaction: UnsignedTransaction, signed: SignedTransaction
    ) -> Attempt:
        return Attempt(kind, transaction, signed.raw, signed.hash, self._clock.now())

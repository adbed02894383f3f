"""The activity of the wallet: a line for each transaction before it is sent, settled by its receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.movements import Leg
from desktop.core.outgoing import UNSETTLED, Standing
from desktop.core.spam import HiddenBy
from desktop.core.transactions import Receipt
from desktop.services.ports import Clock

_NEWEST = 30
ON_ITS_WAY = frozenset(standing.value for standing in UNSETTLED)
"""The statuses of lines that the chain has not decided."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the activity list; ``amount``, of ``currency``, is negative when it left the account.

    Attributes:
        chain_id: Where it happened; None in lines of the time before networks were told apart, until the chain shows them.
        block: Where it was mined, once that was read.
        mined_at: The time of that block.
        legs: What really moved, as the chain tells it; None until that was read.
        hidden: Why it is kept out of the ordinary list.
        is_found: Seen on the chain, and not made by this program here.
    """

    id: int
    time: int
    kind: str
    account: Address
    amount: int
    fee_wei: int
    hash: bytes | None
    status: str
    counterparty: Address | None
    subject: str = ""
    note: str = ""
    currency: Currency = COIN
    chain_id: int | None = None
    block: int | None = None
    mined_at: int | None = None
    legs: tuple[Leg, ...] | None = None
    hidden: HiddenBy = HiddenBy.NOTHING
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a transaction is sent. ``amount`` is what it moves beside its fee; negative leaves the account.

    Of a ``settle`` or ``refund`` it is what the contract credits, which arrives later, with a ``withdraw``.
    """

    kind: str
    amount: int = 0
    counterparty: Address | None = None
    subject: str = ""
    currency: Currency = COIN


class ActivityBook(Protocol):
    """The activity of this wallet, on disk."""

    def add(self, activity: Activity) -> int: ...
    def find(self, transaction_hash: bytes) -> Activity | None: ...
    def set_status(self, activity_id: int, status: str, fee_wei: int) -> None: ...
    def set_amount(self, activity_id: int, amount_wei: int) -> None: ...
    def set_hash(self, activity_id: int, transaction_hash: bytes) -> None: ...
    def page(self, offset: int, limit: int) -> list[Activity]: ...
    def newest_acts(self, limit: int) -> list[Activity]:
        """Acts of this wallet, without what was only seen on the chain."""

    def pending(self) -> list[Activity]: ...
    def has_paid(self, counterparty: Address) -> bool: ...


class Journal:
    """Writes the activity."""

    def __init__(
        self,
        book: ActivityBook,
        clock: Clock,
        publish: Callable[[Change], None],
        chain_id: int | None = None,
    ) -> None:
        self._book = book
        self._chain_id = chain_id
        self._clock = clock
        self._publish = publish

    def sent(self, account: Address, transaction_hash: bytes, purpose: Purpose) -> None:
        """Add a line that is pending; the same transaction has one line, however often it is sent."""
        if self._book.find(transaction_hash) is None:
            self._add(account, purpose, transaction_hash, "pending")

    def received(self, account: Address, purpose: Purpose) -> None:
        """Add a line for something that came without a transaction of this wallet."""
        self._add(account, purpose, None, "done")

    def resent(self, replaced: bytes, transaction_hash: bytes) -> None:
        """The same act is under way, or was mined, as another transaction: its pending line goes on as that one."""
        line = self._book.find(replaced)
        if line is not None and line.status in ON_ITS_WAY and self._book.find(transaction_hash) is None:
            self._book.set_hash(line.id, transaction_hash)
            self.tell()

    def mined(self, receipt: Receipt) -> None:
        """Settle the line of a transaction; one that the journal does not know is none of this wallet's acts."""
        line = self._book.find(receipt.hash)
        if line is None or line.status not in ON_ITS_WAY:
            return
        self._book.set_status(line.id, "done" if receipt.succeeded else "failed", receipt.fee_wei)
        self.tell()

    def stands(self, hashes: Sequence[bytes], standing: Standing, receipt: Receipt | None) -> None:
        """Tell the line of an act how it stands; ``hashes`` are its attempts, of which the line names one.

        The line names the attempt that was mined, once one is.
        """
        likely = hashes if receipt is None else (receipt.hash, *hashes)
        line = next((found for one in likely if (found := self._book.find(one)) is not None), None)
        if line is None:
            return
        moved = receipt is not None and line.hash != receipt.hash
        if receipt is not None and moved:
            self._book.set_hash(line.id, receipt.hash)
        fee_wei = receipt.fee_wei if receipt is not None else 0
        if (line.status, line.fee_wei) != (standing.value, fee_wei):
            self._book.set_status(line.id, standing.value, fee_wei)
        elif not moved:
            return
        self.tell()

    def corrected(self, transaction_hash: bytes, amount_wei: int) -> None:
        """A transaction moved something else than was expected when it was sent: its events say so."""
        line = self._book.find(transaction_hash)
        if line is not None and line.amount != amount_wei:
            self._book.set_amount(line.id, amount_wei)
            self.tell()

    def pending(self) -> list[bytes]:
        """Transactions of this chain whose receipts were not seen yet."""
        return [line.hash for line in self._book.pending() if line.hash is not None and self._is_here(line)]

    def mined_lately(self) -> list[bytes]:
        """The newest transactions whose receipts were seen: those that a reorganisation can undo."""
        lines = [line for line in self._book.newest_acts(_NEWEST) if self._is_here(line)]
        return [line.hash for line in lines if line.hash is not None and line.status in {"done", "failed"}]

    def unmined(self, transaction_hash: bytes) -> None:
        """A reorganisation undid it: the line is on its way again, and its fee is not paid."""
        line = self._book.find(transaction_hash)
        if line is not None:
            self._book.set_status(line.id, "pending", 0)
            self.tell()

    def _add(self, account: Address, purpose: Purpose, transaction_hash: bytes | None, status: str) -> None:
        self._book.add(
            Activity(
                id=0,
                time=self._clock.now(),
                kind=purpose.kind,
                account=account,
                amount=purpose.amount,
                fee_wei=0,
                hash=transaction_hash,
                status=status,
                counterparty=purpose.counterparty,
                subject=purpose.subject,
                currency=purpose.currency,
                chain_id=self._chain_id,
            )
        )
        self.tell()

    def _is_here(self, line: Activity) -> bool:
        """Whether a line may be of this chain: one of the time before chains were kept may be of any."""
        return line.chain_id is None or self._chain_id is None or line.chain_id == self._chain_id

    def tell(self) -> None:
        """The activity has changed, and is on disk."""
        self._publish(Change(Topic.ACTIVITY))
        self._publish(Change(Topic.BALANCE))

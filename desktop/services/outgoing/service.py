"""One sent transaction as a person looks at it, and what can still be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.effect_checks import Expectation
from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address
from desktop.core.outgoing import AttemptKind, Outgoing, Standing, standing
from desktop.core.transactions import CustomFee, FeeOffer, Head
from desktop.services.journal import Activity
from desktop.services.outgoing.outbox import OutgoingBook
from desktop.services.outgoing.watching import OutgoingWatch
from desktop.services.ports import Clock
from desktop.services.transactions import TransactionService

NEEDS_HELP = frozenset({Standing.UNDERPRICED, Standing.STUCK, Standing.DROPPED})
_IN_TIME_OR_LOST = frozenset({"refund", "deliver"})
"""Acts that the contract takes only for a while: taking one back would lose what it is about."""


class Lines(Protocol):
    """The activity, as far as finding a line goes."""

    def find(self, transaction_hash: bytes) -> Activity | None: ...


class Heads(Protocol):
    """The chain, as far as its newest block goes."""

    @property
    def chain_id(self) -> int: ...
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class SentDetail:
    """An act, its line in the activity, how it stands, and other acts that were signed for its nonce.

    ``is_here`` is False for an act of another chain than the one that is connected; ``read_at`` is unix time.
    ``missing_nonce`` is a lower one that must be used first, and for which nothing was signed here. ``outcome`` is what
    was agreed to beside what came.
    """

    act: Outgoing
    line: Activity | None
    standing: Standing
    rivals: tuple[Outgoing, ...]
    is_here: bool
    read_at: int
    missing_nonce: int | None = None
    outcome: Expectation | None = None

    @property
    def is_being_cancelled(self) -> bool:
        """Whether the person took it back and the chain has not decided."""
        return self.act.is_open and self.act.newest.kind is AttemptKind.CANCEL

    @property
    def can_speed_up(self) -> bool:
        return self.is_here and self.act.is_open

    @property
    def can_cancel(self) -> bool:
        is_asked = any(attempt.kind is AttemptKind.CANCEL for attempt in self.act.attempts)
        may = self.line is None or self.line.kind not in _IN_TIME_OR_LOST
        return self.can_speed_up and may and not is_asked

    @property
    def next_kind(self) -> AttemptKind:
        """What speeding up means: of an act that is being cancelled, it speeds the cancelling up."""
        is_asked = any(attempt.kind is AttemptKind.CANCEL for attempt in self.act.attempts)
        return AttemptKind.CANCEL if is_asked else AttemptKind.SPEED_UP


class OutgoingService:
    """What the window and the commands use."""

    def __init__(
        self,
        *,
        chain: Heads,
        book: OutgoingBook,
        lines: Lines,
        transactions: TransactionService,
        watch: OutgoingWatch,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._chain = chain
        self._book = book
        self._lines = lines
        self._transactions = transactions
        self._watch = watch
        self._clock = clock
        self._publish = publish

    def detail(self, transaction_hash: bytes) -> SentDetail | None:
        """The act of a transaction; None if it was not signed here. Asks nobody."""
        act = self._book.find(transaction_hash)
        if act is None:
            return None
        line = next((found for a in act.attempts if (found := self._lines.find(a.hash)) is not None), None)
        now = self._clock.now()
        rivals = self._book.at(act.chain_id, act.account, act.nonce)
        return SentDetail(
            act,
            line,
            standing(act, now),
            tuple(rival for rival in rivals if rival.id != act.id),
            act.chain_id == self._chain.chain_id,
            now,
            self._missing(act),
            self._transactions.outcome(act),
        )

    def outcome(self, transaction_hash: bytes) -> Expectation | None:
        """What was agreed to beside what came; None of what was not signed here. Asks nobody."""
        act = self._book.find(transaction_hash)
        return None if act is None else self._transactions.outcome(act)

    def _missing(self, act: Outgoing) -> int | None:
        first = act.fate.next_nonce
        if first is None or first >= act.nonce or self._book.at(act.chain_id, act.account, first):
            return None
        return first

    def needing_help(self) -> list[Outgoing]:
        """Acts of this chain that will not come into a block by themselves soon, oldest first."""
        now = self._clock.now()
        return [act for act in self._book.watched(self._chain.chain_id) if standing(act, now) in NEEDS_HELP]

    def newest(self, limit: int) -> list[SentDetail]:
        """The acts of this chain that were signed last, the newest first."""
        found = (self.detail(act.newest.hash) for act in self._book.newest(self._chain.chain_id, limit))
        return [detail for detail in found if detail is not None]

    def waiting_at(self, account: Address, nonce: int) -> Outgoing | None:
        """The act of an account of this chain that waits with a nonce, the one that was signed last; asks nobody."""
        acts = self._book.at(self._chain.chain_id, account, nonce)
        return next((act for act in reversed(acts) if act.is_open), None)

    def head(self) -> Head:
        """The newest block, to say how deep a transaction lies."""
        return self._chain.head()

    def look(self) -> None:
        """Look at everything that is not over."""
        self._watch.look()

    def offer(self, transaction_hash: bytes, kind: AttemptKind) -> FeeOffer:
        """Fees to choose from for speeding up or cancelling."""
        return self._transactions.offer_over(self._act(transaction_hash), kind)

    def sign_again(self, transaction_hash: bytes, kind: AttemptKind, fee: CustomFee) -> None:
        """Speed up or cancel; kept before it is sent.

        Raises:
            FeeTooLowToReplace: Nodes would not take it.
            InsufficientFunds: The account cannot pay.
            NonceTooLow: One of the earlier ones was mined meanwhile.
        """
        act = self._act(transaction_hash)
        try:
            self._transactions.sign_again(act, kind, fee)
        finally:
            self._publish(Change(Topic.ACTIVITY, transaction_hash.hex()))

    def send_again(self, transaction_hash: bytes) -> None:
        """Send the newest bytes of an act once more; nothing new is signed."""
        self._transactions.resend(self._act(transaction_hash).newest.raw)
        self._watch.look()

    def _act(self, transaction_hash: bytes) -> Outgoing:
        act = self._book.find(transaction_hash)
        if act is None:
            raise NoSuchRecord("outgoing", transaction_hash.hex())
        return act

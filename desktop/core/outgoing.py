"""What became of a transaction that this wallet sent: one act per nonce, however many attempts it takes.

Everything here follows from *sights*: what one node told in one look. Good news (a receipt, a transaction that is
known) counts at once. Bad news (nobody knows it, its nonce is gone) must be told several times in a row, because nodes
behind a balancer differ for moments, and a reorganisation is believed at once only where another block stands in the
place of the one that held the transaction. Nothing is over before the chain itself calls the block final.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from desktop.core.identity import Address
from desktop.core.transactions import Call, Receipt, UnsignedTransaction

LOOKS_TO_BELIEVE = 3
"""So many looks in a row must tell the same bad news."""
STUCK_AFTER_S = 180
"""Fifteen blocks of twelve seconds: who pays what others pay is mined long before."""
RESENT_WITHIN_S = 3600
"""How long after signing the same bytes are sent again unasked, if nobody knows them any more."""


class AttemptKind(Enum):
    """Why a transaction with this nonce was signed."""

    FIRST = "first"
    SPEED_UP = "speed-up"
    CANCEL = "cancel"


class Reception(Enum):
    """What the endpoints said when the bytes were sent last."""

    KEPT = "kept"  # nobody answered, or the app ended before it asked
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Signed bytes for the nonce of an act, on disk before they are sent. ``made_at`` is unix time."""

    kind: AttemptKind
    transaction: UnsignedTransaction
    raw: bytes
    hash: bytes
    made_at: int
    reception: Reception = Reception.KEPT


class Situation(Enum):
    """Where an act stands as far as is known for certain."""

    WAITING = "waiting"
    DROPPED = "dropped"  # no node knows any of its transactions, and its nonce is free
    TAKEN = "taken"  # a transaction that is none of its own has its nonce
    MINED = "mined"


@dataclass(frozen=True, slots=True)
class Fate:
    """What was seen of an act so far.

    ``receipt`` is of the attempt that was mined. ``suspected`` was told ``told_times`` times in a row, and is not
    believed yet. ``undone_block`` is the number of a block that held it until the chain replaced that block. ``next_nonce`` and ``base_fee_wei`` are those of the last look; None and 0 before the first.
    """

    situation: Situation = Situation.WAITING
    receipt: Receipt | None = None
    is_final: bool = False
    suspected: Situation | None = None
    told_times: int = 0
    next_nonce: int | None = None
    base_fee_wei: int = 0
    looked_at: int = 0
    undone_block: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One act: its attempts, oldest first and never none, and their fate. ``id`` is 0 until it is kept."""

    id: int
    chain_id: int
    account: Address
    nonce: int
    attempts: tuple[Attempt, ...]
    fate: Fate = field(default_factory=Fate)

    @property
    def newest(self) -> Attempt:
        return self.attempts[-1]

    @property
    def mined(self) -> Attempt | None:
        """The attempt that the chain took."""
        receipt = self.fate.receipt
        return None if receipt is None else next(a for a in self.attempts if a.hash == receipt.hash)

    @property
    def is_cancelled(self) -> bool:
        return self.mined is not None and self.mined.kind is AttemptKind.CANCEL

    @property
    def is_open(self) -> bool:
        """Whether it waits for something, so that it can be sped up, cancelled or sent again."""
        return self.fate.situation in {Situation.WAITING, Situation.DROPPED}

    @property
    def first_call(self) -> Call:
        """What the act was about."""
        first = self.attempts[0].transaction
        return Call(first.to, first.data, first.value_wei, first.gas_limit)


@dataclass(frozen=True, slots=True)
class MinedNonce:
    """The highest nonce of an account that this wallet saw mined: by which transaction, signed when (unix time)."""

    nonce: int
    hash: bytes
    signed_at: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What one node told about one act in one look, the deepest tag first.

    ``final_number`` and ``final_nonce`` are None where the node serves no such tag. ``block_at_receipt`` is the hash of
    the block that now has the number of the block that the act was last seen in; None if there is none.
    """

    time: int
    base_fee_wei: int
    next_nonce: int
    receipts: Mapping[bytes, Receipt]
    known: frozenset[bytes]
    final_number: int | None = None
    final_nonce: int | None = None
    block_at_receipt: bytes | None = None


def follow(act: Outgoing, sight: Sight) -> Outgoing:
    """The act after one more look."""
    seen = _followed(act, sight)
    if seen.fate.receipt is not None:
        return replace(seen, fate=replace(seen.fate, undone_block=None))
    if act.fate.receipt is not None:
        return replace(seen, fate=replace(seen.fate, undone_block=act.fate.receipt.block_number))
    return seen


def _followed(act: Outgoing, sight: Sight) -> Outgoing:
    fate = replace(
        act.fate, next_nonce=sight.next_nonce, base_fee_wei=sight.base_fee_wei, looked_at=sight.time
    )
    found = next((sight.receipts[a.hash] for a in act.attempts if a.hash in sight.receipts), None)
    if found is not None:
        is_final = sight.final_number is not None and found.block_number <= sight.final_number
        return replace(act, fate=_settled(fate, Situation.MINED, found, is_final=is_final))
    if fate.receipt is not None:
        if sight.block_at_receipt == fate.receipt.block_hash:
            return replace(act, fate=_certain(fate))  # the node lags with its receipts
        if sight.block_at_receipt is not None:
            fate = _settled(fate, Situation.WAITING)
    told = _told(act, sight)
    is_final = sight.final_nonce is not None and sight.final_nonce > act.nonce
    return replace(act, fate=_weighed(fate, told, is_final=is_final and told is Situation.TAKEN))


def _told(act: Outgoing, sight: Sight) -> Situation:
    """What a look without a receipt says."""
    if sight.next_nonce > act.nonce:
        return Situation.TAKEN
    is_known = any(a.hash in sight.known for a in act.attempts)
    return Situation.WAITING if is_known else Situation.DROPPED


def _weighed(fate: Fate, told: Situation, *, is_final: bool) -> Fate:
    if told is fate.situation:
        return replace(_certain(fate), is_final=is_final)
    if told is Situation.WAITING and fate.situation is not Situation.MINED:
        return _settled(fate, told)
    times = fate.told_times + 1 if fate.suspected is told else 1
    if times >= LOOKS_TO_BELIEVE:
        return _settled(fate, told, is_final=is_final)
    return replace(fate, suspected=told, told_times=times)


def _settled(
    fate: Fate, situation: Situation, receipt: Receipt | None = None, *, is_final: bool = False
) -> Fate:
    return replace(_certain(fate), situation=situation, receipt=receipt, is_final=is_final)


def _certain(fate: Fate) -> Fate:
    return replace(fate, suspected=None, told_times=0)


class Standing(Enum):
    """An act in one word, for people; the value is the status of its line in the activity."""

    WAITING = "pending"
    QUEUED = "queued"
    UNDERPRICED = "underpriced"
    STUCK = "stuck"
    DROPPED = "dropped"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


UNSETTLED = frozenset(
    {Standing.WAITING, Standing.QUEUED, Standing.UNDERPRICED, Standing.STUCK, Standing.DROPPED}
)
"""The chain has decided nothing yet."""


def standing(act: Outgoing, now: int) -> Standing:
    """The word for an act at a time."""
    match act.fate.situation:
        case Situation.MINED:
            if act.is_cancelled:
                return Standing.CANCELLED
            succeeded = act.fate.receipt is not None and act.fate.receipt.succeeded
            return Standing.DONE if succeeded else Standing.FAILED
        case Situation.TAKEN:
            return Standing.REPLACED
        case Situation.DROPPED:
            return Standing.DROPPED
        case Situation.WAITING:
            return _why_waiting(act, now)


def _why_waiting(act: Outgoing, now: int) -> Standing:
    if act.fate.next_nonce is not None and act.fate.next_nonce < act.nonce:
        return Standing.QUEUED
    if max(a.transaction.max_fee_wei for a in act.attempts) < act.fate.base_fee_wei:
        return Standing.UNDERPRICED
    return Standing.STUCK if now - act.newest.made_at >= STUCK_AFTER_S else Standing.WAITING


def is_due_again(act: Outgoing, now: int) -> bool:
    """Whether the newest bytes should be sent again unasked: nobody knows them, and they were signed a moment ago."""
    is_missing = Situation.DROPPED in {act.fate.situation, act.fate.suspected}
    is_fresh = now - act.newest.made_at < RESENT_WITHIN_S
    return is_missing and is_fresh and act.newest.reception is not Reception.REFUSED


def cancelling(act: Outgoing) -> Call:
    """Nothing, paid to oneself: with the act's nonce and a higher fee, it leaves no room for the act."""
    return Call(act.account)

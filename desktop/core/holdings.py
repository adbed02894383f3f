"""Money that the contracts hold for the accounts of a wallet, and the transactions that take it home."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address


class HoldingKind(Enum):
    """Where the money is. The first five can be taken now, the others later."""

    REFUND = "refund"  # an order of this wallet that was not delivered in time
    SETTLE = "settle"  # a sale whose time to prove faults is over: anybody may settle it
    CREDIT = "credit"  # the market's credit of an account: refunds and earnings
    SHARE = "share"  # an account's share of what a revenue split holds, or is credited in the market
    BOND = "bond"  # free bond of a seller
    IN_DISPUTE = "in-dispute"  # delivered, and a fault can still be proven
    WAITING = "waiting"  # paid for, and the seller still has time to deliver
    BOND_LOCKED = "bond-locked"  # bound by open orders


TAKEABLE = frozenset(
    {HoldingKind.REFUND, HoldingKind.SETTLE, HoldingKind.CREDIT, HoldingKind.SHARE, HoldingKind.BOND}
)


class Doubt(Enum):
    """Why something is not taken unless the person ticks it, or cannot be taken."""

    NONE = ""
    FEE = "fee"  # it is worth less than the fee
    BOND = "bond"  # without it, open listings take no orders
    UNKNOWN = "unknown"  # it could not be read
    NO_GAS = "no-gas"  # no account can pay the fee


@dataclass(frozen=True, slots=True)
class Holding:
    """One amount that a contract holds for an account of this wallet.

    Attributes:
        key: Names it from one look to the next.
        kind: Where the money is.
        account: Whose it is.
        currency: What ``amount`` is counted in; the zero address is the native coin.
        amount: What arrives, before the fee; None if it was never read. Of a settlement to a split it is the
            account's own share, and of a share it may be one unit too low.
        extra_wei: What a late order brings beside its price: the late fee, always in the native coin.
        subject: Name of the model.
        time: When something happens to it (Unix seconds): a window ends.
        order_id: The order that is settled or refunded.
        payee: Who is credited first: the account itself, or a split.
        through: The split that the share is of.
        in_market: Whether a part of the share still lies in the market, and must be paid to the split first.
        fee_most_wei: What taking it costs at most.
        doubt: Why it is not ticked.
        is_stale: Whether the amount is from an earlier look, because reading it failed now.
    """

    key: str
    kind: HoldingKind
    account: Address
    currency: Address
    amount: int | None
    extra_wei: int = 0
    subject: str = ""
    time: int | None = None
    order_id: int | None = None
    payee: Address | None = None
    through: Address | None = None
    in_market: bool = False
    fee_most_wei: int = 0
    doubt: Doubt = Doubt.NONE
    is_stale: bool = False

    @property
    def can_be_taken(self) -> bool:
        return (
            self.kind in TAKEABLE
            and self.amount is not None
            and self.doubt not in {Doubt.UNKNOWN, Doubt.NO_GAS}
        )


class StepKind(Enum):
    """What one transaction of a collection does."""

    REFUND = "refund"
    SETTLE = "settle"
    WITHDRAW = "withdraw"
    SPLIT_IN = "split-in"  # the market's credit of a split goes to the split
    SHARE = "share"
    BOND = "bond-out"


class StepState(Enum):
    """How far it is; persisted before what it says is done."""

    TODO = "todo"
    SENT = "sent"  # the signed bytes are kept, and are or will be sent
    DONE = "done"
    FAILED = "failed"  # refused or reverted; nothing but a fee was lost
    NEEDLESS = "needless"  # there was nothing left to take: somebody else did it


FINISHED = frozenset({StepState.DONE, StepState.FAILED, StepState.NEEDLESS})


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction of a collection.

    ``orders`` are the order ids of a settlement or refund, as hex words joined by spaces. ``amount`` is what is
    expected to arrive until it is done, and then what its events say; of a settlement or a refund, what is credited.
    """

    kind: StepKind
    signer: Address
    account: Address
    currency: Address
    amount: int
    fee_most_wei: int
    split: Address | None = None
    orders: str = ""
    subject: str = ""
    state: StepState = StepState.TODO
    raw: bytes | None = None
    hash: bytes | None = None
    fee_wei: int = 0
    fault: str = ""

    @property
    def order_ids(self) -> tuple[int, ...]:
        return tuple(int(word, 16) for word in self.orders.split())


@dataclass(frozen=True, slots=True)
class Collection:
    """A batch as it is kept; it is open until every step has ended or the person has put it away."""

    id: int
    begun_at: int
    steps: tuple[Step, ...]

    @property
    def is_finished(self) -> bool:
        return all(step.state in FINISHED for step in self.steps)

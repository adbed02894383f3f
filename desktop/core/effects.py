"""What a transaction changes for its account: balances and rights, how surely that is known, and whether it came so."""

from dataclasses import dataclass, field
from enum import Enum

from desktop.core.calls import DecodedCall, calldata_digest
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.money import MAX_UINT256, Currency, Money
from desktop.core.transactions import Call, UnsignedTransaction


class Fullness(Enum):
    """How surely the effects are known."""

    SIMULATED = "simulated"  # run by the node (eth_simulateV1), balances and allowances read before and after
    TRIED = (
        "tried"  # run by the node (eth_call) without measuring: the effects are those known of such a call
    )
    UNTRIED = (
        "untried"  # shown to no node, because it carries a secret: the effects are those known of such a call
    )
    AFTER_OTHERS = (
        "after-others"  # a later step of a plan: it can be tried only when those before it are mined
    )
    UNREACHED = "unreached"  # no node answered: the effects are those known of such a call

    @property
    def is_full(self) -> bool:
        return self is Fullness.SIMULATED


class RightKind(Enum):
    """What may be done by whom, beside money that is held. Numbers stand for ``before`` and ``after``."""

    ALLOWANCE = "allowance"  # how much of ``contract`` the ``holder`` may take from the account
    ITEM_ALLOWANCE = "item-allowance"  # 1: the holder may take item ``subject`` of the contract
    ALL_ITEMS = "all-items"  # 1: the holder may take every item of the contract, now and later
    DEBT = "debt"  # how much the ``holder`` may borrow so that the account owes it (the contract counts the debt)
    MANAGER = "manager"  # 1: the holder may do everything that the account may in the contract
    ITEM = "item"  # 1: the account owns item ``subject`` of the contract
    ITEMS = "items"  # how many of item ``subject`` (ERC-1155) the account owns
    LICENCE = "licence"  # 1: the account holds the licence ``subject``
    LICENCE_END = "licence-end"  # until when the licence ``subject`` holds (Unix seconds)
    OPERATOR = "operator"  # 1: the holder may deliver for the account
    LISTING = "listing"  # 1: listing ``subject`` is open; 0: closed
    ORDER = "order"  # an order's state (``exchange.OrderState``)
    KEY_REQUEST = "key-request"  # 1: a key is asked for
    PUBLISHED = "published"  # 1: something is written on the chain for everybody, for ever


_POWERS = frozenset(
    {
        RightKind.ALLOWANCE,
        RightKind.ITEM_ALLOWANCE,
        RightKind.ALL_ITEMS,
        RightKind.OPERATOR,
        RightKind.DEBT,
        RightKind.MANAGER,
    }
)
LEAST_UNLIMITED = 2**96 - 1
"""The least amount that stands for "everything": what tokens with 96 bits (UNI, COMP) take for it."""


def is_unlimited(amount: int) -> bool:
    """Whether an allowance stands for everything, for ever: a power of two or one less, or no amount anybody has."""
    return amount >= LEAST_UNLIMITED and (
        not (amount & (amount + 1) and amount & (amount - 1)) or amount > MAX_UINT256 // 2
    )


class Place(Enum):
    """Where money of the account's is."""

    ACCOUNT = "account"
    CREDIT = "credit"  # it waits in a contract of ours, to be taken home
    BOND = "bond"  # the seller's free bond in the market


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """How much more (or, below zero, less) of a currency the account has at a place, network fees left out."""

    currency: Currency
    change: int
    place: Place = Place.ACCOUNT

    @property
    def money(self) -> Money:
        """The amount without its sign."""
        return Money(abs(self.change), self.currency)


@dataclass(frozen=True, slots=True)
class RightChange:
    """A right before and after; ``before`` is None where it is not known.

    Attributes:
        kind: Which right.
        contract: Where it is kept.
        after: The number that it has then; what it counts stands at ``RightKind``.
        before: The number that it has now.
        holder: Who has it, where that is another than the account.
        subject: Which item, listing or licence.
        currency: What an allowance is counted in.
    """

    kind: RightKind
    contract: Address
    after: int
    before: int | None = None
    holder: Address | None = None
    subject: int | None = None
    currency: Currency | None = None

    @property
    def place(self) -> tuple[RightKind, Address, Address | None, int | None, Address | None]:
        """What it is about, whatever the numbers."""
        return (
            self.kind, self.contract, self.holder, self.subject,
            self.currency.address if self.currency else None,
        )  # fmt: skip

    @property
    def gives_power(self) -> bool:
        """Whether somebody else may do more with what is the account's than before."""
        return self.kind in _POWERS and self.after > (self.before or 0)

    @property
    def is_unlimited(self) -> bool:
        return self.kind in {RightKind.ALLOWANCE, RightKind.DEBT} and is_unlimited(self.after)


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes for the account if the call is mined now.

    Attributes:
        fullness: How surely this is known.
        balances: One line for each currency that changes.
        rights: One line for each right that changes.
        block: The block on which it was tried.
        failure: Why it would fail: the contract's own error, or too little in the account.
        gas_used: What it used when it was tried.
        unread: Contracts whose answers about the account could not be read afterwards.
        is_complete: Whether these are all changes; of a call that Licet does not know, unmeasured, there may be more.
    """

    fullness: Fullness
    balances: tuple[BalanceChange, ...] = ()
    rights: tuple[RightChange, ...] = ()
    block: int | None = None
    failure: AppError | None = field(default=None, compare=False)
    gas_used: int | None = field(default=None, compare=False)
    unread: tuple[Address, ...] = ()
    is_complete: bool = True

    @property
    def would_fail(self) -> bool:
        return self.failure is not None

    def change_of(self, currency: Address, place: Place = Place.ACCOUNT) -> int:
        """How much more or less of a currency the account has there."""
        return sum(
            line.change for line in self.balances if line.currency.address == currency and line.place is place
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a person is shown before signing a transaction.

    Attributes:
        chain_id: The chain that the signature is bound to.
        account: Who signs and pays.
        call: What is signed, byte by byte.
        decoded: The same in words.
        effects: What it changes.
        transaction: With nonce, gas and fees as they would be now; None where it would fail, or no node answered.
    """

    chain_id: int
    account: Address
    call: Call
    decoded: DecodedCall
    effects: Effects
    transaction: UnsignedTransaction | None = None

    @property
    def digest(self) -> bytes:
        """The Calldata Digest (ERC-8213), which a second device can compute and compare."""
        return calldata_digest(self.call.data)

"""What collecting needs of the chain, of the records, and of the wallet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.events import Finalised, Refunded
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.holdings import Collection, Step
from desktop.core.identity import Address
from desktop.core.orders import Purchase
from desktop.core.sales import OwnListing, Sale
from desktop.core.splits import Split
from desktop.core.transactions import Receipt


@dataclass(frozen=True, slots=True)
class CreditOf:
    """The market's credit of an account in a currency."""

    account: Address
    currency: Address


@dataclass(frozen=True, slots=True)
class BondOf:
    """(free, locked) bond of a seller, in wei."""

    seller: Address


@dataclass(frozen=True, slots=True)
class SlotOf:
    """The slot of an order."""

    order_id: int


@dataclass(frozen=True, slots=True)
class IsBad:
    """1 if the key was proven bad."""

    key_hash: bytes


@dataclass(frozen=True, slots=True)
class DueOf:
    """What a split would pay an account now; 0 where there is no split."""

    split: Address
    account: Address
    currency: Address


@dataclass(frozen=True, slots=True)
class BalanceOf:
    """The coins of an account, in wei."""

    account: Address


Question = CreditOf | BondOf | SlotOf | IsBad | DueOf | BalanceOf


@dataclass(frozen=True, slots=True)
class Reading:
    """Answers of one node, all at about one block; a question that failed alone has none."""

    block: int
    timestamp: int
    answers: dict[Question, tuple[int, ...]]

    def one(self, question: Question) -> int | None:
        """The only number of an answer; None if the question failed."""
        answer = self.answers.get(question)
        return None if answer is None else answer[0]


@dataclass(frozen=True, slots=True)
class PaidOrder:
    """An order that was delivered under terms of a stranger's listing: one node's word until its slot is compared."""

    order_id: int
    terms: Terms
    order: Order
    delivery: Delivery


class HoldingsReader(Protocol):
    """The contracts' books, many questions in few requests."""

    def read(self, questions: Sequence[Question]) -> Reading: ...
    def orders_on(self, listings: Sequence[int]) -> list[PaidOrder]:
        """Every delivered order on these listings, with the terms it was bought under."""

    def payouts(self, order_ids: Sequence[int]) -> list[Finalised]: ...
    def refunds(self, order_ids: Sequence[int]) -> list[Refunded]: ...
    def paid_out(self, contract: Address, account: Address, currency: Address, receipt: Receipt) -> int:
        """What the market or a split paid an account by one transaction, by its ``Withdrawn`` event."""

    def bond_out(self, seller: Address, receipt: Receipt) -> int:
        """The bond that came back by one transaction, by its ``BondWithdrawn`` event."""


class Sales(Protocol):
    """The seller's book of this market."""

    def sales(self) -> list[Sale]: ...
    def listings(self) -> list[OwnListing]: ...


class Purchases(Protocol):
    """The purchases of this wallet, of every market."""

    def all(self) -> list[Purchase]: ...


class PayingListings(Protocol):
    """The catalogue, as far as payees go."""

    def paying(self, payees: Sequence[Address]) -> list[int]:
        """The listings whose present terms pay one of them."""


class OwnSplits(Protocol):
    """The splits that were seen."""

    def of_accounts(self, accounts: Iterable[Address]) -> list[Split]: ...
    def find(self, address: Address) -> Split | None: ...


class CollectionBook(Protocol):
    """Collections on disk, each step before what it says is done."""

    def begin(self, steps: Sequence[Step], now: int) -> Collection: ...
    def put(self, collection_id: int, place: int, step: Step) -> None: ...
    def last_open(self) -> Collection | None:
        """The newest collection that was not closed."""

    def close(self, collection_id: int) -> None: ...

"""The showcase's smaller services: selling, network, settings, restoring; and the gate that all of them pass."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.config import Settings
from desktop.core.cancel import CancelToken
from desktop.core.cards import parse_card
from desktop.core.changes import Change, Progress
from desktop.core.endpoints import EndpointStanding
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.income import Income
from desktop.core.licences import Rights
from desktop.core.mirrors import Mirror, MirrorOutcome
from desktop.core.money import COIN, Currency
from desktop.core.orders import RUNNABLE, PurchaseState
from desktop.core.sales import OwnListing, Sale
from desktop.core.transactions import FeeQuote, Head
from desktop.services.library import LibraryItem
from desktop.services.network import NetworkInfo, NetworkStatus
from desktop.services.selling import Earnings, PublishQuote, ReadyPackage, TokenEarnings
from desktop.services.tokens import TokenReport
from desktop.ui import showcase_values as values
from desktop.ui.showcase_importing import Imports

if TYPE_CHECKING:
    from desktop.ui.showcase_purchases import Purchases
    from desktop.ui.showcase_rights import Licences

DEMO = NetworkInfo("Demo network", values.CHAIN_ID, ("http://127.0.0.1:8545",), values.MARKET, is_demo=True)


Publish = Callable[[Change], None]


def silent(_change: Change) -> None:
    """No window listens yet."""


@dataclass
class Gate:
    """Faults and delays that a scene or a test sets: ``faults["balances.read"] = error``."""

    faults: dict[str, AppError] = field(default_factory=dict)
    held: dict[str, threading.Event] = field(default_factory=dict)

    def pass_through(self, name: str, cancel: CancelToken | None = None) -> None:
        """Raise the fault set for this call, or wait until its event is set."""
        if (error := self.faults.get(name)) is not None:
            raise error
        if (event := self.held.get(name)) is not None:
            deadline = time.monotonic() + 30
            while not event.wait(0.01) and time.monotonic() < deadline:
                if cancel is not None:
                    cancel.raise_if_cancelled()


@dataclass
class Selling:
    gate: Gate
    listings: list[OwnListing] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    published: list[int] = field(default_factory=list)
    incomes: list[Income] = field(default_factory=list)
    payees: list[Address | None] = field(default_factory=list)
    granted: list[tuple[Rights, int | None]] = field(default_factory=list)
    prepared: list[Path] = field(default_factory=list)
    currencies: list[Currency] = field(default_factory=list)
    report: TokenReport = field(default_factory=lambda: TokenReport(values.TOKEN, ()))
    token_earnings: tuple[TokenEarnings, ...] = ()
    mirrored: list[tuple[Mirror, ...]] = field(default_factory=list)
    mirror_fault: AppError | None = None

    def __post_init__(self) -> None:
        self.importer = Imports(self.gate)

    def inspect(
        self, _folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ReadyPackage:
        progress(Progress("package", "verify", 1, 4))
        self.gate.pass_through("selling.inspect", cancel)
        listing = values.listings()[0]
        return ReadyPackage(values.manifest_of(listing), "token", 48_200, 360_000, 5 * 10**15)

    def inspect_token(self, token: Address) -> TokenReport:
        self.gate.pass_through("selling.inspect_token")
        return replace(self.report, currency=replace(self.report.currency, address=token))

    def quote_publish(self, _price: int, _currency: Currency = COIN) -> PublishQuote:
        return PublishQuote(2 * 10**15, 5 * 10**14, 38 * 10**12, 0, ("sold-out-without-bond",), 2 * 10**14)

    def publish(
        self,
        _package: ReadyPackage,
        price: int,
        *_rest: object,
        currency: Currency = COIN,
        payee: Address | None = None,
        rights: Rights = Rights(),  # noqa: B008 - frozen
        revises: int | None = None,
        mirrors: Sequence[Mirror] = (),
        mirrored: Callable[[tuple[MirrorOutcome, ...]], None] = lambda _outcomes: None,
    ) -> int:
        self.payees.append(payee)
        self.mirrored.append(tuple(mirrors))
        mirrored(tuple(MirrorOutcome(mirror, error=self.mirror_fault) for mirror in mirrors))
        self.gate.pass_through("selling.publish")
        self.published.append(price)
        self.currencies.append(currency)
        self.granted.append((rights, revises))
        return 9

    def my_listings(self) -> list[OwnListing]:
        return self.listings

    def orders(self) -> list[Sale]:
        return self.sales

    def close(self, listing: int) -> None:
        self.listings = [
            replace(own, is_open=own.is_open and own.listing != listing) for own in self.listings
        ]

    def income(self) -> list[Income]:
        self.gate.pass_through("selling.income")
        return list(self.incomes)

    def units(self, currencies: Iterable[Address]) -> dict[Address, Currency]:
        return {address: values.unit(address) for address in currencies}

    def earnings(self) -> Earnings:
        self.gate.pass_through("selling.earnings")
        return Earnings(85 * 10**15, 6 * 10**15, 4 * 10**15, 10 * 10**15, self.token_earnings)

    def prepare_seller(self, folder: Path, _password: str) -> Address:
        self.gate.pass_through("selling.prepare_seller")
        self.prepared.append(folder)
        return values.MARKET


@dataclass
class Network:
    gate: Gate
    info: NetworkInfo = DEMO
    fault: AppError | None = None
    standings: tuple[EndpointStanding, ...] = ()

    def status(self) -> NetworkStatus:
        now = int(time.time())
        head, fees = Head(4_211, now - 3, bytes(32)), FeeQuote(10**9, 10**8, 3 * 10**9)
        return NetworkStatus(self.info, head, fees, self.fault, now, self.standings)

    def endpoints(self) -> tuple[EndpointStanding, ...]:
        self.gate.pass_through("network.endpoints")
        return self.standings


@dataclass
class SettingsKept:
    kept: Settings = field(default_factory=Settings)

    def get(self) -> Settings:
        return self.kept

    def change(self, **changed: object) -> Settings:
        self.kept = Settings(
            **{name: getattr(self.kept, name) for name in self.kept.__struct_fields__} | changed
        )
        return self.kept


@dataclass
class Library:
    gate: Gate
    book: "Purchases"
    licences: "Licences"
    damaged: frozenset[str] = frozenset()

    def items(self) -> list[LibraryItem]:
        self.gate.pass_through("library.items")
        return [self.item(i) for i, p in self.book.kept.items() if p.state is not PurchaseState.CANCELLED]

    def item(self, purchase_id: str) -> LibraryItem:
        kept = self.book.kept[purchase_id]
        hindrance = self.licences.hindrances.get(purchase_id)
        return LibraryItem(
            kept,
            parse_card(kept.card_json),
            kept.terms.size_bytes,
            kept.state in RUNNABLE and hindrance is None,
            self.licences.ends_at(purchase_id),
            hindrance,
            self.licences.ends_soon(purchase_id),
            purchase_id in self.damaged,
        )

    def receipt_text(self, purchase_id: str) -> str:
        return f"RECEIPT\n\n{purchase_id}\n\nApache License\n"


@dataclass
class Restoring:
    book: "Purchases"
    found: int = 0

    def find(self, _account: Address) -> int:
        return self.found

"""Services that hold sample values in memory: what ``licet screenshots`` shows, and what GUI tests script.

Nothing of the product but the screenshots command uses this module. Each service has the methods of the real one.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.core.accounts import Account
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import WrongPassword
from desktop.core.identity import Address, keccak256
from desktop.core.listings import IndexStatus, Listing, ListingPage, ListingQuery
from desktop.core.money import Money
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.runs import PublicContent, SandboxLevel
from desktop.core.tokens import TransferTrial
from desktop.services.accounts import Balance, SendQuote, WalletState
from desktop.services.catalogue import NoSuchListing, PublicView, SellerHistory
from desktop.services.journal import Activity
from desktop.services.purchase import WRONG, PurchaseQuote, RefundOptions
from desktop.services.shelf import ModelShelf
from desktop.services.tokens import PaymentWay, TokenPayment
from desktop.ui import showcase_values as values
from desktop.ui.services import AppServices
from desktop.ui.showcase_batches import Batches
from desktop.ui.showcase_chain import Deadlines, Memory, Watch
from desktop.ui.showcase_comparing import Comparing
from desktop.ui.showcase_devices import Devices, Fitting
from desktop.ui.showcase_judging import Judging
from desktop.ui.showcase_licences import Exporting, Importing
from desktop.ui.showcase_money import Collecting, SplitsKept
from desktop.ui.showcase_parts import Gate, Library, Network, Restoring, Selling, SettingsKept
from desktop.ui.showcase_records import Records
from desktop.ui.showcase_reviews import Reporting, Reviews
from desktop.ui.showcase_rights import Licences
from desktop.ui.showcase_running import STRICT, Running
from desktop.ui.showcase_search import Searching

Publish = Callable[[Change], None]
PASSWORD = "correct horse"  # noqa: S105  of the sample wallet, which holds nothing


def _silent(_change: Change) -> None:
    """No window listens yet."""


@dataclass
class Accounts:
    gate: Gate
    publish: Publish = _silent
    state: WalletState = WalletState.UNLOCKED
    backup_confirmed: bool = True
    has_faucet: bool = True
    can_use_keychain: bool = True
    keychain_enabled: bool = False
    wei: int = 987_654_321_000_000_000
    lines: list[Activity] = field(default_factory=list)
    accounts: tuple[Account, ...] = (Account(values.BUYER, "m/44'/60'/0'/0/0", "Account 1", "hd"),)
    sent: list[SendQuote] = field(default_factory=list)

    @property
    def active(self) -> Account | None:
        return self.accounts[0] if self.state is WalletState.UNLOCKED else None

    def active_address(self) -> Address:
        return self.accounts[0].address

    def _set(self, state: WalletState) -> None:
        self.state = state
        self.publish(Change(Topic.WALLET))

    def choose(self, address: Address) -> None:
        self.accounts = tuple(sorted(self.accounts, key=lambda a: a.address != address))
        self.publish(Change(Topic.WALLET))

    def create(self, _password: str) -> tuple[str, ...]:
        self.gate.pass_through("accounts.create")
        self.backup_confirmed = False
        self._set(WalletState.UNLOCKED)
        return values.WORDS

    def confirm_backup(self, words: dict[int, str]) -> bool:
        self.backup_confirmed = all(values.WORDS[place] == word for place, word in words.items())
        return self.backup_confirmed

    def restore(self, _phrase: str, _passphrase: str, _password: str) -> None:
        self.gate.pass_through("accounts.restore")
        self._set(WalletState.UNLOCKED)

    def import_keystore(self, data: bytes, file_password: str, name: str) -> Account:
        self.gate.pass_through("accounts.import_keystore")
        if file_password != PASSWORD:
            raise WrongPassword
        made = Account(Address(keccak256(data)[12:]), "", name, "imported")
        self.accounts = (*self.accounts, made)
        self._set(WalletState.UNLOCKED)
        return made

    def unlock(self, password: str) -> None:
        self.gate.pass_through("accounts.unlock")
        if password != PASSWORD:
            raise WrongPassword
        self._set(WalletState.UNLOCKED)

    def unlock_by_keychain(self) -> bool:
        self._set(WalletState.UNLOCKED)
        return True

    def enable_keychain(self, _password: str) -> None:
        self.keychain_enabled = True

    def disable_keychain(self) -> None:
        self.keychain_enabled = False

    def lock(self) -> None:
        self._set(WalletState.LOCKED)

    def balance(self, _account: Address) -> Balance:
        self.gate.pass_through("accounts.balance")
        return Balance(self.wei, 4_211, int(time.time()) - 4)

    def request_demo_coins(self, _account: Address) -> None:
        self.gate.pass_through("accounts.request_demo_coins")
        self.wei += values.ETHER
        self.publish(Change(Topic.BALANCE))

    def quote_send(self, to: Address, amount_wei: int) -> SendQuote:
        fee = 42 * 10**12
        return SendQuote(values.BUYER, to, amount_wei, fee, amount_wei + fee, self.wei, ("first-time",))

    def send(self, quote: SendQuote) -> bytes:
        self.gate.pass_through("accounts.send")
        self.sent.append(quote)
        self.wei -= quote.amount_wei
        self.publish(Change(Topic.BALANCE))
        return bytes(32)

    def activity(self, offset: int, limit: int) -> list[Activity]:
        return self.lines[offset : offset + limit]

    def export_activity_csv(self) -> str:
        return "time,kind\n"


@dataclass
class Catalogue:
    gate: Gate
    rows: tuple[Listing, ...] = field(default_factory=values.listings)
    level: SandboxLevel = STRICT
    card_markdown: str = values.CARD_MARKDOWN
    fit_reason: str = ""

    def search(self, query: ListingQuery) -> ListingPage:
        self.gate.pass_through("catalogue.search")
        found = [row for row in self.rows if _fits(row, query)]
        return ListingPage(tuple(found[query.offset : query.offset + query.limit]), len(found))

    def listing(self, listing_id: int) -> Listing:
        self.gate.pass_through("catalogue.listing")
        for row in self.rows:
            if row.id == listing_id:
                return row
        raise NoSuchListing(listing_id)

    def learn_currencies(self, _listings: object) -> None:
        self.gate.pass_through("catalogue.learn_currencies")

    def tasks(self) -> tuple[str, ...]:
        return tuple(sorted({row.card.task for row in self.rows if row.card}))

    def seller(self, _address: Address) -> SellerHistory:
        return SellerHistory(3, 181, values.NOW - 86400 * 210)

    def status(self) -> IndexStatus:
        return IndexStatus(4_211, 4_211, int(time.time()) - 3)

    def public_content(self, listing_id: int, cancel: CancelToken, _progress: object) -> PublicView:
        self.gate.pass_through("catalogue.public_content", cancel)
        listing = self.listing(listing_id)
        content = PublicContent(b"{}", b"{}", self.card_markdown, "Apache License\nVersion 2.0, January 2004\n", ("digit-3.png",),
                                (values.digit_picture(),))  # fmt: skip
        return PublicView(
            content,
            values.manifest_of(listing),
            values.spec_of(listing),
            not self.fit_reason,
            self.fit_reason,
            self.level,
        )


@dataclass
class Purchases:
    gate: Gate
    catalogue: Catalogue
    publish: Publish = _silent
    kept: dict[str, Purchase] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    sold_out: bool = False
    options: RefundOptions | None = None
    acts: list[tuple[str, str]] = field(default_factory=list)
    step_s: float = 0.0
    way: PaymentWay = PaymentWay.PERMIT
    tokens_held: int = 250 * 10**6
    left_behind: frozenset[str] = frozenset()

    def quote(self, listing_id: int) -> PurchaseQuote:
        self.gate.pass_through("purchases.quote")
        listing = self.catalogue.listing(listing_id)
        terms = listing.terms
        token = self._token(listing)
        fee = 0 if terms.is_free else 31_500_000_000_000 if token is None else token.gas_most * 175_000_000
        price = terms.price if token is None else 0
        return PurchaseQuote(
            listing=listing, account=values.BUYER, price_wei=price, fee_most_wei=fee, total_most_wei=price + fee,
            balance_wei=987_654_321_000_000_000, download_bytes=terms.size_bytes + 60_000, token=token,
            approve_fee_wei=token.approve_gas * 175_000_000 if token else 0, complaint_fee_wei=3 * 10**15,
            refund_amount_wei=price + terms.bond_wei, deliver_in_s=terms.deliver_in_s, dispute_in_s=terms.dispute_in_s,
            bond_wei=terms.bond_wei, sold_out=self.sold_out, warnings=self.warnings,
        )  # fmt: skip

    def _token(self, listing: Listing) -> TokenPayment | None:
        currency, price = listing.currency, listing.terms.price
        if currency is None:
            return None
        return TokenPayment(
            currency, price, self.tokens_held, self.way, TransferTrial(moves=True, received=price)
        )

    def begin(self, quote: PurchaseQuote) -> Purchase:
        self.gate.pass_through("purchases.begin")
        made = values.purchase(f"p{len(self.kept)}", quote.listing, PurchaseState.FETCHING, age_s=0)
        self.kept[made.id] = made
        return made

    def advance(
        self, purchase_id: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Purchase:
        size = self.kept[purchase_id].terms.size_bytes
        if self.kept[purchase_id].claim_asked:
            return self.complain(purchase_id)
        path = (
            ("fetch", PurchaseState.FETCHING), ("verify", PurchaseState.FETCHING), ("pay", PurchaseState.BUYING),
            ("receive", PurchaseState.WAITING), ("check", PurchaseState.DELIVERED), ("test", PurchaseState.PROVISIONAL),
        )  # fmt: skip
        for step, state in path:
            if step == "pay" and self.kept[purchase_id].terms.is_free:
                return self._move(purchase_id, PurchaseState.FREE)
            progress(
                Progress(
                    purchase_id, step, size * 2 // 3 if step == "fetch" else 0, size if step == "fetch" else 0
                )
            )
            self._move(purchase_id, state)
            self.gate.pass_through(f"purchases.{step}", cancel)
            cancel.wait(self.step_s)
        return self.kept[purchase_id]

    def purchases(self) -> list[Purchase]:
        return list(self.kept.values())

    def purchase(self, purchase_id: str) -> Purchase:
        return self.kept[purchase_id]

    def unfinished(self) -> list[Purchase]:
        return [p for p in self.kept.values() if p.id in self.left_behind]

    def cancel(self, purchase_id: str) -> Purchase:
        return self._move(purchase_id, PurchaseState.CANCELLED)

    def confirm(self, purchase_id: str) -> Purchase:
        return self._act("confirm", purchase_id, PurchaseState.FINAL)

    def refund(self, purchase_id: str) -> Purchase:
        return self._act("refund", purchase_id, PurchaseState.REFUNDED)

    def ask_complaint(self, purchase_id: str) -> Purchase:
        self.gate.pass_through("purchases.ask_complaint")
        self.kept[purchase_id] = replace(self.kept[purchase_id], claim_asked=True)
        return self.kept[purchase_id]

    def complain(self, purchase_id: str) -> Purchase:
        return self._act("complain", purchase_id, PurchaseState.REFUNDED)

    def refund_options(self, purchase_id: str) -> RefundOptions:
        self.gate.pass_through("purchases.refund_options")
        if self.options is not None:
            return self.options
        kept = self.kept[purchase_id]
        state, terms = kept.state, kept.terms
        reasons = {
            PurchaseState.WAITING: "waiting-for-seller", PurchaseState.WRONG_KEY: "wrong-key", PurchaseState.FINAL: "final",
            PurchaseState.REFUNDED: "refunded", PurchaseState.DELIVERED: "being-checked",
            PurchaseState.WRONG_CONTENT: "wrong-content", PurchaseState.REFUNDING: "refunding",
        }  # fmt: skip
        if state is PurchaseState.PROVISIONAL and kept.self_test_ok is False:
            reasons[state] = "self-test-failed"
        return RefundOptions(
            can_confirm=state is PurchaseState.PROVISIONAL, can_refund=False, can_complain=state in WRONG,
            amount_wei=terms.bond_wei + (0 if kept.currency else terms.price), cost_most_wei=19_950_000_000_000,
            until=kept.refundable_until or kept.deliver_until, reason=reasons.get(state, "dispute-window"),
            tokens=Money(terms.price, kept.currency) if kept.currency else None,
        )  # fmt: skip

    def _act(self, name: str, purchase_id: str, state: PurchaseState) -> Purchase:
        self.gate.pass_through(f"purchases.{name}")
        self.acts.append((name, purchase_id))
        return self._move(purchase_id, state)

    def _move(self, purchase_id: str, state: PurchaseState) -> Purchase:
        listing = self.catalogue.listing(self.kept[purchase_id].listing)
        moved = values.purchase(purchase_id, listing, state, age_s=0)
        self.kept[purchase_id] = replace(moved, created_at=self.kept[purchase_id].created_at)
        self.publish(Change(Topic.PURCHASES, purchase_id))
        return self.kept[purchase_id]


@dataclass
class Showcase:
    """All services over one gate; ``services`` is what the window takes."""

    publish: Publish = _silent

    def __post_init__(self) -> None:
        self.gate = Gate()
        self.accounts = Accounts(self.gate, self.publish)
        self.catalogue = Catalogue(self.gate)
        self.purchases = Purchases(self.gate, self.catalogue, self.publish)
        self.licences = Licences(self.gate, self.purchases, self.publish)
        self.library = Library(self.gate, self.purchases, self.licences)
        self.running = Running(self.gate, self.purchases, self.accounts, self.publish)
        self.settings = SettingsKept()
        self.fitting = Fitting(self.gate, self.publish)
        self.devices = Devices(self.gate, self.settings, self.publish)
        self.records = Records(self.gate, self.running, self.accounts, self.publish)
        self.shelf = ModelShelf(self.running, lambda: 8 << 30)  # type: ignore[arg-type]
        self.batches = Batches(self.gate, self.publish)
        self.judging = Judging(self.gate, self.publish)
        self.comparing = Comparing(self.gate)
        self.folder_search = Searching(self.gate)
        self.selling = Selling(self.gate)
        self.reviews = Reviews(self.gate, self.purchases, self.publish)
        self.reporting = Reporting(self.gate, self.purchases)
        self.network = Network(self.gate)
        self.restoring = Restoring(self.purchases)
        self.exporting = Exporting(self.gate, self.purchases, self.accounts)
        self.importing = Importing(self.gate, self.purchases, self.accounts)
        self.collecting = Collecting(self.gate, lambda: self.accounts.accounts, self.publish)
        self.splits = SplitsKept(self.gate)
        self.memory = Memory(self.publish)
        self.watch = Watch(self.gate, self.memory)
        self.deadlines = Deadlines()

    @property
    def services(self) -> AppServices:
        """The window's services, filled with these stand-ins."""
        parts: Any = self
        return AppServices(
            accounts=parts.accounts, catalogue=parts.catalogue, purchases=parts.purchases, restoring=parts.restoring,
            library=parts.library, exporting=parts.exporting, importing=parts.importing, running=parts.running, shelf=parts.shelf, batches=parts.batches, judging=parts.judging, comparing=parts.comparing, folder_search=parts.folder_search, fitting=parts.fitting, devices=parts.devices, run_records=parts.records, selling=parts.selling, network=parts.network,
            rights=parts.licences, settings=parts.settings, splits=parts.splits, collecting=parts.collecting,
            reviews=parts.reviews, reporting=parts.reporting,
            watch=parts.watch, deadlines=parts.deadlines,
            data_folder=Path(tempfile.gettempdir(), "licet"),
        )  # fmt: skip


def _fits(row: Listing, query: ListingQuery) -> bool:
    card = row.card
    words = (
        f"{row.title} {card.task} {card.summary} {card.publisher}".casefold()
        if card
        else row.title.casefold()
    )
    return (
        all(part in words for part in query.text.casefold().split())
        and (not query.tasks or (card is not None and card.task in query.tasks))
        and (not query.licenses or (card is not None and card.license in query.licenses))
        and (not query.only_free or row.is_free)
        and (query.max_price is None or row.terms.price <= query.max_price)
    )

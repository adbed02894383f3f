"""The tour's second path: three sellers who cheat, and the money that comes back each time, counted in wei."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from desktop.core.activity import ActivityQuery
from desktop.core.identity import Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.text import amount
from desktop.ui.pages.library import LibraryCard, LibraryPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.tour_hands import Hands, TourFailed
from desktop.ui.widgets.states import Phase

if TYPE_CHECKING:
    from desktop.services.journal import Activity
    from desktop.ui.services import AppServices

NEVER_DELIVERS, WRONG_KEY, WRONG_BYTES = "never-delivers", "wrong-key", "wrong-bytes"


class Stage(Protocol):
    """What happens behind the window's back; bootstrap knows how."""

    def come_back(self) -> None:
        """Bring the network back that was taken away."""

    def list_cheats(self) -> Mapping[str, str]:
        """Have the cheating sellers list, and answer as they do: title by cheat. Takes seconds."""

    def pass_time(self, seconds: int) -> None:
        """Move the chain's clock."""


@dataclass
class RefundPath:
    """Buys from each cheat and takes the money back; each step fails unless the amounts are right to the wei."""

    hands: Hands
    stage: Stage
    _titles: Mapping[str, str] = field(default_factory=dict)
    _purchase_id: str = ""
    _had_wei: int = 0
    _lines: int = 0
    _most_wei: int = 0

    def script(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """The steps by name."""
        return (
            ("come back online", self._come_back),
            ("list three cheats", self._list_cheats),
            ("never delivered: buy", lambda: self._buy(NEVER_DELIVERS)),
            ("never delivered: deadline passes", self._let_deadline_pass),
            ("never delivered: money back", lambda: self._take_back("order-refund")),
            ("wrong key: buy", lambda: self._buy_and_see(WRONG_KEY)),
            ("wrong key: refund page", lambda: self._open_refund(PurchaseState.WRONG_KEY)),
            ("wrong key: money back", lambda: self._take_back("order-complain")),
            ("wrong bytes: buy", lambda: self._buy_and_see(WRONG_BYTES)),
            ("wrong bytes: refund page", lambda: self._open_refund(PurchaseState.WRONG_CONTENT)),
            ("wrong bytes: money back", lambda: self._take_back("order-complain")),
        )

    @property
    def _services(self) -> "AppServices":
        services = self.hands.app.window.services
        if services is None:
            raise TourFailed("the window has no services")
        return services

    @property
    def _purchase(self) -> Purchase:
        return self._services.purchases.purchase(self._purchase_id)

    def _come_back(self) -> None:
        self.stage.come_back()
        status = self.hands.app.window.status
        self.hands.until(lambda: not status.is_cut_off, "the status line to say that the node is there again")

    def _list_cheats(self) -> None:
        errors: list[BaseException] = []
        self.hands.app.jobs.start(
            lambda _job: self.stage.list_cheats(),
            done=lambda titles: setattr(self, "_titles", titles),
            failed=errors.append,
        )

        def are_listed() -> bool:
            if errors:
                raise TourFailed(f"{type(errors[0]).__name__}: {errors[0]}")
            return bool(self._titles)

        self.hands.until(are_listed, "the cheats to list")
        self.hands.find(" ".join(self._titles[NEVER_DELIVERS].split()[:2]))  # as the names of all three begin
        page = self.hands.page(MarketPage)
        self.hands.until(lambda: page.model.rowCount() == len(self._titles), "all of them in the market")

    def _buy(self, cheat: str) -> None:
        """Up to the escrow: the account is poorer by the price and the fee, and by nothing else."""
        hands = self.hands
        hands.find(self._titles[cheat])
        page = hands.open_first()
        account = self._account()
        self._had_wei, self._lines = self._balance_wei(account), len(self._activity())
        hands.press(page, "buy")
        hands.reach("pay")
        bought = max(self._services.purchases.purchases(), key=lambda purchase: purchase.created_at)
        self._purchase_id = bought.id
        paid = self._had_wei - self._balance_wei(account)
        self._expect("paid into escrow", paid, bought.terms.price + self._fees_wei())

    def _buy_and_see(self, cheat: str) -> None:
        """Until the window has found by itself what is wrong."""
        self._buy(cheat)
        page = self.hands.page(ListingPage)

        def is_found() -> bool:
            if page.progress.fault.isVisible():
                raise TourFailed(page.progress.fault.accessibleName())
            return page.progress.claim.isVisible()

        self.hands.until(is_found, "what is wrong to be found")

    def _let_deadline_pass(self) -> None:
        """From the library, as a person who comes back the next day."""
        hands = self.hands
        self.stage.pass_time(self._purchase.terms.deliver_in_s)
        hands.press(hands.app.window, "nav-library")
        page, name = hands.wait_page(LibraryPage), f"library-{self._purchase_id}"
        hands.until(
            lambda: page.states.phase is Phase.FULL and page.findChild(LibraryCard, name),
            "the purchase's card",
        )
        hands.press(hands.child(page, LibraryCard, name), "library-order")
        self._see_offer("order-refund")

    def _open_refund(self, found: PurchaseState) -> None:
        hands = self.hands
        if self._purchase.state is not found:
            raise TourFailed(f"found {self._purchase.state.value}, and it is {found.value}")
        hands.press(hands.page(ListingPage).progress, "purchase-claim")
        self._see_offer("order-complain")

    def _see_offer(self, button: str) -> None:
        """The page names what the contract will pay, and what it costs at most."""
        page = self.hands.wait_page(OrderPage)
        offer = page.remedies.refund if button == "order-refund" else page.remedies.complain
        self.hands.until(offer.isVisible, "the offer to take the money back")
        options = self._services.purchases.refund_options(self._purchase_id)
        self._expect("offered", options.amount_wei, self._owed_wei())
        if amount(options.amount_wei) not in offer.text():
            raise TourFailed(f"the button says “{offer.text()}” and not {amount(options.amount_wei)}")
        self._most_wei = options.cost_most_wei

    def _take_back(self, button: str) -> None:
        """One press; then the account has what it had, and what the seller's bond pays, less the fees: to the wei."""
        page = self.hands.page(OrderPage)
        before = self._fees_wei()
        self.hands.press(page, button)
        self.hands.until(self._is_home, "the money to come home")
        came = self._balance_wei(self._account()) - self._had_wei
        fees = self._fees_wei()
        self._expect("gained", came, self._owed_wei() - self._purchase.terms.price - fees)
        if fees - before > self._most_wei:
            raise TourFailed(f"it cost {fees - before} wei, and the page said {self._most_wei} at most")

    def _is_home(self) -> bool:
        page = self.hands.page(OrderPage)
        for fault in (page.remedies.fault, page.progress.fault):
            if fault.isVisible():
                raise TourFailed(fault.accessibleName())
        lines = self._new_lines()
        is_settled = all(line.status == "done" for line in lines)
        is_withdrawn = any(line.kind == "withdraw" for line in lines)
        return self._purchase.state is PurchaseState.REFUNDED and is_withdrawn and is_settled

    def _owed_wei(self) -> int:
        """What EXCHANGE.md section 5 gives back: with the late fee before a delivery, with the bond after."""
        terms = self._purchase.terms
        return terms.price + (terms.late_fee_wei if self._purchase.delivery is None else terms.bond_wei)

    def _expect(self, what: str, found_wei: int, expected_wei: int) -> None:
        if found_wei != expected_wei:
            raise TourFailed(f"{what}: {found_wei} wei, and it should be {expected_wei}")

    def _account(self) -> Address:
        active = self._services.accounts.active
        if active is None:
            raise TourFailed("the wallet is locked")
        return active.address

    def _balance_wei(self, account: Address) -> int:
        return self._services.balances.read(account).wei or 0

    def _activity(self) -> "list[Activity]":
        return self._services.activity.select(ActivityQuery(), None, 1000)

    def _new_lines(self) -> "list[Activity]":
        """Of everything since before the purchase, newest first."""
        lines = self._activity()
        return lines[: len(lines) - self._lines]

    def _fees_wei(self) -> int:
        """What all of it cost, as the receipts say."""
        return sum(line.fee_wei for line in self._new_lines())

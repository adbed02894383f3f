"""One listing: what it is, what is in it, who sells it, what protects you, and the Buy panel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.errors import InvalidPackage
from desktop.core.fit import Fit
from desktop.core.listings import Listing
from desktop.core.orders import Purchase
from desktop.core.settlement import Settlement
from desktop.text import tr
from desktop.ui.fit_words import fit_badge
from desktop.ui.page import Page, PageTools, Route, page_column
from desktop.ui.pages.buy_panel import BuyPanel, panel_width
from desktop.ui.pages.fit_panel import FitPanel, fit_warning
from desktop.ui.pages.listed_bar import ListedBar
from desktop.ui.pages.listing_facts import ListingFacts
from desktop.ui.pages.listing_ratings import RatingsSection
from desktop.ui.pages.listing_stars import ListingStars
from desktop.ui.pages.popularity_card import PopularityCard
from desktop.ui.pages.progress_panel import ProgressPanel
from desktop.ui.phrases import price_text, task_icon, task_name
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.rating_words import rating_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Icon, Label, Scroll, column, row
from desktop.ui.widgets.shelf_strip import AlsoBoughtStrip
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.block_lists import BlockListService
    from desktop.services.catalogue import CatalogueService, PublicView
    from desktop.services.fitting import FitService
    from desktop.services.purchase import PurchaseQuote, PurchaseService
    from desktop.services.recommending import RecommendingService
    from desktop.services.reviews import ReviewService
    from desktop.services.splits import SplitService
    from desktop.services.watching import WatchService


class ListingPage(Page):
    """Opening it fetches and verifies the small public part; Buy is the only primary action.

    ``shown`` is emitted with the listing whenever it is drawn.
    """

    shown = Signal(object)
    topics = frozenset({Topic.WALLET, Topic.BALANCE, Topic.LISTS})

    def __init__(
        self,
        tools: PageTools,
        catalogue: "CatalogueService",
        purchases: "PurchaseService",
        accounts: "AccountService",
        splits: "SplitService",
        flows: PurchaseFlow,
        reviews: "ReviewService",
        fitting: "FitService",
        recommending: "RecommendingService",
        lists: "BlockListService",
        watching: "WatchService",
    ) -> None:
        super().__init__(tools)
        self._catalogue, self._purchases, self._accounts, self._flows = catalogue, purchases, accounts, flows
        self._splits, self._recommending = splits, recommending
        self._id = -1
        self._listing: Listing | None = None
        self._quote: PurchaseQuote | None = None
        self.back = Button(
            tr("Market"),
            "link",
            icon="arrow-left",
            name="listing-back",
            clicked=lambda: tools.navigate(Route("market")),
        )
        self._icon = Icon("package", "accent_text", 32)
        self.title = Label("", "h1", wrap=True, selectable=True)
        self.byline = Label("", "muted", wrap=True)
        self.fit = Badge("")
        self.fit.hide()
        self.notices = column(spacing=GRID)
        """The place for what must be known about this listing before anything else."""
        self.summary = Label("", "body", wrap=True, selectable=True)
        self._make_sections(reviews, fitting)
        self.listed = ListedBar(tools, lists)
        self.stars = ListingStars(tools, watching, self.listed)
        self.facts.add_to_seller(self.stars.seller)
        self.panel = BuyPanel()
        self.progress = ProgressPanel(with_order=True)
        self.progress.hide()
        self._connect()
        self._lay_out()

    def _lay_out(self) -> None:
        words = column(spacing=2)
        words.addLayout(row(self.title, self.fit, spacing=GRID + 4))
        words.addWidget(self.byline)
        head = row(self._icon, words, self.stars, spacing=2 * GRID)
        head.setStretch(1, 1)
        head.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        lines = column(left, spacing=2 * GRID)
        lines.setContentsMargins(0, 0, GRID, 0)
        lines.addLayout(self.notices)
        lines.addWidget(self.summary)
        lines.addWidget(self.facts)
        lines.addStretch(1)
        side = QWidget()
        side_lines = column(side)
        side_lines.addWidget(self.panel)
        side_lines.addStretch(1)
        side_scroll = Scroll(side, width=panel_width() + GRID)
        side_scroll.setFixedWidth(panel_width() + 2 * GRID)
        body = row(Scroll(left, width=96 * GRID), side_scroll, spacing=3 * GRID)
        body.setStretch(0, 1)
        full = QWidget()
        all_lines = column(full, spacing=2 * GRID)
        all_lines.addLayout(head)
        all_lines.addWidget(self.listed)
        all_lines.addWidget(self.progress)
        all_lines.addLayout(body, 1)
        self.states = StateView(full, empty_icon="package")
        page_column(self, row(self.back, 1), self.states).setStretch(1, 1)

    def _make_sections(self, reviews: "ReviewService", fitting: "FitService") -> None:
        self.facts = ListingFacts()
        self.ratings = RatingsSection(self.tools, reviews)
        self.popularity = PopularityCard(self.tools, self._recommending)
        self.also_bought = AlsoBoughtStrip(self.tools, self._recommending)
        self.fitting = FitPanel(self.tools, fitting)
        self.fitting.known.connect(self._fit_known)
        self.facts.add_ratings(self.ratings)
        self.facts.add_ratings(self.popularity)
        self.facts.add_last(self.also_bought)
        self.facts.add_fit(self.fitting)

    def _connect(self) -> None:
        self.panel.buy_asked.connect(self._buy)
        self.panel.wallet_asked.connect(lambda: self.tools.navigate(Route("unlock", f"listing/{self._id}")))
        self.progress.run_asked.connect(self._run)
        self.progress.unlock_asked.connect(
            lambda: self.tools.navigate(Route("unlock", f"listing/{self._id}"))
        )
        self.progress.retried.connect(lambda: self._with_flow(self._flows.retry))
        self.progress.cancelled.connect(lambda: self._with_flow(self._flows.cancel))
        self.progress.order_asked.connect(
            lambda: self._with_flow(lambda purchase_id: self.tools.navigate(Route("order", purchase_id)))
        )
        self._flows.updated.connect(self._flow_updated)

    def enter(self, arg: str) -> None:
        listing_id = int(arg)
        if listing_id != self._id:
            self._id, self._listing, self._quote = listing_id, None, None
            self.panel.button.setEnabled(False)
            self.fit.hide()
            self.progress.hide()
            self.states.show_busy(tr("Opening the listing"))
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.panel.button if self.panel.button.isVisibleTo(self) else self.progress.run

    def reload(self) -> None:
        wanted = self._id
        if self._listing is None:
            self.jobs.start(
                lambda _job: self._catalogue.listing(wanted),
                lane="db",
                owner=self,
                done=lambda listing: self._show(listing) if wanted == self._id else None,
                failed=lambda error: self.states.show_error(error, self.reload),
            )
        else:
            self.listed.show_listing(self._listing)
            self._reload_panel()

    def _show(self, listing: Listing) -> None:
        self._listing = listing
        card = listing.card
        self.title.setText(listing.title)
        parts = [task_name(card.task), tr("version {version}", version=card.version)] if card else []
        if card and card.publisher:
            parts.append(tr("by {publisher}", publisher=card.publisher))
        parts += filter(None, [rating_text(listing)])
        self.byline.setText("  ·  ".join(parts))
        self._icon.show_icon(task_icon(card.task) if card else "circle-alert", "accent_text")
        self.summary.setText(card.summary if card else "")
        self.fit.hide()
        self.facts.show_listing(listing)
        self.ratings.show_listing(listing)
        self.popularity.show_listing(listing)
        self.also_bought.show_listing(listing)
        self._note_opening(listing.id)
        self.listed.show_listing(listing)
        self.stars.show_listing(listing)
        self.fitting.show_listing(listing)
        self.panel.show_listing(listing)
        self.states.show_full()
        self.shown.emit(listing)
        wanted = listing.id
        if listing.price is None:
            self._learn_currency(listing)
        self.jobs.start(
            lambda _job: self._catalogue.seller(listing.terms.seller),
            lane="db",
            owner=self,
            done=lambda history: self.facts.show_seller(history) if wanted == self._id else None,
        )
        if listing.terms.payee != listing.terms.seller and not listing.is_free:
            self.jobs.start(
                lambda _job: self._splits.payee(listing.terms.payee, listing.terms.seller),
                owner=self,
                done=lambda payee: self.facts.payee.show_payee(payee) if wanted == self._id else None,
                failed=lambda _error: self.facts.payee.show_unknown() if wanted == self._id else None,
            )
        self.jobs.start(
            lambda job: self._catalogue.public_content(wanted, job.cancel, job.report),
            title=tr("Looking into a model"),
            owner=self,
            done=lambda view: self._show_public(wanted, view),
            failed=lambda error: self._public_failed(wanted, error),
        )
        self._reload_panel()

    def _note_opening(self, listing: int) -> None:
        """For what is recommended later; it stays on this machine."""
        self.jobs.start(
            lambda _job: self._recommending.opened(listing),
            lane="db",
            owner=self,
            failed=lambda _error: None,
        )

    def _learn_currency(self, listing: Listing) -> None:
        """A price in a token that was not read yet; without a network it stays without a unit."""

        def learn() -> Listing:
            self._catalogue.learn_currencies([listing])
            return self._catalogue.listing(listing.id)

        self.jobs.start(
            lambda _job: learn(),
            owner=self,
            done=lambda read: self._show_price(read) if read.id == self._id else None,
            failed=lambda _error: None,
        )

    def _show_price(self, listing: Listing) -> None:
        self._listing = listing
        self.panel.price.setText(price_text(listing))

    def _show_public(self, wanted: int, view: "PublicView") -> None:
        if wanted != self._id:
            return
        if view.fits:
            self.fit.set_state(tr("Should run here"), "neutral")
        else:
            self.fit.set_state(tr("Does not run here"), "warning")
        self.fit.show()
        self.facts.show_public(view)
        self.fitting.show_public(view)
        self._fit_known(self.fitting.fit)

    def _fit_known(self, fit: Fit | None) -> None:
        """A trial says more than the seller's claim."""
        self.panel.show_fit(*fit_warning(fit))
        if fit is not None and fit.can_run is not None:
            self.fit.set_state(*fit_badge(fit))
            self.fit.show()

    def _public_failed(self, wanted: int, error: BaseException) -> None:
        if wanted != self._id:
            return
        self.facts.show_public_error(error)
        if isinstance(error, InvalidPackage):
            self.fit.set_state(tr("Breaks the rules"), "danger")
            self.fit.show()

    def _reload_panel(self) -> None:
        wanted = self._id
        self.jobs.start(
            lambda _job: [
                (p, self._flows.memory.settlement(p.id))
                for p in self._purchases.purchases()
                if p.listing == wanted
            ],
            lane="db",
            owner=self,
            done=lambda found: self._show_purchases(wanted, found),
        )

    def _show_purchases(self, wanted: int, found: list[tuple[Purchase, Settlement | None]]) -> None:
        if wanted != self._id or self._listing is None:
            return
        for purchase, settlement in found:
            self._flows.follow(purchase, settlement)
        self._show_flow()
        if self._flows.of_listing(wanted) is not None:
            return
        state = self._accounts.state.value
        if state != "unlocked":
            self.panel.show_no_wallet(self._listing, locked=state == "locked")
        elif not self._listing.is_open:
            self.panel.show_closed(self._listing)
        else:
            self.jobs.start(
                lambda _job: self._purchases.quote(wanted),
                owner=self,
                done=lambda quote: self._show_quote(wanted, quote),
                failed=self._quote_failed,
            )

    def _show_quote(self, wanted: int, quote: "PurchaseQuote") -> None:
        if wanted == self._id and self._flows.of_listing(wanted) is None:
            self._quote = quote
            self.panel.show_quote(quote)

    def _quote_failed(self, error: BaseException) -> None:
        if self._listing is not None:
            self.panel.show_fault(self._listing, error)

    def _show_flow(self) -> None:
        flow = self._flows.of_listing(self._id)
        self.progress.setVisible(flow is not None)
        if flow is not None and self._listing is not None:
            self.progress.show_flow(flow)
            self.panel.show_owned(self._listing, flow)

    def _flow_updated(self, purchase_id: str) -> None:
        flow = self._flows.flow(purchase_id)
        if flow is None or flow.purchase.listing != self._id:
            return
        self._show_flow()
        if self._flows.of_listing(self._id) is None:
            self._reload_panel()

    def _buy(self) -> None:
        quote = self._quote
        if quote is not None:
            self.listed.ask_before_buying(
                lambda: self._flows.buy(quote), lambda: self.panel.button.setEnabled(True)
            )

    def _run(self) -> None:
        self._with_flow(lambda purchase_id: self.tools.navigate(Route("run", purchase_id)))

    def _with_flow(self, act: object) -> None:
        flow = self._flows.of_listing(self._id)
        if flow is not None and callable(act):
            act(flow.purchase.id)

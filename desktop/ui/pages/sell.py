"""Sell: list a ready package, and see orders and earnings."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.cards import parse_card
from desktop.core.changes import Topic
from desktop.core.errors import InvalidCard
from desktop.core.tokens import unread_currency
from desktop.text import amount, describe, tr, trn
from desktop.ui.dialogs import ConfirmDialog, choose_folder
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.income_card import IncomeCard
from desktop.ui.pages.key_dialogs import NewPasswordDialog
from desktop.ui.pages.sell_form import SellForm
from desktop.ui.pages.sell_reviews import SellerReviews
from desktop.ui.pages.token_earnings import TokenEarningsCard
from desktop.ui.phrases import SALE_STATES, date_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Label, Scroll, clear, column, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.core.identity import Address
    from desktop.core.income import Income
    from desktop.core.money import Currency
    from desktop.core.sales import OwnListing, Sale
    from desktop.services.accounts import AccountService
    from desktop.services.reporting import ReportService
    from desktop.services.reviews import ReviewService
    from desktop.services.selling import Earnings, SellingService
    from desktop.services.selling.mirroring import MirrorService
    from desktop.services.splits import SplitService

_SHOWN_AT_ONCE = 100


class SellPage(Page):
    """Earnings on top, the form to list a model, then listings and orders."""

    topics = frozenset({Topic.SALES, Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        selling: "SellingService",
        accounts: "AccountService",
        splits: "SplitService",
        reviews: "ReviewService",
        reporting: "ReportService",
        mirrors: "MirrorService",
    ) -> None:
        super().__init__(tools)
        self._splits, self._mirrors = splits, mirrors
        self._selling, self._accounts = selling, accounts
        self.head = PageHead(
            tr("Sell"), tr("List a model. Licet answers orders while it is open and unlocked.")
        )
        self.serving = Button(
            tr("Where they are served"),
            icon="globe",
            name="sell-serving",
            clicked=lambda: tools.navigate(Route("serving")),
        )
        self.head.add(self.serving)
        self.earnings = EarningsCard()
        self.earnings.take.clicked.connect(lambda _=False: tools.navigate(Route("collecting")))
        self.silent = Banner("warning", action=tr("Where they are served"))
        self.silent.button.clicked.connect(lambda _=False: tools.navigate(Route("serving")))
        self.silent.hide()
        self.token_earnings = TokenEarningsCard()
        self.token_earnings.taken.connect(lambda _currency: tools.navigate(Route("collecting")))
        self.income = IncomeCard()
        self.form = SellForm(selling, splits, tools, accounts.active_address, mirrors)
        self.listings = QVBoxLayout()
        self.orders = QVBoxLayout()
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.addWidget(self.silent)
        lines.addWidget(self.earnings)
        lines.addWidget(self.token_earnings)
        lines.addWidget(self.income)
        lines.addWidget(self.form)
        for title, place in ((tr("My listings"), self.listings), (tr("Orders"), self.orders)):
            place.setSpacing(GRID)
            lines.addWidget(Label(title, "h2"))
            lines.addLayout(place)
        self.reviews = SellerReviews(tools, reviews, reporting)
        lines.addWidget(self.reviews)
        self.home = SellerHomeCard()
        self.home.prepare.clicked.connect(lambda _=False: self._choose_home())
        lines.addWidget(self.home)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner, width=104 * GRID), empty_icon="tag")
        page_column(self, self.head, self.states).setStretch(1, 1)

    def reload(self) -> None:
        if self._accounts.state.value != "unlocked":
            self.reviews.close_for_now()
            is_new = self._accounts.state.value in {"none", "watching"}
            self.states.show_empty(
                tr("Selling needs your wallet"),
                tr("The contract pays your account, and your keys seal what you sell."),
                action=tr("Create or restore a wallet") if is_new else tr("Unlock"),
                then=lambda: self.tools.navigate(Route("unlock", "sell")),
            )
            return
        self.form.payee.show_accounts(self._accounts.own)
        self.form.places.reload()
        self.jobs.start(
            lambda _job: (self._selling.my_listings(), self._selling.orders()),
            lane="db",
            owner=self,
            done=lambda both: self._show(*both),
            failed=lambda error: self.states.show_error(error, self.reload),
        )
        self.jobs.start(
            lambda _job: self._selling.earnings(),
            owner=self,
            done=self._show_earnings,
            failed=self.earnings.show_fault,
        )
        self.jobs.start(
            lambda _job: sum(served.silent for served in self._mirrors.overview()),
            lane="db",
            owner=self,
            done=self._show_silent,
        )
        self.jobs.start(
            lambda _job: self._income(),
            owner=self,
            done=lambda told: self.income.show_income(*told),
            failed=self.income.show_fault,
        )

    def _income(self) -> "tuple[list[Income], dict[Address, Currency], dict[int, str]]":
        incomes = self._selling.income()
        names = {own.listing: _name(own) for own in self._selling.my_listings()}
        return incomes, self._selling.units({income.currency for income in incomes}), names

    def _show_silent(self, count: int) -> None:
        words = trn(
            "{n} address of your listings does not serve",
            "{n} addresses of your listings do not serve",
            count,
        )
        self.silent.say("warning", words, tr("Buyers cannot fetch from there."))
        self.silent.setVisible(bool(count))

    def _show_earnings(self, earnings: "Earnings") -> None:
        self.earnings.show_earnings(earnings)
        self.token_earnings.show_tokens(earnings.tokens)

    def _show(self, listings: "list[OwnListing]", orders: "list[Sale]") -> None:
        clear(self.listings)
        clear(self.orders)
        names = {own.listing: _name(own) for own in listings}
        units = {own.terms.currency: own.currency for own in listings if own.currency is not None}
        for own in _present(listings)[:_SHOWN_AT_ONCE]:
            self.listings.addWidget(self._listing_row(own, names[own.listing]))
        if not listings:
            self.listings.addWidget(Label(tr("Nothing is listed yet. Choose a model above."), "muted"))
        for sale in orders[:_SHOWN_AT_ONCE]:
            currency = units.get(sale.terms.currency) or unread_currency(sale.terms.currency)
            price = currency.text(sale.terms.price, 6)
            self.orders.addWidget(_order_row(sale, names.get(sale.listing, f"#{sale.listing}"), price))
        if not orders:
            self.orders.addWidget(Label(tr("No orders yet."), "muted"))
        self.reviews.show_for(names)
        self.states.show_full()

    def _listing_row(self, own: "OwnListing", name: str) -> QWidget:
        card = Card(padding=2 * GRID)
        price = tr("Free") if own.terms.is_free else own.currency_kept.text(own.terms.price, 6)
        if own.listing == 0:
            state = Badge(tr("Being listed"), "accent")
        elif own.is_open:
            state = Badge(tr("For sale"), "success")
        else:
            state = Badge(tr("Closed"))
        close = Button(tr("Take off the market"), "ghost", tip=tr("Take {name} off the market", name=name))
        keep = close.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # rows with and without the button are of one height, and line up
        close.setSizePolicy(keep)
        close.setVisible(own.is_open and own.listing != 0)
        close.clicked.connect(lambda _=False: self._close(own.listing, name))
        revise = Button(
            tr("New version"),
            "ghost",
            name="sell-revise",
            tip=tr("Publish a new version of {name}", name=name),
        )
        revise.setVisible(own.listing != 0 and not own.terms.is_free)
        revise.clicked.connect(lambda _=False: self.form.revise(own, name))
        line = row(ElidedLabel(name, "strong"), Label(price, "muted"), state, revise, close, spacing=2 * GRID)
        line.setStretch(0, 1)
        card.column.addLayout(line)
        return card

    def _close(self, listing: int, name: str) -> None:
        ConfirmDialog.ask(
            self,
            tr("Take “{name}” off the market?", name=name),
            (
                tr(
                    "No new orders come in. What was sold stays sold, and orders on their way are still answered."
                ),
            ),
            confirm=tr("Take it off"),
            then=lambda: self._act(tr("Closing a listing"), lambda: self._selling.close(listing)),
        )

    def _choose_home(self) -> None:
        if folder := choose_folder(self, tr("Prepare a seller's folder")):
            self.prepare_seller(folder)

    def prepare_seller(self, folder: Path) -> None:
        """Ask for the folder's new password; then make it, and name its operator on the chain."""

        def prepared(dialog: NewPasswordDialog, operator: "Address") -> None:
            dialog.succeed()
            self.home.show_operator(operator, folder)

        NewPasswordDialog.ask(
            self,
            title=tr("Prepare a seller's folder"),
            sentence=tr(
                "A new password for {folder}. Your account pays the fee of one transaction that names the operator.",
                folder=folder.name,
            ),
            confirm=tr("Prepare"),
            submit=lambda dialog, password: self.jobs.start(
                lambda _job: self._selling.prepare_seller(folder, password),
                title=tr("Preparing a seller's folder"),
                owner=self,
                done=lambda operator: prepared(dialog, operator),
                failed=dialog.fail,
            ),
        )

    def _act(self, title: str, act: Callable[[], object]) -> None:
        self.jobs.start(
            lambda _job: act(),
            title=title,
            owner=self,
            done=lambda _: self.refresh(),
            failed=lambda error: self.tools.toast("danger", describe(error).title),
        )


class SellerHomeCard(Card):
    """The way to sell while this computer is off: a folder for ``licet seller``."""

    def __init__(self) -> None:
        super().__init__()
        self.prepare = Button(tr("Prepare a folder"), icon="folder-open", name="sell-prepare")
        self.done = Banner("success")
        self.done.hide()
        words = Label(
            tr(
                "Makes a folder with your listings and an operator key of its own. The command “licet seller” answers orders "
                "from it, here or on a server. The key cannot spend your coins; whoever steals it can cost you your free bond."
            ),
            "muted",
            wrap=True,
        )
        self.column.addLayout(row(Label(tr("Sell while Licet is closed"), "h3"), 1, self.prepare))
        self.column.addWidget(words)
        self.column.addWidget(self.done)
        self.operator = row()
        self.column.addLayout(self.operator)

    def show_operator(self, operator: "Address", folder: Path) -> None:
        """It is made; ``operator`` may deliver from now on."""
        self.done.say(
            "success",
            tr("The folder is ready"),
            tr(
                "Operator {address} delivers for you. Send it a few coins for its network fees, and start it with:",
                address=operator.short,
            )
            + f"\nlicet --data-dir {folder} seller --password-file …",
        )
        self.done.show()
        clear(self.operator)
        self.operator.addWidget(AddressView(operator, name=tr("Operator"), whole=True))


class EarningsCard(Card):
    """What was earned and what is bound; the page of money waiting takes it out."""

    def __init__(self) -> None:
        super().__init__(spacing=2 * GRID)
        self._values: dict[str, Label] = {}
        line = row(spacing=5 * GRID)
        for key, name in (
            ("credit", tr("Earned, ready to take out")),
            ("dispute", tr("Still within the buyers' time to prove faults")),
            ("free", tr("Bond, free")),
            ("locked", tr("Bond, bound by orders")),
        ):
            value = Label("…", "h2", selectable=True)
            value.setAccessibleName(name)
            self._values[key] = value
            block = column(spacing=2)
            block.addWidget(value)
            block.addWidget(Label(name, "small", wrap=True))
            block.addStretch(1)
            line.addLayout(block, 1)
        self.take = Button(tr("Money waiting"), icon="arrow-down-left", name="sell-waiting")
        self.column.addLayout(line)
        self.column.addLayout(row(self.take, 1))

    def show_earnings(self, earnings: "Earnings") -> None:
        """Show the amounts."""
        for key, wei in (
            ("credit", earnings.credit_wei),
            ("dispute", earnings.in_dispute_wei),
            ("free", earnings.free_bond_wei),
            ("locked", earnings.locked_bond_wei),
        ):
            self._values[key].setText(amount(wei))
            self._values[key].setToolTip(amount(wei, None))

    def show_fault(self, error: BaseException) -> None:
        """Unknown is not zero."""
        for value in self._values.values():
            value.setText(tr("unknown"))
            value.setToolTip(describe(error).title)


def _order_row(sale: "Sale", name: str, price: str) -> QWidget:
    card = Card(padding=2 * GRID, spacing=4)
    words, tone = SALE_STATES[sale.state]
    if sale.settle_at and sale.state.value == "delivered":
        when = tr("paid out {time}", time=date_time(sale.settle_at))
    elif sale.state.value in {"seen", "delivering"}:
        when = tr("deliver until {time}", time=date_time(sale.deliver_until))
    else:
        when = tr("bought {time}", time=date_time(sale.order.bought_at))
    buyer = Label(sale.holder.short, "mono")
    buyer.setAccessibleName(tr("Buyer {address}", address=str(sale.holder)))
    line = row(
        ElidedLabel(name, "strong"), Label(when, "small"), buyer, Label(price, "muted"),
        Badge(tr(words), tone), spacing=2 * GRID,
    )  # fmt: skip
    line.setStretch(0, 1)
    card.column.addLayout(line)
    return card


def _present(listings: "list[OwnListing]") -> "list[OwnListing]":
    """The newest version of each listing, in the order of the first ones; what is being listed has no number yet."""
    newest: dict[object, OwnListing] = {}
    for own in listings:
        key = own.listing or own.terms.hash
        kept = newest.get(key)
        if kept is None or own.is_open or not kept.is_open:
            newest[key] = own
    return list(newest.values())


def _name(own: "OwnListing") -> str:
    """The name on the card, which this wallet wrote itself."""
    try:
        card = parse_card(own.card)
    except InvalidCard:
        return f"#{own.listing}"
    return tr("{name} {version}", name=card.name, version=card.version)

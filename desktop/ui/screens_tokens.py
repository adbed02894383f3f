"""The scenes of prices in tokens: quotes, what is missing, the money back, and selling for one."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.core.orders import PurchaseState
from desktop.core.sales import SaleState
from desktop.services.journal import Activity
from desktop.services.selling import TokenEarnings
from desktop.services.tokens import PaymentWay, TokenReport
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until

PRICE = 12_500_000


def token_scenes() -> tuple[Scene, ...]:
    """All of them, in the order of the pages."""
    digits = Route("listing", "1")
    return (
        Scene("60-token-market", Route("market"), _priced()),
        Scene("61-token-permit", digits, _priced()),
        Scene("62-token-approve", digits, _priced(PaymentWay.APPROVE)),
        Scene("63-token-too-few", digits, _poor),
        Scene("64-token-imitation", digits, _imitation),
        Scene("65-token-approving", Route("order", "approving"), _approving),
        Scene("66-token-wrong-key", Route("order", "wrong"), _refundable),
        Scene("67-token-sell-form", Route("sell"), act=_form()),
        Scene("68-token-sell-warned", Route("sell"), _strange, _form()),
        Scene("69-token-earnings", Route("sell"), _earned),
        Scene("70-token-activity", Route("activity"), _lines),
    )


def _priced(way: PaymentWay = PaymentWay.PERMIT) -> Prepare:
    def prepare(show: Showcase) -> None:
        first, *rest = show.catalogue.rows
        show.catalogue.rows = (values.priced_in(first, values.TOKEN, PRICE), *rest)
        show.purchases.way = way

    return prepare


def _poor(show: Showcase) -> None:
    _priced(PaymentWay.RESET)(show)
    show.purchases.tokens_held = 4_000_000
    show.purchases.warnings = ("insufficient-tokens", "bond-below-complaint")


def _imitation(show: Showcase) -> None:
    first, *rest = show.catalogue.rows
    show.catalogue.rows = (values.priced_in(first, values.IMITATION, 123_456_789_012_345_678_901), *rest)
    show.purchases.tokens_held = 10**30
    show.purchases.way = PaymentWay.APPROVE
    show.purchases.warnings = ("token-imitates-coin", "token-without-decimals")


def _approving(show: Showcase) -> None:
    _priced(PaymentWay.APPROVE)(show)
    kept = values.purchase("approving", show.catalogue.rows[0], PurchaseState.APPROVING, age_s=20)
    show.purchases.kept["approving"] = replace(kept, order=None, order_id=None, paid_fee_wei=0)


def _refundable(show: Showcase) -> None:
    _priced()(show)
    show.purchases.kept["wrong"] = values.purchase("wrong", show.catalogue.rows[0], PurchaseState.WRONG_KEY)


def _strange(show: Showcase) -> None:
    show.selling.report = TokenReport(values.IMITATION, ("imitates-coin", "no-decimals", "takes-part"))


def _earned(show: Showcase) -> None:
    _priced()(show)
    row = show.catalogue.rows[0]
    show.selling.listings = [values.own_listing(row)]
    show.selling.sales = [values.sale(1, row, SaleState.DELIVERED), values.sale(2, row, SaleState.FINAL)]
    show.selling.token_earnings = (
        TokenEarnings(values.TOKEN, 37_500_000, PRICE),
        TokenEarnings(values.IMITATION, 0, 10**19),
    )


def _lines(show: Showcase) -> None:
    lines = (
        ("withdraw", PRICE, "done"), ("refund", 0, "done"), ("buy", -PRICE, "done"), ("approve", 0, "done"),
        ("buy", -PRICE, "failed"),
    )  # fmt: skip
    show.activity.lines = [
        Activity(i, values.NOW - i * 3700, kind, values.BUYER, amount, 21 * 10**12, bytes(32), status, None,
                 "Handwritten digits", currency=values.TOKEN)
        for i, (kind, amount, status) in enumerate(lines)
    ]  # fmt: skip


def _scroll_to(widget: QWidget) -> None:
    """As a person would, to see it."""
    place = widget.parentWidget()
    while place is not None and not isinstance(place, QScrollArea):
        place = place.parentWidget()
    if place is not None:
        QApplication.processEvents()
        place.ensureWidgetVisible(widget, 0, 40)


def _form() -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.sell import SellPage

        page = window.page
        if isinstance(page, SellPage):
            form = page.form
            form.inspect(Path())
            wait_until(form.publish.isVisible, "the verdict")
            form.token.address.setText(str(values.TOKEN.address))
            form.token.look()
            wait_until(lambda: form.token.currency is not None, "the token")
            form.price.setText("12.5")
            _scroll_to(form.publish)

    return act

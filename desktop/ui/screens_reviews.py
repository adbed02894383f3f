"""The scenes of ratings and reports for ``licet screenshots``."""

from collections.abc import Callable
from dataclasses import replace

from desktop.core.errors import NodeUnreachable
from desktop.core.orders import PurchaseState
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_reviews import hostile_review, sample_reports, sample_reviews
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.basic import Scroll

LONG = "The first layer is fine. " * 20


def review_scenes() -> tuple[Scene, ...]:
    """In the order in which a person meets them."""
    listing, order = Route("listing", "1"), Route("order", "mine")
    return (
        Scene("60-listing-ratings", listing, _rated, _to("ratings")),
        Scene("61-listing-ratings-hostile", listing, _hostile, _to("ratings")),
        Scene("62-listing-ratings-few", listing, _few, _to("ratings")),
        Scene("63-listing-ratings-none", listing, act=_to("ratings")),
        Scene("64-listing-ratings-no-records", listing, _no_records, _to("ratings")),
        Scene("65-listing-ratings-error", listing, _unread, _to("ratings")),
        Scene("66-order-rate", order, _owned),
        Scene("67-order-rated", order, _own_rating),
        Scene("68-rate-dialog", order, _owned, _rate()),
        Scene("69-rate-dialog-too-long", order, _owned, _rate(stars=2, text=LONG + LONG)),
        Scene("70-rate-dialog-failed", order, _refused, _rate(stars=4, text="Good.", send=True)),
        Scene("71-report-dialog", order, _owned, _report),
        Scene("72-sell-reviews", Route("sell"), _seller, _to("sell-ratings-more", "reviews")),
        Scene("73-sell-answer", Route("sell"), _seller, _answer),
        Scene("74-sell-reviews-empty", Route("sell"), act=_to("sell-ratings-more", "reviews")),
        Scene("75-listing-ratings-200", listing, _rated, _to("ratings"), scale=2.0),
        Scene("76-rate-dialog-small", order, _owned, _rate(stars=3), size=(960, 640)),
    )  # fmt: skip


def _rated(show: Showcase) -> None:
    show.reviews.rows = sample_reviews()


def _hostile(show: Showcase) -> None:
    show.reviews.rows = [hostile_review(), *sample_reviews()]


def _few(show: Showcase) -> None:
    show.reviews.rows = sample_reviews()[:3]


def _no_records(show: Showcase) -> None:
    show.reviews.is_there = False


def _unread(show: Showcase) -> None:
    show.gate.faults["reviews.ratings_of"] = NodeUnreachable("https://rpc.example.org")


def _owned(show: Showcase) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)


def _own_rating(show: Showcase) -> None:
    _owned(show)
    token = show.purchases.kept["mine"].order_id or 0
    show.reviews.rows = [replace(sample_reviews()[1], order_id=token, holder=values.BUYER)]


def _refused(show: Showcase) -> None:
    _owned(show)
    show.gate.faults["reviews.rate"] = NodeUnreachable("https://rpc.example.org")


def _seller(show: Showcase) -> None:
    show.selling.listings = [values.own_listing(row) for row in show.catalogue.rows[:2]]
    show.reviews.rows = [hostile_review(), *sample_reviews()]
    show.reporting.rows = sample_reports()


def _to(name: str, attribute: str = "") -> Callable[[MainWindow], None]:
    """Scroll to a part of the page: by its name, or to the page's own ``attribute``."""
    from PySide6.QtWidgets import QWidget

    def act(window: MainWindow) -> None:
        page = window.page
        part = getattr(page, attribute) if attribute else page.findChild(QWidget, name) if page else None
        rounds = iter(range(12))
        wait_until(lambda: next(rounds, None) is None, "the page to be laid out")
        scroll = part.parentWidget() if isinstance(part, QWidget) else None
        while scroll is not None and not isinstance(scroll, Scroll):
            scroll = scroll.parentWidget()
        inside = scroll.widget() if scroll is not None else None
        if isinstance(part, QWidget) and scroll is not None and inside is not None:
            scroll.verticalScrollBar().setValue(part.mapTo(inside, part.rect().topLeft()).y() - 16)

    return act


def _rate(stars: int = 0, text: str = "", *, send: bool = False) -> Callable[[MainWindow], None]:
    from desktop.ui.pages.review_dialogs import RateDialog

    def act(window: MainWindow) -> None:
        from desktop.ui.pages.order import OrderPage

        if isinstance(window.page, OrderPage):
            window.page.review.open_rating()
        dialog = window.findChild(RateDialog)
        if dialog is None:
            return
        if stars:
            dialog.stars.choose(stars)
        dialog.edit.setPlainText(text)
        if send:
            wait_until(dialog.confirm.isEnabled, "the cost")
            dialog.confirm.click()
            wait_until(dialog.fault.isVisible, "the fault")

    return act


def _report(window: MainWindow) -> None:
    from desktop.ui.pages.order import OrderPage
    from desktop.ui.pages.review_dialogs import ReportDialog
    from desktop.ui.widgets.basic import CheckBox

    if isinstance(window.page, OrderPage):
        window.page.review.open_report()
    dialog = window.findChild(ReportDialog)
    if dialog is not None:
        dialog.edit.setPlainText("Pictures larger than 28 by 28 always give 8.")
        wait_until(lambda: dialog.findChild(CheckBox, "report-model") is not None, "the facts")
        box = dialog.findChild(CheckBox, "report-model")
        if box is not None:
            box.setChecked(True)


def _answer(window: MainWindow) -> None:
    from desktop.ui.pages.sell import SellPage

    page = window.page
    if isinstance(page, SellPage):
        wait_until(lambda: page.reviews.ratings.rows, "the ratings")
        page.reviews.open_answer(page.reviews.ratings.rows[2])

"""The left side of a listing: model card, claims, contents, seller, and what protects the buyer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.licences import Rights
from desktop.core.listings import Listing
from desktop.core.runs import Picture
from desktop.text import amount, duration, size, tr, trn
from desktop.text.importing import forms_text
from desktop.ui.licence_words import key_fee_text, passing_text, period_text
from desktop.ui.pages.payee_view import PayeeView
from desktop.ui.phrases import date, fit_text, parameters_text, sandbox_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Label, clear, column, row
from desktop.ui.widgets.card_view import CardView
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.catalogue import PublicView, SellerHistory

_MAX_PREVIEW = 112
_MOST_PREVIEWS = 4
_MANY_OPERATORS = 24


class ListingFacts(QWidget):
    """Sections that fill as their values arrive; what is claimed and what was measured are told apart."""

    def __init__(self) -> None:
        super().__init__()
        lines = column(self, spacing=2 * GRID)
        self.breach = Banner("danger")
        self.card = Card()
        self.previews = Previews()
        self.viewer = CardView()
        self.card_state = Label("", "muted", wrap=True)
        self.card.column.addWidget(Label(tr("Model card"), "h3"))
        self.card.column.addWidget(self.previews)
        self.card.column.addWidget(self.viewer)
        self.card.column.addWidget(self.card_state)
        self.claims = Card()
        self.contents = Card()
        self.seller = Card()
        self._seller_head = row(Label(tr("Seller"), "h3"), 1)
        self._seller_lines = column(spacing=2 * GRID)
        self.seller.column.addLayout(self._seller_head)
        self.seller.column.addLayout(self._seller_lines)
        self.rights = Card()
        self.refunds = Card()
        self.license = Card()
        for widget in (
            self.breach,
            self.card,
            self.claims,
            self.contents,
            self.rights,
            self.refunds,
            self.seller,
            self.license,
        ):
            lines.addWidget(widget)
        self._lines = lines
        self.viewer.document().contentsChanged.connect(self._fit_viewer)
        self._parts: list[Callable[[], None]] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_part)

    def add_ratings(self, ratings: QWidget) -> None:
        """Put what buyers say in front of who sells."""
        self._lines.insertWidget(self._lines.indexOf(self.seller), ratings)

    def add_last(self, widget: QWidget) -> None:
        """Put something at the end."""
        self._lines.addWidget(widget)

    def add_fit(self, fit: QWidget) -> None:
        """Put how it runs on this computer behind what the seller claims."""
        self._lines.insertWidget(self._lines.indexOf(self.contents), fit)

    def add_to_seller(self, star: QWidget) -> None:
        """Put the star at the right of the seller's heading, where it stays from listing to listing."""
        self._seller_head.addWidget(star)

    def show_listing(self, listing: Listing) -> None:
        """What the chain itself says."""
        self._parts.clear()
        self.breach.hide()
        self.viewer.hide()
        self.previews.show_pictures(())
        self.card_state.setText(tr("Fetching and checking the public part…"))
        self.card_state.show()
        self.contents.hide()
        self.license.hide()
        self._claims(listing)
        self._rights(listing)
        self._refund_terms(listing)
        self._seller(listing)

    def show_public(self, view: "PublicView") -> None:
        """What the verified public part says, a section at a time, so that a click in between is answered."""
        self._parts = [
            lambda: self._card(view),
            lambda: self.previews.show_pictures(view.content.previews[:_MOST_PREVIEWS]),
            lambda: self._contents(view),
            lambda: self._license(view),
        ]
        self._next.start()

    def _show_part(self) -> None:
        if self._parts:
            self._parts.pop(0)()
        else:
            self._next.stop()

    def _card(self, view: "PublicView") -> None:
        self.card_state.hide()
        if not view.fits:
            self.breach.say("warning", tr("It may not run here"), fit_text(view.fit_reason))
            self.breach.show()
        self.viewer.show_card(view.content.card_markdown)
        self.viewer.show()
        self._fit_viewer()

    def show_public_error(self, error: BaseException) -> None:
        """The public part did not come; the rest of the page stays."""
        self.card_state.hide()
        self.breach.show_error(error)

    def show_seller(self, history: "SellerHistory") -> None:
        """The seller's record on this market."""
        listings = trn("{n} listing", "{n} listings", history.listings)
        sales = trn("{n} sale", "{n} sales", history.sales)
        self._history.setText(
            tr(
                "{listings}, {sales}, here since {date}",
                listings=listings,
                sales=sales,
                date=date(history.since),
            )
        )

    def _claims(self, listing: Listing) -> None:
        card = listing.card
        clear(self.claims.column)
        self.claims.setVisible(card is not None)
        if card is None:
            return
        self.claims.column.addLayout(
            row(Label(tr("Claims of the seller"), "h3"), 1, Badge(tr("claimed"), "warning"))
        )
        note = tr(
            "Measured by the seller, not by Licet. Try the model on your own data while it can be refunded."
        )
        self.claims.column.addWidget(Label(note, "small", wrap=True))
        facts = Facts()
        for name, value in list(card.metrics.items())[:12]:
            facts.add(name[:60], f"{value:.4g}")
        if card.run_ms is not None:
            facts.add(tr("One run"), tr("{n} ms on the seller's machine", n=f"{card.run_ms:.3g}"))
        if card.peak_rss_bytes is not None:
            facts.add(tr("Memory"), size(card.peak_rss_bytes))
        self.claims.column.addWidget(facts)

    def _contents(self, view: "PublicView") -> None:
        manifest = view.manifest
        clear(self.contents.column)
        self.contents.column.addLayout(
            row(Label(tr("What is in it"), "h3"), 1, Badge(tr("verified here"), "success"))
        )
        facts = Facts()
        facts.add(tr("Parameters"), parameters_text(manifest.parameters))
        sealed = sum(blob.size for blob in manifest.blobs if blob.part == "sealed")
        public = sum(blob.size for blob in manifest.blobs if blob.part == "public")
        facts.add(tr("Sealed part"), size(sealed))
        facts.add(tr("Public part"), size(public))
        shown = ", ".join(manifest.operators[:_MANY_OPERATORS])
        more = len(manifest.operators) - _MANY_OPERATORS
        facts.add(
            tr("Operators"), tr("{list} and {n} more", list=shown, n=more) if more > 0 else shown or "–"
        )
        facts.add(tr("Self-test"), trn("{n} test vector", "{n} test vectors", manifest.tests.count))
        if manifest.variants:
            facts.add(tr("Forms"), forms_text(manifest))
        if manifest.graph_sealed:
            facts.add(tr("Architecture"), tr("sealed: whether it runs here is a claim"))
        facts.add(tr("Walled in"), sandbox_text(view.level))
        self.contents.column.addWidget(facts)
        self.contents.show()

    def _rights(self, listing: Listing) -> None:
        """How long the licence lasts, whether it can be passed on, what later versions cost."""
        clear(self.rights.column)
        self.rights.setVisible(not listing.is_free)
        rights = Rights.of(listing.terms)
        self.rights.column.addWidget(Label(tr("What you get a licence for"), "h3"))
        facts = Facts()
        facts.add(tr("Lasts"), period_text(rights) or tr("Without end"))
        facts.add(tr("Passing on"), passing_text(rights))
        facts.add(tr("Key of a later version"), key_fee_text(rights))
        self.rights.column.addWidget(facts)

    def _refund_terms(self, listing: Listing) -> None:
        terms = listing.terms
        clear(self.refunds.column)
        self.refunds.setVisible(not listing.is_free)
        self.refunds.column.addWidget(Label(tr("If something goes wrong"), "h3"))
        for sentence in (
            tr(
                "Your payment waits in the contract. If the key does not come within {time}, you take back the price "
                "and {late} for the seller's lateness.",
                time=duration(terms.deliver_in_s),
                late=amount(terms.late_fee_wei),
            ),
            tr(
                "If the key or the content is wrong, you prove it to the contract within {time} after delivery, and "
                "get the price and the seller's bond of {bond}. No arbiter decides.",
                time=duration(terms.dispute_in_s),
                bond=amount(terms.bond_wei),
            ),
            tr("What nobody can promise: that the model is good for what you want. See its claims."),
        ):
            self.refunds.column.addWidget(Label(sentence, "body", wrap=True))

    def _seller(self, listing: Listing) -> None:
        clear(self._seller_lines)
        self._history = Label("", "muted", wrap=True)
        self._seller_lines.addWidget(AddressView(listing.terms.seller, whole=True))
        self._seller_lines.addWidget(self._history)
        self.payee = PayeeView()
        self._seller_lines.addWidget(self.payee)

    def _license(self, view: "PublicView") -> None:
        clear(self.license.column)
        text = Label(view.content.license_text[:20_000], "mono", wrap=True, selectable=True)
        text.hide()
        toggle = Button(tr("Read it"), "ghost")
        toggle.clicked.connect(lambda _checked=False: text.setVisible(not text.isVisible()))
        title = tr("Licence: {name}", name=view.manifest.license)
        self.license.column.addLayout(row(Label(title, "h3"), 1, toggle))
        self.license.column.addWidget(text)
        self.license.show()

    def _fit_viewer(self) -> None:
        document = self.viewer.document()
        document.setTextWidth(max(self.viewer.viewport().width(), 200))
        self.viewer.setFixedHeight(min(round(document.size().height()) + GRID, 40_000))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_viewer()


class Previews(QWidget):
    """Small pictures side by side, as many as there is room for: they never make the page wider than the window."""

    def __init__(self) -> None:
        super().__init__()
        self._line = row(spacing=2 * GRID)
        self.setLayout(self._line)
        self._labels: list[QLabel] = []
        self.hide()

    def show_pictures(self, pictures: tuple[Picture, ...]) -> None:
        """In place of those before."""
        clear(self._line)
        self._labels = [_preview(picture) for picture in pictures]
        for label in self._labels:
            self._line.addWidget(label)
        self._line.addStretch(1)
        self.setVisible(bool(pictures))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(_MAX_PREVIEW, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(1, (self.width() + 2 * GRID) // (_MAX_PREVIEW + 2 * GRID))
        for place, label in enumerate(self._labels):
            label.setVisible(place < room)


def _preview(picture: Picture) -> QLabel:
    """Pixels from the sandbox as a small picture."""
    label = QLabel()
    image = QImage(
        picture.rgba, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888
    )
    pixmap = QPixmap.fromImage(image.copy())
    mode = (
        Qt.TransformationMode.SmoothTransformation
        if picture.width > 64
        else Qt.TransformationMode.FastTransformation
    )
    label.setPixmap(pixmap.scaled(_MAX_PREVIEW, _MAX_PREVIEW, Qt.AspectRatioMode.KeepAspectRatio, mode))
    label.setAccessibleName(tr("Preview"))
    return label

"""Strips of models with a reason on each: what is recommended, and what buyers of a model also bought.

A strip shows what is on this machine already and fetches nothing: whoever watches the network learns no taste from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.core.changes import Change, Topic
from desktop.core.listings import Listing
from desktop.text import tr
from desktop.ui import tokens
from desktop.ui.page import PageTools, Route
from desktop.ui.phrases import price_text, task_icon
from desktop.ui.taste_words import both_text, reason_text, spoken
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, ElidedLabel, Label, clear, column, plain_tip, row

if TYPE_CHECKING:
    from desktop.services.recommending import RecommendingService, Shelf
    from desktop.services.recommending.service import AlsoBought

_WIDTH = 30 * GRID
_PAD = 14
_TILE = 32
_TOPICS = {Topic.TASTE, Topic.PURCHASES, Topic.WATCHES, Topic.LISTS}


@dataclass(frozen=True, slots=True)
class Shown:
    """A model on a strip, and the sentence under it."""

    listing: Listing
    reason: str


class ShelfCard(QAbstractButton):
    """A model: glyph, name, price and the reason. All text is plain, and what is too long is cut with its tooltip."""

    def __init__(self, shown: Shown, dislike: Callable[[], object] | None) -> None:
        super().__init__()
        self.shown = shown
        self.setObjectName(f"shelf-{shown.listing.id}")
        self.setAccessibleName(spoken(shown.listing, shown.reason))
        self.setToolTip(plain_tip(f"{shown.listing.title}\n{shown.reason}"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.away: Button | None = None
        if dislike is not None:
            self.away = Button("", "icon", icon="x", name=f"shelf-away-{shown.listing.id}", tip=tr("Not for me"), clicked=dislike)  # fmt: skip
            self.away.setParent(self)
        Theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        scale = Theme.current().scale
        text = (tokens.HEADING3_PT * 1.45 + tokens.SMALL_PT * 1.45 * 3) * scale * 4 / 3
        return QSize(round(_WIDTH * min(scale, 1.6)), round(text + 2 * _PAD + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.away is not None:
            side = self.away.sizeHint()
            self.away.move(self.width() - side.width() - 4, 4)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.hasFocus() else "line_strong" if self.underMouse() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
        self._inside(painter, QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD))
        painter.end()

    def _inside(self, painter: QPainter, box: QRectF) -> None:
        theme, listing = Theme.current(), self.shown.listing
        tile = QRectF(box.left(), box.top(), _TILE, _TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(tile, tokens.RADIUS, tokens.RADIUS)
        icon = task_icon(listing.card.task) if listing.card else "circle-alert"
        painter.drawPixmap(QPointF(tile.left() + 7, tile.top() + 7), theme.pixmap(icon, "accent_text", 18))
        left = tile.right() + 10
        room = box.right() - left - (3 * GRID if self.away is not None else 0)
        painter.setFont(theme.font(tokens.HEADING3_PT, weight=QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(" ".join(listing.title.split()), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QPointF(left, box.top() + metrics.ascent()), title)
        below = box.top() + metrics.height() + 2
        painter.setFont(theme.font(tokens.SMALL_PT))
        metrics = painter.fontMetrics()
        painter.setPen(theme.color("success" if listing.is_free else "muted"))
        price = metrics.elidedText(price_text(listing), Qt.TextElideMode.ElideRight, int(box.right() - left))
        painter.drawText(QPointF(left, below + metrics.ascent()), price)
        self._reason(painter, QRectF(box.left(), 0, box.width(), box.bottom()))

    def _reason(self, painter: QPainter, box: QRectF) -> None:
        """Two lines at the bottom, the second one elided."""
        painter.setPen(Theme.current().color("muted"))
        metrics = painter.fontMetrics()
        height = round(2.4 * metrics.lineSpacing())  # signs of another font may make a line higher
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignBottom)
        words = self.shown.reason
        area = QRectF(box.left(), box.bottom() - height, box.width(), height)
        while len(words) > 2 and painter.boundingRect(area, flags, words).height() > height:
            words = words[: -max(2, len(words) // 12)].rstrip() + "…"
        painter.drawText(area, flags, words)


class CardRow(QScrollArea):
    """Cards side by side; what does not fit is reached by the arrows, the wheel or the keyboard."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("shelf-row")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._line = row(spacing=GRID + 4)
        inner.setLayout(self._line)
        self.setWidget(inner)
        self.cards: list[ShelfCard] = []
        self.back = Button("", "icon", icon="chevron-left", name="shelf-back", tip=tr("Back"), clicked=lambda: self._turn(-1))  # fmt: skip
        self.on = Button("", "icon", icon="chevron-right", name="shelf-on", tip=tr("More"), clicked=lambda: self._turn(1))  # fmt: skip
        bar = self.horizontalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._arrows())
        bar.valueChanged.connect(lambda *_: self._arrows())

    def show_cards(self, cards: Sequence[ShelfCard]) -> None:
        """Show these from the left."""
        clear(self._line)
        self.cards = list(cards)
        for card in self.cards:
            self._line.addWidget(card)
        self._line.addStretch(1)
        if self.cards:
            self.setFixedHeight(self.cards[0].sizeHint().height() + 2)
        self.horizontalScrollBar().setValue(0)
        self._arrows()

    def focusNextPrevChild(self, following: bool) -> bool:
        moved = super().focusNextPrevChild(following)
        focused = self.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused, 2 * GRID, 0)
        return moved

    def _turn(self, way: int) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + way * max(self.viewport().width() - _WIDTH // 2, _WIDTH))

    def _arrows(self) -> None:
        bar = self.horizontalScrollBar()
        for button, can in ((self.back, bar.value() > 0), (self.on, bar.value() < bar.maximum())):
            button.setVisible(bar.maximum() > 0)
            button.setEnabled(can)


class ShelfStrip(QWidget):
    """“Recommended for you” above the market. Hidden where it is turned off, or there is nothing to say yet."""

    def __init__(self, tools: PageTools, recommending: "RecommendingService") -> None:
        super().__init__()
        self.setObjectName("recommended")
        self._tools, self._recommending = tools, recommending
        self._gone: Listing | None = None
        self.title = Label("", "h3")
        self.note = Label("", "small", wrap=True)
        self.row = CardRow(tr("Recommended for you"))
        self.map = Button(tr("Map of tastes"), "link", name="shelf-map", clicked=lambda: tools.navigate(Route("tastes")))  # fmt: skip
        self.gone = ElidedLabel("", "small")
        self.gone.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.undo = Button(tr("Undo"), "link", icon="undo-2", name="shelf-undo", clicked=self._take_back)
        self._gone_line = QWidget()
        undo = row(self.gone, self.undo, 1)
        undo.setContentsMargins(0, 0, 0, 0)
        self._gone_line.setLayout(undo)
        self._gone_line.hide()
        lines = column(self, spacing=GRID)
        lines.setContentsMargins(0, 0, 2 * GRID - 2, 0)  # its end is that of the cards below
        lines.addLayout(row(self.title, 1, self.map, self.row.back, self.row.on))
        lines.addWidget(self.row)
        lines.addWidget(self._gone_line)
        lines.addWidget(self.note)
        self.hide()
        tools.bus.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Work out the suggestions again, and show them when they are there; what is shown meanwhile stays."""
        self._tools.jobs.start(
            lambda _job: self._recommending.suggestions(),
            lane="cpu",
            owner=self,
            done=self._show,
            failed=lambda _error: self.hide(),  # a help that fails is no help, and no error of the market
        )

    def _changed(self, change: Change) -> None:
        if change.topic in _TOPICS or (change.topic is Topic.CATALOGUE and not self.row.cards):
            self.refresh()

    def _show(self, shelf: "Shelf") -> None:
        self.setVisible(shelf.is_on and bool(shelf.rows))
        self.title.setText(tr("Recommended for you") if shelf.is_personal else tr("Popular now"))
        self.note.setText(
            tr(
                "Worked out on this computer, from public purchases and from what you do here. Nothing is sent."
            )
            if shelf.is_personal
            else tr(
                "By how many accounts bought them. As you look around, this is worked out for you, on this computer."
            )
        )
        shown = [Shown(found.listing, reason_text(found.because, found.listing)) for found in shelf.rows]
        if [card.shown for card in self.row.cards] != shown:
            self.row.show_cards([self._card(one) for one in shown])

    def _card(self, shown: Shown) -> ShelfCard:
        card = ShelfCard(shown, lambda: self._dislike(shown.listing))
        card.clicked.connect(lambda _=False: self._tools.navigate(Route("listing", str(shown.listing.id))))
        return card

    def _dislike(self, listing: Listing) -> None:
        self._gone = listing
        self.gone.setText(tr("“{title}” is not suggested any more.", title=listing.title))
        self._gone_line.show()
        self.note.hide()
        self._say(listing, is_disliked=True)

    def _take_back(self) -> None:
        if self._gone is not None:
            self._say(self._gone, is_disliked=False)
        self._gone_line.hide()
        self.note.show()

    def _say(self, listing: Listing, *, is_disliked: bool) -> None:
        self._tools.jobs.start(
            lambda _job: self._recommending.dislike(listing.id, is_disliked=is_disliked),
            lane="db",
            owner=self,
        )


class AlsoBoughtStrip(Card):
    """“People who bought this also bought”, from public purchases alone; hidden while nobody did."""

    def __init__(self, tools: PageTools, recommending: "RecommendingService") -> None:
        super().__init__()
        self.setObjectName("also-bought")
        self._tools, self._recommending = tools, recommending
        self._listing = -1
        self.row = CardRow(tr("People who bought this also bought"))
        title = Label(tr("People who bought this also bought"), "h3", wrap=True)
        head = row(title, self.row.back, self.row.on)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.row)
        self.hide()

    def show_listing(self, listing: Listing) -> None:
        """Another listing, or the same again."""
        if listing.id != self._listing:
            self.hide()
        self._listing = wanted = listing.id
        self._tools.jobs.start(
            lambda _job: self._recommending.also_bought(wanted),
            lane="db",
            owner=self,
            done=lambda found: self._show(found) if wanted == self._listing else None,
            failed=lambda _error: None,
        )

    def _show(self, found: "Sequence[AlsoBought]") -> None:
        self.row.show_cards([self._card(Shown(one.listing, both_text(one.both))) for one in found])
        self.setVisible(bool(found))

    def _card(self, shown: Shown) -> ShelfCard:
        card = ShelfCard(shown, None)
        card.clicked.connect(lambda _=False: self._tools.navigate(Route("listing", str(shown.listing.id))))
        return card

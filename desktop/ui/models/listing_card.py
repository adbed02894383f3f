"""How a listing looks in the market: one painted card, so that 100,000 of them scroll."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.listings import Listing
from desktop.text import size, tr
from desktop.ui import tokens
from desktop.ui.licence_words import span
from desktop.ui.phrases import price_text, sales_text, task_icon, task_name
from desktop.ui.rating_words import count_text, mean_text
from desktop.ui.theme import Theme
from desktop.ui.widgets.stars import star

_GAP = 2 * tokens.GRID
_PAD = 20
_TILE = 44
_LEAST_WIDTH = 296


class ListingCard(QStyledItemDelegate):
    """Paints task glyph, name, publisher, summary, price, licence, size and badges. All text is plain."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._view.scheduleDelayedItemsLayout()
        return super().eventFilter(watched, event)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        # The scroll bar's place is always left free, so that its coming and going moves nothing.
        room = self._view.width() - self._view.verticalScrollBar().sizeHint().width() - 2
        scale = Theme.current().scale
        columns = max(1, room // round((_LEAST_WIDTH + _GAP) * min(scale, 1.6)))
        text = (
            (tokens.HEADING3_PT * 1.75 + tokens.SMALL_PT * 1.75 * 2 + tokens.BODY_PT * 1.85 * 2)
            * scale
            * 4
            / 3
        )
        return QSize(room // columns, round(text + 2 * _PAD + _GAP + 14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        listing = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(listing, Listing):
            return
        theme = Theme.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        frame = QRectF(box).adjusted(1, 1, -_GAP, -_GAP)
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if has_focus else "line_strong" if is_hot else "line"
        painter.setPen(QPen(theme.color(edge), 2 if has_focus else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(frame, tokens.RADIUS, tokens.RADIUS)
        self._inside(painter, frame.adjusted(_PAD, _PAD, -_PAD, -_PAD + 2), listing)
        painter.restore()

    def _inside(self, painter: QPainter, box: QRectF, listing: Listing) -> None:
        theme = Theme.current()
        card = listing.card
        tile = QRectF(box.left(), box.top(), _TILE, _TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(tile, tokens.RADIUS, tokens.RADIUS)
        icon = task_icon(card.task) if card else "circle-alert"
        painter.drawPixmap(QPointF(tile.left() + 11, tile.top() + 11), theme.pixmap(icon, "accent_text", 22))

        left = tile.right() + 12
        heading = theme.font(tokens.HEADING3_PT, weight=QFont.Weight.DemiBold)
        small = theme.font(tokens.SMALL_PT)
        top = _line(painter, QRectF(left, box.top(), box.right() - left, 0), listing.title, heading, "text")
        task = task_name(card.task) if card else tr("The listing cannot be read")
        room = box.right() - left - _rating(painter, QRectF(left, top + 2, box.right() - left, 0), listing)
        top = _line(painter, QRectF(left, top + 2, room, 0), task, small, "muted")

        top = max(top, tile.bottom()) + 12
        summary = card.summary if card else (listing.card_fault or "")
        _paragraph(painter, QRectF(box.left(), top, box.width(), box.bottom() - top), summary, 2)
        self._foot(painter, box, listing)

    @staticmethod
    def _foot(painter: QPainter, box: QRectF, listing: Listing) -> None:
        theme = Theme.current()
        price_font = theme.font(tokens.HEADING3_PT, weight=QFont.Weight.DemiBold)
        painter.setFont(price_font)
        metrics = painter.fontMetrics()
        price = price_text(listing)
        baseline = box.bottom() - metrics.descent()
        painter.setPen(theme.color("success" if listing.is_free else "text"))
        painter.drawText(QPointF(box.left(), baseline), price)
        taken = metrics.horizontalAdvance(price) + 16
        painter.setFont(theme.font(tokens.SMALL_PT))
        painter.setPen(theme.color("muted"))
        facts = [] if listing.is_free or listing.terms.currency.is_zero else [tr("unverified token")]
        period = 0 if listing.is_free else listing.terms.period_s
        facts += [tr("for {time}", time=span(period))] if period else []
        facts += [listing.card.license] if listing.card else []
        facts += [size(listing.terms.size_bytes), sales_text(listing.sales) if listing.sales else tr("new")]
        small = painter.fontMetrics()
        room = int(box.width() - taken)
        while len(facts) > 1 and small.horizontalAdvance("  ·  ".join(facts)) > room:
            facts.pop()  # the last is the least; a cut word would say nothing
        text = small.elidedText("  ·  ".join(facts), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(box.right() - small.horizontalAdvance(text), baseline), text)


def _rating(painter: QPainter, box: QRectF, listing: Listing) -> float:
    """Paint the ratings at the right end of a line; returns the room that they take."""
    if listing.ratings == 0:
        return 0.0
    theme = Theme.current()
    painter.setFont(theme.font(tokens.SMALL_PT))
    metrics = painter.fontMetrics()
    baseline, side = box.top() + metrics.ascent(), metrics.height() * 0.9
    if listing.mean_milli is None:
        words = count_text(listing.ratings)
        painter.setPen(theme.color("muted"))
        painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(words), baseline), words)
        return metrics.horizontalAdvance(words) + 12.0
    mean, count = mean_text(listing.mean_milli), f"({listing.ratings:,})"
    count_left = box.right() - metrics.horizontalAdvance(count)
    mean_left = count_left - metrics.horizontalAdvance(mean + " ")
    painter.setPen(theme.color("muted"))
    painter.drawText(QPointF(count_left, baseline), count)
    painter.setPen(theme.color("text"))
    painter.drawText(QPointF(mean_left, baseline), mean)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawPolygon(
        star(QPointF(mean_left - side * 0.65, baseline - metrics.ascent() * 0.36), side * 0.5)
    )
    return box.right() - mean_left + side * 1.2 + 12.0


def _line(painter: QPainter, box: QRectF, text: str, font: QFont, role: str) -> float:
    """Paint one elided line; returns where it ends."""
    painter.setFont(font)
    painter.setPen(Theme.current().color(role))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), shown)
    return box.top() + metrics.height()


def _paragraph(painter: QPainter, box: QRectF, text: str, lines: int) -> None:
    """Paint at most ``lines`` wrapped lines, the last one elided."""
    theme = Theme.current()
    font = theme.font(tokens.BODY_PT)
    painter.setFont(font)
    painter.setPen(theme.color("muted"))
    metrics = painter.fontMetrics()
    flat = " ".join(text.split())
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = box.top()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start = line.textStart()
        part = flat[start : start + line.textLength()]
        if number == lines - 1:
            part = metrics.elidedText(flat[start:], Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QPointF(box.left(), top + metrics.ascent()), part)
        top += metrics.lineSpacing() + 2
    layout.endLayout()

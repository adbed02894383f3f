"""How a listing looks in the market: one painted card, so that 100,000 of them scroll."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.core.listings import Listing
from desktop.text import size, tr
from desktop.ui import tokens
from desktop.ui.licence_words import span
from desktop.ui.models.card_pictures import CardPictures
from desktop.ui.phrases import buyers_text, price_text, task_icon, task_name
from desktop.ui.rating_words import count_text, mean_text
from desktop.ui.theme import Theme
from desktop.ui.widgets.basic import plain_tip
from desktop.ui.widgets.stars import star

Index = QModelIndex | QPersistentModelIndex
_GAP = 2 * tokens.GRID
_PAD = 18
_TILE = 44
_CORNER = 10
_LEAST_WIDTH = 296
_BETWEEN = "  ·  "
_MOST_WIDTHS = 4_096


class ListingCard(QStyledItemDelegate):
    """Paints task glyph, name, rating, summary, fit, tags, price and facts. All text is plain.

    Fits ``widgets.card_grid.CardSize``. A row that is not read yet is painted as an empty card.
    """

    def __init__(self, memory_bytes: int = 0, parent: QObject | None = None) -> None:
        """``memory_bytes`` is what a model may take here; 0 leaves the word about it out."""
        super().__init__(parent)
        self._memory_bytes = memory_bytes
        self._watched: frozenset[int] | None = None
        self._restyle()
        Theme.current().changed.connect(self._restyle)

    def least_width(self) -> int:
        """The width below which a column is given up, with the gap."""
        return round((_LEAST_WIDTH + _GAP) * min(Theme.current().scale, 1.6))

    def height(self) -> int:
        """The height of every card, with the gap."""
        return self._look.height

    def show_watched(self, watched: frozenset[int]) -> None:
        """From now on every card has a star, filled on those of these listings; the view is to be painted anew."""
        self._watched = watched

    def mark_of(self, box: QRect) -> QRect:
        """Where the star can be clicked."""
        return QRect() if self._watched is None else self._star_of(box).toRect().adjusted(-8, -8, 8, 8)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        listing = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(listing, Listing) or not self.mark_of(option.rect).contains(event.pos()):
            return super().helpEvent(event, view, option, index)
        is_watched = listing.id in (self._watched or ())
        words = tr("Watch it no more (Space)") if is_watched else tr("Watch it (Space)")
        QToolTip.showText(event.globalPos(), plain_tip(words), view)
        return True

    def _star_of(self, box: QRect) -> QRectF:
        """In the corner, away from the stars of the rating."""
        side = self._look.star_side
        return QRectF(box.right() - _GAP - _CORNER - side, box.top() + 1 + _CORNER, side, side)

    def _paint_star(self, painter: QPainter, box: QRect, listing: Listing, *, is_near: bool) -> None:
        """The star is filled where it is watched; else there is one under the mouse and the focus."""
        is_watched = self._watched is not None and listing.id in self._watched
        if self._watched is None or not listing.is_written or not (is_watched or is_near):
            return
        name, role = ("star-filled", "accent") if is_watched else ("star", "muted")
        painter.drawPixmap(self._star_of(box).topLeft(), self._look.pixmap(name, role, self._look.star_side))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.least_width(), self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listing = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if isinstance(listing, Listing) and not (is_hot or has_focus):
            ratio = painter.device().devicePixelRatioF()
            whole = QRect(QPoint(), box.size())
            picture = self._pictures.picture(
                listing, box.size(), ratio, lambda onto: self._paint(onto, whole, listing, "line", 1)
            )
            painter.drawPixmap(box.topLeft(), picture)
            self._paint_star(painter, box, listing, is_near=False)
            return
        edge = "accent" if has_focus else "line_strong" if is_hot else "line"
        self._paint(painter, box, listing, edge, 2 if has_focus else 1)
        if isinstance(listing, Listing):
            self._paint_star(painter, box, listing, is_near=True)

    def _paint(self, painter: QPainter, box: QRect, listing: object, edge: str, edge_px: int) -> None:
        look = self._look
        frame = QRectF(box).adjusted(1, 1, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colors[edge], edge_px))
        painter.setBrush(look.colors["surface"])
        painter.drawRoundedRect(frame, tokens.RADIUS, tokens.RADIUS)
        inside = frame.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if isinstance(listing, Listing):
            _Painting(painter, look, inside, listing, self._memory_bytes).paint()
        else:
            look.paint_empty(painter, inside)
        painter.restore()

    def _restyle(self) -> None:
        self._look = _Look()
        self._pictures = CardPictures(self._look.colors["window"])


class _Look:
    """Fonts, measures and colours of a card in the present theme, worked out once."""

    def __init__(self) -> None:
        theme = Theme.current()
        self.scale = min(theme.scale, 1.5)
        self._pixmaps: dict[tuple[str, str, int], QPixmap] = {}
        self._widths: dict[str, float] = {}
        self.heading = theme.font(tokens.HEADING3_PT, weight=QFont.Weight.DemiBold)
        self.small = theme.font(tokens.SMALL_PT)
        self.body = theme.font(tokens.BODY_PT)
        self.of_heading, self.of_small, self.of_body = map(
            QFontMetricsF, (self.heading, self.small, self.body)
        )
        self.star = star(QPointF(0, 0), self.of_small.height() * 0.45)
        self.tile = round(_TILE * self.scale)
        self.wrapping = QTextOption()
        self.wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.colors = {role: theme.color(role) for role in theme.colors.as_dict()}
        self.head = max(float(self.tile), self.of_heading.height() + 2 + self.of_small.height())
        self.title_top = (self.head - self.of_heading.height() - 2 - self.of_small.height()) / 2
        self.star_side = round(18 * self.scale)
        self.badge = self.of_small.height() + 6
        lines = self.head + 10 + 2 * (self.of_body.lineSpacing() + 1) + 10 + self.badge
        self.height = round(lines + 12 + self.of_heading.height() + 2 * _PAD + _GAP)

    def small_width(self, text: str) -> float:
        """How wide a small text is; tags, licences and sizes are measured once."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = self.of_small.horizontalAdvance(text)
        return width

    def pixmap(self, name: str, role: str, side: int) -> QPixmap:
        """An icon; drawn once."""
        key = name, role, side
        if key not in self._pixmaps:
            self._pixmaps[key] = Theme.current().pixmap(name, role, side)
        return self._pixmaps[key]

    def paint_empty(self, painter: QPainter, box: QRectF) -> None:
        """Where a card will be: quiet bars instead of words."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colors["sunken"])
        painter.drawRoundedRect(
            QRectF(box.left(), box.top(), self.tile, self.tile), tokens.RADIUS, tokens.RADIUS
        )
        left, line = box.left() + self.tile + 12, self.of_small.height() * 0.7
        for x, y, width in (
            (left, box.top() + 4, box.width() * 0.5),
            (left, box.top() + 10 + line * 1.4, box.width() * 0.3),
            (box.left(), box.top() + self.head + 14, box.width()),
            (box.left(), box.top() + self.head + 18 + line * 1.6, box.width() * 0.8),
        ):
            painter.drawRoundedRect(QRectF(x, y, width, line), 4, 4)


class _Painting:
    """One card being painted; ``box`` is the room inside its padding."""

    def __init__(
        self, painter: QPainter, look: _Look, box: QRectF, listing: Listing, memory_bytes: int
    ) -> None:
        self._painter, self._look, self._box = painter, look, box
        self._listing, self._memory_bytes = listing, memory_bytes

    def paint(self) -> None:
        listing, look, box = self._listing, self._look, self._box
        card = listing.card
        self._tile(task_icon(card.task) if card else "circle-alert")
        left = box.left() + look.tile + 12
        top = box.top() + look.title_top
        title = QRectF(left, top, box.right() - left - look.star_side - 6, 0)
        self._line(title, listing.title, look.heading, look.of_heading, "text")
        under = QRectF(left, top + look.of_heading.height() + 2, box.right() - left, 0)
        room = under.width() - self._rating(under)
        task = task_name(card.task) if card else tr("The listing cannot be read")
        under.setWidth(room)
        self._line(under, task, look.small, look.of_small, "muted")

        top = box.top() + look.head + 10
        summary = card.summary if card else (listing.card_fault or "")
        self._paragraph(QRectF(box.left(), top, box.width(), 0), summary)
        self._badges(top + 2 * (look.of_body.lineSpacing() + 1) + 10)
        self._foot()

    def _rating(self, box: QRectF) -> float:
        """Paint the ratings at the right end of a line; returns the room that they take."""
        listing, look, painter = self._listing, self._look, self._painter
        if listing.ratings == 0:
            return 0.0
        painter.setFont(look.small)
        metrics = look.of_small
        baseline, side = box.top() + metrics.ascent(), metrics.height() * 0.9
        if listing.mean_milli is None:
            words = count_text(listing.ratings)
            painter.setPen(look.colors["muted"])
            painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(words), baseline), words)
            return metrics.horizontalAdvance(words) + 12.0
        mean, count = mean_text(listing.mean_milli), f"({listing.ratings:,})"
        count_left = box.right() - metrics.horizontalAdvance(count)
        mean_left = count_left - metrics.horizontalAdvance(mean + " ")
        painter.setPen(look.colors["muted"])
        painter.drawText(QPointF(count_left, baseline), count)
        painter.setPen(look.colors["text"])
        painter.drawText(QPointF(mean_left, baseline), mean)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colors["accent"])
        painter.drawPolygon(look.star.translated(mean_left - side * 0.65, baseline - metrics.ascent() * 0.36))
        return box.right() - mean_left + side * 1.2 + 12.0

    def _tile(self, icon: str) -> None:
        look, painter = self._look, self._painter
        tile = QRectF(self._box.left(), self._box.top() + (look.head - look.tile) / 2, look.tile, look.tile)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colors["accent_soft"])
        painter.drawRoundedRect(tile, tokens.RADIUS, tokens.RADIUS)
        side = round(22 * look.scale)
        pixmap = look.pixmap(icon, "accent_text", side)
        painter.drawPixmap(tile.topLeft() + QPointF(look.tile - side, look.tile - side) / 2, pixmap)

    def _badges(self, top: float) -> None:
        """What is to be known at once, then as many tags as there is room for."""
        left = self._box.left()
        for text, ink, ground in self._told():
            left = self._badge(left, top, text, ink, ground)
        for tag in self._listing.card.tags if self._listing.card else ():
            end = self._badge(left, top, " ".join(tag.split()), "muted", "sunken")
            if end == left:
                return
            left = end

    def _told(self) -> list[tuple[str, str, str]]:
        listing = self._listing
        if not listing.is_written:
            return [(tr("Being written to the chain"), "accent_text", "accent_soft")]
        found = [(tr("Doubtful sales"), "warning", "warning_soft")] if listing.has_doubtful_sales else []
        needed = listing.card.peak_rss_bytes if listing.card else None
        if not needed or not self._memory_bytes:
            return found
        if needed <= self._memory_bytes:
            return [*found, (tr("Fits here"), "success", "")]
        return [*found, (tr("Needs {size}", size=size(needed)), "warning", "warning_soft")]

    def _badge(self, left: float, top: float, text: str, ink: str, ground: str) -> float:
        """Paint it if it has room, on a ``ground`` or after a tick; returns where the next one begins."""
        look, painter = self._look, self._painter
        pad = 8.0 if ground else look.badge * 0.8  # without a ground a tick stands before it
        width = look.small_width(text) + pad + 8
        if not text or left + width > self._box.right():
            return left
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(look.colors[ground])
            painter.drawRoundedRect(QRectF(left, top, width, look.badge), look.badge / 2, look.badge / 2)
        else:
            tick = round(look.of_small.height() * 0.9)
            painter.drawPixmap(QPointF(left, top + (look.badge - tick) / 2), look.pixmap("check", ink, tick))
        painter.setFont(look.small)
        painter.setPen(look.colors[ink])
        painter.drawText(QPointF(left + pad, top + 3 + look.of_small.ascent()), text)
        return left + width + 6

    def _foot(self) -> None:
        look, painter, box, listing = self._look, self._painter, self._box, self._listing
        price = look.of_heading.elidedText(price_text(listing), Qt.TextElideMode.ElideRight, box.width())
        baseline = box.bottom() - look.of_heading.descent()
        painter.setFont(look.heading)
        painter.setPen(look.colors["success" if listing.is_free else "text"])
        painter.drawText(QPointF(box.left(), baseline), price)
        room = max(0.0, box.width() - look.of_heading.horizontalAdvance(price) - 16)
        facts = _facts(listing)
        while len(facts) > 1 and look.small_width(_BETWEEN.join(facts)) > room:
            facts.pop()  # the last is the least; a cut word would say nothing
        text = _BETWEEN.join(facts)
        if look.small_width(text) > room:
            text = look.of_small.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(look.small)
        painter.setPen(look.colors["muted"])
        painter.drawText(QPointF(box.right() - look.small_width(text), baseline), text)

    def _line(self, box: QRectF, text: str, font: QFont, metrics: QFontMetricsF, role: str) -> None:
        """Paint one elided line."""
        self._painter.setFont(font)
        self._painter.setPen(self._look.colors[role])
        shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
        self._painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), shown)

    def _paragraph(self, box: QRectF, text: str) -> None:
        """Paint at most two wrapped lines, the second one elided."""
        look, painter = self._look, self._painter
        painter.setFont(look.body)
        painter.setPen(look.colors["muted"])
        flat, width, step = " ".join(text.split()), box.width(), look.of_body.lineSpacing() + 1
        layout = QTextLayout(flat, look.body)
        layout.setTextOption(look.wrapping)
        layout.beginLayout()
        for top in (box.top(), box.top() + step):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            begin = line.textStart()
            if begin and begin + line.textLength() < len(flat):
                rest = look.of_body.elidedText(flat[begin:], Qt.TextElideMode.ElideRight, width)
                painter.drawText(QPointF(box.left(), top + look.of_body.ascent()), rest)
            else:
                line.draw(painter, QPointF(box.left(), top))
        layout.endLayout()


def _facts(listing: Listing) -> list[str]:
    """What stands beside the price, the weightiest first."""
    facts = [] if listing.is_free or listing.terms.currency.is_zero else [tr("unverified token")]
    period = 0 if listing.is_free else listing.terms.period_s
    facts += [tr("for {time}", time=span(period))] if period else []
    facts += [listing.card.license] if listing.card else []
    return [*facts, size(listing.terms.size_bytes), buyers_text(listing)]

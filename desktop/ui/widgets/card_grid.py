"""A grid of equal cards, of any number: where a card stands is counted, never laid out or remembered."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
_HOVERS = {QEvent.Type.HoverEnter, QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.Leave}
_BOTTOM = 2 * GRID


class CardSize(Protocol):
    """What a delegate says of its cards, in pixels with their gap."""

    def least_width(self) -> int: ...
    def height(self) -> int: ...
    def mark_of(self, box: QRect) -> QRect:
        """Where, in the box of a card, its own small switch is; empty without one."""


@dataclass(frozen=True, slots=True)
class Place:
    """The topmost row that is seen, and how many pixels of it lie above the edge."""

    row: int
    offset: int


class CardGrid(QListView):
    """Shows a list model's rows as cards. A ``QListView`` for screen readers and selection; its layout is not used.

    ``looked`` tells the first and the last row on the screen, ``marked`` the index of a card whose switch was clicked or
    on which Space was pressed. ``left_top`` tells that the person goes up from the
    first line. Keys that write are left to the page. A head widget scrolls away above the cards.
    """

    looked = Signal(object)
    left_top = Signal()
    marked = Signal(object)

    def __init__(self, cards: CardSize) -> None:
        super().__init__()
        self._cards = cards
        self._columns, self._cell = 1, QRect(0, 0, 1, 1)
        self._head: QWidget | None = None
        self._hovered = self._pressed = -1
        self._told: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)  # the focus is seen on the card
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Only what is opaque is moved as pixels when it scrolls; else every frame paints every card.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground = Theme.current().color("window")
        Theme.current().changed.connect(self._restyle)

    def set_head(self, head: QWidget) -> None:
        """What stands above the cards and scrolls with them."""
        self._head = head
        head.setParent(self.viewport())
        head.installEventFilter(self)
        head.show()
        self.updateGeometries()

    @property
    def columns(self) -> int:
        return self._columns

    @property
    def seen(self) -> tuple[int, int]:
        """The first and the last row on the screen; the last is before the first where there is none."""
        height = self._cell.height()
        top = max(0, self.verticalScrollBar().value() - self._head_height())
        bottom = self.verticalScrollBar().value() - self._head_height() + self.viewport().height()
        first = top // height * self._columns
        last = min(self._count(), -(-max(0, bottom) // height) * self._columns) - 1
        return min(first, max(0, self._count() - 1)), last

    @property
    def place(self) -> Place:
        """Where the person is, to come back to after the columns or the rows have changed."""
        first, _last = self.seen
        return Place(first, self.verticalScrollBar().value() - self._top_of(first))

    def go_to(self, place: Place) -> None:
        """Come back to a place."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._top_of(place.row) + place.offset)

    @property
    def is_at_top(self) -> bool:
        return self.verticalScrollBar().value() == 0

    @property
    def is_used(self) -> bool:
        """Whether the person is in the middle of something here: nothing may move under the eyes or the mouse."""
        return not self.is_at_top or self.window().focusWidget() is self or self.underMouse()

    # Qt's own layout is not used: what it would compute for every row is counted here.

    def doItemsLayout(self) -> None:
        place = self.place
        self.updateGeometries()
        if not self.is_at_top:
            self.go_to(place)
        self.viewport().update()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        # The scroll bar's place is always left free, so that its coming and going moves nothing.
        room = max(1, self.width() - bar.sizeHint().width() - 2)
        self._columns = max(1, room // max(1, self._cards.least_width()))
        self._cell = QRect(0, 0, room // self._columns, max(1, self._cards.height()))
        if self._head is not None:
            height = (
                self._head.heightForWidth(room)
                if self._head.hasHeightForWidth()
                else self._head.sizeHint().height()
            )
            self._head.setGeometry(0, -bar.value(), room, height)
        lines = -(-self._count() // self._columns)
        whole = self._head_height() + lines * self._cell.height() + _BOTTOM
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(1, self._cell.height() // 4))
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._head and event.type() == QEvent.Type.LayoutRequest:
            self.scheduleDelayedItemsLayout()  # it may have grown: the cards make room, and stay under the eyes
        return super().eventFilter(watched, event)

    def visualRect(self, index: Index) -> QRect:
        return self._rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalScrollBar().value() - self._head_height()
        column = point.x() // self._cell.width()
        if y < 0 or not 0 <= column < self._columns:
            return QModelIndex()
        row = y // self._cell.height() * self._columns + column
        return self.model().index(row, 0) if 0 <= row < self._count() else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        bar, top = self.verticalScrollBar(), self._top_of(index.row())
        bottom = top + self._cell.height() - self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif bar.value() > top:
            bar.setValue(0 if index.row() < self._columns else top)
        elif bar.value() < bottom:
            bar.setValue(bottom)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count, row = self._count(), self.currentIndex().row()
        if count == 0:
            return QModelIndex()
        if row < 0:
            return self.model().index(self.seen[0], 0)
        actions = QAbstractItemView.CursorAction
        if action == actions.MoveUp and row < self._columns:
            self.left_top.emit()
            return self.currentIndex()
        page = max(1, self.viewport().height() // self._cell.height()) * self._columns
        steps = {
            actions.MoveUp: -self._columns, actions.MoveDown: self._columns, actions.MoveLeft: -1,
            actions.MoveRight: 1, actions.MovePageUp: -page, actions.MovePageDown: page,
            actions.MoveHome: -row, actions.MoveEnd: count - 1 - row, actions.MoveNext: 1, actions.MovePrevious: -1,
        }  # fmt: skip
        return self.model().index(min(max(0, row + steps[action]), count - 1), 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRegionForSelection(self, selection: object) -> QRegion:
        region = QRegion()
        for index in selection.indexes():  # type: ignore[attr-defined]
            region += self._rect(index.row())
        return region

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        self._hover(self.viewport().mapFromGlobal(QCursor.pos()) if self.underMouse() else None)
        self._tell()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self._rows_changed(start)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, _roles: object = ()) -> None:
        seen_first, seen_last = self.seen
        if first.row() <= seen_last and last.row() >= seen_first:
            self.viewport().update()

    def reset(self) -> None:
        super().reset()
        self._hovered, self._told = -1, None
        self.updateGeometries()
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place
        super().resizeEvent(event)
        self.go_to(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        count, height = self._count(), self._cell.height()
        offset = self.verticalScrollBar().value() - self._head_height()
        first = max(0, (event.rect().top() + offset) // height) * self._columns
        end = min(count, ((event.rect().bottom() + offset) // height + 1) * self._columns)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        current = self.currentIndex().row() if self.hasFocus() else -1
        delegate, model = self.itemDelegate(), self.model()
        for row in range(first, end):
            option.rect = self._rect(row)
            if not event.region().intersects(option.rect):
                continue
            option.state = QStyle.StateFlag.State_Enabled
            if row == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            if row == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            delegate.paint(painter, option, model.index(row, 0))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._mark_at(event)
        if self._pressed < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif pressed == self._mark_at(event):
            self.marked.emit(self.model().index(pressed, 0))

    def _mark_at(self, event: QMouseEvent) -> int:
        """The row of the card whose switch is under the mouse; -1 if none is."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        is_on = event.button() == Qt.MouseButton.LeftButton and index.isValid()
        return index.row() if is_on and self._cards.mark_of(self._rect(index.row())).contains(point) else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.marked.emit(self.currentIndex())
            return
        if event.text().isprintable() and event.text().strip():
            event.ignore()  # the page's search takes it
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in _HOVERS:
            is_over = event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverMove}
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()) if is_over else None)
        return super().viewportEvent(event)

    def _restyle(self) -> None:
        self._ground = Theme.current().color("window")
        self.scheduleDelayedItemsLayout()

    def _count(self) -> int:
        model = self.model()
        return 0 if model is None else model.rowCount()

    def _head_height(self) -> int:
        return 0 if self._head is None or self._head.isHidden() else self._head.height()

    def _top_of(self, row: int) -> int:
        return self._head_height() + max(0, row) // self._columns * self._cell.height()

    def _rect(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        top = self._head_height() + line * self._cell.height() - self.verticalScrollBar().value()
        return QRect(column * self._cell.width(), top, self._cell.width(), self._cell.height())

    def _rows_changed(self, start: int) -> None:
        self.updateGeometries()
        if start <= self.seen[1]:
            self.viewport().update()

    def _hover(self, point: QPoint | None) -> None:
        row = -1 if point is None else self.indexAt(point).row()
        if row != self._hovered:
            for changed in {row, self._hovered} - {-1}:
                self.viewport().update(self._rect(changed))
            self._hovered = row

    def _tell(self) -> None:
        seen = self.seen
        if seen != self._told and seen[1] >= seen[0]:
            self._told = seen
            self.looked.emit(seen)

"""How deep the facts of an order lie in the chain: a small mark with words, and the order's time line."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.orders import Purchase
from desktop.core.settlement import Fact, Settlement
from desktop.text import tr
from desktop.ui.order_words import MARKS, fact_name, mark_text, mark_tip, marks_tip
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Card, Icon, Label, clear, plain_tip, row

_ROLES = {"neutral": "muted", "accent": "accent_text", "success": "success"}


class MarkNote(QWidget):
    """An icon and two or three words about the newest fact; the tooltip tells of every fact."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mark-note")
        self._icon = Icon("circle-dot", "muted", 16)
        self.label = Label("", "small")
        self.setLayout(row(self._icon, self.label, spacing=4))
        self.hide()

    def show_settlement(self, settlement: Settlement | None, purchase: Purchase) -> None:
        """Show it; nothing where nothing was seen yet."""
        newest = settlement.newest if settlement is not None else None
        self.setVisible(newest is not None)
        if settlement is None or newest is None:
            return
        fact, seen = newest
        _words, tone, icon = MARKS[seen.mark]
        self._icon.show_icon(icon, _ROLES[tone])
        self.label.setText(mark_text(settlement, seen.mark))
        tip = marks_tip(settlement, purchase.state)
        self.setToolTip(plain_tip(tip))
        name = tr(
            "{fact}: {mark}", fact=fact_name(fact, purchase.state), mark=mark_text(settlement, seen.mark)
        )
        self.setAccessibleName(name)
        self.setAccessibleDescription(tip)


class ChainTimeline(Card):
    """Each fact of an order with its block and its mark, in the order in which it happened."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chain-timeline")
        self.column.addWidget(Label(tr("On the chain"), "h3"))
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(3, 1)
        self.note = Label("", "small", wrap=True)
        self.column.addWidget(self._holder)
        self.column.addWidget(self.note)
        self.hide()

    def show_settlement(self, settlement: Settlement | None, purchase: Purchase) -> None:
        """Show what was seen; hidden where nothing was."""
        newest = settlement.newest if settlement is not None else None
        self.setVisible(newest is not None)
        clear(self._grid)
        if settlement is None or newest is None:
            return
        for line, fact in enumerate(fact for fact in Fact if settlement.of(fact) is not None):
            self._show(line, fact, settlement, purchase)
        self.note.setText(mark_tip(settlement, newest[1].mark))

    def _show(self, line: int, fact: Fact, settlement: Settlement, purchase: Purchase) -> None:
        seen = settlement.of(fact)
        if seen is None:
            return
        _words, tone, icon = MARKS[seen.mark]
        badge = Badge(mark_text(settlement, seen.mark), tone)
        badge.setObjectName(f"mark-{fact.value}")
        badge.setToolTip(plain_tip(mark_tip(settlement, seen.mark)))
        self._grid.addWidget(Icon(icon, _ROLES[tone], 18), line, 0)
        self._grid.addWidget(Label(fact_name(fact, purchase.state)), line, 1)
        self._grid.addWidget(badge, line, 2)
        if seen.is_exact:
            block = tr("block {n}", n=f"{seen.block_number:,}")
            self._grid.addWidget(Label(block, "small"), line, 3)

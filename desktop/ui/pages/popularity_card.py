"""A listing's popularity: how many accounts count, what does not, and what makes its sales look staged."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.core.changes import Change, Topic
from desktop.core.listings import Listing
from desktop.core.popularity import DOUBTFUL_WASH, MOST_WASH, Popularity, findings, wash_milli
from desktop.text import describe, tr
from desktop.ui.page import PageTools
from desktop.ui.taste_words import (
    all_rules,
    counted_text,
    finding_text,
    months_text,
    wash_text,
    what_counts,
    what_does_not,
)
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, RADIUS, SMALL_PT
from desktop.ui.widgets.basic import Badge, Button, Card, Icon, Label, Rule, clear, column, row

if TYPE_CHECKING:
    from desktop.services.recommending import RecommendingService


class PopularityCard(Card):
    """Reads itself again when the catalogue has something new. All of it is from the chain, and asks no network."""

    def __init__(self, tools: PageTools, recommending: "RecommendingService") -> None:
        super().__init__()
        self.setObjectName("popularity")
        self._jobs, self._recommending = tools.jobs, recommending
        self._listing: Listing | None = None
        self.badge = Badge("")
        self.headline = Label("", "h2", wrap=True)
        self.note = Label("", "small", wrap=True)
        self.chart = MonthBars()
        self.counted = Sentences(tr("What counts"), "check", "muted")
        self.left_out = Sentences(tr("What does not"), "minus", "muted")
        self.signs = Sentences("", "info", "muted")
        self.score = Label("", "strong", wrap=True)
        self.rules = Sentences("", "minus", "muted", "small")
        self.show_rules = Button(
            tr("How the score is made"), "link", icon="chevron-down", name="popularity-rules"
        )
        self.show_rules.clicked.connect(lambda _=False: self._toggle_rules())
        self.column.addLayout(row(Label(tr("Popularity"), "h3"), 1, self.badge))
        for widget in (self.headline, self.chart, self.note, self.counted, self.left_out):
            self.column.addWidget(widget)
        self._wash = QWidget()
        lines = column(self._wash, spacing=GRID)
        lines.addWidget(Rule())
        score_line = row(self.score, self.show_rules)
        score_line.setStretch(0, 1)
        lines.addLayout(score_line)
        lines.addWidget(self.signs)
        lines.addWidget(self.rules)
        self.column.addWidget(self._wash)
        tools.bus.changed.connect(self._changed)

    def show_listing(self, listing: Listing) -> None:
        """Another listing, or the same again."""
        if self._listing is None or listing.id != self._listing.id:
            self.rules.hide()
        self._listing = listing
        self.refresh()

    def refresh(self) -> None:
        listing = self._listing
        if listing is None:
            return
        self._jobs.start(
            lambda _job: self._recommending.popularity(listing.id),
            lane="db",
            owner=self,
            done=lambda found: self._show(listing, found) if listing is self._listing else None,
            failed=self._fail,
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CATALOGUE and self.isVisible():
            self.refresh()

    def _fail(self, error: BaseException) -> None:
        self.headline.setText(tr("unknown"))
        self.note.setText(describe(error).title)
        for part in (self.chart, self.counted, self.left_out, self._wash, self.badge):
            part.hide()

    def _show(self, listing: Listing, found: Popularity) -> None:
        trade = found.trade
        has_trade = bool(trade.sales or trade.refunds) and not listing.is_free
        self.headline.setText(counted_text(trade, is_free=listing.is_free))
        self.note.setText(_note(listing, has_trade=has_trade))
        self.note.setVisible(not has_trade)
        self.chart.show_months(found.by_month if has_trade else ())
        self.counted.show_lines(what_counts(trade) if has_trade else ())
        self.left_out.show_lines(what_does_not(trade) if has_trade else ())
        self._wash.setVisible(has_trade)
        score = wash_milli(trade)
        words, tone = wash_text(score)
        self.badge.set_state(words, tone)
        self.badge.setVisible(has_trade)
        self.score.setText(tr("Signs of staged sales: {score} of {most} points", score=score, most=MOST_WASH))
        is_doubtful = score >= DOUBTFUL_WASH
        self.signs.show_icon(*(("triangle-alert", "warning") if is_doubtful else ("info", "muted")))
        self.signs.show_lines([finding_text(finding) for finding in findings(trade)])

    def _toggle_rules(self) -> None:
        if self.rules.isVisibleTo(self):
            self.rules.hide()
        else:
            self.rules.show_lines(all_rules())
        is_open = self.rules.isVisibleTo(self)
        self.show_rules.set_icon("chevron-up" if is_open else "chevron-down")


def _note(listing: Listing, *, has_trade: bool) -> str:
    if listing.is_free:
        return tr("Free models leave no purchases on the chain, so nobody can count who uses them.")
    return "" if has_trade else tr("Nobody has bought this model yet, as far as the chain tells.")


class Sentences(QWidget):
    """A heading and sentences with a mark before each; hidden while there is none."""

    def __init__(self, title: str, icon: str, role: str, text_role: str = "muted") -> None:
        super().__init__()
        self._icon, self._role, self._text_role = icon, role, text_role
        lines = column(self, spacing=4)
        if title:
            lines.addWidget(Label(title, "strong"))
        self._lines: QVBoxLayout = column(spacing=6)
        lines.addLayout(self._lines)
        self.hide()

    def show_icon(self, icon: str, role: str) -> None:
        """The mark before the sentences that are shown next."""
        self._icon, self._role = icon, role

    def show_lines(self, sentences: Sequence[str]) -> None:
        """Show these."""
        clear(self._lines)
        for sentence in sentences:
            mark = Icon(self._icon, self._role, 16)
            line = row(mark, Label(sentence, self._text_role, wrap=True), spacing=GRID)
            line.setStretch(1, 1)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(line)
        self.setVisible(bool(sentences))


class MonthBars(QWidget):
    """New paying accounts, thirty days to a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[tuple[int, int], ...] = ()
        self.setFixedHeight(11 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("New buyers, thirty days to a bar"))
        Theme.current().changed.connect(self.update)

    def show_months(self, months: Sequence[tuple[int, int]]) -> None:
        """Show these, oldest first; one alone says nothing and is not shown."""
        self._months = tuple(months)
        self.setAccessibleDescription(months_text(self._months))
        self.setVisible(len(self._months) > 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        words = painter.fontMetrics().height()
        floor, top = self.height() - words - 4, words + 2
        most = max((count for _, count in self._months), default=1) or 1
        step = min(self.width() / max(len(self._months), 1), 8 * GRID)
        for place, (_, count) in enumerate(self._months):
            height = max(1.0, count / most * (floor - top))
            bar = QRectF(place * step, floor - height, step * 0.7, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if count else "line"))
            painter.drawRoundedRect(bar, min(RADIUS / 2, height / 2), min(RADIUS / 2, height / 2))
            if count == most:
                painter.setPen(theme.color("text"))
                above = QRectF(place * step - step, floor - height - words - 2, step * 2.7, words)
                painter.drawText(above, Qt.AlignmentFlag.AlignHCenter, str(count))
        painter.setPen(theme.color("muted"))
        line = QRectF(0, floor + 4, max(step * len(self._months), 24 * GRID), words)
        if self._months:
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, _month(self._months[0][0]))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, _month(self._months[-1][0]))
        painter.end()


def _month(start: int) -> str:
    return datetime.fromtimestamp(start, UTC).strftime("%Y-%m")

"""One rating with the seller's answer, in plain text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.core.reviews import Exclusion, Review
from desktop.text import tr
from desktop.ui.phrases import date
from desktop.ui.rating_words import EXCLUSIONS, breakable, isolated
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Label, column, row
from desktop.ui.widgets.money import grouped
from desktop.ui.widgets.stars import StarsView


class ReviewRow(QWidget):
    """Stars, date, text, and for which licence; below it what the seller says.

    Args:
        review: What to show.
        about: Words in front of the facts, such as the listing's name on a page that shows several.
        action: A button at the right, if something can be done.
    """

    def __init__(self, review: Review, *, about: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self.review = review
        self.setObjectName("review")
        lines = column(self, spacing=GRID)
        excluded = None
        if review.exclusion is not Exclusion.NONE:
            excluded = Badge(tr(EXCLUSIONS[review.exclusion]), "warning")
        edited = Badge(tr("changed")) if review.is_edited else None
        lines.addLayout(
            row(StarsView(review.stars * 1000), Label(date(review.rated_at), "small"), edited, excluded, 1, action, spacing=GRID + 4)
        )  # fmt: skip
        if review.text:
            lines.addWidget(Label(breakable(review.text), "body", wrap=True, selectable=True))
        facts = Label("  ·  ".join(filter(None, (about, *_facts(review)))), "small", wrap=True)
        facts.setToolTip(grouped(review.holder))
        lines.addWidget(facts)
        if review.answer is not None:
            lines.addWidget(
                _answer(review.answer.text, review.answer.answered_at, to_earlier=review.answer.to_earlier)
            )


def _facts(review: Review) -> tuple[str, ...]:
    version = tr("for version {version}", version=isolated(review.version)) if review.version else ""
    block = tr("licence bought at block {n}", n=f"{review.bought_block:,}") if review.bought_block else ""
    return version, block, tr("by {account}", account=review.holder.short)


def _answer(text: str, answered_at: int, *, to_earlier: bool) -> QFrame:
    frame = QFrame()
    frame.setProperty("well", True)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    lines = column(frame, padding=GRID + 4, spacing=4)
    earlier = Badge(tr("to an earlier rating")) if to_earlier else None
    lines.addLayout(
        row(Label(tr("The seller's answer"), "strong"), Label(date(answered_at), "small"), earlier, 1)
    )
    lines.addWidget(Label(breakable(text), "body", wrap=True, selectable=True))
    return frame

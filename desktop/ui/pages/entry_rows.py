"""Entries of block lists as rows: what it is about, which kind of complaint, and the reason."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.block_lists import Entry
from desktop.text import tr, trn
from desktop.ui.list_words import category_words, reason_words, subject_words
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Label, Rule, column, row

MOST_ROWS = 200


class EntryRow(QWidget):
    """One entry; of a changed one the former reason too."""

    def __init__(self, entry: Entry, *, before: Entry | None = None, action: Button | None = None) -> None:
        super().__init__()
        head = row(
            Label(subject_words(entry), "strong", selectable=True),
            Badge(category_words(entry.category), "warning"),
            1,
            action,
        )
        lines = column(self, spacing=4)
        lines.addLayout(head)
        lines.addWidget(Label(reason_words(entry), "body", wrap=True, selectable=True))
        if before is not None:
            was = tr(
                "Before: {category}, {reason}",
                category=category_words(before.category),
                reason=reason_words(before),
            )
            lines.addWidget(Label(was, "muted", wrap=True))


class EntryRows(QWidget):
    """Entries under a heading, the first of very many."""

    def __init__(
        self,
        title: str,
        entries: Sequence[tuple[Entry | None, Entry]],
        *,
        action: Callable[[Entry], Button | None] = lambda _entry: None,
    ) -> None:
        """``entries`` are pairs: what was said before (None if nothing was), and the entry."""
        super().__init__()
        lines = column(self, spacing=GRID)
        if title:
            lines.addWidget(Label(title, "h3"))
        for place, (before, entry) in enumerate(entries[:MOST_ROWS]):
            if place:
                lines.addWidget(Rule())
            lines.addWidget(EntryRow(entry, before=before, action=action(entry)))
        if len(entries) > MOST_ROWS:
            more = len(entries) - MOST_ROWS
            lines.addWidget(Label(trn("and {n} more entry", "and {n} more entries", more), "muted"))

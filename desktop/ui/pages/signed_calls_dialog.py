"""The transactions behind a click that is agreed to by its page: each in words, with its bytes and its digest."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.effects import Preview
from desktop.text import tr
from desktop.ui.dialogs import Dialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, Rule, Scroll, column, row
from desktop.ui.widgets.confirmation import ConfirmationView


class SignedCallsDialog(Dialog):
    """Looking changes nothing: it is agreed to on the page."""

    def __init__(self, parent: QWidget, previews: Sequence[Preview]) -> None:
        super().__init__(parent, tr("What you sign"))
        self.setObjectName("signed-calls")
        self.resize(84 * GRID, min(90 * GRID, parent.window().height() - 6 * GRID))
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        for place, preview in enumerate(previews, 1):
            if len(previews) > 1:
                words = tr("Step {place} of {n}", place=place, n=len(previews))
                lines.addWidget(Label(words, "small"))
            view = ConfirmationView(preview)
            view.more.click()
            lines.addWidget(view)
            if place < len(previews):
                lines.addWidget(Rule())
        lines.addStretch(1)
        self.lines.addWidget(Scroll(inner), 1)
        self.lines.addLayout(row(1, Button(tr("Close"), "primary", clicked=self.accept)))

    @classmethod
    def ask(cls, parent: QWidget, previews: Sequence[Preview]) -> "SignedCallsDialog":
        """Open it."""
        dialog = cls(parent, previews)
        dialog.open()
        return dialog

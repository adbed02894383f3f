"""All rules of what is warned of, with their ids and thresholds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.core.warnings import RULES, Rule, Severity
from desktop.text import mark, tr
from desktop.text.warnings import rule_text
from desktop.ui.dialogs import Dialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Label, Scroll, column, row

_SEVERITIES = {
    Severity.NOTE: (mark("Hint"), "neutral"),
    Severity.CAUTION: (mark("Caution"), "warning"),
    Severity.DANGER: (mark("Danger"), "danger"),
}


class RulesDialog(Dialog):
    """One line for each rule, the gravest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("What Licet warns of"))
        self.setObjectName("rules-dialog")
        self.setMinimumSize(88 * GRID, 70 * GRID)
        words = tr(
            "Each rule speaks when what it looks for is so, and is silent otherwise. None forbids anything: of the grave ones you say once more that you mean it."
        )
        self.lines.addWidget(Label(words, "muted", wrap=True))
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        for rule in sorted(RULES.values(), key=lambda r: -r.severity):
            lines.addWidget(_line(rule))
        lines.addStretch(1)
        self.lines.addWidget(Scroll(inner), 1)
        self.lines.addLayout(row(1, Button(tr("Close"), name="rules-close", clicked=self.accept)))

    @classmethod
    def ask(cls, parent: QWidget) -> "RulesDialog":
        """Open it."""
        dialog = cls(parent)
        dialog.open()
        return dialog


def _line(rule: Rule) -> QWidget:
    line = QWidget()
    word, tone = _SEVERITIES[rule.severity]
    badge = Badge(tr(word), tone)
    badge.setMinimumWidth(10 * GRID)
    badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
    text = column(spacing=2)
    text.addWidget(Label(rule_text(rule), "body", wrap=True))
    text.addWidget(Label(rule.id, "small", selectable=True))
    inner = row(badge, text, spacing=2 * GRID)
    inner.setStretch(1, 1)
    line.setLayout(inner)
    return line

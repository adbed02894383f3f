"""Endpoints that told another story: a notice on a listing's page, and a list in the settings."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.listings import Disagreement, Listing
from desktop.text import tr
from desktop.ui.node_words import about_text, counts_texts, example_text, reason_text
from desktop.ui.page import PageTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, ElidedLabel, Label, clear, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.disagreements import DisagreementService, NodeReport


class DisagreementNotice(Banner):
    """Shown only where an endpoint says otherwise about the listing."""

    def __init__(self, tools: PageTools, disagreements: "DisagreementService") -> None:
        super().__init__("warning")
        self._tools, self._disagreements = tools, disagreements
        self._listing = -1
        self.hide()

    def show_listing(self, listing: Listing) -> None:
        """Look what endpoints said about it."""
        self._listing = wanted = listing.id
        self.hide()
        self._tools.jobs.start(
            lambda _job: self._disagreements.of_listing(wanted),
            lane="db",
            owner=self,
            done=lambda found: self._draw(found) if wanted == self._listing else None,
            failed=lambda _error: None,  # the page itself says what is wrong with the catalogue
        )

    def _draw(self, found: tuple[Disagreement, ...]) -> None:
        if not found:
            return
        texts = list(dict.fromkeys(map(about_text, found)))[:3]
        self.say("warning", tr("Your nodes do not agree about this listing"), "\n".join(texts))
        self.show()


class NodeReports(QWidget):
    """Every endpoint that was contradicted; nothing where none was."""

    def __init__(self, tools: PageTools, disagreements: "DisagreementService") -> None:
        super().__init__()
        self.setObjectName("node-reports")
        self._tools, self._disagreements = tools, disagreements
        self._lines = column(self, spacing=GRID)
        self.hide()
        tools.bus.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Look again."""
        self._tools.jobs.start(
            lambda _job: self._disagreements.nodes(),
            lane="db",
            owner=self,
            done=self._draw,
            failed=lambda _error: self.hide(),
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CATALOGUE and self.window().isVisible():
            self.reload()

    def _draw(self, reports: "tuple[NodeReport, ...]") -> None:
        clear(self._lines)
        self.setVisible(bool(reports))
        if not reports:
            return
        words = tr(
            "What it says about listings is not what the chain or your other nodes say. It is read from the others."
        )
        self._lines.addWidget(Banner("warning", tr("A node that is not believed"), words))
        for report in reports:
            badge = Badge(tr("proven"), "danger") if report.is_proven else Badge(tr("not proven"), "warning")
            self._lines.addLayout(row(ElidedLabel(report.origin, "strong"), badge, 1))
            said = " ".join([*counts_texts(report), reason_text(report)])
            self._lines.addWidget(Label(said, "body", wrap=True))
            examples = "\n".join(map(example_text, report.examples))
            self._lines.addWidget(Label(examples, "muted", wrap=True, selectable=True))

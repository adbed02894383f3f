"""The offer on the market page: reading the chain will take a while, and a snapshot would save it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.text import tr
from desktop.ui.page import PageTools, Route
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import column
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.catalogue import CatalogueService
    from desktop.services.snapshots import SnapshotOffer, SnapshotService


class SnapshotOfferStrip(QWidget):
    """Shown only while little of a long chain is read; nothing is fetched before the person says from where."""

    def __init__(self, tools: PageTools, snapshots: "SnapshotService", catalogue: "CatalogueService") -> None:
        super().__init__()
        self.banner = Banner("info", action=tr("Start from a snapshot"))
        self.button = self.banner.button
        self.button.setObjectName("snapshot-offer-open")
        lines = column(self)
        lines.setContentsMargins(0, 0, 2 * GRID, 0)  # it ends where the cards below it end
        lines.addWidget(self.banner)
        self._tools, self._snapshots, self._catalogue = tools, snapshots, catalogue
        self.button.clicked.connect(lambda _=False: tools.navigate(Route("settings", "catalogue")))
        self.hide()
        tools.bus.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Look how far the catalogue is."""
        self._tools.jobs.start(
            lambda _job: self._snapshots.offer(self._catalogue.status().head),
            owner=self,
            done=self._draw,
            failed=lambda _error: self.hide(),  # the page itself says what is wrong with the node
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CATALOGUE and not self.isHidden():
            self.reload()

    def _draw(self, offer: "SnapshotOffer | None") -> None:
        if offer is None:
            self.hide()
            return
        self.banner.say(
            "info",
            tr("The chain is being read for the first time"),
            tr(
                "It has {blocks} blocks, and the newest listings are there first. If somebody gave you a snapshot, you can have all of them now.",
                blocks=f"{offer.head:,}",
            ),
        )
        self.show()

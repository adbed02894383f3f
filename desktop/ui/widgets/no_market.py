"""The strip on the market page of a network that has no market: what is missing, and where it can be put there."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.text import tr
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.market_head import RIGHT
from desktop.ui.widgets.basic import column
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.deploying import DeployService


class NoMarketStrip(QWidget):
    """Shown only where the node says that no contract is at the market's address."""

    def __init__(self, tools: PageTools, deploying: "DeployService") -> None:
        super().__init__()
        self.setObjectName("no-market")
        self._tools, self._deploying = tools, deploying
        self.banner = Banner(
            "info",
            tr("This network has no market yet"),
            tr(
                "The wallet works without one. Whoever deploys the market pays a fee once; everybody can use it then."
            ),
            action=tr("Deploy the market"),
        )
        self.banner.button.setObjectName("no-market-deploy")
        self.banner.button.clicked.connect(lambda _=False: tools.navigate(Route("settings", "networks")))
        lines = column(self)
        lines.setContentsMargins(0, 0, RIGHT, 0)  # it ends where the heading ends
        lines.addWidget(self.banner)
        self.hide()
        tools.bus.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Ask the node."""
        self._tools.jobs.start(
            lambda _job: self._deploying.market_is_there(),
            owner=self,
            done=lambda is_there: self.setVisible(not is_there),
            failed=lambda _error: None,  # the status line says what is wrong with the node
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.NETWORK and not self.isHidden():
            self.reload()

"""The line that tells the truth: network, block and its age, the index, fees, jobs. Stale is said to be stale."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.listings import IndexStatus
from desktop.services.network import NetworkStatus
from desktop.text import describe, tr, trn
from desktop.ui.download_words import rate_words
from desktop.ui.endpoint_words import nodes_text, nodes_tip
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, plain_tip

_GWEI = 10**9
_STALE_S = 120
# The index reads a block once it has come; so many behind is how it always is, and no news.
_USUAL_BLOCKS = 2


class StatusBar(QWidget):
    """What is known, when it was read, and what could not be read."""

    jobs_asked = Signal()
    downloads_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = Icon("circle-dashed", "muted", 16)
        self.network = Label(tr("Opening"))
        self.nodes = Label("")
        self.nodes.setObjectName("status-nodes")
        self.nodes.hide()
        self.block = Label("")
        self.index = Label("")
        self.fee = Label("")
        self.jobs = Button("", "ghost", name="status-jobs", clicked=self.jobs_asked.emit)
        self.downloads = Button(
            "", "ghost", icon="download", name="status-downloads", clicked=self.downloads_asked.emit
        )
        self.downloads.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        line.setSpacing(3 * GRID)
        left = QHBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._icon)
        left.addWidget(self.network)
        line.addLayout(left)
        for label in (self.nodes, self.block, self.index, self.fee):
            line.addWidget(label)
        line.addStretch(1)
        line.addWidget(self.downloads)
        line.addWidget(self.jobs)
        self.show_jobs(0)

    @property
    def is_cut_off(self) -> bool:
        """Whether the node did not answer when it was last asked."""
        return self.network.property("role") == "danger"  # type: ignore[no-any-return]

    def show_network(self, status: NetworkStatus) -> None:
        """The node's answer, or the last one with the reason why there is no newer."""
        self.network.setText(status.info.name)
        if status.fault is not None:
            words = describe(status.fault)
            self._icon.show_icon("wifi-off", "danger")
            self.network.setToolTip(plain_tip(f"{words.title}\n{words.body}\n{words.remedy}"))
            self.network.setText(tr("{network}: {fault}", network=status.info.name, fault=words.title))
            self.network.set_role("danger")
        else:
            self._icon.show_icon("wifi", "success")
            self.network.setToolTip("")
            self.network.set_role("body")
        nodes, are_all = nodes_text(status.endpoints)
        self.nodes.setText(nodes)
        self.nodes.setVisible(bool(nodes))
        self.nodes.set_role("body" if are_all else "warning")
        self.nodes.setToolTip(plain_tip(nodes_tip(status.endpoints)))
        self._show_block(status)
        if status.fees is None:
            self.fee.setText(tr("fee unknown"))
        else:
            gwei = (status.fees.base_fee_wei + status.fees.priority_fee_wei) / _GWEI
            words_fee = tr("fee {n} gwei", n=f"{gwei:.3g}")
            self.fee.setText(tr("{value} (stale)", value=words_fee) if status.fault else words_fee)
        self.fee.set_role("warning" if status.fault or status.fees is None else "body")

    def show_index(self, status: IndexStatus) -> None:
        """How far the catalogue follows the chain."""
        if status.indexed_to < 0:
            self.index.setText(tr("not indexed yet"))
            self.index.set_role("warning" if status.fault else "body")
            self.index.setToolTip(plain_tip(status.fault or ""))
            return
        text = tr("indexed to block {n}", n=f"{status.indexed_to:,}")
        behind = status.head - status.indexed_to if status.head is not None else 0
        if behind > 0:
            text = trn("{indexed}, {n} block behind", "{indexed}, {n} blocks behind", behind, indexed=text)
        elif status.older_left:
            share = f"{int(100 * status.older_share)} %"
            text = tr("{indexed}, older listings: {share}", indexed=text, share=share)
        self.index.setText(text)
        self.index.set_role("warning" if behind > _USUAL_BLOCKS or status.fault else "body")
        self.index.setToolTip(plain_tip(status.fault or ""))

    def show_downloads(self, count: int, bytes_s: float) -> None:
        """How many models are being fetched, and how fast; nothing where there are none."""
        self.downloads.setVisible(count > 0)
        words = trn("{n} download, {rate}", "{n} downloads, {rate}", count, rate=rate_words(bytes_s))
        self.downloads.set_text(words)

    def show_jobs(self, count: int) -> None:
        """How much is being done."""
        self.jobs.set_text(trn("{n} job running", "{n} jobs running", count) if count else tr("No jobs"))

    def _show_block(self, status: NetworkStatus) -> None:
        if status.head is None:
            self.block.setText(tr("block unknown"))
            self.block.set_role("warning")
            return
        number = tr("block {n}", n=f"{status.head.number:,}")
        age = max(0.0, time.time() - status.head.timestamp)
        text = tr("{block}, {ago}", block=number, ago=ago(age))
        is_stale = status.fault is not None or (age > _STALE_S and not status.info.is_demo)
        self.block.setText(tr("{value} (stale)", value=text) if is_stale else text)
        self.block.set_role("warning" if is_stale else "body")

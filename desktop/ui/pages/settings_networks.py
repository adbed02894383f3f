"""Settings: the network in use with its endpoints, the others to choose from, deploying the market, links."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.endpoints import EndpointStanding
from desktop.core.networks import known_network
from desktop.services.network import NetworkInfo
from desktop.text import describe, tr, trn
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.endpoint_words import condition_badge, standing_text
from desktop.ui.page import PageTools
from desktop.ui.pages.deploy_dialog import DeployDialog
from desktop.ui.pages.link_dialogs import LinkDialog, OpenLinkDialog
from desktop.ui.pages.network_dialogs import NetworkDialog, before_going_over
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Label, Rule, clear, column, row
from desktop.ui.widgets.disagreements import NodeReports
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.deploying import DeployService
    from desktop.services.disagreements import DisagreementService
    from desktop.services.network import NetworkService
    from desktop.services.networks import NetworkChoice, NetworksService


class NetworksCard(Card):
    """Nothing here asks a node but "Look again" and what a dialog says it will ask."""

    def __init__(
        self,
        tools: PageTools,
        network: "NetworkService",
        networks: "NetworksService",
        deploying: "DeployService",
        disagreements: "DisagreementService",
    ) -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("networks-card")
        self._tools, self._network, self._networks, self._deploying = tools, network, networks, deploying
        self.column.addWidget(Label(tr("Networks"), "h3"))
        self._add_current()
        self.endpoints = column(spacing=GRID)
        self.column.addLayout(self.endpoints)
        self.column.addWidget(NodeReports(tools, disagreements))
        self.column.addWidget(Rule())
        self.column.addWidget(Label(tr("Other networks"), "strong"))
        self.others = column(spacing=GRID)
        self.column.addLayout(self.others)
        add = Button(tr("Add a network"), icon="plus", name="network-add", clicked=self._add)
        opened = Button(
            tr("Open a link"), icon="external-link", name="network-open-link", clicked=self._open_link
        )
        self.column.addLayout(row(opened, add, 1))
        tools.bus.changed.connect(self._changed)
        self.reload()

    def _add_current(self) -> None:
        info = self._network.info
        facts = Facts()
        facts.add(tr("Now"), info.name)
        facts.add(tr("Chain"), str(info.chain_id))
        if info.market is not None:
            facts.add(tr("Market contract"), AddressView(info.market))
        self.column.addWidget(facts)
        if info.is_demo:
            words = tr("The demo network lives on this computer. Its coins have no value.")
            self.column.addWidget(Banner("info", "", words))
        self.again = Button(tr("Look again"), icon="refresh-cw", name="network-look", clicked=self.look)
        self.edit = Button(tr("Change nodes"), icon="pencil", name="network-edit", clicked=self._edit)
        self.share = Button(tr("Share as a link"), icon="send", name="network-share", clicked=self._share)
        self.deploy = Button(
            tr("Deploy the market"), icon="store", name="network-deploy", clicked=self._deploy
        )
        for button in (self.edit, self.share, self.deploy):
            button.setVisible(not info.is_demo)
        self.column.addWidget(Flow(self.again, self.edit, self.share, self.deploy))

    def reload(self) -> None:
        """What is known, asking nobody."""
        self._tools.jobs.start(
            lambda _job: self._networks.choices(), lane="db", owner=self, done=self._draw_others
        )

    def look(self) -> None:
        """Ask the endpoints of the network in use for their newest block."""
        self.again.setEnabled(False)
        self._tools.jobs.start(
            lambda _job: self._network.endpoints(), owner=self, done=self._draw_endpoints, failed=self._failed
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.SETTINGS and self.window().isVisible():
            self.reload()

    def _draw_endpoints(self, standings: tuple[EndpointStanding, ...]) -> None:
        self.again.setEnabled(True)
        clear(self.endpoints)
        for standing in standings:
            words, tone = condition_badge(standing)
            first = (
                Label(tr("asked first"), "small") if standing.is_preferred and len(standings) > 1 else None
            )
            lines = column(spacing=2)
            lines.addLayout(row(ElidedLabel(standing.origin, "strong"), Badge(words, tone), first, 1))
            lines.addWidget(Label(standing_text(standing), "small", wrap=True))
            self.endpoints.addLayout(lines)

    def _draw_others(self, choices: "tuple[NetworkChoice, ...]") -> None:
        clear(self.others)
        for choice in choices:
            if not choice.is_current:
                self.others.addWidget(self._line(choice))

    def _line(self, choice: "NetworkChoice") -> QWidget:
        info, holder = choice.info, QWidget()
        key = "demo" if info.is_demo else str(info.chain_id)
        words = column(spacing=0)
        badge = Badge(tr("test coins"), "neutral") if choice.known and choice.known.is_test else None
        words.addLayout(
            row(Label(info.name, "body"), Label(tr("chain {n}", n=info.chain_id), "small"), badge, 1)
        )
        words.addWidget(Label(_about(choice), "small", wrap=True))
        forget = None
        if choice.is_set_up and not info.is_demo:
            forget = Button(
                "", "icon", icon="trash-2", name=f"network-forget-{key}", tip=tr("Forget this network"),
                clicked=lambda: self._forget(info),
            )  # fmt: skip
        if choice.is_set_up:
            go = Button(tr("Use"), name=f"network-use-{key}", clicked=lambda: self._use(info))
        else:
            go = Button(tr("Set up"), name=f"network-use-{key}", clicked=lambda: self._set_up(choice))
        line = row(words, forget, go)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def _set_up(self, choice: "NetworkChoice") -> None:
        NetworkDialog.ask(self, self._networks, self._tools.jobs, choice.info, choice.known)

    def _edit(self) -> None:
        current = next((one for one in self._networks.choices() if one.is_current), None)
        if current is not None:
            self._set_up(current)

    def _add(self) -> None:
        NetworkDialog.ask(self, self._networks, self._tools.jobs, NetworkInfo("", 0, (), None))

    def _open_link(self) -> None:
        def show(info: "NetworkInfo") -> None:
            known = known_network(info.chain_id)
            NetworkDialog.ask(self, self._networks, self._tools.jobs, info, known, is_from_link=True)

        OpenLinkDialog.ask(self, self._networks, show)

    def _share(self) -> None:
        LinkDialog.ask(self, self._networks, self._network.info)

    def _deploy(self) -> None:
        DeployDialog.ask(self, self._deploying, self._tools, self._network.info)

    def _use(self, info: "NetworkInfo") -> None:
        before_going_over(self, self._tools.jobs, lambda: self._act(lambda: self._networks.use(info)))

    def _forget(self, info: "NetworkInfo") -> None:
        ConfirmDialog.ask(
            self,
            tr("Forget {network}?", network=info.name),
            (tr("Its nodes are taken off the list. Orders, licences and activity on it stay."),),
            confirm=tr("Forget"),
            then=lambda: self._act(lambda: self._networks.forget(info.chain_id)),
        )

    def _act(self, work: Callable[[], object]) -> None:
        self._tools.jobs.start(
            lambda _job: work(),
            lane="db",
            owner=self,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.again.setEnabled(True)
        self._tools.toast("danger", describe(error).title)


def _about(choice: "NetworkChoice") -> str:
    if choice.info.is_demo:
        return tr("On this computer, with coins that have no value.")
    if not choice.is_set_up:
        return tr("Nobody is asked before you choose who.")
    return trn("{n} node chosen", "{n} nodes chosen", len(choice.info.rpc_urls))

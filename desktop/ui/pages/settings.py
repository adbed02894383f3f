"""Settings: network, language, look, device, keychain, and where everything is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.changes import Topic
from desktop.text import describe, mark, tr
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.settings_catalogue import CatalogueCard
from desktop.ui.pages.settings_devices import DevicesCard
from desktop.ui.pages.settings_downloads import DownloadsCard
from desktop.ui.pages.settings_limits import LimitsCard
from desktop.ui.pages.settings_security import SecurityCard
from desktop.ui.pages.settings_taste import TasteCard
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Button,
    Card,
    Choice,
    CopyButton,
    Label,
    Scroll,
    column,
    row,
)
from desktop.ui.widgets.disagreements import NodeReports
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.devices import DeviceService
    from desktop.services.disagreements import DisagreementService
    from desktop.services.limits import LimitService
    from desktop.services.network import NetworkInfo, NetworkService
    from desktop.services.recommending import RecommendingService
    from desktop.services.settings import SettingsService
    from desktop.services.snapshots import SnapshotService

_LANGUAGES = (("system", mark("As the system")), ("en", "English"), ("zh_CN", "简体中文"))
_THEMES = (("system", mark("As the system")), ("light", mark("Light")), ("dark", mark("Dark")))


class SettingsPage(Page):
    """Each change is saved at once; what needs a new start says so."""

    topics = frozenset({Topic.SETTINGS, Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        settings: "SettingsService",
        network: "NetworkService",
        accounts: "AccountService",
        data_folder: Path,
        devices: "DeviceService",
        snapshots: "SnapshotService",
        disagreements: "DisagreementService",
        recommending: "RecommendingService",
        limits: "LimitService",
    ) -> None:
        super().__init__(tools)
        self._settings, self._network, self._accounts = settings, network, accounts
        self._found: NetworkInfo | None = None
        self._wanted = ""
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        self.catalogue = CatalogueCard(tools, snapshots, accounts)
        self.security = SecurityCard(tools, settings, accounts)
        self.limits = LimitsCard(tools, limits, accounts)
        self.limits.shown.connect(lambda: QTimer.singleShot(0, self, self._come_for_good))
        for card in (
            self._look_card(),
            DevicesCard(tools, devices, settings),
            self._network_card(NodeReports(tools, disagreements)),
            self.catalogue,
            DownloadsCard(tools, settings),
            self.security,
            self.limits,
            TasteCard(tools, recommending),
            self._data_card(data_folder),
        ):
            lines.addWidget(card)
        lines.addStretch(1)
        self._scroll = Scroll(inner, width=96 * GRID)
        page_column(self, PageHead(tr("Settings")), self._scroll).setStretch(1, 1)

    def enter(self, arg: str) -> None:
        """``catalogue``, ``security`` and ``limits`` lead to their cards."""
        super().enter(arg)
        self._wanted = arg
        QTimer.singleShot(0, self, self._come_to_card)

    def _come_to_card(self) -> None:
        """Also once more when the limits are read: they make their card longer."""
        cards: dict[str, QWidget] = {
            "catalogue": self.catalogue, "security": self.security, "limits": self.limits
        }  # fmt: skip
        if self._wanted in cards:
            self._scroll.verticalScrollBar().setValue(cards[self._wanted].y())

    def _come_for_good(self) -> None:
        """From here on the person scrolls."""
        self._come_to_card()
        self._wanted = ""

    def _look_card(self) -> Card:
        now = self._settings.get()
        card = Card(spacing=2 * GRID)
        card.column.addWidget(Label(tr("Language and look"), "h3"))
        self.language = _choice(tr("Language"), "settings-language", _LANGUAGES, now.language)
        self.theme = _choice(tr("Appearance"), "settings-theme", _THEMES, now.theme)
        self.language.activated.connect(lambda _: self._save_language())
        self.theme.activated.connect(lambda _: self._save_theme())
        for name, choice in (
            (tr("Language"), self.language),
            (tr("Appearance"), self.theme),
        ):
            choice.setMinimumWidth(26 * GRID)
            card.column.addLayout(row(Label(name), 1, choice))
        return card

    def _network_card(self, reports: NodeReports) -> Card:
        info = self._network.info
        card = Card(spacing=2 * GRID)
        card.column.addWidget(Label(tr("Network"), "h3"))
        facts = Facts()
        facts.add(tr("Now"), info.name)
        facts.add(tr("Chain"), str(info.chain_id))
        facts.add(tr("Node"), ", ".join(info.rpc_urls) or tr("on this computer"))
        if info.market is not None:
            facts.add(tr("Market contract"), AddressView(info.market))
        card.column.addWidget(facts)
        card.column.addWidget(reports)
        if info.is_demo:
            words = tr("The demo network lives on this computer. Its coins have no value.")
            card.column.addWidget(Banner("info", "", words))
        self.url = _edit(tr("Node address"), "settings-url", "https://…")
        self.market = _edit(tr("Market contract"), "settings-market", "0x…")
        self.check = Button(tr("Check"), name="settings-check", clicked=self._check)
        self.connect_button = Button(
            tr("Use this network"), "primary", name="settings-connect", clicked=self._connect
        )
        self.connect_button.hide()
        self.network_note = Banner("info")
        self.network_note.hide()
        card.column.addWidget(Label(tr("Connect to another network"), "strong"))
        fields = row(self.url, self.market, self.check)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        card.column.addLayout(fields)
        card.column.addWidget(self.network_note)
        card.column.addLayout(row(1, self.connect_button))
        for edit in (self.url, self.market):
            edit.textEdited.connect(lambda _text: self.connect_button.hide())
        return card

    def _data_card(self, folder: Path) -> Card:
        card = Card(spacing=2 * GRID)
        card.column.addWidget(Label(tr("Your data"), "h3"))
        words = tr(
            "Wallet, orders, models and settings lie in this folder, and nowhere else. Logs hold no secrets."
        )
        card.column.addWidget(Label(words, "muted", wrap=True))
        path = Label(str(folder), "mono", wrap=True, selectable=True)
        stored = Button(
            tr("Storage"), icon="hard-drive", name="settings-storage",
            clicked=lambda: self.tools.navigate(Route("storage")),
        )  # fmt: skip
        show = Button(tr("Open the folder"), icon="folder-open", name="settings-folder")
        show.clicked.connect(lambda _=False: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        line = row(path, CopyButton(lambda: str(folder), tr("path")), show, stored)
        line.setStretch(0, 1)
        card.column.addLayout(line)
        return card

    def reload(self) -> None:
        self.security.reload()
        self.limits.reload()

    def _save(self, **values: object) -> None:
        self.jobs.start(
            lambda _job: self._settings.change(**values),
            lane="db",
            owner=self,
            failed=lambda error: self.tools.toast("danger", describe(error).title),
        )

    def _save_theme(self) -> None:
        Theme.current().set_mode(self.theme.currentData())
        self._save(theme=self.theme.currentData())

    def _save_language(self) -> None:
        self._save(language=self.language.currentData())
        self.tools.toast("info", tr("The language changes at the next start."))

    def _check(self) -> None:
        url, market = self.url.text().strip(), self.market.text().strip()
        self.check.setEnabled(False)
        self.connect_button.hide()
        self.network_note.say("info", tr("Asking the node"))
        self.network_note.show()
        self.jobs.start(
            lambda _job: self._network.check(url, market),
            owner=self,
            done=self._checked,
            failed=self._check_failed,
        )

    def _checked(self, info: "NetworkInfo") -> None:
        self._found = info
        self.check.setEnabled(True)
        self.network_note.say("success", tr("A market is there, on chain {chain}.", chain=info.chain_id))
        self.connect_button.show()

    def _check_failed(self, error: BaseException) -> None:
        self.check.setEnabled(True)
        self.network_note.show_error(error)

    def _connect(self) -> None:
        info = self._found
        if info is not None:
            self.jobs.start(
                lambda _job: self._network.connect(info),
                lane="db",
                owner=self,
                done=lambda _: self._connected(),
            )

    def _connected(self) -> None:
        self.connect_button.hide()
        self.network_note.say("success", tr("Saved. Licet uses this network from its next start."))


def _choice(label: str, name: str, entries: tuple[tuple[str, str], ...], now: str) -> Choice:
    choice = Choice(label, name)
    for value, words in entries:
        choice.addItem(tr(words), value)
    choice.setCurrentIndex(max(choice.findData(now), 0))
    return choice


def _edit(label: str, name: str, placeholder: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(tr("{label}: {example}", label=label, example=placeholder))
    return edit

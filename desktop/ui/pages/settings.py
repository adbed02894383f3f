"""Settings: network, language, look, device, keychain, and where everything is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.text import describe, mark, tr
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.settings_catalogue import CatalogueCard
from desktop.ui.pages.settings_devices import DevicesCard
from desktop.ui.pages.settings_downloads import DownloadsCard
from desktop.ui.pages.settings_limits import LimitsCard
from desktop.ui.pages.settings_networks import NetworksCard
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

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.devices import DeviceService
    from desktop.services.limits import LimitService
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
        networks: NetworksCard,
        accounts: "AccountService",
        data_folder: Path,
        devices: "DeviceService",
        snapshots: "SnapshotService",
        recommending: "RecommendingService",
        limits: "LimitService",
    ) -> None:
        super().__init__(tools)
        self._settings, self._accounts = settings, accounts
        self._wanted = ""
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        self.catalogue = CatalogueCard(tools, snapshots, accounts)
        self.networks = networks
        self.security = SecurityCard(tools, settings, accounts)
        self.limits = LimitsCard(tools, limits, accounts)
        self.limits.shown.connect(lambda: QTimer.singleShot(0, self, self._come_for_good))
        for card in (
            self._look_card(),
            DevicesCard(tools, devices, settings),
            self.networks,
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
        """``networks``, ``catalogue``, ``security`` and ``limits`` lead to their cards."""
        super().enter(arg)
        self._wanted = arg
        QTimer.singleShot(0, self, self._come_to_card)

    def _come_to_card(self) -> None:
        """Also once more when the limits are read: they make their card longer."""
        cards: dict[str, QWidget] = {
            "networks": self.networks, "catalogue": self.catalogue, "security": self.security, "limits": self.limits
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


def _choice(label: str, name: str, entries: tuple[tuple[str, str], ...], now: str) -> Choice:
    choice = Choice(label, name)
    for value, words in entries:
        choice.addItem(tr(words), value)
    choice.setCurrentIndex(max(choice.findData(now), 0))
    return choice

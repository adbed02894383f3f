"""Settings: network, language, look, device, keychain, and where everything is."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.text import describe, mark, tr
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.settings_catalogue import CatalogueCard
from desktop.ui.pages.settings_devices import DevicesCard
from desktop.ui.pages.settings_downloads import DownloadsCard
from desktop.ui.pages.settings_networks import NetworksCard
from desktop.ui.pages.settings_taste import TasteCard
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Button,
    Card,
    CheckBox,
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
    from desktop.services.recommending import RecommendingService
    from desktop.services.settings import SettingsService
    from desktop.services.snapshots import SnapshotService

_LANGUAGES = (("system", mark("As the system")), ("en", "English"), ("zh_CN", "简体中文"))
_THEMES = (("system", mark("As the system")), ("light", mark("Light")), ("dark", mark("Dark")))
_LOCK_MINUTES = (5, 15, 60, 0)


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
    ) -> None:
        super().__init__(tools)
        self._settings, self._accounts = settings, accounts
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        self.catalogue = CatalogueCard(tools, snapshots, accounts)
        self.networks = networks
        for card in (
            self._look_card(),
            DevicesCard(tools, devices, settings),
            self.networks,
            self.catalogue,
            DownloadsCard(tools, settings),
            self._security_card(),
            TasteCard(tools, recommending),
            self._data_card(data_folder),
        ):
            lines.addWidget(card)
        lines.addStretch(1)
        self._scroll = Scroll(inner, width=96 * GRID)
        page_column(self, PageHead(tr("Settings")), self._scroll).setStretch(1, 1)

    def enter(self, arg: str) -> None:
        """``catalogue`` and ``networks`` lead to their cards."""
        super().enter(arg)
        card = {"catalogue": self.catalogue, "networks": self.networks}.get(arg)
        if card is not None:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(card, 0, 0))

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

    def _security_card(self) -> Card:
        card = Card(spacing=2 * GRID)
        card.column.addWidget(Label(tr("Security"), "h3"))
        self.auto_lock = Choice(tr("Lock the wallet"), "settings-auto-lock")
        for minutes in _LOCK_MINUTES:
            self.auto_lock.addItem(
                tr("after {n} minutes without use", n=minutes) if minutes else tr("never by itself"), minutes
            )
        self.auto_lock.setCurrentIndex(
            max(self.auto_lock.findData(self._settings.get().auto_lock_minutes), 0)
        )
        self.auto_lock.activated.connect(lambda _: self._save(auto_lock_minutes=self.auto_lock.currentData()))
        self.keychain = CheckBox(tr("Unlock with this computer's keychain"))
        self.keychain.setObjectName("settings-keychain")
        self.keychain.setAccessibleName(self.keychain.text())
        self.keychain.clicked.connect(self._keychain)
        self.keychain_note = Label("", "small", wrap=True)
        card.column.addLayout(row(Label(tr("Lock the wallet")), 1, self.auto_lock))
        card.column.addWidget(self.keychain)
        card.column.addWidget(self.keychain_note)
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
        can = self._accounts.can_use_keychain
        self.keychain.setEnabled(can and self._accounts.state.value == "unlocked")
        self.keychain.setChecked(self._accounts.keychain_enabled)
        if not can:
            self.keychain_note.setText(tr("This computer offers no keychain that Licet can use."))
        elif self._accounts.state.value != "unlocked":
            self.keychain_note.setText(tr("Unlock the wallet to change this."))
        else:
            self.keychain_note.setText(
                tr("Whoever can log in to this computer as you can then open the wallet.")
            )

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

    def _keychain(self) -> None:
        if not self.keychain.isChecked():
            self._keychain_job(self._accounts.disable_keychain, None)
            return
        self.keychain.setChecked(False)
        PasswordDialog.ask(
            self,
            title=tr("Unlock with this computer's keychain"),
            sentence=tr("Enter the password once. The keychain then keeps a secret that opens the wallet."),
            confirm=tr("Allow"),
            submit=lambda dialog, password: self._keychain_job(
                lambda: self._accounts.enable_keychain(password), dialog
            ),
        )

    def _keychain_job(self, act: Callable[[], object], dialog: PasswordDialog | None) -> None:
        def done(_: object) -> None:
            if dialog is not None:
                dialog.succeed()
            self.refresh()

        def failed(error: BaseException) -> None:
            if dialog is not None:
                dialog.fail(error)
            else:
                self.tools.toast("danger", describe(error).title)
            self.refresh()

        self.jobs.start(lambda _job: act(), owner=self, done=done, failed=failed)


def _choice(label: str, name: str, entries: tuple[tuple[str, str], ...], now: str) -> Choice:
    choice = Choice(label, name)
    for value, words in entries:
        choice.addItem(tr(words), value)
    choice.setCurrentIndex(max(choice.findData(now), 0))
    return choice

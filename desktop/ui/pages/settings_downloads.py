"""Settings: how fast downloads may be, and how IPFS is reached."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtWidgets import QLineEdit

from desktop.text import describe, tr
from desktop.ui.page import PageTools
from desktop.ui.pages.downloads import LimitChoice
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Label, Rule, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.settings import SettingsService


class DownloadsCard(Card):
    """Each change is saved at once; an address is saved when it is one."""

    def __init__(self, tools: PageTools, settings: "SettingsService") -> None:
        super().__init__(spacing=2 * GRID)
        self._tools, self._settings = tools, settings
        now = settings.get()
        self.limit = LimitChoice(now.download_limit_kib)
        self.limit.setObjectName("settings-download-limit")
        self.limit.activated.connect(lambda _: self._save(download_limit_kib=self.limit.currentData()))
        self.node = _address(tr("Your own IPFS node"), "settings-ipfs-node", "http://127.0.0.1:5001")
        self.gateway = _address(tr("IPFS gateway"), "settings-ipfs-gateway", "https://…")
        self.node.setText(now.ipfs_node)
        self.gateway.setText(now.ipfs_gateway)
        self.save = Button(tr("Save"), name="settings-ipfs-save", clicked=self._save_ipfs)
        self.note = Banner("info")
        self.note.hide()
        self.inside = CheckBox(tr("Listings may name places in this network"))
        self.inside.setObjectName("settings-local-sources")
        self.inside.setAccessibleName(self.inside.text())
        self.inside.setChecked(now.local_sources)
        self.inside.clicked.connect(lambda _=False: self._save(local_sources=self.inside.isChecked()))
        ipfs = tr(
            "Some models lie in IPFS. Your node or the gateway that you enter learns which models are fetched; with both empty, nobody is asked."
        )
        inside = tr(
            "Only for a market inside your company or home: any seller could else make this computer ask your other devices."
        )
        self.column.addWidget(Label(tr("Downloads"), "h3"))
        self.column.addLayout(row(Label(tr("Limit for all downloads")), 1, self.limit))
        self.column.addWidget(Rule())
        self.column.addWidget(Label(ipfs, "muted", wrap=True))
        self.column.addLayout(row(Label(tr("Your own IPFS node")), 1, self.node))
        last = row(Label(tr("IPFS gateway")), 1, self.gateway)
        self.column.addLayout(last)
        self.column.addLayout(row(1, self.save))
        self.column.addWidget(self.note)
        self.column.addWidget(Rule())
        self.column.addWidget(self.inside)
        self.column.addWidget(Label(inside, "small", wrap=True))

    def _save_ipfs(self) -> None:
        node, gateway = self.node.text().strip(), self.gateway.text().strip()
        wrong = next((text for text in (node, gateway) if text and not _is_address(text)), None)
        if wrong is not None:
            self.note.say("danger", tr("This is not a web address: {text}", text=wrong))
            self.note.show()
            return
        self._save(ipfs_node=node, ipfs_gateway=gateway)
        self.note.say("success", tr("Saved."))
        self.note.show()

    def _save(self, **values: object) -> None:
        self._tools.jobs.start(
            lambda _job: self._settings.change(**values),
            lane="db",
            owner=self,
            failed=lambda error: self._tools.toast("danger", describe(error).title),
        )


def _address(label: str, name: str, example: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(example)
    edit.setMinimumWidth(44 * GRID)
    return edit


def _is_address(text: str) -> bool:
    """A plain web address; from here to a gateway in clear text only inside this machine or network."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False

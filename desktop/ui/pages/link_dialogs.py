"""A network as a link: written for others, and opened before anything of it is believed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.core.networks import may_hold_key
from desktop.text import describe, tr
from desktop.ui.dialogs import Dialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, row
from desktop.ui.widgets.money import QrView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.network import NetworkInfo
    from desktop.services.networks import NetworksService

_MOST_QR_CHARS = 700


class LinkDialog(Dialog):
    """A network as a link and, where it fits, as a QR code."""

    def __init__(self, parent: QWidget, networks: "NetworksService", info: "NetworkInfo") -> None:
        super().__init__(parent, tr("Share {network}", network=info.name))
        self.setObjectName("link-dialog")
        self._networks, self._info = networks, info
        has_keys = any(may_hold_key(url) for url in info.rpc_urls)
        words = tr(
            "Whoever opens this link sees chain, market and the public nodes, and decides whom to ask."
        )
        self.lines.addWidget(Label(words, "muted", wrap=True))
        self.place = row(1, 1)
        self.lines.addLayout(self.place)
        self.text = QPlainTextEdit()
        self.text.setObjectName("network-link")
        self.text.setReadOnly(True)
        self.text.setProperty("mono", True)
        self.text.setAccessibleName(tr("The network's link"))
        self.text.setFixedHeight(14 * GRID)
        self.lines.addWidget(self.text)
        self.keys = CheckBox(tr("Also addresses that may hold my key"))
        self.keys.setObjectName("link-keys")
        self.keys.setAccessibleName(self.keys.text())
        self.keys.setVisible(has_keys)
        self.keys.toggled.connect(lambda _=False: self._write())
        self.lines.addWidget(self.keys)
        self.note = Banner("warning")
        self.note.hide()
        self.lines.addWidget(self.note)
        self.copy = Button(tr("Copy"), "primary", icon="copy", name="link-copy", clicked=self._copy)
        self.lines.addLayout(row(1, Button(tr("Close"), name="link-close", clicked=self.accept), self.copy))
        self._qr: QrView | None = None
        self._write()

    @classmethod
    def ask(cls, parent: QWidget, networks: "NetworksService", info: "NetworkInfo") -> "LinkDialog":
        """Open it."""
        dialog = cls(parent, networks, info)
        dialog.open()
        return dialog

    def _write(self) -> None:
        self.note.hide()
        try:
            link = self._networks.link(self._info, with_keys=self.keys.isChecked())
        except Exception as error:  # noqa: BLE001 - shown here
            words = describe(error)
            self.note.say("warning", words.title, words.body)
            self.note.show()
            self.copy.setEnabled(False)
            self.text.setPlainText("")
            return
        self.text.setPlainText(link)
        if self.keys.isChecked():
            self.note.say("warning", tr("Whoever has this link can use your key at the node."))
            self.note.show()
        if self._qr is not None:
            self._qr.hide()
            self._qr.deleteLater()
            self._qr = None
        if len(link) <= _MOST_QR_CHARS:
            self._qr = QrView(link)
            self._qr.setAccessibleName(tr("QR code of the link"))
            self.place.insertWidget(1, self._qr)

    def _copy(self) -> None:
        self.text.selectAll()
        self.text.copy()
        self.copy.set_text(tr("Copied"))


class OpenLinkDialog(Dialog):
    """Takes a link that somebody sent, and shows what it proposes before anything is asked."""

    def __init__(
        self, parent: QWidget, networks: "NetworksService", then: "Callable[[NetworkInfo], object]"
    ) -> None:
        super().__init__(parent, tr("Open a network's link"))
        self.setObjectName("open-link-dialog")
        self._networks, self._then = networks, then
        words = tr("Paste the link. You see what it proposes first; nobody is asked before you choose.")
        self.lines.addWidget(Label(words, "muted", wrap=True))
        self.text = QPlainTextEdit()
        self.text.setObjectName("open-link-text")
        self.text.setAccessibleName(tr("The network's link"))
        self.text.setPlaceholderText("licet:network?chain=…")
        self.text.setFixedHeight(14 * GRID)
        self.lines.addWidget(self.text)
        self.note = Banner("danger")
        self.note.hide()
        self.lines.addWidget(self.note)
        read = Button(tr("Look at it"), "primary", name="open-link-read", clicked=self._read)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), read))

    @classmethod
    def ask(
        cls, parent: QWidget, networks: "NetworksService", then: "Callable[[NetworkInfo], object]"
    ) -> "OpenLinkDialog":
        """Open it; ``then`` gets what the link proposes."""
        dialog = cls(parent, networks, then)
        dialog.open()
        return dialog

    def _read(self) -> None:
        try:
            info = self._networks.offer(self.text.toPlainText())
        except Exception as error:  # noqa: BLE001 - shown here
            self.note.show_error(error)
            return
        self.accept()
        self._then(info)

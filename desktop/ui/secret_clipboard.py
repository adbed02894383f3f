"""A secret on the clipboard for a short while: kept out of clipboard histories, and taken away again."""

import hashlib

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEARED_AFTER_S = 60
_HINTS = {
    # What password managers tell the histories of KDE, Windows and macOS: do not keep this.
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-mac-mime;value="org.nspasteboard.ConcealedType"': b"1",
}


class SecretClipboard(QObject):
    """Outlives the dialog that copied, so that closing it does not leave the secret there for ever."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._digest = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def copy(self, secret: str) -> None:
        """Put it there for ``CLEARED_AFTER_S`` seconds."""
        data = QMimeData()
        data.setText(secret)
        for kind, value in _HINTS.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._digest = _digest(secret)
        self._timer.start(CLEARED_AFTER_S * 1000)

    def clear(self) -> None:
        """Empty the clipboard, unless something else was copied meanwhile."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._digest and _digest(clipboard.text()) == self._digest:
            clipboard.clear()
        self._digest = b""


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

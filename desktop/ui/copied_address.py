"""Which address was last copied in Licet, and whether another program can have had a rightful hand in the clipboard since.

Programs that swap an address on the clipboard for a thief's do it in the moment after it was copied. As long as the
person never left Licet's windows, nobody but such a program puts another address there.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QClipboard, QGuiApplication

from desktop.core.identity import Address
from desktop.core.lookalikes import look_alike

_COPIED, _LEFT = "licetCopiedAddress", "licetWasLeft"


def copy_address(address: Address) -> None:
    """Put an address on the clipboard, and remember it with the clipboard itself."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(str(address))
    if clipboard.findChild(_Watch) is None:
        _Watch(clipboard)
    clipboard.setProperty(_COPIED, str(address))
    clipboard.setProperty(_LEFT, False)


def copied_address(pasted: Address) -> Address | None:
    """The address that was copied here and should have been pasted; None where another may be there rightfully."""
    clipboard = QGuiApplication.clipboard()
    text = clipboard.property(_COPIED)
    if not text:
        return None
    copied = Address.parse(str(text))
    was_left = bool(clipboard.property(_LEFT))
    return None if was_left and look_alike(pasted, [copied]) is None else copied


class _Watch(QObject):
    """Notes when the person goes to another program."""

    def __init__(self, clipboard: QClipboard) -> None:
        super().__init__(clipboard)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._changed)

    def _changed(self, state: Qt.ApplicationState) -> None:
        clipboard = self.parent()
        if state != Qt.ApplicationState.ApplicationActive and clipboard is not None:
            clipboard.setProperty(_LEFT, True)

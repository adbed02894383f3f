"""Whom to pay: a field that takes an address, a link, a name or a contact, by hand, by paste and by QR code."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from desktop.core.contacts import Contact
from desktop.core.errors import AppError, UserError
from desktop.core.identity import Address
from desktop.core.payment_links import read_payee
from desktop.core.warnings import Alert
from desktop.services.warnings import judge_paste
from desktop.text import tr
from desktop.ui.copied_address import copied_address
from desktop.ui.dialogs import choose_file
from desktop.ui.jobs import JobRunner
from desktop.ui.screen_codes import MAX_PICTURE_BYTES, ScreenNotShown, clipboard_picture, with_screens
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row

ReadCodes = Callable[[bytes], tuple[str, ...]]
_PASTED_CHARS = 8
"""More characters at once than hands type: pasted, dropped or completed."""
_MOST_OFFERED = 2000


class NoCodeThere(UserError):
    """The picture holds no QR code."""


class PayeeField(QWidget):
    """``edited`` tells that the text is another; ``failed`` that a code could not be read."""

    edited = Signal()
    failed = Signal(object)
    chosen = Signal()
    """A contact or a code was chosen: the text is whole."""

    def __init__(self, jobs: JobRunner, read_codes: ReadCodes) -> None:
        super().__init__()
        self._jobs, self._read_codes = jobs, read_codes
        self._before = ""
        self.alerts: tuple[Alert, ...] = ()
        self.edit = QLineEdit()
        self.edit.setObjectName("send-to")
        self.edit.setAccessibleName(tr("To"))
        self.edit.setPlaceholderText(tr("Address, name, contact or payment link"))
        self.edit.setMaxLength(2048)
        self.edit.textEdited.connect(self._edited)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self._chose())
        self.edit.setCompleter(completer)
        self.scan = Button(tr("Scan"), icon="qr-code", name="send-scan", tip=tr("Read a QR code"))
        self.scan.setMenu(self._menu())
        self.who = Label("", "small", wrap=True, selectable=True)
        self.who.hide()
        lines = column(self, spacing=4)
        line = row(self.edit, self.scan, spacing=GRID)
        line.setStretch(0, 1)
        lines.addLayout(line)
        lines.addWidget(self.who)

    def text(self) -> str:
        """What stands there."""
        return self.edit.text().strip()

    def put(self, text: str) -> None:
        """Text from elsewhere: a link that was opened, a contact that is to be paid."""
        self.edit.setText(text)
        self._edited(text)

    def offer(self, contacts: list[Contact]) -> None:
        """Contacts that are offered while the person types."""
        self._names.setStringList([contact.name for contact in contacts[:_MOST_OFFERED]])

    def say(self, text: str, role: str = "small") -> None:
        """What became of the text; empty takes it away."""
        self.who.setText(text)
        self.who.set_role(role)
        self.who.setVisible(bool(text))

    def _menu(self) -> QMenu:
        menu = QMenu(self.scan)
        for name, words, act in (
            ("scan-file", tr("QR code in a picture file…"), self.scan_file),
            ("scan-clipboard", tr("QR code on the clipboard"), self.scan_clipboard),
            ("scan-screen", tr("QR code on the screen"), self.scan_screen),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, act=act: act())
        return menu

    def scan_file(self) -> None:
        """Let the person choose a picture."""
        kinds = tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp *.gif)"
        if path := choose_file(self, tr("QR code in a picture file…"), kinds):
            self._read(lambda: [_bytes_of(path)])

    def scan_clipboard(self) -> None:
        """Read the picture on the clipboard."""
        try:
            found = clipboard_picture()
        except AppError as error:
            self.failed.emit(error)
            return
        self._read(lambda: [found])

    def scan_screen(self) -> None:
        """Read what is on the screens."""
        with_screens(self, self._grabbed)

    def _grabbed(self, pictures: list[bytes]) -> None:
        if pictures:
            self._read(lambda: pictures)
        else:
            self.failed.emit(ScreenNotShown())

    def _read(self, pictures: Callable[[], list[bytes]]) -> None:
        def read() -> tuple[str, ...]:
            texts = [text for picture in pictures() for text in self._read_codes(picture)]
            if not texts:
                raise NoCodeThere
            return tuple(dict.fromkeys(texts))

        self._jobs.start(lambda _job: read(), owner=self, done=self._found, failed=self.failed.emit)

    def _found(self, texts: tuple[str, ...]) -> None:
        """One code is taken; of several those that mean somebody are offered."""
        payable = [text for text in texts if _means_somebody(text)] or list(texts)
        if len(payable) == 1:
            self._take(payable[0])
            return
        menu = QMenu(self.scan)
        menu.setObjectName("scan-several")
        for text in payable:
            shown = text if len(text) <= 60 else text[:40] + "…" + text[-16:]
            menu.addAction(shown.replace("&", "&&")).triggered.connect(
                lambda _=False, text=text: self._take(text)
            )
        menu.popup(self.scan.mapToGlobal(self.scan.rect().bottomLeft()))

    def _take(self, text: str) -> None:
        self.put(" ".join(_seen(text[:2048]).split()))
        self.alerts = ()
        self.chosen.emit()

    def _chose(self) -> None:
        self._edited(self.edit.text())
        self.chosen.emit()

    def _edited(self, text: str) -> None:
        if len(text) - len(self._before) > _PASTED_CHARS:
            self._pasted(text)
        elif not text:
            self.alerts = ()
        self._before = self.edit.text()
        self.say("")
        self.edited.emit()

    def _pasted(self, text: str) -> None:
        address = _address_in(_seen(text))
        copied = None if address is None else copied_address(address)
        self.alerts = tuple(judge_paste(text, address, copied))
        if _seen(text) != text:
            self.edit.setText(_seen(text))


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_PICTURE_BYTES)


def _seen(text: str) -> str:
    """The text without characters that cannot be seen."""
    return "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"})


def _address_in(text: str) -> Address | None:
    try:
        found = read_payee(text).to
    except AppError:
        return None
    return found if isinstance(found, Address) else None


def _means_somebody(text: str) -> bool:
    try:
        read_payee(text)
    except AppError:
        return False
    return True

"""Seeding from here: the switch, by which address buyers reach this computer, how fast at most, and what was given."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.seeding import SeedSettings, SeedStatus
from desktop.text import mark, size, tr, trn
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    CheckBox,
    Choice,
    CopyButton,
    Label,
    column,
    restyle,
    row,
)
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.seeding import SeedService

_LOOK_MS = 3000
_MEGABYTE = 1 << 20
_HOSTS = (
    ("127.0.0.1", mark("This computer only (a tunnel or proxy leads here)")),
    ("0.0.0.0", mark("Every network of this computer")),  # noqa: S104 - the person's choice
    ("::", mark("Every network, IPv6 too")),
)
_LIMITS = (0, 1, 2, 5, 10, 25, 50)


class SeedCard(Card):
    """While it is switched on, the app serves the ciphertext of own listings; nothing else is ever served."""

    changed = Signal()

    def __init__(self, jobs: JobRunner, seeding: "SeedService") -> None:
        super().__init__()
        self._jobs, self._seeding = jobs, seeding
        self._status: SeedStatus | None = None
        self.switch = CheckBox(tr("Serve while Licet is open"))
        self.switch.setObjectName("seed-switch")
        self.switch.setAccessibleName(self.switch.text())
        self.switch.clicked.connect(lambda _on: self._save())
        self.badge = Badge("")
        self.words = Label("", "muted", wrap=True)
        self.here = Label("", "mono", selectable=True)
        self.copy = CopyButton(self.here.text, tr("address"))
        self.fault = Banner("danger")
        self.fault.hide()
        self.address = _field(tr("Address for buyers"), "seed-address")
        self.address.setPlaceholderText(tr("https://… by which buyers reach this computer"))
        self.port = _field(tr("Port"), "seed-port")
        self.port.setPlaceholderText(tr("any"))
        self.host = Choice(tr("Listens on"), "seed-host")
        for value, words in _HOSTS:
            self.host.addItem(tr(words), value)
        self.limit = Choice(tr("Upload at most"), "seed-limit")
        for megabytes in _LIMITS:
            words = tr("{n} MB per second", n=megabytes) if megabytes else tr("no limit")
            self.limit.addItem(words, megabytes * _MEGABYTE)
        self.licences = CheckBox(
            tr("Also serve what you bought: it is ciphertext, useless without a licence")
        )
        self.licences.setObjectName("seed-licences")
        self.licences.setAccessibleName(self.licences.text())
        self.save = Button(tr("Save"), name="seed-save", clicked=self._save)
        self.note = Label(
            tr(
                "Licet asks nobody how this computer is reached. Whoever fetches a model from here sees that address."
            ),
            "small",
            wrap=True,
        )
        self.details = self._details()
        head = row(Label(tr("Seed from this computer"), "h3"), self.badge, 1, self.switch)
        self.column.addLayout(head)
        self.column.addWidget(self.words)
        self.line = row(self.here, self.copy, 1)
        self.column.addLayout(self.line)
        self.column.addWidget(self.fault)
        self.column.addWidget(self.details)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def status(self) -> SeedStatus | None:
        """As it was last told."""
        return self._status

    def _details(self) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=2 * GRID)
        first = row(_named(tr("Address for buyers"), self.address), spacing=2 * GRID)
        second = row(
            _named(tr("Listens on"), self.host),
            _named(tr("Port"), self.port),
            _named(tr("Upload at most"), self.limit),
            spacing=2 * GRID,
        )
        second.setStretch(0, 2)
        second.setStretch(1, 1)
        second.setStretch(2, 1)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self.licences)
        last = row(self.note, self.save, spacing=2 * GRID)
        last.setStretch(0, 1)
        lines.addLayout(last)
        return holder

    def show_status(self, status: SeedStatus) -> None:
        """How it is now; the fields are filled once, and after that are the person's."""
        if self._status is None or self._status.settings != status.settings:
            self._fill(status.settings)
        self._status = status
        is_serving = bool(status.base_url)
        self.switch.setChecked(status.settings.is_on)
        tone = ("success", tr("Serving")) if is_serving else ("neutral", tr("Off"))
        if status.settings.is_on and not is_serving:
            tone = ("danger", tr("Not serving"))
        self.badge.set_state(tone[1], tone[0])
        self.words.setText(_words(status))
        self.here.setText(status.base_url)
        self.here.setVisible(is_serving)
        self.copy.setVisible(is_serving)
        self.details.setVisible(status.settings.is_on)
        if status.fault is not None:
            self.fault.show_error(status.fault)
        else:
            self.fault.hide()
        if is_serving and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _fill(self, settings: SeedSettings) -> None:
        self.address.setText(settings.address)
        self.port.setText(str(settings.port) if settings.port else "")
        self.host.setCurrentIndex(max(self.host.findData(settings.host), 0))
        self.limit.setCurrentIndex(max(self.limit.findData(settings.limit_bytes_s), 0))
        self.licences.setChecked(settings.with_licences)

    def _read(self) -> SeedSettings | None:
        text = self.port.text().strip() or "0"
        is_port = text.isascii() and text.isdecimal() and int(text) < 65536
        self.port.setProperty("wrong", not is_port)
        restyle(self.port)
        if not is_port:
            self.fault.say(
                "danger", tr("This is no port"), tr("A port is a number from 1 to 65535; empty takes any.")
            )
            self.fault.show()
            return None
        return SeedSettings(
            is_on=self.switch.isChecked(),
            host=self.host.currentData(),
            port=int(text),
            address=self.address.text().strip().rstrip("/"),
            limit_bytes_s=self.limit.currentData(),
            with_licences=self.licences.isChecked(),
        )

    def _save(self) -> None:
        settings = self._read()
        if settings is None:
            if self._status is not None:
                self.switch.setChecked(self._status.settings.is_on)
            return
        self.save.setEnabled(False)
        self._jobs.start(
            lambda _job: self._seeding.change(settings),
            owner=self,
            done=self._saved,
            failed=lambda error: self._failed(error, settings),
        )

    def _saved(self, status: SeedStatus) -> None:
        self.save.setEnabled(True)
        self.show_status(status)
        self.changed.emit()

    def _failed(self, error: BaseException, settings: SeedSettings) -> None:
        self.save.setEnabled(True)
        before = self._status or SeedStatus(settings)
        self.show_status(replace(before, settings=settings, base_url=""))
        self.fault.show_error(error)

    def _look(self) -> None:
        if self.isVisible():
            self._jobs.start(
                lambda _job: self._seeding.status(), lane="db", owner=self, done=self.show_status
            )
        else:
            self._timer.stop()


def _words(status: SeedStatus) -> str:
    given = size(status.given_bytes)
    if not status.base_url:
        return tr(
            "Buyers can fetch your models from here while the app is open. Given so far: {size}.", size=given
        )
    return tr(
        "{versions}, {connections}. Given so far: {size}.",
        versions=trn("{n} model is offered", "{n} models are offered", status.versions),
        connections=trn("{n} connection now", "{n} connections now", status.connections),
        size=given,
    )


def _named(name: str, field: QWidget) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=4)
    lines.addWidget(Label(name, "strong"))
    lines.addWidget(field)
    return holder


def _field(label: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setMaxLength(200)
    return edit

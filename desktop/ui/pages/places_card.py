"""The places that a seller publishes to: folders, an IPFS node, this computer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.core.mirrors import Mirror, MirrorKind
from desktop.services.seeding import SeedStatus
from desktop.text import tr
from desktop.ui.dialogs import Dialog, choose_folder
from desktop.ui.jobs import JobRunner
from desktop.ui.mirror_words import MIRROR_ICONS, mirror_name, mirror_note, mirror_place
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, ElidedLabel, Icon, Label, clear, column, row

if TYPE_CHECKING:
    from desktop.services.selling.mirroring import MirrorService

KUBO = "http://127.0.0.1:5001"


class PlacesCard(Card):
    """A line for each place; new models go to all that are ticked when they are listed."""

    changed = Signal()

    def __init__(self, jobs: JobRunner, mirrors: "MirrorService") -> None:
        super().__init__()
        self._jobs, self._service = jobs, mirrors
        self._mirrors: tuple[Mirror, ...] = ()
        self._seed: SeedStatus | None = None
        self.folder = Button(
            tr("Add a folder"), icon="folder-open", name="places-folder", clicked=self._folder
        )
        self.ipfs = Button(tr("Add an IPFS node"), icon="globe", name="places-ipfs", clicked=self._ipfs)
        self.app = Button(tr("Add this computer"), icon="hard-drive", name="places-app", clicked=self._app)
        self.words = Label("", "muted", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(GRID + 4)
        self.column.addWidget(Label(tr("Where you publish"), "h3"))
        self.column.addWidget(self.words)
        self.column.addLayout(self.lines)
        self.column.addLayout(row(self.folder, self.ipfs, self.app, 1))

    @property
    def mirrors(self) -> tuple[Mirror, ...]:
        return self._mirrors

    def show_mirrors(self, mirrors: tuple[Mirror, ...], seed: SeedStatus) -> None:
        """The places in their order."""
        self._mirrors, self._seed = mirrors, seed
        self.words.setText(
            tr(
                "A new model is put at each of these places before it is listed, and at each it has its own outcome."
            )
            if mirrors
            else tr("No place yet. Add where buyers should find your models; several are safer than one.")
        )
        clear(self.lines)
        for mirror in mirrors:
            self.lines.addLayout(self._line(mirror))
        has_app = any(mirror.kind is MirrorKind.APP for mirror in mirrors)
        self.app.setVisible(not has_app)
        self.app.setEnabled(seed.settings.is_on and bool(seed.settings.address))
        self.app.setToolTip(
            ""
            if self.app.isEnabled()
            else tr("Switch seeding on below, and say by which address buyers reach it.")
        )

    def add(self, mirror: Mirror) -> None:
        """One place more."""
        self._keep((*self._mirrors, mirror))

    def _line(self, mirror: Mirror) -> QVBoxLayout:
        remove = Button(
            "", "icon", icon="x", tip=tr("Publish to {place} no more", place=mirror_place(mirror)),
            clicked=lambda: self._keep(tuple(one for one in self._mirrors if one != mirror)),
        )  # fmt: skip
        place = ElidedLabel(mirror_place(mirror), "mono")
        line = row(
            Icon(MIRROR_ICONS[mirror.kind]),
            Label(mirror_name(mirror), "strong"),
            place,
            remove,
            spacing=GRID + 4,
        )
        line.setStretch(2, 1)
        block = column(spacing=2)
        block.addLayout(line)
        if note := mirror_note(mirror):
            block.addWidget(Label(note, "small", wrap=True))
        return block

    def _keep(self, mirrors: tuple[Mirror, ...]) -> None:
        self._jobs.start(
            lambda _job: self._service.keep_mirrors(mirrors),
            lane="db",
            owner=self,
            done=lambda _: self.changed.emit(),
        )

    def _folder(self) -> None:
        if folder := choose_folder(self, tr("Choose a folder to publish to")):
            PlaceDialog.ask(
                self,
                tr("Publish to a folder"),
                tr(
                    "Each model is copied to {folder} and read back. If a web server serves that folder, say by which "
                    "address; it goes into your listings.",
                    folder=str(folder),
                ),
                target=None,
                address=tr("https://… of this folder, or empty"),
                then=lambda _target, address: self.add(Mirror(MirrorKind.FOLDER, str(folder), address)),
            )

    def _ipfs(self) -> None:
        PlaceDialog.ask(
            self,
            tr("Publish to your IPFS node"),
            tr(
                "Licet adds and pins each model on a node of yours (Kubo). Whoever reaches its RPC address owns the node: "
                "keep it on this computer. A gateway is optional."
            ),
            target=KUBO,
            address=tr("https://… of a gateway, or empty"),
            then=lambda target, address: self.add(Mirror(MirrorKind.IPFS, target, address)),
        )

    def _app(self) -> None:
        if self._seed is not None:
            self.add(Mirror(MirrorKind.APP, address=self._seed.settings.address))


class PlaceDialog(Dialog):
    """Asks for the addresses of a place."""

    def __init__(self, parent: QWidget, title: str, sentence: str, target: str | None, address: str) -> None:
        super().__init__(parent, title)
        self.lines.addWidget(Label(sentence, "body", wrap=True))
        self.target = QLineEdit(target or "")
        self.target.setObjectName("place-target")
        self.target.setAccessibleName(tr("RPC address of the node"))
        self.target.setVisible(target is not None)
        self.address = QLineEdit()
        self.address.setObjectName("place-address")
        self.address.setAccessibleName(tr("Address for buyers"))
        self.address.setPlaceholderText(address)
        self.address.setMaxLength(200)
        self.wrong = Label("", "danger", wrap=True)
        self.wrong.hide()
        self.lines.addWidget(self.target)
        self.lines.addWidget(self.address)
        self.lines.addWidget(self.wrong)
        self.cancel = Button(tr("Cancel"), name="place-cancel", clicked=self.reject)
        self.confirm = Button(tr("Add"), "primary", name="place-add", clicked=self._confirm)
        self.lines.addLayout(row(1, self.cancel, self.confirm))
        self._asks_target = target is not None

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        sentence: str,
        *,
        target: str | None,
        address: str,
        then: Callable[[str, str], object],
    ) -> "PlaceDialog":
        """Open it; ``then(target, address)`` is called with what was entered."""
        dialog = cls(parent, title, sentence, target, address)
        dialog.accepted.connect(lambda: then(*dialog.entered()))
        dialog.open()
        return dialog

    def entered(self) -> tuple[str, str]:
        return self.target.text().strip().rstrip("/"), self.address.text().strip().rstrip("/")

    def _confirm(self) -> None:
        target, address = self.entered()
        for text, is_needed in ((target, self._asks_target), (address, False)):
            is_web = text.startswith(("http://", "https://")) and not any(c.isspace() for c in text)
            if (text or is_needed) and not is_web:
                self.wrong.setText(tr("An address begins with https:// or http://."))
                self.wrong.show()
                return
        self.accept()

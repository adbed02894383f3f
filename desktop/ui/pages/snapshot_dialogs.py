"""Dialogs of snapshots: where one is, whether to start from it, who makes them, and saving one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.text import size, tr, trn
from desktop.ui.dialogs import Dialog
from desktop.ui.phrases import date
from desktop.ui.snapshot_words import checked_text, counts_text, fault_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner
from desktop.ui.widgets.wrong_rows import WrongRows

if TYPE_CHECKING:
    from desktop.core.identity import Address
    from desktop.services.snapshots import SnapshotLook, Trial


class SourceDialog(Dialog):
    """An address or a folder, and the digest if somebody gave one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Start from a snapshot"))
        self.setObjectName("snapshot-source")
        words = tr(
            "The file is fetched and built into a catalogue beside the present one. A random part of it is compared with the chain. Then you are asked."
        )
        self.source = _edit(tr("Address or folder"), "snapshot-address", "https://…")
        self.digest = _edit(tr("Digest, if you were given one"), "snapshot-digest", "")
        self.confirm = Button(tr("Fetch and compare"), "primary", name="snapshot-fetch", clicked=self.accept)
        self.lines.addWidget(Label(words, "body", wrap=True))
        for label, edit in (
            (tr("Address or folder"), self.source),
            (tr("Digest, if you were given one"), self.digest),
        ):
            self.lines.addWidget(Label(label, "strong"))
            self.lines.addWidget(edit)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.source.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        self.confirm.setEnabled(False)

    @classmethod
    def ask(cls, parent: QWidget, then: Callable[[str, str], object]) -> "SourceDialog":
        """Open it; ``then`` gets source and digest."""
        dialog = cls(parent)
        dialog.accepted.connect(lambda: then(dialog.source.text().strip(), dialog.digest.text().strip()))
        dialog.open()
        return dialog


class TakeDialog(Dialog):
    """What was found out about a snapshot, before it takes the catalogue's place; a wrong one is only shown."""

    def __init__(self, parent: QWidget, trial: "Trial") -> None:
        good = trial.is_good
        super().__init__(parent, tr("Start from this snapshot?") if good else tr("This snapshot is wrong"))
        self.setObjectName("snapshot-take")
        self.setMinimumWidth(72 * GRID)
        look = trial.look
        if not good:
            self._say_wrong(trial)
        self.lines.addWidget(_facts(look))
        self.lines.addWidget(Label(checked_text(trial), "body", wrap=True))
        if good:
            self._say_doubts(look)
            self.lines.addWidget(Label(_replacing(trial), "body", wrap=True))
        self.confirm = Button(tr("Use it"), "primary", name="snapshot-use", clicked=self.accept)
        self.confirm.setVisible(good)
        leave = Button(tr("Cancel") if good else tr("Close"), name="snapshot-leave", clicked=self.reject)
        self.lines.addLayout(row(1, leave, self.confirm))
        leave.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, trial: "Trial", *, take: Callable[[], object], leave: Callable[[], object]
    ) -> "TakeDialog":
        """Open it; one of the two is called."""
        dialog = cls(parent, trial)
        dialog.accepted.connect(take)
        dialog.rejected.connect(leave)
        dialog.open()
        return dialog

    def _say_wrong(self, trial: "Trial") -> None:
        title = trn(
            "One row is not what the chain says.",
            "{n} rows are not what the chain says.",
            len(trial.sample.wrong),
        )
        words = tr("It was not used, and your catalogue was not touched. Licet remembers who made it.")
        self.lines.addWidget(Banner("danger", title, words))
        self.lines.addWidget(WrongRows(trial.sample.wrong))

    def _say_doubts(self, look: "SnapshotLook") -> None:
        if look.faults:
            words = "\n".join(fault_text(fault) for fault in look.faults[:3])
            title = tr("This snapshot, or another one of its maker, was wrong before")
            self.lines.addWidget(Banner("danger", title, words))
        elif look.maker is None:
            words = tr("Nobody answers for it. It is as good as what is compared with the chain.")
            self.lines.addWidget(Banner("warning", tr("Nobody signed it"), words))
        elif look.known is None:
            words = tr("The signature says only that this account made it, not that it is right.")
            self.lines.addWidget(Banner("warning", tr("You have not added its maker"), words))


class MakerDialog(Dialog):
    """Address and name of a maker."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Add a maker"))
        self.setObjectName("snapshot-maker")
        words = tr("Ask the maker for the address by another way than where the snapshot is from.")
        self.address = _edit(tr("Address"), "maker-address", "0x…")
        self.name = _edit(tr("Name"), "maker-name", tr("Name, as you call them"))
        self.confirm = Button(tr("Add"), "primary", name="maker-add", clicked=self.accept)
        for widget in (Label(words, "body", wrap=True), self.address, self.name):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.address.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        self.confirm.setEnabled(False)

    @classmethod
    def ask(cls, parent: QWidget, then: Callable[[str, str], object]) -> "MakerDialog":
        """Open it; ``then`` gets address and name."""
        dialog = cls(parent)
        dialog.accepted.connect(lambda: then(dialog.address.text().strip(), dialog.name.text()))
        dialog.open()
        return dialog


class SaveDialog(Dialog):
    """Saving a snapshot for others, signed or not."""

    def __init__(self, parent: QWidget, signer: "Address | None") -> None:
        super().__init__(parent, tr("Save a snapshot"))
        self.setObjectName("snapshot-save")
        words = (
            tr(
                "It holds what the chain says of this market up to a final block: public facts, and nothing of yours."
            ),
            tr("Whoever else has read the chain so far gets the same bytes, so that makers can be compared."),
        )
        for sentence in words:
            self.lines.addWidget(Label(sentence, "body", wrap=True))
        self.sign = CheckBox(
            tr("Sign it with your account {account}", account=signer.short)
            if signer is not None
            else tr("Sign it: unlock the wallet first")
        )
        self.sign.setObjectName("snapshot-sign")
        self.sign.setAccessibleName(self.sign.text())
        self.sign.setEnabled(signer is not None)
        self.lines.addWidget(self.sign)
        self.confirm = Button(tr("Choose where"), "primary", name="snapshot-where", clicked=self.accept)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))

    @classmethod
    def ask(cls, parent: QWidget, signer: "Address | None", then: Callable[[bool], object]) -> "SaveDialog":
        """Open it; ``then`` gets whether to sign."""
        dialog = cls(parent, signer)
        dialog.accepted.connect(lambda: then(dialog.sign.isChecked()))
        dialog.open()
        return dialog


def maker_view(maker: "Address | None", name: str) -> QWidget:
    """Who signed, in one line."""
    if maker is None:
        return Label(tr("nobody"), "body")
    return AddressView(maker, name=name or tr("unknown"))


def _facts(look: "SnapshotLook") -> Facts:
    facts = Facts()
    head = look.head
    facts.add(tr("Of block"), tr("{block}, {date}", block=f"{head.block:,}", date=date(head.block_time)))
    facts.add(tr("Holds"), counts_text(head.counts))
    facts.add(tr("Signed by"), maker_view(look.maker, look.known.name if look.known else ""))
    facts.add(tr("File"), tr("{name}, {size}", name=Path(look.file).name, size=size(look.size_bytes)))
    return facts


def _replacing(trial: "Trial") -> str:
    if trial.replaces < 0:
        return tr("What happened since is read from the chain. The rest of it is compared while Licet runs.")
    return tr(
        "It takes the place of your catalogue, which is at block {block}. What happened since is read from the chain, and the rest of it is compared while Licet runs.",
        block=f"{trial.replaces:,}",
    )


def _edit(label: str, name: str, placeholder: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(placeholder)
    return edit

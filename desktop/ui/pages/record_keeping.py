"""The switch that keeps inputs and results of runs beside their records, what that takes, and how to be rid of it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.services.run_records import KeptData
from desktop.text import describe, size, tr, trn
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.page import PageTools
from desktop.ui.widgets.basic import Button, CheckBox, Label, column, row

if TYPE_CHECKING:
    from desktop.services.run_records import RunRecordService


class RecordKeeping(QWidget):
    """Off until the person turns it on."""

    def __init__(self, tools: PageTools, records: "RunRecordService") -> None:
        super().__init__()
        self._tools, self._records = tools, records
        lines = column(self, spacing=4)
        self.keep = CheckBox(tr("Keep inputs and results of runs from now on"))
        self.keep.setObjectName("records-keep")
        self.keep.setAccessibleName(self.keep.text())
        self.keep.clicked.connect(self._keep)
        self.kept = Label("", "small", wrap=True)
        self.forget = Button(
            tr("Delete what is kept"), "ghost", name="records-forget", clicked=self._ask_forget
        )
        lines.addWidget(self.keep)
        line = row(self.kept, self.forget)
        line.setStretch(0, 1)
        lines.addLayout(line)

    def show_kept(self, kept: KeptData) -> None:
        """Whether it is on, and what there is."""
        self.keep.setChecked(kept.is_kept)
        self.forget.setVisible(bool(kept.count))
        if kept.count:
            words = trn(
                "One file, {size}, in Licet's data folder, readable by you alone.",
                "{n} files, {size}, in Licet's data folder, readable by you alone.",
                kept.count,
                size=size(kept.size_bytes),
            )
        else:
            words = tr("Nothing is kept: runs on own text and tables cannot be repeated from here.")
        self.kept.setText(words)

    def _keep(self) -> None:
        kept = self.keep.isChecked()
        self._tools.jobs.start(
            lambda _job: self._records.set_data_kept(kept=kept),
            lane="db",
            owner=self,
            failed=lambda error: self._tools.toast("danger", describe(error).title),
        )

    def _ask_forget(self) -> None:
        ConfirmDialog.ask(
            self,
            tr("Delete the kept inputs and results?"),
            (tr("The records stay. Runs on own data can then no longer be repeated from here."),),
            confirm=tr("Delete"),
            then=lambda: self._tools.jobs.start(
                lambda _job: self._records.forget_data(), lane="db", owner=self
            ),
            danger=True,
        )

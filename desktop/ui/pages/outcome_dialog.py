"""One item of a batch looked at closely: its answer as after a single run."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.core.batches import Outcome
from desktop.core.runs import Picture
from desktop.text import tr
from desktop.ui.batch_saving import FULL_SIDE
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.models.outcomes import result_of
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, row
from desktop.ui.widgets.results import ResultView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.batches import BatchService, BatchView


class OutcomeDialog(Dialog):
    """The picture that was given is decoded in the sandbox meanwhile, and drawn on when it is there."""

    def __init__(self, parent: "QWidget", view: "BatchView", outcome: Outcome) -> None:
        super().__init__(parent, outcome.name)
        self.setObjectName("outcome-dialog")
        self.resize(100 * GRID, 76 * GRID)
        self._view, self._outcome = view, outcome
        if outcome.truth:
            self.lines.addWidget(Label(tr("True label: {label}", label=outcome.truth), "muted", wrap=True))
        self.shown = self._made(None)
        self.lines.addWidget(self.shown, 1)
        self.lines.addLayout(row(1, Button(tr("Close"), clicked=self.accept)))

    @classmethod
    def ask(
        cls,
        parent: "QWidget",
        jobs: JobRunner,
        batches: "BatchService",
        view: "BatchView",
        outcome: Outcome,
    ) -> "OutcomeDialog":
        """Open it."""
        dialog = cls(parent, view, outcome)
        jobs.start(
            lambda _job: batches.preview(view.batch, outcome, FULL_SIDE),
            owner=dialog,
            done=dialog.show_given,
            failed=lambda _error: None,  # no picture, or gone: the answer is there all the same
        )
        dialog.open()
        return dialog

    def show_given(self, given: Picture | None) -> None:
        """The item's own picture is there."""
        if given is not None:
            fresh = self._made(replace(given, name="input"))
            self.lines.replaceWidget(self.shown, fresh)
            self.shown.deleteLater()
            self.shown = fresh

    def _made(self, given: Picture | None) -> ResultView:
        result = result_of(self._view.batch.head, self._outcome)
        if given is not None and self._view.batch.head in {"detection", "keypoints"}:
            result = replace(result, pictures=(given,))
        return ResultView(result)

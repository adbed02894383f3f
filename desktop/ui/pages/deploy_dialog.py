"""Deploying the market to the network in use: what is there, what the rest costs, and each step as it goes."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.changes import Progress
from desktop.text import amount, mark, tr
from desktop.ui.dialogs import Dialog
from desktop.ui.page import PageTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Label, Rule, clear, column, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.deploying import DeployPart, DeployPlan, DeployService
    from desktop.services.network import NetworkInfo

_WORDS = {
    "ModelMarket": (mark("Market"), mark("Listings, orders in escrow, licences")),
    "ModelRecords": (mark("Ratings"), mark("Ratings, answers and reports")),
    "RevenueSplits": (mark("Revenue splits"), mark("Shares payments among several accounts")),
}


class DeployDialog(Dialog):
    """Looks first, says what it costs at most, and sends one transaction for each contract that is missing."""

    def __init__(
        self, parent: QWidget, deploying: "DeployService", tools: PageTools, info: "NetworkInfo"
    ) -> None:
        super().__init__(parent, tr("Deploy the market to {network}", network=info.name))
        self.setObjectName("deploy-dialog")
        self.setMinimumWidth(72 * GRID)
        self._deploying, self._tools = deploying, tools
        self._plan: DeployPlan | None = None
        words = tr(
            "Puts the market's contracts on this network. They have the same addresses everywhere, belong to nobody, and cannot be changed afterwards. Whoever deploys them pays the fee and gets no rights by it."
        )
        self.lines.addWidget(Label(words, "muted", wrap=True))
        self.parts = column(spacing=2 * GRID)
        self.lines.addLayout(self.parts)
        self.total = Label("", "strong", wrap=True)
        self.lines.addWidget(self.total)
        self.note = Banner("info", tr("Looking what is there"))
        self.lines.addWidget(self.note)
        self.close_button = Button(tr("Close"), name="deploy-close", clicked=self.reject)
        self.go = Button(tr("Deploy"), "primary", name="deploy-go", clicked=self._deploy)
        self.go.setEnabled(False)
        self.lines.addLayout(row(1, self.close_button, self.go))
        self._look()

    @classmethod
    def ask(
        cls, parent: QWidget, deploying: "DeployService", tools: PageTools, info: "NetworkInfo"
    ) -> "DeployDialog":
        """Open it."""
        dialog = cls(parent, deploying, tools, info)
        dialog.open()
        return dialog

    def _look(self) -> None:
        self._tools.jobs.start(
            lambda _job: self._deploying.plan(), owner=self, done=self._show, failed=self.note.show_error
        )

    def _show(self, plan: "DeployPlan") -> None:
        self._plan = plan
        clear(self.parts)
        for part in plan.parts:
            self.parts.addLayout(self._line(part))
        self.parts.addWidget(Rule())
        self.go.setEnabled(plan.has_proxy and plan.can_pay and not plan.is_done)
        self.note.hide()
        if plan.is_done:
            self.total.setText("")
            self.go.hide()
            self.note.say("success", tr("Everything is there"), tr("You can share this network as a link."))
            self.note.show()
            return
        self.total.setText(_total(plan))
        if not plan.has_proxy:
            self.note.say(
                "danger",
                tr("This network lacks the deployment proxy"),
                tr("Our contracts get the same address everywhere through it (0x4e59…956c). Ask whoever runs the network to add it."),
            )  # fmt: skip
            self.note.show()
        elif not plan.can_pay:
            self.note.say(
                "warning", tr("Not enough for the fees"), tr("Nothing is sent until all of it can be paid.")
            )
            self.note.show()

    def _line(self, part: "DeployPart") -> QHBoxLayout:
        name, about = _WORDS.get(part.contract.name, (part.contract.name, ""))
        badge = Badge(tr("there"), "success") if part.is_there else Badge(tr("missing"), "neutral")
        words = column(spacing=0)
        words.addLayout(row(Label(tr(name), "strong"), badge, 1))
        words.addWidget(Label(tr(about), "small", wrap=True))
        fee = "" if part.is_there else tr("at most {fee}", fee=amount(part.fee_most_wei))
        line = row(words, AddressView(part.contract.address), Label(fee, "small"), spacing=2 * GRID)
        line.setStretch(0, 1)
        return line

    def _deploy(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.go.setEnabled(False)
        self.note.say("info", tr("Deploying"))
        self.note.show()
        self._tools.jobs.start(
            lambda job: self._deploying.deploy(plan, job.cancel, job.report),
            title=tr("Deploying the market"),
            owner=self,
            done=lambda _: self._look(),
            failed=self._failed,
            progressed=self._progress,
        )

    def _progress(self, progress: Progress) -> None:
        name, _about = _WORDS.get(progress.step, ("", ""))
        if name:
            self.note.say(
                "info", tr("Deploying: {contract}", contract=tr(name)), tr("Waiting for the network")
            )

    def _failed(self, error: BaseException) -> None:
        self.note.show_error(error)
        self.go.setEnabled(True)


def _total(plan: "DeployPlan") -> str:
    if not plan.data_fee_most_wei:
        return tr(
            "At most {fee} in fees; the account holds {balance}.",
            fee=amount(plan.fee_most_wei),
            balance=amount(plan.balance_wei),
        )
    return tr(
        "At most {fee} in fees, {data} of it for the bytes on the parent chain; the account holds {balance}.",
        fee=amount(plan.fee_most_wei),
        data=amount(plan.data_fee_most_wei),
        balance=amount(plan.balance_wei),
    )

"""A transaction out of a file: to be signed here, without any network, or signed elsewhere and to be sent from here."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.calls import calldata_digest
from desktop.core.errors import EnvironmentFault
from desktop.core.offline import MAX_FILE_BYTES, Accessed, OfflineRequest, SignedFacts
from desktop.services.offline import SendState
from desktop.text import amount, mark, tr, trn
from desktop.text.calls import call_sentence
from desktop.ui.dialogs import GrowingDialog, TextDialog, choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.signed_bytes import DigestView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.offline import OfflineService

_STATES: dict[SendState, tuple[str, str, str]] = {
    SendState.READY: (
        "success", mark("Signed, and ready to be sent"), mark("Nobody can change anything in it any more."),
    ),
    SendState.SENT: (
        "info", mark("Sent already, and waiting"), mark("Its line in the activity says how it stands. Sending it again changes nothing."),
    ),
    SendState.REPLACES: (
        "warning", mark("A transaction of yours waits with the same number"),
        mark("Only one of the two can happen. This one pays more, so it takes the place of the other if it is sent."),
    ),
    SendState.OUTBID: (
        "danger", mark("A transaction of yours waits with the same number"),
        mark("This one does not pay enough to take its place, so nodes would refuse it. Wait for the other, or make the file anew with a higher fee."),
    ),
    SendState.WAITS: (
        "warning", mark("Signed, but not the next one"),
        mark("Transactions of this account with lower numbers must be in a block first. It can be sent now, and waits."),
    ),
    SendState.TOO_POOR: (
        "warning", mark("Signed, but the account holds too little"),
        mark("Nodes may refuse it until the account holds the amount and the fee at most."),
    ),
    SendState.MINED: ("success", mark("It is in a block already"), mark("There is nothing left to send.")),
    SendState.NONCE_USED: (
        "danger", mark("It can never happen"),
        mark("Another transaction of this account with the same number is in a block. Make the file anew."),
    ),
}  # fmt: skip

_MOST_ACCESSED = 4


class TransactionFileDialog(GrowingDialog):
    """Shows what the transaction itself says, never what stands beside it, and offers the one next step."""

    def __init__(self, parent: QWidget, tools: PageTools, offline: "OfflineService", path: Path) -> None:
        super().__init__(parent, tr("Transaction from a file"))
        self.setObjectName("transaction-file-dialog")
        self.setMinimumWidth(84 * GRID)
        self._tools, self._offline, self._path = tools, offline, path
        self._read: OfflineRequest | SignedFacts | None = None
        self._written: bytes | None = None
        self.banner = Banner("info")
        self.banner.hide()
        self.facts_place = column(spacing=2 * GRID)
        self.fault = Banner("danger")
        self.fault.hide()
        self.data = Button(tr("Call data"), "ghost", icon="braces", name="file-data", clicked=self._show_data)
        self.dismiss = Button(tr("Close"), name="file-close", clicked=self.accept)
        self.sign = Button(tr("Sign"), "primary", icon="pencil", name="file-sign", clicked=self._sign)
        self.save = Button(
            tr("Save the signed file"), "primary", icon="download", name="file-save", clicked=self._save
        )
        self.send = Button(tr("Send"), "primary", icon="arrow-up-right", name="file-send", clicked=self._send)
        self.again = Button(tr("Try again"), "primary", name="file-again", clicked=self._look_again)
        for widget in (self.data, self.sign, self.save, self.send, self.again):
            widget.hide()
        self.lines.addWidget(self.banner)
        self.lines.addLayout(self.facts_place)
        self.lines.addWidget(self.fault)
        self.lines.addLayout(row(self.data, 1, self.dismiss, self.again, self.sign, self.save, self.send))

    @classmethod
    def ask(
        cls, parent: QWidget, tools: PageTools, offline: "OfflineService", path: Path
    ) -> "TransactionFileDialog":
        """Open it."""
        dialog = cls(parent, tools, offline, path)
        dialog._load()
        dialog.open()
        dialog.dismiss.setFocus()
        return dialog

    def _load(self) -> None:
        def read() -> OfflineRequest | SignedFacts:
            with self._path.open("rb") as opened:
                return self._offline.read(opened.read(MAX_FILE_BYTES + 1))

        self._tools.jobs.start(lambda _job: read(), owner=self, done=self._show, failed=self._failed)

    def _show(self, read: OfflineRequest | SignedFacts) -> None:
        self._read = read
        self._show_facts(read)
        self.data.setVisible(bool(read.transaction.data))
        if isinstance(read, SignedFacts):
            self._look(read)
            return
        is_clear = self._offline.in_words(read.transaction).is_known
        self.banner.say("info" if is_clear else "warning", tr("To be signed"), _asked(is_clear=is_clear))
        self.banner.show()
        self.sign.show()

    def _show_facts(self, read: OfflineRequest | SignedFacts) -> None:
        clear(self.facts_place)
        transaction, facts = read.transaction, Facts()
        decoded = self._offline.in_words(transaction)
        self.facts_place.addWidget(Label(call_sentence(decoded), "h3", wrap=True, selectable=True))
        facts.add(tr("From"), AddressView(read.account, whole=True))
        facts.add(tr("To"), AddressView(transaction.to, whole=True))
        facts.add(tr("Amount"), amount(transaction.value_wei, None), role="strong")
        fee_wei = transaction.most_wei - transaction.value_wei
        facts.add(tr("Network fee, at most"), amount(fee_wei, 8))
        facts.add(tr("Total, at most"), amount(transaction.most_wei, 8))
        facts.add(tr("Network"), self._network(transaction.chain_id))
        facts.add(tr("Number (nonce)"), str(transaction.nonce))
        if transaction.data:
            size = len(transaction.data)
            facts.add(
                tr("Call"), trn("{n} byte of data for a contract", "{n} bytes of data for a contract", size)
            )
        if isinstance(read, SignedFacts) and read.accessed:
            facts.add(tr("Access list"), _accessed(read.accessed))
        if read.note:
            facts.add(tr("Note in the file"), read.note)
        self.facts_place.addWidget(facts)
        if transaction.data:
            self.facts_place.addWidget(DigestView(tr("Calldata Digest"), calldata_digest(transaction.data)))

    def _network(self, chain_id: int) -> str:
        """Only a chain that is connected has a name here: the file's own word for it proves nothing."""
        if chain_id == self._offline.chain_id:
            return tr("{name} (chain {id})", name=self._offline.network_name, id=chain_id)
        return tr("chain {id}, not the one that is connected here", id=chain_id)

    def _look(self, facts: SignedFacts) -> None:
        self._tools.jobs.start(
            lambda _job: self._offline.look(facts), owner=self, done=self._show_state, failed=self._unseen
        )

    def _look_again(self) -> None:
        if isinstance(self._read, SignedFacts):
            self.again.hide()
            self.fault.hide()
            self._look(self._read)

    def _unseen(self, error: BaseException) -> None:
        """Nobody could say what sending would do; another chain stays another chain."""
        self.fault.show_error(error)
        self.again.setVisible(isinstance(error, EnvironmentFault))

    def _show_state(self, state: SendState) -> None:
        tone, title, body = _STATES[state]
        self.banner.say(tone, tr(title), tr(body))
        self.banner.show()
        self.send.setVisible(state.can_send)
        self.dismiss.set_kind("secondary" if state.can_send else "primary")

    def _sign(self) -> None:
        request = self._read
        if not isinstance(request, OfflineRequest):
            return
        self.sign.setEnabled(False)
        self.fault.hide()
        self._tools.jobs.start(
            lambda _job: self._offline.sign(request),
            title=tr("Signing"),
            owner=self,
            done=self._signed,
            failed=self._failed,
        )

    def _signed(self, written: bytes) -> None:
        self._written = written
        self.sign.hide()
        self.save.show()
        self.banner.say(
            "success", tr("Signed"), tr("Save it, and carry it to a computer that has a network. Nothing was sent.")
        )  # fmt: skip

    def _save(self) -> None:
        written = self._written
        path = choose_new_file(self, tr("Save the signed file"), f"{self._path.stem}-signed.json")
        if written is None or path is None:
            return

        def done(_: object) -> None:
            self._tools.toast("success", tr("Signed file saved as {file}", file=path.name))
            self.accept()

        self._tools.jobs.start(
            lambda _job: path.write_bytes(written), owner=self, done=done, failed=self._failed
        )

    def _send(self) -> None:
        facts = self._read
        if not isinstance(facts, SignedFacts):
            return
        self.send.setEnabled(False)
        self.fault.hide()

        def done(_: object) -> None:
            self._tools.toast("success", tr("Sent. Its line in the activity says what becomes of it."))
            self.accept()

        self._tools.jobs.start(
            lambda _job: self._offline.send(facts),
            title=tr("Sending"),
            owner=self,
            done=done,
            failed=self._failed,
        )

    def _show_data(self) -> None:
        if self._read is not None:
            text = "0x" + self._read.transaction.data.hex()
            TextDialog.ask(
                self, tr("Call data"), text, sentence=tr("What the contract at the address is told.")
            )

    def _failed(self, error: BaseException) -> None:
        self.sign.setEnabled(True)
        self.send.setEnabled(True)
        self.fault.show_error(error)


def _asked(*, is_clear: bool) -> str:
    """What to look at before signing."""
    if not is_clear:
        return tr(
            "It calls a contract, which decides what happens. Sign it only if you know who made this file, and why."
        )
    return tr(
        "Compare it with what you meant to pay. Signing asks no network; the signed file goes back to a computer that has one."
    )


def _accessed(accessed: Sequence[Accessed]) -> str:
    """Each contract whole, with how much of its storage is named; it lowers the gas at best, and moves nothing."""
    lines = [
        trn("{address}, {n} slot", "{address}, {n} slots", len(one.slots),
            address=str(one.address))
        for one in accessed[:_MOST_ACCESSED]
    ]  # fmt: skip
    left = len(accessed) - len(lines)
    if left:
        lines.append(trn("and {n} more", "and {n} more", left))
    return "\n".join(lines)

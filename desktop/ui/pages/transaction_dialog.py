"""One sent transaction: how it stands, what it cost, its attempts, and what can still be done."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.changes import Change, Topic
from desktop.core.outgoing import AttemptKind, Outgoing, Standing
from desktop.text import amount, date_time, describe, tr
from desktop.ui.dialogs import GrowingDialog, TextDialog
from desktop.ui.page import PageTools
from desktop.ui.phrases import DID_NOT_HAPPEN, activity_name
from desktop.ui.tokens import GRID
from desktop.ui.transaction_words import (
    KINDS,
    attempt_words,
    confirm_words,
    depth_words,
    gwei,
    standing_words,
)
from desktop.ui.widgets.basic import Button, CopyButton, ElidedLabel, Label, Rule, clear, column, row
from desktop.ui.widgets.fee_choice import FeeChoiceView
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.outcome_view import OutcomeView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.transactions import FeeOffer
    from desktop.services.outgoing.service import OutgoingService, SentDetail

_NEEDS_SPEED = frozenset({Standing.UNDERPRICED, Standing.STUCK})


class TransactionDialog(GrowingDialog):
    """Reads itself anew whenever the activity changes; signing again happens inside it."""

    def __init__(
        self, parent: QWidget, tools: PageTools, outgoing: "OutgoingService", transaction_hash: bytes
    ) -> None:
        super().__init__(parent, tr("Transaction"))
        self.setObjectName("transaction-dialog")
        self.setMinimumWidth(84 * GRID)
        self._tools, self._outgoing, self._hash = tools, outgoing, transaction_hash
        self._detail: SentDetail | None = None
        self._head: int | None = None
        self._kind: AttemptKind | None = None
        self.banner = Banner("info")
        self.what = Label("", "h3", wrap=True)
        self.facts_place = column()
        self.outcome = OutcomeView()
        self.attempts_place = column(spacing=GRID)
        self.signing = column(spacing=GRID + 4)
        self.fault = Banner("danger")
        self.fault.hide()
        self.raw = Button(tr("Signed bytes"), "ghost", icon="braces", name="tx-raw", clicked=self._show_raw)
        self.resend = Button(tr("Send the same again"), name="tx-resend", clicked=self._send_again)
        self.cancel = Button(
            tr("Take it back"), "danger", name="tx-cancel", clicked=lambda: self._begin(AttemptKind.CANCEL)
        )
        self.speed_up = Button(tr("Speed up"), name="tx-speed-up", clicked=self._speed_up)
        self.dismiss = Button(tr("Close"), name="tx-close", clicked=self.accept)
        self.fees = FeeChoiceView(with_nonce=False)
        self._furnish()
        tools.bus.changed.connect(self._changed)

    @classmethod
    def ask(
        cls, parent: QWidget, tools: PageTools, outgoing: "OutgoingService", transaction_hash: bytes
    ) -> "TransactionDialog":
        """Open it."""
        dialog = cls(parent, tools, outgoing, transaction_hash)
        dialog.reload()
        dialog.open()
        dialog.dismiss.setFocus()
        return dialog

    def _furnish(self) -> None:
        lines = self.lines
        lines.addWidget(self.what)
        lines.addWidget(self.banner)
        lines.addLayout(self.facts_place)
        lines.addWidget(self.outcome)
        lines.addLayout(self.attempts_place)
        lines.addWidget(self._signing_panel())
        lines.addWidget(self.fault)
        self.buttons = QWidget()
        self.buttons.setLayout(row(self.raw, 1, self.dismiss, self.resend, self.cancel, self.speed_up))
        lines.addWidget(self.buttons)
        for widget in (self.resend, self.cancel, self.speed_up, self.raw):
            widget.hide()

    def _signing_panel(self) -> QWidget:
        self.panel = QWidget()
        self.sentence = Label("", "body", wrap=True)
        self.headline = Label("", "h3")
        self.sign = Button("", "primary", name="tx-sign", clicked=self._sign)
        back = Button(tr("Back"), name="tx-back", clicked=self._end_signing)
        self.fees.changed.connect(self._fees_changed)
        lines = column(self.panel, spacing=GRID + 4)
        for widget in (Rule(), self.headline, self.sentence, self.fees):
            lines.addWidget(widget)
        lines.addLayout(row(1, back, self.sign))
        self.panel.hide()
        return self.panel

    def reload(self) -> None:
        """Read it again, and the newest block once it is in one."""
        self._tools.jobs.start(
            lambda _job: self._outgoing.detail(self._hash),
            lane="db",
            owner=self,
            done=self._show,
            failed=self._failed,
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.ACTIVITY:
            self.reload()

    def _show(self, detail: "SentDetail | None") -> None:
        self._detail = detail
        if detail is None:
            self.banner.say(
                "info", tr("Not signed on this computer"), tr("Nothing more is known of it here.")
            )
            return
        words = standing_words(detail)
        self.banner.say(words.tone, words.title, words.body)
        self.what.setText(_what(detail))
        self._show_facts(detail)
        self.outcome.show_outcome(detail.outcome)
        self._show_attempts(detail.act)
        self._show_buttons(detail)
        if detail.act.fate.receipt is not None and not detail.act.fate.is_final:
            self._tools.jobs.start(
                lambda _job: self._outgoing.head().number,
                owner=self,
                done=self._show_head,
                failed=lambda _error: None,
            )

    def _show_head(self, number: int) -> None:
        if number != self._head and self._detail is not None:
            self._head = number
            self._show_facts(self._detail)

    def _show_facts(self, detail: "SentDetail") -> None:
        clear(self.facts_place)
        act, facts = detail.act, Facts()
        call = act.first_call
        facts.add(tr("To"), AddressView(call.to, whole=True))
        if call.value_wei:
            moved = facts.add(tr("Amount"), amount(call.value_wei, None), role="strong")
            _strike(moved, is_struck=detail.standing.value in DID_NOT_HAPPEN)
        facts.add(tr("Network fee"), _fee(detail))
        if act.fate.receipt is not None:
            facts.add(tr("Block"), depth_words(act, self._head))
        facts.add(tr("Number (nonce)"), str(act.nonce))
        newest = "0x" + (act.mined or act.newest).hash.hex()
        line = QWidget()
        line.setLayout(row(ElidedLabel(newest, "mono"), CopyButton(lambda: newest, tr("hash")), spacing=6))
        facts.add(tr("Hash"), line)
        self.facts_place.addWidget(facts)

    def _show_attempts(self, act: Outgoing) -> None:
        clear(self.attempts_place)
        if len(act.attempts) < 2:
            return
        self.attempts_place.addWidget(Label(tr("Attempts"), "strong"))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(4)
        for at, attempt in enumerate(act.attempts):
            offered = tr(
                "at most {most} gwei, tip {tip}",
                most=gwei(attempt.transaction.max_fee_wei),
                tip=gwei(attempt.transaction.max_priority_fee_wei),
            )
            cells = (
                date_time(attempt.made_at),
                tr(KINDS[attempt.kind]),
                offered,
                attempt_words(attempt, act),
            )
            for column_at, text in enumerate(cells):
                grid.addWidget(Label(text, "body" if column_at == 1 else "muted"), at, column_at)
        grid.setColumnStretch(3, 1)
        self.attempts_place.addWidget(table)

    def _show_buttons(self, detail: "SentDetail") -> None:
        self.raw.show()
        self.resend.setVisible(detail.is_here and detail.standing is Standing.DROPPED)
        self.cancel.setVisible(detail.can_cancel)
        self.speed_up.setVisible(detail.can_speed_up)
        self.speed_up.set_kind("primary" if detail.standing in _NEEDS_SPEED else "secondary")
        self.dismiss.set_kind("secondary" if detail.can_speed_up else "primary")
        if self._kind is not None and not detail.can_speed_up:  # a block took one of them meanwhile
            self._end_signing()

    def _speed_up(self) -> None:
        if self._detail is not None:
            self._begin(self._detail.next_kind)

    def _begin(self, kind: AttemptKind) -> None:
        self._kind = kind
        self.fault.hide()
        title, sentence, button = confirm_words(kind)
        self.headline.setText(title)
        self.sentence.setText(sentence)
        self.sign.set_text(button)
        self.sign.set_kind("danger" if kind is AttemptKind.CANCEL else "primary")
        self.sign.setEnabled(False)
        self.fees.setEnabled(False)
        self.panel.show()
        self.buttons.hide()
        self._tools.jobs.start(
            lambda _job: self._outgoing.offer(self._hash, kind),
            owner=self,
            done=self._offered,
            failed=self._failed,
        )

    def _offered(self, offer: "FeeOffer") -> None:
        self.fees.show_offer(offer)
        self.fees.setFocus()
        self._fees_changed()

    def _fees_changed(self) -> None:
        self.sign.setEnabled(self._kind is not None and self.fees.is_ready)

    def _sign(self) -> None:
        kind, fee = self._kind, self.fees.fee()
        if kind is None or fee is None:
            return
        self.sign.setEnabled(False)
        self._tools.jobs.start(
            lambda _job: self._outgoing.sign_again(self._hash, kind, fee),
            title=tr("Sending"),
            owner=self,
            done=lambda _: self._signed(),
            failed=self._failed,
        )

    def _signed(self) -> None:
        self._end_signing()
        self.reload()

    def _end_signing(self) -> None:
        self._kind = None
        self.panel.hide()
        self.buttons.show()

    def _send_again(self) -> None:
        self.resend.setEnabled(False)
        self.fault.hide()

        def done(_: object) -> None:
            self.resend.setEnabled(True)
            self.reload()

        self._tools.jobs.start(
            lambda _job: self._outgoing.send_again(self._hash), owner=self, done=done, failed=self._failed
        )

    def _show_raw(self) -> None:
        if self._detail is not None:
            sentence = tr("Whoever has these bytes can send them, and change nothing in them.")
            TextDialog.ask(
                self, tr("Signed bytes"), "0x" + self._detail.act.newest.raw.hex(), sentence=sentence
            )

    def _failed(self, error: BaseException) -> None:
        self.resend.setEnabled(True)
        self._fees_changed()
        words = describe(error)
        self.fault.say("danger", words.title, "\n".join(filter(None, (words.body, words.remedy))))
        self.fault.show()
        self.reload_quietly()

    def reload_quietly(self) -> None:
        """After a fault: what is shown may have changed meanwhile."""
        if self._detail is not None:
            self._tools.jobs.start(
                lambda _job: self._outgoing.detail(self._hash),
                lane="db",
                owner=self,
                done=self._show,
                failed=lambda _error: None,
            )


def _what(detail: "SentDetail") -> str:
    line = detail.line
    if line is None:
        return tr("Transaction of {time}", time=date_time(detail.act.attempts[0].made_at))
    what = activity_name(line.kind)
    subject = " ".join(line.subject.split())
    named = tr("{what}: {subject}", what=what, subject=subject) if subject else what
    return tr("{what}, {time}", what=named, time=date_time(line.time))


def _strike(widget: QWidget, *, is_struck: bool) -> None:
    """What did not move."""
    font = widget.font()
    font.setStrikeOut(is_struck)
    widget.setFont(font)


def _fee(detail: "SentDetail") -> str:
    act = detail.act
    receipt = act.fate.receipt
    if detail.standing is Standing.REPLACED:
        return tr("none: it was never in a block")
    if receipt is not None:
        return tr(
            "{fee}, at {price} gwei per gas",
            fee=amount(receipt.fee_wei, 8),
            price=gwei(receipt.effective_gas_price_wei),
        )
    newest = act.newest.transaction
    return tr("at most {fee}", fee=amount(newest.gas_limit * newest.max_fee_wei, 8))

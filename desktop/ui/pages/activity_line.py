"""One line of the activity in full: what moved, between whom, where it stands, and the person's own note."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop.core.activity import MOST_NOTE_CHARS
from desktop.core.identity import Address
from desktop.core.spam import HiddenBy
from desktop.services.journal import Activity
from desktop.text import amount, tr
from desktop.ui.activity_words import HIDDEN, Names, coin_for, leg_text, line_name
from desktop.ui.phrases import ACTIVITY_STATES, date_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, CopyButton, Label, column, row
from desktop.ui.widgets.money import AddressView, Facts, grouped
from desktop.ui.widgets.outcome_view import OutcomeView
from desktop.ui.widgets.states import Banner

NOTE_HEIGHT_PX = 72


class ActivityLine(QWidget):
    """``annotate`` keeps a note; ``show_line`` and ``choose_token`` change what is kept out of the list."""

    def __init__(
        self,
        line: Activity,
        names: Names,
        *,
        annotate: Callable[[Activity, str], object],
        show_line: Callable[[Activity, bool], object],
        choose_token: Callable[[Activity, bool], object],
        open_transaction: Callable[[Activity], object],
    ) -> None:
        super().__init__()
        self.line, self._names = line, names
        self._annotate = annotate
        lines = column(self, spacing=2 * GRID)
        state = ACTIVITY_STATES.get(line.status)
        badge = Badge(tr(state[0]) if state else line.status, state[1] if state else "neutral")
        lines.addLayout(row(Label(line_name(line), "h3", wrap=True), 1, badge))
        if line.hidden is not HiddenBy.NOTHING:
            title, reason = HIDDEN[line.hidden]
            lines.addWidget(Banner("warning", tr(title), tr(reason)))
        for leg in line.legs or ():
            lines.addWidget(Label(leg_text(leg), "strong", selectable=True))
        if any(leg.by_difference for leg in line.legs or ()):
            words = tr(
                "Seen from the balance before and after: the amount is exact, and the chain does not say who paid."
            )
            lines.addWidget(Label(words, "small", wrap=True))
        lines.addWidget(self._facts())
        self.outcome = OutcomeView()
        lines.addWidget(self.outcome)
        lines.addWidget(self._note())
        if line.hash is not None and not line.is_found:
            words = tr("Attempts, fee and signed bytes")
            more = Button(words, "ghost", icon="receipt-text", name="activity-transaction")
            more.clicked.connect(lambda _=False: open_transaction(line))
            lines.addLayout(row(more, 1))
        lines.addLayout(self._acts(show_line, choose_token))
        lines.addStretch(1)

    def _facts(self) -> Facts:
        line, facts = self.line, Facts()
        facts.add(tr("Account"), self._person(line.account))
        if line.counterparty is not None:
            facts.add(tr("Other side"), self._person(line.counterparty))
        if line.legs is None and line.amount:
            facts.add(tr("Expected amount"), amount(line.amount, None, currency=line.currency))
        if line.fee_wei:
            facts.add(
                tr("Fee"), amount(line.fee_wei, None, currency=coin_for(line.chain_id, self._names.here))
            )
        facts.add(tr("Network"), self._names.chain(line.chain_id))
        if line.block is not None:
            when = date_time(line.mined_at)
            facts.add(tr("Block"), tr("{block}, {time}", block=f"{line.block:,}", time=when))
        if line.hash is not None:
            text = "0x" + line.hash.hex()
            short = Label(f"{text[:12]}…{text[-8:]}", "mono", selectable=True)
            short.setAccessibleName(tr("Transaction {hash}", hash=text))
            place = QWidget()
            place.setLayout(row(short, CopyButton(lambda: text, tr("hash")), 1, spacing=6))
            facts.add(tr("Transaction"), place)
        if line.subject:
            facts.add(tr("About"), " ".join(line.subject.split()))
        return facts

    def _person(self, address: Address) -> QWidget:
        """Name above address; that of a look-alike cannot be copied, and stands there whole."""
        if self.line.hidden is HiddenBy.LOOK_ALIKE and address == self.line.counterparty:
            return Label(grouped(address), "mono", wrap=True)
        place = QWidget()
        lines = column(place, spacing=0)
        if self._names.known(address):
            lines.addWidget(Label(self._names.person(address), "body", wrap=True))
        lines.addWidget(AddressView(address))
        return place

    def _note(self) -> QWidget:
        place = QWidget()
        self.note = QPlainTextEdit(self.line.note)
        self.note.setObjectName("activity-note")
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("A note of your own. It stays on this computer."))
        self.note.setFixedHeight(NOTE_HEIGHT_PX)
        self.note.setTabChangesFocus(True)
        self.save = Button(tr("Save note"), name="activity-note-save", clicked=self._save)
        self.save.setEnabled(False)
        self.note.textChanged.connect(self._changed)
        lines = column(place, spacing=GRID)
        lines.addWidget(Label(tr("Note"), "muted"))
        lines.addWidget(self.note)
        lines.addLayout(row(1, self.save))
        return place

    def _changed(self) -> None:
        text = self.note.toPlainText()
        self.save.setEnabled(text.strip() != self.line.note and len(text) <= MOST_NOTE_CHARS)

    def _save(self) -> None:
        self.save.setEnabled(False)
        self._annotate(self.line, self.note.toPlainText())

    def _acts(
        self, show_line: Callable[[Activity, bool], object], choose_token: Callable[[Activity, bool], object]
    ) -> QHBoxLayout:
        line = self.line
        acts = row(spacing=GRID)
        is_token = any(not leg.currency.is_coin for leg in line.legs or ())
        if line.hidden is not HiddenBy.NOTHING:
            acts.addWidget(
                Button(
                    tr("Put back into the list"),
                    icon="eye",
                    name="activity-show",
                    clicked=lambda: show_line(line, True),
                )
            )
            if is_token:
                acts.addWidget(
                    Button(
                        tr("I know this token"),
                        "ghost",
                        name="activity-token-show",
                        clicked=lambda: choose_token(line, True),
                    )
                )
        elif line.is_found and line.fee_wei == 0:
            acts.addWidget(
                Button(
                    tr("Hide"),
                    "ghost",
                    icon="eye-off",
                    name="activity-hide",
                    clicked=lambda: show_line(line, False),
                )
            )
            if is_token:
                acts.addWidget(
                    Button(
                        tr("Hide this token"),
                        "ghost",
                        name="activity-token-hide",
                        clicked=lambda: choose_token(line, False),
                    )
                )
        acts.addStretch(1)
        return acts

"""What is about to be signed: sentences first, what changes below them, the bytes one click away."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.calls import DecodedCall, Role
from desktop.core.effects import BalanceChange, Effects, Fullness, Preview, RightChange
from desktop.core.errors import AppError, Reverted
from desktop.core.identity import Address
from desktop.core.warnings import Alert, Severity
from desktop.text import describe, tr
from desktop.text.calls import ROLES, call_sentence, part_text
from desktop.text.effects import balance_sentence, fullness_sentence, right_sentence
from desktop.text.warnings import alert_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, Rule, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.signed_bytes import DigestView, HexView
from desktop.ui.widgets.states import Banner

Names = Callable[[Address], str]
_MOST_CHARS = 200
TONES = {Severity.NOTE: "info", Severity.CAUTION: "warning", Severity.DANGER: "danger"}
"""How the banner of an alert looks."""


def no_names(_address: Address) -> str:
    """For places that know no contacts."""
    return ""


class ConfirmationView(QWidget):
    """A preview as a person reads it: what happens, what is unusual, what changes, how surely; then the details."""

    def __init__(
        self, preview: Preview, warnings: Sequence[Alert] = (), *, name_of: Names = no_names
    ) -> None:
        super().__init__()
        self.setObjectName("confirmation")
        self.preview = preview
        lines = column(self, spacing=2 * GRID)
        self.sentence = Label(call_sentence(preview.decoded), "h3", wrap=True, selectable=True)
        self.sentence.setObjectName("confirmation-sentence")
        lines.addWidget(self.sentence)
        if preview.effects.failure is not None:
            lines.addWidget(failure_banner(preview.effects.failure))
        for alert in warnings:
            lines.addWidget(Banner(TONES[alert.severity], "", alert_text(alert)))
        lines.addWidget(_parties(preview, name_of))
        lines.addWidget(ChangesView(preview.effects))
        self.details = DetailsView(preview)
        self.details.hide()
        self.more = Button(tr("Show the details"), "ghost", icon="chevron-down", name="confirmation-more")
        self.more.clicked.connect(lambda _=False: self._turn())
        lines.addLayout(row(self.more, 1))
        lines.addWidget(self.details)
        lines.addStretch(1)

    def _turn(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.more.set_text(tr("Hide the details") if shown else tr("Show the details"))
        self.more.set_icon("chevron-up" if shown else "chevron-down")


class ChangesView(QWidget):
    """What the account has more and less of, who may do what, and how surely that is known."""

    def __init__(self, effects: Effects, title: str = "", *, is_past: bool = False) -> None:
        super().__init__()
        self.setObjectName("confirmation-changes")
        lines = column(self, spacing=GRID)
        lines.addWidget(Label(title or tr("What changes"), "strong"))
        if not effects.would_fail:
            for change in effects.balances:
                lines.addWidget(_balance_line(change))
            for right in effects.rights:
                lines.addWidget(_right_line(right))
        if not effects.is_complete:
            words = tr("Licet cannot say all that this changes. Sign it only if you trust who asks for it.")
            lines.addWidget(line_of("triangle-alert", "warning", words))
        elif effects.would_fail or not (effects.balances or effects.rights or effects.unread):
            lines.addWidget(Label(tr("Nothing but the network fee leaves this account."), "body", wrap=True))
        for token in effects.unread:
            words = tr("The contract {token} moves something, and does not say how much.", token=token.short)
            lines.addWidget(line_of("triangle-alert", "warning", words))
        icon = "circle-check" if effects.fullness is Fullness.SIMULATED else "info"
        self.fullness = line_of(icon, "muted", fullness_sentence(effects), role="small")
        self.fullness.setObjectName("confirmation-fullness")
        self.fullness.setHidden(is_past)  # what has happened is no forecast
        lines.addWidget(self.fullness)


class ChangesFold(QWidget):
    """The same behind one line, for places that say the ordinary in their own words; open where it is not ordinary."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("changes-fold")
        lines = column(self, spacing=GRID)
        self.turn = Button("", "link", icon="circle-check", name="changes-turn")
        self.turn.clicked.connect(lambda _=False: self._open(is_open=self._changes.isHidden()))
        lines.addLayout(row(self.turn, 1))
        self._place = column()
        lines.addLayout(self._place)
        self._changes: QWidget = QWidget()
        self.hide()

    def show_effects(self, effects: Effects | None) -> None:
        """Other effects; nothing at all without any."""
        clear(self._place)
        self.setVisible(effects is not None)
        if effects is None:
            return
        self._changes = ChangesView(effects)
        self._place.addWidget(self._changes)
        is_full = effects.fullness.is_full
        self.turn.set_text(
            tr("Simulated: what changes") if is_full else tr("Not fully simulated: what changes")
        )
        self.turn.set_icon("circle-check" if is_full else "info")
        is_odd = bool(effects.unread) or any(right.gives_power for right in effects.rights)
        self._open(is_open=is_odd or not effects.is_complete or effects.would_fail)

    def _open(self, *, is_open: bool) -> None:
        self._changes.setVisible(is_open)


class DetailsView(QWidget):
    """The call argument by argument, the transaction's numbers, the bytes, and the digest to compare elsewhere."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.setObjectName("confirmation-details")
        lines = column(self, spacing=GRID)
        lines.addWidget(Rule())
        facts = Facts(is_aligned=True)
        _number_lines(facts, preview)
        _argument_lines(facts, preview.decoded)
        lines.addWidget(facts)
        if preview.decoded.extra_bytes:
            words = tr(
                "{n} bytes stand behind the arguments. The contract may read them.",
                n=f"{preview.decoded.extra_bytes:,}",
            )
            lines.addWidget(line_of("triangle-alert", "warning", words))
        if preview.call.data:
            # The term of ERC-8213 is shown as it writes it, in every language: a second device has the same.
            lines.addWidget(DigestView("Calldata Digest", preview.digest))
            lines.addWidget(HexView(tr("Data"), preview.call.data))


def failure_banner(failure: AppError) -> Banner:
    """Why a transaction would fail, and what that costs."""
    words = describe(failure)
    if not isinstance(failure, Reverted):
        return Banner("danger", words.title, words.body)
    title = tr("This would fail, and cost the network fee all the same.")
    return Banner("danger", title, "\n".join(filter(None, (words.title, words.body))))


def _parties(preview: Preview, name_of: Names) -> Facts:
    facts = Facts(is_aligned=True)
    role = tr(ROLES[preview.decoded.role])
    named = [part for part in preview.decoded.facts if isinstance(part.value, Address)]
    for part in named:
        if isinstance(part.value, Address) and part.value not in {preview.call.to, preview.account}:
            facts.add(_party_name(part.name), AddressView(part.value, name=name_of(part.value)))
    is_call = preview.decoded.role is not Role.ACCOUNT
    facts.add(
        tr("Contract") if is_call else tr("To"),
        AddressView(preview.call.to, name=name_of(preview.call.to) or role),
    )
    facts.add(tr("From"), AddressView(preview.account, name=name_of(preview.account)))
    return facts


def _party_name(name: str) -> str:
    return {
        "to": tr("Recipient"),
        "spender": tr("Who may take"),
        "operator": tr("Operator"),
        "source": tr("Taken from"),
        "owner": tr("Owner"),
        "contract": tr("Collection"),
    }.get(name, name)


def _balance_line(change: BalanceChange) -> QWidget:
    leaves = change.change < 0
    icon = "arrow-up-right" if leaves else "arrow-down-left"
    return line_of(icon, "text" if leaves else "success", balance_sentence(change))


def _right_line(change: RightChange) -> QWidget:
    tone = "danger" if change.is_unlimited else "warning" if change.gives_power else "muted"
    return line_of("triangle-alert" if change.gives_power else "key-round", tone, right_sentence(change))


def line_of(icon: str, tone: str, text: str, *, role: str = "body") -> QWidget:
    """A sentence behind an icon that says how to take it."""
    line = QWidget()
    label = Label(text, role, wrap=True, selectable=True)
    inner = row(Icon(icon, tone, 18), label)
    inner.setStretch(1, 1)
    line.setLayout(inner)
    return line


def _number_lines(facts: Facts, preview: Preview) -> None:
    facts.add(tr("Network"), tr("chain {id}", id=preview.chain_id))
    if preview.effects.block is not None:
        facts.add(tr("Simulated at block"), f"{preview.effects.block:,}")
    transaction = preview.transaction
    if transaction is not None:
        facts.add(tr("Nonce"), str(transaction.nonce))
        facts.add(tr("Gas limit"), f"{transaction.gas_limit:,}")
    if preview.effects.gas_used is not None:
        facts.add(tr("Gas used when tried"), f"{preview.effects.gas_used:,}")


def _argument_lines(facts: Facts, decoded: DecodedCall) -> None:
    """Each argument as the contract gets it: numbers whole, addresses with their checksum."""
    if not decoded.function:
        return
    facts.add(tr("Function"), decoded.function.partition("(")[0], role="mono")
    for part in decoded.arguments:
        value = part.value
        if isinstance(value, Address):
            facts.add(part.name, AddressView(value))
        else:
            facts.add(part.name, _argument_text(part_text(part)), role="mono")


def _argument_text(text: str) -> str:
    shown = text if len(text) <= _MOST_CHARS else text[:_MOST_CHARS] + "…"
    return "\u200b".join(shown[i : i + 16] for i in range(0, len(shown), 16)) if " " not in shown else shown

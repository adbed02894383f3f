"""What is about to be signed: sentences first, what changes below them, the bytes one click away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.core.calls import DecodedCall
from desktop.core.effects import BalanceChange, Effects, Fullness, Preview, RightChange
from desktop.core.errors import AppError, Reverted
from desktop.core.identity import Address
from desktop.text import describe, tr
from desktop.text.calls import ROLES, call_sentence, part_text
from desktop.text.effects import balance_sentence, fullness_sentence, right_sentence
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CopyButton, Icon, Label, Rule, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

Names = Callable[[Address], str]


def no_names(_address: Address) -> str:
    """For places that know no contacts."""
    return ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning in words; ``tone`` as of a banner: info, warning or danger."""

    tone: str
    title: str
    body: str = ""


class ConfirmationView(QWidget):
    """A preview as a person reads it: what happens, what is unusual, what changes, how surely; then the details."""

    def __init__(
        self, preview: Preview, warnings: Sequence[Notice] = (), *, name_of: Names = no_names
    ) -> None:
        super().__init__()
        self.setObjectName("confirmation")
        self.preview = preview
        lines = column(self, spacing=2 * GRID)
        self.sentence = Label(call_sentence(preview.decoded), "h3", wrap=True, selectable=True)
        self.sentence.setObjectName("confirmation-sentence")
        lines.addWidget(self.sentence)
        if preview.effects.failure is not None:
            lines.addWidget(_failure(preview.effects.failure))
        for notice in warnings:
            lines.addWidget(Banner(notice.tone, notice.title, notice.body))
        lines.addWidget(_parties(preview, name_of))
        lines.addWidget(ChangesView(preview.effects))
        self.details = DetailsView(preview)
        self.details.hide()
        self.more = Button(tr("Show the details"), "ghost", icon="chevron-down", name="confirmation-more")
        self.more.clicked.connect(lambda _=False: self._turn())
        lines.addLayout(row(self.more, 1))
        lines.addWidget(self.details)

    def _turn(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.more.set_text(tr("Hide the details") if shown else tr("Show the details"))
        self.more.set_icon("chevron-up" if shown else "chevron-down")


class ChangesView(QWidget):
    """What the account has more and less of, who may do what, and how surely that is known."""

    def __init__(self, effects: Effects) -> None:
        super().__init__()
        self.setObjectName("confirmation-changes")
        lines = column(self, spacing=GRID)
        lines.addWidget(Label(tr("What changes"), "strong"))
        if not effects.would_fail:
            for change in effects.balances:
                lines.addWidget(_balance_line(change))
            for right in effects.rights:
                lines.addWidget(_right_line(right))
        if not effects.is_complete:
            words = tr("Licet cannot say all that this changes. Sign it only if you trust who asks for it.")
            lines.addWidget(_line("triangle-alert", "warning", words))
        elif effects.would_fail or not (effects.balances or effects.rights or effects.unread):
            lines.addWidget(Label(tr("Nothing but the network fee leaves this account."), "body", wrap=True))
        for token in effects.unread:
            words = tr("The contract {token} moves something, and does not say how much.", token=token.short)
            lines.addWidget(_line("triangle-alert", "warning", words))
        icon = "circle-check" if effects.fullness is Fullness.SIMULATED else "info"
        self.fullness = _line(icon, "muted", fullness_sentence(effects), role="small")
        self.fullness.setObjectName("confirmation-fullness")
        lines.addWidget(self.fullness)


class DetailsView(QWidget):
    """The call argument by argument, the transaction's numbers, the bytes, and the digest to compare elsewhere."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.setObjectName("confirmation-details")
        lines = column(self, spacing=GRID)
        lines.addWidget(Rule())
        facts = Facts()
        _number_lines(facts, preview)
        lines.addWidget(facts)
        _argument_lines(lines.addWidget, preview.decoded)
        if preview.call.data:
            lines.addWidget(DigestView(tr("Calldata Digest"), preview.digest))
            lines.addWidget(HexView(tr("Data"), preview.call.data))


class DigestView(QWidget):
    """A digest of ERC-8213, whole, to be compared with what another device shows."""

    def __init__(self, name: str, digest: bytes) -> None:
        super().__init__()
        text = "0x" + digest.hex()
        self.value = Label(_grouped(text), "mono", wrap=True, selectable=True)
        self.value.setAccessibleName(f"{name}: {text}")
        lines = column(self, spacing=2)
        lines.addLayout(row(Label(name, "muted"), CopyButton(lambda: text, name), 1))
        lines.addWidget(self.value)


class HexView(QWidget):
    """Bytes as they are signed; what is long is copied, not read."""

    _MOST_BYTES = 640

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__()
        text = "0x" + data.hex()
        shown = text if len(data) <= self._MOST_BYTES else text[: 2 * self._MOST_BYTES] + "…"
        label = Label("\u200b".join(shown[i : i + 8] for i in range(0, len(shown), 8)), "mono", wrap=True)
        label.setAccessibleName(name)
        lines = column(self, spacing=2)
        title = tr("{name} ({n} bytes)", name=name, n=f"{len(data):,}")
        lines.addLayout(row(Label(title, "muted"), CopyButton(lambda: text, name), 1))
        lines.addWidget(label)


def _failure(failure: AppError) -> Banner:
    words = describe(failure)
    if not isinstance(failure, Reverted):
        return Banner("danger", words.title, words.body)
    title = tr("This would fail, and cost the network fee all the same.")
    return Banner("danger", title, "\n".join(filter(None, (words.title, words.body))))


def _parties(preview: Preview, name_of: Names) -> Facts:
    facts = Facts()
    role = tr(ROLES[preview.decoded.role])
    named = [part for part in preview.decoded.facts if isinstance(part.value, Address)]
    for part in named:
        if isinstance(part.value, Address) and part.value not in {preview.call.to, preview.account}:
            facts.add(_party_name(part.name), AddressView(part.value, name=name_of(part.value)))
    facts.add(tr("To"), AddressView(preview.call.to, name=name_of(preview.call.to) or role))
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
    return _line(icon, "text" if leaves else "success", balance_sentence(change))


def _right_line(change: RightChange) -> QWidget:
    tone = "danger" if change.is_unlimited else "warning" if change.gives_power else "muted"
    return _line("triangle-alert" if change.gives_power else "key-round", tone, right_sentence(change))


def _line(icon: str, tone: str, text: str, *, role: str = "body") -> QWidget:
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


def _argument_lines(add: Callable[[QWidget], object], decoded: DecodedCall) -> None:
    if decoded.function:
        facts = Facts()
        facts.add(tr("Function"), decoded.function.partition("(")[0], role="mono")
        for part in decoded.arguments:
            value = part.value
            shown = AddressView(value) if isinstance(value, Address) else _argument_text(part_text(part))
            facts.add(part.name, shown)
        add(facts)
    if decoded.extra_bytes:
        words = tr(
            "{n} bytes stand behind the arguments. The contract may read them.",
            n=f"{decoded.extra_bytes:,}",
        )
        add(_line("triangle-alert", "warning", words))


_MOST_CHARS = 200


def _argument_text(text: str) -> str:
    shown = text if len(text) <= _MOST_CHARS else text[:_MOST_CHARS] + "…"
    return "\u200b".join(shown[i : i + 16] for i in range(0, len(shown), 16)) if " " not in shown else shown


def _grouped(text: str) -> str:
    return " ".join(text[i : i + 8] for i in range(0, len(text), 8))

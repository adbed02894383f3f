"""A self-test that did not come out: what was expected and what came, and what is left to do about it."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.orders import Purchase, PurchaseState
from desktop.core.runs import FailedTest, Miss
from desktop.text import amount, mark, tr, trn
from desktop.ui.dialogs import TextDialog
from desktop.ui.phrases import date_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, clear, column, row
from desktop.ui.widgets.states import Banner

_FAULTS = {
    "ModelCrashed": mark("The model ended the process that ran it."),
    "ModelTooSlow": mark("The model gave no answer in the time that it has."),
    "ChildDied": mark("The model ended the process that ran it."),
    "ChildTimeout": mark("The model gave no answer in the time that it has."),
    "ModelOutOfMemory": mark("The model needed more memory than it may have here."),
}


class SelfTestCard(Card):
    """Shown only when the test failed. Right bytes cannot be refunded by proof, and it says so.

    A rating and a report are offered below it (``order_review``), once the licence is final.
    """

    ask_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("self-test")
        self.sentence = Label("", "body", wrap=True)
        self._table = column()
        self.meaning = Banner("warning")
        self.ask = Button(
            tr("Ask the seller"), "primary", icon="send", name="self-test-ask", clicked=self.ask_wanted.emit
        )
        self.column.addWidget(Label(tr("The model's own test did not come out"), "h3", wrap=True))
        self.column.addWidget(self.sentence)
        self.column.addLayout(self._table)
        self.column.addWidget(self.meaning)
        self.column.addLayout(row(self.ask, 1))
        self.hide()

    def show_purchase(self, purchase: Purchase) -> None:
        """Show it if the test failed, else nothing."""
        failed = failure_of(purchase)
        self.setVisible(failed is not None)
        if failed is None:
            return
        self.sentence.setText(_what_happened(failed))
        clear(self._table)
        if failed.misses:
            self._table.addWidget(_table(failed))
        self.meaning.say("warning", tr("No proof brings money back for this"), _meaning(purchase))
        self.ask.setVisible(not purchase.terms.is_free)


def failure_of(purchase: Purchase) -> FailedTest | None:
    """What did not come out; one that was kept before its numbers were is known to have failed."""
    if purchase.self_test_ok is not False:
        return None
    return purchase.failed_test or FailedTest()


def ask_seller(parent: QWidget, purchase: Purchase, name: str) -> TextDialog:
    """The text to send to the seller. Licet sends nothing by itself."""
    return TextDialog.ask(
        parent,
        tr("Ask the seller"),
        request_text(purchase, name),
        sentence=tr(
            "Licet sends nothing. Copy this text and send it the way that the model card or the seller's own pages name."
        ),
    )


def request_text(purchase: Purchase, name: str) -> str:
    """What to write to the seller: the order, what missed, and what the seller can do until when."""
    failed = failure_of(purchase) or FailedTest()
    order = f"0x{purchase.order_id:064x}" if purchase.order_id is not None else "–"
    lines = [
        tr(
            "Hello,\n\nI bought your model “{name}” (listing {listing}, order {order}, chain {chain}).\n"
            "Its bytes are the ones that you listed, but its own test vectors do not come out on my computer:",
            name=name,
            listing=purchase.listing,
            order=order,
            chain=purchase.chain_id,
        ),
        "",
        _what_happened(failed),
        *(f"- {_miss_text(miss)}" for miss in failed.misses),
        "",
        tr("Can you say what is wrong, or give the money back?"),
    ]
    if purchase.state is PurchaseState.PROVISIONAL:
        lines.append(
            tr(
                "Until {time} you can refund the order in the contract, which also pays me your bond for it; or send the "
                "price to {account} as an ordinary payment.",
                time=date_time(purchase.refundable_until),
                account=str(purchase.account),
            )
        )
    return "\n".join(lines) + "\n"


def _what_happened(failed: FailedTest) -> str:
    if failed.fault:
        known = tr(_FAULTS.get(failed.fault, mark("The model could not be opened for its test.")))
        return tr("{what} On another computer it may come out.", what=known)
    if not failed.count:
        return tr("The test vectors that the seller packed with the model do not come out on this computer.")
    return trn(
        "One of {count} test vectors that the seller packed with the model came out differently here, by more than the "
        "seller's own tolerance.",
        "{n} of {count} test vectors that the seller packed with the model came out differently here, by more than the "
        "seller's own tolerance.",
        failed.missed,
        count=failed.count,
    )


def _meaning(purchase: Purchase) -> str:
    proven = tr(
        "Every byte is the one that was promised. The contract can prove which bytes came, not that they are useful."
    )
    match purchase.state:
        case PurchaseState.FREE:
            left = tr("Nothing was paid for this model.")
        case PurchaseState.PROVISIONAL:
            left = tr(
                "Only the seller can still give the money back: until {time} the contract pays you {price}, and the "
                "seller's bond of {bond}, if the seller refunds the order. A friendly word may help. After that, only "
                "an ordinary payment is left. You can rate the model and report the error once the licence is final.",
                time=date_time(purchase.refundable_until),
                price=amount(purchase.terms.price),
                bond=amount(purchase.terms.bond_wei),
            )
        case _:
            left = tr("The payment has gone to the seller, who can only send it back as an ordinary payment.")
    return f"{proven}\n{left}"


def _table(failed: FailedTest) -> QWidget:
    box = QWidget()
    lines = column(box, spacing=GRID)
    grid = QGridLayout()
    grid.setHorizontalSpacing(4 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    heads = (tr("Vector"), tr("Output"), tr("Expected"), tr("Came"), tr("Allowed"), tr("Too far by"))
    for at, head in enumerate(heads):
        grid.addWidget(Label(head, "small"), 0, at)
    for line, miss in enumerate(failed.misses, 1):
        for at, text in enumerate(_cells(miss)):
            label = Label(text, "mono" if at > 1 else "body", selectable=True)
            label.setAccessibleName(f"{heads[at]}: {text}")
            grid.addWidget(label, line, at, Qt.AlignmentFlag.AlignVCenter)
    grid.setColumnStretch(len(heads), 1)
    lines.addLayout(grid)
    more = failed.missed - len(failed.misses)
    if more > 0:
        lines.addWidget(Label(trn("and {n} more", "and {n} more", more), "small"))
    return box


def _cells(miss: Miss) -> tuple[str, ...]:
    allowed = "–" if miss.allowed is None else f"± {miss.allowed:.4g}"
    came = tr("another shape") if miss.came is None else _number(miss.came)
    return (str(miss.vector), miss.output, _number(miss.expected), came, allowed, _times(miss.times))


def _miss_text(miss: Miss) -> str:
    vector, output, expected, came, allowed, _off = _cells(miss)
    if miss.came is None:
        return tr("vector {vector}, output {output}: came in another shape", vector=vector, output=output)
    return tr(
        "vector {vector}, output {output}: expected {expected}, came {came}, allowed {allowed}",
        vector=vector,
        output=output,
        expected=expected,
        came=came,
        allowed=allowed,
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.6g}"


def _times(times: float) -> str:
    """How many times the tolerance; a dash where no number says it."""
    return tr("{n} times", n=f"{times:.3g}") if math.isfinite(times) and times < 1e6 else "–"

"""A message that is about to be signed (EIP-712): what it allows first, then every line of it, then its digests."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.core.calls import Part
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.permits import looks_like_permit, permits_of
from desktop.core.sell_orders import sell_orders_of
from desktop.core.typed_messages import TypedMessage
from desktop.text import tr
from desktop.text.calls import part_text
from desktop.text.messages import (
    DOMAIN_NAMES,
    domain_warning,
    message_sentence,
    order_sentences,
    permit_sentence,
)
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, Rule, column
from desktop.ui.widgets.confirmation import line_of
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.signed_bytes import DigestView
from desktop.ui.widgets.states import Banner

CurrencyOf = Callable[[Address], Currency]


class MessageView(QWidget):
    """Permits as what they allow; of other messages each value, and who asks for them."""

    def __init__(self, message: TypedMessage, chain_id: int, currency_of: CurrencyOf) -> None:
        super().__init__()
        self.setObjectName("message-view")
        permits = permits_of(message)
        lines = column(self, spacing=2 * GRID)
        self.sentence = Label(message_sentence(message, permits), "h3", wrap=True, selectable=True)
        lines.addWidget(self.sentence)
        for permit in permits:
            words = permit_sentence(permit, currency_of(permit.token))
            lines.addWidget(line_of("triangle-alert", "danger" if permit.amount else "success", words))
        for order in sell_orders_of(message):
            tone = "danger" if order.is_for_nothing else "warning"
            lines.addWidget(line_of("triangle-alert", tone, order_sentences(order, currency_of)))
        if looks_like_permit(message) and not permits:
            lines.addWidget(
                Banner("danger", "", tr("Do not sign it unless you know exactly what it is for."))
            )
        warning = domain_warning(message, chain_id)
        if warning:
            lines.addWidget(Banner("warning", "", warning))
        lines.addWidget(_facts(message.domain, {name: tr(text) for name, text in DOMAIN_NAMES.items()}))
        lines.addWidget(Rule())
        lines.addWidget(_facts(message.parts, {}))
        lines.addWidget(Rule())
        # The terms of ERC-8213 are shown as it writes them, in every language: a second device has the same.
        for name, digest in (
            ("EIP-712 Digest", message.digest),
            ("Domain Hash", message.domain_hash),
            ("Message Hash", message.message_hash),
        ):
            lines.addWidget(DigestView(name, digest))
        lines.addStretch(1)


def _facts(parts: tuple[Part, ...], names: dict[str, str]) -> Facts:
    facts = Facts()
    for part in parts:
        value = part.value
        name = names.get(part.name, part.name)
        if isinstance(value, Address):
            facts.add(name, AddressView(value, whole=True))
        else:
            facts.add(name, part_text(part), role="mono" if isinstance(value, bytes) else "body")
    return facts

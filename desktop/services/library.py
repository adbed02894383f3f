"""What this wallet owns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from desktop.core.errors import InvalidCard
from desktop.core.listings import Card
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One purchase as the library shows it; ``licensed_until`` is a unix time, None for perpetual."""

    purchase: Purchase
    card: Card | None
    disk_bytes: int
    runnable: bool
    licensed_until: int | None


def licensed_until(purchase: Purchase) -> int | None:
    """When the licence ends (unix time); None for a perpetual one."""
    period = purchase.terms.period_s
    return purchase.created_at + period if period else None


class Purchases(Protocol):
    """The purchases on disk."""

    def all(self) -> list[Purchase]: ...
    def get(self, purchase_id: str) -> Purchase: ...


class LibraryService:
    """The library page's view of the purchases."""

    def __init__(
        self,
        *,
        purchases: Purchases,
        read_card: Callable[[bytes], Card],
        disk_bytes: Callable[[bytes], int],
        licence_text: Callable[[bytes], str],
        receipt_template: str,
    ) -> None:
        self._purchases = purchases
        self._read_card = read_card
        self._disk_bytes = disk_bytes
        self._licence_text = licence_text
        self._receipt_template = receipt_template

    def items(self) -> list[LibraryItem]:
        """Everything but what was cancelled, newest first."""
        kept = [p for p in self._purchases.all() if p.state is not PurchaseState.CANCELLED]
        return [self._item(p) for p in sorted(kept, key=lambda p: (p.created_at, p.id), reverse=True)]

    def item(self, purchase_id: str) -> LibraryItem:
        return self._item(self._purchases.get(purchase_id))

    def receipt_text(self, purchase_id: str) -> str:
        """Receipt and licence text, plain."""
        item = self.item(purchase_id)
        purchase, terms = item.purchase, item.purchase.terms
        card = item.card
        return self._receipt_template.format(
            name=card.name if card else f"#{purchase.listing}",
            version=card.version if card else "?",
            identity=terms.identity.hex(),
            chain_id=purchase.chain_id,
            market=purchase.market,
            listing=purchase.listing,
            order=f"0x{purchase.order_id:064x}" if purchase.order_id is not None else "-",
            seller=terms.seller,
            holder=purchase.account,
            price=purchase.currency_kept.text(terms.price),
            state=purchase.state.value,
            time=datetime.fromtimestamp(purchase.created_at, UTC).strftime("%Y-%m-%d %H:%M UTC"),
            license=card.license if card else "?",
            license_text=self._licence_text(terms.identity),
        )

    def _item(self, purchase: Purchase) -> LibraryItem:
        try:
            card = self._read_card(purchase.card_json)
        except InvalidCard:
            card = None  # shown by its number; the card was checked when it was bought
        return LibraryItem(
            purchase=purchase,
            card=card,
            disk_bytes=self._disk_bytes(purchase.terms.identity),
            runnable=purchase.state in RUNNABLE,
            licensed_until=licensed_until(purchase),
        )

"""What this wallet owns."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from desktop.core.checks import CheckState, VersionCheck
from desktop.core.errors import InvalidCard
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.licences import Standing
from desktop.core.listings import Card
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState
from desktop.services.rights.holdings import Hindrance


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One purchase as the library shows it.

    ``licensed_until`` is the unix time that the chain last told; None for a perpetual licence, for one that has not
    begun, and as long as the chain was not asked. ``hindrance`` says why a received model is not to be run. ``is_damaged`` says that the last check found what no source could mend yet.
    """

    purchase: Purchase
    card: Card | None
    disk_bytes: int
    runnable: bool
    licensed_until: int | None
    hindrance: Hindrance | None = None
    ends_soon: bool = False
    is_damaged: bool = False


class Purchases(Protocol):
    """The purchases on disk."""

    def all(self) -> list[Purchase]: ...
    def get(self, purchase_id: str) -> Purchase: ...


class Standings(Protocol):
    """What the chain last said of licences."""

    def known(self, token_id: int) -> Standing | None: ...


class Holdings(Protocol):
    """What hinders a licence, by what is known."""

    def hindrance(self, token_id: int, account: Address) -> Hindrance | None: ...
    def ends_soon(self, token_id: int, terms: Terms) -> bool: ...


class Checks(Protocol):
    """What the checks of kept versions found."""

    def all(self) -> dict[bytes, VersionCheck]: ...


class LibraryService:
    """The library page's view of the purchases."""

    def __init__(
        self,
        *,
        purchases: Purchases,
        standings: Standings,
        holdings: Holdings,
        checks: Checks,
        read_card: Callable[[bytes], Card],
        disk_bytes: Callable[[bytes], int],
        licence_text: Callable[[bytes], str],
        receipt_template: str,
    ) -> None:
        self._purchases = purchases
        self._standings = standings
        self._holdings = holdings
        self._checks = checks
        self._read_card = read_card
        self._disk_bytes = disk_bytes
        self._licence_text = licence_text
        self._receipt_template = receipt_template

    def items(self) -> list[LibraryItem]:
        """Everything but what was cancelled, newest first."""
        kept = [p for p in self._purchases.all() if p.state is not PurchaseState.CANCELLED]
        damaged = self._damaged()
        newest_first = sorted(kept, key=lambda p: (p.created_at, p.id), reverse=True)
        return [self._item(purchase, damaged) for purchase in newest_first]

    def item(self, purchase_id: str) -> LibraryItem:
        return self._item(self._purchases.get(purchase_id), self._damaged())

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

    def _damaged(self) -> frozenset[bytes]:
        """Identities of the versions that are out of use."""
        checks = self._checks.all()
        return frozenset(identity for identity in checks if checks[identity].state is CheckState.DAMAGED)

    def _item(self, purchase: Purchase, damaged: frozenset[bytes]) -> LibraryItem:
        try:
            card = self._read_card(purchase.card_json)
        except InvalidCard:
            card = None  # shown by its number; the card was checked when it was bought
        item = LibraryItem(
            purchase=purchase,
            card=card,
            disk_bytes=self._disk_bytes(purchase.terms.identity),
            runnable=purchase.state in RUNNABLE,
            licensed_until=None,
            is_damaged=purchase.terms.identity in damaged,
        )
        token_id = purchase.order_id
        if token_id is None or purchase.state not in RUNNABLE:
            return item
        standing = self._standings.known(token_id)
        hindrance = self._holdings.hindrance(token_id, purchase.account)
        return replace(
            item,
            runnable=hindrance is None,
            licensed_until=standing.ends_at if standing is not None else None,
            hindrance=hindrance,
            ends_soon=hindrance is None and self._holdings.ends_soon(token_id, purchase.terms),
        )

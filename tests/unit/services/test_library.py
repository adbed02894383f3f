"""The library's view of purchases: what a check found damaged is out of use, and nothing else is."""

from dataclasses import replace

from desktop.core.cards import parse_card
from desktop.core.checks import CheckState, VersionCheck
from desktop.core.identity import Address
from desktop.core.licences import Standing
from desktop.core.orders import Purchase, PurchaseState
from desktop.services.library import LibraryService
from desktop.services.rights.holdings import Hindrance
from desktop.ui import showcase_values as values


class Nothing:
    """No chain was asked, nothing hinders."""

    def known(self, token_id: int) -> Standing | None: ...

    def hindrance(self, token_id: int, account: Address) -> Hindrance | None: ...

    def ends_soon(self, token_id: int, terms: object) -> bool:
        return False


class Book:
    def __init__(self, *purchases: Purchase) -> None:
        self._purchases = purchases

    def all(self) -> list[Purchase]:
        return list(self._purchases)

    def get(self, purchase_id: str) -> Purchase:
        return next(purchase for purchase in self._purchases if purchase.id == purchase_id)


class Checks:
    def __init__(self, **states: CheckState) -> None:
        self.states = {bytes.fromhex(name[1:]): state for name, state in states.items()}

    def all(self) -> dict[bytes, VersionCheck]:
        return {identity: VersionCheck(identity, 1, state) for identity, state in self.states.items()}


def test_only_what_no_source_could_mend_is_damaged() -> None:
    states = (CheckState.SOUND, CheckState.MENDED, CheckState.DAMAGED, CheckState.CHECKING, None)
    listings = values.listings()[: len(states)]
    purchases = [
        replace(values.purchase(f"p{number}", listing, PurchaseState.FINAL), created_at=number)
        for number, listing in enumerate(listings)
    ]
    found = {f"x{p.terms.identity.hex()}": state for p, state in zip(purchases, states, strict=True) if state}
    library = LibraryService(
        purchases=Book(*purchases),
        standings=Nothing(),
        holdings=Nothing(),
        checks=Checks(**found),
        read_card=parse_card,
        disk_bytes=lambda _identity: 1,
        licence_text=lambda _identity: "",
        receipt_template="",
    )

    items = {item.purchase.id: item.is_damaged for item in library.items()}

    assert items == {"p0": False, "p1": False, "p2": True, "p3": False, "p4": False}
    assert library.item("p2").is_damaged

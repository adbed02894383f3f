"""The licences of this wallet, bought and received, and what of them may be run."""

from dataclasses import dataclass
from typing import Protocol

from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.licences import Holding, ReceivedLicence
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState
from desktop.core.requests import KeyRequest, RequestState
from desktop.services.rights.ports import HoldingBook, RequestBook
from desktop.services.rights.standing import LicenceExpired, LicenceGivenUp, LicencePassedOn, Standings
from desktop.services.running import NotRunnable, Runnable

ENDS_SOON_SHARE = 5
"""A licence is close to its end in the last fifth of a period,"""
ENDS_SOON_MOST_S = 7 * 86_400
"""but not earlier than a week before it."""
_TOKENS = frozenset({PurchaseState.PROVISIONAL, PurchaseState.FINAL})


class Purchases(Protocol):
    """The purchases on disk."""

    def all(self) -> list[Purchase]: ...
    def get(self, purchase_id: str) -> Purchase: ...


class NoSuchLicence(NotRunnable):
    """This wallet has no licence of this number."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a licence does not let its model be run: ``expired``, ``passed-on`` or ``given-up``."""

    reason: str
    to: Address | None = None
    ended_at: int | None = None


class Holdings:
    """Looks up licences by their number, and what runs by its id."""

    def __init__(
        self, *, purchases: Purchases, book: HoldingBook, requests: RequestBook, standings: Standings
    ) -> None:
        self._purchases = purchases
        self._book = book
        self._requests = requests
        self._standings = standings

    def all(self) -> list[Holding]:
        """Every licence, newest first; a licence that came back to who bought it is the bought one."""
        bought = [_bought(p) for p in self._purchases.all() if p.state in _TOKENS and p.order_id is not None]
        known = {holding.token_id for holding in bought}
        received = [_received(r) for r in self._book.received() if r.token_id not in known]
        return sorted([*bought, *received], key=lambda h: (h.since, h.token_id), reverse=True)

    def holding(self, token_id: int) -> Holding:
        """One licence.

        Raises:
            NoSuchLicence: This wallet has none of this number.
        """
        found = next((holding for holding in self.all() if holding.token_id == token_id), None)
        if found is None:
            raise NoSuchLicence
        return found

    def runnable(self, identifier: str) -> Runnable:
        """What may be run under the id of a purchase or of a request (``RunningService``).

        Raises:
            NotRunnable: The licence is not there yet, or was refunded.
            LicenceExpired, LicencePassedOn, LicenceGivenUp: It has ended for this wallet.
        """
        request = next((r for r in self._requests.all() if r.id == identifier), None)
        if request is not None:
            return self._requested(request)
        purchase = self._purchases.get(identifier)
        if purchase.state not in RUNNABLE:
            raise NotRunnable
        if purchase.order_id is not None and purchase.state is not PurchaseState.FREE:
            self._standings.require(purchase.order_id, purchase.account)
        return Runnable(purchase.id, purchase.terms, purchase.card_json, str(purchase.listing))

    def hindrance(self, token_id: int, account: Address) -> Hindrance | None:
        """Why the licence does not let its model be run now; None if it does."""
        try:
            self._standings.require(token_id, account)
        except LicenceExpired as error:
            return Hindrance("expired", ended_at=error.ended_at)
        except LicencePassedOn as error:
            return Hindrance("passed-on", to=error.to)
        except LicenceGivenUp:
            return Hindrance("given-up")
        return None

    def ends_soon(self, token_id: int, terms: Terms) -> bool:
        """Whether the end is near enough to say so."""
        known = self._standings.known(token_id)
        if known is None or known.ends_at is None:
            return False
        left = known.ends_at - self._standings.now(known)
        return 0 < left <= min(ENDS_SOON_MOST_S, terms.period_s // ENDS_SOON_SHARE)

    def _requested(self, request: KeyRequest) -> Runnable:
        if request.state is not RequestState.INSTALLED:
            raise NotRunnable
        self._standings.require(request.token_id, request.account)
        return Runnable(request.id, request.terms, request.card_json, str(request.listing))


def _bought(purchase: Purchase) -> Holding:
    if purchase.order_id is None or purchase.order is None:
        raise AssertionError(f"{purchase.state} without an order")
    return Holding(
        purchase.order_id, purchase.chain_id, purchase.market, purchase.order, purchase.terms, purchase.card_json,
        purchase.account, purchase.id, None, purchase.created_at,
    )  # fmt: skip


def _received(licence: ReceivedLicence) -> Holding:
    return Holding(
        licence.token_id, licence.chain_id, licence.market, licence.order, licence.terms, licence.card_json,
        licence.account, None, licence.giver, licence.received_at,
    )  # fmt: skip

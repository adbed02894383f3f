"""Finding again, from the chain and the vault alone, licences that were passed on to this wallet and keys it asked for."""

import hashlib
from collections.abc import Callable

from desktop.core.changes import Change, Topic
from desktop.core.events import KeyRequested
from desktop.core.exchange import Order, Terms, order_id, request_id
from desktop.core.identity import Address
from desktop.core.licences import ReceivedLicence
from desktop.core.requests import KeyRequest, RequestState
from desktop.services.ports import Clock
from desktop.services.purchase.ports import PurchaseKey, PurchaseVault
from desktop.services.rights.ports import HoldingBook, LicenceMarket, RequestBook
from desktop.services.rights.standing import Standings


class LicenceFinder:
    """Reads transfers and requests, and believes of them what the contract's own state or the vault confirms."""

    def __init__(
        self,
        *,
        market: LicenceMarket,
        vault: PurchaseVault,
        book: HoldingBook,
        requests: RequestBook,
        standings: Standings,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._market = market
        self._vault = vault
        self._book = book
        self._requests = requests
        self._standings = standings
        self._clock = clock
        self._publish = publish

    def find(self, account: Address) -> int:
        """Add licences and requests of this account that are not known; returns how many."""
        added = self.find_received(account) + self.find_requests(account)
        if added:
            self._publish(Change(Topic.LIBRARY))
        return added

    def find_received(self, account: Address) -> int:
        """Add licences that other holders passed on to this account and that it has now."""
        known = {licence.token_id for licence in self._book.received() if licence.account == account}
        added = 0
        for move in self._market.licences.moves_to(account):
            if move.token_id in known or self._standings.refresh(move.token_id).owner != account:
                continue
            order = self._order(move.token_id)
            version = None if order is None else self._version(move.token_id, order.listing)
            if order is None or version is None:
                continue
            terms, card = version
            known.add(move.token_id)
            self._book.put_received(
                ReceivedLicence(
                    token_id=move.token_id,
                    chain_id=self._market.chain_id,
                    market=self._market.market,
                    order=order,
                    terms=terms,
                    card_json=card,
                    account=account,
                    giver=move.sender,
                    received_at=move.timestamp or self._clock.now(),
                )
            )
            added += 1
        return added

    def find_requests(self, account: Address) -> int:
        """Add requests of this account whose one-time point this vault can make again."""
        known = {request.request_id for request in self._requests.all()}
        added = 0
        for event in self._market.requests_by(account):
            if event.request_id in known:
                continue
            found = self._request(event, account)
            if found is not None:
                known.add(event.request_id)
                self._requests.add(found)
                added += 1
        return added

    def _request(self, event: KeyRequested, account: Address) -> KeyRequest | None:
        order = self._order(event.token_id)
        version = None if order is None else self._terms(order.listing, event.terms_hash)
        if order is None or version is None or event.holder != account:
            return None
        terms, card = version
        market = self._market
        named = request_id(
            market.chain_id, market.market, event.token_id, terms.hash, account, event.px, event.parity
        )  # fmt: skip
        key = PurchaseKey(account, market.chain_id, market.market, order.listing, event.number)
        if named != event.request_id or self._vault.purchase_point(key) != (event.px, event.parity):
            return None
        now = self._clock.now()
        return KeyRequest(
            # The same id whenever the same request is restored, so that it is never added twice.
            id=hashlib.sha256(b"request" + event.request_id.to_bytes(32, "big")).hexdigest()[:16],
            chain_id=market.chain_id,
            market=market.market,
            token_id=event.token_id,
            order=order,
            terms=terms,
            card_json=card,
            account=account,
            state=RequestState.WAITING,
            number=event.number,
            agreed_wei=0,
            created_at=event.at.timestamp or now,
            request_id=event.request_id,
            updated_at=now,
        )

    def _order(self, token_id: int) -> Order | None:
        """The order of a licence; what a node tells must give the licence's own number."""
        order = self._market.find_order(token_id)
        if order is None:
            return None
        named = order_id(
            self._market.chain_id, self._market.market, order.listing, order.payer, order.holder, order.px, order.parity
        )  # fmt: skip
        return order if named == token_id else None

    def _version(self, token_id: int, listing: int) -> tuple[Terms, bytes] | None:
        wanted = self._market.order_terms_hash(token_id)
        return None if wanted is None else self._terms(listing, wanted)

    def _terms(self, listing: int, terms_hash: bytes) -> tuple[Terms, bytes] | None:
        return next((v for v in self._market.versions_of(listing) if v[0].hash == terms_hash), None)

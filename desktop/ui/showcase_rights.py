"""The showcase's licences: sample standings, a later version, a received licence, a request on its way."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card, parse_card
from desktop.core.changes import Change, Progress, Topic
from desktop.core.exchange import Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.licences import PERPETUAL, Holding, Standing, extended_until, most_periods
from desktop.core.listings import Card, Listing
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.requests import Answer, AnswerState, KeyRequest, RequestState
from desktop.services.rights import (
    AnswerOffer,
    Hindrance,
    KeyQuote,
    LicenceView,
    NoSuchLicence,
    PassQuote,
    RenewalQuote,
)
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate

if TYPE_CHECKING:
    from desktop.ui.showcase_purchases import Purchases

FEE_WEI = 21_000_000_000_000
KEY_FEE_WEI = 2 * 10**14
FRIEND = Address(keccak256(b"friend")[12:])
DAY_S = 86_400


@dataclass
class Licences:
    """Standings by purchase, and what else a scene or a test puts in."""

    gate: Gate
    book: "Purchases"
    publish: Callable[[Change], None]
    ends_in_s: dict[str, int] = field(default_factory=dict)
    hindrances: dict[str, Hindrance] = field(default_factory=dict)
    updates: dict[str, Listing] = field(default_factory=dict)
    received: list[Holding] = field(default_factory=list)
    requests: list[KeyRequest] = field(default_factory=list)
    asked: list[AnswerOffer] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    acts: list[tuple[str, object]] = field(default_factory=list)

    def look(self, _accounts: tuple[Address, ...]) -> None:
        self.gate.pass_through("licences.look")

    def refresh(self, _token_id: int) -> None:
        self.gate.pass_through("licences.look")

    def views(self) -> list[LicenceView]:
        self.gate.pass_through("licences.views")
        return [*map(self._view, self.received), *(self._view(h) for h in map(_bought, self._licensed()))]

    def view(self, token_id: int) -> LicenceView:
        for view in self.views():
            if view.holding.token_id == token_id:
                return view
        raise NoSuchLicence

    def request(self, identifier: str) -> KeyRequest:
        return next(request for request in self.requests if request.id == identifier)

    def offers(self) -> list[AnswerOffer]:
        self.gate.pass_through("licences.offers")
        return self.asked

    def answer(self, offer: AnswerOffer) -> Answer:
        self.gate.pass_through("licences.answer")
        self.asked = [other for other in self.asked if other is not offer]
        self.acts.append(("answer", offer.answer.holder))
        return replace(offer.answer, state=AnswerState.ANSWERING)

    def quote_renewal(self, token_id: int, periods: int = 1) -> RenewalQuote:
        self.gate.pass_through("licences.quote_renewal")
        view = self.view(token_id)
        terms = view.holding.terms
        until = view.standing.until if view.standing is not None else values.NOW
        most = most_periods(until, values.NOW, terms.period_s, terms.renew_until)
        periods = min(periods, max(1, most))
        total = periods * terms.price
        return RenewalQuote(
            holding=view.holding, account=values.BUYER, periods=periods, most_periods=most, price_wei=terms.price,
            total_wei=total, fee_most_wei=FEE_WEI, total_most_wei=total + FEE_WEI, balance_wei=values.ETHER,
            until_now=until, until=extended_until(until, values.NOW, terms.period_s, periods),
            renew_until=terms.renew_until, payee=terms.payee, warnings=self.warnings,
        )  # fmt: skip

    def renew(self, quote: RenewalQuote) -> None:
        self.gate.pass_through("licences.renew")
        self.acts.append(("renew", quote.periods))
        name = quote.holding.purchase_id or ""
        self.ends_in_s[name] = quote.until - values.NOW
        self.hindrances.pop(name, None)
        self.publish(Change(Topic.LIBRARY))

    def quote_key(self, token_id: int) -> KeyQuote:
        self.gate.pass_through("licences.quote_key")
        view = self.view(token_id)
        listing = view.update
        terms = listing.terms if listing is not None else view.holding.terms
        card = listing.card if listing is not None and listing.card is not None else view.card
        if card is None:
            raise NoSuchLicence
        return KeyQuote(
            holding=view.holding, account=values.BUYER, terms=terms, card=card, card_json=make_card(card),
            is_new_version=True, key_fee_wei=terms.key_fee, fee_most_wei=FEE_WEI,
            total_most_wei=terms.key_fee + FEE_WEI, balance_wei=values.ETHER, download_bytes=terms.size_bytes,
            payee=terms.payee, warnings=self.warnings,
        )  # fmt: skip

    def begin(self, quote: KeyQuote) -> KeyRequest:
        made = request_of(
            f"r{len(self.requests)}", quote.holding, quote.terms, quote.card_json, RequestState.FETCHING
        )
        self.requests.append(made)
        return made

    def advance(
        self, identifier: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> KeyRequest:
        for step, state in (
            ("fetch", RequestState.FETCHING),
            ("pay", RequestState.ASKING),
            ("receive", RequestState.WAITING),
        ):
            progress(Progress(identifier, step, 2, 3))
            self._move(identifier, state)
            self.gate.pass_through(f"licences.{step}", cancel)
        return self._move(identifier, RequestState.INSTALLED)

    def cancel(self, identifier: str) -> KeyRequest:
        return self._move(identifier, RequestState.CANCELLED)

    def unfinished(self) -> list[KeyRequest]:
        return []

    def quote_passing(self, token_id: int, to: Address) -> PassQuote:
        self.gate.pass_through("licences.quote_passing")
        return PassQuote(self.view(token_id).holding, to, FEE_WEI, values.ETHER)

    def quote_giving_up(self, token_id: int) -> PassQuote:
        return PassQuote(self.view(token_id).holding, None, FEE_WEI, values.ETHER)

    def pass_on(self, quote: PassQuote) -> None:
        self.gate.pass_through("licences.pass_on")
        self.acts.append(("pass-on", quote.to))
        reason = "given-up" if quote.to is None else "passed-on"
        self.hindrances[quote.holding.purchase_id or ""] = Hindrance(reason, quote.to)
        self.publish(Change(Topic.LIBRARY))

    def name_of(self, holding: Holding) -> str:
        return parse_card(holding.card_json).name

    def card_of(self, request: KeyRequest) -> Card | None:
        return parse_card(request.card_json)

    def ends_at(self, purchase_id: str) -> int | None:
        """The unix time at which the licence of a purchase ends."""
        left = self.ends_in_s.get(purchase_id)
        return None if left is None else values.NOW + left

    def ends_soon(self, purchase_id: str) -> bool:
        return 0 < self.ends_in_s.get(purchase_id, 0) < 5 * DAY_S

    def _licensed(self) -> list[Purchase]:
        states = {PurchaseState.FINAL, PurchaseState.PROVISIONAL}
        return [p for p in self.book.kept.values() if p.state in states]

    def _view(self, holding: Holding) -> LicenceView:
        name = holding.purchase_id or ""
        purchase = self.book.kept.get(name)
        begun = purchase is None or purchase.state is PurchaseState.FINAL
        until = self.ends_at(name) or PERPETUAL
        requests = tuple(r for r in self.requests if r.token_id == holding.token_id)
        has_key = purchase is not None or any(r.state is RequestState.INSTALLED for r in requests)
        return LicenceView(
            holding=holding,
            card=parse_card(holding.card_json),
            standing=Standing(holding.token_id, values.BUYER, until if begun else 0, 4_211, values.NOW),
            now=values.NOW,
            hindrance=self.hindrances.get(name),
            ends_soon=self.ends_soon(name),
            update=self.updates.get(name),
            requests=requests,
            act=None,
            has_key=has_key,
        )

    def _move(self, identifier: str, state: RequestState) -> KeyRequest:
        moved = replace(self.request(identifier), state=state)
        self.requests = [moved if request.id == identifier else request for request in self.requests]
        self.publish(Change(Topic.LIBRARY, identifier))
        return moved


def _bought(purchase: Purchase) -> Holding:
    order = purchase.order or Order(purchase.listing, values.BUYER, values.BUYER, values.NOW, 7, 0, 11)
    return Holding(
        purchase.order_id or 0, purchase.chain_id, purchase.market, order, purchase.terms, purchase.card_json,
        purchase.account, purchase.id, None, purchase.created_at,
    )  # fmt: skip


def received_holding(listing: Listing) -> Holding:
    """A licence of a listing that a friend passed on."""
    order = Order(listing.id, FRIEND, FRIEND, values.NOW - 90 * DAY_S, 9, 1, 5)
    token = int.from_bytes(keccak256(b"received"), "big")
    card = make_card(listing.card) if listing.card else b"{}"
    return Holding(
        token, values.CHAIN_ID, values.MARKET, order, listing.terms, card, values.BUYER, None, FRIEND,
        values.NOW - 3 * DAY_S,
    )  # fmt: skip


def next_version(listing: Listing, version: str = "1.1.0") -> Listing:
    """The listing with another version and a key fee."""
    card = None if listing.card is None else msgspec.structs.replace(listing.card, version=version)
    digest = keccak256(version.encode())
    terms = replace(listing.terms, content_root=digest, key_hash=digest, key_fee=KEY_FEE_WEI)
    return replace(listing, terms=terms, card=card)


def timed(listing: Listing, days: int = 30) -> Listing:
    """The listing with licences of so many days, renewable for two years, that can be passed on."""
    terms = replace(
        listing.terms, period_s=days * DAY_S, renew_until=values.NOW + 730 * DAY_S, flags=0,
        royalty_to=listing.terms.seller, royalty_bps=500, key_fee=KEY_FEE_WEI,
    )  # fmt: skip
    return replace(listing, terms=terms)


def request_of(
    identifier: str, holding: Holding, terms: Terms, card_json: bytes, state: RequestState
) -> KeyRequest:
    """A request for a version in a state."""
    return KeyRequest(
        id=identifier, chain_id=holding.chain_id, market=holding.market, token_id=holding.token_id,
        order=holding.order, terms=terms, card_json=card_json, account=values.BUYER, state=state, number=3,
        agreed_wei=KEY_FEE_WEI + FEE_WEI, created_at=values.NOW,
    )  # fmt: skip


def offer_for(holding: Holding) -> AnswerOffer:
    """A friend, to whom the licence was passed on, asks for its key."""
    answer = Answer(
        5, holding.token_id, holding.order.listing, FRIEND, 7, 0, holding.terms, AnswerState.SEEN, False, values.NOW
    )  # fmt: skip
    return AnswerOffer(holding, answer, FEE_WEI)

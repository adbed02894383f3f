"""The licences of this wallet as a person uses them: look, renew, ask for a later version, pass on, answer."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import InvalidCard, UserError
from desktop.core.identity import Address
from desktop.core.licences import Holding, LicenceAct, Standing
from desktop.core.listings import Card, Listing
from desktop.core.requests import REQUEST_SETTLED, Answer, KeyRequest, RequestState
from desktop.services.ports import Clock
from desktop.services.purchase.engine import PurchaseElsewhere
from desktop.services.rights.acts import LicenceActs
from desktop.services.rights.asking import RequestEngine
from desktop.services.rights.finding import LicenceFinder
from desktop.services.rights.holdings import Hindrance, Holdings
from desktop.services.rights.passing import AnswerOffer, Passing, PassQuote
from desktop.services.rights.ports import RequestBook
from desktop.services.rights.quoting import KeyQuote, KeyQuoter
from desktop.services.rights.renewing import RenewalQuote, Renewals
from desktop.services.rights.standing import Standings

_UNPAID = frozenset({RequestState.FETCHING, RequestState.READY})


class RequestPaid(UserError):
    """The request has been paid, or may have been; it cannot be stopped."""


class Listings(Protocol):
    """The catalogue, read only; a listing that it does not have raises ``UserError``."""

    def listing(self, listing_id: int) -> Listing: ...


@dataclass(frozen=True, slots=True)
class LicenceView:
    """One licence as a page shows it.

    ``update`` is the listing if its present version is another than those that this wallet has the key of.
    ``act`` is a transaction about it that is on its way. ``can_run`` tells of the version it was bought for.
    """

    holding: Holding
    card: Card | None
    standing: Standing | None
    now: int
    hindrance: Hindrance | None
    ends_soon: bool
    update: Listing | None
    requests: tuple[KeyRequest, ...]
    act: LicenceAct | None
    has_key: bool

    @property
    def is_usable(self) -> bool:
        """Whether the licence is this wallet's, has begun and has not ended."""
        return self.hindrance is None and self.standing is not None and self.standing.has_begun

    @property
    def can_renew(self) -> bool:
        """Whether a timed licence has begun; who it belongs to does not matter to the contract."""
        begun = self.standing is not None and self.standing.has_begun
        lost = self.hindrance is not None and self.hindrance.reason != "expired"
        return bool(self.holding.terms.period_s) and begun and not lost

    @property
    def can_pass_on(self) -> bool:
        return self.is_usable and not self.holding.terms.is_bound


class LicenceService:
    """What pages and commands use."""

    def __init__(
        self,
        *,
        here: tuple[int, Address],
        holdings: Holdings,
        standings: Standings,
        acts: LicenceActs,
        renewals: Renewals,
        quoter: KeyQuoter,
        engine: RequestEngine,
        passing: Passing,
        finder: LicenceFinder,
        requests: RequestBook,
        listings: Listings,
        read_card: Callable[[bytes], Card],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """``here``: chain id and market that are connected; of licences elsewhere the chain knows nothing."""
        self._here = here
        self._holdings = holdings
        self._standings = standings
        self._acts = acts
        self._renewals = renewals
        self._quoter = quoter
        self._engine = engine
        self._passing = passing
        self._finder = finder
        self._requests = requests
        self._listings = listings
        self._read_card = read_card
        self._clock = clock
        self._publish = publish
        self._beginning = threading.Lock()

    # --- looking; no network ---

    def views(self) -> list[LicenceView]:
        """Every licence, newest first."""
        return [self._view(holding) for holding in self._holdings.all()]

    def view(self, token_id: int) -> LicenceView:
        """One licence.

        Raises:
            NoSuchLicence: This wallet has none of this number.
        """
        return self._view(self._holdings.holding(token_id))

    def request(self, identifier: str) -> KeyRequest:
        return self._requests.get(identifier)

    # --- looking at the chain ---

    def look(self, accounts: tuple[Address, ...]) -> None:
        """Ask the chain how every licence stands, and find what was passed on to these accounts.

        Raises:
            AppError: The endpoint failed; what was known stays.
        """
        self._acts.settle()
        for account in accounts:
            self._finder.find_received(account)
        holdings = self._all_here()
        for holding in holdings:
            self._standings.refresh(holding.token_id)
        self._passing.go_on(holdings)
        for account in accounts:
            self._finder.find_requests(account)

    def refresh(self, token_id: int) -> None:
        """Ask the chain how one licence stands; pages reload if that changed."""
        self._standings.refresh(self._holding(token_id).token_id)

    def offers(self) -> list[AnswerOffer]:
        """New holders of licences that were passed on from here who ask for the key."""
        return self._passing.offers(self._all_here())

    def answer(self, offer: AnswerOffer) -> Answer:
        """Send the key that this wallet holds; see ``Passing.answer``."""
        return self._passing.answer(offer)

    # --- renewing ---

    def quote_renewal(self, token_id: int, periods: int = 1) -> RenewalQuote:
        return self._renewals.quote(self._holding(token_id), periods)

    def renew(self, quote: RenewalQuote) -> LicenceAct:
        return self._renewals.renew(quote, self.name_of(quote.holding))

    # --- asking for a key ---

    def quote_key(self, token_id: int) -> KeyQuote:
        return self._quoter.quote(self._holding(token_id))

    def begin(self, quote: KeyQuote) -> KeyRequest:
        """Ask the person, and record the agreement. Nothing is sent; ``advance`` does the rest.

        A request for the same version that is not settled goes on, with what was agreed to now: the contract would
        take a second one, and its fee.
        """
        request = self._begun(quote)
        if request is not None and request.state in REQUEST_SETTLED:
            return request
        request = request or self._fresh(quote)
        agreed_wei = self._engine.agree(request, quote.total_most_wei)
        with self._beginning:
            begun = self._begun(quote)
            for stale in self._requests.all():
                is_other = begun is None or stale.id != begun.id
                if is_other and stale.state in _UNPAID and stale.token_id == quote.holding.token_id:
                    self._requests.move(stale.id, stale.state, RequestState.CANCELLED)
            if begun is not None:
                if begun.id != request.id:  # another click was agreed to meanwhile
                    return begun
                return self._requests.update(begun.id, agreed_wei=agreed_wei)
            request = replace(request, agreed_wei=agreed_wei)
            self._requests.add(request)
        self._publish(Change(Topic.LIBRARY, request.id))
        return request

    def _begun(self, quote: KeyQuote) -> KeyRequest | None:
        return next((r for r in self._requests.all() if _is_same(r, quote)), None)

    def _fresh(self, quote: KeyQuote) -> KeyRequest:
        now, holding = self._clock.now(), quote.holding
        return KeyRequest(
            id=secrets.token_hex(8),
            chain_id=holding.chain_id,
            market=holding.market,
            token_id=holding.token_id,
            order=holding.order,
            terms=quote.terms,
            card_json=quote.card_json,
            account=quote.account,
            state=RequestState.FETCHING,
            number=secrets.randbits(63),
            agreed_wei=0,
            created_at=now,
            updated_at=now,
        )

    def advance(
        self, identifier: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> KeyRequest:
        """See ``RequestEngine.advance``."""
        return self._engine.advance(identifier, cancel, progress)

    def cancel(self, identifier: str) -> KeyRequest:
        """Stop a request that has not been paid.

        Raises:
            RequestPaid: A signed transaction may be on its way.
        """
        request = self._requests.get(identifier)
        if request.state not in _UNPAID:
            raise RequestPaid
        moved = self._requests.move(identifier, request.state, RequestState.CANCELLED)
        self._publish(Change(Topic.LIBRARY, identifier))
        return moved

    def unfinished(self) -> list[KeyRequest]:
        """Requests that should be advanced when the app starts; one that must be agreed to again is not."""
        open_ones = [r for r in self._requests.all() if r.state not in REQUEST_SETTLED]
        wanted = [r for r in open_ones if r.agreed_wei or r.state not in _UNPAID]
        return [r for r in wanted if (r.chain_id, r.market) == self._here]

    # --- passing on ---

    def quote_passing(self, token_id: int, to: Address) -> PassQuote:
        return self._passing.quote(self._holding(token_id), to)

    def quote_giving_up(self, token_id: int) -> PassQuote:
        return self._passing.quote(self._holding(token_id), None)

    def pass_on(self, quote: PassQuote) -> LicenceAct:
        """Pass on, or give up, as quoted; it cannot be undone."""
        return self._passing.act(quote, self.name_of(quote.holding))

    def name_of(self, holding: Holding) -> str:
        """The model's name; its listing's number if its card cannot be read."""
        card = self._card(holding.card_json)
        return card.name if card is not None else f"#{holding.order.listing}"

    def card_of(self, request: KeyRequest) -> Card | None:
        """The card of the version that was asked for; None if it cannot be read."""
        return self._card(request.card_json)

    def _all_here(self) -> list[Holding]:
        return [h for h in self._holdings.all() if (h.chain_id, h.market) == self._here]

    def _holding(self, token_id: int) -> Holding:
        """A licence of the connected market.

        Raises:
            PurchaseElsewhere: It is another market's: its absence here would be taken for its end.
        """
        holding = self._holdings.holding(token_id)
        if (holding.chain_id, holding.market) != self._here:
            raise PurchaseElsewhere(holding.chain_id, holding.market)
        return holding

    def _view(self, holding: Holding) -> LicenceView:
        standing = self._standings.known(holding.token_id)
        kept = [
            r
            for r in self._requests.all()
            if (r.token_id, r.account) == (holding.token_id, holding.account)
            and r.state is not RequestState.CANCELLED
        ]
        hindrance = self._holdings.hindrance(holding.token_id, holding.account)
        has_key = holding.purchase_id is not None or any(r.state is RequestState.INSTALLED for r in kept)
        return LicenceView(
            holding=holding,
            card=self._card(holding.card_json),
            standing=standing,
            now=self._standings.now(standing),
            hindrance=hindrance,
            ends_soon=hindrance is None and self._holdings.ends_soon(holding.token_id, holding.terms),
            update=self._update(holding, kept),
            requests=tuple(kept),
            act=self._acts.pending(holding.token_id),
            has_key=has_key,
        )

    def _update(self, holding: Holding, requests: list[KeyRequest]) -> Listing | None:
        """The listing, if its present version is one that this wallet neither has nor has asked for."""
        if (holding.chain_id, holding.market) != self._here:
            return None
        try:
            listing = self._listings.listing(holding.order.listing)
        except UserError:  # not in the catalogue, or not yet
            return None
        present = listing.terms.identity
        had = {request.terms.identity for request in requests}
        if holding.purchase_id is not None:
            had.add(holding.terms.identity)
        return None if present in had or listing.terms.is_free else listing

    def _card(self, data: bytes) -> Card | None:
        try:
            return self._read_card(data)
        except InvalidCard:
            return None


def _is_same(request: KeyRequest, quote: KeyQuote) -> bool:
    """Whether a request is for the version that was quoted, and to be gone on with.

    Before it is paid its terms must be the present ones, which the contract demands; afterwards only its version counts.
    """
    if (request.token_id, request.account) != (quote.holding.token_id, quote.account):
        return False
    if request.state in {RequestState.CANCELLED, RequestState.WRONG_CONTENT}:
        return False
    if request.state in _UNPAID:
        return request.terms == quote.terms
    return request.terms.identity == quote.terms.identity

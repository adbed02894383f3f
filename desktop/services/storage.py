"""What stored content takes, why it is kept, and letting go of what nothing needs (``core.keeping``, ADR 0020)."""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.identity import Address
from desktop.core.keeping import Claim, Judged, Kind, Stored, Verdict, judge, total_bytes
from desktop.core.licences import ReceivedLicence
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState
from desktop.core.requests import KeyRequest, RequestState
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.services.ports import Clock

log = logging.getLogger("licet.storage")

_OVER = frozenset({PurchaseState.REFUNDED, PurchaseState.CANCELLED})
_SALE_RUNS = frozenset({SaleState.SEEN, SaleState.DELIVERING, SaleState.DELIVERED})


class StoredContent(Protocol):
    """The content store, with its versions' locks."""

    def inventory(self) -> list[Stored]: ...
    def contents(self, identity: bytes) -> list[Stored]:
        """What lies there of one version, now."""

    def free_bytes(self) -> int:
        """Free space where the store lies."""

    def remove(self, identity: bytes, kind: Kind, may_go: Callable[[], bool], cancel: CancelToken) -> bool:
        """Delete it while nobody works on the version, if ``may_go`` says so then."""


class Purchases(Protocol):
    def all(self) -> list[Purchase]: ...


class Received(Protocol):
    def received(self) -> list[ReceivedLicence]: ...


class Requests(Protocol):
    def all(self) -> list[KeyRequest]: ...


class Sales(Protocol):
    def anywhere(self) -> tuple[list[OwnListing], list[Sale]]: ...


class Hindrances(Protocol):
    """What is known against a licence: ``services.rights.Holdings``."""

    def hindrance(self, token_id: int, account: Address) -> object | None: ...


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One line of the storage page: what lies there, what the rules say of it, and a card to name it by."""

    judged: Judged
    card: bytes | None

    @property
    def key(self) -> tuple[bytes, Kind]:
        return self.judged.stored.identity, self.judged.stored.kind


@dataclass(frozen=True, slots=True)
class StorageOverview:
    """All of it, largest first; ``disk_free_bytes`` is what the disk has left."""

    lines: tuple[StoredVersion, ...]
    disk_free_bytes: int

    def bytes_of(self, verdict: Verdict | None = None) -> int:
        return total_bytes([line.judged for line in self.lines], verdict)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a clean-up did: bytes that were freed, and how many things turned out to be needed after all."""

    freed_bytes: int
    things: int
    kept: int


class StorageService:
    """The one way in which stored content is deleted."""

    def __init__(
        self,
        *,
        content: StoredContent,
        purchases: Purchases,
        received: Received,
        requests: Requests,
        sales: Sales,
        hindrances: Hindrances,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._content = content
        self._purchases = purchases
        self._received = received
        self._requests = requests
        self._sales = sales
        self._hindrances = hindrances
        self._clock = clock
        self._publish = publish

    def overview(self) -> StorageOverview:
        """Look, and judge; nothing is changed: this is the dry run too."""
        claims, cards, now = self.claims(), self._cards(), self._clock.now()
        lines = [
            StoredVersion(
                judge(stored, claims.get(stored.identity, frozenset()), now), cards.get(stored.identity)
            )
            for stored in self._content.inventory()
        ]
        lines.sort(key=lambda line: (-line.judged.stored.bytes, line.key[0], line.key[1].value))
        return StorageOverview(tuple(lines), self._content.free_bytes())

    def clean(
        self,
        asked: Collection[tuple[bytes, Kind]] = (),
        cancel: CancelToken | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> Cleaned:
        """Delete what the rules let go, and what the person was asked about and named.

        Each thing is judged again under its version's lock: a purchase that began meanwhile keeps it.

        Args:
            asked: Keys of lines with the verdict ``ASK`` that may go too.
            cancel: Asked between two things.
            progress: Bytes freed, in this thread.
        """
        cancel = cancel or CancelToken()
        going = [
            line
            for line in self.overview().lines
            if line.judged.verdict is Verdict.FREE
            or (line.judged.verdict is Verdict.ASK and line.key in asked)
        ]
        wanted, freed, things = sum(line.judged.stored.bytes for line in going), 0, 0
        for line in going:
            cancel.raise_if_cancelled()
            size = line.judged.stored.bytes
            if self._remove(*line.key, asked=line.key in asked, cancel=cancel):
                freed, things = freed + size, things + 1
            progress(Progress("storage", "clean", freed, wanted))
        if things:
            log.info("stored content: %d things let go", things)
            self._publish(Change(Topic.LIBRARY))
        return Cleaned(freed, things, len(going) - things)

    def claims(self) -> dict[bytes, frozenset[Claim]]:
        """Every claim on every version, by all that this wallet knows, on whatever market."""
        found: defaultdict[bytes, set[Claim]] = defaultdict(set)
        for purchase in self._purchases.all():
            found[purchase.terms.identity].add(self._claim_of(purchase))
        for licence in self._received.received():
            found[licence.terms.identity].add(self._held(licence.token_id, licence.account))
        for request in self._requests.all():
            found[request.terms.identity].add(self._requested(request))
        listings, sales = self._sales.anywhere()
        for own in listings:
            found[own.terms.identity].add(Claim.LISTING if own.is_open else Claim.CLOSED)
        for sale in sales:
            if sale.state in _SALE_RUNS:
                found[sale.terms.identity].add(Claim.SALE)
        return {identity: frozenset(claims) for identity, claims in found.items()}

    def _remove(self, identity: bytes, kind: Kind, *, asked: bool, cancel: CancelToken) -> bool:
        def may_go() -> bool:
            claims, now = self.claims().get(identity, frozenset()), self._clock.now()
            here = {one.kind: judge(one, claims, now).verdict for one in self._content.contents(identity)}
            # With a whole version go the parts beside it (and wrong copies, which are nobody's need).
            beside = {here[Kind.PARTS]} if kind is Kind.WHOLE and Kind.PARTS in here else set()
            going = {here.get(kind, Verdict.KEEP), *beside}
            allowed = {Verdict.FREE, Verdict.ASK} if asked else {Verdict.FREE}
            return going <= allowed

        return self._content.remove(identity, kind, may_go, cancel)

    def _claim_of(self, purchase: Purchase) -> Claim:
        if purchase.state in _OVER:
            return Claim.OVER
        if purchase.state is PurchaseState.FREE:
            return Claim.LICENCE
        if purchase.state in RUNNABLE and purchase.order_id is not None:
            return self._held(purchase.order_id, purchase.account)
        return Claim.ORDER

    def _requested(self, request: KeyRequest) -> Claim:
        match request.state:
            case RequestState.INSTALLED:
                return self._held(request.token_id, request.account)
            case RequestState.CANCELLED | RequestState.WRONG_CONTENT:
                return Claim.OVER
            case _:
                return Claim.REQUEST

    def _held(self, token_id: int, account: Address) -> Claim:
        return Claim.LICENCE if self._hindrances.hindrance(token_id, account) is None else Claim.ENDED

    def _cards(self) -> dict[bytes, bytes]:
        cards = {own.terms.identity: own.card for own in self._sales.anywhere()[0]}
        cards |= {request.terms.identity: request.card_json for request in self._requests.all()}
        cards |= {licence.terms.identity: licence.card_json for licence in self._received.received()}
        cards |= {purchase.terms.identity: purchase.card_json for purchase in self._purchases.all()}
        return cards

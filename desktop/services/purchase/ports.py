"""What a purchase needs of the vault, the store, the content and the sandbox."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import LeafProof
from desktop.core.errors import Breach
from desktop.core.exchange import Delivery, Terms
from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.tokens import Permit, PermitDomain


@dataclass(frozen=True, slots=True)
class PurchaseKey:
    """What names the one-time key of an order: enough to derive it again from the phrase."""

    account: Address
    chain_id: int
    market: Address
    listing: int
    number: int


def key_of(purchase: Purchase) -> PurchaseKey:
    """The name of a purchase's one-time key."""
    return PurchaseKey(
        purchase.account, purchase.chain_id, purchase.market, purchase.listing, purchase.number
    )


@dataclass(frozen=True, slots=True)
class Received:
    """What the vault found in a delivery; ``licence`` is an age header, present if the key is right."""

    matches: bool
    licence: bytes | None


class PurchaseVault(Protocol):
    """One-time keys and deliveries. Neither d nor K ever leaves it, but for d in a proven complaint."""

    def purchase_point(self, key: PurchaseKey) -> tuple[int, int]:
        """P = d*G as (x, parity)."""

    def receive(
        self, key: PurchaseKey, order_id: int, delivery: Delivery, key_hash: bytes, seller: Address
    ) -> Received: ...
    def complaint_secret(
        self, key: PurchaseKey, order_id: int, delivery: Delivery, key_hash: bytes, seller: Address
    ) -> int:
        """The one-time d; refused unless the vault itself finds that the key does not match ``key_hash``.

        The vault cannot know the listing's hash: a caller that lies about it gets d (ADR 0002).
        """

    def content_complaint_key(
        self, licence: bytes, terms: Terms, chain_id: int, market: Address, leaf: LeafProof
    ) -> bytes:
        """K; refused unless the vault itself finds that the leaf decrypts to something else."""

    def sign_permit(
        self, key: PurchaseKey, terms: Terms, domain: PermitDomain, nonce: int, deadline: int
    ) -> Permit:
        """A permit for exactly the price of these terms, to the market of the key; refused if it lasts too long."""

    def free_licence(self, key: bytes) -> bytes:
        """A licence file for the public key of a free model."""


class PurchaseBook(Protocol):
    """The purchases of this wallet, on disk before anything is done about them."""

    def add(self, purchase: Purchase) -> None: ...
    def get(self, purchase_id: str) -> Purchase: ...
    def all(self) -> list[Purchase]: ...
    def move(self, purchase_id: str, expected: PurchaseState, new: PurchaseState, **fields: Any) -> Purchase:
        """Change state and fields in one transaction; refused if the state is not ``expected``."""

    def update(self, purchase_id: str, **fields: Any) -> Purchase: ...


class ContentKeeper(Protocol):
    """Fetches and keeps the four files of a version, verified."""

    def fetch(
        self,
        terms: Terms,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
        *,
        recheck: bool = False,
    ) -> None:
        """Until all four files are there and verified; resumes what an earlier call began.

        ``recheck`` reads again what is there already: for files that were found damaged.
        """

    def prove(self, terms: Terms, index: int) -> LeafProof:
        """What complainContent shows of one leaf, from the kept files."""

    def inspect(self, terms: Terms) -> tuple[Breach, ...]:
        """The verifier's breaches of the public part, found in the sandbox."""


class LicenceBook(Protocol):
    """The licence files (age headers), by purchase."""

    def put(self, purchase_id: str, licence: bytes) -> None: ...
    def get(self, purchase_id: str) -> bytes: ...


class Listings(Protocol):
    """The catalogue, as far as a purchase asks it."""

    def listing(self, listing_id: int) -> Listing: ...

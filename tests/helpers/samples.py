"""Values of the domain that tests build upon; each differs from the defaults in every field."""

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import ZERO_ADDRESS, Address, keccak256
from desktop.core.orders import Purchase, PurchaseState

ETHER = 10**18
SELLER = Address(b"\x51" * 20)
BUYER = Address(b"\xb0" * 20)
MARKET = Address(b"\x3a" * 20)
CHAIN_ID = 31337


def make_terms(
    *, price: int = 5 * ETHER // 100, salt: int = 1, seller: Address = SELLER, card: bytes = b"{}"
) -> Terms:
    """Terms of a listing; ``salt`` makes them (and their key) another's."""
    return Terms(
        seller=seller,
        payee=seller,
        currency=ZERO_ADDRESS,
        price=price,
        bond_wei=ETHER if price else 0,
        late_fee_wei=ETHER // 10 if price else 0,
        key_fee=0,
        deliver_in_s=3600,
        dispute_in_s=86400,
        period_s=0,
        renew_until=0,
        flags=0,
        royalty_to=ZERO_ADDRESS,
        royalty_bps=0,
        size_bytes=123_456,
        nonce=salt.to_bytes(16, "big"),
        key_hash=keccak256(b"key" + salt.to_bytes(8, "big")),
        content_root=keccak256(b"root" + salt.to_bytes(8, "big")),
        public_digest=keccak256(b"public" + salt.to_bytes(8, "big")),
        card_hash=keccak256(card),
        salt=salt.to_bytes(32, "big"),
    )


def make_order(*, listing: int = 7, number: int = 2**63 - 1) -> Order:
    """An order whose point is as wide as points are."""
    return Order(listing, BUYER, BUYER, 1_800_000_000, 2**256 - 2**32, 1, number)


def make_delivery() -> Delivery:
    return Delivery(2**255 + 12345, 1, bytes(range(16)), 1_800_000_100)


def make_purchase(
    identifier: str = "aa00", *, state: PurchaseState = PurchaseState.FETCHING, listing: int = 7
) -> Purchase:
    """A purchase with every wide number as wide as it can be."""
    return Purchase(
        id=identifier,
        chain_id=2**62,
        market=MARKET,
        listing=listing,
        terms=make_terms(price=2**128 - 1),
        card_json=b'{"format":1}',
        account=BUYER,
        state=state,
        created_at=1_800_000_000,
        number=2**63 - 1,
        agreed_wei=2**200,
    )

"""Sample values for the screenshots: listings, orders, runs. Used by ``licet screenshots`` and tests alone."""

import hashlib
import math
from dataclasses import replace

from desktop.core.exchange import FLAG_BOUND, Delivery, Order, Terms
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.listings import Card, Listing
from desktop.core.money import Currency
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.packages import (
    Axis,
    Blob,
    Column,
    Head,
    InputSpec,
    Manifest,
    Measured,
    OutputSpec,
    Param,
    Spec,
    TestsSpec,
)
from desktop.core.runs import FailedTest, Miss, Picture
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.core.tokens import unread_currency

NOW = 1_795_176_000
ETHER = 10**18
CHAIN_ID = 3_551
MARKET = Address(keccak256(b"market")[12:])
BUYER = Address(keccak256(b"buyer")[12:])
SELLERS = tuple(Address(keccak256(f"seller {i}".encode())[12:]) for i in range(3))
WORDS = (
    "legal",
    "winner",
    "thank",
    "year",
    "wave",
    "sausage",
    "worth",
    "useful",
    "legal",
    "winner",
    "thank",
    "yellow",
)

# name, task, summary, licence, price in thousandths of the coin, kilobytes, sales, publisher, metrics
_MODELS: tuple[tuple[str, str, str, str, int, int, int, str, dict[str, float]], ...] = (
    ("Handwritten digits", "image-classification", "Reads one handwritten digit, 0 to 9, from a small picture: dark on light or light on dark.", "Apache-2.0", 5, 360, 128, "Digit Works", {"accuracy": 0.9933, "log loss": 0.0653}),
    ("Tumour diagnosis", "tabular-classification", "Says from 30 measurements of cell nuclei how likely a breast tumour is malignant, with calibrated probabilities. For teaching and research.", "MIT", 30, 16, 41, "Open Clinic Lab", {"accuracy": 0.9766, "ROC AUC": 0.9993}),
    ("Sunspot forecast", "time-series-forecasting", "The next eleven years of sunspots from the last thirty-three, with an 80 % interval.", "CC0-1.0", 0, 212, 302, "Solar Desk", {"MAE": 18.4}),
    ("Programming language", "text-classification", "Names the language of a piece of source text out of 16, from its first 512 bytes.", "Apache-2.0", 20, 840, 77, "Polyglot", {"accuracy": 0.8868, "macro F1": 0.8862}),
    ("Photo denoiser", "image-to-image", "Takes the grain out of photographs and keeps the edges. Works on pictures of any size, tile by tile.", "BSD-3-Clause", 45, 4_100, 19, "Clear Optics", {"PSNR": 31.2, "SSIM": 0.912}),
    ("Machine fault alarm", "anomaly-detection", "Watches eight sensors of a pump and says when they no longer move together as they should.", "MIT", 60, 95, 8, "Quiet Pumps", {"ROC AUC": 0.981}),
    ("Retail demand", "tabular-regression", "Tomorrow's sales of one article in one shop, with a prediction interval. Trained on synthetic data, and says so.", "Apache-2.0", 15, 188, 54, "Shelfwise", {"MAE": 2.31, "coverage": 0.9}),
    ("Credit risk", "tabular-classification", "Probability that a loan is not paid back. Synthetic data; not for decisions about people.", "CC-BY-4.0", 25, 44, 12, "Shelfwise", {"ROC AUC": 0.842}),
)  # fmt: skip


# number of ratings and their mean in thousandths, by listing
_RATINGS: dict[int, tuple[int, int | None]] = {
    1: (64, 4_610),
    2: (12, 4_930),
    4: (31, 3_870),
    5: (3, None),
    8: (1, None),
}


def terms_of(index: int, price_wei: int, size_bytes: int) -> Terms:
    """Terms as a seller of the demo network sets them."""
    digest = hashlib.sha256(f"model {index}".encode()).digest()
    bond = 0 if price_wei == 0 else ETHER // 500
    return Terms(
        seller=SELLERS[index % 3],
        payee=SELLERS[index % 3],
        currency=NATIVE,
        price=price_wei,
        bond_wei=bond,
        late_fee_wei=bond // 4,
        key_fee=0,
        deliver_in_s=2 * 3600,
        dispute_in_s=3 * 86400,
        period_s=0,
        renew_until=0,
        flags=FLAG_BOUND,
        royalty_to=NATIVE,
        royalty_bps=0,
        size_bytes=size_bytes,
        nonce=digest[:16],
        key_hash=digest,
        content_root=digest,
        public_digest=digest,
        card_hash=digest,
        salt=digest,
    )


def listings() -> tuple[Listing, ...]:
    """The demo market."""
    return tuple(_listing(i, *model) for i, model in enumerate(_MODELS, start=1))


def _listing(
    index: int, name: str, task: str, summary: str, license_id: str, milli: int, kilobytes: int, sales: int,
    publisher: str, metrics: dict[str, float],
) -> Listing:  # fmt: skip
    card = Card(
        format=1, name=name, version="1.0.0", task=task, summary=summary, license=license_id,
        sources=["https://models.example.org/"], public_bytes=48_200, metrics=metrics, run_ms=0.42,
        peak_rss_bytes=64_000_000, publisher=publisher,
    )  # fmt: skip
    terms = terms_of(index, milli * ETHER // 1000, kilobytes * 1000)
    return Listing(
        index,
        terms,
        card,
        None,
        True,
        100 + index,
        NOW - 86400 * 40,
        NOW - 86400 * 9,
        sales if milli else 0,
        *_RATINGS.get(index, (0, None)),
        payers=sales * 9 // 10 if milli else 0,
    )


def long_listing() -> Listing:
    """Everything as long, and as hostile, as a card may be."""
    name = "An exceedingly long model name that a seller with much to say has chosen: 80 le"[:80]
    summary = "<b>Not bold</b> <img src='file:///etc/passwd'> " + "A summary that goes on and on. " * 9
    card = Card(
        format=1, name=name, version="2026.11.20-rc1+build.12345", task="a-task-nobody-knows-yet", summary=summary[:300],
        license="LicenseRef-Example-Very-Long-Licence-Identifier-1.0", sources=["https://example.org/"],
        public_bytes=63_000_000, metrics={f"metric number {i} with words": 0.1234567 * i for i in range(9)},
        publisher="A publisher whose name is as long as the rules of the card allow it, to the end"[:80],
    )  # fmt: skip
    terms = terms_of(99, 123_456_789_012_345_678_901, 3_999_999_999)
    return Listing(99, terms, card, None, True, 900, NOW - 3600, NOW - 3600, 0)


def broken_listing() -> Listing:
    """A listing whose card cannot be read."""
    return Listing(
        98,
        terms_of(98, ETHER // 10, 2_000_000),
        None,
        "not canonical JSON (RFC 8785)",
        True,
        905,
        NOW,
        NOW,
        0,
    )


def purchase(
    purchase_id: str, listing: Listing, state: PurchaseState, *, fault: str | None = None, age_s: int = 7200
) -> Purchase:
    """A purchase of a listing in a state."""
    from desktop.core.cards import make_card

    bought = NOW - age_s
    paid = state not in {
        PurchaseState.FETCHING,
        PurchaseState.READY,
        PurchaseState.CANCELLED,
        PurchaseState.FREE,
    }
    late = state in {PurchaseState.WAITING, PurchaseState.BUYING} or not paid
    order = Order(listing.id, BUYER, BUYER, bought, 7, 0, 11) if paid else None
    delivery = None if late else Delivery(9, 1, bytes(16), bought + 40)
    return Purchase(
        id=purchase_id,
        chain_id=CHAIN_ID,
        market=MARKET,
        listing=listing.id,
        terms=listing.terms,
        card_json=make_card(listing.card) if listing.card else b"{}",
        account=BUYER,
        state=state,
        created_at=bought,
        number=11,
        agreed_wei=listing.terms.price + 10**14,
        order_id=int.from_bytes(keccak256(purchase_id.encode()), "big") if paid else None,
        order=order,
        delivery=delivery,
        transaction_hash=keccak256(b"tx" + purchase_id.encode()) if paid else None,
        paid_fee_wei=210_000_000_000_000 if paid else 0,
        self_test_ok=True if delivery else None,
        fault=fault,
        updated_at=bought + 60,
        currency=listing.currency,
    )


FAILED_TEST = FailedTest(
    8,
    3,
    (
        Miss(2, "probabilities", 451.3, 0.971301, 0.51912, 0.0010713),
        Miss(5, "probabilities", 1.42, 0.029, 0.030141, 0.000129),
        Miss(8, "probabilities", math.inf),
    ),
)
"""A self-test that did not come out."""


def spec_of(listing: Listing) -> Spec:
    """A spec that fits the listing's task."""
    task = listing.card.task if listing.card else ""
    batch = Axis("batch")
    kinds = {
        "image-classification": ("image", "image-classification"),
        "image-to-image": ("image", "image-to-image"),
        "tabular-classification": ("table", "table-classification"),
        "tabular-regression": ("table", "table-regression"),
        "anomaly-detection": ("table", "anomaly"),
        "text-classification": ("text", "text-classification"),
        "time-series-forecasting": ("series", "forecast"),
    }
    kind, head = kinds.get(task, ("image", "image-classification"))
    columns = [Column(n, unit=u, default=d) for n, u, d in _COLUMNS] if kind == "table" else None
    params = [Param("top", "integer", 3, 1, 10, help="How many answers to show.")] if kind == "image" else []
    return Spec(
        format=1,
        task=task,
        inputs=[InputSpec(kind, kind, "FP32", [batch], columns=columns, title=_TITLES[kind])],  # type: ignore[arg-type]
        outputs=[OutputSpec("out", "scores")],
        head=Head(head, interval=0.8 if head == "forecast" else None),  # type: ignore[arg-type]
        tests=TestsSpec(8, 1e-3, 1e-4),
        params=params,
    )


_TITLES = {"image": "Picture", "table": "Measurements", "text": "Source text", "series": "Sunspots per year"}
_COLUMNS = (
    ("mean_radius", "px", 13.47), ("mean_texture", None, 18.84), ("mean_perimeter", "px", 86.24), ("mean_area", "px²", 551.1),
    ("mean_smoothness", None, 0.0959), ("mean_compactness", None, 0.0926), ("mean_concavity", None, 0.0615),
    ("worst_radius", "px", 14.97), ("worst_perimeter", "px", 97.66), ("worst_area", "px²", 686.5),
)  # fmt: skip


def manifest_of(listing: Listing) -> Manifest:
    """A manifest that fits the listing."""
    card = listing.card
    digest = "ab" * 32
    return Manifest(
        format=1,
        name=listing.title,
        version=card.version if card else "1",
        task=card.task if card else "",
        summary=card.summary if card else "",
        license=card.license if card else "",
        blobs=[
            Blob("graph", "graph.onnx", "public", 31_000, 0, digest),
            Blob("weights", "weights.bin", "sealed", listing.terms.size_bytes, 4096, digest),
        ],
        operators=["Conv", "Relu", "MaxPool", "Flatten", "Gemm", "ReduceMean", "Where", "Sub"],
        opset=17,
        parameters=89_590,
        measured=Measured(12.0, 0.42, 64_000_000, "x86-64, 4 cores"),
        tests=TestsSpec(8, 1e-3, 1e-4),
    )


CARD_MARKDOWN = """---
license: apache-2.0
---
# Handwritten digits

Reads one handwritten digit, 0 to 9, from a small picture: dark on light or light on dark. A convolutional
network of 90,000 weights that answers in well under a millisecond.

## What it is for

Reading single digits that fill the picture: *form boxes*, meter readings, lessons.

## Measured

| metric | this model | baseline |
|---|---|---|
| accuracy | 0.9933 | 0.9200 |
| log loss | 0.0653 | 0.3020 |

## Limits

One digit per picture, centred and upright, on an even background.
"""


def digit_picture(name: str = "digit-3.png") -> Picture:
    """An eight by eight digit, as the sandbox would hand it over."""
    rows = ("00256200", "03bffb20", "02306f60", "0003bd20", "00019fc1", "000009f4", "0371beb0", "04dfea10")
    pixels = bytearray()
    for line in rows:
        for cell in line:
            value = 255 - int(cell, 16) * 16
            pixels += bytes((value, value, value, 255))
    return Picture(name, 8, 8, bytes(pixels))


def photo(name: str, *, noisy: bool) -> Picture:
    """A small gradient landscape, with or without grain."""
    side = 120
    pixels = bytearray()
    for y in range(side):
        for x in range(side):
            hill = 70 + 18 * math.sin(x / 14) + 6 * math.sin(x / 5)
            base = (86, 132, 92) if y > hill else (150 + y // 2, 178 + y // 4, 214)
            grain = ((x * 7919 + y * 104729) % 61 - 30) if noisy else 0
            pixels += bytes(min(255, max(0, c + grain)) for c in base) + b"\xff"
    return Picture(name, side, side, bytes(pixels))


def sample_of(spec: Spec) -> Picture | str:
    """The package's own sample for its first input."""
    match spec.inputs[0].kind:
        case "image":
            return photo("photo.png", noisy=True) if spec.head.type == "image-to-image" else digit_picture()
        case "table":
            names = [c.name for c in spec.inputs[0].columns or []]
            rows = [",".join(f"{(i + 1) * 1.37 + r:.3f}" for i in range(len(names))) for r in range(2)]
            return "\n".join([",".join(names), *rows])
        case "series":
            return "\n".join(f"{1880 + i},{60 + 50 * math.sin(i / 1.75):.1f}" for i in range(44))
        case _:
            return "def greet(name: str) -> str:\n    return f\"Hello, {name}\"\n\n\nprint(greet('market'))\n"


def own_listing(listing: Listing, *, is_open: bool = True) -> OwnListing:
    """A listing as its seller keeps it."""
    from desktop.core.cards import make_card

    card = make_card(listing.card) if listing.card else b"{}"
    return OwnListing(
        listing.terms, card, listing.id, listing.listed_at, b"\1" * 32, None, is_open, listing.currency
    )


def sale(number: int, listing: Listing, state: SaleState) -> Sale:
    """An order as its seller keeps it."""
    holder = Address(keccak256(f"holder {number}".encode())[12:])
    order = Order(listing.id, holder, holder, NOW - 3600 * number, 5, 0, number)
    delivered = NOW - 3600 * number + 60 if state in {SaleState.DELIVERED, SaleState.FINAL} else 0
    return Sale(number, listing.id, order, listing.terms, state, order.bought_at, delivered_at=delivered)


TOKEN = Currency(Address(keccak256(b"token")[12:]), "USDX", 6, "Example Dollar")
IMITATION = Currency(Address(keccak256(b"imitation")[12:]), "", 18, "", imitates_coin=True)


def unit(address: Address) -> Currency:
    """What an amount is counted in; a token that is not the showcase's own tells nothing."""
    return TOKEN if address == TOKEN.address else unread_currency(address)


def priced_in(listing: Listing, currency: Currency, price: int) -> Listing:
    """The same listing, priced in a token."""
    return replace(
        listing, terms=replace(listing.terms, currency=currency.address, price=price), currency=currency
    )


def with_price(listing: Listing, price_wei: int) -> Listing:
    """The same listing at another price."""
    return replace(listing, terms=replace(listing.terms, price=price_wei))

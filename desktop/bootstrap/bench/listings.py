"""A made market of any size: listings with cards of usual length and words of usual frequency, the same each time."""

import json
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from desktop.chain.events import TOPICS
from desktop.chain.market import address_word, word
from desktop.core.events import Listed, LogPlace
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256

CHAIN_ID = 1_234_567
MARKET = Address(keccak256(b"licet bench market")[:20])
FIRST_TIME = 1_700_000_000
PER_BLOCK = 20

_WORDS = 20_000
_FUNCTION_WORDS = 150
_MANDELBROT = 10
_SELLERS = 500
TASKS = (
    "image-classification", "text-classification", "time-series-forecasting", "tabular-regression",
    "tabular-classification", "image-to-image", "object-detection", "feature-extraction",
)  # fmt: skip
LICENSES = ("Apache-2.0", "MIT", "CC-BY-4.0", "LicenseRef-single-user", "OpenRAIL-M")
_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvwz" for vowel in ("a", "e", "i", "o", "u")]


class MadeMarket:
    """Listing ``n`` (from 1) stands in block ``1 + (n - 1) // PER_BLOCK``.

    Words follow the law of Zipf and Mandelbrot; function words ("for", "the") make up near half of each summary, and
    none of a name or tag.
    """

    def __init__(self, listings: int) -> None:
        self.listings = listings
        random = Random(1)  # noqa: S311 - made data
        self.words = sorted(
            {"".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) for _ in range(2 * _WORDS)}
        )
        random.shuffle(self.words)
        self._small, self.words = self.words[:_FUNCTION_WORDS], self.words[_FUNCTION_WORDS:_WORDS]
        self._weights = list(accumulate(1 / (rank + _MANDELBROT) for rank in range(len(self.words))))
        self._sellers = [Address(keccak256(b"seller %d" % n)[:20]) for n in range(_SELLERS)]

    @property
    def head(self) -> int:
        """The last block."""
        return (self.listings - 1) // PER_BLOCK + 1

    def events(self, first: int, last: int) -> Iterator[Listed]:
        """The listings ``first`` to ``last``."""
        for number in range(first, last + 1):
            card = self.card(number)
            terms = self.terms(number, card)
            yield Listed(place(number), number, terms.seller, bytes(32), terms.encode(), card)

    def card(self, number: int) -> bytes:
        """A card of about 800 bytes, canonical because its keys are sorted and its text is ASCII."""
        random = Random(number)  # noqa: S311 - made data
        words = random.choices(self.words, cum_weights=self._weights, k=24)
        small = random.choices(self._small, k=12)
        summary = " ".join(f"{first} {second}" for first, second in zip(small, words[12:], strict=True))
        card = {
            "format": 1, "name": " ".join(words[:4]).capitalize()[:80], "version": "1.0.0",
            "task": TASKS[number % len(TASKS)], "summary": summary[:300],
            "license": LICENSES[number % len(LICENSES)],
            "sources": ["https://models.example/licet", "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf"],
            "public_bytes": 100_000 + number, "tags": [text[:32] for text in words[4:10]],
            "metrics": {"accuracy": 0.9}, "peak_rss_bytes": 120_000_000 + number, "publisher": " ".join(words[10:12])[:80],
        }  # fmt: skip
        return json.dumps(card, sort_keys=True, separators=(",", ":")).encode()

    def terms(self, number: int, card: bytes) -> Terms:
        seller = self._sellers[number % _SELLERS]
        digest = keccak256(b"listing %d" % number)
        return Terms(
            seller=seller, payee=seller, currency=NATIVE, price=10**15 + number, bond_wei=10**15,
            late_fee_wei=10**14, key_fee=0, deliver_in_s=172_800, dispute_in_s=604_800, period_s=0, renew_until=0,
            flags=0, royalty_to=ZERO_ADDRESS, royalty_bps=0, size_bytes=10**8 + number, nonce=digest[:16],
            key_hash=digest, content_root=digest, public_digest=digest, card_hash=keccak256(card), salt=digest,
        )  # fmt: skip

    def emitted(self, number: int) -> bytes:
        """The log of a listing as the benchmark's code on the chain is told it: size, four topics, data."""
        card = self.card(number)
        terms = self.terms(number, card)
        head = terms.encode()
        data = head + word(len(head) + 32) + word(len(card)) + card + bytes(-len(card) % 32)
        topics = (TOPICS["Listed"], word(number), address_word(terms.seller), keccak256(head))
        return word(len(data)) + b"".join(topics) + data


def place(number: int) -> LogPlace:
    """Where a listing's log stands."""
    block, index = divmod(number - 1, PER_BLOCK)
    transaction = keccak256(b"transaction %d" % number)
    return LogPlace(block + 1, block_hash(block + 1), block_time(block + 1), transaction, index)


def block_hash(block: int) -> bytes:
    return keccak256(b"block %d" % block)


def block_time(block: int) -> int:
    return FIRST_TIME + 12 * block

"""A small chain of blocks that can be reorganised, its catalogue on disk, and a person who watches it."""

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from desktop.core.changes import Change
from desktop.core.events import Bought, ChainEvent, Closed, EventBatch, Listed, LogPlace, Rated, Revised
from desktop.core.exchange import Terms
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Listing
from desktop.services.watching import WatchService
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.chronicle import ChronicleReader
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.watches import WatchStore
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER, make_order, make_terms

NOT_FINAL = 4
"""So many of the newest blocks can still go."""


@dataclass(frozen=True)
class Do:
    """One thing that a seller does in a block: a price for a listing (a new one or not), or None to close it."""

    listing: int
    price: int | None
    name: str = "Digits"
    seller: Address = SELLER
    version: int = 0


@dataclass(frozen=True)
class Rate:
    """An account buys a listing and rates it, in one block."""

    listing: int
    account: int
    stars: int


Act = Do | Rate


@dataclass
class Blocks:
    """The chain: the acts of each block, from number 1 on, with a salt by which two forks differ."""

    acts: list[tuple[int, tuple[Act, ...]]] = field(default_factory=list)
    forks: int = 0

    def hash_of(self, number: int) -> bytes:
        if number == 0:
            return bytes(32)
        salt, _ = self.acts[number - 1]
        return keccak256(self.hash_of(number - 1) + salt.to_bytes(8, "big"))

    def events(self) -> list[ChainEvent]:
        """All events that are valid on this chain, in order."""
        terms: dict[int, Terms] = {}
        is_open: set[int] = set()
        found: list[ChainEvent] = []
        for number, (_, acts) in enumerate(self.acts, 1):
            for index, act in enumerate(acts):
                place = LogPlace(number, self.hash_of(number), 1_700_000_000 + number, b"\x11" * 32, index)
                if isinstance(act, Rate):
                    found += _rated(place, act)
                    continue
                if act.price is None:
                    if act.listing in is_open:
                        is_open.discard(act.listing)
                        found.append(Closed(place, act.listing))
                    continue
                found.append(_offer(place, act, terms.get(act.listing)))
                terms[act.listing] = found[-1].terms  # type: ignore[union-attr]
                is_open.add(act.listing)
        return found


def _rated(place: LogPlace, act: Rate) -> tuple[Bought, Rated]:
    holder = Address(keccak256(b"account %d" % act.account)[12:])
    order_id = act.listing << 64 | act.account
    order = replace(make_order(listing=act.listing), holder=holder, payer=holder)
    after = replace(place, log_index=1_000 + place.log_index)
    return (
        Bought(place, order_id, act.listing, holder, b"\x01" * 32, order),
        Rated(after, order_id, holder, act.stars, b""),
    )


def _offer(place: LogPlace, act: Do, old: Terms | None) -> Listed | Revised:
    card, terms, encoded = _terms_of(act, act.seller if old is None else old.seller)
    kind = Listed if old is None else Revised
    return kind(place, act.listing, terms.seller, terms.hash, encoded, card)


@cache
def _terms_of(act: Do, seller: Address) -> tuple[bytes, Terms, bytes]:
    from tests.unit.store.test_catalogue import make_listing_card

    card = make_listing_card(act.name)
    terms = make_terms(price=act.price or 0, salt=act.listing * 100 + act.version, seller=seller, card=card)
    return card, terms, terms.encode()


class Watcher:
    """The catalogue that follows the blocks, and a person's watches over a real database."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "catalogue-31337.db"
        self.blocks = Blocks()
        self.writer = CatalogueWriter.open(self.path, CHAIN_ID, MARKET)
        self.written: list[bytes] = [bytes(32)]
        self.changes: list[Change] = []
        self.reader = CatalogueReader(self.path)
        self.chronicle = ChronicleReader(self.path)
        self.database = Database.open(root / "licet.db", user_database)
        self.service = self._service()
        self.follow()

    def _service(self) -> WatchService:
        return WatchService(
            book=WatchStore(self.database, CHAIN_ID, MARKET),
            chronicle=self.chronicle,
            listing=self.reader.listing,
            clock=self,
            publish=self.changes.append,
        )

    def now(self) -> int:
        return 1_800_000_000

    def restart(self) -> None:
        """As after a kill: nothing but the disk."""
        self.database.close()
        self.database = Database.open(self.root / "licet.db", user_database)
        self.service = self._service()

    def rebuild(self) -> None:
        """The catalogue is a cache: it may be made anew at any time."""
        self.writer.close()
        for path in self.root.glob("catalogue-31337.db*"):
            path.unlink()
        self.writer = CatalogueWriter.open(self.path, CHAIN_ID, MARKET)
        self.written = [bytes(32)]

    def mine(self, *acts: Act) -> None:
        self.blocks.forks += 1
        self.blocks.acts.append((self.blocks.forks, acts))

    def drop(self, depth: int) -> None:
        """The newest blocks are not the chain's any more."""
        del self.blocks.acts[len(self.blocks.acts) - depth :]

    def follow(self, last: int | None = None) -> None:
        """The indexer writes what is new, up to ``last``."""
        head = len(self.blocks.acts)
        last = head if last is None else min(last, head)
        common = 0
        while common < min(last, len(self.written) - 1) and self.written[common + 1] == self.blocks.hash_of(
            common + 1
        ):
            common += 1
        rollback = common if common < len(self.written) - 1 else None
        self.written = [self.blocks.hash_of(number) for number in range(last + 1)]
        first_kept = max(0, last - NOT_FINAL)
        events = tuple(e for e in self.blocks.events() if common < e.at.block_number <= last)
        hashes = {number: self.written[number] for number in range(first_kept, last + 1)}
        self.writer.apply(EventBatch(common + 1, last, head, 1_700_000_000 + last, events, hashes, rollback))

    def listing(self, number: int) -> Listing:
        found = self.reader.listing(number)
        assert found is not None
        return found

    def close(self) -> None:
        for part in (self.chronicle, self.reader, self.writer, self.database):
            part.close()

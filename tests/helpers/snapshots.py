"""A made market with every kind of fact, catalogues of it, and snapshots of those."""

import hashlib
import random
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec

from desktop.core.cards import make_card
from desktop.core.events import (
    Answered,
    BondWithdrawn,
    Bought,
    ChainEvent,
    Closed,
    EventBatch,
    KeyProvenBad,
    Listed,
    LogPlace,
    OperatorSet,
    Rated,
    Refunded,
    RefundReason,
    Reported,
    Revised,
    Withdrawn,
)
from desktop.core.exchange import Order, Terms
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.listings import Card
from desktop.core.signed_documents import write_signed
from desktop.core.snapshots import Counts, SnapshotHead, SnapshotMarket, SnapshotOrigin
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.snapshot_files import MAGIC, assemble, write_body
from desktop.store.snapshot_loading import make_body
from tests.helpers.samples import CHAIN_ID, MARKET, make_terms

RECORDS = Address(b"\x3b" * 20)
OF = SnapshotMarket(CHAIN_ID, MARKET, RECORDS)
PEOPLE = [Address(bytes((number,)) * 20) for number in range(1, 9)]


def block_hash(number: int) -> bytes:
    return keccak256(b"block %d" % number)


def block_time(number: int) -> int:
    return 1_700_000_000 + 12 * number


def origin(block: int) -> SnapshotOrigin:
    """Where a snapshot at this block says that it is from."""
    return SnapshotOrigin(OF, block, block_hash(block), block_time(block))


def history(listings: int, *, seed: int = 1) -> list[ChainEvent]:
    """A market's events in chain order: block by block, with everything that may happen to a listing."""
    chance = random.Random(seed)
    made: list[ChainEvent] = []
    open_terms: dict[int, Terms] = {}
    sales: list[tuple[int, int, Address]] = []
    block, index = 1, 0

    def at() -> LogPlace:
        nonlocal block, index
        index += 1
        if chance.random() < 0.4:
            block, index = block + chance.randint(1, 9), 0
        return LogPlace(
            block, block_hash(block), block_time(block), keccak256(b"%d %d" % (block, index)), index
        )

    def revised(listing: int, kind: type[Listed | Revised]) -> ChainEvent:
        card = make_card(_card(listing, chance.randint(1, 99)))
        terms = replace(
            make_terms(price=chance.choice([0, 10**15, 10**16]), salt=chance.getrandbits(60), card=card),
            seller=PEOPLE[listing % 4],
            key_hash=keccak256(b"key %d" % listing),
        )
        open_terms[listing] = terms
        return kind(at(), listing, terms.seller, terms.hash, terms.encode(), card)

    for listing in range(1, listings + 1):
        made.append(revised(listing, Listed))
        for _ in range(chance.randint(0, 3)):
            known = chance.randint(1, listing)
            match chance.randint(0, 9):
                case 0:
                    made.append(revised(known, Revised))
                case 1:
                    made.append(Closed(at(), known))
                case 2 | 3 | 4:
                    place, number = at(), chance.getrandbits(255)
                    payer, holder = chance.choice(PEOPLE), chance.choice(PEOPLE)
                    order = Order(known, payer, holder, place.timestamp, chance.getrandbits(255), 1, 1)
                    made.append(Bought(place, number, known, holder, open_terms[known].hash, order))
                    sales.append((number, known, holder))
                case 5 if sales:
                    number, _known, holder = chance.choice(sales)
                    made.append(Rated(at(), number, holder, chance.randint(1, 5), b"good \xe2\x80\xae"))
                case 6 if sales:
                    made.append(Answered(at(), chance.choice(sales)[0], PEOPLE[0], b"thanks"))
                    number, _known, holder = chance.choice(sales)
                    made.append(Reported(at(), number, holder, b"sealed" * 9))
                case 7 if sales:
                    number, _known, holder = sales.pop(chance.randrange(len(sales)))
                    made.append(
                        Refunded(at(), number, holder, NATIVE, 5, 0, chance.choice(list(RefundReason)))
                    )
                case 9:
                    one, other = chance.sample(PEOPLE, 2)
                    made.append(
                        chance.choice(
                            (
                                OperatorSet(at(), one, other),
                                Withdrawn(at(), one, NATIVE, 5, other),
                                BondWithdrawn(at(), one, 5, one),
                            )
                        )
                    )
                case 8 if chance.random() < 0.3:
                    made.append(KeyProvenBad(at(), open_terms[known].key_hash))
    return _each_key_once(made)


def _each_key_once(events: list[ChainEvent]) -> list[ChainEvent]:
    """The contract says once that a key is bad."""
    seen: set[bytes] = set()
    kept: list[ChainEvent] = []
    for event in events:
        if isinstance(event, KeyProvenBad):
            if event.key_hash in seen:
                continue
            seen.add(event.key_hash)
        kept.append(event)
    return kept


def _card(listing: int, version: int) -> Card:
    return Card(
        format=1, name=f"Model {listing}", version=f"{version}.0", task="image-classification",
        summary=f"tells pictures apart, kind {listing}", license="MIT", sources=["https://models.example"],
        public_bytes=1000 + listing, tags=["small"],
    )  # fmt: skip


def sync(path: Path, events: Sequence[ChainEvent], last: int, *, step: int = 7, head: int = 0) -> None:
    """The catalogue that follows from these events, written as a follower would: in batches of whole blocks."""
    with closing(CatalogueWriter.open(path, CHAIN_ID, MARKET, RECORDS)) as writer:
        first = 0
        while first <= last:
            end = min(last, first + step - 1)
            part = tuple(event for event in events if first <= event.at.block_number <= end)
            hashes = {end: block_hash(end)}
            writer.apply(EventBatch(first, end, head or last, block_time(head or last), part, hashes))
            first = end + 1


def snapshot(folder: Path, events: Sequence[ChainEvent], block: int, name: str = "a") -> Path:
    """An unsigned snapshot of the catalogue of these events."""
    catalogue, out = folder / f"{name}.db", folder / f"{name}.licet-snapshot"
    sync(catalogue, events, max(block, events[-1].at.block_number))
    body = folder / f"{name}.body"
    assemble(make_body(catalogue, origin(block), body), None, None, body, out)
    return out


def file_of(folder: Path, facts: Sequence[object], block: int, **changes: object) -> Path:
    """A snapshot file of any facts, also impossible ones, with fields of its head changed."""
    body, out = folder / "made.body", folder / "made.licet-snapshot"
    head: SnapshotHead = write_body(facts, origin(block), body)  # type: ignore[arg-type]
    assemble(msgspec.structs.replace(head, **changes), None, None, body, out)
    return out


def chunk_file(
    folder: Path,
    plain: list[bytes],
    packed: list[bytes] | None = None,
    *,
    block: int = 10**6,
    **changes: object,
) -> Path:
    """A file of chunks that nobody would write, with a head that fits them."""
    where = origin(block)
    head = SnapshotHead(
        1, where.of.chain_id, where.of.market.raw.hex(), where.of.records.raw.hex(), block, where.block_hash.hex(),
        where.block_time, Counts(), sum(map(len, plain)), [hashlib.sha256(one).hexdigest() for one in plain],
    )  # fmt: skip
    envelope = write_signed(msgspec.structs.replace(head, **changes))
    chunks = packed if packed is not None else [zlib.compress(one) for one in plain]
    path = folder / "hostile"
    body = b"".join(len(chunk).to_bytes(4, "big") + chunk for chunk in chunks)
    path.write_bytes(MAGIC + len(envelope).to_bytes(4, "big") + envelope + body)
    return path


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a catalogue but where it has it from, table by table."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
            if not name.startswith(("snapshot", "listing_fts_", "sqlite_"))
        ]
        found = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
        found["fts"] = sorted(connection.execute("SELECT rowid, name, summary FROM listing_fts"))
        return found

"""Hostile snapshots: each breaks one rule of docs/snapshots.md, and each is refused before anything is in its place."""

import hashlib
import os
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.facts import Closure, Fact, Refund, Revision
from desktop.core.snapshots import CHUNK_BYTES, Counts, NotASnapshot, OtherMarket
from desktop.store.catalogue_swap import staged_path
from desktop.store.snapshot_files import MAGIC, open_head, read_facts
from desktop.store.snapshot_loading import load
from tests.helpers.snapshots import OF, chunk_file, file_of, history, snapshot

LAST = 40
CLOSURES = [Closure(block, 0, 1) for block in range(1, LAST)]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    events = history(10)
    return snapshot(tmp_path_factory.mktemp("good"), events, events[-1].at.block_number)


def by_hand(folder: Path, plain: list[bytes], packed: list[bytes] | None = None, **changes: object) -> Path:
    return chunk_file(folder, plain, packed, block=LAST, **changes)


def encoded(*facts: Fact) -> bytes:
    return msgspec.msgpack.encode(list(facts))


def _digest(plain: bytes) -> str:
    return hashlib.sha256(plain).hexdigest()


def revision(terms: bytes) -> Revision:
    return Revision(1, 0, 1, 5, bytes(32), terms, b"{}")


MADE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "twice the same row": ("order", lambda at: file_of(at, [CLOSURES[0], CLOSURES[0]], LAST)),
    "rows in another order": ("order", lambda at: file_of(at, CLOSURES[::-1], LAST)),
    "a row above the block": ("above the block", lambda at: file_of(at, [Closure(LAST + 1, 0, 1)], LAST)),
    "counts too high": ("counts", lambda at: file_of(at, CLOSURES, LAST, counts=Counts(closures=99))),
    "counts of another kind": ("counts", lambda at: file_of(at, CLOSURES, LAST, counts=Counts(sales=39))),
    "a wrong length of the body": ("length", lambda at: file_of(at, CLOSURES, LAST, body_bytes=1)),
    "a chunk less than is there": ("more behind the end", lambda at: file_of(at, CLOSURES, LAST, chunks=[])),
    "a chunk more than is there": (
        "cut short", lambda at: by_hand(at, [encoded(*CLOSURES)], chunks=[_digest(encoded(*CLOSURES)), "0" * 64]),
    ),
    "another digest": ("digest", lambda at: file_of(at, CLOSURES, LAST, chunks=["0" * 64])),
    "terms that are none": ("terms", lambda at: file_of(at, [revision(b"\xff" * 672)], LAST)),
    "a bomb of zeros": (
        "zlib", lambda at: by_hand(at, [b"x"], [zlib.compress(bytes(64 << 20), 9)]),
    ),
    "a bomb in a chunk of its size": ("length field", lambda at: by_hand(at, [b"x"], [bytes(2 * CHUNK_BYTES)])),
    "no zlib": ("zlib", lambda at: by_hand(at, [b"x"], [b"not zlib at all"])),
    "bytes behind zlib": ("zlib", lambda at: by_hand(at, [b"x"], [zlib.compress(b"x") + b"y"])),
    "half a zlib": ("zlib", lambda at: by_hand(at, [b"x" * 99], [zlib.compress(b"x" * 99)[:-3]])),
    "a list of 10^9 rows": ("record", lambda at: by_hand(at, [b"\xdd\x3b\x9a\xca\x00"])),
    "bytes of 10^9": ("record", lambda at: by_hand(at, [b"\x91\x93\x03\x01\xc6\x3b\x9a\xca\x00"])),
    "nested without end": ("record", lambda at: by_hand(at, [b"\x91" * 100_000])),
    "a kind that is none": ("record", lambda at: by_hand(at, [b"\x91\x93\x63\x01\x00"])),
    "a column too many": ("record", lambda at: by_hand(at, [b"\x91\x95\x01\x01\x00\x01\x00"])),
    "a block below zero": ("record", lambda at: by_hand(at, [b"\x91\x94\x01\xff\x00\x01"])),
    "a block beyond SQLite": (
        "record", lambda at: by_hand(at, [b"\x91\x94\x01\xcf" + b"\xff" * 8 + b"\x00\x01"]),
    ),
    "a text instead of a number": ("record", lambda at: by_hand(at, [b"\x91\x94\x01\xa11\x00\x01"])),
    "a card of 64 KiB": (
        "record",
        lambda at: by_hand(at, [encoded(Revision(1, 0, 1, 5, bytes(32), bytes(672), b"a" * 65536))]),
    ),
    "an order of 31 bytes": ("record", lambda at: by_hand(at, [encoded(Refund(1, bytes(31), 1))])),
    "a reason that there is not": ("record", lambda at: by_hand(at, [encoded(Refund(1, bytes(32), 6))])),
    "numbers in a longer form": ("not canonical", lambda at: by_hand(at, [b"\x91\x94\x01\xcc\x01\x00\x01"])),
    "an empty chunk": ("not canonical", lambda at: by_hand(at, [b"\x90"])),
    "chunks that could be one": (
        "chunk", lambda at: by_hand(at, [encoded(CLOSURES[0]), encoded(CLOSURES[1])]),
    ),
    "a head of 10^9 bytes": ("length field", lambda at: _written(at, MAGIC + b"\x3b\x9a\xca\x00{}")),
    "a head that is no JSON": ("head", lambda at: _written(at, MAGIC + b"\0\0\0\x02{[")),
    "a head without end": ("head", lambda at: _written(at, MAGIC + (200_000).to_bytes(4, "big") + b"[" * 200_000)),
    "an SQLite file": ("magic", lambda at: _written(at, b"SQLite format 3\0" + bytes(4096))),
    "nothing": ("magic", lambda at: _written(at, b"")),
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_is_refused_for_its_reason(name: str, tmp_path: Path) -> None:
    reason, make = MADE[name]
    path = make(tmp_path)

    with pytest.raises(NotASnapshot) as caught:
        load(path, tmp_path / "catalogue.db", OF, lambda _done, _all: None)

    assert caught.value.reason == reason
    assert not staged_path(tmp_path / "catalogue.db").exists()


@pytest.mark.parametrize("changes", [{"chain_id": 1}, {"market": "00" * 20}, {"records": "00" * 20}])
def test_another_market_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(OtherMarket):
        load(file_of(tmp_path, CLOSURES, LAST, **changes), tmp_path / "c.db", OF, lambda _done, _all: None)


def test_a_pipe_and_a_folder_are_no_snapshots(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path / "pipe", tmp_path, tmp_path / "missing"):
        with pytest.raises(NotASnapshot):
            open_head(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 0.999))
def test_a_file_that_is_cut_anywhere_is_refused(good: Path, tmp_path: Path, share: float) -> None:
    data = good.read_bytes()
    (tmp_path / "cut").write_bytes(data[: int(len(data) * share)])

    with pytest.raises(NotASnapshot):
        list(read_facts(tmp_path / "cut"))


def test_a_flipped_bit_in_the_body_is_refused(good: Path, tmp_path: Path) -> None:
    """Or changes nothing: zlib has bits of padding."""
    data, body_at = good.read_bytes(), open_head(good).body_at
    true = list(read_facts(good))
    chance = random.Random(5)

    for _ in range(80):
        at = chance.randrange(body_at, len(data))
        changed = data[:at] + bytes((data[at] ^ (1 << chance.randrange(8)),)) + data[at + 1 :]
        (tmp_path / "flipped").write_bytes(changed)
        try:
            assert list(read_facts(tmp_path / "flipped")) == true
        except NotASnapshot:
            continue


def _written(folder: Path, data: bytes) -> Path:
    (folder / "hostile").write_bytes(data)
    return folder / "hostile"

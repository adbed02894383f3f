"""Collections on disk: each step as it was last, one batch open at a time, markets apart."""

from dataclasses import replace

from desktop.core.holdings import Collection, Step, StepKind, StepState
from desktop.core.identity import NATIVE, Address
from desktop.store.collections import CollectionStore
from desktop.store.database import Database
from tests.helpers.samples import BUYER, CHAIN_ID, MARKET, SELLER

STEP = Step(
    StepKind.SETTLE,
    SELLER,
    BUYER,
    NATIVE,
    2**130,
    2**90,
    split=SELLER,
    orders=f"{2**255:064x} {5:064x}",
    subject="Ä",
)


def test_a_batch_comes_back_as_it_was_at_full_width(database: Database) -> None:
    store = CollectionStore(database, CHAIN_ID, MARKET)
    begun = store.begin([STEP, replace(STEP, kind=StepKind.WITHDRAW, orders="", split=None)], 1_000)
    sent = replace(STEP, state=StepState.SENT, raw=b"\x02raw", hash=b"\x07" * 32)

    store.put(begun.id, 0, sent)

    assert store.last_open() == Collection(begun.id, 1_000, (sent, begun.steps[1]))
    assert sent.order_ids == (2**255, 5)


def test_a_closed_batch_is_no_longer_told(database: Database) -> None:
    store = CollectionStore(database, CHAIN_ID, MARKET)
    begun = store.begin([STEP], 1)

    store.close(begun.id)

    assert store.last_open() is None


def test_markets_do_not_see_each_others_batches(database: Database) -> None:
    here, there = (
        CollectionStore(database, CHAIN_ID, MARKET),
        CollectionStore(database, CHAIN_ID, Address(b"\1" * 20)),
    )
    begun = here.begin([STEP], 1)

    there.begin([STEP], 2)

    assert there.last_open() != here.last_open() == begun

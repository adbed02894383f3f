"""Splits on disk: kept per network, found by account, and believed only if their address proves their shares."""

import pytest

from desktop.core.identity import Address
from desktop.core.splits import Share, Split
from desktop.store.database import Database
from desktop.store.splits import SplitStore
from tests.helpers.samples import BUYER, CHAIN_ID, SELLER

FACTORY = Address(b"\xfa" * 20)
BOTH = Split.of(FACTORY, (Share(SELLER, 9_999), Share(BUYER, 1)))
ALONE = Split.of(FACTORY, (Share(SELLER, 10_000),))


@pytest.fixture
def store(database: Database) -> SplitStore:
    return SplitStore(database, CHAIN_ID, FACTORY)


def test_a_split_is_read_back_with_its_shares_in_order(store: SplitStore) -> None:
    store.put([BOTH])
    store.put([BOTH])

    assert store.find(BOTH.address) == BOTH
    assert store.find(ALONE.address) is None


def test_splits_are_found_by_the_accounts_they_pay(store: SplitStore) -> None:
    store.put([BOTH, ALONE])

    assert store.of_accounts([BUYER]) == [BOTH]
    assert set(store.of_accounts([BUYER, SELLER])) == {BOTH, ALONE}
    assert store.of_accounts([]) == []


def test_networks_do_not_mix(store: SplitStore, database: Database) -> None:
    elsewhere = SplitStore(database, CHAIN_ID + 1, FACTORY)

    store.put([BOTH], seen_to=7)

    assert (elsewhere.find(BOTH.address), elsewhere.of_accounts([BUYER]), elsewhere.seen_to()) == (
        None,
        [],
        -1,
    )
    assert store.seen_to() == 7


def test_shares_that_somebody_changed_in_the_file_are_not_believed(
    store: SplitStore, database: Database
) -> None:
    store.put([BOTH])
    with database.write() as connection:
        connection.execute("UPDATE split_share SET bps = 5000")

    assert store.find(BOTH.address) is None
    assert store.of_accounts([BUYER]) == []

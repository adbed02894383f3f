"""Years later: a purchase comes back from its back-up file and the phrase, though the node has dropped its old logs."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.backups import (
    MAX_BACKUP_BYTES,
    MAX_PUBLIC_BYTES,
    Backup,
    InvalidBackup,
    read_backup,
    write_backup,
)
from desktop.core.errors import NodeUnreachable, OrderContradicted
from desktop.core.orders import PurchaseState
from desktop.services.restoring import RestoringService
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from tests.helpers.vaults import local_vault
from tests.integration.purchase.conftest import Desk, SystemClock


class Forgetful:
    """A node that serves state, and no logs any more."""

    def __init__(self, desk: Desk) -> None:
        self._gateway = desk.gateway

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def find_order(self, _identifier: int) -> None:
        return None

    find_delivery = find_order


class Unreachable(Forgetful):
    """A node that answers nothing."""

    def order_slot(self, _identifier: int) -> int:
        raise NodeUnreachable("http://127.0.0.1:1")


def changed(file: dict[str, Any], record: dict[str, Any]) -> Backup:
    return read_backup(json.dumps(file | {"purchase": json.dumps(record)}).encode())


def restoring(desk: Desk, **changes: Any) -> RestoringService:
    parts: dict[str, Any] = {
        "history": Forgetful(desk),
        "vault": desk.vault,
        "book": desk.book,
        "clock": SystemClock(),
        "publish": lambda _: None,
    }
    return RestoringService(**(parts | changes))


@pytest.fixture
def backup(desk: Desk) -> bytes:
    purchase = desk.bought()
    desk.deliver(purchase)
    provisional = desk.advance(purchase.id)
    assert provisional.state is PurchaseState.PROVISIONAL
    return write_backup(provisional, desk.licences.get(purchase.id), b"public", desk.vault.backup_seal)


@pytest.fixture
def empty(tmp_path: Any) -> Any:
    database = Database.open(tmp_path / "new.db", user_database)
    yield PurchaseStore(database)
    database.close()


def test_a_purchase_comes_back_without_any_log(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    added = restoring(desk, book=empty).add_backup(read_backup(backup))
    desk.book = empty

    again = desk.advance(added.id, chain=Forgetful(desk))

    assert again.state is PurchaseState.PROVISIONAL
    assert again.delivery is not None


def test_the_same_file_twice_is_one_purchase(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    service = restoring(desk, book=empty)

    assert service.add_backup(read_backup(backup)).id == service.add_backup(read_backup(backup)).id
    assert len(empty.all()) == 1


def test_another_wallet_cannot_take_it(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    other = local_vault()
    account = other.create("another password")[2][0].address
    file = json.loads(backup)
    record = json.loads(file["purchase"]) | {"account": account.raw.hex()}

    with pytest.raises(InvalidBackup) as caught:
        restoring(desk, book=empty, vault=other).add_backup(changed(file, record))

    assert caught.value.reason == "wallet"
    assert empty.all() == []
    other.lock()


def test_a_changed_delivery_is_not_believed(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    file = json.loads(backup)
    record = json.loads(file["purchase"])
    record["delivery"]["wrapped"] = "00" * 16

    with pytest.raises(OrderContradicted):
        restoring(desk, book=empty).add_backup(changed(file, record))

    assert empty.all() == []


def test_a_file_of_another_network_is_refused(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    file = json.loads(backup)
    record = json.loads(file["purchase"]) | {"chain_id": "1"}

    with pytest.raises(InvalidBackup) as caught:
        restoring(desk, book=empty).add_backup(changed(file, record))

    assert caught.value.reason == "network"


def test_without_any_node_our_own_file_is_believed(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    added = restoring(desk, book=empty, history=Unreachable(desk)).add_backup(read_backup(backup))

    assert added.state is PurchaseState.DELIVERED
    assert added.delivery == desk.book.all()[0].delivery


def test_without_any_node_a_changed_file_is_not(desk: Desk, backup: bytes, empty: PurchaseStore) -> None:
    file = json.loads(backup)
    record = json.loads(file["purchase"])
    record["terms"]["content_root"] = "11" * 32

    with pytest.raises(NodeUnreachable):
        restoring(desk, book=empty, history=Unreachable(desk)).add_backup(changed(file, record))

    assert empty.all() == []


def test_without_any_node_a_file_of_the_first_format_is_not(
    desk: Desk, backup: bytes, empty: PurchaseStore
) -> None:
    file = json.loads(backup)
    old = {"format": "licet purchase 1", "purchase": file["purchase"], "licence": file["licence"]}

    with pytest.raises(NodeUnreachable):
        restoring(desk, book=empty, history=Unreachable(desk)).add_backup(
            read_backup(json.dumps(old).encode())
        )


def test_without_any_node_what_was_paid_back_stays_paid_back(
    desk: Desk, backup: bytes, empty: PurchaseStore
) -> None:
    refunded = replace(read_backup(backup).purchase, state=PurchaseState.REFUNDED)
    data = write_backup(refunded, b"", b"", desk.vault.backup_seal)

    with pytest.raises(NodeUnreachable):
        restoring(desk, book=empty, history=Unreachable(desk)).add_backup(read_backup(data))


def test_a_file_of_the_first_format_is_read_while_the_chain_answers(
    desk: Desk, backup: bytes, empty: PurchaseStore
) -> None:
    file = json.loads(backup)
    old = {"format": "licet purchase 1", "purchase": file["purchase"], "licence": file["licence"]}

    added = restoring(desk, book=empty).add_backup(read_backup(json.dumps(old).encode()))

    assert added.state is PurchaseState.WAITING


def test_a_large_public_part_is_left_out(desk: Desk, backup: bytes) -> None:
    purchase = read_backup(backup).purchase

    data = write_backup(purchase, b"", bytes(MAX_PUBLIC_BYTES + 1), desk.vault.backup_seal)

    assert read_backup(data).public == b""


def test_the_largest_public_part_still_fits_into_a_readable_file(desk: Desk, backup: bytes) -> None:
    purchase = read_backup(backup).purchase

    data = write_backup(purchase, b"", bytes(MAX_PUBLIC_BYTES), desk.vault.backup_seal)

    assert len(read_backup(data).public) == MAX_PUBLIC_BYTES


def test_it_holds_no_signed_transaction_and_reads_back_as_it_was(desk: Desk, backup: bytes) -> None:
    kept = read_backup(backup)
    purchase = kept.purchase

    assert (purchase.raw_transaction, purchase.transaction_hash) == (None, None)
    assert kept.licence.startswith(b"age-encryption.org/v1")
    assert kept.public == b"public"
    assert purchase.order == desk.book.all()[0].order


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_anything_else_is_an_invalid_back_up(data: bytes) -> None:
    with pytest.raises(InvalidBackup):
        read_backup(data)


@pytest.mark.parametrize(
    "purchase", ["{}", "[]", "null", "[" * 200_000, '{"id":1}', '{"terms":{"price":"x"}}', '{"order":{}}']
)
def test_a_hostile_record_is_an_invalid_back_up(purchase: str) -> None:
    file = json.dumps({"format": "licet purchase 1", "purchase": purchase, "licence": ""}).encode()

    with pytest.raises(InvalidBackup):
        read_backup(file)


def test_a_huge_file_is_not_read() -> None:
    with pytest.raises(InvalidBackup) as caught:
        read_backup(b" " * (MAX_BACKUP_BYTES + 1))

    assert caught.value.reason == "size"

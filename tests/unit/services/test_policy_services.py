"""Limits and the journal as the window uses them, over the real vault and a real database."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.changes import Change, Topic
from desktop.core.consent import ConsentNeeded
from desktop.core.errors import DiskFull, WalletLocked, WrongPassword
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.signatures import JournalBroken
from desktop.core.spending import Limit
from desktop.core.tokens import unread_currency
from desktop.core.transactions import UnsignedTransaction
from desktop.services.limits import LimitService
from desktop.services.signatures import SignatureService
from desktop.services.transactions import with_consent
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.signatures import SignatureStore
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from tests.helpers.vaults import local_vault

PASSWORD = "a password for tests"
TO, TOKEN = Address(b"\x44" * 20), Address(b"\x70" * 20)
ETHER = 10**18
PAYMENT = UnsignedTransaction(1, 0, TO, ETHER // 4, b"", 0, 1, 0)


class Room:
    """A wallet on a disk, open."""

    def __init__(self, folder: Path) -> None:
        self.database = Database.open(folder / "licet.db", user_database)
        self.book = SignatureStore(self.database)
        self.vault: VaultClient = local_vault()
        self.vault.keep_in(self.book)
        self.file = WalletFile(folder / "wallet.json", self.vault.reopen)
        _words, data, accounts = self.vault.create(PASSWORD)
        self.account = accounts[0].address
        self.file.write(data)
        self.told: list[Change] = []
        self.limits = LimitService(self.vault, self.file, 1, unread_currency, self.told.append)
        self.signatures = SignatureService(self.book, self.vault)

    def pay(self, nonce: int, wei: int = ETHER // 4, consent: str = "") -> None:
        self.vault.sign_transaction(
            self.account, replace(PAYMENT, nonce=nonce, value_wei=wei), consent=consent
        )

    def pay_asking(self, nonce: int, wei: int) -> None:
        """As whatever signs for a person does: asked, and done anew."""
        with_consent(self.vault, lambda consent: self.pay(nonce, wei, consent))

    def reopen(self) -> None:
        self.vault.lock()
        self.vault.unlock(self.file.read(), PASSWORD)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.vault.lock()
    made.database.close()


def test_what_was_spent_is_still_known_after_locking(room: Room) -> None:
    for nonce in range(4):
        room.pay(nonce)

    room.reopen()

    assert room.limits.view().lines[0].spent == ETHER
    with pytest.raises(ConsentNeeded):
        room.pay(4)


def test_a_limit_is_set_with_the_password_survives_and_can_be_taken_back(room: Room) -> None:
    with pytest.raises(WrongPassword):
        room.limits.set(Limit(1, NATIVE, 5), "another")
    room.limits.set(Limit(1, NATIVE, ETHER // 2, ETHER // 4), PASSWORD)
    room.limits.set(Limit(1, TOKEN, 7), PASSWORD)
    room.limits.ask_for_tokens(PASSWORD, wanted=True)
    room.reopen()

    view = room.limits.view()
    assert [(line.limit.token, line.limit.day) for line in view.lines if line.is_chosen] == [
        (NATIVE, ETHER // 2), (TOKEN, 7),
    ]  # fmt: skip
    assert view.ask_for_tokens
    assert not view.blind_until
    room.limits.drop(1, NATIVE, PASSWORD)
    assert (room.limits.view().lines[0].limit.day, room.limits.view().lines[0].is_chosen) == (ETHER, False)
    assert set(room.told) == {Change(Topic.SETTINGS)}


def test_known_stablecoins_are_shown_with_their_usual_limit_and_other_tokens_when_they_left(
    room: Room,
) -> None:
    data = keccak256(b"transfer(address,uint256)")[:4] + TO.raw.rjust(32, b"\0") + (9).to_bytes(32, "big")
    sending = replace(PAYMENT, to=TOKEN, value_wei=0, data=data)
    with pytest.raises(ConsentNeeded) as caught:
        room.vault.sign_transaction(room.account, sending)
    room.vault.sign_transaction(room.account, sending, consent=PASSWORD)

    view = room.limits.view()

    assert caught.value.rules == ("token-without-limit",)
    assert [line.currency.symbol for line in view.lines[1:-1]] == ["USDC", "USDT", "DAI", "EURC"]
    assert all(
        line.has_usual and line.currency.text(line.limit.day or 0)[:4] == "1000" for line in view.lines[1:-1]
    )
    last = view.lines[-1]
    assert (last.limit.token, last.spent, last.asks, last.has_usual) == (TOKEN, 9, True, False)
    room.limits.ask_for_tokens(PASSWORD, wanted=False)
    assert not room.limits.view().lines[-1].asks
    assert not room.limits.view().ask_for_tokens


def test_a_locked_wallet_does_not_tell_its_limits(room: Room) -> None:
    room.vault.lock()

    with pytest.raises(WalletLocked):
        room.limits.view()


def test_a_lost_record_is_shown_and_can_be_put_right_with_the_password(room: Room) -> None:
    room.pay(0)
    with room.database.write() as connection:
        connection.execute("DELETE FROM guard_record")
    room.reopen()
    assert room.limits.view().blind_why == "record-missing"

    room.limits.count_anew(PASSWORD)

    assert not room.limits.view().blind_until
    room.pay(1)


def test_the_journal_is_read_from_the_newest_on_and_compared_with_the_vault(room: Room) -> None:
    for nonce in range(3):
        room.pay(nonce, wei=nonce + 1)
    room.reopen()

    first = room.signatures.page(None, 2)
    rest = room.signatures.page(first[-1].place, 2)

    assert [line.entry.facts["nonce"] for line in (*first, *rest) if line.entry] == ["2", "1", "0"]
    verdict = room.signatures.check()
    assert (verdict.check.entries, verdict.check.seams, verdict.is_compared) == (3, (), True)
    room.vault.lock()
    assert not room.signatures.check().is_compared


@pytest.mark.parametrize("statement", [
    "DELETE FROM signature WHERE id = 3", "DELETE FROM signature WHERE id = 2",
    "UPDATE signature SET entry = CAST(replace(entry, 'Pay', 'Get') AS BLOB) WHERE id = 2", "DELETE FROM signature",
    "INSERT INTO signature (wallet, entry) SELECT wallet, entry FROM signature WHERE id = 3",
])  # fmt: skip
def test_a_journal_that_was_changed_on_the_disk_is_found_out(room: Room, statement: str) -> None:
    for nonce in range(3):
        room.pay(nonce, wei=1)
    with room.database.write() as connection:
        connection.execute(statement)

    with pytest.raises(JournalBroken):
        room.signatures.check()


def test_where_the_record_was_lost_the_journal_goes_on_with_a_seam(room: Room) -> None:
    room.pay(0)
    with room.database.write() as connection:
        connection.execute("DELETE FROM guard_record")
    room.reopen()
    assert room.signatures.check().is_record_lost

    room.pay(1, consent=PASSWORD)

    verdict = room.signatures.check()
    assert (verdict.check.seams, verdict.is_compared) == ((2,), True)


def test_a_signature_that_cannot_be_kept_is_not_given_out_and_locks_the_wallet(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise DiskFull("disk", 1, 0)

    room.pay(0)
    with monkeypatch.context() as patch:
        patch.setattr(room.book, "keep", full)
        with pytest.raises(DiskFull):
            room.pay(1)
    assert not room.vault.is_unlocked

    room.reopen()
    room.pay(1)

    assert room.signatures.check().check.entries == 2


def test_a_file_of_the_journal_can_be_checked_elsewhere_and_read_in_a_spreadsheet(room: Room) -> None:
    from desktop.core.signatures import check_journal

    room.pay(0)
    room.pay(1)

    lines = room.signatures.export_json().encode().splitlines()
    rows = list(csv.reader(io.StringIO(room.signatures.export_csv())))

    assert check_journal(lines).entries == 2
    assert rows[0][:5] == ["number", "time", "account", "act", "sentence"]
    assert rows[1][4] == f"Pay 0.25 ETH to {TO}"


def test_who_can_be_asked_is_asked_and_again_after_a_wrong_password(room: Room) -> None:
    asked: list[tuple[tuple[str, ...], bool]] = []
    answers = ["wrong", PASSWORD]

    def ask(needed: ConsentNeeded, was_wrong: bool) -> str:
        asked.append((needed.rules, was_wrong))
        return answers.pop(0)

    room.vault.ask_consent = ask
    room.pay_asking(0, wei=2 * ETHER)

    assert asked == [(("day-limit",), False), (("day-limit",), True)]
    assert room.signatures.check().check.entries == 1


def test_who_does_not_agree_has_nothing_signed(room: Room) -> None:
    room.vault.ask_consent = lambda _needed, _was_wrong: ""

    with pytest.raises(ConsentNeeded):
        room.pay_asking(0, wei=2 * ETHER)

    assert room.signatures.count == 0


def test_a_wrong_password_that_a_caller_brought_is_told_and_nobody_is_asked(room: Room) -> None:
    room.vault.ask_consent = lambda _needed, _was_wrong: pytest.fail("asked")

    with pytest.raises(WrongPassword):
        room.pay(0, wei=2 * ETHER, consent="wrong")


def test_why_the_vault_would_ask_can_be_known_before(room: Room) -> None:
    reasons = room.vault.reasons_for(room.account, replace(PAYMENT, value_wei=2 * ETHER))

    assert [reason.rule for reason in reasons] == ["day-limit"]
    assert reasons[0].fact("limit_wei") == str(ETHER)
    assert room.signatures.count == 0


def test_a_limit_of_another_network_is_counted_in_its_own_coin(room: Room) -> None:
    room.limits.set(Limit(137, NATIVE, 5 * ETHER), PASSWORD)

    line = next(line for line in room.limits.view().lines if line.limit.chain_id == 137)

    assert line.currency.text(line.limit.day or 0) == "5 POL"


def test_the_sentence_of_a_payment_names_the_coin_of_its_chain(room: Room) -> None:
    room.vault.sign_transaction(room.account, replace(PAYMENT, chain_id=137))

    (line,) = room.signatures.page(None, 5)
    assert line.entry is not None
    assert line.entry.sentence == f"Pay 0.25 POL to {TO}"


def test_a_wallet_that_the_keychain_opens_remembers_its_day_too(room: Room) -> None:
    room.pay(0, wei=ETHER)
    data, secret = room.vault.add_keychain_slot(PASSWORD)
    room.file.write(data)
    room.vault.lock()

    room.vault.unlock_with_secret(room.file.read(), secret)

    assert not room.limits.view().blind_until
    with pytest.raises(ConsentNeeded) as caught:
        room.pay(1)
    assert caught.value.rules == ("day-limit",)


def test_a_full_disk_keeps_nobody_from_unlocking(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise DiskFull("disk", 1, 0)

    monkeypatch.setattr(room.book, "keep", full)

    room.reopen()

    assert room.vault.is_unlocked

"""Killed between any two signatures: record and journal agree, and nothing that was given out is missing."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.core.identity import Address
from desktop.core.signatures import SignatureEntry
from desktop.core.transactions import UnsignedTransaction
from desktop.services.signatures import SignatureService
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.signatures import SignatureStore
from desktop.wallet.files import WalletFile
from desktop.wallet.signing_client import MemoryBook
from tests.helpers.vaults import local_vault

ROOT = Path(__file__).parents[3]
PASSWORD = "a password for tests"

# Signs for ever, and says the hash of each transaction once it has it: what it says was given out.
SIGNING = """
import sys
from pathlib import Path
from desktop.core.identity import Address
from desktop.core.transactions import UnsignedTransaction
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.signatures import SignatureStore
from tests.helpers.vaults import local_vault

folder = Path(sys.argv[1])
vault = local_vault()
vault.keep_in(SignatureStore(Database.open(folder / "licet.db", user_database)))
_words, data, accounts = vault.create(sys.argv[2])
(folder / "wallet.json").write_bytes(data)
for nonce in range(10**6):
    to = Address(bytes([4]) * 20)
    signed = vault.sign_transaction(accounts[0].address, UnsignedTransaction(1, nonce, to, 1, b"", 0, 1, 0))
    print(signed.hash.hex(), flush=True)
"""


@pytest.mark.parametrize("after", [1, 20])
def test_killed_while_it_signs_nothing_that_left_is_missing_and_the_journal_is_whole(
    tmp_path: Path, after: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SIGNING, str(tmp_path), PASSWORD], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    given = [process.stdout.readline().strip() for _ in range(after)]

    process.send_signal(signal.SIGKILL)
    given += process.stdout.read().split()
    process.wait()
    process.stdout.close()

    database = Database.open(tmp_path / "licet.db", user_database)
    try:
        book = SignatureStore(database)
        vault = local_vault()
        vault.keep_in(book)
        vault.unlock(WalletFile(tmp_path / "wallet.json").read(), PASSWORD)
        verdict = SignatureService(book, vault).check()
        kept = [SignatureEntry.decode(data).digest for data in book.entries()]
        assert verdict.is_compared
        assert not verdict.check.seams
        assert kept[: len(given)] == given
        assert len(kept) - len(given) in {0, 1}
        assert not vault.spent_now().blind_until
        vault.lock()
    finally:
        database.close()


class SlowBook(MemoryBook):
    """Lets somebody sign before it has kept the record of a wallet that was just opened."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: threading.Thread | None = None

    def keep(self, wallet: str, record: bytes, entry: bytes | None) -> None:
        if entry is None and self.meanwhile is not None:
            self.meanwhile.start()
            self.meanwhile.join(0.3)
        super().keep(wallet, record, entry)


def test_a_signature_while_a_wallet_is_opened_leaves_the_newest_record_in_the_book() -> None:
    book, vault = SlowBook(), local_vault()
    vault.keep_in(book)
    _words, data, accounts = vault.create(PASSWORD)
    account = accounts[0].address
    signing = UnsignedTransaction(31_337, 0, Address(bytes([4]) * 20), 1, b"", 0, 1, 0)
    book.meanwhile = threading.Thread(target=vault.sign_transaction, args=(account, signing))

    vault.unlock(data, PASSWORD)
    book.meanwhile.join()

    assert vault.journal_head()[1].number == len(book.entries) == 1

"""Run records out of a data directory, for commands: without any network, and with the wallet only for signing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.bootstrap.wallets import open_wallet
from desktop.config import SettingsFile
from desktop.core.errors import WalletLocked
from desktop.core.identity import Address
from desktop.paths import OwnerLock, Paths
from desktop.runtime.comparing import compare_pictures
from desktop.services.run_records import CheckedRecord, RecordSigner, RunRecordService, check_record
from desktop.store.database import Database
from desktop.store.kept_runs import KeptRuns
from desktop.store.migrations import user_database
from desktop.store.runs import RunStore
from desktop.wallet.run_record_client import RunRecordVaultClient
from desktop.wallet.run_records import recover


class _NoSigner:
    """Without a password nothing is signed."""

    def sign_run_record(self, account: Address, record: bytes) -> bytes:
        del account, record
        raise WalletLocked


@contextmanager
def opened_records(data_dir: Path | None, password: str | None = None) -> Iterator[RunRecordService]:
    """The records of a data directory, while this process owns it; they can be signed if a password is given."""
    if password is not None:
        with open_wallet(data_dir, password) as opened:
            account = opened.accounts[0].address
            with _service(opened.paths, RunRecordVaultClient(opened.vault), account) as service:
                yield service
        return
    paths = Paths.choose(data_dir)
    paths.create()
    with OwnerLock(paths.lock), _service(paths, _NoSigner(), Address(bytes(20))) as service:
        yield service


def check_file(data: bytes) -> CheckedRecord:
    """A signed record from a file; raises as ``check_record``."""
    return check_record(data, recover)


@contextmanager
def _service(paths: Paths, signer: RecordSigner, account: Address) -> Iterator[RunRecordService]:
    settings = SettingsFile(paths.settings)
    database = Database.open(paths.user_database, user_database)
    try:
        yield RunRecordService(
            book=RunStore(database),
            data=KeptRuns(paths.kept_runs),
            signer=signer,
            recover=recover,
            active_account=lambda: account,
            is_data_kept=lambda: settings.settings.keep_runs,
            keep_data=lambda kept: settings.change(keep_runs=kept),
            compare_pictures=compare_pictures,
            publish=lambda _change: None,
        )
    finally:
        database.close()

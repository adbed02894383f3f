"""The app's side of the vault for run records: only the vault signs, and builds what it signs itself."""

from desktop.core.identity import Address
from desktop.wallet.client import VaultClient


class RunRecordVaultClient:
    """Fits ``services.run_records.RecordSigner``."""

    def __init__(self, vault: VaultClient) -> None:
        self._vault = vault

    def sign_run_record(self, account: Address, record: bytes) -> bytes:
        """The signature of a record by an account of the open wallet."""
        signature: bytes = self._vault.sign_request("sign_run_record", account=account, record=record)
        return signature

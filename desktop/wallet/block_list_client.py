"""The app's side of the vault for block lists: only the vault signs, and builds what it signs itself."""

from desktop.core.identity import Address
from desktop.wallet.client import VaultClient


class BlockListVaultClient:
    """Fits ``services.block_lists.ports.ListSigner``."""

    def __init__(self, vault: VaultClient) -> None:
        self._vault = vault

    def sign_block_list(self, account: Address, block_list: bytes) -> bytes:
        """The signature of a list by an account of the open wallet."""
        signature: bytes = self._vault.sign_request("sign_block_list", account=account, block_list=block_list)
        return signature

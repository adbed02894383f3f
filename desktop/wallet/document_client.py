"""The app's side of the vault for signed documents: only the vault signs, and builds what it signs itself."""

from desktop.core.identity import Address
from desktop.core.signed_documents import Document, document_bytes
from desktop.wallet.client import VaultClient


class DocumentVaultClient:
    """Signs snapshots and lists with an account of the open wallet."""

    def __init__(self, vault: VaultClient) -> None:
        self._vault = vault

    def sign_document(self, account: Address, document: Document) -> bytes:
        """The signature of a document by an account of the open wallet."""
        data = document_bytes(document)
        signature: bytes = self._vault.sign_request(
            "sign_document", account=account, kind=document.kind, document=data
        )
        return signature

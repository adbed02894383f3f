"""Signing documents for people: the vault reads each by the shape of its kind, and builds the message itself."""

from typing import Final

from desktop.core.identity import Address
from desktop.core.signed_documents import (
    Document,
    DocumentAltered,
    NotADocument,
    read_document,
    signing_digest,
)
from desktop.core.snapshots import SnapshotHead
from desktop.wallet.digests import sign_digest, signer_of

SHAPES: Final[dict[str, type[Document]]] = {SnapshotHead.kind: SnapshotHead}
"""Each kind that is signed; whoever adds one adds its shape."""


def sign(kind: str, document: bytes, account_key: bytes) -> bytes:
    """r || s || v over the document's message.

    Raises:
        NotADocument: No such kind, or these bytes are none of it.
    """
    shape = SHAPES.get(kind)
    if shape is None:
        raise NotADocument
    return sign_digest(signing_digest(read_document(document, shape)), account_key)


def check(document: Document, account: Address | None, signature: bytes | None) -> Address | None:
    """Who signed a document that was read with this account and signature; None for nobody.

    Raises:
        DocumentAltered: The signature is not of this document by this account.
    """
    if account is None or signature is None:
        return None
    if signer_of(signing_digest(document), signature) != account:
        raise DocumentAltered
    return account

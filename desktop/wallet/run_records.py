"""Signing run records, and finding out who signed one. The message is EIP-712, of a type that nothing else has."""

from desktop.core.identity import Address
from desktop.core.run_exports import ExportedRun, RunRecordAltered, signing_digest
from desktop.wallet.digests import sign_digest, signer_of


def sign(run: ExportedRun, account_key: bytes) -> bytes:
    """r || s || v over the record's message."""
    return sign_digest(signing_digest(run), account_key)


def recover(digest: bytes, signature: bytes) -> Address:
    """The account whose signature this is, if it is the one form of it that is accepted.

    Raises:
        RunRecordAltered: It is no signature, or another form of one.
    """
    account = signer_of(digest, signature)
    if account is None:
        raise RunRecordAltered
    return account

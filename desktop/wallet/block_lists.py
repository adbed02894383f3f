"""Signing block lists, and finding out who signed one. The message is EIP-712, of a type that nothing else has."""

from desktop.core.block_lists import BlockList, BlockListAltered, signing_digest
from desktop.core.identity import Address
from desktop.wallet.digests import sign_digest, signer_of
from desktop.wallet.errors import PolicyRefused


def sign(block_list: BlockList, account: Address, account_key: bytes) -> bytes:
    """The signature of a list by the account that it names as its author.

    Raises:
        PolicyRefused: ``list-author``: it names another one.
    """
    if block_list.author_address != account:
        raise PolicyRefused("list-author")
    return sign_digest(signing_digest(block_list), account_key)


def recover(digest: bytes, signature: bytes) -> Address:
    """The account whose signature this is, if it is the one form of it that is accepted.

    Raises:
        BlockListAltered: It is no signature, or another form of one.
    """
    account = signer_of(digest, signature)
    if account is None:
        raise BlockListAltered
    return account

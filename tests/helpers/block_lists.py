"""Block lists for tests: made by hand, and signed by a key that everybody knows."""

from collections.abc import Sequence

from coincurve import PrivateKey

from desktop.core.block_lists import BlockList, Category, Entry, entry_of, signing_digest, write_signed
from desktop.core.identity import Address, keccak256
from desktop.wallet.digests import sign_digest
from tests.helpers.samples import CHAIN_ID, MARKET

KEY = bytes(31) + b"\x07"
OTHER_KEY = bytes(31) + b"\x08"
LIST_ID = "c0" * 16


def account_of(key: bytes) -> Address:
    return Address(keccak256(PrivateKey(key).public_key.format(compressed=False)[1:])[12:])


AUTHOR = account_of(KEY)


def about(
    subject: int | Address | bytes, reason: str = "it is a copy", category: Category = "copied"
) -> Entry:
    return entry_of(CHAIN_ID, MARKET, subject, category, reason)


def make_list(
    *entries: Entry, version: int = 1, key: bytes = KEY, name: str = "Copies", list_id: str = LIST_ID
) -> BlockList:
    """A list of these entries, sorted as a list's must be."""
    ordered = tuple(sorted(entries, key=lambda entry: entry.place))
    return BlockList(
        list_id, name, "What is somebody else's.", str(account_of(key)), version, 1_800_000_000, ordered
    )


def signed(block_list: BlockList, key: bytes = KEY) -> bytes:
    return write_signed(block_list, sign_digest(signing_digest(block_list), key))


class KeySigner:
    """Fits ``ListSigner`` with bare keys."""

    def __init__(self, *keys: bytes) -> None:
        self._keys = {account_of(key): key for key in keys or (KEY,)}
        self.asked: list[Address] = []

    def sign_block_list(self, account: Address, block_list: bytes) -> bytes:
        from desktop.core.block_lists import read_list

        self.asked.append(account)
        return sign_digest(signing_digest(read_list(block_list)), self._keys[account])


def places(entries: Sequence[Entry]) -> list[str]:
    return [entry.subject for entry in entries]

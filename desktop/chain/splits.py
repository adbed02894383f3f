"""Revenue splits as calldata: made by one contract for everybody, each of them paying its accounts."""

from collections.abc import Sequence

from desktop.chain.market import address_word, word
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Call

MAX_SHARES = 8
ALL_BPS = 10_000
SIGNATURES = {
    "create": "create((address,uint16)[])",
    "withdraw": "withdraw(address,address)",
    "withdraw_for": "withdrawFor(address,address)",
}
_SELECTORS = {name: keccak256(signature.encode())[:4] for name, signature in SIGNATURES.items()}


def create_split(factory: Address, shares: Sequence[tuple[Address, int]]) -> Call:
    """Makes the split of these (account, basis points), whose address follows from them and their order."""
    pairs = b"".join(address_word(account) + word(bps) for account, bps in shares)
    return Call(factory, _SELECTORS["create"] + word(32) + word(len(shares)) + pairs, 0)


def withdraw_share(split: Address, currency: Address, to: Address) -> Call:
    """Pays the caller's share."""
    return Call(split, _SELECTORS["withdraw"] + address_word(currency) + address_word(to), 0)


def withdraw_share_for(split: Address, currency: Address, account: Address) -> Call:
    """Pays the share of an account to that account."""
    return Call(split, _SELECTORS["withdraw_for"] + address_word(currency) + address_word(account), 0)

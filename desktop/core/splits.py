"""Revenue splits: accounts with shares, the rules that the contract checks, and the address that follows from them.

A split is a clone whose code carries its shares, made by one contract for everybody (``RevenueSplits``). Its address is
a hash over the shares in their order, so it is known before the split is made, and proves the shares afterwards: of a
contract that merely claims to be a split nothing is believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.errors import UserError
from desktop.core.identity import Address, keccak256

MAX_SHARES = 8
ALL_BPS = 10_000
DUST_UNITS = MAX_SHARES
"""Less than this stays in a split, per currency: what the floors of its accounts leave over."""


@dataclass(frozen=True, slots=True)
class Share:
    """An account and its share in basis points (hundredths of a percent)."""

    account: Address
    bps: int


Shares = tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ShareFault:
    """Why the contract would refuse the shares: ``account``, ``share``, ``same``, or of all of them ``count``, ``sum``.

    ``place`` is the row from 0, and -1 for what concerns all.
    """

    place: int
    reason: str


@dataclass(eq=False)
class InvalidShares(UserError):
    """The contract would refuse these shares."""

    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """A split that is proven: ``address`` is where our maker of splits puts exactly these shares."""

    address: Address
    shares: Shares

    @classmethod
    def of(cls, factory: Address, shares: Shares) -> "Split":
        """The split of these shares, made or not.

        Raises:
            InvalidShares: The contract would refuse them.
        """
        if found := faults_of(shares):
            raise InvalidShares(found[0].reason)
        return cls(split_address(factory, shares), shares)

    def share_of(self, account: Address) -> int:
        """The basis points of an account; 0 without a share."""
        return next((share.bps for share in self.shares if share.account == account), 0)


def faults_of(shares: Sequence[Share]) -> tuple[ShareFault, ...]:
    """Everything that ``RevenueSplits`` would refuse, by row; nothing if it takes them."""
    found = []
    if not 1 <= len(shares) <= MAX_SHARES:
        found.append(ShareFault(-1, "count"))
    for place, share in enumerate(shares):
        if share.account.is_zero:
            found.append(ShareFault(place, "account"))
        if share.bps <= 0:
            found.append(ShareFault(place, "share"))
        if share.account in {other.account for other in shares[:place]}:
            found.append(ShareFault(place, "same"))
    if sum(share.bps for share in shares) != ALL_BPS:
        found.append(ShareFault(-1, "sum"))
    return tuple(found)


def divide_evenly(count: int) -> tuple[int, ...]:
    """Basis points for so many accounts, that sum to all of them; the first has what does not divide."""
    each, rest = divmod(ALL_BPS, count)
    return (each + rest, *(each,) * (count - 1))


def due(received: int, bps: int, released: int) -> int:
    """What a split pays an account now (RevenueSplit.sol, ``_due``).

    Args:
        received: All that ever came in, in the currency's smallest unit.
        bps: The account's share.
        released: What the account has taken.
    """
    return max(0, received * bps // ALL_BPS - released)


def encode_shares(shares: Sequence[Share]) -> bytes:
    """``abi.encode(Share[])``: what the clone's code carries."""
    words = [(32).to_bytes(32, "big"), len(shares).to_bytes(32, "big")]
    for share in shares:
        words += [share.account.raw.rjust(32, b"\0"), share.bps.to_bytes(32, "big")]
    return b"".join(words)


def decode_shares(data: bytes) -> Shares:
    """The inverse of ``encode_shares``.

    Raises:
        ValueError: These are not exactly the bytes that ``encode_shares`` writes for valid shares.
    """
    count = int.from_bytes(data[32:64], "big")
    if count > MAX_SHARES or len(data) != 64 + 64 * count:
        raise ValueError("not an array of shares")
    shares = tuple(
        Share(Address(data[at + 12 : at + 32]), int.from_bytes(data[at + 32 : at + 64], "big"))
        for at in range(64, len(data), 64)
    )
    if faults_of(shares) or encode_shares(shares) != data:
        raise ValueError("shares that the contract cannot have taken")
    return shares


def split_address(factory: Address, shares: Sequence[Share]) -> Address:
    """Where the factory makes the split of these shares.

    The implementation is the factory's first creation (nonce 1); the clone is made by CREATE2 (EIP-1014) with salt 0
    from OpenZeppelin's code with immutable arguments (``Clones._cloneCodeWithImmutableArgs``, 5.x).
    """
    implementation = keccak256(b"\xd6\x94" + factory.raw + b"\x01")[12:]
    arguments = encode_shares(shares)
    code = (
        b"\x61"
        + (len(arguments) + 0x2D).to_bytes(2, "big")
        + bytes.fromhex("3d81600a3d39f3363d3d373d3d3d363d73")
        + implementation
        + bytes.fromhex("5af43d82803e903d91602b57fd5bf3")
        + arguments
    )
    return Address(keccak256(b"\xff" + factory.raw + bytes(32) + keccak256(code))[12:])

"""What ERC-20 tokens say of themselves, cleaned; and the permits (EIP-2612) that pay with them."""

import unicodedata
from dataclasses import dataclass

from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Currency

MAX_SYMBOL_CHARS = 12
MAX_NAME_CHARS = 40
MOST_DECIMALS = 77
"""10**77 is the largest power of ten that 256 bits hold."""

_SYMBOL_MARKS = frozenset("$._-+")
_COIN_WORDS = frozenset({"eth", "ether", "ethers", "ethereum", "wei", "gwei"})
# Digits that pass for letters in the coin's words.
_READ_AS = str.maketrans({"3": "e", "7": "t", "0": "o", "1": "i"})

_DOMAIN_TYPE = b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
_PERMIT_TYPE = b"Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"


def clean_symbol(text: str) -> str:
    """A token's symbol as it may stand behind an amount; empty if any of it could mislead.

    ASCII letters and digits, a few marks and currency signs, beginning with a letter or a currency sign: letters of
    other scripts look like these, invisible characters hide, and leading digits would join the amount.
    """
    symbol = text.strip().rstrip("\0")
    if not 0 < len(symbol) <= MAX_SYMBOL_CHARS or not all(map(_may_stand, symbol)):
        return ""
    first = symbol[0]
    return symbol if (first.isascii() and first.isalpha()) or _is_money_sign(first) else ""


def clean_name(text: str) -> str:
    """A token's name as plain text in one line: only ASCII that can be printed, at most 40 characters."""
    shown = "".join(c if c.isascii() and c.isprintable() else " " for c in text[: 8 * MAX_NAME_CHARS])
    return " ".join(shown.split())[:MAX_NAME_CHARS].rstrip()


def imitates_coin(text: str) -> bool:
    """Whether a symbol or name reads like the coin's, after folding what eyes take for the same."""
    folded = unicodedata.normalize("NFKC", text[:64]).casefold()
    folded = "".join(LOOKALIKES.get(c, c) for c in folded)
    if "ξ" in folded:  # the sign that people write for ether
        return True
    readings = {folded, folded.translate(_READ_AS)}
    return any("".join(c for c in reading if "a" <= c <= "z") in _COIN_WORDS for reading in readings)


# Letters of other scripts that look like those of the coin's words (Unicode TR 39, confusables, after casefold).
LOOKALIKES = {
    other: letter
    for letter, others in (
        ("e", "\u0435\u04bd\u212e\u03b5\u025b\u0454\u044d"),
        ("t", "\u0442\u03c4\u050f\u01ad"),
        ("h", "\u043d\u04bb\u03b7\u029c\u0570"),
        ("r", "\u0433\u0280"),
        ("w", "\u051d\u0461"),
        ("i", "\u0456\u0131"),
        ("g", "\u0261\u050d"),
        ("m", "\u043c"),
        ("u", "\u03c5\u057d"),
    )
    for other in others
}


def _may_stand(c: str) -> bool:
    return (c.isascii() and c.isalnum()) or c in _SYMBOL_MARKS or _is_money_sign(c)


def _is_money_sign(c: str) -> bool:
    return unicodedata.category(c) == "Sc"


def token_currency(token: Address, symbol: str, name: str, decimals: int | None) -> Currency:
    """The currency of a token from its own raw words; ``decimals`` is None where it told none.

    Nothing can go wrong here: what cannot be shown is left out.
    """
    imitates = imitates_coin(symbol) or imitates_coin(name)
    tells = decimals is not None and 0 <= decimals <= MOST_DECIMALS
    return Currency(
        address=token,
        symbol="" if imitates else clean_symbol(symbol),
        decimals=decimals if decimals is not None and tells else 0,
        name=clean_name(name),
        tells_decimals=tells,
        imitates_coin=imitates,
    )


def unread_currency(address: Address) -> Currency:
    """A token that was not asked, or did not answer; the coin stays the coin."""
    return COIN if address == COIN.address else Currency(address, "", 0, tells_decimals=False)


@dataclass(frozen=True, slots=True)
class PermitDomain:
    """The EIP-712 domain of a token's permits; chain and contract are added where it is used."""

    name: str
    version: str

    def separator(self, chain_id: int, token: Address) -> bytes:
        """``domainSeparator`` of EIP-712."""
        return keccak256(
            keccak256(_DOMAIN_TYPE)
            + keccak256(self.name.encode())
            + keccak256(self.version.encode())
            + chain_id.to_bytes(32, "big")
            + token.raw.rjust(32, b"\0")
        )


@dataclass(frozen=True, slots=True)
class PermitRequest:
    """What a permit allows; ``deadline`` in Unix seconds."""

    token: Address
    owner: Address
    spender: Address
    value: int
    nonce: int
    deadline: int

    def digest(self, domain: PermitDomain, chain_id: int) -> bytes:
        """What is signed (EIP-2612, "Specification")."""
        struct = keccak256(
            keccak256(_PERMIT_TYPE)
            + self.owner.raw.rjust(32, b"\0")
            + self.spender.raw.rjust(32, b"\0")
            + self.value.to_bytes(32, "big")
            + self.nonce.to_bytes(32, "big")
            + self.deadline.to_bytes(32, "big")
        )
        return keccak256(b"\x19\x01" + domain.separator(chain_id, self.token) + struct)


@dataclass(frozen=True, slots=True)
class Permit:
    """A signed permit for the market; ``deadline`` in Unix seconds."""

    value: int
    deadline: int
    v: int
    r: bytes
    s: bytes


@dataclass(frozen=True, slots=True)
class TransferTrial:
    """What a payment would do, tried at a node without being sent.

    Attributes:
        moves: Whether the token would carry it out.
        received: How much would arrive; None where the node cannot measure it.
    """

    moves: bool
    received: int | None = None

    def takes_part(self, amount: int) -> bool:
        """Whether less or more than the amount would arrive: the market refuses such a token."""
        return self.received is not None and self.received != amount

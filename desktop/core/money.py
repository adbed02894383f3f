"""Amounts: whole numbers of the smallest unit inside, decimal text at the edge, never a float."""

from dataclasses import dataclass

from desktop.core.errors import InvalidAmount
from desktop.core.identity import NATIVE, Address

ETHER_DECIMALS = 18
MAX_UINT256 = 2**256 - 1


def parse_amount(text: str, decimals: int = ETHER_DECIMALS) -> int:
    """Read a decimal amount such as ``0.05`` into its smallest unit.

    Raises:
        InvalidAmount: Not a plain non-negative decimal, more digits than the currency has, or beyond 256 bits.
    """
    body = text.strip().replace(" ", "").replace("\u202f", "")
    if not body or any(c not in "0123456789." for c in body) or body.count(".") > 1 or body == ".":
        raise InvalidAmount(text, decimals)
    whole, _, fraction = body.partition(".")
    if len(fraction.rstrip("0")) > decimals or len(whole) > 78:
        raise InvalidAmount(text, decimals)
    unit = int(10**decimals)
    value = int(whole or "0") * unit + int(fraction.rstrip("0").ljust(decimals, "0") or "0")
    if value > MAX_UINT256:
        raise InvalidAmount(text, decimals)
    return value


def format_amount(value: int, decimals: int = ETHER_DECIMALS, *, places: int | None = None) -> str:
    """The exact decimal text of an amount, without trailing zeros.

    Args:
        value: In the smallest unit.
        decimals: Of the currency.
        places: At most so many decimals, rounded half up; a non-zero amount never shows as plain zero
            (``<0.0001`` instead). None is exact.
    """
    sign, value = ("-", -value) if value < 0 else ("", value)
    if places is not None and places < decimals:
        step = int(10 ** (decimals - places))
        rounded = (value + step // 2) // step
        if value and not rounded:
            return f"<{sign}0.{'0' * (places - 1)}1" if places else f"<{sign}1"
        value, decimals = rounded, places
    whole, fraction = divmod(value, 10**decimals)
    digits = str(fraction).rjust(decimals, "0").rstrip("0") if decimals else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


class CoinName:
    """What the coin of the network in use is called: ETH, or POL on Polygon.

    Like the language (``desktop.text.catalog``) it is one for the process, and for the same reason: an amount is written
    wherever something is paid or fails. It is set when a network is opened, before the first amount.
    """

    def __init__(self) -> None:
        self.symbol = "ETH"

    def install(self, symbol: str) -> None:
        """Call it so from now on."""
        self.symbol = symbol


coin_name = CoinName()


@dataclass(frozen=True, slots=True)
class Currency:
    """What an amount is counted in: the chain's own coin, or a token that is named by its address.

    Of a token everything but the address is its own claim, cleaned (``desktop.core.tokens``) and never believed:
    ``symbol`` is empty where the token has none that can be shown without misleading anybody.

    Attributes:
        address: ``NATIVE`` for the coin.
        symbol: What stands behind an amount, if anything; empty for the coin of whichever network is in use.
        decimals: Digits after the point; 0 where ``tells_decimals`` is false, so that amounts are in the smallest unit.
        name: The longer name that the token gives itself.
        tells_decimals: Whether the contract answered with decimals that can be.
        imitates_coin: Whether its own symbol or name reads like the coin's; ``symbol`` is then empty.
    """

    address: Address
    symbol: str
    decimals: int
    name: str = ""
    tells_decimals: bool = True
    imitates_coin: bool = False

    @property
    def is_coin(self) -> bool:
        """Whether it is the chain's own coin."""
        return self.address == NATIVE

    @property
    def unit(self) -> str:
        """What stands behind an amount: the symbol, else the shortened address, which nobody can imitate."""
        return self.symbol or (coin_name.symbol if self.is_coin else self.address.short)

    def text(self, value: int, places: int | None = None) -> str:
        """An amount with its unit; ``places`` as in ``format_amount``."""
        return f"{format_amount(value, self.decimals, places=places)} {self.unit}"

    def parse(self, text: str) -> int:
        """Read an amount, with or without the unit behind it; raises as ``parse_amount``."""
        return parse_amount(text.strip().removesuffix(self.unit), self.decimals)


COIN = Currency(NATIVE, "", ETHER_DECIMALS)
"""The coin of the network in use, in which every fee, bond and late fee is paid. Its unit is ``coin_name``'s; the coin of
a certain network has its symbol in itself."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency, in its smallest unit."""

    value: int
    currency: Currency = COIN

    def text(self, places: int | None = None) -> str:
        """The amount with its unit."""
        return self.currency.text(self.value, places)

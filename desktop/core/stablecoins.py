"""Tokens that stand for a unit of money, by network and contract: what the vault may know of a token's worth by itself.

The vault asks nobody what a token is called or how it is divided: a node or a window could lie. These few are written
down here, each by its issuer's own list of contracts (Circle, Tether, Sky).
"""

from typing import Final

from desktop.core.identity import Address
from desktop.core.money import Currency

USUAL_DAY_UNITS: Final = 1_000
"""Of a dollar or a euro, until the person chooses another limit."""

_CONTRACTS: Final[dict[int, tuple[tuple[str, int, str], ...]]] = {
    1: (
        ("USDC", 6, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"),
        ("USDT", 6, "0xdAC17F958D2ee523a2206206994597C13D831ec7"),
        ("DAI", 18, "0x6B175474E89094C44Da98b954EedeAC495271d0F"),
        ("EURC", 6, "0x1aBaEA1f7C830bD89Acc67eC4af516284b1bC33c"),
    ),
    8_453: (
        ("USDC", 6, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"),
        ("DAI", 18, "0x50c5725949A6F0c72E6C4a641F24049A917DB0Cb"),
        ("EURC", 6, "0x60a3E35Cc302bFA44Cb288Bc5a4F316Fdb1adb42"),
    ),
    10: (
        ("USDC", 6, "0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85"),
        ("USDT", 6, "0x94b008aA00579c1307B0EF2c499aD98a8ce58e58"),
        ("DAI", 18, "0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1"),
    ),
    42_161: (
        ("USDC", 6, "0xaf88d065e77c8cC2239327C5EDb3A432268e5831"),
        ("USDT", 6, "0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9"),
        ("DAI", 18, "0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1"),
    ),
    137: (
        ("USDC", 6, "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359"),
        ("USDT", 6, "0xc2132D05D31c914a87C6611C10748AEb04B58e8F"),
        ("DAI", 18, "0x8f3Cf7ad23Cd3CaDbD9735AFf958023239c6A063"),
    ),
}
_KNOWN: Final = {
    chain: {(address := Address.parse(text)): Currency(address, symbol, decimals) for symbol, decimals, text in rows}
    for chain, rows in _CONTRACTS.items()
}  # fmt: skip


def stablecoins(chain_id: int) -> tuple[Currency, ...]:
    """Those of a network."""
    return tuple(_KNOWN.get(chain_id, {}).values())


def stablecoin(chain_id: int, token: Address) -> Currency | None:
    """The currency of a contract, if it is one of them."""
    return _KNOWN.get(chain_id, {}).get(token)


def usual_day(chain_id: int, token: Address) -> int | None:
    """The usual limit for a day in its smallest units; None for every other token."""
    currency = stablecoin(chain_id, token)
    return None if currency is None else USUAL_DAY_UNITS * 10**currency.decimals

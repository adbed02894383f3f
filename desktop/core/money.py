"""Amounts: whole numbers of the smallest unit inside, decimal text at the edge, never a float."""

from desktop.core.errors import InvalidAmount

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

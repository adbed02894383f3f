"""Spending limits as the wallet file and the pipe carry them; amounts are decimal text."""

import hashlib
from typing import Final

import msgspec

from desktop.core.identity import Address
from desktop.core.spending import Limit, SpendingLimits
from desktop.wallet.errors import InvalidLimits

MOST_ROWS: Final = 200
_MOST_AMOUNT: Final = 2**256


class LimitRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One limit; an amount of None is no limit."""

    chain_id: int
    token: bytes
    day: str | None
    seller: str | None


class LimitRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All limits that the person chose.

    ``ask_for_tokens``: on test networks too. ``free_tokens``: tokens without a limit ask nowhere. With neither, which is
    what files and records said before there was a choice, they ask wherever coins are worth something.
    """

    rows: list[LimitRow]
    ask_for_tokens: bool
    free_tokens: bool = False


def limit_rows(limits: SpendingLimits) -> LimitRows:
    """Limits as rows."""
    rows = [LimitRow(row.chain_id, row.token.raw, _text(row.day), _text(row.seller)) for row in limits.rows]
    return LimitRows(rows, limits.ask_for_tokens is True, limits.ask_for_tokens is False)


def read_limits(rows: LimitRows) -> SpendingLimits:
    """Rows as limits.

    Raises:
        InvalidLimits: Too many rows, two for one currency, two answers about tokens, or what is no amount.
    """
    if len(rows.rows) > MOST_ROWS:
        raise InvalidLimits("rows")
    limits = []
    for row in rows.rows:
        if row.chain_id < 1 or len(row.token) != 20:
            raise InvalidLimits("currency")
        limits.append(Limit(row.chain_id, Address(row.token), _amount(row.day), _amount(row.seller)))
    if len({(limit.chain_id, limit.token) for limit in limits}) != len(limits):
        raise InvalidLimits("twice")
    if rows.ask_for_tokens and rows.free_tokens:
        raise InvalidLimits("tokens")
    asks = True if rows.ask_for_tokens else False if rows.free_tokens else None
    return SpendingLimits(tuple(limits), asks)


def encode_limits(limits: SpendingLimits) -> bytes:
    """Limits as JSON."""
    return msgspec.json.encode(limit_rows(limits))


def decode_limits(data: bytes) -> SpendingLimits:
    """The inverse of ``encode_limits``; raises as ``read_limits``."""
    try:
        return read_limits(msgspec.json.decode(data, type=LimitRows))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InvalidLimits("json") from error


def limits_digest(limits: SpendingLimits) -> bytes:
    """Names limits in a record (SHA-256)."""
    return hashlib.sha256(encode_limits(limits)).digest()


def _text(amount: int | None) -> str | None:
    return None if amount is None else str(amount)


def _amount(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 78 or int(text) >= _MOST_AMOUNT:
        raise InvalidLimits("amount")
    return int(text)

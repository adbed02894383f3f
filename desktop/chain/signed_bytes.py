"""Signed bytes read back into the transaction that they are (EIP-1559, EIP-2718)."""

from typing import Any

from desktop.core.identity import Address, keccak256
from desktop.core.offline import Accessed, NotATransactionFile, SignedFacts
from desktop.core.transactions import SignedTransaction, UnsignedTransaction

_TYPE = b"\x02"
_FIELDS = 12
_SLOT = 32
_MOST_NONCE = 2**64  # EIP-2681; nodes count gas in 64 bits too
_HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0


def open_signed(raw: bytes) -> tuple[Any, Address]:
    """The twelve fields of signed type-2 bytes, as they stand there, and who signed them.

    Raises:
        ValueError: They are of another type; these libraries raise other errors too on what is malformed.
    """
    import rlp
    from eth_account import Account

    if raw[:1] != _TYPE:
        raise ValueError("not a type 2 transaction")
    return rlp.decode(raw[1:], strict=True), Address.parse(Account.recover_transaction(raw))


def read_signed_bytes(raw: bytes, note: str = "") -> SignedFacts:
    """Who signed what; checked by the signature itself.

    Raises:
        NotATransactionFile: They are no signed type-2 transaction to an address.
    """
    try:
        fields, account = open_signed(raw)
        transaction, accessed = _transaction(fields), _accessed(fields[8])
    except Exception as error:  # these libraries raise of every kind on a stranger's bytes
        raise NotATransactionFile from error
    return SignedFacts(account, transaction, SignedTransaction(raw, keccak256(raw)), note, accessed)


def _transaction(fields: Any) -> UnsignedTransaction:
    if len(fields) != _FIELDS or any(not isinstance(fields[at], bytes) for at in (*range(8), 9, 10, 11)):
        raise ValueError("fields")
    numbers = [_number(fields[at]) for at in (0, 1, 2, 3, 4, 6)]
    chain_id, nonce, tip, most, gas, value = numbers
    if not chain_id or tip > most or max(nonce, gas) >= _MOST_NONCE or _number(fields[11]) > _HALF_ORDER:
        raise ValueError("range")
    return UnsignedTransaction(
        chain_id=chain_id,
        nonce=nonce,
        to=Address(fields[5]),
        value_wei=value,
        data=fields[7],
        gas_limit=gas,
        max_fee_wei=most,
        max_priority_fee_wei=tip,
    )


def _accessed(entries: Any) -> tuple[Accessed, ...]:
    if isinstance(entries, bytes):
        raise ValueError("access list")  # noqa: TRY004 - all that is malformed is one error
    found = tuple(Accessed(Address(address), tuple(slots)) for address, slots in entries)
    if any(not isinstance(slot, bytes) or len(slot) != _SLOT for one in found for slot in one.slots):
        raise ValueError("storage keys")
    return found


def _number(data: bytes) -> int:
    if len(data) > 32 or data[:1] == b"\x00":
        raise ValueError("number")
    return int.from_bytes(data, "big")

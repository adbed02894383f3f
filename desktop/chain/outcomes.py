"""What a mined transaction did: its logs, and what the chain said of the account before and after its block."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from desktop.chain.errors import LyingNode, is_retryable
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hash, Hex, HexAddress, Quantity, Request, to_bytes, to_int
from desktop.chain.tokens import READ_GAS
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.services.effects.ports import Around, Log, Mined, Read, Reading

_HexDigits = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]*$")]


class _Log(msgspec.Struct):
    address: HexAddress
    topics: list[Hash]
    data: Hex


class _Receipt(msgspec.Struct, rename="camel"):
    transaction_hash: Hash
    status: Quantity
    block_number: Quantity
    gas_used: Quantity
    effective_gas_price: Quantity
    logs: list[_Log]
    l1_fee: Quantity = "0x0"
    """What rollups of the OP stack take beside the gas (its specification, "L1 cost fees")."""


class _Transaction(msgspec.Struct, rename="camel"):
    hash: Hash
    value: Quantity
    input: Hex
    to: HexAddress | None = None


class ChainOutcomes:
    """Reads what became of transactions (``services.effects.ports.Outcomes``)."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def mined(self, transaction_hash: bytes) -> Mined | None:
        """The transaction as it was mined; None while it is not.

        Raises:
            LyingNode: The node answered about another transaction.
            AppError: No endpoint answered.
        """
        wanted = ["0x" + transaction_hash.hex()]
        receipt = self._nodes.find("eth_getTransactionReceipt", wanted, _Receipt)
        if receipt is None:
            return None
        sent = self._nodes.find("eth_getTransactionByHash", wanted, _Transaction)
        if sent is None:
            return None
        if {to_bytes(receipt.transaction_hash), to_bytes(sent.hash)} != {transaction_hash}:
            raise LyingNode(self._nodes.origin, "another transaction")
        logs = tuple(
            Log(Address(to_bytes(e.address)), tuple(map(to_bytes, e.topics)), to_bytes(e.data))
            for e in receipt.logs
        )
        fee = to_int(receipt.gas_used) * to_int(receipt.effective_gas_price) + to_int(receipt.l1_fee)
        return Mined(
            block=to_int(receipt.block_number),
            succeeded=to_int(receipt.status) == 1,
            fee_wei=fee,
            logs=logs,
            to=Address(to_bytes(sent.to)) if sent.to else None,
            data=to_bytes(sent.input),
            value_wei=to_int(sent.value),
        )

    def around(self, account: Address, block: int, reads: Sequence[Read]) -> Around | None:
        """The account before and after a block; None where the node no longer knows.

        One batch, in which no other account is named.

        Raises:
            AppError: No endpoint answered.
        """
        places = (hex(block - 1), hex(block))
        requests: list[Request] = []
        for at in places:
            requests.append(("eth_getBalance", [str(account), at]))
            requests.append(("eth_getTransactionCount", [str(account), at]))
            requests += [("eth_call", [_view(read), at]) for read in reads]
        told = self._nodes.try_all(requests, _HexDigits)
        half = len(told) // 2
        before, after = told[:half], told[half:]
        heads = [_number(entry) for entry in (*before[:2], *after[:2])]
        if None in heads:
            return None
        coins_before, nonce_before, coins_after, nonce_after = (entry or 0 for entry in heads)
        readings = tuple(
            Reading(_data(first), _data(then)) for first, then in zip(before[2:], after[2:], strict=True)
        )
        return Around(coins_after - coins_before, nonce_after - nonce_before, readings)


def _view(read: Read) -> dict[str, str]:
    return {"to": str(read.to), "data": "0x" + read.data.hex(), "gas": hex(READ_GAS)}


def _number(entry: Any) -> int | None:
    if isinstance(entry, AppError):
        if is_retryable(entry):
            raise entry
        return None
    return int(entry, 16) if len(entry) > 2 else None


def _data(entry: Any) -> bytes | None:
    if isinstance(entry, AppError):
        if is_retryable(entry):
            raise entry
        return None
    return bytes.fromhex(entry[2:]) if len(entry) % 2 == 0 else None

"""Whether a block's logs are what a node says: its receipts, hashed, must be the root in the header that has its hash.

The receipts of a block form a Merkle-Patricia trie whose root stands in the header (yellow paper, section 4.3.1;
EIP-2718 for typed receipts), and the header's hash is the block's. So whoever shows receipts that fit has shown all logs
of the block, neither more nor fewer, for everybody who agrees on the hash.
"""

from typing import Any

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.events import RpcLog
from desktop.chain.rpc import Hash, Hex, HexAddress, Quantity, RpcClient, to_bytes, to_int
from desktop.core.identity import keccak256

_HEADER_FIELDS = (
    "parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty",
    "number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas",
    "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash",
)  # fmt: skip
_NUMBERS = frozenset(
    {
        "difficulty",
        "number",
        "gasLimit",
        "gasUsed",
        "timestamp",
        "baseFeePerGas",
        "blobGasUsed",
        "excessBlobGas",
    }
)
_NO_TRANSACTION = "0x" + "00" * 32
_FIRST_OPTIONAL = _HEADER_FIELDS.index("baseFeePerGas")


class _Log(msgspec.Struct, rename="camel"):
    address: HexAddress
    topics: list[Hash]
    data: Hex


class _Receipt(msgspec.Struct, rename="camel"):
    cumulative_gas_used: Quantity
    logs_bloom: Hex
    logs: list[_Log]
    type: Quantity = "0x0"
    status: Quantity | None = None
    root: Hash | None = None


def prove_logs(client: RpcClient, block: int, block_hash: bytes) -> list[RpcLog] | None:
    """All logs of a block, proven against its hash; None if this node shows no receipts that fit.

    Neither transaction nor time is proven: the one is left zero, the other out.

    Raises:
        AppError: The node failed.
    """
    found = client.find("eth_getBlockByNumber", [hex(block), False], dict)
    receipts = client.find("eth_getBlockReceipts", [hex(block)], list[_Receipt])
    if found is None or receipts is None:
        return None
    try:
        if header_hash(found) != block_hash or receipts_root(receipts) != to_bytes(found["receiptsRoot"]):
            return None
    except (KeyError, TypeError, ValueError) as error:
        raise LyingNode(client.origin, "a header or receipt that no chain has") from error
    logs = [entry for receipt in receipts for entry in receipt.logs]
    return [
        RpcLog(
            entry.address, entry.topics, entry.data, hex(block), "0x" + block_hash.hex(), _NO_TRANSACTION,
            hex(index),  # what a receipt says of its logs' places is not hashed: their order is
            "0x0",
        )
        for index, entry in enumerate(logs)
    ]  # fmt: skip


def header_hash(header: dict[str, Any]) -> bytes:
    """Hash of a header as eth_getBlockByNumber gives it, with the fields that its fork has."""
    import rlp  # late: with its codecs it takes a while, and few ever need it

    fields: list[bytes] = []
    for place, name in enumerate(_HEADER_FIELDS):
        value = header.get(name)
        if value is None and place >= _FIRST_OPTIONAL:
            break
        text = str(value)
        fields.append(_number(text) if name in _NUMBERS else bytes.fromhex(text[2:]))
    return keccak256(rlp.encode(fields))


def receipts_root(receipts: list[_Receipt]) -> bytes:
    """Root of the trie from each receipt's place to its encoding."""
    import rlp
    from trie.hexary import HexaryTrie

    trie = HexaryTrie({})
    for place, receipt in enumerate(receipts):
        first = to_bytes(receipt.root) if receipt.root is not None else _number(receipt.status or "0x0")
        logs = [
            [to_bytes(entry.address), [to_bytes(topic) for topic in entry.topics], to_bytes(entry.data)]
            for entry in receipt.logs
        ]
        body = rlp.encode([first, _number(receipt.cumulative_gas_used), to_bytes(receipt.logs_bloom), logs])
        kind = to_int(receipt.type)
        trie[rlp.encode(place)] = bytes([kind]) + body if kind else body
    return bytes(trie.root_hash)


def _number(text: str) -> bytes:
    """A quantity as RLP wants it: big-endian, without leading zeros."""
    value = to_int(text)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")

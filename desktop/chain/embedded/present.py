"""Blocks, transactions, receipts and logs in the JSON shapes of the Ethereum execution API."""

from typing import Any, TypeAlias

from eth.constants import CREATE_CONTRACT_ADDRESS
from eth.vm.forks.prague.transactions import PragueTransactionBuilder
from eth_bloom.bloom import BloomFilter

from desktop.chain.embedded.rows import LogRow, TransactionRow

Json: TypeAlias = dict[str, Any]


def quantity(value: int) -> str:
    return hex(value)


def data(value: bytes) -> str:
    return "0x" + value.hex()


def block(header: Any, transactions: list[Any], size: int) -> Json:
    """A mined block; ``transactions`` are hashes or whole objects."""
    return {
        "number": quantity(header.block_number),
        "hash": data(header.hash),
        "parentHash": data(header.parent_hash),
        "nonce": data(header.nonce),
        "sha3Uncles": data(header.uncles_hash),
        "logsBloom": data(header.bloom.to_bytes(256, "big")),
        "transactionsRoot": data(header.transaction_root),
        "stateRoot": data(header.state_root),
        "receiptsRoot": data(header.receipt_root),
        "miner": data(header.coinbase),
        "difficulty": "0x0",
        "totalDifficulty": "0x0",
        "extraData": data(header.extra_data),
        "size": quantity(size),
        "gasLimit": quantity(header.gas_limit),
        "gasUsed": quantity(header.gas_used),
        "timestamp": quantity(header.timestamp),
        "mixHash": data(header.mix_hash),
        "baseFeePerGas": quantity(header.base_fee_per_gas),
        "withdrawalsRoot": data(header.withdrawals_root),
        "withdrawals": [],
        "blobGasUsed": quantity(header.blob_gas_used),
        "excessBlobGas": quantity(header.excess_blob_gas),
        "parentBeaconBlockRoot": data(header.parent_beacon_block_root),
        "requestsHash": data(header.requests_hash),
        "uncles": [],
        "transactions": transactions,
    }


def pending_block(header: Any) -> Json:
    """The block that is not made yet: hash, nonce, miner and bloom are unknown."""
    shape = block(header, [], 0)
    return shape | {"hash": None, "nonce": None, "miner": None, "logsBloom": None}


def transaction(raw: bytes, sender: bytes, mined: TransactionRow | None, block_hash: bytes | None) -> Json:
    """A transaction; the fields of its block are null while it waits."""
    evm: Any = PragueTransactionBuilder.decode(raw)
    kind = evm.type_id or 0
    shape: Json = {
        "hash": data(evm.hash),
        "type": quantity(kind),
        "chainId": quantity(evm.chain_id),
        "nonce": quantity(evm.nonce),
        "from": data(sender),
        "to": None if evm.to == CREATE_CONTRACT_ADDRESS else data(evm.to),
        "value": quantity(evm.value),
        "gas": quantity(evm.gas),
        "input": data(evm.data),
        "r": quantity(evm.r),
        "s": quantity(evm.s),
        "v": quantity(evm.y_parity if kind else evm.v),
        "blockHash": None if block_hash is None else data(block_hash),
        "blockNumber": None if mined is None else quantity(mined.block),
        "transactionIndex": None if mined is None else quantity(mined.position),
        "gasPrice": quantity(evm.max_fee_per_gas if mined is None else mined.gas_price),
    }
    if kind:
        shape["yParity"] = quantity(evm.y_parity)
        shape["accessList"] = [
            {"address": data(address), "storageKeys": [data(slot.to_bytes(32, "big")) for slot in slots]}
            for address, slots in evm.access_list
        ]
    if kind >= 2:
        shape["maxFeePerGas"] = quantity(evm.max_fee_per_gas)
        shape["maxPriorityFeePerGas"] = quantity(evm.max_priority_fee_per_gas)
    return shape


def receipt(row: TransactionRow, logs: list[LogRow], header: Any) -> Json:
    """The receipt of a mined transaction."""
    evm = PragueTransactionBuilder.decode(row.raw)
    bloom = BloomFilter()
    for entry in logs:
        bloom.extend((entry.address, *entry.topics))
    return {
        "transactionHash": data(row.hash),
        "transactionIndex": quantity(row.position),
        "blockHash": data(header.hash),
        "blockNumber": quantity(row.block),
        "from": data(row.sender),
        "to": None if evm.to == CREATE_CONTRACT_ADDRESS else data(evm.to),
        "type": quantity(evm.type_id or 0),
        "status": quantity(row.status),
        "gasUsed": quantity(row.gas_used),
        "cumulativeGasUsed": quantity(row.cumulative_gas),
        "effectiveGasPrice": quantity(row.gas_price),
        "contractAddress": None if row.contract is None else data(row.contract),
        "logs": [log(entry, header) for entry in logs],
        "logsBloom": data(int(bloom).to_bytes(256, "big")),
    }


def log(row: LogRow, header: Any) -> Json:
    """A log with its block's time, as newer nodes give it."""
    return {
        "address": data(row.address),
        "topics": [data(topic) for topic in row.topics],
        "data": data(row.data),
        "blockNumber": quantity(row.block),
        "blockHash": data(header.hash),
        "blockTimestamp": quantity(header.timestamp),
        "transactionHash": data(row.hash),
        "transactionIndex": quantity(row.position),
        "logIndex": quantity(row.log),
        "removed": False,
    }

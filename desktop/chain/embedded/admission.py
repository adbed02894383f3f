"""Reading and checking raw transactions before they may wait for a block; refusals in geth's words."""

from typing import Any

from eth.constants import CREATE_CONTRACT_ADDRESS
from eth.exceptions import UnrecognizedTransactionType
from eth.vm.forks.prague.transactions import PragueTransactionBuilder
from eth.vm.forks.shanghai.constants import MAX_INITCODE_SIZE
from eth_keys.exceptions import BadSignature
from eth_utils.exceptions import ValidationError
from rlp.exceptions import RLPException

from desktop.chain.embedded.faults import refused
from desktop.chain.embedded.genesis import CHAIN_ID, GAS_LIMIT
from desktop.chain.embedded.pool import Waiting

_BLOB_TYPE = 3
MAX_RAW_BYTES = 128 * 1024
"""Largest raw transaction, as in geth (txMaxSize)."""


def read_transaction(raw: bytes) -> Waiting:
    """Decode a signed transaction and recover its sender.

    Raises:
        RpcFault: The bytes are no transaction, or one for another chain, or the signature is wrong.
    """
    if len(raw) > MAX_RAW_BYTES:
        raise refused(f"oversized data: transaction size {len(raw)}, limit {MAX_RAW_BYTES}")
    try:
        transaction = PragueTransactionBuilder.decode(raw)
        transaction.validate()
        kind = transaction.type_id or 0
        if kind == _BLOB_TYPE:
            raise refused("transaction type not supported")
        if transaction.chain_id is None:
            raise refused("only replay-protected (EIP-155) transactions allowed over RPC")
        if transaction.chain_id != CHAIN_ID:
            raise refused(f"invalid chain id for signer: have {transaction.chain_id} want {CHAIN_ID}")
        transaction.check_signature_validity()
        sender = transaction.sender
    except (RLPException, UnrecognizedTransactionType, ValueError, TypeError, IndexError) as error:
        raise refused("transaction could not be decoded") from error
    except (ValidationError, BadSignature) as error:
        raise refused("invalid sender") from error
    return Waiting(transaction, transaction.hash, sender, raw)


def floor_gas(data: bytes) -> int:
    """Least gas of a transaction with this calldata (EIP-7623)."""
    tokens = data.count(0) + 4 * (len(data) - data.count(0))
    return 21_000 + 10 * tokens


def intrinsic_gas(transaction: Any) -> int:
    """Gas that is used up before the first instruction runs, creation code included (EIP-3860)."""
    gas = int(transaction.intrinsic_gas)
    if transaction.to == CREATE_CONTRACT_ADDRESS:
        gas += 2 * ((len(transaction.data) + 31) // 32)
    return gas


def check_transaction(waiting: Waiting, *, nonce: int, balance_wei: int, earlier_cost_wei: int) -> None:
    """Refuse what could never be mined.

    Args:
        waiting: The transaction.
        nonce: The sender's next nonce on the chain.
        balance_wei: The sender's balance.
        earlier_cost_wei: What the sender's waiting transactions may cost before this one.

    Raises:
        RpcFault: With geth's words for the rule that is broken.
    """
    transaction = waiting.evm
    if transaction.gas > GAS_LIMIT:
        raise refused("exceeds block gas limit")
    if transaction.max_priority_fee_per_gas > transaction.max_fee_per_gas:
        raise refused("max priority fee per gas higher than max fee per gas")
    if transaction.to == CREATE_CONTRACT_ADDRESS and len(transaction.data) > MAX_INITCODE_SIZE:
        size = len(transaction.data)
        raise refused(f"max initcode size exceeded: code size {size}, limit {MAX_INITCODE_SIZE}")
    if waiting.nonce < nonce:
        raise refused(f"nonce too low: next nonce {nonce}, tx nonce {waiting.nonce}")
    needed = intrinsic_gas(transaction)
    if transaction.gas < needed:
        raise refused(f"intrinsic gas too low: have {transaction.gas}, want {needed}")
    floor = floor_gas(transaction.data)
    if transaction.gas < floor:
        # py-evm charges the floor but does not check the limit against it.
        raise refused(f"insufficient gas for floor data gas cost: have {transaction.gas}, want {floor}")
    cost = waiting.cost_wei + earlier_cost_wei
    if balance_wei < cost:
        raise refused(
            f"insufficient funds for gas * price + value: balance {balance_wei}, tx cost {cost}, "
            f"overshot {cost - balance_wei}"
        )

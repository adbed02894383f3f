"""What an account holds, proven against a block's hash: no second operator has to learn the account for it.

An account's nonce and balance are a leaf of the trie whose root stands in the block's header (yellow paper, section 4.1),
and the header's hash is the block's. Which block stands at a number is asked of several operators, which names nobody;
the leaf with its way to the root is asked of one (``eth_getProof``, EIP-1186), which cannot make another one up.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.headers import headers
from desktop.chain.nodes import Nodes
from desktop.chain.receipt_proofs import header_hash
from desktop.chain.rpc import Hex, RpcClient, to_bytes
from desktop.core.errors import AppError
from desktop.core.identity import Address, keccak256

_Way = Annotated[list[Hex], msgspec.Meta(max_length=65)]
"""Nodes from the root to a leaf: one for each half byte of the key, and the leaf."""


class _Proof(msgspec.Struct, rename="camel"):
    account_proof: _Way


@dataclass(frozen=True, slots=True)
class Proven:
    """An account at a block; both are 0 where the proof says that the trie has no such account."""

    nonce: int
    balance_wei: int


def prove_account(nodes: Nodes, client: RpcClient, account: Address, block: int) -> Proven | None:
    """The account as ``client`` proves it; None if it shows no proof, or operators do not agree on the block.

    Raises:
        LyingNode: Its proof does not fit the block.
        AppError: It failed.
    """
    found = client.find("eth_getBlockByNumber", [hex(block), False], dict)
    if found is None:
        return None
    try:
        block_hash, root = header_hash(found), to_bytes(str(found["stateRoot"]))
    except (KeyError, TypeError, ValueError) as error:
        raise LyingNode(client.origin, "a header that no chain has") from error
    if not _is_agreed(nodes, client, block, block_hash):
        return None
    proof = client.find("eth_getProof", [str(account), [], hex(block)], _Proof)
    return (
        None
        if proof is None
        else _leaf(client, root, account, [to_bytes(node) for node in proof.account_proof])
    )


def _is_agreed(nodes: Nodes, client: RpcClient, block: int, block_hash: bytes) -> bool:
    """Whether another operator has the same block there, and none that was asked has another."""
    seen = False
    for other in nodes.others(client):
        try:
            header = nodes.ask(other, lambda other: headers(other, [block])).get(block)
        except AppError:
            continue
        if header is None:
            continue
        if to_bytes(header.hash) != block_hash:
            return False
        seen = True
    return seen


def _leaf(client: RpcClient, root: bytes, account: Address, way: list[bytes]) -> Proven:
    import rlp  # late, as in ``receipt_proofs``
    from trie.hexary import HexaryTrie

    try:
        prove: Any = HexaryTrie.get_from_proof
        value = prove(root, keccak256(account.raw), [rlp.decode(node) for node in way])
        nonce, balance, _storage, _code = rlp.decode(value) if value else [b""] * 4
        return Proven(int.from_bytes(nonce, "big"), int.from_bytes(balance, "big"))
    except Exception as error:  # these libraries raise of every kind on a stranger's bytes
        raise LyingNode(client.origin, "a proof that does not fit its block") from error

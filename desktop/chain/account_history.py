"""What happened to one account, read from an ordinary node: balances between blocks, blocks, receipts and logs; no traces.

Everything that is read is a node's word. Where it must fit together (a receipt with its transaction, a log with the account
that it was asked for) it is compared; what cannot fit is refused as a whole.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from desktop.chain.errors import HistoryPruned, LyingNode, NodeRefused
from desktop.chain.events import RpcLog
from desktop.chain.headers import headers, look
from desktop.chain.log_ranges import LogSource
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hash, Hex, HexAddress, Quantity, Request, RpcClient, to_bytes, to_int
from desktop.core.errors import AppError
from desktop.core.identity import Address, keccak256
from desktop.core.movements import DATA_HEAD_BYTES, AccountState, BlockMoves, Passage, TokenLog
from desktop.core.traces import Grant, GrantKind
from desktop.services.tracing.ports import AccountLogs, AccountReader, ChainEnd, MinedPassage

T = TypeVar("T")

TRANSFER = keccak256(b"Transfer(address,address,uint256)")
APPROVAL = keccak256(b"Approval(address,address,uint256)")
APPROVAL_FOR_ALL = keccak256(b"ApprovalForAll(address,address,bool)")
INNER_APPROVAL = keccak256(b"Approval(address,address,address,uint160,uint48)")
INNER_PERMIT = keccak256(b"Permit(address,address,address,uint160,uint48,uint48)")
"""Permit2's (AllowanceTransfer): owner, token and spender, then amount, expiration and, signed, the nonce."""
_INNER_WORDS = {INNER_APPROVAL: 2, INNER_PERMIT: 3}
_GWEI = 10**9
_PER_REQUEST = 50
_WORD = 32


class _Withdrawal(msgspec.Struct):
    """EIP-4895; the amount is in gwei."""

    address: HexAddress
    amount: Quantity


class _Transaction(msgspec.Struct, rename="camel"):
    hash: Hash
    nonce: Quantity
    sender: HexAddress = msgspec.field(name="from")
    value: Quantity = "0x0"
    input: Hex = "0x"
    to: HexAddress | None = None


class _Block(msgspec.Struct, rename="camel"):
    number: Quantity
    timestamp: Quantity
    transactions: list[_Transaction]
    withdrawals: list[_Withdrawal] | None = None


class _Receipt(msgspec.Struct, rename="camel"):
    """``l1_fee`` and ``operator_fee`` are what rollups of the OP stack take beside the gas."""

    transaction_hash: Hash
    block_number: Quantity
    gas_used: Quantity
    effective_gas_price: Quantity
    status: Quantity = "0x1"
    l1_fee: Quantity | None = None
    operator_fee: Quantity | None = None

    @property
    def fee_wei(self) -> int:
        beside = sum(to_int(fee) for fee in (self.l1_fee, self.operator_fee) if fee is not None)
        return to_int(self.gas_used) * to_int(self.effective_gas_price) + beside


class ChainAccounts:
    """Fits ``services.tracing.ports.AccountChain``."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._sources: dict[tuple[Address, str], LogSource] = {}

    @property
    def chain_id(self) -> int:
        return self._nodes.chain_id

    def read_from_one(self, read: Callable[[AccountReader], T]) -> T:
        """All of ``read`` is asked of one and the same endpoint; of the next one after any fault of the first."""
        return self._nodes.first(lambda client: read(HistoryReader(client, self._sources)), leave_any=True)


class HistoryReader:
    """One endpoint (``services.tracing.ports.AccountReader``)."""

    def __init__(self, client: RpcClient, sources: dict[tuple[Address, str], LogSource]) -> None:
        self._client = client
        self._sources = sources

    def end(self) -> ChainEnd:
        """Head and last final block.

        Raises:
            AppError: The node failed.
        """
        seen = look(self._client)
        return ChainEnd(seen.head, seen.head_hash, seen.final)

    def block_hash(self, number: int) -> bytes | None:
        """The hash of a block; None if there is none."""
        found = headers(self._client, [number]).get(number)
        return None if found is None else to_bytes(found.hash)

    def times(self, blocks: Iterable[int]) -> dict[int, int]:
        """The times of blocks; raises ``LyingNode`` where one is missing."""
        wanted = list(blocks)
        found = headers(self._client, wanted)
        if len(found) != len(set(wanted)):
            raise LyingNode(self._client.origin, "a block that was there is missing")
        return {number: to_int(header.timestamp) for number, header in found.items()}

    def states(self, account: Address, blocks: Sequence[int]) -> list[AccountState | None]:
        """Balance and nonce at the end of each block; None where the node has forgotten them."""
        found: list[AccountState | None] = []
        for at in range(0, len(blocks), _PER_REQUEST):
            part = blocks[at : at + _PER_REQUEST]
            asked: list[Request] = [
                (method, [str(account), hex(number)])
                for number in part
                for method in ("eth_getBalance", "eth_getTransactionCount")
            ]
            answers = self._client.try_all(asked, Quantity)
            found += [self._state(*answers[2 * i : 2 * i + 2]) for i in range(len(part))]
        return found

    @staticmethod
    def _state(balance: str | AppError, nonce: str | AppError) -> AccountState | None:
        for answer in (balance, nonce):
            if isinstance(answer, HistoryPruned | NodeRefused):
                return None  # nodes word it in many ways, and all of them can tell the present
            if isinstance(answer, AppError):
                raise answer
        return AccountState(to_int(str(balance)), to_int(str(nonce)))

    def moves(self, account: Address, blocks: Sequence[int]) -> list[BlockMoves]:
        """Transactions from and to the account, and payments of the beacon chain, in each block.

        Raises:
            LyingNode: A block or receipt is missing or another one.
        """
        return [self._moves_in(account, number) for number in blocks]

    def _moves_in(self, account: Address, number: int) -> BlockMoves:
        block = self._client.find("eth_getBlockByNumber", [hex(number), True], _Block)
        if block is None or to_int(block.number) != number:
            raise LyingNode(self._client.origin, "another block than was asked for")
        own = [t for t in block.transactions if account.raw in (to_bytes(t.sender), to_bytes(t.to or "0x"))]
        receipts = self._receipts([to_bytes(t.hash) for t in own])
        if len(receipts) != len(own) or any(to_int(r.block_number) != number for r in receipts.values()):
            raise LyingNode(self._client.origin, "no receipt of a transaction in a block")
        withdrawn = sum(
            to_int(paid.amount) * _GWEI
            for paid in block.withdrawals or ()
            if to_bytes(paid.address) == account.raw
        )
        passages = tuple(_passage(t, receipts[to_bytes(t.hash)], account) for t in own)
        return BlockMoves(number, to_int(block.timestamp), passages, withdrawn)

    def passages(self, account: Address, hashes: Sequence[bytes]) -> dict[bytes, MinedPassage]:
        """Those of the transactions that are mined, whoever sent them.

        Raises:
            LyingNode: The node answers with other transactions.
        """
        receipts = self._receipts(hashes)
        asked: list[Request] = [("eth_getTransactionByHash", ["0x" + h.hex()]) for h in receipts]
        found = self._find_all(asked, _Transaction)
        passages = {}
        for transaction in found:
            if transaction is not None and (receipt := receipts.get(to_bytes(transaction.hash))) is not None:
                passage = _passage(transaction, receipt, account)
                passages[passage.hash] = MinedPassage(passage, to_int(receipt.block_number))
        return passages

    def _receipts(self, hashes: Sequence[bytes]) -> dict[bytes, _Receipt]:
        asked: list[Request] = [("eth_getTransactionReceipt", ["0x" + h.hex()]) for h in hashes]
        answers = self._find_all(asked, _Receipt)
        found = {to_bytes(answer.transaction_hash): answer for answer in answers if answer is not None}
        if not set(found) <= set(hashes):
            raise LyingNode(self._client.origin, "another transaction's receipt")
        return found

    def _find_all(self, requests: Sequence[Request], result: type[T]) -> list[T | None]:
        parts = [requests[at : at + _PER_REQUEST] for at in range(0, len(requests), _PER_REQUEST)]
        return [answer for part in parts for answer in self._client.find_all(part, result)]

    def logs(self, account: Address, first: int, last: int) -> AccountLogs:
        """Transfers and approvals that name the account, as any contract at all claims.

        Raises:
            LyingNode: A log that does not fit what was asked.
        """
        if first > last:
            return AccountLogs()
        word = account.raw.rjust(_WORD, b"\0")
        out: list[Any] = [[TRANSFER, APPROVAL, APPROVAL_FOR_ALL, *_INNER_WORDS], [word]]
        found = self._source(account, "out", out).read(self._client, first, last)
        coming: list[Any] = [[TRANSFER], None, [word]]
        found += self._source(account, "in", coming).read(self._client, first, last)
        try:
            unique = {(to_int(log.block_number), to_int(log.log_index)): log for log in found}
            told = _told(account, [unique[place] for place in sorted(unique)])
        except ValueError as error:
            raise LyingNode(self._client.origin, "a log that no contract can have written") from error
        if any(log.removed or not first <= block <= last for (block, _), log in unique.items()):
            raise LyingNode(self._client.origin, "logs of blocks that were not asked for")
        return told

    def _source(self, account: Address, way: str, topics: list[Any]) -> LogSource:
        """Remembers how wide a range each endpoint serves."""
        return self._sources.setdefault((account, way), LogSource((), topics))


def _passage(transaction: _Transaction, receipt: _Receipt, account: Address) -> Passage:
    sender = Address(to_bytes(transaction.sender))
    return Passage(
        hash=to_bytes(transaction.hash),
        nonce=to_int(transaction.nonce),
        sender=sender,
        to=None if transaction.to is None else Address(to_bytes(transaction.to)),
        value_wei=to_int(transaction.value),
        data=to_bytes(transaction.input[: 2 + 2 * DATA_HEAD_BYTES]),
        succeeded=to_int(receipt.status) == 1,
        fee_wei=receipt.fee_wei if sender == account else 0,
    )


def _told(account: Address, logs: Sequence[RpcLog]) -> AccountLogs:
    """Logs as values; those of another shape than the standards' are passed over."""
    transfers: list[TokenLog] = []
    grants: list[Grant] = []
    for log in logs:
        topics = [to_bytes(topic) for topic in log.topics]
        data = to_bytes(log.data)
        if any(len(topic) != _WORD for topic in topics) or len(topics) not in {3, 4}:
            continue
        kind, first, second = topics[0], Address(topics[1][12:]), Address(topics[2][12:])
        if kind in _INNER_WORDS:
            grants += _inner_grants(account, log, topics, data)
            continue
        amount = _amount(topics, data)
        if amount is None:
            continue
        if kind == TRANSFER:
            transfers += _transfers(account, log, first, second, amount)
        elif first == account:
            grants.append(_grant(log, kind, second, amount))
    return AccountLogs(tuple(transfers), tuple(grants))


def _amount(topics: list[bytes], data: bytes) -> tuple[int, int | None] | None:
    """(amount, token id): an ERC-721 log has the id as its fourth topic, the others one word of data."""
    if len(topics) == 4:
        return 1, int.from_bytes(topics[3], "big")
    return (int.from_bytes(data, "big"), None) if len(data) == _WORD else None


def _transfers(
    account: Address, log: RpcLog, sender: Address, receiver: Address, amount: tuple[int, int | None]
) -> list[TokenLog]:
    value, token_id = amount
    ways = [(-value, receiver)] * (sender == account) + [(value, sender)] * (receiver == account)
    return [
        TokenLog(
            to_int(log.block_number), to_int(log.log_index), to_bytes(log.transaction_hash),
            Address(to_bytes(log.address)), signed, other, token_id,
        )
        for signed, other in ways
    ]  # fmt: skip


def _inner_grants(account: Address, log: RpcLog, topics: list[bytes], data: bytes) -> list[Grant]:
    """An approval inside Permit2; nothing where the log has another shape."""
    owner, token, spender = (Address(topic[12:]) for topic in (*topics[1:], bytes(_WORD))[:3])
    if owner != account or len(topics) != 4 or len(data) != _WORD * _INNER_WORDS[topics[0]]:
        return []
    amount = int.from_bytes(data[:_WORD], "big")
    place = to_int(log.block_number), to_bytes(log.transaction_hash)
    return [Grant(GrantKind.INNER, Address(to_bytes(log.address)), spender, amount, *place, token=token)]


def _grant(log: RpcLog, kind: bytes, spender: Address, amount: tuple[int, int | None]) -> Grant:
    value, token_id = amount
    if kind == APPROVAL_FOR_ALL:
        what = GrantKind.ALL
    else:
        what = GrantKind.AMOUNT if token_id is None else GrantKind.ONE
    return Grant(
        what, Address(to_bytes(log.address)), spender, value, to_int(log.block_number),
        to_bytes(log.transaction_hash), token_id,
    )  # fmt: skip

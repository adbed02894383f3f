"""Transactions: bound to nonce, gas and fee, sent as raw bytes, followed to their receipt."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from desktop.chain.data_fees import data_fee_most_wei
from desktop.chain.errors import LyingNode, ReceiptTimeout, TransactionDropped, TransactionReplaced
from desktop.chain.fees import FeeReader
from desktop.chain.nodes import Nodes
from desktop.chain.nonces import Count, NonceReader
from desktop.chain.receipts import RawReceipt
from desktop.chain.rpc import Hash, Hex, Quantity, RpcClient, to_bytes, to_int
from desktop.chain.sights import look_at_acts
from desktop.chain.signed_bytes import open_signed
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, InsufficientFunds, NonceTooLow
from desktop.core.identity import Address, keccak256
from desktop.core.outgoing import MinedNonce, Outgoing, Sight
from desktop.core.transactions import (
    Call,
    CustomFee,
    FeeChoice,
    FeeLevel,
    FeeQuote,
    Head,
    Receipt,
    UnsignedTransaction,
)

GAS_MARGIN_PERCENT = 20
_POLL_S = 0.5
_UNSEEN_POLLS = 3
"""A nonce or transaction must be missing this often in a row: nodes behind a balancer differ for moments."""


class _Header(msgspec.Struct):
    number: Quantity
    hash: Hash
    timestamp: Quantity


class _Known(msgspec.Struct):
    hash: Hash


@dataclass(frozen=True, slots=True)
class Sent:
    """What is read from signed bytes: who sends it with which nonce."""

    sender: Address
    nonce: int
    hash: bytes


def as_signable(transaction: UnsignedTransaction) -> dict[str, Any]:
    """The transaction in the shape that eth_account signs."""
    return {
        "type": 2,
        "chainId": transaction.chain_id,
        "nonce": transaction.nonce,
        "to": transaction.to.raw,
        "value": transaction.value_wei,
        "data": transaction.data,
        "gas": transaction.gas_limit,
        "maxFeePerGas": transaction.max_fee_wei,
        "maxPriorityFeePerGas": transaction.max_priority_fee_wei,
    }


def read_signed(raw: bytes) -> Sent:
    """Sender, nonce and hash of signed type-2 bytes (EIP-1559).

    Raises:
        ValueError: They are none.
    """
    fields, sender = open_signed(raw)
    return Sent(sender, int.from_bytes(fields[1], "big"), keccak256(raw))


class ChainTransactor:
    """Fees, nonces, sending and receipts on one chain (``services.ports.Transactor``)."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._fees = FeeReader(nodes)
        self._nonces = NonceReader(nodes)
        self._own_mined: Callable[[Address], MinedNonce | None] = lambda _account: None
        self._sent: dict[Address, dict[int, bytes]] = {}

    @property
    def chain_id(self) -> int:
        return self._nodes.chain_id

    def head(self, tag: str = "latest") -> Head:
        """The newest block, or the newest that is safe or final.

        Raises:
            LyingNode: The node has none.
        """
        header = self._nodes.find("eth_getBlockByNumber", [tag, False], _Header)
        if header is None:
            raise LyingNode(self._nodes.origin, f"no {tag} block")
        return Head(to_int(header.number), to_int(header.timestamp), to_bytes(header.hash))

    def balance_wei(self, account: Address) -> int:
        return self._quantity("eth_getBalance", [str(account), "latest"])

    def mined_nonce(self, account: Address) -> int:
        """How many transactions of the account are mined, by two operators where the person lets two know it.

        Never less than what this wallet saw mined, as long as the chain still has that.
        """
        return self._count(account).mined

    def told_nonce(self, account: Address) -> int:
        """The same by one endpoint alone, for addresses that may be nobody's."""
        return self._quantity("eth_getTransactionCount", [str(account), "latest"])

    def count_on(self, own_mined: Callable[[Address], MinedNonce | None]) -> None:
        """Let what is kept of own transactions tell which nonces are used, whatever a node that lags says."""
        self._own_mined = own_mined

    def _count(self, account: Address) -> Count:
        sent, mined = self._sent.get(account, {}), self._own_mined(account)
        own_next = max([-1, *sent, *([] if mined is None else [mined.nonce])]) + 1
        told = self._nonces.read(account, own_next)
        if mined is None or told.mined > mined.nonce or not self._still_has(mined, told):
            return told
        return replace(told, mined=mined.nonce + 1, pending=max(told.pending, mined.nonce + 1))

    def _still_has(self, mined: MinedNonce, told: Count) -> bool:
        """Whether a transaction of ours is on the chain still; one that was set back has forgotten it.

        A node whose newest block is older than the transaction cannot tell, and is not asked.
        """
        return told.block_time < mined.signed_at or self.is_known(mined.hash)

    def code_at(self, address: Address) -> bytes:
        return to_bytes(self._nodes.call("eth_getCode", [str(address), "latest"], Hex))

    def fees(self, level: FeeLevel = FeeLevel.NORMAL) -> FeeQuote:
        return self.fee_levels()[level]

    def fee_levels(self) -> dict[FeeLevel, FeeQuote]:
        """What each level costs per gas now, from one look at the same blocks."""
        return self._fees.read()

    def data_fee_most_wei(self, call: Call) -> int:
        """What the bytes of a call can cost beside gas (``chain.data_fees``)."""
        return data_fee_most_wei(self._nodes, call)

    def _chosen(self, choice: FeeChoice) -> CustomFee:
        if isinstance(choice, CustomFee):
            return choice
        quote = self.fees(choice)
        return CustomFee(quote.max_fee_wei, quote.priority_fee_wei)

    def estimate_gas(self, sender: Address, call: Call) -> int:
        """Gas of the call by the node with a margin of a fifth; exactly 21,000 for a plain payment.

        Raises:
            Reverted: The contract would refuse the call; with its error.
            InsufficientFunds: The account does not hold the value.
        """
        request = {
            "from": str(sender),
            "to": str(call.to),
            "value": hex(call.value_wei),
            "data": "0x" + call.data.hex(),
        }
        try:
            gas = self._quantity("eth_estimateGas", [request])
        except InsufficientFunds as error:
            raise InsufficientFunds(call.value_wei, self.balance_wei(sender)) from error
        return gas if gas == 21_000 else gas * (100 + GAS_MARGIN_PERCENT) // 100

    def prepare(
        self,
        sender: Address,
        call: Call,
        *,
        nonce: int | None = None,
        fees: FeeChoice = FeeLevel.NORMAL,
    ) -> UnsignedTransaction:
        """Bind nonce, gas limit and fees; for fees of the person's own no node is asked. A call with a gas limit of its own is shown to no endpoint.

        Raises:
            Reverted: The contract would refuse the call.
            InsufficientFunds: The account does not hold the value.
        """
        gas_limit = self.estimate_gas(sender, call) if call.gas_limit is None else call.gas_limit
        fee = self._chosen(fees)
        return UnsignedTransaction(
            chain_id=self.chain_id,
            nonce=self.next_nonce(sender) if nonce is None else nonce,
            to=call.to,
            value_wei=call.value_wei,
            data=call.data,
            gas_limit=gas_limit,
            max_fee_wei=fee.max_fee_wei,
            max_priority_fee_wei=fee.max_priority_fee_wei,
        )

    def next_nonce(self, sender: Address) -> int:
        """The count of what is mined and waits, or one above our own transactions that nodes know but do not count.

        Some nodes answer ``pending`` like ``latest``. A transaction that all nodes have forgotten does not count:
        a gap would hold up everything after it.
        """
        nonce = self._count(sender).pending
        own = self._sent.get(sender, {})
        for old in [n for n in own if n < nonce]:
            del own[old]
        while nonce in own and self.is_known(own[nonce]):
            nonce += 1
        return nonce

    def send_raw(self, raw: bytes) -> bytes:
        """Send signed bytes to every endpoint; sending what is known or mined already is success.

        Raises:
            NonceTooLow: Another transaction took this nonce.
            AppError: No endpoint took it.
        """
        sent = read_signed(raw)
        try:
            self._nodes.send_raw(raw)
        except NonceTooLow:
            if self.receipt(sent.hash) is None:
                raise
        self._sent.setdefault(sent.sender, {})[sent.nonce] = sent.hash
        return sent.hash

    def is_known(self, transaction_hash: bytes) -> bool:
        """Whether an endpoint has the transaction, mined or waiting: all of them were sent it."""
        parameters = ["0x" + transaction_hash.hex()]
        first, found = self._nodes.first(
            lambda client: (client, client.find("eth_getTransactionByHash", parameters, _Known))
        )
        return found is not None or any(
            self._knows(client, parameters) for client in self._nodes.others(first)
        )

    def _knows(self, client: RpcClient, parameters: list[Any]) -> bool:
        try:
            found = self._nodes.ask(
                client, lambda client: client.find("eth_getTransactionByHash", parameters, _Known)
            )
        except AppError:
            return False
        return found is not None

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt, or None while it is not mined.

        Raises:
            LyingNode: The node answered with another transaction's.
        """
        found = self._nodes.find("eth_getTransactionReceipt", ["0x" + transaction_hash.hex()], RawReceipt)
        return None if found is None else found.checked(transaction_hash, self._nodes.origin)

    def sights(self, acts: Sequence[Outgoing], now: int) -> list[Sight]:
        """What one endpoint tells about acts of one account (``chain.sights``)."""
        return look_at_acts(self._nodes, acts, now)

    def remember(self, sender: Address, nonce: int, transaction_hash: bytes) -> None:
        """Count a transaction that an earlier run sent, as long as the node knows it."""
        self._sent.setdefault(sender, {})[nonce] = transaction_hash

    def wait(
        self,
        sent: Sent,
        cancel: CancelToken,
        timeout_s: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        poll_s: float = _POLL_S,
    ) -> Receipt:
        """Wait until it is mined.

        Raises:
            TransactionReplaced: Another transaction with its nonce was mined.
            TransactionDropped: The node forgot it; the same bytes may be sent again.
            ReceiptTimeout: Neither happened in time.
            Cancelled: The token was set; the transaction goes on.
        """
        began = clock()
        replaced = missing = 0
        while True:
            receipt = self.receipt(sent.hash)
            if receipt is not None:
                return receipt
            replaced = replaced + 1 if self.mined_nonce(sent.sender) > sent.nonce else 0
            missing = 0 if replaced or self.is_known(sent.hash) else missing + 1
            if replaced >= _UNSEEN_POLLS:
                raise TransactionReplaced(sent.hash)
            if missing >= _UNSEEN_POLLS:
                raise TransactionDropped(sent.hash)
            if clock() - began >= timeout_s:
                raise ReceiptTimeout(sent.hash, timeout_s)
            cancel.wait(poll_s)

    def _quantity(self, method: str, params: list[Any]) -> int:
        return to_int(self._nodes.call(method, params, Quantity))

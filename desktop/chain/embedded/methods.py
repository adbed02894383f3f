"""The JSON-RPC methods of the embedded chain, each a few lines over ``EmbeddedChain``."""

from collections.abc import Callable
from typing import Any, TypeAlias

from desktop.chain.embedded import fee_history, params, present
from desktop.chain.embedded.chain import FINALIZED_DEPTH, SAFE_DEPTH, SUGGESTED_TIP_WEI, EmbeddedChain
from desktop.chain.embedded.faults import (
    LIMIT_EXCEEDED,
    METHOD_NOT_FOUND,
    RpcFault,
    bad_params,
    refused,
)
from desktop.chain.embedded.genesis import CHAIN_ID, COIN
from desktop.chain.embedded.simulated import simulate

MAX_LOGS = 10_000
FAUCET_GIFT_WEI = 10 * COIN
FAUCET_CEILING_WEI = 100 * COIN
"""Whoever holds this much gets no more: generous for a demo, and a typing error is not a fortune."""

CLIENT_VERSION = "Licet/py-evm-prague"
_MAX_TIME_STEP_S = 100 * 365 * 86_400

Params: TypeAlias = list[Any]


class Methods:
    """Answers one call at a time; the answer is ready to be written as JSON."""

    def __init__(self, chain: EmbeddedChain) -> None:
        self._chain = chain
        self._table: dict[str, Callable[[Params], Any]] = {
            "eth_chainId": lambda _: present.quantity(CHAIN_ID),
            "net_version": lambda _: str(CHAIN_ID),
            "net_listening": lambda _: True,
            "web3_clientVersion": lambda _: CLIENT_VERSION,
            "eth_syncing": lambda _: False,
            "eth_accounts": lambda _: [],
            "eth_blockNumber": lambda _: present.quantity(chain.head().block_number),
            "eth_getBlockByNumber": self._block_by_number,
            "eth_getBlockByHash": self._block_by_hash,
            "eth_getBalance": self._balance,
            "eth_getCode": self._code,
            "eth_getStorageAt": self._storage,
            "eth_getTransactionCount": self._nonce,
            "eth_call": self._call,
            "eth_estimateGas": self._estimate,
            "eth_simulateV1": lambda p: simulate(
                chain, params.at(p, 0, "payload"), params.or_default(p, 1, "latest")
            ),
            "eth_gasPrice": lambda _: present.quantity(
                chain.pending_header().base_fee_per_gas + SUGGESTED_TIP_WEI
            ),
            "eth_maxPriorityFeePerGas": lambda _: present.quantity(SUGGESTED_TIP_WEI),
            "eth_feeHistory": self._fee_history,
            "eth_sendRawTransaction": lambda p: present.data(
                chain.submit(params.data(params.at(p, 0, "raw"), "raw"))
            ),
            "eth_getTransactionByHash": self._transaction,
            "eth_getTransactionReceipt": self._receipt,
            "eth_getBlockReceipts": self._receipts,
            "eth_getLogs": self._logs,
            "evm_increaseTime": lambda p: chain.increase_time(
                params.number(params.at(p, 0, "seconds"), "seconds", _MAX_TIME_STEP_S)
            ),
            "evm_setNextBlockTimestamp": self._set_next_timestamp,
            "evm_setAutomine": self._set_automine,
            "evm_mine": self._mine,
            "licet_faucet": self._faucet,
            "licet_rewind": self._rewind,
        }

    def answer(self, method: str, parameters: Params) -> Any:
        """Run one method.

        Raises:
            RpcFault: The method does not exist, its parameters are wrong, or the chain refuses or was closed.
        """
        run = self._table.get(method)
        if run is None:
            raise RpcFault(METHOD_NOT_FOUND, f"the method {method[:64]} does not exist/is not available")
        with self._chain.lock:
            # A request may have waited for this lock while the chain was closed under it.
            if self._chain.closed:
                raise refused("the chain is stopping")
            return run(parameters)

    # --- which block ---

    def _number(self, tag: Any) -> int:
        head = int(self._chain.head().block_number)
        depths = {"latest": 0, "safe": SAFE_DEPTH, "finalized": FINALIZED_DEPTH, "earliest": head}
        if isinstance(tag, str) and tag in depths:
            return max(0, head - depths[tag])
        return params.quantity(tag, "block number", 2**64 - 1)

    def _header(self, tag: Any) -> Any:
        """The header of a block number, a tag or an EIP-1898 object."""
        if tag == "pending":
            return self._chain.pending_header()
        if isinstance(tag, dict):
            if "blockHash" in tag:
                header = self._chain.header_by_hash(params.data(tag["blockHash"], "blockHash", 32))
            else:
                header = self._chain.header(self._number(tag.get("blockNumber")))
        else:
            header = self._chain.header(self._number(tag))
        if header is None:
            raise refused("header not found")
        return header

    def _state_at(self, parameters: Params, index: int) -> Any:
        return self._chain.state(self._header(params.or_default(parameters, index, "latest")))

    # --- blocks ---

    def _block(self, header: Any | None, whole: Any) -> Any:
        if header is None:
            return None
        rows = self._chain.transactions_in(header.block_number)
        shown = [
            present.transaction(row.raw, row.sender, row, header.hash)
            if whole is True
            else present.data(row.hash)
            for row in rows
        ]
        return present.block(header, shown, self._chain.block_size(header))

    def _block_by_number(self, p: Params) -> Any:
        tag = params.at(p, 0, "block")
        if tag == "pending":
            return present.pending_block(self._chain.pending_header())
        return self._block(self._chain.header(self._number(tag)), params.or_default(p, 1, False))

    def _block_by_hash(self, p: Params) -> Any:
        block_hash = params.data(params.at(p, 0, "hash"), "hash", 32)
        return self._block(self._chain.header_by_hash(block_hash), params.or_default(p, 1, False))

    # --- state ---

    def _balance(self, p: Params) -> str:
        account = params.address(params.at(p, 0, "address"))
        return present.quantity(self._state_at(p, 1).get_balance(account))

    def _code(self, p: Params) -> str:
        account = params.address(params.at(p, 0, "address"))
        return present.data(self._state_at(p, 1).get_code(account))

    def _storage(self, p: Params) -> str:
        account = params.address(params.at(p, 0, "address"))
        text = params.at(p, 1, "slot")
        slot = (
            int.from_bytes(params.data(text, "slot", 32), "big")
            if _is_word(text)
            else params.quantity(text, "slot")
        )
        return present.data(self._state_at(p, 2).get_storage(account, slot).to_bytes(32, "big"))

    def _nonce(self, p: Params) -> str:
        account = params.address(params.at(p, 0, "address"))
        if params.or_default(p, 1, "latest") == "pending":
            return present.quantity(self._chain.pending_nonce(account))
        return present.quantity(self._state_at(p, 1).get_nonce(account))

    def _call(self, p: Params) -> str:
        request = params.call_request(params.at(p, 0, "transaction"))
        header = self._header(params.or_default(p, 1, "latest"))
        return present.data(
            self._chain.call(header, request, params.overrides(params.or_default(p, 2, None)))
        )

    def _estimate(self, p: Params) -> str:
        request = params.call_request(params.at(p, 0, "transaction"))
        # The pending block, because time may have passed since the last one and our windows depend on it.
        header = self._header(params.or_default(p, 1, "pending"))
        overrides = params.overrides(params.or_default(p, 2, None))
        return present.quantity(self._chain.estimate(header, request, overrides))

    def _fee_history(self, p: Params) -> Any:
        count = params.number(params.at(p, 0, "blockCount"), "blockCount", fee_history.MAX_BLOCKS)
        tag = params.at(p, 1, "newestBlock")
        newest = self._chain.head() if tag == "pending" else self._header(tag)
        return fee_history.history(self._chain, count, newest, params.or_default(p, 2, []))

    # --- transactions and logs ---

    def _transaction(self, p: Params) -> Any:
        tx_hash = params.data(params.at(p, 0, "hash"), "hash", 32)
        row = self._chain.transaction(tx_hash)
        if row is not None:
            return present.transaction(row.raw, row.sender, row, self._hash_of(row.block))
        waiting = self._chain.waiting(tx_hash)
        return None if waiting is None else present.transaction(waiting.raw, waiting.sender, None, None)

    def _receipt(self, p: Params) -> Any:
        row = self._chain.transaction(params.data(params.at(p, 0, "hash"), "hash", 32))
        if row is None:
            return None
        return present.receipt(row, self._chain.logs_of(row), self._chain.header(row.block))

    def _receipts(self, p: Params) -> Any:
        header = self._chain.header(self._number(params.at(p, 0, "block")))
        if header is None:
            return None
        rows = self._chain.transactions_in(header.block_number)
        return [present.receipt(row, self._chain.logs_of(row), header) for row in rows]

    def _hash_of(self, number: int) -> bytes:
        return bytes(self._chain.header(number).hash)  # type: ignore[union-attr]  # rows exist for blocks only

    def _logs(self, p: Params) -> Any:
        query = params.at(p, 0, "filter")
        if not isinstance(query, dict):
            raise bad_params("invalid filter: an object is needed")
        first, last = self._range(query)
        found = self._chain.find_logs(
            first,
            last,
            params.addresses(query.get("address")),
            params.topics(query.get("topics")),
            MAX_LOGS + 1,
        )
        if len(found) > MAX_LOGS:
            raise RpcFault(LIMIT_EXCEEDED, f"query returned more than {MAX_LOGS} results")
        headers = {number: self._chain.header(number) for number in {row.block for row in found}}
        return [present.log(row, headers[row.block]) for row in found]

    def _range(self, query: dict[str, Any]) -> tuple[int, int]:
        if query.get("blockHash") is not None:
            if query.get("fromBlock") is not None or query.get("toBlock") is not None:
                raise bad_params("cannot specify both BlockHash and FromBlock/ToBlock")
            header = self._chain.header_by_hash(params.data(query["blockHash"], "blockHash", 32))
            if header is None:
                raise refused("unknown block")
            return header.block_number, header.block_number
        head = self._chain.head().block_number
        ends = [query.get(name) or "latest" for name in ("fromBlock", "toBlock")]
        first, last = (head if tag == "pending" else self._number(tag) for tag in ends)
        if first > last:
            raise bad_params("invalid block range params")
        return first, min(last, head)

    # --- only on this chain ---

    def _set_next_timestamp(self, p: Params) -> None:
        self._chain.set_next_timestamp(params.number(params.at(p, 0, "timestamp"), "timestamp", 2**40 - 1))

    def _set_automine(self, p: Params) -> bool:
        self._chain.automine = bool(params.at(p, 0, "automine"))
        return True

    def _mine(self, p: Params) -> str:
        timestamp = params.or_default(p, 0, None)
        self._chain.mine(None if timestamp is None else params.number(timestamp, "timestamp", 2**40 - 1))
        return "0x0"

    def _faucet(self, p: Params) -> str:
        account = params.address(params.at(p, 0, "address"))
        amount = params.or_default(p, 1, None)
        gift = FAUCET_GIFT_WEI if amount is None else params.quantity(amount, "amount")
        held = self._chain.state(self._chain.head()).get_balance(account)
        if gift > FAUCET_CEILING_WEI or held + gift > FAUCET_CEILING_WEI:
            raise refused("the faucet gives only to accounts that hold less")
        return present.data(self._chain.give(account, gift))

    def _rewind(self, p: Params) -> str:
        blocks = params.number(params.at(p, 0, "blocks"), "blocks")
        self._chain.rewind(blocks, keep_transactions=bool(params.or_default(p, 1, False)))
        return present.quantity(self._chain.head().block_number)


def _is_word(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 66

"""Trying a call at the person's own node, without sending it: eth_simulateV1, or where that is not served eth_call.

eth_simulateV1 (Ethereum execution API) runs calls one after the other on the newest state. So the call is put between
two rows of the same reads, and what changed is measured, not believed: events can be left out, or made up. The account's
coins are read by a program at an address of its own, which no node charges for (state override).
"""

import logging
from collections.abc import Sequence
from typing import Any

import msgspec

from desktop.chain.errors import AnswerTooLarge, NodeRefused, NotJsonRpc, is_retryable
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hash, Hex, HexAddress, Quantity, RpcClient, to_bytes, to_int
from desktop.chain.tokens import READ_GAS
from desktop.core.errors import AppError, InsufficientFunds, Reverted
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Call
from desktop.services.effects.ports import Log, Read, Reading, Trial

log = logging.getLogger("licet.chain.simulation")

_BALANCE_READER = Address(keccak256(b"licet reads a balance")[12:])
"""Nobody has its key, and nothing is ever there."""


class _Log(msgspec.Struct):
    address: HexAddress
    topics: list[Hash]
    data: Hex


class _Error(msgspec.Struct):
    data: Any = None


class _Called(msgspec.Struct, rename="camel"):
    status: Quantity
    gas_used: Quantity
    return_data: Hex = "0x"
    logs: list[_Log] = []
    error: _Error | None = None


class _Block(msgspec.Struct):
    calls: list[_Called]


class ChainSimulator:
    """Tries calls at the endpoints of one chain (``services.effects.ports.Simulator``)."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._without: set[RpcClient] = set()

    def measure(self, account: Address, call: Call, reads: Sequence[Read]) -> Trial | None:
        """What the call changes, read before and after it; None where no endpoint that answers serves this.

        Raises:
            InsufficientFunds: The account does not hold the value.
            AppError: No endpoint answered.
        """
        return self._nodes.first(lambda client: self._measure(client, account, call, reads))

    def attempt(self, account: Address, call: Call) -> Reverted | None:
        """Whether the call would be refused, by eth_call; None if it would not.

        Raises:
            InsufficientFunds: The account does not hold the value.
            AppError: No endpoint answered.
        """
        try:
            self._nodes.call("eth_call", [_request(account, call), "latest"], Hex)
        except Reverted as error:
            return error
        return None

    def _measure(
        self, client: RpcClient, account: Address, call: Call, reads: Sequence[Read]
    ) -> Trial | None:
        if client in self._without:
            return None
        rows = [_read_request(Read(_BALANCE_READER)), *map(_read_request, reads)]
        payload = {
            "blockStateCalls": [
                {
                    "stateOverrides": {str(_BALANCE_READER): {"code": "0x" + _balance_code(account).hex()}},
                    "calls": [*rows, _request(account, call), *rows],
                }
            ]
        }
        try:
            blocks = client.call("eth_simulateV1", [payload, "latest"], list[_Block])
        except (NodeRefused, NotJsonRpc, AnswerTooLarge) as error:
            if is_retryable(error):
                raise
            self._without.add(client)
            return None
        called = blocks[0].calls if len(blocks) == 1 else []
        if len(called) != 2 * len(rows) + 1 or any(
            _coin(row) is None for row in (called[0], called[-len(rows)])
        ):
            # Nodes that serve the method in part (without overrides, or other calls): what they say measures nothing.
            log.info("%s serves no simulation that can be used", client.origin)
            self._without.add(client)
            return None
        before, one, after = called[: len(rows)], called[len(rows)], called[len(rows) + 1 :]
        failure = None if to_int(one.status) == 1 else self._failure(client, account, call)
        coins = (_coin(after[0]) or 0) - (_coin(before[0]) or 0)
        readings = tuple(
            Reading(_answer(first), _answer(then)) for first, then in zip(before[1:], after[1:], strict=True)
        )
        # All of them: whoever writes thousands would hide the one that matters. Their number is capped by the answer's size.
        return Trial(coins, readings, tuple(map(_log, one.logs)), to_int(one.gas_used), failure)

    @staticmethod
    def _failure(client: RpcClient, account: Address, call: Call) -> Reverted:
        """Why it fails, as eth_call says it: the nodes write a failed call of a simulation each in their own way."""
        try:
            client.call("eth_call", [_request(account, call), "latest"], Hex)
        except Reverted as error:
            return error
        except InsufficientFunds:
            raise
        except AppError:
            pass
        return Reverted("")


def _request(account: Address, call: Call) -> dict[str, str]:
    return {
        "from": str(account),
        "to": str(call.to),
        "value": hex(call.value_wei),
        "data": "0x" + call.data.hex(),
    }


def _read_request(read: Read) -> dict[str, str]:
    # From an address that holds nothing: what a view says must not depend on who asks.
    return {"to": str(read.to), "data": "0x" + read.data.hex(), "gas": hex(READ_GAS)}


def _balance_code(account: Address) -> bytes:
    """PUSH20 account BALANCE 0 MSTORE MSIZE 0 RETURN; RETURNDATASIZE is the 0 that every fork has."""
    return b"\x73" + account.raw + bytes.fromhex("313d52593df3")


def _coin(called: _Called) -> int | None:
    answer = _answer(called)
    return int.from_bytes(answer, "big") if answer is not None and len(answer) == 32 else None


def _answer(called: _Called) -> bytes | None:
    return to_bytes(called.return_data) if to_int(called.status) == 1 else None


def _log(entry: _Log) -> Log:
    return Log(Address(to_bytes(entry.address)), tuple(map(to_bytes, entry.topics)), to_bytes(entry.data))

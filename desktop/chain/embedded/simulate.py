"""eth_call, eth_estimateGas, eth_simulateV1: running messages on the state of a block without keeping anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eth.vm.chain_context import ChainContext
from eth.vm.forks.berlin.transactions import calculate_txn_intrinsic_gas_berlin
from eth.vm.forks.prague import PragueVM
from eth_utils.exceptions import ValidationError

from desktop.chain.embedded.admission import floor_gas, intrinsic_gas
from desktop.chain.embedded.faults import EXECUTION_REVERTED, RpcFault, refused
from desktop.chain.embedded.genesis import CHAIN_ID

MAX_CALL_GAS = 2**24
"""A call may use no more, so that an endless loop holds the chain for seconds and not for minutes."""

_ESTIMATE_TOLERANCE = 0.015
"""geth's estimateGasErrorRatio: stop searching when the range is this small relative to its upper end."""

_CALL_STIPEND = 2300
_PANIC = bytes.fromhex("4e487b71")
_ERROR_STRING = bytes.fromhex("08c379a0")


@dataclass(frozen=True, slots=True)
class Override:
    """What eth_call shall pretend about one account; None leaves a part as it is."""

    balance: int | None = None
    nonce: int | None = None
    code: bytes | None = None
    state: dict[int, int] | None = None
    state_diff: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallRequest:
    """The transaction object of eth_call and eth_estimateGas; fees of None make the call free."""

    sender: bytes
    to: bytes
    data: bytes
    value: int
    gas: int | None = None
    max_fee: int | None = None
    max_tip: int = 0


Log = tuple[bytes, tuple[bytes, ...], bytes]
"""(address, topics, data)"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one call of several did; ``fault`` says why it failed."""

    output: bytes
    logs: tuple[Log, ...]
    gas_used: int
    fault: RpcFault | None


class _Message:
    """An unsigned transaction in the shape that py-evm's executor reads."""

    type_id = 2
    chain_id = CHAIN_ID
    s = 1  # any valid value: the executor only checks the range of a signature
    access_list = ()
    authorization_list = ()
    blob_versioned_hashes = ()

    def __init__(self, request: CallRequest, nonce: int, gas: int) -> None:
        self.sender, self.to, self.data, self.value = request.sender, request.to, request.data, request.value
        self.nonce, self.gas = nonce, gas
        self.max_fee_per_gas = request.max_fee or 0
        self.max_priority_fee_per_gas = request.max_tip
        self.gas_price = self.max_fee_per_gas

    @property
    def intrinsic_gas(self) -> int:
        shape: Any = self
        return int(calculate_txn_intrinsic_gas_berlin(shape))

    def validate(self) -> None:
        """Nothing to check: the request's fields were parsed into their ranges."""


class Simulator:
    """Runs messages on one header's state; each run starts from that state again."""

    def __init__(
        self, chain: Any, header: Any, ancestors: Iterable[bytes], overrides: dict[bytes, Override]
    ) -> None:
        self._db = chain.chaindb.db
        self._header = header
        self._ancestors = ancestors
        self._overrides = overrides

    def call(self, request: CallRequest) -> bytes:
        """Return the output.

        Raises:
            RpcFault: The call reverted (code 3, revert data), ran out of gas, or cannot be paid for.
        """
        gas = MAX_CALL_GAS if request.gas is None else min(request.gas, MAX_CALL_GAS)
        computation = self._run(request, gas)
        if computation.is_error:
            raise _execution_fault(computation)
        return bytes(computation.output)

    def estimate(self, request: CallRequest) -> int:
        """Return a gas limit with which the message succeeds, at most 1.5 % above the least one.

        Raises:
            RpcFault: It fails whatever the limit.
        """
        high = MAX_CALL_GAS if request.gas is None else min(request.gas, MAX_CALL_GAS)
        computation = self._run(request, high)
        if computation.is_error:
            raise _execution_fault(computation)
        used = high - computation.get_gas_remaining()
        floor = max(floor_gas(request.data), intrinsic_gas(_Message(request, 0, high)))
        if not request.data and self._succeeds(request, floor):
            return floor  # a plain payment: the wallet shows exactly 21,000
        low = max(floor, used - computation.get_gas_refund()) - 1
        # Refunds come at the end, and a call keeps a 64th of its gas (EIP-150): geth's first guess.
        guess = max(floor, (used + _CALL_STIPEND) * 64 // 63)
        if guess < high:
            low, high = (low, guess) if self._succeeds(request, guess) else (guess, high)
        while low + 1 < high and (high - low) / high > _ESTIMATE_TOLERANCE:
            middle = min((high + low) // 2, low * 2)
            low, high = (low, middle) if self._succeeds(request, middle) else (middle, high)
        return high

    def _succeeds(self, request: CallRequest, gas: int) -> bool:
        try:
            return not self._run(request, gas).is_error
        except RpcFault:
            return False

    def run_all(self, requests: Sequence[CallRequest]) -> list["Ran"]:
        """Run calls one after the other, each on what the ones before it left; one that fails leaves nothing.

        All together use no more than one call may.

        Raises:
            RpcFault: One of them cannot be paid for or begun.
        """
        state = self._state(self._header.copy(base_fee_per_gas=0))
        results = []
        left = MAX_CALL_GAS
        for request in requests:
            gas = left if request.gas is None else min(request.gas, left)
            computation = self._apply(state, request, gas)
            state.lock_changes()
            fault = _execution_fault(computation) if computation.is_error else None
            used = gas - computation.get_gas_remaining()
            left -= used
            results.append(Ran(bytes(computation.output), _logs(computation), used, fault))
        return results

    def _run(self, request: CallRequest, gas: int) -> Any:
        header = self._header if request.max_fee else self._header.copy(base_fee_per_gas=0)
        return self._apply(self._state(header), request, gas)

    def _state(self, header: Any) -> Any:
        ancestors: Any = self._ancestors
        state: Any = PragueVM.build_state(self._db, header, ChainContext(CHAIN_ID), ancestors)
        for address, override in self._overrides.items():
            _override_account(state, address, override)
        state.lock_changes()
        return state

    @staticmethod
    def _apply(state: Any, request: CallRequest, gas: int) -> Any:
        message = _Message(request, state.get_nonce(request.sender), gas)
        needed = max(intrinsic_gas(message), floor_gas(request.data))
        if gas < needed:
            raise refused(f"intrinsic gas too low: have {gas}, want {needed}")
        cost = request.value + gas * message.max_fee_per_gas
        balance = state.get_balance(request.sender)
        if balance < cost:
            raise refused(
                "insufficient funds for gas * price + value: "
                f"address 0x{request.sender.hex()} have {balance} want {cost}"
            )
        try:
            return state.apply_transaction(message)
        except ValidationError as error:
            raise refused("transaction is not valid on this state") from error


def _logs(computation: Any) -> tuple[Log, ...]:
    """Of a call that failed there are none."""
    if computation.is_error:
        return ()
    return tuple(
        (bytes(address), tuple(topic.to_bytes(32, "big") for topic in topics), bytes(data))
        for address, topics, data in computation.get_log_entries()
    )


def _override_account(state: Any, address: bytes, override: Override) -> None:
    if override.balance is not None:
        state.set_balance(address, override.balance)
    if override.nonce is not None:
        state.set_nonce(address, override.nonce)
    if override.code is not None:
        state.set_code(address, override.code)
    if override.state is not None:
        state.delete_storage(address)
    for slot, value in ((override.state or {}) | override.state_diff).items():
        state.set_storage(address, slot, value)


def _execution_fault(computation: Any) -> RpcFault:
    output = bytes(computation.output)
    name = type(computation.error).__name__
    if name != "Revert":
        words = {
            "OutOfGas": "out of gas",
            "InvalidInstruction": "invalid opcode",
            "InsufficientFunds": "insufficient balance for transfer",
            "StackDepthLimit": "max call depth exceeded",
        }
        return refused(words.get(name, "execution failed"))
    return RpcFault(EXECUTION_REVERTED, _revert_message(output), "0x" + output.hex())


def _revert_message(output: bytes) -> str:
    if output[:4] == _ERROR_STRING and len(output) >= 68:
        size = int.from_bytes(output[36:68], "big")
        text = output[68 : 68 + min(size, 1024)].decode("utf-8", "replace")
        return f"execution reverted: {text}"
    if output[:4] == _PANIC and len(output) == 36:
        return f"execution reverted: panic code 0x{output[-1]:02x}"
    return "execution reverted"

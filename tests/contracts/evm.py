"""A py-evm chain with the committed artifacts deployed, for tests that need real transactions and real receipts."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import coincurve
from eth.chains.base import MiningChain
from eth.db.atomic import AtomicDB
from eth.vm.forks import PragueVM
from eth_abi import decode, encode
from eth_account import Account
from eth_account.signers.local import LocalAccount

from desktop.chain.events import RpcLog
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Call

ARTIFACTS = Path(__file__).parents[2] / "contracts" / "artifacts"
GENESIS_TIME = 1_800_000_000
CHAIN_ID = 31337
GWEI = 10**9
ETHER = 10**18


class Reverted(Exception):
    """A call that the contract refused: the name of its error and the values in it."""

    def __init__(self, name: str, values: tuple[Any, ...]) -> None:
        super().__init__(f"{name}{values}")
        self.name = name
        self.values = values


@dataclass(frozen=True, slots=True)
class Mined:
    """What a mined transaction did."""

    gas_used: int
    logs: tuple[tuple[str, dict[str, Any]], ...]
    result: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a call: its logs as a node gives them, and why it was refused."""

    accepted: bool
    fee_wei: int
    logs: tuple[RpcLog, ...]
    revert: bytes


def _rpc_log(log: Any, index: int) -> RpcLog:
    return RpcLog(
        address="0x" + log.address.hex(),
        topics=[f"0x{topic:064x}" for topic in log.topics],
        data="0x" + log.data.hex(),
        block_number="0x1",
        block_hash="0x" + bytes(32).hex(),
        transaction_hash="0x" + bytes(32).hex(),
        log_index=hex(index),
    )


def _type(parameter: dict[str, Any]) -> str:
    """The canonical type of an ABI parameter (Contract ABI specification, "JSON")."""
    kind: str = parameter["type"]
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(_type(part) for part in parameter['components'])}){kind[5:]}"


class Interface:
    """An artifact: encodes calls, decodes results, events and errors."""

    def __init__(self, name: str, folder: Path = ARTIFACTS) -> None:
        artifact = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        self.abi: list[dict[str, Any]] = artifact["abi"]
        self.bytecode = bytes.fromhex(artifact["bytecode"][2:])
        self.functions = {entry["name"]: entry for entry in self.abi if entry["type"] == "function"}
        self.events = {self.topic(entry): entry for entry in self.abi if entry["type"] == "event"}
        self.errors = {self.topic(entry)[:4]: entry for entry in self.abi if entry["type"] == "error"}

    @staticmethod
    def topic(entry: dict[str, Any]) -> bytes:
        signature = f"{entry['name']}({','.join(_type(part) for part in entry['inputs'])})"
        return keccak256(signature.encode())

    def call_id(self, name: str) -> bytes:
        """The function's selector."""
        return self.topic(self.functions[name])[:4]

    def call(self, name: str, *arguments: Any) -> bytes:
        entry = self.functions[name]
        return self.call_id(name) + encode([_type(part) for part in entry["inputs"]], arguments)

    def result(self, name: str, output: bytes) -> tuple[Any, ...]:
        return decode([_type(part) for part in self.functions[name]["outputs"]], output)

    def error(self, output: bytes) -> Reverted:
        entry = self.errors.get(output[:4])
        if entry is None:
            return Reverted(output.hex(), ())
        return Reverted(entry["name"], decode([_type(part) for part in entry["inputs"]], output[4:]))

    def event(self, topics: list[bytes], data: bytes) -> tuple[str, dict[str, Any]] | None:
        entry = self.events.get(topics[0])
        if entry is None:
            return None
        indexed = [part for part in entry["inputs"] if part["indexed"]]
        if len(topics) != 1 + len(indexed):
            return None  # ERC-20 and ERC-721 share the topics of Transfer and Approval
        plain = [part for part in entry["inputs"] if not part["indexed"]]
        values = {
            part["name"]: decode([_type(part)], topic)[0]
            for part, topic in zip(indexed, topics[1:], strict=True)
        }
        decoded = decode([_type(part) for part in plain], data)
        return entry["name"], values | dict(zip([part["name"] for part in plain], decoded, strict=True))


MARKET = Interface("ModelMarket")
LICENCE = Interface("ModelLicence")
RECORDS = Interface("ModelRecords")
SPLIT = Interface("RevenueSplit")
SPLITS = Interface("RevenueSplits")
TOKEN = Interface("PlainToken", Path(__file__).parent / "data")
_EMITTERS = (MARKET, LICENCE, RECORDS, SPLIT, SPLITS, TOKEN)


class Chain:
    """One block per transaction; time stands still unless it is moved."""

    def __init__(self, accounts: int = 6) -> None:
        self.accounts: list[LocalAccount] = [
            Account.from_key(keccak256(b"licet test account %d" % index)) for index in range(accounts)
        ]
        vm_class = PragueVM
        chain_class = MiningChain.configure(
            __name__="TestChain", vm_configuration=((0, vm_class),), chain_id=CHAIN_ID
        )
        state = {
            bytes.fromhex(account.address[2:]): {
                "balance": 10_000 * ETHER,
                "nonce": 0,
                "code": b"",
                "storage": {},
            }
            for account in self.accounts
        }
        self._chain = chain_class.from_genesis(
            AtomicDB(),
            {"difficulty": 0, "gas_limit": 30_000_000, "timestamp": GENESIS_TIME, "base_fee_per_gas": GWEI},
            state,
        )
        self.time = GENESIS_TIME + 12
        self.deploy_gas = 0

    @classmethod
    def with_market(
        cls, bounds: tuple[int, int, int, int] = (60, 14 * 86400, 60, 30 * 86400)
    ) -> tuple[Self, bytes]:
        chain = cls()
        data = MARKET.bytecode + encode(["uint32"] * 4, bounds)
        return chain, chain.deploy(data)

    def deploy(self, data: bytes) -> bytes:
        sender = self.accounts[0]
        receipt, computation = self._mine(sender, b"", data, 0)
        if computation.is_error:
            raise MARKET.error(computation.output)
        self.deploy_gas = int(receipt.gas_used)
        return bytes(computation.msg.storage_address)

    def pay(self, sender: LocalAccount, to: bytes, value: int) -> None:
        """Sends coin with no call."""
        _, computation = self._mine(sender, to, b"", value)
        assert not computation.is_error

    def balance(self, account: bytes) -> int:
        return int(self._chain.get_vm().state.get_balance(account))

    def read(self, to: bytes, interface: Interface, name: str, *arguments: Any) -> tuple[Any, ...]:
        vm = self._chain.get_vm(self._chain.header.copy(timestamp=self.time))
        sender = Address.parse(self.accounts[0].address).raw
        computation = vm.execute_bytecode(
            origin=sender, gas_price=0, gas=10_000_000, to=to, sender=sender, value=0,
            data=interface.call(name, *arguments), code=vm.state.get_code(to), code_address=to,
        )  # fmt: skip
        if computation.is_error:
            raise interface.error(computation.output)
        return interface.result(name, computation.output)

    def send(
        self,
        sender: LocalAccount,
        to: bytes,
        interface: Interface,
        name: str,
        *arguments: Any,
        value: int = 0,
    ) -> Mined:
        receipt, computation = self._mine(sender, to, interface.call(name, *arguments), value)
        if computation.is_error:
            raise interface.error(computation.output)
        logs = []
        for log in receipt.logs:
            topics = [topic.to_bytes(32, "big") for topic in log.topics]
            decoded = next(filter(None, (known.event(topics, log.data) for known in _EMITTERS)), None)
            assert decoded is not None, "an event that is in no ABI"
            logs.append(decoded)
        return Mined(receipt.gas_used, tuple(logs), interface.result(name, computation.output))

    def perform(self, sender: LocalAccount, call: Call) -> Receipt:
        """A call of the app's bindings, with the gas that they fix; that it is refused is an answer too."""
        fee = int(self._chain.get_vm().get_header().base_fee_per_gas)
        self._chain.set_header_timestamp(self.time)
        gas = call.gas_limit or 2_000_000
        signed = self._signed(sender, call.to.raw, call.data, call.value_wei, gas=gas)
        _, receipts, computations = self._chain.mine_all([signed])
        logs = tuple(_rpc_log(log, index) for index, log in enumerate(receipts[0].logs))
        self.time += 1
        return Receipt(
            not computations[0].is_error, int(receipts[0].gas_used) * fee, logs, bytes(computations[0].output)
        )

    def send_all(self, sender: LocalAccount, to: bytes, calls: list[bytes], value: int) -> None:
        """Calls with the same value in one block: much faster than a block for each."""
        self._chain.set_header_timestamp(self.time)
        signed = [self._signed(sender, to, data, value, place, 200_000) for place, data in enumerate(calls)]
        _, receipts, computations = self._chain.mine_all(signed)
        self.time += 1
        assert not any(computation.is_error for computation in computations)
        assert len(receipts) == len(calls)

    def _mine(self, sender: LocalAccount, to: bytes, data: bytes, value: int) -> tuple[Any, Any]:
        self._chain.set_header_timestamp(self.time)
        _, receipts, computations = self._chain.mine_all([self._signed(sender, to, data, value)])
        self.time += 1
        return receipts[0], computations[0]

    def _signed(
        self, sender: LocalAccount, to: bytes, data: bytes, value: int, place: int = 0, gas: int = 10_000_000
    ) -> Any:
        """The sender's transaction number ``place`` of the pending block."""
        vm = self._chain.get_vm()
        nonce = vm.state.get_nonce(bytes.fromhex(sender.address[2:])) + place
        fee = vm.get_header().base_fee_per_gas
        fields: dict[str, Any] = {
            "chainId": CHAIN_ID, "nonce": nonce, "gas": gas, "value": value,
            "data": data, "maxFeePerGas": 2 * fee, "maxPriorityFeePerGas": 0,
        }  # fmt: skip
        if to:
            fields["to"] = Address(to).raw
        raw = bytes(sender.sign_transaction(fields).raw_transaction)
        return vm.get_transaction_builder().decode(raw)


def point(secret: int) -> tuple[int, int]:
    """(x, parity) of secret * G."""
    encoded = coincurve.PrivateKey(secret.to_bytes(32, "big")).public_key.format(compressed=True)
    return int.from_bytes(encoded[1:], "big"), encoded[0] - 2


def shared_address(secret: int, x: int, parity: int) -> Address:
    """The address of secret * (x, parity)."""
    public = coincurve.PublicKey(bytes([2 + parity]) + x.to_bytes(32, "big")).multiply(
        secret.to_bytes(32, "big")
    )
    return Address(keccak256(public.format(compressed=False)[1:])[12:])

"""Signing by file, for pictures and tests."""

from dataclasses import dataclass, field

from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.identity import Address, keccak256
from desktop.core.money import Money
from desktop.core.offline import (
    Accessed,
    OfflineRequest,
    SignedBytes,
    SignedFacts,
    read_file,
    write_request,
    write_signed,
)
from desktop.core.transactions import (
    Call,
    FeeChoice,
    FeeLevel,
    FeeOffer,
    SignedTransaction,
    UnsignedTransaction,
)
from desktop.services.offline import OtherChain, SendState
from desktop.ui import showcase_values as values
from desktop.ui.showcase_outgoing import FRIEND, GWEI, NONCE, fee_offer
from desktop.ui.showcase_parts import Gate


def to_sign(
    *, chain_id: int = values.CHAIN_ID, data: bytes = b"", network: str = "Demo network"
) -> OfflineRequest:
    """A request to pay a friend."""
    transaction = UnsignedTransaction(
        chain_id, NONCE, FRIEND, 5 * 10**16, data, 60_000 if data else 21_000, 39 * GWEI, 2 * GWEI
    )
    return OfflineRequest(values.BUYER, transaction, network, "Rent for November", values.NOW)


@dataclass
class Offline:
    """Reads and writes real files; what is signed is no real signature."""

    gate: Gate
    state: SendState = SendState.READY
    chain_id: int = values.CHAIN_ID
    network_name: str = "Demo network"
    signed: list[OfflineRequest] = field(default_factory=list)
    sent: list[SignedFacts] = field(default_factory=list)
    built: list[tuple[Address, Call, FeeChoice, int | None, str]] = field(default_factory=list)
    accessed: tuple[Accessed, ...] = ()
    known: dict[bytes, OfflineRequest] = field(default_factory=dict)

    def offer(self, _account: Address, _call: Call) -> FeeOffer:
        self.gate.pass_through("offline.offer")
        return fee_offer()

    def build(
        self, account: Address, call: Call, *, fees: FeeChoice = FeeLevel.NORMAL, nonce: int | None = None, note: str = ""
    ) -> bytes:  # fmt: skip
        self.gate.pass_through("offline.build")
        self.built.append((account, call, fees, nonce, note))
        fee = fee_offer().fee(fees)
        transaction = UnsignedTransaction(
            self.chain_id, NONCE if nonce is None else nonce, call.to, call.value_wei, call.data, 21_000,
            fee.max_fee_wei, fee.max_priority_fee_wei,
        )  # fmt: skip
        return write_request(OfflineRequest(account, transaction, self.network_name, note, values.NOW))

    def read(self, data: bytes) -> OfflineRequest | SignedFacts:
        self.gate.pass_through("offline.read")
        read = read_file(data)
        if not isinstance(read, SignedBytes):
            return read
        request = self.known.get(read.raw, to_sign())
        signed = SignedTransaction(read.raw, keccak256(read.raw))
        return SignedFacts(request.account, request.transaction, signed, read.note, self.accessed)

    def in_words(self, transaction: UnsignedTransaction) -> DecodedCall:
        if transaction.data:
            return DecodedCall(
                Act.UNKNOWN, Role.STRANGER, facts=(Part("selector", Shape.BYTES, transaction.data[:4]),)
            )
        facts = (
            Part("amount", Shape.AMOUNT, Money(transaction.value_wei)), Part("to", Shape.ADDRESS, transaction.to)
        )  # fmt: skip
        return DecodedCall(Act.PAY, Role.ACCOUNT, facts=facts)

    def sign(self, request: OfflineRequest) -> bytes:
        self.gate.pass_through("offline.sign")
        self.signed.append(request)
        raw = b"\x02" + write_request(request)
        self.known[raw] = request
        return write_signed(SignedTransaction(raw, keccak256(raw)), request.note)

    def look(self, facts: SignedFacts) -> SendState:
        self.gate.pass_through("offline.look")
        if facts.transaction.chain_id != self.chain_id:
            raise OtherChain(facts.transaction.chain_id, self.chain_id)
        return self.state

    def send(self, facts: SignedFacts) -> bytes:
        self.gate.pass_through("offline.send")
        self.sent.append(facts)
        return facts.signed.hash

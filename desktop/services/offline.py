"""Signing on a machine without a network: the file to sign, the signing, and sending what came back."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from desktop.core.calls import DecodedCall
from desktop.core.errors import Bug, UserError
from desktop.core.identity import Address
from desktop.core.offline import (
    OfflineRequest,
    SignedBytes,
    SignedFacts,
    read_file,
    write_request,
    write_signed,
)
from desktop.core.outgoing import Outgoing
from desktop.core.transactions import Call, FeeChoice, FeeLevel, FeeOffer, UnsignedTransaction
from desktop.services.bidding import replaces
from desktop.services.journal import Purpose
from desktop.services.ports import Clock
from desktop.services.transactions import Signer, TransactionService, with_consent


@dataclass(eq=False)
class OtherChain(UserError):
    """The transaction is for another chain than the one that is connected; no other may have it."""

    wanted: int
    connected: int


@dataclass(eq=False)
class FileTooOld(UserError):
    """The account has sent another transaction with the file's number since it was made: this one can never happen."""

    nonce: int
    next_nonce: int


class SendState(Enum):
    """What sending signed bytes would do now."""

    READY = "ready"
    SENT = "sent"
    REPLACES = "replaces"
    OUTBID = "outbid"
    MINED = "mined"
    NONCE_USED = "nonce-used"
    WAITS = "waits"
    TOO_POOR = "too-poor"

    @property
    def can_send(self) -> bool:
        return self not in {SendState.MINED, SendState.NONCE_USED, SendState.OUTBID}


class Chain(Protocol):
    """The connected chain, as far as building and looking go."""

    @property
    def chain_id(self) -> int: ...
    def balance_wei(self, account: Address) -> int: ...
    def mined_nonce(self, account: Address) -> int: ...
    def prepare(
        self, sender: Address, call: Call, *, nonce: int | None = None, fees: FeeChoice = FeeLevel.NORMAL
    ) -> UnsignedTransaction: ...


class OfflineService:
    """Three steps on two machines. ``sign`` asks nobody, so it works without any chain."""

    def __init__(
        self,
        *,
        chain: Chain | None,
        transactions: TransactionService | None,
        signer: Signer,
        decode: Callable[[bytes, str], SignedFacts],
        explain: Callable[[Call], DecodedCall],
        network_name: str,
        clock: Clock,
        waiting_at: Callable[[Address, int], Outgoing | None] = lambda _account, _nonce: None,
    ) -> None:
        """Compose it; nothing is asked.

        Args:
            chain: Where to build for and send to; None on the machine that only signs.
            transactions: Sends; None likewise.
            signer: The vault.
            decode: Reads signed bytes back.
            explain: Says what a call does, asking nobody.
            network_name: The person's own name of the network, put beside the transaction.
            clock: Dates the file.
            waiting_at: The act of this wallet that waits with a nonce.
        """
        self._chain = chain
        self._transactions = transactions
        self._signer = signer
        self._decode = decode
        self._explain = explain
        self._network_name = network_name
        self._clock = clock
        self._waiting_at = waiting_at

    @property
    def chain_id(self) -> int | None:
        """The chain that is connected, if any."""
        return None if self._chain is None else self._chain.chain_id

    @property
    def network_name(self) -> str:
        """The connected network as the person calls it."""
        return self._network_name

    def build(
        self,
        account: Address,
        call: Call,
        *,
        fees: FeeChoice = FeeLevel.NORMAL,
        nonce: int | None = None,
        note: str = "",
    ) -> bytes:
        """A file with everything that signing needs; nothing is signed or kept.

        Raises:
            Reverted: The contract would refuse the call now.
        """
        transaction = self._required_chain().prepare(account, call, nonce=nonce, fees=fees)
        return self.freeze(account, transaction, note)

    def offer(self, account: Address, call: Call) -> FeeOffer:
        """Fees, gas and nonce to choose from.

        Raises:
            Reverted: The contract would refuse the call.
        """
        return self._sender().offer(account, call)

    def freeze(self, account: Address, transaction: UnsignedTransaction, note: str = "") -> bytes:
        """The file of a transaction that is complete already; asks nobody."""
        return write_request(
            OfflineRequest(account, transaction, self._network_name, note, self._clock.now())
        )

    def read(self, data: bytes) -> OfflineRequest | SignedFacts:
        """What a file holds; of signed bytes, what they themselves say.

        Raises:
            NotATransactionFile: Nothing that this version reads.
        """
        read = read_file(data)
        return self._decode(read.raw, read.note) if isinstance(read, SignedBytes) else read

    def in_words(self, transaction: UnsignedTransaction) -> DecodedCall:
        """What it does, as far as that can be read from its own bytes; asks nobody."""
        return self._explain(Call(transaction.to, transaction.data, transaction.value_wei))

    def sign(self, request: OfflineRequest) -> bytes:
        """Sign it, and give the file to carry back. No network is asked, and nothing is kept here.

        Raises:
            WalletLocked: The wallet is not open.
            PolicyRefused: The vault does not sign this.
        """
        signed = with_consent(
            self._signer,
            lambda consent: self._signer.sign_transaction(
                request.account, request.transaction, consent=consent
            ),
        )
        facts = self._decode(signed.raw, request.note)
        if (facts.account, facts.transaction) != (request.account, request.transaction):
            raise Bug("another transaction was signed than the one that was asked for")
        return write_signed(signed, request.note)

    def look(self, facts: SignedFacts) -> SendState:
        """What sending would do now.

        Raises:
            OtherChain: It is for another chain.
        """
        chain = self._here(facts)
        if self._sender().receipt(facts.signed.hash) is not None:
            return SendState.MINED
        nonce, next_nonce = facts.transaction.nonce, chain.mined_nonce(facts.account)
        if nonce < next_nonce:
            return SendState.NONCE_USED
        waiting = self._waiting_at(facts.account, nonce)
        if waiting is not None:
            return _beside(waiting, facts)
        if chain.balance_wei(facts.account) < facts.transaction.most_wei:
            return SendState.TOO_POOR
        return SendState.WAITS if nonce > next_nonce else SendState.READY

    def send(self, facts: SignedFacts) -> bytes:
        """Keep it, give it a line of the activity, and send it; returns the hash.

        Raises:
            OtherChain: It is for another chain.
            FileTooOld: Its nonce is used already; nothing was kept or sent.
        """
        call = facts.transaction
        next_nonce = self._here(facts).mined_nonce(facts.account)
        if call.nonce < next_nonce and self._sender().receipt(facts.signed.hash) is None:
            raise FileTooOld(call.nonce, next_nonce)
        purpose = Purpose("call" if call.data else "send", -call.value_wei, call.to, facts.note)
        self._sender().send_signed(facts.account, facts.transaction, facts.signed, purpose)
        return facts.signed.hash

    def _here(self, facts: SignedFacts) -> Chain:
        chain = self._required_chain()
        if chain.chain_id != facts.transaction.chain_id:
            raise OtherChain(facts.transaction.chain_id, chain.chain_id)
        return chain

    def _required_chain(self) -> Chain:
        if self._chain is None:
            raise Bug("no chain is connected on the machine that only signs")
        return self._chain

    def _sender(self) -> TransactionService:
        if self._transactions is None:
            raise Bug("nothing is sent from the machine that only signs")
        return self._transactions


def _beside(waiting: Outgoing, facts: SignedFacts) -> SendState:
    """What sending would do where a transaction of this wallet waits with the same nonce: one of them will happen."""
    if any(attempt.hash == facts.signed.hash for attempt in waiting.attempts):
        return SendState.SENT
    pays_enough = all(replaces(facts.transaction, attempt.transaction) for attempt in waiting.attempts)
    return SendState.REPLACES if pays_enough else SendState.OUTBID

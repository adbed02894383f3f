"""Answering a request for a key: once, to nobody but the holder of the licence, wrapped again the same each time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.events import KeyAnswered, KeyRequested
from desktop.core.exchange import request_id
from desktop.core.identity import Address
from desktop.core.licences import Standing
from desktop.core.requests import Answer, AnswerState
from desktop.core.transactions import Call, SignedTransaction, UnsignedTransaction
from desktop.services.bidding import outbid
from desktop.services.ports import BlockTag, Clock, MarketReader, Transactor
from desktop.services.witnesses import EndpointsDisagree, NeedsSecondEndpoint

log = logging.getLogger("licet.answers")

BUMP_AFTER_S = 30
ANSWER_COST_GAS = 35_000
"""What an answer costs (its budget, EXCHANGE.md section 5); the limit it is sent with is twice that."""
UNDONE_WITHIN_S = 3_600
"""So long a mined answer is looked for again, because a reorganisation may take it away."""


class LicenceReading(Protocol):
    """The licence tokens, as one set of endpoints tells them."""

    def standing(self, token_id: int) -> Standing: ...


class RequestReading(MarketReader, Protocol):
    """The market with the requests for keys on it."""

    @property
    def licences(self) -> LicenceReading: ...
    def find_request(self, request_id: int, tag: BlockTag = "latest") -> KeyRequested | None: ...
    def answers_to(self, request_id: int) -> list[KeyAnswered]: ...


class AnswerCalls(Protocol):
    def answer_key(self, request_id: int, rx: int, parity: int, wrapped: bytes) -> Call:
        """With a fixed gas limit: an answer is never estimated at an endpoint."""


class AnswerVault(Protocol):
    """Wraps keys for requests. ``licence`` is empty for a seller's answer, else the previous holder's licence file."""

    def wrap_answer(
        self, chain_id: int, market: Address, answer: Answer, licence: bytes
    ) -> tuple[int, int, bytes]:
        """(rx, parity, wrapped); refused unless the key is the listed one. Always the same answer."""

    def sign_answer(
        self, account: Address, transaction: UnsignedTransaction, answer: Answer, licence: bytes
    ) -> SignedTransaction:
        """Sign an answerKey call that carries what the vault computes itself, and nothing else."""


class AnswerBook(Protocol):
    """The answers, on disk before anything is sent: one per licence, key and holder."""

    def answers(self) -> list[Answer]: ...
    def answer(self, token_id: int, key_hash: bytes, holder: bytes) -> Answer | None: ...
    def put_answer(self, answer: Answer) -> None: ...


class RequestWitnesses:
    """What several endpoints say about one request: the rule of deliveries (EXCHANGE.md section 8)."""

    def __init__(self, readers: Sequence[RequestReading], own_node: Callable[[], bool]) -> None:
        self._readers = tuple(readers)
        self._own_node = own_node

    def require(self, answer: Answer) -> None:
        """Make sure that every endpoint shows this request, made by who owns the licence now, and that it has not ended.

        Raises:
            NeedsSecondEndpoint: There is only one endpoint, and nobody vouches for it.
            EndpointsDisagree: One shows something else; a liar could name its own point and take the key.
        """
        if len(self._readers) < 2 and not self._own_node():
            raise NeedsSecondEndpoint
        for reader in self._readers:
            named = request_id(
                reader.chain_id, reader.market, answer.token_id, answer.terms.hash, answer.holder,
                answer.px, answer.request_parity,
            )  # fmt: skip
            shown = reader.find_request(answer.request_id)
            if named != answer.request_id or shown is None or not _is_about(shown, answer):
                raise EndpointsDisagree
            if reader.licences.standing(answer.token_id).owner != answer.holder:
                raise EndpointsDisagree

    def show_safe(self, answer: Answer) -> bool:
        """Whether every endpoint has the request in a block that is safe."""
        return all(reader.find_request(answer.request_id, "safe") is not None for reader in self._readers)


def _is_about(shown: KeyRequested, answer: Answer) -> bool:
    """Whether the event says of token, holder, terms and point what the answer is made for."""
    wanted = (answer.token_id, answer.holder, answer.terms.hash, answer.px, answer.request_parity)
    return (shown.token_id, shown.holder, shown.terms_hash, shown.px, shown.parity) == wanted


class AnswerDesk:
    """Moves one answer on, as far as it can go now; for sellers and for previous holders."""

    def __init__(
        self,
        *,
        chain: Transactor,
        market: RequestReading,
        witnesses: RequestWitnesses,
        calls: AnswerCalls,
        vault: AnswerVault,
        book: AnswerBook,
        clock: Clock,
        publish: Callable[[Change], None],
        note: Callable[[Address, bytes, Answer], None] = lambda _account, _hash, _answer: None,
    ) -> None:
        self._chain = chain
        self._market = market
        self._witnesses = witnesses
        self._calls = calls
        self._vault = vault
        self._book = book
        self._clock = clock
        self._publish = publish
        self._note = note

    def advance(self, answer: Answer, signer: Address, licence: bytes, most_wei: int) -> Answer:
        """One step. ``most_wei`` bounds the network fee: nothing is sent, or sent again, above it.

        Raises:
            NeedsSecondEndpoint, EndpointsDisagree: See ``RequestWitnesses.require``.
            AppError: The node or the vault; what was fixed before stays on disk.
        """
        if answer.state is AnswerState.ANSWERED:
            return self._recheck(answer)
        if answer.state is AnswerState.SEEN:
            return self._answer(answer, signer, licence, most_wei)
        if self._is_mined(answer):
            return self._put(replace(answer, state=AnswerState.ANSWERED, fault=None))
        return self._push(answer, signer, licence, most_wei)

    def _recheck(self, answer: Answer) -> Answer:
        if self._clock.now() - answer.sent_at > UNDONE_WITHIN_S or self._is_mined(answer):
            return answer
        return self._put(replace(answer, state=AnswerState.ANSWERING))

    def _answer(self, answer: Answer, signer: Address, licence: bytes, most_wei: int) -> Answer:
        self._witnesses.require(answer)
        if not self._witnesses.show_safe(answer):
            return answer
        market = self._market
        rx, parity, wrapped = self._vault.wrap_answer(market.chain_id, market.market, answer, licence)
        fixed = replace(answer, rx=rx, parity=parity, wrapped=wrapped)
        if self._is_mined(fixed):  # by ``licet seller``, whose answers are the same bytes
            return self._put(replace(fixed, state=AnswerState.ANSWERED, fault=None))
        transaction = self._prepare(fixed, signer)
        if transaction.max_fee_wei * ANSWER_COST_GAS > most_wei:
            return self._put(replace(answer, fault="AnswerNotCovered"))
        return self._send(fixed, transaction, signer, licence)

    def _push(self, answer: Answer, signer: Address, licence: bytes, most_wei: int) -> Answer:
        """Send the kept bytes again; after a while the same answer with a higher fee, while it is worth that."""
        if answer.raw_transaction is None or self._clock.now() - answer.sent_at >= BUMP_AFTER_S:
            transaction = self._prepare(answer, signer)
            if transaction.max_fee_wei * ANSWER_COST_GAS <= most_wei:
                return self._send(answer, transaction, signer, licence)
        if answer.raw_transaction is not None:
            self._chain.send_raw(answer.raw_transaction)
        return answer

    def _prepare(self, answer: Answer, signer: Address) -> UnsignedTransaction:
        call = self._calls.answer_key(answer.request_id, answer.rx, answer.parity, answer.wrapped)
        nonce = answer.nonce
        if nonce is not None and self._chain.mined_nonce(signer) > nonce:
            nonce = None
        transaction = self._chain.prepare(signer, call, nonce=nonce)
        if nonce is None:
            return transaction
        return outbid(transaction, answer.max_fee_wei, answer.max_priority_fee_wei)

    def _send(
        self, answer: Answer, transaction: UnsignedTransaction, signer: Address, licence: bytes
    ) -> Answer:
        signed = self._vault.sign_answer(signer, transaction, answer, licence)
        sent = self._put(
            replace(
                answer,
                state=AnswerState.ANSWERING,
                raw_transaction=signed.raw,
                transaction_hash=signed.hash,
                nonce=transaction.nonce,
                max_fee_wei=transaction.max_fee_wei,
                max_priority_fee_wei=transaction.max_priority_fee_wei,
                sent_at=self._clock.now(),
                fault=None,
            )
        )
        self._note(signer, signed.hash, sent)
        self._chain.send_raw(signed.raw)
        return sent

    def _is_mined(self, answer: Answer) -> bool:
        """Whether exactly this answer is on chain, whichever of its transactions brought it there."""
        wanted = (answer.rx, answer.parity, answer.wrapped)
        return any((a.rx, a.parity, a.wrapped) == wanted for a in self._market.answers_to(answer.request_id))

    def _put(self, answer: Answer) -> Answer:
        if self._book.answer(answer.token_id, answer.terms.key_hash, answer.holder.raw) != answer:
            self._book.put_answer(answer)
            self._publish(Change(Topic.SALES if answer.is_seller else Topic.LIBRARY))
        return answer

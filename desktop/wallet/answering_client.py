"""The app's side of answering requests for a key."""

from abc import ABC, abstractmethod
from typing import Any

from desktop.core.identity import Address
from desktop.core.requests import Answer
from desktop.core.transactions import SignedTransaction, UnsignedTransaction
from desktop.wallet.wire import read_int, transaction_fields


class AnsweringClient(ABC):
    """The part of ``VaultClient`` that fits ``services.answers.AnswerVault``."""

    def wrap_answer(
        self, chain_id: int, market: Address, answer: Answer, licence: bytes
    ) -> tuple[int, int, bytes]:
        """(rx, parity, wrapped) for a request; always the same. ``licence`` is empty for a seller's answer."""
        found = self._use("wrap_answer", chain_id=chain_id, market=market, licence=licence, **_asked(answer))
        return read_int(found["rx"]), read_int(found["parity"]), found["wrapped"]

    def sign_answer(
        self, account: Address, transaction: UnsignedTransaction, answer: Answer, licence: bytes
    ) -> SignedTransaction:
        """Sign an answerKey call that carries what the vault computes itself, and nothing else."""
        fields = transaction_fields(transaction)
        signed = self._sign("sign_answer", account=account, fields=fields, licence=licence, **_asked(answer))
        return SignedTransaction(**signed)

    @abstractmethod
    def _use(self, op: str, **arguments: Any) -> Any: ...
    @abstractmethod
    def _sign(self, op: str, **arguments: Any) -> Any: ...


def _asked(answer: Answer) -> dict[str, Any]:
    return {
        "token_id": answer.token_id,
        "holder": answer.holder,
        "px": answer.px,
        "parity": answer.request_parity,
        "terms": answer.terms.encode(),
    }

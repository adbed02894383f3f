"""Answers to requests for a key, by the seller or by whoever held the licence before (EXCHANGE.md sections 5 and 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.core.exchange import Terms, request_id
from desktop.core.identity import Address
from desktop.core.transactions import SignedTransaction
from desktop.wallet import derivation, licence_header
from desktop.wallet.accounts import WrappedKey
from desktop.wallet.calldata import read_answer_key, read_terms
from desktop.wallet.errors import InvalidTransaction, PolicyRefused
from desktop.wallet.hkdf import hkdf
from desktop.wallet.model_keys import ModelKeys, OrderToDeliver, wrap_for_order
from desktop.wallet.signing import Signer
from desktop.wallet.transactions import read_request
from desktop.wallet.vault import Vault


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request as the contract names it; its id follows from everything else."""

    chain_id: int
    market: Address
    token_id: int
    holder: Address
    px: int
    parity: int
    terms: Terms

    @property
    def id(self) -> int:
        return request_id(
            self.chain_id, self.market, self.token_id, self.terms.hash, self.holder, self.px, self.parity
        )  # fmt: skip


class KeyAnswers:
    """K leaves it only wrapped for the request that it was asked to answer, and only if it is the listed key."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def wrap_answer(
        self,
        chain_id: int,
        market: Address,
        token_id: int,
        holder: Address,
        px: int,
        parity: int,
        terms: bytes,
        licence: bytes,
    ) -> WrappedKey:
        """R and the wrapped key for a request about these terms (abi-encoded); always the same answer.

        ``licence`` is empty for a seller's answer; a previous holder's comes from the licence file.

        Raises:
            WrongModelKey: The key of the seller, or of the licence, is not the listed one.
            NoSuchAccount: The terms are of another seller.
            InvalidPoint: The request holds no point.
        """
        asked = _Asked(chain_id, market, token_id, holder, px, parity, read_terms(terms))
        return self._wrap(asked, licence)

    def sign_answer(
        self,
        account: Address,
        fields: Mapping[str, Any],
        token_id: int,
        holder: Address,
        px: int,
        parity: int,
        terms: bytes,
        licence: bytes,
    ) -> SignedTransaction:
        """Sign ``answerKey`` after computing request id, key, point and wrapping again; nothing else.

        Raises:
            PolicyRefused: ``answer-differs``: the call does not carry what the vault computes; ``answer-only``: it is
                another call; ``answer-value``: it pays something.
        """
        request = read_request(fields)
        if request.value or request.to is None:
            raise PolicyRefused("answer-value")
        try:
            call = read_answer_key(request.data)
        except InvalidTransaction as error:
            raise PolicyRefused("answer-only") from error
        asked = _Asked(request.chain_id, request.to, token_id, holder, px, parity, read_terms(terms))
        right = self._wrap(asked, licence)
        if (asked.id, right.rx, right.parity, right.wrapped) != (
            call.request_id, call.rx, call.parity, call.wrapped,
        ):  # fmt: skip
            raise PolicyRefused("answer-differs")
        return Signer(self._vault).sign_promised(request, account)

    def _wrap(self, asked: _Asked, licence: bytes) -> WrappedKey:
        terms = asked.terms
        keys = self._keys_of(licence) if licence else self._vault.opened().models_of(terms.seller, terms.salt)
        ordered = OrderToDeliver(
            asked.chain_id, asked.market, terms.seller, asked.id, asked.px, asked.parity
        )  # fmt: skip
        return wrap_for_order(keys, ordered, terms.key_hash)

    def _keys_of(self, licence: bytes) -> ModelKeys:
        """The key of a licence file, with a secret of this wallet for the points of its answers."""
        identity = derivation.age_identity(self._vault.wallet().seed.reveal())
        key = licence_header.open_header(licence, identity)
        return ModelKeys(key, hkdf(identity, b"licet answer secret"))

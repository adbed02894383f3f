"""Asking for the key of a version, and answering: the persisted records of both sides."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address


class RequestState(Enum):
    """Where a request for a key stands. Each is persisted before the act that leads out of it."""

    FETCHING = "fetching"  # downloading and verifying; nothing paid
    READY = "ready"  # everything verified; the one-time number is chosen and kept
    ASKING = "asking"  # the signed transaction is kept and being sent; may be paid
    WAITING = "waiting"  # asked; no answer fits yet
    ANSWERED = "answered"  # an answer whose key matches; the content is being checked
    INSTALLED = "installed"  # key and every leaf right; the version runs
    WRONG_CONTENT = "wrong-content"  # a leaf is wrong; the contract gives nothing back for a request
    CANCELLED = "cancelled"  # stopped before anything was paid


REQUEST_TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.FETCHING: frozenset({RequestState.READY, RequestState.CANCELLED}),
    RequestState.READY: frozenset({RequestState.ASKING, RequestState.WAITING, RequestState.CANCELLED}),
    RequestState.ASKING: frozenset({RequestState.WAITING, RequestState.READY}),
    RequestState.WAITING: frozenset({RequestState.ANSWERED, RequestState.ASKING}),
    RequestState.ANSWERED: frozenset({RequestState.INSTALLED, RequestState.WRONG_CONTENT}),
    RequestState.INSTALLED: frozenset(),
    RequestState.WRONG_CONTENT: frozenset(),
    RequestState.CANCELLED: frozenset(),
}
"""The graph of a request; WAITING goes back to ASKING when a reorganisation undid it."""

REQUEST_SETTLED = frozenset({RequestState.INSTALLED, RequestState.WRONG_CONTENT, RequestState.CANCELLED})


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """One request of this wallet for the key of ``terms``, by the holder of the licence of ``order``.

    ``terms`` are those asked for, not those of the purchase. ``answer`` is the one that matched; its
    ``delivered_at`` is 0. ``agreed_wei`` is the most, key fee and network fee together, that the person agreed to;
    0 asks again. ``raw_transaction`` is kept before it is sent.
    """

    id: str
    chain_id: int
    market: Address
    token_id: int
    order: Order
    terms: Terms
    card_json: bytes
    account: Address
    state: RequestState
    number: int
    agreed_wei: int
    created_at: int
    request_id: int | None = None
    answer: Delivery | None = None
    answerer: Address | None = None
    raw_transaction: bytes | None = None
    transaction_hash: bytes | None = None
    paid_fee_wei: int = 0
    self_test_ok: bool | None = None
    wrong_leaf: int | None = None
    fault: str | None = None
    updated_at: int = 0

    @property
    def listing(self) -> int:
        return self.order.listing


class AnswerState(Enum):
    """Where the answer to somebody's request stands; persisted before each act."""

    SEEN = "seen"  # on chain; not safe yet, or not worth it now
    ANSWERING = "answering"  # R and wrapped are fixed, the signed answer is kept and being sent
    ANSWERED = "answered"  # mined


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of this wallet: one per licence, key and holder. ``rx`` to ``wrapped`` never change once set.

    ``terms`` are those whose key was asked for. ``is_seller`` tells a seller's answer from a previous holder's.
    """

    request_id: int
    token_id: int
    listing: int
    holder: Address
    px: int
    request_parity: int
    terms: Terms
    state: AnswerState
    is_seller: bool
    seen_at: int
    rx: int = 0
    parity: int = 0
    wrapped: bytes = b""
    raw_transaction: bytes | None = None
    transaction_hash: bytes | None = None
    nonce: int | None = None
    max_fee_wei: int = 0
    max_priority_fee_wei: int = 0
    sent_at: int = 0
    fault: str | None = None

"""What the contracts hold, many questions in few requests (``services.collecting.ports.HoldingsReader``)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, assert_never

import msgspec

from desktop.chain.events import TOPICS
from desktop.chain.headers import RpcHeader
from desktop.chain.log_ranges import read_logs
from desktop.chain.market import address_word, word
from desktop.chain.nodes import Nodes
from desktop.chain.reader import VIEWS, ChainMarketReader
from desktop.chain.rpc import Request, to_int
from desktop.core.errors import AppError
from desktop.core.events import (
    BondWithdrawn,
    Bought,
    Delivered,
    Finalised,
    Listed,
    MarketEvent,
    Refunded,
    Revised,
)
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Receipt
from desktop.services.collecting.ports import (
    BalanceOf,
    BondOf,
    CreditOf,
    DueOf,
    IsBad,
    PaidOrder,
    Question,
    Reading,
    SlotOf,
)

_Hex = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]*$", max_length=2 + 64 * 4)]
PER_REQUEST = 100
PER_FILTER = 200
"""Topics in one filter; nodes take a thousand or more."""
DUE = "due(address,address)"
_WITHDRAWN = keccak256(b"Withdrawn(address,address,uint256,address)")
_VIEWS = {name: keccak256(signature.encode())[:4] for name, signature in VIEWS.items()}
_DUE = keccak256(DUE.encode())[:4]


class ChainHoldings:
    """Reads the books of one market, and of splits that are proven to be ours."""

    def __init__(self, nodes: Nodes, reader: ChainMarketReader) -> None:
        self._nodes = nodes
        self._reader = reader

    def read(self, questions: Sequence[Question]) -> Reading:
        """Ask them all; what a token's contract makes fail has no answer and hinders no other.

        Raises:
            AppError: The node failed as a whole.
        """
        head = self._nodes.call("eth_getBlockByNumber", ["latest", False], RpcHeader)
        answers: dict[Question, tuple[int, ...]] = {}
        asked = list(dict.fromkeys(questions))
        for at in range(0, len(asked), PER_REQUEST):
            part = asked[at : at + PER_REQUEST]
            replies = self._nodes.try_all([self._request(question) for question in part], _Hex)
            for question, reply in zip(part, replies, strict=True):
                if not isinstance(reply, AppError) and (numbers := _numbers(question, reply)) is not None:
                    answers[question] = numbers
        return Reading(to_int(head.number), to_int(head.timestamp), answers)

    def _request(self, question: Question) -> Request:
        if isinstance(question, BalanceOf):
            return "eth_getBalance", [str(question.account), "latest"]
        to = question.split if isinstance(question, DueOf) else self._reader.market
        return "eth_call", [{"to": str(to), "data": "0x" + _calldata(question).hex()}, "latest"]

    def orders_on(self, listings: Sequence[int]) -> list[PaidOrder]:
        """Every delivered order on these listings, with the terms it was bought under."""
        topics, marks = [TOPICS["Listed"], TOPICS["Revised"]], [word(listing) for listing in listings]
        versions = [e for e in self._by_first(topics, marks) if isinstance(e, Listed | Revised)]
        terms = {e.terms.hash: e.terms for e in versions}
        bought = [e for e in self._by_second([TOPICS["Bought"]], marks) if isinstance(e, Bought)]
        known = {e.order_id: e for e in bought if e.terms_hash in terms}
        ids = [word(order_id) for order_id in known]
        delivered = [e for e in self._by_first([TOPICS["Delivered"]], ids) if isinstance(e, Delivered)]
        return [
            PaidOrder(e.order_id, terms[known[e.order_id].terms_hash], known[e.order_id].order, e.delivery)
            for e in delivered
            if e.order_id in known
        ]

    def payouts(self, order_ids: Sequence[int]) -> list[Finalised]:
        """What was credited for each of these orders that is final, with the time of its block."""
        events = self._by_first([TOPICS["Finalised"]], [word(order_id) for order_id in order_ids])
        return self._dated([event for event in events if isinstance(event, Finalised)])

    def _dated(self, events: list[Finalised]) -> list[Finalised]:
        """Older nodes leave the time out of their logs: then the headers tell it."""
        undated = sorted({e.at.block_number for e in events if not e.at.timestamp})
        times: dict[int, int] = {}
        for at in range(0, len(undated), PER_REQUEST):
            part = undated[at : at + PER_REQUEST]
            asked = [("eth_getBlockByNumber", [hex(number), False]) for number in part]
            headers = self._nodes.find_all(asked, RpcHeader)
            times |= {n: to_int(h.timestamp) for n, h in zip(part, headers, strict=True) if h is not None}
        return [
            replace(e, at=replace(e.at, timestamp=e.at.timestamp or times.get(e.at.block_number, 0)))
            for e in events
        ]

    def refunds(self, order_ids: Sequence[int]) -> list[Refunded]:
        """What was credited for each of these orders that was refunded."""
        events = self._by_first([TOPICS["Refunded"]], [word(order_id) for order_id in order_ids])
        return [event for event in events if isinstance(event, Refunded)]

    def paid_out(self, contract: Address, account: Address, currency: Address, receipt: Receipt) -> int:
        """What the market or a split paid an account by one transaction, by its ``Withdrawn`` event."""
        topics = [[_WITHDRAWN], [address_word(account)], [address_word(currency)]]
        logs, _last = read_logs(self._nodes, contract, topics, receipt.block_number)
        return sum(
            int(log.data[2:66], 16) for log in logs if bytes.fromhex(log.transaction_hash[2:]) == receipt.hash
        )

    def bond_out(self, seller: Address, receipt: Receipt) -> int:
        """The bond that came back by one transaction, by its ``BondWithdrawn`` event."""
        events = self._reader.events(
            [[TOPICS["BondWithdrawn"]], [address_word(seller)]], receipt.block_number
        )
        return sum(
            e.amount_wei
            for e in events
            if isinstance(e, BondWithdrawn) and e.at.transaction_hash == receipt.hash
        )

    def _by_first(self, kinds: list[bytes], marks: Sequence[bytes]) -> list[MarketEvent]:
        parts = [marks[at : at + PER_FILTER] for at in range(0, len(marks), PER_FILTER)]
        return [event for part in parts for event in self._reader.events([kinds, part])]

    def _by_second(self, kinds: list[bytes], marks: Sequence[bytes]) -> list[MarketEvent]:
        parts = [marks[at : at + PER_FILTER] for at in range(0, len(marks), PER_FILTER)]
        return [event for part in parts for event in self._reader.events([kinds, None, part])]


def _calldata(question: CreditOf | BondOf | SlotOf | IsBad | DueOf) -> bytes:
    match question:
        case CreditOf(account, currency):
            return _VIEWS["credit"] + address_word(account) + address_word(currency)
        case BondOf(seller):
            return _VIEWS["bond_wei"] + address_word(seller)
        case SlotOf(order_id):
            return _VIEWS["order_slot"] + word(order_id)
        case IsBad(key_hash):
            return _VIEWS["key_is_bad"] + key_hash
        case DueOf(_, account, currency):
            return _DUE + address_word(account) + address_word(currency)
        case _:
            assert_never(question)


def _numbers(question: Question, reply: str) -> tuple[int, ...] | None:
    """The words of an answer, or None for what the contract cannot have answered."""
    digits = reply[2:]
    if isinstance(question, BalanceOf):
        return (int(digits, 16),) if digits else None
    if isinstance(question, DueOf) and not digits:
        return (0,)  # the split is not made yet
    words = 2 if isinstance(question, BondOf) else 1
    if len(digits) != 64 * words:
        return None
    return tuple(int(digits[at : at + 64], 16) for at in range(0, len(digits), 64))
